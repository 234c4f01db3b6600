namespace GdNotebooks.Plotting;

/// <summary>
/// Arranges one chart in a box: title, titles of the axes, tick labels, legend, colour bar, and what
/// room is left for the data.
/// </summary>
internal sealed partial class PlotLayout(Plot plot)
{
    private const double LabelSize = 11;
    private const double AxisTitleSize = 12;

    // The names of reference lines are texts like others.
    private readonly Mark[] _marks = [.. Sets(plot.Marks), .. plot.Marks.OfType<ReferenceLine>().Select(l => l.Name).OfType<Annotation>()];
    private readonly IReadOnlyList<string>? _columns = plot.Marks.Select(m => m.Categories).FirstOrDefault(c => c is not null);
    private readonly IReadOnlyList<string>? _rows = plot.Marks.Select(m => m.RowCategories).FirstOrDefault(c => c is not null);
    private readonly Mark? _coloured = plot.Marks.FirstOrDefault(m => m.Scale is not null);

    public double TitleSize { get; init; } = Figure.LargeTitle;

    public (double From, double To)? SharedX { get; init; }

    public (double From, double To)? SharedY { get; init; }

    /// <summary>False leaves the labels of the vertical axis to the neighbour that shares it.</summary>
    public bool YLabels { get; init; } = true;

    /// <summary>False leaves the legend to the figure around this chart.</summary>
    public bool HasLegend { get; init; } = plot.HasLegend;

    public IReadOnlyList<LegendEntry> Entries => Legend.Of(_marks, Colours());

    /// <summary>Returns where the data ended up.</summary>
    public Box Draw(Canvas canvas, Box area)
    {
        var entries = HasLegend ? Entries : [];
        var inside = canvas.Blank();
        var panel = DrawPanel(inside, area);
        if (entries.Count > 0 && !Legend.DrawInside(inside, panel.Box, entries))
        {
            // No corner is free: the legend gets a row of its own above the data.
            inside = canvas.Blank();
            panel = DrawPanel(inside, area, entries);
        }

        canvas.Add(inside);
        return panel.Box;
    }

    /// <summary>What the data need.</summary>
    public (Extent X, Extent Y) Extents()
    {
        var (x, y) = (new Extent(plot.LogX), new Extent(plot.LogY));
        foreach (var mark in _marks)
        {
            mark.Extend(x, y);
        }

        return (x, y);
    }

    private ((double From, double To) X, (double From, double To) Y) Ranges()
    {
        var (x, y) = Extents();
        return (SharedX ?? plot.XRange ?? x.Padded(), SharedY ?? plot.YRange ?? y.Padded());
    }

