using System.IO.Compression;
using System.Text;

namespace GdNotebooks.Tests.Networks;

/// <summary>Builds archives of arrays, whole and wrong.</summary>
internal static class NpzBytes
{
    public static byte[] Numbers(string type, double[] numbers) => [.. numbers.SelectMany(number =>
    {
        byte[] bytes = type[2] switch
        {
            '2' => BitConverter.GetBytes((Half)number),
            '4' => BitConverter.GetBytes((float)number),
            _ => BitConverter.GetBytes(number),
        };
        return type[0] == '>' ? bytes.Reverse() : bytes;
    })];

    public static byte[] Array(string header, byte[] numbers)
    {
        byte[] text = Encoding.ASCII.GetBytes(header + "\n");
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, (byte)(text.Length >> 8), .. text, .. numbers];
    }

    public static byte[] Named(params string[] entries) => Archive("", [.. entries.Select(entry => (entry, new byte[3]))]);

    public static byte[] Zip(params (string Name, byte[] Bytes)[] arrays) => Zip("", arrays);

    public static byte[] Zip(string comment, params (string Name, byte[] Bytes)[] arrays) =>
        Archive(comment, [.. arrays.Select(array => (array.Name + ".npy", array.Bytes))]);

    public static byte[] Archive(string comment, (string Name, byte[] Bytes)[] entries)
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.Comment = comment;
            foreach (var (name, bytes) in entries)
            {
                using var entry = archive.CreateEntry(name, CompressionLevel.Optimal).Open();
                entry.Write(bytes);
            }
        }

        return stream.ToArray();
    }
}
