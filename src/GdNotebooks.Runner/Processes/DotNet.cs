using System.Diagnostics;
using System.Runtime.InteropServices;

namespace GdNotebooks.Runner;

/// <summary>The .NET that runs this program, for its child processes.</summary>
internal static class DotNet
{
    /// <summary>The <c>dotnet</c> beside the runtime in use, whether this program was started as gd, as dotnet gd.dll or by a test.</summary>
    public static string Executable { get; } = Path.GetFullPath(Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    /// <summary>Ends a child process and those it started, if it still runs.</summary>
    public static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
    }
}
