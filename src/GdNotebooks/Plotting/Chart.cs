namespace GdNotebooks.Plotting;

/// <summary>
/// Where every figure begins: <c>Chart.Function(C, -1, 7).Path(walk.Points()).WithTitle("Walking downhill")</c>.
/// The names follow XPlot.Plotly's vocabulary.
/// </summary>
public static class Chart
{
    /// <summary>An empty chart, to put things on in a loop.</summary>
    public static Plot Empty() => new();

    /// <inheritdoc cref="Plot.Function"/>
    public static Plot Function(Func<double, double> f, double from, double to, string? label = null, Colour? colour = null, bool dashed = false) =>
        new Plot().Function(f, from, to, label, colour, dashed);

    /// <inheritdoc cref="Plot.Line(IEnumerable{ValueTuple{double, double}}, string?, Plotting.Colour?, bool)"/>
    public static Plot Line(IEnumerable<(double X, double Y)> points, string? label = null, Colour? colour = null, bool dashed = false) =>
        new Plot().Line(points, label, colour, dashed);

    /// <inheritdoc cref="Plot.Line(IEnumerable{double}, IEnumerable{double}, string?, Plotting.Colour?, bool)"/>
    public static Plot Line(IEnumerable<double> xs, IEnumerable<double> ys, string? label = null, Colour? colour = null, bool dashed = false) =>
        new Plot().Line(xs, ys, label, colour, dashed);

    /// <inheritdoc cref="Plot.Line(IEnumerable{double}, string?, Plotting.Colour?, bool)"/>
    public static Plot Line(IEnumerable<double> ys, string? label = null, Colour? colour = null, bool dashed = false) =>
        new Plot().Line(ys, label, colour, dashed);

    /// <inheritdoc cref="Plot.Scatter(IEnumerable{ValueTuple{double, double}}, string?, Plotting.Colour?, double)"/>
    public static Plot Scatter(IEnumerable<(double X, double Y)> points, string? label = null, Colour? colour = null, double radius = 3.5) =>
        new Plot().Scatter(points, label, colour, radius);

    /// <inheritdoc cref="Plot.Scatter(IEnumerable{double}, IEnumerable{double}, string?, Plotting.Colour?, double)"/>
    public static Plot Scatter(IEnumerable<double> xs, IEnumerable<double> ys, string? label = null, Colour? colour = null, double radius = 3.5) =>
        new Plot().Scatter(xs, ys, label, colour, radius);

    /// <inheritdoc cref="Plot.Path"/>
    public static Plot Path(IEnumerable<(double X, double Y)> points, string? label = null, Colour? colour = null) =>
        new Plot().Path(points, label, colour);

    /// <inheritdoc cref="Plot.Bar(IEnumerable{string}, IEnumerable{double}, string?, Plotting.Colour?)"/>
    public static Plot Bar(IEnumerable<string> names, IEnumerable<double> values, string? label = null, Colour? colour = null) =>
        new Plot().Bar(names, values, label, colour);

    /// <inheritdoc cref="Plot.Bar(IEnumerable{double}, string?, Plotting.Colour?)"/>
    public static Plot Bar(IEnumerable<double> values, string? label = null, Colour? colour = null) =>
        new Plot().Bar(values, label, colour);

    /// <summary>
    /// Images as rows of intensities, <paramref name="width"/> pixels a row: <c>digit-samples</c> of chapter 6
    /// (<see cref="Scale.Grey"/>: 0 white, 1 black), <c>hidden-weights</c> of chapter 10 (<see cref="Scale.Diverging"/>).
    /// All images share one scale.
    /// </summary>
    /// <exception cref="ArgumentException">An image is not a whole number of rows, or images or captions do not match.</exception>
    public static ImageGrid Images(IEnumerable<double[]> images, int width = 28, IEnumerable<string>? captions = null, int? columns = null, Scale scale = Scale.Grey) =>
        new(images, width, captions, columns, scale);
}
