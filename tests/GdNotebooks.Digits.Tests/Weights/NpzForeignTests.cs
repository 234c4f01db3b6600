using System.Globalization;
using System.Text;
using static GdNotebooks.Tests.Networks.NpzBytes;

namespace GdNotebooks.Tests.Networks;

/// <summary>
/// Files of weights as people bring them: from NumPy in its several ages, from PyTorch and Keras, and such as
/// are no weights at all. Each is read with the right numbers or refused with the true reason.
/// </summary>
public class NpzForeignTests
{
    /// <summary>What is read: topic, the header of W1 with the type of its numbers, the shape of b1.</summary>
    public static TheoryData<string, string, string> Readable => new()
    {
        { "float32, as numpy.savez writes it", "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }", "(2,)" },
        { "float64, NumPy's default", "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }", "(2,)" },
        { "float16, of a network that was made smaller", "{'descr': '<f2', 'fortran_order': False, 'shape': (2, 3), }", "(2,)" },
        { "float32 with the largest byte first", "{'descr': '>f4', 'fortran_order': False, 'shape': (2, 3), }", "(2,)" },
        { "float64 with the largest byte first", "{'descr': '>f8', 'fortran_order': False, 'shape': (2, 3), }", "(2,)" },
        { "biases as a column, as Nielsen's network has them", "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }", "(2, 1)" },
        { "biases as a row", "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }", "(1, 2)" },
        { "float64 and a column: Nielsen's network as it is", "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }", "(2, 1)" },
        { "long numbers of Python 2", "{'descr': '<f4', 'fortran_order': False, 'shape': (2L, 3L), }", "(2L,)" },
        { "the order of keys in Python 2", "{'shape': (2L, 3L), 'descr': '<f4', 'fortran_order': False}", "(2L,)" },
        { "a header in double quotes, by another program", """{"descr": "<f4", "fortran_order": False, "shape": (2, 3)}""", "(2,)" },
        { "a header without blanks", "{'descr':'<f4','fortran_order':False,'shape':(2,3)}", "(2,)" },
        { "a header with the type as Unicode of Python 2", "{'descr': u'<f4', 'fortran_order': False, 'shape': (2, 3), }", "(2,)" },
        { "Fortran order", "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }", "(2,)" },
        { "Fortran order in float64", "{'descr': '<f8', 'fortran_order': True, 'shape': (2, 3), }", "(2,)" },
    };

    [Theory]
    [MemberData(nameof(Readable))]
    public void It_is_read_with_the_right_numbers(string topic, string header, string biases)
    {
        string type = header.Split("<f", 2) is [_, var little] ? "<f" + little[0] : ">f" + header.Split(">f")[1][0];
        bool byColumns = header.Contains("True", StringComparison.Ordinal);
        double[] weights = byColumns ? [0.5, -4, 1.25, 8, -2, 0] : [0.5, 1.25, -2, -4, 8, 0];
        byte[] file = Zip(
            ("W1", Array(header, Numbers(type, weights))),
            ("b1", Array($"{{'descr': '<f8', 'fortran_order': False, 'shape': {biases}, }}", Numbers("<f8", [0.75, -1]))));

        var network = NpzFile.Read(file, topic, Activation.Tanh, CostFunction.CrossEntropy);

        Assert.Equal([3, 2], network.Layers);
        Assert.Equal([0.5, 1.25, -2, -4, 8, 0, 0.75, -1], network.Parameters);
    }

