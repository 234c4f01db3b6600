using System.Security.Cryptography;

namespace GdNotebooks;

/// <summary>
/// The four files of MNIST in one folder, each plain or compressed with gzip; or, where images and labels are in
/// one file, that file in the place of both.
/// </summary>
internal sealed record MnistFiles(string TrainingImages, string TrainingLabels, string TestImages, string TestLabels)
{
    private const int MostFolders = 60;

    /// <summary>
    /// What the files are called, how long they are once unpacked, and the SHA-256 of those bytes. Mirrors
    /// compress differently; the bytes inside are the same everywhere.
    /// </summary>
    public static IReadOnlyList<MnistFile> All { get; } =
    [
        new("train-images-idx3-ubyte", 47_040_016, "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
        new("train-labels-idx1-ubyte", 60_008, "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
        new("t10k-images-idx3-ubyte", 7_840_016, "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
        new("t10k-labels-idx1-ubyte", 10_008, "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
    ];

    /// <summary>
    /// The files in the folder that was asked for, or in the first of <paramref name="folders"/> that has
    /// all four; null if none has them.
    /// </summary>
    /// <exception cref="DirectoryNotFoundException">A folder was named, and it is not there.</exception>
    /// <exception cref="FileNotFoundException">A folder was named, and it does not hold all four files.</exception>
    public static MnistFiles? Find(string? asked, DigitFolders folders)
    {
        if (asked is not null)
        {
            return In(asked, asked);
        }

        if (folders.Variable is { } variable)
        {
            return In(variable, $"{variable}, which the environment variable {DigitFolders.VariableName} names");
        }

        return folders.ToSearch().Select(TryIn).FirstOrDefault(found => found is not null);
    }

    /// <summary>Whether the labels of both parts are those of MNIST; the pixels are not looked at.</summary>
    public static bool AreLabelsOfMnist(DigitImages training, DigitImages test) => Fits(training, All[1]) && Fits(test, All[3]);

    private static bool Fits(DigitImages images, MnistFile labels)
    {
        // The header of the labels' file, then the labels: the bytes that the sum was taken of.
        byte[] file =
        [
            0, 0, 8, 1,
            (byte)(images.Count >> 24), (byte)(images.Count >> 16), (byte)(images.Count >> 8), (byte)images.Count,
            .. images.Labels.Select(label => (byte)label),
        ];
        return Convert.ToHexStringLower(SHA256.HashData(file)) == labels.Sha256;
    }

    /// <summary>
    /// Where the four files lie: in the folder itself if any of them does, or else in the one folder below
    /// that has all four, as <c>MNIST/raw</c> where PyTorch puts them. Of several, the one called MNIST.
    /// </summary>
    public static string Home(string folder)
    {
        if (All.Any(file => file.In(folder) is not null))
        {
            return folder;
        }

        var homes = Below(folder).Where(below => All.All(file => file.In(below) is not null)).ToList();
        if (homes.Count > 1)
        {
            homes = homes.FindAll(home => Path.GetRelativePath(folder, home).Split(Path.DirectorySeparatorChar).Contains("mnist", StringComparer.OrdinalIgnoreCase));
        }

        return homes is [var only] ? only : folder;
    }

    /// <summary>The folders one and two below, not more than people look through.</summary>
    public static IEnumerable<string> Below(string folder)
    {
        var first = Folders(folder);
        return first.Concat(first.SelectMany(Folders)).Take(MostFolders);
    }

    private static List<string> Folders(string folder)
    {
        try
        {
            return [.. Directory.EnumerateDirectories(folder).Take(MostFolders).Order(StringComparer.Ordinal)];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static MnistFiles In(string folder, string named)
    {
        if (File.Exists(folder) && DigitTables.IsArchive(folder))
        {
            return new(folder, folder, folder, folder);
        }

        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException(File.Exists(folder)
                ? $"{named} is a file, and the digits come from a folder, or from an archive of NumPy as mnist.npz."
                : $"There is no folder {named}, to load the digits from.{Misspelt(folder)}");
        }

        if (TryIn(folder) is { } found)
        {
            return found;
        }

        var home = Home(folder);
        var missing = All.Where(file => file.In(home) is null).Select(file => file.Name);
        throw new FileNotFoundException(
            $"MNIST is not complete in the folder {named}: {string.Join(", ", missing)} not found, neither plain nor with .gz.{DigitsAtHand.In(folder) switch { "" => "", var hint => hint + "." }}");
    }

    // What a shell would have taken away, and nobody does in a variable or an argument of a program.
    private static string Misspelt(string folder) =>
        folder.StartsWith('~') ? " Shells alone know what ~ means: write the whole path."
            : folder.Trim(' ', '"', '\'') != folder ? " Its name begins or ends with a blank or a quotation mark."
            : "";

    private static MnistFiles? TryIn(string folder)
    {
        var home = Home(folder);
        return All.Select(file => file.In(home)).ToArray() is [{ } trainingImages, { } trainingLabels, { } testImages, { } testLabels]
            ? new(trainingImages, trainingLabels, testImages, testLabels)
            : DigitTables.In(folder);
    }
}
