using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace GdNotebooks.Runner;

/// <summary>
/// The pipe through which cells come, for this process alone. A program that a cell starts inherits another input,
/// which is empty: else it would read the cells to come, as would a cell that reads past the console.
/// </summary>
internal static partial class StandardInput
{
    private const int Number = 0;
    private const int NumberOnWindows = -10;
    private const int Inherited = 1;

    // What children inherit is open for as long as this process lives.
    private static SafeFileHandle? _empty;

    /// <summary>The pipe, with an empty input in its place.</summary>
    public static Stream Take()
    {
        try
        {
            return OperatingSystem.IsWindows() ? TakeOnWindows() : TakeOnUnix();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Without an empty input it is shared.
            return Console.OpenStandardInput();
        }
    }

    private static Stream TakeOnUnix()
    {
        var pipe = new FileStream($"/dev/fd/{Number}", FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        using var empty = File.OpenHandle("/dev/null");
        return Put(empty, Number) == Number ? pipe : Console.OpenStandardInput();
    }

    [SupportedOSPlatform("windows")]
    private static Stream TakeOnWindows()
    {
        var pipe = Console.OpenStandardInput();
        nint handle = Standard(NumberOnWindows);
        _empty = File.OpenHandle("NUL", share: FileShare.ReadWrite | FileShare.Inheritable);
        if (PutStandard(NumberOnWindows, _empty))
        {
            _ = SetFlags(handle, Inherited, 0);
        }

        return pipe;
    }

    [LibraryImport("libc", EntryPoint = "dup2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Put(SafeFileHandle file, int number);

    [LibraryImport("kernel32.dll", EntryPoint = "GetStdHandle")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial nint Standard(int number);

    [LibraryImport("kernel32.dll", EntryPoint = "SetStdHandle")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool PutStandard(int number, SafeFileHandle file);

    [LibraryImport("kernel32.dll", EntryPoint = "SetHandleInformation")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetFlags(nint handle, int which, int flags);
}
