namespace GdNotebooks;

/// <summary>How a network does on a set of images.</summary>
/// <param name="Cost">The mean cost of its images.</param>
/// <param name="Accuracy">The share of images whose strongest output is the right digit, from 0 to 1.</param>
public readonly record struct Evaluation(double Cost, double Accuracy)
{
    /// <summary>Cost and accuracy in one line.</summary>
    public override string ToString() => FormattableString.Invariant($"cost {Cost:F4}, accuracy {Accuracy * 100:F2} %");
}
