using System.IO.Compression;
using System.Text;

namespace GdNotebooks;

/// <summary>
/// What a file is, whatever it is called: told by its first bytes. Whoever meets a file that is not the one
/// expected asks here, so that all of them say the same.
/// </summary>
internal static class FileKind
{
    /// <summary>How many bytes of a file are looked at.</summary>
    public const int Looked = 1024;

    private static readonly (byte[] Start, string Kind)[] Signatures =
    [
        ([0x93, .. "NUMPY"u8], "a single array of NumPy (.npy)"),
        ([0x89, .. "HDF\r\n"u8], "an HDF5 file, as Keras (.h5) and MATLAB (.mat) write them"),
        ([.. "MATLAB 5.0"u8], "a MATLAB file (.mat)"),
        ([.. "PK\x03\x04"u8], "a zip archive"),
        ([.. "PK\x05\x06"u8], "an empty zip archive"),
        ([.. "7z"u8, 0xBC, 0xAF], "a 7-Zip archive"),
        ([.. "Rar!"u8], "a RAR archive"),
        ([.. "BZh"u8], "packed with bzip2"),
        ([0xFD, .. "7zXZ"u8], "packed with xz"),
        ([0x28, 0xB5, 0x2F, 0xFD], "packed with zstd"),
        ([0x1F, 0x9D], "packed with compress (.Z)"),
        ([.. "PAR1"u8], "a Parquet table"),
        ([.. "ARROW1"u8], "an Arrow table"),
        ([.. "SQLite format 3"u8], "an SQLite database"),
        ([0x89, .. "PNG"u8], "a picture (PNG)"),
        ([0xFF, 0xD8, 0xFF], "a picture (JPEG)"),
        ([.. "GIF8"u8], "a picture (GIF)"),
        ([.. "BM"u8, 0, 0], "a picture (BMP)"),
        ([.. "%PDF"u8], "a PDF document"),
        ([0x00, 0x05, 0x16, 0x07], "what macOS puts beside a file (its name begins with ._ ), not the file itself"),
        ([0x7F, .. "ELF"u8], "a program"),
        ([.. "bplist00"u8], "a property list of macOS"),
        ([0xFF, 0xFE], "a text in UTF-16"),
        ([0xFE, 0xFF], "a text in UTF-16"),
        ([0x03, 0x08, 0x00, 0x00], "a byte-swapped IDX file of images"),
        ([0x01, 0x08, 0x00, 0x00], "a byte-swapped IDX file of labels"),
    ];

    /// <summary>What a file is, to follow the word "is"; null where its first bytes do not tell.</summary>
    /// <param name="start">The first bytes of the file, up to a thousand.</param>
    public static string? Of(ReadOnlySpan<byte> start)
    {
        if (start.IsEmpty)
        {
            return "empty";
        }

        if (start is [0x1f, 0x8b, ..])
        {
            return "packed with gzip";
        }

        foreach (var (signature, kind) in Signatures)
        {
            if (start.StartsWith(signature))
            {
                return kind;
            }
        }

        return start is [0x80, >= 2 and <= 5, ..] ? "a pickle of Python, which is a program and is not run here"
            : IsTar(start) ? "a tar archive"
            : IdxHeader.Of(start) is { } idx ? $"an IDX file of {idx}"
            : start.Length >= 16 && start.IndexOfAnyExcept((byte)0) < 0 ? "filled with zero bytes, as a file that was never written to the end"
            : Text(start);
    }

    /// <summary>What a file is, to follow the word "is"; of a file packed with gzip, what is inside. Null where that does not tell.</summary>
    /// <param name="file">The file, from its beginning; it stands somewhere else afterwards.</param>
    public static string? Of(Stream file)
    {
        var start = new byte[Looked];
        var read = file.ReadAtLeast(start, Looked, throwOnEndOfStream: false);
        if (start is not [0x1f, 0x8b, ..])
        {
            return Of(start.AsSpan(0, read));
        }

        using var packed = new GZipStream(new MemoryStream(start, 0, read), CompressionMode.Decompress);
        try
        {
            var inside = new byte[Looked];
            return Of(inside.AsSpan(0, Some(packed, inside))) switch
            {
                "packed with gzip" => "packed with gzip twice: unpack it once",
                "empty" when read < 20 => "packed with gzip, and empty or cut off",
                { } kind => kind,
                null => null,
            };
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    // The beginning of what is packed, as far as the bytes at hand go: they end in the middle of it.
    private static int Some(Stream packed, Span<byte> inside)
    {
        var read = 0;
        try
        {
            while (read < inside.Length && packed.Read(inside[read..]) is > 0 and var more)
            {
                read += more;
            }
        }
        catch (InvalidDataException) when (read > 0)
        {
        }

        return read;
    }

    private static bool IsTar(ReadOnlySpan<byte> start) => start.Length > 262 && start[257..].StartsWith("ustar"u8);

    private static string? Text(ReadOnlySpan<byte> start)
    {
        var text = start.TrimStart(" \t\r\n\ufeff"u8);
        if (text.StartsWith("version https://git-lfs"u8))
        {
            return "a pointer of Git LFS and not the file itself, which \"git lfs pull\" fetches";
        }

        if (text.IndexOf("/annex/objects/"u8) >= 0)
        {
            return "a pointer of git-annex and not the file itself, which \"git annex get\" fetches";
        }

        if (text.StartsWith("<"u8))
        {
            return text.StartsWith("<?xml"u8) || text.StartsWith("<Error"u8) ? "a page in XML, such as a server's error message" : "a web page";
        }

        if (text.IsEmpty || text.ContainsAnyInRange((byte)0x00, (byte)0x08) || text.ContainsAnyInRange((byte)0x0E, (byte)0x1F))
        {
            return null;
        }

        var line = text[..Math.Min(text.IndexOfAny((byte)'\r', (byte)'\n') is >= 0 and var end ? end : text.Length, 60)];
        return text[0] is (byte)'{' or (byte)'[' ? "a text in JSON"
            : line.Count((byte)',') >= 5 ? "a table with commas (CSV)"
            : line.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0 ? $"a text: \"{Encoding.ASCII.GetString(line)}\""
            : null;
    }
}
