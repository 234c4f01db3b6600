using System.Globalization;
using System.Xml.Linq;
using GdNotebooks.Plotting;

namespace GdNotebooks.Tests.Plotting;

/// <summary>
/// Charts of the kinds that plotting programs are known to draw blank, to label wrongly or to fail on. The kinds are
/// known from public threads; the charts are made up.
/// </summary>
public class KnownChartFaultsTests
{
    private const double NaN = double.NaN, Infinity = double.PositiveInfinity;

    // The topic, the chart, and how many marks of its data it has to show at least.
    public static TheoryData<string, Figure, int> Cases => new()
    {
        { "bars on a logarithmic axis", Chart.Bar([1000, 2, 3.0]).WithLogY(), 3 },
        { "bars that are all 0 on a logarithmic axis", Chart.Bar([0, 0, 0.0]).WithLogY(), 0 },
        { "a bar without a value", Chart.Bar([NaN, 1]), 1 },
        { "a bar without end", Chart.Bar([Infinity, 1]), 1 },
        { "a gap in the x of a logarithmic axis", Chart.Line([(NaN, 1.0), (1, 2), (10, 3)]).WithLogX(), 1 },
        { "negative values on a logarithmic axis", Chart.Line([-5, -1, 1, 100.0]).WithLogY(), 1 },
        { "nine powers of ten and more in one field", Chart.Heatmap(new[,] { { 1.0, 1 }, { 1, 2e9 } }), 4 },
        { "a field of one value", Chart.Heatmap(new[,] { { 0.3, 0.3 }, { 0.3, 0.3 } }), 4 },
        { "a field with a hole", Chart.Heatmap(new[,] { { 1, NaN }, { 3, 4 } }), 3 },
        { "a field of negative values alone", Chart.Heatmap(new double[,] { { -100, -10 }, { -50, -20 } }, scale: Scale.Diverging), 4 },
        { "contours of a constant", Chart.Contour((_, _) => 2, 0, 1, 0, 1), 0 },
        { "contours around a pole", Chart.Contour((x, y) => 1 / ((x * x) + (y * y)), -1, 1, -1, 1), 1 },
        { "a histogram of one value", Chart.Histogram([4.2]), 1 },
        { "a histogram of equal values", Chart.Histogram([7, 7, 7.0]), 1 },
        { "a histogram with a value without end", Chart.Histogram([1, 2, 3, Infinity]), 1 },
        { "a histogram of huge values close together", Chart.Histogram([1e15, 1e15 + 1, 1e15 + 2]), 1 },
        { "a range of negative zero", Chart.Line([-0.0, 0.0, -0.0]), 1 },
        { "a line through the ends of the doubles", Chart.Line([-1e308, 0, 1e308]), 1 },
        { "differences in the sixteenth digit", Chart.Line([1, 1 + 2.3e-16, 1 + 4.5e-16]), 1 },
        { "one point", Chart.Scatter([(3.0, 4.0)]), 1 },
        { "a point without a place", Chart.Scatter([(NaN, NaN)]), 0 },
        { "arrows without length", Chart.VectorField((_, _) => (0, 0), -1, 1, -1, 1), 0 },
        { "a band whose edges cross", Chart.Band([0, 1, 2.0], [0, 2, 0.0], [1, 1, 1.0]), 1 },
        { "a pole inside a function", Chart.Function(x => 1 / x, -1, 1).WithYRange(-5, 5), 1 },
        { "a surface of one height", Chart.Surface((_, _) => 1, 0, 1, 0, 1), 1 },
        { "bars on the cells of a field", Chart.Bar(["a", "b"], [1, 2.0]).Heatmap(new double[2, 2]), 6 },
        { "words longer than the chart is wide", Chart.Line([1.0, 2]).Text(0.5, 1.5, new string('w', 300)).VerticalLine(0.5, new string('w', 300)), 1 },
        { "images of nothing", Chart.Images([new double[4]], 2), 1 },
        { "no bar at all", Chart.Bar(Array.Empty<double>()), 0 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_there_is_is_drawn_inside_the_picture_and_told(string topic, Figure figure, int marks)
    {
        string svg = figure.ToSvg();
        var drawn = XDocument.Parse(svg).Descendants().Where(e => e.Name.LocalName is "path" or "polyline" or "polygon" or "circle" or "rect" or "line" or "image").ToList();
        Assert.True(drawn.Count >= marks, $"{topic}: {drawn.Count} things are drawn");
        Assert.False(svg.Contains("NaN", StringComparison.Ordinal) || svg.Contains("Infinity", StringComparison.Ordinal) || svg.Contains('∞'), $"{topic}: {svg[..300]}");
        Assert.DoesNotContain(">-0<", svg, StringComparison.Ordinal);
        Assert.DoesNotContain(">−0<", svg, StringComparison.Ordinal);
        foreach (var text in XDocument.Parse(svg).Descendants().Where(e => e.Name.LocalName == "text"))
        {
            Assert.InRange(double.Parse(text.Attribute("x")!.Value, CultureInfo.InvariantCulture), -5, 2000);
        }

        string[] labels = [.. XDocument.Parse(svg).Descendants().Where(e => e.Name.LocalName == "text" && e.Attribute("text-anchor")?.Value == "end" && e.Attribute("transform") is null).Select(e => e.Value)];
        Assert.True(figure is Surface || labels.Length == labels.Distinct().Count(), $"{topic}: the same label twice in {string.Join(" | ", labels)}");
    }
}
