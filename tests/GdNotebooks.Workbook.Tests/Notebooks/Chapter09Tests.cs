using GdNotebooks.Tests.Digits;
using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks.Tests.Notebooks;

/// <summary>What chapter 9 says, held against what its cells gave on MNIST.</summary>
public class Chapter09Tests
{
    private static readonly CommittedNotebook Chapter = new("09-training-the-digit-network");

    // "Epoch 30: cost 0.0363, accuracy 95.62 %, test 93.99 %"
    private static readonly double[] LastPlainEpoch = Chapter.NumbersAfter("train", "Epoch 30:");

    [Fact]
    public void The_committed_outputs_come_from_MNIST() =>
        Assert.Equal("Digits: MNIST, 60,000 to learn from and 10,000 held out.", Chapter.Output("digits").Trim());

    [Fact]
    public void The_network_has_13002_parameters_and_begins_at_about_one_in_ten()
    {
        Assert.Contains("784-16-16-10, 13,002 parameters", Chapter.Output("start"), StringComparison.Ordinal);
        Assert.InRange(Chapter.NumbersAfter("start", "on 10,000 held-out digits: cost")[1], 7, 13);
        Assert.InRange(Chapter.NumbersAfter("start", "on 10,000 held-out digits: cost")[0], 1.25, 2);
    }

    [MnistFact]
    public void Random_networks_read_about_a_tenth_and_the_luckiest_of_forty_12_percent()
    {
        Assert.Contains("Of forty random networks the luckiest read 12 %", Chapter.Prose, StringComparison.Ordinal);
        var some = TrainedOnMnist.Digits.Test.Take(2000);
        double[] read = [.. Enumerable.Range(1, 40).Select(seed => 100 * Network.Create([784, 16, 16, 10], seed).Evaluate(some).Accuracy)];
        Assert.Equal(12, Math.Round(read.Max()));
        Assert.InRange(read.Average(), 9, 11);
    }

    [Fact]
    public void The_plain_recipe_reaches_93_percent_and_about_94_as_the_text_says()
    {
        Assert.True(LastPlainEpoch[2] >= 93.0, $"held out: {LastPlainEpoch[2]} %");
        Assert.Equal(94, Math.Round(LastPlainEpoch[2]));
        Assert.Contains("the plain recipe reaches about 94 %", Chapter.Prose, StringComparison.Ordinal);
    }

    [Fact]
    public void Most_of_what_is_learned_is_learned_in_the_first_epoch()
    {
        double start = Chapter.NumbersAfter("start", "on 10,000 held-out digits: cost")[1];
        double first = Chapter.NumbersAfter("train", "Epoch  1:")[2];

        Assert.True(first - start > 0.9 * (LastPlainEpoch[2] - start), $"{start} -> {first} -> {LastPlainEpoch[2]}");
    }

    [Fact]
    public void Held_out_digits_do_worse_than_training_digits() => Assert.True(LastPlainEpoch[1] > LastPlainEpoch[2]);

    [Fact]
    public void Six_thousand_updates_make_an_epoch()
    {
        Assert.Contains("60,000 digits make 6,000 updates an epoch, and thirty epochs make 180,000", Chapter.Prose, StringComparison.Ordinal);
        Assert.Equal(180_000, 30 * Sgd.MiniBatches(60_000, 10).Length);
    }

