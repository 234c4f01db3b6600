using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace GdNotebooks.Runner;

/// <summary>The .NET that runs this program, for its child processes.</summary>
internal static class DotNet
{
    /// <summary>The <c>dotnet</c> beside the runtime in use, whether this program was started as gd, as dotnet gd.dll or by a test.</summary>
    public static string Executable { get; } = Path.GetFullPath(Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    /// <summary>
    /// Ends a child process and those it started, if it still runs. That is done as well as can be: what stands in
    /// the way, such as a process that may not be ended, must not end the run of the other notebooks.
    /// </summary>
    public static void End(Process process)
    {
        Quietly(() => process.Kill(entireProcessTree: true));

        // Who started whom is told by the times they began, which cannot always be read; then this one alone is ended.
        Quietly(process.Kill);
    }

    /// <summary>Does what ends a process, and says nothing of what stands in the way.</summary>
    public static void Quietly(Action end)
    {
        try
        {
            end();
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException or NotSupportedException or ArgumentException)
        {
            // It has ended already, or one of those it started cannot be ended, or a time is none (an ArgumentException).
        }
    }

    /// <summary>The number of a child process; null when it never started.</summary>
    public static int? IdOf(Process process)
    {
        try
        {
            return process.Id;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
