using MathNet.Numerics.LinearAlgebra;
using static System.FormattableString;

namespace GdNotebooks;

/// <content>The parameters: as one vector θ, as matrices and vectors, and by name.</content>
public sealed partial class Network
{
    /// <summary>
    /// All weights and biases as one vector θ, a copy. Setting it rounds to single precision, so the update
    /// rule can be written as on paper: <c>network.Parameters -= eta * network.Gradient(images)</c>.
    /// </summary>
    /// <exception cref="ArgumentException">A vector of another length is set, or one with a number that is not finite in single precision.</exception>
    public Vector<double> Parameters
    {
        get => Vector<double>.Build.Dense(Shape.ToFlat<float>(Memory.Span));
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.Count != ParameterCount)
            {
                throw new ArgumentException(Invariant($"This network has {ParameterCount:N0} parameters, and the vector has {value.Count:N0}."));
            }

            double[] flat = value.AsArray() ?? value.ToArray();
            for (int k = 0; k < flat.Length; k++)
            {
                if (!float.IsFinite((float)flat[k]))
                {
                    throw new ArgumentException(Invariant($"Weights and biases are finite numbers of single precision, and {NameOf(k)}, number {k:N0} of the vector, is {flat[k]}."));
                }
            }

            Shape.FromFlat(flat, Memory.Span);
        }
    }

    /// <summary>The weights of one layer as a matrix W: one row for each of its neurons, one column for each neuron before. A copy.</summary>
    /// <param name="layer">From 1, the first layer after the inputs.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    public Matrix<double> Weights(int layer)
    {
        LayerShape shape = LayerOf(layer);
        return Matrix<double>.Build.Dense(shape.Outputs, shape.Inputs, (j, i) => Memory.Span[shape.At(j, i)]);
    }

    /// <summary>The biases of one layer, one for each of its neurons. A copy.</summary>
    /// <param name="layer">From 1, the first layer after the inputs.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    public Vector<double> Biases(int layer)
    {
        LayerShape shape = LayerOf(layer);
        return Vector<double>.Build.Dense(shape.Outputs, j => Memory.Span[shape.At(j, shape.Inputs)]);
    }

    /// <summary>Which weight or bias an entry of <see cref="Parameters"/> or of a gradient is.</summary>
    /// <param name="index">From 0 to <see cref="ParameterCount"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such parameter.</exception>
    public ParameterName NameOf(int index)
    {
        if (index < 0 || index >= ParameterCount)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, Invariant($"This network has the parameters 0 to {ParameterCount - 1:N0}."));
        }

        int l = Array.FindLastIndex(Shape.Layers, layer => layer.FirstIndex <= index);
        LayerShape shape = Shape.Layers[l];
        int place = index - shape.FirstIndex, weights = shape.Outputs * shape.Inputs;
        return place < weights
            ? new(index, l + 1, place / shape.Inputs, place % shape.Inputs)
            : new(index, l + 1, place - weights, null);
    }

    /// <summary>Where a weight or bias stands among the <see cref="Parameters"/>: the inverse of <see cref="NameOf"/>.</summary>
    /// <param name="layer">From 1.</param>
    /// <param name="neuron">The neuron of that layer, from 0.</param>
    /// <param name="input">The neuron of the layer before, or null for the bias.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such parameter.</exception>
    public int IndexOf(int layer, int neuron, int? input)
    {
        LayerShape shape = LayerOf(layer);
        ArgumentOutOfRangeException.ThrowIfNegative(neuron);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(neuron, shape.Outputs);
        ArgumentOutOfRangeException.ThrowIfNegative(input ?? 0, nameof(input));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(input ?? 0, shape.Inputs, nameof(input));
        return shape.FirstIndex + (input is int i ? (neuron * shape.Inputs) + i : (shape.Outputs * shape.Inputs) + neuron);
    }

    private LayerShape LayerOf(int layer) => layer >= 1 && layer < Layers.Count
        ? Shape.Layers[layer - 1]
        : throw new ArgumentOutOfRangeException(nameof(layer), layer, Invariant($"The layers with weights and biases are 1 to {Layers.Count - 1}."));
}
