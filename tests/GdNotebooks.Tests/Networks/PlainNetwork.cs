using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks.Tests.Networks;

/// <summary>
/// The same network a second time, as plain as it gets: matrices, double precision, the formulas of
/// backpropagation in the order of a textbook. The library is measured against it.
/// </summary>
internal sealed class PlainNetwork
{
    private readonly Matrix<double>[] weights;
    private readonly Vector<double>[] biases;
    private readonly Activation activation;
    private readonly CostFunction cost;

    public PlainNetwork(Network network)
        : this(network.Layers, network.Parameters, network.Activation, network.CostFunction)
    {
    }

    public PlainNetwork(IReadOnlyList<int> layers, Vector<double> parameters, Activation activation, CostFunction cost)
    {
        (this.activation, this.cost) = (activation, cost);
        weights = new Matrix<double>[layers.Count - 1];
        biases = new Vector<double>[layers.Count - 1];
        int index = 0;
        for (int l = 0; l < weights.Length; l++)
        {
            int n = layers[l + 1] * layers[l];
            weights[l] = Matrix<double>.Build.DenseOfRowMajor(layers[l + 1], layers[l], parameters.Skip(index).Take(n));
            biases[l] = Vector<double>.Build.DenseOfEnumerable(parameters.Skip(index + n).Take(layers[l + 1]));
            index += n + layers[l + 1];
        }
    }

    public List<Vector<double>> Forward(Vector<double> inputs)
    {
        List<Vector<double>> a = [inputs];
        for (int l = 0; l < weights.Length; l++)
        {
            var z = (weights[l] * a[l]) + biases[l];
            a.Add(l < weights.Length - 1 ? z.Map(Of)
                : cost == CostFunction.Quadratic ? z.Map(x => 1 / (1 + Math.Exp(-x)))
                : (z - z.Maximum()).PointwiseExp() / (z - z.Maximum()).PointwiseExp().Sum());
        }

        return a;
    }

    public double Cost(Vector<double> inputs, Vector<double> wanted)
    {
        var output = Forward(inputs)[^1];
        return cost == CostFunction.Quadratic
            ? QuadraticCost.OfExample(output, wanted)
            : -wanted.Zip(output, (y, a) => y == 0 ? 0 : y * Math.Log(a)).Sum();
    }

    public Vector<double> Gradient(Vector<double> inputs, Vector<double> wanted)
    {
        var a = Forward(inputs);
        var deltas = new Vector<double>[weights.Length];
        var output = a[^1];
        deltas[^1] = cost == CostFunction.Quadratic
            ? (output - wanted).PointwiseMultiply(output.PointwiseMultiply(1 - output))
            : output - wanted;
        for (int l = weights.Length - 2; l >= 0; l--)
        {
            deltas[l] = (weights[l + 1].Transpose() * deltas[l + 1]).PointwiseMultiply(a[l + 1].Map(SlopeAt));
        }

        List<double> gradient = [];
        for (int l = 0; l < weights.Length; l++)
        {
            var partials = deltas[l].OuterProduct(a[l]);
            gradient.AddRange(partials.Transpose().ToColumnMajorArray());
            gradient.AddRange(deltas[l]);
        }

        return Vector<double>.Build.DenseOfEnumerable(gradient);
    }

    private double Of(double z) => activation switch
    {
        Activation.Sigmoid => 1 / (1 + Math.Exp(-z)),
        Activation.ReLU => Math.Max(0, z),
        _ => Math.Tanh(z),
    };

    private double SlopeAt(double a) => activation switch
    {
        Activation.Sigmoid => a * (1 - a),
        Activation.ReLU => a > 0 ? 1 : 0,
        _ => 1 - (a * a),
    };
}
