using static System.FormattableString;

namespace GdNotebooks;

/// <summary>
/// MNIST where images and labels are in one file: the archive of NumPy that Keras has, with the arrays
/// x_train, y_train, x_test and y_test; and tables of numbers with commas between them, as Kaggle has them,
/// a row for each digit: its label, then 784 pixels.
/// </summary>
internal static class DigitTables
{
    public static bool IsArchive(string path) => path.EndsWith(".npz", StringComparison.OrdinalIgnoreCase);

    /// <summary>mnist.npz in a folder, or a table ...train.csv with its partner ...test.csv; null if there is neither.</summary>
    public static MnistFiles? In(string folder)
    {
        if (Path.Combine(folder, "mnist.npz") is var archive && File.Exists(archive))
        {
            return new(archive, archive, archive, archive);
        }

        var tables = Pairs(folder);
        if (tables.Count > 1)
        {
            tables = tables.FindAll(pair => Path.GetFileName(pair.Train).StartsWith("mnist_", StringComparison.OrdinalIgnoreCase));
        }

        return tables is [var (train, test)] ? new(train, train, test, test) : null;
    }

    /// <summary>The tables of a folder that have a partner: ...train.csv and ...test.csv, in capitals or not.</summary>
    public static List<(string Train, string Test)> Pairs(string folder)
    {
        const string train = "train.csv", test = "test.csv";
        if (!Directory.Exists(folder))
        {
            return [];
        }

        var all = Directory.EnumerateFiles(folder).Where(path => path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).ToList();
        return [.. from one in all
                   where one.EndsWith(train, StringComparison.OrdinalIgnoreCase)
                   let partner = all.Find(other => other.Equals(one[..^train.Length] + test, StringComparison.OrdinalIgnoreCase))
                   where partner is not null
                   select (one, partner)];
    }

    /// <summary>Reads the digits of one part.</summary>
    /// <param name="path">The archive, or the table of this part.</param>
    /// <param name="part">train or test, as the archive has it.</param>
    /// <exception cref="InvalidDataException">It holds something else; the message says what.</exception>
    public static DigitImages Read(string path, string part)
    {
        var name = Path.GetFileName(path);
        using var file = File.OpenRead(path);
        return IsArchive(path) ? FromArchive(file, name, part) : DigitTable.Read(file, name);
    }

    internal static DigitImages FromArchive(Stream file, string name, string part)
    {
        file.Position = 0;
        if (FileKind.Of(file) is { } kind and not "a zip archive")
        {
            throw new InvalidDataException($"{name} is {kind}, and an archive of NumPy is expected.");
        }

        try
        {
            using NpzArchive archive = new(file);
            var (images, labels) = ($"x_{part}", $"y_{part}");
            if (!archive.Has(images) || !archive.Has(labels))
            {
                throw new NpzFault($"has no arrays {images} and {labels}: images and labels are to be x_train, y_train, x_test and y_test, as Keras has them");
            }

            NpyArray pixels = archive.Header(images), answers = archive.Header(labels);
            if (pixels.Shape is not ([_, DigitImage.Width, DigitImage.Width] or [_, DigitImage.PixelCount] or [_, DigitImage.Width, DigitImage.Width, 1] or [_, 1, DigitImage.Width, DigitImage.Width])
                || pixels.Type[1..] != "u1")
            {
                throw new NpzFault($"holds {images} as '{NpyArray.Shown(pixels.Type)}' with the shape {pixels.ShapeText}, and images are bytes, 'uint8', with the shape (count, 28, 28)");
            }

            if (pixels.ByColumns)
            {
                throw new NpzFault($"holds {images} in Fortran order, and images stand one after the other: numpy.ascontiguousarray({images})");
            }

            int count = pixels.Shape[0];
            if (answers.Shape is not ([_] or [_, 1]) || answers.Shape[0] != count || answers.Type is not [_, 'u' or 'i', ..])
            {
                throw new NpzFault(Invariant($"holds {labels} as '{NpyArray.Shown(answers.Type)}' with the shape {answers.ShapeText}, and labels are {count:N0} whole numbers, one for each image"));
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
}
