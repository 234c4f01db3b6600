using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using GdNotebooks.Tests.Packaging;
using static GdNotebooks.Tests.Origin;

namespace GdNotebooks.Tests.Digits;

/// <summary>
/// Data as people met them. Each is read with the right numbers, or refused with the true reason, or said to be
/// strange.
/// </summary>
public sealed class FoundDataTests : IDisposable
{
    private static readonly DigitSet Digits = DigitSet.Synthetic(900, 100, seed: 3);

    // Fifty of each digit, one after the other: 0, 1, 2 and so on.
    private static readonly DigitImages Images = Digits.Training.Pick(Enumerable.Range(0, 500).Select(n =>
        Enumerable.Range(0, Digits.Training.Count).Where(place => Digits.Training.Labels[place] == n % 10).ElementAt(n / 10)));

    private readonly ScratchFolder _root = new();

    /// <summary>Tables of two digits, a 5 and a 0, whose pixel k is k % 256: origin, topic, file.</summary>
    public static TheoryData<string, string, byte[]> Readable => new()
    {
        { Found, "a table with a title that a reader of plain numbers stumbles over", Table("label,1x1,1x2\n", ",", "\n") },
        { MadeUp, "OpenML: the label stands last, and the title calls it class", Table("pixel1,pixel2,class\n", ",", "\n", isLabelLast: true) },
        { MadeUp, "a title in quotes, the label last", Table("\"pixel1\",\"pixel2\",\"label\"\r\n", ",", "\r\n", isLabelLast: true) },
        { MadeUp, "numpy.savetxt with blanks between whole numbers", Table("", " ", "\n") },
        { MadeUp, "several blanks, as in a table in columns", Table("", "   ", " \n") },
        { MadeUp, "a spreadsheet of a country with decimal commas", Table("label;pixel0;pixel1\r\n", ";", "\r\n") },
        { MadeUp, "tabs", Table("", "\t", "\n") },
        { MadeUp, "a comma and a blank", Table("", ", ", "\n") },
        { MadeUp, "a frame that holds whole numbers as fractions", Table("label,0,1\n", ".0,", ".0\n") },
        { MadeUp, "fractions with blanks", Table("", ".000 ", ".000\n") },
        { MadeUp, "lines that end as on old Macs", Table("label,1x1\r", ",", "\r") },
        { MadeUp, "a comma at the end of each line", Table("", ",", ",\n") },
        { MadeUp, "a mark at the beginning, as spreadsheets write it", [0xEF, 0xBB, 0xBF, .. Table("label,1x1\n", ",", "\n")] },
        { MadeUp, "blank lines between the rows", Table("label,1x1\n", ",", "\n\n") },
        { MadeUp, "a table that is still packed, under the name of one that is not", IdxBytes.Gzip(Table("label,1x1\n", ",", "\n")) },
    };

    [Theory]
    [MemberData(nameof(Readable))]
    public void A_table_is_read_with_the_right_numbers(string origin, string topic, byte[] file)
    {
        var digits = DigitTable.Read(new MemoryStream(file), "t.csv");
        Assert.True(digits.Labels is [5, 0], $"{topic} ({origin}): {string.Join(' ', digits.Labels)}");
        Assert.All(digits, digit => Assert.Equal([.. Enumerable.Range(0, 784).Select(k => (byte)k)], digit.Pixels.ToArray()));
    }

