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
    };

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
