using System.Numerics;
using System.Runtime.CompilerServices;
using static System.FormattableString;

namespace GdNotebooks;

/// <summary>
/// How the parameters of a network lie in memory. The neurons of a layer stand in panels of 16, one for
/// each lane of a vector; a panel holds one row of 16 weights for each input, then one row of 16 biases.
/// Unused lanes of the last panel are zero and stay zero.
/// </summary>
internal sealed class NetworkShape
{
    public const int Lanes = 16;
    private const int MostNeurons = 65_536;
    private const int MostParameters = 100_000_000;

    public NetworkShape(IReadOnlyList<int> sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        if (sizes.Count < 2)
        {
            throw new ArgumentException(Invariant($"A network needs at least two layers, the inputs and the outputs, and this list has {sizes.Count}."));
        }

        Sizes = [.. sizes];
        Layers = new LayerShape[sizes.Count - 1];
        long offset = 0, index = 0;
        for (var l = 0; l < Sizes.Length; l++)
        {
            if (Sizes[l] is < 1 or > MostNeurons)
            {
                throw new ArgumentException(Invariant($"A layer has 1 to {MostNeurons:N0} neurons, and layer {l} has {Sizes[l]:N0}."));
            }

            if (l > 0)
            {
                var layer = new LayerShape(Sizes[l - 1], Sizes[l], (int)offset, (int)index);
                Layers[l - 1] = layer;
                offset += (long)layer.Panels * layer.PanelLength;
                index += (long)layer.Outputs * (layer.Inputs + 1);
                if (offset > MostParameters)
                {
                    throw new ArgumentException(Invariant($"This network has more than {MostParameters:N0} parameters, too many to train here."));
                }
            }
        }

        Length = (int)offset;
        ParameterCount = (int)index;
    }

    /// <summary>Neurons per layer, the inputs first.</summary>
    public int[] Sizes { get; }

    /// <summary>The layers with parameters: all but the inputs.</summary>
    public LayerShape[] Layers { get; }

    /// <summary>Floats in memory, unused lanes included.</summary>
    public int Length { get; }

    /// <summary>Weights and biases.</summary>
    public int ParameterCount { get; }

    /// <summary>The parameters in their flat order: layer by layer, its weights neuron by neuron, then its biases.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double[] ToFlat<T>(ReadOnlySpan<T> panels)
        where T : struct, INumberBase<T>
    {
        double[] flat = new double[ParameterCount];
        int k = 0;
        foreach (LayerShape layer in Layers)
        {
            for (int j = 0; j < layer.Outputs; j++)
            {
                for (int i = 0, place = layer.At(j, 0); i < layer.Inputs; i++, place += Lanes)
                {
                    flat[k++] = double.CreateTruncating(panels[place]);
                }
            }

            for (int j = 0; j < layer.Outputs; j++)
            {
                flat[k++] = double.CreateTruncating(panels[layer.At(j, layer.Inputs)]);
            }
        }

        return flat;
    }

    /// <summary>Puts parameters in their flat order to where they lie in memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void FromFlat(ReadOnlySpan<double> flat, Span<float> panels)
    {
        int k = 0;
        foreach (LayerShape layer in Layers)
        {
            for (int j = 0; j < layer.Outputs; j++)
            {
                for (int i = 0, place = layer.At(j, 0); i < layer.Inputs; i++, place += Lanes)
                {
                    panels[place] = (float)flat[k++];
                }
            }

            for (int j = 0; j < layer.Outputs; j++)
            {
                panels[layer.At(j, layer.Inputs)] = (float)flat[k++];
            }
        }
    }
}

/// <summary>One layer of a <see cref="NetworkShape"/>.</summary>
/// <param name="Inputs">Neurons of the layer before.</param>
/// <param name="Outputs">Neurons of this layer.</param>
/// <param name="Offset">Where the layer's first panel begins in memory.</param>
/// <param name="FirstIndex">Where the layer begins among the network's flat parameters.</param>
internal sealed record LayerShape(int Inputs, int Outputs, int Offset, int FirstIndex)
{
    public int Panels { get; } = (Outputs + NetworkShape.Lanes - 1) / NetworkShape.Lanes;

    /// <summary>Floats in one panel: a row for each input and one of biases.</summary>
    public int PanelLength { get; } = (Inputs + 1) * NetworkShape.Lanes;

    /// <summary>Weights and biases of this layer.</summary>
    public int ParameterCount => Outputs * (Inputs + 1);

    /// <summary>Where the weight from input i to neuron j lies; input i = <see cref="Inputs"/> is the bias of j.</summary>
    public int At(int j, int i) => Offset + (j / NetworkShape.Lanes * PanelLength) + (i * NetworkShape.Lanes) + (j % NetworkShape.Lanes);
}
