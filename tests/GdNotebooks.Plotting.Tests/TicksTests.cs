using System.Globalization;
using GdNotebooks.Plotting;

namespace GdNotebooks.Tests.Plotting;

public class TicksTests
{
    private static string Labels(double from, double to, int most) => string.Join(' ', Ticks.Linear(from, to, most, _ => true).Select(t => t.Label));

    [Theory]
    [InlineData(0, 10, 6, "0 2 4 6 8 10")]
    [InlineData(-1, 7, 5, "0 2 4 6")]
    [InlineData(0, 1, 6, "0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(-0.3, 0.3, 7, "−0.3 −0.2 −0.1 0 0.1 0.2 0.3")]
    [InlineData(0, 1_000_000, 6, "0 2×10⁵ 4×10⁵ 6×10⁵ 8×10⁵ 10⁶")]
    [InlineData(0, 2e-5, 5, "0 5×10⁻⁶ 10⁻⁵ 1.5×10⁻⁵ 2×10⁻⁵")]
    [InlineData(1e300, 3e300, 5, "10³⁰⁰ 1.5×10³⁰⁰ 2×10³⁰⁰ 2.5×10³⁰⁰ 3×10³⁰⁰")]
    [InlineData(1000000.1, 1000000.4, 4, "1000000.1 1000000.2 1000000.3 1000000.4")]
    public void Ticks_stand_on_round_numbers(double from, double to, int most, string expected) => Assert.Equal(expected, Labels(from, to, most));

    [Fact]
    public void A_tick_is_the_double_nearest_to_its_label()
    {
        foreach (var tick in Ticks.Linear(0, 1, 11, _ => true))
        {
            Assert.Equal(double.Parse(tick.Label, CultureInfo.InvariantCulture), tick.Value);
        }
    }

    [Fact]
    public void Ticks_lie_in_the_range_and_are_evenly_spaced_whatever_the_range()
    {
        for (int i = 0; i < 2000; i++)
        {
            // Ranges of every size and place, from a fixed sequence.
            double size = Math.Pow(10, ((i * 37) % 600) - 300), from = Math.Sin(i) * size * (i % 3 == 0 ? 100 : 1), to = from + (size * (1 + Math.Abs(Math.Cos(i * 3.0))));
            var ticks = Ticks.Linear(from, to, 8, _ => true);
            Assert.InRange(ticks.Length, 2, 18);
            double step = ticks[1].Value - ticks[0].Value, tolerance = step * 1e-6;
            Assert.All(ticks, t => Assert.InRange(t.Value, from - tolerance, to + tolerance));
            Assert.All(Enumerable.Range(1, ticks.Length - 1), k => Assert.InRange(ticks[k].Value - ticks[k - 1].Value, step - tolerance, step + tolerance));
            Assert.Equal(ticks.Length, ticks.Select(t => t.Label).Distinct().Count());
        }
    }

    [Fact]
    public void Labels_that_would_collide_make_the_ticks_sparser()
    {
        var roomy = Ticks.Linear(0, 100, 20, _ => true);
        var narrow = Ticks.Linear(0, 100, 20, ticks => ticks.Length <= 4);
        Assert.True(roomy.Length > 10);
        Assert.InRange(narrow.Length, 2, 4);
    }

    [Theory]
    [InlineData(1, 1000, "1 10 100 1000")]
    [InlineData(1e-6, 1, "10⁻⁶ 10⁻⁵ 10⁻⁴ 10⁻³ 10⁻² 10⁻¹ 1")]
    [InlineData(0.5, 30, "1 10")]
    [InlineData(2, 60, "2 5 10 20 50")]
    [InlineData(15, 90, "20 50")]
    public void A_logarithmic_axis_has_its_labels_at_powers_of_ten(double from, double to, string expected)
    {
        var ticks = Ticks.Logarithmic(from, to, 8, _ => true);
        Assert.Equal(expected, string.Join(' ', ticks.Where(t => !t.IsMinor).Select(t => t.Label)));
        Assert.All(ticks, t => Assert.InRange(t.Value, from, to));
    }
}
