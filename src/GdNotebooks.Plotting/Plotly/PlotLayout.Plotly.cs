using System.Text.Json.Nodes;

namespace GdNotebooks.Plotting;

/// <summary>The same chart for plotly.js, which arranges titles, ticks and legend itself.</summary>
internal sealed partial class PlotLayout
{
    public void AddTo(PlotlyFigure plotly, PlotlyDomain domain)
    {
        var ((fromX, toX), (fromY, toY)) = Ranges();
        var x = PlotlyAxis(plot.XTitle, fromX, toX, plot.LogX, _columns);
        var y = _rows is null ? PlotlyAxis(plot.YTitle, fromY, toY, plot.LogY, null) : PlotlyAxis(plot.YTitle, toY, fromY, false, _rows);
        string axes = plotly.AddAxes(x, y, domain);
        if (plot.EqualAspect)
        {
            y["scaleanchor"] = "x" + axes;
        }

        plotly.Layout["showlegend"] = plot.HasLegend && Entries.Count > 0;
        if (plot.HasLegend && Entries.Count > 0)
        {
            plotly.Layout["legend"] = new JsonObject { ["orientation"] = "h", ["x"] = 0, ["y"] = 1.01, ["yanchor"] = "bottom" };
        }

        if (plot.Marks.Any(m => m is Bars))
        {
            plotly.Layout["barmode"] = "group";
        }

        var colours = Colours();
        foreach (var mark in _marks)
        {
            foreach (var trace in mark.Traces(colours[mark]))
            {
                trace["xaxis"] = "x" + axes;
                trace["yaxis"] = "y" + axes;
                trace["name"] = PlotlyText.Escape(mark.Label ?? "");
                if ((string?)trace["type"] is "scatter" or "bar")
                {
                    trace["showlegend"] = mark.Label is not null;
                }

                if (domain.Right < 1 && trace["colorbar"] is JsonObject bar)
                {
                    bar["x"] = domain.Right;
                    bar["len"] = domain.Top - domain.Bottom;
                    bar["y"] = (domain.Top + domain.Bottom) / 2;
                }

                plotly.AddTrace(trace);
            }

            mark.AddTo(plotly, axes);
        }
    }

    private JsonObject PlotlyAxis(string? title, double from, double to, bool logarithmic, IReadOnlyList<string>? names)
    {
        const double Far = 1e304; // plotly.js ends its axes there
        var axis = new JsonObject
        {
            ["type"] = names is not null ? "category" : logarithmic ? "log" : "linear",
            ["range"] = logarithmic ? PlotlyText.Numbers([Math.Log10(from), Math.Log10(to)]) : PlotlyText.Numbers([Math.Clamp(from, -Far, Far), Math.Clamp(to, -Far, Far)]),
            ["visible"] = plot.HasAxes,
        };
        if (plot.HasAxes)
        {
            // Plotly calls a setting that has no effect a fault.
            axis["title"] = PlotlyText.Title(title);
            axis["gridcolor"] = Palette.Grid.Light;
            axis["zeroline"] = false;
        }

        return axis;
    }
}
