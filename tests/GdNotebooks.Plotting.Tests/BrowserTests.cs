using System.Text.Json;
using GdNotebooks.Plotting;

namespace GdNotebooks.Tests.Plotting;

public class BrowserTests
{
    private sealed record Written(string Figure, string Text, double Left, double Top, double Right, double Bottom, bool Turned);

    [BrowserFact]
    public void All_texts_lie_inside_the_picture_and_none_collide()
    {
        var figures = Recipes.All.ToDictionary();
        foreach (var (name, figure) in Recipes.All.Where(r => r.Value is Plot && !r.Key.StartsWith("many", StringComparison.Ordinal)))
        {
            foreach (var (width, height) in new[] { (320, 240), (480, 300), (1000, 600) })
            {
                figures[$"{name} at {width} by {height}"] = figure.WithSize(width, height);
            }
        }

        foreach (var (name, figure) in Recipes.All.Where(r => !r.Key.StartsWith("many", StringComparison.Ordinal)))
        {
            foreach (int width in new[] { 320, 480, 800, 1200 })
            {
                figures[$"{name} {width} wide"] = figure.WithWidth(width);
            }

            figures[$"{name} printed small"] = figure.WithTheme(Theme.Print).WithWidth(320);
        }

        string pictures = string.Concat(figures.Select(r => $"<div data-name=\"{r.Key}\">{r.Value.ToSvg()}</div>"));
        string json = Browser.Run($$"""
            <!doctype html><meta charset="utf-8"><body style="margin:0">{{pictures}}<pre id="result"></pre><script>
            const found = [];
            for (const div of document.querySelectorAll('div[data-name]')) {
              const svg = div.querySelector('svg'), frame = svg.getBoundingClientRect();
              for (const text of svg.querySelectorAll('text')) {
                const box = text.getBBox(), matrix = text.getCTM(), around = text.getBoundingClientRect();
                found.push({ Figure: div.dataset.name, Text: text.textContent, Left: around.left - frame.left, Top: around.top - frame.top,
                  Right: around.right - frame.left, Bottom: around.bottom - frame.top, Turned: Math.abs(matrix.b) > 1e-6 || box.width === 0 });
              }
            }
            document.getElementById('result').textContent = JSON.stringify(found);
            </script></body>
            """);
        var texts = JsonSerializer.Deserialize<Written[]>(json)!;
        Assert.True(texts.Length > 2000, $"only {texts.Length} texts were measured");

        var outside = texts.Where(t => figures[t.Figure] is var f && (t.Left < 0 || t.Top < 0 || t.Right > f.Width || t.Bottom > f.Height));
        AssertNone(outside.Select(t => $"{t.Figure}: \"{t.Text}\" {t.Left:0} {t.Top:0} {t.Right:0} {t.Bottom:0}"));

        // Letters fill some three quarters of the line they are measured with: two lines may share a pixel or two.
        var collisions =
            from figure in texts.Where(t => !t.Turned).GroupBy(t => t.Figure)
            from pair in figure.SelectMany((a, i) => figure.Skip(i + 1).Select(b => (A: a, B: b)))
            where pair.A.Left < pair.B.Right - 0.5 && pair.B.Left < pair.A.Right - 0.5 && pair.A.Top < pair.B.Bottom - 2.5 && pair.B.Top < pair.A.Bottom - 2.5
            select $"{figure.Key}: \"{pair.A.Text}\" and \"{pair.B.Text}\"";
        AssertNone(collisions);
    }

    private static void AssertNone(IEnumerable<string> faults) => Assert.True(!faults.Any(), string.Join('\n', faults));

    [PlotlyFact]
    public void Plotly_finds_no_fault_in_any_figure()
    {
        Assert.Equal(XPlotFigure.Integrity, PlotlyFactAttribute.Hash());
        var drawn = Recipes.All.Where(r => r.Value.WhyNoXPlot is null).ToList();
        string figures = string.Join('\n', drawn.Select(r => $"(Plotly => {{ {r.Value.ToXPlot().GetPlottingJS().Replace("<", "\\u003c", StringComparison.Ordinal)} }})({{ newPlot: (_, data, layout) => check('{r.Key}', data, layout) }});"));

        // XPlot writes titles as texts; plotly.js makes objects of them when it draws, before it looks at anything else.
        string json = Browser.Run($$"""
            <!doctype html><meta charset="utf-8"><pre id="result"></pre><script src="{{new Uri(PlotlyFactAttribute.Script!).AbsoluteUri}}"></script><script>
            const faults = ['checked'];
            const titled = o => Object.fromEntries(Object.entries(o).map(([key, value]) =>
              [key, key === 'title' && typeof value === 'string' ? { text: value } : value?.constructor === Object ? titled(value) : value]));
            let count = 0;
            const check = (name, data, layout) => {
              count++;
              for (const fault of Plotly.validate(data, titled(layout)) ?? []) { faults.push(name + ': ' + fault.msg); }
            };
            {{figures}}
            faults[0] = Plotly.version + ' checked ' + count;
            document.getElementById('result').textContent = JSON.stringify(faults);
            </script>
            """);
        string[] results = JsonSerializer.Deserialize<string[]>(json)!;
        Assert.Equal("2.35.3 checked " + drawn.Count, results[0]);
        Assert.True(results.Length == 1, string.Join('\n', results));
    }
}
