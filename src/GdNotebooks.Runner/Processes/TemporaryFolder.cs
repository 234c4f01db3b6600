namespace GdNotebooks.Runner;

/// <summary>A folder among the temporary files of the machine, for as long as it is needed.</summary>
internal sealed class TemporaryFolder(string prefix) : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory(prefix).FullName;

    /// <summary>A path in it, whose folder exists.</summary>
    public string File(params ReadOnlySpan<string> parts)
    {
        string file = System.IO.Path.Combine([Path, .. parts]);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        return file;
    }

    /// <summary>Takes the folder away. Where something in it is still held open it stays: it lies among the temporary files.</summary>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nobody's result is wrong for it.
        }
    }
}
