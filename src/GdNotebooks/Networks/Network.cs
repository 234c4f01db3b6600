using MathNet.Numerics.LinearAlgebra;
using static System.FormattableString;

namespace GdNotebooks;

/// <summary>
/// The same thing as <see cref="PlainNetwork"/>, fast: a fully connected network, in which each layer takes
/// the activations a of the layer before and gives σ(W a + b) (chapter 6). Its weights and biases can be read
/// and set as matrices and vectors, or as one long vector θ: for 784-16-16-10 neurons it has
/// 784·16 + 16·16 + 16·10 weights and 42 biases, 13,002 in all.
/// </summary>
/// <remarks>
/// The parameters are single-precision floats. The flat order is layer by layer, first the weights of the
/// layer, neuron by neuron, then its biases. One network is not for several threads at once.
/// </remarks>
public sealed partial class Network
{
    private Network(NetworkShape shape, Activation activation, CostFunction cost)
    {
        (Activation, CostFunction) = (activation, cost);
        Engine = new(shape, activation, cost);
    }

    /// <summary>Neurons per layer, the inputs first.</summary>
    public IReadOnlyList<int> Layers => Shape.Sizes;

    /// <summary>The activation function of the hidden layers.</summary>
    public Activation Activation { get; }

    /// <summary>The cost, which also decides what the outputs are: sigmoids or softmax.</summary>
    public CostFunction CostFunction { get; }

    /// <summary>How many weights and biases there are.</summary>
    public int ParameterCount => Shape.ParameterCount;

    internal Engine Engine { get; }

    internal NetworkShape Shape => Engine.Shape;

    internal AlignedFloats Memory => Engine.Parameters;

    /// <summary>A network with random parameters; the same seed gives the same ones on every machine.</summary>
    /// <param name="layers">Neurons per layer, the inputs first: [784, 16, 16, 10] for digits.</param>
    /// <param name="seed">Another seed, other parameters.</param>
    /// <param name="activation">The activation function of the hidden layers.</param>
    /// <param name="cost">The cost, which also decides what the outputs are.</param>
    /// <param name="initialization">How the parameters are drawn; by default what suits the activation.</param>
    /// <exception cref="ArgumentException">There are fewer than two layers, or a layer has no neurons or far too many.</exception>
    public static Network Create(
        IReadOnlyList<int> layers,
        int seed = 1,
        Activation activation = Activation.Sigmoid,
        CostFunction cost = CostFunction.Quadratic,
        Initialization? initialization = null)
    {
        Network network = new(new NetworkShape(layers), activation, cost);
        Initialization how = initialization ?? (activation == Activation.ReLU ? Initialization.He : Initialization.Scaled);
        for (int l = 0; l < network.Shape.Layers.Length; l++)
        {
            LayerShape layer = network.Shape.Layers[l];
            SeededRandom random = new(SplitMix.For(seed, -1, l));
            double scale = how switch
            {
                Initialization.Scaled => 1 / Math.Sqrt(layer.Inputs),
                Initialization.He => Math.Sqrt(2.0 / layer.Inputs),
                Initialization.Normal => 1,
                _ => 0.5 / layer.Inputs,
            };

            for (int j = 0; j < layer.Outputs; j++)
            {
                for (int i = 0; i < layer.Inputs; i++)
                {
                    network.Memory.Span[layer.At(j, i)] = (float)(how == Initialization.Identical ? scale : scale * random.NextNormal());
                }
            }

            for (int j = 0; j < layer.Outputs && how == Initialization.Normal; j++)
            {
                network.Memory.Span[layer.At(j, layer.Inputs)] = (float)random.NextNormal();
            }
        }

        return network;
    }

    /// <summary>A network with the same layers and parameters, and a life of its own.</summary>
    public Network Clone()
    {
        Network copy = new(Shape, Activation, CostFunction);
        Memory.Span.CopyTo(copy.Memory.Span);
        return copy;
    }

    /// <summary>The layers, for example 784-16-16-10, and the number of parameters.</summary>
    public override string ToString() => Invariant($"{string.Join('-', Layers)}, {ParameterCount:N0} parameters");

    /// <exception cref="InvalidOperationException">A weight or bias is no finite number.</exception>
    internal void CheckFinite(string what)
    {
        if (Parameters.Find(number => !double.IsFinite(number), Zeros.Include) is { } found)
        {
            throw new InvalidOperationException(Invariant($"This network cannot be {what}: {NameOf(found.Item1)} is {found.Item2}. A training that diverged leaves such numbers: begin with a new network."));
        }
    }

    internal void CheckFits(DigitImages images)
    {
        ArgumentNullException.ThrowIfNull(images);
        CheckReadsDigits();
        if (images.Count == 0)
        {
            throw new ArgumentException("The set of images is empty: a mean over no examples is no number.");
        }
    }

    internal void CheckReadsDigits()
    {
        if (Layers[0] != DigitImage.PixelCount || Layers[^1] != 10)
        {
            throw new ArgumentException(Invariant($"A network for digits has {DigitImage.PixelCount} inputs and 10 outputs, and this one is {string.Join('-', Layers)}."));
        }
    }
}
