using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using static System.FormattableString;

namespace GdNotebooks;

/// <summary>
/// Networks as NumPy's .npz files: a zip archive with one array in the .npy format for each matrix and
/// vector, and two of one word each, activation and cost: what a network is survives whoever saves it again.
/// </summary>
internal static class NpzFile
{
    private const int LargestFile = 500_000_000;

    // The earliest date a zip archive can hold: the same network gives the same bytes on any day.
    private static readonly DateTimeOffset NoDate = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes a network beside its place, then renames it: no half of one is left behind.</summary>
    /// <exception cref="InvalidOperationException">A weight or bias is no finite number.</exception>
    public static void Save(Network network, string path)
    {
        network.CheckFinite("saved");
        string beside = Invariant($"{path}.{Environment.ProcessId}.tmp");
        try
        {
            using (FileStream stream = new(beside, FileMode.Create))
            {
                Write(network, stream);
            }

            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }

    internal static void Write(Network network, Stream stream)
    {
        using ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true);
        for (int l = 0; l < network.Shape.Layers.Length; l++)
        {
            LayerShape layer = network.Shape.Layers[l];
            WriteFloats(archive, Invariant($"W{l + 1}"), Invariant($"{layer.Outputs}, {layer.Inputs}"), layer.Outputs * layer.Inputs,
                k => network.Memory.Span[layer.At(k / layer.Inputs, k % layer.Inputs)]);
            WriteFloats(archive, Invariant($"b{l + 1}"), Invariant($"{layer.Outputs},"), layer.Outputs,
                j => network.Memory.Span[layer.At(j, layer.Inputs)]);
        }

        WriteWord(archive, "activation", network.Activation.ToString());
        WriteWord(archive, "cost", network.CostFunction.ToString());
    }

    /// <summary>Reads a network, and says on the console what of it the file does not say and nobody has given.</summary>
    public static Network Read(string path, Activation? activation, CostFunction? cost)
    {
        string name = Path.GetFileName(path);
        long length = new FileInfo(path).Length;
        if (length > LargestFile)
        {
            throw new InvalidDataException(Invariant($"{name} has {length:N0} bytes, more than any network here."));
        }

        // All of it is in memory before it is looked at: what goes wrong from there on is the file's own fault.
        var network = Read(File.ReadAllBytes(path), name, out string? assumed, activation, cost);
        if (assumed is not null)
        {
            Console.WriteLine(assumed);
        }

        return network;
    }

    internal static Network Read(byte[] file, string name, Activation? activation = null, CostFunction? cost = null) =>
        Read(file, name, out _, activation, cost);

    internal static Network Read(byte[] file, string name, out string? assumed, Activation? activation = null, CostFunction? cost = null)
    {
        if (!file.AsSpan().StartsWith("PK"u8) && FileKind.Of(file.AsSpan(0, Math.Min(file.Length, 1024))) is { } kind)
        {
            throw new InvalidDataException($"{name} is {kind}, and a network is an .npz file, a zip archive of NumPy's arrays W1, b1, W2, b2 and so on.");
        }

        using MemoryStream stream = new(file);
        try
        {
            using NpzArchive archive = new(stream);
            return Read(archive, name, out assumed, activation, cost);
        }
        catch (NpzFault fault)
        {
            throw new InvalidDataException($"{name} {fault.Message}.");
        }
        catch (Exception e) when (e is IOException or InvalidDataException or NotSupportedException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException($"{name} is damaged, or no .npz file, which is a zip archive of arrays: {e.Message}", e);
        }
    }

