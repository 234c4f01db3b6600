using System.Buffers.Binary;

namespace GdNotebooks.Plotting;

/// <summary>Writes a picture as PNG: RGBA, or one grey byte a pixel where every pixel is opaque grey.</summary>
internal static class Png
{
    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(n =>
    {
        uint c = (uint)n;
        for (int k = 0; k < 8; k++)
        {
            c = (c & 1) == 1 ? 0xEDB88320 ^ (c >> 1) : c >> 1;
        }

        return c;
    })];

    /// <summary>A null pixel is transparent.</summary>
    public static byte[] Of(int width, int height, Func<int, int, Rgb?> pixel)
    {
        var colours = new Rgb?[width * height];
        bool grey = true;
        for (int i = 0; i < colours.Length; i++)
        {
            colours[i] = pixel(i % width, i / width);
            grey &= colours[i] is { } c && c.R == c.G && c.G == c.B;
        }

        // An indexed picture would be smaller still, but at most 256 colours have to be found first.
        int depth = grey ? 1 : 4;
        var rows = new byte[height * (1 + (width * depth))];
        for (int y = 0, at = 0; y < height; y++)
        {
            at++;
            for (int x = 0; x < width; x++, at += depth)
            {
                if (colours[(y * width) + x] is { } c)
                {
                    rows[at] = c.R;
                    if (!grey)
                    {
                        (rows[at + 1], rows[at + 2], rows[at + 3]) = (c.G, c.B, 255);
                    }
                }
            }
        }

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = (byte)(grey ? 0 : 6);
        return [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, Plotting.Deflate.Compress(rows)), .. Chunk("IEND"u8, [])];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        var chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        uint crc = uint.MaxValue;
        foreach (byte value in chunk.AsSpan(4, 4 + data.Length))
        {
            crc = CrcTable[(crc ^ value) & 0xFF] ^ (crc >> 8);
        }

        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), ~crc);
        return chunk;
    }
}
