namespace GdNotebooks.Plotting;

/// <summary>Places a surface in a box: looks at the cube that holds it from its side, and draws from back to front.</summary>
internal sealed class SurfaceLayout
{
    private const double LabelSize = 11;
    private const double TitleSize = 12;
    private readonly Surface _surface;
    private readonly Box _area;
    private readonly double _sinA, _cosA, _sinE, _cosE;
    private readonly double _low, _high, _scale;
    private readonly Pixel _centre;

    public SurfaceLayout(Surface surface, Box area)
    {
        (_surface, _area) = (surface, area);
        (_sinA, _cosA) = Settled.SinCos(surface.Azimuth);
        (_sinE, _cosE) = Settled.SinCos(surface.Elevation);
        (_low, _high) = surface.Heights;

        // Room for the tick labels left, below and right of the cube.
        var room = area.Inset(30, surface.ZTitle is null ? 2 : 12, 30, surface.XTitle is null ? 18 : 32);
        var corners = (from x in Ends from y in Ends from z in Ends select Look(x, y, z * Flat)).ToArray();
        double left = corners.Min(c => c.Across), right = corners.Max(c => c.Across), down = corners.Min(c => c.Up), up = corners.Max(c => c.Up);
        _scale = Math.Min(room.Width / (right - left), room.Height / (up - down));
        _centre = new(room.Centre.X - (_scale * (left + right) / 2), room.Centre.Y + (_scale * (down + up) / 2));
    }

    private sealed record Patch(double Away, Pixel[] Corners, Rgb Colour)
    {
        private readonly Box _around = new(
            Corners.Min(c => c.X), Corners.Min(c => c.Y), Corners.Max(c => c.X) - Corners.Min(c => c.X), Corners.Max(c => c.Y) - Corners.Min(c => c.Y));

        /// <summary>Whether a ray from the pixel crosses the outline an odd number of times.</summary>
        public bool Covers(Pixel p)
        {
            if (!_around.Contains(p))
            {
                return false;
            }

            bool inside = false;
            for (int i = 0, j = Corners.Length - 1; i < Corners.Length; j = i++)
            {
                var (a, b) = (Corners[i], Corners[j]);
                inside ^= (a.Y > p.Y) != (b.Y > p.Y) && p.X < a.X + ((b.X - a.X) * (p.Y - a.Y) / (b.Y - a.Y));
            }

            return inside;
        }
    }

    private readonly record struct Spot(Pixel Pixel, bool Hidden);

    // The cube goes from -1 to 1 in each direction; a lower one looks more like a landscape.
    private const double Flat = 0.62;

    private static readonly double[] Ends = [-1, 1];

    public void Draw(Canvas canvas)
    {
        // The corner nearest to us decides which walls are at the back and which edges carry labels.
        var front = (from x in Ends from y in Ends select (X: x, Y: y)).MinBy(c => Look(c.X, c.Y, 0).Away);
        Tick[] xTicks = TicksOf(_surface.Grid.Xs[0], _surface.Grid.Xs[^1], t => Place(t, front.Y, -1));
        Tick[] yTicks = TicksOf(_surface.Grid.Ys[0], _surface.Grid.Ys[^1], t => Place(front.X, t, -1));
        Tick[] zTicks = TicksOf(_low, _high, t => Place(-front.X, front.Y, t));
        var grid = new Pen(Palette.Grid, 1);
        var axis = new Pen(Palette.Axis, 1);
        foreach (double x in xTicks.Select(t => Unit(t.Value, _surface.Grid.Xs)))
        {
            canvas.Polyline([Place(x, front.Y, -1), Place(x, -front.Y, -1), Place(x, -front.Y, 1)], grid);
        }

        foreach (double y in yTicks.Select(t => Unit(t.Value, _surface.Grid.Ys)))
        {
            canvas.Polyline([Place(front.X, y, -1), Place(-front.X, y, -1), Place(-front.X, y, 1)], grid);
        }

        foreach (double z in zTicks.Select(t => UnitHeight(t.Value)))
        {
            canvas.Polyline([Place(-front.X, front.Y, z), Place(-front.X, -front.Y, z), Place(front.X, -front.Y, z)], grid);
        }

        canvas.Polyline([Place(-front.X, front.Y, 1), Place(-front.X, -front.Y, 1), Place(front.X, -front.Y, 1)], grid);
        var patches = Patches();
        canvas.Patches(patches.Select(p => ((IReadOnlyList<Pixel>)p.Corners, p.Colour)));
        foreach (var (points, colour) in _surface.Paths)
        {
            Path(canvas, points, Palette.Of(colour), patches);
        }

        // The edges with labels: both at the bottom in front, and the upright one at the left.
        var left = Look(front.X, -front.Y, 0).Across < Look(-front.X, front.Y, 0).Across ? (X: front.X, Y: -front.Y) : (X: -front.X, Y: front.Y);
        canvas.Polyline([Place(-front.X, front.Y, -1), Place(front.X, front.Y, -1), Place(front.X, -front.Y, -1)], axis);
        canvas.Line(Place(left.X, left.Y, -1), Place(left.X, left.Y, 1), axis);
        Labels(canvas, xTicks, t => Place(Unit(t, _surface.Grid.Xs), front.Y, -1), Place(0, front.Y, -1), _surface.XTitle);
        Labels(canvas, yTicks, t => Place(front.X, Unit(t, _surface.Grid.Ys), -1), Place(front.X, 0, -1), _surface.YTitle);
        foreach (var tick in zTicks)
        {
            var p = Place(left.X, left.Y, UnitHeight(tick.Value));
            canvas.Text(new(p.X - 7, p.Y + 4), tick.Label, LabelSize, Palette.Muted, Anchor.End);
        }

        if (_surface.ZTitle is { } zTitle)
        {
            canvas.Text(new(_area.Left, _area.Top + 9), TextWidth.Fit(zTitle, _area.Width, TitleSize), TitleSize, Palette.Muted);
        }
    }

