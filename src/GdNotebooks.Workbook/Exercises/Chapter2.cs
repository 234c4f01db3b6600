namespace GdNotebooks.Exercises;

/// <summary>The exercises of chapter 2, the learning rate: <c>Chapter2.LargestRate.Check(LargestRate)</c>.</summary>
public static partial class Chapter2
{
    /// <summary>2.1: below which η descent on a (w − 3)² converges.</summary>
    public static Exercise<double, Func<double, double>> LargestRate { get; } = new("2.1", "The largest rate that converges")
    {
        Minutes = 10,
        Task = "For C(w) = a (w − 3)² with a > 0, descent converges for every η from 0 up to a bound. Return that bound.",
        Idea = "One step multiplies the error w − 3 by a factor. The error dies out as long as that factor stays between −1 and 1.",
        Formula = "w − 3 becomes (1 − 2aη)(w − 3), and |1 − 2aη| < 1.",
        Place = "Section 2.3, The exact bound: the same for a = 1, where the bound is 1.",
        Inputs = [1, 2, 0.5, 8, 0.25],
        Drawn = again => Draw.Numbers(seed: 21 + (1000 * again), count: 4, from: 0.1, to: 6),
        Call = (answer, a) => answer(a),
        Tried = a => $"LargestRate({a})",
        Reference = a => 1 / a,
        Misconceptions =
        [
            new("the fastest rate, not the largest", a => 1 / (2 * a), "At this rate one step lands exactly on the minimum: the factor is 0. Larger rates jump over it and still come closer; how large may they get?"),
            new("forgot the 2 of the derivative", a => 2 / a, "This is the bound for the factor 1 − aη. The derivative of a (w − 3)² is 2a (w − 3): the 2 belongs into the factor."),
            new("kept the chapter's bound", _ => 1, "This is the bound for a = 1. A steeper cost makes longer steps at the same η, so the bound depends on a."),
            new("grows with the steepness", a => a, "This bound grows with a. A steeper cost makes longer steps, so the rate has to be smaller, not larger."),
            new("the curvature itself", a => 2 * a, "This is the second derivative 2a. The bound is where 2a · η reaches 2."),
            new("the factor reaches 0, not −1, and the 2 is forgotten twice", a => 1 / (4 * a), "At this rate the factor 1 − 2aη is still 1/2. Convergence ends where the factor reaches −1."),
            new("the factor itself", a => 1 - (2 * a), "This is the factor 1 − 2aη for η = 1. Solve |1 − 2aη| < 1 for η."),
            new("a little less than the bound", a => 0.99 / a, "This rate converges, and it is a little less than the bound. Asked for is the bound itself, from which on it no longer does."),
            new("the square of a", a => 1 / (a * a), "The steepness a comes in twice, as a square. The factor 1 − 2aη has it once."),
            new("whole numbers", a => a >= 1 ? 1 / (int)a : 0, "This divides whole numbers: `(int)a` drops what is behind the point, and the quotient as well."),
        ],
        Shows = "The bound is 2 over the second derivative: the steepest direction decides how fast one may go.",
    };

