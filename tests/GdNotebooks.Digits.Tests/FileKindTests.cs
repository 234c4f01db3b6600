namespace GdNotebooks.Tests.Digits;

/// <summary>
/// What people find under the names of MNIST. The kinds are known from public threads; the files are made up. Whoever
/// reads such a file says the same of it, and says what it is.
/// </summary>
public sealed class FileKindTests
{
    public static TheoryData<string, byte[], string> Foreign => new()
    {
        { "the page of a mirror that is gone", "<!DOCTYPE html><html><head>"u8.ToArray(), "a web page" },
        { "a page of consent, after blank lines", "\r\n\r\n  <html lang=\"en\">"u8.ToArray(), "a web page" },
        { "a page that begins with a byte order mark", [0xEF, 0xBB, 0xBF, .. "<html>"u8], "a web page" },
        { "a page that a browser kept packed", IdxBytes.Gzip("<!DOCTYPE html>"u8.ToArray()), "a web page" },
        { "a bucket that refuses", "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code>"u8.ToArray(), "a page in XML, such as a server's error message" },
        { "an answer of an API", "{\"message\":\"Not Found\"}"u8.ToArray(), "a text in JSON" },
        { "an answer of one line", "404: Not Found"u8.ToArray(), "a text: \"404: Not Found\"" },
        { "a checkout without its large files", "version https://git-lfs.github.com/spec/v1\noid sha256:44\nsize 9912422\n"u8.ToArray(), "a pointer of Git LFS and not the file itself, which \"git lfs pull\" fetches" },
        { "a dataset of git-annex", "/annex/objects/MD5E-s9912422--f68b.gz\n"u8.ToArray(), "a pointer of git-annex and not the file itself, which \"git annex get\" fetches" },
        { "nothing came", [], "empty" },
        { "disk space that was never filled", new byte[5000], "filled with zero bytes, as a file that was never written to the end" },
        { "packed by a server that packs what is packed", IdxBytes.Gzip(IdxBytes.Gzip(IdxBytes.Images(1))), "packed with gzip twice: unpack it once" },
        { "Kaggle's archive under the name of what is inside", [.. "PK\x03\x04"u8, 20, 0, 0, 0], "a zip archive" },
        { "packed again with bzip2", [.. "BZh91AY&SY"u8, 0, 1], "packed with bzip2" },
        { "packed again with xz", [0xFD, .. "7zXZ"u8, 0, 0, 4], "packed with xz" },
        { "packed with zstd, as package servers do", [0x28, 0xB5, 0x2F, 0xFD, 4, 0], "packed with zstd" },
        { "a 7-Zip archive", [.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C], "a 7-Zip archive" },
        { "the shadow that macOS puts beside a file", [0, 5, 0x16, 7, 0, 2, 0, 0], "what macOS puts beside a file (its name begins with ._ ), not the file itself" },
        { "the pickle of the book, packed", IdxBytes.Gzip([0x80, 2, (byte)'(', (byte)'c']), "a pickle of Python, which is a program and is not run here" },
        { "an array of NumPy", [0x93, .. "NUMPY"u8, 1, 0], "a single array of NumPy (.npy)" },
        { "a model of Keras", [0x89, .. "HDF\r\n\x1a\n"u8], "an HDF5 file, as Keras (.h5) and MATLAB (.mat) write them" },
        { "a table of Kaggle", "5,0,0,0,0,0,0,0,0,0\n"u8.ToArray(), "a table with commas (CSV)" },
        { "a table of Hugging Face", [.. "PAR1"u8, 0x15, 4], "a Parquet table" },
        { "one picture", [0x89, .. "PNG\r\n"u8], "a picture (PNG)" },
        { "a header that another program turned round", [3, 8, 0, 0, 0x60, 0xEA, 0, 0], "a byte-swapped IDX file of images" },
        { "a note in UTF-16", [0xFF, 0xFE, (byte)'h', 0], "a text in UTF-16" },
    };

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task Whoever_reads_it_says_the_same_of_it(string topic, byte[] bytes, string kind)
    {
        Assert.True(FileKind.Of(new MemoryStream(bytes)) == kind, $"{topic}: {FileKind.Of(new MemoryStream(bytes))}");
        var read = Assert.Throws<InvalidDataException>(() => IdxFile.ReadImages(new MemoryStream(bytes), "f"));
        Assert.Equal($"f is {kind}; an IDX file of images is expected.", read.Message);
        Assert.Equal("is " + kind, (await MnistFiles.All[0].FaultAsync(new MemoryStream(bytes), CancellationToken.None))!.What);
        Assert.False((await MnistFiles.All[0].FaultAsync(new MemoryStream(bytes), CancellationToken.None))!.IsOther);
    }

