using System.Globalization;
using System.Text;

namespace GdNotebooks.Runner;

/// <summary>A figure as the bytes of a file, by the ending of the file's name.</summary>
/// <param name="scale">How many pixels of a picture made of pixels stand for one of the figure.</param>
internal sealed class FigureFormats(int scale)
{
    private const int MostPixels = 16_384;

    /// <summary>The endings there are.</summary>
    public static readonly IReadOnlyList<string> All = ["svg", "png", "pdf", "webp", "csv"];

    private readonly Lazy<Browser> _browser = new(Browser.Find);

    /// <summary>Says at once, before anything is run, that a browser is missing where one is needed.</summary>
    /// <exception cref="UserException">It is.</exception>
    public void Check(string format) => _ = format is "svg" or "csv" ? null : _browser.Value;

    /// <summary>The bytes: the same figure gives the same ones.</summary>
    /// <exception cref="UserException">There is no browser, or it made no picture.</exception>
    public async Task<byte[]> BytesAsync(NamedFigure figure, string format, CancellationToken cancel) => format switch
    {
        "png" or "webp" when Math.Max(figure.Width, figure.Height) * scale > MostPixels => throw new UserException(string.Create(
            CultureInfo.InvariantCulture, $"{figure.Name} would be {figure.Width * scale} by {figure.Height * scale} pixels, and a browser draws at most {MostPixels} a side: take a smaller --scale or --width, or the svg or pdf, which have no pixels.")),
        "svg" => Encoding.UTF8.GetBytes(figure.Svg),
        "csv" => Encoding.UTF8.GetBytes(figure.Csv!),
        "png" => await _browser.Value.DrawAsync(figure, scale, cancel).ConfigureAwait(false),
        "pdf" => await _browser.Value.PrintAsync(figure, cancel).ConfigureAwait(false),
        _ => await _browser.Value.FilmAsync(figure, scale, cancel).ConfigureAwait(false),
    };
}
