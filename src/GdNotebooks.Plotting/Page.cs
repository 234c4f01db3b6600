using System.Globalization;
using System.Net;

namespace GdNotebooks.Plotting;

/// <summary>
/// A web page that another package made, shown under a cell in a frame of its own: its scripts run there,
/// and neither they nor its styles reach the notebook (appendix A).
/// </summary>
[TypeFormatterSource(typeof(DisplayFormatterSource))]
public sealed class Page : Displayable
{
    private readonly string _html;
    private readonly string _inWords;

    /// <summary>Takes the page as it is.</summary>
    /// <param name="html">The whole document.</param>
    /// <param name="inWords">What there is to see, for those who do not see it and where pages are not shown.</param>
    public Page(string html, string inWords)
    {
        ArgumentNullException.ThrowIfNull(html);
        ArgumentException.ThrowIfNullOrWhiteSpace(inWords);
        (_html, _inWords) = (html, inWords);
    }

    /// <summary>The width in CSS pixels.</summary>
    public int Width { get; init; } = 940;

    /// <summary>The height in CSS pixels.</summary>
    public int Height { get; init; } = 540;

    /// <inheritdoc/>
    public override string ToHtml() => string.Create(CultureInfo.InvariantCulture,
        $"<iframe sandbox=\"allow-scripts\" srcdoc=\"{WebUtility.HtmlEncode(_html)}\" title=\"{WebUtility.HtmlEncode(_inWords)}\" width=\"{Width}\" height=\"{Height}\" style=\"border:0;max-width:100%\"></iframe>");

    /// <inheritdoc/>
    public override string ToString() => _inWords;
}
