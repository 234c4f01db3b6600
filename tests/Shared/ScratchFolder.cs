namespace GdNotebooks.Tests.Packaging;

/// <summary>A folder outside the checkout that goes away with the test.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("gdnotebooks-").FullName;

    /// <summary>A path in the folder, whose parent exists.</summary>
    public string File(params string[] parts)
    {
        string file = System.IO.Path.Combine([Path, .. parts]);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        return file;
    }

    public void Write(string text, params string[] parts) => System.IO.File.WriteAllText(File(parts), text);

    public string Write(byte[] bytes, params string[] parts)
    {
        string file = File(parts);
        System.IO.File.WriteAllBytes(file, bytes);
        return file;
    }

    /// <summary>Takes the folder away. On Windows a process that has just ended, or a virus scanner, may hold something in it for a moment.</summary>
    public void Dispose()
    {
        for (int tries = 0; ; tries++)
        {
            try
            {
                Directory.Delete(Path, recursive: true);
                return;
            }
            catch (Exception e) when (OperatingSystem.IsWindows() && tries < 40 && (e is IOException or UnauthorizedAccessException))
            {
                Thread.Sleep(50);
            }
        }
    }
}
