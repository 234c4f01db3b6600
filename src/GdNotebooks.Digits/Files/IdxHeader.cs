using System.Buffers.Binary;
using static System.FormattableString;

namespace GdNotebooks;

/// <summary>The header of an IDX file: what its numbers are and how many in each direction, all of it big-endian.</summary>
/// <param name="Type">0x08 for bytes, which images and labels are; 0x09 and 0x0b to 0x0e for other numbers.</param>
/// <param name="Sizes">The count, and for images rows and columns.</param>
internal sealed record IdxHeader(byte Type, uint[] Sizes)
{
    /// <summary>Bytes of the whole file by what its header says; <see cref="double"/>, for a header can say anything.</summary>
    public double Length => 4 + (4 * Sizes.Length) + Sizes.Aggregate(Type switch { 8 or 9 => 1.0, 11 => 2, 14 => 8, _ => 4 }, (product, size) => product * size);

    /// <summary>Reads a header; null where the bytes begin with none.</summary>
    public static IdxHeader? Of(ReadOnlySpan<byte> start)
    {
        if (start is not [0, 0, 8 or 9 or 11 or 12 or 13 or 14, >= 1 and <= 4, ..] || start.Length < 4 + (4 * start[3]))
        {
            return null;
        }

        var sizes = new uint[start[3]];
        for (var d = 0; d < sizes.Length; d++)
        {
            sizes[d] = BinaryPrimitives.ReadUInt32BigEndian(start[(4 + (4 * d))..]);
        }

        return new(start[2], sizes);
    }

    /// <summary>What the file says it holds, for example: 60,000 images of 28 x 28.</summary>
    public override string ToString() => (Type, Sizes) switch
    {
        (8, [var count]) => Invariant($"{count:N0} {(count == 1 ? "label" : "labels")}"),
        (8, [var count, var rows, var columns]) => Invariant($"{count:N0} {(count == 1 ? "image" : "images")} of {rows} x {columns}"),
        _ => Invariant($"{string.Join(" x ", Sizes)} numbers of the type 0x{Type:x2}, {Type switch { 8 => "bytes", 9 => "signed bytes", 11 => "int16", 12 => "int32", 13 => "float32", _ => "float64" }}"),
    };
}
