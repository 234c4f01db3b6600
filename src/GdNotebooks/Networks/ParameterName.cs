namespace GdNotebooks;

/// <summary>Which weight or bias one entry of a network's flat parameters, or of its gradient, is.</summary>
/// <param name="Index">Its place among the flat parameters.</param>
/// <param name="Layer">The layer it belongs to, from 1: layer 0 are the inputs and have no parameters.</param>
/// <param name="Neuron">The neuron of that layer, from 0.</param>
/// <param name="Input">The neuron of the layer before that the weight comes from, or null for the bias.</param>
public readonly record struct ParameterName(int Index, int Layer, int Neuron, int? Input)
{
    /// <summary>Whether this is a bias.</summary>
    public bool IsBias => Input is null;

    /// <summary>For example: the weight of layer 1 from input 350 (row 12, column 14) to neuron 3.</summary>
    public override string ToString() => Input is int input
        ? FormattableString.Invariant($"the weight of layer {Layer} from {Source(input)} to neuron {Neuron}")
        : FormattableString.Invariant($"the bias of neuron {Neuron} of layer {Layer}");

    private string Source(int input) => Layer == 1
        ? FormattableString.Invariant($"input {input} (row {input / DigitImage.Width}, column {input % DigitImage.Width})")
        : FormattableString.Invariant($"neuron {input}");
}
