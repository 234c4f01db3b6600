using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks.Exercises;

/// <summary>The exercises of chapter 5, linear regression: <c>Chapter5.RegressionCost.Check(CostOfFit)</c>.</summary>
public static partial class Chapter5
{
    private const int CallsAllowed = 100_000;

    private static readonly Fit[] Fits =
    [
        new([1, 2], 1, [[1, 0], [2, 1], [3, 1]], [2, 4, 6]),
        new([2], -0.5, [[0], [1], [2], [4]], [1, 2, 2.5, 6]),
        new([1, 0, -1], 0.5, [[1, 2, 3], [0, 1, 1], [2, 0, 1], [1, 1, 0], [3, 1, 2]], [0, 1, 2, 1, 4]),
    ];

    private static IEnumerable<Fit> DrawnFits(int again) => Enumerable.Range(1000 * again, 4).Select((seed, i) => new Fit(
        Draw.Numbers(500 + seed, count: 2, from: -2, to: 2),
        (0.3 * i) - 0.4,
        [.. Draw.Numbers(510 + seed, count: 10 + (2 * i), from: -1, to: 3).Chunk(2)],
        Draw.Numbers(520 + seed, count: 5 + i, from: -1, to: 5)));

    /// <summary>5.1: the cost of a regression with several features.</summary>
    public static Exercise<Fit, Func<Vector<double>, double, Matrix<double>, Vector<double>, double>> RegressionCost { get; } = new("5.1", "The cost with several features")
    {
        Minutes = 10,
        Task = "Each of m examples has n features: a row of X, with its wanted output in y. The model is h(x) = w·x + b. Return J(w, b) = 1/(2m) Σ (h(xᵢ) − yᵢ)².",
        Idea = "X · w is the weighted sum for every example at once. Then b and y: that is the vector of all errors.",
        Formula = "e = X w + b − y, and J = (e₁² + … + eₘ²) / (2m), with m the number of examples. Vectors have DotProduct.",
        Place = "Section 5.1, Real measurements: J for one feature, Hubble's galaxies.",
        Inputs = Fits,
        Drawn = DrawnFits,
        Call = (answer, input) => answer(Vector(input.W), input.B, Matrix<double>.Build.DenseOfRows(input.X), Vector(input.Y)),
        Tried = input => $"CostOfFit({Reading.Of(input.W)}, {input.B}, X, {Reading.Of(input.Y)}) for X = {Reading.Of(input.X)}",
        Reference = (w, b, X, y) => Square(Errors(w, b, X, y)) / (2 * y.Count),
        Misconceptions =
        [
            new("forgot 1/2", (w, b, X, y) => Square(Errors(w, b, X, y)) / y.Count, "Twice the cost: this is the mean of the squares. The ½ in front makes the derivative come out without a 2."),
            new("divided by n instead of m pairs", (w, b, X, y) => Square(Errors(w, b, X, y)) / (2 * w.Count), "The sum is divided by the number of features n. m is the number of examples: the rows of X."),
            new("divided by all numbers in X", (w, b, X, y) => Square(Errors(w, b, X, y)) / (2 * X.RowCount * X.ColumnCount), "The sum is divided by how many numbers X holds. Only the examples count, the rows."),
            new("did not divide by m", (w, b, X, y) => Square(Errors(w, b, X, y)) / 2, "This is half the sum. Divided by m it becomes a mean, and twice as many examples do not cost twice as much."),
            new("only the sum", (w, b, X, y) => Square(Errors(w, b, X, y)), "This is the sum of the squares; 1/(2m) is missing."),
            new("m + 1 terms", (w, b, X, y) => Square(Errors(w, b, X, y)) / (2 * (y.Count + 1)), "Divided by one too many: counting from 0, the last of m examples has the number m − 1."),
            new("forgot the square", (w, b, X, y) => Errors(w, b, X, y).Sum() / (2 * y.Count), "Without the square, errors above and below cancel."),
            new("squared the sum", (w, b, X, y) => Math.Pow(Errors(w, b, X, y).Sum(), 2) / (2 * y.Count), "This squares the sum of the errors, where they have cancelled already. Square each one, then add."),
            new("absolute value", (w, b, X, y) => Errors(w, b, X, y).L1Norm() / (2 * y.Count), "This adds the sizes of the errors. J adds their squares."),
            new("the length of the error", (w, b, X, y) => Errors(w, b, X, y).L2Norm() / (2 * y.Count), "This takes the length of the vector of errors, which is the root of the sum of squares. J has no root."),
            new("forgot b", (w, b, X, y) => Square(Errors(w, 0, X, y)) / (2 * y.Count), "The model is w·x + b: the b is missing."),
            new("brackets around 2 m", (w, b, X, y) => Square(Errors(w, b, X, y)) / 2 * y.Count, "`/ 2 * m` divides by 2 and then multiplies by m. Put brackets around 2 * m."),
            new("b subtracted", (w, b, X, y) => Square(Errors(w, -b, X, y)) / (2 * y.Count), "b has the wrong sign: the model is w·x + b, and y is what is subtracted."),
            new("y forgotten", (w, b, X, y) => Square((X * w) + b) / (2 * y.Count), "This is the square of the model's outputs: y is missing, the error is h(x) − y."),
            new("the mean error squared", (w, b, X, y) => Math.Pow(Errors(w, b, X, y).Average(), 2) / 2, "The errors are averaged first, where those above and below cancel, and squared then. Square each one, then add."),
            new("b outside the square", (w, b, X, y) => (Square(Errors(w, 0, X, y)) / (2 * y.Count)) + b, "b is added at the end, to the cost. It belongs to the model, inside the square: w·x + b − y."),
        ],
        Shows = "One feature or a thousand: the cost stays one number, and the formula one line.",
    };

