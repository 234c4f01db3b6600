namespace GdNotebooks;

/// <summary>All that has to be chosen to train a digit network: activation, cost, start, and how to descend (chapter 9).</summary>
/// <param name="Activation">The activation function of the hidden layers.</param>
/// <param name="CostFunction">The cost, which also decides what the outputs are.</param>
/// <param name="Initialization">How the parameters are drawn.</param>
/// <param name="Options">Learning rate, mini-batch and the rest.</param>
public sealed record Recipe(Activation Activation, CostFunction CostFunction, Initialization Initialization, SgdOptions Options)
{
    private static readonly int[] Digits = [DigitImage.PixelCount, 16, 16, 10];

    /// <summary>What the notes describe: sigmoids, the quadratic cost, η = 3, mini-batches of 10.</summary>
    /// <param name="epochs">How often all training images are gone through.</param>
    /// <param name="rate">η; a rate that falls by 5 % an epoch, <c>LearningRate.Exponential(3, 0.95)</c>, ends better.</param>
    public static Recipe Plain(int epochs = 30, LearningRate? rate = null) =>
        new(Activation.Sigmoid, CostFunction.Quadratic, Initialization.Scaled, new() { LearningRate = rate ?? 3, MiniBatch = 10, Epochs = epochs });

    /// <summary>
    /// What helps, all at once: ReLU, the cross-entropy of softmax outputs, a learning rate that falls along
    /// a cosine, and images shifted by chance by up to one pixel. It was chosen with held-out training
    /// images; the test images had no say.
    /// </summary>
    /// <param name="epochs">How often all training images are gone through; fewer also work, with a few tenths of a percent less.</param>
    /// <param name="rate">η in the first epoch, from which it falls to 0.</param>
    public static Recipe Best(int epochs = 200, double rate = 0.05) =>
        new(Activation.ReLU, CostFunction.CrossEntropy, Initialization.He, new()
        {
            LearningRate = LearningRate.Cosine(rate, epochs),
            MiniBatch = 16,
            Epochs = epochs,
            Shift = 1,
        });

    /// <summary>A network to train by this recipe.</summary>
    /// <param name="layers">Neurons per layer, the inputs first; 784-16-16-10 by default.</param>
    /// <param name="seed">Another seed, other parameters.</param>
    /// <exception cref="ArgumentException">The layers make no network.</exception>
    public Network Create(IReadOnlyList<int>? layers = null, int seed = 1) =>
        Network.Create(layers ?? Digits, seed, Activation, CostFunction, Initialization);
}
