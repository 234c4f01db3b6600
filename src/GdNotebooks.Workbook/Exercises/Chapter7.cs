using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks.Exercises;

/// <summary>The exercises of chapter 7, backpropagation: <c>Chapter7.OutputDelta.Check(OutputDelta)</c>.</summary>
public static partial class Chapter7
{
    /// <summary>7.1: the delta of the output layer.</summary>
    public static Exercise<Output, Func<Vector<double>, Vector<double>, Vector<double>>> OutputDelta { get; } = new("7.1", "The delta of the output layer")
    {
        Minutes = 10,
        Task = "a are the output activations of a sigmoid network, y is the target, and the cost is ½‖a − y‖². Return δ = ∂C/∂z, z being the weighted inputs of the output layer.",
        Idea = "Two links of the chain: how the cost reacts to a, and how a reacts to z. The slope of the sigmoid can be written with a alone.",
        Formula = "δⱼ = (aⱼ − yⱼ) · σ′(zⱼ), and σ′(z) = a (1 − a). PointwiseMultiply multiplies component by component.",
        Place = "Section 7.3, Four equations: the one that begins at the output.",
        Inputs =
        [
            new([0.8, 0.3], [1, 0]), new([0.5, 0.5, 0.5], [0, 1, 0]), new([0.99, 0.02], [0, 1]),
        ],
        Drawn = again => Enumerable.Range(0, 3).Select(i => new Output(Draw.Numbers(seed: 710 + i + (1000 * again), count: 4, from: 0.05, to: 0.95), [0, 0, 1, 0])),
        Call = (answer, input) => answer(Vector(input.A), Vector(input.Y)),
        Tried = input => $"OutputDelta({Reading.Of(input.A)}, {Reading.Of(input.Y)})",
        Reference = (a, y) => (a - y).PointwiseMultiply(Slope(a)),
        Misconceptions =
        [
            new("forgot σ'", (a, y) => a - y, "This is how the cost reacts to the activations. One link is missing: how the activations react to z, σ′(z) = a(1 − a)."),
            new("sign", (a, y) => (y - a).PointwiseMultiply(Slope(a)), "The right size and the opposite sign: the difference is a − y."),
            new("only σ'", (a, _) => Slope(a), "This is σ′(z) alone. It is multiplied by the error a − y."),
            new("half of σ': a instead of a(1 − a)", (a, y) => (a - y).PointwiseMultiply(a), "The slope of the sigmoid is a(1 − a); the factor 1 − a is missing."),
            new("the other half of σ': 1 − a instead of a(1 − a)", (a, y) => (a - y).PointwiseMultiply(1 - a), "The slope of the sigmoid is a(1 − a); the factor a is missing."),
            new("a factor 2", (a, y) => 2 * (a - y).PointwiseMultiply(Slope(a)), "Twice the delta: the 2 from the square cancels the ½ of the cost."),
            new("squared the error", (a, y) => (a - y).PointwiseMultiply(a - y).PointwiseMultiply(Slope(a)), "The error is squared. The derivative of ½(a − y)² is a − y itself."),
            new("took a for z", (a, y) => (a - y).PointwiseMultiply(a.Map(x => 1 / (1 + Math.Exp(-x))).PointwiseMultiply(a.Map(x => 1 - (1 / (1 + Math.Exp(-x)))))), "The sigmoid is applied to a once more. a is already σ(z), so its slope is a(1 − a)."),
            new("slope at the target", (a, y) => (a - y).PointwiseMultiply(Slope(y)), "Every entry is 0. Either the result was made and never filled, or the slope is taken at the target y, where it is 0: it belongs to the activations a."),
            new("the dot product, then a vector", (a, y) => (a - y) * a * (1 - a), "`*` between two vectors of MathNet is the dot product: one number. Component by component it is `PointwiseMultiply`."),
            new("the dot product of the slope", (a, y) => (a - y) * (a * (1 - a)), "`*` between two vectors of MathNet is the dot product: `a * (1 - a)` is one number. Component by component it is `PointwiseMultiply`."),
            new("the slope of tanh", (a, y) => (a - y).PointwiseMultiply(1 - a.PointwisePower(2)), "1 − a² is the slope of tanh. The sigmoid's is a(1 − a)."),
            new("added the target", (a, y) => (a + y).PointwiseMultiply(Slope(a)), "The target is added. The error is the difference a − y."),
            new("the mean over the outputs", (a, y) => (a - y).PointwiseMultiply(Slope(a)) / a.Count, "It is divided by the number of outputs: the mean. Some books' cost is a mean over the outputs; here it is half the sum, so nothing is divided."),
            new("half the square, times the slope", (a, y) => (a - y).PointwiseMultiply(a - y).PointwiseMultiply(Slope(a)) / 2, "The cost itself is multiplied by the slope. It is its derivative by a that belongs there: a − y."),
            new("no brackets around the error", (a, y) => a - y.PointwiseMultiply(Slope(a)), "Only y is multiplied by the slope: a product goes before a difference. Put brackets around a − y."),
        ],
        Shows = "A neuron that is sure, near 0 or 1, has a slope near 0: it learns slowly even when it is wrong.",
    };

