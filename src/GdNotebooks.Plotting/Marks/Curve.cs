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

        panel.Polyline(canvas, points, Pen(canvas, ink));
        if (canvas.HasShapeFor(ink))
        {
            foreach (var place in Along([.. points.Select(panel.At)], panel.Box))
            {
                canvas.Marker(place, 3.5, ink, new(Palette.Paper, 0.75));
            }
        }
    }

    public override void DrawKey(Canvas canvas, Pixel at, Ink ink)
    {
        canvas.Line(at, at with { X = at.X + 18 }, Pen(canvas, ink));
        if (canvas.HasShapeFor(ink))
        {
            canvas.Marker(at with { X = at.X + 9 }, 3.5, ink, new(Palette.Paper, 0.75));
        }
    }

    public override IEnumerable<Row> Data() => Plotting.Points.Rows(Points);

    public override string Describe(Window window) => $"{(Dashed ? "dashed " : "")}{(Function is null ? "line" : "curve")}, {Plotting.Points.Describe(Points, window)}";

    public override IEnumerable<X.Trace> Traces(Ink ink) =>
        [Plotting.Points.Trace("lines", Points, new() { color = ink.Light, width = 2, dash = Dashed ? "dash" : "solid" })];

    // Even distances along the line, which say nothing but whose it is.
    private static IEnumerable<Pixel> Along(IReadOnlyList<Pixel> points, Box box)
    {
        const double First = 28, Every = 72;
        foreach (var piece in Clip.Polyline(points, box))
        {
            double next = First;
            for (int i = 1; i < piece.Count; i++)
            {
                double length = piece[i - 1].DistanceTo(piece[i]);
                for (; next <= length; next += Every)
                {
                    yield return new(Plotting.Points.Between(piece[i - 1].X, piece[i].X, next / length), Plotting.Points.Between(piece[i - 1].Y, piece[i].Y, next / length));
                }

                next -= length;
            }
        }
    }

    private Pen Pen(Canvas canvas, Ink ink) => new(ink, 2, 1, canvas.Theme != Theme.Print ? Dashed ? "6 5" : null : Dashed ? "4 5" : ink.Dash);
}