    [Fact]
    public void Each_rung_of_the_ladder_is_higher_the_last_is_about_96_percent_and_the_falling_rate_helps_most_with_these_seeds()
    {
        double[] heldOut = [.. new[] { "start with deviation 1", "the plain recipe", "+ a falling rate", "+ softmax, cross-entropy", "+ ReLU" }
            .Select(name => Chapter.NumbersAfter("ladder", name)[1])];

        Assert.Equal(heldOut.Order(), heldOut);
        Assert.InRange(heldOut[^1], 95.5, 96.5);
        Assert.Contains("bring it to about 96 %", Chapter.Prose, StringComparison.Ordinal);
        Assert.Equal(2, Enumerable.Range(1, 4).MaxBy(k => heldOut[k] - heldOut[k - 1]));
        Assert.True(heldOut[2] - heldOut[1] > 1);

        Assert.Contains("differ by some tenths of a percent, and by more than one percent while the rate does not fall", Chapter.Prose, StringComparison.Ordinal);
        double[] apart = [.. new[] { "start with deviation 1", "the plain recipe", "+ a falling rate", "+ softmax, cross-entropy", "+ ReLU" }
            .Select(name => Chapter.NumbersAfter("ladder", name)).Select(numbers => numbers[^1] - numbers[^2])];
        Assert.All(apart[..2], range => Assert.InRange(range, 1, 1.5));
        Assert.All(apart[2..], range => Assert.InRange(range, 0.1, 0.6));
    }

