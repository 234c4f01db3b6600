namespace GdNotebooks.Plotting;

/// <summary>Small pictures in rows, each with an optional caption: digits, weights.</summary>
[TypeFormatterSource(typeof(DisplayFormatterSource))]
public sealed class ImageGrid : Figure
{
    private const double Gap = 8;
    private const double CaptionSize = 11;
    private const double BarWidth = 62;
    private readonly double[][] _images;
    private readonly int _pixels;
    private readonly string[]? _captions;
    private readonly int _columns;
    private readonly ColourScale _colours;

    internal ImageGrid(IEnumerable<double[]> images, int width, IEnumerable<string>? captions, int? columns, Scale scale, double? limit)
    {
        ArgumentNullException.ThrowIfNull(images);
        _images = [.. images];
        _pixels = width;
        _captions = captions?.ToArray();
        _colours = ColourScale.Over(scale, _images.SelectMany(i => i), limit);
        for (int i = 0; i < _images.Length; i++)
        {
            if (width < 1 || _images[i].Length == 0 || _images[i].Length % width != 0)
            {
                throw new ArgumentException($"Image {i} has {_images[i].Length} pixels, which is no whole number of rows of {width}.", nameof(images));
            }

            if (_images[i].Length != _images[0].Length)
            {
                throw new ArgumentException($"Image {i} has {_images[i].Length} pixels and image 0 has {_images[0].Length}: all must have the same size.", nameof(images));
            }
        }

        if (_captions is not null && _captions.Length != _images.Length)
        {
            throw new ArgumentException($"There are {_images.Length} images and {_captions.Length} captions: every image needs one.", nameof(captions));
        }

        _columns = columns is null or > 0
            ? Math.Clamp(columns ?? Math.Min(10, _images.Length), 1, Math.Max(_images.Length, 1))
            : throw new ArgumentException($"{columns} columns cannot hold images: at least one is needed.", nameof(columns));

        // Tiles of a pleasant size, whole multiples of their pixels where possible, and a height that fits them.
        Height = (int)Math.Ceiling(NaturalHeight(640 - 40 - (scale == Scale.Diverging ? BarWidth : 0)) + 32);
    }

    private int Rows => (_images.Length + _columns - 1) / _columns;

    private double CaptionHeight => _captions is null ? 0 : CaptionSize + 7;

    private double Aspect => _images.Length == 0 ? 1 : (double)(_images[0].Length / _pixels) / _pixels;

    internal override string Summary()
    {
        string what = _images.Length == 0 ? "Grid without images" : $"Grid of {_images.Length} images of {_pixels} by {_images[0].Length / _pixels} pixels in {Rows} rows";
        string scale = _colours.Scale == Scale.Diverging ? ", negative blue and positive red" : "";
        return what + scale + (_captions is null ? "" : ": " + string.Join(", ", _captions.Take(20)) + (_captions.Length > 20 ? ", …" : "")) + ".";
    }

    internal override string? WhyNoXPlot => "XPlot has no chart for a grid of images.";

    internal override void Draw(Canvas canvas, Box area, double titleSize = LargeTitle)
    {
        double top = DrawTitle(canvas, area, titleSize);
        if (_images.Length == 0)
        {
            canvas.Text(area.Centre, "nothing to show", 12, Palette.Muted, Anchor.Middle);
            return;
        }

        // Signed numbers need their scale beside them; ink on paper, and maps in colours, explain themselves.
        double bar = _colours.Scale == Scale.Diverging ? BarWidth : 0;
        double tile = Math.Min(TileWidth(area.Width - bar), ((area.Bottom - top + Gap) / Rows - Gap - CaptionHeight) / Aspect);
        double indent = (area.Width - bar - (_columns * (tile + Gap)) + Gap) / 2;
        if (bar > 0)
        {
            ColourBar.Draw(canvas, _colours, [], area.Right - indent - bar + 14, top, Math.Min(top + 160, top + (Rows * ((tile * Aspect) + Gap + CaptionHeight)) - Gap));
        }

        for (int i = 0; i < _images.Length; i++)
        {
            var box = new Box(area.Left + indent + ((tile + Gap) * (i % _columns)), top + (((tile * Aspect) + Gap + CaptionHeight) * (i / _columns)), tile, tile * Aspect);
            double[] image = _images[i];
            canvas.Image(box, Png.Of(_pixels, image.Length / _pixels, (x, y) => double.IsFinite(image[(y * _pixels) + x]) ? _colours[image[(y * _pixels) + x]] : null));
            canvas.Rectangle(box, Palette.Paper, 0, outline: new(Palette.Edge, 1));
            if (_captions is not null)
            {
                canvas.Text(new(box.Centre.X, box.Bottom + CaptionSize + 3), TextWidth.Fit(_captions[i], tile + Gap - 2, CaptionSize), CaptionSize, Palette.Muted, Anchor.Middle);
            }
        }
    }

    private double TileWidth(double width)
    {
        double most = Math.Min(((width + Gap) / _columns) - Gap, (_columns <= 3 ? 8 : 4) * _pixels);
        double whole = Math.Floor(most / _pixels * 2) / 2 * _pixels;
        return whole >= most * 0.8 ? whole : most;
    }

    private double NaturalHeight(double width) => (Rows * ((TileWidth(width) * Aspect) + CaptionHeight + Gap)) - Gap + 27;
}
