using X = XPlot.Plotly;

namespace GdNotebooks.Plotting;

/// <summary>Lines between points, each with a weight: blue below zero, orange above, stronger where the weight is larger.</summary>
internal sealed record Links(IReadOnlyList<((double X, double Y) From, (double X, double Y) To, double Weight)> Edges) : Mark
{
    public override bool TakesColour => false;

    public override void Extend(Extent x, Extent y) => Points.Extend(Edges.SelectMany(e => new[] { e.From, e.To }), x, y);

    public override void Draw(Canvas canvas, Panel panel, Ink ink)
    {
        double largest = Edges.Select(e => Math.Abs(e.Weight)).Where(double.IsFinite).DefaultIfEmpty(1).Max();
        foreach (var edge in Edges.Where(e => double.IsFinite(e.Weight)).OrderBy(e => Math.Abs(e.Weight)))
        {
            Pixel a = panel.At(edge.From), b = panel.At(edge.To);
            double strength = largest == 0 ? 0 : Math.Abs(edge.Weight) / largest;
            if (Clip.Segment(ref a, ref b, panel.Box))
            {
                canvas.Line(a, b, new(Palette.Of(edge.Weight < 0 ? Plotting.Colour.Blue : Plotting.Colour.Vermillion), 0.5 + (1.75 * strength), 0.15 + (0.75 * strength), canvas.Theme == Theme.Print && edge.Weight < 0 ? "3 4" : null));
            }
        }
    }

    // One trace for each strength: a line of Plotly has one width and one opacity.
    public override IEnumerable<X.Trace> Traces(Ink ink)
    {
        double largest = Edges.Select(e => Math.Abs(e.Weight)).Where(double.IsFinite).DefaultIfEmpty(1).Max();
        foreach (var same in Edges.Where(e => double.IsFinite(e.Weight)).GroupBy(e => (Negative: e.Weight < 0, Quarter: largest == 0 ? 0 : (int)(4 * Math.Abs(e.Weight) / largest))).OrderBy(g => g.Key.Quarter))
        {
            var trace = Points.Trace("lines", [.. same.SelectMany(e => new[] { e.From, e.To, (double.NaN, double.NaN) })], new()
            {
                color = Palette.Of(same.Key.Negative ? Plotting.Colour.Blue : Plotting.Colour.Vermillion).Light, width = 0.5 + (same.Key.Quarter * 0.4),
            });
            trace.opacity = 0.2 + (same.Key.Quarter * 0.18);
            trace.hoverinfo = "skip";
            yield return trace;
        }
    }

    public override IEnumerable<Row> Data() => Edges.Zip(Points.Rows(Edges.Select(e => (e.From, e.To))), (edge, row) => new Row([.. row.Cells, ("weight", edge.Weight)]));

    public override string Describe(Window window) => $"{Edges.Count} links, {Edges.Count(e => e.Weight < 0)} of them negative";
}
