using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks.Exercises;

/// <content>The exercise in which the parts of the chapter are put together.</content>
public static partial class Chapter7
{
    /// <summary>7.5: backpropagation, from the learner's own parts.</summary>
    public static Assembled<SmallNetwork, Func<Matrix<double>, Vector<double>, Matrix<double>, Vector<double>, Vector<double>, Vector<double>, (Matrix<double> W1, Vector<double> B1, Matrix<double> W2, Vector<double> B2)>> Backpropagation { get; } = new(new("7.5", "Assemble it: backpropagation")
    {
        Minutes = 20,
        Task = "Put your own LayerForward (6.3), OutputDelta (7.1) and HiddenDelta (7.2) together into backpropagation of a network with one hidden layer: return the four gradients of ½‖a − y‖². Your own RelativeError (7.3) checks them.",
        Idea = "Forwards once, and keep the activations. Then backwards: the delta of the output, from it that of the hidden layer. Each delta with the activations before it makes the gradient of the weights between them.",
        Place = "Section 7.3, Four equations: all four of them, one after the other.",
        Formula = "a₁ = σ(W₁x + b₁), a₂ = σ(W₂a₁ + b₂); δ₂ from 7.1, δ₁ from 7.2; ∂C/∂W₂ = δ₂ a₁ᵀ, ∂C/∂W₁ = δ₁ xᵀ, ∂C/∂b = δ. `delta.OuterProduct(a)` is δ aᵀ.",
        Inputs = [.. Enumerable.Range(0, 3).Select(i => new SmallNetwork(Layer(780 + i, 3, 2 + i), Layer(790 + i, 2, 3), i))],
        Call = (answer, input) => answer(input.W1, input.B1, input.W2, input.B2, input.X, input.Y),
        Tried = input => $"Backpropagate(W1, b1, W2, b2, {Reading.Of(input.X)}, {Reading.Of(input.Y)})",
        Reference = (W1, b1, W2, b2, x, y) => Gradients(W1, b1, W2, b2, x, y, Back),
        Misconceptions =
        [
            new("the hidden delta without its slope", (W1, b1, W2, b2, x, y) => Gradients(W1, b1, W2, b2, x, y, (W, delta, _) => W.TransposeThisAndMultiply(delta)), "The gradients of the last layer are right; those of the first lack the slope of the hidden layer, a₁(1 − a₁)."),
            new("the hidden delta with the slope of the inputs", (W1, b1, W2, b2, x, y) => Gradients(W1, b1, W2, b2, x, y, (W, delta, a) => W.TransposeThisAndMultiply(delta).PointwiseMultiply(a)), "The gradients of the last layer are right; in those of the first the slope of the hidden layer is only half there: a₁(1 − a₁)."),
            new("the last layer only", (W1, b1, W2, b2, x, y) => Gradients(W1, b1, W2, b2, x, y, (W, _, _) => Vector<double>.Build.Dense(W.ColumnCount)), "The gradients of the last layer are right; those of the first are 0: go one layer further back."),
            new("the output delta without its slope", (W1, b1, W2, b2, x, y) => Gradients(W1, b1, W2, b2, x, y, Back, (a, target) => a - target), "The delta of the output lacks its slope a₂(1 − a₂), and hands the mistake on to the first layer. (Without that slope it is the delta of another cost, the cross-entropy.)"),
            new("no slope anywhere", (W1, b1, W2, b2, x, y) => Gradients(W1, b1, W2, b2, x, y, (W, delta, _) => W.TransposeThisAndMultiply(delta), (a, target) => a - target), "Both deltas lack the slope of their own layer, a(1 − a)."),
            new("the slope at σ(a)", (W1, b1, W2, b2, x, y) => Gradients(W1, b1, W2, b2, x, y, (W, delta, a) => W.TransposeThisAndMultiply(delta).PointwiseMultiply(Slope(Sigma(a)))), "The gradients of the last layer are right; in those of the first the sigmoid is applied to a₁ once more. a₁ is σ(z₁) already: its slope is a₁(1 − a₁)."),
            new("a dot product in the output delta", (W1, b1, W2, b2, x, y) => Gradients(W1, b1, W2, b2, x, y, Back, (a, target) => (a - target) * a * (1 - a)), "`*` between two vectors of MathNet is the dot product: one number. Entry by entry it is `PointwiseMultiply`, in the delta of the output."),
            new("the outer products turned round", (W1, b1, W2, b2, x, y) => Gradients(W1, b1, W2, b2, x, y, Back) is var (first, bias, last, lastBias) ? (first.Transpose(), bias, last.Transpose(), lastBias) : default, "The gradients of the weights are transposed. A row of W belongs to a neuron of its own layer, so delta comes first: `delta.OuterProduct(a)`."),
            new("the inputs for the hidden activations", (W1, b1, W2, b2, x, y) => Gradients(W1, b1, W2, b2, x, y, Back) is var (first, bias, _, lastBias) ? (first, bias, lastBias.OuterProduct(x), lastBias) : default, "The gradient of W₂ is made with x. It is the activations right before these weights that belong there: the hidden ones, a₁."),
            new("a and y exchanged", (W1, b1, W2, b2, x, y) => Gradients(W1, b1, W2, b2, x, y, Back, (a, target) => (target - a).PointwiseMultiply(Slope(target))), "Every entry is 0. Either the results were made and never filled, or a₂ and y are exchanged in the delta of the output: the slope at the target, y(1 − y), is 0."),
            new("the parameters after a step", (W1, b1, W2, b2, x, y) => Gradients(W1, b1, W2, b2, x, y, Back) is var (first, bias, last, lastBias) ? (W1 - first, b1 - bias, W2 - last, b2 - lastBias) : default, "These are the parameters after a step. Asked for are the gradients alone."),
        ],
        Shows = "Four lines for each layer, however many layers there are: that is backpropagation, and you wrote all of it.",
    })
    {
        Measured = MeasuredGradient,
    };

