using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using GdNotebooks.Plotting;

namespace GdNotebooks.Tests.Plotting;

/// <summary>Charts that people make and that once came out blank, squeezed, cut, or without words.</summary>
public class DifficultChartTests
{
    private static readonly Plot Linear = Chart.Line([-5, 10, 1000.0]).WithTitle("linear");
    private static readonly Plot Logarithmic = Chart.Line([0.001, 0.01, 0.1]).WithLogY().WithTitle("log");
    private static readonly Plot Bars = Chart.Bar(["a", "b", "c"], [1, 2, 3.0]).WithTitle("bars");
    private static readonly Plot Grid = Chart.Heatmap(new double[,] { { 1, 2 }, { 3, 4 } }).WithTitle("grid");

    // Which of their axes are of different sorts: x, y or both.
    public static TheoryData<string, string, Figure[]> Neighbours => new()
    {
        { "linear and logarithmic", "y", [Linear, Logarithmic] },
        { "logarithmic first", "y", [Logarithmic, Linear] },
        { "bars beside a long line", "xy", [Bars, Chart.Line(Enumerable.Range(0, 500).Select(i => (double)i)).WithTitle("line")] },
        { "more bars, of other names", "x", [Bars, Chart.Bar(Enumerable.Range(0, 40).Select(i => $"{i}"), Enumerable.Range(0, 40).Select(i => i + 1.0)).WithTitle("others")] },
        { "a grid beside a line", "xy", [Grid, Linear] },
        { "logarithmic across", "x", [Chart.Line([1e-6, 1e-3, 1], [1, 2, 3.0]).WithLogX().WithTitle("log x"), Linear] },
        { "a chosen range beside a logarithmic axis", "y", [Linear.WithYRange(-10, 2000), Logarithmic] },
        { "a histogram beside bars", "x", [Chart.Histogram([100, 101, 102, 103.0]).WithTitle("histogram"), Bars] },
    };

    [Theory]
    [MemberData(nameof(Neighbours))]
    public void Charts_with_axes_of_different_sorts_side_by_side_each_fill_their_own(string name, string different, Figure[] figures)
    {
        var drawn = XDocument.Parse(Chart.SmallMultiples(figures).ToSvg()).Descendants()
            .Where(e => e.Attribute("class")?.Value.Contains("gd-blue", StringComparison.Ordinal) == true || (e.Name.LocalName == "rect" && e.Attribute("rx")?.Value == "1.5")).Select(Around).ToList();
        foreach (bool second in new[] { false, true })
        {
            var own = drawn.Where(d => d.Left > 380 == second).ToList();
            Assert.True(own.Count > 0, $"{name}: chart {(second ? 2 : 1)} is blank");
            var (width, height) = (own.Max(d => d.Right) - own.Min(d => d.Left), own.Max(d => d.Bottom) - own.Min(d => d.Top));
            Assert.True(!different.Contains('x') || width > 190, $"{name}: chart {(second ? 2 : 1)} is {width} wide");
            Assert.True(!different.Contains('y') || height > 110, $"{name}: chart {(second ? 2 : 1)} is {height} high");
        }
    }

    [Fact]
    public void Charts_of_one_sort_still_share_their_axes()
    {
        Plot small = Chart.Line([0, 1.0]).WithTitle("small"), large = Chart.Line([0, 100.0]).WithTitle("large");
        var labels = Texts(Chart.SmallMultiples([small, large, Logarithmic, Logarithmic]).ToSvg());
        Assert.Equal(2, labels.Count(l => l == "100"));
        Assert.DoesNotContain("0.2", labels);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(24)]
    public void Long_names_of_bars_can_be_read_and_told_apart(int count)
    {
        string[] names = [.. Enumerable.Range(1, count).Select(i => $"experiment on the whole data set with the learning rate {i / 100.0:0.00}")];
        foreach (var (width, height) in new[] { (640, 400), (360, 300), (900, 500) })
        {
            string svg = Chart.Bar(names, names.Select((_, i) => i + 1.0)).WithSize(width, height).ToSvg();
            var slanting = XDocument.Parse(svg).Descendants().Where(e => e.Name.LocalName == "text" && e.Attribute("transform") is not null).ToList();
            Assert.Equal(slanting.Count, slanting.Select(t => t.Value).Distinct().Count());
            Assert.True(slanting.Count > 3);
            Assert.All(slanting, t => Assert.True(Number(t, "x") - (0.82 * TextWidth.Of(t.Value, 11)) >= 0, t.Value));
        }
    }

