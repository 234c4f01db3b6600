namespace GdNotebooks;

/// <summary>
/// Where the parameters of a network begin. They have to differ: neurons with identical weights get
/// identical gradients and stay identical for ever (chapter 6).
/// </summary>
public enum Initialization
{
    /// <summary>
    /// Weights with standard deviation 1/√n for a neuron with n inputs, so that its weighted input is
    /// about as large as one of its inputs; biases 0.
    /// </summary>
    Scaled,

    /// <summary>Weights with standard deviation √(2/n) for a neuron with n inputs, which suits ReLU; biases 0.</summary>
    He,

    /// <summary>Weights and biases with standard deviation 1, however many inputs a neuron has: many start saturated.</summary>
    Normal,

    /// <summary>All weights ½/n for a neuron with n inputs, all biases 0: shows why the others are random.</summary>
    Identical,
}