    private static Network Read(NpzArchive archive, string name, out string? assumed, Activation? activation, CostFunction? cost)
    {
        int layers = archive.Names.Count(array => array.StartsWith('W'));
        if (Misnamed(archive, layers) is { } fault)
        {
            throw new NpzFault(fault);
        }

        // Files of the first weeks have both in the comment of the archive, which NumPy drops.
        // A comment of somebody else says nothing.
        string[] comment = archive.Comment.StartsWith("activation: ", StringComparison.Ordinal) ? archive.Comment["activation: ".Length..].Split(", cost: ", 2) : [];
        activation ??= Parse<Activation>("activation", archive.Text("activation") ?? comment.FirstOrDefault());
        cost ??= Parse<CostFunction>("cost", archive.Text("cost") ?? comment.LastOrDefault());
        assumed = Assumed(name, activation, cost);

        var arrays = new (NpyArray Weights, NpyArray Biases)[layers];
        int[] sizes = new int[layers + 1];
        for (int l = 1; l <= layers; l++)
        {
            NpyArray weights = Floats(archive, Invariant($"W{l}")), biases = Floats(archive, Invariant($"b{l}"));
            bool isVector = biases.Shape is [_] or [_, 1] or [1, _];
            if (weights.Shape.Length != 2 || !isVector || biases.Count != weights.Shape[0] || (l > 1 && weights.Shape[1] != sizes[l - 1]))
            {
                bool turned = weights.Shape.Length == 2 && isVector && biases.Count == weights.Shape[1] && (l == 1 || weights.Shape[0] == sizes[l - 1]);
                throw new NpzFault(Invariant($"holds no network: W{l} has the shape {weights.ShapeText} and b{l} has {biases.ShapeText}, where W is (neurons, neurons of the layer before) and b is (neurons,)") +
                    (turned ? Invariant($": as in Keras, the weights lie the other way round, so save W{l}.T") : ""));
            }

            (sizes[l - 1], sizes[l]) = (weights.Shape[1], weights.Shape[0]);
            arrays[l - 1] = (weights, biases);
        }

        // The sizes are checked by what makes the network, before any number is read.
        Network network = Made(sizes, activation ?? Activation.Sigmoid, cost ?? CostFunction.Quadratic);
        for (int l = 0; l < layers; l++)
        {
            LayerShape layer = network.Shape.Layers[l];
            var (weights, biases) = arrays[l];
            Take(archive, weights, network, k => weights.Place(k) is var (j, i) ? layer.At(j, i) : 0);
            Take(archive, biases, network, j => layer.At(j, layer.Inputs));
        }

        return network;
    }

    private static Network Made(int[] sizes, Activation activation, CostFunction cost)
    {
        try
        {
            return Network.Create(sizes, 1, activation, cost, Initialization.Identical);
        }
        catch (ArgumentException fault)
        {
            throw new NpzFault($"holds no network, its layers being {string.Join('-', sizes.Take(20))}: {fault.Message.TrimEnd('.')}");
        }
    }

    private static void Take(NpzArchive archive, NpyArray array, Network network, Func<int, int> place)
    {
        int k = 0;
        string? fault = null;
        archive.Read(array, block => array.Numbers(block, number =>
        {
            if (!float.IsFinite((float)number))
            {
                string where = array.Shape.Length == 2 && array.Place(k) is var (row, column) ? Invariant($"{row}, {column}") : Invariant($"{k}");
                fault ??= Invariant($"holds a number that no network can have: {array.Name}[{where}] is {number}") +
                    (double.IsFinite(number) ? ", too large for single precision" : "");
            }

            network.Memory.Span[place(k++)] = (float)number;
        }));
        if (fault is not null)
        {
            throw new NpzFault(fault);
        }
    }

