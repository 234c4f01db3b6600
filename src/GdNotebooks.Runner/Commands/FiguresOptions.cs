using System.CommandLine;
using GdNotebooks.Plotting;

namespace GdNotebooks.Runner;

/// <summary>The options of <c>gd figures</c> that say what the files are like.</summary>
internal sealed class FiguresOptions
{
    private static readonly string[] Themes = [.. Enum.GetNames<Theme>().Select(name => name.ToLowerInvariant())];

    private readonly Option<string> _format = CommonOptions.OneOf(
        "--format", FigureFormats.All, "Also write each figure so: csv is the numbers behind it; png, pdf and webp (which moves where the figure does) are drawn with an installed browser");

    private readonly Option<string> _theme = CommonOptions.OneOf("--theme", Themes, "In which colours; print is for paper: no card, and lines that differ by dash, marker and lightness too");
    private readonly Option<int> _width = CommonOptions.Number("--width", "PIXELS", "How wide the figures are; what is in them is arranged anew", 120, 4000);
    private readonly Option<int> _fontSize = CommonOptions.Number("--font-size", "PIXELS", "How large the names of their axes are, 12 unless told; all else grows with them", 6, 36);
    private readonly Option<bool> _transparent = new("--transparent") { Description = "No paper behind them" };
    private readonly Option<int> _scale = CommonOptions.Number("--scale", "N", "How many pixels of a png or webp stand for one of the figure", 1, 8, 2);

    /// <summary>The option that says in which format figures are written beside SVG.</summary>
    public Option FormatOption => _format;

    public void AddTo(Command command)
    {
        command.Add(_format);
        command.Add(_theme);
        command.Add(_width);
        command.Add(_fontSize);
        command.Add(_transparent);
        command.Add(_scale);
    }

    public string Format(ParseResult parsed) => parsed.GetValue(_format) ?? "svg";

    public FigureFormats Formats(ParseResult parsed) => new(parsed.GetValue(_scale));

    public FigureForm Form(ParseResult parsed) => new(
        parsed.GetValue(_theme) is { } theme ? Enum.Parse<Theme>(theme, ignoreCase: true) : null,
        Given(parsed.GetValue(_width)),
        Given(parsed.GetValue(_fontSize)),
        parsed.GetValue(_transparent));

    private static int? Given(int number) => number > 0 ? number : null;
}