    [Fact]
    public void The_best_recipe_passes_the_96_percent_of_note_002_almost_without_a_gap()
    {
        // "with shifts:    Epoch 60: cost 0.0994, accuracy 96.99 %, test 96.92 %"
        double[] last = Chapter.NumbersAfter("best", "with shifts:    Epoch 60:");

        Assert.True(last[2] > 96, $"held out: {last[2]} %");
        Assert.True(last[1] - last[2] < (LastPlainEpoch[1] - LastPlainEpoch[2]) / 2, $"gap {last[1] - last[2]:0.00}");
        Assert.Contains("the best recipe is past the 96 % of note 002", Chapter.Prose, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_shifts_as_many_epochs_go_into_the_training_digits_and_gain_little()
    {
        double[] with = Chapter.NumbersAfter("best", "with shifts:    Epoch 60:"), without = Chapter.NumbersAfter("best", "without shifts: Epoch 60:");
        double fiveEpochs = Chapter.NumbersAfter("ladder", "+ ReLU")[1];

        Assert.True(without[1] > with[1] + 1 && without[2] < with[2] - 0.5, $"{without[1]} % and {without[2]} % against {with[1]} % and {with[2]} %");
        Assert.True(without[2] - fiveEpochs < 0.5, $"{fiveEpochs} % after five epochs, {without[2]} % after sixty");
        Assert.Contains("and the shifted digits past it", Chapter.Prose, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wider_network_reads_98_percent()
    {
        Assert.Contains("784-64-64-10, 55,050 parameters", Chapter.Output("wider"), StringComparison.Ordinal);
        Assert.Contains("with four times as many parameters", Chapter.Prose, StringComparison.Ordinal);
        Assert.Equal(4, Math.Round(55_050 / 13_002.0));
        Assert.True(Chapter.NumbersAfter("wider", "Epoch  6:")[2] >= 98);
    }

    [MnistFact]
    public void A_start_with_deviation_1_drives_many_neurons_to_the_flat_ends_and_the_other_one_none()
    {
        Assert.Contains("drives many neurons to the flat ends of the sigmoid", Chapter.Prose, StringComparison.Ordinal);
        double flat(Initialization start) => Enumerable.Range(1, 3).SelectMany(seed =>
        {
            var network = Network.Create([784, 16, 16, 10], seed, initialization: start);
            return TrainedOnMnist.Digits.Test.Take(200).SelectMany(digit => network.Forward(digit)[1]);
        }).Average(a => a * (1 - a) < 0.02 ? 1.0 : 0);

        Assert.InRange(flat(Initialization.Normal), 0.5, 0.8);
        Assert.Equal(0, flat(Initialization.Scaled));
    }

    [MnistFact]
    public void A_wider_network_reads_that_with_another_seed_too()
    {
        Assert.Contains("(98.1 with another seed)", Chapter.Prose, StringComparison.Ordinal);
        var six = Recipe.Best(epochs: 6);
        var last = Sgd.Train(six.Create([784, 64, 64, 10], seed: 2), TrainedOnMnist.Digits, six.Options with { Seed = 2, MeasureEvery = 6 }).Last();

        Assert.Equal(98.1, 100 * last.TestAccuracy, 0.05);
    }

    [Fact]
    public void A_good_part_of_the_mistakes_is_made_with_confidence()
    {
        double[] shares = Chapter.Numbers("how-sure");       // 0.9, share of the right ones, 0.9, share of the wrong ones

        Assert.True(shares[1] > shares[3]);
        Assert.Contains("a good third of the mistakes have a winner above 0.9", Chapter.Prose, StringComparison.Ordinal);
        Assert.InRange(shares[3], 33, 42);
    }

    [Fact]
    public void The_best_recipe_is_the_ladder_with_shifts_mini_batches_of_16_and_a_start_that_suits_relu()
    {
        Assert.Contains(@"starting weights $\sqrt2$ times as large", Chapter.Prose, StringComparison.Ordinal);
        var best = Recipe.Best(60);
        Assert.Equal((Activation.ReLU, CostFunction.CrossEntropy, 16, 1), (best.Activation, best.CostFunction, best.Options.MiniBatch, best.Options.Shift));
        var (theirs, ladders) = (best.Create(seed: 1).Weights(1), Network.Create([784, 16, 16, 10], 1, Activation.ReLU, CostFunction.CrossEntropy, Initialization.Scaled).Weights(1));
        Assert.InRange((theirs - (Math.Sqrt(2) * ladders)).FrobeniusNorm() / theirs.FrobeniusNorm(), 0, 1e-6);
    }

    [Fact]
    public void The_cost_fell_without_more_right_answers_and_rose_with_more()
    {
        Assert.All(new[] { "fell", "rose" }, word =>
        {
            double[] times = Chapter.NumbersAfter("cost-is-not-accuracy", word);
            Assert.InRange(times[1], 1, times[0] / 2);       // it happens, and it is not the rule
        });
    }

    [Fact]
    public void Ten_sigmoid_outputs_do_not_sum_to_one()
    {
        double[] sums = Chapter.NumbersAfter("outputs-summed", "the ten outputs sum to between");

        Assert.True(sums[0] < 0.5 && sums[1] > 1.2, $"{sums[0]} to {sums[1]}");
        Assert.True(sums[2] > 100);
    }

    [Fact]
    public void The_first_epoch_brings_the_cost_to_less_than_a_tenth()
    {
        double start = Chapter.NumbersAfter("start", "on 10,000 held-out digits: cost")[0];
        double end = Alt("first-epoch-lens", "1, Cost")[^1];

        Assert.True(end < start / 10, $"{start} -> {end}");
    }

    [Fact]
    public void Four_sevens_are_no_pattern()
    {
        Assert.DoesNotContain(7, Chapter.Output("taken-for").Split('\n').Skip(2).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(cells => cells.Length > 2).Select(cells => int.Parse(cells[0], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(4, System.Text.RegularExpressions.Regex.Count(Chapter.Output("confident-mistakes"), "answered: 7"));
    }

    [Fact]
    public void Softmax_with_cross_entropy_has_the_slope_that_was_promised() =>
        Assert.Contains("relative error below 1e-8: True", Chapter.Output("softmax-check"), StringComparison.Ordinal);

    [Fact]
    public void In_the_library_too_the_output_delta_of_cross_entropy_is_a_minus_y()
    {
        var network = Network.Create([784, 16, 16, 10], seed: 3, Activation.ReLU, CostFunction.CrossEntropy);
        SeededRandom random = new(1);
        var image = Vector<double>.Build.Dense(784, _ => Math.Abs(random.NextNormal()) / 3);
        var wanted = Vector<double>.Build.Dense(10, j => j == 4 ? 1 : 0);
        var gradient = network.Gradient(image, wanted);
        var delta = Vector<double>.Build.Dense(10, j => gradient[network.IndexOf(3, j, null)]);

        Assert.True(Gradient.RelativeError(delta, network.Forward(image)[^1] - wanted) < 1e-6);
    }

    [Fact]
    public void A_sure_and_wrong_neuron_learns_slowly_with_the_quadratic_cost_at_any_rate_and_at_once_with_cross_entropy()
    {
        // Steps to the first half of the way, as a share of the steps to a tenth of the start.
        double asleep(double rate, Func<double, double> delta)
        {
            double z = 4;
            int step = 0, half = 0;
            for (; 1 / (1 + Math.Exp(-z)) > 0.1; step++)
            {
                double a = 1 / (1 + Math.Exp(-z));
                half = a > 0.9 ? step + 1 : half;
                z -= 2 * rate * delta(a);
            }

            return (double)half / step;
        }

        Assert.All(new[] { 0.05, 0.15, 0.6 }, rate =>
            Assert.True(asleep(rate, a => a * a * (1 - a)) > 2 * asleep(rate, a => a), $"rate {rate}"));
    }

    [Fact]
    public void A_cost_below_a_quarter_guarantees_the_right_answer()
    {
        SeededRandom random = new(1);
        Assert.All(Enumerable.Range(0, 100_000), _ =>
        {
            var outputs = Vector<double>.Build.Dense(10, j => Math.Clamp((0.5 * random.NextNormal()) + (j == 3 ? 0.6 : 0.2), 0, 1));
            var wanted = Vector<double>.Build.Dense(10, j => j == 3 ? 1 : 0);
            if (QuadraticCost.OfExample(outputs, wanted) < 0.25)
            {
                Assert.Equal(3, outputs.MaximumIndex());
            }
        });

        // And not a hair more: two outputs of one half cost just a quarter, and the answer hangs by a thread.
        Assert.Equal(0.25, QuadraticCost.OfExample(Vector<double>.Build.DenseOfArray([0.5, 0.5]), Vector<double>.Build.DenseOfArray([1, 0])));
    }

    [Fact]
    public void On_the_held_out_digits_most_cost_less_than_a_quarter_and_no_mistake_does()
    {
        double[] below = Chapter.Numbers("quarter");        // "1/4" counts as two numbers

        Assert.InRange(below[2], 90, 97);
        Assert.Equal(0, below[3]);
        Assert.True(below[^1] >= 0.25);
    }

    [Fact]
    public void The_lower_cost_on_the_training_digits_reads_new_digits_worse()
    {
        double[] with = Chapter.NumbersAfter("best", "with shifts:    Epoch 60:"), without = Chapter.NumbersAfter("best", "without shifts: Epoch 60:");

        Assert.True(without[0] < with[0] / 2 && without[2] < with[2] - 0.5);
    }

    [Fact]
    public void The_notes_own_network_reads_95_to_96_percent() =>
        Assert.InRange(Chapter.NumbersAfter("best", "the notes' own: Epoch 60:")[2], 95, 96);

    [MnistFact]
    public void The_notes_own_network_reads_that_with_other_seeds_too()
    {
        Assert.Contains("(95.2, 95.8 and 96.0 with three seeds)", Chapter.Prose, StringComparison.Ordinal);
        SgdOptions options = new() { LearningRate = LearningRate.Cosine(3, 60), Epochs = 60, MeasureEvery = 60, Shift = 1 };
        var runs = new[] { 2, 3 }.Select(seed => (Network.Create([784, 16, 16, 10], seed), options with { Seed = seed }));
        double[] read = [.. Sgd.TrainAll(runs, TrainedOnMnist.Digits).Select(run => Math.Round(100 * run[^1].TestAccuracy, 1))];

        Assert.Equal([95.8, 96.0], read);
    }

    [MnistFact]
    public void With_other_seeds_each_rung_of_the_ladder_brings_about_as_much()
    {
        var digits = TrainedOnMnist.Digits;
        int[] sizes = [784, 16, 16, 10];
        SgdOptions ten = new() { LearningRate = 3, Epochs = 10, MeasureEvery = 10 };
        SgdOptions falling(double first) => ten with { LearningRate = LearningRate.Cosine(first, 10) };
        double mean(Func<int, Network> start, SgdOptions options) =>
            100 * Sgd.TrainAll(new[] { 4, 5, 6 }.Select(seed => (start(seed), options with { Seed = seed })), digits).Average(run => run[^1].TestAccuracy);

        double[] rungs =
        [
            mean(s => Network.Create(sizes, s), ten),
            mean(s => Network.Create(sizes, s), falling(3)),
            mean(s => Network.Create(sizes, s, cost: CostFunction.CrossEntropy), falling(0.5)),
            mean(s => Network.Create(sizes, s, Activation.ReLU, CostFunction.CrossEntropy, Initialization.Scaled), falling(0.05)),
        ];

        // About three quarters of a percent each, and none stands out.
        Assert.Contains("brought about three quarters of a percent *each*", Chapter.Prose, StringComparison.Ordinal);
        Assert.All(rungs.Zip(rungs.Skip(1)), step => Assert.InRange(step.Second - step.First, 0.55, 0.95));
    }

    [MnistFact]
    public void With_other_seeds_an_epoch_falls_back_often_at_a_constant_rate_and_hardly_ever_at_a_falling_one()
    {
        Assert.Contains("five of 24 epochs fell back at the constant rate, and one at the falling rate", Chapter.Prose, StringComparison.Ordinal);
        int fellBack(LearningRate rate) => Sgd.TrainAll(
                Enumerable.Range(4, 6).Select(seed => (Network.Create([784, 16, 16, 10], seed), new SgdOptions { Epochs = 5, LearningRate = rate, Seed = seed })), TrainedOnMnist.Digits)
            .Sum(run => run.Zip(run.Skip(1)).Count(pair => pair.Second.TestAccuracy < pair.First.TestAccuracy));

        Assert.Equal((5, 1), (fellBack(3), fellBack(LearningRate.Cosine(3, 5))));
    }

    [MnistFact]
    public void With_other_seeds_too_the_held_out_digits_do_worse_than_the_training_digits() =>
        Assert.All(TrainedOnMnist.Plain.Ends, end => Assert.True(end.TrainingAccuracy > end.TestAccuracy + 0.005, $"{end}"));

    [MnistFact]
    public void With_other_seeds_too_the_epochs_after_the_first_add_about_two_percent()
    {
        Assert.Contains("the other twenty-nine add about two percent", Chapter.Prose, StringComparison.Ordinal);
        double mean(Trained trained) => 100 * trained.Ends.Average(end => end.TestAccuracy);

        Assert.InRange(mean(TrainedOnMnist.Plain) - mean(TrainedOnMnist.PlainYoung), 1.3, 3);
    }

    [Fact]
    public void Six_of_ninety_boxes_would_hold_seven_percent_of_mistakes_that_are_spread_evenly()
    {
        Assert.Contains("then six of 90 boxes would hold 7 % of them", Chapter.Prose, StringComparison.Ordinal);
        Assert.Equal(7, Math.Round(100 * 6 / 90.0));
        Assert.True(Chapter.NumbersAfter("confused-most", "577 mistakes, and")[0] > 20);
    }

    [MnistFact]
    public void The_boxes_of_one_networks_mistakes_say_where_to_look_in_another()
    {
        // Evenly spread mistakes would have 7 % in any six boxes, whoever named them.
        var confusions = TrainedOnMnist.Plain.Networks.Select(network =>
        {
            int[,] confusion = new int[10, 10];
            foreach (var (answer, label) in network.Predict(TrainedOnMnist.Digits.Test).Zip(TrainedOnMnist.Digits.Test.Labels.ToArray()))
            {
                confusion[label, answer] += answer == label ? 0 : 1;
            }

            return confusion;
        }).ToList();
        var boxes = (from meant in Enumerable.Range(0, 10) from answered in Enumerable.Range(0, 10) where meant != answered select (meant, answered)).ToList();

        // "They gather where two digits are drawn alike": the more alike the mean images, the more mistakes between the two.
        var training = TrainedOnMnist.Digits.Training.Take(5000);
        var mean = Enumerable.Range(0, 10).Select(digit => training.Where(image => image.Label == digit).Select(image => Vector<double>.Build.Dense(image.Intensities)).Aggregate((a, b) => a + b).Normalize(1)).ToList();
        var middle = mean.Aggregate((a, b) => a + b) / 10;
        var couples = boxes.Where(box => box.meant < box.answered).ToList();
        Assert.All(confusions, own => Assert.True(0.3 < MathNet.Numerics.Statistics.Correlation.Spearman(
            couples.Select(c => (double)own[c.meant, c.answered] + own[c.answered, c.meant]),
            couples.Select(c => (mean[c.meant] - middle).Normalize(2) * (mean[c.answered] - middle).Normalize(2)))));
        Assert.All(confusions, own =>
        {
            var six = boxes.OrderByDescending(box => own[box.meant, box.answered]).Take(6).ToList();
            Assert.All(confusions, other =>
            {
                double share = six.Sum(box => other[box.meant, box.answered]) / (double)boxes.Sum(box => other[box.meant, box.answered]);
                Assert.True(share > 0.12, $"{share}");
            });
        });
    }

    [MnistFact]
    public void Stronger_winners_are_right_more_often_and_less_often_than_they_say_with_other_seeds_too()
    {
        double[] weak = Chapter.NumbersAfter("how-sure", "winners from 0.5 to 0.9:"), strong = Chapter.NumbersAfter("how-sure", "winners from 0.9 to 1.0:");
        Assert.True(weak[1] < strong[1] && weak[1] < weak[0] && strong[1] < strong[0]);

        var test = TrainedOnMnist.Digits.Test;
        Assert.All(TrainedOnMnist.Plain.Networks, network =>
        {
            var outputs = network.Outputs(test);
            var said = test.Labels.ToArray().Select((label, i) => (Strength: outputs.Row(i).Maximum(), Right: outputs.Row(i).MaximumIndex() == label)).ToList();
            (double Says, double Does) between(double from, double to)
            {
                var some = said.Where(s => from < s.Strength && s.Strength <= to).ToList();
                return (some.Average(s => s.Strength), some.Average(s => s.Right ? 1.0 : 0));
            }

            var (low, high) = (between(0.5, 0.9), between(0.9, 1));
            Assert.True(low.Does < high.Does && low.Does < low.Says && high.Does < high.Says, $"{low} {high}");
            Assert.InRange(said.Where(s => !s.Right).Average(s => s.Strength > 0.9 ? 1.0 : 0), 0.3, 0.42);       // a good third of the mistakes
        });
    }

    [MnistFact]
    public void Where_training_accuracy_runs_away_shifts_help_more_than_twice_the_steps_with_other_seeds_too()
    {
        // Six thousand digits, so that the gap is wide and the test short.
        DigitSet few = new(TrainedOnMnist.Digits.Training.Take(6000), TrainedOnMnist.Digits.Test);
        Assert.All(new[] { 2, 3 }, seed =>
        {
            Network start() => Recipe.Best().Create(seed: seed);
            SgdOptions options(int epochs, int shift) => Recipe.Best(epochs).Options with { Seed = seed, Shift = shift, MeasureEvery = epochs };
            EpochResult[] ends = [.. Sgd.TrainAll([(start(), options(40, 0)), (start(), options(80, 0)), (start(), options(40, 1))], few).Select(run => run[^1])];

            Assert.True(ends[0].TrainingAccuracy > ends[0].TestAccuracy + 0.03, $"{ends[0]}");
            Assert.True(ends[2].TestAccuracy > Math.Max(ends[0].TestAccuracy, ends[1].TestAccuracy) + 0.005, $"{ends[0]}; {ends[1]}; with shifts {ends[2]}");
        });
    }

    // The y values that the words of a figure give: "line, x from 1 to 6000, y from 0.06 to 0.57".
    private static double[] Alt(string id, string part) => [.. System.Text.RegularExpressions.Regex
        .Match(Chapter.Output(id).Split(part)[1], @"y from ([\d.]+) to ([\d.]+)").Groups.Values.Skip(1)
        .Select(g => double.Parse(g.Value, System.Globalization.CultureInfo.InvariantCulture)).OrderDescending()];
}
