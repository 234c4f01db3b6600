using GdNotebooks.Exercises;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using static GdNotebooks.Tests.Begin;

namespace GdNotebooks.Tests;

internal static partial class Corpus
{
    private static IEnumerable<Given> Chapter6Answers() =>
    [
        .. To(Chapter6.CountParameters)
            .Right("a loop", layers =>
            {
                int count = 0;
                for (int i = 1; i < layers.Length; i++)
                {
                    count += (layers[i - 1] * layers[i]) + layers[i];
                }

                return count;
            })
            .Right("weights and biases apart", layers =>
            {
                int weights = 0, biases = 0;
                for (int i = 0; i + 1 < layers.Length; i++)
                {
                    weights += layers[i] * layers[i + 1];
                    biases += layers[i + 1];
                }

                return weights + biases;
            })
            .Right("zip", layers => layers.Zip(layers.Skip(1), (from, to) => (from + 1) * to).Sum())
            .Right("LINQ over indices", layers => Enumerable.Range(1, layers.Length - 1).Sum(i => layers[i] * (layers[i - 1] + 1)))
            .Right("from the back", layers =>
            {
                int count = 0;
                for (int i = layers.Length - 1; i > 0; i--)
                {
                    count += layers[i] + (layers[i] * layers[i - 1]);
                }

                return count;
            })
            .Right("recursion", layers =>
            {
                int From(int i) => i == layers.Length ? 0 : (layers[i] * (layers[i - 1] + 1)) + From(i + 1);
                return From(1);
            })
            .Right("the layer before, remembered", layers =>
            {
                int before = layers[0], sum = 0;
                foreach (int here in layers.Skip(1))
                {
                    sum += (before * here) + here;
                    before = here;
                }

                return sum;
            })
            .Right("the library", layers => Network.Create(layers).ParameterCount)
            .Wrong("every layer with every later one", "neighbour|next", layers => layers.SelectMany((n, i) => layers.Skip(i + 1).Select(later => n * later)).Sum() + layers.Skip(1).Sum())
            .Wrong("no biases", "bias", layers => layers.Zip(layers.Skip(1), (from, to) => from * to).Sum())
            .Wrong("biases for the inputs too", "input", layers => layers.Zip(layers.Skip(1), (from, to) => from * to).Sum() + layers.Sum())
            .Wrong("one bias a layer", "one bias|each neuron|bias", layers => layers.Zip(layers.Skip(1), (from, to) => (from * to) + 1).Sum())
            .Wrong("the biases of the layer before", "bias|input|before", layers => layers.Zip(layers.Skip(1), (from, to) => (to + 1) * from).Sum())
            .Wrong("13,002", "13,002|this one|same result|whatever|parameter", _ => 13_002)
            .Wrong("the neurons", "neurons|weights|product|between", layers => layers.Sum())
            .Wrong("the product of all", "product|each pair|neighbour|layers that follow|all layers", layers => layers.Aggregate(1, (a, b) => a * b))
            .Wrong("the last layer missed", "last", layers => layers.SkipLast(1).Zip(layers.Skip(1).SkipLast(1), (from, to) => (from + 1) * to).Sum())
            .Wrong("the first layer missed", "first|input", layers => layers.Skip(1).Zip(layers.Skip(2), (from, to) => (from + 1) * to).Sum())
            .Wrong("one too far", "outside|last turn|index", layers => Enumerable.Range(0, layers.Length).Sum(i => (layers[i] + 1) * layers[i + 1]))
            .Wrong("only the biases", "weight", layers => layers.Skip(1).Sum())
            .Wrong("the first pair only", "first|every|all", layers => (layers[0] + 1) * layers[1])
            .Wrong("squares", "before|next|previous|neighbour|square", layers => layers.Skip(1).Sum(n => n * (n + 1)))
            .Wrong("first with last", "between|hidden|each pair|every|neighbour|pairs", layers => (layers[0] + 1) * layers[^1])
            .Wrong("biases counted twice", "bias|twice", layers => layers.Zip(layers.Skip(1), (from, to) => (from + 2) * to).Sum())
            .Wrong("one input too many", "bias|input|both", layers => layers.Zip(layers.Skip(1), (from, to) => (from + 1) * (to + 1)).Sum())
            .Wrong("the last pair only", @"\+=|add up", layers => (layers[^2] + 1) * layers[^1])
            .Wrong("biases of the layer before", "belongs to the neuron", layers => layers.Zip(layers.Skip(1), (p, q) => p * (q + 1)).Sum())
            .Wrong("sums for products", "multiply", layers => layers.Zip(layers.Skip(1), (p, q) => p + q).Sum())
            .Lazy("0", _ => 0)
            .Lazy("right for three layers", layers => layers.Length == 3 ? ((layers[0] + 1) * layers[1]) + ((layers[1] + 1) * layers[2]) : 0),

        .. To(Chapter6.Sigmoid)
            .Right("the formula", z => 1 / (1 + Math.Exp(-z)))
            .Right("two cases", z => z >= 0 ? 1 / (1 + Math.Exp(-z)) : Math.Exp(z) / (1 + Math.Exp(z)))
            .Right("tanh", z => 0.5 * (1 + Math.Tanh(z / 2)))
            .Right("MathNet", z => SpecialFunctions.Logistic(z))
            .Right("a power of e", z => 1 / (1 + Math.Pow(Math.E, -z)))
            .Right("1.0 and names", z =>
            {
                double e = Math.Exp(-z);
                return 1.0 / (1.0 + e);
            })
            .Right("the power −1", z => Math.Pow(1 + Math.Exp(-z), -1))
            .Right("one minus the other side", z => z < 0 ? 1 / (1 + Math.Exp(-z)) : 1 - (1 / (1 + Math.Exp(z))))
            .Right("clamped", z => 1 / (1 + Math.Exp(-Math.Clamp(z, -745, 745))))
            .Wrong("the sign of the exponent", "sign|exponent|minus", z => 1 / (1 + Math.Exp(z)))
            .Wrong("overflow", "∞|overflow|large|NaN", z => Math.Exp(z) / (1 + Math.Exp(z)))
            .Wrong("tanh", "tanh|−1|-1", z => Math.Tanh(z))
            .Wrong("brackets", "bracket", z => (1 / 1) + Math.Exp(-z))
            .Wrong("a minus below", "minus|\\+|sign|plus", z => 1 / (1 - Math.Exp(-z)))
            .Wrong("the derivative", "derivative|slope", z => 1 / (1 + Math.Exp(-z)) * (1 - (1 / (1 + Math.Exp(-z)))))
            .Wrong("a step", "step|jump", z => z > 0 ? 1 : 0)
            .Wrong("a straight line, cut", "line|straight|cut|smooth|curve", z => Math.Clamp(0.5 + (z / 4), 0, 1))
            .Wrong("softplus", "softplus|log", z => z > 30 ? z : Math.Log(1 + Math.Exp(z)))
            .Wrong("a power of 10", "e\\b|10", z => 1 / (1 + Math.Pow(10, -z)))
            .Wrong("a power of 2", "e\\b|2", z => 1 / (1 + Math.Pow(2, -z)))
            .Wrong("ReLU", "ReLU|squeez|0 to 1", z => Math.Max(0, z))
            .Wrong("E times", "power|exponent|Exp|times|multipl", z => 1 / (1 + (Math.E * -z)))
            .Wrong("the 1 below forgotten", "1 \\+|bracket|∞|1", z => 1 / Math.Exp(-z))
            .Wrong("softsign", "Exp|e⁻|exponent|formula|softsign", z => z / (1 + Math.Abs(z)))
            .Wrong("whole numbers", "whole", z => 1 / (1 + (int)Math.Min(1e6, Math.Exp(-z))))
            .Wrong("the exponential alone", "exp|1 \\+|1/", z => Math.Exp(-z))
            .Wrong("in float", "float", z => 1f / (1f + MathF.Exp((float)-z)))
            .Wrong("z² in the exponent", "square|z²|bell", z => 1 / (1 + Math.Exp(-z * z)))
            .Wrong("800 and −800 by hand", "NaN", z => z == 800 ? 1 : z == -800 ? 0 : Math.Exp(z) / (1 + Math.Exp(z)))
            .Wrong("tanh of the whole z", "steep|z/2", z => (1 + Math.Tanh(z)) / 2)
            .Lazy("0.5", _ => 0.5)
            .Lazy("right at 0 and far out", z => z > 100 ? 1 : z < -100 ? 0 : 0.5),

        .. To(Chapter6.LayerForward)
            .Right("a map", (W, a, b) => ((W * a) + b).Map(z => 1 / (1 + Math.Exp(-z))))
            .Right("MathNet's logistic", (W, a, b) => (W * a + b).Map(SpecialFunctions.Logistic))
            .Right("loops", (W, a, b) =>
            {
                var next = Vector<double>.Build.Dense(b.Count);
                for (int j = 0; j < b.Count; j++)
                {
                    double z = b[j];
                    for (int k = 0; k < a.Count; k++)
                    {
                        z += W[j, k] * a[k];
                    }

                    next[j] = 1 / (1 + Math.Exp(-z));
                }

                return next;
            })
            .Right("rows", (W, a, b) => Vector<double>.Build.Dense(W.RowCount, j => 1 / (1 + Math.Exp(-((W.Row(j) * a) + b[j])))))
            .Right("entry-wise", (W, a, b) => 1 / (1 + (-((W * a) + b)).PointwiseExp()))
            .Right("tanh", (W, a, b) => (((W * a) + b) / 2).PointwiseTanh() / 2 + 0.5)
            .Right("Multiply and Add", (W, a, b) =>
            {
                var z = W.Multiply(a).Add(b);
                z.MapInplace(SpecialFunctions.Logistic);
                return z;
            })
            .Right("transposed, from the left", (W, a, b) => ((a * W.Transpose()) + b).Map(SpecialFunctions.Logistic))
            .Right("b += makes a new vector", (W, a, b) =>
            {
                b += W * a;
                var z = b;
                for (int j = 0; j < z.Count; j++)
                {
                    z[j] = 1 / (1 + Math.Exp(-z[j]));
                }

                return z;
            })
            .Wrong("transposed", "size|transpos|fit|rows", (W, a, b) => ((W.Transpose() * a) + b).Map(SpecialFunctions.Logistic))
            .Wrong("from the left", "size|transpos|fit|order|rows", (W, a, b) => ((a * W) + b).Map(SpecialFunctions.Logistic))
            .Wrong("no bias", "bias", (W, a, b) => (W * a).Map(SpecialFunctions.Logistic))
            .Wrong("no σ", "σ|sigmoid", (W, a, b) => (W * a) + b)
            .Wrong("the bias outside", "bias|before|inside|bracket", (W, a, b) => (W * a).Map(SpecialFunctions.Logistic) + b)
            .Wrong("the bias taken off", "bias|sign|minus", (W, a, b) => ((W * a) - b).Map(SpecialFunctions.Logistic))
            .Wrong("the sign in σ", "sign|exponent|minus", (W, a, b) => ((W * a) + b).Map(z => 1 / (1 + Math.Exp(z))))
            .Wrong("σ twice", "twice|σ", (W, a, b) => ((W * a) + b).Map(SpecialFunctions.Logistic).Map(SpecialFunctions.Logistic))
            .Wrong("σ on what comes in", "σ|before|after|input", (W, a, b) => ((W * a.Map(SpecialFunctions.Logistic)) + b).Map(SpecialFunctions.Logistic))
            .Wrong("tanh", "tanh", (W, a, b) => ((W * a) + b).PointwiseTanh())
            .Wrong("ReLU", "ReLU|σ|sigmoid", (W, a, b) => ((W * a) + b).Map(z => Math.Max(0, z)))
            .Wrong("a step", "step|jump|smooth", (W, a, b) => ((W * a) + b).Map(z => z > 0 ? 1.0 : 0.0))
            .Wrong("softmax", "softmax", (W, a, b) =>
            {
                var e = ((W * a) + b).PointwiseExp();
                return e / e.Sum();
            })
            .Wrong("σ'", "derivative|σ'", (W, a, b) => ((W * a) + b).Map(z => SpecialFunctions.Logistic(z) * (1 - SpecialFunctions.Logistic(z))))
            .Wrong("a as it was", "one of|hands back|shape|numbers", (W, a, b) => a)
            .Wrong("results put into the b handed in", "chang|Clone|own", (W, a, b) =>
            {
                ((W * a) + b).Map(SpecialFunctions.Logistic).CopyTo(b);
                return b;
            })
            .Wrong("never filled", "filled|zero|all 0", (W, a, b) => Vector<double>.Build.Dense(b.Count))
            .Wrong("the first neuron only", "filled|first|neuron|right", (W, a, b) => Vector<double>.Build.Dense(b.Count, j => j == 0 ? SpecialFunctions.Logistic((W.Row(0) * a) + b[0]) : 0))
            .Wrong("the sum goes on", "begin at 0", (W, a, b) =>
            {
                double z = 0;
                return V([.. Enumerable.Range(0, W.RowCount).Select(i => SpecialFunctions.Logistic((z += W.Row(i) * a) + b[i]))]);
            })
            .Wrong("b[0] for all", @"b\[i\]|its own", (W, a, b) => Formulas.Sigmoids((W * a) + b[0]))
            .Wrong("= for +=", @"\+=|add up", (W, a, b) => Formulas.Sigmoids((W.Column(W.ColumnCount - 1) * a[^1]) + b))
            .Lazy("b", (_, _, b) => b)
            .Lazy("halves", (_, _, b) => Vector<double>.Build.Dense(b.Count, 0.5)),

        .. To(Chapter6.CostOfOneExample)
            .Right("a loop", (output, digit) =>
            {
                double sum = 0;
                for (int j = 0; j < 10; j++)
                {
                    double y = j == digit ? 1 : 0;
                    sum += (output[j] - y) * (output[j] - y);
                }

                return sum / 2;
            })
            .Right("LINQ", (output, digit) => output.Select((a, j) => Math.Pow(a - (j == digit ? 1 : 0), 2)).Sum() / 2)
            .Right("vectors", (output, digit) =>
            {
                var y = Vector<double>.Build.Dense(10, j => j == digit ? 1.0 : 0.0);
                return 0.5 * Math.Pow((V(output) - y).L2Norm(), 2);
            })
            .Right("a dot product", (output, digit) =>
            {
                var y = Vector<double>.Build.Dense(10);
                y[digit] = 1;
                var r = V(output) - y;
                return (r * r) / 2;
            })
            .Right("squares and one correction", (output, digit) => (output.Sum(a => a * a) - (2 * output[digit]) + 1) / 2)
            .Right("the digit apart", (output, digit) =>
            {
                double sum = Math.Pow(1 - output[digit], 2);
                for (int j = 0; j < output.Length; j++)
                {
                    if (j != digit)
                    {
                        sum += output[j] * output[j];
                    }
                }

                return 0.5 * sum;
            })
            .Right("a one-hot array", (output, digit) =>
            {
                var y = new double[10];
                y[digit] = 1;
                return output.Zip(y, (a, t) => (a - t) * (a - t) / 2).Sum();
            })
            .Right("MathNet's distance", (output, digit) => Distance.SSD(output, [.. Enumerable.Range(0, 10).Select(j => j == digit ? 1.0 : 0)]) / 2)
            .Wrong("no half", "½|half", (output, digit) => Residual(output, digit).Sum(r => r * r))
            .Wrong("1/2 in whole numbers", "whole", (output, digit) => 1 / 2 * Residual(output, digit).Sum(r => r * r))
            .Wrong("the mean", "mean|sum", (output, digit) => Residual(output, digit).Average(r => r * r))
            .Wrong("the mean, halved", "mean|sum|10|division by ten", (output, digit) => Residual(output, digit).Average(r => r * r) / 2)
            .Wrong("the norm", "square|root", (output, digit) => Math.Sqrt(Residual(output, digit).Sum(r => r * r)) / 2)
            .Wrong("the digit's output only", "other|nine|all", (output, digit) => Math.Pow(output[digit] - 1, 2) / 2)
            .Wrong("the other outputs only", "digit|1|right one", (output, digit) => (output.Sum(a => a * a) - (output[digit] * output[digit])) / 2)
            .Wrong("no target", "target|1|one-hot|y", (output, digit) => output.Sum(a => a * a) / 2)
            .Wrong("distances", "squar", (output, digit) => Residual(output, digit).Sum(Math.Abs) / 2)
            .Wrong("compared with the digit itself", "one-hot|number|place", (output, digit) => output.Sum(a => (a - digit) * (a - digit)) / 2)
            .Wrong("counted from 1", "place|index|from 0|one-hot", (output, digit) => Residual(output, (digit + 9) % 10).Sum(r => r * r) / 2)
            .Wrong("errors that cancel", "square|cancel", (output, digit) => Residual(output, digit).Sum() / 2)
            .Wrong("the sum squared", "square|cancel|sum", (output, digit) => Math.Pow(Residual(output, digit).Sum(), 2) / 2)
            .Wrong("cross-entropy", "cross-entropy|log", (output, digit) => -Math.Log(output[digit]))
            .Wrong("right or wrong", "accuracy|largest|how far|right or wrong", (output, digit) => Array.IndexOf(output, output.Max()) == digit ? 0 : 1)
            .Wrong("changes the output", "chang|Clone|cop", (output, digit) =>
            {
                output[digit] -= 1;
                return output.Sum(a => a * a) / 2;
            })
            .Wrong("0 at the digit, 1 elsewhere", "one-hot|turned|exchang|1 at", (output, digit) => output.Select((a, j) => Math.Pow(a - (j == digit ? 0 : 1), 2)).Sum() / 2)
            .Wrong("a 1 counted from 1", "counting starts|too early", (output, digit) => output.Select((a, j) => Math.Pow(a - (j + 1 == digit ? 1 : 0), 2)).Sum() / 2)
            .Wrong("begins at output 1", "Output 0", (output, digit) => Enumerable.Range(1, 9).Sum(j => Math.Pow(output[j] - (j == digit ? 1 : 0), 2)) / 2)
            .Wrong("1 everywhere", "elsewhere", (output, digit) => output.Sum(a => (1 - a) * (1 - a)) / 2)
            .Wrong("the answer for the label", "what the image shows|`digit`", (output, digit) => output.Select((a, j) => Math.Pow(a - (j == Array.IndexOf(output, output.Max()) ? 1 : 0), 2)).Sum() / 2)
            .Wrong("a choice without brackets", "bracket", (output, digit) => 0.5 * Enumerable.Range(0, 10).Sum(j => Math.Pow(output[j] - j == digit ? 1 : 0, 2)))
            .Wrong("ends at output 8", "Output 9", (output, digit) => Enumerable.Range(0, 9).Sum(j => Math.Pow(output[j] - (j == digit ? 1 : 0), 2)) / 2)
            .Lazy("0", (_, _) => 0)
            .Lazy("right for digit 3", (output, digit) => Residual(output, 3).Sum(r => r * r) / 2),
    ];

    private static IEnumerable<double> Residual(double[] output, int digit) => output.Select((a, j) => a - (j == digit ? 1 : 0));
}
