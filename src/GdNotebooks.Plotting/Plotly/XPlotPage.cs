using X = XPlot.Plotly;

namespace GdNotebooks.Plotting;

/// <summary>
/// A chart that was made with XPlot, shown as an interactive figure is: by the pinned plotly.js. It has no picture, so
/// where scripts or the network are missing a sentence says what would be here.
/// </summary>
[TypeFormatterSource(typeof(DisplayFormatterSource))]
internal sealed class XPlotPage(X.PlotlyChart chart) : Displayable
{
    private const string Words = "A chart of XPlot.Plotly: plotly.js draws it here, where scripts may run and the network is there.";

    /// <inheritdoc/>
    public override string ToHtml() => InteractiveFigure.Page(chart, $"<p><em>{Words}</em></p>");

    /// <inheritdoc/>
    public override string ToString() => Words;
}
