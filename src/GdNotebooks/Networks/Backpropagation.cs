using System.Runtime.CompilerServices;

namespace GdNotebooks;

/// <summary>
/// The forward and the backward pass of one mini-batch (chapter 7), with the memory they need: allocated
/// once, used for every mini-batch.
/// </summary>
/// <remarks>
/// In the notes' words, for layer l with weights w, biases b and activation function σ:
/// <code>
/// forward    zˡ = wˡ aˡ⁻¹ + bˡ,  aˡ = σ(zˡ)
/// output     δᴸ = ∂C/∂z, see <see cref="CostFunction"/>
/// backward   δˡ = (wˡ⁺¹)ᵀ δˡ⁺¹ ∘ σ'(zˡ)
/// gradient   ∂C/∂w = δ aᵀ,  ∂C/∂b = δ, summed over the mini-batch
/// </code>
/// All of them are linear in δᴸ, so it is scaled once, by 1/n for a gradient or by −η/m for an update, and
/// <see cref="AddTo"/> then adds gradient or update to whatever it is given.
/// </remarks>
internal sealed unsafe class Backpropagation
{
    private const int Lanes = NetworkShape.Lanes;

    // Wide first layers are updated pixel by pixel, four panels at a time, in mini-batches of this size.
    private const int FewestByPixel = 8;
    private const int MostByPixel = 1024;
    private const int PanelsAtOnce = 4;

    private readonly NetworkShape shape;
    private readonly Activation activation;
    private readonly CostFunction cost;
    private readonly AlignedFloats memory;

    // Of each layer, the inputs included: one row per example, and how far apart the rows are.
    private readonly float*[] activations;
    private readonly float*[] deltas;
    private readonly int[] rowLengths;
    private readonly float* turned;

    // For the outputs: a row that is all ones up to the last neuron, one row for each label, and sums of squares.
    private readonly float* used;
    private readonly float* oneHot;
    private readonly float* squares;

    // The mini-batch at work: images by number and the pixel where their ink begins, or rows of numbers in activations[0].
    private readonly int[] numbers;
    private readonly int[] firstPixels;
    private InkedPixels? images;
    private int count;
    private bool flush;

    // For each pixel, which examples of the mini-batch have ink there: row << 8 | ink, Capacity places for each pixel.
    private readonly uint[] byPixel = [];
    private readonly int[] inkedRows = [];

    /// <param name="shape">The network's layers.</param>
    /// <param name="activation">That of its hidden layers.</param>
    /// <param name="cost">Its cost, which decides what the outputs are.</param>
    /// <param name="capacity">The largest mini-batch.</param>
    /// <param name="ofImages">Whether the inputs are digit images; else rows of numbers are.</param>
    public Backpropagation(NetworkShape shape, Activation activation, CostFunction cost, int capacity, bool ofImages)
    {
        (this.shape, this.activation, this.cost, Capacity) = (shape, activation, cost, capacity);
        int layers = shape.Sizes.Length;
        (activations, deltas, rowLengths) = (new float*[layers], new float*[layers], new int[layers]);
        (numbers, firstPixels) = (new int[capacity], new int[capacity]);
        long length = 0, widest = 0;
        for (int l = 0; l < layers; l++)
        {
            // Rows whose distance is a large power of two would crowd each other out of the cache.
            int row = (shape.Sizes[l] + Lanes - 1) / Lanes * Lanes;
            rowLengths[l] = row >= 128 ? row + Lanes : row;
            length += l == 0 && ofImages ? 0 : 2L * capacity * rowLengths[l];
            widest = Math.Max(widest, row);
        }

        int outputs = shape.Sizes[^1], outputRow = rowLengths[^1], labels = ofImages ? outputs : 1;
        memory = new(checked((int)(length + (widest * Lanes) + ((labels + 2L) * outputRow))));
        float* next = memory.Start;
        for (int l = 0; l < layers; l++)
        {
            if (l > 0 || !ofImages)
            {
                activations[l] = next;
                deltas[l] = next += capacity * rowLengths[l];
                next += capacity * rowLengths[l];
            }
        }

        used = next;
        squares = used + outputRow;
        oneHot = squares + outputRow;
        turned = oneHot + (labels * outputRow);
        if (ofImages && shape.Layers[0].Panels > 1 && capacity is >= FewestByPixel and <= MostByPixel)
        {
            byPixel = GC.AllocateUninitializedArray<uint>(shape.Sizes[0] * capacity);
            inkedRows = new int[shape.Sizes[0]];
        }

        new Span<float>(used, outputs).Fill(1);
        for (int label = 0; label < labels; label++)
        {
            oneHot[(label * outputRow) + label] = 1;
        }
    }

    /// <summary>The largest mini-batch that fits.</summary>
    public int Capacity { get; }

    /// <summary>The activations of a layer for one example, after <see cref="Forward"/>; layer 0 are the inputs.</summary>
    public ReadOnlySpan<float> Activations(int layer, int example) =>
        new(activations[layer] + (example * rowLengths[layer]), shape.Sizes[layer]);

