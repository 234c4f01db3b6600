using System.Globalization;

namespace GdNotebooks.Tests.Networks;

public class SgdTests
{
    private static readonly DigitSet Digits = DigitSet.Synthetic(500, 100, seed: 2);

    [Fact]
    public void An_epoch_is_the_update_rule_for_each_of_its_mini_batches()
    {
        var network = Network.Create([784, 16, 16, 10], seed: 3);
        var byHand = network.Clone();
        SgdOptions options = new() { LearningRate = 2, MiniBatch = 60, Epochs = 2, Seed = 7 };
        _ = Sgd.Train(network, Digits, options).Last();

        for (int epoch = 1; epoch <= 2; epoch++)
        {
            foreach (int[] numbers in Sgd.MiniBatches(500, 60, seed: 7, epoch))
            {
                byte[] pixels = [.. numbers.SelectMany(n => Digits.Training[n].Pixels.ToArray())];
                DigitImages batch = new(pixels, numbers.Select(n => Digits.Training[n].Label));
                byHand.Parameters -= 2 * byHand.Gradient(batch);
            }
        }

        Assert.InRange((network.Parameters - byHand.Parameters).AbsoluteMaximum(), 0, 1e-4);
    }

    [Fact]
    public void Mini_batches_hold_every_example_once_and_only_the_last_is_smaller()
    {
        int[][] batches = Sgd.MiniBatches(25, 10, seed: 1);

        Assert.Equal([10, 10, 5], batches.Select(batch => batch.Length));
        Assert.Equal(Enumerable.Range(0, 25), batches.SelectMany(batch => batch).Order());
        Assert.NotEqual(batches[0], Sgd.MiniBatches(25, 10, seed: 1, epoch: 2)[0]);
        Assert.NotEqual(batches[0], Sgd.MiniBatches(25, 10, seed: 2)[0]);
        Assert.Equal(batches[0], Sgd.MiniBatches(25, 10, seed: 1)[0]);
    }

