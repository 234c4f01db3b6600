using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace GdNotebooks.Runner;

/// <summary>
/// What Windows has in the place of process groups: a process and whatever it starts, ended together when the
/// last handle to their job is closed, and so even when the program that holds it is killed.
/// </summary>
[SupportedOSPlatform("windows")]
internal static partial class WindowsJob
{
    private const int ExtendedLimits = 9;
    private const uint EndWhenClosed = 0x2000;

    // Each notebook's job is closed when it ends; what is left at the end of this program the system closes.
    private static readonly Dictionary<int, SafeFileHandle> Jobs = [];

    /// <summary>Puts a process that has just been started into a job of its own.</summary>
    public static void Begin(Process process)
    {
        var job = CreateJob(0, 0);
        var limits = new ExtendedLimitInformation { Basic = { LimitFlags = EndWhenClosed } };
        if (job.IsInvalid || !SetInformation(job, ExtendedLimits, in limits, (uint)Marshal.SizeOf<ExtendedLimitInformation>()) || !Assign(job, process.Handle))
        {
            // Without one the process is ended as well as can be without one.
            job.Dispose();
            return;
        }

        lock (Jobs)
        {
            Jobs[process.Id] = job;
        }
    }

    /// <summary>Ends the job of a process.</summary>
    public static void End(int process)
    {
        lock (Jobs)
        {
            if (Jobs.Remove(process, out var job))
            {
                job.Dispose();
            }
        }
    }

    [LibraryImport("kernel32.dll", EntryPoint = "CreateJobObjectW", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial SafeFileHandle CreateJob(nint security, nint name);

    [LibraryImport("kernel32.dll", EntryPoint = "SetInformationJobObject", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetInformation(SafeFileHandle job, int kind, in ExtendedLimitInformation limits, uint length);

    [LibraryImport("kernel32.dll", EntryPoint = "AssignProcessToJobObject", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool Assign(SafeFileHandle job, nint process);

    [StructLayout(LayoutKind.Sequential)]
    private struct BasicLimitInformation
    {
        public long PerProcessUserTimeLimit;
        public long PerJobUserTimeLimit;
        public uint LimitFlags;
        public nuint MinimumWorkingSetSize;
        public nuint MaximumWorkingSetSize;
        public uint ActiveProcessLimit;
        public nuint Affinity;
        public uint PriorityClass;
        public uint SchedulingClass;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct ExtendedLimitInformation
    {
        public BasicLimitInformation Basic;
        public IoCounters Io;
        public nuint ProcessMemoryLimit;
        public nuint JobMemoryLimit;
        public nuint PeakProcessMemoryUsed;
        public nuint PeakJobMemoryUsed;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct IoCounters
    {
        public ulong ReadOperations;
        public ulong WriteOperations;
        public ulong OtherOperations;
        public ulong ReadBytes;
        public ulong WrittenBytes;
        public ulong OtherBytes;
    }
}