    /// <summary>The errors of a layer for one example, after <see cref="Backward"/>.</summary>
    public ReadOnlySpan<float> Errors(int layer, int example) =>
        new(deltas[layer] + (example * rowLengths[layer]), shape.Sizes[layer]);

    /// <summary>Takes images as the mini-batch; with <paramref name="random"/> each is shifted by up to <paramref name="shift"/> pixels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Take(InkedPixels images, ReadOnlySpan<int> numbers, int shift, ref SplitMix random)
    {
        (this.images, count) = (images, numbers.Length);
        numbers.CopyTo(this.numbers);
        for (int r = 0; r < count; r++)
        {
            firstPixels[r] = shift == 0
                ? images.First(numbers[r])
                : images.First(numbers[r], random.Below((2 * shift) + 1) - shift, random.Below((2 * shift) + 1) - shift);
        }
    }

    /// <summary>Takes the images first to first + count − 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Take(InkedPixels images, int first, int count)
    {
        (this.images, this.count) = (images, count);
        for (int r = 0; r < count; r++)
        {
            (numbers[r], firstPixels[r]) = (first + r, images.First(first + r));
        }
    }

    /// <summary>Takes one example given as numbers.</summary>
    public void Take(ReadOnlySpan<double> inputs)
    {
        (images, count) = (null, 1);
        for (int i = 0; i < inputs.Length; i++)
        {
            activations[0][i] = (float)inputs[i];
        }
    }

    /// <summary>From the inputs to the outputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Forward(AlignedFloats parameters)
    {
        for (int l = 1; l < rowLengths.Length; l++)
        {
            LayerShape layer = shape.Layers[l - 1];
            int rowLength = rowLengths[l];
            for (int p = 0; p < layer.Panels; p++)
            {
                float* weights = parameters.Start + layer.Offset + (p * layer.PanelLength);
                float* bias = weights + (layer.Inputs * Lanes);
                float* z = activations[l] + (p * Lanes);
                if (l == 1 && images is not null)
                {
                    WeighImages(weights, bias, z, rowLength);
                }
                else
                {
                    for (int r = 0; r < count; r++)
                    {
                        new ReadOnlySpan<float>(bias, Lanes).CopyTo(new(z + (r * rowLength), Lanes));
                    }

                    Kernels.AddProduct(count, layer.Inputs, activations[l - 1], rowLengths[l - 1], 1, weights, Lanes, z, rowLength);
                }
            }

            Activate(l);
        }

        GC.KeepAlive(parameters);
    }

    /// <summary>
    /// The error of the output layer, times <paramref name="scale"/>, where the digit of each image should
    /// have been said; returns the cost, summed over the mini-batch. With <paramref name="flush"/>, here and
    /// in <see cref="Backward"/>, errors too small to change a weight become 0, see <see cref="Kernels.Smallest"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double OutputError(ReadOnlySpan<int> labels, float scale, bool flush = false)
    {
        // Rectified linear units have no tails in which errors fade away.
        this.flush = flush && activation != Activation.ReLU;
        new Span<float>(squares, rowLengths[^1]).Clear();
        double sum = 0;
        for (int r = 0; r < count; r++)
        {
            int label = labels[numbers[r]];
            sum += OutputError(r, oneHot + (label * rowLengths[^1]), scale);
        }

        return sum + HalfOfSquares();
    }

    /// <summary>The error of the output layer for one example given as numbers, and its cost.</summary>
    public double OutputError(ReadOnlySpan<double> wanted, float scale)
    {
        flush = false;
        new Span<float>(squares, rowLengths[^1]).Clear();
        for (int j = 0; j < wanted.Length; j++)
        {
            oneHot[j] = (float)wanted[j];
        }

        return OutputError(0, oneHot, scale) + HalfOfSquares();
    }

    /// <summary>From the error of the output layer back to that of the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Backward(AlignedFloats parameters)
    {
        for (int l = rowLengths.Length - 2; l >= 1; l--)
        {
            LayerShape layer = shape.Layers[l];
            for (int i = 0; i < layer.Inputs; i += Lanes)
            {
                // The panel of weights seen from the other side: one row per neuron of layer l + 1.
                for (int p = 0; p < layer.Panels; p++)
                {
                    float* from = parameters.Start + layer.Offset + (p * layer.PanelLength) + (i * Lanes);
                    Kernels.Transpose(from, Math.Min(Lanes, layer.Inputs - i), turned + (p * Lanes * Lanes));
                }

                float* d = deltas[l] + i;
                for (int r = 0; r < count; r++)
                {
                    new Span<float>(d + (r * rowLengths[l]), Lanes).Clear();
                }

                Kernels.AddProduct(count, layer.Outputs, deltas[l + 1], rowLengths[l + 1], 1, turned, Lanes, d, rowLengths[l]);
            }

            Elementary.TimesSlope(activation, activations[l], deltas[l], count * rowLengths[l], flush ? Kernels.Smallest : 0);
        }

        GC.KeepAlive(parameters);
    }

