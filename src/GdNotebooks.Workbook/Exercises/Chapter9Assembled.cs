using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks.Exercises;

/// <content>The exercises in which the parts of chapters 8 and 9 are put together, and a figure is drawn.</content>
public static partial class Chapter9
{
    /// <summary>9.5: an epoch of training, from the learner's own parts.</summary>
    public static Exercise<EpochInput, Func<Func<int, Vector<double>, Vector<double>>, Vector<double>, int[], int, double, Vector<double>>> TrainingLoop { get; } = new("9.5", "Assemble it: an epoch of training")
    {
        Minutes = 20,
        Task = "Put your own MiniBatches (8.1) and MiniBatchGradient (8.2) together with the update rule: train for one epoch and return the parameters. gradientOf(i, theta) is the gradient of example i at the parameters theta, order is the shuffled order of the examples, m the size of a mini-batch, eta the rate.",
        Idea = "Five steps: cut the order into mini-batches; for each of them ask for the gradient of every example where you stand; take the mean; step; go on from there.",
        Place = "Section 9.2, Thirty epochs: the loop, epoch after epoch.",
        Formula = "for each mini-batch B of order: θ ← θ − η · 1/|B| Σ_{i in B} ∇Cᵢ(θ).",
        Inputs = [new(6, 2, 0.1), new(7, 3, 0.05), new(5, 1, 0.2), new(4, 9, 0.3)],
        Drawn = again => again == 0 ? [] : Draw.Numbers(seed: 95 + (1000 * again), count: 4, from: 3, to: 9).Chunk(2).Select(n => new EpochInput((int)n[0] + 3, (int)n[1], 0.15)),
        Call = (answer, input) => answer(GradientOf, input.Theta, [.. input.Order], input.M, input.Eta),
        Tried = input => $"OneEpoch(gradientOf, {Reading.Of(input.Theta)}, {Reading.Of(input.Order)}, {input.M}, {input.Eta})",
        Reference = (gradientOf, theta, order, m, eta) => Epoch(gradientOf, theta, order.Chunk(m), eta),
        Misconceptions =
        [
            new("the gradient where the epoch began", (gradientOf, theta, order, m, eta) => Epoch((i, _) => gradientOf(i, theta), theta, order.Chunk(m), eta), "Every mini-batch is asked at the parameters with which the epoch began. Each step starts where the last one ended."),
            new("the sum", (gradientOf, theta, order, m, eta) => Epoch((i, at) => gradientOf(i, at), theta, order.Chunk(m), eta, mean: false), "The gradients of a mini-batch are added up. Take their mean, or a larger mini-batch makes a longer step."),
            new("the last mini-batch dropped", (gradientOf, theta, order, m, eta) => Epoch(gradientOf, theta, order.Chunk(m).Where(batch => batch.Length == m), eta), "The last, smaller mini-batch is dropped: its examples are never used."),
            new("one step for all", (gradientOf, theta, order, m, eta) => Epoch(gradientOf, theta, [order], eta), "This is one step with all examples. Make one step for each mini-batch."),
            new("example by example", (gradientOf, theta, order, m, eta) => Epoch(gradientOf, theta, order.Chunk(1), eta), "This is one step for each example. Take m of them together."),
            new("divided by m, also the last", (gradientOf, theta, order, m, eta) => Epoch(gradientOf, theta, order.Chunk(m), eta, divisor: m), "The last mini-batch may be smaller than m: divide by how many examples it has."),
            new("uphill", (gradientOf, theta, order, m, eta) => Epoch(gradientOf, theta, order.Chunk(m), -eta), "This goes uphill: subtract the gradient."),
            new("the order ignored", (gradientOf, theta, order, m, eta) => Epoch(gradientOf, theta, Enumerable.Range(0, order.Length).Chunk(m), eta), "The examples are taken as 0, 1, 2, …, not in the order that was handed in: the shuffling is lost."),
            new("only the first mini-batch", (gradientOf, theta, order, m, eta) => Epoch(gradientOf, theta, order.Chunk(m).Take(1), eta), "This is one step, with the first mini-batch: go on to the next ones."),
            new("without eta", (gradientOf, theta, order, m, eta) => Epoch(gradientOf, theta, order.Chunk(m), 1), "The steps are the whole mean gradient: the learning rate eta has to scale them."),
            new("two epochs", (gradientOf, theta, order, m, eta) => Epoch(gradientOf, theta, [.. order.Chunk(m), .. order.Chunk(m)], eta), "These are two epochs: every example was used twice. One was asked for."),
            new("the change alone", (gradientOf, theta, order, m, eta) => Epoch(gradientOf, theta, order.Chunk(m), eta) - theta, "This is how far the epoch went. Asked for is where it ends: the parameters theta after it."),
            new("numbers within the mini-batch", (gradientOf, theta, order, m, eta) => Epoch(gradientOf, theta, order.Chunk(m).Select(batch => Enumerable.Range(0, batch.Length).ToArray()), eta), "In each mini-batch the examples 0, 1, 2, … are asked for. A mini-batch holds the numbers of its examples: `gradientOf(batch[i], theta)`."),
            new("a small step for each example", (gradientOf, theta, order, m, eta) => Epoch(gradientOf, theta, order.Chunk(1), eta / m), "Every example makes a step of its own, an m-th as long. The gradients of a mini-batch are asked at one place: take their mean first, then step once."),
            new("the sum carried over", (gradientOf, theta, order, m, eta) => CarriedOver(gradientOf, theta, order.Chunk(m), eta), "The gradients of one mini-batch are still in the sum of the next: begin at 0 again for each, inside the loop."),
        ],
        Shows = "This is Sgd.Train. What the library adds is speed: it makes the same steps for 13,002 parameters and 60,000 digits in a twentieth of a second.",
    };

