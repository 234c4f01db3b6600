using System.IO.Compression;

namespace GdNotebooks;

/// <summary>A folder on this machine, with the files plain or packed.</summary>
internal sealed class MnistFolder(string folder) : MnistSource
{
    public override string Name => "the folder " + folder;

    public override async Task FetchAsync(MnistFile file, Stream part, MnistAttempt attempt, CancellationToken stop)
    {
        var source = Open(Find(file));
        await using (source.ConfigureAwait(false))
        {
            part.SetLength(0);
            attempt.Heard();
            attempt.Answered(source.Length);

            // Whether it is packed is told by its bytes: browsers unpack on the way and keep the name.
            var packed = source.ReadByte() == 0x1f && source.ReadByte() == 0x8b;
            source.Position = 0;
            if (packed)
            {
                await attempt.CopyAsync(source, part, stop).ConfigureAwait(false);
            }
            else
            {
                var gzip = new GZipStream(part, CompressionLevel.Optimal, leaveOpen: true);
                await using (gzip.ConfigureAwait(false))
                {
                    await attempt.CopyAsync(source, gzip, stop).ConfigureAwait(false);
                }
            }
        }
    }

    private string Find(MnistFile file)
    {
        if (File.Exists(folder))
        {
            using var content = Open(folder);
            throw new MnistSourceException(FileKind.Of(content) is { } kind ? $"it is no folder: the file is {kind}" : "it is a file and no folder");
        }

        return !Directory.Exists(folder) ? throw new MnistSourceException("there is no such folder")
            : file.In(MnistFiles.Home(folder)) ?? throw new MnistSourceException($"it is not there, neither plain nor with .gz{DigitsAtHand.In(folder) switch { "" => "", var hint => "." + hint }}");
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
