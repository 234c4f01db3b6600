using X = XPlot.Plotly;

namespace GdNotebooks.Plotting;

/// <summary>The area between a lower and an upper value at every x: a spread, an error.</summary>
internal sealed record Band(IReadOnlyList<double> Xs, IReadOnlyList<double> Lows, IReadOnlyList<double> Highs) : Mark
{
    private const double Opacity = 0.22;

    public override void Extend(Extent x, Extent y)
    {
        foreach (int i in Finite)
        {
            x.Include(Xs[i]);
            y.Include(Lows[i]);
            y.Include(Highs[i]);
        }
    }

    public override void Draw(Canvas canvas, Panel panel, Ink ink)
    {
        // A low end that a logarithmic axis cannot show is the bottom of the chart.
        Pixel At(double x, double y) => panel.At(x, panel.Y.Logarithmic && y <= 0 ? panel.Y.From : y);
        var ring = Finite.Select(i => At(Xs[i], Highs[i])).Concat(Finite.Reverse().Select(i => At(Xs[i], Lows[i])))
            .Where(p => double.IsFinite(p.X) && double.IsFinite(p.Y)).ToList();
        canvas.Polygons([Simplify.Polyline(Clip.Polygon(ring, panel.Box))], ink, Opacity);
    }

    public override IEnumerable<X.Trace> Traces(Ink ink)
    {
        var trace = Points.Trace("lines", [.. Finite.Select(i => (Xs[i], Highs[i])), .. Finite.Reverse().Select(i => (Xs[i], Lows[i]))], new() { width = 0, color = ink.Light });
        (trace.fill, trace.fillcolor) = ("toself", ink.Light + "38");
        return [trace];
    }

    public override void DrawKey(Canvas canvas, Pixel at, Ink ink) => canvas.Rectangle(new(at.X, at.Y - 5, 18, 10), ink, Opacity);

    public override IEnumerable<Row> Data() => Xs.Select((x, i) => new Row(("x", x), ("low", Lows[i]), ("high", Highs[i])));

    public override string Describe(Window window) => $"band, {Plotting.Points.Describe([.. Xs.Zip(Lows), .. Xs.Zip(Highs)], window)}";

    private IEnumerable<int> Finite => Enumerable.Range(0, Xs.Count).Where(i => double.IsFinite(Xs[i]) && double.IsFinite(Lows[i]) && double.IsFinite(Highs[i]));
}
