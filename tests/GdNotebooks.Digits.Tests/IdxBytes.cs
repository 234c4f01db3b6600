using System.Buffers.Binary;
using System.IO.Compression;

namespace GdNotebooks.Tests.Digits;

/// <summary>Builds small IDX files, whole and wrong.</summary>
internal static class IdxBytes
{
    public static byte[] Images(int count, uint magic = 0x803, uint? said = null, uint rows = 28, uint columns = 28)
    {
        var pixels = new byte[count * 784];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(i * 31 % 251);
        }

        return [.. Big(magic), .. Big(said ?? (uint)count), .. Big(rows), .. Big(columns), .. pixels];
    }

    public static byte[] Labels(byte[] labels, uint magic = 0x801, uint? said = null) =>
        [.. Big(magic), .. Big(said ?? (uint)labels.Length), .. labels];

    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    private static byte[] Big(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }
}