    /// <summary>9.6: two schedules, drawn.</summary>
    public static Drawing DrawSchedules { get; } = new("9.6", "Draw it: two schedules")
    {
        Minutes = 10,
        Task = "Draw the learning rates of two schedules over the epochs 0 to 29, as two lines of one figure: LearningRate.Exponential(3, 0.9) and LearningRate.Cosine(3, 30). Read off: in which epoch is the exponential one for the first time below 1, and in which epoch does the cosine first have the smaller rate of the two?",
        Idea = "A schedule answers At(t). Make a list of points (t, rate) for each and draw both lines.",
        Place = "Section 9.7, What makes it better: one change after the other, measured.",
        Formula = "Chart.Line(points) draws a list of (x, y); a second line is added to it. ηₜ = 3 · 0.9ᵗ, and ηₜ = 3/2 · (1 + cos(π t / 30)).",
        Across = ("the epoch", 0, 29),
        Curves = [("the exponential rate", t => 3 * Math.Pow(0.9, t)), ("the cosine rate", t => 1.5 * (1 + Math.Cos(Math.PI * t / 30)))],
        Questions =
        [
            ("In which epoch is the exponential rate for the first time below 1?", First(t => Falling.At(t) < 1), 0.5, "Look where the falling line crosses the height 1, and take the first whole epoch after it."),
            ("In which epoch is the cosine for the first time the smaller of the two?", First(t => t > 0 && Bowed.At(t) < Falling.At(t)), 0.5, "The two lines begin at the same height; look where they cross on the right, and take the first whole epoch after it."),
        ],
        Shows = "The exponential one loses most at the beginning, the cosine in the middle: it stays large for long and settles at the end.",
    };

    private static LearningRate Falling => LearningRate.Exponential(3, 0.9);

    private static LearningRate Bowed => LearningRate.Cosine(3, 30);

    private static int First(Func<int, bool> holds) => Enumerable.Range(0, 30).First(holds);

    private static Vector<double> Epoch(Func<int, Vector<double>, Vector<double>> gradientOf, Vector<double> theta, IEnumerable<int[]> batches, double eta, bool mean = true, int divisor = 0)
    {
        foreach (int[] batch in batches)
        {
            var sum = batch.Select(i => gradientOf(i, theta)).Aggregate((one, other) => one + other);
            theta -= eta * sum / (mean ? divisor > 0 ? divisor : batch.Length : 1);
        }

        return theta;
    }

    private static Vector<double> CarriedOver(Func<int, Vector<double>, Vector<double>> gradientOf, Vector<double> theta, IEnumerable<int[]> batches, double eta)
    {
        var sum = 0 * theta;
        foreach (int[] batch in batches)
        {
            sum += batch.Select(i => gradientOf(i, theta)).Aggregate((one, other) => one + other);
            theta -= eta * sum / batch.Length;
        }

        return theta;
    }

    // Each example pulls towards a place of its own, along its own direction.
    private static Vector<double> GradientOf(int i, Vector<double> theta) =>
        (theta - Vector<double>.Build.DenseOfArray([i, 1.5 - i, (i % 3) - 1.0])).PointwiseMultiply(Vector<double>.Build.DenseOfArray([1, 0.5, 0.2 + (0.1 * i)]));

    /// <summary>How many examples there are, the size of a mini-batch, and the rate.</summary>
    public sealed record EpochInput(int Examples, int M, double Eta)
    {
        internal Vector<double> Theta => Vector<double>.Build.DenseOfArray([1, -1, Examples / 10.0]);

        // Not in order, and the same on every machine: steps of 3 around a circle of a prime length.
        internal int[] Order => [.. Enumerable.Range(0, 11).Select(k => ((3 * k) + 4) % 11).Where(i => i < Examples)];
    }
}
