using System.Collections.Immutable;
using X = XPlot.Plotly;

namespace GdNotebooks.Plotting;

/// <summary>
/// The landscape of a function of two variables as a sheet of patches, in parallel projection, the
/// farthest patches first (painter's order), coloured by height and shaded by slope.
/// </summary>
[TypeFormatterSource(typeof(DisplayFormatterSource))]
public sealed class Surface : Figure
{
    private const int Lines = 33;
    private readonly Func<double, double, double> _f;

    internal Surface(Func<double, double, double> f, double xFrom, double xTo, double yFrom, double yTo)
    {
        (_f, Grid) = (f, Grid.Of(f, xFrom, xTo, yFrom, yTo, Lines));
        Height = 460;
    }

    internal Grid Grid { get; }

    internal ImmutableArray<(IReadOnlyList<(double X, double Y)> Points, Colour Colour)> Paths { get; private set; } = [];

    internal string? XTitle { get; private set; }

    internal string? YTitle { get; private set; }

    internal string? ZTitle { get; private set; }

    internal double Azimuth { get; private set; } = 32;

    internal double Elevation { get; private set; } = 27;

    internal (double From, double To)? ZRange { get; private set; }

    /// <summary>What the first horizontal direction shows.</summary>
    public Surface WithXTitle(string title) => this.With(s => s.XTitle = title);

    /// <summary>What the second horizontal direction shows.</summary>
    public Surface WithYTitle(string title) => this.With(s => s.YTitle = title);

    /// <summary>What the height shows.</summary>
    public Surface WithZTitle(string title) => this.With(s => s.ZTitle = title);

    /// <summary>The heights to show; what is higher or lower is cut off flat.</summary>
    /// <exception cref="ArgumentException">The range is empty or not finite.</exception>
    public Surface WithZRange(double from, double to)
    {
        Points.Range(from, to);
        return this.With(s => s.ZRange = (from, to));
    }

    /// <summary>From where the landscape is seen: degrees around it (32 unless told) and above the horizon (27).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The elevation is not between 5 and 85 degrees.</exception>
    public Surface SeenFrom(double azimuth, double elevation) => !double.IsFinite(azimuth)
        ? throw new ArgumentOutOfRangeException(nameof(azimuth), $"A landscape cannot be seen from {Numbers.Short(azimuth)} degrees around: a finite number is needed.")
        : elevation is >= 5 and <= 85
        ? this.With(s => (s.Azimuth, s.Elevation) = (azimuth, elevation))
        : throw new ArgumentOutOfRangeException(nameof(elevation), $"A landscape cannot be seen from {Numbers.Short(elevation)} degrees above the horizon: 5 to 85 are possible.");

    /// <summary>A descent on the landscape, given by its (x, y) points: <c>surface</c> of chapter 3.</summary>
    public Surface Path(IEnumerable<(double X, double Y)> points, Colour colour = Colour.Vermillion)
    {
        var own = Points.Of(points);
        return this.With(s => s.Paths = s.Paths.Add((own, colour)));
    }

    /// <summary>The height at a point, as far as it is shown.</summary>
    internal double HeightAt(double x, double y)
    {
        var (low, high) = Heights;
        return Math.Clamp(_f(x, y), low, high);
    }

    internal (double Low, double High) Heights => ZRange ?? Grid.Extent().Padded(0);

    internal override string Summary()
    {
        var range = Grid.Extent();
        var (low, high) = ZRange is { } cut ? (Math.Clamp(range.Min, cut.From, cut.To), Math.Clamp(range.Max, cut.From, cut.To)) : (range.Min, range.Max);
        string paths = string.Concat(Paths.Select(p => $", with a path of {p.Points.Count} points" + (p.Points.Count == 0 ? "" : " " + Numbers.FromTo(p.Points[0], p.Points[^1]))));
        return $"Surface of {ZTitle ?? "z"} over {XTitle ?? "x"} {Numbers.FromTo(Grid.Xs[0], Grid.Xs[^1])} and {YTitle ?? "y"} {Numbers.FromTo(Grid.Ys[0], Grid.Ys[^1])}" +
            (range.IsEmpty ? ", without a finite value" : $", heights {Numbers.FromTo(low, high)}") + paths + ".";
    }

    internal override IEnumerable<Row> Data() =>
    [
        .. Grid.Rows("z").Select(row => row.Of("series", ZTitle ?? "z")),
        .. Paths.SelectMany((path, i) => path.Points.Select(p =>
            new Row(("series", FormattableString.Invariant($"path {i + 1}")), ("x", p.X), ("y", p.Y), ("z", HeightAt(p.X, p.Y))))),
    ];

    internal override void AddTo(XPlotFigure figure, PlotlyDomain domain)
    {
        var (sinA, cosA) = Settled.SinCos(Azimuth);
        var (sinE, cosE) = Settled.SinCos(Elevation);
        var scene = new PanelScene
        {
            xaxis = new PanelX { title = PlotlyText.Escape(XTitle ?? "") }, yaxis = new PanelY { title = PlotlyText.Escape(YTitle ?? "") }, zaxis = new() { title = PlotlyText.Escape(ZTitle ?? "") },
            aspectmode = "manual", aspectratio = new() { x = 1, y = 1, z = 0.62 },
            camera = new() { eye = new() { x = PlotlyText.Rounded(2.1 * sinA * cosE), y = PlotlyText.Rounded(-2.1 * cosA * cosE), z = PlotlyText.Rounded(2.1 * sinE) } },
        };
        string name = figure.AddScene(scene, domain);
        var (low, high) = Heights;
        figure.AddTrace(new X.Surface
        {
            scene = name, x = PlotlyText.Numbers(Grid.Xs), y = PlotlyText.Numbers(Grid.Ys),
            z = PlotlyText.Rows(Grid.Ys.Length, Grid.Xs.Length, (r, c) => double.IsNaN(Grid[c, r]) ? double.NaN : Math.Clamp(Grid[c, r], low, high)),
            colorscale = PlotlyText.Colours(new(Scale.Sequential, low, high)), showscale = false,
        });
        foreach (var (all, colour) in Paths)
        {
            var points = Points.Thin(all);
            string ink = Palette.Of(colour).Light;
            figure.AddTrace(new X.Scatter3d
            {
                scene = name, mode = "lines+markers", showlegend = false, line = new() { color = ink, width = 5 }, marker = new() { color = ink, size = 3 },
                x = PlotlyText.Numbers(points.Select(p => p.X)), y = PlotlyText.Numbers(points.Select(p => p.Y)), z = PlotlyText.Numbers(points.Select(p => HeightAt(p.X, p.Y))),
            });
        }
    }

    internal override void Draw(Canvas canvas, Box area, double titleSize = LargeTitle)
    {
        double top = DrawTitle(canvas, area, titleSize);
        if (Grid.Extent().IsEmpty)
        {
            canvas.Text(area.Centre, "nothing to show", 12, Palette.Muted, Anchor.Middle);
            return;
        }

        new SurfaceLayout(this, area with { Top = top, Height = area.Bottom - top }).Draw(canvas);
    }
}
