using GdNotebooks.Exercises;

namespace GdNotebooks.Tests;

internal static partial class Attempts
{
    public static IEnumerable<Attempt> AtChapter6 =>
    [
        .. Attempt.At(
            Chapter6.CountParameters,
            layers => Network.Create(layers).ParameterCount,
            ("forgot biases", layers => CountPairs(layers, (before, after) => before * after)),
            ("biases for the inputs too", layers => layers[0] + CountPairs(layers, (before, after) => (before + 1) * after)),
            ("one bias for each layer", layers => CountPairs(layers, (before, after) => (before * after) + 1)),
            ("only the biases", layers => CountPairs(layers, (_, after) => after)),
            ("counted the neurons", layers => layers[0] + CountPairs(layers, (_, after) => after)),
            ("multiplied all layers", layers =>
            {
                int product = 1;
                foreach (int n in layers)
                {
                    product *= n;
                }

                return product;
            }),
            ("forgot the last layer", layers =>
            {
                int count = 0;
                for (int l = 1; l < layers.Length - 1; l++)
                {
                    count += (layers[l - 1] + 1) * layers[l];
                }

                return count;
            }),
            ("biases of the layer before", layers => CountPairs(layers, (before, after) => before * (after + 1))),
            (null, layers => 13002),
            (null, layers => layers[784])),
        .. Attempt.At(
            Chapter6.Sigmoid,
            z => z >= 0 ? 1 / (1 + Math.Exp(-z)) : Math.Exp(z) / (1 + Math.Exp(z)),
            ("sign of the exponent", z => Math.Pow(1 + Math.Exp(z), -1)),
            ("overflow for large z", z => Math.Exp(z) / (Math.Exp(z) + 1)),
            ("overflow for very negative z", z => 1 - (Math.Exp(-z) / (Math.Exp(-z) + 1))),
            ("sign of the exponent, with overflow", z => Math.Exp(-z) / (Math.Exp(-z) + 1)),
            ("tanh", Math.Tanh),
            ("no brackets below the line", z => 1 + Math.Exp(-z)),
            ("forgot the 1 +", Math.Exp),
            ("minus below the line", z => 1 / (1 - Math.Exp(-z))),
            ("its derivative", z => (1 / (1 + Math.Exp(-z))) * (1 - (1 / (1 + Math.Exp(-z))))),
            ("a step", z => (Math.Sign(z) + 1) / 2.0),
            ("ReLU", z => z > 0 ? z : 0),
            (null, z => 1 / (1 + Math.Pow(2, -z))),
            (null, z => 0.5 + (z / 4))),
        .. Attempt.At(
            Chapter6.LayerForward,
            (W, a, b) => W.Multiply(a).Add(b).Map(z => (Math.Tanh(z / 2) + 1) / 2),
            ("transposed", (W, a, b) => W.LeftMultiply(a).Add(b).Map(Squeezed)),
            ("forgot bias", (W, a, b) => W.Multiply(a).Map(Squeezed)),
            ("forgot the sigmoid", (W, a, b) => W.Multiply(a).Add(b)),
            ("the bias after the sigmoid", (W, a, b) => W.Multiply(a).Map(Squeezed).Add(b)),
            ("subtracted the bias", (W, a, b) => W.Multiply(a).Subtract(b).Map(Squeezed)),
            ("the sigmoid of the inputs", (W, a, b) => W.Multiply(a.Map(Squeezed)).Add(b)),
            ("sigmoid with the wrong sign", (W, a, b) => W.Multiply(a).Add(b).Map(z => 1 - Squeezed(z))),
            ("added the weights up", (W, a, b) => W.RowSums().Add(b).Map(Squeezed)),
            (null, (W, a, b) => b),
            ("tanh", (W, a, b) => W.Multiply(a).Add(b).Map(Math.Tanh))),
        .. Attempt.At(
            Chapter6.CostOfOneExample,
            (output, digit) =>
            {
                var target = MathNet.Numerics.LinearAlgebra.CreateVector.Dense<double>(10);
                target[digit] = 1;
                return QuadraticCost.OfExample(MathNet.Numerics.LinearAlgebra.CreateVector.DenseOfArray(output), target);
            },
            ("forgot 1/2", (output, digit) => SquaredErrors(output, digit)),
            ("the mean over the outputs", (output, digit) => SquaredErrors(output, digit) / output.Length),
            ("half the mean over the outputs", (output, digit) => SquaredErrors(output, digit) / (2 * output.Length)),
            ("only the right digit", (output, digit) => 0.5 * Math.Pow(1 - output[digit], 2)),
            ("only the wrong digits", (output, digit) => 0.5 * (SquaredErrors(output, digit) - Math.Pow(1 - output[digit], 2))),
            ("forgot the target", (output, digit) => 0.5 * SquaredErrors(output, -1)),
            ("the target one place off", (output, digit) => 0.5 * SquaredErrors(output, digit + 1)),
            ("compared with the digit itself", (output, digit) => 0.5 * output.Sum(a => Math.Pow(digit - a, 2))),
            ("absolute values", (output, digit) => 0.5 * output.Select((a, j) => Math.Abs(a - (j == digit ? 1 : 0))).Sum()),
            ("the distance", (output, digit) => Math.Sqrt(SquaredErrors(output, digit))),
            ("cross-entropy", (output, digit) => -Math.Log(output[digit])),
            (null, (output, digit) => output[digit])),
    ];

    private static double Squeezed(double z) => 1 / (1 + Math.Exp(-z));

    private static int CountPairs(int[] layers, Func<int, int, int> count)
    {
        int sum = 0;
        for (int l = 1; l < layers.Length; l++)
        {
            sum += count(layers[l - 1], layers[l]);
        }

        return sum;
    }

    private static double SquaredErrors(double[] output, int digit)
    {
        double sum = 0;
        for (int j = 0; j < output.Length; j++)
        {
            sum += Math.Pow(output[j] - (j == digit ? 1 : 0), 2);
        }

        return sum;
    }
}