    [Fact]
    public void The_name_of_the_first_bar_is_not_cut_at_the_edge()
    {
        var text = XDocument.Parse(Chart.Bar(["cross-entropy with a better start", "b", "c"], [1, 2, 3.0]).WithSize(320, 300).ToSvg()).Descendants().First(e => e.Value.StartsWith("cross", StringComparison.Ordinal));
        Assert.True(Number(text, "x") - (0.82 * TextWidth.Of(text.Value, 11)) >= 0, text.ToString());
    }

    [Theory]
    [InlineData("alpha;beta", "alpha;beta")]
    [InlineData("a very long name number 1;a very long name number 2", "a…r 1;a…r 2")]
    [InlineData("first of two long names;second of two long names", "first o…;seco…")]
    [InlineData("the same long name;the same long name", "the s…;the s…")]
    [InlineData("𝒜𝒜𝒜𝒜𝒜𝒜𝒜1;𝒜𝒜𝒜𝒜𝒜𝒜𝒜2", "𝒜𝒜…;𝒜𝒜…")]
    public void Names_that_are_shortened_stay_different(string names, string expected)
    {
        string[] all = names.Split(';'), fitted = TextWidth.FitAll(all, 34, 11);
        Assert.Equal(all.Distinct().Count(), fitted.Distinct().Count());
        Assert.All(fitted, f => Assert.True(TextWidth.Of(f, 11) <= 34 || f.Length < 2, f));
        if (!expected.Contains("𝒜", StringComparison.Ordinal))
        {
            Assert.Equal(expected, string.Join(';', fitted));
        }
    }

    [Fact]
    public void Long_names_of_rows_leave_room_for_the_cells()
    {
        string[] rows = [.. Enumerable.Range(1, 6).Select(i => "a recipe with cross-entropy, rectified linear units, a better start and a decaying rate, seed " + i)];
        string svg = Chart.Heatmap(new double[6, 3], rows: rows, format: "0").ToSvg();
        var labels = Texts(svg).Where(t => t.Contains('…')).ToList();
        Assert.Equal(6, labels.Distinct().Count());
        Assert.True(XDocument.Parse(svg).Descendants().Where(e => e.Name.LocalName == "rect" && e.Attribute("rx")?.Value == "1.5").Sum(e => Number(e, "width")) > 6 * 300);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(80)]
    [InlineData(3000)]
    public void A_legend_leaves_room_for_the_data_and_counts_what_it_does_not_name(int count)
    {
        var plot = Enumerable.Range(0, count).Aggregate(Chart.Empty(), (p, i) => p.Line([i, i + 5.0, 3], $"line number {i}"));
        foreach (string svg in new[] { plot.ToSvg(), Chart.SmallMultiples([plot, plot.WithTitle("b")]).ToSvg() })
        {
            var horizontal = XDocument.Parse(svg).Descendants().Where(e => e.Attribute("class")?.Value.Contains("gd-grid-", StringComparison.Ordinal) == true)
                .Select(e => Regex.Matches(e.Attribute("d")?.Value ?? "", @"-?\d+(\.\d+)?").Select(m => double.Parse(m.Value, CultureInfo.InvariantCulture)).ToArray()).Where(d => d.Length == 4 && d[1] == d[3]).Select(d => d[1]).ToList();
            Assert.True(horizontal.Max() - horizontal.Min() > 100, $"{count}: the data have {horizontal.Max() - horizontal.Min()} pixels");
            var texts = Texts(svg);
            int named = texts.Count(t => t.StartsWith("line number", StringComparison.Ordinal));
            Assert.Equal(named == count ? [] : [$"… and {count - named} more"], texts.Where(t => t.StartsWith('…')));
            Assert.True(named >= Math.Min(count, 5));
        }
    }

    [Fact]
    public void A_chart_without_one_finite_value_says_so()
    {
        foreach (var figure in new Figure[]
        {
            Chart.Contour((_, _) => double.NaN, 0, 1, 0, 1), Chart.Contour((_, _) => double.NaN, 0, 1, 0, 1, filled: false), Chart.Bar([double.NaN, double.NaN]),
            Chart.Heatmap(new double[,] { { double.NaN, double.NaN } }), Chart.Function(_ => double.NaN, 0, 1), Chart.Surface((_, _) => double.PositiveInfinity, 0, 1, 0, 1),
            Chart.Contour((_, _) => double.NaN, 0, 1, 0, 1).Text(0.5, 0.5, "here"),
        })
        {
            Assert.Contains("nothing to show", Texts(figure.ToSvg()));
        }

        Assert.DoesNotContain("nothing to show", Texts(Chart.Contour((_, _) => double.NaN, 0, 1, 0, 1).Scatter([(0.5, 0.5)]).ToSvg()));
        Assert.DoesNotContain("nothing to show", Texts(Chart.Contour((_, _) => 1, 0, 1, 0, 1).ToSvg()));
    }

