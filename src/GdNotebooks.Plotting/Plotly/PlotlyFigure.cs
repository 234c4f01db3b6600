using System.Text.Json;
using System.Text.Json.Nodes;

namespace GdNotebooks.Plotting;

/// <summary>
/// A figure in the words of plotly.js: traces and a layout. The same JSON serves Plotly.NET and Dash, and
/// <c>Plotly.validate</c> of plotly.js 4 accepts it.
/// </summary>
internal sealed class PlotlyFigure
{
    private readonly JsonArray _data = [];
    private readonly JsonArray _shapes = [];
    private readonly JsonArray _annotations = [];
    private int _panels;
    private int _scenes;

    public JsonObject Layout { get; } = [];

    public static PlotlyFigure Of(Figure figure)
    {
        var plotly = new PlotlyFigure();
        figure.AddTo(plotly, new(0, 1, 0, 1));
        // At the left, as in the static picture: at the right are Plotly's buttons.
        plotly.Layout["title"] = new JsonObject { ["text"] = PlotlyText.Escape(figure.Title ?? ""), ["x"] = 0.02, ["xanchor"] = "left" };
        plotly.Layout["width"] = figure.Width;
        plotly.Layout["height"] = figure.Height;
        plotly.Layout["paper_bgcolor"] = Palette.Paper.Light;
        if (plotly._panels > 0)
        {
            plotly.Layout["plot_bgcolor"] = Palette.Paper.Light;
        }

        plotly.Layout["font"] = new JsonObject { ["family"] = TextWidth.Fonts.Replace("'", "", StringComparison.Ordinal), ["size"] = 12, ["color"] = Palette.Text.Light };
        plotly.Layout["margin"] = new JsonObject { ["l"] = 56, ["r"] = 24, ["t"] = figure.Title is null ? 24 : 56, ["b"] = 48 };
        plotly.Layout["shapes"] = plotly._shapes;
        plotly.Layout["annotations"] = plotly._annotations;
        return plotly;
    }

    public string ToJson() => new JsonObject { ["data"] = _data, ["layout"] = Layout }.ToJsonString(Compact);

    /// <summary>What the next horizontal axis will be called.</summary>
    public string NextX => "x" + Ending(_panels + 1);

    /// <summary>Adds two axes in a part of the picture and returns the ending of their names: "" or "2".</summary>
    public string AddAxes(JsonObject x, JsonObject y, PlotlyDomain domain)
    {
        string ending = Ending(++_panels);
        x["domain"] = new JsonArray(domain.Left, domain.Right);
        y["domain"] = new JsonArray(domain.Bottom, domain.Top);
        x["anchor"] = "y" + ending;
        y["anchor"] = "x" + ending;
        Layout["xaxis" + ending] = x;
        Layout["yaxis" + ending] = y;
        return ending;
    }

    public string AddScene(JsonObject scene, PlotlyDomain domain)
    {
        string ending = Ending(++_scenes);
        scene["domain"] = new JsonObject { ["x"] = new JsonArray(domain.Left, domain.Right), ["y"] = new JsonArray(domain.Bottom, domain.Top) };
        Layout["scene" + ending] = scene;
        return "scene" + ending;
    }

    public void AddTrace(JsonObject trace) => _data.Add((JsonNode)trace);

    public void AddShape(JsonObject shape) => _shapes.Add((JsonNode)shape);

    public void AddAnnotation(JsonObject annotation) => _annotations.Add((JsonNode)annotation);

    /// <summary>The heading of one panel of several.</summary>
    public void AddPanelTitle(string title, PlotlyDomain domain) => AddAnnotation(new()
    {
        ["text"] = $"<b>{PlotlyText.Escape(title)}</b>", ["showarrow"] = false, ["xref"] = "paper", ["yref"] = "paper",
        ["x"] = domain.Left, ["y"] = domain.Top, ["xanchor"] = "left", ["yanchor"] = "bottom",
    });

    private static readonly JsonSerializerOptions Compact = new() { WriteIndented = false };

    private static string Ending(int number) => number == 1 ? "" : number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A part of a Plotly figure, in fractions of its width and height from the lower left.</summary>
internal readonly record struct PlotlyDomain(double Left, double Right, double Bottom, double Top);

/// <summary>Texts, numbers and colours as plotly.js wants them.</summary>
internal static class PlotlyText
{
    /// <summary>Plotly reads markup in texts; ours is meant literally.</summary>
    public static string Escape(string text) => Canvas.Escape(text);

    public static JsonObject Title(string? text) => new() { ["text"] = Escape(text ?? "") };

    /// <summary>NaN and infinities become null, which Plotly draws as gaps; nine digits are more than a screen shows.</summary>
    public static JsonNode? Number(double value) => double.IsFinite(value)
        ? JsonValue.Create(double.Parse(value.ToString("G9", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture) is var rounded && double.IsFinite(rounded) ? rounded : value)
        : null;

    public static JsonArray Numbers(IEnumerable<double> values) => [.. values.Select(Number)];

    public static JsonArray Strings(IEnumerable<string> values) => [.. values.Select(v => (JsonNode)Escape(v))];

    /// <summary>One inner array for each y, as Plotly lays out a matrix.</summary>
    public static JsonArray Rows(int rows, int columns, Func<int, int, double> value) =>
        [.. Enumerable.Range(0, rows).Select(r => (JsonNode)Numbers(Enumerable.Range(0, columns).Select(c => value(r, c))))];

    public static JsonArray Colours(ColourScale scale) =>
        [.. Enumerable.Range(0, 9).Select(i => (JsonNode)new JsonArray(i / 8.0, scale.At(i / 8.0).Hex))];
}
