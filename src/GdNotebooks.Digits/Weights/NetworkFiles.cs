namespace GdNotebooks;

/// <summary>Networks in files that NumPy reads and writes (.npz).</summary>
public static class NetworkFiles
{
    /// <summary>
    /// Writes all parameters, to the last bit, into a file that NumPy reads: <c>numpy.load(path)["W1"]</c>. It
    /// holds float32 arrays W1, b1, W2, b2 and so on; those of layer l have the shapes (neurons of l, neurons
    /// of l − 1) and (neurons of l), like the weight and bias of a PyTorch Linear layer, and two of one word
    /// each: activation and cost. The file is written beside its place and then renamed, so that no half of
    /// one is left behind.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file, for instance network.npz; one that stands is replaced.</param>
    /// <exception cref="InvalidOperationException">A weight or bias is no finite number, as after a training that diverged.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void SaveNpz(this Network network, string path)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrEmpty(path);
        NpzFile.Save(network, path);
    }

    /// <summary>Reads a network that <see cref="SaveNpz"/> wrote, or NumPy: <c>numpy.savez(path, W1=..., b1=..., ...)</c>.</summary>
    /// <remarks>
    /// The arrays may be float16, float32 or float64, in any order and packed or not, the biases (n,), (n, 1) or
    /// (1, n); float64 is rounded to single precision. A file without the arrays activation and cost does not say
    /// what the network is: give both, or a line on the console says what is assumed.
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <param name="activation">The activation of the hidden layers; null for what the file says, or sigmoid where it says nothing.</param>
    /// <param name="cost">The cost; null for what the file says, or the quadratic cost where it says nothing.</param>
    /// <exception cref="InvalidDataException">The file is damaged, holds something else, or a number that is not finite; the message says what.</exception>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    public static Network LoadNpz(string path, Activation? activation = null, CostFunction? cost = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return NpzFile.Read(path, activation, cost);
    }
}
