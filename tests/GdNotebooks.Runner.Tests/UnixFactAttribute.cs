namespace GdNotebooks.Runner.Tests;

/// <summary>A test of signals, home folders and the like, which on Windows are something else.</summary>
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "Windows does this in its own way" : null;
}
