namespace GdNotebooks.Plotting;

/// <summary>
/// Arranges one chart in a box: title, titles of the axes, tick labels, legend, colour bar, and what
/// room is left for the data.
/// </summary>
internal sealed class PlotLayout(Plot plot)
{
    private const double LabelSize = 11;
    private const double AxisTitleSize = 12;
    private readonly Mark[] _marks = [.. Sets(plot.Marks), .. plot.Marks.OfType<ReferenceLine>().Select(l => l.Name).OfType<Annotation>()];

    public double TitleSize { get; init; } = 15;

    public (double From, double To)? SharedX { get; init; }

    public (double From, double To)? SharedY { get; init; }

    /// <summary>False leaves the labels to the neighbour that shares this axis.</summary>
    public bool XLabels { get; init; } = true;

    /// <inheritdoc cref="XLabels"/>
    public bool YLabels { get; init; } = true;

    public void Draw(Canvas canvas, Box area)
    {
        var entries = plot.HasLegend ? Legend.Of(_marks, Colours()) : [];
        var inside = new Canvas(canvas.Width, canvas.Height);
        var panel = DrawPanel(inside, area);
        if (entries.Count > 0 && !Legend.DrawInside(inside, panel.Box, entries))
        {
            // No corner is free: the legend gets a row of its own above the data.
            inside = new Canvas(canvas.Width, canvas.Height);
            DrawPanel(inside, area, entries);
        }

        canvas.Add(inside);
    }

    public (Extent X, Extent Y) Extents()
    {
        var (x, y) = (new Extent(plot.LogX), new Extent(plot.LogY));
        foreach (var mark in _marks)
        {
            mark.Extend(x, y);
        }

        return (x, y);
    }

    private Panel DrawPanel(Canvas canvas, Box area, IReadOnlyList<LegendEntry>? row = null)
    {
        double top = Title(canvas, area);
        if (row is not null)
        {
            top = Legend.DrawRow(canvas, new(area.Left, top, area.Width, 0), row) + 8;
        }

        var (extentX, extentY) = Extents();
        var (fromX, toX) = SharedX ?? plot.XRange ?? extentX.Padded();
        var (fromY, toY) = SharedY ?? plot.YRange ?? extentY.Padded();

        if (plot.HasAxes && plot.YTitle is { } yTitle && YLabels)
        {
            string words = TextWidth.Fit(yTitle, area.Width, AxisTitleSize);
            canvas.Text(new(area.Left, top + 9), words, AxisTitleSize, Palette.Muted);
            top += 20;
        }
        else if (plot.HasAxes)
        {
            top += 4;
        }

        double bottom = area.Bottom - (plot.HasAxes ? (XLabels ? 18 : 2) + (plot.XTitle is null || !XLabels ? 0 : 20) : 0);
        var categories = _marks.Select(m => m.Categories).FirstOrDefault(c => c is not null);
        bool turned = categories is not null && !CategoriesFit(categories, area.Width - 50);
        if (turned)
        {
            bottom -= Math.Min(categories!.Max(c => TextWidth.Of(c, LabelSize)) * 0.6, area.Height / 4);
        }

        var y = new Axis(fromY, toY, plot.LogY, bottom, top);
        Tick[] yTicks = plot.HasAxes ? y.TicksWhere((int)Math.Max(2, (bottom - top) / 36), t => Apart(t, y, _ => 9)) : [];
        double left = area.Left + (plot.HasAxes && YLabels ? yTicks.Select(t => TextWidth.Of(t.Label, LabelSize)).DefaultIfEmpty().Max() + 8 : 0);
        double right = area.Right - 4;

        var x = new Axis(fromX, toX, plot.LogX, left, right);
        if (plot.EqualAspect && !plot.LogX && !plot.LogY)
        {
            double unit = Math.Min((right - left) / (toX - fromX), (bottom - top) / (toY - fromY));
            double spareX = (right - left - (unit * (toX - fromX))) / 2, spareY = (bottom - top - (unit * (toY - fromY))) / 2;
            x = new Axis(fromX, toX, false, left += spareX, right -= spareX);
            y = new Axis(fromY, toY, false, bottom -= spareY, top += spareY);
            yTicks = plot.HasAxes ? y.TicksWhere((int)Math.Max(2, (bottom - top) / 36), t => Apart(t, y, _ => 9)) : [];
        }

        Tick[] xTicks = !plot.HasAxes ? [] : categories is not null
            ? [.. categories.Select((c, i) => new Tick(i, c))]
            : x.TicksWhere((int)Math.Max(2, (right - left) / 64), t => Apart(t, x, s => TextWidth.Of(s, LabelSize)));

        var panel = new Panel(x, y, new(left, top, right - left, bottom - top));
        DrawAxes(canvas, panel, xTicks, yTicks, categories is not null, turned);

        var colours = Colours();
        foreach (var mark in _marks.OrderBy(m => m.IsText))
        {
            mark.Draw(canvas, panel, colours[mark]);
        }

        if (extentX.IsEmpty || extentY.IsEmpty)
        {
            canvas.Text(panel.Box.Centre, "nothing to show", AxisTitleSize, Palette.Muted, Anchor.Middle);
        }

        if (plot.HasAxes && plot.XTitle is { } xTitle && XLabels)
        {
            canvas.Text(new(panel.Box.Centre.X, area.Bottom - 1), TextWidth.Fit(xTitle, area.Width, AxisTitleSize), AxisTitleSize, Palette.Muted, Anchor.Middle);
        }

        return panel;
    }

