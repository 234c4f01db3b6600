using System.Diagnostics;
using GdNotebooks.Tests.Packaging;

namespace GdNotebooks.Runner.Tests.Commands;

/// <summary>Processes that a read-only folder holds off, even where the tests run as root.</summary>
internal static class Unprivileged
{
    // Root stays who it is, so that everything can still be read, but without its capabilities what a file allows counts.
    private static readonly string[] GiveUpRoot = Environment.IsPrivilegedProcess ? ["setpriv", "--inh-caps=-all", "--bounding-set=-all"] : [];

    /// <summary>Why there are none here; null where there are.</summary>
    public static string? WhyNot { get; } = OperatingSystem.IsWindows() ? "takes the right to write from a folder as Unix does"
        : HoldsOff() ? null : "runs as root, and setpriv cannot give up root's rights here";

    public static Process Start(ProcessStartInfo start)
    {
        string[] command = [.. GiveUpRoot, start.FileName, .. start.ArgumentList];
        start.FileName = command[0];
        start.ArgumentList.Clear();
        Array.ForEach(command[1..], start.ArgumentList.Add);
        return Process.Start(start)!;
    }

    /// <summary>Takes from everybody the right to write to a folder and what is in it, or gives it to the owner.</summary>
    public static void Allow(bool writing, string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        const UnixFileMode Write = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
        foreach (string path in Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Prepend(folder))
        {
            File.SetUnixFileMode(path, writing ? File.GetUnixFileMode(path) | UnixFileMode.UserWrite : File.GetUnixFileMode(path) & ~Write);
        }
    }

    private static bool HoldsOff()
    {
        using var scratch = new ScratchFolder();
        Allow(writing: false, scratch.Path);
        try
        {
            using var test = Start(new("test", ["!", "-w", scratch.Path]));
            test.WaitForExit();
            return test.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}

internal sealed class UnprivilegedTheoryAttribute : TheoryAttribute
{
    public UnprivilegedTheoryAttribute() => Skip = Unprivileged.WhyNot;
}
