using System.Buffers.Binary;

namespace GdNotebooks.Plotting;

/// <summary>
/// Compresses to the zlib format (RFC 1950 and 1951) with the fixed codes and one candidate per match.
/// The runtime's own deflate packs tighter, but its bytes change with the version of zlib it was built
/// with, and a figure must be the same bytes everywhere.
/// </summary>
internal sealed class Deflate
{
    private const int Shortest = 3;
    private const int Longest = 258;
    private const int Window = 32768;
    private static readonly int[] LengthBase = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
    private static readonly int[] LengthBits = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
    private readonly List<byte> _output = [0x78, 0x01];
    private int _buffer;
    private int _filled;

    public static byte[] Compress(ReadOnlySpan<byte> data)
    {
        var deflate = new Deflate();
        deflate.Block(data);
        Span<byte> checksum = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(checksum, Adler32(data));
        return [.. deflate._output, .. checksum];
    }

    private void Block(ReadOnlySpan<byte> data)
    {
        Bits(1, 1);
        Bits(1, 2);
        var seen = new Dictionary<int, int>();
        for (int i = 0; i < data.Length;)
        {
            int length = 0, distance = 0;
            if (i + Shortest <= data.Length)
            {
                int key = data[i] | (data[i + 1] << 8) | (data[i + 2] << 16);
                if (seen.TryGetValue(key, out int before) && i - before <= Window)
                {
                    distance = i - before;
                    length = data[before..].Slice(0, Math.Min(Longest, data.Length - i)).CommonPrefixLength(data[i..]);
                }

            }

            if (length >= Shortest)
            {
                Match(length, distance);
            }
            else
            {
                length = 1;
                Literal(data[i]);
            }

            // The nearest earlier place of every three bytes: near ones need the fewest bits.
            for (int end = i + length; i < end; i++)
            {
                if (i + Shortest <= data.Length)
                {
                    seen[data[i] | (data[i + 1] << 8) | (data[i + 2] << 16)] = i;
                }
            }
        }

        Literal(256);
        if (_filled > 0)
        {
            Bits(0, 8 - _filled);
        }
    }

    private void Match(int length, int distance)
    {
        int code = Array.FindLastIndex(LengthBase, b => b <= length);
        Literal(257 + code);
        Bits(length - LengthBase[code], LengthBits[code]);

        // Distance codes come in pairs, each pair with one more bit than the pair before.
        int extra = Math.Max(0, 30 - System.Numerics.BitOperations.LeadingZeroCount((uint)(distance - 1)));
        int half = distance - 1 < 4 ? distance - 1 : (2 * (extra + 1)) + (((distance - 1) >> extra) & 1);
        Reversed(half, 5);
        Bits((distance - 1) & ((1 << extra) - 1), distance - 1 < 4 ? 0 : extra);
    }

    private void Literal(int symbol)
    {
        switch (symbol)
        {
            case < 144: Reversed(0x30 + symbol, 8); break;
            case < 256: Reversed(0x190 + symbol - 144, 9); break;
            case < 280: Reversed(symbol - 256, 7); break;
            default: Reversed(0xC0 + symbol - 280, 8); break;
        }
    }

    // Huffman codes go out most significant bit first, everything else least significant first.
    private void Reversed(int code, int count)
    {
        for (int bit = count - 1; bit >= 0; bit--)
        {
            Bits((code >> bit) & 1, 1);
        }
    }

    private void Bits(int value, int count)
    {
        _buffer |= value << _filled;
        for (_filled += count; _filled >= 8; _filled -= 8)
        {
            _output.Add((byte)_buffer);
            _buffer >>= 8;
        }
    }

    private static uint Adler32(ReadOnlySpan<byte> data)
    {
        uint a = 1, b = 0;
        foreach (byte value in data)
        {
            a = (a + value) % 65521;
            b = (b + a) % 65521;
        }

        return (b << 16) | a;
    }
}
