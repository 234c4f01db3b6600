using System.Runtime.CompilerServices;

namespace GdNotebooks;

/// <summary>Where a training left the valley, by what it is told, and what to try.</summary>
/// <param name="Epoch">The epoch it happened in, from 1.</param>
/// <param name="MiniBatch">The mini-batch of that epoch, from 1.</param>
/// <param name="Cost">The mean cost at that place: not finite, or far above that of the start; or the parameters are out of all bounds, or no slope is left.</param>
/// <param name="StartCost">The mean cost of the training images before the first update.</param>
/// <param name="LargestParameter">The largest size of any weight or bias at that place.</param>
/// <param name="LearningRate">η in that epoch.</param>
public sealed record Divergence(int Epoch, int MiniBatch, double Cost, double StartCost, double LargestParameter, double LearningRate)
{
    // A training has diverged when the cost of a mini-batch is no number or exceeds that of the start this
    // many times, or that of a whole epoch does so, or a parameter is larger than any that still learns, or
    // when it ends above where it began.
    private const double MiniBatchOutOfBounds = 1000;
    private const double EpochOutOfBounds = 2;
    private const double ParameterOutOfBounds = 10_000;

    // A layer of rectified linear units without a live neuron is dead for good: no slope comes through it.
    // Else it is stuck when it does clearly worse than one answer for all images would, and the slope is gone: at
    // a rate of 30 it would take some 50 epochs to get away from there.
    private const double WorseThanOneAnswer = 0.01;
    private const double NoSlope = 1e-7;

    /// <summary>The first hidden layer without a live neuron, where that is what went wrong: rectified linear units that are 0 for every image.</summary>
    public int? DeadLayer { get; init; }

    /// <summary>Whether that layer was dead before the first update, as of parameters that are all zero: no learning rate did it.</summary>
    internal bool WasDead { get; init; }

    /// <summary>Epoch, mini-batch, cost, rate and advice in one line.</summary>
    public override string ToString()
    {
        string what = DeadLayer is int layer ? FormattableString.Invariant($"layer {layer} is dead: its neurons are 0 for every image, all images get one answer, and no slope comes back through them")
            : !double.IsFinite(StartCost) ? "the cost is no finite number, as of parameters that an earlier training left"
            : !double.IsFinite(Cost) ? FormattableString.Invariant($"the cost, {StartCost:G4} at the start, is no finite number any more")
            : Cost > StartCost ? FormattableString.Invariant($"the cost rose from {StartCost:G4} to {Cost:G4}")
            : FormattableString.Invariant($"it is stuck at the cost {Cost:G4}, the largest parameter at {LargestParameter:G2}, where no slope is left to descend");
        string advice = WasDead || !double.IsFinite(StartCost) ? "It was so before the first update: begin with a new network."
            : FormattableString.Invariant($"The learning rate {LearningRate:G4} is too large here; try a tenth of it, with a new network.");
        return FormattableString.Invariant($"Epoch {Epoch,2}: diverged at mini-batch {MiniBatch}: {what}. {advice}");
    }

    /// <summary>Whether the cost of a mini-batch is out of all bounds.</summary>
    internal static bool IsOutOfBounds(double cost, double startCost) => !(cost <= MiniBatchOutOfBounds * Math.Max(startCost, 1));

    /// <summary>Whether the mean cost of an epoch is, or a parameter.</summary>
    internal static bool IsOutOfBounds(Network network, double mean, double startCost) =>
        mean > EpochOutOfBounds * startCost || !(Largest(network.Memory.Span) <= ParameterOutOfBounds);

    // The best single answer is how often each digit occurs. A network whose outputs have a slope finds it at
    // once; one whose sigmoids sit at 0 and 1 for every image stays where it is.
    internal static bool IsStuck(Network network, DigitImages training, Evaluation learned)
    {
        if (learned.Accuracy > 0.5)
        {
            return false;
        }

        double[] shares = [.. training.Labels.GroupBy(label => label).Select(same => (double)same.Count() / training.Count)];
        double oneAnswer = network.CostFunction == CostFunction.Quadratic ? (1 - shares.Sum(p => p * p)) / 2 : -shares.Sum(p => p * Math.Log(p));
        return learned.Cost > oneAnswer + WorseThanOneAnswer
            && network.Gradient(training.Take(Math.Min(training.Count, 1000))).L2Norm() < NoSlope;
    }

    // The largest size of any parameter; infinite where one is no number.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static float Largest(ReadOnlySpan<float> parameters)
    {
        float largest = 0;
        foreach (float parameter in parameters)
        {
            float size = Math.Abs(parameter);
            largest = size > largest ? size : float.IsNaN(size) ? float.PositiveInfinity : largest;
        }

        return largest;
    }
}
