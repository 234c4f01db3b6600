using System.Text;
using System.Text.RegularExpressions;

namespace GdNotebooks.Runner;

/// <summary>What of a note in Markdown is prose: neither code nor a comment.</summary>
internal static class MarkdownProse
{
    private const RegexOptions Quick = RegexOptions.ExplicitCapture | RegexOptions.Compiled;

    /// <summary>What a line begins with inside quotations and lists.</summary>
    private static readonly Regex Containers = new(@"^[ \t]*((>|[-*+][ \t]|\d{1,9}[.)][ \t])[ \t]*)*", Quick);

    private static readonly Regex Item = new(@"^ {0,3}([-*+]|\d{1,9}[.)]|\[\^[^\]]{1,100}\]:|:)([ \t]|$)", Quick);

    // A span between equal runs of backticks, a comment of HTML, one of Obsidian.
    private static readonly Regex Hidden = new(@"(?<!`)(?<tick>`{1,8})(?!`)((?!\k<tick>(?!`))[^\n]){0,1000}\k<tick>(?!`)|<!--[\s\S]*?(-->|\z)|%%[\s\S]*?%%", Quick);

    /// <summary>The prose; lines of code are left out.</summary>
    public static string In(string text)
    {
        var prose = new StringBuilder(text.Length);
        (char Tick, int Length, int Depth)? fence = null;
        bool wasBlank = true, isCode = false, inList = false;
        foreach (string line in text.Split('\n'))
        {
            string begin = Containers.Match(line).Value;
            int depth = begin.Count(c => c == '>');
            if (fence is { } open && depth >= open.Depth)
            {
                // Only its own kind closes a fence, in the same quotation, and nothing stands behind it.
                ReadOnlySpan<char> rest = WithoutQuotes(line, open.Depth).Trim();
                fence = rest.Length >= open.Length && rest.TrimStart(open.Tick).IsEmpty ? null : fence;
                wasBlank = isCode = false;
                continue;
            }

            fence = FenceIn(line.AsSpan(begin.Length).TrimEnd()) is { } next ? (next.Tick, next.Length, depth) : null;
            bool isBlank = line.AsSpan().Trim().IsEmpty;
            bool isIndented = line.StartsWith("    ", StringComparison.Ordinal) || line.StartsWith('\t');
            inList = isBlank || isIndented ? inList : Item.IsMatch(line) || (inList && (!wasBlank || line[0] == ' '));
            isCode = isIndented && !isBlank && !inList && (wasBlank || isCode);
            wasBlank = isBlank;
            if (fence is null && !isCode)
            {
                prose.Append(line);
            }

            prose.Append('\n');
        }

        return Hidden.Replace(prose.ToString(), "");
    }

    private static ReadOnlySpan<char> WithoutQuotes(ReadOnlySpan<char> line, int depth)
    {
        for (; depth > 0; depth--)
        {
            line = line[(line.IndexOf('>') + 1)..];
        }

        return line;
    }

    private static (char Tick, int Length)? FenceIn(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty || line[0] is not ('`' or '~'))
        {
            return null;
        }

        char tick = line[0];
        int length = line.Length - line.TrimStart(tick).Length;
        return length >= 3 && (tick == '~' || !line[length..].Contains('`')) ? (tick, length) : null;
    }
}
