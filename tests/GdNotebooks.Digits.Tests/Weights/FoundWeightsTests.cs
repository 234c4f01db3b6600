using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using static GdNotebooks.Tests.Networks.NpzBytes;
using static GdNotebooks.Tests.Origin;

namespace GdNotebooks.Tests.Networks;

/// <summary>
/// Files of weights as people met them. Each is read with the right numbers or refused with the true reason.
/// </summary>
public sealed class FoundWeightsTests
{
    private const string Header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";
    private const string BiasHeader = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }";
    private static readonly double[] Weights = [0.5, 1.25, -2, -4, 8, 0];
    private static readonly byte[] Bytes = Numbers("<f4", Weights), W = Array(Header, Bytes), B = Array(BiasHeader, Numbers("<f4", [0.75, -1]));

    public static TheoryData<string, string, byte[]> Readable => new()
    {
        { Found, "a header of version 2, whose length has four bytes", Zip(("W1", Versioned(2, Header)), ("b1", B)) },
        { Found, "a header of version 3, in UTF-8", Zip(("W1", Versioned(3, Header)), ("b1", B)) },
        { Found, "a header of version 2 with nothing to fill it up", Zip(("W1", Versioned(2, Header.Replace(", }", "}", StringComparison.Ordinal))), ("b1", B)) },
        { MadeUp, "a header filled up to 64 bytes, and one to 16", Zip(("W1", Array(Header.PadRight(117), Bytes)), ("b1", Array(BiasHeader.PadRight(69), Numbers("<f4", [0.75, -1])))) },
        { Found, "the type by its name, as a work-around for types that NumPy has not", Zip(("W1", Array(Header.Replace("<f4", "float32", StringComparison.Ordinal), Bytes)), ("b1", B)) },
        { MadeUp, "the type without its order of bytes", Zip(("W1", Array(Header.Replace("<f4", "f4", StringComparison.Ordinal), Bytes)), ("b1", B)) },
        { MadeUp, "float64 by its name", Zip(("W1", Array(Header.Replace("<f4", "float64", StringComparison.Ordinal), Numbers("<f8", Weights))), ("b1", B)) },
        { MadeUp, "written as a stream, the sizes behind each array", Streamed(("W1.npy", W), ("b1.npy", B)) },
        { Found, "packed, and each array read although others come before it", Zip(("b1", B), ("W1", W)) },
        { MadeUp, "the folder unpacked and packed again on a Mac", Archive("", [("net/", []), ("net/W1.npy", W), ("__MACOSX/net/._W1.npy", [0, 5, 0x16, 7]), ("net/b1.npy", B), ("net/.DS_Store", [0, 0, 0, 1])]) },
        { MadeUp, "the folder packed again on Windows", Archive("", [("weights/of/W1.npy", W), ("weights/of/b1.npy", B), ("weights/of/Thumbs.db", [1])]) },
        { MadeUp, "a comment that another program left", Zip("packed by somebody", ("W1", W), ("b1", B)) },
        { MadeUp, "a weight so small that single precision has a zero for it", Zip(("W1", Array(Header.Replace("<f4", "<f8", StringComparison.Ordinal), Numbers("<f8", [0.5, 1.25, -2, -4, 8, 1e-320]))), ("b1", B)) },
        { MadeUp, "negative zero", Zip(("W1", Array(Header, Numbers("<f4", [0.5, 1.25, -2, -4, 8, -0.0]))), ("b1", B)) },
        { MadeUp, "the words with blanks around them", Zip(("W1", W), ("b1", B), ("activation", NpyArray.Write("<U6", "", Encoding.UTF32.GetBytes(" relu "))), ("cost", NpyArray.Write("|S14", "", "cross entropy\0"u8))) },
        { MadeUp, "something behind the archive", [.. Zip(("W1", W), ("b1", B)), .. "\r\n"u8] },
    };

    [Theory]
    [MemberData(nameof(Readable))]
    public void It_is_read_with_the_right_numbers(string origin, string topic, byte[] file)
    {
        var network = NpzFile.Read(file, "w.npz");
        Assert.True(network.Layers is [3, 2] && network.Parameters.SequenceEqual([.. Weights, 0.75, -1]), $"{topic} ({origin}): {network.Parameters}");
    }

    public static TheoryData<string, string, byte[], string> Refused => new()
    {
        { Found, "an array of one name twice: NumPy takes the last", Archive("", [("W1.npy", W), ("b1.npy", B), ("W1.npy", W)]), "holds \"W1.npy\" twice, and nobody can tell which of them counts." },
        { Found, "bfloat16, which NumPy saves as bytes without a name", Typed("|V2", 2), "holds W1 as 16 bits without a name ('|V2'), as bfloat16 is saved: save W1.astype(\"float32\") where it comes from." },
        { Found, "bfloat16 of another package", Typed("<g2", 2), "holds W1 as 16 bits without a name ('<g2'), as bfloat16 is saved: save W1.astype(\"float32\") where it comes from." },
        { Found, "a dictionary given to numpy.savez as it is", Zip(("arr_0", Array("{'descr': '|O', 'fortran_order': False, 'shape': (), }", [0x80, 4, (byte)'N', (byte)'.']))), "holds no network: its arrays have no names (arr_0 and so on); give them names with numpy.savez(path, W1=..., b1=..., W2=..., b2=...), or from a dictionary with numpy.savez(path, **weights)." },
        { Found, "lists of matrices of different shapes, as objects", Zip(("weights", Array("{'descr': '|O', 'fortran_order': False, 'shape': (2,), }", [0x80, 4])), ("biases", Array("{'descr': '|O', 'fortran_order': False, 'shape': (2,), }", [0x80, 4]))), "holds no network: its arrays are to be W1, b1, W2, b2 and so on, and one is \"weights\"." },
        { Found, "a single number, whose shape is ()", Zip(("W1", Array("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 3), }", new byte[12])), ("b1", Array("{'descr': '<f4', 'fortran_order': False, 'shape': (), }", new byte[4]))), "holds no network: W1 has the shape (1, 3) and b1 has (), where W is (neurons, neurons of the layer before) and b is (neurons,)." },
        { Found, "an array without a number in it", Zip(("W1", Array("{'descr': '<f4', 'fortran_order': False, 'shape': (0, 3), }", [])), ("b1", Array("{'descr': '<f4', 'fortran_order': False, 'shape': (0,), }", []))), "holds no network, its layers being 3-0: A layer has 1 to 65,536 neurons, and layer 1 has 0." },
        { MadeUp, "a layer without inputs", Zip(("W1", Array("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 0), }", [])), ("b1", B)), "holds no network, its layers being 0-2: A layer has 1 to 65,536 neurons, and layer 0 has 0." },
        { Found, "a shape whose thousands are set apart with commas", Zip(("W1", Array("{'descr': '<f4', 'fortran_order': False, 'shape': (1,000, 3), }", new byte[12_000])), ("b1", B)), "is damaged: W1 has the shape (1, 0, 3) and 12,000 bytes of numbers." },
        { Found, "records with fields, from a table", Zip(("W1", Array("{'descr': [('i', '<i8'), ('k', '<f8')], 'fortran_order': False, 'shape': (3,), }", new byte[48])), ("b1", B)), "holds W1 as records with fields, where plain numbers are expected." },
        { MadeUp, "a shape as a list", Zip(("W1", Array("{'descr': '<f4', 'fortran_order': False, 'shape': [2, 3], }", Bytes)), ("b1", B)), "is damaged: W1 has a header without type, order and shape." },
        { MadeUp, "Keras's names", Zip(("dense/kernel:0", W), ("dense/bias:0", B)), "holds no network: its arrays are to be W1, b1, W2, b2 and so on, and these have the names of Keras or Flax, such as \"kernel:0\", whose weights lie the other way round; rename and turn them with numpy.savez(path, W1=kernel.T, b1=bias, ...)." },
        { MadeUp, "Flax's names", Zip(("params.Dense_0.bias", B), ("params.Dense_0.kernel", W)), "holds no network: its arrays are to be W1, b1, W2, b2 and so on, and these have the names of Keras or Flax, such as \"params.Dense_0.kernel\", whose weights lie the other way round; rename and turn them with numpy.savez(path, W1=kernel.T, b1=bias, ...)." },
        { MadeUp, "scikit-learn's names", Zip(("coefs_0", W), ("intercepts_0", B)), "holds no network: its arrays are to be W1, b1, W2, b2 and so on, and one is \"coefs_0\"." },
        { MadeUp, "an option of numpy.savez that became an array", Zip(("W1", W), ("b1", B), ("allow_pickle", Array("{'descr': '|b1', 'fortran_order': False, 'shape': (), }", [1]))), "holds no network: its arrays are to be W1, b1, W2, b2 and so on, and one is \"allow_pickle\"." },
        { MadeUp, "the epoch beside the weights", Zip(("W1", W), ("b1", B), ("epoch", Array("{'descr': '<i8', 'fortran_order': False, 'shape': (), }", new byte[8]))), "holds no network: its arrays are to be W1, b1, W2, b2 and so on, and one is \"epoch\"." },
        { MadeUp, "weights and biases of two folders", Archive("", [("a/W1.npy", W), ("b/b1.npy", B)]), "holds no network: its arrays are to be W1, b1, W2, b2 and so on, and one is \"a/W1\"." },
        { MadeUp, "a header of fewer numbers than there are", Zip(("W1", Array(Header, [.. Bytes, 0, 0, 0, 0])), ("b1", B)), "is damaged: W1 has the shape (2, 3) and 28 bytes of numbers." },
        { Found, "an array that ends before its numbers do", Zip(("W1", Array(Header, Bytes[..20])), ("b1", B)), "is damaged: W1 has the shape (2, 3) and 20 bytes of numbers." },
        { Found, "a pointer of Git LFS", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"u8.ToArray(), "is a pointer of Git LFS and not the file itself, which \"git lfs pull\" fetches, and a network is an .npz file, a zip archive of NumPy's arrays W1, b1, W2, b2 and so on." },
        { MadeUp, "a version of the header that is still to come", Zip(("W1", Versioned(4, Header)), ("b1", B)), "is damaged: W1 has no .npy header of version 1, 2 or 3." },
        { MadeUp, "biases longer than the layer", Zip(("W1", W), ("b1", Array("{'descr': '<f4', 'fortran_order': False, 'shape': (4,), }", new byte[16]))), "holds no network: W1 has the shape (2, 3) and b1 has (4,), where W is (neurons, neurons of the layer before) and b is (neurons,)." },
        { MadeUp, "a cost that is an object", Zip(("W1", W), ("b1", B), ("cost", Array("{'descr': '|O', 'fortran_order': False, 'shape': (), }", [0x80, 4]))), "holds cost as an array of the type '|O' and the shape (), where one word is expected." },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void It_is_refused_with_the_true_reason(string origin, string topic, byte[] file, string sentence)
    {
        var fault = Assert.Throws<InvalidDataException>(() => NpzFile.Read(file, "w.npz"));
        Assert.True("w.npz " + sentence == fault.Message, $"{topic} ({origin}): {fault.Message}");
    }

    /// <summary>Bytes that the way here has changed; what the zip archive says of it is the platform's own.</summary>
    public static TheoryData<string, string, byte[]> Damaged => new()
    {
        { Found, "a download that was cut off", Zip(("W1", W), ("b1", B))[..^60] },
        { Found, "an interrupted save: the archive has no end", Zip(("W1", W), ("b1", B))[..150] },
        { Found, "sent as text, each line feed made two characters", [.. Zip(("W1", Array(Header, Numbers("<f4", [0.5, 1.25, -2, -4, 8, 10]))), ("b1", B)).SelectMany(b => b == 10 ? "\r\n"u8.ToArray() : [b])] },
        { Found, "a bit that turned over on the way", Flipped(Saved(), 169) },
        { MadeUp, "packed in a way that NumPy never uses", Method(Zip(("W1", W), ("b1", B)), 12) },
        { MadeUp, "something in front of the archive", [.. "#!/bin/sh\n"u8, .. Zip(("W1", W), ("b1", B))] },
    };

    [Theory]
    [MemberData(nameof(Damaged))]
    public void A_damaged_file_is_called_damaged(string origin, string topic, byte[] file)
    {
        var fault = Assert.Throws<InvalidDataException>(() => NpzFile.Read(file, "w.npz"));
        Assert.True(fault.Message.StartsWith("w.npz is damaged", StringComparison.Ordinal), $"{topic} ({origin}): {fault.Message}");
    }

    private static byte[] Versioned(byte version, string header)
    {
        byte[] text = Encoding.UTF8.GetBytes(header + "\n"), length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, text.Length);
        return [.. NpyArray.Magic, version, 0, .. length, .. text, .. Bytes];
    }

    private static byte[] Typed(string type, int size) => Zip(("W1", Array(Header.Replace("<f4", type, StringComparison.Ordinal), new byte[6 * size])), ("b1", B));

    private static byte[] Streamed(params (string Name, byte[] Bytes)[] entries)
    {
        using OneWay stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in entries)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        return stream.ToArray();
    }

    // As it is saved here, unpacked: the numbers of W1 begin at 164.
    private static byte[] Saved()
    {
        using MemoryStream file = new();
        NpzFile.Write(Network.Create([3, 2]), file);
        return file.ToArray();
    }

    private static byte[] Flipped(byte[] file, int place)
    {
        file[place] ^= 1;
        return file;
    }

    // The method of packing stands in the header of each entry and once more in the directory.
    private static byte[] Method(byte[] file, byte method)
    {
        for (int at = 0; at < file.Length - 4; at++)
        {
            int place = file.AsSpan(at).StartsWith("PK\x03\x04"u8) ? at + 8 : file.AsSpan(at).StartsWith("PK\x01\x02"u8) ? at + 10 : -1;
            if (place >= 0)
            {
                file[place] = method;
            }
        }

        return file;
    }

    /// <summary>A stream that only goes forward, as a pipe.</summary>
    private sealed class OneWay : MemoryStream
    {
        public override bool CanSeek => false;
    }
}
