using GdNotebooks.Plotting;

namespace GdNotebooks.Tests.Plotting;

/// <summary>
/// One figure for every kind of chart and every difficult situation: the tests render, save and measure
/// all of them, and whoever wants to know how to draw something finds it here.
/// </summary>
internal static class Recipes
{
    private static double C(double w) => (w - 3) * (w - 3);

    private static readonly (double X, double Y)[] Descent = [.. Walk(0, 0.1, 25)];

    /// <summary>Those without a million points: what is asked of every figure is asked of them.</summary>
    public static IEnumerable<KeyValuePair<string, Figure>> Quick => All.Where(recipe => !recipe.Key.StartsWith("many", StringComparison.Ordinal));

    public static IReadOnlyDictionary<string, Figure> All { get; } = new Dictionary<string, Figure>
    {
        ["function"] = Chart.Function(C, -1, 7).WithTitle("The cost of one parameter").WithXTitle("w").WithYTitle("C(w)"),
        ["path-on-a-function"] = Chart.Function(C, -1, 7, "C(w) = (w − 3)²").Path(Descent, "descent, η = 0.1")
            .WithTitle("Walking downhill").WithXTitle("w").WithYTitle("cost C(w)")
            .WithDescription("Every step goes against the slope, and the steps shrink by themselves as the slope does."),
        ["lines"] = Chart.Line(Descent.Select(p => p.Y), "η = 0.1").Line(Walk(0, 0.3, 25).Select(p => p.Y), "η = 0.3").Line(Walk(0, 0.9, 25).Select(p => p.Y), "η = 0.9", dashed: true)
            .HorizontalLine(0.5, "good enough").VerticalLine(4, "step 4")
            .WithTitle("Cost after every step").WithXTitle("step").WithYTitle("cost"),
        ["scatter"] = Chart.Scatter(Enumerable.Range(0, 60).Select(i => (i / 10.0, Math.Sin(i * 12.9898) + (i / 20.0))), "measured")
            .Function(x => x / 2, 0, 6, "fit").WithTitle("Points and a line").WithXTitle("distance in Mpc").WithYTitle("velocity in 1000 km/s"),
        ["bars"] = Chart.Bar([0.02, 0.01, 0.11, 0.93, 0.02, 0.2, 0, 0.01, 0.05, 0.02], "output a").Bar([0, 0, 0, 1, 0, 0, 0, 0, 0, 0], "target y")
            .WithTitle("One example: what the network says, and what it should").WithXTitle("digit").WithYTitle("activation"),
        ["named-bars"] = Chart.Bar(["quadratic cost", "cross-entropy", "ReLU", "better start", "decaying rate", "all together"], [93.9, 94.8, 95.9, 94.2, 94.7, 96.7])
            .WithTitle("What helps").WithYTitle("accuracy in %"),
        ["images"] = Chart.Images(Enumerable.Range(0, 20).Select(Blob), captions: Enumerable.Range(0, 20).Select(i => $"label {i % 10}")).WithTitle("Digits"),
        ["weights"] = Chart.Images(Enumerable.Range(0, 16).Select(Wave), columns: 8, scale: Scale.Diverging).WithTitle("Hidden weights"),
        ["histogram"] = Chart.Histogram(Enumerable.Range(0, 2000).Select(i => Math.Sin(i * 0.7) + Math.Sin(i * 1.3) + Math.Sin(i * 2.1))).WithTitle("How sure it is about noise").WithXTitle("largest output").WithYTitle("images"),
        ["band"] = Chart.Band(Epochs, Epochs.Select(e => 95 - (40 / (e + 1))), Epochs.Select(e => 97 - (20 / (e + 1))), "lowest to highest of 8 seeds", Colour.Blue)
            .Line(Epochs, Epochs.Select(e => 96 - (30 / (e + 1))), "median", Colour.Blue).WithTitle("Several seeds").WithXTitle("epoch").WithYTitle("accuracy in %"),
        ["contour"] = Chart.Contour(Bowl, -4, 4, -3, 3).Path(BowlWalk(0.08, 40), "descent").Arrows(Gradients(), "−∇C", Colour.Ink)
            .WithEqualAspect().WithTitle("The negative gradient stands at right angles on the contours").WithXTitle("w₀").WithYTitle("w₁"),
        ["contour-lines"] = Chart.Contour(Rosenbrock, -2, 2, -1, 3, levels: [1, 4, 16, 64, 256, 1024], filled: false).Scatter([(1.0, 1.0)], "minimum").WithTitle("Rosenbrock's valley").WithXTitle("x").WithYTitle("y"),
        ["saddle"] = Chart.Contour((x, y) => (x * x) - (y * y), -2, 2, -2, 2).WithEqualAspect().Text(0, 0, "saddle").WithTitle("A saddle").WithXTitle("x").WithYTitle("y"),
        ["vector-field"] = Chart.VectorField((x, y) => (-x, -3 * y), -4, 4, -3, 3).WithEqualAspect().WithTitle("Everywhere downhill").WithXTitle("w₀").WithYTitle("w₁"),
        ["arrows"] = Chart.Empty().Arrow((0, 0), (3, 0), "∂C/∂w₀", Colour.Blue).Arrow((3, 0), (3, 2), "∂C/∂w₁", Colour.Green).Arrow((0, 0), (3, 2), "∇C", Colour.Vermillion)
            .Text(3, 2, "(3, 2)").WithXRange(-0.5, 4).WithYRange(-0.5, 2.5).WithEqualAspect().WithTitle("The gradient, stacked one component at a time"),
        ["heatmap"] = Chart.Heatmap(Matrix(5, 6, (r, c) => r == 4 && c == 5 ? double.NaN : 96 - (Math.Abs(r - 2) * 2.1) - (Math.Abs(c - 3) * 0.7)), ["1", "5", "10", "50", "100", "500"], ["0.03", "0.3", "3", "10", "30"], format: "0.0")
            .WithTitle("Accuracy after ten epochs").WithXTitle("mini-batch size m").WithYTitle("learning rate η"),
        ["heatmap-large"] = Chart.Heatmap(Matrix(80, 120, (r, c) => Math.Sin(r / 9.0) * Math.Cos(c / 13.0)), scale: Scale.Diverging).WithTitle("A matrix of weights").WithXTitle("input").WithYTitle("neuron"),
        ["confusion-matrix"] = Chart.ConfusionMatrix(Confusion()).WithTitle("What is taken for what").WithXTitle("predicted digit").WithYTitle("true digit"),
        ["surface"] = Chart.Surface((x, y) => Bowl(x, y) / 4, -4, 4, -3, 3).Path(BowlWalk(0.08, 40)).WithTitle("A bowl").WithXTitle("w₀").WithYTitle("w₁").WithZTitle("cost C"),
        ["surface-hills"] = Chart.Surface((x, y) => Math.Sin(x) * Math.Cos(y), -3, 3, -3, 3).SeenFrom(130, 35).WithTitle("Hills, from another side").WithXTitle("x").WithYTitle("y").WithZTitle("height"),
        ["surface-hidden-path"] = Chart.Surface((x, y) => (x * x * x * x / 2) - (x * x) + (y * y), -1.6, 1.6, -1.3, 1.3).Path(Enumerable.Range(0, 40).Select(i => (-1 + (i * 0.05), 1.2 - (i * 0.06)))).SeenFrom(75, 24)
            .WithTitle("Behind the hill").WithXTitle("x").WithYTitle("y").WithZTitle("S"),
        ["small-multiples"] = Chart.SmallMultiples(new[] { 0.02, 0.4, 1.05 }.Select(rate => Chart.Function(C, -2, 8, "C(w)").Path(Walk(0, rate, 12), "descent").WithXTitle("w").WithYTitle("cost").WithTitle($"η = {rate.ToString(System.Globalization.CultureInfo.InvariantCulture)}")))
            .WithTitle("Too small, right, too large"),
        ["linked-views"] = Chart.SmallMultiples([
            Chart.Surface(Bowl, -4, 4, -3, 3).WithTitle("from the side"), Chart.Contour(Bowl, -4, 4, -3, 3).WithTitle("from above")], sharedAxes: false).WithTitle("One cost, two pictures"),
        ["log-axes"] = Chart.Line(Enumerable.Range(0, 60).Select(i => Math.Pow(10, i / 10.0)), Enumerable.Range(0, 60).Select(i => Math.Pow(10, -i / 12.0)), "error").WithLogX().WithLogY()
            .HorizontalLine(1e-4, "tolerance").WithTitle("Error against step size").WithXTitle("h").WithYTitle("relative error"),
        ["log-y"] = Chart.Line(Enumerable.Range(0, 26).Select(i => 9 * Math.Pow(0.8, 2 * i)), "cost").WithLogY().WithTitle("A straight line on a logarithmic axis").WithXTitle("step").WithYTitle("cost"),
        ["annotations"] = Chart.Function(w => (w * w * w * w) - (4 * w * w) + w, -2.3, 2.3).Text(-1.47, -5.44, "global minimum").Text(1.35, -2.62, "local minimum").Text(0.13, 0.06, "maximum")
            .WithTitle("Zero slope is not always the minimum").WithXTitle("w").WithYTitle("C(w)"),
        ["strip"] = Chart.Strip(Enumerable.Range(0, 13002).Select(i => Math.Sin(i * 12.9898) * Math.Exp(-Math.Pow(((i % 784) - 392) / 200.0, 2))),
            [("W¹", 12544), ("b¹", 16), ("W²", 256), ("b²", 16), ("W³", 160), ("b³", 10)], [(405, "largest"), (12600, "2nd")]).WithTitle("The 13,002 components of a gradient"),
        ["network"] = Chart.Network([784, 16, 16, 10], (l, to, from) => Math.Sin((l * 100) + (to * 17.3) + (from * 3.1)), ["784 pixels", "16 neurons", "16 neurons", "10 digits"]).WithTitle("13,002 parameters"),
        ["rolling-balls"] = Chart.Function(Valleys, -2.3, 2.3, "C(w)").RollingBall(Valleys, Roll(-2.2), "from −2.2").RollingBall(Valleys, Roll(0.5), "from 0.5").RollingBall(Valleys, Roll(2.2), "from 2.2")
            .WithTitle("The start decides").WithXTitle("w").WithYTitle("C(w)"),
        ["regions"] = Chart.Empty().Region((x, y) => (x * x) + (y * y) < 1, -2, 2, -2, 2, "inside").Region((x, y) => (x * x) + (y * y) >= 1, -2, 2, -2, 2, "outside").WithEqualAspect().WithTitle("Two regions"),
        ["animated-path"] = Chart.Contour(Bowl, -4, 4, -3, 3).AnimatedPath(BowlWalk(0.08, 40), "η = 0.08").AnimatedPath(BowlWalk(0.3, 40), "η = 0.3").WithEqualAspect().WithTitle("Two rates, step by step"),
        ["animated-still"] = Chart.Function(C, -1, 7).RollingBall(C, Descent.Select(p => p.X)).WithTitle("A ball"),

        // Difficult input.
        ["empty"] = Chart.Line(Array.Empty<double>()).WithTitle("No data"),
        ["one-point"] = Chart.Line([(3.0, 4.0)]).WithTitle("One point"),
        ["constant"] = Chart.Line([5.0, 5, 5, 5]).WithTitle("All values equal"),
        ["gaps"] = Chart.Line([1, 2, double.NaN, 4, double.PositiveInfinity, 6, 7], "with gaps").WithTitle("NaN and infinity"),
        ["huge"] = Chart.Line([-1e308, 1e308, 3e307]).WithTitle("The whole range of doubles").WithYTitle("value"),
        ["tiny"] = Chart.Line([1e-300, 3e-300, 2e-300]).WithTitle("Tiny values"),
        ["offset"] = Chart.Line([1000000.1, 1000000.2, 1000000.4]).WithTitle("Small differences of large values"),
        ["many-points"] = Chart.Line(Enumerable.Range(0, 1_000_000).Select(i => Math.Sin(i / 3e4) + (Math.Sin(i * 12.9898) * 0.1))).WithTitle("A million points"),
        ["many-markers"] = Chart.Scatter(Enumerable.Range(0, 1_000_000).Select(i => (Math.Sin(i * 12.9898) * Math.Cos(i), Math.Sin(i * 78.233)))).WithTitle("A million markers"),
        ["hostile-labels"] = Chart.Line([1.0, 2, 3], "<script>alert(\"1\")</script> & 'quotes' 😀 \u0001 ‏שלום עולם").Line([3.0, 2, 1], new string('W', 200))
            .WithTitle("A very long title that has to be wrapped because nobody keeps titles short, with <b>markup</b> & \"quotes\", 😀 emoji and مرحبا بالعالم right to left").WithXTitle("a < b & c").WithYTitle(new string('y', 300)),
    };

