using System.Collections.Immutable;

namespace GdNotebooks.Plotting;

/// <summary>
/// A chart with two axes. Start one with <see cref="Chart"/> and put more on it: every method returns a
/// new chart with one more thing drawn, in that order from back to front.
/// </summary>
[TypeFormatterSource(typeof(DisplayFormatterSource))]
public sealed class Plot : Figure
{
    internal Plot()
    {
    }

    internal ImmutableArray<Mark> Marks { get; private set; } = [];

    internal string? XTitle { get; private set; }

    internal string? YTitle { get; private set; }

    internal bool LogX { get; private set; }

    internal bool LogY { get; private set; }

    internal (double From, double To)? XRange { get; private set; }

    internal (double From, double To)? YRange { get; private set; }

    internal bool EqualAspect { get; set; }

    internal bool HasAxes { get; private set; } = true;

    internal bool HasLegend { get; private set; } = true;

    /// <summary>The graph of a function: <c>cost-curve</c> of chapter 1.</summary>
    /// <exception cref="ArgumentException">The range is empty or not finite.</exception>
    public Plot Function(Func<double, double> f, double from, double to, string? label = null, Colour? colour = null, bool dashed = false) =>
        Add(new Curve(Points.Of(f, from, to)) { Function = f, Label = label, Colour = colour, Dashed = dashed });

    /// <summary>A line through points: <c>training-curves</c> of chapter 9.</summary>
    public Plot Line(IEnumerable<(double X, double Y)> points, string? label = null, Colour? colour = null, bool dashed = false) =>
        Add(new Curve(Points.Of(points)) { Label = label, Colour = colour, Dashed = dashed });

    /// <summary>A line through (x, y) pairs: <c>schedules</c> of chapter 2.</summary>
    /// <exception cref="ArgumentException">There are not as many xs as ys.</exception>
    public Plot Line(IEnumerable<double> xs, IEnumerable<double> ys, string? label = null, Colour? colour = null, bool dashed = false) =>
        Add(new Curve(Points.Of(xs, ys)) { Label = label, Colour = colour, Dashed = dashed });

    /// <summary>A line through values at 0, 1, 2, …: the cost of every step in chapter 2.</summary>
    public Plot Line(IEnumerable<double> ys, string? label = null, Colour? colour = null, bool dashed = false) =>
        Add(new Curve(Points.Of(ys)) { Label = label, Colour = colour, Dashed = dashed });

    /// <summary>A dot for every point: <c>hubble-fit</c> of chapter 5.</summary>
    public Plot Scatter(IEnumerable<(double X, double Y)> points, string? label = null, Colour? colour = null, double radius = 3.5) =>
        Add(new Markers(Points.Of(points)) { Label = label, Colour = colour, Radius = radius });

    /// <summary>A dot for every (x, y) pair: <c>hubble-fit</c> of chapter 5.</summary>
    /// <exception cref="ArgumentException">There are not as many xs as ys.</exception>
    public Plot Scatter(IEnumerable<double> xs, IEnumerable<double> ys, string? label = null, Colour? colour = null, double radius = 3.5) =>
        Add(new Markers(Points.Of(xs, ys)) { Label = label, Colour = colour, Radius = radius });

    /// <summary>The steps of a descent, joined in order, hollow at the start and large at the end: <c>update-steps</c> of chapter 1.</summary>
    public Plot Path(IEnumerable<(double X, double Y)> points, string? label = null, Colour? colour = null) =>
        Add(new Trail(Points.Of(points)) { Label = label, Colour = colour ?? (Marks.Any(m => m is Trail) ? null : Plotting.Colour.Vermillion) });

    /// <summary>
    /// The steps of a descent as an animation: a ball moves through the points and draws its path, on a curve
    /// or a contour; <c>start-decides</c> of chapter 4. Several of them with the same duration run together.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The duration is not between 0.5 and 60 seconds.</exception>
    public Plot AnimatedPath(IEnumerable<(double X, double Y)> points, string? label = null, Colour? colour = null, double seconds = 6) =>
        Add(new Rolling(Points.Of(points)) { LeavesTrail = true, Seconds = Duration(seconds), Label = label, Colour = colour });

