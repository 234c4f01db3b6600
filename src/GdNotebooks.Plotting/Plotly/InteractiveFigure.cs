using System.Globalization;

namespace GdNotebooks.Plotting;

/// <summary>
/// A figure that can be zoomed, turned and asked for its numbers: plotly.js draws it where scripts run and
/// the network is there; until then, and everywhere else, it is the same static picture as ever.
/// </summary>
[TypeFormatterSource(typeof(DisplayFormatterSource))]
public sealed class InteractiveFigure : Displayable
{
    /// <summary>The pinned version of plotly.js; a page that has loaded another one uses that.</summary>
    internal const string Source = "https://cdn.jsdelivr.net/npm/plotly.js-dist-min@4.1.2/plotly.min.js";

    /// <summary>The hash of that file: a browser refuses any other content.</summary>
    internal const string Integrity = "sha384-hHv6D3tTUUBpp4tVv6t2Dc3oGuRhphmWOTKUR8jWyN0Pnon1g3iebKCNDNmKmxo8";

    private readonly Figure _figure;

    internal InteractiveFigure(Figure figure) => _figure = figure;

    /// <inheritdoc/>
    public override string ToHtml()
    {
        string json = _figure.ToPlotlyJson();
        string key = KeyOf(json);
        return string.Create(CultureInfo.InvariantCulture, $"<div data-gd-figure=\"{key}\">{_figure.ToHtml()}</div><script>{Script(key, json)}</script>");
    }

    /// <inheritdoc/>
    public override string ToString() => _figure.ToString();

    // The JSON escapes every < and &, so it cannot end the script element.
    private static string Script(string key, string json) => $$"""
        (() => {
          const figure = {{json}};
          const draw = () => {
            for (const box of document.querySelectorAll('[data-gd-figure="{{key}}"]:not([data-gd-drawn])')) {
              box.setAttribute('data-gd-drawn', '');
              const plot = document.createElement('div');
              box.appendChild(plot);
              Promise.resolve(Plotly.newPlot(plot, JSON.parse(JSON.stringify(figure.data)), JSON.parse(JSON.stringify(figure.layout)), { displaylogo: false }))
                .then(() => { box.querySelector('img').style.display = 'none'; }, () => { plot.remove(); });
            }
          };
          if (window.Plotly) { draw(); return; }
          let script = document.querySelector('script[data-gd-plotly]');
          if (!script) {
            script = document.createElement('script');
            script.setAttribute('data-gd-plotly', '');
            script.src = '{{Source}}';
            script.integrity = '{{Integrity}}';
            script.crossOrigin = 'anonymous';
            document.head.appendChild(script);
          }
          script.addEventListener('load', draw);
        })();
        """;
}
