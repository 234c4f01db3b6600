using X = XPlot.Plotly;

namespace GdNotebooks.Plotting;

/// <summary>A line through points, or the graph of a function; NaN leaves a gap.</summary>
internal sealed record Curve(IReadOnlyList<(double X, double Y)> Points) : Mark
{
    /// <summary>The function, when there is one: on a logarithmic axis it is sampled anew.</summary>
    public Func<double, double>? Function { get; init; }

    public bool Dashed { get; init; }

    public override void Extend(Extent x, Extent y)
    {
        Plotting.Points.Extend(Points, x, y);
        if (Function is not null)
        {
            x.Pin(Points[0].X);
            x.Pin(Points[^1].X);
        }
    }

    public override void Draw(Canvas canvas, Panel panel, Ink ink)
    {
        var points = Points;
        if (Function is { } f && panel.X.Logarithmic && panel.X.From > 0)
        {
            double low = Math.Max(Points[0].X, panel.X.From), ratio = Points[^1].X / low;
            points = [.. Enumerable.Range(0, Points.Count).Select(i => low * Settled.Pow(ratio, (double)i / (Points.Count - 1))).Select(x => (x, f(x)))];
        }

        // A point between two gaps has no line: it gets a dot.
        bool Shown(int i) => i >= 0 && i < points.Count && double.IsFinite(panel.X.ToPixel(points[i].X)) && double.IsFinite(panel.Y.ToPixel(points[i].Y));
        foreach (var lone in Enumerable.Range(0, points.Count).Where(i => Shown(i) && !Shown(i - 1) && !Shown(i + 1)).Select(i => panel.At(points[i])).Where(panel.Shows))
        {
            canvas.Circle(lone, 3, ink);
        }

        panel.Polyline(canvas, points, Pen(ink));
    }

    public override void DrawKey(Canvas canvas, Pixel at, Ink ink) => canvas.Line(at, at with { X = at.X + 18 }, Pen(ink));

    public override string Describe(Window window) => $"{(Dashed ? "dashed " : "")}{(Function is null ? "line" : "curve")}, {Plotting.Points.Describe(Points, window)}";

    public override IEnumerable<X.Trace> Traces(Ink ink) =>
        [Plotting.Points.Trace("lines", Points, new() { color = ink.Light, width = 2, dash = Dashed ? "dash" : "solid" })];

    private Pen Pen(Ink ink) => new(ink, 2, 1, Dashed ? "6 5" : null);
}