    private static (Matrix<double> W1, Vector<double> B1, Matrix<double> W2, Vector<double> B2) Gradients(
        Matrix<double> W1, Vector<double> b1, Matrix<double> W2, Vector<double> b2, Vector<double> x, Vector<double> y,
        Func<Matrix<double>, Vector<double>, Vector<double>, Vector<double>> back,
        Func<Vector<double>, Vector<double>, Vector<double>>? front = null)
    {
        var hidden = Sigma((W1 * x) + b1);
        var a = Sigma((W2 * hidden) + b2);
        var last = front?.Invoke(a, y) ?? (a - y).PointwiseMultiply(Slope(a));
        var first = back(W2, last, hidden);
        return (first.OuterProduct(x), first, last.OuterProduct(hidden), last);
    }

    private static Vector<double> Back(Matrix<double> W, Vector<double> delta, Vector<double> a) => W.TransposeThisAndMultiply(delta).PointwiseMultiply(Slope(a));

    private static Vector<double> Sigma(Vector<double> z) => z.Map(x => 1 / (1 + Math.Exp(-x)));

    // Central differences, parameter by parameter, in the order in which the answer is read: W1 row by row, b1, W2, b2.
    private static double[] MeasuredGradient(SmallNetwork network)
    {
        const double h = 1e-5;
        var (W1, b1, W2, b2) = (network.W1, network.B1, network.W2, network.B2);
        double Cost() => Math.Pow((Sigma((W2 * Sigma((W1 * network.X) + b1)) + b2) - network.Y).L2Norm(), 2) / 2;
        double Measure(Action<double> move)
        {
            move(h);
            double up = Cost();
            move(-2 * h);
            double down = Cost();
            move(h);
            return (up - down) / (2 * h);
        }

        IEnumerable<double> Of(Matrix<double> W) =>
            from i in Enumerable.Range(0, W.RowCount)
            from j in Enumerable.Range(0, W.ColumnCount)
            select Measure(change => W[i, j] += change);
        IEnumerable<double> OfBiases(Vector<double> b) => Enumerable.Range(0, b.Count).Select(i => Measure(change => b[i] += change));
        return [.. Of(W1), .. OfBiases(b1), .. Of(W2), .. OfBiases(b2)];
    }

    /// <summary>Two layers, their biases given as deltas, and the place of the 1 in the target.</summary>
    public sealed record SmallNetwork(Hidden First, Hidden Second, int Digit)
    {
        internal Matrix<double> W1 => Matrix<double>.Build.DenseOfRows(First.W);

        internal Vector<double> B1 => Vector(First.Delta);

        internal Matrix<double> W2 => Matrix<double>.Build.DenseOfRows(Second.W);

        internal Vector<double> B2 => Vector(Second.Delta);

        internal Vector<double> X => Vector(First.A);

        internal Vector<double> Y => Vector<double>.Build.Dense(Second.W.Length, i => i == Digit % Second.W.Length ? 1 : 0);
    }
}
