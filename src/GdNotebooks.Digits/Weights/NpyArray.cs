using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using static System.FormattableString;

namespace GdNotebooks;

/// <summary>
/// The header of one array in NumPy's .npy format: what its numbers are, in which order, and how many in each
/// direction. Headers of NumPy for Python 2 and those in double quotes are read like the others.
/// </summary>
/// <param name="Name">What the array is called, for messages.</param>
/// <param name="Type">NumPy's word for the type: '&lt;f4' is float32 with the smallest byte first.</param>
/// <param name="ByColumns">Whether the first index runs fastest: NumPy's Fortran order.</param>
/// <param name="Shape">How many entries there are in each direction; none for a single value.</param>
/// <param name="Start">Where the numbers begin in the array's file.</param>
internal sealed record NpyArray(string Name, string Type, bool ByColumns, int[] Shape, int Start)
{
    /// <summary>No header is longer than this.</summary>
    public const int LongestHeader = 4096 + 12;

    private const long MostNumbers = 1_000_000_000;

    public static readonly byte[] Magic = [0x93, .. "NUMPY"u8];

    private static readonly Regex Records = new("""["']descr["']\s*:\s*\[""");

    private static readonly Regex Descr = new("""["']descr["']\s*:\s*[bu]?["']([^"']*)["']""");

    private static readonly Regex FortranOrder = new("""["']fortran_order["']\s*:\s*(True|False)""");

    private static readonly Regex ShapeOf = new("""["']shape["']\s*:\s*\(([0-9L, ]*)\)""");

    /// <summary>How many numbers the shape says; −1 for more than any array here has.</summary>
    public long Count => Shape.Aggregate(1L, (product, size) => size < 0 || product is < 0 or > MostNumbers ? -1 : product * size);

    /// <summary>The shape as Python writes it.</summary>
    public string ShapeText => Shape is [var only] ? Invariant($"({only},)") : $"({string.Join(", ", Shape)})";

    /// <summary>Bytes of one number; 0 where the type is not one that is read.</summary>
    public int Size => Type.Length > 2 && int.TryParse(Type.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size < 1000
        ? size * (Type[1] == 'U' ? 4 : 1) : 0;

    /// <summary>Whether the numbers are floats of 16, 32 or 64 bits.</summary>
    public bool IsFloats => Type is [('<' or '>' or '='), 'f', '2' or '4' or '8'];

    /// <summary>Reads a header.</summary>
    /// <param name="bytes">The beginning of the array's file, as much as <see cref="LongestHeader"/> if there is so much.</param>
    /// <param name="name">What the array is called.</param>
    /// <exception cref="NpzFault">It is none.</exception>
    public static NpyArray Parse(ReadOnlySpan<byte> bytes, string name)
    {
        if (bytes.Length < Magic.Length + 4 || !bytes.StartsWith(Magic))
        {
            throw new NpzFault($"is damaged: {name} is {FileKind.Of(bytes) ?? "no .npy array"}");
        }

        // Version 1 has two bytes for the length of the header, versions 2 and 3 have four.
        var start = Magic.Length + (bytes[Magic.Length] == 1 ? 4 : 6);
        var length = start == Magic.Length + 4 ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[(start - 2)..])
            : bytes.Length >= start ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[(start - 4)..]) : long.MaxValue;
        if (bytes[Magic.Length] is < 1 or > 3 || length > Math.Min(LongestHeader, bytes.Length) - start)
        {
            throw new NpzFault($"is damaged: {name} has no .npy header of version 1, 2 or 3");
        }

        var header = Encoding.Latin1.GetString(bytes.Slice(start, (int)length));
        if (Records.IsMatch(header))
        {
            throw new NpzFault($"holds {name} as records with fields, where plain numbers are expected");
        }

        Match type = Descr.Match(header), order = FortranOrder.Match(header), shape = ShapeOf.Match(header);
        if (!type.Success || !order.Success || !shape.Success)
        {
            throw new NpzFault($"is damaged: {name} has a header without type, order and shape");
        }

        return new(name, Short(type.Groups[1].Value), order.Groups[1].Value == "True", Sizes(shape.Groups[1].Value), start + (int)length);
    }

    /// <summary>The floats of an array, one after the other as they stand in the file.</summary>
    /// <param name="bytes">Whole numbers of the array.</param>
    /// <param name="take">Gets each number.</param>
    public void Numbers(ReadOnlySpan<byte> bytes, Action<double> take)
    {
        var big = Type[0] == '>';
        for (; bytes.Length >= Size; bytes = bytes[Size..])
        {
            take(Size switch
            {
                2 => (double)(big ? BinaryPrimitives.ReadHalfBigEndian(bytes) : BinaryPrimitives.ReadHalfLittleEndian(bytes)),
                4 => big ? BinaryPrimitives.ReadSingleBigEndian(bytes) : BinaryPrimitives.ReadSingleLittleEndian(bytes),
                _ => big ? BinaryPrimitives.ReadDoubleBigEndian(bytes) : BinaryPrimitives.ReadDoubleLittleEndian(bytes),
            });
        }
    }

    /// <summary>Where the k-th number of the file stands in an array of two directions.</summary>
    public (int Row, int Column) Place(int k) => ByColumns ? (k % Shape[0], k / Shape[0]) : (k / Shape[1], k % Shape[1]);

    /// <summary>NumPy's type in the words of its users, with what to do where it is not read.</summary>
    public string TypeInWords() => Type switch
    {
        [_, 'O', ..] => "Python objects, which are pickled and not read here: make float32 arrays of them",
        [_, 'i' or 'u' or 'b', ..] => $"whole numbers ('{Shown(Type)}'), and weights are fractions: {Name}.astype(\"float32\")",
        [_, 'c', ..] => $"complex numbers ('{Shown(Type)}'), and weights are real",
        [_, 'U' or 'S', ..] => $"text ('{Shown(Type)}'), and weights are numbers",
        [_, 'V', '2'] or [_, 'g', '2'] => $"16 bits without a name ('{Shown(Type)}'), as bfloat16 is saved: save {Name}.astype(\"float32\") where it comes from",
        _ => $"'{Shown(Type)}', and weights are float32, float64 or float16: {Name}.astype(\"float32\")",
    };

    /// <summary>The bytes of a .npy file of one array.</summary>
    public static byte[] Write(string type, string shape, ReadOnlySpan<byte> numbers)
    {
        const int alignment = 64;
        var header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({shape}), }}";
        var before = Magic.Length + 4;
        var length = ((before + header.Length + 1 + alignment - 1) / alignment * alignment) - before;
        byte[] bytes = [.. Magic, 1, 0, (byte)length, (byte)(length >> 8), .. Encoding.ASCII.GetBytes(header.PadRight(length - 1) + "\n"), .. numbers];
        return bytes;
    }

    /// <summary>Text of a file as far as it may be shown in a sentence.</summary>
    public static string Shown(string text) => new([.. text.Take(60).Select(c => char.IsControl(c) ? '?' : c)]);

    // NumPy also reads its types by their names, and without their order of bytes.
    private static string Short(string type) => type switch
    {
        "float16" or "f2" => "<f2",
        "float32" or "f4" => "<f4",
        "float64" or "f8" or "float" or "double" => "<f8",
        _ => type,
    };

    // Python 2 wrote its long numbers with an L behind.
    private static int[] Sizes(string text) =>
        [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(size => int.TryParse(size.TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1)];
}

/// <summary>What is wrong with a file of arrays, as the end of a sentence that begins with its name.</summary>
internal sealed class NpzFault(string message) : Exception(message);
