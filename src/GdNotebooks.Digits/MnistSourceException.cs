namespace GdNotebooks;

/// <summary>A source could not give a file.</summary>
/// <param name="message">Why, to follow the name of the file and of the source.</param>
/// <param name="cause">What happened underneath.</param>
internal sealed class MnistSourceException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Whether the same source may give it the next time.</summary>
    public bool MayPass { get; init; }

    /// <summary>Whether nobody was reached.</summary>
    public bool NoConnection { get; init; }

    /// <summary>How long the server asks to wait.</summary>
    public TimeSpan? After { get; init; }
}
