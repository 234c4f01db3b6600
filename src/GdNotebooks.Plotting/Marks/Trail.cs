using X = XPlot.Plotly;

namespace GdNotebooks.Plotting;

/// <summary>The way a descent takes: every step a dot, joined in order, hollow at the start and large at the end.</summary>
internal sealed record Trail(IReadOnlyList<(double X, double Y)> Points) : Mark
{
    private const int MostDots = 200;

    public override void Extend(Extent x, Extent y) => Plotting.Points.Extend(Points, x, y);

    public override void Draw(Canvas canvas, Panel panel, Ink ink)
    {
        var pieces = Clip.Polyline([.. Points.Select(panel.At)], panel.Box).Select(p => Simplify.Polyline(p)).ToList();
        Draw(canvas, pieces, [.. Points.Select(panel.At).Where(panel.Shows)], ink);
    }

    /// <summary>Draws lines and the steps on them; a pale border keeps both apart from what is below.</summary>
    public static void Draw(Canvas canvas, IReadOnlyList<IReadOnlyList<Pixel>> lines, IReadOnlyList<Pixel> steps, Ink ink)
    {
        foreach (var line in lines)
        {
            canvas.Polyline(line, new(Palette.Paper, 4, 0.7));
        }

        foreach (var line in lines)
        {
            canvas.Polyline(line, new(ink, 1.75));
        }

        if (steps.Count == 0)
        {
            return;
        }

        // A dot on top of the last one drawn shows nothing new.
        Pixel last = new(double.MinValue, 0);
        foreach (var p in steps.Skip(1).Take(steps.Count > MostDots ? 0 : steps.Count))
        {
            if (Math.Abs(p.X - last.X) + Math.Abs(p.Y - last.Y) > 6)
            {
                canvas.Marker(p, 2.75, ink, new(Palette.Paper, 0.75));
                last = p;
            }
        }

        canvas.Circle(steps[0], 4.5, Palette.Paper, new(ink, 2));
        if (steps.Count > 1)
        {
            canvas.Marker(steps[^1], 5, ink, new(Palette.Paper, 1.5));
        }
    }

    public override IEnumerable<X.Trace> Traces(Ink ink) => [Plotting.Points.Trace(
        "lines+markers", Points, new() { color = ink.Light, width = 1.75 }, new() { color = ink.Light, size = 6 })];

    public override void DrawKey(Canvas canvas, Pixel at, Ink ink)
    {
        canvas.Line(at, at with { X = at.X + 18 }, new(ink, 1.75));
        canvas.Marker(at with { X = at.X + 9 }, 2.75, ink);
    }

    public override IEnumerable<Row> Data() => Plotting.Points.Rows(Points);

    public override string Describe(Window window)
    {
        var shown = Points.Where(window.Shows).ToList();
        return shown.Count == 0 ? "path without points"
            : $"path of {Points.Count} points {Numbers.FromTo(shown[0], shown[^1])}" + Plotting.Points.LeftOut(Points.Count, Points.Count - shown.Count, window.Outside(Points));
    }
}
