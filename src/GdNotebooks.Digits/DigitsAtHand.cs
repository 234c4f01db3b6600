namespace GdNotebooks;

/// <summary>
/// Looks for what people have in place of the four files: MNIST in another format, or the files under names
/// that they were given on the way. Each is named, with the way out.
/// </summary>
internal static class DigitsAtHand
{
    private const int MostFiles = 200;

    private static readonly (string End, string Sentence)[] Formats =
    [
        (".pkl.gz", "is a pickle of Python, as Nielsen's book has it, which is a program and is not run here; gd data download gets the same digits"),
        (".pkl", "is a pickle of Python, which is a program and is not run here; gd data download gets the same digits"),
        (".pt", "is a file of PyTorch; its folder raw, beside the folder processed, holds the four files"),
        (".mat", "is a file of MATLAB; gd data download gets the same digits"),
        (".parquet", "is a Parquet table, as Hugging Face has it; gd data download gets the same digits"),
        (".arff", "is a table of OpenML; gd data download gets the same digits"),
        (".csv.gz", "is a table packed with gzip: unpack it"),
        (".zip", "is a zip archive: unpack it"),
        (".tar.gz", "is a tar archive: unpack it"),
        (".tgz", "is a tar archive: unpack it"),
        (".7z", "is a 7-Zip archive: unpack it"),
        (".rar", "is a RAR archive: unpack it"),
        (".npy", "is a single array of NumPy; save all four together with numpy.savez(\"mnist.npz\", x_train=..., y_train=..., x_test=..., y_test=...)"),
        (".npz", "is an archive of NumPy without the arrays x_train, y_train, x_test and y_test"),
        ("test.csv", "is a table without a partner: digits as tables are read from mnist_train.csv and mnist_test.csv, both with a label in front"),
        ("train.csv", "is a table without a partner: digits as tables are read from mnist_train.csv and mnist_test.csv, both with a label in front"),
        (".png", "is a picture; digits as pictures are not read"),
        (".jpg", "is a picture; digits as pictures are not read"),
    ];

    // Sets in the form of MNIST that are no digits to be read as they are, whatever they are named.
    private static readonly (string Name, string Sentence)[] OtherSets =
    [
        ("emnist", "is of EMNIST, whose images lie on their side: change rows and columns of each (numpy: images.transpose(0, 2, 1)) before the files get the names of MNIST"),
        ("qmnist", "is of QMNIST, whose labels are eight numbers for each image and are not read: the first of the eight is the digit"),
    ];

    /// <summary>What a folder holds instead of the four files, to follow a sentence that misses them; "" where nothing helps.</summary>
    public static string In(string folder)
    {
        var files = MnistFiles.Below(folder).Prepend(folder)
            .SelectMany(each => Files(each).Select(path => (Path: path, Shown: Path.GetRelativePath(folder, path))))
            .Where(file => !file.Path.EndsWith(".part", StringComparison.Ordinal)).Take(MostFiles).ToList();
        foreach (var (_, shown) in files)
        {
            // A name that nearly fits: "train-images-idx3-ubyte (1).gz".
            var plain = new string([.. Path.GetFileName(shown).ToLowerInvariant().Where(char.IsLetterOrDigit)]);
            if (Array.Find(OtherSets, set => plain.Contains(set.Name, StringComparison.Ordinal)).Sentence is { } other)
            {
                return $" Its {shown} {other}";
            }

            if (MnistFiles.All.FirstOrDefault(file => file.In(folder) is null && plain.Contains(Stem(file), StringComparison.Ordinal)) is { } meant)
            {
                return $" Its {shown} looks like one of them: name it {(plain.EndsWith("gz", StringComparison.Ordinal) ? meant.PackedName : meant.Name)}";
            }
        }

        if (DigitTables.Pairs(folder) is [var (one, _), var (another, _), ..])
        {
            return $" It has several tables, {Path.GetFileName(one)} and {Path.GetFileName(another)} among them: name those to read mnist_train.csv and mnist_test.csv";
        }

        foreach (var (end, sentence) in Formats)
        {
            if (files.Find(file => file.Shown.EndsWith(end, StringComparison.OrdinalIgnoreCase)).Shown is { } found)
            {
                return $" Its {found} {sentence}";
            }
        }

        return "";
    }

    // trainimages, t10klabels: what is left of the name however it is joined.
    private static string Stem(MnistFile file) => string.Concat(file.Name.Split('-').Take(2));

    private static List<string> Files(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder).Take(MostFiles).Order(StringComparer.Ordinal)];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
