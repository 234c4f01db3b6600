using System.Net;
using System.Text.RegularExpressions;

namespace GdNotebooks.Runner;

/// <summary>A picture that a note names.</summary>
/// <param name="Target">The path as the note means it, decoded, without title, size or anchor.</param>
/// <param name="IsFoundAnywhere">Whether the note's program looks for the name in all folders, as Obsidian does.</param>
internal readonly record struct NoteLink(string Target, bool IsFoundAnywhere = false);

/// <summary>
/// Finds the pictures that a note names, in the notations of Markdown, Obsidian, HTML, LaTeX and Typst. What
/// stands in code, in a comment, or leads to the network is no picture of the note.
/// </summary>
internal static class NoteLinks
{
    // Most notes are in Markdown, and there may be megabytes of them.
    private const RegexOptions Quick = RegexOptions.ExplicitCapture | RegexOptions.Compiled;

    /// <summary>An address, an anchor, or data in the page itself.</summary>
    private static readonly Regex Elsewhere = new("^([A-Za-z][A-Za-z0-9+.-]+:|//|#)");

    // A fenced block to its closing fence or the end, a span between equal runs of backticks, a comment.
    private static readonly Regex MarkdownCode = new(@"^ {0,3}(?<fence>`{3,}|~{3,})[^\n]*(\n(?! {0,3}\k<fence>)[^\n]*)*(\n {0,3}\k<fence>[`~]*|\z)|(?<!`)(?<tick>`{1,8})(?!`)((?!\k<tick>(?!`))[^\n]){0,1000}\k<tick>(?!`)|<!--[\s\S]*?(-->|\z)", RegexOptions.Multiline | Quick);

    private static readonly Regex MarkdownImage = new("""!\[(\\[^\n]|[^\]\n!\\]|!(?!\[)){0,2000}\]\(\s*(<(?<path>[^>\n]+)>|(?<path>[^\s()<>]+(\([^\s()]*\)[^\s()<>]*)*))\s*(["'(][^)\n]*)?\)""", Quick);

    private static readonly Regex MarkdownReference = new(@"^ {0,3}\[[^\]\n]{1,500}\]:[ \t]*(<(?<path>[^>\n]+)>|(?<path>[^\s<>]+))", RegexOptions.Multiline | Quick);

    private static readonly Regex ObsidianEmbed = new(@"!\[\[(?<path>[^\]\[|#\n]{1,1000})([|#][^\]\n]{0,1000})?\]\]", Quick);

