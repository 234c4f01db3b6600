using GdNotebooks.Tests.Packaging;

namespace GdNotebooks.Tests.Digits;

public sealed class DigitSetTests : IDisposable
{
    private readonly ScratchFolder _root = new();

    [Fact]
    public void The_folder_asked_for_comes_first_then_the_variable_then_data_mnist_above_then_the_cache()
    {
        foreach (var place in new[] { "asked", "variable", "checkout/data/mnist", "cache" })
        {
            WriteSet(place);
        }

        var folders = new DigitFolders(At("variable"), At("checkout/notebooks/solutions"), At("cache"));
        Assert.Equal(At("asked"), Place(MnistFiles.Find(At("asked"), folders)));
        Assert.Equal(At("variable"), Place(MnistFiles.Find(null, folders)));
        Assert.Equal(At("checkout/data/mnist"), Place(MnistFiles.Find(null, folders with { Variable = null })));
        Assert.Equal(At("cache"), Place(MnistFiles.Find(null, folders with { Variable = null, Current = At("elsewhere") })));
        Assert.Null(MnistFiles.Find(null, new DigitFolders(null, At("elsewhere"), null)));
    }

    [Fact]
    public void A_data_folder_that_lacks_a_file_is_passed_over_when_nobody_named_it()
    {
        WriteSet("data/mnist");
        File.Delete(At("data/mnist/t10k-labels-idx1-ubyte"));
        Assert.Null(MnistFiles.Find(null, new DigitFolders(null, _root.Path, null)));
    }

    [Fact]
    public void A_named_folder_that_lacks_files_is_an_error_that_names_them()
    {
        WriteSet("asked");
        File.Delete(At("asked/t10k-labels-idx1-ubyte"));
        var none = new DigitFolders(null, _root.Path, null);
        var fault = Assert.Throws<FileNotFoundException>(() => MnistFiles.Find(At("asked"), none));
        Assert.Equal($"MNIST is not complete in the folder {At("asked")}: t10k-labels-idx1-ubyte not found, neither plain nor with .gz.", fault.Message);

        fault = Assert.Throws<FileNotFoundException>(() => MnistFiles.Find(null, none with { Variable = At("asked") }));
        Assert.Contains("which the environment variable GDNOTEBOOKS_DATA names: t10k-labels", fault.Message, StringComparison.Ordinal);

        var missing = Assert.Throws<DirectoryNotFoundException>(() => MnistFiles.Find(At("nowhere"), none));
        Assert.Equal($"There is no folder {At("nowhere")}, to load the digits from.", missing.Message);
    }

    [Fact]
    public void Loading_says_in_one_line_which_digits_they_are_and_not_where_they_lie()
    {
        WriteSet("asked");
        var (digits, said) = LoadAndListen(At("asked"));
        Assert.Equal("Digits: digits from IDX files, 2 to learn from and 1 held out.\n", said.ReplaceLineEndings("\n"));
        Assert.False(digits.IsMnist);
        Assert.Equal([7, 3], digits.Training.Labels.ToArray());
        Assert.Equal([8], digits.Test.Labels.ToArray());
    }

    [MnistFact]
    public void The_real_MNIST_is_known_by_its_labels()
    {
        var (digits, said) = LoadAndListen(Environment.GetEnvironmentVariable("GDNOTEBOOKS_DATA"));
        Assert.Equal("Digits: MNIST, 60,000 to learn from and 10,000 held out.\n", said.ReplaceLineEndings("\n"));
        Assert.True(digits.IsMnist);
        Assert.Equal([5, 0, 4, 1, 9], digits.Training.Labels[..5].ToArray());
        Assert.Equal(150, digits.Training.Pixels.Span.ToArray().Count(pixel => pixel != 0) / 60_000.0, tolerance: 0.5);
    }

    [Fact]
    public void Taking_and_relabelling_leave_the_images_alone()
    {
        var digits = DigitSet.Synthetic(training: 20, test: 0).Training;
        var first = digits.Take(5);
        Assert.Equal(digits.Labels[..5].ToArray(), first.Labels.ToArray());
        Assert.Equal(digits[4].Pixels.ToArray(), first[4].Pixels.ToArray());
        Assert.Equal(20, digits.Take(100).Count);

        var relabelled = first.WithLabels([1, 2, 3, 4, 5]);
        Assert.Equal([1, 2, 3, 4, 5], relabelled.Select(image => image.Label));
        Assert.Equal(first.Pixels.ToArray(), relabelled.Pixels.ToArray());
        Assert.Throws<ArgumentException>(() => first.WithLabels([1, 2]));
        Assert.Throws<ArgumentException>(() => first.WithLabels([1, 2, 3, 4, 10]));
    }

    public void Dispose() => _root.Dispose();

    private string At(string place) => Path.GetFullPath(Path.Combine(_root.Path, place));

    private static string? Place(MnistFiles? files) => Path.GetDirectoryName(files?.TestLabels);

    private void WriteSet(string place)
    {
        _root.Write(IdxBytes.Gzip(IdxBytes.Images(2)), $"{place}/train-images-idx3-ubyte.gz");
        _root.Write(IdxBytes.Labels([7, 3]), $"{place}/train-labels-idx1-ubyte");
        _root.Write(IdxBytes.Images(1), $"{place}/t10k-images-idx3-ubyte");
        _root.Write(IdxBytes.Labels([8]), $"{place}/t10k-labels-idx1-ubyte");
    }

    private static (DigitSet Digits, string Said) LoadAndListen(string? folder)
    {
        var console = Console.Out;
        using var said = new StringWriter();
        try
        {
            Console.SetOut(said);
            return (DigitSet.Load(folder), said.ToString());
        }
        finally
        {
            Console.SetOut(console);
        }
    }
}
