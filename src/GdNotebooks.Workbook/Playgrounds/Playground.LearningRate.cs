using System.Linq.Expressions;
using GdNotebooks.Plotting;

namespace GdNotebooks;

public sealed partial class Playground
{
    private const int StepsAtFirst = 8;

    /// <summary>
    /// One parameter on the parabola C(w) = (w − 3)²: drag the start and the learning rate, and see the walk
    /// converge, oscillate or diverge (chapters 1 and 2).
    /// </summary>
    /// <param name="start">The first w, from −1 to 7.</param>
    /// <param name="learningRate">The first η, above 0.</param>
    /// <exception cref="ArgumentException">A number is outside its range.</exception>
    public static Playground LearningRate(double start = 0, double learningRate = 0.1) =>
        LearningRate(w => (w - 3) * (w - 3), -1, 7, start, learningRate);

    /// <summary>One parameter on a landscape of the library.</summary>
    /// <param name="landscape">For instance <see cref="Landscape.TiltedDoubleWell"/>.</param>
    /// <param name="start">The first w, within the part of the landscape worth looking at.</param>
    /// <param name="learningRate">The first η, above 0.</param>
    /// <exception cref="ArgumentException">A number is outside its range, or the landscape is not one of the library's.</exception>
    public static Playground LearningRate(Landscape<double> landscape, double start, double learningRate)
    {
        ArgumentNullException.ThrowIfNull(landscape);
        return LearningRate(FormulaOf(landscape.Formula, landscape.Name), landscape.From, landscape.To, start, learningRate);
    }

    /// <summary>One parameter on any cost that can be written down: <c>w => w * w * w * w - 2 * w * w</c>.</summary>
    /// <param name="cost">C(w), of numbers, + − · / and Exp, Log, Sin, Cos, Sqrt, Tanh of <see cref="Math"/>.</param>
    /// <param name="from">The left end of the picture.</param>
    /// <param name="to">The right end.</param>
    /// <param name="start">The first w, between the two.</param>
    /// <param name="learningRate">The first η, above 0.</param>
    /// <exception cref="ArgumentException">A number is outside its range, or the cost is more than a formula, or not finite where it is drawn.</exception>
    public static Playground LearningRate(Expression<Func<double, double>> cost, double from, double to, double start, double learningRate) =>
        LearningRate(CostFormula.Of(cost), from, to, start, learningRate);

    private static Playground LearningRate(CostFormula cost, double from, double to, double start, double learningRate)
    {
        CheckRange(from, to);
        CheckRate(learningRate);
        if (!(start >= from && start <= to))
        {
            throw new ArgumentOutOfRangeException(nameof(start), start, FormattableString.Invariant($"The start lies within the picture, from {from} to {to}."));
        }

        CostFormula slope = cost.Derivative(0), curvature = slope.Derivative(0);
        double[] ws = [.. Enumerable.Range(0, 241).Select(i => from + (i / 240.0 * (to - from)))];
        double[] heights = [.. ws.Select(w => cost.At(w))];
        if (!heights.All(double.IsFinite))
        {
            throw new ArgumentException(FormattableString.Invariant($"The cost is drawn from {from} to {to}, and not everywhere there is it a finite number."), nameof(cost));
        }

        // Near a minimum w* the cost is a parabola, and there a rate above 2/C''(w*) leads away (chapter 2).
        var bounds = ws.Zip(ws.Skip(1))
            .Where(pair => slope.At(pair.First) < 0 && slope.At(pair.Second) >= 0)
            .Select(pair => MathNet.Numerics.RootFinding.Brent.FindRoot(w => slope.At(w), pair.First, pair.Second, 1e-12, 200))
            .Where(w => curvature.At(w) > 0)
            .Select(w => (Minimum: w, Bound: 2 / curvature.At(w)))
            .ToArray();
        double largest = bounds.Length > 0 ? bounds.Max(b => b.Bound) : 1;
        double room = 0.08 * Math.Max(heights.Max() - heights.Min(), 1e-9);
        double low = heights.Min() - room, high = heights.Max() + room;

        var walk = GradientDescent.Minimize(w => cost.At(w), w => slope.At(w), start, learningRate, StepsAtFirst);
        var curve = Chart.Line(ws, heights, colour: Colour.Ink)
            .Path(walk.Points(), colour: Colour.Vermillion)
            .WithXRange(from, to).WithYRange(low, high).WithXTitle("parameter w").WithYTitle("cost C(w)");
        var costs = Chart.Line(walk.Costs).WithXTitle("step").WithYTitle("cost");
        var picture = Chart.SmallMultiples([curve, walk.Costs.All(c => c > 0) ? costs.WithLogY() : costs], columns: 2, sharedAxes: false)
            .WithTitle("Choose a learning rate")
            .WithDescription(FormattableString.Invariant($"The first {StepsAtFirst} steps of gradient descent from w = {start} with the learning rate {learningRate}, and the cost after each."));
        return new(
            picture,
            new()
            {
                ["from"] = from, ["to"] = to, ["start"] = start, ["rate"] = learningRate, ["steps"] = StepsAtFirst, ["costs"] = new[] { low, high },
                ["rates"] = new[] { Math.Min(learningRate, largest / 500), Math.Max(learningRate, largest * 2) },
                ["bounds"] = bounds.Select(b => new { minimum = b.Minimum, bound = b.Bound }),
            },
            $"const cost = (w) => {cost.ToJavaScript("w")};\nconst gradient = (w) => [{slope.ToJavaScript("w")}];",
            "axes", "controls", "descent", "learning-rate");
    }

    private static CostFormula FormulaOf(LambdaExpression? formula, string name) => formula is not null ? CostFormula.Of(formula) : throw new ArgumentException(
        $"A page cannot run the code of the landscape \"{name}\": give its cost as a formula, for instance (x, y) => x * x + y * y.");

    private static void CheckRate(double learningRate)
    {
        if (!double.IsFinite(learningRate) || learningRate <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(learningRate), learningRate, "A learning rate is a finite number above 0.");
        }
    }
}
