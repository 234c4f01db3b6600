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
        if (Array.IndexOf(_images, null) is >= 0 and int missing)
        {
            throw new ArgumentException($"Image {missing} is null.", nameof(images));
        }

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
        Height = (int)HeightAt(Width);
    }

    // Signed numbers need their scale beside them; ink on paper, and maps in colours, explain themselves.
    private double Bar => _colours.Scale == Scale.Diverging ? BarWidth : 0;

    /// <summary>As many as were asked for; where there is less room than usual no more than let every caption be read.</summary>
    private int ColumnsIn(double width)
    {
        double widest = Math.Max(28, _captions?.Max(c => TextWidth.Of(c, CaptionSize)) + 2 - Gap ?? 0);
        return width >= 640 - 40 - Bar ? _columns : Math.Clamp((int)((width + Gap) / (widest + Gap)), 1, _columns);
    }

    private int RowsOf(int columns) => (_images.Length + columns - 1) / columns;

    private double CaptionHeight => _captions is null ? 0 : CaptionSize + 7;

    private double Aspect => _images.Length == 0 ? 1 : (double)(_images[0].Length / _pixels) / _pixels;

    internal override string Summary()
    {
        string what = _images.Length == 0 ? "Grid without images" : $"Grid of {_images.Length} images of {_pixels} by {_images[0].Length / _pixels} pixels in {RowsOf(_columns)} rows";
        string scale = _colours.Scale == Scale.Diverging ? ", negative blue and positive red" : "";
        return what + scale + (_captions is null ? "" : ": " + string.Join(", ", _captions.Take(20)) + (_captions.Length > 20 ? ", …" : "")) + ".";
    }

    internal override IEnumerable<Row> Data() => _images.SelectMany((image, i) => image.Select((value, k) =>
        new Row(("image", i), ("caption", _captions?[i] ?? ""), ("row", k / _pixels), ("column", k % _pixels), ("value", value))));

    internal override double HeightAt(double width)
    {
        int moreLines = Math.Max(0, TextWidth.Wrap(Title ?? "", width - 40, LargeTitle, bold: true).Count - 1);
        return Math.Ceiling(NaturalHeight(width - 40 - Bar) + 32) + (moreLines * (LargeTitle + 4));
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

        var colours = _colours.In(canvas.Theme);
        double bar = Bar;
        int columns = ColumnsIn(area.Width - bar), rows = RowsOf(columns);
        double tile = Math.Min(TileWidth(area.Width - bar), ((area.Bottom - top + Gap) / rows - Gap - CaptionHeight) / Aspect);
        double indent = (area.Width - bar - (columns * (tile + Gap)) + Gap) / 2;
        if (bar > 0)
        {
            ColourBar.Draw(canvas, _colours, [], area.Right - indent - bar + 14, top, Math.Min(top + 160, top + (rows * ((tile * Aspect) + Gap + CaptionHeight)) - Gap));
        }

        for (int i = 0; i < _images.Length; i++)
        {
            var box = new Box(area.Left + indent + ((tile + Gap) * (i % columns)), top + (((tile * Aspect) + Gap + CaptionHeight) * (i / columns)), tile, tile * Aspect);
            double[] image = _images[i];
            canvas.Image(box, Png.Of(_pixels, image.Length / _pixels, (x, y) => double.IsFinite(image[(y * _pixels) + x]) ? colours[image[(y * _pixels) + x]] : null));
            canvas.Rectangle(box, Palette.Paper, 0, outline: new(Palette.Edge, 1));
            if (_captions is not null)
            {
                canvas.Text(new(box.Centre.X, box.Bottom + CaptionSize + 3), TextWidth.Fit(_captions[i], tile + Gap - 2, CaptionSize), CaptionSize, Palette.Muted, Anchor.Middle);
            }
        }
    }

    private double TileWidth(double width)
    {
        int columns = ColumnsIn(width);
        double most = Math.Min(((width + Gap) / columns) - Gap, (columns <= 3 ? 8 : 4) * _pixels);
        double whole = Math.Floor(most / _pixels * 2) / 2 * _pixels;

        // Fewer columns than were asked for are as few as the captions need: what rounding takes would be theirs.
        return columns == _columns && whole >= most * 0.8 ? whole : most;
    }

    private double NaturalHeight(double width) => (RowsOf(ColumnsIn(width)) * ((TileWidth(width) * Aspect) + CaptionHeight + Gap)) - Gap + 27;
}
