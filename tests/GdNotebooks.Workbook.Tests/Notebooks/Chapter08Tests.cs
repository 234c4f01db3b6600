using GdNotebooks.Tests.Digits;
using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks.Tests.Notebooks;

/// <summary>What chapter 8 says, held against what its cells gave on MNIST.</summary>
public class Chapter08Tests
{
    private static readonly CommittedNotebook Chapter = new("08-stochastic-gradient-descent");

    [Fact]
    public void The_error_of_a_mini_batch_shrinks_like_one_over_root_m()
    {
        double[][] rows = Rows("gradient-noise-numbers", 3);
        double mean = rows.Average(row => row[2]);

        Assert.Equal([1, 3, 10, 30, 100, 300, 1000], rows.Select(row => row[0]));
        Assert.All(rows, row => Assert.InRange(row[2] / mean, 0.85, 1.15));
        Assert.True(rows[0][1] > 1, "the error of one image is longer than the gradient");
    }

    [Fact]
    public void The_loop_of_two_lines_does_what_the_library_does()
    {
        double[] byHand = Chapter.NumbersAfter("one-epoch", "after 1,000 updates: cost");
        double[] library = Chapter.NumbersAfter("one-epoch-library", "the library's epoch:  cost");

        Assert.Equal(byHand[0], library[0], 0.001);
        Assert.Equal(byHand[1], library[1], 0.5);
        Assert.Contains("On MNIST these thousand updates already read 86 digits of 100", Chapter.Prose, StringComparison.Ordinal);
        Assert.Equal(86, Math.Round(byHand[1]));
    }

    [Fact]
    public void Nobody_is_faster_per_step_for_looking_at_less_and_small_batches_win_per_image()
    {
        double[][] racers = [.. new[] { "full batch", "m = 100", "m = 10 " }.Select(name => Chapter.NumbersAfter("race-table", name))];

        Assert.True(racers[0][0] <= racers[1][0] && racers[1][0] <= racers[2][0]);
        Assert.True(racers[2][0] < 1.3 * racers[0][0], "ten images are only a little worse");
        Assert.True(racers[0][1] > 10 * racers[1][1] && racers[1][1] > 5 * racers[2][1]);
    }

    [Fact]
    public void The_race_begins_on_the_plateau_of_chapter_6()
    {
        // A cost of 0.45 for ten outputs at 0.1: after ten steps with the full batch, and still after fifty.
        var digits = DigitSet.Synthetic(training: 1000, test: 1);
        var walker = Network.Create([784, 16, 16, 10], seed: 1);
        double[] costs = [.. Enumerable.Range(1, 50).Select(_ => { Sgd.Step(walker, digits.Training, learningRate: 3); return walker.Cost(digits.Training); })];

        Assert.All(costs[9..], cost => Assert.Equal(0.45, cost, 0.01));
        Assert.InRange(walker.Outputs(digits.Training).Enumerate().Average(), 0.09, 0.11);
    }

    [Fact]
    public void The_sorted_network_answers_the_last_digit_it_was_told()
    {
        double[] said = Chapter.NumbersAfter("last-word", "after the sorted epoch the network answers");

        Assert.Equal(9, said[0]);
        Assert.True(said[1] > 90);
    }

    [Fact]
    public void The_best_learning_rate_grows_with_the_batch()
    {
        double[][] rows = Rows("best-rates", 4);

        Assert.Equal(6, rows.Length);
        Assert.Equal(rows.Select(row => row[1]).Order(), rows.Select(row => row[1]));
        Assert.True(rows[^2][1] > 10 * rows[0][1]);
        Assert.All(rows[..5], row => Assert.True(row[2] > 90, $"m = {row[0]}: {row[2]} %"));
        Assert.True(rows[5][2] < 80, "with m = 300 too few updates are left");
    }

    [Fact]
    public void In_appendix_A_the_largest_rate_learns_least_and_more_than_nothing()
    {
        CommittedNotebook appendix = new("appendix-a-data-frames-and-xplot");
        appendix.Says("Rates 0.3, 3 and 30, mini-batches of 10. Which one learns least?");
        double[] rates = appendix.Numbers("group");        // a rate and its best accuracy, three times
        Assert.Equal([0.3, 3, 30], [rates[0], rates[2], rates[4]]);
        Assert.True(rates[5] < rates[1] && rates[5] < rates[3] && rates[5] > 20);
    }

    [Fact]
    public void One_step_with_the_full_gradient_is_the_better_one_on_average()
    {
        double before = Chapter.NumbersAfter("one-step", "before the step")[0];
        double full = Chapter.NumbersAfter("one-step", "full gradient")[0];
        double[] ten = Chapter.NumbersAfter("one-step", "ten images");

        Assert.True(full < ten[0] && ten[0] < before);
        Assert.True(ten[3] > 0, "some go uphill");
        Assert.True(ten[1] < full, "some go further down");
    }

