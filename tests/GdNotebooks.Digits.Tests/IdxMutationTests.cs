namespace GdNotebooks.Tests.Digits;

/// <summary>Whatever bytes a file has, the IDX reader answers with images or with the one exception it documents.</summary>
public class IdxMutationTests
{
    private static readonly int Mutations = Thorough.Times(30_000);

    public static TheoryData<string> Files => ["images", "images.gz", "labels", "labels.gz"];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_spoilt_file_is_read_or_refused_and_takes_no_more_memory_than_it_justifies(string name)
    {
        Func<Stream, string, byte[]> read = name.StartsWith("images", StringComparison.Ordinal) ? IdxFile.ReadImages : IdxFile.ReadLabels;
        var file = name.StartsWith("images", StringComparison.Ordinal)
            ? IdxBytes.Images(2)
            : IdxBytes.Labels([.. Enumerable.Range(0, 500).Select(i => (byte)(i * i % 10))]);
        var packed = name.EndsWith(".gz", StringComparison.Ordinal);
        file = packed ? IdxBytes.Gzip(file) : file;

        var random = new SplitMix(8);
        var refused = 0;
        for (var i = 0; i < Mutations; i++)
        {
            var spoilt = Mutation.Of(file, ref random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                read(new MemoryStream(spoilt), name);
            }
            catch (InvalidDataException fault)
            {
                refused++;
                Assert.StartsWith(name + " ", fault.Message, StringComparison.Ordinal);
                Assert.EndsWith(".", fault.Message, StringComparison.Ordinal);
            }

            // 1032 is the most that gzip can shorten; the rest is what any reading takes.
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.InRange(allocated, 0, spoilt.Length * (packed || spoilt is [0x1f, 0x8b, ..] ? 1032L : 1) + 50_000);
        }

        Assert.InRange(refused, Mutations / 4, Mutations);
    }
}