    /// <summary>2.2: how many steps until w is within ε of the minimum.</summary>
    public static Exercise<Approach, Func<double, double, double, int>> StepsUntilClose { get; } = new("2.2", "How many steps until it is close?")
    {
        Minutes = 10,
        Task = "Descend on C(w) = (w − 3)² from w with the rate eta. After how many steps is w for the first time within epsilon of 3, that is |w − 3| ≤ epsilon?",
        Idea = "Ask first whether you are there; if not, make a step and count it.",
        Formula = "while |w − 3| > ε: w ← w − η · 2(w − 3), steps ← steps + 1.",
        Place = "Section 2.2, What one step does to the distance: the error factor |1 − 2η|.",
        Inputs =
        [
            new(0, 0.1, 1), new(3.05, 0.1, 0.1), new(6, 0.25, 0.01), new(-1, 0.9, 0.5), new(4, 0.45, 2e-6), new(3, 0.3, 0.001), new(5, 0.25, 0.5),
        ],
        Drawn = again => Draw.Numbers(seed: 22 + (1000 * again), count: 4, from: -9, to: 15).Select(w => new Approach(w, 0.07, 0.033)),
        Call = (answer, input) => answer(input.W, input.Eta, input.Epsilon),
        Tried = input => $"StepsUntil({input.W}, {input.Eta}, {input.Epsilon})",
        Reference = (w, eta, epsilon) => Count(w, eta, distance => Math.Abs(distance) > epsilon),
        Misconceptions =
        [
            new("off by one: one too many", (w, eta, epsilon) => Count(w, eta, distance => Math.Abs(distance) > epsilon) + 1, "One too many: the start is no step. Count the updates, not the positions."),
            new("off by one: one too few", (w, eta, epsilon) => Math.Max(0, Count(w, eta, distance => Math.Abs(distance) > epsilon) - 1), "One too few: the step that brings w within epsilon counts as well."),
            new("steps before it looks", (w, eta, epsilon) => Math.Max(1, Count(w, eta, distance => Math.Abs(distance) > epsilon)), "Right, except where w is close from the start: then no step is needed. Look before you step."),
            new("forgot the absolute value", (w, eta, epsilon) => Count(w, eta, distance => distance > epsilon), "Left of 3 the difference w − 3 is negative, and so below any epsilon. The distance is its absolute value."),
            new("compared the cost", (w, eta, epsilon) => Count(w, eta, distance => distance * distance > epsilon), "This waits until the cost (w − 3)² is at most epsilon. The question is about the distance |w − 3|."),
            new("compared the gradient", (w, eta, epsilon) => Count(w, eta, distance => Math.Abs(2 * distance) > epsilon), "This waits until the slope 2(w − 3) is at most epsilon, which takes longer: it is twice the distance."),
            new("forgot the factor 2", (w, eta, epsilon) => Count(w, eta / 2, distance => Math.Abs(distance) > epsilon), "The steps are half as long as they should be: the derivative of (w − 3)² is 2(w − 3)."),
            new("until closer than epsilon", (w, eta, epsilon) => Count(w, eta, distance => Math.Abs(distance) >= epsilon), "Right, except where a step lands at exactly epsilon: ≤ allows that, so the loop goes on only while the distance is greater, `>`."),
            new("the distance from 0", (w, eta, epsilon) => Math.Min(Count(w, eta, distance => Math.Abs(distance + 3) > epsilon), 1000), "This measures how far w is from 0. The minimum is at 3: the distance is |w − 3|."),
            new("until the step is small", (w, eta, epsilon) => Count(w, eta, distance => Math.Abs(2 * eta * distance) > epsilon), "This waits until the step is at most epsilon. A small step does not mean that it is close: with a small eta all steps are small."),
            new("rounded down", (w, eta, epsilon) => Math.Abs(w - 3) <= epsilon ? 0 : (int)Math.Floor(Math.Log(epsilon / Math.Abs(w - 3)) / Math.Log(Math.Abs(1 - (2 * eta)))), "The formula is rounded down, so the last step is missing. After that many steps w is nearly there: round up, with `Math.Ceiling`."),
            new("two kinds of logarithm", (w, eta, epsilon) => Math.Abs(w - 3) <= epsilon ? 0 : (int)Math.Ceiling(Math.Log10(epsilon / Math.Abs(w - 3)) / Math.Log(Math.Abs(1 - (2 * eta)))), "`Math.Log10` above and `Math.Log` below: take the same kind of logarithm twice."),
            new("uphill", (w, eta, epsilon) => Math.Abs(w - 3) <= epsilon ? 0 : MostSteps, "It goes on for very long: does the walk go uphill, with a plus instead of a minus, away from 3?")
            {
                Looks = steps => steps.All(one => one[0] == 0 || one[0] >= 1_000) && steps.Any(one => one[0] > 0),
            },
            new("3 − w without its absolute value", (w, eta, epsilon) => Count(w, eta, distance => -distance > epsilon), "Right of 3 the difference 3 − w is negative, and so below any epsilon. The distance is its absolute value."),
            new("waits for a small step", (w, eta, epsilon) => Count(w, eta, distance => Math.Abs(2 * eta * distance) > epsilon) + 1, "This waits until a step is small. How far w is from 3 is another number: ask for |w − 3|."),
        ],
        Shows = "Each step multiplies the distance by |1 − 2η|, so every further digit of accuracy costs the same number of steps.",
    };

