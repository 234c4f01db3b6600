namespace GdNotebooks.Exercises;

/// <summary>The exercises of chapter 5, linear regression: <c>Chapter5.RegressionCost.Check(CostOfLine)</c>.</summary>
public static class Chapter5
{
    private const int CallsAllowed = 100_000;

    private static readonly Galaxies[] Samples =
    [
        new([1, 2, 3], [2, 4, 6]),
        new([0, 1, 2, 4], [1, 2, 2.5, 6]),
        new([0.5, 1.5, -2, 3, 1], [3, -1, 0.5, 2, 4]),
        .. Enumerable.Range(0, 3).Select(i => new Galaxies(
            Draw.Numbers(seed: 500 + i, count: 6 + i, from: 0, to: 2),
            Draw.Numbers(seed: 510 + i, count: 6 + i, from: -1, to: 5))),
    ];

    private static readonly Fit[] Lines =
    [
        new(2, 1, Samples[0]), new(0, 0, Samples[1]), new(1, 0.5, Samples[1]), new(-1, 2, Samples[2]),
        new(0.8, -0.3, Samples[3]), new(1.7, 0.6, Samples[4]), new(-0.4, 1.1, Samples[5]),
    ];

    /// <summary>5.1: the cost of a straight line.</summary>
    public static Exercise<Fit, Func<double, double, double[], double[], double>> RegressionCost { get; } = new("5.1", "The cost of a line")
    {
        Task = "The line h(x) = w x + b is to go through m points (x[i], y[i]). Return its cost J(w, b) = 1/(2m) Σ (h(x[i]) − y[i])².",
        Idea = "For each point: how far off is the line, squared. Then the mean of them, and half of it.",
        Formula = "J = 1/(2m) · ((w x₁ + b − y₁)² + … + (w xₘ + b − yₘ)²), with m the number of points.",
        Place = "Section 5.1, Real measurements: J for Hubble's galaxies.",
        Inputs = Lines,
        Call = (answer, input) => answer(input.W, input.B, [.. input.Points.X], [.. input.Points.Y]),
        Tried = input => $"CostOfLine({input.W}, {input.B}, {Reading.Of(input.Points.X)}, {Reading.Of(input.Points.Y)})",
        Reference = (w, b, x, y) => Errors(w, b, x, y).Sum(e => e * e) / (2 * x.Length),
        Misconceptions =
        [
            new("forgot 1/2", (w, b, x, y) => Errors(w, b, x, y).Sum(e => e * e) / x.Length, "Twice the cost: this is the mean of the squares. The ½ in front makes the derivative come out without a 2."),
            new("divided by the number of parameters", (w, b, x, y) => Errors(w, b, x, y).Sum(e => e * e) / 4, "The sum is divided by 2 · 2, the number of parameters. m is the number of points."),
            new("divided by all numbers instead of the pairs", (w, b, x, y) => Errors(w, b, x, y).Sum(e => e * e) / (2 * (x.Length + y.Length)), "Half the cost: m counts the pairs (x, y), not the numbers in both arrays."),
            new("did not divide by m", (w, b, x, y) => Errors(w, b, x, y).Sum(e => e * e) / 2, "This is half the sum. Divided by m it becomes a mean, and twice as many points do not cost twice as much."),
            new("only the sum", (w, b, x, y) => Errors(w, b, x, y).Sum(e => e * e), "This is the sum of the squares; 1/(2m) is missing."),
            new("m + 1 terms", (w, b, x, y) => Errors(w, b, x, y).Sum(e => e * e) / (2 * (x.Length + 1)), "Divided by one too many: counting from 0, the last of m points has the number m − 1."),
            new("forgot the square", (w, b, x, y) => Errors(w, b, x, y).Sum() / (2 * x.Length), "Without the square, points above and below the line cancel."),
            new("squared the sum", (w, b, x, y) => Math.Pow(Errors(w, b, x, y).Sum(), 2) / (2 * x.Length), "This squares the sum of the errors, where they have cancelled already. Square each one, then add."),
            new("absolute value", (w, b, x, y) => Errors(w, b, x, y).Sum(Math.Abs) / (2 * x.Length), "This adds the distances. J adds their squares."),
            new("forgot b", (w, b, x, y) => Errors(w, 0, x, y).Sum(e => e * e) / (2 * x.Length), "The line is w x + b: the b is missing."),
            new("brackets around 2 m", (w, b, x, y) => Errors(w, b, x, y).Sum(e => e * e) / 2 * x.Length, "`/ 2 * m` divides by 2 and then multiplies by m. Put brackets around 2 * m."),
        ],
        Shows = "All points together give one number for each line: J is a surface over the (w, b) plane.",
    };