    /// <summary>5.2: the partial derivatives of that cost.</summary>
    public static Exercise<Fit, Func<Vector<double>, double, Matrix<double>, Vector<double>, (Vector<double> W, double B)>> RegressionPartials { get; } = new("5.2", "Its partial derivatives")
    {
        Minutes = 20,
        Task = "For the same J return the partial derivatives: one for each component of w, as a vector, and one for b.",
        Idea = "When wⱼ grows by 1, the error of an example grows by its feature j; when b grows by 1, it grows by 1.",
        Formula = "∂J/∂wⱼ = 1/m Σᵢ eᵢ Xᵢⱼ, all of them at once Xᵀ e / m, and ∂J/∂b = 1/m Σᵢ eᵢ, with e = X w + b − y.",
        Place = "Section 5.2, The partial derivatives, by hand: both of them, step by step.",
        Inputs = Fits,
        Drawn = DrawnFits,
        Call = (answer, input) => answer(Vector(input.W), input.B, Matrix<double>.Build.DenseOfRows(input.X), Vector(input.Y)),
        Tried = input => $"PartialsOfFit({Reading.Of(input.W)}, {input.B}, X, {Reading.Of(input.Y)}) for X = {Reading.Of(input.X)}",
        Reference = (w, b, X, y) => (ByW(w, b, X, y), ByB(w, b, X, y)),
        Misconceptions =
        [
            new("∂b multiplied by x", (w, b, X, y) => (ByW(w, b, X, y), ByW(w, b, X, y)[0]), "∂J/∂w is right, but ∂J/∂b has a factor x too many: when b grows by 1, every error grows by 1, whatever its features are."),
            new("∂b multiplied by all features", (w, b, X, y) => (ByW(w, b, X, y), ByW(w, b, X, y).Sum()), "∂J/∂w is right, but ∂J/∂b has the features in it: when b grows by 1, every error grows by 1, whatever its features are."),
            new("∂w not multiplied by x", (w, b, X, y) => (Vector<double>.Build.Dense(w.Count, ByB(w, b, X, y)), ByB(w, b, X, y)), "∂J/∂b is right, but ∂J/∂w lacks the features: when wⱼ grows by 1, an error grows by its feature j."),
            new("sign", (w, b, X, y) => (-ByW(w, b, X, y), -ByB(w, b, X, y)), "The right size and the opposite sign: the error is h(x) − y, not y − h(x)."),
            new("a factor 2 remained", (w, b, X, y) => (2 * ByW(w, b, X, y), 2 * ByB(w, b, X, y)), "Twice the gradient: the 2 from the square cancels the ½ in front of the sum."),
            new("half of it", (w, b, X, y) => (ByW(w, b, X, y) / 2, ByB(w, b, X, y) / 2), "Half the gradient: the square brings a factor 2, which cancels the ½."),
            new("did not divide by m", (w, b, X, y) => (y.Count * ByW(w, b, X, y), y.Count * ByB(w, b, X, y)), "These are the sums. J is a mean, and so are its derivatives: divide by m."),
            new("divided by n", (w, b, X, y) => (y.Count * ByW(w, b, X, y) / w.Count, y.Count * ByB(w, b, X, y) / w.Count), "The sums are divided by the number of features. m is the number of examples."),
            new("b left as a sum", (w, b, X, y) => (ByW(w, b, X, y), y.Count * ByB(w, b, X, y)), "∂J/∂w is right, and ∂J/∂b is still a sum: divide it by m as well."),
            new("the product of the means", (w, b, X, y) => (ByB(w, b, X, y) * X.ColumnSums() / y.Count, ByB(w, b, X, y)), "For ∂J/∂w multiply each error by its own feature, and then take the mean. The mean error times the mean feature is something else."),
            new("forgot b in the error", (w, b, X, y) => (ByW(w, 0, X, y), ByB(w, 0, X, y)), "The error lacks the b: it is X w + b − y."),
            new("squared the errors", (w, b, X, y) => (X.TransposeThisAndMultiply(Errors(w, b, X, y).PointwisePower(2)) / y.Count, Errors(w, b, X, y).PointwisePower(2).Average()), "The errors are squared, as in the cost. The derivative of ½e² is e itself: the power falls by one."),
            new("∂b from the squares", (w, b, X, y) => (ByW(w, b, X, y), Square(Errors(w, b, X, y)) / y.Count), "∂J/∂w is right. In ∂J/∂b the errors are still squared, as in the cost: its derivative has them as they are."),
            new("the first feature for all", (w, b, X, y) => (Vector<double>.Build.Dense(w.Count, ByW(w, b, X, y)[0]), ByB(w, b, X, y)), "All entries of ∂J/∂w are the one of the first feature. Each wⱼ has a feature of its own, column j of X."),
            new("forgot y in the error", (w, b, X, y) => (X.TransposeThisAndMultiply((X * w) + b) / y.Count, ((X * w) + b).Average()), "The error lacks the y: it is what the model says minus what is wanted, X w + b − y."),
        ],
        Shows = "The transpose of X leads the errors back to the weights: the smallest case of what backpropagation does.",
    };