    private static double[] Epochs => [.. Enumerable.Range(0, 31).Select(i => (double)i)];

    private static double Bowl(double x, double y) => (0.5 * x * x) + (1.5 * y * y) + (0.5 * x * y);

    private static double Rosenbrock(double x, double y) => Math.Pow(1 - x, 2) + (100 * Math.Pow(y - (x * x), 2));

    private static double Valleys(double w) => (w * w * w * w) - (4 * w * w) + w;

    private static IEnumerable<(double X, double Y)> BowlWalk(double rate, int steps)
    {
        var (x, y) = (-3.6, 2.4);
        for (int i = 0; i <= steps; i++)
        {
            yield return (x, y);
            (x, y) = (x - (rate * (x + (0.5 * y))), y - (rate * ((3 * y) + (0.5 * x))));
        }
    }

    private static IEnumerable<((double, double), (double, double))> Gradients() =>
        from p in new[] { (X: -2.5, Y: -1.5), (X: 2.5, Y: -1.8), (X: 2.2, Y: 1.6), (X: -1.2, Y: 0.9), (X: 0.5, Y: -1.0) }
        select ((p.X, p.Y), (p.X - (0.25 * (p.X + (0.5 * p.Y))), p.Y - (0.25 * ((3 * p.Y) + (0.5 * p.X)))));

