namespace GdNotebooks.Tests.Notebooks;

/// <summary>What chapter 9 says, held against what its cells gave on MNIST.</summary>
public class SecondHalfChapter9Tests
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
    public void Each_rung_of_the_ladder_is_higher_and_the_last_is_nearly_96_percent()
    {
        double[] heldOut = [.. new[] { "start with deviation 1", "the plain recipe", "+ a falling rate", "+ cross-entropy", "+ ReLU" }
            .Select(name => Chapter.NumbersAfter("ladder", name)[1])];

        Assert.Equal(heldOut.Order(), heldOut);
        Assert.InRange(heldOut[^1], 95.5, 96);
        Assert.Contains("bring it to nearly 96 %", Chapter.Prose, StringComparison.Ordinal);
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
        double tenEpochs = Chapter.NumbersAfter("ladder", "+ ReLU")[1];

        Assert.True(without[1] > with[1] + 1 && without[2] < with[2] - 0.5, $"{without[1]} % and {without[2]} % against {with[1]} % and {with[2]} %");
        Assert.True(without[2] - tenEpochs < 0.5, $"{tenEpochs} % after ten epochs, {without[2]} % after sixty");
        Assert.Contains("and the shifted digits past it", Chapter.Prose, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wider_network_reads_98_percent()
    {
        Assert.Contains("784-64-64-10, 55,050 parameters", Chapter.Output("wider"), StringComparison.Ordinal);
        Assert.Contains("with four times as many parameters", Chapter.Prose, StringComparison.Ordinal);
        Assert.Equal(4, Math.Round(55_050 / 13_002.0));
        Assert.True(Chapter.NumbersAfter("wider", "Epoch 10:")[2] >= 98);
    }

    [Fact]
    public void A_good_part_of_the_mistakes_is_made_with_confidence()
    {
        double[] shares = Chapter.Numbers("how-sure");       // 0.9, share of the right ones, 0.9, share of the wrong ones

        Assert.True(shares[1] > shares[3]);
        Assert.True(shares[3] > 20, $"{shares[3]} %");
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
}
