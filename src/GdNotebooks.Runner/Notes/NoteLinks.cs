using System.Net;
using System.Text.RegularExpressions;

namespace GdNotebooks.Runner;

/// <summary>A picture that a note names.</summary>
/// <param name="Target">The path as the note means it, decoded, without title, size or anchor.</param>
/// <param name="IsFoundAnywhere">Whether the note's program looks for the name in all folders, as Obsidian does.</param>
/// <param name="Ending">The ending that is meant where the target has none, with its point; "" where it must have one.</param>
internal readonly record struct NoteLink(string Target, bool IsFoundAnywhere = false, string Ending = "");

/// <summary>
/// Finds the pictures that a note names, in the notations of Markdown, Obsidian, HTML, LaTeX and Typst. What
/// stands in code, in a comment, or leads to the network is no picture of the note.
/// </summary>
internal static class NoteLinks
{
    // Most notes are in Markdown, and there may be megabytes of them.
    private const RegexOptions Quick = RegexOptions.ExplicitCapture | RegexOptions.Compiled;

    /// <summary>An address, an anchor, data in the page itself, or what a template puts there.</summary>
    private static readonly Regex Elsewhere = new("^([A-Za-z][A-Za-z0-9+.-]+:|//|#)|[{][{%]");

    private static readonly Regex MarkdownImage = new("""(?<!\\)!\[(\\[^\n]|\[[^\[\]\n]{0,500}\]|[^\[\]\n!\\]|!(?!\[)){0,2000}\]\(\s*(<(?<path>[^>\n]+)>|(?<path>[^\s()<>]+(\([^\s()]*\)[^\s()<>]*)*))\s*(=[\dx%]+\s*)?(["'(][^)\n]*)?\)""", Quick);

    private static readonly Regex MarkdownReference = new(@"^ {0,3}\[[^\]\n]{1,500}\]:[ \t]*(<(?<path>[^>\n]+)>|(?<path>[^\s<>]+))", RegexOptions.Multiline | Quick);

    private static readonly Regex ObsidianEmbed = new(@"(?<!\\)!\[\[(?<path>([^\]\[|#\n\\]|\\(?!\|)){1,1000})\\?([|#][^\]\n]{0,1000})?\]\]", Quick);

    private static readonly Regex TableLink = new(@"(\[\[|\]\(<)(?<path>[^\]\[()<>|#\n]{1,1000}\.csv)|\]\((?<path>[^\s\[\]()<>]{1,1000}\.csv)", Quick | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // It always matches from such a beginning on: what has been read is not read again.
    private static readonly Regex HtmlTag = new("""<(?<tag>img|image|embed|source|object|a)\b(?<rest>([^<>"']|"([^"<]|<(?![A-Za-z/!]))*"|'([^'<]|<(?![A-Za-z/!]))*'){0,5000})""", Quick | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex HtmlAttribute = new("""(?<name>[\w:-]+)\s*=\s*("(?<value>[^"]*)"|'(?<value>[^']*)'|(?<value>[^\s"'>]+))""", Quick);

    private static readonly Regex HtmlComment = new("<!--.*?(-->|\\z)|<(pre|code|script|style)\\b.*?(</\\2>|\\z)", RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex LatexImage = new(@"\\include(?<what>graphics|svg)\s*\*?\s*(\[[^\]]{0,1000}\])?\s*\{(?<path>[^{}\n]+)\}", RegexOptions.ExplicitCapture);

    private static readonly Regex LatexTable = new(@"\{(?<path>[^{}\n]{1,1000}\.csv)\}", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

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

    /// <summary>What of a source of LaTeX is neither a comment nor printed as it stands.</summary>
    public static string LatexProse(string text) => LatexHidden.Replace(text, "");

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
        string prose = MarkdownProse.In(text);
        return [
            .. Targets(MarkdownImage, prose, UrlDecoded),
            .. Targets(MarkdownReference, prose, UrlDecoded),
            .. ObsidianEmbed.Matches(prose).Select(match => new NoteLink(match.Groups["path"].Value.Trim(), IsFoundAnywhere: true)),
            .. Numbers(prose),
            .. InHtml(prose),
        ];
    }

    private static IEnumerable<NoteLink> InHtml(string text) => HtmlTag.Matches(HtmlComment.Replace(text, "")).SelectMany(tag => HtmlAttribute.Matches(tag.Groups["rest"].Value)
        .SelectMany(attribute => Shown(tag.Groups["tag"].Value.ToLowerInvariant(), attribute.Groups["name"].Value.ToLowerInvariant(), WebUtility.HtmlDecode(attribute.Groups["value"].Value))))
        .Select(path => new NoteLink(UrlDecoded(path.Trim())));

    /// <summary>The pictures that an attribute of a tag shows, or the numbers that it leads to.</summary>
    private static IEnumerable<string> Shown(string tag, string attribute, string value) => (tag, attribute) switch
    {
        ("a", "href") => value.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? [value] : [],
        ("a", _) => [],
        ("img" or "source", "srcset") => value.Split(',').Select(one => one.Trim().Split(' ')[0]),
        (_, "src" or "data-src") or ("object", "data") or ("image", "href" or "xlink:href") => [value],
        _ => [],
    };

    private static IEnumerable<NoteLink> InLatex(string text)
    {
        string prose = LatexProse(text);
        return [
            .. Targets(LatexTable, prose, path => path),
            .. LatexImage.Matches(prose).Select(match => new NoteLink(match.Groups["path"].Value.Trim(), Ending: match.Groups["what"].Value == "svg" ? ".svg" : ".pdf")),
        ];
    }

    private static IEnumerable<NoteLink> InTypst(string text) => Targets(TypstImage, TypstHidden.Replace(text, ""), path => path);

    /// <summary>A table of numbers is not shown: a link leads to it.</summary>
    private static IEnumerable<NoteLink> Numbers(string prose) => TableLink.Matches(prose)
        .Select(match => new NoteLink(UrlDecoded(match.Groups["path"].Value.Trim()), IsFoundAnywhere: match.Value.StartsWith("[[", StringComparison.Ordinal)));

    private static IEnumerable<NoteLink> Targets(Regex notation, string prose, Func<string, string> decode) =>
        notation.Matches(prose).Select(match => new NoteLink(decode(match.Groups["path"].Value.Trim())));

    private static string UrlDecoded(string path) => Uri.UnescapeDataString(path.Split('?', '#')[0]);
}
