using System.Text.RegularExpressions;

namespace GdNotebooks.Runner;

/// <summary>
/// The lines of a cell that are meant for one kernel rather than for C#: those that begin with <c>#!</c>, and
/// <c>#i</c>. Left in, the first line of a cell would be taken for a comment and the rest for C#.
/// </summary>
internal static class Magics
{
    private static readonly Regex Line = new(@"^(?:\#!(?<magic>\S*)|\#i(?=[\s""]))(?<rest>.*)$", RegexOptions.Multiline | RegexOptions.CultureInvariant);

    // In C# nothing begins with %, and after ! and a word there is no other word.
    private static readonly Regex OfPython = new(@"\A\s*(?<magic>%%?\w+|!(?:pip3?|python3?|conda|apt|apt-get|git|wget|curl|unzip|ls|mkdir|dotnet)(?=\s))", RegexOptions.CultureInvariant);

    private static readonly HashSet<string> Languages = new(StringComparer.OrdinalIgnoreCase)
    {
        "fsharp", "f#", "pwsh", "powershell", "javascript", "js", "html", "markdown", "md", "sql", "kql", "mermaid", "http", "python", "r",
    };

    /// <summary>The first line that cannot be done here, counted from 1, and why; null when there is none.</summary>
    public static (int Line, string Why)? Refused(string source)
    {
        if (OfPython.Match(source) is { Success: true } python)
        {
            return (1 + python.Value.Count(c => c == '\n'), $"{python.Groups["magic"].Value} is a command of Jupyter's kernel for Python, and only C# can be run here.");
        }

        foreach (var (line, magic, text) in In(source))
        {
            string? why = magic switch
            {
                null => "#i names a package source for one kernel only: name it in a nuget.config beside the notebook, which all of them read",
                _ when IsHarmless(magic) || magic == "time" => null,
                _ when Languages.Contains(magic) => $"the cell is in another language (#!{magic}), and only C# can be run here",
                "import" => "#!import brings in cells of another file, which not every kernel does: put the code into this notebook",
                "share" or "set" or "value" or "connect" => $"#!{magic} hands values from one kernel to another, and here is one only, for C#",
                _ => $"{text} is a command of one kernel, and only C# can be run here: take the line out",
            };
            if (why is not null)
            {
                return (line, why + ".");
            }
        }

        return null;
    }

    /// <summary>Whether the cell asks how long it takes.</summary>
    public static bool AsksForTheTime(string source) => In(source).Any(line => line.Magic == "time");

    /// <summary>The C# of a cell, its lines where they were.</summary>
    public static string Without(string source) => In(source).Aggregate(source.Split('\n'), (lines, found) =>
    {
        lines[found.Line - 1] = "";
        return lines;
    }, lines => string.Join('\n', lines));

    /// <summary>C# is what runs here anyway, and a line for the shell of Unix is none of a kernel's.</summary>
    private static bool IsHarmless(string magic) => magic is "csharp" or "C#" or "c#" || magic.StartsWith('/');

    private static IEnumerable<(int Line, string? Magic, string Text)> In(string source)
    {
        if (!source.Contains("#!", StringComparison.Ordinal) && !source.Contains("#i", StringComparison.Ordinal))
        {
            return [];
        }

        bool[] isText = LinesInsideText(source);
        return from match in Line.Matches(source)
               let line = source.AsSpan(0, match.Index).Count('\n') + 1
               where !isText[line - 1]
               select (line, match.Groups["magic"] is { Success: true } magic ? magic.Value : null, match.Value.TrimEnd());
    }

    /// <summary>Which lines begin inside a text of several lines or a comment: what stands there is the user's own.</summary>
    private static bool[] LinesInsideText(string source)
    {
        var inside = new bool[source.Count(c => c == '\n') + 1];
        var options = new Microsoft.CodeAnalysis.CSharp.CSharpParseOptions(kind: Microsoft.CodeAnalysis.SourceCodeKind.Script);
        var root = Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(source, options).GetRoot();
        foreach (var span in root.DescendantTokens().Select(token => token.GetLocation()).Concat(
            root.DescendantTrivia().Where(trivia => !trivia.HasStructure).Select(trivia => trivia.GetLocation())).Select(location => location.GetLineSpan()))
        {
            for (int line = span.StartLinePosition.Line + 1; line <= span.EndLinePosition.Line && line < inside.Length; line++)
            {
                inside[line] = inside[line] || line < span.EndLinePosition.Line || span.EndLinePosition.Character > 0;
            }
        }

        return inside;
    }
}