    private static readonly Regex TableLink = new(@"(\[\[|\]\(<)(?<path>[^\]\[()<>|#\n]{1,1000}\.csv)|\]\((?<path>[^\s\[\]()<>]{1,1000}\.csv)", Quick | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex HtmlImage = new("""<img\s[^<>]{0,5000}?\bsrc\s*=\s*("(?<path>[^"<>]*)"|'(?<path>[^'<>]*)'|(?<path>[^\s"'<>]+))""", Quick | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex HtmlComment = new("<!--.*?(-->|\\z)|<(pre|code|script|style)\\b.*?(</\\2>|\\z)", RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex LatexImage = new(@"\\includegraphics\s*\*?\s*(\[[^\]]{0,1000}\])?\s*\{(?<path>[^{}\n]+)\}", RegexOptions.ExplicitCapture);

    private static readonly Regex LatexTable = new(@"\{(?<path>[^{}\n]{1,1000}\.csv)\}", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex LatexFolders = new(@"\\graphicspath\s*\{(\s*\{[^{}\n]*\}\s*)+\}", RegexOptions.ExplicitCapture);

    private static readonly Regex LatexFolder = new(@"\{(?<path>[^{}\n]+)\}", RegexOptions.ExplicitCapture);

    // A comment to the end of its line, and blocks that are printed as they stand.
    private static readonly Regex LatexHidden = new(@"(?<!\\)%[^\n]*|\\begin\{(?<block>verbatim|lstlisting|minted)\*?\}.*?(\\end\{\k<block>\*?\}|\z)", RegexOptions.Singleline | RegexOptions.ExplicitCapture);

    private static readonly Regex TypstImage = new("""\b(image|csv)\(\s*"(?<path>[^"\n]+)""", RegexOptions.ExplicitCapture);

    private static readonly Regex TypstHidden = new(@"(?<!:)//[^\n]*|/\*.*?(\*/|\z)|(?<ticks>`{3,}).*?(\k<ticks>|\z)|`[^`\n]*`", RegexOptions.Singleline | RegexOptions.ExplicitCapture);

    private static readonly Dictionary<string, Func<string, IEnumerable<NoteLink>>> Readers = new(StringComparer.OrdinalIgnoreCase)
    {
        [".md"] = InMarkdown,
        [".markdown"] = InMarkdown,
        [".qmd"] = InMarkdown,
        [".rmd"] = InMarkdown,
        [".html"] = InHtml,
        [".htm"] = InHtml,
        [".tex"] = InLatex,
        [".typ"] = InTypst,
    };

    /// <summary>Whether a file is a note, by its ending.</summary>
    public static bool IsNote(string path) => Readers.ContainsKey(Path.GetExtension(path));

    /// <summary>The endings of notes, for a message.</summary>
    public static string Endings => string.Join(", ", Readers.Keys);

    /// <summary>The pictures that a note names, each once, in the order of their first mention.</summary>
    /// <param name="path">The note; its ending says in what notation it is written.</param>
    /// <param name="text">What stands in it.</param>
    public static IEnumerable<NoteLink> Of(string path, string text) => Readers[Path.GetExtension(path)](text)
        .Where(link => link.Target.Length > 0 && !Elsewhere.IsMatch(link.Target)).Distinct();

    private static IEnumerable<NoteLink> InMarkdown(string text)
    {
        string prose = MarkdownCode.Replace(text, "");
        return [
            .. Targets(MarkdownImage, prose, UrlDecoded),
            .. Targets(MarkdownReference, prose, UrlDecoded),
            .. ObsidianEmbed.Matches(prose).Select(match => new NoteLink(match.Groups["path"].Value.Trim(), IsFoundAnywhere: true)),
            .. Numbers(prose),
            .. InHtml(prose),
        ];
    }

    private static IEnumerable<NoteLink> InHtml(string text) =>
        Targets(HtmlImage, HtmlComment.Replace(text, ""), path => UrlDecoded(WebUtility.HtmlDecode(path)));

    private static IEnumerable<NoteLink> InLatex(string text)
    {
        string prose = LatexHidden.Replace(text, "");
        string[] folders = [.. LatexFolders.Matches(prose).SelectMany(all => LatexFolder.Matches(all.Value)).Select(one => one.Groups["path"].Value), ""];
        return [.. Targets(LatexTable, prose, path => path), .. Targets(LatexImage, prose, path => folders[0].Length > 0 && !path.StartsWith(folders[0], StringComparison.Ordinal) ? folders[0] + path : path)];
    }

    private static IEnumerable<NoteLink> InTypst(string text) => Targets(TypstImage, TypstHidden.Replace(text, ""), path => path);

    /// <summary>A table of numbers is not shown: a link leads to it.</summary>
    private static IEnumerable<NoteLink> Numbers(string prose) => TableLink.Matches(prose)
        .Select(match => new NoteLink(UrlDecoded(match.Groups["path"].Value.Trim()), IsFoundAnywhere: match.Value.StartsWith("[[", StringComparison.Ordinal)));

    private static IEnumerable<NoteLink> Targets(Regex notation, string prose, Func<string, string> decode) =>
        notation.Matches(prose).Select(match => new NoteLink(decode(match.Groups["path"].Value.Trim())));

    private static string UrlDecoded(string path) => Uri.UnescapeDataString(path.Split('?', '#')[0]);
}
