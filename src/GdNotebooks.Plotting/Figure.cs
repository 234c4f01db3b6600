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
    internal const double NormalFontSize = 12;

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

    /// <summary>In which colours it is drawn.</summary>
    public Theme Theme { get; internal set; }

    /// <summary>How large the names of the axes are, in CSS pixels; everything else that is written, and each line, in proportion.</summary>
    public double FontSize { get; internal set; } = NormalFontSize;

    /// <summary>Whether what lies behind the picture is seen through it.</summary>
    public bool IsTransparent { get; internal set; }

    /// <summary>The figure in one paragraph, for those who do not see it.</summary>
    public string AltText => Sentences(Title, Description ?? Summary());

    /// <summary>What is drawn, in words and numbers.</summary>
    internal abstract string Summary();

    /// <summary>Draws everything but the paper.</summary>
    internal abstract void Draw(Canvas canvas, Box area, double titleSize = LargeTitle);

    /// <summary>The picture as a complete SVG document: the same figure gives the same bytes on every machine.</summary>
    public string ToSvg()
    {
        // Larger letters are all the same picture in fewer units, each of them larger.
        var canvas = new Canvas(Math.Round(Width / Magnification, 2), Math.Round(Height / Magnification, 2), Theme);

        // Paper has a margin of its own.
        double across = Theme == Theme.Print ? 10 : 20, down = Theme == Theme.Print ? 6 : 16;
        Draw(canvas, new Box(0, 0, canvas.Width, canvas.Height).Inset(across, down, across, down));
        return canvas.ToSvg(Title ?? Name ?? "Figure", Sentences(Description, Summary()), Width, Height, !IsTransparent);
    }

    /// <summary>
    /// The numbers behind the picture as one table of comma-separated values: a row for each point, bar or cell, and columns that
    /// say to which panel and series it belongs. A function is given at the places at which it is drawn.
    /// </summary>
    public string ToCsv() => Row.Csv(Data());

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

    /// <summary>The numbers that are drawn.</summary>
    internal abstract IEnumerable<Row> Data();

    /// <summary>How many CSS pixels one unit of the drawing is.</summary>
    internal double Magnification => FontSize / NormalFontSize;

    /// <summary>How high a drawing has to be, in units, to be as good at another width: in proportion, but never too low for an axis.</summary>
    internal virtual double HeightAt(double width)
    {
        double now = Height / Magnification;
        return Math.Max(now * width * Magnification / Width, Math.Min(now, 280));
    }

    /// <summary>Adds traces and axes for one part of the picture.</summary>
    internal virtual void AddTo(XPlotFigure figure, PlotlyDomain domain) => throw new NotSupportedException(WhyNoXPlot);

    internal Figure Copy() => (Figure)MemberwiseClone();

    internal static string Sentences(params IEnumerable<string?> parts) => string.Join(" ", parts
        .Select(p => p?.Trim()).Where(p => !string.IsNullOrEmpty(p))
        .Select(p => char.IsPunctuation(p![^1]) && p[^1] is not (')' or ']' or '"') ? p : p + "."));
}
