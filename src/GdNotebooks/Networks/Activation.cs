namespace GdNotebooks;

/// <summary>
/// What a hidden neuron makes of its weighted input z = Σ w a + b. It has to be smooth, or at least have
/// a slope nearly everywhere: descent lives on slopes (chapter 4).
/// </summary>
public enum Activation
{
    /// <summary>σ(z) = 1 / (1 + e⁻ᶻ), between 0 and 1, with the slope σ' = σ (1 − σ).</summary>
    Sigmoid,

    /// <summary>max(0, z), with the slope 0 below zero and 1 above it.</summary>
    ReLU,

    /// <summary>tanh z, between −1 and 1, with the slope 1 − tanh² z.</summary>
    Tanh,
}
