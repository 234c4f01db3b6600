using System.Runtime.CompilerServices;
using MathNet.Numerics.LinearAlgebra;
using static System.FormattableString;

namespace GdNotebooks;

/// <summary>
/// The same thing as <see cref="PlainNetwork"/>, fast: a fully connected network, in which each layer takes
/// the activations a of the layer before and gives σ(W a + b) (chapter 6). Its weights and biases can be read and set as matrices and vectors, or as one
/// long vector θ: for 784-16-16-10 neurons it has 784·16 + 16·16 + 16·10 weights and 42 biases, 13,002 in all.
/// </summary>
/// <remarks>
/// The parameters are single-precision floats. The flat order is layer by layer, first the weights of the
/// layer, neuron by neuron, then its biases. One network is not for several threads at once.
/// </remarks>
public sealed class Network
{
    private const int EvaluationBatch = 120;
    private readonly AlignedFloats memory;
    private Backpropagation? forImages;
    private Backpropagation? forNumbers;

    private Network(NetworkShape shape, Activation activation, CostFunction cost)
    {
        (Shape, Activation, CostFunction) = (shape, activation, cost);
        memory = new(shape.Length);
    }

    /// <summary>Neurons per layer, the inputs first.</summary>
    public IReadOnlyList<int> Layers => Shape.Sizes;

    /// <summary>The activation function of the hidden layers.</summary>
    public Activation Activation { get; }

    /// <summary>The cost, which also decides what the outputs are: sigmoids or softmax.</summary>
    public CostFunction CostFunction { get; }

    /// <summary>How many weights and biases there are.</summary>
    public int ParameterCount => Shape.ParameterCount;

    /// <summary>
    /// All weights and biases as one vector θ, a copy. Setting it rounds to single precision, so the update
    /// rule can be written as on paper: <c>network.Parameters -= eta * network.Gradient(images)</c>.
    /// </summary>
    /// <exception cref="ArgumentException">A vector of another length is set.</exception>
    public Vector<double> Parameters
    {
        get => ToFlat(memory.Span);
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.Count != ParameterCount)
            {
                throw new ArgumentException(Invariant($"This network has {ParameterCount:N0} parameters, and the vector has {value.Count:N0}."));
            }

