using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks;

/// <summary>
/// Gradient descent: walk downhill by the update rule θ ← θ − η ∇C(θ) until the ground is flat
/// (notes 000 and 001; chapters 1 to 5).
/// </summary>
public static class GradientDescent
{
    /// <summary>A walk is called diverged as soon as the cost exceeds this many times its start.</summary>
    private const double OutOfBounds = 1e12;

    /// <summary>Walks downhill in one parameter: w ← w − η dC/dw.</summary>
    /// <param name="cost">C(w).</param>
    /// <param name="derivative">dC/dw.</param>
    /// <param name="start">The first w.</param>
    /// <param name="learningRate">η, a number or a schedule over the steps.</param>
    /// <param name="steps">How many updates at the most.</param>
    /// <param name="momentum">
    /// μ from 0 to below 1: how much of the last step is kept, u ← μ u − η dC/dw, w ← w + u.
    /// </param>
    /// <param name="tolerance">The walk has converged where |dC/dw| is at most this.</param>
    /// <returns>Every step, the start included, and the reason for stopping.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static Walk<double> Minimize(
        Func<double, double> cost,
        Func<double, double> derivative,
        double start,
        LearningRate learningRate,
        int steps,
        double momentum = 0,
        double tolerance = 1e-9) =>
        Descend(cost, derivative, start, learningRate, steps, momentum, tolerance, (a, x, b, y) => (a * x) + (b * y), Math.Abs);

    /// <summary>Walks downhill in several parameters: θ ← θ − η ∇C(θ), all of them updated at once.</summary>
    /// <param name="cost">C(θ).</param>
    /// <param name="gradient">∇C(θ), as long as θ.</param>
    /// <param name="start">The first θ; it is left unchanged.</param>
    /// <param name="learningRate">η, a number or a schedule over the steps.</param>
    /// <param name="steps">How many updates at the most.</param>
    /// <param name="momentum">
    /// μ from 0 to below 1: how much of the last step is kept, u ← μ u − η ∇C, θ ← θ + u.
    /// </param>
    /// <param name="tolerance">The walk has converged where ‖∇C‖ is at most this.</param>
    /// <returns>Every step, the start included, and the reason for stopping.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    /// <exception cref="ArgumentException">The gradient is not as long as θ.</exception>
    public static Walk<Vector<double>> Minimize(
        Func<Vector<double>, double> cost,
        Func<Vector<double>, Vector<double>> gradient,
        Vector<double> start,
        LearningRate learningRate,
        int steps,
        double momentum = 0,
        double tolerance = 1e-9)
    {
        ArgumentNullException.ThrowIfNull(cost);
        ArgumentNullException.ThrowIfNull(gradient);
        ArgumentNullException.ThrowIfNull(start);

        // Functions may write to the vector they get, and give the same one back each time: the steps keep their own.
        return Descend(v => cost(v.Clone()), v => Own(gradient(v.Clone()), v.Count), start.Clone(), learningRate, steps, momentum, tolerance, (a, x, b, y) => (a * x) + (b * y), v => v.L2Norm());
    }

    private static Vector<double> Own(Vector<double> gradient, int count) => gradient.Count == count ? gradient.Clone()
        : throw new ArgumentException($"The gradient is to have as many components as the parameters, {count}.");

    // One walk for both: `combine` is a·x + b·y, all that the update rule needs of a vector space.
    private static Walk<T> Descend<T>(
        Func<T, double> cost, Func<T, T> gradient, T start, LearningRate learningRate, int steps,
        double momentum, double tolerance, Func<double, T, double, T, T> combine, Func<T, double> length)
    {
        ArgumentNullException.ThrowIfNull(cost);
        ArgumentNullException.ThrowIfNull(gradient);
        ArgumentNullException.ThrowIfNull(learningRate);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        if (!(momentum >= 0 && momentum < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(momentum), momentum, "Momentum is a number from 0 to below 1.");
        }

        if (!(tolerance >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "The tolerance is a number, 0 or above.");
        }

        Step<T> StepAt(int index, T position) => new(index, position, cost(position), gradient(position));

        var walk = new List<Step<T>> { StepAt(0, start) };
        double bound = OutOfBounds * (1 + Math.Abs(walk[0].Cost));
        T velocity = combine(0, start, 0, start);
        while (true)
        {
            var here = walk[^1];
            double slope = length(here.Gradient);
            if (!double.IsFinite(here.Cost) || !double.IsFinite(slope) || Math.Abs(here.Cost) > bound)
            {
                return new(walk, StopReason.Diverged);
            }

            if (slope <= tolerance)
            {
                return new(walk, StopReason.Converged);
            }

            if (here.Index == steps)
            {
                return new(walk, here.Cost > walk[0].Cost ? StopReason.Diverged : StopReason.StepsUsedUp);
            }

            velocity = combine(momentum, velocity, -learningRate.At(here.Index), here.Gradient);
            walk.Add(StepAt(here.Index + 1, combine(1, here.Position, 1, velocity)));
        }
    }
}