    /// <summary>5.3: a descent all the way to the least-squares line.</summary>
    public static Exercise<Galaxies, Func<Func<double, double, (double W, double B)>, (double W, double B)>> ReachTheClosedForm { get; } = new("5.3", "Reach the closed form")
    {
        Minutes = 10,
        Task = "gradient(w, b) returns (∂J/∂w, ∂J/∂b) of a regression with x between 0 and 2. Start anywhere, choose a rate and a number of steps, and descend until w and b are right to 0.1 %. The gradient may be asked 100,000 times, and there are 1.2 seconds for four regressions.",
        Idea = "A loop of simultaneous updates. Too small a rate does not arrive, too large a one flies off.",
        Formula = "(w, b) ← (w, b) − η ∇J(w, b). The bound on η is 2 over the largest second derivative, here about 2 over 2.5.",
        Place = "Section 5.4, The exact answer: gradient descent against the closed form.",
        Inputs = [new([0, 1, 2], [1, 3, 4])],
        Drawn = again => Enumerable.Range(1000 * again, 3).Select(seed => new Galaxies(Draw.Numbers(530 + seed, count: 20, from: 0, to: 2), Draw.Numbers(540 + seed, count: 20, from: 1, to: 6))),
        Call = (answer, input) => answer(Limited(input)),
        Tried = input => $"FitLine(gradient) for {input.X.Length} points",
        Tolerance = 1e-3,
        Reference = gradient => Descend(gradient, 0.5, 2000),
        Objection = (input, line) => Objection(input, line[0], line[1]),
        Misconceptions =
        [
            new("the gradient at the end", gradient => Descend(gradient, 0.3, 1000) is var (w, b) ? gradient(w, b) : default, "These are nearly 0, which is the gradient at the bottom. Return the place where it is, w and b.")
            {
                Looks = lines => lines.All(line => Math.Abs(line[0]) + Math.Abs(line[1]) is > 0 and < 1e-4) || (lines.Any(line => line[0] != 0 || line[1] != 0) && lines.All(line => Math.Abs(line[0]) + Math.Abs(line[1]) < 1e-9)),
            },
            new("first w, then b", gradient => OnlyW(gradient) is var (w, _) ? (w, Enumerable.Range(0, 2000).Aggregate(0.0, (b, _) => b - (0.5 * gradient(w, b).B))) : default, "First w came to rest, with b still at its start, and then b. The best w is another one as soon as b has moved: step in both, turn by turn."),
            new("flies off", gradient => Descend(gradient, 1.5, 1000), "It flies off, it diverges: each step makes the error larger. A rate above the bound is too large, and lands further from the bottom than it began; with a plus in the update it goes uphill; and a gradient that is asked once, before the loop, never turns round.")
            {
                Looks = lines => lines.All(line => FliesOff(line[0], line[1])),
            },
            new("never left the start", _ => (0, 0), "This is still the start, the point (0, 0): the loop does not change w and b, or does not turn a single step."),
            new("the gradient itself", gradient => gradient(0, 0), "This is the gradient at (0, 0), not a line. Subtract eta times the gradient from w and b, step after step."),
            new("one step only", gradient => Descend(gradient, 0.1, 1), "One step is not enough: repeat it until nothing changes any more.") { Tolerance = 0.02 },
            new("only w moved", OnlyW, "w found the best slope for a line through (0, 0): b never moved."),
            new("only b moved", OnlyB, "b found the best flat line: w never moved."),
            new("results swapped", gradient => (Descend(gradient, 0.5, 2000).B, Descend(gradient, 0.5, 2000).W), "You reached it, but the two numbers come back in the wrong order: w first."),
            new("stopped on the way", gradient => Descend(gradient, 0.1, 20), "The walk ends before it is at the bottom, most often for too few steps or too small a rate. If it stops by itself, what it stops at, a small slope in one direction or a small step, is not yet the bottom; and the gradient has to be asked again at each step, and subtracted.")
            {
            Looks = lines => lines.All(line => double.IsFinite(line[0]) && double.IsFinite(line[1]) && (line[0] != 0 || line[1] != 0)) && lines.Select(line => line[0]).Distinct().Count() > 1,
            },
            new("one line for all", _ => (2, 1), "It gives the same line whatever the points are: does it use the gradient?")
            {
            Looks = lines => lines.All(line => line[0].Equals(lines[0][0]) && line[1].Equals(lines[0][1])),
            },
        ],
        Shows = "Descent needs the gradient only and comes to the same line as the formula; for a line the formula is quicker, for a network there is none.",
    };

