using System.Text;

namespace GdNotebooks.Runner;

/// <summary>
/// Writes files so that at every moment, even when this process is killed, a reader sees the old file or the
/// new one, whole: beside the old one first, then renamed over it.
/// </summary>
internal static class WholeFile
{
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(10);

    /// <exception cref="UserException">The file cannot be written; the old one is as it was.</exception>
    public static void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        path = Path.GetFullPath(path);
        if (new FileInfo(path).LinkTarget is not null)
        {
            path = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }

        try
        {
            WriteBeside(path, bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"{path} cannot be written: {(e is UnauthorizedAccessException ? "its folder does not allow it" : e.Message.TrimEnd('.'))}.", e);
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

    private static void WriteBeside(string path, ReadOnlySpan<byte> bytes)
    {
        string folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        RemoveAbandoned(folder, path);
        string beside = Path.Combine(folder, $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}.tmp");
        try
        {
            using (var file = new FileStream(beside, FileMode.CreateNew, FileAccess.Write))
            {
                if (!OperatingSystem.IsWindows() && File.Exists(path))
                {
                    File.SetUnixFileMode(file.SafeFileHandle, File.GetUnixFileMode(path));
                }

                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: true);
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
        foreach (string old in Directory.EnumerateFiles(folder, $".{Path.GetFileName(path)}.*.tmp"))
        {
            if (DateTime.UtcNow - File.GetLastWriteTimeUtc(old) > Abandoned)
            {
                File.Delete(old);
            }
        }
    }
}