    /// <summary>7.2: one layer further back.</summary>
    public static Exercise<Hidden, Func<Matrix<double>, Vector<double>, Vector<double>, Vector<double>>> HiddenDelta { get; } = new("7.2", "The delta of a hidden layer")
    {
        Minutes = 20,
        Task = "W are the weights into the next layer (a row for each of its neurons), delta is the next layer's δ, and a are the activations of this layer. Return this layer's δ.",
        Idea = "Forwards, a neuron sends its activation along a column of W. Backwards the deltas come back along the same column, weighted, and pass the neuron's own slope.",
        Formula = "δ = (Wᵀ δ′) ⊙ a (1 − a), where ⊙ multiplies component by component.",
        Place = "Section 7.3, Four equations: the one that goes a layer back.",
        Inputs =
        [
            new([[1, 2], [3, -4]], [0.1, -0.2], [0.5, 0.25]), new([[0.5, -1], [2, 0.3]], [0.3, 0.05], [0.9, 0.6]), new([[1, -2, 0.5]], [0.2], [0.2, 0.4, 0.9]), new([[0.4], [-0.8], [1.5]], [0.1, 0.3, -0.2], [0.6]),
        ],
        Drawn = again => Enumerable.Range(0, 3).Select(i => Layer(720 + i + (1000 * again), 2 + i, 4 - i)),
        Call = (answer, input) => answer(Matrix<double>.Build.DenseOfRows(input.W), Vector(input.Delta), Vector(input.A)),
        Tried = input => $"HiddenDelta(W, delta, a) for W = {Reading.Of(input.W)}, delta = {Reading.Of(input.Delta)}, a = {Reading.Of(input.A)}",
        Reference = (W, delta, a) => W.TransposeThisAndMultiply(delta).PointwiseMultiply(Slope(a)),
        Misconceptions =
        [
            new("W instead of Wᵀ", (W, delta, a) => (W * delta).PointwiseMultiply(Slope(a)), "This multiplies by W. A row of W belongs to a neuron of the next layer; on the way back each neuron here needs its column, so it is W transposed."),
            new("forgot σ'", (W, delta, a) => W.TransposeThisAndMultiply(delta), "The deltas have come back through W, but not through this layer's sigmoid: multiply by a(1 − a)."),
            new("forgot the weights", (W, delta, a) => Vector<double>.Build.Dense(a.Count, delta.Sum()).PointwiseMultiply(Slope(a)), "The deltas are added up without their weights. A neuron answers for an error as much as its weight contributed to it."),
            new("a instead of a(1 − a)", (W, delta, a) => W.TransposeThisAndMultiply(delta).PointwiseMultiply(a), "The slope of the sigmoid is a(1 − a); the factor 1 − a is missing."),
            new("1 − a instead of a(1 − a)", (W, delta, a) => W.TransposeThisAndMultiply(delta).PointwiseMultiply(1 - a), "The slope of the sigmoid is a(1 − a); the factor a is missing."),
            new("sign", (W, delta, a) => -W.TransposeThisAndMultiply(delta).PointwiseMultiply(Slope(a)), "The right size and the opposite sign. The minus of descent comes with the update, not with the delta."),
            new("only the slope", (W, delta, a) => Slope(a), "This is a(1 − a) alone: what comes back from the next layer is missing."),
            new("sigmoid of the sum", (W, delta, a) => W.TransposeThisAndMultiply(delta).Map(z => 1 / (1 + Math.Exp(-z))), "On the way back nothing is squeezed by the sigmoid: it is multiplied by its slope a(1 − a)."),
            new("the dot product, then a vector", (W, delta, a) => W.TransposeThisAndMultiply(delta) * a * (1 - a), "`*` between two vectors of MathNet is the dot product: one number. Component by component it is `PointwiseMultiply`."),
            new("the dot product of the slope", (W, delta, a) => W.TransposeThisAndMultiply(delta) * (a * (1 - a)), "`*` between two vectors of MathNet is the dot product: `a * (1 - a)` is one number. Component by component it is `PointwiseMultiply`."),
            new("the slope of tanh", (W, delta, a) => W.TransposeThisAndMultiply(delta).PointwiseMultiply(1 - a.PointwisePower(2)), "1 − a² is the slope of tanh. The sigmoid's is a(1 − a)."),
            new("took a for z", (W, delta, a) => W.TransposeThisAndMultiply(delta).PointwiseMultiply(a.Map(x => 1 / (1 + Math.Exp(-x)) * (1 - (1 / (1 + Math.Exp(-x)))))), "The sigmoid is applied to a once more. a is already σ(z), so its slope is a(1 − a)."),
            new("the slope of the next layer", (W, delta, a) => W.TransposeThisAndMultiply(delta.PointwiseMultiply(delta).PointwiseMultiply(1 - delta)), "The slope is taken with delta. What comes back is multiplied by the slope of this layer, a(1 − a)."),
            new("the slope before the way back", (W, delta, a) => W.Transpose() * delta.PointwiseMultiply(Slope(a)), "The slope a(1 − a) belongs to this layer: first the deltas come back through W, then each is multiplied by its slope. Where the layers differ in size the other order does not even fit."),
            new("the slope of the deltas", (W, delta, a) => (W.Transpose() * delta) is var back ? back.PointwiseMultiply(Slope(delta)) : delta, "The slope is taken at delta. It belongs to the activations of this layer: a(1 − a)."),
            new("the last product only", (W, delta, a) => (W.Row(W.RowCount - 1) * delta[^1]).PointwiseMultiply(Slope(a)), "Of each sum only the last product is left: add up, `+=`, instead of setting."),
            new("the sum carried over", (W, delta, a) => (W.Transpose() * delta) is var back ? Vector<double>.Build.Dense(a.Count, k => back.Take(k + 1).Sum()).PointwiseMultiply(Slope(a)) : a, "The sum of one neuron goes on in the next one: it has to begin at 0 again for each of them, inside the outer loop."),
        ],
        Shows = "The same weights carry activations forwards and deltas backwards: that is why one pass back gives all 13,002 partial derivatives.",
    };

