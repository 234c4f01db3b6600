using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GdNotebooks;

/// <summary>
/// The forward and the backward pass of one mini-batch (chapter 7), with the memory they need: allocated
/// once, used for every mini-batch. <see cref="PlainNetwork"/> has the same formulas as on paper.
/// </summary>
/// <remarks>
/// All formulas of the way back are linear in the error δ of the outputs, so that one is scaled, by 1/n for a
/// gradient or by −η/m for an update, and <see cref="AddTo"/> then adds gradient or update to whatever it is given.
/// </remarks>
internal abstract class Pass
{
    /// <summary>The largest mini-batch that fits.</summary>
    public abstract int Capacity { get; }

    /// <summary>A pass for the registers of this machine.</summary>
    /// <param name="shape">The network's layers.</param>
    /// <param name="activation">That of its hidden layers.</param>
    /// <param name="cost">Its cost, which decides what the outputs are.</param>
    /// <param name="capacity">The largest mini-batch.</param>
    /// <param name="ofImages">Whether the inputs are digit images; else rows of numbers are.</param>
    public static Pass Create(NetworkShape shape, Activation activation, CostFunction cost, int capacity, bool ofImages) =>
        Vector512.IsHardwareAccelerated
            ? new Pass<WideRow>(shape, activation, cost, capacity, ofImages)
            : new Pass<PairRow>(shape, activation, cost, capacity, ofImages);

    /// <summary>The activations of a layer for one example, after <see cref="Forward"/>; layer 0 are the inputs.</summary>
    public abstract ReadOnlySpan<float> Activations(int layer, int example);

    /// <summary>The errors of a layer for one example, after <see cref="Backward"/>.</summary>
    public abstract ReadOnlySpan<float> ErrorsOf(int layer, int example);

    /// <summary>Takes images as the mini-batch; with <paramref name="random"/> each is shifted by up to <paramref name="shift"/> pixels.</summary>
    public abstract void Take(InkedPixels images, ReadOnlySpan<int> numbers, int shift, ref SplitMix random);

    /// <summary>Takes the images first to first + count − 1.</summary>
    public abstract void Take(InkedPixels images, int first, int count);

    /// <summary>Takes one example given as numbers.</summary>
    public abstract void Take(ReadOnlySpan<double> inputs);

    /// <summary>From the inputs to the outputs.</summary>
    public abstract void Forward(AlignedFloats parameters);

    /// <summary>The cost of the mini-batch, summed over its images.</summary>
    public abstract double Cost();

    /// <summary>The cost of one example given as numbers.</summary>
    public abstract double Cost(ReadOnlySpan<double> wanted);

    /// <summary>
    /// From the error of the output layer, times <paramref name="scale"/>, back to that of the first, after
    /// <see cref="Cost()"/>. Errors below <paramref name="smallest"/> become 0, see <see cref="Errors"/>.
    /// </summary>
    public abstract void Backward(AlignedFloats parameters, float scale, float smallest);

    /// <summary>Adds the gradient of the mini-batch, times the scale of the output error, to weights and biases.</summary>
    public abstract void AddTo(AlignedFloats parameters);
}