    // The farthest first.
    private List<Patch> Patches()
    {
        var grid = _surface.Grid;
        int columns = grid.Xs.Length, rows = grid.Ys.Length;
        var colours = new ColourScale(Scale.Sequential, _low, _high);
        var patches = new List<Patch>();
        for (int i = 0; i + 1 < columns; i++)
        {
            for (int j = 0; j + 1 < rows; j++)
            {
                (int I, int J)[] at = [(i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1)];
                double[] heights = [.. at.Select(c => UnitHeight(grid[c.I, c.J]))];
                if (heights.Any(h => !double.IsFinite(h)))
                {
                    continue;
                }

                double x = 2.0 / (columns - 1), y = 2.0 / (rows - 1), middle = heights.Average() * Flat;
                double slopeX = (heights[1] + heights[2] - heights[0] - heights[3]) / 2 * Flat / x, slopeY = (heights[2] + heights[3] - heights[0] - heights[1]) / 2 * Flat / y;

                // Light falls from the upper left; a patch that faces it keeps its colour.
                var (across, away) = ((slopeX * _cosA) + (slopeY * _sinA), (slopeY * _cosA) - (slopeX * _sinA));
                double light = ((0.5 * across) - (0.25 * away) + 0.83) / Math.Sqrt(1 + (slopeX * slopeX) + (slopeY * slopeY));
                var colour = Pale(colours.At((heights.Average() + 1) / 2));
                patches.Add(new(
                    Look(-1 + (x * (i + 0.5)), -1 + (y * (j + 0.5)), middle).Away,
                    [.. at.Zip(heights, (c, h) => Place(-1 + (x * c.I), -1 + (y * c.J), h))],
                    Shaded(colour, 0.72 + (0.34 * Math.Clamp(light, 0, 1)))));
            }
        }

        return [.. patches.OrderByDescending(p => p.Away)];
    }

    private void Path(Canvas canvas, IReadOnlyList<(double X, double Y)> points, Ink ink, List<Patch> patches)
    {
        Spot At(double x, double y)
        {
            double across = Unit(x, _surface.Grid.Xs), back = Unit(y, _surface.Grid.Ys), height = UnitHeight(_surface.HeightAt(x, y));
            var pixel = Place(across, back, height);

            // Only patches clearly nearer to us hide the path: it lies on its own.
            double away = Look(across, back, height * Flat).Away - (4.0 / _surface.Grid.Xs.Length);
            return new(pixel, patches.Any(p => p.Away < away && p.Covers(pixel)));
        }

        var inside = points.TakeWhile(p => Math.Abs(Unit(p.X, _surface.Grid.Xs)) <= 1 && Math.Abs(Unit(p.Y, _surface.Grid.Ys)) <= 1).ToList();
        if (inside.Count == 0)
        {
            return;
        }

        // Between two steps the line follows the ground.
        var line = new List<Spot> { At(inside[0].X, inside[0].Y) };
        for (int i = 1; i < inside.Count; i++)
        {
            line.AddRange(Enumerable.Range(1, 8).Select(k => At(Points.Between(inside[i - 1].X, inside[i].X, k / 8.0), Points.Between(inside[i - 1].Y, inside[i].Y, k / 8.0))));
        }

        // What a hill hides is drawn faintly, as if the hill were glass.
        foreach (var hidden in Runs(line, true))
        {
            canvas.Polyline(hidden, new(ink, 1.75, 0.75, "1 5"));
        }

        var steps = inside.Select(p => At(p.X, p.Y)).ToList();
        Trail.Draw(canvas, Runs(line, false), [.. steps.Where((s, i) => !s.Hidden || i == 0 || i == steps.Count - 1).Select(s => s.Pixel)], ink);
    }

