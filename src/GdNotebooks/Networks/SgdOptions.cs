using static System.FormattableString;

namespace GdNotebooks;

/// <summary>How stochastic gradient descent trains a network (chapter 8).</summary>
public sealed record SgdOptions
{
    /// <summary>η: a number, or a schedule over the epochs, the first of which is t = 0.</summary>
    public LearningRate LearningRate { get; init; } = 3;

    /// <summary>m: how many examples one update looks at. Where the set is no multiple of it, the last mini-batch of an epoch is smaller.</summary>
    public int MiniBatch { get; init; } = 10;

    /// <summary>How often all training examples are gone through.</summary>
    public int Epochs { get; init; } = 30;

    /// <summary>Decides the order of the examples, which is another one in every epoch, and the shifts.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>
    /// Every time an image is met it is moved by chance, by up to this many pixels each way, as far as the
    /// ink stays on the paper: a digit a pixel further left is the same digit. 0 leaves the images alone.
    /// </summary>
    public int Shift { get; init; }

    /// <summary>
    /// Over how many of the last epochs the parameters are averaged: the mean of many noisy ends is nearer
    /// to the minimum than each of them. In these epochs the results are those of the mean, and the network
    /// ends with it. 0 or 1 averages nothing.
    /// </summary>
    public int AveragedEpochs { get; init; }

    /// <summary>
    /// Every how many epochs cost and accuracy are measured and a result is given; the last epoch always is.
    /// Measuring all training images takes about a third as long as learning from them.
    /// </summary>
    public int MeasureEvery { get; init; } = 1;

    internal void Check(int examples)
    {
        ArgumentNullException.ThrowIfNull(LearningRate);
        string? wrong = MiniBatch < 1 || MiniBatch > examples ? Invariant($"A mini-batch has 1 to all {examples:N0} examples of the set, and {MiniBatch:N0} were asked for.")
            : Epochs < 1 ? Invariant($"Training takes at least 1 epoch, and {Epochs:N0} were asked for.")
            : Shift is < 0 or >= DigitImage.Width ? Invariant($"Images are shifted by 0 to {DigitImage.Width - 1} pixels, not by {Shift:N0}.")
            : MeasureEvery < 1 ? Invariant($"Results are measured every 1 epoch or more, not every {MeasureEvery:N0}.")
            : AveragedEpochs < 0 || AveragedEpochs > Epochs ? Invariant($"The parameters are averaged over 0 to all {Epochs:N0} epochs, and {AveragedEpochs:N0} were asked for.")
            : null;
        if (wrong is not null)
        {
            throw new ArgumentException(wrong);
        }
    }
}
