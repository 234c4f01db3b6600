using GdNotebooks.Plotting;
using MathNet.Numerics.LinearAlgebra;
using static System.FormattableString;

namespace GdNotebooks;

public sealed partial class Playground
{
    // The first weight of all: it reaches the cost on two paths.
    private const int FirstWeight = 2;

    /// <summary>
    /// Two inputs, two hidden neurons and two outputs, sigmoids with the cost ½‖a − y‖² (chapter 7): above each neuron
    /// its activation, below it its δ, on every line the slope of the cost in that weight. Change a weight, a bias or an
    /// input, or step downhill, and see all of them change.
    /// </summary>
    /// <param name="input">x: two numbers.</param>
    /// <param name="target">y: two numbers, each 0 or 1 or between.</param>
    /// <param name="hidden">W and b of the hidden layer: 2 × 2, a row for each neuron, and 2.</param>
    /// <param name="output">W and b of the output layer, shaped alike.</param>
    /// <param name="learningRate">The first η, above 0.</param>
    /// <exception cref="ArgumentException">A layer has another size, or a number is not finite, or a target lies outside 0 to 1.</exception>
    public static Playground Backpropagation(
        Vector<double> input, Vector<double> target, (Matrix<double> W, Vector<double> B) hidden, (Matrix<double> W, Vector<double> B) output, double learningRate = 3)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(target);
        CheckRate(learningRate);
        CheckPair("input", input);
        CheckPair("target", target);
        foreach (var (name, (w, b)) in new[] { ("hidden", hidden), ("output", output) })
        {
            ArgumentNullException.ThrowIfNull(w, name);
            ArgumentNullException.ThrowIfNull(b, name);
            CheckPair(name, b);
            CheckPair(name, w.RowCount == 2 ? w.Row(0) : w.Column(0));
            CheckPair(name, w.Row(1));
        }

        if (target.Where(y => y is < 0 or > 1).ToArray() is [var outside, ..])
        {
            throw new ArgumentException(Invariant($"What a sigmoid should say lies from 0 to 1, and {outside} does not."), nameof(target));
        }

        PlainNetwork network = new(Network.Create([2, 2, 2]));
        hidden.W.CopyTo(network.Weights[0]);
        hidden.B.CopyTo(network.Biases[0]);
        output.W.CopyTo(network.Weights[1]);
        output.B.CopyTo(network.Biases[1]);

        return new(
            PictureOf(network, input, target),
            new()
            {
                ["x"] = input, ["y"] = target, ["W"] = new[] { hidden.W.ToRowArrays(), output.W.ToRowArrays() }, ["b"] = new[] { hidden.B, output.B },
                ["rate"] = learningRate, ["chosen"] = FirstWeight,
            },
            "",
            "controls", "backpropagation");
    }

    // The paths of the first weight are lit.
    private static Plot PictureOf(PlainNetwork network, Vector<double> input, Vector<double> target)
    {
        var a = network.Forward(input);
        var (slopes, deltas) = network.Backpropagate(input, target);
        (double X, double Y) At(int layer, int neuron) => (layer, neuron == 0 ? 0.75 : 0.25);

        var picture = Chart.Empty();
        for (int k = 0; k < 8; k++)
        {
            var (layer, to, from) = (1 + (k / 4), k / 2 % 2, k % 2);
            bool lit = layer == 1 ? (to, from) == (0, 0) : from == 0;
            var (start, end) = (At(layer - 1, from), At(layer, to));

            // The slope stands above a level line and to the right of a slanting one.
            var (x, y) = to == from ? ((start.X + end.X) / 2, start.Y + 0.035) : (start.X + 0.42, start.Y + (0.3 * (end.Y - start.Y)));
            picture = picture.Line([start, end], colour: lit ? Colour.Vermillion : Colour.Grey)
                .Text(x, y, Invariant($"{slopes[layer - 1][to, from]:0.0000}"), lit ? Colour.Vermillion : Colour.Ink, centred: true);
        }

        string[] names = ["inputs", "hidden", "outputs"];
        for (int layer = 0; layer < 3; layer++)
        {
            picture = picture.Scatter([At(layer, 0), At(layer, 1)], colour: Colour.Blue, radius: 9).Text(layer, 1, names[layer], centred: true);
            for (int j = 0; j < 2; j++)
            {
                var (x, y) = At(layer, j);
                picture = picture.Text(x, y + 0.09, Invariant($"a = {a[layer][j]:0.000}"), Colour.Blue, centred: true);
                if (layer > 0)
                {
                    picture = picture.Text(x, y - 0.09, Invariant($"δ = {deltas[layer - 1][j]:0.0000}"), Colour.Green, centred: true);
                }
            }
        }

        return picture.WithoutAxes().WithoutLegend().WithXRange(-0.3, 2.3).WithYRange(0.05, 1.05).WithSize(820, 440)
            .WithTitle("Activations go forward, slopes come back")
            .WithDescription(Invariant($"Two inputs, two hidden neurons, two outputs, and a cost of {network.Cost(input, target):0.0000}. Above each neuron its activation, below it its delta, on every line the slope of the cost in that weight. From the first weight two lit paths lead to the outputs."));
    }

    private static void CheckPair(string name, Vector<double> numbers)
    {
        if (numbers.Count != 2 || !numbers.All(double.IsFinite))
        {
            throw new ArgumentException(Invariant($"The network of this picture has two neurons in each layer, so {name} consists of two finite numbers each, not of {string.Join(", ", numbers.Select(v => Invariant($"{v}")))}."), name);
        }
    }
}