    /// <summary>2.3: the exponential schedule.</summary>
    public static Exercise<Decay, Func<double, double, int, double[]>> ExponentialSchedule { get; } = new("2.3", "An exponential schedule")
    {
        Task = "Return the learning rates of the epochs 0, 1, …, epochs − 1. Epoch 0 has the rate first, and epoch t has first times decay to the power t.",
        Idea = "The same share is lost each time: every rate is the one before it, times the same factor.",
        Formula = "ηₜ = η₀ · decayᵗ for t = 0, 1, …, which is the same as ηₜ = ηₜ₋₁ · decay.",
        Place = "Section 2.6, Schedules: drawn beside the others.",
        Inputs =
        [
            new(1, 0.5, 5), new(0.3, 0.9, 8), new(3, 0.8, 4), new(0.1, 0.99, 1),
        ],
        Drawn = again => Draw.Numbers(seed: 23 + (1000 * again), count: 3, from: 0.2, to: 0.95).Select(decay => new Decay(2, decay, 6)),
        Call = (answer, input) => answer(input.First, input.Factor, input.Epochs),
        Tried = input => $"Rates({input.First}, {input.Factor}, {input.Epochs})",
        Reference = (first, decay, epochs) => Rates(epochs, t => first * Math.Pow(decay, t)),
        Misconceptions =
        [
            new("decays from the previous instead of the first rate", (first, decay, epochs) => Rates(epochs, t => first * Math.Pow(decay, t * (t + 1) / 2)), "Each rate is taken from the one before and still decays by the power t, so the powers add up: 1, 1 + 2, 1 + 2 + 3 … Either decay the first rate by decayᵗ, or the previous one by decay."),
            new("decays before the first epoch", (first, decay, epochs) => Rates(epochs, t => first * Math.Pow(decay, t + 1)), "The first epoch already has a smaller rate. Counting starts at 0, and decay⁰ = 1."),
            new("a step decay of one stair", (first, decay, epochs) => Rates(epochs, t => t == 0 ? first : first * decay), "The rate falls once and then stays: the factor has to be applied in every epoch."),
            new("falls along a line", (first, decay, epochs) => Rates(epochs, t => first * decay * t), "The factor is multiplied by t. Exponential decay raises it to the power t."),
            new("1/t", (first, decay, epochs) => Rates(epochs, t => first / (1 + (decay * t))), "This is the 1/t schedule, which falls fast and then ever more slowly. The exponential one loses the same share each time."),
            new("with e to the −decay t", (first, decay, epochs) => Rates(epochs, t => first * Math.Exp(-decay * t)), "This takes decay for a speed, e to the power −decay·t. Here it is the factor itself: what is left after one epoch."),
            new("one rate too many", (first, decay, epochs) => Rates(epochs + 1, t => first * Math.Pow(decay, t)), "One rate too many: for n epochs t goes from 0 to n − 1."),
            new("never decays", (first, decay, epochs) => Rates(epochs, _ => first), "All rates are the same: the factor is missing."),
            new("the power of the product", (first, decay, epochs) => Rates(epochs, t => Math.Pow(first * decay, t)), "The power takes in the first rate as well. Only decay is raised to the power t; the first rate stands before it once."),
            new("subtracts", (first, decay, epochs) => Rates(epochs, t => first - (decay * t)), "The rates fall along a line: decay is subtracted in each epoch. It is a factor: what remains is multiplied by it."),
            new("1 − decay", (first, decay, epochs) => Rates(epochs, t => first * Math.Pow(1 - decay, t)), "Here decay is taken for what is lost in an epoch. It is what is left: the factor is decay itself, not 1 − decay."),
            new("base and exponent exchanged", (first, decay, epochs) => Rates(epochs, t => first * Math.Pow(t, decay)), "`Math.Pow(t, decay)` is t to the power decay. It is decay that is raised, to the power t."),
        ],
        Shows = "Large steps first, small ones later: the rate halves every so many epochs, without end and without a jump.",
    };

    private const int MostSteps = 100_000;

    private static int Count(double w, double eta, Func<double, bool> goOn)
    {
        int steps = 0;
        while (goOn(w - 3) && steps < MostSteps)
        {
            w -= eta * 2 * (w - 3);
            steps++;
        }

        return steps;
    }

    private static double[] Rates(int epochs, Func<int, double> rate) => [.. Enumerable.Range(0, epochs).Select(rate)];

    /// <summary>A start w, a learning rate η and a distance ε.</summary>
    public sealed record Approach(double W, double Eta, double Epsilon);

    /// <summary>The first rate, the factor of one epoch, and the number of epochs.</summary>
    public sealed record Decay(double First, double Factor, int Epochs);
}