    public static TheoryData<string, string, byte[], string> Refused => new()
    {
        { MadeUp, "numpy.savetxt as it is, with exponents", "5.000000000000000000e+00 0.000000000000000000e+00\n"u8.ToArray(), "t.csv: line 1 holds something in number 1 that is no whole number: numpy.savetxt(..., fmt=\"%d\") writes such." },
        { MadeUp, "intensities in place of pixels", "5,0.0,0.3294"u8.ToArray(), "t.csv: line 1 holds something in number 3 that is no whole number." },
        { MadeUp, "the first row taken for a title and written back with its numbers counted up", "5,0,0.1,0.2,0.3\n"u8.ToArray(), "t.csv: line 1 holds something in number 3 that is no whole number." },
        { MadeUp, "a frame written with the numbers of its rows", Encoding.ASCII.GetBytes(string.Join(',', Enumerable.Range(-1, 785).Select(k => k < 0 ? ",label" : $"pixel{k}")) + "\n0,5,0\n"), "t.csv: line 1 names one column more than a label and 784 pixels: the first seems to count the rows, which pandas leaves out with to_csv(..., index=False)." },
        { MadeUp, "OpenML's table without its title", Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 30).Select(n => string.Join(',', Enumerable.Repeat(0, 784)) + $",{n % 10}\n"))), "t.csv: every row begins with 0 and ends with a digit, so its labels seem to stand last: put them first, or a title above them that calls the last column label." },
        { MadeUp, "a label at the end that is no digit", Encoding.ASCII.GetBytes("a,class\n" + string.Join(',', Enumerable.Repeat(0, 784)) + ",26\n"), "t.csv: line 2 ends with 26, and its label is to be a digit from 0 to 9." },
        { MadeUp, "Unicode text of a spreadsheet", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("5\t0\t0\r\n")], "t.csv is a text in UTF-16, and a table of digits is expected." },
        { MadeUp, "an empty first field", ",0,0\n"u8.ToArray(), "t.csv: line 1 lacks number 1." },
        { MadeUp, "two tables joined, each with its title", [.. Table("label,1x1\n", ",", "\n"), .. Table("label,1x1\n", ",", "\n")], "t.csv: line 4 holds something in number 1 that is no whole number." },
        { MadeUp, "digits of 8 x 8", Encoding.ASCII.GetBytes(string.Join(',', Enumerable.Repeat(0, 64)) + ",7\n"), "t.csv: line 1 has 65 numbers, and a label and 784 pixels are expected." },
        { MadeUp, "packed, and cut off", IdxBytes.Gzip(Table("", ",", "\n"))[..200], "t.csv: line 1 has 1 numbers" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_table_of_something_else_is_refused_with_the_true_reason(string origin, string topic, byte[] file, string sentence)
    {
        var fault = Assert.Throws<InvalidDataException>(() => DigitTable.Read(new MemoryStream(file), "t.csv"));
        Assert.True(sentence.EndsWith('.') ? fault.Message == sentence : fault.Message.StartsWith("t.csv", StringComparison.Ordinal), $"{topic} ({origin}): {fault.Message}");
    }

    /// <summary>IDX files that are none of images of bytes, or none of labels.</summary>
    public static TheoryData<string, string, byte[], string> OtherIdx => new()
    {
        { Found, "QMNIST: eight numbers for each label", [0, 0, 0x0C, 2, 0, 0, 0, 2, 0, 0, 0, 8, .. new byte[64]], "f is an IDX file of 2 x 8 numbers of the type 0x0c, int32; an IDX file of labels is expected." },
        { MadeUp, "labels as whole numbers of 32 bits", [0, 0, 0x0C, 1, 0, 0, 0, 2, .. new byte[8]], "f is an IDX file of 2 numbers of the type 0x0c, int32; an IDX file of labels is expected." },
        { MadeUp, "one-hot labels", [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 10, .. new byte[20]], "f is an IDX file of 2 x 10 numbers of the type 0x08, bytes; an IDX file of labels is expected." },
        { MadeUp, "labels as fractions", [0, 0, 0x0D, 1, 0, 0, 0, 2, .. new byte[8]], "f is an IDX file of 2 numbers of the type 0x0d, float32; an IDX file of labels is expected." },
        { Found, "letters of EMNIST, counted from 1", IdxBytes.Labels([1, 26]), "f has the label 26 at place 1, but a label is a digit from 0 to 9." },
        { Found, "labels counted from 1", IdxBytes.Labels([6, 1, 5, 2, 10]), "f has the label 10 at place 4, but a label is a digit from 0 to 9." },
        { MadeUp, "a count with the smallest byte first", [0, 0, 8, 1, 0x60, 0xEA, 0, 0, .. new byte[60_000]], "f says it holds 1,625,948,160 labels, and no more than 2,739,137 images can be read: with the smallest byte first, which IDX has last, it would be 60000." },
        { Found, "a file with something before its header", [0x61, 0, 8, 1, 0, 0, 0, 1, 7], "f is not an IDX file of labels: it starts with 0x61000801, and such a file with 0x00000801." },
    };

    [Theory]
    [MemberData(nameof(OtherIdx))]
    public void An_IDX_file_of_something_else_is_called_by_what_it_holds(string origin, string topic, byte[] file, string sentence)
    {
        var fault = Assert.Throws<InvalidDataException>(() => IdxFile.ReadLabels(new MemoryStream(file), "f"));
        Assert.True(fault.Message == sentence, $"{topic} ({origin}): {fault.Message}");
    }

    /// <summary>Images that are not those of digits, or not all there.</summary>
    public static TheoryData<string, string, byte[], string> OtherImages => new()
    {
        { Found, "two bytes for each pixel, after a converter ran out of one", [.. IdxBytes.Images(2), .. new byte[2 * 784]], "f goes on after the 2 images it says it holds." },
        { Found, "a count that two bytes could not hold", IdxBytes.Images(3, said: 1), "f goes on after the 1 images it says it holds." },
        { Found, "images of 48 x 48", IdxBytes.Images(3, rows: 48, columns: 48), "f says its images have 48 rows and 48 columns, but a digit has 28 and 28." },
        { Found, "packed, and cut off before its end", IdxBytes.Gzip(IdxBytes.Images(40))[..^60], "f is cut off: it says it holds 40 images, and ends in number " },
        { Found, "727 bytes of a web page in the place of each file", "<html><head><title>Moved</title></head></html>"u8.ToArray(), "f is a web page; an IDX file of images is expected." },
        { Found, "labels under the name of images", IdxBytes.Labels([1, 2, 3]), "f is not an IDX file of images: it starts with 0x00000801 (that is a file of labels), and such a file with 0x00000803." },
        { Found, "sizes with the smallest byte first", [0, 0, 8, 3, 1, 0, 0, 0, 28, 0, 0, 0, 28, 0, 0, 0, .. new byte[784]], "f says its images have 469762048 rows and 469762048 columns, but a digit has 28 and 28: its sizes have the smallest byte first, and IDX has the largest first." },
        { MadeUp, "images without an end of the last", IdxBytes.Images(2)[..^1], "f says it holds 2 images, more than the file has room for: it is cut off or damaged." },
    };

    [Theory]
    [MemberData(nameof(OtherImages))]
    public void Images_of_something_else_or_not_all_of_them_are_refused_with_the_true_reason(string origin, string topic, byte[] file, string sentence)
    {
        var fault = Assert.Throws<InvalidDataException>(() => IdxFile.ReadImages(new MemoryStream(file), "f"));
        Assert.True(sentence.EndsWith('.') ? fault.Message == sentence : fault.Message.StartsWith(sentence, StringComparison.Ordinal), $"{topic} ({origin}): {fault.Message}");
    }

    [Theory]
    [InlineData(Found, "a web page in its place", "<!DOCTYPE html><html>", "m.npz is a web page, and an archive of NumPy is expected.")]
    [InlineData(Found, "a pointer of Git LFS", "version https://git-lfs.github.com/spec/v1\n", "m.npz is a pointer of Git LFS and not the file itself, which \"git lfs pull\" fetches, and an archive of NumPy is expected.")]
    [InlineData(MadeUp, "nothing", "", "m.npz is empty, and an archive of NumPy is expected.")]
    public void What_is_no_archive_is_called_by_what_it_is(string origin, string topic, string text, string sentence)
    {
        var fault = Assert.Throws<InvalidDataException>(() => DigitTables.FromArchive(new MemoryStream(Encoding.ASCII.GetBytes(text)), "m.npz", "train"));
        Assert.True(fault.Message == sentence, $"{topic} ({origin}): {fault.Message}");
    }

    public static TheoryData<string, string, byte[]> PackedInSomeWay => new()
    {
        { MadeUp, "two members of gzip, one after the other", [.. IdxBytes.Gzip(IdxBytes.Images(2)[..500]), .. IdxBytes.Gzip(IdxBytes.Images(2)[500..])] },
        { MadeUp, "zeros behind it, as on tapes", [.. IdxBytes.Gzip(IdxBytes.Images(2)), .. new byte[512]] },
        { Found, "unpacked by its name alone, the bytes still packed", IdxBytes.Gzip(IdxBytes.Images(2)) },
    };

    [Theory]
    [MemberData(nameof(PackedInSomeWay))]
    public void However_it_is_packed_it_is_read(string origin, string topic, byte[] file) =>
        Assert.True(IdxFile.ReadImages(new MemoryStream(file), "f").SequenceEqual(IdxBytes.Images(2).Skip(16)), $"{topic} ({origin})");

    [Theory]
    [InlineData(MadeUp, "with a last direction for the one colour, as Keras wants it", "2, 28, 28, 1", "2,", false, null)]
    [InlineData(MadeUp, "with a first direction for the one colour, as PyTorch wants it", "2, 1, 28, 28", "2,", false, null)]
    [InlineData(MadeUp, "labels as a column", "2, 28, 28", "2, 1", false, null)]
    [InlineData(MadeUp, "in Fortran order, as after a turn", "2, 28, 28", "2,", true, "m.npz holds x_train in Fortran order, and images stand one after the other: numpy.ascontiguousarray(x_train).")]
    [InlineData(MadeUp, "turned", "28, 28, 2", "2,", false, "m.npz holds x_train as '|u1' with the shape (28, 28, 2), and images are bytes, 'uint8', with the shape (count, 28, 28).")]
    public void An_archive_is_read_in_the_shapes_it_comes_in(string origin, string topic, string images, string labels, bool isByColumns, string? fault)
    {
        byte[] pixels = IdxBytes.Images(2)[16..];
        byte[] array = NpyArray.Write("|u1", images, pixels);
        array = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(array).Replace("False, ", isByColumns ? "True,  " : "False, ", StringComparison.Ordinal));

        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in new[] { ("x_train.npy", array), ("y_train.npy", NpyArray.Write("|u1", labels, [7, 3])) })
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        if (fault is null)
        {
            var digits = DigitTables.FromArchive(file, "m.npz", "train");
            Assert.True(digits.Labels is [7, 3] && digits.Pixels.Span.SequenceEqual(pixels), $"{topic} ({origin})");
        }
        else
        {
            Assert.Equal(fault, Assert.Throws<InvalidDataException>(() => DigitTables.FromArchive(file, "m.npz", "train")).Message);
        }
    }

    /// <summary>What a folder holds: origin, topic, its files, and the end of the sentence about it.</summary>
    public static TheoryData<string, string, string, string> Folders => new()
    {
        { Found, "EMNIST, whose images lie on their side", "emnist-mnist-train-images-idx3-ubyte.gz", " Its emnist-mnist-train-images-idx3-ubyte.gz is of EMNIST, whose images lie on their side: change rows and columns of each (numpy: images.transpose(0, 2, 1)) before the files get the names of MNIST." },
        { Found, "QMNIST", "qmnist-train-labels-idx2-int.gz", " Its qmnist-train-labels-idx2-int.gz is of QMNIST, whose labels are eight numbers for each image and are not read: the first of the eight is the digit." },
        { MadeUp, "several sets as tables", "a_train.csv a_test.csv b_train.csv b_test.csv", " It has several tables, a_train.csv and b_train.csv among them: name those to read mnist_train.csv and mnist_test.csv." },
        { MadeUp, "tables that are still packed", "mnist_train.csv.gz mnist_test.csv.gz", " Its mnist_test.csv.gz is a table packed with gzip: unpack it." },
        { MadeUp, "an archive of Windows", "mnist.rar", " Its mnist.rar is a RAR archive: unpack it." },
    };

    [CaseFact]
    public void Capitals_where_they_count_are_told_too() => What_a_folder_holds_instead_is_named_with_the_way_out(
        MadeUp, "capitals", "Train-Images-IDX3-UByte", " Its Train-Images-IDX3-UByte looks like one of them: name it train-images-idx3-ubyte.");

    [Theory]
    [MemberData(nameof(Folders))]
    public void What_a_folder_holds_instead_is_named_with_the_way_out(string origin, string topic, string files, string end)
    {
        foreach (string file in files.Split(' '))
        {
            _root.Write([1], file);
        }

        var fault = Assert.Throws<FileNotFoundException>(() => DigitSet.Find(_root.Path));
        Assert.True(fault.Message.EndsWith("neither plain nor with .gz." + end, StringComparison.Ordinal), $"{topic} ({origin}): {fault.Message}");
    }

    [Theory]
    [InlineData(MadeUp, "MNIST_Train.CSV", "MNIST_Test.csv")]
    [InlineData(MadeUp, "mnist_train.csv", "mnist_test.csv", "fashion-mnist_train.csv", "fashion-mnist_test.csv")]
    public void The_tables_of_MNIST_are_found_among_others_and_in_capitals(string origin, string train, string test, params string[] others)
    {
        foreach (string other in others)
        {
            _root.Write([1], other);
        }

        _root.Write(Table("", ",", "\n"), train);
        _root.Write(Table("label,1x1\n", ",", "\n"), test);
        Assert.True(DigitSet.Find(_root.Path).Training.Labels is [5, 0], origin);
    }

    [Theory]
    [InlineData(MadeUp, "~/mnist", "There is no folder ~/mnist, to load the digits from. Shells alone know what ~ means: write the whole path.")]
    [InlineData(MadeUp, "\"/data/mnist\"", "There is no folder \"/data/mnist\", to load the digits from. Its name begins or ends with a blank or a quotation mark.")]
    [InlineData(MadeUp, "/nowhere/mnist ", "There is no folder /nowhere/mnist , to load the digits from. Its name begins or ends with a blank or a quotation mark.")]
    [InlineData(MadeUp, "/nowhere/mnist", "There is no folder /nowhere/mnist, to load the digits from.")]
    public void A_path_that_a_shell_would_have_changed_is_told(string origin, string folder, string sentence) =>
        Assert.True(Assert.Throws<DirectoryNotFoundException>(() => DigitSet.Find(folder)).Message is var message && message == sentence, $"{origin}: {message}");

    /// <summary>Sets that can be read and are not what they are taken for: origin, topic, what was done to them, what is said.</summary>
    public static TheoryData<string, string, Func<DigitImages, DigitImages>, string?> Strange => new()
    {
        { Found, "a reader that left everything empty from the sixth image on", images => Each(images, (n, pixels) => n < 6 ? pixels : new byte[784]), "494 of the images are empty, all pixels 0." },
        { MadeUp, "one empty image", images => Each(images, (n, pixels) => n == 77 ? new byte[784] : pixels), "1 of the images is empty, all pixels 0." },
        { Found, "rows and columns changed, as in EMNIST", images => Each(images, (_, pixels) => [.. Enumerable.Range(0, 784).Select(k => pixels[(k % 28 * 28) + (k / 28)])]), "The ones lie on their side: rows and columns are changed, as in EMNIST." },
        { MadeUp, "turned to the right", images => Each(images, (_, pixels) => [.. Enumerable.Range(0, 784).Select(k => pixels[((27 - (k % 28)) * 28) + (k / 28)])]), "The ones lie on their side: rows and columns are changed, as in EMNIST." },
        { Found, "a converter that gave every image the label 1", images => images.WithLabels(images.Select(_ => 1)), "All labels are 1." },
        { Found, "a set sorted by its labels", images => images.Pick(Enumerable.Range(0, images.Count).OrderBy(n => images.Labels[n])), "They are sorted by label: the first 50 are all 0, so mix them before you take a part." },
        { Found, "black on white", images => Each(images, (_, pixels) => [.. pixels.Select(pixel => (byte)(255 - pixel))]), "The corners are bright, as of dark ink on white paper: 0 is to be empty paper, so put 255 - pixel in place of each pixel." },
        { MadeUp, "intensities from 0 to 1, as bytes", images => Each(images, (_, pixels) => [.. pixels.Select(pixel => (byte)(pixel / 128))]), "No pixel is above 1, and full ink is 255: scale them up." },
        { MadeUp, "16 grey values", images => Each(images, (_, pixels) => [.. pixels.Select(pixel => (byte)(pixel / 16))]), "No pixel is above 15, and full ink is 255: scale them up." },
        { MadeUp, "nothing strange", images => images, null },
        { MadeUp, "faint, and still all there", images => Each(images, (_, pixels) => [.. pixels.Select(pixel => (byte)(pixel / 3))]), null },
        { MadeUp, "a few of one digit", images => images.Pick(Enumerable.Range(0, images.Count).Where(n => images.Labels[n] == 1).Take(10)), null },
    };

    [Theory]
    [MemberData(nameof(Strange))]
    public void What_is_strange_about_a_set_is_said(string origin, string topic, Func<DigitImages, DigitImages> change, string? sentence)
    {
        string? said = StrangeDigits.Of(change(Images), Digits.Test);
        Assert.True(said is null ? sentence is null : sentence is not null && (said == sentence || said.StartsWith(sentence + " ", StringComparison.Ordinal) || said.EndsWith(" " + sentence, StringComparison.Ordinal)), $"{topic} ({origin}): {said}");
    }

    [Fact]
    public void Images_that_are_learned_and_held_out_are_told()
    {
        var digits = DigitSet.Synthetic(60, 30).Training;
        Assert.Equal("The held-out images are among those to learn from, so they test nothing.", StrangeDigits.Of(digits, digits.Take(40)));
        Assert.Null(StrangeDigits.Of(digits, DigitSet.Synthetic(60, 30).Test));
    }

    [Fact]
    public void What_is_strange_is_said_where_the_set_is_named()
    {
        var digits = DigitSet.Synthetic(40, 20);
        foreach (var (images, part) in new[] { (digits.Training, "train"), (digits.Test, "t10k") })
        {
            _root.Write(Idx(0x803, images.Count, 28, 28, images.Pixels.ToArray()), $"{part}-images-idx3-ubyte");
            _root.Write(IdxBytes.Labels([.. images.Select(_ => (byte)4)]), $"{part}-labels-idx1-ubyte");
        }

        Assert.Equal("Digits: digits from IDX files, 40 to learn from and 20 held out. All labels are 4.", DigitSet.Find(_root.Path).ToString());
    }

    [Fact]
    public void As_many_of_each_label_is_no_MNIST_even_in_a_table()
    {
        byte[] labels = [.. Enumerable.Range(0, 60_000).Select(n => (byte)(n * 7 % 10))];
        _root.Write(IdxBytes.Images(60_000), "train-images-idx3-ubyte");
        _root.Write(IdxBytes.Labels(labels), "train-labels-idx1-ubyte");
        _root.Write(IdxBytes.Images(1), "t10k-images-idx3-ubyte");
        _root.Write(IdxBytes.Labels([1]), "t10k-labels-idx1-ubyte");
        Assert.Equal("images from IDX files, 6,000 of each label as in Fashion-MNIST and KMNIST", DigitSet.Find(_root.Path).Name);
    }

    [MnistFact]
    public void MNIST_itself_is_not_strange()
    {
        var digits = DigitSet.Find(Environment.GetEnvironmentVariable("GDNOTEBOOKS_DATA"));
        Assert.Null(StrangeDigits.Of(digits.Training, digits.Test));
    }

    public void Dispose() => _root.Dispose();

    private static byte[] Table(string title, string between, string end, bool isLabelLast = false)
    {
        var pixels = Enumerable.Range(0, 784).Select(k => k % 256);
        return Encoding.ASCII.GetBytes(title + string.Concat(new[] { 5, 0 }.Select(label => string.Join(between, isLabelLast ? pixels.Append(label) : pixels.Prepend(label)) + end)));
    }

    private static DigitImages Each(DigitImages images, Func<int, byte[], byte[]> change) =>
        new((byte[])[.. images.SelectMany((image, n) => change(n, image.Pixels.ToArray()))], images.Labels);

    private static byte[] Idx(uint magic, int count, int rows, int columns, byte[] bytes)
    {
        var header = new byte[16];
        foreach (var (number, k) in new[] { (int)magic, count, rows, columns }.Select((number, k) => (number, k)))
        {
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 * k), number);
        }

        return [.. header, .. bytes];
    }
}