    // Why the arrays of an archive are not those of a network; null if they are, as far as their names go.
    private static string? Misnamed(NpzArchive archive, int layers)
    {
        const string expected = "its arrays are to be W1, b1, W2, b2 and so on";
        const string ways = "numpy.savez(path, W1=..., b1=..., W2=..., b2=...)";
        var names = archive.Names;
        HashSet<string> known = ["activation", "cost", .. Enumerable.Range(1, layers).SelectMany(l => new[] { Invariant($"W{l}"), Invariant($"b{l}") })];
        string? foreign = names.FirstOrDefault(name => !known.Contains(name));
        int biases = names.Count(name => name.StartsWith('b'));
        return foreign is null && layers > 0 && biases == 0 && Enumerable.Range(1, layers).All(l => archive.Has(Invariant($"W{l}")))
                ? Invariant($"holds {(layers == 1 ? "W1" : layers == 2 ? "W1 and W2" : $"W1 to W{layers}")} without biases: every layer needs its b, if only of zeros, as by numpy.zeros(W1.shape[0])")
            : foreign is null && layers > 0 && known.FirstOrDefault(name => name[0] is 'W' or 'b' && !archive.Has(name)) is { } missing
                ? $"holds no network: {expected}, and {missing} is missing"
            : foreign is null && layers > 0 ? null
            : names.Contains("x_train") || names.Contains("x_test") ? "holds images and labels (mnist.npz of Keras), not the weights of a network"
            : foreign?.StartsWith("arr_", StringComparison.Ordinal) == true ? $"holds no network: its arrays have no names (arr_0 and so on); give them names with {ways}, or from a dictionary with numpy.savez(path, **weights)"
            : names.FirstOrDefault(name => name.Contains("kernel", StringComparison.Ordinal)) is { } kernel
                ? $"holds no network: {expected}, and these have the names of Keras or Flax, such as \"{NpyArray.Shown(kernel)}\", whose weights lie the other way round; rename and turn them with numpy.savez(path, W1=kernel.T, b1=bias, ...)"
            : foreign?.EndsWith(".weight", StringComparison.Ordinal) == true || foreign?.EndsWith(".bias", StringComparison.Ordinal) == true
                ? $"holds no network: {expected}, and these have the names of PyTorch, such as \"{NpyArray.Shown(foreign)}\"; rename them with {ways}"
            : $"holds no network: {expected}{(foreign is null ? "" : $", and one is \"{NpyArray.Shown(foreign)}\"")}";
    }

    private static string? Assumed(string name, Activation? activation, CostFunction? cost)
    {
        string[] missing = [.. activation is null ? ["activation"] : Array.Empty<string>(), .. cost is null ? ["cost"] : Array.Empty<string>()];
        string[] taken = [.. activation is null ? ["Activation.Sigmoid"] : Array.Empty<string>(), .. cost is null ? ["CostFunction.Quadratic"] : Array.Empty<string>()];
        return missing.Length == 0 ? null
            : $"{name} does not say its {string.Join(" and ", missing)}: {string.Join(" and ", taken)} {(taken.Length == 1 ? "is" : "are")} assumed. If it is otherwise, give LoadNpz the right one.";
    }

    private static NpyArray Floats(NpzArchive archive, string name)
    {
        NpyArray array = archive.Header(name);
        return array.IsFloats ? array : throw new NpzFault($"holds {name} as {array.TypeInWords()}");
    }

    private static void WriteFloats(ZipArchive archive, string name, string shape, int count, Func<int, float> number)
    {
        float[] numbers = [.. Enumerable.Range(0, count).Select(number)];
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("Weights are written on machines that put the smallest byte first.");
        }

        WriteArray(archive, name, "<f4", shape, MemoryMarshal.AsBytes(numbers.AsSpan()));
    }

    private static void WriteWord(ZipArchive archive, string name, string word) =>
        WriteArray(archive, name, Invariant($"<U{word.Length}"), "", Encoding.UTF32.GetBytes(word));

    private static void WriteArray(ZipArchive archive, string name, string type, string shape, ReadOnlySpan<byte> numbers)
    {
        ZipArchiveEntry entry = archive.CreateEntry(name + ".npy", CompressionLevel.NoCompression);
        entry.LastWriteTime = NoDate;
        using Stream stream = entry.Open();
        stream.Write(NpyArray.Write(type, shape, numbers));
    }

    // Capitals, blanks, hyphens and underscores do not matter: "relu" and "cross-entropy" are understood.
    private static T? Parse<T>(string what, string? text)
        where T : struct, Enum
    {
        if (text is null)
        {
            return null;
        }

        string plain = text.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
        string? name = Enum.GetNames<T>().FirstOrDefault(name => name.Equals(plain, StringComparison.OrdinalIgnoreCase));
        return name is null
            ? throw new NpzFault($"names the {what} \"{NpyArray.Shown(text)}\", which is none of {string.Join(", ", Enum.GetNames<T>())}")
            : Enum.Parse<T>(name);
    }
}