    /// <summary>The parts of a line that are hidden, or those that are not; neighbouring parts meet.</summary>
    private static List<IReadOnlyList<Pixel>> Runs(List<Spot> line, bool hidden)
    {
        var runs = new List<IReadOnlyList<Pixel>>();
        for (int first = 0; first + 1 < line.Count; first++)
        {
            int last = first;
            while (last + 1 < line.Count && line[last + 1].Hidden == hidden)
            {
                last++;
            }

            if (last > first)
            {
                runs.Add(Simplify.Polyline([.. line[first..(last + 1)].Select(p => p.Pixel)]));
                first = last - 1;
            }
        }

        return runs;
    }

    private static void Labels(Canvas canvas, Tick[] ticks, Func<double, Pixel> at, Pixel middle, string? title)
    {
        // Outwards is down, and to the side to which the edge descends from the front corner.
        Pixel first = at(ticks.Length > 0 ? ticks[0].Value : 0), last = at(ticks.Length > 0 ? ticks[^1].Value : 0);
        bool risesRightwards = (last.Y - first.Y) * (last.X - first.X) < 0;
        foreach (var tick in ticks)
        {
            var p = at(tick.Value);
            canvas.Text(new(p.X + (risesRightwards ? 4 : -4), p.Y + 14), tick.Label, LabelSize, Palette.Muted, risesRightwards ? Anchor.Start : Anchor.End);
        }

        if (title is not null)
        {
            canvas.Text(new(middle.X + (risesRightwards ? 22 : -22), middle.Y + 31), title, TitleSize, Palette.Muted, risesRightwards ? Anchor.Start : Anchor.End);
        }
    }

    private static Tick[] TicksOf(double from, double to, Func<double, Pixel> at) => Ticks.Linear(from, to, 6, ticks =>
    {
        for (int i = 1; i < ticks.Length; i++)
        {
            Pixel a = at((2 * (ticks[i - 1].Value - from) / (to - from)) - 1), b = at((2 * (ticks[i].Value - from) / (to - from)) - 1);
            if (Math.Abs(a.X - b.X) < TextWidth.Of(ticks[i].Label, LabelSize) + 8 && Math.Abs(a.Y - b.Y) < 14)
            {
                return false;
            }
        }

        return true;
    });

    // As pale as a filled contour on white paper, so that both pictures of a landscape match.
    private static Rgb Pale(Rgb colour) => new(Mix(colour.R), Mix(colour.G), Mix(colour.B));

    private static byte Mix(byte part) => (byte)(255 - Math.Round((255 - part) * 0.8));

    private static Rgb Shaded(Rgb colour, double light) => new(
        (byte)Math.Clamp(Math.Round(colour.R * light), 0, 255), (byte)Math.Clamp(Math.Round(colour.G * light), 0, 255), (byte)Math.Clamp(Math.Round(colour.B * light), 0, 255));

    private static double Unit(double value, double[] along) => (2 * (value - along[0]) / (along[^1] - along[0])) - 1;

    private double UnitHeight(double value) => double.IsFinite(value) ? (4 * ((Math.Clamp(value, _low, _high) / 2) - (_low / 2)) / (2 * ((_high / 2) - (_low / 2)))) - 1 : double.NaN;

    private Pixel Place(double x, double y, double z)
    {
        var (across, up, _) = Look(x, y, z * Flat);
        return new(_centre.X + (_scale * across), _centre.Y - (_scale * up));
    }

    private (double Across, double Up, double Away) Look(double x, double y, double z)
    {
        double away = (y * _cosA) - (x * _sinA);
        return ((x * _cosA) + (y * _sinA), (z * _cosE) + (away * _sinE), (away * _cosE) - (z * _sinE));
    }
}