    /// <summary>5.2: the partial derivatives of that cost.</summary>
    public static Exercise<Fit, Func<double, double, double[], double[], (double W, double B)>> RegressionPartials { get; } = new("5.2", "Its partial derivatives")
    {
        Task = "Return ∂J/∂w and ∂J/∂b for J(w, b) = 1/(2m) Σ (w x[i] + b − y[i])².",
        Idea = "The square gives a factor 2, which the ½ takes away. What stands inside it changes by x when w changes by 1, and by 1 when b does.",
        Formula = "∂J/∂w = 1/m Σ (h(xᵢ) − yᵢ) · xᵢ and ∂J/∂b = 1/m Σ (h(xᵢ) − yᵢ).",
        Place = "Section 5.2, The partial derivatives, by hand: both of them, step by step.",
        Inputs = Lines,
        Call = (answer, input) => answer(input.W, input.B, [.. input.Points.X], [.. input.Points.Y]),
        Tried = input => $"PartialsOfCostOfLine({input.W}, {input.B}, {Reading.Of(input.Points.X)}, {Reading.Of(input.Points.Y)})",
        Reference = (w, b, x, y) => (MeanTimesX(w, b, x, y), Errors(w, b, x, y).Average()),
        Misconceptions =
        [
            new("∂b multiplied by x", (w, b, x, y) => (MeanTimesX(w, b, x, y), MeanTimesX(w, b, x, y)), "∂J/∂w is right, but ∂J/∂b has a factor x too many: when b grows by 1, the error grows by 1 at every point, whatever x is."),
            new("∂w not multiplied by x", (w, b, x, y) => (Errors(w, b, x, y).Average(), Errors(w, b, x, y).Average()), "∂J/∂b is right, but ∂J/∂w lacks the factor x: when w grows by 1, the error at a point grows by its x."),
            new("sign", (w, b, x, y) => (-MeanTimesX(w, b, x, y), -Errors(w, b, x, y).Average()), "The right size and the opposite sign: the error is h(x) − y, not y − h(x)."),
            new("a factor 2 remained", (w, b, x, y) => (2 * MeanTimesX(w, b, x, y), 2 * Errors(w, b, x, y).Average()), "Twice the gradient: the 2 from the square cancels the ½ in front of the sum."),
            new("half of it", (w, b, x, y) => (MeanTimesX(w, b, x, y) / 2, Errors(w, b, x, y).Average() / 2), "Half the gradient: the square brings a factor 2, which cancels the ½."),
            new("did not divide by m", (w, b, x, y) => (x.Length * MeanTimesX(w, b, x, y), Errors(w, b, x, y).Sum()), "These are the sums. J is a mean, and so are its derivatives: divide by m."),
            new("components swapped", (w, b, x, y) => (Errors(w, b, x, y).Average(), MeanTimesX(w, b, x, y)), "Both are right, in the wrong order: ∂J/∂w first."),
            new("the product of the means", (w, b, x, y) => (Errors(w, b, x, y).Average() * x.Average(), Errors(w, b, x, y).Average()), "For ∂J/∂w multiply each error by its own x, and then take the mean. The mean error times the mean x is something else."),
        ],
        Shows = "A point far out on the x axis pulls hardest at w; every point pulls equally at b.",
    };

