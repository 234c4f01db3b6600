namespace GdNotebooks.Plotting;

/// <summary>The same chart for plotly.js, which arranges titles, ticks and legend itself.</summary>
internal sealed partial class PlotLayout
{
    public void AddTo(XPlotFigure figure, PlotlyDomain domain)
    {
        var ((fromX, toX), (fromY, toY)) = Ranges();
        var (x, y) = (new PanelX(), new PanelY());
        (x.type, x.range) = (plot.LogX ? "log" : "linear", Range(fromX, toX, plot.LogX));
        (y.type, y.range) = (plot.LogY ? "log" : "linear", _rows is null ? Range(fromY, toY, plot.LogY) : Range(toY, fromY, false));
        (x.zeroline, y.zeroline) = (false, false);
        if (plot.HasAxes)
        {
            (x.gridcolor, y.gridcolor) = (Palette.Grid.Light, Palette.Grid.Light);
            (x.title, y.title) = (PlotlyText.Escape(plot.XTitle ?? ""), PlotlyText.Escape(plot.YTitle ?? ""));

            // Names stand at 0, 1, 2, …, where the bars and cells are.
            if (_columns is not null && Places(_columns) is var across)
            {
                (x.tickmode, x.tickvals, x.ticktext) = ("array", across, PlotlyText.Strings(across.Select(i => _columns[i])));
            }

            if (_rows is not null && Places(_rows) is var down)
            {
                (y.tickmode, y.tickvals, y.ticktext) = ("array", down, PlotlyText.Strings(down.Select(i => _rows[i])));
            }
        }
        else
        {
            (x.showgrid, x.showticklabels, y.showgrid, y.showticklabels) = (false, false, false, false);
        }

        string axes = figure.AddAxes(x, y, domain);
        if (plot.EqualAspect)
        {
            y.scaleanchor = "x" + axes;
        }

        int entries = HasLegend ? Entries.Count : 0;
        figure.Layout.showlegend = entries > 0;
        if (entries is > 0 and <= 12)
        {
            figure.Layout.legend = new() { orientation = "h", x = 0, y = 1.01, yanchor = "bottom" };
        }

        if (plot.Marks.Any(m => m is Bars))
        {
            figure.Layout.barmode = "group";
        }
        else if (plot.Marks.Any(m => m is Histogram))
        {
            (figure.Layout.bargap, figure.Layout.barmode) = (0.03, "overlay");
        }

        var colours = Colours();
        foreach (var mark in _marks)
        {
            foreach (var trace in mark.Traces(colours[mark]))
            {
                XPlotFigure.Place(trace, axes, string.IsNullOrEmpty(mark.Label) ? null : mark.Label);
                if (domain.Right < 1 && (trace as XPlot.Plotly.Heatmap)?.colorbar is { } bar)
                {
                    (bar.x, bar.y, bar.len) = (domain.Right, (domain.Top + domain.Bottom) / 2, domain.Top - domain.Bottom);
                }
                else if (domain.Right < 1 && (trace as XPlot.Plotly.Contour)?.colorbar is { } levels)
                {
                    (levels.x, levels.y, levels.len) = (domain.Right, (domain.Top + domain.Bottom) / 2, domain.Top - domain.Bottom);
                }

                figure.AddTrace(trace);
            }

            mark.AddTo(figure, axes, colours[mark]);
        }
    }

    // Thousands of names would be a grey bar.
    private static int[] Places(IReadOnlyList<string> names) => [.. Enumerable.Range(0, names.Count).Where(i => i % ((names.Count + 39) / 40) == 0)];

    private static object?[] Range(double from, double to, bool logarithmic)
    {
        const double Far = 1e304; // plotly.js ends its axes there
        return logarithmic ? PlotlyText.Numbers([Math.Log10(from), Math.Log10(to)]) : PlotlyText.Numbers([Math.Clamp(from, -Far, Far), Math.Clamp(to, -Far, Far)]);
    }
}
