using System.Globalization;
using X = XPlot.Plotly;

namespace GdNotebooks.Plotting;

/// <summary>
/// A figure in the words of XPlot.Plotly: traces, shapes, annotations and a layout, which together are a
/// <see cref="X.PlotlyChart"/>.
/// </summary>
internal sealed class XPlotFigure
{
    /// <summary>
    /// XPlot writes titles as texts, as plotly.js did up to its version 2; version 3 leaves such titles out. This is the last of version 2.
    /// </summary>
    internal const string Source = "https://cdn.jsdelivr.net/npm/plotly.js-dist-min@2.35.3/plotly.min.js";

    /// <summary>The hash of that file: a browser refuses any other content.</summary>
    internal const string Integrity = "sha384-MqL7Cy3itNqCI1Wlc926K0XhyRKJ/NMqTaytIIEB+QIdInOploxqRIHRKLlhPykM";

    private readonly List<X.Trace> _traces = [];
    private readonly List<X.Shape> _shapes = [];
    private readonly List<X.Annotation> _annotations = [];
    private int _panels;
    private int _scenes;

    public PanelLayout Layout { get; } = new();

    /// <summary>The chart of a figure; the same figure gives the same script, its id too.</summary>
    /// <exception cref="NotSupportedException">XPlot has no such chart.</exception>
    public static X.PlotlyChart Of(Figure figure)
    {
        if (figure.WhyNoXPlot is { } reason)
        {
            throw new NotSupportedException(reason);
        }

        var built = new XPlotFigure();
        figure.AddTo(built, new(0, 1, 0, 1));
        var layout = built.Layout;
        if (figure.Title is { } title)
        {
            layout.title = PlotlyText.Escape(title);
        }

        layout.width = figure.Width;
        layout.height = figure.Height;
        layout.paper_bgcolor = Palette.Paper.Light;
        if (built._panels > 0)
        {
            layout.plot_bgcolor = Palette.Paper.Light;
        }

        layout.font = new() { family = TextWidth.Fonts.Replace("'", "", StringComparison.Ordinal), size = 12, color = Palette.Text.Light };
        layout.margin = new() { l = 64, r = 24, t = figure.Title is null ? 32 : 64, b = built._panels > 0 ? 48 : 16 };
        layout.shapes = built._shapes;
        layout.annotations = built._annotations;

        var chart = X.Chart.Plot(built._traces, layout);
        chart.Width = figure.Width;
        chart.Height = figure.Height;
        chart.PlotlySrc = Source;
        chart.Id = "gd";
        chart.Id = "gd-" + Displayable.KeyOf(chart.GetPlottingJS());
        return chart;
    }

    /// <summary>Adds two axes in a part of the picture and returns the ending of their names: "" or "2".</summary>
    public string AddAxes(PanelX x, PanelY y, PlotlyDomain domain)
    {
        string ending = Ending(++_panels);
        x.domain = new[] { domain.Left, domain.Right };
        y.domain = new[] { domain.Bottom, domain.Top };
        x.anchor = "y" + ending;
        y.anchor = "x" + ending;
        if (_panels == 1)
        {
            (Layout.xaxis, Layout.yaxis) = (x, y);
        }
        else
        {
            Layout.More["xaxis" + ending] = x;
            Layout.More["yaxis" + ending] = y;
        }

        return ending;
    }

    public string AddScene(PanelScene scene, PlotlyDomain domain)
    {
        string name = "scene" + Ending(++_scenes);
        scene.domain = new() { x = new[] { domain.Left, domain.Right }, y = new[] { domain.Bottom, domain.Top } };
        if (_scenes == 1)
        {
            Layout.scene = scene;
        }
        else
        {
            Layout.More[name] = scene;
        }

        return name;
    }

    public void AddTrace(X.Trace trace) => _traces.Add(trace);

    public void AddShape(X.Shape shape) => _shapes.Add(shape);

    public void AddAnnotation(X.Annotation annotation) => _annotations.Add(annotation);

    /// <summary>The heading of one panel of several.</summary>
    public void AddPanelTitle(string title, PlotlyDomain domain) => AddAnnotation(new()
    {
        text = $"<b>{PlotlyText.Escape(title)}</b>", showarrow = false, xref = "paper", yref = "paper",
        x = domain.Left, y = domain.Top, xanchor = "left", yanchor = "bottom",
    });

    /// <summary>Puts a trace on a pair of axes and gives it its name; every kind of XPlot's has properties of its own for that.</summary>
    public static void Place(X.Trace trace, string axes, string? label)
    {
        string name = PlotlyText.Escape(label ?? "");
        switch (trace)
        {
            case X.Scatter t: (t.xaxis, t.yaxis, t.name, t.showlegend) = ("x" + axes, "y" + axes, name, label is not null); break;
            case X.Bar t: (t.xaxis, t.yaxis, t.name, t.showlegend) = ("x" + axes, "y" + axes, name, label is not null); break;
            case X.Heatmap t: (t.xaxis, t.yaxis, t.name) = ("x" + axes, "y" + axes, name); break;
            case X.Contour t: (t.xaxis, t.yaxis, t.name) = ("x" + axes, "y" + axes, name); break;
        }
    }

    private static string Ending(int number) => number == 1 ? "" : number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A part of a Plotly figure, in fractions of its width and height from the lower left.</summary>
internal readonly record struct PlotlyDomain(double Left, double Right, double Bottom, double Top);

/// <summary>Texts, numbers and colours as plotly.js wants them.</summary>
internal static class PlotlyText
{
    /// <summary>Plotly reads markup in texts; ours is meant literally.</summary>
    public static string Escape(string text) => Canvas.Escape(text);

    /// <summary>NaN and infinities become null, which Plotly draws as gaps; nine digits are more than a screen shows.</summary>
    public static object? Number(double value) => double.IsFinite(value) ? Rounded(value) : null;

    public static double Rounded(double value) =>
        double.Parse(value.ToString("G9", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) is var rounded && double.IsFinite(rounded) ? rounded : value;

    public static object?[] Numbers(IEnumerable<double> values) => [.. values.Select(Number)];

    public static string[] Strings(IEnumerable<string> values) => [.. values.Select(Escape)];

    /// <summary>One inner array for each y, as Plotly lays out a matrix.</summary>
    public static object?[][] Rows(int rows, int columns, Func<int, int, double> value) =>
        [.. Enumerable.Range(0, rows).Select(r => Numbers(Enumerable.Range(0, columns).Select(c => value(r, c))))];

    public static object[][] Colours(ColourScale scale) =>
        [.. Enumerable.Range(0, 9).Select(i => new object[] { i / 8.0, scale.At(i / 8.0).Hex })];
}
