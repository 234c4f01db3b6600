using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using GdNotebooks.Plotting;

namespace GdNotebooks.Tests.Plotting;

public class PlotTests
{
    private static void Refused(string expected, Action draw) =>
        Assert.StartsWith(expected, Assert.ThrowsAny<ArgumentException>(draw).Message, StringComparison.Ordinal);

    [Fact]
    public void What_cannot_be_drawn_is_refused_with_one_sentence()
    {
        Refused("There are 3 xs and 2 ys: a point needs one of each.", () => Chart.Line([1.0, 2, 3], [1.0, 2]));
        Refused("There are 1 names and 2 values: every bar needs one of each.", () => Chart.Bar(["a"], [1.0, 2]));
        Refused("The range from 3 to 1 is empty", () => Chart.Function(Math.Sin, 3, 1));
        Refused("The range from NaN to 1 is empty", () => Chart.Function(Math.Sin, double.NaN, 1));
        Refused("The range from 0 to Infinity is empty", () => Chart.Contour((x, y) => x, 0, double.PositiveInfinity, 0, 1));
        Refused("NaN is no place on an axis", () => Chart.Empty().HorizontalLine(double.NaN));
        Refused("A logarithmic axis cannot begin at -1", () => Chart.Empty().WithXRange(-1, 3).WithLogX());
        Refused("A logarithmic axis cannot begin at 0", () => Chart.Empty().WithLogY().WithYRange(0, 3));
        Refused("There are 2 names for 3 columns.", () => Chart.Heatmap(new double[2, 3], ["a", "b"]));
        Refused("A confusion matrix is square: this one has 2 rows and 3 columns.", () => Chart.ConfusionMatrix(new int[2, 3]));
        Refused("A count cannot be negative: row 1, column 0 is -4.", () => Chart.ConfusionMatrix(new[,] { { 1, 2 }, { -4, 3 } }));
        Refused("Image 1 has 3 pixels, which is no whole number of rows of 2.", () => Chart.Images([[1.0, 2, 3, 4], [1.0, 2, 3]], 2));
        Refused("Image 1 has 2 pixels and image 0 has 4: all must have the same size.", () => Chart.Images([[1.0, 2, 3, 4], [1.0, 2]], 2));
        Refused("There are 1 images and 2 captions: every image needs one.", () => Chart.Images([[1.0]], 1, ["a", "b"]));
        Refused("Colours cannot be full at 0", () => Chart.Images([[1.0]], 1, scale: Scale.Diverging, limit: 0));
        Refused("0 columns cannot hold images", () => Chart.Images([[1.0]], 1, columns: 0));
        Refused("Small multiples need at least one figure.", () => Chart.SmallMultiples([]));
        Refused("The sections hold 3 values together, and there are 2.", () => Chart.Strip([1.0, 2], [("W", 3)]));
        Refused("A marked index lies outside 0 to 1.", () => Chart.Strip([1.0, 2], marked: [(2, "x")]));
        Refused("A network has at least two layers with at least one neuron each, not 784.", () => Chart.Network([784]));
        Refused("0 intervals cannot be drawn", () => Chart.Histogram([1.0], 0));
        Refused("\"Q\" is no format for numbers, such as 0.00.", () => Chart.Heatmap(new double[2, 2], format: "Q"));
        Refused("Markers of radius -3 cannot be drawn", () => Chart.Scatter([(1.0, 2)], radius: -3));
        Refused("Markers of radius NaN cannot be drawn", () => Chart.Scatter([(1.0, 2)], radius: double.NaN));
        Refused("There is no colour 99: there are Blue, Vermillion", () => Chart.Line([1.0, 2], colour: (Colour)99).ToSvg());
        Refused("Figure 1 is null.", () => Chart.SmallMultiples([Chart.Empty(), null!]));
        Refused("Image 0 is null.", () => Chart.Images([null!]));
        Refused("A landscape cannot be seen from NaN degrees around", () => Chart.Surface((x, y) => x, 0, 1, 0, 1).SeenFrom(double.NaN, 30));
        Refused("1 arrows a side cannot be drawn", () => Chart.VectorField((x, y) => (x, y), 0, 1, 0, 1, 1));
        Refused("An animation of 0 seconds cannot be followed", () => Chart.Empty().AnimatedPath([(0, 0)], seconds: 0));
        Refused("A landscape cannot be seen from 90 degrees above the horizon", () => Chart.Surface((x, y) => x, 0, 1, 0, 1).SeenFrom(0, 90));
    }