    /// <summary>5.3: a descent all the way to the least-squares line.</summary>
    public static Exercise<Galaxies, Func<Func<double, double, (double W, double B)>, (double W, double B)>> ReachTheClosedForm { get; } = new("5.3", "Reach the closed form")
    {
        Task = "gradient(w, b) returns (∂J/∂w, ∂J/∂b) of a regression with x between 0 and 2. Start anywhere, choose a rate and a number of steps, and descend until w and b are right to 0.1 %.",
        Idea = "A loop of simultaneous updates. Too small a rate does not arrive, too large a one flies off.",
        Formula = "(w, b) ← (w, b) − η ∇J(w, b). The bound on η is 2 over the largest second derivative, here about 2 over 2.5.",
        Place = "Section 5.4, The exact answer: gradient descent against the closed form.",
        Inputs = [new([0, 1, 2], [1, 3, 4]), .. Enumerable.Range(0, 3).Select(i => new Galaxies(Draw.Numbers(seed: 530 + i, count: 20, from: 0, to: 2), Draw.Numbers(seed: 540 + i, count: 20, from: 1, to: 6)))],
        Call = (answer, input) => answer(Limited(input)),
        Tried = input => $"FitLine(gradient) for {input.X.Length} points",
        Tolerance = 1e-3,
        Reference = gradient => Descend(gradient, 0.5, 2000),
        Objection = (input, line) => Objection(input, line[0], line[1]),
        Misconceptions =
        [
            new("never left the start", _ => (0, 0), "This is still the point (0, 0): the loop does not change w and b, or does not turn."),
            new("one step only", gradient => Descend(gradient, 0.1, 1), "One step is not enough: repeat it until nothing changes any more.") { Tolerance = 0.02 },
            new("only w moved", OnlyW, "w found the best slope for a line through (0, 0): b never moved."),
            new("only b moved", OnlyB, "b found the best flat line: w never moved."),
            new("results swapped", gradient => (Descend(gradient, 0.5, 2000).B, Descend(gradient, 0.5, 2000).W), "You reached it, but the two numbers come back in the wrong order: w first."),
        ],
        Shows = "Descent needs the gradient only and comes to the same line as the formula; for a line the formula is quicker, for a network there is none.",
    };

    private static IEnumerable<double> Errors(double w, double b, double[] x, double[] y) => x.Zip(y, (xi, yi) => (w * xi) + b - yi);

    private static double MeanTimesX(double w, double b, double[] x, double[] y) => Errors(w, b, x, y).Zip(x, (e, xi) => e * xi).Average();

    private static (double W, double B) Gradient(Galaxies points, double w, double b) =>
        (MeanTimesX(w, b, points.X, points.Y), Errors(w, b, points.X, points.Y).Average());

    // The descent may not go on for ever, and a gradient that is asked too often says so.
    private static Func<double, double, (double W, double B)> Limited(Galaxies points)
    {
        int calls = 0;
        return (w, b) => ++calls <= CallsAllowed
            ? Gradient(points, w, b)
            : throw new InvalidOperationException(FormattableString.Invariant($"The gradient was asked for more than {CallsAllowed} times; a good rate needs a few hundred."));
    }

    private static (double W, double B) Descend(Func<double, double, (double W, double B)> gradient, double eta, int steps, bool moveW = true, bool moveB = true)
    {
        double w = 0, b = 0;
        for (int step = 0; step < steps; step++)
        {
            var (dW, dB) = gradient(w, b);
            w -= moveW ? eta * dW : 0;
            b -= moveB ? eta * dB : 0;
        }

        return (w, b);
    }

    private static (double W, double B) OnlyW(Func<double, double, (double W, double B)> gradient) => Descend(gradient, 0.5, 2000, moveB: false);

    private static (double W, double B) OnlyB(Func<double, double, (double W, double B)> gradient) => Descend(gradient, 0.5, 2000, moveW: false);

    private static string? Objection(Galaxies points, double w, double b)
    {
        if (!double.IsFinite(w) || !double.IsFinite(b) || Math.Abs(w) + Math.Abs(b) > 1e6)
        {
            return "flew off. The rate is too large, or the gradient is added instead of subtracted.";
        }

        var (intercept, slope) = MathNet.Numerics.Fit.Line(points.X, points.Y);
        if (Reading.AreClose(w, slope, 1e-3) && Reading.AreClose(b, intercept, 1e-3))
        {
            return null;
        }

        var (dW, dB) = Gradient(points, w, b);
        return FormattableString.Invariant($"gave w = {Reading.Write(w)}, b = {Reading.Write(b)}, which is not at the bottom: the gradient there is still ({Reading.Write(dW, 3)}, {Reading.Write(dB, 3)}). The closed form has w = {Reading.Write(slope)}, b = {Reading.Write(intercept)}: more steps, or a larger rate.");
    }

    /// <summary>Points (X[i], Y[i]).</summary>
    public sealed record Galaxies(double[] X, double[] Y);

    /// <summary>A line w x + b, and points.</summary>
    public sealed record Fit(double W, double B, Galaxies Points);
}
