namespace GdNotebooks;

/// <summary>Where a training left the valley, and what to try.</summary>
/// <param name="Epoch">The epoch it happened in, from 1.</param>
/// <param name="MiniBatch">The mini-batch of that epoch, from 1.</param>
/// <param name="Cost">The mean cost at that place: not finite, out of all bounds, or above that of the start.</param>
/// <param name="StartCost">The mean cost of the training images before the first update.</param>
/// <param name="LearningRate">η in that epoch.</param>
public sealed record Divergence(int Epoch, int MiniBatch, double Cost, double StartCost, double LearningRate)
{
    /// <summary>Epoch, mini-batch, cost, rate and advice in one line.</summary>
    public override string ToString()
    {
        string cost = double.IsFinite(Cost)
            ? FormattableString.Invariant($"the cost rose from {StartCost:G4} to {Cost:G4}")
            : FormattableString.Invariant($"the cost, {StartCost:G4} at the start, is no finite number any more");
        return FormattableString.Invariant(
            $"Epoch {Epoch,2}: diverged at mini-batch {MiniBatch}: {cost}. The learning rate {LearningRate:G4} is too large here; try {LearningRate / 10:G2}.");
    }
}
