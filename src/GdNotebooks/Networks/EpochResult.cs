namespace GdNotebooks;

/// <summary>What one epoch of training came to, measured after it.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="LearningRate">η in this epoch.</param>
/// <param name="Cost">The mean cost of the training images.</param>
/// <param name="TrainingAccuracy">The share of training images recognised, from 0 to 1.</param>
/// <param name="TestCost">The mean cost of the held-out images; not a number where there are none.</param>
/// <param name="TestAccuracy">The share of held-out images recognised, from 0 to 1; not a number where there are none.</param>
/// <param name="Seconds">What the training took since the result before, without the measuring.</param>
/// <param name="Divergence">How the training went wrong, if it did: then this is its last result.</param>
public sealed record EpochResult(
    int Epoch,
    double LearningRate,
    double Cost,
    double TrainingAccuracy,
    double TestCost,
    double TestAccuracy,
    double Seconds,
    Divergence? Divergence = null)
{
    /// <summary>The digit that every training image was taken for, where all were taken for the same one: nothing is told apart.</summary>
    public int? OneAnswer { get; init; }

    /// <summary>The epoch in one line, without the seconds, which differ every time.</summary>
    public override string ToString()
    {
        string test = double.IsNaN(TestAccuracy) ? "" : FormattableString.Invariant($", test {TestAccuracy * 100:F2} %");
        return Divergence is not null
            ? Divergence.ToString()
            : FormattableString.Invariant($"Epoch {Epoch,2}: cost {Cost:F4}, accuracy {TrainingAccuracy * 100:F2} %{test}{(OneAnswer is int digit ? $", one answer for all images: {digit}" : "")}");
    }
}
