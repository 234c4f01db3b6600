using System.Xml.Linq;
using GdNotebooks.Plotting;

namespace GdNotebooks.Tests.Plotting;

/// <summary>Theme, width, size of letters and paper: what they change, and that they change nothing else.</summary>
public class ThemeTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<Theme> Themes => [.. Enum.GetValues<Theme>()];

    private static Plot Six => Enum.GetValues<Colour>().Take(Palette.Cycle).Aggregate(
        Chart.Empty(), (plot, colour) => plot.Function(x => Math.Sin(x + (int)colour), 0, 6, colour.ToString(), colour));

    [Theory]
    [MemberData(nameof(Themes))]
    public void The_same_figure_is_the_same_bytes_in_every_theme(Theme theme)
    {
        foreach (var (name, figure) in Recipes.All.Where(r => !r.Key.StartsWith('m')))
        {
            string svg = figure.WithTheme(theme).ToSvg();
            Assert.True(svg == figure.WithTheme(theme).ToSvg(), name);
            Assert.Equal("svg", XDocument.Parse(svg).Root!.Name.LocalName);
        }
    }

    [Fact]
    public void Only_what_follows_the_reader_has_a_style_for_the_dark()
    {
        foreach (var theme in Enum.GetValues<Theme>())
        {
            string svg = Six.WithTheme(theme).ToSvg();
            Assert.Equal(theme == Theme.Auto, svg.Contains("prefers-color-scheme", StringComparison.Ordinal));
            Assert.Equal(theme == Theme.Auto, svg.Contains("class=", StringComparison.Ordinal));
        }

        Assert.Equal(Six.ToSvg(), Six.WithTheme(Theme.Auto).ToSvg());
        Assert.Contains(Palette.Paper.Dark, Six.WithTheme(Theme.Dark).ToSvg(), StringComparison.Ordinal);
        Assert.DoesNotContain(Palette.Paper.Dark, Six.WithTheme(Theme.Light).ToSvg(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_print_has_no_card_and_six_lines_that_differ_by_dash_and_by_marker()
    {
        var svg = XDocument.Parse(Six.WithTheme(Theme.Print).ToSvg());

        Assert.DoesNotContain(svg.Descendants(), e => e.Attribute("rx")?.Value == "8" || e.Attribute("stroke")?.Value == Palette.Edge.Print);
        var lines = Enum.GetValues<Colour>().Take(Palette.Cycle).Select(colour =>
        {
            string ink = Palette.Of(colour).Print;
            string dash = svg.Descendants(Svg + "path").First(p => p.Attribute("stroke")?.Value == ink).Attribute("stroke-dasharray")?.Value ?? "";
            var marker = svg.Descendants(Svg + "path").FirstOrDefault(p => p.Attribute("fill")?.Value == ink);
            return (Dash: dash, Marker: marker is null ? "" : Shape(marker.Attribute("d")!.Value));
        }).ToList();
        Assert.Equal(Palette.Cycle, lines.Select(l => l.Dash).Distinct().Count());
        Assert.Equal(Palette.Cycle, lines.Select(l => l.Marker).Distinct().Count());
    }

    // A closed path from its first corner: where the others are, wherever it stands.
    private static string Shape(string path)
    {
        double[] numbers = [.. path.Trim('M', 'Z').Split(' ').Select(n => double.Parse(n, System.Globalization.CultureInfo.InvariantCulture))];
        return string.Join(' ', numbers.Select((n, i) => Math.Round(n - numbers[i % 2])));
    }

    [Fact]
    public void Printed_colours_stand_out_from_paper_and_from_each_other_without_any_hue()
    {
        double[] lightness = [.. Enumerable.Range(0, Palette.Cycle).Select(i => Rgb.Parse(Palette.Of((Colour)i).Print).Luminance).Select(y => (116 * Math.Cbrt(y)) - 16).Order()];
        Assert.All(Enumerable.Range(0, Palette.Cycle), i => Assert.True(1.05 / (Rgb.Parse(Palette.Of((Colour)i).Print).Luminance + 0.05) >= 3, $"{(Colour)i}"));
        Assert.All(lightness.Zip(lightness.Skip(1)), pair => Assert.True(pair.Second - pair.First > 8, $"{pair.First:0.0} and {pair.Second:0.0}"));
    }

    [Fact]
    public void Printed_signs_are_told_by_lightness_alone()
    {
        var scale = ColourScale.Over(Scale.Diverging, [-1, 1]).In(Theme.Print);
        double[] luminances = [.. Enumerable.Range(0, 101).Select(i => scale.At(i / 100.0).Luminance)];
        Assert.Equal(luminances.Order(), luminances);
        Assert.Equal(ColourScale.Over(Scale.Diverging, [-1, 1])[0.3], ColourScale.Over(Scale.Diverging, [-1, 1]).In(Theme.Dark)[0.3]);
    }

    [Fact]
    public void Nothing_moves_on_paper_and_what_stands_still_is_seen()
    {
        string svg = Recipes.All["rolling-balls"].WithTheme(Theme.Print).ToSvg();

        Assert.Contains("<animate", Recipes.All["rolling-balls"].ToSvg(), StringComparison.Ordinal);
        Assert.DoesNotContain("<animate", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("display=\"none\"", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Transparent_paper_is_none()
    {
        foreach (var theme in Enum.GetValues<Theme>())
        {
            Assert.Single(Papers(Six.WithTheme(theme)));
            Assert.Empty(Papers(Six.WithTheme(theme).WithTransparentPaper()));
        }

        static IEnumerable<XElement> Papers(Figure figure) => XDocument.Parse(figure.ToSvg()).Descendants(Svg + "rect")
            .Where(r => double.Parse(r.Attribute("width")!.Value, System.Globalization.CultureInfo.InvariantCulture) >= figure.Width - 1);
    }

    [Fact]
    public void Letters_of_half_as_much_again_are_the_picture_of_two_thirds_of_the_width()
    {
        var large = XDocument.Parse(Six.WithSize(600, 420).WithFontSize(18).ToSvg()).Root!;

        Assert.Equal(("600", "420", "0 0 400 280"), (large.Attribute("width")!.Value, large.Attribute("height")!.Value, large.Attribute("viewBox")!.Value));
    }

    [Theory]
    [InlineData(320)]
    [InlineData(1200)]
    public void Another_width_and_back_is_arranged_as_before(int width)
    {
        foreach (var (name, figure) in Recipes.All.Where(r => r.Value is SmallMultiples))
        {
            var other = figure.WithWidth(width);
            Assert.True(other.Width == width && other.Height > 200, $"{name}: {other.Width} by {other.Height}");
        }

        Assert.Equal((640, 400), (Six.WithWidth(640).Width, Six.WithWidth(640).Height));
        Assert.Equal(Six.ToSvg(), Six.WithWidth(640).WithFontSize(12).ToSvg());
    }

    [Fact]
    public void Three_panels_side_by_side_stand_below_each_other_where_there_is_no_room()
    {
        var triptych = Chart.SmallMultiples(Enumerable.Range(0, 3).Select(_ => Chart.Line([1.0, 2.0])));

        Assert.Equal((320, 810), (triptych.WithWidth(320).Width, triptych.WithWidth(320).Height));
        Assert.Equal(triptych.Height, triptych.WithWidth(760).Height);
    }

    [Fact]
    public void What_cannot_be_drawn_is_refused_in_a_sentence()
    {
        Assert.StartsWith("A figure of width 100 cannot be drawn: 120 to 4000 can.", Assert.Throws<ArgumentOutOfRangeException>(() => Six.WithWidth(100)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Letters of size 5 are not for a figure: 6 to 36 are.", Assert.Throws<ArgumentOutOfRangeException>(() => Six.WithFontSize(5)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Letters of size NaN", Assert.Throws<ArgumentOutOfRangeException>(() => Six.WithFontSize(double.NaN)).Message, StringComparison.Ordinal);
        Assert.StartsWith("There is no theme 9.", Assert.Throws<ArgumentOutOfRangeException>(() => Six.WithTheme((Theme)9)).Message, StringComparison.Ordinal);
    }
}
