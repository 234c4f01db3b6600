using System.Runtime.CompilerServices;

namespace GdNotebooks;

/// <summary>
/// The fast part behind <see cref="Network"/> and <see cref="Sgd"/>, and all that they know of it: the
/// parameters in memory, and the passes over them. One network has one, and no two threads use it at once.
/// </summary>
internal sealed class Engine(NetworkShape shape, Activation activation, CostFunction cost)
{
    private const int EvaluationBatch = 120;

    // For a mini-batch that is met once.
    private readonly InkedPixels _once = new();
    private Pass? _ofImages;
    private Pass? _ofNumbers;
    private Pass? _ofUpdates;
    private AlignedFloats? _ofGradient;
    private double[]? _sumOfGradients;

    /// <summary>Looks at the outputs for one image.</summary>
    public delegate void Look(int image, ReadOnlySpan<float> outputs);

    public NetworkShape Shape { get; } = shape;

    /// <summary>Weights and biases, where <see cref="Shape"/> says.</summary>
    public AlignedFloats Parameters { get; } = new(shape.Length);

    /// <summary>The first of the strongest outputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Strongest(ReadOnlySpan<float> outputs)
    {
        int strongest = 0;
        float most = outputs[0];
        for (int j = 1; j < outputs.Length; j++)
        {
            if (outputs[j] > most)
            {
                (strongest, most) = (j, outputs[j]);
            }
        }

        return strongest;
    }

    /// <summary>The activations of all layers for one example, the inputs first.</summary>
    public IEnumerable<double[]> Forward(double[] inputs)
    {
        Pass pass = _ofNumbers ??= Pass.Create(Shape, activation, cost, 1, ofImages: false);
        pass.Take(inputs);
        pass.Forward(Parameters);
        return [.. Shape.Sizes.Select((_, l) => Array.ConvertAll(pass.Activations(l, 0).ToArray(), a => (double)a))];
    }

    /// <summary>The cost of one example, and its gradient into <paramref name="gradient"/>, if there is one.</summary>
    public double Learn(double[] inputs, double[] wanted, double[]? gradient)
    {
        Pass pass = _ofNumbers ??= Pass.Create(Shape, activation, cost, 1, ofImages: false);
        pass.Take(inputs);
        pass.Forward(Parameters);
        double learned = pass.Cost(wanted);
        if (gradient is not null)
        {
            AlignedFloats sum = new(Shape.Length);
            pass.Backward(Parameters, 1, smallest: 0);
            pass.AddTo(sum);
            Shape.ToFlat<float>(sum.Span).CopyTo(gradient, 0);
        }

        return learned;
    }

    /// <summary>Shows the outputs for each image.</summary>
    public void ForEachOutput(DigitImages images, Look look)
    {
        foreach ((Pass pass, int first, int count) in Batches(images))
        {
            for (int r = 0; r < count; r++)
            {
                look(first + r, pass.Activations(Shape.Sizes.Length - 1, r));
            }
        }
    }

    /// <summary>The summed cost of the images, for how many the strongest output is the right one, and which one it is where it is the same for all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (double Cost, int Right, int? OneAnswer) Evaluate(DigitImages images)
    {
        double sum = 0;
        int right = 0, one = -1;
        bool same = images.Count > 1;
        ReadOnlySpan<int> labels = images.Labels.AsSpan();
        foreach ((Pass pass, int first, int count) in Batches(images))
        {
            sum += pass.Cost();
            for (int r = 0; r < count; r++)
            {
                int answer = Strongest(pass.Activations(Shape.Sizes.Length - 1, r));
                right += answer == labels[first + r] ? 1 : 0;
                one = one < 0 ? answer : one;
                same &= answer == one;
            }
        }

        return (sum, right, same ? one : null);
    }

    /// <summary>
    /// The first hidden layer of rectified linear units none of which is above 0 for any of the images, from 1, or
    /// null: nothing of an image comes through, and no slope comes back.
    /// </summary>
    public int? DeadLayer(DigitImages images)
    {
        if (activation != Activation.ReLU)
        {
            return null;
        }

        bool[] alive = new bool[Shape.Sizes.Length];
        foreach ((Pass pass, _, int count) in Batches(images))
        {
            for (int l = 1; l < alive.Length - 1; l++)
            {
                for (int r = 0; r < count && !alive[l]; r++)
                {
                    alive[l] = pass.Activations(l, r).ContainsAnyExceptInRange(float.NegativeInfinity, 0);
                }
            }

            if (alive.AsSpan(1..^1).IndexOf(false) < 0)
            {
                return null;
            }
        }

        return 1 + alive.AsSpan(1..^1).IndexOf(false);
    }

    /// <summary>The summed gradient of the cost of the images, in the flat order of the parameters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double[] Gradient(DigitImages images)
    {
        AlignedFloats part = _ofGradient ??= new(Shape.Length);
        double[] sum = _sumOfGradients ??= new double[Shape.Length];
        Array.Clear(sum);
        foreach ((Pass pass, _, _) in Batches(images))
        {
            part.Span.Clear();
            pass.Cost();
            pass.Backward(Parameters, 1, smallest: 0);
            pass.AddTo(part);
            ReadOnlySpan<float> more = part.Span;
            for (int k = 0; k < sum.Length; k++)
            {
                sum[k] += more[k];
            }
        }

        return Shape.ToFlat<double>(sum);
    }

    /// <summary>Makes room for the updates of mini-batches of up to this size.</summary>
    public void Reserve(int miniBatch) =>
        _ofUpdates = _ofUpdates?.Capacity == miniBatch ? _ofUpdates : Pass.Create(Shape, activation, cost, miniBatch, ofImages: true);

    /// <summary>
    /// One update with the images of these numbers, shifted by chance: θ ← θ − η ∇C. Returns their mean cost
    /// before it. There has to be room, see <see cref="Reserve"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Update(InkedPixels images, ReadOnlySpan<int> numbers, double rate, int shift, ref SplitMix random)
    {
        _ofUpdates!.Take(images, numbers, shift, ref random);
        return Update(numbers.Length, rate);
    }

    /// <summary>One update with all of these images. Returns their mean cost before it.</summary>
    public double Update(DigitImages images, double rate)
    {
        Reserve(images.Count);
        _ofUpdates!.Take(_once.KnownOr(images), 0, images.Count);
        return Update(images.Count, rate);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Update(int m, double rate)
    {
        Pass pass = _ofUpdates!;
        pass.Forward(Parameters);
        double sum = pass.Cost();

        // Rectified linear units have no tails in which errors fade away.
        pass.Backward(Parameters, (float)(-rate / m), activation == Activation.ReLU ? 0 : Errors.Smallest);
        pass.AddTo(Parameters);
        return sum / m;
    }

    // The images, some at a time, on their way to the outputs.
    private IEnumerable<(Pass Pass, int First, int Count)> Batches(DigitImages images)
    {
        // A mini-batch is rarely met twice: what is listed of it is not kept.
        InkedPixels inked = images.Count > EvaluationBatch ? InkedPixels.Of(images) : _once.KnownOr(images);
        Pass pass = _ofImages ??= Pass.Create(Shape, activation, cost, EvaluationBatch, ofImages: true);
        for (int first = 0; first < images.Count; first += EvaluationBatch)
        {
            int count = Math.Min(EvaluationBatch, images.Count - first);
            pass.Take(inked, first, count);
            pass.Forward(Parameters);
            yield return (pass, first, count);
        }
    }
}
