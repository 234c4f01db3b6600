using X = XPlot.Plotly;

namespace GdNotebooks.Plotting;

/// <summary>The landscape of a function of two variables from above: lines of equal value, filled between or labelled.</summary>
internal sealed record Contours(Grid Grid, IReadOnlyList<double> Levels, bool Filled) : Mark
{
    /// <summary>Filled contours are a background: half-strength colours leave the foreground to paths and arrows.</summary>
    public const double Opacity = 0.72;

    /// <summary>Lines of the grid in each direction: fine enough for a narrow valley.</summary>
    public const int Fineness = 161;

    /// <summary>How far, in pixels, a drawn line may be from the true one: more of it makes a smaller file.</summary>
    public double Tolerance { get; init; } = Simplify.Unseen;

    public override bool TakesColour => false;

    public override ColourScale? Scale => Filled && Levels.Count > 0 ? Colours : null;

    public override IReadOnlyList<double> ScaleSteps => Levels;

    public override void Extend(Extent x, Extent y) => Grid.Pin(x, y);

    public override void Draw(Canvas canvas, Panel panel, Ink ink)
    {
        if (Filled)
        {
            Fill(canvas, panel);
        }

        var labels = new List<Box>();
        string[] names = Numbers.Together(Levels);
        for (int i = 0; i < Levels.Count; i++)
        {
            double level = Levels[i];
            var lines = MarchingSquares.Lines(Grid, level);
            foreach (var line in lines)
            {
                panel.Polyline(canvas, line, Filled ? new(Palette.Paper, 0.75, 0.55) : new(Colour is { } c ? Palette.Of(c) : Ink.Of(Colours.At((i + 0.5) / Levels.Count)), 1.5), Tolerance);
            }

            if (!Filled && lines.Count > 0)
            {
                Name(canvas, panel, names[i], lines.MaxBy(l => l.Count)!, labels);
            }
        }

        // What lies on a landscape may lie anywhere on it, but for the names of its lines.
        canvas.Occupied.Clear();
        labels.ForEach(canvas.Occupied.Box);
    }

    public override bool IsEmpty => Grid.Extent().IsEmpty;

    public override IEnumerable<Row> Data() => Grid.Rows("z");

    public override string Describe(Window window)
    {
        var range = Grid.Extent((x, y) => window.Shows((x, y)));
        return $"{(Filled ? "filled contours" : "contour lines")} over x {Numbers.FromTo(Grid.Xs[0], Grid.Xs[^1])} and y {Numbers.FromTo(Grid.Ys[0], Grid.Ys[^1])}, " +
            (range.IsEmpty ? "without a finite value" : $"values {Numbers.FromTo(range.Min, range.Max)}");
    }

    public override IEnumerable<X.Trace> Traces(Ink ink)
    {
        // Plotly's levels are evenly spaced. Ours need not be: so the heights it gets are ranks among our levels.
        const int Every = 2;
        int columns = (Grid.Xs.Length + Every - 1) / Every, rows = (Grid.Ys.Length + Every - 1) / Every;
        string[] names = Numbers.Together(Levels);
        yield return new X.Contour
        {
            x = PlotlyText.Numbers(Enumerable.Range(0, columns).Select(i => Grid.Xs[i * Every])),
            y = PlotlyText.Numbers(Enumerable.Range(0, rows).Select(j => Grid.Ys[j * Every])),
            z = PlotlyText.Rows(rows, columns, (r, c) => Rank(Grid[c * Every, r * Every])),
            autocontour = false,
            contours = new() { start = 0, end = Math.Max(0, Levels.Count - 1), size = 1, coloring = Filled ? "fill" : "lines" },
            colorscale = PlotlyText.Colours(Colours),
            opacity = Filled ? Opacity : 1,
            line = Filled ? new() { color = "#ffffff", width = 0.75 } : new() { width = 1.5 },
            showscale = true,
            hoverinfo = "x+y",
            colorbar = new() { thickness = 12, outlinewidth = 0, tickmode = "array", tickvals = Enumerable.Range(0, Levels.Count).ToArray(), ticktext = PlotlyText.Strings(names) },
        };
    }

    private double Rank(double value)
    {
        if (Levels.Count == 0 || !double.IsFinite(value))
        {
            return value;
        }

        int above = Levels.Count(l => l <= value);
        double low = above == 0 ? Grid.Extent().Min : Levels[above - 1], high = above == Levels.Count ? Grid.Extent().Max : Levels[above];
        return above - 1 + (high > low ? (value - low) / (high - low) : 0);
    }

    /// <summary>Round levels that cover the values.</summary>
    public static double[] RoundLevels(Grid grid, int count)
    {
        var range = grid.Extent();
        return range.IsEmpty || range.Min == range.Max ? [] :
            [.. Ticks.Linear(range.Min, range.Max, count, _ => true).Select(t => t.Value).Where(v => v > range.Min && v < range.Max)];
    }

    // Colours go by the rank of a level, not its size: levels that double would else all look alike.
    private ColourScale Colours => new(Plotting.Scale.Sequential, Grid.Extent().Min, Grid.Extent().Max);

    // From the lowest level up, each region painted over the one before: no seams, as pieces side by side would have.
    private void Fill(Canvas canvas, Panel panel)
    {
        var range = Grid.Extent();
        double[] edges = [range.Min, .. Levels, range.Max];
        canvas.BeginGroup(Opacity);
        for (int k = 0; k + 1 < edges.Length; k++)
        {
            var rings = MarchingSquares.Regions(Grid, k == 0 ? double.MinValue : edges[k])
                .Select(ring => Simplify.Polyline(Clip.Polygon([.. ring.Select(panel.At)], panel.Box), Tolerance)).ToList();
            canvas.Polygons(rings, Ink.Of(Colours.At((k + 0.5) / (edges.Length - 1))));
        }

        canvas.EndGroup();
    }

    private static void Name(Canvas canvas, Panel panel, string text, List<(double X, double Y)> line, List<Box> labels)
    {
        double w = TextWidth.Of(text, 10);
        foreach (int i in new[] { line.Count / 2, line.Count / 4, line.Count * 3 / 4, line.Count / 8 })
        {
            var p = panel.At(line[i]);
            var box = new Box(p.X - (w / 2) - 3, p.Y - 7, w + 6, 14);
            if (panel.Box.Contains(new(box.Left, box.Top), -2) && panel.Box.Contains(new(box.Right, box.Bottom), -2) &&
                !labels.Any(l => l.Left < box.Right && box.Left < l.Right && l.Top < box.Bottom && box.Top < l.Bottom))
            {
                labels.Add(box);
                canvas.Text(new(p.X, p.Y + 3.5), text, 10, Palette.Muted, Anchor.Middle, halo: true);
                return;
            }
        }
    }
}
