using X = XPlot.Plotly;

namespace GdNotebooks.Plotting;

/// <summary>Arrows from one point to another: gradients, steps, directions.</summary>
internal sealed record Arrows(IReadOnlyList<((double X, double Y) From, (double X, double Y) To)> Spans) : Mark
{
    public double Thickness { get; init; } = 2;

    /// <summary>What the arrows are called in words.</summary>
    public string Kind { get; init; } = "arrow";

    /// <summary>The arrows of a vector field on an even grid, scaled so that neighbours do not run into each other.</summary>
    public static Arrows OfField(Func<double, double, (double X, double Y)> field, double xFrom, double xTo, double yFrom, double yTo, int count)
    {
        ArgumentNullException.ThrowIfNull(field);
        Points.Range(xFrom, xTo);
        Points.Range(yFrom, yTo);
        if (count is < 2 or > 60)
        {
            throw new ArgumentException($"{count} arrows a side cannot be drawn: 2 to 60 can.", nameof(count));
        }

        double stepX = (xTo - xFrom) / count, stepY = (yTo - yFrom) / count;
        var arrows = (
            from i in Enumerable.Range(0, count)
            from j in Enumerable.Range(0, count)
            let at = (X: xFrom + (stepX * (i + 0.5)), Y: yFrom + (stepY * (j + 0.5)))
            let v = field(at.X, at.Y)
            where double.IsFinite(v.X) && double.IsFinite(v.Y)
            select (At: at, V: v)).ToArray();

        // One factor for both directions, so that the arrows keep their angles.
        double factor = 0.9 / arrows.Select(a => Math.Max(Math.Abs(a.V.X) / stepX, Math.Abs(a.V.Y) / stepY)).DefaultIfEmpty().Max();
        return new([.. arrows.Where(a => a.V != (0, 0)).Select(a => (a.At, (a.At.X + (a.V.X * factor), a.At.Y + (a.V.Y * factor))))]) { Thickness = 1.25 };
    }

    public override void Extend(Extent x, Extent y) => Points.Extend(Spans.SelectMany(s => new[] { s.From, s.To }), x, y);

    public override void Draw(Canvas canvas, Panel panel, Ink ink)
    {
        foreach (var span in Spans)
        {
            Pixel a = panel.At(span.From), b = panel.At(span.To);
            bool whole = panel.Shows(b);
            if (!Clip.Segment(ref a, ref b, panel.Box))
            {
                continue;
            }

            double length = a.DistanceTo(b);
            if (!whole || length < 1)
            {
                canvas.Line(a, b, new(ink, Thickness));
                continue;
            }

            // The head shrinks with a short arrow, so that a small gradient still looks like one.
            double head = Math.Min(3 + (3 * Thickness), length * 0.6), ux = (b.X - a.X) / length, uy = (b.Y - a.Y) / length;
            var neck = new Pixel(b.X - (ux * head), b.Y - (uy * head));
            canvas.Line(a, new(b.X - (ux * head * 0.8), b.Y - (uy * head * 0.8)), new(ink, Thickness));
            canvas.Polygons([[b, new(neck.X - (uy * head * 0.42), neck.Y + (ux * head * 0.42)), new(neck.X + (uy * head * 0.42), neck.Y - (ux * head * 0.42))]], ink);
        }
    }

    // The shafts are a trace, for the legend and the pointer; the heads are annotations, while there are not too many.
    public override IEnumerable<X.Trace> Traces(Ink ink) =>
        [Points.Trace("lines", [.. Spans.SelectMany(s => new[] { s.From, s.To, (double.NaN, double.NaN) })], new() { color = ink.Light, width = Thickness })];

    public override void AddTo(XPlotFigure figure, string axes, Ink ink)
    {
        const int Most = 400;
        foreach (var (from, to) in Spans.Where(s => double.IsFinite(s.From.X + s.From.Y + s.To.X + s.To.Y) && s.From != s.To).Take(Spans.Count > Most ? 0 : Most))
        {
            figure.AddAnnotation(new()
            {
                text = "", showarrow = true, xref = "x" + axes, yref = "y" + axes, axref = "x" + axes, ayref = "y" + axes,
                x = PlotlyText.Rounded(to.X), y = PlotlyText.Rounded(to.Y), ax = PlotlyText.Rounded(from.X), ay = PlotlyText.Rounded(from.Y),
                arrowhead = 2, arrowwidth = Thickness, arrowcolor = ink.Light,
            });
        }
    }

    public override void DrawKey(Canvas canvas, Pixel at, Ink ink)
    {
        canvas.Line(at, at with { X = at.X + 12 }, new(ink));
        canvas.Polygons([[new(at.X + 18, at.Y), new(at.X + 11, at.Y - 3.5), new(at.X + 11, at.Y + 3.5)]], ink);
    }

    public override IEnumerable<Row> Data() => Points.Rows(Spans);

    public override string Describe(Window window) => Spans.Count == 1
        ? $"{Kind} {Numbers.FromTo(Spans[0].From, Spans[0].To)}"
        : $"{Spans.Count} {Kind}s, {Points.Describe([.. Spans.Select(s => s.From)], window)}";
}
