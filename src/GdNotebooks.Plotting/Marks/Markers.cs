using X = XPlot.Plotly;

namespace GdNotebooks.Plotting;

/// <summary>A dot for every point.</summary>
internal sealed record Markers(IReadOnlyList<(double X, double Y)> Points) : Mark
{
    // Beyond this many, dots become one path of small round strokes, thinned to what can be seen.
    private const int Many = 400;
    private const int Most = 20_000;

    public double Radius { get; init => field = Drawable(value); } = 3.5;

    public override void Extend(Extent x, Extent y) => Plotting.Points.Extend(Points, x, y);

    public override void Draw(Canvas canvas, Panel panel, Ink ink)
    {
        var shown = Points.Select(panel.At).Where(panel.Shows).ToList();
        if (shown.Count <= Many)
        {
            foreach (var p in shown)
            {
                canvas.Marker(p, Radius, ink, new(Palette.Paper, 1));
            }

            return;
        }

        for (double cell = 0.5; shown.Count > Most; cell *= 1.5)
        {
            shown = [.. shown.DistinctBy(p => ((int)(p.X / cell), (int)(p.Y / cell)))];
        }

        canvas.Dots(shown, Math.Min(Radius, shown.Count > 3000 ? 1 : 2), ink, 0.6);
    }

    public override IEnumerable<X.Trace> Traces(Ink ink) =>
        [Plotting.Points.Trace("markers", Points, marker: new() { color = ink.Light, size = 2 * Radius })];

    public override void DrawKey(Canvas canvas, Pixel at, Ink ink) => canvas.Marker(at with { X = at.X + 9 }, 3.5, ink);

    public override IEnumerable<Row> Data() => Plotting.Points.Rows(Points);

    public override string Describe(Window window) => $"{Points.Count} markers, {Plotting.Points.Describe(Points, window)}";

    private static double Drawable(double radius) => radius is > 0 and <= 100 ? radius
        : throw new ArgumentException($"Markers of radius {Numbers.Short(radius)} cannot be drawn: above 0 to 100 can.", nameof(radius));
}
