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
    /// <summary>What the packed file is called.</summary>
    public string PackedName => Name + ".gz";

    /// <summary>The path of this file in a folder, as <c>.gz</c> or plain; null if it is not there.</summary>
    public string? In(string folder) =>
        new[] { PackedName, Name }.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>
    /// What is wrong with the bytes of a file, to follow its name in a sentence; null if they are those of
    /// MNIST. Unpacks no more than it has to, whatever the file promises.
    /// </summary>
    public async Task<string?> FaultAsync(Stream file, CancellationToken stop)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        var start = await file.ReadAtLeastAsync(buffer, 2, throwOnEndOfStream: false, stop).ConfigureAwait(false);
        var packed = start >= 2 && buffer[0] == 0x1f && buffer[1] == 0x8b;
        if (!packed && buffer.AsSpan(0, start).TrimStart(" \t\r\n\ufeff"u8).StartsWith("<"u8))
        {
            return "is a web page";
        }

        file.Position = 0;
        var content = packed ? new GZipStream(file, CompressionMode.Decompress, leaveOpen: true) : file;
        try
        {
            var length = 0L;
            while (await content.ReadAsync(buffer, stop).ConfigureAwait(false) is > 0 and var read)
            {
                hash.AppendData(buffer, 0, read);
                if ((length += read) > Length)
                {
                    return Invariant($"holds more than the {Length:N0} bytes of this file");
                }
            }

            return length < Length ? Invariant($"holds {length:N0} bytes, not the {Length:N0} of this file")
                : Convert.ToHexStringLower(hash.GetHashAndReset()) != Sha256 ? "has other bytes than this file of MNIST (its SHA-256 is another)"
                : null;
        }
        catch (InvalidDataException)
        {
            return "is damaged or cut off: its gzip data cannot be unpacked";
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
