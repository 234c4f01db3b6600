using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks;

/// <summary>One stop on a walk downhill: where it is, how high, and the slope there.</summary>
/// <typeparam name="T"><see cref="double"/> for one parameter, a MathNet vector for several.</typeparam>
/// <param name="Index">0 for the start, then 1 for each update.</param>
/// <param name="Position">The parameters.</param>
/// <param name="Cost">C at this position.</param>
/// <param name="Gradient">The derivative, or ∇C, at this position.</param>
public sealed record Step<T>(int Index, T Position, double Cost, T Gradient);

/// <summary>A descent with every step it took, and why it stopped.</summary>
/// <typeparam name="T"><see cref="double"/> for one parameter, a MathNet vector for several.</typeparam>
/// <param name="Steps">The start and every update after it: one more than there were updates.</param>
/// <param name="StopReason">Why the walk ended.</param>
public sealed record Walk<T>(IReadOnlyList<Step<T>> Steps, StopReason StopReason)
{
    /// <summary>Where the walk began.</summary>
    public Step<T> Start => Steps[0];

    /// <summary>Where the walk ended.</summary>
    public Step<T> End => Steps[^1];

    /// <summary>The cost at every step, for a learning curve.</summary>
    public IReadOnlyList<double> Costs => [.. Steps.Select(step => step.Cost)];

    /// <summary>One line: how many updates, from which cost to which, and why it ended.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Steps.Count - 1} updates, cost {Start.Cost:G6} -> {End.Cost:G6}, {Reason}");

    private string Reason => StopReason == StopReason.Converged ? "converged" : StopReason == StopReason.Diverged ? "diverged" : "steps used up";
}

/// <summary>A walk as the points of a figure.</summary>
public static class WalkPoints
{
    /// <summary>The walk along the cost curve: the points (w, C(w)).</summary>
    /// <param name="walk">A descent in one parameter.</param>
    public static IReadOnlyList<(double X, double Y)> Points(this Walk<double> walk)
    {
        ArgumentNullException.ThrowIfNull(walk);
        return [.. walk.Steps.Select(step => (step.Position, step.Cost))];
    }

    /// <summary>The walk seen from above: the first two parameters, (w₀, w₁).</summary>
    /// <param name="walk">A descent in two parameters or more.</param>
    /// <exception cref="ArgumentException">The walk has fewer than two parameters.</exception>
    public static IReadOnlyList<(double X, double Y)> Points(this Walk<Vector<double>> walk)
    {
        ArgumentNullException.ThrowIfNull(walk);
        return walk.Start.Position.Count >= 2
            ? [.. walk.Steps.Select(step => (step.Position[0], step.Position[1]))]
            : throw new ArgumentException("A walk seen from above needs two parameters, and this one has one.", nameof(walk));
    }
}