    public static TheoryData<string, byte[], string> Whole => new()
    {
        { "images of another set", IdxBytes.Images(3), "is a whole IDX file of 3 images of 28 x 28, but not this one of MNIST" },
        { "packed", IdxBytes.Gzip(IdxBytes.Images(3)), "is a whole IDX file of 3 images of 28 x 28, but not this one of MNIST" },
        { "labels under the name of images", IdxBytes.Labels([1, 2]), "is a whole IDX file of 2 labels, but not this one of MNIST" },
        { "images of another size", IdxBytes.Images(2, rows: 14, columns: 56), "is a whole IDX file of 2 images of 14 x 56, but not this one of MNIST" },
        { "no image at all", IdxBytes.Images(0), "is a whole IDX file of 0 images of 28 x 28, but not this one of MNIST" },
        { "fractions", [0, 0, 0x0D, 1, 0, 0, 0, 2, .. new byte[8]], "is a whole IDX file of 2 numbers of the type 0x0d, float32, but not this one of MNIST" },
        { "more than MNIST has", [0, 0, 8, 1, 0, 0, 0x27, 0x74, .. new byte[10_100]], "is a whole IDX file of 10,100 labels, but not this one of MNIST" },
    };

    [Theory]
    [MemberData(nameof(Whole))]
    public async Task A_whole_file_of_other_data_is_no_broken_MNIST(string topic, byte[] bytes, string sentence)
    {
        var fault = await MnistFiles.All[3].FaultAsync(new MemoryStream(bytes), CancellationToken.None);
        Assert.True(fault == new MnistFault(sentence) { IsOther = true }, $"{topic}: {fault}");
    }

    public static TheoryData<string, byte[], string> Broken => new()
    {
        { "cut off", IdxBytes.Images(3)[..^1], "holds 2,367 bytes, not the 10,008 of this file" },
        { "cut off and packed", IdxBytes.Gzip(IdxBytes.Images(3)[..^1]), "holds 2,367 bytes, not the 10,008 of this file" },
        { "something behind", [.. IdxBytes.Images(3), 0], "holds 2,369 bytes, not the 10,008 of this file" },
        { "gzip with a wrong checksum", [.. IdxBytes.Gzip(IdxBytes.Images(3))[..^8], .. new byte[8]], "is damaged or cut off: its gzip data cannot be unpacked" },
        { "a promise of four billion", IdxBytes.Images(1, said: uint.MaxValue), "holds 800 bytes, not the 10,008 of this file" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_broken_file_is_nobodys_data(string topic, byte[] bytes, string sentence)
    {
        var fault = await MnistFiles.All[3].FaultAsync(new MemoryStream(bytes), CancellationToken.None);
        Assert.True(fault == new MnistFault(sentence), $"{topic}: {fault}");
    }

    [MnistFact]
    public async Task Files_of_MNIST_under_each_others_names_are_told_so()
    {
        var labels = Path.Combine(Environment.GetEnvironmentVariable("GDNOTEBOOKS_DATA")!, "t10k-labels-idx1-ubyte.gz");
        using var file = new MemoryStream(await File.ReadAllBytesAsync(labels));
        Assert.Equal(new MnistFault("has the bytes of t10k-labels-idx1-ubyte: it has the wrong name"), await MnistFiles.All[1].FaultAsync(file, CancellationToken.None));
    }
}
