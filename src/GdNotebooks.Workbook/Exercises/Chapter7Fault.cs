using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks.Exercises;

/// <content>The exercise in which a fault has to be found.</content>
public static partial class Chapter7
{
    /// <summary>7.4: the gradient of a layer with a fault in it.</summary>
    public static Fault<LastLayerInput, Func<Matrix<double>, Vector<double>, Vector<double>, Vector<double>, (Matrix<double> W, Vector<double> B)>> FaultyLayer { get; } = new(new("7.4", "Find the fault: a gradient that fails its check")
    {
        Minutes = 10,
        Task = "This program should return the gradient of the last layer, for its weights and its biases. The gradient check finds it wrong. One line is to blame: name it, and mend it.",
        Idea = "Ask of each line: which letters stand in the formula, and which in the program?",
        Place = "Section 7.3, Four equations: the one that begins at the output.",
        Formula = "δ = (a − y) ⊙ a (1 − a), ∂C/∂W = δ a₀ᵀ with a₀ the activations before, and ∂C/∂b = δ.",
        Inputs = [.. Enumerable.Range(0, 3).Select(i => new LastLayerInput(Layer(770 + i, 2 + i, 3), [.. Enumerable.Range(0, 2 + i).Select(j => j == i ? 1.0 : 0)]))],
        Call = (answer, input) => answer(Matrix<double>.Build.DenseOfRows(input.Layer.W), Vector(input.Layer.Delta), Vector(input.Layer.A), Vector(input.Y)),
        Tried = input => $"LastLayer(W, b, {Reading.Of(input.Layer.A)}, {Reading.Of(input.Y)})",
        Reference = (W, b, before, y) => LastLayer(W, b, before, y, (z, a) => Slope(a)),
        Misconceptions =
        [
            new(Fault<LastLayerInput, Func<Matrix<double>, Vector<double>, Vector<double>, Vector<double>, (Matrix<double> W, Vector<double> B)>>.AsItStood, (W, b, before, y) => LastLayer(W, b, before, y, (z, a) => Slope(z)), "That is what it did before: z (1 − z) is not the slope of the sigmoid at z."),
            new("the slope at σ(a)", (W, b, before, y) => LastLayer(W, b, before, y, (z, a) => Slope(a.Map(x => 1 / (1 + Math.Exp(-x))))), "Now the sigmoid is applied once too often: a is σ(z) already."),
            new("no slope", (W, b, before, y) => LastLayer(W, b, before, y, (z, a) => Vector<double>.Build.Dense(a.Count, 1)), "Now the slope is missing altogether: δ is the error times a(1 − a)."),
            new("1 − a alone", (W, b, before, y) => LastLayer(W, b, before, y, (z, a) => 1 - a), "Now half of the slope is there: it is a(1 − a), and the factor a is missing."),
            new("a alone", (W, b, before, y) => LastLayer(W, b, before, y, (z, a) => a), "Now half of the slope is there: it is a(1 − a), and the factor 1 − a is missing."),
            new("a dot product", (W, b, before, y) => LastLayer(W, b, before, y, (z, a) => Vector<double>.Build.Dense(a.Count, a * (1 - a))), "`*` between two vectors of MathNet is the dot product: `a * (1 - a)` is one number. Entry by entry it is `PointwiseMultiply`."),
            new("the slope of tanh", (W, b, before, y) => LastLayer(W, b, before, y, (z, a) => 1 - a.PointwisePower(2)), "1 − a² is the slope of tanh. The sigmoid's is a(1 − a)."),
            new("z in one of the factors", (W, b, before, y) => LastLayer(W, b, before, y, (z, a) => a.PointwiseMultiply(1 - z)), "One of the two is still z: the slope is a(1 − a), with a in both factors."),
            new("z in the other factor", (W, b, before, y) => LastLayer(W, b, before, y, (z, a) => z.PointwiseMultiply(1 - a)), "One of the two is still z: the slope is a(1 − a), with a in both factors."),
        ],
        Shows = "The slope of the sigmoid is a (1 − a), with a = σ(z). It is the one place where it is easy to take z for a.",
    })
    {
        Lines = [4],
    };

    private static (Matrix<double> W, Vector<double> B) LastLayer(Matrix<double> W, Vector<double> b, Vector<double> before, Vector<double> y, Func<Vector<double>, Vector<double>, Vector<double>> slope)
    {
        var z = (W * before) + b;
        var a = z.Map(x => 1 / (1 + Math.Exp(-x)));
        var delta = (a - y).PointwiseMultiply(slope(z, a));
        return (delta.OuterProduct(before), delta);
    }

    /// <summary>Weights, biases (as deltas) and activations of a layer, and the target.</summary>
    public sealed record LastLayerInput(Hidden Layer, double[] Y);
}
