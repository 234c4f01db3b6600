using X = XPlot.Plotly;

namespace GdNotebooks.Plotting;

/// <summary>A ball that moves from step to step, on a curve or straight, and leaves a trail when asked to.</summary>
internal sealed record Rolling(IReadOnlyList<(double X, double Y)> Steps) : Mark
{
    // Every place is written out; beyond this many the eye cannot follow anyway.
    private const int MostPlaces = 400;

    /// <summary>The curve the ball keeps to between steps.</summary>
    public Func<double, double>? On { get; init; }

    public bool LeavesTrail { get; init; }

    public double Seconds { get; init; } = 6;

    public override void Extend(Extent x, Extent y) => Points.Extend(Steps, x, y);

    public override void Draw(Canvas canvas, Panel panel, Ink ink)
    {
        var steps = Steps.TakeWhile(s => panel.Shows(panel.At(s))).ToList();
        if (steps.Count == 0)
        {
            return;
        }

        int skip = Math.Max(1, steps.Count / MostPlaces), between = On is null ? 1 : Math.Max(1, MostPlaces / 4 / steps.Count);
        var kept = steps.Where((_, i) => i % skip == 0 || i == steps.Count - 1).ToList();
        var places = new List<Pixel> { panel.At(kept[0]) };
        for (int i = 1; i < kept.Count; i++)
        {
            for (int k = 1; k <= between; k++)
            {
                double x = Plotting.Points.Between(kept[i - 1].X, kept[i].X, (double)k / between);
                places.Add(On is null || k == between ? panel.At(Plotting.Points.Between(kept[i - 1].X, kept[i].X, (double)k / between), Plotting.Points.Between(kept[i - 1].Y, kept[i].Y, (double)k / between)) : panel.At(x, On(x)));
            }
        }

        // Balls that come to rest in one place: each later one is smaller, so that none hides another.
        int before = canvas.Rests.Count(r => Math.Abs(r.X - places[^1].X) + Math.Abs(r.Y - places[^1].Y) < 8);
        canvas.Rests.Add(places[^1]);
        double radius = 7.5 / (1 + (0.6 * before));
        var stops = kept.Select(panel.At).ToList();
        canvas.Moving(() => Ball(true), () => Ball(false));

        void Ball(bool moves)
        {
            if (LeavesTrail)
            {
                canvas.Polyline(places, new(ink, 2.25, 1, moves ? "1000 1000" : null), moves ? Motion.Growing(places, Seconds) : null, moves ? 1000 : 0);
            }

            // What stands still shows every step instead of the movement, joined where the ball ran.
            if (!moves)
            {
                if (!LeavesTrail)
                {
                    canvas.Polyline(places, new(ink, 1.75));
                }

                Pixel last = new(double.MinValue, 0);
                foreach (var stop in stops.Where(_ => stops.Count <= MostPlaces))
                {
                    if (Math.Abs(stop.X - last.X) + Math.Abs(stop.Y - last.Y) > 6)
                    {
                        canvas.Marker(stop, 2.75, ink, new(Palette.Paper, 0.75));
                        last = stop;
                    }
                }
            }

            canvas.Circle(places[0], 4.5, Palette.Paper, new(ink, 2));
            if (moves)
            {
                canvas.Circle(places[^1], radius, ink, new(Palette.Paper, 1.5), animation: Motion.Through(places, Seconds));
            }
            else
            {
                canvas.Marker(places[^1], radius, ink, new(Palette.Paper, 1.5));
            }
        }
    }

    // Plotly shows where the ball has been and where it ends.
    public override IEnumerable<X.Trace> Traces(Ink ink) => [Points.Trace(
        "lines+markers", Steps, new() { color = ink.Light, width = LeavesTrail ? 2 : 0 }, new() { color = ink.Light, size = 5 })];

    public override void DrawKey(Canvas canvas, Pixel at, Ink ink) => canvas.Marker(at with { X = at.X + 9 }, 5, ink);

    public override IEnumerable<Row> Data() => Points.Rows(Steps);

    public override string Describe(Window window)
    {
        // The ball stops where it leaves the chart.
        var shown = Steps.TakeWhile(window.Shows).ToList();
        return shown.Count == 0 ? "ball without steps" : $"ball moving in {shown.Count - 1} steps {Numbers.FromTo(shown[0], shown[^1])} (animated)";
    }
}
