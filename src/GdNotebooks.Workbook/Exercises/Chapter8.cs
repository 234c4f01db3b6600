using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Random;

namespace GdNotebooks.Exercises;

/// <summary>The exercises of chapter 8, stochastic gradient descent: <c>Chapter8.CutIntoMiniBatches.Check(MiniBatches)</c>.</summary>
public static partial class Chapter8
{
    private const string FilledUp = "The last mini-batch is filled up with examples of the one before, which then count twice. It may be smaller.";

    /// <summary>8.1: an epoch, cut into mini-batches.</summary>
    public static Exercise<Epoch, Func<int[], int, int[][]>> CutIntoMiniBatches { get; } = new("8.1", "Cut an epoch into mini-batches")
    {
        Minutes = 10,
        Task = "order lists the numbers of the training examples in the shuffled order of this epoch. Cut it into mini-batches of m, one after another; the last one may be smaller.",
        Idea = "Every example exactly once. Walk through order in strides of m, and take what is left at the end.",
        Formula = "Mini-batch k holds order[k·m], …, order[k·m + m − 1], as far as order goes; there are n/m of them, rounded up.",
        Place = "Section 8.4, Why shuffle?: an epoch, in order and shuffled.",
        Inputs = [new([0, 1, 2, 3, 4, 5], 2), new([4, 2, 0, 3, 1], 2), new([3, 1, 2, 0], 3), new([2, 0, 1], 5), new([1, 0, 2], 1)],
        Drawn = again => [new(Shuffled(81 + (1000 * again), 23), 4), new(Shuffled(82 + (1000 * again), 30), 10)],
        Call = (answer, input) => answer([.. input.Order], input.M),
        Tried = input => $"MiniBatches({Reading.Of(input.Order)}, {input.M})",
        Reference = (order, m) => [.. order.Chunk(m)],
        Misconceptions =
        [
            new("drops the last", (order, m) => [.. order.Chunk(m).Where(batch => batch.Length == m)], "The last examples are lost when m does not divide their number: a smaller mini-batch at the end takes them."),
            new("repeats an example", (order, m) => [.. Starts(order, m).Select(start => order[start..Math.Min(order.Length, start + m + 1)])], "The first example of each mini-batch already stood at the end of the one before: the end is one too far."),
            new("fills the last one up from the start", (order, m) => [.. Starts(order, m).Select(start => Enumerable.Range(start, m).Select(i => order[i % order.Length]).ToArray())], "The last mini-batch is filled up with examples from the beginning, so that they count twice in this epoch. It may be smaller."),
            new("m mini-batches instead of mini-batches of m", (order, m) => [.. order.Chunk((order.Length + m - 1) / m)], "These are m batches. m is how many examples are in each of them."),
            new("ignores the order", (order, m) => [.. Enumerable.Range(0, order.Length).Chunk(m)], "The mini-batches hold 0, 1, 2, … instead of the numbers in order: the shuffling is lost, and each epoch is like the one before."),
            new("deals them out like cards", (order, m) => [.. Enumerable.Range(0, (order.Length + m - 1) / m).Select(k => order.Where((_, i) => i % ((order.Length + m - 1) / m) == k).ToArray())], "The examples are dealt out in turn. That would be as good, but asked for are pieces that follow one another."),
            new("only the first mini-batch", (order, m) => [order[..Math.Min(m, order.Length)]], "This is the first mini-batch only. The epoch goes on until every example has been used."),
            new("the last stands alone", (order, m) => [.. order.Chunk(m).Where(batch => batch.Length == m), .. order[(order.Length / m * m)..].Select(i => new[] { i })], "What is left over became mini-batches of one. It belongs together into one smaller mini-batch."),
            new("each begins one further", (order, m) => [.. Enumerable.Range(0, Math.Max(1, order.Length - m + 1)).Select(k => order.Skip(k).Take(m).ToArray())], "The mini-batches overlap: each begins one example further instead of m, so that examples come more than once in an epoch."),
            new("filled up with zeros", (order, m) => [.. order.Chunk(m).Select(batch => batch.Concat(new int[m]).Take(m).ToArray())], "The last mini-batch is filled up with zeros, which are the number of an example too. It may be smaller."),
            new("single examples", (order, m) => [.. order.Select(example => new[] { example })], "These are mini-batches of one example each. Put m of them together."),
            new("m + 1 in each", (order, m) => [.. order.Chunk(m + 1)], "There are m + 1 in each: one too many. Count the ends of the range."),
            new("the last batch first", (order, m) => [.. order.Chunk(m).Reverse()], "The mini-batches are right and come in reverse order."),
            new("an empty one at the end", (order, m) => [.. Enumerable.Range(0, (order.Length / m) + 1).Select(k => order.Skip(k * m).Take(m).ToArray())], "There is an empty mini-batch at the end where m divides the number of examples: n/m, rounded up, is not n/m + 1."),
            new("the rest put to the last full one", MergedRest, "What is left over was put into the mini-batch before, which became too large. The last one may be smaller, but stands by itself."),
            new("one array for all", (order, m) => order.Length < m ? [] : [.. Enumerable.Repeat(order[(((order.Length / m) - 1) * m)..(order.Length / m * m)].Select((e, k) => order.Length / m * m + k < order.Length ? order[(order.Length / m * m) + k] : e).ToArray(), order.Length / m)], "All mini-batches are one and the same array, written over at each turn. Make a new one for each: `new int[m]` inside the loop, or `ToArray()`."),
            new("the last one from the end", (order, m) => [.. order.Chunk(m).Select(batch => batch.Length < m && order.Length > m ? order[^m..] : batch)], FilledUp),
            new("the last m for the last one", (order, m) => [.. order.Chunk(m).Select(batch => batch.Length < m ? order[^m..] : batch)], FilledUp),
        ],
        Shows = "Every example once an epoch, in an order that changes: that is all the randomness in stochastic gradient descent.",
    };