    private static Vector<double> Vector(double[] components) => Vector<double>.Build.DenseOfEnumerable(components);

    private static Vector<double> Errors(Vector<double> w, double b, Matrix<double> X, Vector<double> y) => (X * w) + b - y;

    private static double Square(Vector<double> v) => v * v;

    private static Vector<double> ByW(Vector<double> w, double b, Matrix<double> X, Vector<double> y) =>
        X.TransposeThisAndMultiply(Errors(w, b, X, y)) / y.Count;

    private static double ByB(Vector<double> w, double b, Matrix<double> X, Vector<double> y) => Errors(w, b, X, y).Sum() / y.Count;

    private static (double W, double B) Gradient(Galaxies points, double w, double b)
    {
        // The sums over the points are the same at every step: a descent may ask very often.
        var (x, y, xx, xy) = points.Means;
        return ((w * xx) + (b * x) - xy, (w * x) + b - y);
    }

    // The descent may not go on for ever, and a gradient that is asked too often says so.
    private static Func<double, double, (double W, double B)> Limited(Galaxies points)
    {
        int calls = 0;
        return (w, b) => ++calls <= CallsAllowed
            ? Gradient(points, w, b)
            : throw new InvalidOperationException(FormattableString.Invariant($"The gradient was asked for more than {CallsAllowed:#,0} times; a good rate needs a few hundred."));
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

    private static bool FliesOff(double w, double b) => !(Math.Abs(w) + Math.Abs(b) < 1e6);

    private static string? Objection(Galaxies points, double w, double b)
    {
        if (FliesOff(w, b))
        {
            return FormattableString.Invariant($"gave w = {Reading.Write(w)}, b = {Reading.Write(b)}: the walk flew off.");
        }

        var (intercept, slope) = MathNet.Numerics.Fit.Line(points.X, points.Y);
        if (Reading.AreClose(w, slope, 1e-3) && Reading.AreClose(b, intercept, 1e-3))
        {
            return null;
        }

        var (dW, dB) = Gradient(points, w, b);
        return FormattableString.Invariant($"gave w = {Reading.Write(w)}, b = {Reading.Write(b)}, which is not at the bottom: the gradient there is still ({Reading.Write(dW, 3)}, {Reading.Write(dB, 3)}). The closed form has w = {Reading.Write(slope)}, b = {Reading.Write(intercept)}.");
    }

    /// <summary>Points (X[i], Y[i]).</summary>
    public sealed record Galaxies(double[] X, double[] Y)
    {
        internal (double X, double Y, double XX, double XY) Means { get; } =
            (X.Average(), Y.Average(), X.Average(x => x * x), X.Zip(Y, (x, y) => x * y).Average());
    }

    /// <summary>Weights and bias of a model, the features of the examples, a row each, and the wanted outputs.</summary>
    public sealed record Fit(double[] W, double B, double[][] X, double[] Y);
}