    [Fact]
    public void Training_learns()
    {
        var network = Network.Create([784, 16, 16, 10]);
        double before = network.Cost(Digits.Training);
        var results = Sgd.Train(network, Digits, new() { Epochs = 20 }).ToList();

        Assert.Equal(Enumerable.Range(1, 20), results.Select(result => result.Epoch));
        Assert.True(results[^1].Cost < before / 4, $"{before} -> {results[^1].Cost}");
        Assert.InRange(results[^1].TestAccuracy, 0.6, 1);
        Assert.Equal(network.Evaluate(Digits.Training), new(results[^1].Cost, results[^1].TrainingAccuracy));
        Assert.Equal(network.Evaluate(Digits.Test), new(results[^1].TestCost, results[^1].TestAccuracy));
        Assert.All(results, result => Assert.Null(result.Divergence));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_in_every_culture_and_side_by_side()
    {
        SgdOptions options = new() { Epochs = 2, LearningRate = LearningRate.Exponential(3, 0.95), Shift = 1 };
        var alone = Network.Create([784, 30, 10]);
        var last = Sgd.Train(alone, Digits, options).Last();

        var culture = CultureInfo.CurrentCulture;
        Network[] together = [.. Enumerable.Range(0, 6).Select(_ => Network.Create([784, 30, 10]))];
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            var results = Sgd.TrainAll(together.Select(network => (network, options)), Digits);
            Assert.All(results, result => Assert.Equal(last with { Seconds = 0 }, result[^1] with { Seconds = 0 }));
            Assert.Equal(last.ToString(), results[0][^1].ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        Assert.All(together, network => Assert.Equal(alone.Parameters, network.Parameters));
    }

    [Fact]
    public void Epochs_that_are_not_measured_change_nothing_but_the_number_of_results()
    {
        var often = Network.Create([784, 10]);
        var seldom = Network.Create([784, 10]);
        var all = Sgd.Train(often, Digits, new() { Epochs = 5, AveragedEpochs = 3 }).ToList();
        var some = Sgd.Train(seldom, Digits, new() { Epochs = 5, AveragedEpochs = 3, MeasureEvery = 2 }).ToList();

        Assert.Equal([2, 4, 5], some.Select(result => result.Epoch));
        Assert.Equal(all[^1] with { Seconds = 0 }, some[^1] with { Seconds = 0 });
        Assert.Equal(often.Parameters, seldom.Parameters);
    }

    [Fact]
    public void Averaging_ends_with_the_mean_of_the_last_epochs()
    {
        var plain = Network.Create([784, 10]);
        var averaged = Network.Create([784, 10]);
        var mean = plain.Parameters * 0;
        foreach (var result in Sgd.Train(plain, Digits, new() { Epochs = 5 }))
        {
            mean += result.Epoch >= 4 ? plain.Parameters / 2 : mean * 0;
        }

        _ = Sgd.Train(averaged, Digits, new() { Epochs = 5, AveragedEpochs = 2 }).Last();

        Assert.InRange((averaged.Parameters - mean).AbsoluteMaximum(), 0, 1e-6);
    }

    [Fact]
    public void A_shift_moves_the_digit_and_keeps_its_ink()
    {
        byte[] pixels = new byte[784];
        pixels[(5 * 28) + 3] = 255;
        pixels[(6 * 28) + 27] = 51;
        DigitImages one = new(pixels, [0]);
        var images = InkedPixels.Of(one);

        Assert.Equal(0, images.Shift(0, 0, 0));
        Assert.Equal(-29, images.Shift(0, -1, -1));
        Assert.Equal(2 * 28, images.Shift(0, 1, 2));
        Assert.Equal(-((5 * 28) + 3), images.Shift(0, -9, -9));
        Assert.Equal(21 * 28, images.Shift(0, 9, 99));
    }

    [Fact]
    public void Pixels_far_apart_are_listed_too()
    {
        byte[] pixels = new byte[784];
        pixels[3] = 10;
        pixels[780] = 20;
        var network = Network.Create([784, 16, 10], seed: 6);
        DigitImages one = new(pixels, [4]);

        Assert.InRange((network.Outputs(one).Row(0) - network.Forward(one[0])[^1]).AbsoluteMaximum(), 0, 1e-6);
    }

    [Theory]
    [InlineData(CostFunction.CrossEntropy, 1e4)]
    [InlineData(CostFunction.CrossEntropy, 1e30)]
    [InlineData(CostFunction.Quadratic, 1e30)]
    public void A_rate_that_is_far_too_large_ends_with_a_result_that_says_so(CostFunction cost, double rate)
    {
        var network = Network.Create([784, 16, 16, 10], 1, Activation.ReLU, cost);
        var results = Sgd.Train(network, Digits, new() { LearningRate = rate, Epochs = 4 }).ToList();
        var divergence = results[^1].Divergence;

        Assert.NotNull(divergence);
        Assert.InRange(divergence.MiniBatch, 1, 50);
        Assert.Equal(rate, divergence.LearningRate);
        string sentence = results[^1].ToString();
        Assert.Contains("diverged at mini-batch", sentence, StringComparison.Ordinal);
        Assert.Contains("try", sentence, StringComparison.Ordinal);
        Assert.All(results.SkipLast(1), result => Assert.True(double.IsFinite(result.Cost)));
    }

    [Theory]
    [InlineData(300)]
    [InlineData(1000)]
    public void Sigmoids_that_a_large_rate_drove_to_their_ends_are_said_to_be_stuck(double rate)
    {
        var results = Sgd.Train(Network.Create([784, 16, 16, 10]), Digits, new() { LearningRate = rate, Epochs = 10 }).ToList();

        Assert.InRange(results.Count, 1, 9);
        Assert.Matches("diverged at mini-batch 50: it is stuck at the cost .*, where no slope is left to descend.* is too large here; try", results[^1].ToString());
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(3, 1)]
    [InlineData(3, 2)]
    [InlineData(10, 1)]
    public void A_layer_of_rectified_linear_units_that_died_is_told(double rate, int seed)
    {
        var network = Network.Create([784, 16, 16, 10], seed, Activation.ReLU, CostFunction.CrossEntropy);
        var results = Sgd.Train(network, Digits, new() { LearningRate = rate, Epochs = 20, Seed = seed }).ToList();

        Assert.Single(network.Predict(Digits.Training).Distinct());
        Assert.NotNull(results[^1].Divergence);
        Assert.NotNull(results[^1].OneAnswer);
        Assert.All(results.SkipLast(1), result => Assert.Null(result.Divergence));
        int layer = results[^1].Divergence!.DeadLayer!.Value;
        Assert.All(Digits.Training, image => Assert.Equal(0, network.Forward(image)[layer].Maximum()));
        Assert.Contains($"layer {layer} is dead", results[^1].ToString(), StringComparison.Ordinal);
        Assert.Contains("one answer", results[^1].ToString(), StringComparison.Ordinal);
        Assert.Contains("try a tenth", results[^1].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Activation.Sigmoid, CostFunction.Quadratic, Initialization.Identical, 0.01)]
    [InlineData(Activation.Tanh, CostFunction.CrossEntropy, Initialization.Identical, 1e-4)]
    [InlineData(Activation.ReLU, CostFunction.CrossEntropy, Initialization.Identical, 1e-5)]
    public void One_answer_for_all_images_is_told_and_is_no_divergence_while_neurons_live(Activation activation, CostFunction cost, Initialization start, double rate)
    {
        var network = Network.Create([784, 16, 10], 1, activation, cost, start);
        var result = Sgd.Train(network, Digits, new() { LearningRate = rate, Epochs = 1 }).Single();

        Assert.Null(result.Divergence);
        Assert.Equal(network.Predict(Digits.Training).Distinct().Single(), result.OneAnswer);
        Assert.EndsWith($", one answer for all images: {result.OneAnswer}", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Live_networks_and_single_images_are_not_said_to_have_one_answer()
    {
        Assert.Null(Sgd.Train(Network.Create([784, 10]), Digits, new() { Epochs = 2 }).Last().OneAnswer);
        Assert.Null(Sgd.Train(Network.Create([784, 10]), Digits.Training.Take(1), null, new() { Epochs = 2, MiniBatch = 1 }).Last().OneAnswer);
        Assert.Null(Network.Create([784, 16, 10], 1, Activation.ReLU).Engine.DeadLayer(Digits.Training));
    }

    [Theory]
    [InlineData(1e-9, Initialization.Scaled)]
    [InlineData(1e-3, Initialization.Scaled)]
    [InlineData(1e-3, Initialization.Normal)]
    [InlineData(0.1, Initialization.Identical)]
    [InlineData(3, Initialization.Identical)]
    [InlineData(3, Initialization.Normal)]
    [InlineData(10, Initialization.Scaled)]
    public void What_learns_slowly_or_nothing_at_all_yet_is_not_stuck(double rate, Initialization start) => Assert.All(
        new int[][] { [784, 10], [784, 16, 16, 10], [784, 16, 16, 16, 16, 16, 10] }.SelectMany(
            layers => Sgd.Train(Network.Create(layers, initialization: start), Digits, new() { LearningRate = rate, Epochs = 4 })),
        result => Assert.Null(result.Divergence));

    [Theory]
    [InlineData(0, 1, "1 to all 500 examples of the set, and 0")]
    [InlineData(-4, 1, "and -4")]
    [InlineData(501, 1, "and 501")]
    [InlineData(10, 0, "at least 1 epoch")]
    public void Options_out_of_range_are_refused_before_training_begins(int miniBatch, int epochs, string part) =>
        Assert.Contains(
            part,
            Assert.Throws<ArgumentException>(() => Sgd.Train(Network.Create([784, 10]), Digits, new() { MiniBatch = miniBatch, Epochs = epochs })).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Empty_sets_and_networks_that_are_not_for_digits_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Sgd.Train(Network.Create([784, 10]), Digits.Training.Take(0), null));
        Assert.Throws<ArgumentException>(() => Sgd.Train(Network.Create([784, 10]), Digits.Training, Digits.Test.Take(0)));
        Assert.Throws<ArgumentException>(() => Sgd.Train(Network.Create([784, 12]), Digits));
        Assert.Throws<ArgumentException>(() => Sgd.Train(Network.Create([100, 10]), Digits));
        var twice = Network.Create([784, 10]);
        Assert.Throws<ArgumentException>(() => Sgd.TrainAll([(twice, new()), (twice, new())], Digits));
    }

    [Fact]
    public void Training_stops_when_asked_to()
    {
        using CancellationTokenSource stop = new();
        using var epochs = Sgd.Train(Network.Create([784, 10]), Digits, new() { Epochs = 1000 }, stop.Token).GetEnumerator();
        Assert.True(epochs.MoveNext());
        stop.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => epochs.MoveNext());
        Assert.ThrowsAny<OperationCanceledException>(() => Sgd.TrainAll([(Network.Create([784, 10]), new())], Digits, cancellation: stop.Token));
    }
}