            foreach (LayerShape layer in Shape.Layers)
            {
                int index = layer.FirstIndex;
                for (int j = 0; j < layer.Outputs; j++)
                {
                    for (int i = 0; i < layer.Inputs; i++)
                    {
                        memory.Span[layer.At(j, i)] = (float)value[index++];
                    }
                }

                for (int j = 0; j < layer.Outputs; j++)
                {
                    memory.Span[layer.At(j, layer.Inputs)] = (float)value[index++];
                }
            }
        }
    }

    internal NetworkShape Shape { get; }

    internal AlignedFloats Memory => memory;

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
        Network network = new(new(layers), activation, cost);
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
                    network.memory.Span[layer.At(j, i)] = (float)(how == Initialization.Identical ? scale : scale * random.NextNormal());
                }
            }

            for (int j = 0; j < layer.Outputs && how == Initialization.Normal; j++)
            {
                network.memory.Span[layer.At(j, layer.Inputs)] = (float)random.NextNormal();
            }
        }

        return network;
    }

    /// <summary>A network with the same layers and parameters, and a life of its own.</summary>
    public Network Clone()
    {
        Network copy = new(Shape, Activation, CostFunction);
        memory.Span.CopyTo(copy.memory.Span);
        return copy;
    }

    /// <summary>The weights of one layer as a matrix W: one row for each of its neurons, one column for each neuron before. A copy.</summary>
    /// <param name="layer">From 1, the first layer after the inputs.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    public Matrix<double> Weights(int layer)
    {
        LayerShape shape = LayerOf(layer);
        return Matrix<double>.Build.Dense(shape.Outputs, shape.Inputs, (j, i) => memory.Span[shape.At(j, i)]);
    }

    /// <summary>The biases of one layer, one for each of its neurons. A copy.</summary>
    /// <param name="layer">From 1, the first layer after the inputs.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    public Vector<double> Biases(int layer)
    {
        LayerShape shape = LayerOf(layer);
        return Vector<double>.Build.Dense(shape.Outputs, j => memory.Span[shape.At(j, shape.Inputs)]);
    }

    /// <summary>Which weight or bias an entry of <see cref="Parameters"/> or of a gradient is.</summary>
    /// <param name="index">From 0 to <see cref="ParameterCount"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such parameter.</exception>
    public ParameterName NameOf(int index)
    {
        if (index < 0 || index >= ParameterCount)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, Invariant($"This network has the parameters 0 to {ParameterCount - 1:N0}."));
        }

        int l = Array.FindLastIndex(Shape.Layers, layer => layer.FirstIndex <= index);
        LayerShape shape = Shape.Layers[l];
        int place = index - shape.FirstIndex, weights = shape.Outputs * shape.Inputs;
        return place < weights
            ? new(index, l + 1, place / shape.Inputs, place % shape.Inputs)
            : new(index, l + 1, place - weights, null);
    }

    /// <summary>Where a weight or bias stands among the <see cref="Parameters"/>: the inverse of <see cref="NameOf"/>.</summary>
    /// <param name="layer">From 1.</param>
    /// <param name="neuron">The neuron of that layer, from 0.</param>
    /// <param name="input">The neuron of the layer before, or null for the bias.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such parameter.</exception>
    public int IndexOf(int layer, int neuron, int? input)
    {
        LayerShape shape = LayerOf(layer);
        ArgumentOutOfRangeException.ThrowIfNegative(neuron);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(neuron, shape.Outputs);
        ArgumentOutOfRangeException.ThrowIfNegative(input ?? 0, nameof(input));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(input ?? 0, shape.Inputs, nameof(input));
        return shape.FirstIndex + (input is int i ? (neuron * shape.Inputs) + i : (shape.Outputs * shape.Inputs) + neuron);
    }

    /// <summary>The forward pass: the activations of every layer, the inputs first and the outputs last.</summary>
    /// <param name="inputs">One number for each input neuron: 784 intensities from 0 to 1 for a digit.</param>
    /// <exception cref="ArgumentException">There are more or fewer numbers than inputs.</exception>
    public IReadOnlyList<Vector<double>> Forward(double[] inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        Check(inputs.Length, Layers[0], "inputs");
        Backpropagation pass = ForNumbers();
        pass.Take(inputs);
        pass.Forward(memory);
        return ActivationsOf(pass);
    }

    /// <inheritdoc cref="Forward(double[])"/>
    public IReadOnlyList<Vector<double>> Forward(Vector<double> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return Forward(inputs.ToArray());
    }

    /// <summary>The forward pass of one digit.</summary>
    /// <param name="image">The digit.</param>
    /// <exception cref="ArgumentException">The network has not 784 inputs.</exception>
    public IReadOnlyList<Vector<double>> Forward(DigitImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Forward(image.Intensities);
    }

    /// <summary>The activations of the output layer for one digit: ten numbers, the strongest is the answer.</summary>
    /// <param name="image">The digit.</param>
    /// <exception cref="ArgumentException">The network has not 784 inputs.</exception>
    public Vector<double> Output(DigitImage image) => Forward(image)[^1];

    /// <summary>The digit with the strongest output; of equals the smallest.</summary>
    /// <param name="image">The digit to recognise.</param>
    /// <exception cref="ArgumentException">The network has not 784 inputs.</exception>
    public int Predict(DigitImage image) => Output(image).MaximumIndex();

    /// <summary>The answer of the network for each image.</summary>
    /// <param name="images">The digits to recognise; at least one.</param>
    /// <exception cref="ArgumentException">There is no image, or the network is not one for digits.</exception>
    public int[] Predict(DigitImages images)
    {
        CheckFits(images);
        int[] answers = new int[images.Count];
        ForEachBatch(images, (pass, first, count) =>
        {
            for (int r = 0; r < count; r++)
            {
                answers[first + r] = Strongest(pass.Activations(Layers.Count - 1, r));
            }
        });
        return answers;
    }

    /// <summary>The activations of the output layer for each image: one row for each image, ten columns.</summary>
    /// <param name="images">The digits.</param>
    /// <exception cref="ArgumentException">There is no image, or the network is not one for digits.</exception>
    public Matrix<double> Outputs(DigitImages images)
    {
        CheckFits(images);
        Matrix<double> outputs = Matrix<double>.Build.Dense(images.Count, Layers[^1]);
        ForEachBatch(images, (pass, first, count) =>
        {
            for (int r = 0; r < count; r++)
            {
                ReadOnlySpan<float> activations = pass.Activations(Layers.Count - 1, r);
                for (int j = 0; j < activations.Length; j++)
                {
                    outputs[first + r, j] = activations[j];
                }
            }
        });
        return outputs;
    }

    /// <summary>Cost and accuracy on a set of images.</summary>
    /// <param name="images">The images; at least one.</param>
    /// <exception cref="ArgumentException">There is no image, or the network is not one for digits.</exception>
    public Evaluation Evaluate(DigitImages images)
    {
        CheckFits(images);
        double cost = 0;
        int right = 0;
        ForEachBatch(images, (pass, first, count) =>
        {
            cost += pass.OutputError(images.Labels.AsSpan(), 1);
            for (int r = 0; r < count; r++)
            {
                right += Strongest(pass.Activations(Layers.Count - 1, r)) == images.Labels[first + r] ? 1 : 0;
            }
        });
        return new(cost / images.Count, (double)right / images.Count);
    }

    /// <summary>The mean cost of a set of images.</summary>
    /// <param name="images">The images; at least one.</param>
    /// <exception cref="ArgumentException">There is no image, or the network is not one for digits.</exception>
    public double Cost(DigitImages images) => Evaluate(images).Cost;

    /// <summary>The cost of one example.</summary>
    /// <param name="inputs">One number for each input neuron.</param>
    /// <param name="wanted">y: one number for each output neuron.</param>
    /// <exception cref="ArgumentException">The numbers do not fit the network.</exception>
    public double Cost(Vector<double> inputs, Vector<double> wanted) => Learn(inputs, wanted, null);

    /// <summary>
    /// The gradient ∇C of the mean cost of a set of images, by backpropagation: one entry for each of the
    /// <see cref="Parameters"/>, in their order.
    /// </summary>
    /// <param name="images">The images; at least one. All of the training images give the full gradient, a few of them that of a mini-batch.</param>
    /// <exception cref="ArgumentException">There is no image, or the network is not one for digits.</exception>
    public Vector<double> Gradient(DigitImages images)
    {
        CheckFits(images);
        Vector<double> sum = Vector<double>.Build.Dense(ParameterCount);
        ForEachBatch(images, (pass, _, _) =>
        {
            AlignedFloats part = new(Shape.Length);
            pass.OutputError(images.Labels.AsSpan(), 1);
            pass.Backward(memory);
            pass.AddTo(part);
            sum += ToFlat(part.Span);
        });
        return sum / images.Count;
    }

    /// <summary>The gradient ∇C of the cost of one example.</summary>
    /// <param name="inputs">One number for each input neuron.</param>
    /// <param name="wanted">y: one number for each output neuron.</param>
    /// <exception cref="ArgumentException">The numbers do not fit the network.</exception>
    public Vector<double> Gradient(Vector<double> inputs, Vector<double> wanted)
    {
        AlignedFloats gradient = new(Shape.Length);
        Learn(inputs, wanted, gradient);
        return ToFlat(gradient.Span);
    }

    /// <summary>
    /// Writes all parameters, to the last bit, into a file that NumPy reads: <c>numpy.load(path)["W1"]</c>. It
    /// holds float32 arrays W1, b1, W2, b2 and so on; those of layer l have the shapes (neurons of l, neurons
    /// of l − 1) and (neurons of l), like the weight and bias of a PyTorch Linear layer. The file is written
    /// beside its place and then renamed, so that no half of one is left behind.
    /// </summary>
    /// <param name="path">The file, for instance network.npz; one that stands is replaced.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SaveNpz(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string beside = Invariant($"{path}.{Environment.ProcessId}.tmp");
        try
        {
            using (FileStream stream = new(beside, FileMode.Create))
            {
                NpzFile.Write(this, stream);
            }

            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }

    /// <summary>Reads a network that <see cref="SaveNpz"/> wrote, or NumPy: <c>numpy.savez(path, W1=..., b1=..., ...)</c>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="activation">The activation of the hidden layers; null for what the file says, or sigmoid where it says nothing.</param>
    /// <param name="cost">The cost; null for what the file says, or the quadratic cost where it says nothing.</param>
    /// <exception cref="InvalidDataException">The file is damaged or holds something else; the message says what.</exception>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    public static Network LoadNpz(string path, Activation? activation = null, CostFunction? cost = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return NpzFile.Read(path, activation, cost);
    }

    /// <summary>The layers, for example 784-16-16-10, and the number of parameters.</summary>
    public override string ToString() => Invariant($"{string.Join('-', Layers)}, {ParameterCount:N0} parameters");

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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int Strongest(ReadOnlySpan<float> outputs)
    {
        int strongest = 0;
        for (int j = 1; j < outputs.Length; j++)
        {
            strongest = outputs[j] > outputs[strongest] ? j : strongest;
        }

        return strongest;
    }

    private void ForEachBatch(DigitImages images, Action<Backpropagation, int, int> measure)
    {
        InkedPixels inked = InkedPixels.Of(images);
        forImages ??= new(Shape, Activation, CostFunction, EvaluationBatch, ofImages: true);
        for (int first = 0; first < images.Count; first += EvaluationBatch)
        {
            int count = Math.Min(EvaluationBatch, images.Count - first);
            forImages.Take(inked, first, count);
            forImages.Forward(memory);
            measure(forImages, first, count);
        }
    }

    private double Learn(Vector<double> inputs, Vector<double> wanted, AlignedFloats? gradient)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(wanted);
        Check(inputs.Count, Layers[0], "inputs");
        Check(wanted.Count, Layers[^1], "outputs");
        Backpropagation pass = ForNumbers();
        pass.Take(inputs.ToArray());
        pass.Forward(memory);
        double cost = pass.OutputError(wanted.ToArray(), 1);
        if (gradient is not null)
        {
            pass.Backward(memory);
            pass.AddTo(gradient);
        }

        return cost;
    }

    private Backpropagation ForNumbers() => forNumbers ??= new(Shape, Activation, CostFunction, 1, ofImages: false);

    private Vector<double>[] ActivationsOf(Backpropagation pass) =>
        [.. Enumerable.Range(0, Layers.Count).Select(l =>
        {
            ReadOnlySpan<float> activations = pass.Activations(l, 0);
            Vector<double> vector = Vector<double>.Build.Dense(activations.Length);
            for (int j = 0; j < activations.Length; j++)
            {
                vector[j] = activations[j];
            }

            return vector;
        })];

    private Vector<double> ToFlat(ReadOnlySpan<float> panels)
    {
        double[] flat = new double[ParameterCount];
        foreach (LayerShape layer in Shape.Layers)
        {
            int index = layer.FirstIndex;
            for (int j = 0; j < layer.Outputs; j++)
            {
                for (int i = 0; i < layer.Inputs; i++)
                {
                    flat[index++] = panels[layer.At(j, i)];
                }
            }

            for (int j = 0; j < layer.Outputs; j++)
            {
                flat[index++] = panels[layer.At(j, layer.Inputs)];
            }
        }

        return Vector<double>.Build.Dense(flat);
    }

    private LayerShape LayerOf(int layer) => layer >= 1 && layer < Layers.Count
        ? Shape.Layers[layer - 1]
        : throw new ArgumentOutOfRangeException(nameof(layer), layer, Invariant($"The layers with weights and biases are 1 to {Layers.Count - 1}."));

    private static void Check(int numbers, int neurons, string what)
    {
        if (numbers != neurons)
        {
            throw new ArgumentException(Invariant($"The network has {neurons:N0} {what}, and {numbers:N0} numbers were given."));
        }
    }
}
