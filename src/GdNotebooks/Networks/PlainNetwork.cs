using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks;

/// <summary>
/// A network as the notes write it: matrices and vectors in double precision; forward pass, cost,
/// backpropagation and the step of stochastic gradient descent, one formula each (chapters 6 to 8).
/// <see cref="Network"/> is the same thing, fast, and is tested against this one.
/// </summary>
/// <remarks>
/// For layer l with weights W, biases b and activation function σ, x the inputs and y the wanted outputs:
/// <code>
/// forward    a⁰ = x,  zˡ = Wˡ aˡ⁻¹ + bˡ,  aˡ = σ(zˡ)
/// cost       C = ½‖aᴸ − y‖²
/// output     δᴸ = (aᴸ − y) ∘ σ'(zᴸ)
/// backward   δˡ = (Wˡ⁺¹)ᵀ δˡ⁺¹ ∘ σ'(zˡ)
/// gradient   ∂C/∂Wˡ = δˡ (aˡ⁻¹)ᵀ,  ∂C/∂bˡ = δˡ
/// step       W ← W − η/m Σ ∂C/∂W,  b ← b − η/m Σ ∂C/∂b,  over the m examples of a mini-batch
/// </code>
/// With softmax outputs and the cross-entropy, cost and δᴸ are those of <see cref="CostFunction.CrossEntropy"/>.
/// </remarks>
public sealed class PlainNetwork
{
    private readonly Matrix<double>[] _w;
    private readonly Vector<double>[] _b;
    private readonly Activation _activation;
    private readonly CostFunction _cost;

    /// <summary>The layers and parameters of a network, copied: what happens to one of them does not happen to the other.</summary>
    /// <param name="network">For instance <c>Network.Create([784, 16, 16, 10], seed: 1)</c>.</param>
    public PlainNetwork(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        (_activation, _cost) = (network.Activation, network.CostFunction);
        int[] layers = [.. Enumerable.Range(1, network.Layers.Count - 1)];
        (_w, _b) = ([.. layers.Select(network.Weights)], [.. layers.Select(network.Biases)]);
    }

    /// <summary>W of each layer, the first hidden layer first: a row for each of its neurons, a column for each neuron before. Not a copy.</summary>
    public IReadOnlyList<Matrix<double>> Weights => _w;

    /// <summary>b of each layer, one number for each of its neurons. Not a copy.</summary>
    public IReadOnlyList<Vector<double>> Biases => _b;

    /// <summary>All weights and biases as one vector θ, a copy, in the order of <see cref="Network.Parameters"/>.</summary>
    public Vector<double> Parameters => Flat(_w, _b);

    /// <summary>An example as the network takes it: x, the 784 intensities of a digit, and y, 1 at its label and 0 elsewhere.</summary>
    /// <param name="image">The digit.</param>
    public static (Vector<double> X, Vector<double> Y) Example(DigitImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return (Vector<double>.Build.Dense(image.Intensities), Vector<double>.Build.Dense(10, j => j == image.Label ? 1 : 0));
    }

    /// <summary>The forward pass: the activations of every layer, a⁰ = x first and the outputs last.</summary>
    /// <param name="x">One number for each input neuron.</param>
    /// <exception cref="ArgumentException">There are more or fewer numbers than inputs.</exception>
    public IReadOnlyList<Vector<double>> Forward(Vector<double> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        List<Vector<double>> a = [x];
        for (int l = 0; l < _w.Length; l++)
        {
            Vector<double> z = (_w[l] * a[l]) + _b[l];
            a.Add(l < _w.Length - 1 ? z.Map(Sigma) : _cost == CostFunction.Quadratic ? z.Map(Sigmoid) : Softmax(z));
        }

        return a;
    }

