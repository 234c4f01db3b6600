using GdNotebooks.Tests.Digits;

namespace GdNotebooks.Tests.Notebooks;

/// <summary>What chapter 10 says, held against what its cells gave on MNIST.</summary>
public class TenthChapterTests
{
    private static readonly CommittedNotebook Chapter = new("10-inside-the-network");

    [Fact]
    public void The_committed_outputs_come_from_MNIST() =>
        Assert.Equal("Digits: MNIST, 60,000 to learn from and 10,000 held out.", Chapter.Output("digits").Trim());

    [Fact]
    public void Weights_of_dark_pixels_never_move_and_what_is_learned_is_smoother_than_the_whole()
    {
        Assert.Equal(67, Chapter.NumbersAfter("why-random", "pixels that are dark in every training digit:")[0]);
        Assert.Equal(0, Chapter.NumbersAfter("why-random", "largest change of their weights:")[0]);

        double start = Chapter.NumbersAfter("why-random", "start")[0];
        double end = Chapter.NumbersAfter("why-random", "end")[0];
        double learned = Chapter.NumbersAfter("why-random", "learned")[0];
        Assert.InRange(start, -0.05, 0.05);
        Assert.True(start < end && end < learned, $"{start} < {end} < {learned}");
    }

    [Fact]
    public void Noise_gets_weaker_answers_than_digits_and_far_stronger_ones_than_a_tenth()
    {
        double digits = Chapter.NumbersAfter("how-sure-all", "held-out digits median")[0];
        double shuffled = Chapter.NumbersAfter("how-sure-all", "shuffled pixels median")[0];
        double noise = Chapter.NumbersAfter("how-sure-all", "even noise      median")[0];

        Assert.True(0.4 < shuffled && shuffled < noise && noise < digits, $"{shuffled} < {noise} < {digits}");

        // "   7    0.98          75.5                   3          97.1", one row a network
        double[][] networks = [.. Chapter.Output("how-sure").Split('\n').Skip(2).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(cells => cells.Length == 5).Select(cells => cells.Select(cell => double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture)).ToArray())];
        Assert.Equal(8, networks.Length);
        Assert.True(networks.Max(row => row[2]) > 50, "at least one gives most of the even noise more than 0.9");
        Assert.True(networks.Min(row => row[2]) < 20, "some hesitate");
        Assert.True(networks.Select(row => row[3]).Distinct().Count() > 1, "the favourite changes with the seed");
    }

    [Fact]
    public void No_neuron_of_the_second_layer_looks_for_loops_beyond_what_chance_gives()
    {
        double neurons = Chapter.NumbersAfter("loops", "of")[0];

        Assert.Equal(128, neurons);
        Assert.True(Chapter.NumbersAfter("loops", "each digit with a loop excites more than any other:")[0] <= 2);
        Assert.True(Chapter.NumbersAfter("loops", "a second digit excites more than half as much:")[0] > neurons / 2);

        // Four of ten on top: 10 · 9 · 8 · 7 / 4! ways.
        Assert.Contains("would have these four on top in one case of 210", Chapter.Prose, StringComparison.Ordinal);
        Assert.Equal(210, 10 * 9 * 8 * 7 / 24);
    }

    [Fact]
    public void Shuffled_labels_are_learned_by_heart_slowly_and_help_with_nothing()
    {
        // seed, epochs at 25, 50 and 75 %, training, held out
        double[][] rows(string labels) => [.. Chapter.NumbersAfter("labels-numbers", labels).Chunk(6)];
        double[][] truly = rows("true"), shuffled = rows("shuffled");

        Assert.Equal(3, truly.Length);
        Assert.Equal(3, shuffled.Length);
        Assert.Contains("(on MNIST, 98 % and more)", Chapter.Prose, StringComparison.Ordinal);
        Assert.All(shuffled, row => Assert.True(row[4] >= 98, $"seed {row[0]}: {row[4]} %"));
        Assert.All(shuffled, row => Assert.InRange(row[5], 7, 14));
        Assert.All(truly, row => Assert.True(row[5] > 75, $"seed {row[0]}: {row[5]} %"));
        Assert.Contains("take more than ten times as long", Chapter.Prose, StringComparison.Ordinal);
        Assert.True(shuffled.Min(row => row[3]) > 10 * truly.Max(row => row[3]));
        Assert.All(shuffled, row => Assert.InRange((row[3] - row[2]) / (row[2] - row[1]), 0.6, 1.7));     // the third quarter, the second
        Assert.All(truly, row => Assert.Equal(row[1], row[3]));
    }

    [MnistFact]
    public void The_rate_for_shuffled_labels_won_the_trial_of_which_the_text_tells()
    {
        Assert.Contains("of 0.03, 0.05 and 0.1 it learned most of these thousand shuffled labels, 0.03 hardly fewer.)",
            Chapter.Prose, StringComparison.Ordinal);

        var training = DigitSet.Load().Training;
        int[] labels = training.Take(1000).Labels.ToArray();
        new SeededRandom(1).Shuffle(labels);
        DigitSet shuffled = new(training.Take(1000).WithLabels(labels), training.Take(1));
        double learned(double rate)
        {
            SgdOptions options = new() { LearningRate = LearningRate.Cosine(rate, 200), Epochs = 200, MeasureEvery = 200 };
            var runs = Enumerable.Range(1, 3).Select(seed => (Network.Create([784, 16, 16, 10], seed, Activation.ReLU, CostFunction.CrossEntropy), options with { Seed = seed }));
            return Sgd.TrainAll(runs, shuffled).Average(run => run[^1].TrainingAccuracy);
        }

        double chosen = learned(0.05);
        Assert.True(learned(0.1) < chosen);
        Assert.InRange(learned(0.03), chosen - 0.02, chosen);
    }

    [Fact]
    public void About_a_thousand_labels_are_remembered_and_eight_thousand_are_not()
    {
        double right(string count) => Chapter.NumbersAfter("capacity", count + " ")[^1];

        Assert.True(right("1000") > 95);
        Assert.True(right("8000") < 50);
        Assert.True(Chapter.NumbersAfter("capacity", "8000 digits with true labels:")[0] > 99);
    }

    [Fact]
    public void Eight_seeds_are_as_good_as_each_other_agree_and_stand_at_right_angles()
    {
        double[] right = Chapter.NumbersAfter("eight", "8 networks, right on held-out digits:");
        Assert.True(right[1] - right[0] < 1, $"{right[0]} % to {right[1]} %");

        Assert.All(Chapter.NumbersAfter("pairs", "cosine of their parameters:"), cosine => Assert.InRange(cosine, -0.2, 0.2));
        Assert.All(Chapter.NumbersAfter("pairs", "same answer, held-out digits:"), same => Assert.InRange(same, 90, 99.9));
        Assert.All(Chapter.NumbersAfter("pairs", "distance / length of parameters:"), distance => Assert.InRange(distance, 1.2, 1.6));
    }

    [Fact]
    public void Partners_are_more_alike_than_chance_and_than_mirror_images_and_far_from_equal()
    {
        double start = Chapter.NumbersAfter("partners", "at the start:")[0];
        double mirrored = Chapter.NumbersAfter("partners", "at the end, mirrored:")[0];
        double end = Chapter.NumbersAfter("partners", "at the end:")[0];

        Assert.True(start < mirrored && mirrored < end && end < 0.6, $"{start} < {mirrored} < {end}");
    }

    [Fact]
    public void At_the_end_the_gradient_is_less_than_a_tenth_as_long_and_not_zero()
    {
        double[] lengths = Chapter.NumbersAfter("slopes", "length of the gradient at the end:");      // shortest, longest, share of the start

        Assert.True(lengths[0] > 0);
        Assert.True(lengths[2] < 10, $"{lengths[2]} %");
        Assert.Contains("less than a tenth as long as at the start", Chapter.Prose, StringComparison.Ordinal);
    }

    [Fact]
    public void Three_pixels_cost_about_half_of_the_digits()
    {
        Assert.Contains("(on MNIST about half)", Chapter.Prose, StringComparison.Ordinal);
        Assert.All(Chapter.NumbersAfter("inverted", "moved by three pixels:"), right => Assert.InRange(right, 40, 60));
    }

    [Fact]
    public void Exchanging_ink_and_paper_is_worse_than_guessing_and_sure_of_it()
    {
        double[] inverted = Chapter.NumbersAfter("inverted", "ink and paper exchanged:");       // lowest and highest share, mean of the strongest output

        Assert.True(inverted[1] < 10, $"{inverted[1]} %");
        Assert.True(inverted[2] > 0.5);
    }

    [Fact]
    public void Softmax_outputs_nearly_keep_their_word_on_held_out_digits() =>
        Assert.All(Chapter.Output("kept-word").Split('\n').Where(line => line.TrimStart().StartsWith("0.", StringComparison.Ordinal)), line =>
        {
            double[] row = [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(n => double.Parse(n, System.Globalization.CultureInfo.InvariantCulture))];
            Assert.InRange(row[3] - row[2], -4, 4);
        });
}
