using System.Diagnostics;
using System.IO.Compression;
using System.Text;

namespace GdNotebooks.Tests.Networks;

public sealed class NpzTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gd-npz-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(Activation.Sigmoid, CostFunction.Quadratic)]
    [InlineData(Activation.ReLU, CostFunction.CrossEntropy)]
    public void A_network_comes_back_to_the_last_bit(Activation activation, CostFunction cost)
    {
        var network = Network.Create([784, 16, 33, 10], seed: 8, activation, cost);
        network.SaveNpz(At("network.npz"));
        var copy = NetworkFiles.LoadNpz(At("network.npz"));

        Assert.Equal(network.Parameters, copy.Parameters);
        Assert.Equal(network.Layers, copy.Layers);
        Assert.Equal((activation, cost), (copy.Activation, copy.CostFunction));
        Assert.Equal(["network.npz"], Directory.GetFiles(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public void The_same_network_gives_the_same_bytes_and_replaces_the_file_that_stands()
    {
        var network = Network.Create([5, 4, 3]);
        network.SaveNpz(At("a.npz"));
        byte[] first = File.ReadAllBytes(At("a.npz"));
        network.SaveNpz(At("a.npz"));

        Assert.Equal(first, File.ReadAllBytes(At("a.npz")));
    }

    [Fact]
    public void The_arrays_are_what_numpy_describes_as_the_npy_format()
    {
        var network = Network.Create([3, 2], seed: 5);
        network.SaveNpz(At("a.npz"));
        using var archive = ZipFile.OpenRead(At("a.npz"));
        Assert.Equal(["W1.npy", "b1.npy", "activation.npy", "cost.npy"], archive.Entries.Select(entry => entry.FullName));
        Assert.All(archive.Entries, entry => Assert.Equal(entry.Length, entry.CompressedLength));

        using var stream = archive.GetEntry("W1.npy")!.Open();
        byte[] bytes = new byte[archive.GetEntry("W1.npy")!.Length];
        stream.ReadExactly(bytes);
        Assert.Equal([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0], bytes[..8]);
        int length = bytes[8] + (bytes[9] << 8);
        Assert.Equal(0, (10 + length) % 64);
        Assert.Equal("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }", Encoding.ASCII.GetString(bytes, 10, length).TrimEnd());
        Assert.Equal((byte)'\n', bytes[9 + length]);
        Assert.Equal((float)network.Weights(1)[1, 2], BitConverter.ToSingle(bytes, 10 + length + (5 * 4)));
        Assert.Equal(10 + length + 24, bytes.Length);
    }

    [NumPyFact]
    public void NumPy_reads_what_is_written_and_what_NumPy_saves_again_is_the_same_network()
    {
        var network = Network.Create([784, 16, 16, 10], seed: 5, Activation.ReLU, CostFunction.CrossEntropy);
        network.SaveNpz(At("a.npz"));
        string said = NumPyFactAttribute.Run($"""
            import numpy as np
            a = np.load(r'{At("a.npz")}')
            assert a['W1'].shape == (16, 784) and a['b3'].shape == (10,) and a['W2'].dtype == np.float32
            print(repr(float(a['W1'][3, 350])), repr(float(a['W3'][9, 15])), a['activation'], str(a['cost']))
            np.savez(r'{At("again.npz")}', **a)
            np.savez_compressed(r'{At("packed.npz")}', **dict((k, np.asfortranarray(a[k])) for k in a.files))
            np.savez(r'{At("doubles.npz")}', **dict((k, a[k].astype('>f8') if a[k].dtype == np.float32 else a[k]) for k in reversed(a.files)))
            np.savez(r'{At("columns.npz")}', **dict((k, a[k].reshape(-1, 1) if k[0] == 'b' else a[k]) for k in a.files))
            np.savez(r'{At("bytes.npz")}', **dict(a, activation=np.bytes_('relu'), cost=np.array(['cross-entropy'])))
            """);

        Assert.Equal([$"{network.Weights(1)[3, 350]:R}", $"{network.Weights(3)[9, 15]:R}", "ReLU", "CrossEntropy"], said.Split(' '));
        Assert.All(["again", "packed", "doubles", "columns", "bytes"], name =>
        {
            var copy = NetworkFiles.LoadNpz(At(name + ".npz"));
            Assert.Equal(network.Parameters, copy.Parameters);
            Assert.Equal((Activation.ReLU, CostFunction.CrossEntropy), (copy.Activation, copy.CostFunction));
        });
    }

    [NumPyFact]
    public void What_NumPy_writes_of_a_network_that_is_none_is_refused_with_the_true_reason()
    {
        NumPyFactAttribute.Run($"""
            import numpy as np
            w, b, at = np.ones((2, 3)), np.zeros(2), r'{At("")}/'
            np.savez(at + '0.npz', w, b)
            np.savez(at + '1.npz', W1=w.astype(int), b1=b)
            np.savez(at + '2.npz', W1=np.array([None, 1], dtype=object), b1=b)
            np.savez(at + '3.npz', W1=w.T, b1=b)
            np.savez(at + '4.npz', W1=w)
            np.savez(at + '5.npz', W1=np.full((2, 3), np.nan), b1=b)
            np.savez(at + '6.npz', W1=w, b1=b, activation=None)
            np.save(at + '7.npz.npy', w)
            np.savez(at + '8.npz', W1=np.zeros((2, 3), dtype=[('a', '<f4')]), b1=b)
            """);
        File.Move(At("7.npz.npy"), At("7.npz"));

        string[] reasons =
        [
            "its arrays have no names", "as whole numbers ('<i8')", "as Python objects", "so save W1.T", "holds W1 without biases",
            "W1[0, 0] is NaN", "where one word is expected", "is a single array of NumPy (.npy)", "as records with fields",
        ];
        Assert.All(Enumerable.Range(0, reasons.Length), i =>
            Assert.Contains(reasons[i], Assert.Throws<InvalidDataException>(() => NetworkFiles.LoadNpz(At($"{i}.npz"))).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Whatever_byte_is_changed_or_wherever_it_ends_the_file_is_refused_in_a_sentence_or_still_the_same_network()
    {
        var network = Network.Create([3, 2, 2], seed: 5);
        network.SaveNpz(At("a.npz"));
        byte[] good = File.ReadAllBytes(At("a.npz"));
        int refused = 0;
        for (int k = 0; k < good.Length; k++)
        {
            foreach (int flip in new[] { 1, 0x10, 0xFF })
            {
                byte[] bad = [.. good];
                bad[k] ^= (byte)flip;
                refused += IsRefused(bad, network) ? 1 : 0;
            }
        }

        for (int length = 0; length < good.Length; length += 7)
        {
            Assert.True(IsRefused(good[..length], network));
        }

        Assert.True(refused > good.Length, $"{refused} of {3 * good.Length}");
    }

    [Theory]
    [InlineData("W1:<f4:2,3", "W1 without biases")]
    [InlineData("W1:<f4:2,3 b1:<f4:2 W3:<f4:2,2 b3:<f4:2", "W3")]
    [InlineData("W1:<f4:2,3 b1:<f4:3", "W1 has the shape (2, 3) and b1 has (3,)")]
    [InlineData("W1:<f4:2,3 b1:<f4:2 W2:<f4:4,5 b2:<f4:4", "W2 has the shape (4, 5)")]
    [InlineData("W1:<f4:6 b1:<f4:6", "W1 has the shape (6,)")]
    [InlineData("W1:<f4:0,3 b1:<f4:0", "1 to 65,536 neurons")]
    [InlineData("weights:<f4:2,3 bias:<f4:2", "weights")]
    [InlineData("../W1:<f4:2,3 b1:<f4:2", "W1")]
    public void Foreign_archives_are_refused_in_a_sentence(string arrays, string part)
    {
        Write(arrays);

        var fault = Assert.Throws<InvalidDataException>(() => NetworkFiles.LoadNpz(At("foreign.npz")));
        Assert.StartsWith("foreign.npz ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(part, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_array_that_promises_more_than_it_holds_costs_no_memory()
    {
        Write("W1:<f4:60000,60000 b1:<f4:60000", numbers: 8);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<InvalidDataException>(() => NetworkFiles.LoadNpz(At("foreign.npz")));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
    }

    [Fact]
    public void No_file_is_an_error_of_its_own() =>
        Assert.Throws<FileNotFoundException>(() => NetworkFiles.LoadNpz(At("none.npz")));

    private string At(string name) => Path.Combine(_folder, name);

    private bool IsRefused(byte[] bytes, Network expected)
    {
        File.WriteAllBytes(At("bad.npz"), bytes);
        try
        {
            var network = NetworkFiles.LoadNpz(At("bad.npz"));
            Assert.Equal(expected.Parameters, network.Parameters);
            Assert.Equal((expected.Activation, expected.CostFunction), (network.Activation, network.CostFunction));
            return false;
        }
        catch (InvalidDataException fault)
        {
            Assert.StartsWith("bad.npz ", fault.Message, StringComparison.Ordinal);
            return true;
        }
    }

    // name:type:shape, with as many numbers as the shape says or as are given.
    private void Write(string arrays, int numbers = -1)
    {
        using var archive = ZipFile.Open(At("foreign.npz"), ZipArchiveMode.Create);
        foreach (string[] array in arrays.Split(' ').Select(text => text.Split(':')))
        {
            using var stream = archive.CreateEntry(array[0] + ".npy").Open();
            string header = $"{{'descr': '{array[1]}', 'fortran_order': False, 'shape': ({array[2]},), }}\n";
            int count = numbers >= 0 ? numbers : array[2].Split(',').Aggregate(1, (product, size) => product * int.Parse(size));
            stream.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. new byte[count * (array[1][2] - '0')]]);
        }
    }
}

/// <summary>A test that needs Python with NumPy, which no machine must have.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NumPyFactAttribute : FactAttribute
{
    public NumPyFactAttribute()
    {
        if (Python is null)
        {
            Skip = "there is no Python with NumPy on this machine (python3-numpy)";
        }
    }

    /// <summary>The first Python that has NumPy.</summary>
    public static string? Python { get; } = (OperatingSystem.IsWindows() ? ["python"] : new[] { "python3", "/usr/bin/python3", "python" }).FirstOrDefault(Knows);

    /// <summary>What a few lines of Python write.</summary>
    public static string Run(string code)
    {
        using var python = Process.Start(new ProcessStartInfo(Python!, ["-c", code]) { RedirectStandardOutput = true })!;
        string said = python.StandardOutput.ReadToEnd();
        python.WaitForExit();
        Assert.Equal(0, python.ExitCode);
        return said.Trim();
    }

    private static bool Knows(string python)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, ["-c", "import numpy"]) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
