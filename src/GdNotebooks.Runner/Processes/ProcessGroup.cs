using System.Diagnostics;
using System.Runtime.InteropServices;

namespace GdNotebooks.Runner;

/// <summary>
/// A process and all that it starts, to be ended together, whichever of them has ended already. On Windows it
/// is the process and its descendants, as far as a chain of living parents leads to them.
/// </summary>
internal static partial class ProcessGroup
{
    private const int Kill = 9;

    /// <summary>Makes this process the first of a group, to which whatever it starts will belong.</summary>
    public static void Begin()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = StartSession();
        }
    }

    /// <summary>Ends the group that a child process began.</summary>
    public static void End(Process first)
    {
        if (!OperatingSystem.IsWindows())
        {
            // Its number stands for the group for as long as one of it lives; where none does, nothing happens.
            _ = Signal(-first.Id, Kill);
        }

        DotNet.End(first);
    }

    /// <summary>Ends the group that this process began, and so this process.</summary>
    public static void EndOwn()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = Signal(0, Kill);
        }

        Process.GetCurrentProcess().Kill();
    }

    [LibraryImport("libc", EntryPoint = "setsid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int StartSession();

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Signal(int process, int signal);
}
