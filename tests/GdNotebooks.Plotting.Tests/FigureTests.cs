using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AngleSharp.Html.Parser;
using GdNotebooks.Plotting;

namespace GdNotebooks.Tests.Plotting;

public class FigureTests
{
    private static readonly Plot Parabola = Chart.Function(w => (w - 3) * (w - 3), -1, 7, "C(w)");

    private static readonly Lazy<(string Name, string Svg, string Json, string Words)[]> Invariant = new(() =>
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        return [.. Recipes.Quick.Select(r => (r.Key, r.Value.ToSvg(), r.Value.Interactive().ToHtml(), r.Value.ToString()))];
    });

    [Fact]
    public void The_html_form_is_one_image_that_holds_the_whole_picture_and_says_what_it_shows()
    {
        var figure = Parabola.WithTitle("A <cost>").WithDescription("It falls & rises.");
        var body = new HtmlParser().ParseDocument(figure.ToHtml()).Body!;
        var image = Assert.Single(body.QuerySelectorAll("*:not(script)"));
        Assert.Equal("IMG", image.TagName);
        Assert.Equal("A <cost>. It falls & rises.", image.GetAttribute("alt"));
        Assert.Equal(("640", "400"), (image.GetAttribute("width"), image.GetAttribute("height")));
        string prefix = "data:image/svg+xml;base64,", source = image.GetAttribute("src")!;
        Assert.StartsWith(prefix, source, StringComparison.Ordinal);
        Assert.Equal(figure.ToSvg(), Encoding.UTF8.GetString(Convert.FromBase64String(source[prefix.Length..])));
    }

    [Fact]
    public void The_plain_form_says_in_words_what_is_shown() => Assert.Equal(
        "Walking downhill. Chart of cost against w: C(w): curve, x from -1 to 7, y from 0 to 16; path of 3 points from (0, 9) to (1.08, 3.6864).",
        Parabola.Path([(0, 9), (0.6, 5.76), (1.08, 3.6864)]).WithTitle("Walking downhill").WithXTitle("w").WithYTitle("cost").ToString());

    [Fact]
    public void The_picture_has_a_title_and_a_description_for_those_who_do_not_see_it()
    {
        var svg = XDocument.Parse(Parabola.WithTitle("Cost").WithDescription("A valley").ToSvg()).Root!;
        Assert.Equal("Cost", svg.Elements().First().Value);
        Assert.Equal("desc", svg.Elements().Skip(1).First().Name.LocalName);
        Assert.StartsWith("A valley. Chart: C(w): curve", svg.Elements().Skip(1).First().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_can_be_shown_carries_the_convention_itself()
    {
        // Attributes of a base class do not count in .NET Interactive.
        var shown = typeof(Displayable).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Displayable)) && !t.IsAbstract).ToArray();
        Assert.Contains(typeof(Plot), shown);
        Assert.All(shown, type => Assert.Contains(type.GetCustomAttributes(inherit: false), a => a.GetType().Name == "TypeFormatterSourceAttribute"));
        Assert.All(shown, type => Assert.NotNull(type.GetMethod("ToHtml", BindingFlags.Public | BindingFlags.Instance, [])));
    }

    [Theory]
    [InlineData("fr-FR")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    public void Every_figure_is_the_same_bytes_under_every_culture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var expected = Invariant.Value;
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo(culture);
            foreach (var (name, svg, json, words) in expected)
            {
                Assert.Equal(svg, Recipes.All[name].ToSvg());
                Assert.Equal(json, Recipes.All[name].Interactive().ToHtml());
                Assert.Equal(words, Recipes.All[name].ToString());
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public void Every_figure_is_the_same_bytes_on_every_thread()
    {
        var once = Recipes.Quick.ToDictionary(r => r.Key, r => r.Value.ToSvg());
        Parallel.ForEach(once, r => Assert.Equal(r.Value, Recipes.All[r.Key].ToSvg()));
    }

    [Theory]
    [InlineData(120, 120)]
    [InlineData(160, 1000)]
    [InlineData(2500, 130)]
    public void Every_figure_can_be_drawn_in_every_size(int width, int height)
    {
        foreach (var (name, figure) in Recipes.Quick)
        {
            var svg = XDocument.Parse(figure.WithSize(width, height).ToSvg()).Root!;
            Assert.Equal($"0 0 {width} {height}", svg.Attribute("viewBox")!.Value);
            string[] negative = [.. svg.Descendants().Attributes().Where(a => a.Name.LocalName is "width" or "height" or "r" && a.Value.StartsWith('-')).Select(a => $"{name}: {a.Parent!.Name.LocalName} {a}")];
            Assert.Empty(negative);
        }
    }

    [Theory]
    [InlineData("descent")]
    [InlineData("13-002-parameters")]
    public void A_name_of_lower_case_letters_digits_and_hyphens_names_the_figure(string name) => Assert.Equal(name, Parabola.Named(name).Name);

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("C:descent")]
    [InlineData("Descent")]
    [InlineData("two words")]
    [InlineData("-a")]
    [InlineData("a--b")]
    [InlineData("é")]
    [InlineData("a.svg")]
    [InlineData("a\0")]
    public void A_name_that_cannot_be_a_file_name_everywhere_is_refused(string name)
    {
        var refused = Assert.Throws<ArgumentException>(() => Parabola.Named(name));
        Assert.Contains($"\"{name}\"", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_longer_than_sixty_letters_is_refused() => Assert.Throws<ArgumentException>(() => Parabola.Named(new string('a', 61)));

    [Fact]
    public void A_size_that_no_screen_has_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Parabola.WithSize(0, 400));
        Assert.Throws<ArgumentOutOfRangeException>(() => Parabola.WithSize(640, 5000));
    }

    [Fact]
    public void Figures_do_not_change_so_a_cell_can_be_run_twice()
    {
        string before = Parabola.ToSvg();
        var more = Parabola.Line([1.0, 2, 3]).WithTitle("more").WithLogY().Named("more").WithSize(200, 200);
        Assert.NotEqual(before, more.ToSvg());
        Assert.Equal(before, Parabola.ToSvg());
        Assert.Null(Parabola.Name);
        var surface = Chart.Surface((x, y) => x * y, 0, 1, 0, 1);
        string still = surface.ToSvg();
        _ = surface.Path([(0, 0), (1, 1)]);
        Assert.Equal(still, surface.ToSvg());
    }

    [Fact]
    public void The_legend_keeps_clear_of_the_data()
    {
        int inside = 0;
        foreach (var (name, figure) in Recipes.All.Where(r => r.Value is Plot))
        {
            var svg = XDocument.Parse(figure.ToSvg()).Root!;
            var legend = svg.Elements().FirstOrDefault(e => e.Name.LocalName == "rect" && e.Attribute("fill-opacity")?.Value == "0.85" && e.Attribute("rx")?.Value == "4");
            if (legend is null || svg.Elements().Any(e => e.Name.LocalName == "g"))
            {
                continue;
            }

            inside++;
            double[] box = [.. new[] { "x", "y", "width", "height" }.Select(a => double.Parse(legend.Attribute(a)!.Value, CultureInfo.InvariantCulture))];
            foreach (var path in svg.Elements().TakeWhile(e => e != legend).Where(e => e.Name.LocalName == "path" && e.Attribute("stroke-width")?.Value is "2" or "1.75"))
            {
                double[] numbers = [.. Regex.Matches(path.Attribute("d")!.Value, "-?[0-9.]+").Select(m => double.Parse(m.Value, CultureInfo.InvariantCulture))];
                for (int i = 0; i + 1 < numbers.Length; i += 2)
                {
                    bool hit = numbers[i] > box[0] && numbers[i] < box[0] + box[2] && numbers[i + 1] > box[1] && numbers[i + 1] < box[1] + box[3];
                    Assert.False(hit, $"{name}: the legend covers ({numbers[i]}, {numbers[i + 1]})");
                }
            }
        }

        Assert.True(inside >= 5, $"only {inside} legends stand inside their chart");
    }

    [Fact]
    public void Dark_readers_get_a_dark_paper_and_all_others_the_colours_on_the_shapes()
    {
        var svg = XDocument.Parse(Parabola.ToSvg()).Root!;
        string style = svg.Elements().Single(e => e.Name.LocalName == "style").Value;
        Assert.StartsWith("@media (prefers-color-scheme:dark){", style, StringComparison.Ordinal);
        var paper = svg.Elements().First(e => e.Name.LocalName == "rect");
        Assert.Equal(Palette.Paper.Light, paper.Attribute("fill")!.Value);
        foreach (string name in svg.Descendants().Attributes("class").SelectMany(c => c.Value.Split(' ')).Distinct())
        {
            Assert.Contains($".{name}{{", style, StringComparison.Ordinal);
        }
    }

}
