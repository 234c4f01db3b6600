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
    /// <param name="images">The images, row by row.</param>
    /// <param name="width">How many pixels a row has.</param>
    /// <param name="captions">What stands below each image.</param>
    /// <param name="columns">How many images stand in a row; up to ten unless told.</param>
    /// <param name="scale">How intensities become colours.</param>
    /// <param name="limit">The size at which colours are full, so that two figures can share a scale; the largest intensity's unless told.</param>
    /// <exception cref="ArgumentException">An image is not a whole number of rows, images or captions do not match, or the limit is not positive.</exception>
    public static ImageGrid Images(IEnumerable<double[]> images, int width = 28, IEnumerable<string>? captions = null, int? columns = null, Scale scale = Scale.Grey, double? limit = null) =>
        new(images, width, captions, columns, scale, limit);

    /// <inheritdoc cref="Plot.Histogram"/>
    public static Plot Histogram(IEnumerable<double> values, int bins = 20, string? label = null, Colour? colour = null) =>
        new Plot().Histogram(values, bins, label, colour);

    /// <inheritdoc cref="Plot.Band"/>
    public static Plot Band(IEnumerable<double> xs, IEnumerable<double> lows, IEnumerable<double> highs, string? label = null, Colour? colour = null) =>
        new Plot().Band(xs, lows, highs, label, colour);

    /// <inheritdoc cref="Plot.Arrows"/>
    public static Plot Arrows(IEnumerable<((double X, double Y) From, (double X, double Y) To)> arrows, string? label = null, Colour? colour = null) =>
        new Plot().Arrows(arrows, label, colour);

    /// <inheritdoc cref="Plot.VectorField"/>
    public static Plot VectorField(Func<double, double, (double X, double Y)> field, double xFrom, double xTo, double yFrom, double yTo, int count = 13, string? label = null, Colour? colour = null) =>
        new Plot().VectorField(field, xFrom, xTo, yFrom, yTo, count, label, colour);

    /// <inheritdoc cref="Plot.Contour"/>
    public static Plot Contour(Func<double, double, double> f, double xFrom, double xTo, double yFrom, double yTo, IEnumerable<double>? levels = null, bool filled = true, Colour? colour = null) =>
        new Plot().Contour(f, xFrom, xTo, yFrom, yTo, levels, filled, colour);

    /// <inheritdoc cref="Plot.Heatmap"/>
    public static Plot Heatmap(double[,] values, IEnumerable<string>? columns = null, IEnumerable<string>? rows = null, Scale scale = Scale.Sequential, string? format = null) =>
        new Plot().Heatmap(values, columns, rows, scale, format);

    /// <summary>
    /// Counts of true class (rows) against predicted class (columns), what is right blue and what is wrong red:
    /// <c>confusion-matrix</c> of chapter 9.
    /// </summary>
    /// <exception cref="ArgumentException">The matrix is not square, a count is negative, or the names do not match.</exception>
    public static Plot ConfusionMatrix(int[,] counts, IEnumerable<string>? names = null)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return new Plot().Add(Cells.Confusion(counts, names)).WithXTitle("predicted").WithYTitle("true").WithSize(560, 520);
    }

    /// <summary>The landscape of f(x, y) as a sheet in space: <c>surface</c> of chapter 3.</summary>
    /// <exception cref="ArgumentException">A range is empty or not finite.</exception>
    public static Surface Surface(Func<double, double, double> f, double xFrom, double xTo, double yFrom, double yTo) =>
        new(f, xFrom, xTo, yFrom, yTo);

    /// <summary>Several figures in one: <c>rate-triptych</c> of chapter 2.</summary>
    /// <param name="figures">What to show, in reading order.</param>
    /// <param name="columns">How many stand in a row; two or three unless told.</param>
    /// <param name="sharedAxes">Whether all charts show the same ranges.</param>
    /// <exception cref="ArgumentException">There are no figures or no columns.</exception>
    public static SmallMultiples SmallMultiples(IEnumerable<Figure> figures, int? columns = null, bool sharedAxes = true) =>
        new(figures, columns, sharedAxes);

    /// <summary>
    /// Thousands of numbers as one picture, blue below zero and red above: <c>gradient-strip</c> of chapter 7.
    /// </summary>
    /// <param name="values">The numbers, in order.</param>
    /// <param name="sections">Names and lengths of the parts, such as ("W¹", 12544).</param>
    /// <param name="marked">Numbers to point out, by their index.</param>
    /// <param name="limit">The size at which colours are full; the largest number's unless told.</param>
    /// <param name="columns">How many numbers stand in a row.</param>
    /// <param name="logFrom">Where a scale that is logarithmic on both sides bends into the straight piece about zero; a linear scale unless told.</param>
    /// <exception cref="ArgumentException">The sections do not add up to the values, a marked index does not exist, or a scale does not begin above 0.</exception>
    public static Strip Strip(IEnumerable<double> values, IEnumerable<(string Name, int Count)>? sections = null, IEnumerable<(int Index, string Label)>? marked = null, double? limit = null, int columns = 196, double? logFrom = null) =>
        new(values, sections, marked, limit, columns, logFrom);

    /// <summary>A layered network: its neurons (of large layers the first and last), and every link coloured by its weight: <c>network-diagram</c> of chapter 6.</summary>
    /// <param name="layers">How many neurons each layer has, such as [784, 16, 16, 10].</param>
    /// <param name="weight">The weight into a layer (1 is the first after the inputs), to a neuron, from a neuron.</param>
    /// <param name="names">What stands above the layers; their sizes unless told.</param>
    /// <exception cref="ArgumentException">There are fewer than two layers, an empty one, or the names do not match.</exception>
    public static Plot Network(IEnumerable<int> layers, Func<int, int, int, double>? weight = null, IEnumerable<string>? names = null)
    {
        ArgumentNullException.ThrowIfNull(layers);
        int[] sizes = [.. layers];
        return NetworkDiagram.Of(sizes, weight, names?.ToArray() ?? [.. sizes.Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture))]);
    }
}
