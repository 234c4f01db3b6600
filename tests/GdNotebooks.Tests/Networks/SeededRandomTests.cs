namespace GdNotebooks.Tests.Networks;

public class SeededRandomTests
{
    [Fact]
    public void The_sequence_of_a_seed_never_changes()
    {
        SeededRandom random = new(1);
        Assert.Equal(
            [0.91524088185808, 0.26884706214213, 0.96136548375860],
            new[] { random.NextDouble(), random.NextDouble(), random.NextDouble() }.Select(x => Math.Round(x, 14)));
    }

    [Fact]
    public void Whole_numbers_are_spread_evenly()
    {
        SeededRandom random = new(3);
        int[] counts = new int[7];
        for (int n = 0; n < 70_000; n++)
        {
            counts[random.Next(7)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Next(0));
    }

    [Fact]
    public void The_bell_curve_has_mean_0_standard_deviation_1_and_its_share_within_one_of_them()
    {
        SeededRandom random = new(4);
        double[] numbers = [.. Enumerable.Range(0, 100_000).Select(_ => random.NextNormal())];

        Assert.Equal(0, numbers.Average(), 0.015);
        Assert.Equal(1, Math.Sqrt(numbers.Average(x => x * x)), 0.01);
        Assert.Equal(0.6827, numbers.Average(x => Math.Abs(x) < 1 ? 1.0 : 0), 0.01);
    }

    [Fact]
    public void A_shuffle_keeps_every_item_once()
    {
        int[] items = [.. Enumerable.Range(0, 100)];
        new SeededRandom(5).Shuffle(items);

        Assert.NotEqual(Enumerable.Range(0, 100), items);
        Assert.Equal(Enumerable.Range(0, 100), items.Order());
    }
}
