using System.Buffers.Binary;
using System.Text;
using GdNotebooks.Plotting;
using MathNet.Numerics.LinearAlgebra;
using static System.FormattableString;

namespace GdNotebooks;

public sealed partial class Playground
{
    private const int MostBytes = 150_000;

    // Of the synthetic digits one that every reader takes for a 2.
    private const int SeedOfExample = 1;

    /// <summary>
    /// A pad to draw a digit on, and the network that reads it (chapters 9 and 10). The ink is scaled to
    /// 20 x 20 pixels and centred by its mass in 28 x 28, as MNIST's digits are; the page shows these pixels, the
    /// activations of every layer, and the pixels that speak for and against the answer.
    /// </summary>
    /// <param name="network">A network for digits, such as 784-16-16-10. Its parameters travel in the page.</param>
    /// <param name="example">The digit to begin with; one drawn by the library unless told.</param>
    /// <exception cref="ArgumentException">
    /// The network has not 784 inputs and 10 outputs, or parameters that are not finite numbers, or so many that the
    /// page would pass 150 KB.
    /// </exception>
    public static Playground DigitPad(Network network, DigitImage? example = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        network.CheckReadsDigits();
        CheckSize(network, Base64Length(network.ParameterCount));
        example ??= SyntheticDigits.Draw(1, SeedOfExample, 0)[0];
        var parameters = network.Parameters;
        if (!parameters.All(double.IsFinite) || !network.Forward(example).All(activations => activations.All(double.IsFinite)))
        {
            throw new ArgumentException("The parameters of this network, or what it makes of them, are not all finite numbers: it diverged.", nameof(network));
        }

        Playground pad = new(
            PictureOf(network, example),
            new()
            {
                ["layers"] = network.Layers, ["activation"] = network.Activation.ToString(), ["softmax"] = network.CostFunction == CostFunction.CrossEntropy,
                ["diverging"] = DivergingStops,
            },
            $"const parameters = '{ToBase64(parameters)}';\nconst example = '{Convert.ToBase64String(example.Pixels.Span)}';",
            "digit-pad");
        CheckSize(network, Encoding.UTF8.GetByteCount(pad.ToHtml()));
        return pad;
    }

    private static IEnumerable<int[]> DivergingStops =>
        Enumerable.Range(0, 9).Select(i => new ColourScale(Scale.Diverging, -1, 1).At(i / 8.0)).Select(c => new int[] { c.R, c.G, c.B });

    private static SmallMultiples PictureOf(Network network, DigitImage example)
    {
        var activations = network.Forward(example);
        var outputs = activations[^1];
        int winner = outputs.MaximumIndex();
        int next = Enumerable.Range(0, outputs.Count).Where(j => j != winner).MaxBy(j => outputs[j]);
        var hidden = Chart.Empty();
        for (int l = 1; l < activations.Count - 1; l++)
        {
            hidden = hidden.Bar(activations[l], activations.Count > 3 ? Invariant($"layer {l}") : null);
        }

        Figure[] panels =
        [
            Chart.Images([example.Intensities]).WithTitle("The network sees"),
            Chart.Bar(outputs, colour: Colour.Blue).WithYRange(0, 1).WithTitle(Invariant($"Outputs: the network says {winner}")),
            Chart.Images([Contributions(network, example.Intensities, winner)], scale: Scale.Diverging).WithTitle(Invariant($"Pixels for (red) and against (blue) a {winner}")),
            .. activations.Count > 2 ? [hidden.WithTitle("Activations of the hidden neurons")] : Array.Empty<Figure>(),
        ];
        return Chart.SmallMultiples(panels, columns: 2, sharedAxes: false)
            .WithTitle("Draw a digit")
            .WithDescription(Invariant($"The network {string.Join('-', network.Layers)} with {network.ParameterCount:N0} parameters reads a {example.Label}: it says {winner} with {outputs[winner]:F2}, next {next} with {outputs[next]:F2}."));
    }

    /// <summary>
    /// What each pixel adds to the weighted input z of one output while the digit fades in from blank paper: its
    /// intensity times ∂z/∂pixel, the mean over the way. Together they are the whole change of z.
    /// </summary>
    internal static double[] Contributions(Network network, double[] pixels, int output)
    {
        const int Steps = 100;
        Matrix<double>[] weights = [.. Enumerable.Range(1, network.Layers.Count - 1).Select(network.Weights)];
        var mean = Vector<double>.Build.Dense(network.Layers[1]);
        for (int k = 0; k < Steps; k++)
        {
            var activations = network.Forward([.. pixels.Select(p => p * (k + 0.5) / Steps)]);
            var delta = Vector<double>.Build.Dense(10, j => j == output ? 1 : 0);
            for (int l = weights.Length - 1; l > 0; l--)
            {
                delta = weights[l].LeftMultiply(delta).PointwiseMultiply(activations[l].Map(a => network.Activation switch
                {
                    Activation.Sigmoid => a * (1 - a),
                    Activation.ReLU => a > 0 ? 1 : 0,
                    _ => 1 - (a * a),
                }));
            }

            mean += delta / Steps;
        }

        return [.. weights[0].LeftMultiply(mean).Zip(pixels, (slope, pixel) => slope * pixel)];
    }

    private static void CheckSize(Network network, long bytes)
    {
        if (bytes > MostBytes)
        {
            throw new ArgumentException(Invariant($"A digit pad carries its network in a page of at most {MostBytes / 1000} KB, and with {network} it would have over {bytes / 1000:N0} KB."), nameof(network));
        }
    }

    private static long Base64Length(int floats) => ((4L * floats) + 2) / 3 * 4;

    private static string ToBase64(Vector<double> numbers)
    {
        byte[] bytes = new byte[4 * numbers.Count];
        for (int i = 0; i < numbers.Count; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * i), (float)numbers[i]);
        }

        return Convert.ToBase64String(bytes);
    }
}