    /// <summary>
    /// A ball that rolls along a curve, through the given xs, each after the same time: <c>rolling-ball</c> of
    /// chapter 1. Readers that do not animate show it at the end.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The duration is not between 0.5 and 60 seconds.</exception>
    public Plot RollingBall(Func<double, double> curve, IEnumerable<double> xs, string? label = null, Colour? colour = null, double seconds = 6)
    {
        ArgumentNullException.ThrowIfNull(curve);
        ArgumentNullException.ThrowIfNull(xs);
        return Add(new Rolling([.. xs.Select(x => (x, curve(x)))]) { On = curve, Seconds = Duration(seconds), Label = label, Colour = colour });
    }

    /// <summary>Lines with weights between points, blue below zero and orange above: <c>network-diagram</c> of chapter 6.</summary>
    public Plot Links(IEnumerable<((double X, double Y) From, (double X, double Y) To, double Weight)> links)
    {
        ArgumentNullException.ThrowIfNull(links);
        return Add(new Links([.. links]));
    }

    /// <summary>A bar for every name: the ten outputs in <c>cost-of-one-example</c> of chapter 6. Several sets stand side by side.</summary>
    /// <exception cref="ArgumentException">There are not as many names as values.</exception>
    public Plot Bar(IEnumerable<string> names, IEnumerable<double> values, string? label = null, Colour? colour = null)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(values);
        string[] n = [.. names.Select(name => name ?? "")];
        double[] v = [.. values];
        return n.Length == v.Length
            ? Add(new Bars(n, v) { Label = label, Colour = colour })
            : throw new ArgumentException($"There are {n.Length} names and {v.Length} values: every bar needs one of each.", nameof(values));
    }

    /// <summary>Bars named 0, 1, 2, …: what the network says about each digit.</summary>
    public Plot Bar(IEnumerable<double> values, string? label = null, Colour? colour = null)
    {
        double[] v = [.. values];
        return Bar(v.Select((_, i) => i.ToString(System.Globalization.CultureInfo.InvariantCulture)), v, label, colour);
    }

    /// <summary>How often values fall into each of some equal intervals: <c>noise-confidence</c> of chapter 10.</summary>
    /// <exception cref="ArgumentException">There are fewer than one or more than 1000 intervals.</exception>
    public Plot Histogram(IEnumerable<double> values, int bins = 20, string? label = null, Colour? colour = null) =>
        Add(Plotting.Histogram.Of(values, bins) with { Label = label, Colour = colour });

    /// <summary>The area between a low and a high value at every x: the spread over seeds in chapter 10.</summary>
    /// <exception cref="ArgumentException">The three do not have the same length.</exception>
    public Plot Band(IEnumerable<double> xs, IEnumerable<double> lows, IEnumerable<double> highs, string? label = null, Colour? colour = null)
    {
        var (low, high) = (Points.Of(xs, lows), Points.Of(xs, highs));
        return Add(new Band([.. low.Select(p => p.X)], [.. low.Select(p => p.Y)], [.. high.Select(p => p.Y)]) { Label = label, Colour = colour });
    }

    /// <summary>An arrow from one point to another: a component of the gradient in <c>one-component-at-a-time</c> of chapter 3.</summary>
    public Plot Arrow((double X, double Y) from, (double X, double Y) to, string? label = null, Colour? colour = null) =>
        Arrows([(from, to)], label, colour);

    /// <summary>Arrows of one colour: the negative gradients of <c>contour-with-gradients</c> of chapter 3.</summary>
    public Plot Arrows(IEnumerable<((double X, double Y) From, (double X, double Y) To)> arrows, string? label = null, Colour? colour = null)
    {
        ArgumentNullException.ThrowIfNull(arrows);
        return Add(new Arrows([.. arrows]) { Label = label, Colour = colour });
    }

    /// <summary>
    /// A small arrow at every crossing of a grid, pointing where <paramref name="field"/> does, the longest as
    /// long as the grid is wide: the field of <c>contour-with-gradients</c> of chapter 3.
    /// </summary>
    /// <exception cref="ArgumentException">A range is empty, or there are fewer than 2 or more than 60 arrows a side.</exception>
    public Plot VectorField(Func<double, double, (double X, double Y)> field, double xFrom, double xTo, double yFrom, double yTo, int count = 13, string? label = null, Colour? colour = null) =>
        Add(Plotting.Arrows.OfField(field, xFrom, xTo, yFrom, yTo, count) with { Label = label, Colour = colour ?? Plotting.Colour.Ink });

    /// <summary>
    /// The landscape of f(x, y) from above, filled between lines of equal value, or lines with their values:
    /// <c>contour-with-gradients</c> of chapter 3.
    /// </summary>
    /// <param name="f">The function of x and y.</param>
    /// <param name="xFrom">The smallest x.</param>
    /// <param name="xTo">The largest x.</param>
    /// <param name="yFrom">The smallest y.</param>
    /// <param name="yTo">The largest y.</param>
    /// <param name="levels">The values to draw lines at; about twelve round ones unless told.</param>
    /// <param name="filled">False draws only the lines, each with its value.</param>
    /// <param name="colour">One colour for all lines that are not filled between.</param>
    /// <exception cref="ArgumentException">A range is empty or not finite.</exception>
    public Plot Contour(Func<double, double, double> f, double xFrom, double xTo, double yFrom, double yTo, IEnumerable<double>? levels = null, bool filled = true, Colour? colour = null)
    {
        var grid = Grid.Of(f, xFrom, xTo, yFrom, yTo, Contours.Fineness);
        var range = grid.Extent();
        double[] chosen = levels is null ? Contours.RoundLevels(grid, 14) : [.. levels.Where(l => l > range.Min && l < range.Max).Distinct().Order()];
        return Add(new Contours(grid, chosen, filled) { Colour = colour });
    }

    /// <summary>The part of the plane where a condition holds, in one colour: a basin in <c>himmelblau-basins</c> of chapter 4.</summary>
    /// <exception cref="ArgumentException">A range is empty or not finite.</exception>
    public Plot Region(Func<double, double, bool> holds, double xFrom, double xTo, double yFrom, double yTo, string? label = null, Colour? colour = null)
    {
        ArgumentNullException.ThrowIfNull(holds);
        return Add(new Region(Grid.Of((x, y) => holds(x, y) ? 1 : 0, xFrom, xTo, yFrom, yTo, Plotting.Region.Fineness)) { Label = label, Colour = colour });
    }

    /// <summary>
    /// A matrix as coloured cells, row 0 on top, NaN struck out: <c>rate-batch-grid</c> of chapter 8.
    /// </summary>
    /// <param name="values">Rows by columns.</param>
    /// <param name="columns">What stands under the columns; their numbers unless told.</param>
    /// <param name="rows">What stands beside the rows; their numbers unless told.</param>
    /// <param name="scale">Sequential, or diverging about zero.</param>
    /// <param name="format">A number format such as "0.0": writes the value into every cell.</param>
    /// <exception cref="ArgumentException">There are not as many names as columns or rows.</exception>
    public Plot Heatmap(double[,] values, IEnumerable<string>? columns = null, IEnumerable<string>? rows = null, Scale scale = Scale.Sequential, string? format = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        var colours = ColourScale.Over(scale, values.Cast<double>());
        return Add(new Cells(values, Cells.Names(columns, values.GetLength(1), "columns"), Cells.Names(rows, values.GetLength(0), "rows"), colours) { Format = format });
    }

    /// <summary>A dashed line across at one y: the cost of guessing, in <c>training-curves</c> of chapter 9.</summary>
    public Plot HorizontalLine(double y, string? label = null, Colour? colour = null) =>
        Add(new ReferenceLine(Finite(y), true) { Label = label, Colour = colour });

    /// <summary>A dashed line upwards at one x: the largest rate that converges, in <c>rate-bound</c> of chapter 2.</summary>
    public Plot VerticalLine(double x, string? label = null, Colour? colour = null) =>
        Add(new ReferenceLine(Finite(x), false) { Label = label, Colour = colour });

    /// <summary>A text beside a point, on the side where there is most room, or centred on the point itself.</summary>
    public Plot Text(double x, double y, string text, Colour? colour = null, bool centred = false) =>
        Add(new Annotation(Finite(x), Finite(y), text ?? "") { Colour = colour, Centred = centred });

    /// <summary>What the horizontal axis shows.</summary>
    public Plot WithXTitle(string title) => this.With(p => p.XTitle = title);

    /// <summary>What the vertical axis shows.</summary>
    public Plot WithYTitle(string title) => this.With(p => p.YTitle = title);

    /// <summary>The xs to show, instead of all of them.</summary>
    /// <exception cref="ArgumentException">The range is empty or not finite.</exception>
    public Plot WithXRange(double from, double to)
    {
        Points.Range(from, to);
        return Checked(p => p.XRange = (from, to));
    }

    /// <summary>The ys to show, instead of all of them.</summary>
    /// <exception cref="ArgumentException">The range is empty or not finite.</exception>
    public Plot WithYRange(double from, double to)
    {
        Points.Range(from, to);
        return Checked(p => p.YRange = (from, to));
    }

    /// <summary>A logarithmic horizontal axis; values that are not positive cannot be shown on it.</summary>
    public Plot WithLogX() => Checked(p => p.LogX = true);

    /// <summary>A logarithmic vertical axis; values that are not positive cannot be shown on it.</summary>
    public Plot WithLogY() => Checked(p => p.LogY = true);

    /// <summary>One unit is as long upwards as sideways, so that right angles look right.</summary>
    public Plot WithEqualAspect() => this.With(p => p.EqualAspect = true);

    /// <summary>No axes, ticks or grid: a diagram.</summary>
    public Plot WithoutAxes() => this.With(p => p.HasAxes = false);

    /// <summary>No legend, although things have labels.</summary>
    public Plot WithoutLegend() => this.With(p => p.HasLegend = false);

    internal Plot Add(Mark mark) => this.With(p => p.Marks = p.Marks.Add(mark));

    internal override void Draw(Canvas canvas, Box area, double titleSize = LargeTitle) => new PlotLayout(this) { TitleSize = titleSize }.Draw(canvas, area);

    // What has no label is told by its place in the chart.
    internal override IEnumerable<Row> Data() => Marks.SelectMany((mark, i) => mark.Data()
        .Select(row => row.Of("series", mark.Label ?? (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture))));

    internal override void AddTo(XPlotFigure figure, PlotlyDomain domain) => new PlotLayout(this).AddTo(figure, domain);

    internal override string Summary()
    {
        string axes = !HasAxes ? "Diagram" : XTitle is null && YTitle is null ? "Chart" :
            $"Chart of {YTitle ?? "y"}{(LogY ? " (logarithmic)" : "")} against {XTitle ?? "x"}{(LogX ? " (logarithmic)" : "")}";
        var window = new Window(XRange, YRange, LogX, LogY);
        var parts = Marks.Select(m => (m.Label is null || m.IsText ? "" : m.Label + ": ") + m.Describe(window)).Where(d => d.Length > 0).ToList();
        string more = parts.Count > 12 ? $"; and {parts.Count - 12} more" : "";
        return parts.Count == 0 ? axes + " without data." : $"{axes}: {string.Join("; ", parts.Take(12))}{more}.";
    }

    private Plot Checked(Action<Plot> change)
    {
        var plot = this.With(change);
        foreach (var (logarithmic, range) in new[] { (plot.LogX, plot.XRange), (plot.LogY, plot.YRange) })
        {
            if (logarithmic && range is { From: <= 0 } impossible)
            {
                throw new ArgumentException($"A logarithmic axis cannot begin at {Numbers.Short(impossible.From)}: it needs a range of positive numbers.");
            }
        }

        return plot;
    }

    private static double Duration(double seconds) => seconds is >= 0.5 and <= 60
        ? seconds
        : throw new ArgumentOutOfRangeException(nameof(seconds), $"An animation of {Numbers.Short(seconds)} seconds cannot be followed: 0.5 to 60 can.");

    private static double Finite(double value) => double.IsFinite(value)
        ? value
        : throw new ArgumentException($"{Numbers.Short(value)} is no place on an axis: a finite number is needed.");
}
