using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace GdNotebooks;

/// <summary>
/// Stochastic gradient descent (note 003, chapter 8): the examples are shuffled and cut into mini-batches,
/// and each of them makes one update θ ← θ − η ∇C with the gradient of its own mean cost. The same options
/// give the same parameters to the last bit, on every machine.
/// </summary>
public static class Sgd
{
    /// <summary>Trains a network in place. The epochs run one by one, as their results are asked for.</summary>
    /// <param name="network">The network to train, with 784 inputs and 10 outputs.</param>
    /// <param name="digits">The training images to learn from, and the test images that only measure.</param>
    /// <param name="options">Learning rate, mini-batch, epochs, seed; null for the defaults.</param>
    /// <param name="cancellation">Stops between two mini-batches.</param>
    /// <returns>One result for each epoch measured; a training that diverges ends with one that says so.</returns>
    /// <exception cref="ArgumentException">An option is out of range, a set is empty, or the network is not one for digits.</exception>
    /// <exception cref="OperationCanceledException">The training was stopped; the network is as the last mini-batch left it.</exception>
    public static IEnumerable<EpochResult> Train(Network network, ImageSet digits, SgdOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(digits);
        return Train(network, digits.Training, digits.Test, options, cancellation);
    }

    /// <summary>Trains a network in place, with images of one's own choice.</summary>
    /// <param name="network">The network to train, with 784 inputs and 10 outputs.</param>
    /// <param name="training">The images to learn from.</param>
    /// <param name="test">Images that only measure, or null.</param>
    /// <param name="options">Learning rate, mini-batch, epochs, seed; null for the defaults.</param>
    /// <param name="cancellation">Stops between two mini-batches.</param>
    /// <returns>One result for each epoch measured; a training that diverges ends with one that says so.</returns>
    /// <exception cref="ArgumentException">An option is out of range, a set is empty, or the network is not one for digits.</exception>
    /// <exception cref="OperationCanceledException">The training was stopped; the network is as the last mini-batch left it.</exception>
    public static IEnumerable<EpochResult> Train(
        Network network, DigitImages training, DigitImages? test, SgdOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(training);
        network.CheckFits(training);
        options ??= new();
        options.Check(training.Count);
        if (test is not null)
        {
            network.CheckFits(test);
        }

        return Epochs(network, training, test, options, cancellation);
    }

