using System.Text.Json;
using GdNotebooks.Plotting;

namespace GdNotebooks.Tests.Plotting;

public class BrowserTests
{
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

        var (count, faults) = WrittenTexts.In(figures.Select(f => (f.Key, f.Value.ToSvg())));

        Assert.True(count > 2000, $"only {count} texts were measured");
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

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
