namespace GdNotebooks;

/// <summary>Where a training left the valley, and what to try.</summary>
/// <param name="Epoch">The epoch it happened in, from 1.</param>
/// <param name="MiniBatch">The mini-batch of that epoch, from 1.</param>
/// <param name="Cost">The mean cost at that place: not finite, or far above that of the start; or the parameters are out of all bounds, or no slope is left.</param>
/// <param name="StartCost">The mean cost of the training images before the first update.</param>
/// <param name="LargestParameter">The largest size of any weight or bias at that place.</param>
/// <param name="LearningRate">η in that epoch.</param>
public sealed record Divergence(int Epoch, int MiniBatch, double Cost, double StartCost, double LargestParameter, double LearningRate)
{
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
}
