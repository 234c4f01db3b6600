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

    internal bool EqualAspect { get; private set; }

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

    /// <summary>A bar for every name: the ten outputs in <c>cost-of-one-example</c> of chapter 6. Several sets stand side by side.</summary>
    /// <exception cref="ArgumentException">There are not as many names as values.</exception>
    public Plot Bar(IEnumerable<string> names, IEnumerable<double> values, string? label = null, Colour? colour = null)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(values);
        string[] n = [.. names];
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

    /// <summary>A dashed line across at one y: the cost of guessing, in <c>training-curves</c> of chapter 9.</summary>
    public Plot HorizontalLine(double y, string? label = null, Colour? colour = null) =>
        Add(new ReferenceLine(Finite(y), true) { Label = label, Colour = colour });

    /// <summary>A dashed line upwards at one x: the largest rate that converges, in <c>rate-bound</c> of chapter 2.</summary>
    public Plot VerticalLine(double x, string? label = null, Colour? colour = null) =>
        Add(new ReferenceLine(Finite(x), false) { Label = label, Colour = colour });

    /// <summary>A text beside a point, on the side where there is most room.</summary>
    public Plot Text(double x, double y, string text, Colour? colour = null) =>
        Add(new Annotation(Finite(x), Finite(y), text) { Colour = colour });

    /// <summary>What the horizontal axis shows.</summary>
    public Plot WithXTitle(string title) => this.With(p => p.XTitle = title);

    /// <summary>What the vertical axis shows.</summary>
    public Plot WithYTitle(string title) => this.With(p => p.YTitle = title);

    /// <summary>The xs to show, instead of all of them.</summary>
    /// <exception cref="ArgumentException">The range is empty or not finite.</exception>
    public Plot WithXRange(double from, double to)
    {
        Points.Range(from, to);
        return this.With(p => p.XRange = (from, to));
    }

    /// <summary>The ys to show, instead of all of them.</summary>
    /// <exception cref="ArgumentException">The range is empty or not finite.</exception>
    public Plot WithYRange(double from, double to)
    {
        Points.Range(from, to);
        return this.With(p => p.YRange = (from, to));
    }

    /// <summary>A logarithmic horizontal axis; values that are not positive cannot be shown on it.</summary>
    public Plot WithLogX() => this.With(p => p.LogX = true);

    /// <summary>A logarithmic vertical axis; values that are not positive cannot be shown on it.</summary>
    public Plot WithLogY() => this.With(p => p.LogY = true);

    /// <summary>One unit is as long upwards as sideways, so that right angles look right.</summary>
    public Plot WithEqualAspect() => this.With(p => p.EqualAspect = true);

    /// <summary>No axes, ticks or grid: a diagram.</summary>
    public Plot WithoutAxes() => this.With(p => p.HasAxes = false);

    /// <summary>No legend, although things have labels.</summary>
    public Plot WithoutLegend() => this.With(p => p.HasLegend = false);

    internal Plot Add(Mark mark) => this.With(p => p.Marks = p.Marks.Add(mark));

    internal override void Draw(Canvas canvas, Box area) => new PlotLayout(this).Draw(canvas, area);

    internal override string Summary()
    {
        string axes = !HasAxes ? "Diagram" : XTitle is null && YTitle is null ? "Chart" :
            $"Chart of {YTitle ?? "y"}{(LogY ? " (logarithmic)" : "")} against {XTitle ?? "x"}{(LogX ? " (logarithmic)" : "")}";
        var parts = Marks.Select(m => (m.Label is null || m.IsText ? "" : m.Label + ": ") + m.Describe()).Where(d => d.Length > 0).ToList();
        string more = parts.Count > 12 ? $"; and {parts.Count - 12} more" : "";
        return parts.Count == 0 ? axes + " without data." : $"{axes}: {string.Join("; ", parts.Take(12))}{more}.";
    }

    private static double Finite(double value) => double.IsFinite(value)
        ? value
        : throw new ArgumentException($"{Numbers.Short(value)} is no place on an axis: a finite number is needed.");
}
