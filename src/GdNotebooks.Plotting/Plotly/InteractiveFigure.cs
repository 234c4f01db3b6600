using System.Globalization;
using X = XPlot.Plotly;

namespace GdNotebooks.Plotting;

/// <summary>
/// A figure that can be zoomed, turned and asked for its numbers: plotly.js draws its <see cref="Figure.ToXPlot"/>
/// where scripts run and the network is there; until then, and everywhere else, it is the same static picture
/// as ever. So is, everywhere, what XPlot has no chart for, and a line below says so.
/// </summary>
[TypeFormatterSource(typeof(DisplayFormatterSource))]
public sealed class InteractiveFigure : Displayable
{
    internal InteractiveFigure(Figure figure) => Still = figure;

    /// <summary>The picture that stands where plotly.js does not draw: the one the runner writes, if it has a name.</summary>
    internal Figure Still { get; }

    /// <inheritdoc/>
    public override string ToHtml() => Still.WhyNoXPlot is { } reason
        ? $"<div>{Still.ToHtml()}<p style=\"margin:2px 20px;font-size:85%\"><em>{Canvas.Escape(reason)} The picture stays as it is.</em></p></div>"
        : Page(Still.ToXPlot(), Still.ToHtml());

    /// <inheritdoc/>
    public override string ToString() => Still.ToString();

    /// <summary>A chart that plotly.js draws in the place of what stands for it where it cannot.</summary>
    internal static string Page(X.PlotlyChart chart, string standsForIt)
    {
        string script = Inert(chart.GetPlottingJS()), key = KeyOf(script);
        return string.Create(CultureInfo.InvariantCulture, $"<div data-gd-figure=\"{key}\"><div>{standsForIt}</div></div><script>{Script(key, script)}</script>");
    }

    // XPlot's texts may hold what ends a script element; in its strings the escape means the same character.
    private static string Inert(string script) => script.Replace("<", "\\u003c", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal);

    // XPlot's script asks for the element of its id; here it draws into each place that is its own, however often the cell was run.
    private static string Script(string key, string xplot) => $$"""
        (() => {
          const into = async place => {
            let drawn;
            const Plotly = { newPlot: (_, data, layout) => { drawn = window.Plotly.newPlot(place, data, layout, { displaylogo: false }); } };
            {{xplot.Trim()}}
            await drawn;
          };
          const draw = () => {
            for (const box of window.Plotly ? document.querySelectorAll('[data-gd-figure="{{key}}"]:not([data-gd-drawn])') : []) {
              box.setAttribute('data-gd-drawn', '');
              const place = document.createElement('div');
              box.appendChild(place);
              into(place).then(() => { box.firstElementChild.style.display = 'none'; }, () => { place.remove(); });
            }
          };
          if (window.Plotly) { draw(); return; }
          let script = document.querySelector('script[data-gd-plotly]');
          if (!script) {
            script = document.createElement('script');
            script.setAttribute('data-gd-plotly', '');
            script.src = '{{XPlotFigure.Source}}';
            script.integrity = '{{XPlotFigure.Integrity}}';
            script.crossOrigin = 'anonymous';
            document.head.appendChild(script);
          }
          script.addEventListener('load', draw);
        })();
        """;
}