    /// <summary>7.3: how far two gradients are apart.</summary>
    public static Exercise<TwoGradients, Func<double[], double[], double>> GradientCheck { get; } = new("7.3", "The relative error of a gradient check")
    {
        Minutes = 10,
        Task = "How different are two gradients, the one from backpropagation and the measured one? Return ‖a − n‖ / (‖a‖ + ‖n‖), and 0 where both are all zero.",
        Idea = "An error of 0.001 is much for a gradient of 0.01 and nothing for one of 1000: compare it with the size of both.",
        Formula = "‖a − n‖ / (‖a‖ + ‖n‖), with ‖v‖ = √(v₁² + v₂² + …). 0/0 is NaN: catch it before you divide.",
        Place = "Section 7.4, Is it right?: the gradient check.",
        Inputs =
        [
            new([3, 4], [3, 4]), new([3, 4], [6, 8]), new([0, 0, 0], [0, 0, 0]), new([1e-3, 0], [1.1e-3, 0]), new([1000, 2000], [1001, 2000]), new([1, -2], [-1, 2]), new([0, 0], [0, 5]), new([2], [-1]), new([3e-9, 4e-9], [3e-9, 5e-9]),
        ],
        Drawn = again => Enumerable.Range(0, 3).Select(i => new TwoGradients(Draw.Numbers(seed: 730 + i + (1000 * again), count: 5, from: -3, to: 3), Draw.Numbers(seed: 740 + i + (1000 * again), count: 5, from: -3, to: 3))),
        Call = (answer, input) => answer([.. input.Analytic], [.. input.Numeric]),
        Tried = input => $"RelativeError({Reading.Of(input.Analytic)}, {Reading.Of(input.Numeric)})",
        Reference = (analytic, numeric) => Norm(analytic) + Norm(numeric) == 0 ? 0 : Norm(Minus(analytic, numeric)) / (Norm(analytic) + Norm(numeric)),
        Misconceptions =
        [
            new("absolute error", (analytic, numeric) => Norm(Minus(analytic, numeric)), "This is the absolute error. Whether it is large depends on how large the gradients are: divide by their sizes."),
            new("0/0", (analytic, numeric) => Norm(Minus(analytic, numeric)) / (Norm(analytic) + Norm(numeric)), "Right, except where both gradients are zero: 0/0 is NaN. They agree perfectly there, so the answer is 0."),
            new("divided by one of them", (analytic, numeric) => Norm(Minus(analytic, numeric)) is var error && error == 0 ? 0 : error / Norm(analytic), "Divided by the size of the first gradient only. With both sizes it does not matter which is which, and it never exceeds 1."),
            new("divided by the larger", (analytic, numeric) => Norm(Minus(analytic, numeric)) is var error && error == 0 ? 0 : error / Math.Max(Norm(analytic), Norm(numeric)), "Divided by the larger of the two sizes. That is used as well; asked for is their sum."),
            new("component by component", (analytic, numeric) => analytic.Zip(numeric, (x, y) => Math.Abs(x - y) / Math.Abs(x + y)).Sum(), "Each component is divided by its own size, so that a tiny one, or a 0, decides about everything. Take the lengths of whole vectors first, and divide once."),
            new("compared the sizes", (analytic, numeric) => Norm(analytic) + Norm(numeric) == 0 ? 0 : Math.Abs(Norm(analytic) - Norm(numeric)) / (Norm(analytic) + Norm(numeric)), "This compares the two lengths. Gradients of equal length can point in different directions: subtract first, then take the length."),
            new("forgot the root", (analytic, numeric) => Norm(analytic) + Norm(numeric) == 0 ? 0 : Square(Minus(analytic, numeric)) / (Square(analytic) + Square(numeric)), "These are squared lengths: the roots are missing."),
            new("added absolute values", (analytic, numeric) => Sum(analytic) + Sum(numeric) == 0 ? 0 : Sum(Minus(analytic, numeric)) / (Sum(analytic) + Sum(numeric)), "This adds absolute values. ‖v‖ is the root of the sum of the squares."),
            new("the worst component, CS231n's", (analytic, numeric) => Worst(analytic, numeric, Math.Max), "This is the convention of CS231n: the worst component's error, by the larger of the two. A tiny component decides about everything there; here it is the lengths of the whole vectors."),
            new("the worst component, by the sum", (analytic, numeric) => Worst(analytic, numeric, (x, y) => x + y), "This is the worst component's error. Here the lengths of the whole vectors are compared: take the norm first, and divide once."),
            new("the mean over the components", (analytic, numeric) => analytic.Zip(numeric, (x, y) => Ratio(Math.Abs(x - y), Math.Abs(x) + Math.Abs(y))).Average(), "This is the mean of each component's error. Here the lengths of the whole vectors are compared, with one division."),
            new("the largest components", (analytic, numeric) => Ratio(Minus(analytic, numeric).Max(Math.Abs), analytic.Max(Math.Abs) + numeric.Max(Math.Abs)), "These are the largest components. ‖v‖ is the length: the root of the sum of the squares."),
            new("a small number below the line", (analytic, numeric) => Norm(Minus(analytic, numeric)) / (Norm(analytic) + Norm(numeric) + 1e-8), "The small number below the line keeps 0/0 away, and makes tiny gradients look equal. Ask for 0 instead."),
            new("tiny taken for zero", (analytic, numeric) => Norm(analytic) + Norm(numeric) < 1e-6 ? 0 : Ratio(Norm(Minus(analytic, numeric)), Norm(analytic) + Norm(numeric)), "Tiny gradients are taken for zero here. They can differ by as much as large ones; only exactly 0 is caught."),
            new("the length of the sum", (analytic, numeric) => Ratio(Norm(Minus(analytic, numeric)), Norm([.. analytic.Zip(numeric, (x, y) => x + y)])), "Below the line is the length of the sum, ‖a + n‖, which is 0 for opposite gradients. Take the sum of the two lengths."),
            new("brackets below the line", (analytic, numeric) => Norm(analytic) == 0 ? Norm(numeric) : (Norm(Minus(analytic, numeric)) / Norm(analytic)) + Norm(numeric), "`x / a + n` divides first and adds then. Put brackets around what stands below the line."),
            new("no brackets below the line", (a, n) => Norm(a) + Norm(n) == 0 ? 0 : (Norm(Minus(a, n)) / Norm(a)) + Norm(n), "Only the first length stands below the line: `x / a + b` divides first. Put brackets around the sum of the lengths."),
        ],
        Shows = "Below 10⁻⁷ a gradient check is passed; above 10⁻² there is a mistake in the gradient.",
    };

