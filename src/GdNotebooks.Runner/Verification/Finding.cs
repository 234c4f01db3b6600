namespace GdNotebooks.Runner;

/// <summary>Something about a notebook that is not as it should be.</summary>
/// <param name="Cell">The code cell; null when it is about the notebook.</param>
/// <param name="Message">What is wrong, and what was expected.</param>
internal sealed record Finding(int? Cell, string Message)
{
    public override string ToString() => Cell is { } cell ? FormattableString.Invariant($"code cell {cell}: {Message}") : Message;
}