    /// <summary>8.2: the gradient of a mini-batch.</summary>
    public static Exercise<Batch, Func<Func<int, Vector<double>>, int[], Vector<double>>> MiniBatchGradient { get; } = new("8.2", "The gradient of a mini-batch")
    {
        Minutes = 10,
        Task = "gradientOf(i) returns the gradient of the cost of training example i. Return the gradient of a mini-batch: the mean over its examples.",
        Idea = "Add up the gradients of the examples that the mini-batch names, and divide by how many there are.",
        Formula = "∇C ≈ 1/m Σ ∇Cᵢ over the m examples i of the mini-batch.",
        Place = "Section 8.1, How wrong is a mini-batch?: its gradient beside the full one.",
        Inputs = [new([0, 1]), new([4, 2, 7]), new([5]), new([2, 2, 6]), new([3, 0, 6, 1]), new([9, 8, 1, 4, 2])],
        Drawn = again => again == 0 ? [] : [new(Shuffled(83 + (1000 * again), 10)[..7])],
        Call = (answer, input) => answer(example => GradientOf(example, input.Examples.Length == 5 ? 2 : 3), [.. input.Examples]),
        Tried = input => $"MiniBatchGradient(gradientOf, {Reading.Of(input.Examples)})",
        Reference = (gradientOf, batch) => SumOf(gradientOf, batch) / batch.Length,
        Misconceptions =
        [
            new("sum instead of mean", SumOf, "This is the sum. With the mean, a larger mini-batch makes a better estimate of the gradient, not a longer step."),
            new("the numbers 0 to m − 1", (gradientOf, batch) => SumOf(gradientOf, [.. Enumerable.Range(0, batch.Length)]) / batch.Length, "This asks for the examples 0, 1, 2, … The mini-batch names its examples: gradientOf(batch[i])."),
            new("only the first", (gradientOf, batch) => gradientOf(batch[0]), "This is the gradient of the first example alone."),
            new("only the last", (gradientOf, batch) => gradientOf(batch[^1]), "This is the gradient of the last example alone: add up instead of replacing."),
            new("divided only the last", (gradientOf, batch) => SumOf(gradientOf, batch[..^1]) + (gradientOf(batch[^1]) / batch.Length), "Only one of the gradients is divided by m. Divide the whole sum."),
            new("skips the first", (gradientOf, batch) => SumOf(gradientOf, batch[1..]) / batch.Length, "The first example is missing: counting starts at 0."),
            new("a direction of length 1", (gradientOf, batch) => SumOf(gradientOf, batch).Normalize(2), "This has length 1, whatever the slope is. The size of the gradient matters: divide by m, not by the length."),
            new("downhill", (gradientOf, batch) => -SumOf(gradientOf, batch) / batch.Length, "The right size and the opposite sign. The minus comes with the update."),
            new("the last, divided", (gradientOf, batch) => gradientOf(batch[^1]) / batch.Length, "This is the last example's gradient, divided by m: the others are lost. Add up with `+=` instead of setting."),
            new("divided by m − 1", (gradientOf, batch) => SumOf(gradientOf, batch) / Math.Max(1, batch.Length - 1), "The sum is divided by m − 1. The mean of m gradients divides by m."),
            new("divided by the number of components", (gradientOf, batch) => SumOf(gradientOf, batch) / gradientOf(0).Count, "The sum is divided by the number of components of a gradient. Divide by how many examples the batch has."),
            new("the first counted twice", (gradientOf, batch) => (SumOf(gradientOf, batch) + gradientOf(batch[0])) / batch.Length, "The first example counts twice: the sum begins with it, and the loop adds it again."),
            new("skips the last", (gradientOf, batch) => SumOf(gradientOf, batch[..^1]) / batch.Length, "The last example is left out: the loop ends one turn too early."),
            new("divided at each turn", (gradientOf, batch) => batch.Aggregate(0 * gradientOf(0), (sum, example) => (sum + gradientOf(example)) / batch.Length), "It is divided at each turn of the loop, so that the first ones are divided again and again. Divide once, after the loop."),
            new("the next example", (gradientOf, batch) => SumOf(gradientOf, [.. batch.Select(example => example + 1)]) / batch.Length, "It asks for the example after each one that the batch names: examples are counted from 0."),
            new("1/m in whole numbers", (gradientOf, batch) => 1 / batch.Length * SumOf(gradientOf, batch), "`1 / batch.Length` divides whole numbers, and is 0 for every m above 1: write `1.0 / batch.Length`."),
            new("repeats dropped", (gradientOf, batch) => SumOf(gradientOf, [.. batch.Distinct()]) / batch.Distinct().Count(), "An example that stands twice in the batch counts twice. Here it counts once."),
            new("the sum thrown away", (gradientOf, batch) => gradientOf(batch[0]) / batch.Length, "Only the first gradient is left, divided by m. `sum.Add(g)` makes a new vector and leaves sum as it was: write `sum += g`."),
        ],
        Shows = "The mean of a few gradients points roughly where the mean of all points, at a fraction of the price.",
    };

