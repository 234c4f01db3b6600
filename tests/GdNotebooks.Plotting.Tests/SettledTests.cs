using System.Text.RegularExpressions;
using GdNotebooks.Tests;

namespace GdNotebooks.Plotting.Tests;

/// <summary>Figures are the same bytes on every machine, although the functions of their C libraries differ in the last bit.</summary>
public class SettledTests
{
    private static readonly Regex PlatformFunction = new(@"\b(Math|MathF|double|float|Double|Single)\.(Exp|Exp2|Exp10|ExpM1|Log|Log2|Log10|LogP1|Log1p|Pow|Sin|Cos|Tan|SinCos|SinPi|CosPi|Sinh|Cosh|Tanh|Asin|Acos|Atan|Atan2|Asinh|Acosh|Atanh|Cbrt|RootN|Hypot)\b");

    [Fact]
    public void A_place_on_a_logarithmic_axis_is_an_exact_half_quarter_or_eighth_where_it_is_nearly_one()
    {
        for (int decades = 1; decades <= 8; decades++)
        {
            for (int at = 0; at <= decades; at++)
            {
                double t = Settled.LogPart(Settled.PowerOfTen(at - 3), 1e-3, Settled.PowerOfTen(decades - 3));
                Assert.Equal((double)at / decades, t, 1e-12);
                Assert.Equal(Math.Round(t * (1L << 40)), t * (1L << 40));
            }
        }

        Assert.Equal(0.25, Settled.LogPart(1e-2, 1e-3, 1e1));
        Assert.Equal(0.5, Settled.LogPart(Math.Sqrt(10), 1, 10));
    }

    [Fact]
    public void A_surface_is_seen_from_the_same_side_by_all()
    {
        ulong bits = 0;
        for (double degrees = -720; degrees <= 720; degrees += 0.5)
        {
            var (sin, cos) = Settled.SinCos(degrees);
            Assert.Equal(Math.Sin(degrees * Math.PI / 180), sin, 2e-12);
            Assert.Equal(Math.Cos(degrees * Math.PI / 180), cos, 2e-12);
            bits = System.Numerics.BitOperations.RotateLeft(bits, 7) ^ BitConverter.DoubleToUInt64Bits(sin + (2 * cos));
        }

        Assert.Equal((0.5, 0, 1, -1), (Settled.SinCos(30).Sin, Settled.SinCos(90).Cos, Settled.SinCos(-270).Sin, Settled.SinCos(900).Cos));
        Assert.Equal(9887311269079730486UL, bits); // the bits of one machine
    }

    [Theory]
    [InlineData(4, 0.5)]
    [InlineData(9, 0.5)]
    [InlineData(1e6, 0.05)]
    [InlineData(8e9, 1.0 / 3)]
    public void A_power_off_by_its_last_bits_is_settled_to_the_same(double x, double power)
    {
        double settled = Settled.Pow(x, power);
        Assert.Equal(Math.Pow(x, power), settled, settled * 1e-12);
        Assert.All([-2, -1, 1, 2], bits => Assert.Equal(settled, Settled.Pow(Nudged(settled, bits), 1)));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 10)]
    [InlineData(10, -400)]
    [InlineData(10, 400)]
    [InlineData(0, 0.5)]
    [InlineData(1e-310, 1)]
    public void Powers_at_the_ends_of_the_doubles_are_those_of_the_platform(double x, double power) =>
        Assert.Equal(Math.Pow(x, power), Settled.Pow(x, power));

    [Fact]
    public void Powers_of_ten_are_found_on_both_sides_of_a_rounding()
    {
        for (int n = -300; n <= 300; n++)
        {
            double x = Settled.PowerOfTen(n);
            Assert.Equal((n, n, n, n), (Settled.PowerBelow(x), Settled.PowerAbove(x), Settled.PowerBelow(Math.BitDecrement(x)), Settled.PowerAbove(Math.BitIncrement(x))));
        }
    }

    // Each place was looked at: what it shows cannot hang on a last bit. A new one has to be, or goes through Settled or Elementary.
    private static readonly Dictionary<string, string> LookedAt = new()
    {
        ["GdNotebooks.Plotting/Drawing/Settled.cs"] = "takes the last digits off",
        ["GdNotebooks.Plotting/ColourScale.cs"] = "a luminance, compared with a bound",
        ["GdNotebooks.Plotting/Plotly/PlotLayout.Plotly.cs"] = "written with nine digits",
        ["GdNotebooks/Networks/PlainNetwork.cs"] = "the textbook network: its slopes are compared within a tolerance",
        ["GdNotebooks/Networks/Divergence.cs"] = "a bound that says when a network is stuck",
        ["GdNotebooks.Workbook/Playgrounds/CostFormula.cs"] = "the formula that somebody wrote, drawn to a hundredth of a pixel",
        ["GdNotebooks.Workbook/Exercises/"] = "answers, compared within a tolerance and shown with six digits",
    };

    [Fact]
    public void Every_function_that_differs_between_platforms_is_used_where_its_last_bit_is_not_shown()
    {
        string[] uses = [.. Directory.EnumerateFiles(Checkout.Folder("src"), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Checkout.Folder("src"), file).Replace('\\', '/'))
            .Where(file => !file.Contains("/obj/") && !file.Contains("/bin/"))
            .SelectMany(file => File.ReadLines(Checkout.Folder("src", file)).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && PlatformFunction.IsMatch(line))
                .Select(line => (File: file, Line: line.Trim())))
            .Where(use => !LookedAt.Keys.Any(place => use.File.StartsWith(place, StringComparison.Ordinal)))
            .Select(use => $"{use.File}: {use.Line}")];
        Assert.True(uses.Length == 0, "Could a last bit be seen there? Use Settled or Elementary, or say here why not:\n" + string.Join('\n', uses));
    }

    [Theory]
    [InlineData("double y = Math.Exp(x);", true)]
    [InlineData("values.Select(Math.Tanh)", true)]
    [InlineData("float s = MathF.Sin(x);", true)]
    [InlineData("double.Pow(x, 3)", true)]
    [InlineData("double y = Elementary.Exp(x);", false)]
    [InlineData("Math.Sqrt(Math.Max(x, 0))", false)]
    [InlineData("Math.ILogB(x)", false)]
    public void The_search_finds_them(string line, bool found) => Assert.Equal(found, PlatformFunction.IsMatch(line));

    private static double Nudged(double x, int bits) => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(x) + bits);
}
