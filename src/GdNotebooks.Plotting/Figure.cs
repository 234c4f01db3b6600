using System.Text;

namespace GdNotebooks.Plotting;

/// <summary>
/// A picture: a chart, a grid of images, several charts side by side. Figures do not change: every
/// <c>With…</c> method returns a new one, so a cell can be run twice.
/// </summary>
public abstract class Figure : Displayable
{
    internal const double LargeTitle = 15;
    internal const double PanelTitle = 12.5;

    /// <summary>The name under which the runner writes the figure, <c>NN-name.svg</c>; null when it has none.</summary>
    public string? Name { get; internal set; }

    /// <summary>The heading inside the picture.</summary>
    public string? Title { get; internal set; }

    /// <summary>One or two sentences that say what there is to see: caption in the gallery, alternative text in a page.</summary>
    public string? Description { get; internal set; }

    /// <summary>The width in CSS pixels.</summary>
    public int Width { get; internal set; } = 640;

    /// <summary>The height in CSS pixels.</summary>
    public int Height { get; internal set; } = 400;

    /// <summary>The figure in one paragraph, for those who do not see it.</summary>
    public string AltText => Sentences(Title, Description ?? Summary());

    /// <summary>What is drawn, in words and numbers.</summary>
    internal abstract string Summary();

    /// <summary>Draws everything but the paper.</summary>
    internal abstract void Draw(Canvas canvas, Box area, double titleSize = LargeTitle);

    /// <summary>The picture as a complete SVG document: the same figure gives the same bytes on every machine.</summary>
    public string ToSvg()
    {
        var canvas = new Canvas(Width, Height);
        Draw(canvas, new Box(0, 0, Width, Height).Inset(20, 16, 20, 16));
        return canvas.ToSvg(Title ?? Name ?? "Figure", Sentences(Description, Summary()));
    }

    /// <inheritdoc/>
    public override string ToHtml() => ToImage() + PageTheme.Script;

    /// <summary>The picture alone.</summary>
    internal string ToImage() =>
        $"<img data-gd-picture src=\"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(ToSvg()))}\" alt=\"{Canvas.Escape(AltText)}\" " +
        FormattableString.Invariant($"width=\"{Width}\" height=\"{Height}\" style=\"max-width:100%;height:auto\"/>");

    /// <inheritdoc/>
    public override string ToString() => Sentences(Title, Description, Summary());

    /// <summary>Writes the heading and returns where the room below it begins.</summary>
    internal double DrawTitle(Canvas canvas, Box area, double size)
    {
        double top = area.Top;
        foreach (string line in TextWidth.Wrap(Title ?? "", area.Width, size, bold: true))
        {
            canvas.Text(new(area.Left, top + size - 2), line, size, Palette.Text, bold: true);
            top += size + 4;
        }

        return top == area.Top ? top : top + (size / 2) - 2;
    }

    /// <summary>The same figure as a chart of XPlot.Plotly, to go on with: <c>figure.ToXPlot().WithXTitle("w")</c>.</summary>
    /// <exception cref="NotSupportedException">XPlot has no such chart: a grid of images, a strip.</exception>
    public XPlot.Plotly.PlotlyChart ToXPlot() => XPlotFigure.Of(this);

    /// <summary>The same figure, drawn by plotly.js where scripts run and the network is there, else the static picture.</summary>
    public InteractiveFigure Interactive() => new(this);

    /// <summary>Why XPlot cannot draw this figure, in a sentence; null where it can.</summary>
    internal virtual string? WhyNoXPlot => null;

    /// <summary>Adds traces and axes for one part of the picture.</summary>
    internal virtual void AddTo(XPlotFigure figure, PlotlyDomain domain) => throw new NotSupportedException(WhyNoXPlot);

    internal Figure Copy() => (Figure)MemberwiseClone();

    internal static string Sentences(params IEnumerable<string?> parts) => string.Join(" ", parts
        .Select(p => p?.Trim()).Where(p => !string.IsNullOrEmpty(p))
        .Select(p => char.IsPunctuation(p![^1]) && p[^1] is not (')' or ']' or '"') ? p : p + "."));
}
