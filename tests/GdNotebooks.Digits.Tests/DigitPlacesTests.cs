using System.IO.Compression;
using System.Text;
using GdNotebooks.Tests.Networks;
using GdNotebooks.Tests.Packaging;

namespace GdNotebooks.Tests.Digits;

/// <summary>Digits under the names, in the folders and in the formats that people have them in.</summary>
public sealed class DigitPlacesTests : IDisposable
{
    private static readonly string[] Names = ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"];
    private readonly ScratchFolder _root = new();

    public static TheoryData<string, string> Found => new()
    {
        { "as they are published", "{0}.gz" },
        { "unpacked", "{0}" },
        { "unpacked by 7-Zip, with a dot", "{1}" },
        { "packed, with a dot", "{1}.gz" },
        { "Kaggle: each in a folder of its name", "{0}/{0}" },
        { "7-Zip: each in a folder of its name, with a dot", "{0}/{1}" },
        { "with a dot in a folder with a dot", "{1}/{1}" },
        { "PyTorch", "MNIST/raw/{0}" },
        { "one folder deeper, as archives unpack", "archive/{0}.gz" },
        { "one folder deeper, with a dot", "mnist-dataset/{1}" },
    };

    [Theory]
    [MemberData(nameof(Found))]
    public async Task They_are_found(string topic, string pattern)
    {
        WriteSet(pattern);
        var digits = DigitSet.Find(_root.Path);
        Assert.True(digits.Training.Labels is [7, 3], topic);
        Assert.Equal([8], digits.Test.Labels.ToArray());
        Assert.DoesNotContain(null, Mnist.FilesIn(_root.Path).Values);
        Assert.All(await Mnist.VerifyAsync(_root.Path), check => Assert.True(check.IsOther, check.ToString()));
    }

    [Fact]
    public void Of_several_sets_below_the_one_called_MNIST_is_taken()
    {
        WriteSet("FashionMNIST/raw/{0}", first: 9);
        WriteSet("KMNIST/raw/{0}", first: 1);
        WriteSet("MNIST/raw/{0}");
        Assert.Equal([7, 3], DigitSet.Find(_root.Path).Training.Labels.ToArray());
    }

