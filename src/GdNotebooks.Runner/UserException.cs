namespace GdNotebooks.Runner;

/// <summary>
/// Something the user can put right. The message is for them: one or two sentences that name the thing, the
/// value and what was expected.
/// </summary>
/// <param name="message">The sentence.</param>
/// <param name="inner">What caused it, shown only on request.</param>
/// <param name="exitCode">1 when something failed, 2 when the command line is wrong.</param>
internal sealed class UserException(string message, Exception? inner = null, int exitCode = 1) : Exception(message, inner)
{
    public int ExitCode { get; } = exitCode;
}
