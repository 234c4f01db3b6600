using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace GdNotebooks.Runner;

/// <summary>
/// A process and all that it starts, to be ended together, whichever of them has ended already. On Windows
/// they are a job; on Linux those that left their session are found by the environment they inherited.
/// </summary>
internal static partial class ProcessGroup
{
    /// <summary>The environment variable that whatever a notebook starts inherits, with a word that is that notebook's alone.</summary>
    public const string MarkVariable = "GDNOTEBOOKS_NOTEBOOK_PROCESS";

    private const int Kill = 9;

    /// <summary>Makes this process the first of a group, to which whatever it starts will belong.</summary>
    public static void Begin()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = StartSession();
        }
    }

    /// <summary>Makes a child process, which has just been started and has got no work yet, the first of a group.</summary>
    public static void Begin(Process first)
    {
        if (OperatingSystem.IsWindows())
        {
            WindowsJob.Begin(first);
        }
    }

    /// <summary>Ends the group that a child process began, and whatever carries its mark.</summary>
    /// <param name="first">The child.</param>
    /// <param name="mark">What it found in <see cref="MarkVariable"/>.</param>
    public static void End(Process first, string mark)
    {
        DotNet.End(first);
        if (OperatingSystem.IsWindows())
        {
            if (DotNet.IdOf(first) is { } id)
            {
                WindowsJob.End(id);
            }
        }
        else
        {
            // Its number stands for the group for as long as one of it lives; where none does, nothing happens.
            if (DotNet.IdOf(first) is { } group)
            {
                _ = Signal(-group, Kill);
            }

            EndMarked(mark);
        }
    }

    /// <summary>Ends the group that this process began and whatever carries its mark, and so this process.</summary>
    public static void EndOwn(string mark)
    {
        if (!OperatingSystem.IsWindows())
        {
            EndMarked(mark);
            _ = Signal(0, Kill);
        }

        Process.GetCurrentProcess().Kill();
    }

    /// <summary>
    /// Ends the processes that were started with the mark in their environment: one that began a session of
    /// its own belongs to no group that is known here.
    /// </summary>
    private static void EndMarked(string mark)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        byte[] entry = Encoding.UTF8.GetBytes($"{MarkVariable}={mark}\0");
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int process) && process != Environment.ProcessId &&
                EnvironmentIn(folder).AsSpan().IndexOf(entry) >= 0)
            {
                _ = Signal(process, Kill);
            }
        }
    }

    private static byte[] EnvironmentIn(string folder)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(folder, "environ"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone by now, or somebody else's.
            return [];
        }
    }

    [LibraryImport("libc", EntryPoint = "setsid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int StartSession();

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Signal(int process, int signal);
}
