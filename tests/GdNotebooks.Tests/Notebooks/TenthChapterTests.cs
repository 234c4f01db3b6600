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
        double digits = Chapter.NumbersAfter("how-sure", "held-out digits median")[0];
        double shuffled = Chapter.NumbersAfter("how-sure", "shuffled pixels median")[0];
        double noise = Chapter.NumbersAfter("how-sure", "even noise      median")[0];

        Assert.True(0.4 < shuffled && shuffled < noise && noise < digits, $"{shuffled} < {noise} < {digits}");
    }

    [Fact]
    public void Shuffled_labels_are_learned_by_heart_slowly_and_help_with_nothing()
    {
        double[][] rows(string labels) => [.. Chapter.NumbersAfter("labels-numbers", labels).Chunk(4)];   // seed, epoch, training, held out
        double[][] truly = rows("true"), shuffled = rows("shuffled");

        Assert.Equal(3, truly.Length);
        Assert.Equal(3, shuffled.Length);
        Assert.Contains("(on MNIST, 98 % and more)", Chapter.Prose, StringComparison.Ordinal);
        Assert.All(shuffled, row => Assert.True(row[2] >= 98, $"seed {row[0]}: {row[2]} %"));
        Assert.All(shuffled, row => Assert.InRange(row[3], 7, 14));
        Assert.All(truly, row => Assert.True(row[3] > 75, $"seed {row[0]}: {row[3]} %"));
        Assert.Contains("take more than ten times as long", Chapter.Prose, StringComparison.Ordinal);
        Assert.True(shuffled.Min(row => row[1]) > 10 * truly.Max(row => row[1]));
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
    public void Exchanging_ink_and_paper_is_worse_than_guessing_and_sure_of_it()
    {
        double[] inverted = Chapter.Numbers("inverted");       // lowest and highest share, mean of the strongest output

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
