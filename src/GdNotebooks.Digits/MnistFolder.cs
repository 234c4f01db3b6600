using System.IO.Compression;

namespace GdNotebooks;

/// <summary>A folder on this machine, with the files plain or packed.</summary>
internal sealed class MnistFolder(string folder) : MnistSource
{
    public override string Name => "the folder " + folder;

    public override async Task FetchAsync(MnistFile file, Stream part, MnistAttempt attempt, CancellationToken stop)
    {
        var path = file.In(folder) ?? throw new MnistSourceException("it is not there, neither plain nor with .gz");
        var source = Open(path);
        await using (source.ConfigureAwait(false))
        {
            part.SetLength(0);
            attempt.Heard();
            attempt.Answered(source.Length);
            if (path.EndsWith(".gz", StringComparison.Ordinal))
            {
                await attempt.CopyAsync(source, part, stop).ConfigureAwait(false);
            }
            else
            {
                var packed = new GZipStream(part, CompressionLevel.Optimal, leaveOpen: true);
                await using (packed.ConfigureAwait(false))
                {
                    await attempt.CopyAsync(source, packed, stop).ConfigureAwait(false);
                }
            }
        }
    }

    private static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new MnistSourceException("it cannot be read: " + fault.Message, fault);
        }
    }
}
