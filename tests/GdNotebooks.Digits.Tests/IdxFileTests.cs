using GdNotebooks.Tests.Packaging;

namespace GdNotebooks.Tests.Digits;

public class IdxFileTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Images_and_labels_come_back_as_they_were_written(bool gzip)
    {
        var (images, labels) = (IdxBytes.Images(3), IdxBytes.Labels([5, 0, 9]));
        using var folder = new ScratchFolder();
        var digits = IdxFile.ReadDigits(
            folder.Write(gzip ? IdxBytes.Gzip(images) : images, "images"),
            folder.Write(gzip ? IdxBytes.Gzip(labels) : labels, "labels"));

        Assert.Equal(3, digits.Count);
        Assert.Equal([5, 0, 9], digits.Labels.ToArray());
        Assert.Equal(images[16..], digits.Pixels.ToArray());
        Assert.Equal(images[(16 + 784)..(16 + 1568)], digits[1].Pixels.ToArray());
        Assert.Equal(digits[2].Pixels.Span[783] / 255.0, digits[2].Intensities[783]);
    }

    [Fact]
    public void A_file_without_images_is_a_file() => Assert.Empty(Read(IdxBytes.Images(0)));

    public static TheoryData<byte[], string> FaultyImages => new()
    {
        { [], "f is empty; an IDX file of images is expected." },
        { [0, 0, 8], "f is cut off: it ends before its magic number." },
        { IdxBytes.Images(0)[..7], "f is cut off: it ends before its number of images." },
        { IdxBytes.Images(0)[..10], "f is cut off: it ends before its number of rows." },
        { IdxBytes.Images(0)[..15], "f is cut off: it ends before its number of columns." },
        { IdxBytes.Images(2)[..^1], "f says it holds 2 images, more than the file has room for: it is cut off or damaged." },
        { IdxBytes.Gzip(IdxBytes.Images(2)[..^1]), "f is cut off: it says it holds 2 images, and ends in number 2." },
        { [.. IdxBytes.Images(2), 0], "f goes on after the 2 images it says it holds." },
        { IdxBytes.Gzip([.. IdxBytes.Images(2), 0]), "f goes on after the 2 images it says it holds." },
        { IdxBytes.Images(1, said: uint.MaxValue), "f says it holds 4,294,967,295 images, more than the file has room for: it is cut off or damaged." },
        { IdxBytes.Gzip(IdxBytes.Images(1, said: 2_000_000)), "f says it holds 2,000,000 images, more than the file has room for: it is cut off or damaged." },
        { IdxBytes.Images(1, rows: 32, columns: 3), "f says its images have 32 rows and 3 columns, but a digit has 28 and 28." },
        { IdxBytes.Images(1, rows: uint.MaxValue), "f says its images have 4294967295 rows and 28 columns, but a digit has 28 and 28." },
        { IdxBytes.Images(1, magic: 0x802), "f is an IDX file of 1 x 28 numbers of the type 0x08, bytes; an IDX file of images is expected." },
        { IdxBytes.Labels([1, 2, 3]), "f is not an IDX file of images: it starts with 0x00000801 (that is a file of labels), and such a file with 0x00000803." },
        { "<!DOCTYPE html>"u8.ToArray(), "f is a web page; an IDX file of images is expected." },
    };

    [Theory]
    [MemberData(nameof(FaultyImages))]
    public void A_faulty_file_of_images_gets_one_sentence_that_names_it_and_the_fault(byte[] bytes, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<InvalidDataException>(() => Read(bytes)).Message);

    public static TheoryData<byte[], string> FaultyLabels => new()
    {
        { IdxBytes.Labels([1, 2, 10, 3]), "f has the label 10 at place 2, but a label is a digit from 0 to 9." },
        { IdxBytes.Labels([1, 2], said: 3), "f says it holds 3 labels, more than the file has room for: it is cut off or damaged." },
        { IdxBytes.Images(1), "f is not an IDX file of labels: it starts with 0x00000803 (that is a file of images), and such a file with 0x00000801." },
    };

    [Theory]
    [MemberData(nameof(FaultyLabels))]
    public void A_faulty_file_of_labels_gets_one_sentence_that_names_it_and_the_fault(byte[] bytes, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<InvalidDataException>(() => IdxFile.ReadLabels(new MemoryStream(bytes), "f")).Message);

    [Fact]
    public void Gzip_that_is_damaged_in_any_bit_never_passes_for_other_labels()
    {
        byte[] labels = [3, 1, 4, 1, 5, 9, 2, 6];
        var whole = IdxBytes.Gzip(IdxBytes.Labels(labels));
        var refused = 0;
        for (var bit = 0; bit < 8 * whole.Length; bit++)
        {
            var damaged = whole.ToArray();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                Assert.Equal(labels, IdxFile.ReadLabels(new MemoryStream(damaged), "f"));
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        // What may change unnoticed: time stamp, file system, flags that mean nothing, and the bits that fill the last byte of data.
        Assert.InRange(refused, 8 * (whole.Length - 10), 8 * whole.Length);
    }

    [Fact]
    public void A_count_that_does_not_match_its_partner_names_both_files()
    {
        using var folder = new ScratchFolder();
        var images = folder.Write(IdxBytes.Images(3), "my-images");
        var labels = folder.Write(IdxBytes.Labels([1, 2]), "my-labels");
        var fault = Assert.Throws<InvalidDataException>(() => IdxFile.ReadDigits(images, labels));
        Assert.Equal("my-images holds 3 images, but my-labels holds 2 labels: the two do not belong together.", fault.Message);
    }

    private static byte[] Read(byte[] bytes) => IdxFile.ReadImages(new MemoryStream(bytes), "f");
}
