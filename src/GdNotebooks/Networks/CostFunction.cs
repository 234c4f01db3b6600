namespace GdNotebooks;

/// <summary>How a network's outputs a are compared with the wanted ones y. It also decides what the output neurons are.</summary>
public enum CostFunction
{
    /// <summary>
    /// C = ½‖a − y‖² with sigmoid outputs: the cost of notes 001 to 003, see <see cref="QuadraticCost"/>.
    /// The error of the output layer is δ = (a − y) a (1 − a).
    /// </summary>
    Quadratic,

    /// <summary>
    /// C = −Σ yⱼ ln aⱼ with softmax outputs aⱼ = exp(zⱼ) / Σ exp(zₖ), which are above 0 and sum to 1.
    /// The error of the output layer is δ = a − y: no factor a (1 − a) that makes a confident mistake learn slowly.
    /// </summary>
    CrossEntropy,
}
