using System.IO.Compression;

namespace GdNotebooks.Tests.Networks;

/// <summary>Whatever bytes a file has, reading it gives a network or the one exception that is documented.</summary>
public class NpzMutationTests
{
    private static readonly int Mutations = Thorough.Times(50_000);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_spoilt_file_is_read_or_refused_and_takes_no_more_memory_than_it_justifies(bool packed)
    {
        var file = File(packed);
        Assert.Equal([3, 2, 4], NpzFile.Read(file, "n.npz").Layers);

        var random = new SplitMix(9);
        var refused = 0;
        for (var i = 0; i < Mutations; i++)
        {
            var spoilt = Mutation.Of(file, ref random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                NpzFile.Read(spoilt, "n.npz");
            }
            catch (InvalidDataException fault)
            {
                refused++;
                Assert.StartsWith("n.npz ", fault.Message, StringComparison.Ordinal);
            }

            // 1032 is the most that deflate can shorten, a growing buffer doubles; the rest is what any reading takes.
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.InRange(allocated, 0, (4 * 1032L * spoilt.Length) + 1_000_000);
        }

        Assert.InRange(refused, Mutations / 4, Mutations);
    }

    /// <summary>A small network, its arrays as they are or packed as numpy.savez_compressed packs them.</summary>
    private static byte[] File(bool packed)
    {
        using var plain = new MemoryStream();
        NpzFile.Write(Network.Create([3, 2, 4], seed: 1), plain);
        if (!packed)
        {
            return plain.ToArray();
        }

        using var small = new MemoryStream();
        using (var from = new ZipArchive(plain, ZipArchiveMode.Read))
        using (var to = new ZipArchive(small, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in from.Entries)
            {
                using var source = entry.Open();
                using var target = to.CreateEntry(entry.FullName, CompressionLevel.SmallestSize).Open();
                source.CopyTo(target);
            }
        }

        return small.ToArray();
    }
}