    private static Vector<double> Vector(double[] components) => Vector<double>.Build.DenseOfEnumerable(components);

    private static Vector<double> Slope(Vector<double> a) => a.PointwiseMultiply(1 - a);

    private static double Norm(double[] v) => Math.Sqrt(Square(v));

    private static double Ratio(double above, double below) => below == 0 ? 0 : above / below;

    private static double Worst(double[] a, double[] b, Func<double, double, double> size) =>
        a.Zip(b, (x, y) => Ratio(Math.Abs(x - y), size(Math.Abs(x), Math.Abs(y)))).Max();

    private static double Square(double[] v) => v.Sum(x => x * x);

    private static double Sum(double[] v) => v.Sum(Math.Abs);

    private static double[] Minus(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x - y)];

    private static Hidden Layer(int seed, int next, int here) => new(
        [.. Draw.Numbers(seed, next * here, -2, 2).Chunk(here)],
        Draw.Numbers(seed + 10, next, -0.5, 0.5),
        Draw.Numbers(seed + 20, here, 0.05, 0.95));

    /// <summary>Output activations and their target.</summary>
    public sealed record Output(double[] A, double[] Y);

    /// <summary>The weights into the next layer, its deltas, and the activations of this one.</summary>
    public sealed record Hidden(double[][] W, double[] Delta, double[] A);

    /// <summary>A gradient by formula and the same by measurement.</summary>
    public sealed record TwoGradients(double[] Analytic, double[] Numeric);
}
