using GdNotebooks.Plotting;

namespace GdNotebooks.Tests.Plotting;

public class PaletteTests
{
    public static TheoryData<Colour> Colours => [.. Enum.GetValues<Colour>()];

    [Theory]
    [MemberData(nameof(Colours))]
    public void Every_series_colour_stands_out_from_its_paper(Colour colour)
    {
        var ink = Palette.Of(colour);
        Assert.True(Contrast(ink.Light, Palette.Paper.Light) >= 3, $"light {Contrast(ink.Light, Palette.Paper.Light):0.00}");
        Assert.True(Contrast(ink.Dark, Palette.Paper.Dark) >= 3, $"dark {Contrast(ink.Dark, Palette.Paper.Dark):0.00}");
    }

    [Fact]
    public void Text_is_easy_to_read_on_both_papers()
    {
        foreach (var ink in new[] { Palette.Text, Palette.Muted })
        {
            Assert.True(Contrast(ink.Light, Palette.Paper.Light) >= 4.5);
            Assert.True(Contrast(ink.Dark, Palette.Paper.Dark) >= 4.5);
        }
    }

    // Machado, Oliveira and Fernandes (2009), in linear RGB.
    private static readonly Dictionary<string, double[]> Vision = new()
    {
        ["deuteranopia"] = [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881],
        ["protanopia"] = [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
        ["tritanopia"] = [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900],
        ["all cones"] = [1, 0, 0, 0, 1, 0, 0, 0, 1],
    };

    [Theory]
    [InlineData("deuteranopia")]
    [InlineData("protanopia")]
    [InlineData("tritanopia")]
    [InlineData("all cones")]
    public void The_colours_of_a_chart_stay_apart_with_every_kind_of_colour_vision(string vision)
    {
        foreach (bool dark in new[] { false, true })
        {
            var seen = Enumerable.Range(0, Palette.Cycle).Select(i => Lab(Vision[vision], Rgb.Parse(dark ? Palette.Of((Colour)i).Dark : Palette.Of((Colour)i).Light))).ToArray();
            for (int i = 0; i < seen.Length; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    double difference = Math.Sqrt(Enumerable.Range(0, 3).Sum(k => Math.Pow(seen[i][k] - seen[j][k], 2)));
                    Assert.True(difference > 10, $"{(Colour)i} and {(Colour)j} differ by {difference:0.0} ({(dark ? "dark" : "light")})");
                }
            }
        }
    }

    [Fact]
    public void More_is_brighter_on_the_sequential_scale()
    {
        var scale = new ColourScale(Scale.Sequential, 0, 1);
        double[] luminances = [.. Enumerable.Range(0, 101).Select(i => scale[i / 100.0].Luminance)];
        Assert.Equal(luminances.Order(), luminances);
    }

    [Fact]
    public void Zero_is_the_palest_of_the_diverging_scale_and_its_ends_are_equally_strong()
    {
        var scale = ColourScale.Over(Scale.Diverging, [-1, 5, double.NaN]);
        Assert.Equal((-5, 5), (scale.Low, scale.High));
        Assert.True(scale[0].Luminance > 0.85);
        Assert.All(new[] { -5.0, -2.5, 2.5, 5 }, v => Assert.True(scale[v].Luminance < scale[0].Luminance - 0.2));
        Assert.InRange(scale[-5].Luminance / scale[5].Luminance, 0.5, 2);
    }

    [Fact]
    public void Equal_values_and_none_at_all_have_a_colour_too()
    {
        Assert.Equal(new ColourScale(Scale.Sequential, 3, 3)[3], new ColourScale(Scale.Sequential, 0, 1)[0.5]);
        Assert.Equal((0, 1), (ColourScale.Over(Scale.Sequential, []).Low, ColourScale.Over(Scale.Sequential, []).High));
    }

    private static double Contrast(string a, string b)
    {
        double[] luminances = [.. new[] { Rgb.Parse(a).Luminance, Rgb.Parse(b).Luminance }.Order()];
        return (luminances[1] + 0.05) / (luminances[0] + 0.05);
    }

    private static double[] Lab(double[] m, Rgb colour)
    {
        double[] linear = [.. new[] { colour.R, colour.G, colour.B }.Select(c => c / 255.0).Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4))];
        double[] s = [.. Enumerable.Range(0, 3).Select(r => Math.Clamp((m[3 * r] * linear[0]) + (m[(3 * r) + 1] * linear[1]) + (m[(3 * r) + 2] * linear[2]), 0, 1))];
        double x = F(((0.4124 * s[0]) + (0.3576 * s[1]) + (0.1805 * s[2])) / 0.95047), y = F((0.2126 * s[0]) + (0.7152 * s[1]) + (0.0722 * s[2])), z = F(((0.0193 * s[0]) + (0.1192 * s[1]) + (0.9505 * s[2])) / 1.08883);
        return [(116 * y) - 16, 500 * (x - y), 200 * (y - z)];
        static double F(double t) => t > 0.008856 ? Math.Cbrt(t) : (7.787 * t) + (16.0 / 116);
    }
}