    private Panel DrawPanel(Canvas canvas, Box area, IReadOnlyList<LegendEntry>? row = null)
    {
        double top = plot.DrawTitle(canvas, area, TitleSize);
        if (row is not null)
        {
            top = Legend.DrawRow(canvas, new(area.Left, top, area.Width, area.Height), row) + 8;
        }

        var ((fromX, toX), (fromY, toY)) = Ranges();
        if (_rows is not null)
        {
            (fromY, toY) = (toY, fromY);
        }

        top += !plot.HasAxes ? 0 : plot.YTitle is null ? 4 : 20;
        double bottom = area.Bottom - (plot.HasAxes ? 18 + (plot.XTitle is null ? 0 : 20) : 0);
        bool turned = _columns is not null && Turned(_columns, area.Width - 60);

        // Names get a share of the picture, and are cut so that they can still be told apart.
        var columns = _columns is null ? null : TextWidth.FitAll(_columns, turned ? Math.Min(area.Height / 4 / 0.6, area.Width * 0.5) : area.Width * 0.4, LabelSize);
        if (turned)
        {
            bottom -= columns!.Max(c => TextWidth.Of(c, LabelSize)) * 0.6;
        }

        // However little room there is, the data get some of it.
        bottom = Math.Max(bottom, top + 24);
        double bottomEdge = bottom;
        double right = area.Right - 4 - (_coloured is null ? 0 : ColourBar.Width(_coloured.Scale!, _coloured.ScaleSteps, top, bottom));
        var y = new Axis(fromY, toY, plot.LogY, bottom, top);
        var rows = _rows is null ? null : TextWidth.FitAll(_rows, area.Width * 0.35, LabelSize);
        Tick[] yTicks = YTicks(y, rows);
        double left = area.Left + (plot.HasAxes && YLabels ? yTicks.Select(t => TextWidth.Of(t.Label, LabelSize)).DefaultIfEmpty().Max() + 8 : 0);
        if (turned && plot.HasAxes)
        {
            left = Math.Max(left, LeftOfTurned(columns!, fromX, toX, right, area.Left - 8));
        }

        right = Math.Max(right, left + 24);
        var x = new Axis(fromX, toX, plot.LogX, left, right);
        if (plot.EqualAspect && !plot.LogX && !plot.LogY)
        {
            double unit = Math.Min((right - left) / Math.Abs(toX - fromX), (bottom - top) / Math.Abs(toY - fromY));
            double spareX = (right - left - (unit * Math.Abs(toX - fromX))) / 2, spareY = (bottom - top - (unit * Math.Abs(toY - fromY))) / 2;
            x = new Axis(fromX, toX, false, left += spareX, right -= spareX);
            y = new Axis(fromY, toY, false, bottom -= spareY, top += spareY);
            yTicks = YTicks(y, rows);
        }

        Tick[] xTicks = !plot.HasAxes ? [] : columns is not null
            ? Names(columns, x, turned ? _ => 8 : s => TextWidth.Of(s, LabelSize))
            : x.TicksWhere((int)Math.Max(2, (right - left) / 56), t => Apart(t, x, s => TextWidth.Of(s, LabelSize)));

        var panel = new Panel(x, y, new(left, top, right - left, bottom - top));
        DrawAxes(canvas, panel, xTicks, yTicks, turned);

        var colours = Colours();
        foreach (var mark in _marks.OrderBy(m => m.IsText))
        {
            mark.Draw(canvas, panel, colours[mark]);
        }

        if (_coloured is not null)
        {
            ColourBar.Draw(canvas, _coloured.Scale!, _coloured.ScaleSteps, right + 14, top, bottom);
        }

        if ((Extents() is var data && (data.X.IsEmpty || data.Y.IsEmpty)) || (_marks.Any(m => m.IsEmpty) && _marks.All(m => m.IsEmpty || m.IsText)))
        {
            canvas.Text(panel.Box.Centre, "nothing to show", AxisTitleSize, Palette.Muted, Anchor.Middle);
        }

        if (plot.HasAxes && plot.YTitle is { } yTitle && YLabels)
        {
            double start = left - yTicks.Select(t => TextWidth.Of(t.Label, LabelSize) + 8).DefaultIfEmpty().Max();
            canvas.Text(new(start, top - 11), TextWidth.Fit(yTitle, area.Right - start, AxisTitleSize), AxisTitleSize, Palette.Muted);
        }

        if (plot.HasAxes && plot.XTitle is { } xTitle)
        {
            canvas.Text(new(panel.Box.Centre.X, Math.Min(area.Bottom - 1, bottom + (area.Bottom - bottomEdge) - 1)), TextWidth.Fit(xTitle, area.Width, AxisTitleSize), AxisTitleSize, Palette.Muted, Anchor.Middle);
        }

        return panel;
    }

    private void DrawAxes(Canvas canvas, Panel panel, Tick[] xTicks, Tick[] yTicks, bool turned)
    {
        var box = panel.Box;
        foreach (var tick in yTicks)
        {
            double y = panel.Y.ToPixel(tick.Value);
            if (_rows is null)
            {
                canvas.Line(new(box.Left, y), new(box.Right, y), new(Palette.Grid, tick.IsMinor ? 0.5 : 1));
            }

            if (YLabels)
            {
                canvas.Text(new(box.Left - 8, y + 4), tick.Label, LabelSize, Palette.Muted, Anchor.End);
            }
        }

        foreach (var tick in xTicks)
        {
            double x = panel.X.ToPixel(tick.Value);
            if (_columns is null)
            {
                canvas.Line(new(x, box.Top), new(x, box.Bottom), new(Palette.Grid, tick.IsMinor ? 0.5 : 1));
            }

            if (turned)
            {
                canvas.Text(new(x + 3, box.Bottom + 13), tick.Label, LabelSize, Palette.Muted, Anchor.End, turn: -35);
            }
            else
            {
                canvas.Text(new(x, box.Bottom + 15), tick.Label, LabelSize, Palette.Muted, Anchor.Middle);
            }
        }

        if (plot.HasAxes && _rows is null)
        {
            canvas.Line(new(box.Left, box.Bottom), new(box.Right, box.Bottom), new(Palette.Axis, 1));
        }

        // Grid and labels are no data: nothing has to keep clear of them.
        canvas.Occupied.Clear();
    }