    private static double[,] Matrix(int rows, int columns, Func<int, int, double> value)
    {
        var matrix = new double[rows, columns];
        foreach (int r in Enumerable.Range(0, rows))
        {
            foreach (int c in Enumerable.Range(0, columns))
            {
                matrix[r, c] = value(r, c);
            }
        }

        return matrix;
    }

    private static int[,] Confusion()
    {
        var counts = new int[10, 10];
        for (int r = 0; r < 10; r++)
        {
            for (int c = 0; c < 10; c++)
            {
                counts[r, c] = r == c ? 930 + (r * 5) : ((r * 7) + (c * 13)) % 11 < 4 ? 0 : ((r * 31) + (c * 17)) % 29;
            }
        }

        return counts;
    }

    private static IEnumerable<double> Roll(double w)
    {
        for (int i = 0; i < 40; i++, w -= 0.02 * ((4 * w * w * w) - (8 * w) + 1))
        {
            yield return w;
        }
    }

    private static IEnumerable<(double X, double Y)> Walk(double w, double rate, int steps)
    {
        for (int i = 0; i <= steps; i++, w -= rate * 2 * (w - 3))
        {
            yield return (w, C(w));
        }
    }

    private static double[] Blob(int n) => [.. Enumerable.Range(0, 784).Select(i =>
    {
        double x = (i % 28) - 14, y = (i / 28) - 14, r = Math.Sqrt((x * x) + (y * y));
        return Math.Clamp(1.5 - Math.Abs(r - 3 - (n % 7)) / 1.5, 0, 1);
    })];

    private static double[] Wave(int n) => [.. Enumerable.Range(0, 784).Select(i => Math.Sin((i % 28 * n / 9.0) + (i / 28 * (9 - n) / 7.0)) * Math.Exp(-(Math.Pow((i % 28) - 14, 2) + Math.Pow((i / 28) - 14, 2)) / 90))];
}