    private double Title(Canvas canvas, Box area)
    {
        double top = area.Top;
        foreach (string line in TextWidth.Wrap(plot.Title ?? "", area.Width, TitleSize, bold: true))
        {
            canvas.Text(new(area.Left, top + TitleSize - 2), line, TitleSize, Palette.Text, bold: true);
            top += TitleSize + 4;
        }

        return plot.Title is null ? top : top + 6;
    }

    private void DrawAxes(Canvas canvas, Panel panel, Tick[] xTicks, Tick[] yTicks, bool categories, bool turned)
    {
        var box = panel.Box;
        foreach (var tick in yTicks)
        {
            double y = panel.Y.ToPixel(tick.Value);
            canvas.Line(new(box.Left, y), new(box.Right, y), new(Palette.Grid, tick.IsMinor ? 0.5 : 1));
            if (YLabels)
            {
                canvas.Text(new(box.Left - 8, y + 4), tick.Label, LabelSize, Palette.Muted, Anchor.End);
            }
        }

        foreach (var tick in xTicks)
        {
            double x = panel.X.ToPixel(tick.Value);
            if (!categories)
            {
                canvas.Line(new(x, box.Top), new(x, box.Bottom), new(Palette.Grid, tick.IsMinor ? 0.5 : 1));
            }

            if (XLabels && turned)
            {
                canvas.Text(new(x + 3, box.Bottom + 13), TextWidth.Fit(tick.Label, 110, LabelSize), LabelSize, Palette.Muted, Anchor.End, turn: -35);
            }
            else if (XLabels)
            {
                canvas.Text(new(x, box.Bottom + 15), tick.Label, LabelSize, Palette.Muted, Anchor.Middle);
            }
        }

        if (plot.HasAxes)
        {
            canvas.Line(new(box.Left, box.Bottom), new(box.Right, box.Bottom), new(Palette.Axis, 1));
        }

        // Grid and labels are no data: nothing has to keep clear of them.
        canvas.Occupied.Clear();
    }

    private static bool CategoriesFit(IReadOnlyList<string> names, double width) =>
        names.Count == 0 || names.Max(n => TextWidth.Of(n, LabelSize)) + 6 <= width / names.Count;

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
            if (gap < ((length(ticks[i].Label) + length(ticks[i - 1].Label)) / 2) + 10)
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