/// <inheritdoc/>
/// <typeparam name="TRow">How the machine holds the 16 numbers of a row.</typeparam>
internal sealed unsafe class Pass<TRow> : Pass
    where TRow : struct, IRow<TRow>
{
    private const int Lanes = NetworkShape.Lanes;

    // Wide first layers are updated pixel by pixel, four panels at a time, in mini-batches of this size.
    private const int FewestByPixel = 8;
    private const int MostByPixel = 1024;
    private const int PanelsAtOnce = 4;

    private readonly NetworkShape _shape;
    private readonly Activation _activation;
    private readonly CostFunction _cost;

    // Of each layer, the inputs included: one row per example, and how far apart the rows are.
    private readonly AlignedFloats _memory;
    private readonly float*[] _activations;
    private readonly float*[] _errors;
    private readonly int[] _rowLengths;
    private readonly float* _turned;

    // A row of zeros. For the outputs: a row of ones up to the last neuron, a row for each label, and sums of squares.
    private readonly float* _zeros;
    private readonly float* _used;
    private readonly float* _squares;
    private readonly float* _oneHot;

    // The mini-batch at work: images by number, each some pixels further on, or rows of numbers in activations[0];
    // and of each the row of wanted outputs.
    private readonly int[] _numbers;
    private readonly int[] _shifts;
    private readonly float*[] _wanted;
    private InkedPixels? _images;
    private int _count;

    // For each pixel, which examples of the mini-batch have ink there: row << 8 | ink, Capacity places for each pixel.
    private readonly uint[] _byPixel = [];
    private readonly int[] _inkedRows = [];

    public Pass(NetworkShape shape, Activation activation, CostFunction cost, int capacity, bool ofImages)
    {
        (_shape, _activation, _cost, Capacity) = (shape, activation, cost, capacity);
        int layers = shape.Sizes.Length;
        (_activations, _errors, _rowLengths) = (new float*[layers], new float*[layers], new int[layers]);
        (_numbers, _shifts, _wanted) = (new int[capacity], new int[capacity], new float*[capacity]);
        long length = 0, widest = 0;
        for (int l = 0; l < layers; l++)
        {
            // Rows whose distance is a large power of two would crowd each other out of the cache.
            int row = (shape.Sizes[l] + Lanes - 1) / Lanes * Lanes;
            _rowLengths[l] = row >= 128 ? row + Lanes : row;
            length += l == 0 && ofImages ? 0 : 2L * capacity * _rowLengths[l];
            widest = Math.Max(widest, row);
        }

        int outputs = shape.Sizes[^1], outputRow = _rowLengths[^1], labels = ofImages ? outputs : 1;
        _memory = new(checked((int)(length + (widest * Lanes) + ((labels + 2L) * outputRow) + Lanes)));
        float* next = _memory.Start;
        for (int l = 0; l < layers; l++)
        {
            if (l > 0 || !ofImages)
            {
                _activations[l] = next;
                _errors[l] = next += capacity * _rowLengths[l];
                next += capacity * _rowLengths[l];
            }
        }

        _zeros = next;
        _used = _zeros + Lanes;
        _squares = _used + outputRow;
        _oneHot = _squares + outputRow;
        _turned = _oneHot + (labels * outputRow);
        if (ofImages && shape.Layers[0].Panels > 1 && capacity is >= FewestByPixel and <= MostByPixel)
        {
            _byPixel = GC.AllocateUninitializedArray<uint>(shape.Sizes[0] * capacity);
            _inkedRows = new int[shape.Sizes[0]];
        }

        new Span<float>(_used, outputs).Fill(1);
        for (int label = 0; label < labels; label++)
        {
            _oneHot[(label * outputRow) + label] = 1;
        }
    }

    public override int Capacity { get; }

    public override ReadOnlySpan<float> Activations(int layer, int example) =>
        new(_activations[layer] + (example * _rowLengths[layer]), _shape.Sizes[layer]);

    public override ReadOnlySpan<float> ErrorsOf(int layer, int example) =>
        new(_errors[layer] + (example * _rowLengths[layer]), _shape.Sizes[layer]);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Take(InkedPixels images, ReadOnlySpan<int> numbers, int shift, ref SplitMix random)
    {
        (_images, _count) = (images, numbers.Length);
        for (int r = 0; r < numbers.Length; r++)
        {
            _numbers[r] = numbers[r];
            _shifts[r] = shift == 0 ? 0 : images.Shift(numbers[r], random.Below((2 * shift) + 1) - shift, random.Below((2 * shift) + 1) - shift);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Take(InkedPixels images, int first, int count)
    {
        (_images, _count) = (images, count);
        for (int r = 0; r < count; r++)
        {
            (_numbers[r], _shifts[r]) = (first + r, 0);
        }
    }

    public override void Take(ReadOnlySpan<double> inputs)
    {
        (_images, _count) = (null, 1);
        for (int i = 0; i < inputs.Length; i++)
        {
            _activations[0][i] = (float)inputs[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(AlignedFloats parameters)
    {
        for (int l = 1; l < _rowLengths.Length; l++)
        {
            LayerShape layer = _shape.Layers[l - 1];
            for (int p = 0; p < layer.Panels; p++)
            {
                float* weights = parameters.Start + layer.Offset + (p * layer.PanelLength);
                float* bias = weights + (layer.Inputs * Lanes);
                float* z = _activations[l] + (p * Lanes);
                if (l == 1 && _images is not null)
                {
                    WeighImages(weights, bias, z, _rowLengths[l]);
                }
                else
                {
                    Kernels<TRow>.Product(_count, layer.Inputs, _activations[l - 1], _rowLengths[l - 1], 1, weights, Lanes, bias, 0, z, _rowLengths[l]);
                }
            }

            Activate(l);
        }

        GC.KeepAlive(parameters);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Cost()
    {
        ReadOnlySpan<int> labels = _images!.Images!.Labels.AsSpan();
        for (int r = 0; r < _count; r++)
        {
            _wanted[r] = _oneHot + (labels[_numbers[r]] * _rowLengths[^1]);
        }

        return CostOfWanted();
    }

    public override double Cost(ReadOnlySpan<double> wanted)
    {
        for (int j = 0; j < wanted.Length; j++)
        {
            _oneHot[j] = (float)wanted[j];
        }

        _wanted[0] = _oneHot;
        return CostOfWanted();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward(AlignedFloats parameters, float scale, float smallest)
    {
        int outputRow = _rowLengths[^1];
        for (int r = 0; r < _count; r++)
        {
            float* a = _activations[^1] + (r * outputRow);
            float* d = _errors[^1] + (r * outputRow);
            if (_cost == CostFunction.Quadratic)
            {
                Errors.Quadratic(a, _wanted[r], _used, scale, d, outputRow, smallest);
            }
            else
            {
                Errors.CrossEntropy(a, _wanted[r], scale, d, outputRow, smallest);
            }
        }

        for (int l = _rowLengths.Length - 2; l >= 1; l--)
        {
            LayerShape layer = _shape.Layers[l];
            for (int i = 0; i < layer.Inputs; i += Lanes)
            {
                // The panel of weights seen from the other side: one row per neuron of layer l + 1.
                for (int p = 0; p < layer.Panels; p++)
                {
                    float* from = parameters.Start + layer.Offset + (p * layer.PanelLength) + (i * Lanes);
                    Transposition.Turn(from, Math.Min(Lanes, layer.Inputs - i), _turned + (p * Lanes * Lanes));
                }

                Kernels<TRow>.Product(_count, layer.Outputs, _errors[l + 1], _rowLengths[l + 1], 1, _turned, Lanes, _zeros, 0, _errors[l] + i, _rowLengths[l]);
            }

            Errors.TimesSlope(_activation, _activations[l], _errors[l], _count * _rowLengths[l], smallest);
        }

        GC.KeepAlive(parameters);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddTo(AlignedFloats parameters)
    {
        bool pixelByPixel = _images is not null && _byPixel.Length > 0 && _count >= FewestByPixel;
        if (pixelByPixel)
        {
            UpdatePixelByPixel(parameters.Start + _shape.Layers[0].Offset);
        }

        for (int l = 1; l < _rowLengths.Length; l++)
        {
            LayerShape layer = _shape.Layers[l - 1];
            for (int p = 0; p < layer.Panels; p++)
            {
                float* weights = parameters.Start + layer.Offset + (p * layer.PanelLength);
                float* d = _errors[l] + (p * Lanes);
                if (l > 1 || _images is null)
                {
                    Kernels<TRow>.Product(layer.Inputs, _count, _activations[l - 1], 1, _rowLengths[l - 1], d, _rowLengths[l], weights, Lanes, weights, Lanes);
                }
                else if (!pixelByPixel)
                {
                    UpdateImages(weights, d, _rowLengths[l]);
                }

                Kernels<TRow>.AddRows(_count, d, _rowLengths[l], weights + (layer.Inputs * Lanes));
            }
        }

        GC.KeepAlive(parameters);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Activate(int l)
    {
        int length = _count * _rowLengths[l];
        if (l < _rowLengths.Length - 1)
        {
            VectorMath.Activate(_activation, _activations[l], length);
        }
        else if (_cost == CostFunction.Quadratic)
        {
            VectorMath.Sigmoid(_activations[l], length);
        }
        else
        {
            for (int r = 0; r < _count; r++)
            {
                VectorMath.Softmax(_activations[l] + (r * _rowLengths[l]), _shape.Sizes[l]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double CostOfWanted()
    {
        int outputs = _shape.Sizes[^1], row = _rowLengths[^1];
        double sum = 0;
        if (_cost == CostFunction.Quadratic)
        {
            new Span<float>(_squares, row).Clear();
            for (int r = 0; r < _count; r++)
            {
                Errors.AddSquares(_activations[^1] + (r * row), _wanted[r], _used, _squares, row);
            }

            for (int j = 0; j < outputs; j++)
            {
                sum += _squares[j];
            }

            return sum / 2;
        }

        for (int r = 0; r < _count; r++)
        {
            double one = 0;
            for (int j = 0; j < outputs; j++)
            {
                if (_wanted[r][j] != 0)
                {
                    one -= _wanted[r][j] * Elementary.Log(_activations[^1][(r * row) + j]);
                }
            }

            sum += one;
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WeighImages(float* weights, float* bias, float* z, int rowLength)
    {
        fixed (uint* entries = _images!.Entries)
        fixed (float* inks = InkedPixels.Inks)
        fixed (int* starts = _images.Starts)
        {
            for (int r = 0; r < _count; r++)
            {
                int start = starts[_numbers[r]], end = starts[_numbers[r] + 1];
                Kernels<TRow>.WeighPixels(weights + (_shifts[r] * Lanes), bias, entries + start, end - start, inks, z + (r * rowLength));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void UpdateImages(float* weights, float* d, int rowLength)
    {
        fixed (uint* entries = _images!.Entries)
        fixed (float* inks = InkedPixels.Inks)
        fixed (int* starts = _images.Starts)
        {
            for (int r = 0; r < _count; r++)
            {
                int start = starts[_numbers[r]], end = starts[_numbers[r] + 1];
                Kernels<TRow>.UpdatePixels(weights + (_shifts[r] * Lanes), entries + start, end - start, inks, d + (r * rowLength));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void UpdatePixelByPixel(float* weights)
    {
        Array.Clear(_inkedRows);
        fixed (uint* entries = _images!.Entries)
        fixed (float* inks = InkedPixels.Inks)
        fixed (uint* lists = _byPixel)
        fixed (int* lengths = _inkedRows)
        {
            for (int r = 0; r < _count; r++)
            {
                int shift = _shifts[r];
                for (uint* entry = entries + _images.Starts[_numbers[r]], end = entries + _images.Starts[_numbers[r] + 1]; entry < end; entry++)
                {
                    if ((byte)*entry > 0)
                    {
                        int pixel = InkedPixels.PixelOf(*entry) + shift;
                        lists[(pixel * Capacity) + lengths[pixel]++] = ((uint)r << 8) | (byte)*entry;
                    }
                }
            }

            LayerShape layer = _shape.Layers[0];
            for (int p = 0; p < layer.Panels; p += PanelsAtOnce)
            {
                Kernels<TRow>.UpdateByPixel(
                    Math.Min(PanelsAtOnce, layer.Panels - p),
                    weights + (p * layer.PanelLength),
                    layer.PanelLength,
                    layer.Inputs,
                    lengths,
                    lists,
                    Capacity,
                    inks,
                    _errors[1] + (p * Lanes),
                    _rowLengths[1]);
            }
        }
    }
}