    [Fact]
    public void Words_name_only_what_is_drawn()
    {
        Assert.Contains("y from 1 to 4 (1 of 3 lie outside the axes)", Chart.Line([1, 4, 1e6]).WithYRange(0, 10).AltText, StringComparison.Ordinal);
        Assert.Contains("y from 1 to 4 (2 of 4 lie outside the axes)", Chart.Line([-7, 0, 1, 4.0]).WithLogY().AltText, StringComparison.Ordinal);
        Assert.Contains("(1 of 3 are not finite and are left out, 1 lie outside the axes)", Chart.Line([double.NaN, -2, 4.0]).WithLogY().AltText, StringComparison.Ordinal);
        Assert.Contains("no points inside the axes", Chart.Scatter([(1, 1.0)]).WithXRange(2, 3).AltText, StringComparison.Ordinal);
        Assert.Contains("3 bars (1 of 3 have no value that can be shown): a 1, c 3", Chart.Bar(["a", "b", "c"], [1, double.NaN, 3]).AltText, StringComparison.Ordinal);
        Assert.Contains("2 bars (1 of 2 have no value that can be shown): b 5", Chart.Bar(["a", "b"], [-1, 5.0]).WithLogY().AltText, StringComparison.Ordinal);
        Assert.Contains("path of 3 points from (0, 1) to (1, 2) (1 of 3 lie outside the axes)", Chart.Path([(0, 1.0), (1, 2.0), (2, 1e200)]).WithYRange(0, 9).AltText, StringComparison.Ordinal);
        Assert.DoesNotContain("elsewhere", Chart.Line([1, 2.0]).Text(0, 50, "elsewhere").WithYRange(0, 3).AltText, StringComparison.Ordinal);
        Assert.DoesNotContain("line at 50", Chart.Line([1, 2.0]).HorizontalLine(50).WithYRange(0, 3).AltText, StringComparison.Ordinal);
        Assert.Contains("values from 0 to 2", Chart.Contour((x, y) => x + y, 0, 8, 0, 8).WithXRange(0, 1).WithYRange(0, 1).AltText, StringComparison.Ordinal);
        Assert.Contains("heights from 0 to 5", Chart.Surface((x, y) => x + y, 0, 9, 0, 9).WithZRange(0, 5).AltText, StringComparison.Ordinal);
        Assert.Contains("y from 1.000001 to 1.000002", Chart.Line([1.000001, 1.000002]).AltText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1e12)]
    [InlineData(-1e12)]
    [InlineData(1e9)]
    [InlineData(1e14)]
    [InlineData(3e13)]
    public void Small_differences_of_very_large_numbers_are_resolved(double place)
    {
        foreach (bool logarithmic in new[] { false, true }.Where(l => !l || place > 0))
        {
            var plot = Chart.Scatter([(0, place), (1, place + 1), (2, place + 2)]);
            string svg = (logarithmic ? plot.WithLogY() : plot).ToSvg();
            double[] heights = [.. XDocument.Parse(svg).Descendants().Where(e => e.Name.LocalName == "circle").Select(e => Number(e, "cy"))];
            Assert.Equal(3, heights.Length);
            Assert.All(heights.Zip(heights.Skip(1)), pair => Assert.InRange(pair.First - pair.Second, 100, 200));
        }
    }

    private static Box Around(XElement e)
    {
        double[] d = [.. Regex.Matches(e.Attribute("d")?.Value ?? "", @"-?\d+(\.\d+)?").Select(m => double.Parse(m.Value, CultureInfo.InvariantCulture))];
        return d.Length == 0 ? new(Number(e, "x"), Number(e, "y"), Number(e, "width"), Number(e, "height"))
            : Box.Between(new(d.Where((_, i) => i % 2 == 0).Min(), d.Where((_, i) => i % 2 == 1).Min()), new(d.Where((_, i) => i % 2 == 0).Max(), d.Where((_, i) => i % 2 == 1).Max()));
    }

    private static double Number(XElement e, string attribute) => double.Parse(e.Attribute(attribute)?.Value ?? "0", CultureInfo.InvariantCulture);

    private static List<string> Texts(string svg) => [.. XDocument.Parse(svg).Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value)];
}
