using System.Diagnostics;
using System.Text;

namespace GdNotebooks.Runner;

/// <summary>
/// Writes files so that at every moment, even when this process is killed, a reader sees the old file or the
/// new one, whole: beside the old one first, then renamed over it. A file that another program has open, as
/// virus scanners and synchronised folders do all day, is tried again for half a second.
/// </summary>
internal static class WholeFile
{
    private const string HeldByAnother = "another program has it open";

    // Not by the rules of DOS for points, which not every system has.
    private static readonly EnumerationOptions AllOfThem = new() { MatchType = MatchType.Simple, AttributesToSkip = 0, IgnoreInaccessible = true };

    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.5);

    /// <summary>Writes a file; a link in its place is replaced, and what it led to stays as it was.</summary>
    /// <exception cref="UserException">The file cannot be written; the old one is as it was.</exception>
    public static void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a file; a link in its place is replaced, and what it led to stays as it was.</summary>
    /// <param name="path">The file.</param>
    /// <param name="bytes">What is to be in it.</param>
    /// <param name="toDisk">Whether it is to be whole after a loss of power too, which costs some milliseconds.</param>
    /// <exception cref="UserException">The file cannot be written; the old one is as it was.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes, bool toDisk = true)
    {
        path = Path.GetFullPath(path);
        try
        {
            WriteBeside(path, bytes, toDisk);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"{path} cannot be written: {Reason(e, path)}.", e);
        }
    }

    /// <summary>Writes the file that the user works on: where that is a link, what it leads to.</summary>
    /// <exception cref="UserException">The file cannot be written; the old one is as it was.</exception>
    public static void WriteThroughLinks(string path, string text) => Write(
        new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path, text);

    /// <summary>Reads a file, whether or not another program is writing to it.</summary>
    /// <exception cref="IOException">It cannot be read, or another program keeps it to itself.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static byte[] Read(string path) => Patiently(() =>
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            file.CopyTo(bytes);
            return bytes.ToArray();
        }
        catch (IOException e) when (IsHeld(e))
        {
            throw new IOException(HeldByAnother, e.HResult);
        }
        catch (OutOfMemoryException e)
        {
            throw new IOException("it is larger than any such file", e);
        }
    });

    /// <summary>Tries again, for half a second, what fails because another program has the file open.</summary>
    public static T Patiently<T>(Func<T> act)
    {
        for (var watch = Stopwatch.StartNew(); ;)
        {
            try
            {
                return act();
            }
            catch (Exception e) when (MayBeHeld(e) && watch.Elapsed < Patience)
            {
                Thread.Sleep(25);
            }
        }
    }

    /// <summary>Makes sure that a folder, which need not be there yet, takes files; none stays in it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="remedy">What the user can do.</param>
    /// <exception cref="UserException">It does not.</exception>
    public static void CheckFolder(string folder, string remedy)
    {
        folder = Path.GetFullPath(folder);
        string? there = folder;
        while (!Path.Exists(there) && Path.GetDirectoryName(there) is { } above)
        {
            there = above;
        }

        try
        {
            new FileStream(Path.Combine(there, $".{Path.GetRandomFileName()}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"The folder {folder} cannot be written to: {remedy}.", e);
        }
    }

    /// <summary>Why a file cannot be written, to stand in a sentence.</summary>
    /// <param name="e">What was thrown: an <see cref="IOException"/> or an <see cref="UnauthorizedAccessException"/>.</param>
    /// <param name="path">The file.</param>
    public static string Reason(Exception e, string path)
    {
        if (IsHeld(e) || (MayBeHeld(e) && IsOpenElsewhere(path)))
        {
            return HeldByAnother;
        }

        return e is not UnauthorizedAccessException ? Message(e)
            : File.Exists(path) && OperatingSystem.IsWindows() && File.GetAttributes(path).HasFlag(FileAttributes.ReadOnly) ? "it is marked as read-only"
            : "its folder does not allow it";
    }

    /// <summary>Whether a file is held by another program: on Windows a sharing or lock violation, elsewhere a lock that is taken.</summary>
    private static bool IsHeld(Exception e) => e is IOException &&
        (OperatingSystem.IsWindows() ? (e.HResult & 0xFFFF) is 32 or 33 : e.HResult == (OperatingSystem.IsLinux() ? 11 : 35));

    /// <summary>On Windows a file that somebody reads cannot be replaced, and what is said is that it is not allowed.</summary>
    private static bool MayBeHeld(Exception e) => IsHeld(e) || (OperatingSystem.IsWindows() && e is UnauthorizedAccessException);

    /// <summary>What an error says, without the name of the file beside the one that is meant.</summary>
    public static string Message(Exception e) => e.Message.Split(" : '")[0].TrimEnd('.');

    private static bool IsOpenElsewhere(string path)
    {
        try
        {
            new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.None).Dispose();
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return IsHeld(e);
        }
    }

    private static void WriteBeside(string path, ReadOnlySpan<byte> bytes, bool toDisk)
    {
        string folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        RemoveAbandoned(folder, path);
        string beside = Path.Combine(folder, $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}.tmp");
        try
        {
            using (var file = new FileStream(beside, FileMode.CreateNew, FileAccess.Write))
            {
                if (!OperatingSystem.IsWindows() && File.Exists(path) && File.ResolveLinkTarget(path, returnFinalTarget: true) is null or { Exists: true })
                {
                    File.SetUnixFileMode(file.SafeFileHandle, File.GetUnixFileMode(path));
                }

                file.Write(bytes);
                file.Flush(toDisk);
            }

            Patiently(() =>
            {
                File.Move(beside, path, overwrite: true);
                return true;
            });
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    /// <summary>A process that was killed leaves a half-written file beside the one it meant to write.</summary>
    private static void RemoveAbandoned(string folder, string path)
    {
        foreach (string old in Directory.EnumerateFiles(folder, $".{Path.GetFileName(path)}.*.tmp", AllOfThem))
        {
            if (DateTime.UtcNow - File.GetLastWriteTimeUtc(old) > Abandoned)
            {
                File.Delete(old);
            }
        }
    }
}
