using static System.FormattableString;

namespace GdNotebooks;

/// <summary>
/// MNIST where images and labels are in one file: the archive of NumPy that Keras has, with the arrays
/// x_train, y_train, x_test and y_test; and tables of numbers with commas between them, as Kaggle has them,
/// a row for each digit: its label, then 784 pixels.
/// </summary>
internal static class DigitTables
{
    private const int Columns = 1 + DigitImage.PixelCount;

    public static bool IsArchive(string path) => path.EndsWith(".npz", StringComparison.OrdinalIgnoreCase);

    /// <summary>mnist.npz in a folder, or a table ...train.csv with its partner ...test.csv; null if there is neither.</summary>
    public static MnistFiles? In(string folder)
    {
        if (Path.Combine(folder, "mnist.npz") is var archive && File.Exists(archive))
        {
            return new(archive, archive, archive, archive);
        }

        if (!Directory.Exists(folder))
        {
            return null;
        }

        var tables = Directory.EnumerateFiles(folder, "*train.csv").Order(StringComparer.Ordinal)
            .Select(train => (Train: train, Test: train[..^"train.csv".Length] + "test.csv"))
            .Where(pair => File.Exists(pair.Test)).ToList();
        return tables is [var (train, test)] ? new(train, train, test, test) : null;
    }

    /// <summary>Reads the digits of one part.</summary>
    /// <param name="path">The archive, or the table of this part.</param>
    /// <param name="part">train or test, as the archive has it.</param>
    /// <exception cref="InvalidDataException">It holds something else; the message says what.</exception>
    public static DigitImages Read(string path, string part)
    {
        var name = Path.GetFileName(path);
        using var file = File.OpenRead(path);
        return IsArchive(path) ? FromArchive(file, name, part) : FromTable(file, name);
    }

    internal static DigitImages FromArchive(Stream file, string name, string part)
    {
        try
        {
            using NpzArchive archive = new(file);
            var (images, labels) = ($"x_{part}", $"y_{part}");
            if (!archive.Has(images) || !archive.Has(labels))
            {
                throw new NpzFault($"has no arrays {images} and {labels}: images and labels are to be x_train, y_train, x_test and y_test, as Keras has them");
            }

            NpyArray pixels = archive.Header(images), answers = archive.Header(labels);
            if (pixels.Shape is not ([_, DigitImage.Width, DigitImage.Width] or [_, DigitImage.PixelCount]) || pixels.Type[1..] != "u1" || pixels.ByColumns)
            {
                throw new NpzFault($"holds {images} as '{NpyArray.Shown(pixels.Type)}' with the shape {pixels.ShapeText}, and images are bytes, 'uint8', with the shape (count, 28, 28)");
            }

            if (answers.Shape is not [var count] || count != pixels.Shape[0] || answers.Type is not [_, 'u' or 'i', ..])
            {
                throw new NpzFault(Invariant($"holds {labels} as '{NpyArray.Shown(answers.Type)}' with the shape {answers.ShapeText}, and labels are {pixels.Shape[0]:N0} whole numbers, one for each image"));
            }

            var bytes = new byte[(int)pixels.Count];
            var at = 0;
            archive.Read(pixels, block =>
            {
                block.CopyTo(bytes.AsSpan(at));
                at += block.Length;
            });
            var digits = new List<int>(count);
            archive.Read(answers, block =>
            {
                for (; block.Length > 0; block = block[answers.Size..])
                {
                    var number = block[..answers.Size];
                    var (big, last) = (answers.Type[0] == '>', answers.Size - 1);
                    var (digit, rest) = (number[big ? last : 0], big ? number[..last].IndexOfAnyExcept((byte)0) : number[1..].IndexOfAnyExcept((byte)0));
                    digits.Add(digit <= 9 && rest < 0
                        ? digit
                        : throw new NpzFault(Invariant($"has a label at place {digits.Count:N0} of {labels} that is no digit from 0 to 9")));
                }
            });
            return new(bytes, digits);
        }
        catch (NpzFault fault)
        {
            throw new InvalidDataException($"{name} {fault.Message}.");
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException or NotSupportedException or ArgumentException)
        {
            throw new InvalidDataException($"{name} is damaged, or no .npz file, which is a zip archive of arrays: {fault.Message}", fault);
        }
    }

    internal static DigitImages FromTable(Stream file, string name)
    {
        if (FileKind.Of(file) is { } kind && !kind.Contains("CSV", StringComparison.Ordinal) && !kind.StartsWith("a text", StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{name} is {kind}, and a table of digits is expected.");
        }

        file.Position = 0;
        List<byte> pixels = [];
        List<int> labels = [];
        var (line, column, number, isTitle) = (1L, 0, -1, false);
        var block = new byte[1 << 16];
        for (int read; (read = file.Read(block)) > 0;)
        {
            foreach (var b in block.AsSpan(0, read))
            {
                switch (b)
                {
                    case (byte)'\n':
                        EndLine();
                        break;
                    case var _ when isTitle || b is (byte)'\r' or (byte)' ' or (byte)'"' or 0xEF or 0xBB or 0xBF:
                        break;
                    case >= (byte)'0' and <= (byte)'9':
                        number = Math.Min((Math.Max(number, 0) * 10) + b - '0', 1000);
                        break;
                    case (byte)',':
                        Take();
                        break;
                    case var _ when line == 1 && column == 0 && number < 0:
                        isTitle = true;
                        break;
                    default:
                        throw Fault($"holds something in number {column + 1:N0} that is no whole number");
                }
            }
        }

        if (column > 0 || number >= 0)
        {
            EndLine();
        }

        return new(pixels.ToArray(), labels);

        void Take()
        {
            if (number < 0)
            {
                throw Fault($"lacks number {column + 1:N0}");
            }

            if (column == 0)
            {
                labels.Add(number <= 9 ? number : throw Fault($"begins with {number}, and its label is to be a digit from 0 to 9"));
            }
            else
            {
                pixels.Add(number <= 255 ? (byte)number : throw Fault($"has a pixel above 255 in number {column + 1:N0}"));
            }

            (column, number) = (column + 1, -1);
            if (column > Columns)
            {
                throw Fault($"has more than {Columns} numbers, a label and {DigitImage.PixelCount} pixels");
            }
        }

        void EndLine()
        {
            if (!isTitle && (column > 0 || number >= 0))
            {
                Take();
                if (column != Columns)
                {
                    throw Fault($"has {column:N0} numbers, and a label and {DigitImage.PixelCount} pixels are expected{(column == DigitImage.PixelCount ? ": it seems to have no label, as Kaggle's test.csv" : "")}");
                }
            }

            (line, column, number, isTitle) = (line + 1, 0, -1, false);
        }

        InvalidDataException Fault(FormattableString what) => new(Invariant($"{name}: line {line:N0} ") + Invariant(what) + ".");
    }
}
