using System.Text;
using System.Text.Json;
using static System.FormattableString;

namespace GdNotebooks.Runner;

/// <summary>Why the bytes of a notebook's file are no JSON: what happened to it, where that can be told, or else the place.</summary>
internal static class NotebookFault
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Says it, to follow "is not a notebook: ".</summary>
    /// <param name="bytes">What is in the file, without a byte order mark.</param>
    /// <param name="thrown">What reading it threw: of the JSON, or of a text in it.</param>
    public static string Of(ReadOnlySpan<byte> bytes, Exception thrown)
    {
        var start = bytes.TrimStart(" \t\r\n"u8);
        if (!start.StartsWith("{"u8) && FileKind.Of(start[..Math.Min(start.Length, FileKind.Looked)]) is { } kind && !kind.Contains("JSON", StringComparison.Ordinal))
        {
            return $"it is {kind}";
        }

        foreach (var mark in (ReadOnlySpan<byte[]>)[[.. "<<<<<<< "u8], [.. ">>>>>>> "u8]])
        {
            if (bytes.IndexOf([(byte)'\n', .. mark]) is >= 0 and var place)
            {
                return Invariant($"it holds the marks of a merge that was not finished (line {LineOf(bytes, place + 1)})");
            }
        }

        return NotUtf8(bytes) is { } line ? Invariant($"it is not in UTF-8 (line {line})")
            : thrown is InvalidOperationException ? "it holds half of a character, an escape as \\ud83d without the one that belongs to it"
            : thrown is not JsonException { LineNumber: { } at, BytePositionInLine: { } column } ? "the same name stands twice in one of its objects"
            : LineOfEnd(bytes.TrimEnd(" \t\r\n"u8), at, column) is { } last ? Invariant($"it is cut off: it ends in the middle of its JSON, in line {last}")
            : Invariant($"it is not well-formed JSON (line {at + 1}, column {column + 1})");
    }

    // The last line, where the place is its end or behind it.
    private static int? LineOfEnd(ReadOnlySpan<byte> bytes, long line, long column)
    {
        int before = bytes.Count((byte)'\n');
        return line > before || (line == before && column >= bytes.Length - bytes.LastIndexOf((byte)'\n') - 1) ? before + 1 : null;
    }

    private static int? NotUtf8(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _ = Strict.GetCharCount(bytes);
            return null;
        }
        catch (DecoderFallbackException e)
        {
            return LineOf(bytes, e.Index);
        }
    }

    private static int LineOf(ReadOnlySpan<byte> bytes, int place) => 1 + bytes[..Math.Min(place, bytes.Length)].Count((byte)'\n');
}
