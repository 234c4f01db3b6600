using System.Net;
using System.Text.RegularExpressions;

namespace GdNotebooks.Exercises;

/// <summary>
/// The coloured box that answers. Colours are inline, half transparent and from a palette that colour-blind
/// eyes tell apart, the text takes the page's own colour, and a sign and a word say the same as the
/// colour: it reads on dark and light pages, and where a page drops styles.
/// </summary>
internal static class Box
{
    public const string Green = "0,158,115";
    public const string Orange = "230,159,0";
    public const string Grey = "136,136,136";
    public const string Blue = "86,180,233";

    private static readonly Regex Code = new("`([^`]+)`");

    public static string Of(string colour, params IEnumerable<string> paragraphs) =>
        $"<div style=\"border-left:4px solid rgb({colour});background:rgba({colour},.13);padding:.5em .9em;margin:.4em 0;border-radius:3px;line-height:1.5;max-width:46em\">"
        + string.Concat(paragraphs.Where(paragraph => paragraph.Length > 0).Select(paragraph => $"<div>{paragraph}</div>"))
        + "</div>";

    public static string Strong(string text) => $"<strong>{Text(text)}</strong>";

    /// <summary>Escaped text in which what stands between backticks becomes code.</summary>
    public static string Text(string text) =>
        Code.Replace(WebUtility.HtmlEncode(text), "<code style=\"background:rgba(136,136,136,.18);padding:0 .25em;border-radius:3px\">$1</code>");
}