    /// <summary>What is refused: topic, the arrays as name:type:shape, and the sentence after the file's name.</summary>
    public static TheoryData<string, string, string> Refused => new()
    {
        { "weights without biases", "W1:<f4:2,3 W2:<f4:2,2 W3:<f4:1,2", "holds W1 to W3 without biases: every layer needs its b, if only of zeros, as by numpy.zeros(W1.shape[0])." },
        { "one layer without bias", "W1:<f4:2,3", "holds W1 without biases: every layer needs its b, if only of zeros, as by numpy.zeros(W1.shape[0])." },
        { "one bias of two", "W1:<f4:2,3 b1:<f4:2 W2:<f4:1,2", "holds no network: its arrays are to be W1, b1, W2, b2 and so on, and b2 is missing." },
        { "biases alone", "b1:<f4:2", "holds no network: its arrays are to be W1, b1, W2, b2 and so on, and one is \"b1\"." },
        { "numpy.savez without names", "arr_0:<f4:2,3 arr_1:<f4:2", "holds no network: its arrays have no names (arr_0 and so on); give them names with numpy.savez(path, W1=..., b1=..., W2=..., b2=...), or from a dictionary with numpy.savez(path, **weights)." },
        { "PyTorch's names", "fc1.weight:<f4:2,3 fc1.bias:<f4:2", "holds no network: its arrays are to be W1, b1, W2, b2 and so on, and these have the names of PyTorch, such as \"fc1.weight\"; rename them with numpy.savez(path, W1=..., b1=..., W2=..., b2=...)." },
        { "names with small letters", "w1:<f4:2,3 b1:<f4:2", "holds no network: its arrays are to be W1, b1, W2, b2 and so on, and one is \"w1\"." },
        { "counted from 0", "W0:<f4:2,3 b0:<f4:2", "holds no network: its arrays are to be W1, b1, W2, b2 and so on, and one is \"W0\"." },
        { "Keras's weights, which lie the other way round", "W1:<f4:3,2 b1:<f4:2", "holds no network: W1 has the shape (3, 2) and b1 has (2,), where W is (neurons, neurons of the layer before) and b is (neurons,): as in Keras, the weights lie the other way round, so save W1.T." },
        { "Keras's mnist.npz", "x_test:|u1:2,28 x_train:|u1:2,28 y_test:|u1:2 y_train:|u1:2", "holds images and labels (mnist.npz of Keras), not the weights of a network." },
        { "whole numbers", "W1:<i8:2,3 b1:<i8:2", "holds W1 as whole numbers ('<i8'), and weights are fractions: W1.astype(\"float32\")." },
        { "weights made small as bytes", "W1:|i1:2,3 b1:<f4:2", "holds W1 as whole numbers ('|i1'), and weights are fractions: W1.astype(\"float32\")." },
        { "objects, from a list of arrays", "W1:|O8:1 b1:|O8:1", "holds W1 as Python objects, which are pickled and not read here: make float32 arrays of them." },
        { "complex numbers", "W1:<c8:2,3 b1:<f4:2", "holds W1 as complex numbers ('<c8'), and weights are real." },
        { "long doubles", "W1:<f16:2,3 b1:<f4:2", "holds W1 as '<f16', and weights are float32, float64 or float16: W1.astype(\"float32\")." },
        { "an activation that is not known here", "W1:<f4:2,3 b1:<f4:2 activation:GELU:", "names the activation \"GELU\", which is none of Sigmoid, ReLU, Tanh." },
        { "a cost that is not known here", "W1:<f4:2,3 b1:<f4:2 cost:hinge:", "names the cost \"hinge\", which is none of Quadratic, CrossEntropy." },
        { "an activation that is no word", "W1:<f4:2,3 b1:<f4:2 activation:<f4:2", "holds activation as an array of the type '<f4' and the shape (2,), where one word is expected." },
        { "a convolution", "W1:<f4:2,1,3,3 b1:<f4:2", "holds no network: W1 has the shape (2, 1, 3, 3) and b1 has (2,), where W is (neurons, neurons of the layer before) and b is (neurons,)." },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void It_is_refused_with_the_true_reason(string topic, string arrays, string sentence)
    {
        byte[] file = Zip([.. arrays.Split(' ').Select(text => text.Split(':')).Select(Made)]);

        var fault = Assert.Throws<InvalidDataException>(() => NpzFile.Read(file, "w.npz"));
        Assert.True("w.npz " + sentence == fault.Message, $"{topic}: {fault.Message}");

        static (string, byte[]) Made(string[] array) => array is [var name, var word, ""]
            ? (name, NpyArray.Write($"<U{word.Length}", "", Encoding.UTF32.GetBytes(word)))
            : (array[0], Array($"{{'descr': '{array[1]}', 'fortran_order': False, 'shape': ({array[2]},), }}",
                new byte[int.Parse(array[1][2..], CultureInfo.InvariantCulture) * array[2].Split(',').Aggregate(1, (n, size) => n * int.Parse(size, CultureInfo.InvariantCulture))]));
    }

    /// <summary>Files that are no archive of arrays.</summary>
    public static TheoryData<string, byte[], string> NoArchive => new()
    {
        { "nothing", [], "is empty, and a network is" },
        { "a web page", "<!DOCTYPE html><html>"u8.ToArray(), "is a web page, and a network is" },
        { "a pointer of Git LFS", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"u8.ToArray(), "is a pointer of Git LFS and not the file itself, which \"git lfs pull\" fetches, and" },
        { "one array of numpy.save", Array("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", new byte[8]), "is a single array of NumPy (.npy), and a network is" },
        { "Keras's .h5", [0x89, .. "HDF\r\n\x1a\n"u8, 0, 0, 0, 0, 0, 0, 0, 0], "is an HDF5 file, as Keras (.h5)" },
        { "a pickle", [0x80, 4, 0x95, 0, 0, 0, 0, 0, 0, 0, 0], "is a pickle of Python, which is a program and is not run here, and" },
        { "a table", "0.1,0.2,0.3,0.4,0.5,0.6,0.7\n"u8.ToArray(), "is a table with commas (CSV), and" },
        { "the network of Nielsen's book as JSON", "{\"sizes\": [784, 30, 10]}"u8.ToArray(), "is a text in JSON, and" },
        { "packed with gzip", [0x1f, 0x8b, 8, 0, 0, 0, 0, 0], "is packed with gzip, and" },
        { "a file of PyTorch", Named("net/data.pkl", "net/data/0"), "is a file of PyTorch (.pt): load it there" },
        { "a model of Keras", Named("metadata.json", "config.json", "model.weights.h5"), "is a model of Keras (.keras): load it there" },
        { "a table of Excel", Named("[Content_Types].xml", "xl/workbook.xml"), "is a document of an office program." },
        { "a zip of something else", Named("readme.txt"), "is a zip archive, but not one of arrays: it holds \"readme.txt\"." },
        { "an empty zip", Zip(), "holds no network: its arrays are to be W1, b1, W2, b2 and so on." },
    };

    [Theory]
    [MemberData(nameof(NoArchive))]
    public void What_is_no_archive_of_arrays_is_named_as_what_it_is(string topic, byte[] file, string sentence)
    {
        var fault = Assert.Throws<InvalidDataException>(() => NpzFile.Read(file, "w.npz"));
        Assert.True(fault.Message.StartsWith("w.npz " + sentence, StringComparison.Ordinal), $"{topic}: {fault.Message}");
    }

    [Theory]
    [InlineData("<f4", double.NaN, "W1[1, 0] is NaN")]
    [InlineData("<f4", double.PositiveInfinity, "W1[1, 0] is Infinity")]
    [InlineData("<f8", double.NegativeInfinity, "W1[1, 0] is -Infinity")]
    [InlineData("<f8", 1e39, "W1[1, 0] is 1E+39, too large for single precision")]
    [InlineData("<f2", double.NaN, "W1[1, 0] is NaN")]
    public void The_first_number_that_is_not_finite_is_named_with_its_place(string type, double bad, string sentence)
    {
        byte[] file = Zip(
            ("W1", Array($"{{'descr': '{type}', 'fortran_order': False, 'shape': (2, 3), }}", Numbers(type, [1, 2, 3, bad, 5, double.NaN]))),
            ("b1", Array("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", new byte[8])));

        Assert.Equal(
            $"w.npz holds a number that no network can have: {sentence}.",
            Assert.Throws<InvalidDataException>(() => NpzFile.Read(file, "w.npz")).Message);
    }

    [Fact]
    public void In_Fortran_order_the_place_is_still_that_of_the_matrix_and_a_bias_has_one_index()
    {
        var turned = Array("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }", Numbers("<f4", [1, 2, 3, double.NaN, 5, 6]));
        var biases = Array("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", Numbers("<f4", [0, double.NaN]));
        var fine = Array("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }", new byte[24]);

        Assert.Contains("W1[1, 1] is NaN", Assert.Throws<InvalidDataException>(() => NpzFile.Read(Zip(("W1", turned), ("b1", biases)), "w.npz")).Message, StringComparison.Ordinal);
        Assert.Contains("b1[1] is NaN", Assert.Throws<InvalidDataException>(() => NpzFile.Read(Zip(("W1", fine), ("b1", biases)), "w.npz")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    [InlineData(1e300, "1E+300")]
    public void Parameters_that_are_not_finite_are_refused_and_the_network_stays_as_it_was(double bad, string shown)
    {
        var network = Network.Create([3, 2, 2], seed: 4);
        var before = network.Parameters;
        var parameters = network.Parameters;
        parameters[7] = bad;

        Assert.Equal(
            $"Weights and biases are finite numbers of single precision, and the bias of neuron 1 of layer 1, number 7 of the vector, is {shown}.",
            Assert.Throws<ArgumentException>(() => network.Parameters = parameters).Message);
        Assert.Equal(before, network.Parameters);
    }

    [Fact]
    public void A_network_that_diverged_is_not_saved_and_the_file_that_stands_stays()
    {
        var network = Network.Create([3, 2, 2], seed: 4);
        network.Memory.Span[network.Shape.Layers[1].At(1, 0)] = float.NaN;
        string path = Path.Combine(Directory.CreateTempSubdirectory("gd-npz-").FullName, "w.npz");
        File.WriteAllText(path, "old");

        var fault = Assert.Throws<InvalidOperationException>(() => network.SaveNpz(path));
        Assert.StartsWith("This network cannot be saved: the weight of layer 2 from neuron 0 to neuron 1 is NaN.", fault.Message, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(path));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Theory]
    [InlineData(null, null, "w.npz does not say its activation and cost: Activation.Sigmoid and CostFunction.Quadratic are assumed. If it is otherwise, give LoadNpz the right one.")]
    [InlineData(Activation.ReLU, null, "w.npz does not say its cost: CostFunction.Quadratic is assumed. If it is otherwise, give LoadNpz the right one.")]
    [InlineData(null, CostFunction.CrossEntropy, "w.npz does not say its activation: Activation.Sigmoid is assumed. If it is otherwise, give LoadNpz the right one.")]
    [InlineData(Activation.ReLU, CostFunction.CrossEntropy, null)]
    public void What_the_file_does_not_say_and_nobody_gives_is_assumed_aloud(Activation? activation, CostFunction? cost, string? sentence)
    {
        byte[] header = Array("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }", new byte[24]);
        byte[] biases = Array("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", new byte[8]);

        var network = NpzFile.Read(Zip(("W1", header), ("b1", biases)), "w.npz", out string? assumed, activation, cost);

        Assert.Equal(sentence, assumed);
        Assert.Equal((activation ?? Activation.Sigmoid, cost ?? CostFunction.Quadratic), (network.Activation, network.CostFunction));
    }

    [Fact]
    public void Files_that_say_it_in_their_comment_are_still_understood_and_what_is_given_goes_first()
    {
        byte[] file = Zip("activation: ReLU, cost: CrossEntropy",
            ("W1", Array("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }", new byte[24])),
            ("b1", Array("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", new byte[8])));

        var network = NpzFile.Read(file, "w.npz", out string? assumed);
        Assert.Equal((Activation.ReLU, CostFunction.CrossEntropy, null), (network.Activation, network.CostFunction, assumed));
        Assert.Equal(Activation.Tanh, NpzFile.Read(file, "w.npz", Activation.Tanh).Activation);
    }

    [Theory]
    [InlineData("relu", "cross-entropy")]
    [InlineData("RELU", "cross_entropy")]
    [InlineData("ReLU", "CrossEntropy")]
    public void The_words_are_understood_however_they_are_spelled(string activation, string cost)
    {
        byte[] file = Zip(
            ("W1", Array("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }", new byte[24])),
            ("b1", Array("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", new byte[8])),
            ("activation", NpyArray.Write($"|S{activation.Length}", "", Encoding.ASCII.GetBytes(activation))),
            ("cost", NpyArray.Write($">U{cost.Length}", "1,", Encoding.GetEncoding("utf-32BE").GetBytes(cost))));

        var network = NpzFile.Read(file, "w.npz");
        Assert.Equal((Activation.ReLU, CostFunction.CrossEntropy), (network.Activation, network.CostFunction));
    }

    [Fact]
    public void Huge_layers_of_zeros_are_added_up_before_any_is_read()
    {
        // Each unpacks to 208 MB from some 200 kB; the network would have 104 million weights.
        byte[] zeros = new byte[208_000_000];
        byte[] file = Zip(
            ("W1", Array("{'descr': '<f4', 'fortran_order': False, 'shape': (65000, 800), }", zeros)),
            ("W2", Array("{'descr': '<f4', 'fortran_order': False, 'shape': (800, 65000), }", zeros)),
            ("b1", Array("{'descr': '<f4', 'fortran_order': False, 'shape': (65000,), }", new byte[260_000])),
            ("b2", Array("{'descr': '<f4', 'fortran_order': False, 'shape': (800,), }", new byte[3_200])));
        Assert.InRange(file.Length, 0, 3_000_000);
        long before = GC.GetAllocatedBytesForCurrentThread();

        var fault = Assert.Throws<InvalidDataException>(() => NpzFile.Read(file, "w.npz"));
        Assert.Contains("more than 100,000,000 parameters", fault.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 3_000_000);
    }

    [Fact]
    public void Arrays_that_share_their_bytes_are_refused()
    {
        // Every entry of the directory points at the same packed bytes.
        byte[] file = Zip([.. Enumerable.Range(0, 9).Select(i => ($"W{i + 1}", Array("{'descr': '<f4', 'fortran_order': False, 'shape': (100, 100), }", new byte[40_000])))]);
        int at = 0;
        while ((at = file.AsSpan(at).IndexOf("PK\x01\x02"u8) is >= 0 and var found ? at + found : -1) >= 0)
        {
            BitConverter.TryWriteBytes(file.AsSpan(at + 20), file.Length);
            at += 4;
        }

        Assert.Contains("promises more than the file has room for", Assert.Throws<InvalidDataException>(() => NpzFile.Read(file, "w.npz")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_work_grows_with_the_number_of_layers_and_not_with_its_square()
    {
        // Layers in reverse order: a scan for each allocates nothing, so the lookups are counted by the time of two
        // sizes against each other. Ten times the layers are ten times the work, or a hundred times; what a busy
        // machine adds is kept out by the quickest of several readings.
        var (few, many) = (Deep(2_000), Deep(20_000));
        Assert.Equal(2_001, NpzFile.Read(few, "w.npz").Layers.Count);
        Assert.InRange(Quickest(many) / Quickest(few), 0, 50);

        static TimeSpan Quickest(byte[] file) => Enumerable.Range(0, 5).Min(_ =>
        {
            var time = System.Diagnostics.Stopwatch.StartNew();
            NpzFile.Read(file, "w.npz");
            return time.Elapsed;
        });

        static byte[] Deep(int layers)
        {
            byte[] weight = Array("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1), }", new byte[4]);
            byte[] bias = Array("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }", new byte[4]);
            return Zip([.. Enumerable.Range(1, layers).Reverse().SelectMany(l => new[] { ($"W{l}", weight), ($"b{l}", bias) })]);
        }
    }

    [Fact]
    public void A_comment_made_to_be_slow_is_refused_at_once()
    {
        string comment = "activation: " + string.Concat(Enumerable.Repeat(", cost: ", 8_000)) + "\n";
        byte[] file = Zip(comment, ("W1", Array("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1), }", new byte[4])), ("b1", Array("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }", new byte[4])));
        Assert.Contains("names the activation \"\"", Assert.Throws<InvalidDataException>(() => NpzFile.Read(file, "w.npz")).Message, StringComparison.Ordinal);
    }
}
