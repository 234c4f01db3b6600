using System.IO.Compression;
using System.Security.Cryptography;
using static System.FormattableString;

namespace GdNotebooks;

/// <summary>One file of MNIST.</summary>
/// <param name="Name">Its name without <c>.gz</c>.</param>
/// <param name="Length">Bytes, once unpacked.</param>
/// <param name="Sha256">Of the unpacked bytes, in lower-case hexadecimal digits.</param>
internal sealed record MnistFile(string Name, long Length, string Sha256)
{
    // Above this many bytes no set of images can be read, so nobody's own set is lost by calling it damaged.
    private const double LargestSet = int.MaxValue;

    /// <summary>What the packed file is called.</summary>
    public string PackedName => Name + ".gz";

    /// <summary>
    /// The path of this file in a folder, as <c>.gz</c> or plain; null if it is not there. 7-Zip and Kaggle write
    /// <c>train-images.idx3-ubyte</c>, with a dot, and may put each file into a folder that has its name.
    /// </summary>
    public string? In(string folder)
    {
        var dotted = Name.Replace("-idx", ".idx", StringComparison.Ordinal);
        string[] names = [PackedName, Name, dotted + ".gz", dotted];
        return names.Concat(names[..2].SelectMany(parent => names[1..].Select(name => Path.Combine(parent, name))))
            .Concat(names[1..].Select(name => Path.Combine(dotted, name)))
            .Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    /// <summary>
    /// What is wrong with the bytes of a file; null if they are those of MNIST. Unpacks no more than it has
    /// to, whatever the file promises.
    /// </summary>
    public async Task<MnistFault?> FaultAsync(Stream file, CancellationToken stop)
    {
        var kind = FileKind.Of(file);
        file.Position = 0;
        var packed = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        var content = packed ? new GZipStream(file, CompressionMode.Decompress, leaveOpen: true) : file;
        try
        {
            var buffer = new byte[1 << 16];
            var read = await content.ReadAtLeastAsync(buffer, FileKind.Looked, throwOnEndOfStream: false, stop).ConfigureAwait(false);
            var header = IdxHeader.Of(buffer.AsSpan(0, read));
            if (header is null && kind is not null)
            {
                return new("is " + kind);
            }

            // A whole set that is not MNIST is read to its end, to tell it from a damaged file.
            var atMost = header?.Length <= LargestSet ? Math.Max(Length, (long)header.Length) : Length;
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var length = 0L;
            for (; read > 0; read = await content.ReadAsync(buffer, stop).ConfigureAwait(false))
            {
                hash.AppendData(buffer, 0, read);
                if ((length += read) > atMost)
                {
                    return new(Invariant($"holds more than the {Length:N0} bytes of this file"));
                }
            }

            var sum = Convert.ToHexStringLower(hash.GetHashAndReset());
            return length == Length && sum == Sha256 ? null
                : MnistFiles.All.FirstOrDefault(other => other.Sha256 == sum) is { } other ? new($"has the bytes of {other.Name}: it has the wrong name")
                : header?.Length == length ? new($"is a whole IDX file of {header}, but not this one of MNIST") { IsOther = true }
                : length != Length ? new(Invariant($"holds {length:N0} bytes, not the {Length:N0} of this file"))
                : new("has other bytes than this file of MNIST (its SHA-256 is another)");
        }
        catch (InvalidDataException)
        {
            return new("is damaged or cut off: its gzip data cannot be unpacked");
        }
        finally
        {
            if (packed)
            {
                await content.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}

/// <summary>What is wrong with a file of MNIST.</summary>
/// <param name="What">To follow the name of the file in a sentence.</param>
internal sealed record MnistFault(string What)
{
    /// <summary>Whether it is whole and something of its own: somebody's data, not a broken file.</summary>
    public bool IsOther { get; init; }
}