    /// <summary>One update with one mini-batch: θ ← θ − η ∇C.</summary>
    /// <param name="network">The network to update.</param>
    /// <param name="miniBatch">The examples to look at.</param>
    /// <param name="learningRate">η.</param>
    /// <returns>The mean cost of the mini-batch before the update.</returns>
    /// <exception cref="ArgumentException">There is no image, or the network is not one for digits.</exception>
    public static double Step(Network network, DigitImages miniBatch, double learningRate)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(miniBatch);
        network.CheckFits(miniBatch);
        return network.Engine.Update(miniBatch, learningRate);
    }

    /// <summary>
    /// How an epoch is cut into mini-batches: the numbers 0 to <paramref name="examples"/> − 1 in the order in
    /// which <see cref="Train(Network, ImageSet, SgdOptions, CancellationToken)"/> goes through the examples,
    /// each exactly once, <paramref name="miniBatch"/> at a time. The last mini-batch may be smaller.
    /// </summary>
    /// <param name="examples">How many examples there are.</param>
    /// <param name="miniBatch">m.</param>
    /// <param name="seed">That of the training.</param>
    /// <param name="epoch">From 1; every epoch has another order.</param>
    /// <exception cref="ArgumentException">The mini-batch is larger than the set, or not even 1.</exception>
    public static int[][] MiniBatches(int examples, int miniBatch, int seed = 1, int epoch = 1)
    {
        new SgdOptions { MiniBatch = miniBatch }.Check(examples);
        int[] order = new int[examples];
        SplitMix random = RandomOf(seed, epoch);
        Shuffle(order, ref random);
        return [.. order.Chunk(miniBatch)];
    }

    /// <summary>
    /// Trains many networks side by side, as many at a time as the machine has cores. Each one's results are
    /// those it would have alone.
    /// </summary>
    /// <param name="runs">Networks, all different, with their options.</param>
    /// <param name="digits">The images all of them learn from and are tested on.</param>
    /// <param name="progress">Told of every result as it comes, from any thread.</param>
    /// <param name="cancellation">Stops all of them.</param>
    /// <returns>For each network, in the given order, its epochs.</returns>
    /// <exception cref="ArgumentException">An option is out of range, a set is empty, or a network is not one for digits or occurs twice.</exception>
    /// <exception cref="OperationCanceledException">The training was stopped.</exception>
    public static IReadOnlyList<IReadOnlyList<EpochResult>> TrainAll(
        IEnumerable<(Network Network, SgdOptions Options)> runs,
        ImageSet digits,
        IProgress<EpochResult>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(digits);
        (Network Network, SgdOptions Options)[] all = [.. runs];
        if (all.Select(run => run.Network).Distinct().Count() < all.Length)
        {
            throw new ArgumentException("A network occurs twice among those to train side by side; give each run one of its own.", nameof(runs));
        }

        InkedPixels.Of(digits.Training);
        InkedPixels.Of(digits.Test);
        IEnumerable<EpochResult>[] trainings = [.. all.Select(run => Train(run.Network, digits, run.Options, cancellation))];
        IReadOnlyList<EpochResult>[] results = new IReadOnlyList<EpochResult>[all.Length];
        try
        {
            // One at a time is handed out: a run is long, and the next free core takes the next one.
            ParallelOptions cores = new() { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
            Parallel.ForEach(Partitioner.Create(Enumerable.Range(0, all.Length), EnumerablePartitionerOptions.NoBuffering), cores, k =>
            {
                List<EpochResult> epochs = [];
                foreach (EpochResult result in trainings[k])
                {
                    epochs.Add(result);
                    progress?.Report(result);
                }

                results[k] = epochs;
            });
        }
        catch (AggregateException several) when (several.InnerExceptions.All(e => e is OperationCanceledException))
        {
            cancellation.ThrowIfCancellationRequested();
            throw;
        }

        return results;
    }

    private static IEnumerable<EpochResult> Epochs(
        Network network, DigitImages training, DigitImages? test, SgdOptions options, CancellationToken cancellation)
    {
        InkedPixels images = InkedPixels.Of(training);
        network.Engine.Reserve(options.MiniBatch);
        (double total, _, int? firstAnswer) = network.Engine.Evaluate(training);
        double startCost = total / training.Count;
        bool wasDead = firstAnswer is not null && network.Engine.DeadLayer(training) is not null;
        int[] order = new int[training.Count];
        AlignedFloats? last = null;
        double[]? sum = null;
        double seconds = 0;
        for (int epoch = 1; epoch <= options.Epochs; epoch++)
        {
            if (last is not null)
            {
                // The descent goes on from where it was, not from the mean that was measured.
                last.Span.CopyTo(network.Memory.Span);
            }

            double rate = options.LearningRate.At(epoch - 1);
            long began = Stopwatch.GetTimestamp();
            (int miniBatch, double cost, bool diverged) = Epoch(network, images, order, options, epoch, rate, startCost, cancellation);
            seconds += Stopwatch.GetElapsedTime(began).TotalSeconds;

            if (epoch > options.Epochs - options.AveragedEpochs && options.AveragedEpochs > 1)
            {
                last ??= new(network.Memory.Length);
                sum ??= new double[network.Memory.Length];
                network.Memory.Span.CopyTo(last.Span);
                TakeMean(network.Memory.Span, sum, epoch - (options.Epochs - options.AveragedEpochs));
            }

            if (!diverged && epoch < options.Epochs && epoch % options.MeasureEvery != 0)
            {
                continue;
            }

            (double learnedCost, int right, int? oneAnswer) = network.Engine.Evaluate(training);
            Evaluation learned = new(learnedCost / training.Count, (double)right / training.Count);
            Evaluation? held = test is null ? null : network.Evaluate(test);
            int? dead = oneAnswer is null ? null : network.Engine.DeadLayer(training);
            if (!diverged && (!double.IsFinite(learned.Cost) || dead is not null || (epoch == options.Epochs && learned.Cost > startCost) || Divergence.IsStuck(network, training, learned)))
            {
                (diverged, cost) = (true, learned.Cost);
            }

            Divergence? divergence = diverged ? new(epoch, miniBatch, cost, startCost, Divergence.Largest(network.Memory.Span), rate) { DeadLayer = dead, WasDead = wasDead && dead is not null } : null;
            yield return new(epoch, rate, learned.Cost, learned.Accuracy, held?.Cost ?? double.NaN, held?.Accuracy ?? double.NaN, seconds, divergence) { OneAnswer = oneAnswer };
            if (divergence is not null)
            {
                yield break;
            }

            seconds = 0;
        }
    }

    // Goes once through all images, unless it diverges. Returns the last mini-batch, the mean cost of the
    // epoch or that of the mini-batch that diverged, and whether one did.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (int MiniBatch, double Cost, bool Diverged) Epoch(
        Network network, InkedPixels images, int[] order, SgdOptions options, int epoch, double rate, double startCost, CancellationToken cancellation)
    {
        SplitMix random = RandomOf(options.Seed, epoch);
        Shuffle(order, ref random);
        double sum = 0;
        int number = 0;
        for (int first = 0; first < order.Length; first += options.MiniBatch)
        {
            cancellation.ThrowIfCancellationRequested();
            int m = Math.Min(options.MiniBatch, order.Length - first);
            images.Prefetch(order.AsSpan(first + m, Math.Min(options.MiniBatch, order.Length - first - m)));
            double cost = network.Engine.Update(images, order.AsSpan(first, m), rate, options.Shift, ref random);
            sum += cost * m;
            number++;
            if (Divergence.IsOutOfBounds(cost, startCost))
            {
                return (number, cost, true);
            }
        }

        double mean = sum / order.Length;
        return (number, mean, Divergence.IsOutOfBounds(network, mean, startCost));
    }

    // Each epoch has a generator of its own, so that its order depends on no other epoch.
    private static SplitMix RandomOf(int seed, int epoch) => SplitMix.For(seed, -2, epoch);

    // The numbers from 0 in a random order, each order equally likely (Fisher and Yates).
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Shuffle(int[] order, ref SplitMix random)
    {
        for (int n = 0; n < order.Length; n++)
        {
            order[n] = n;
        }

        for (int n = order.Length - 1; n > 0; n--)
        {
            int k = random.Below(n + 1);
            (order[n], order[k]) = (order[k], order[n]);
        }
    }

    private static void TakeMean(Span<float> parameters, double[] sum, int count)
    {
        for (int k = 0; k < sum.Length; k++)
        {
            sum[k] += parameters[k];
            parameters[k] = (float)(sum[k] / count);
        }
    }
}