    private static double[][] Rows(string id, int columns) => [.. Chapter.Output(id).Split('\n')
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(cells => cells.Length == columns && cells.All(cell => double.TryParse(cell, out _)))
        .Select(cells => cells.Select(cell => double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture)).ToArray())];

    [MnistFact]
    public void The_error_times_root_m_is_level_for_another_network_and_other_draws()
    {
        var training = TrainedOnMnist.Digits.Training.Take(20_000);
        var network = Network.Create([784, 16, 16, 10], seed: 2);
        Assert.Single(Sgd.Train(network, training.Take(10_000), null, new() { Epochs = 1, Seed = 2 }));
        var full = network.Gradient(training);
        double product(int m, int draws) => Math.Sqrt(m * Sgd.MiniBatches(20_000, m, seed: 3).Take(draws)
            .Average(batch => Math.Pow((network.Gradient(training.Pick(batch)) - full).L2Norm(), 2)));

        double ten = product(10, 300), hundred = product(100, 60), thousand = product(1000, 20);
        Assert.InRange(hundred / ten, 0.8, 1.2);
        Assert.InRange(thousand / ten, 0.75, 1.25);
    }

    [MnistFact]
    public void Sorted_digits_teach_nothing_from_other_starts_too_and_shuffled_ones_do()
    {
        var digits = TrainedOnMnist.Digits;
        var few = digits.Training.Take(10_000);
        var judge = digits.Test.Take(2000);
        double after(int seed, int[] order)
        {
            var network = Network.Create([784, 16, 16, 10], seed);
            foreach (int[] batch in order.Chunk(10))
            {
                Sgd.Step(network, few.Pick(batch), learningRate: 3);
            }

            return network.Evaluate(judge).Accuracy;
        }

        int[] sorted = [.. Enumerable.Range(0, 10_000).OrderBy(i => few.Labels[i])];
        Assert.All(new[] { 2, 3 }, seed =>
        {
            Assert.True(after(seed, sorted) < 0.25);
            Assert.True(after(seed, [.. Sgd.MiniBatches(10_000, 10, seed).SelectMany(batch => batch)]) > 0.75);
        });
    }

    [MnistFact]
    public void In_sorted_order_it_knows_the_last_digit_it_was_told_and_nothing_else_after_each_of_them()
    {
        Assert.Contains("The network learns the last thing it was told, and forgets the rest", Chapter.Prose, StringComparison.Ordinal);
        var few = TrainedOnMnist.Digits.Training.Take(10_000);
        var judge = TrainedOnMnist.Digits.Test.Take(1000);
        var walker = Network.Create([784, 16, 16, 10], seed: 2);
        foreach (var told in Enumerable.Range(0, 10_000).GroupBy(i => few.Labels[i]).OrderBy(told => told.Key))
        {
            foreach (int[] batch in told.Chunk(10))
            {
                Sgd.Step(walker, few.Pick(batch), learningRate: 3);
            }

            Assert.True(walker.Predict(judge).Count(answer => answer == told.Key) > 950, $"after the {told.Key}s");
        }
    }

    [MnistFact]
    public void Ten_images_a_step_get_there_in_about_as_many_steps_as_a_thousand_from_other_starts_too()
    {
        var track = TrainedOnMnist.Digits.Training.Take(5000);
        int steps(int seed, int m)
        {
            var walker = Network.Create([784, 16, 16, 10], seed);
            var batches = Enumerable.Range(1, 200).SelectMany(epoch => Sgd.MiniBatches(5000, m, seed, epoch));
            int step = 0;
            foreach (int[] batch in batches)
            {
                Sgd.Step(walker, track.Pick(batch), learningRate: 3);
                if (++step % 10 == 0 && walker.Cost(track) < 0.3)
                {
                    return step;
                }
            }

            return int.MaxValue;
        }

        Assert.All(new[] { 2, 3 }, seed => Assert.InRange((double)steps(seed, 10) / steps(seed, 1000), 0.7, 2));
    }

    [MnistFact]
    public void The_gradients_of_all_mini_batches_of_an_epoch_have_the_full_one_for_their_mean()
    {
        var training = TrainedOnMnist.Digits.Training.Take(2000);
        var network = Network.Create([784, 16, 16, 10], seed: 2);
        var mean = Sgd.MiniBatches(2000, 10).Select(batch => network.Gradient(training.Pick(batch))).Aggregate((sum, g) => sum + g) / 200;

        Assert.True(Gradient.RelativeError(mean, network.Gradient(training)) < 1e-5);
    }

    [MnistFact]
    public void Ten_images_go_further_down_than_all_of_them_only_where_their_gradient_is_longer()
    {
        Assert.Contains("the gradient of ten images is longer, by 8.1, and so is its step", Chapter.Prose, StringComparison.Ordinal);
        var training = TrainedOnMnist.Digits.Training.Take(10_000);
        var network = Network.Create([784, 16, 16, 10], seed: 2);
        Assert.Single(Sgd.Train(network, training, null, new() { Epochs = 1, Seed = 2 }));
        var (full, start, probe, sample) = (network.Gradient(training), network.Parameters, network.Clone(), training.Take(2000));
        double after(Vector<double> gradient)
        {
            probe.Parameters = start - (0.5 * gradient);
            return probe.Cost(sample);
        }

        double there = after(full);
        var tens = Sgd.MiniBatches(10_000, 10, seed: 3).Take(60).Select(batch => network.Gradient(training.Pick(batch))).ToList();
        Assert.True(tens.Count(g => after(g) < there) > 5);
        Assert.DoesNotContain(tens, g => after(full.L2Norm() / g.L2Norm() * g) < there);
    }

    [MnistFact]
    public void A_longer_step_does_not_win_the_race_for_the_full_batch()
    {
        Assert.Contains("on MNIST, with 30, it still sits on a plateau after 300 steps", Chapter.Prose, StringComparison.Ordinal);
        Assert.True(Chapter.NumbersAfter("race-table", "full batch, η = 10")[1] > 20 * Chapter.NumbersAfter("race-table", "m = 10 ")[1]);

        var track = TrainedOnMnist.Digits.Training.Take(2000);
        int? steps(int seed, double rate)
        {
            var walker = Network.Create([784, 16, 16, 10], seed);
            for (int step = 1; step <= 300; step++)
            {
                Sgd.Step(walker, track, rate);
                if (step % 10 == 0 && walker.Cost(track) < 0.3)
                {
                    return step;
                }
            }

            return null;
        }

        Assert.All(new[] { 1, 2 }, seed =>
        {
            Assert.True(steps(seed, 10) < steps(seed, 3), $"seed {seed}");
            Assert.True(steps(seed, 10) * 2000 > 20 * 2900);
            Assert.Null(steps(seed, 30));
        });
    }

    [MnistFact]
    public void A_new_order_in_every_epoch_ends_a_little_better_than_one_order_for_all()
    {
        Assert.Contains("by 0.1 to 1 percent with each of six seeds", Chapter.Prose, StringComparison.Ordinal);
        var digits = TrainedOnMnist.Digits;
        var few = digits.Training.Take(10_000);
        Assert.All(new[] { 4, 5, 6 }, seed =>
        {
            double after(bool anew)
            {
                var network = Network.Create([784, 16, 16, 10], seed);
                double sum = 0;
                for (int epoch = 1; epoch <= 10; epoch++)
                {
                    foreach (int[] batch in Sgd.MiniBatches(10_000, 10, seed, anew ? epoch : 1))
                    {
                        Sgd.Step(network, few.Pick(batch), learningRate: 3);
                    }

                    sum += epoch > 7 ? network.Evaluate(digits.Test).Accuracy : 0;
                }

                return 100 * sum / 3;
            }

            Assert.InRange(after(anew: true) - after(anew: false), 0.05, 1.05);
        });
    }

    [MnistFact]
    public void A_larger_batch_bears_a_longer_step_with_as_many_updates_too()
    {
        Assert.Contains("and it may be, because it is less wrong", Chapter.Prose, StringComparison.Ordinal);
        var (training, judge) = (TrainedOnMnist.Digits.Training.Take(20_000), TrainedOnMnist.Digits.Test.Take(2000));
        double after1000(int m, double rate)
        {
            var network = Network.Create([784, 16, 16, 10], seed: 2);
            foreach (int[] batch in Enumerable.Range(1, 20).SelectMany(epoch => Sgd.MiniBatches(20_000, m, seed: 2, epoch)).Take(1000))
            {
                Sgd.Step(network, training.Pick(batch), rate);
            }

            return network.Evaluate(judge).Accuracy;
        }

        Assert.True(after1000(3, 20) < 0.4, "three images are too few for such a step");
        Assert.True(after1000(60, 20) > 0.75, "sixty are not");
    }

    [MnistFact]
    public void The_best_learning_rate_grows_with_the_batch_from_another_start_too()
    {
        DigitSet part = new(TrainedOnMnist.Digits.Training.Take(20_000), TrainedOnMnist.Digits.Test);
        double[] etas = [0.1, 0.3, 1, 3, 10, 30];
        double best(int m) => etas[Sgd.TrainAll(etas.Select(eta => (Network.Create([784, 16, 16, 10], seed: 2),
                new SgdOptions { LearningRate = eta, MiniBatch = m, Epochs = 3, MeasureEvery = 3, Seed = 2 })), part)
            .Select((run, k) => (run[^1].TestAccuracy, k)).Max().k];

        double three = best(3), thirty = best(30), hundred = best(100);
        Assert.True(three < thirty && thirty <= hundred, $"{three}, {thirty}, {hundred}");
    }
}