    [Fact]
    public void Data_that_make_no_sense_on_a_logarithmic_axis_are_left_out()
    {
        string svg = Chart.Line([1.0, 10, 0, -5, 100, 1000]).WithLogY().ToSvg();
        Assert.Equal(2, XDocument.Parse(svg).Root!.Elements().Count(e => e.Attribute("stroke-width")?.Value == "2"));
        Assert.Contains("nothing to show", Chart.Line([-1.0, -2]).WithLogY().ToSvg(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_curve_goes_through_its_points_where_the_axes_say()
    {
        // Two points in opposite corners of a known range: the line's ends are the corners of the box.
        var svg = XDocument.Parse(Chart.Line([(0.0, 0.0), (10.0, 5.0)]).WithXRange(0, 10).WithYRange(0, 5).ToSvg()).Root!;
        var vertical = Lines(svg, "1").Where(l => l[0] == l[2]).Select(l => l[0]).ToArray();
        var horizontal = Lines(svg, "1").Where(l => l[1] == l[3]).Select(l => l[1]).ToArray();
        double[] line = Assert.Single(Lines(svg, "2"));
        Assert.Equal([vertical.Min(), horizontal.Max(), vertical.Max(), horizontal.Min()], line);
    }

    [Fact]
    public void With_equal_aspect_a_unit_is_as_long_upwards_as_sideways()
    {
        double[] line = Assert.Single(Lines(XDocument.Parse(Chart.Line([(0.0, 0.0), (10.0, 5.0)]).WithEqualAspect().ToSvg()).Root!, "2"));
        Assert.Equal((line[2] - line[0]) / 2, line[1] - line[3], 1);
    }

    [Fact]
    public void A_cell_that_rounds_to_zero_has_no_minus()
    {
        var heatmap = Chart.Heatmap(new[,] { { 1, -0.04 }, { -0.06, 0 } }, scale: Scale.Diverging, format: "0.0");
        Assert.Equal(["1.0", "0.0", "−0.1", "0.0"], XDocument.Parse(heatmap.ToSvg()).Root!.Elements().Where(e => e.Name.LocalName == "text" && e.Attribute("text-anchor")?.Value == "middle")
            .Select(e => e.Value).Where(text => text.Contains('.', StringComparison.Ordinal)));
        Assert.DoesNotContain("−0.0", heatmap.ToXPlot().GetPlottingJS(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_label_of_a_mark_in_a_short_block_stands_beside_the_block()
    {
        var svg = XDocument.Parse(Chart.Strip(Enumerable.Repeat(1.0, 1010), [("long", 1000), ("short", 10)], [(3, "in the long one"), (1001, "in the short one")]).ToSvg()).Root!;
        double number(XElement e, string name) => double.Parse(e.Attribute(name)!.Value, CultureInfo.InvariantCulture);
        var blocks = svg.Elements().Where(e => e.Name.LocalName == "image").Select(e => (Left: number(e, "x"), Right: number(e, "x") + number(e, "width"))).ToArray();
        double x(string label) => svg.Elements().Where(e => e.Value == label).Min(e => number(e, "x"));

        Assert.True(x("in the short one") > blocks[1].Right);
        Assert.InRange(x("in the long one"), blocks[0].Left, blocks[0].Left + 40);
    }

    [Fact]
    public void Colours_that_are_chosen_are_not_given_to_others()
    {
        string svg = Chart.Line([1.0, 2], colour: Colour.Vermillion).Line([2.0, 3]).Line([3.0, 4]).Line([5.0, 6], colour: Colour.Blue).ToSvg();
        string[] strokes = [.. XDocument.Parse(svg).Root!.Elements().Where(e => e.Attribute("stroke-width")?.Value == "2").Select(e => e.Attribute("stroke")!.Value)];
        Assert.Equal(new[] { Colour.Vermillion, Colour.Green, Colour.Purple, Colour.Blue }.Select(c => Palette.Of(c).Light), strokes);
    }

    [Fact]
    public void A_million_points_make_a_small_file_with_every_peak()
    {
        double[] ys = [.. Enumerable.Range(0, 1_000_000).Select(i => i == 700_001 ? 50.0 : Math.Sin(i / 1e4))];
        var plot = Chart.Line(ys).WithYRange(-2, 51);
        Assert.True(plot.ToSvg().Length < 200_000);
        double top = Lines(XDocument.Parse(plot.ToSvg()).Root!, "2").SelectMany(l => l.Where((_, i) => i % 2 == 1)).Min();
        var flat = Lines(XDocument.Parse(plot.ToSvg()).Root!, "1").Where(l => l[1] == l[3]).Select(l => l[1]).ToArray();
        Assert.True(top <= flat.Min() + 1, "the peak is missing");
        string script = plot.ToXPlot().GetPlottingJS();
        Assert.True(script.Length < 1_000_000);
        Assert.Contains(",50.0,", script, StringComparison.Ordinal);
    }

    [Fact]
    public void Bars_stand_on_zero_and_several_sets_side_by_side()
    {
        var svg = XDocument.Parse(Chart.Bar([1.0, -1], "a").Bar([2.0, 0.5], "b").ToSvg()).Root!;
        var bars = svg.Elements().Where(e => e.Name.LocalName == "rect" && e.Attribute("fill")!.Value is "#0072b2" or "#d55e00").Select(e => new[] { "x", "y", "width", "height" }
            .Select(a => double.Parse(e.Attribute(a)!.Value, CultureInfo.InvariantCulture)).ToArray()).Take(4).ToArray();
        Assert.Equal(bars[0][1] + bars[0][3], bars[1][1], 1);
        Assert.Equal(2, bars[2][3] / bars[0][3], 1);
        Assert.True(bars[0][0] + bars[0][2] <= bars[2][0]);
    }

    [Fact]
    public void A_histogram_counts_every_finite_value_once()
    {
        double[] values = [0, 0.1, 0.5, 0.99, 1, double.NaN, double.PositiveInfinity];
        var histogram = Histogram.Of(values, 2);
        Assert.Equal([2, 3], histogram.Counts);
        Assert.Equal((0, 1), (histogram.From, histogram.To));
        Assert.Equal([1], Histogram.Of([7.0], 1).Counts);
        Assert.Empty(Histogram.Of([], 5).Counts);
    }

    [Fact]
    public void Animations_start_at_the_first_step_and_rest_at_the_last_which_is_also_the_still_picture()
    {
        var svg = XDocument.Parse(Chart.Function(w => w * w, -2, 2).RollingBall(w => w * w, [-2, -1, -0.5, 0.25]).AnimatedPath([(-2, 4), (0, 0), (1, 1)]).ToSvg()).Root!;
        var animations = svg.Descendants().Where(e => e.Name.LocalName == "animate").ToArray();
        Assert.Equal(5, animations.Length);
        foreach (var animation in animations)
        {
            double[] times = [.. animation.Attribute("keyTimes")!.Value.Split(';').Select(t => double.Parse(t, CultureInfo.InvariantCulture))];
            string[] values = animation.Attribute("values")!.Value.Split(';');
            Assert.Equal(times.Length, values.Length);
            Assert.Equal((0, 1), (times[0], times[^1]));
            Assert.Equal(times.Order(), times);
            Assert.Equal(values[^2], values[^1]);
            string attribute = animation.Attribute("attributeName")!.Value;
            Assert.Equal(values[^1], attribute == "stroke-dashoffset" ? "0" : animation.Parent!.Attribute(attribute)!.Value);
        }
    }

    [Fact]
    public void Whoever_asked_for_less_motion_gets_the_still_picture()
    {
        var svg = XDocument.Parse(Chart.Function(w => w * w, -2, 2).AnimatedPath([(-2, 4), (0, 0), (1, 1)]).ToSvg()).Root!;
        Assert.Contains("@media (prefers-reduced-motion:reduce){.gd-moving{display:none}.gd-still{display:inline}}", svg.Value, StringComparison.Ordinal);
        var still = svg.Descendants().Single(e => e.Attribute("class")?.Value == "gd-still");
        Assert.Equal("none", still.Attribute("display")!.Value);
        Assert.DoesNotContain(still.Descendants(), e => e.Name.LocalName == "animate");
        Assert.Equal(6, still.Elements().Count());
    }

    [Fact]
    public void Balls_that_rest_in_one_place_are_all_seen_in_the_still_picture_each_with_its_steps()
    {
        double[][] walks = [[-2, -1, 0], [2, 1, 0], [1.5, 0.5, 0]];
        var chart = walks.Aggregate(Chart.Function(w => w * w, -2, 2), (c, walk) => c.RollingBall(w => w * w, walk));
        var stills = XDocument.Parse(chart.ToSvg()).Descendants().Where(e => e.Attribute("class")?.Value == "gd-still").ToArray();
        double[] radii = [.. stills.Select(s => double.Parse(s.Elements().Last().Attribute("r")!.Value, CultureInfo.InvariantCulture))];

        Assert.Equal(3, radii.Length);
        Assert.True(radii[0] > radii[1] + 1.5 && radii[1] > radii[2] + 0.5, string.Join(' ', radii));
        Assert.All(stills, s => Assert.Equal(5, s.Elements().Count(e => e.Name.LocalName == "circle")));
    }

    [Theory]
    [InlineData("slope -6.00 at step 0", "slope −6.00 at step 0")]
    [InlineData("(-2, 1)", "(−2, 1)")]
    [InlineData("along -∇C", "along −∇C")]
    [InlineData("-1", "−1")]
    [InlineData("784-16-16-10", "784-16-16-10")]
    [InlineData("one-sided, 2026-11-26, a - b", "one-sided, 2026-11-26, a - b")]
    public void Texts_have_the_minus_sign_of_the_ticks(string text, string drawn) =>
        Assert.Contains($">{drawn}</text>", Chart.Scatter([(0.0, 0.0), (1, 1)]).Text(0.5, 0.5, text).ToSvg(), StringComparison.Ordinal);

    [Fact]
    public void A_region_is_where_its_condition_holds()
    {
        var disc = Chart.Empty().Region((x, y) => (x * x) + (y * y) < 1, -2, 2, -2, 2);
        Assert.Contains("region that covers 19 % of x from -2 to 2", disc.ToString(), StringComparison.Ordinal);
        Assert.Contains("fill-rule=\"evenodd\"", Chart.Empty().Region((x, y) => (x * x) + (y * y) >= 1, -2, 2, -2, 2).ToSvg(), StringComparison.Ordinal);
        Assert.DoesNotContain("evenodd", Chart.Empty().Region((x, y) => (x * x) + (y * y) < 1, -2, 2, -2, 2).ToSvg(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_ball_rolls_on_the_curve_and_not_through_it()
    {
        var svg = XDocument.Parse(Chart.Empty().RollingBall(w => w * w, [-2, 2]).WithXRange(-2.5, 2.5).WithYRange(-1, 5).ToSvg()).Root!;
        double[] ys = [.. svg.Descendants().Single(e => e.Attribute("attributeName")?.Value == "cy").Attribute("values")!.Value.Split(';').Select(v => double.Parse(v, CultureInfo.InvariantCulture))];
        Assert.True(ys.Max() - ys[0] > 100, "half way the ball must be at the bottom of the valley");
    }

    [Fact]
    public void Contour_levels_are_round_numbers_inside_the_range_of_values()
    {
        var levels = Contours.RoundLevels(Grid.Of((x, y) => (x * x) + (y * y), -3, 3, -3, 3, 31), 12);
        Assert.InRange(levels.Length, 5, 14);
        Assert.All(levels, l => Assert.InRange(l, 1e-9, 18 - 1e-9));
        Assert.All(levels, l => Assert.Equal(Math.Round(l), l));
        Assert.Empty(Contours.RoundLevels(Grid.Of((x, y) => 4, 0, 1, 0, 1, 5), 10));
    }

    [Fact]
    public void Functions_that_are_nowhere_or_almost_nowhere_finite_are_drawn_all_the_same()
    {
        foreach (var f in new Func<double, double, double>[] { (x, y) => double.NaN, (x, y) => 1 / ((x * x) + (y * y)), (x, y) => double.PositiveInfinity, (x, y) => 7, (x, y) => x > 0 ? 1e308 : -1e308 })
        {
            foreach (var figure in new Figure[] { Chart.Contour(f, -1, 1, -1, 1), Chart.Contour(f, -1, 1, -1, 1, filled: false), Chart.Surface(f, -1, 1, -1, 1).Path([(-1, -1), (0, 0)]), Chart.VectorField((x, y) => (f(x, y), f(y, x)), -1, 1, -1, 1) })
            {
                string svg = figure.ToSvg();
                _ = XDocument.Parse(svg);
                Assert.DoesNotMatch(@"[^a-zA-Z""#]NaN", Regex.Replace(svg, "<desc>.*?</desc>", ""));
            }
        }
    }

    [Fact]
    public void A_label_of_any_characters_stays_text()
    {
        string hostile = "</text><script>alert(1)</script>\" onload=\"x";
        string svg = Chart.Line([1.0, 2], hostile).Text(0, 1, hostile).HorizontalLine(1, hostile).WithTitle(hostile).WithXTitle(hostile).WithYTitle(hostile).WithDescription(hostile).ToSvg();
        Assert.DoesNotContain(XDocument.Parse(svg).Descendants(), e => e.Name.LocalName == "script");
    }

    private static double[][] Lines(XElement svg, string width) =>
    [
        .. svg.Elements().Where(e => e.Name.LocalName == "path" && e.Attribute("stroke-width")?.Value == width)
            .Select(e => Regex.Matches(e.Attribute("d")!.Value, "-?[0-9.]+").Select(m => double.Parse(m.Value, CultureInfo.InvariantCulture)).ToArray()),
    ];
}
