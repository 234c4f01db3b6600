using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using GdNotebooks.Plotting;
using XPlot.Plotly;
using Chart = GdNotebooks.Plotting.Chart;

namespace GdNotebooks.Tests.Plotting;

public class InteractiveFigureTests
{
    private static readonly Plot Figure = Chart.Line([1.0, 4, 9], "</script><img src=x onerror=alert(1)>").WithTitle("Squares");

    [Fact]
    public void Beside_the_script_stands_the_static_picture()
    {
        var document = new HtmlParser().ParseDocument(Figure.Interactive().ToHtml());
        Assert.Equal(2, document.Body!.Children.Length);
        Assert.Equal(new HtmlParser().ParseDocument(Figure.ToHtml()).Body!.InnerHtml, document.Body.Children[0].Children.Single().InnerHtml);
        Assert.Equal("SCRIPT", document.Body.Children[1].TagName);
        Assert.Equal(Figure.ToString(), Figure.Interactive().ToString());
    }

    [Fact]
    public void The_script_is_pinned_to_a_version_and_to_its_content()
    {
        string html = Figure.Interactive().ToHtml();
        Assert.Matches(@"plotly\.js-dist-min@\d+\.\d+\.\d+/", XPlotFigure.Source);
        Assert.Matches("^sha384-[A-Za-z0-9+/]{64}$", XPlotFigure.Integrity);
        Assert.Contains($"script.integrity = '{XPlotFigure.Integrity}'", html, StringComparison.Ordinal);
        Assert.Contains("script.crossOrigin = 'anonymous'", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_chart_is_XPlots_own_and_can_be_changed_further()
    {
        PlotlyChart chart = Chart.Line([1.0, double.NaN, 0.1], "a & b").WithTitle("<b>").WithXTitle("x").ToXPlot();
        using var before = Drawn(chart);
        var trace = before.RootElement.GetProperty("data")[0];
        Assert.Equal("scatter", trace.GetProperty("type").GetString());
        Assert.Equal("[1.0,null,0.1]", trace.GetProperty("y").GetRawText());
        Assert.Equal("a &amp; b", trace.GetProperty("name").GetString());
        Assert.Equal("&lt;b&gt;", before.RootElement.GetProperty("layout").GetProperty("title").GetString());
        Assert.Equal("x", before.RootElement.GetProperty("layout").GetProperty("xaxis").GetProperty("title").GetString());

        chart.WithTitle("mine");
        chart.WithXTitle("step");
        chart.WithSize(300, 200);
        using var after = Drawn(chart);
        Assert.Equal("mine", after.RootElement.GetProperty("layout").GetProperty("title").GetString());
        Assert.Equal("step", after.RootElement.GetProperty("layout").GetProperty("xaxis").GetProperty("title").GetString());
        Assert.Contains("width: 300px; height: 200px;", chart.GetInlineHtml(), StringComparison.Ordinal);
        Assert.Contains(XPlotFigure.Source, chart.GetHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_figure_gives_the_same_bytes_under_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            string one = Recipes.All["contour"].Interactive().ToHtml();
            CultureInfo.CurrentCulture = new CultureInfo("fr-FR");
            Assert.Equal(one, Recipes.All["contour"].Interactive().ToHtml());
            Assert.Equal(Figure.ToXPlot().Id, Figure.ToXPlot().Id);
            Assert.NotEqual(Figure.ToXPlot().Id, Figure.WithTitle("Others").ToXPlot().Id);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("images", "XPlot has no chart for a grid of images.")]
    [InlineData("strip", "XPlot has no chart for a strip of numbers.")]
    public void What_XPlot_has_no_chart_for_stays_the_picture_and_says_so(string recipe, string reason)
    {
        var figure = Recipes.All[recipe];
        Assert.Equal(reason, Assert.Throws<NotSupportedException>(figure.ToXPlot).Message);
        var document = new HtmlParser().ParseDocument(figure.Interactive().ToHtml());
        Assert.Single(document.QuerySelectorAll("img"));
        Assert.DoesNotContain("newPlot", figure.Interactive().ToHtml(), StringComparison.Ordinal);
        Assert.Equal(reason + " The picture stays as it is.", document.QuerySelector("p")!.TextContent);
        Assert.Throws<NotSupportedException>(Chart.SmallMultiples([Figure, figure]).ToXPlot);
    }

    [Fact]
    public void Panels_and_scenes_beyond_those_XPlot_names_are_there()
    {
        using var panels = Drawn(Recipes.All["small-multiples"].ToXPlot());
        Assert.Equal(["x", "x", "x2", "x2", "x3", "x3"], panels.RootElement.GetProperty("data").EnumerateArray().Select(t => t.GetProperty("xaxis").GetString()));
        Assert.Equal("w", panels.RootElement.GetProperty("layout").GetProperty("xaxis3").GetProperty("title").GetString());
        var hill = Chart.Surface((x, y) => x * y, 0, 1, 0, 1);
        using var scenes = Drawn(Chart.SmallMultiples([hill, hill]).ToXPlot());
        Assert.Equal("scene2", scenes.RootElement.GetProperty("data")[1].GetProperty("scene").GetString());
        Assert.True(scenes.RootElement.GetProperty("layout").TryGetProperty("scene2", out _));
        Assert.DoesNotContain("_isSubplotObj", Recipes.All["linked-views"].ToXPlot().GetPlottingJS(), StringComparison.Ordinal);
    }

    /// <summary>What XPlot's script hands to plotly.js.</summary>
    private static JsonDocument Drawn(PlotlyChart chart)
    {
        var parts = Regex.Match(chart.GetPlottingJS(), @"^\s*var data = (.*);\s*var layout = (.*);\s*Plotly\.newPlot\(", RegexOptions.Singleline);
        return JsonDocument.Parse($"{{\"data\":{parts.Groups[1].Value},\"layout\":{parts.Groups[2].Value}}}");
    }

    [BrowserFact]
    public void Where_the_network_is_absent_the_static_picture_stays()
    {
        string state = Browser.Run($$"""
            <!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="script-src 'unsafe-inline'"><pre id="result"></pre>
            {{Figure.Interactive().ToHtml()}}
            <script>document.getElementById('result').textContent = document.querySelectorAll('img').length + ' ' + getComputedStyle(document.querySelector('img')).display;</script>
            """);
        Assert.Equal("1 inline", state);
    }

    [PlotlyFact]
    public void Where_plotly_is_loaded_it_draws_the_figure_in_the_pictures_place()
    {
        // Drawing takes a moment: the page looks again and again, in the browser's virtual time. The cell was run twice.
        string state = Browser.Run($$"""
            <!doctype html><meta charset="utf-8"><pre id="result"></pre><script src="{{new Uri(PlotlyFactAttribute.Script!).AbsoluteUri}}"></script>
            {{Figure.WithXTitle("step").Interactive().ToHtml()}}{{Figure.WithXTitle("step").Interactive().ToHtml()}}
            <script>
            const look = left => {
              const pictures = [...document.querySelectorAll('img')];
              if (pictures.every(p => p.parentElement.style.display === 'none') || left === 0) {
                document.getElementById('result').textContent = pictures.map(p => p.parentElement.style.display) + ' ' + document.querySelectorAll('.scatterlayer .trace').length +
                  ' ' + [...document.querySelectorAll('.gtitle, .xtitle')].map(t => t.textContent);
              } else { setTimeout(() => look(left - 1), 20); }
            };
            look(400);
            </script>
            """);
        Assert.Equal("none,none 2 ", state[.."none,none 2 ".Length]);
        Assert.Equal(["Squares", "Squares", "step", "step"], state["none,none 2 ".Length..].Split(',').Order(StringComparer.Ordinal));
    }
}
