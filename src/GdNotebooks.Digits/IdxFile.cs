using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;

namespace GdNotebooks;

/// <summary>
/// Reads the two kinds of IDX file that MNIST consists of: a big-endian header (a magic number that says
/// what follows, the count, and for images the rows and columns), then one byte for every pixel or label.
/// </summary>
public static class IdxFile
{
    private const uint ImagesMagic = 0x0000_0803;
    private const uint LabelsMagic = 0x0000_0801;

    // Deflate writes a run of equal bytes in 1/1032 of its length, and nothing shorter than that. A file
    // that promises more than this times its own size is lying, and no memory is set aside for it.
    private const long LargestCompression = 1032;

    // As many images as one block of memory holds; labels beyond that have no image to go with.
    private static readonly int MostImages = Array.MaxLength / DigitImage.PixelCount;

    /// <summary>Reads images and their labels, plain or compressed with gzip.</summary>
    /// <param name="imagesFile">The images, for instance <c>train-images-idx3-ubyte.gz</c>.</param>
    /// <param name="labelsFile">Their labels, for instance <c>train-labels-idx1-ubyte.gz</c>.</param>
    /// <exception cref="InvalidDataException">A file is damaged, is no such file, or the two do not belong together; the message says which.</exception>
    /// <exception cref="IOException">A file is not there or cannot be read.</exception>
    public static DigitImages ReadDigits(string imagesFile, string labelsFile)
    {
        var labels = ReadLabels(labelsFile);
        var images = Read(imagesFile, (file, name) => ReadImages(file, name, (labels.Length, Path.GetFileName(labelsFile))));
        return new(images, labels.Select(label => (int)label));
    }


    /// <summary>One byte for every label, 0 to 9.</summary>
    /// <exception cref="InvalidDataException">The file is damaged or is not a file of digit labels.</exception>
    internal static byte[] ReadLabels(string path) => Read(path, ReadLabels);

    internal static byte[] ReadImages(Stream file, string name) => ReadImages(file, name, null);

    internal static byte[] ReadImages(Stream file, string name, (int Count, string Name)? labels)
    {
        using var content = Content.Open(file, name);
        content.Expect(ImagesMagic, "images");
        var count = content.Number("its number of images");
        var rows = content.Number("its number of rows");
        var columns = content.Number("its number of columns");
        if (rows != DigitImage.Width || columns != DigitImage.Width)
        {
            throw content.Fault($"says its images have {rows} rows and {columns} columns, but a digit has 28 and 28{(rows == BinaryPrimitives.ReverseEndianness((uint)DigitImage.Width) ? ": its sizes have the smallest byte first, and IDX has the largest first" : "")}");
        }

        // Before memory is set aside for images that nobody can name.
        return labels is var (expected, partner) && count != expected
            ? throw content.Fault($"holds {count:N0} images, but {partner} holds {expected:N0} labels: the two do not belong together")
            : content.Body(count, DigitImage.PixelCount, "images");
    }

    internal static byte[] ReadLabels(Stream file, string name)
    {
        using var content = Content.Open(file, name);
        content.Expect(LabelsMagic, "labels");
        var count = content.Number("its number of labels");
        if (count > MostImages)
        {
            throw content.Fault($"says it holds {count:N0} labels, and no more than {MostImages:N0} images can be read{(BinaryPrimitives.ReverseEndianness(count) <= MostImages ? $": with the smallest byte first, which IDX has last, it would be {BinaryPrimitives.ReverseEndianness(count)}" : "")}");
        }

        var labels = content.Body(count, 1, "labels");
        var wrong = labels.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)9);
        return wrong < 0
            ? labels
            : throw content.Fault($"has the label {labels[wrong]} at place {wrong}, but a label is a digit from 0 to 9");
    }

    private static byte[] Read(string path, Func<Stream, string, byte[]> read)
    {
        using var file = File.OpenRead(path);
        return read(file, Path.GetFileName(path));
    }

    /// <summary>The bytes of the file once unpacked, read with an eye on what the file can really hold.</summary>
    private sealed class Content(Stream bytes, string name, long atMost, string? kind) : IDisposable
    {
        private long _taken;

        /// <summary>A gzip file is known by its first two bytes, whatever its name.</summary>
        public static Content Open(Stream file, string name)
        {
            var kind = FileKind.Of(file);
            file.Position = 0;
            Span<byte> start = stackalloc byte[2];
            var gzip = file.ReadAtLeast(start, 2, throwOnEndOfStream: false) == 2 && start is [0x1f, 0x8b];
            file.Position = 0;
            return gzip
                ? new(new GZipStream(file, CompressionMode.Decompress), name, LargestCompression * file.Length, kind)
                : new(file, name, file.Length, kind);
        }

        public void Expect(uint magic, string content)
        {
            if (kind is not null && (!kind.StartsWith("an IDX file of", StringComparison.Ordinal) || kind.Contains(" numbers of ", StringComparison.Ordinal)))
            {
                throw Fault($"is {kind}; an IDX file of {content} is expected");
            }

            var found = Number("its magic number");
            if (found != magic)
            {
                var other = found switch
                {
                    ImagesMagic => " (that is a file of images)",
                    LabelsMagic => " (that is a file of labels)",
                    _ => "",
                };
                throw Fault($"is not an IDX file of {content}: it starts with 0x{found:x8}{other}, and such a file with 0x{magic:x8}");
            }
        }

        public uint Number(string what)
        {
            Span<byte> number = stackalloc byte[4];
            return Fill(number) == 4
                ? BinaryPrimitives.ReadUInt32BigEndian(number)
                : throw Fault($"is cut off: it ends before {what}");
        }

        public byte[] Body(uint count, int size, string kind)
        {
            if (count * (long)size > Math.Min(atMost - _taken, Array.MaxLength))
            {
                throw Fault($"says it holds {count:N0} {kind}, more than the file has room for: it is cut off or damaged");
            }

            var body = GC.AllocateUninitializedArray<byte>((int)count * size);
            var read = Fill(body);
            if (read < body.Length)
            {
                throw Fault($"is cut off: it says it holds {count:N0} {kind}, and ends in number {read / size + 1:N0}");
            }

            // Reading past the end also makes gzip compare its checksum.
            Span<byte> more = stackalloc byte[1];
            return Fill(more) == 0
                ? body
                : throw Fault($"goes on after the {count:N0} {kind} it says it holds");
        }

        public InvalidDataException Fault(FormattableString what, Exception? cause = null) =>
            new(name + " " + what.ToString(CultureInfo.InvariantCulture) + ".", cause);

        public void Dispose() => bytes.Dispose();

        private int Fill(Span<byte> target)
        {
            try
            {
                var read = bytes.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
                _taken += read;
                return read;
            }
            catch (InvalidDataException fault)
            {
                throw Fault($"is damaged: its gzip data cannot be unpacked", fault);
            }
        }
    }
}
