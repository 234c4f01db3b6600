using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using static System.FormattableString;

namespace GdNotebooks;

/// <summary>
/// Networks as NumPy's .npz files: a zip archive with one array in the .npy format for each matrix and
/// vector. The archive's comment says which activation and cost the network has; NumPy passes over it.
/// </summary>
internal static partial class NpzFile
{
    private const int HeaderAlignment = 64;
    private const int LongestHeader = 4096;
    private const int LargestFile = 500_000_000;
    private static readonly byte[] Magic = [0x93, .. "NUMPY"u8];
    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(CrcOfByte)];

    // The earliest date a zip archive can hold: the same network gives the same bytes on any day.
    private static readonly DateTimeOffset NoDate = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Write(Network network, Stream stream)
    {
        using ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true);
        archive.Comment = $"activation: {network.Activation}, cost: {network.CostFunction}";
        for (int l = 0; l < network.Shape.Layers.Length; l++)
        {
            LayerShape layer = network.Shape.Layers[l];
            WriteArray(archive, Invariant($"W{l + 1}"), Invariant($"{layer.Outputs}, {layer.Inputs}"), layer.Outputs * layer.Inputs,
                k => network.Memory.Span[layer.At(k / layer.Inputs, k % layer.Inputs)]);
            WriteArray(archive, Invariant($"b{l + 1}"), Invariant($"{layer.Outputs},"), layer.Outputs,
                j => network.Memory.Span[layer.At(j, layer.Inputs)]);
        }
    }

    public static Network Read(string path, Activation? activation, CostFunction? cost)
    {
        string name = Path.GetFileName(path);
        long length = new FileInfo(path).Length;
        if (length > LargestFile)
        {
            throw new InvalidDataException(Invariant($"{name} has {length:N0} bytes, more than any network here."));
        }

        // All of it is in memory before it is looked at: what goes wrong from there on is the file's own fault.
        return Read(File.ReadAllBytes(path), name, activation, cost);
    }

    internal static Network Read(byte[] file, string name, Activation? activation = null, CostFunction? cost = null)
    {
        using MemoryStream stream = new(file);
        try
        {
            using ZipArchive archive = new(stream, ZipArchiveMode.Read);
            return Read(archive, name, activation, cost);
        }
        catch (NpzFault fault)
        {
            throw new InvalidDataException($"{name} {fault.Message}.");
        }
        catch (Exception e) when (e is IOException or InvalidDataException or NotSupportedException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException($"{name} is damaged, or no .npz file, which is a zip archive of arrays: {e.Message}", e);
        }
    }

    private static Network Read(ZipArchive archive, string name, Activation? activation, CostFunction? cost)
    {
        Match comment = Comment().Match(archive.Comment);
        if (archive.Comment.Length > 0 && !comment.Success)
        {
            throw new NpzFault($"was not written by this library: its comment is \"{Shown(archive.Comment)}\"");
        }

        activation ??= comment.Success ? Parse<Activation>(comment.Groups["activation"].Value) : Activation.Sigmoid;
        cost ??= comment.Success ? Parse<CostFunction>(comment.Groups["cost"].Value) : CostFunction.Quadratic;

        int layers = archive.Entries.Count / 2;
        string[] expected = [.. Enumerable.Range(1, layers).SelectMany(l => new[] { Invariant($"W{l}.npy"), Invariant($"b{l}.npy") })];
        string? foreign = archive.Entries.Select(entry => entry.FullName).FirstOrDefault(entry => !expected.Contains(entry));
        if (layers == 0 || foreign is not null || archive.Entries.Count != expected.Length || expected.Any(entry => archive.GetEntry(entry) is null))
        {
            throw new NpzFault($"holds no network: its arrays are to be W1, b1, W2, b2 and so on{(foreign is null ? "" : $", and one is \"{Shown(foreign)}\"")}");
        }

        List<(NpyArray Weights, NpyArray Biases)> arrays = [];
        List<int> sizes = [];
        for (int l = 1; l <= layers; l++)
        {
            NpyArray weights = ReadArray(archive, Invariant($"W{l}")), biases = ReadArray(archive, Invariant($"b{l}"));
            if (weights.Shape.Length != 2 || biases.Shape.Length != 1 || biases.Shape[0] != weights.Shape[0] || (l > 1 && weights.Shape[1] != sizes[^1]))
            {
                throw new NpzFault(Invariant($"holds no network: W{l} has the shape {weights.ShapeText} and b{l} has {biases.ShapeText}, where W is (neurons, neurons of the layer before) and b is (neurons)"));
            }

            if (l == 1)
            {
                sizes.Add(weights.Shape[1]);
            }

            sizes.Add(weights.Shape[0]);
            arrays.Add((weights, biases));
        }

        Network network = Network.Create(sizes, 1, activation.Value, cost.Value, Initialization.Identical);
        for (int l = 0; l < layers; l++)
        {
            LayerShape layer = network.Shape.Layers[l];
            for (int j = 0; j < layer.Outputs; j++)
            {
                for (int i = 0; i < layer.Inputs; i++)
                {
                    int k = arrays[l].Weights.ByColumns ? (i * layer.Outputs) + j : (j * layer.Inputs) + i;
                    network.Memory.Span[layer.At(j, i)] = arrays[l].Weights.Number(k);
                }

                network.Memory.Span[layer.At(j, layer.Inputs)] = arrays[l].Biases.Number(j);
            }
        }

        return network;
    }

    private static void WriteArray(ZipArchive archive, string name, string shape, int count, Func<int, float> number)
    {
        ZipArchiveEntry entry = archive.CreateEntry(name + ".npy", CompressionLevel.NoCompression);
        entry.LastWriteTime = NoDate;
        string header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({shape}), }}";
        int before = Magic.Length + 4;
        int length = (before + header.Length + 1 + HeaderAlignment - 1) / HeaderAlignment * HeaderAlignment - before;
        byte[] bytes = new byte[before + length + (count * sizeof(float))];
        Magic.CopyTo(bytes, 0);
        bytes[Magic.Length] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(before - 2), (ushort)length);
        Encoding.ASCII.GetBytes(header.PadRight(length - 1) + "\n", bytes.AsSpan(before));
        for (int k = 0; k < count; k++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(before + length + (k * sizeof(float))), number(k));
        }

        using Stream stream = entry.Open();
        stream.Write(bytes);
    }

    private static NpyArray ReadArray(ZipArchive archive, string name)
    {
        ZipArchiveEntry entry = archive.GetEntry(name + ".npy")!;
        byte[] bytes = Bytes(entry, name);
        if (bytes.Length < Magic.Length + 4 || !bytes.AsSpan(0, Magic.Length).SequenceEqual(Magic))
        {
            throw new NpzFault($"is damaged: {name} is no .npy array");
        }

        // Version 1 has two bytes for the length of the header, versions 2 and 3 have four.
        int start = Magic.Length + (bytes[Magic.Length] == 1 ? 4 : 6);
        long length = start == Magic.Length + 4
            ? BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(start - 2))
            : bytes.Length >= start ? BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(start - 4)) : long.MaxValue;
        if (bytes[Magic.Length] is < 1 or > 3 || length > Math.Min(LongestHeader, bytes.Length - start))
        {
            throw new NpzFault($"is damaged: {name} has no .npy header of version 1, 2 or 3");
        }

        string header = Encoding.Latin1.GetString(bytes, start, (int)length);
        Match type = Descr().Match(header), order = FortranOrder().Match(header), shape = Shape().Match(header);
        if (!type.Success || !order.Success || !shape.Success)
        {
            throw new NpzFault($"is damaged: {name} has a header without type, order and shape");
        }

        if (type.Groups[1].Value != "<f4")
        {
            throw new NpzFault($"holds {name} as '{Shown(type.Groups[1].Value)}', and a network here has float32 numbers, '<f4'");
        }

        int[] sizes = [.. shape.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int size) ? size : -1)];
        NpyArray array = new(sizes, order.Groups[1].Value == "True", bytes, start + (int)length);
        long numbers = (bytes.Length - array.Start) / sizeof(float);
        if (array.Count != numbers || (bytes.Length - array.Start) % sizeof(float) != 0)
        {
            throw new NpzFault(Invariant($"is damaged: {name} has the shape {array.ShapeText} and {bytes.Length - array.Start:N0} bytes of numbers"));
        }

        return array;
    }

    // Reads as much as really comes, however much the archive's directory promises, and compares the checksum.
    private static byte[] Bytes(ZipArchiveEntry entry, string name)
    {
        if (entry.Length > LargestFile)
        {
            throw new NpzFault(Invariant($"is too large: {name} has {entry.Length:N0} bytes"));
        }

        using Stream stream = entry.Open();
        using MemoryStream bytes = new();
        byte[] block = new byte[65_536];
        uint crc = uint.MaxValue;
        for (int read; (read = stream.Read(block)) > 0;)
        {
            bytes.Write(block, 0, read);
            if (bytes.Length > entry.Length)
            {
                break;
            }

            foreach (byte b in block.AsSpan(0, read))
            {
                crc = CrcTable[(byte)(crc ^ b)] ^ (crc >> 8);
            }
        }

        return bytes.Length == entry.Length && ~crc == entry.Crc32
            ? bytes.ToArray()
            : throw new NpzFault($"is damaged: the checksum of {name} does not fit its bytes");
    }

    // The checksum of zip archives: division of polynomials over bits, by the one with these coefficients.
    private static uint CrcOfByte(int value)
    {
        uint crc = (uint)value;
        for (int bit = 0; bit < 8; bit++)
        {
            crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB8_8320;
        }

        return crc;
    }

    private static T Parse<T>(string text)
        where T : struct, Enum => Enum.GetNames<T>().Contains(text)
            ? Enum.Parse<T>(text)
            : throw new NpzFault($"names \"{Shown(text)}\", which is none of {string.Join(", ", Enum.GetNames<T>())}");

    private static string Shown(string text) =>
        new([.. text.Take(60).Select(c => char.IsControl(c) ? '?' : c)]);

    [GeneratedRegex("^activation: (?<activation>.*), cost: (?<cost>.*)$")]
    private static partial Regex Comment();

    [GeneratedRegex("'descr': *'([^']*)'")]
    private static partial Regex Descr();

    [GeneratedRegex("'fortran_order': *(True|False)")]
    private static partial Regex FortranOrder();

    [GeneratedRegex(@"'shape': *\(([0-9, ]*)\)")]
    private static partial Regex Shape();

    // One array as it stands in the file; ByColumns is NumPy's Fortran order.
    private sealed record NpyArray(int[] Shape, bool ByColumns, byte[] Bytes, int Start)
    {
        public long Count => Shape.Aggregate(1L, (product, size) => size < 0 || product is < 0 or > LargestFile ? -1 : product * size);

        public string ShapeText => $"({string.Join(", ", Shape)})";

        public float Number(int k) => BinaryPrimitives.ReadSingleLittleEndian(Bytes.AsSpan(Start + (k * sizeof(float))));
    }

    // What is wrong with the file, as the end of a sentence that begins with its name.
    private sealed class NpzFault(string message) : Exception(message);
}