    /// <summary>C of one example.</summary>
    /// <param name="x">One number for each input neuron.</param>
    /// <param name="y">One number for each output neuron.</param>
    /// <exception cref="ArgumentException">The numbers do not fit the network.</exception>
    public double Cost(Vector<double> x, Vector<double> y)
    {
        Vector<double> a = Forward(x)[^1];
        return _cost == CostFunction.Quadratic
            ? QuadraticCost.OfExample(a, y)
            : -y.DotProduct(a.MapIndexed((j, aj) => y[j] == 0 ? 0 : Math.Log(aj)));
    }

    /// <summary>Backpropagation: the partial derivatives of C of one example by every weight and bias, shaped like <see cref="Weights"/> and <see cref="Biases"/>.</summary>
    /// <param name="x">One number for each input neuron.</param>
    /// <param name="y">One number for each output neuron.</param>
    /// <exception cref="ArgumentException">The numbers do not fit the network.</exception>
    public (IReadOnlyList<Matrix<double>> Weights, IReadOnlyList<Vector<double>> Biases) Backpropagate(Vector<double> x, Vector<double> y)
    {
        IReadOnlyList<Vector<double>> a = Forward(x);
        var (dw, db) = (new Matrix<double>[_w.Length], new Vector<double>[_w.Length]);
        Vector<double> delta = _cost == CostFunction.Quadratic
            ? (a[^1] - y).PointwiseMultiply(a[^1].PointwiseMultiply(1 - a[^1]))
            : a[^1] - y;
        for (int l = _w.Length - 1; l >= 0; l--)
        {
            db[l] = delta;
            dw[l] = delta.OuterProduct(a[l]);
            delta = l == 0 ? delta : _w[l].TransposeThisAndMultiply(delta).PointwiseMultiply(a[l].Map(Slope));
        }

        return (dw, db);
    }

    /// <summary>The gradient ∇C of one example as one vector, in the order of <see cref="Parameters"/>.</summary>
    /// <param name="x">One number for each input neuron.</param>
    /// <param name="y">One number for each output neuron.</param>
    /// <exception cref="ArgumentException">The numbers do not fit the network.</exception>
    public Vector<double> Gradient(Vector<double> x, Vector<double> y)
    {
        var (dw, db) = Backpropagate(x, y);
        return Flat(dw, db);
    }

    /// <summary>One step of stochastic gradient descent: θ ← θ − η ∇C, with ∇C the mean over a mini-batch.</summary>
    /// <param name="miniBatch">The examples to look at; at least one.</param>
    /// <param name="learningRate">η.</param>
    /// <exception cref="ArgumentException">There is no example, or one does not fit the network.</exception>
    public void Step(IEnumerable<(Vector<double> X, Vector<double> Y)> miniBatch, double learningRate)
    {
        // All gradients are taken at the same place, before any parameter moves.
        var gradients = miniBatch.Select(example => Backpropagate(example.X, example.Y)).ToList();
        double rate = gradients.Count > 0 ? learningRate / gradients.Count : throw new ArgumentException("A mini-batch has at least one example.");
        foreach (var (dw, db) in gradients)
        {
            for (int l = 0; l < _w.Length; l++)
            {
                _w[l].Subtract(rate * dw[l], _w[l]);
                _b[l].Subtract(rate * db[l], _b[l]);
            }
        }
    }

    private static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));

    private static Vector<double> Softmax(Vector<double> z) => (z - z.Maximum()).PointwiseExp() / (z - z.Maximum()).PointwiseExp().Sum();

    private static Vector<double> Flat(IEnumerable<Matrix<double>> w, IEnumerable<Vector<double>> b) =>
        Vector<double>.Build.DenseOfEnumerable(w.Zip(b).SelectMany(layer => layer.First.ToRowMajorArray().Concat(layer.Second)));

    private double Sigma(double z) => _activation switch { Activation.Sigmoid => Sigmoid(z), Activation.ReLU => Math.Max(0, z), _ => Math.Tanh(z) };

    // σ'(z), told from a = σ(z).
    private double Slope(double a) => _activation switch { Activation.Sigmoid => a * (1 - a), Activation.ReLU => a > 0 ? 1 : 0, _ => 1 - (a * a) };
}