    /// <summary>8.3: η and m for a budget.</summary>
    public static Exercise<Budget, Func<int, (double LearningRate, int MiniBatch)>> SpendTheBudget { get; } = new("8.3", "Spend a budget well")
    {
        Minutes = 20,
        Task = "Stochastic gradient descent fits a line to 2,000 noisy points. You may look at budget examples in all, so there are budget / m steps. Choose η and m for budgets of 100, 1,000 and 10,000, so that the cost ends within 0.08, 0.01 and 0.0015 of its minimum.",
        Idea = "With few examples be bold: large steps, many of them. With many be patient: small steps or larger mini-batches, so that the noise settles.",
        Formula = "After k = budget/m steps the old error has shrunk by (1 − λη)ᵏ, where λ is the second derivative, here ¼ for w and 1 for b. The noise keeps the cost above its minimum, in proportion to η/m.",
        Place = "Section 8.5, Two knobs, one grid: every η with every m.",
        Inputs = [new(100, 0.08), new(1_000, 0.01), new(10_000, 0.0015)],
        Call = (answer, input) => Spend(answer(input.Examples), input.Examples),
        Tried = input => $"Choose({input.Examples})",
        Reference = budget => budget <= 100 ? (0.17, 2) : budget <= 1_000 ? (0.13, 10) : (0.02, 10),
        Objection = (input, spent) => Objection(input, spent[0], spent[1], spent[2], spent[3]),
        Misconceptions =
        [
            new("the same for every budget", _ => (0.05, 10), "One η and one m cannot serve all three budgets: what gets anywhere with 100 examples is too noisy for the end of 10,000. Let them depend on the budget.")
            {
                Looks = spent => spent.All(one => one[0].Equals(spent[0][0]) && one[1].Equals(spent[0][1]) && double.IsFinite(one[3])) && !spent.All(one => one[2] is not < 10),
            },
            new("bolder with a larger budget", budget => (budget / 20_000.0, 1), "Your rate per example, η/m, grows with the budget. It is the other way round: who has many examples can afford small steps.")
            {
                Looks = spent => spent[0][0] > 0 && spent[0][0] / spent[0][1] < spent[1][0] / spent[1][1] && spent[1][0] / spent[1][1] < spent[2][0] / spent[2][1],
            },
            new("one step only", budget => (1, budget), "The whole budget goes into a single step. A smaller m makes a noisier step and many more of them.")
            {
                Looks = spent => spent[0][1] is > 50 and <= 100 && spent[1][1] > 500,
            },
            new("diverges", _ => (1e6, 5), "The rate η is too large, and every walk diverges. The formula in the hint has the bound: |1 − λη| < 1.")
            {
            Looks = spent => spent.All(one => double.IsFinite(one[3]) && one[2] is not < 10) || spent.All(one => double.IsPositiveInfinity(one[3]) || double.IsNaN(one[2]) && one[0] > 2),
            },
            new("a choice that is none", _ => (-0.1, 0), "That is no choice: η is positive, a minus would go uphill, and a rate of 0 does not move (`1 / 2` is 0, write `0.5`); m is at least one example and at most the budget, for each of the three.")
            {
            Looks = spent => spent.Any(one => double.IsNaN(one[3])),
            },
        ],
        Shows = "There is no best mini-batch: η/m sets both how fast the walk gets near and how much it shakes there.",
    };