    private Tick[] YTicks(Axis y, IReadOnlyList<string>? rows) => !plot.HasAxes ? []
        : rows is not null ? Names(rows, y, _ => 6)
        : y.TicksWhere((int)Math.Max(3, Math.Abs(y.End - y.Start) / 34), t => Apart(t, y, _ => 9));

    /// <summary>Where the axis has to begin so that no slanting name, which ends below its bar, begins before the edge.</summary>
    private static double LeftOfTurned(IReadOnlyList<string> names, double from, double to, double right, double edge) => names
        .Select((name, i) => (Length: (TextWidth.Of(name, LabelSize) * 0.82) - 3, Along: (i - from) / (to - from)))
        .Where(n => n.Along is >= 0 and < 1)
        .Select(n => (edge + n.Length - (n.Along * right)) / (1 - n.Along)).DefaultIfEmpty(edge).Max();

    /// <summary>Few and long names are written slantwise rather than left out.</summary>
    private static bool Turned(IReadOnlyList<string> names, double width) =>
        names.Count is > 0 and <= 40 && names.Any(n => n.Length > 3) && names.Max(n => TextWidth.Of(n, LabelSize)) + 10 > width / names.Count;

    /// <summary>Every name, or every second, fifth, tenth, … where they would collide.</summary>
    private static Tick[] Names(IReadOnlyList<string> names, Axis axis, Func<string, double> length)
    {
        Tick[] all = [.. names.Select((name, i) => new Tick(i, name))], shown = all;
        for (int every = 1, decade = 1; !Apart(shown, axis, length) && shown.Length > 1; every = every == 5 * decade ? decade *= 10 : every == decade ? 2 * decade : 5 * decade)
        {
            shown = [.. all.Where((_, i) => i % every == 0)];
        }

        return shown;
    }

    /// <summary>Whether neighbouring labels keep their distance along the axis.</summary>
    private static bool Apart(Tick[] ticks, Axis axis, Func<string, double> length)
    {
        for (int i = 1; i < ticks.Length; i++)
        {
            if (ticks[i].IsMinor)
            {
                continue;
            }

            double gap = Math.Abs(axis.ToPixel(ticks[i].Value) - axis.ToPixel(ticks[i - 1].Value));
            if (gap < ((length(ticks[i].Label) + length(ticks[i - 1].Label)) / 2) + 9)
            {
                return false;
            }
        }

        return true;
    }

    private Dictionary<Mark, Ink> Colours()
    {
        var taken = _marks.Where(m => m.TakesColour).Select(m => m.Colour).OfType<Colour>().ToHashSet();
        var free = new Queue<Colour>(Enumerable.Range(0, Palette.Cycle).Select(i => (Colour)i).Where(c => !taken.Contains(c)));
        var inks = new Dictionary<Mark, Ink>(ReferenceEqualityComparer.Instance);
        int repeat = 0;
        foreach (var mark in _marks)
        {
            inks[mark] = Palette.Of(mark.Colour ?? (!mark.TakesColour ? Colour.Ink : free.TryDequeue(out var next) ? next : (Colour)(repeat++ % Palette.Cycle)));
        }

        return inks;
    }

    // Every set of bars learns its place beside the others.
    private static IEnumerable<Mark> Sets(IReadOnlyList<Mark> marks)
    {
        int count = marks.Count(m => m is Bars), index = 0;
        return marks.Select(m => m is Bars bars ? bars with { Set = (index++, count) } : m);
    }
}
