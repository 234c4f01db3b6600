using System.Reflection;
using System.Text.Json;
using GdNotebooks.Plotting;

namespace GdNotebooks;

/// <summary>
/// A figure that answers to the hand: drag, click or type, and the page computes what the library would.
/// It is one piece of HTML with its own script and needs neither a kernel nor the network; where scripts do
/// not run it is the static picture that every figure is.
/// </summary>
[TypeFormatterSource(typeof(DisplayFormatterSource))]
public sealed partial class Playground : Figure
{
    private readonly Figure _picture;
    private readonly string _functions;
    private readonly string[] _scripts;
    private readonly Dictionary<string, object> _data;

    private Playground(Figure picture, Dictionary<string, object> data, string functions, params string[] scripts)
    {
        (_picture, _data, _functions, _scripts) = (picture, data, functions, scripts);
        (Width, Height, Title, Description) = (picture.Width, picture.Height, picture.Title, picture.Description);
    }

    /// <summary>The script that the HTML form carries: for a page that allows scripts by their hash.</summary>
    internal string Script
    {
        get
        {
            // JSON escapes < and &, and a formula has neither: nothing in here can end the script element.
            string data = JsonSerializer.Serialize(new Dictionary<string, object>(_data) { ["key"] = Key, ["title"] = Title ?? "Playground" });
            return $"(() => {{\n'use strict';\nconst data = {data};\n{_functions}\nconst colours = {JsonSerializer.Serialize(Palette.StyleSheet)};\nconst isDark = {PageTheme.IsDark};\nconst whenThemed = {PageTheme.WhenThemed};\n{string.Join('\n', _scripts.Prepend("common").Select(Read))}}})();";
        }
    }

    /// <summary>Says which script serves which place; the same playground twice in one page is twice the same.</summary>
    internal string Key => KeyOf(JsonSerializer.Serialize(_data) + _functions + Title + string.Concat(_scripts));

    /// <inheritdoc/>
    public override string ToHtml() => $"<div data-gd-playground=\"{Key}\">{ToImage()}</div><script>{Script}</script>";

    internal override string Summary() => _picture.Summary();

    internal override void Draw(Canvas canvas, Box area, double titleSize) => _picture.With(p => p.Title = Title).Draw(canvas, area, titleSize);

    internal override IEnumerable<Row> Data() => _picture.Data();

    internal override double HeightAt(double width) => _picture.HeightAt(width);

    internal override string? WhyNoXPlot => _picture.WhyNoXPlot;

    internal override void AddTo(XPlotFigure figure, PlotlyDomain domain) => _picture.AddTo(figure, domain);

    private static string Read(string script)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(script + ".js")!;
        return new StreamReader(stream).ReadToEnd();
    }

    private static void CheckRange(double from, double to)
    {
        if (!double.IsFinite(from) || !double.IsFinite(to) || from >= to)
        {
            throw new ArgumentException(FormattableString.Invariant($"A playground looks from a smaller number to a larger one, not from {from} to {to}."));
        }
    }
}
