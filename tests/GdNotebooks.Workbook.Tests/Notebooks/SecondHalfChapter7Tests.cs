namespace GdNotebooks.Tests.Notebooks;

/// <summary>What chapter 7 says, held against the library and against what its cells gave on MNIST.</summary>
public class SecondHalfChapter7Tests
{
    private static readonly CommittedNotebook Chapter = new("07-backpropagation");

    [Fact]
    public void The_product_of_the_links_is_the_measured_slope()
    {
        double[] slopes = Chapter.NumbersAfter("chain", "product");

        Assert.Equal(slopes[0], slopes[1]);
        Assert.True(slopes[0] > 0);
    }

    [Fact]
    public void The_25_lines_equal_the_librarys_gradient_and_both_equal_central_differences()
    {
        Assert.Contains("below 1e-5: True", Chapter.Output("library-check"), StringComparison.Ordinal);
        Assert.True(Chapter.NumbersAfter("library-check", "relative error to the library's gradient:")[0] < 1e-5);
        Assert.StartsWith("13,002 slopes", Chapter.Output("check-all"), StringComparison.Ordinal);
        Assert.Contains("the 25 lines: relative error below 1e-8: True", Chapter.Output("check-all"), StringComparison.Ordinal);
        Assert.Contains("the library:  relative error below 1e-5: True", Chapter.Output("check-all"), StringComparison.Ordinal);
    }

    [Fact]
    public void Measured_and_calculated_slopes_agree_to_nine_digits_for_the_best_step()
    {
        Assert.Contains("agree to nine digits and more", Chapter.Prose, StringComparison.Ordinal);

        // "... central: both sides: line, x from 1e-11 to 1, y from 5.389e-11 to 0.0231; one side only: ..."
        string central = Chapter.Output("gradient-check").Split("central: both sides:")[1].Split(" y from ")[1].Split(' ')[0];
        Assert.InRange(double.Parse(central, System.Globalization.CultureInfo.InvariantCulture), 1e-13, 1e-9);
    }

    [Fact]
    public void Brute_force_multiplies_more_than_ten_thousand_times_as_often()
    {
        const int weights = (784 * 16) + (16 * 16) + (16 * 10), parameters = weights + 42;

        Assert.Equal([2L * parameters * weights, weights, weights + 416], Chapter.NumbersAfter("price", "multiplications:"));
        Assert.True(2.0 * parameters * weights / (weights + weights + 416) > 10_000);
        Assert.Contains("26,004 forward passes", Chapter.Prose, StringComparison.Ordinal);
        Assert.Equal(26_004, 2 * parameters);
    }

    [Fact]
    public void The_slope_of_the_sigmoid_is_never_above_a_quarter() =>
        Assert.Equal(0.25, Enumerable.Range(0, 1001).Max(i => i / 1000.0 * (1 - (i / 1000.0))));

    [Fact]
    public void From_back_to_front_the_slopes_get_fainter_and_most_of_the_first_block_is_zero()
    {
        string[][] rows = [.. Chapter.Output("gradient-by-layer").Split('\n').Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(cells => cells.Length == 5)];
        double[] typical = [.. rows.Where(cells => cells[0].StartsWith('W')).Select(cells => double.Parse(cells[3], System.Globalization.CultureInfo.InvariantCulture))];

        Assert.Equal(3, typical.Length);
        Assert.Equal(typical.Order(), typical);
        Assert.True(int.Parse(rows[0][2], System.Globalization.CultureInfo.InvariantCulture) > 12_544 / 2);
    }

    [Fact]
    public void Most_of_what_the_digits_want_cancels_in_their_mean_and_fours_and_nines_are_at_odds()
    {
        Assert.True(Chapter.NumbersAfter("wishes-sum", "length of the mean of all ten:")[0]
            < Chapter.NumbersAfter("wishes-sum", "length of one digit's gradient:")[0] / 2);
        Assert.True(Chapter.NumbersAfter("wishes-sum", "4s and 9s: cos θ =")[0] < -0.1);
    }

    [Fact]
    public void The_more_images_the_fewer_slopes_are_exactly_zero()
    {
        double[][] rows = [.. Chapter.Output("zeros").Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(cells => cells.Length == 2 && cells.All(cell => int.TryParse(cell, out _)))
            .Select(cells => cells.Select(cell => double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture)).ToArray())];

        Assert.Equal(6, rows.Length);
        Assert.Equal(rows.Select(row => row[1]).OrderDescending(), rows.Select(row => row[1]));
        Assert.True(rows[^1][1] > 0);
        Assert.Equal(0, rows[^1][1] % 16);      // an empty pixel is empty for all sixteen neurons
    }
}
