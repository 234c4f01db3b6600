using X = XPlot.Plotly;

namespace GdNotebooks.Plotting;

/// <summary>The part of the plane where a condition holds: 1 on the grid, and 0 elsewhere.</summary>
internal sealed record Region(Grid Grid) : Mark
{
    /// <summary>Lines of the grid in each direction: a border is right to half of what lies between two.</summary>
    public const int Fineness = 201;

    private const double Opacity = 0.5;

    public override void Extend(Extent x, Extent y) => Grid.Pin(x, y);

    public override void Draw(Canvas canvas, Panel panel, Ink ink)
    {
        canvas.Polygons([.. Rings.Select(ring => Simplify.Polyline(Clip.Polygon([.. ring.Select(panel.At)], panel.Box)))], ink, OpacityOn(canvas));

        // What lies on a map may lie anywhere on it.
        canvas.Occupied.Clear();
    }

    public override void DrawKey(Canvas canvas, Pixel at, Ink ink) => canvas.Rectangle(new(at.X, at.Y - 5, 18, 10), ink, OpacityOn(canvas));

    public override IEnumerable<X.Trace> Traces(Ink ink)
    {
        var trace = Points.Trace("lines", [.. Rings.SelectMany(ring => ring.Append((double.NaN, double.NaN)))], new() { width = 0, color = ink.Light });
        (trace.fill, trace.fillcolor) = ("toself", ink.Light + "80");
        return [trace];
    }

    public override IEnumerable<Row> Data() => Grid.Rows("inside");

    public override string Describe(Window window)
    {
        int inside = Grid.Values.Cast<double>().Count(v => v > 0);
        return FormattableString.Invariant($"region that covers {100.0 * inside / Grid.Values.Length:0} % of x {Numbers.FromTo(Grid.Xs[0], Grid.Xs[^1])} and y {Numbers.FromTo(Grid.Ys[0], Grid.Ys[^1])}");
    }

    // Half a colour over paper is half a difference in lightness, and without hue no difference that is seen.
    private static double OpacityOn(Canvas canvas) => canvas.Theme == Theme.Print ? 0.95 : Opacity;

    private List<List<(double X, double Y)>> Rings => MarchingSquares.Regions(Grid, 0.5);
}
