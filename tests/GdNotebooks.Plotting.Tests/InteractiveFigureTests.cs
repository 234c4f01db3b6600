using System.Text.Json;
using AngleSharp.Html.Parser;
using GdNotebooks.Plotting;

namespace GdNotebooks.Tests.Plotting;

public class InteractiveFigureTests
{
    private static readonly Plot Figure = Chart.Line([1.0, 4, 9], "</script><img src=x onerror=alert(1)>").WithTitle("Squares");

    [Fact]
    public void Beside_the_script_stands_the_static_picture()
    {
        var document = new HtmlParser().ParseDocument(Figure.Interactive().ToHtml());
        Assert.Equal(2, document.Body!.Children.Length);
        Assert.Equal(new HtmlParser().ParseDocument(Figure.ToHtml()).Body!.InnerHtml, document.Body.Children[0].InnerHtml);
        Assert.Equal("SCRIPT", document.Body.Children[1].TagName);
        Assert.Equal(Figure.ToString(), Figure.Interactive().ToString());
    }

    [Fact]
    public void The_script_is_pinned_to_a_version_and_to_its_content()
    {
        string html = Figure.Interactive().ToHtml();
        Assert.Matches(@"plotly\.js-dist-min@\d+\.\d+\.\d+/", InteractiveFigure.Source);
        Assert.Matches("^sha384-[A-Za-z0-9+/]{64}$", InteractiveFigure.Integrity);
        Assert.Contains($"script.integrity = '{InteractiveFigure.Integrity}'", html, StringComparison.Ordinal);
        Assert.Contains("script.crossOrigin = 'anonymous'", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_json_has_data_and_layout_and_gaps_are_null()
    {
        using var json = JsonDocument.Parse(Chart.Line([1.0, double.NaN, 0.1], "a & b").WithTitle("<b>").WithXTitle("x").ToPlotlyJson());
        var trace = json.RootElement.GetProperty("data")[0];
        Assert.Equal("scatter", trace.GetProperty("type").GetString());
        Assert.Equal("[1,null,0.1]", trace.GetProperty("y").GetRawText());
        Assert.Equal("a &amp; b", trace.GetProperty("name").GetString());
        Assert.Equal("&lt;b&gt;", json.RootElement.GetProperty("layout").GetProperty("title").GetProperty("text").GetString());
        Assert.Equal("x", json.RootElement.GetProperty("layout").GetProperty("xaxis").GetProperty("title").GetProperty("text").GetString());
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
        // Drawing takes a moment: the page looks again and again, in the browser's virtual time.
        string state = Browser.Run($$"""
            <!doctype html><meta charset="utf-8"><pre id="result"></pre><script src="{{new Uri(PlotlyFactAttribute.Script!).AbsoluteUri}}"></script>
            {{Figure.Interactive().ToHtml()}}
            <script>
            const look = left => {
              if (document.querySelector('img').style.display === 'none' || left === 0) {
                document.getElementById('result').textContent = document.querySelector('img').style.display + ' ' + document.querySelectorAll('.scatterlayer .trace').length;
              } else { setTimeout(() => look(left - 1), 20); }
            };
            look(400);
            </script>
            """);
        Assert.Equal("none 1", state);
    }
}
