using System.Globalization;

namespace GdNotebooks;

/// <summary>
/// The digits a network learns from and those it is tested on: MNIST where it is found, else synthetic
/// digits drawn by code.
/// </summary>
public sealed class DigitSet : ImageSet
{
    // The pictures of clothes that come in files of the same names begin with these.
    private static readonly int[] LabelsOfFashion = [9, 0, 0, 3, 0, 2, 7, 2, 5, 5];

    private readonly (int Training, int Test) _counts;
    private string? _strange;

    /// <summary>Digits of one's own.</summary>
    /// <param name="training">The images to learn from.</param>
    /// <param name="test">The held-out images.</param>
    /// <param name="name">What the set is called.</param>
    public DigitSet(DigitImages training, DigitImages test, string name = "digits of one's own")
        : base(training, test) =>
        (Name, _counts) = (name, (training.Count, test.Count));

    private DigitSet(string name, (int, int) counts, Lazy<DigitImages> training, Lazy<DigitImages> test)
        : base(training, test) =>
        (Name, _counts) = (name, counts);

    /// <summary>What this set is called: <c>MNIST</c>, <c>synthetic digits</c>, <c>digits from IDX files</c> and the like, or <c>Fashion-MNIST, by its labels</c>.</summary>
    public string Name { get; }

    /// <summary>Whether this is MNIST: whether the labels read are those of MNIST, one by one.</summary>
    public bool IsMnist { get; private init; }

    /// <summary>
    /// Loads the digits and says on the console, in one line, which they are. MNIST is looked for in
    /// <paramref name="folder"/>, or else where the environment variable GDNOTEBOOKS_DATA points, or else
    /// in <c>data/mnist</c> of the current folder or one above it, or else in the user's cache folder.
    /// Where neither of the last two has it, 60,000 + 10,000 synthetic digits take its place.
    /// </summary>
    /// <param name="folder">
    /// A folder with the four files of MNIST, plain or <c>.gz</c>, or with <c>mnist.npz</c> of Keras, or with the tables
    /// <c>mnist_train.csv</c> and <c>mnist_test.csv</c>; or the path of such an archive; null to look for a folder.
    /// </param>
    /// <exception cref="DirectoryNotFoundException"><paramref name="folder"/>, or the folder that GDNOTEBOOKS_DATA names, is not there.</exception>
    /// <exception cref="FileNotFoundException">That folder does not hold all four files.</exception>
    /// <exception cref="InvalidDataException">A file is damaged; the message says which and how.</exception>
    public static DigitSet Load(string? folder = null)
    {
        var files = MnistFiles.Find(folder, DigitFolders.OfThisProcess());
        var digits = files is null ? Synthetic() : Read(files);
        Console.WriteLine(files is null ? $"{digits} MNIST is not here: await Mnist.DownloadAsync() gets it." : digits);
        return digits;
    }

    /// <summary>Loads what <see cref="Load"/> loads, and says nothing.</summary>
    internal static DigitSet Find(string? folder) =>
        MnistFiles.Find(folder, DigitFolders.OfThisProcess()) is { } files ? Read(files) : Synthetic();

    /// <summary>Digits drawn by code from stroke skeletons: the same seed gives the same images on every machine.</summary>
    /// <param name="training">How many images to learn from.</param>
    /// <param name="test">How many held-out images; they do not depend on <paramref name="training"/>.</param>
    /// <param name="seed">Another seed, other images.</param>
    public static DigitSet Synthetic(int training = 60_000, int test = 10_000, int seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(training);
        ArgumentOutOfRangeException.ThrowIfNegative(test);
        return new(
            "synthetic digits",
            (training, test),
            new Lazy<DigitImages>(() => SyntheticDigits.Draw(training, seed, part: 0)),
            new Lazy<DigitImages>(() => SyntheticDigits.Draw(test, seed, part: 1)));
    }

    /// <summary>Says which digits these are, and how many. It names no folder: the same digits print the same line everywhere.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"Digits: {Name}, {_counts.Training:N0} to learn from and {_counts.Test:N0} held out.{(_strange is null ? "" : " " + _strange)}");

    private static DigitSet Read(MnistFiles files)
    {
        // The training images are most of the work; the test images are unpacked beside them.
        var learnFrom = Task.Run(() => Read(files.TrainingImages, files.TrainingLabels, "train"));
        var heldOut = Read(files.TestImages, files.TestLabels, "test");
        var training = learnFrom.GetAwaiter().GetResult();
        return MnistFiles.AreLabelsOfMnist(training, heldOut) ? new(training, heldOut, "MNIST") { IsMnist = true }
            : new(training, heldOut, NameOf(training, files)) { _strange = StrangeDigits.Of(training, heldOut) };
    }

    private static string NameOf(DigitImages training, MnistFiles files)
    {
        string from = files.TrainingImages != files.TrainingLabels ? "IDX files" : DigitTables.IsArchive(files.TrainingImages) ? "an archive of NumPy" : "tables";
        return !IsBalanced(training) ? "digits from " + from
            : training.Labels.AsSpan().StartsWith(LabelsOfFashion) ? "Fashion-MNIST, by its labels"
            : $"images from {from}, 6,000 of each label as in Fashion-MNIST and KMNIST";
    }

    private static DigitImages Read(string images, string labels, string part) =>
        images == labels ? DigitTables.Read(images, part) : IdxFile.ReadDigits(images, labels);

    // In MNIST there are more ones than fives; sets that were made in its form have as many of each label.
    private static bool IsBalanced(DigitImages images) => images.Count == 60_000 && images.Labels.GroupBy(label => label).All(same => same.Count() == 6_000);
}
