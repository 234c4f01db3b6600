using GdNotebooks.Plotting;

namespace GdNotebooks.Runner;

/// <summary>What the files of figures are to be like, where that is not as their cells say.</summary>
/// <param name="Theme">In which colours.</param>
/// <param name="Width">How wide, in CSS pixels.</param>
/// <param name="FontSize">How large their letters are.</param>
/// <param name="IsTransparent">Whether they have no paper.</param>
/// <param name="HasNumbers">Whether the numbers behind them are wanted too.</param>
internal sealed record FigureForm(Theme? Theme = null, int? Width = null, int? FontSize = null, bool IsTransparent = false, bool HasNumbers = false)
{
    /// <summary>The figure as a file takes it.</summary>
    public NamedFigure Of(Figure figure, string name)
    {
        var playground = figure as Playground;
        figure = Theme is { } theme ? figure.WithTheme(theme) : figure;
        figure = FontSize is { } size ? figure.WithFontSize(size) : figure;
        figure = Width is { } width ? figure.WithWidth(width) : figure;
        figure = IsTransparent ? figure.WithTransparentPaper() : figure;
        return new(name, figure.ToSvg(), figure.AltText, figure.Width, figure.Height, playground?.Key, playground?.Script, figure.IsTransparent, HasNumbers ? figure.ToCsv() : null);
    }
}