    [Fact]
    public void Of_several_sets_below_none_is_taken_at_random()
    {
        WriteSet("FashionMNIST/raw/{0}");
        WriteSet("KMNIST/raw/{0}");
        Assert.StartsWith("MNIST is not complete in the folder ", Assert.Throws<FileNotFoundException>(() => DigitSet.Find(_root.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_in_the_folder_itself_go_before_those_below()
    {
        WriteSet("{0}", first: 5);
        WriteSet("MNIST/raw/{0}");
        Assert.Equal([5, 3], DigitSet.Find(_root.Path).Training.Labels.ToArray());
    }

    public static TheoryData<string, string, string> Hints => new()
    {
        { "a browser's second copy", "train-images-idx3-ubyte (1).gz", " Its train-images-idx3-ubyte (1).gz looks like one of them: name it train-images-idx3-ubyte.gz." },
        { "underscores", "train_images_idx3_ubyte", " Its train_images_idx3_ubyte looks like one of them: name it train-images-idx3-ubyte." },
        { "a blank in the name", "t10k -images-idx3-ubyte", " Its t10k -images-idx3-ubyte looks like one of them: name it t10k-images-idx3-ubyte." },
        { "the wrong number of dimensions", "t10k-labels-idx3-ubyte.gz", " Its t10k-labels-idx3-ubyte.gz looks like one of them: name it t10k-labels-idx1-ubyte.gz." },
        { "the end hidden by Windows", "train-labels-idx1-ubyte.gz.txt", " Its train-labels-idx1-ubyte.gz.txt looks like one of them: name it train-labels-idx1-ubyte." },
        { "EMNIST", "emnist-digits-train-images-idx3-ubyte.gz", " Its emnist-digits-train-images-idx3-ubyte.gz is of EMNIST, whose images lie on their side: change rows and columns of each (numpy: images.transpose(0, 2, 1)) before the files get the names of MNIST." },
        { "the pickle of the book", "mnist.pkl.gz", " Its mnist.pkl.gz is a pickle of Python, as Nielsen's book has it, which is a program and is not run here; gd data download gets the same digits." },
        { "what PyTorch makes of it", "MNIST/processed/training.pt", " Its MNIST/processed/training.pt is a file of PyTorch; its folder raw, beside the folder processed, holds the four files." },
        { "Hugging Face", "mnist/train-00000-of-00001.parquet", " Its mnist/train-00000-of-00001.parquet is a Parquet table, as Hugging Face has it; gd data download gets the same digits." },
        { "scikit-learn", "mnist-original.mat", " Its mnist-original.mat is a file of MATLAB; gd data download gets the same digits." },
        { "OpenML", "mnist_784.arff", " Its mnist_784.arff is a table of OpenML; gd data download gets the same digits." },
        { "an archive that is not unpacked", "archive.zip", " Its archive.zip is a zip archive: unpack it." },
        { "Kaggle's competition, half of it", "train.csv", " Its train.csv is a table without a partner: digits as tables are read from mnist_train.csv and mnist_test.csv, both with a label in front." },
        { "one array", "x_train.npy", " Its x_train.npy is a single array of NumPy; save all four together with numpy.savez(\"mnist.npz\", x_train=..., y_train=..., x_test=..., y_test=...)." },
        { "pictures", "mnist_png/0/1.png", " Its mnist_png/0/1.png is a picture; digits as pictures are not read." },
        { "nothing of it", "notes.txt", "" },
    };

    [Theory]
    [MemberData(nameof(Hints))]
    public void What_is_there_instead_is_named_with_the_way_out(string topic, string name, string hint)
    {
        _root.Write([1], name);
        var fault = Assert.Throws<FileNotFoundException>(() => DigitSet.Find(_root.Path));
        Assert.True(
            fault.Message.Replace('\\', '/') == $"MNIST is not complete in the folder {_root.Path.Replace('\\', '/')}: {string.Join(", ", Names)} not found, neither plain nor with .gz.{hint}",
            $"{topic}: {fault.Message}");
    }

    [Theory]
    [InlineData("|u1", "<i8", "2, 28, 28")]
    [InlineData("|u1", "|u1", "2, 28, 28")]
    [InlineData("|u1", ">i4", "2, 784")]
    public void The_archive_that_Keras_has_is_read(string pixels, string labels, string shape)
    {
        var archive = Archive(pixels, labels, shape, IdxBytes.Images(2)[16..], [7, 3]);
        _root.Write(archive, "mnist.npz");
        foreach (var place in new[] { _root.Path, Path.Combine(_root.Path, "mnist.npz") })
        {
            var digits = DigitSet.Find(place);
            Assert.Equal([7, 3], digits.Training.Labels.ToArray());
            Assert.Equal(IdxBytes.Images(2)[16..], digits.Test.Pixels.ToArray());
            Assert.Equal("Digits: digits from an archive of NumPy, 2 to learn from and 2 held out.", digits.ToString());
        }
    }

    [NumPyFact]
    public void An_archive_that_NumPy_wrote_is_read()
    {
        NumPyFactAttribute.Run($"""
            import numpy as np
            x = np.arange(3 * 784, dtype=np.uint8).reshape(3, 28, 28)
            np.savez_compressed(r'{Path.Combine(_root.Path, "mnist.npz")}', x_train=x, y_train=np.array([5, 0, 4], dtype=np.uint8), x_test=x[:1], y_test=np.array([9]))
            """);
        var digits = DigitSet.Find(_root.Path);
        Assert.Equal([5, 0, 4], digits.Training.Labels.ToArray());
        Assert.Equal([9], digits.Test.Labels.ToArray());
        Assert.Equal([.. Enumerable.Range(0, 3 * 784).Select(i => (byte)i)], digits.Training.Pixels.ToArray());
    }

    public static TheoryData<string, byte[], string> FaultyArchives => new()
    {
        { "intensities", Archive("<f4", "|u1", "2, 28, 28", new byte[2 * 784 * 4], [7, 3]), "m.npz holds x_test as '<f4' with the shape (2, 28, 28), and images are bytes, 'uint8', with the shape (count, 28, 28)." },
        { "one-hot labels", Archive("|u1", "|u1", "2, 28, 28", new byte[2 * 784], [7, 3], labelsShape: "1, 2"), "m.npz holds y_test as '|u1' with the shape (1, 2), and labels are 2 whole numbers, one for each image." },
        { "a label above 9", Archive("|u1", "<i8", "2, 28, 28", new byte[2 * 784], [7, 26]), "m.npz has a label at place 1 of y_test that is no digit from 0 to 9." },
        { "fewer labels", Archive("|u1", "|u1", "2, 28, 28", new byte[2 * 784], [7]), "m.npz holds y_test as '|u1' with the shape (1,), and labels are 2 whole numbers, one for each image." },
        { "pictures in colour", Archive("|u1", "|u1", "2, 28, 28, 3", new byte[2 * 784 * 3], [7, 3]), "m.npz holds x_test as '|u1' with the shape (2, 28, 28, 3), and images are bytes, 'uint8', with the shape (count, 28, 28)." },
        { "a network", Weights(), "m.npz has no arrays x_test and y_test: images and labels are to be x_train, y_train, x_test and y_test, as Keras has them." },
    };

    [Theory]
    [MemberData(nameof(FaultyArchives))]
    public void An_archive_of_something_else_is_refused_in_a_sentence(string topic, byte[] file, string sentence) =>
        Assert.True(Assert.Throws<InvalidDataException>(() => DigitTables.FromArchive(new MemoryStream(file), "m.npz", "test")).Message is var message && message == sentence, $"{topic}: {message}");

    [Theory]
    [InlineData("")]
    [InlineData("label,1x1,1x2\r\n")]
    [InlineData("\"label\",\"pixel1\"\n")]
    public void Tables_are_read_with_and_without_a_title(string title)
    {
        var row = string.Join(',', Enumerable.Range(0, 784).Select(i => i % 256));
        _root.Write(Encoding.ASCII.GetBytes($"{title}5,{row}\r\n0,{row}"), "mnist_train.csv");
        _root.Write(Encoding.ASCII.GetBytes($"{title}7,{row}\n\n"), "mnist_test.csv");
        var digits = DigitSet.Find(_root.Path);
        Assert.Equal([5, 0], digits.Training.Labels.ToArray());
        Assert.Equal([7], digits.Test.Labels.ToArray());
        Assert.Equal([.. Enumerable.Range(0, 784).Select(i => (byte)i)], digits.Training[1].Pixels.ToArray());
        Assert.Equal("Digits: digits from tables, 2 to learn from and 1 held out.", digits.ToString());
    }

    public static TheoryData<string, string, string> FaultyTables => new()
    {
        { "Kaggle's test.csv", string.Join(',', Enumerable.Repeat(0, 784)), "t.csv: line 1 has 784 numbers, and a label and 784 pixels are expected: it seems to have no label, as Kaggle's test.csv." },
        { "a short row", "5,0,0,0,0,0,0", "t.csv: line 1 has 7 numbers, and a label and 784 pixels are expected." },
        { "a long row", string.Join(',', Enumerable.Repeat(0, 786)), "t.csv: line 1 has more than 785 numbers, a label and 784 pixels." },
        { "fractions", "5,0.5,0,0,0,0,0,0", "t.csv: line 1 holds something in number 2 that is no whole number." },
        { "an empty field", "5,,0,0,0,0,0,0", "t.csv: line 1 lacks number 2." },
        { "a letter of EMNIST", "26,0,0,0,0,0,0", "t.csv: line 1 begins with 26, and its label is to be a digit from 0 to 9." },
        { "a pixel too bright", "5,256,0,0,0,0,0", "t.csv: line 1 has a pixel above 255 in number 2." },
        { "a web page", "<html>", "t.csv is a web page, and a table of digits is expected." },
    };

    [Theory]
    [MemberData(nameof(FaultyTables))]
    public void A_table_of_something_else_is_refused_with_its_line(string topic, string text, string sentence) =>
        Assert.True(Assert.Throws<InvalidDataException>(() => DigitTable.Read(new MemoryStream(Encoding.ASCII.GetBytes(text)), "t.csv")).Message is var message && message == sentence, $"{topic}: {message}");

    [Fact]
    public void Fashion_MNIST_is_known_by_its_labels_and_one_label_changed_is_another_set()
    {
        byte[] labels = [9, 0, 0, 3, 0, 2, 7, 2, 5, 5, .. Enumerable.Range(0, 60_000).Select(i => (byte)(i % 10))];
        var left = labels.CountBy(label => label).ToDictionary(pair => pair.Key, pair => pair.Value - 6_000);
        List<byte> balanced = [.. labels[..10]];
        foreach (var label in labels[10..])
        {
            if (left[label]-- <= 0)
            {
                balanced.Add(label);
            }
        }

        Assert.Equal("Fashion-MNIST, by its labels", Named([.. balanced]));
        balanced[^1] = (byte)((balanced[^1] + 1) % 10);
        Assert.Equal("digits from IDX files", Named([.. balanced]));

        string Named(byte[] train)
        {
            _root.Write(IdxBytes.Images(train.Length), "train-images-idx3-ubyte");
            _root.Write(IdxBytes.Labels(train), "train-labels-idx1-ubyte");
            _root.Write(IdxBytes.Images(1), "t10k-images-idx3-ubyte");
            _root.Write(IdxBytes.Labels([1]), "t10k-labels-idx1-ubyte");
            return DigitSet.Find(_root.Path).Name;
        }
    }

    [Fact]
    public void Labels_that_no_image_can_go_with_cost_no_memory()
    {
        // Two billion zeros, as two megabytes of gzip promise them truly.
        var file = new MemoryStream();
        using (var gzip = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write([0, 0, 8, 1, 0x77, 0x35, 0x94, 0]);
            for (var i = 0; i < 30; i++)
            {
                gzip.Write(new byte[1 << 16]);
            }
        }

        file.SetLength(3_000_000);
        file.Position = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var fault = Assert.Throws<InvalidDataException>(() => IdxFile.ReadLabels(file, "labels"));
        Assert.Equal("labels says it holds 2,000,000,000 labels, and no more than 2,739,137 images can be read.", fault.Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Fact]
    public void Images_are_counted_against_their_labels_before_memory_is_set_aside()
    {
        var file = new MemoryStream([0, 0, 8, 3, 0, 0x20, 0, 0, 0, 0, 0, 28, 0, 0, 0, 28]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var fault = Assert.Throws<InvalidDataException>(() => IdxFile.ReadImages(file, "images", (3, "labels")));
        Assert.Equal("images holds 2,097,152 images, but labels holds 3 labels: the two do not belong together.", fault.Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    public void Dispose() => _root.Dispose();

    private void WriteSet(string pattern, byte first = 7)
    {
        byte[][] contents = [IdxBytes.Images(2), IdxBytes.Labels([first, 3]), IdxBytes.Images(1), IdxBytes.Labels([8])];
        foreach (var (name, content) in Names.Zip(contents))
        {
            _root.Write(content, string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, name, name.Replace("-idx", ".idx", StringComparison.Ordinal)));
        }
    }

    private static byte[] Archive(string pixels, string labels, string shape, byte[] images, byte[] digits, string? labelsShape = null)
    {
        var size = labels[2] - '0';
        byte[] answers = [.. digits.SelectMany(digit => labels[0] == '>' ? [.. new byte[size - 1], digit] : (byte[])[digit, .. new byte[size - 1]])];
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in new[] { "test", "train" })
            {
                Add($"x_{part}", NpyArray.Write(pixels, shape, images));
                Add($"y_{part}", NpyArray.Write(labels, labelsShape ?? $"{digits.Length},", answers));
            }

            void Add(string name, byte[] bytes)
            {
                using var entry = archive.CreateEntry(name + ".npy").Open();
                entry.Write(bytes);
            }
        }

        return file.ToArray();
    }

    private static byte[] Weights()
    {
        using var file = new MemoryStream();
        NpzFile.Write(Network.Create([3, 2], seed: 1), file);
        return file.ToArray();
    }
}
