using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks;

/// <summary>
/// The quadratic cost of note 003, C = 1/(2n) Σ‖y − a‖²: half the squared distance between what the
/// network says and what it should say, averaged over the examples.
/// </summary>
/// <remarks>
/// Notes 001 and 002 leave the ½ out. That doubles every cost and every gradient and moves no minimum;
/// chapter 6 shows it.
/// </remarks>
public static class QuadraticCost
{
    /// <summary>The cost of one example, ½‖a − y‖².</summary>
    /// <param name="output">a: the network's output activations.</param>
    /// <param name="target">y: the wanted ones, of the same length.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double OfExample(Vector<double> output, Vector<double> target)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(target);
        if (output.Count != target.Count)
        {
            throw new ArgumentException($"The output has {output.Count} components and the target {target.Count}; they need the same number.");
        }

        var error = output - target;
        return 0.5 * error.DotProduct(error);
    }

    /// <summary>The cost of a set: the mean of the costs of its examples.</summary>
    /// <param name="examples">Outputs with their targets; at least one.</param>
    /// <exception cref="ArgumentException">There is no example, or an output and its target differ in length.</exception>
    public static double OfSet(IEnumerable<(Vector<double> Output, Vector<double> Target)> examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        double sum = 0;
        int n = 0;
        foreach (var (output, target) in examples)
        {
            sum += OfExample(output, target);
            n++;
        }

        return n > 0 ? sum / n : throw new ArgumentException("The cost of a set is a mean, and this set has no examples.", nameof(examples));
    }
}
