namespace GdNotebooks.Runner.Tests;

/// <summary>A test of signals, home folders and the like, which on Windows are something else.</summary>
internal sealed class UnixFactAttribute : FactAttribute
{
    /// <param name="why">What is otherwise on Windows.</param>
    public UnixFactAttribute(string why = "Windows does this in its own way") => Skip = OperatingSystem.IsWindows() ? why : null;
}