    /// <summary>Adds the gradient of the mini-batch, times the scale of the output error, to weights and biases.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddTo(AlignedFloats parameters)
    {
        bool pixelByPixel = images is not null && byPixel.Length > 0 && count >= FewestByPixel;
        if (pixelByPixel)
        {
            UpdatePixelByPixel(parameters.Start + shape.Layers[0].Offset);
        }

        for (int l = 1; l < rowLengths.Length; l++)
        {
            LayerShape layer = shape.Layers[l - 1];
            for (int p = 0; p < layer.Panels; p++)
            {
                float* weights = parameters.Start + layer.Offset + (p * layer.PanelLength);
                float* d = deltas[l] + (p * Lanes);
                if (l == 1 && images is not null)
                {
                    if (!pixelByPixel)
                    {
                        UpdateImages(weights, d, rowLengths[l]);
                    }
                }
                else
                {
                    Kernels.AddProduct(layer.Inputs, count, activations[l - 1], 1, rowLengths[l - 1], d, rowLengths[l], weights, Lanes);
                }

                Kernels.AddRows(count, d, rowLengths[l], weights + (layer.Inputs * Lanes));
            }
        }

        GC.KeepAlive(parameters);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Activate(int l)
    {
        int length = count * rowLengths[l];
        if (l < rowLengths.Length - 1)
        {
            Elementary.Activate(activation, activations[l], length);
        }
        else if (cost == CostFunction.Quadratic)
        {
            Elementary.Activate(Activation.Sigmoid, activations[l], length);
        }
        else
        {
            for (int r = 0; r < count; r++)
            {
                Elementary.Softmax(activations[l] + (r * rowLengths[l]), shape.Sizes[l]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double OutputError(int r, float* wanted, float scale)
    {
        int row = rowLengths[^1];
        float* a = activations[^1] + (r * row);
        float* d = deltas[^1] + (r * row);
        if (cost == CostFunction.Quadratic)
        {
            Kernels.QuadraticError(a, wanted, used, scale, d, squares, row, flush ? Kernels.Smallest : 0);
            return 0;
        }

        Kernels.CrossEntropyError(a, wanted, scale, d, row, flush ? Kernels.Smallest : 0);
        double sum = 0;
        for (int j = 0; j < shape.Sizes[^1]; j++)
        {
            if (wanted[j] != 0)
            {
                sum -= wanted[j] * Elementary.Log(a[j]);
            }
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double HalfOfSquares()
    {
        double sum = 0;
        for (int j = 0; j < shape.Sizes[^1]; j++)
        {
            sum += squares[j];
        }

        return sum / 2;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WeighImages(float* weights, float* bias, float* z, int rowLength)
    {
        fixed (InkedPixel* entries = images!.Entries)
        fixed (float* inks = InkedPixels.Inks)
        {
            for (int r = 0; r < count; r++)
            {
                int start = images.Starts[numbers[r]], end = images.Starts[numbers[r] + 1];
                Kernels.WeighPixels(weights + (firstPixels[r] * Lanes), bias, entries + start, end - start, inks, z + (r * rowLength));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void UpdateImages(float* weights, float* d, int rowLength)
    {
        fixed (InkedPixel* entries = images!.Entries)
        fixed (float* inks = InkedPixels.Inks)
        {
            for (int r = 0; r < count; r++)
            {
                int start = images.Starts[numbers[r]], end = images.Starts[numbers[r] + 1];
                Kernels.UpdatePixels(weights + (firstPixels[r] * Lanes), entries + start, end - start, inks, d + (r * rowLength));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void UpdatePixelByPixel(float* weights)
    {
        Array.Clear(inkedRows);
        fixed (InkedPixel* entries = images!.Entries)
        fixed (float* inks = InkedPixels.Inks)
        fixed (uint* lists = byPixel)
        fixed (int* lengths = inkedRows)
        {
            for (int r = 0; r < count; r++)
            {
                int pixel = firstPixels[r];
                for (InkedPixel* entry = entries + images.Starts[numbers[r]], end = entries + images.Starts[numbers[r] + 1]; entry < end; entry++)
                {
                    pixel += entry->Gap;
                    if (entry->Ink > 0)
                    {
                        lists[(pixel * Capacity) + lengths[pixel]++] = ((uint)r << 8) | entry->Ink;
                    }
                }
            }

            LayerShape layer = shape.Layers[0];
            for (int p = 0; p < layer.Panels; p += PanelsAtOnce)
            {
                Kernels.UpdateByPixel(
                    Math.Min(PanelsAtOnce, layer.Panels - p),
                    weights + (p * layer.PanelLength),
                    layer.PanelLength,
                    layer.Inputs,
                    lengths,
                    lists,
                    Capacity,
                    inks,
                    deltas[1] + (p * Lanes),
                    rowLengths[1]);
            }
        }
    }
}