    private static int[][] MergedRest(int[] order, int m)
    {
        var batches = order.Chunk(m).ToList();
        if (batches.Count > 1 && batches[^1].Length < m)
        {
            batches[^2] = [.. batches[^2], .. batches[^1]];
            batches.RemoveAt(batches.Count - 1);
        }

        return [.. batches];
    }

    private const int Points = 2_000;
    private const int Walks = 16;
    private const double Curvature = 0.25;

    private static readonly Lazy<(double[] X, double[] Y, double W, double B)> Line = new(Scatter);

    private static int[] Shuffled(int seed, int count)
    {
        var order = Enumerable.Range(0, count).ToArray();
        var random = new Xoshiro256StarStar(seed);
        for (int i = count - 1; i > 0; i--)
        {
            int j = random.Next(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }

    private static IEnumerable<int> Starts(int[] order, int m) => Enumerable.Range(0, (order.Length + m - 1) / m).Select(k => k * m);

    // Not of the same length in every call: how many parameters there are, the gradients say.
    private static Vector<double> GradientOf(int example, int parameters) => Vector<double>.Build.DenseOfArray(
        [.. new[] { (3 * example % 7) - 2.5, example * example / 10.0, 1 - example }.Take(parameters)]);

    private static Vector<double> SumOf(Func<int, Vector<double>> gradientOf, int[] batch) =>
        batch.Aggregate(0 * gradientOf(0), (sum, example) => sum + gradientOf(example));

    // y = 2x + 1 and noise, both with mean 0; the noise has variance 1 and x ¼, so that the second
    // derivatives of the cost are about ¼ (w) and 1 (b), and no single step suits both.
    private static (double[] X, double[] Y, double W, double B) Scatter()
    {
        var random = new Xoshiro256StarStar(83);
        double Spread() => ((2 * random.NextDouble()) - 1) * Math.Sqrt(3);
        double[] x = [.. Enumerable.Range(0, Points).Select(_ => Spread() / 2)];
        double[] y = [.. x.Select(xi => (2 * xi) + 1 + Spread())];
        var (b, w) = MathNet.Numerics.Fit.Line(x, y);
        return (x, y, w, b);
    }

    /// <summary>η, m, and how far above the minimum the cost ends: on average over several walks, and without any noise.</summary>
    private static object Spend((double LearningRate, int MiniBatch) choice, int budget)
    {
        var (eta, m) = choice;
        if (Blank.Is(eta) && Blank.Is(m))
        {
            return Blank.Number;
        }

        return m < 1 || m > Math.Min(budget, Points) || !(eta > 0)
            ? new[] { eta, m, double.NaN, double.NaN }
            : [eta, m, Enumerable.Range(1, Walks).Average(seed => Excess(eta, m, budget, seed)), Quiet(eta, budget / m)];
    }

    // Descent with the full gradient from w = b = 0: where the walk would be without any noise.
    private static double Quiet(double eta, int steps) =>
        0.5 * ((Curvature * 4 * Math.Pow(1 - (Curvature * eta), 2 * steps)) + Math.Pow(1 - eta, 2 * steps));

    private static double Excess(double eta, int m, int budget, int seed)
    {
        var (x, y, bestW, bestB) = Line.Value;
        int[] order = Shuffled(seed, Points);
        double w = 0, b = 0;
        for (int step = 0, next = 0; step < budget / m; step++)
        {
            double dW = 0, dB = 0;
            for (int k = 0; k < m; k++, next++)
            {
                int i = order[next % Points];
                double error = (w * x[i]) + b - y[i];
                dW += error * x[i];
                dB += error;
            }

            w -= eta * dW / m;
            b -= eta * dB / m;
        }

        // Above its minimum J is ½ (¼ Δw² + Δb²), with the second derivatives named above.
        return 0.5 * ((Curvature * (w - bestW) * (w - bestW)) + ((b - bestB) * (b - bestB)));
    }

    private static string? Objection(Budget budget, double eta, double m, double excess, double quiet)
    {
        string chose = FormattableString.Invariant($"chose η = {Reading.Write(eta, 4)}, m = {Reading.Write(m)}");
        return excess <= budget.Within ? null
            : double.IsNaN(quiet) ? $"{chose}: η is a number above 0, and m goes from 1 to the budget, at the most to {Points}."
            : !(excess < 10) ? $"{chose}: the walk flies off, η is too large."
            : $"{chose} and ends {Reading.Write(excess, 2)} above the minimum; at most {Reading.Write(budget.Within)} is asked for. "
                + (quiet > excess / 2
                    ? "It has not arrived yet: fewer examples for each step, or a larger η."
                    : "It has arrived, and the noise shakes it: a smaller η, or more examples for each step.");
    }

    /// <summary>The shuffled numbers of all examples, and the size m of a mini-batch.</summary>
    public sealed record Epoch(int[] Order, int M);

    /// <summary>The numbers of the examples in a mini-batch.</summary>
    public sealed record Batch(int[] Examples);

    /// <summary>How many examples may be looked at, and how near to the minimum the cost has to come.</summary>
    public sealed record Budget(int Examples, double Within);
}
