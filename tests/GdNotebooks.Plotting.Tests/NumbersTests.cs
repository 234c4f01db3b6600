using GdNotebooks.Plotting;

namespace GdNotebooks.Tests.Plotting;

/// <summary>Numbers of one scale are written together: in one way, and with as many digits as tell neighbours apart.</summary>
public class NumbersTests
{
    [Theory]
    [InlineData(1e9, "10⁹")]
    [InlineData(-1e9, "-10⁹")]
    [InlineData(2.5e9, "2.5×10⁹")]
    [InlineData(1.5e300, "1.5×10³⁰⁰")]
    [InlineData(999999999.8, "999999999.8")]
    [InlineData(1e-4, "10⁻⁴")]
    [InlineData(-1.2345e-7, "-1.235×10⁻⁷")]
    [InlineData(9.9999e-4, "10⁻³")]
    [InlineData(-0.0, "0")]
    [InlineData(5e-324, "4.941×10⁻³²⁴")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void One_number_has_four_decimals_or_a_power_of_ten(double value, string expected) => Assert.Equal(expected, Numbers.Short(value));

    public static TheoryData<string, double[]> Scales => new()
    {
        { "0.5 1 1.5", [0.5, 1, 1.5] }, // nothing to mend: as each alone
        { "0.250001 0.250002 0.250003", [0.250001, 0.250002, 0.250003] }, // once nine times "0.25"
        { "999999999.8 1000000000.0 1000000000.2", [999999999.8, 1e9, 1000000000.2] }, // once "1e+9" beside 999999999.8
        { "1000000000000 1000000000001 1000000000002", [1e12, 1e12 + 1, 1e12 + 2] },
        { "0.0005 0.0020 0.0100", [0.0005, 0.002, 0.01] }, // a power beside two without
        { "10⁻⁵ 1 100000", [1e-5, 1, 1e5] }, // sizes of a logarithmic scale keep their powers
        { "1.00001×10⁻⁸ 1.00002×10⁻⁸", [1.00001e-8, 1.00002e-8] },
        { "−1.000001 −1.000000 −0.999999", [-1.000001, -1, -0.999999] },
        { "10⁹ 2×10⁹ 3×10⁹", [1e9, 2e9, 3e9] },
        { "5 5 5", [5, 5, 5] },
        { "0.250001 NaN 0.250002", [0.250001, double.NaN, 0.250002] },
    };

    [Theory]
    [MemberData(nameof(Scales))]
    public void Numbers_of_one_scale_can_be_told_apart_and_look_alike(string expected, double[] values) =>
        Assert.Equal(expected, string.Join(' ', Numbers.Together(values)));

    [Fact]
    public void Whatever_the_place_and_the_distance_no_two_numbers_of_a_scale_read_alike()
    {
        for (int i = 0; i < 3000; i++)
        {
            // Nine even levels, from a fixed sequence of sizes and relative distances down to 1e-12.
            double size = Math.Pow(10, ((i * 37) % 60) - 30) * (i % 2 == 0 ? 1 : -1), step = Math.Abs(size) * Math.Pow(10, -((i * 7) % 13)) * (1 + (i % 9));
            double[] levels = [.. Enumerable.Range(0, 9).Select(k => size + (k * step))];
            string[] texts = Numbers.Together(levels);
            Assert.Equal(9, texts.Distinct().Count());
            Assert.All(texts, t => Assert.True(t.Length <= 24, t));
            Assert.DoesNotContain(texts, t => t.Contains('e') || t.Contains('-') || t is "−0" or "−0.0");
        }
    }

    [Theory]
    [InlineData(1, 9, "from 1 to 9")]
    [InlineData(1.000001, 1.000002, "from 1.000001 to 1.000002")]
    [InlineData(999999999.8, 1e9, "from 999999999.8 to 1000000000")]
    [InlineData(1e12, 1e12 + 2, "from 1000000000000 to 1000000000002")]
    [InlineData(-1e-9, 1e9, "from -10⁻⁹ to 10⁹")]
    [InlineData(0.0005, 2, "from 5×10⁻⁴ to 2")]
    [InlineData(5, 5, "from 5 to 5")]
    public void The_ends_of_a_range_can_be_told_apart(double low, double high, string expected) => Assert.Equal(expected, Numbers.FromTo(low, high));

    [Fact]
    public void A_column_of_a_table_is_written_in_one_way()
    {
        Assert.Equal("999999999.8 1000000000.0", Column(Table.Of([999999999.8, 1e9])));
        Assert.Equal("0.5000 0.0500 0.0005", Column(Table.Of([0.5, 0.05, 0.0005])));
        Assert.Equal("0.25000001 0.25000002", Column(Table.Of([0.25000001, 0.25000002])));
        Assert.Equal("3.0000 2.9999 3.0000", Column(Table.Of([3.00000001, 2.9999, 3]))); // converging: four decimals are enough
        Assert.Equal("10⁻¹² 0.5 NaN", Column(Table.Of([1e-12, 0.5, double.NaN])));
        Assert.Equal("0.00 0.00", Column(Table.Of([-0.00m, 0.00m])));
        Assert.Equal("0.0 −0.1", Column(Table.Of([-0.04m, -0.06m]).WithFormat("value", "0.0")));
        static string Column(Table table) => string.Join(' ', table.ToString().Split('\n').Skip(1).Select(l => l.Trim()));
    }
}
