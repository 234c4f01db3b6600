using GdNotebooks.Plotting;
using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks;

public sealed partial class Playground
{
    private const int StepsOfLine = 25;
    private const int Rings = 10;

    /// <summary>
    /// A line ŷ = wx + b among points, and beside it the cost J(w, b) = 1/(2m) Σ (ŷᵢ − yᵢ)² from above, with the
    /// place of that line on it (chapter 5). Moving either moves the other, moving a point changes the bowl, and
    /// descent runs in both.
    /// </summary>
    /// <param name="points">The points (x, y): at least two different xs, at most 200 points.</param>
    /// <param name="learningRate">The first η, above 0.</param>
    /// <param name="start">The first (w, b), (0, 0) unless told.</param>
    /// <param name="xName">What x is.</param>
    /// <param name="yName">What y is.</param>
    /// <exception cref="ArgumentException">There are too few points or too many, or all have one x, or a number is not finite.</exception>
    public static Playground Regression(
        IEnumerable<(double X, double Y)> points, double learningRate, (double W, double B) start = default, string xName = "x", string yName = "y")
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(xName);
        ArgumentNullException.ThrowIfNull(yName);
        CheckRate(learningRate);
        (double X, double Y)[] all = [.. points];
        if (all.Length is < 2 or > 200 || all.Select(p => p.X).Distinct().Count() < 2)
        {
            throw new ArgumentException($"A line is drawn among 2 to 200 points with at least two different xs, and these are {all.Length} with {all.Select(p => p.X).Distinct().Count()}.", nameof(points));
        }

        if (all.SelectMany(p => new[] { p.X, p.Y }).Append(start.W).Append(start.B).FirstOrDefault(v => !double.IsFinite(v)) is var bad && !double.IsFinite(bad))
        {
            throw new ArgumentException(FormattableString.Invariant($"The points and the start are finite numbers, and {bad} is none."), nameof(points));
        }

        int m = all.Length;
        double Cost(Vector<double> v) => all.Sum(p => Squared((v[0] * p.X) + v[1] - p.Y)) / (2 * m);
        Vector<double> Slopes(Vector<double> v)
        {
            double slopeW = 0, slopeB = 0;
            foreach (var (x, y) in all)
            {
                double error = (v[0] * x) + v[1] - y;
                slopeW += error * x / m;
                slopeB += error / m;
            }

            return Vector<double>.Build.Dense([slopeW, slopeB]);
        }

        var walk = GradientDescent.Minimize(Cost, Slopes, Vector<double>.Build.Dense([start.W, start.B]), learningRate, StepsOfLine);
        var (intercept, slope) = MathNet.Numerics.Fit.Line([.. all.Select(p => p.X)], [.. all.Select(p => p.Y)]);

        // The walk's way and the bottom of the bowl, with room around them, as wide as high where that suits.
        var (x1, x2) = Span(all.Select(p => p.X), 0.06);
        var (y1, y2) = Span(all.Select(p => p.Y), 0.12);
        var shown = walk.Points().Where(p => double.IsFinite(p.X) && double.IsFinite(p.Y)).Take(2).Append((slope, intercept)).ToArray();
        var (w1, w2) = Span(shown.Select(p => p.Item1), 0.45);
        var (b1, b2) = Span(shown.Select(p => p.Item2), 0.45);

        double lowest = Cost(Vector<double>.Build.Dense([slope, intercept]));
        double highest = new[] { (w1, b1), (w1, b2), (w2, b1), (w2, b2) }.Max(c => Cost(Vector<double>.Build.Dense([c.Item1, c.Item2])));
        double unit = Math.Sqrt(2 * (highest - lowest)) / Rings;

        var end = walk.End.Position;
        var left = Chart.Scatter(all, colour: Colour.Blue, radius: 4)
            .Function(x => (start.W * x) + start.B, x1, x2, "the first line", Colour.Grey)
            .Function(x => (end[0] * x) + end[1], x1, x2, FormattableString.Invariant($"after {walk.Steps.Count - 1} steps"), Colour.Vermillion)
            .WithXRange(x1, x2).WithYRange(y1, y2).WithXTitle(xName).WithYTitle(yName);
        var right = Chart.Contour((w, b) => Cost(Vector<double>.Build.Dense([w, b])), w1, w2, b1, b2)
            .Path(walk.Points()).WithXRange(w1, w2).WithYRange(b1, b2).WithXTitle("slope w").WithYTitle("height b");
        var colours = new ColourScale(Scale.Sequential, 0, Rings);
        return new(
            Chart.SmallMultiples([left, right], columns: 2, sharedAxes: false).WithTitle("A line, and its place on the bowl")
                .WithDescription(FormattableString.Invariant($"The first {walk.Steps.Count - 1} steps of gradient descent on a line among {m} points, from w = {start.W}, b = {start.B} with the learning rate {learningRate}.")),
            new()
            {
                ["points"] = all.Select(p => new[] { p.X, p.Y }), ["x"] = new[] { x1, x2 }, ["y"] = new[] { y1, y2 }, ["w"] = new[] { w1, w2 }, ["b"] = new[] { b1, b2 },
                ["start"] = new[] { start.W, start.B }, ["rate"] = learningRate, ["steps"] = Math.Min(StepsOfLine, walk.Steps.Count - 1), ["unit"] = unit,
                ["names"] = new[] { xName, yName }, ["bands"] = Enumerable.Range(0, Rings).Select(k => colours.At((k + 0.5) / Rings).Hex),
            },
            """
            let points = [];
            const errors = (w, b) => points.map(([x, y]) => w * x + b - y), m = data.points.length;
            const cost = (w, b) => errors(w, b).reduce((sum, e) => sum + e * e, 0) / (2 * m);
            const gradient = (w, b) => errors(w, b).reduce(([dw, db], e, i) => [dw + e * points[i][0] / m, db + e / m], [0, 0]);
            """,
            "axes", "controls", "descent", "regression");
    }

    private static (double From, double To) Span(IEnumerable<double> values, double room)
    {
        double[] all = [.. values];
        double from = all.Min(), to = all.Max(), size = to > from ? to - from : Math.Max(1, Math.Abs(to));
        return (from - (room * size), to + (room * size));
    }
}
