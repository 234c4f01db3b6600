using System.Globalization;
using System.Text;

namespace GdNotebooks.Plotting;

/// <summary>Where a text stands relative to its anchor.</summary>
internal enum Anchor
{
    Start,
    Middle,
    End,
}

/// <summary>How a line is drawn: its colour, width, opacity and dashes ("4 3").</summary>
internal readonly record struct Pen(Ink Ink, double Width = 2, double Opacity = 1, string? Dash = null);

/// <summary>
/// Writes SVG: the only place that does. No script, no id, no clip path, no font, nothing fetched. It
/// remembers roughly which places are drawn on, so that legends and labels can keep clear of the data.
/// </summary>
internal sealed class Canvas(double width, double height, Theme theme = Theme.Auto)
{
    private readonly StringBuilder _body = new(4096);
    private readonly SortedSet<string> _darkRules = new(StringComparer.Ordinal);
    private string _classes = "";
    private bool _moves;

    public Occupancy Occupied { get; } = new(width, height);

    /// <summary>Where balls come to rest.</summary>
    public List<Pixel> Rests { get; } = [];

    public double Width => width;

    public double Height => height;

    public Theme Theme => theme;

    /// <summary>Whether a colour is told by a shape of its own too, as on paper most are.</summary>
    public bool HasShapeFor(Ink ink) => theme == Theme.Print && ink.Shape.Corners > 0;

    /// <summary>Another of the same size and theme, on which nothing is drawn yet.</summary>
    public Canvas Blank() => new(width, height, theme);

    public void Line(Pixel from, Pixel to, Pen pen) => Polyline([from, to], pen);

    /// <summary>A path length makes dashes count in parts of the whole line.</summary>
    public void Polyline(IReadOnlyList<Pixel> points, Pen pen, string? animation = null, double pathLength = 0)
    {
        if (points.Count < 2)
        {
            return;
        }

        Begin("path");
        _body.Append(" d=\"");
        Path(points);
        _body.Append('"');
        Stroke(pen);
        if (pathLength > 0)
        {
            Number(" pathLength", pathLength);
        }

        _body.Append(" fill=\"none\"");
        End("path", animation);
        Occupied.Polyline(points);
    }

    /// <summary>Closed rings filled together; a ring inside a ring is a hole.</summary>
    public void Polygons(IReadOnlyList<IReadOnlyList<Pixel>> rings, Ink fill, double opacity = 1, Pen? outline = null)
    {
        if (!rings.Any(r => r.Count > 2))
        {
            return;
        }

        Begin("path");
        _body.Append(" d=\"");
        foreach (var ring in rings.Where(r => r.Count > 2))
        {
            Path(ring);
            _body.Append('Z');
        }

        _body.Append(rings.Count > 1 ? "\" fill-rule=\"evenodd\"" : "\"");
        Fill(fill, opacity);
        if (outline is { } pen)
        {
            Stroke(pen);
        }

        End("path");
    }

    /// <summary>Patches in painter's order with a faint net between them, which also hides the seams.</summary>
    public void Patches(IEnumerable<(IReadOnlyList<Pixel> Corners, Rgb Colour)> patches)
    {
        _body.Append("<g stroke=\"#000\" stroke-opacity=\"0.16\" stroke-width=\"0.6\">");
        foreach (var (corners, colour) in patches)
        {
            Polygons([corners], Ink.Of(colour));
        }

        _body.Append("</g>");
    }

    public void Circle(Pixel centre, double radius, Ink fill, Pen? outline = null, double opacity = 1, string? animation = null)
    {
        Begin("circle");
        Number(" cx", centre.X);
        Number(" cy", centre.Y);
        Number(" r", radius);
        Fill(fill, opacity);
        if (outline is { } pen)
        {
            Stroke(pen);
        }

        End("circle", animation);
        Occupied.Box(new(centre.X - radius, centre.Y - radius, 2 * radius, 2 * radius));
    }

    /// <summary>A dot that shows where something is: a circle, and on paper the shape that belongs to its colour.</summary>
    public void Marker(Pixel centre, double radius, Ink ink, Pen? outline = null)
    {
        if (!HasShapeFor(ink))
        {
            Circle(centre, radius, ink, outline);
            return;
        }

        // A polygon in a circle is smaller than that is: a little more makes up for it.
        double reach = 1.3 * radius;
        Polygons([[.. Enumerable.Range(0, ink.Shape.Corners).Select(i => Settled.SinCos((360.0 * i / ink.Shape.Corners) + ink.Shape.Turn))
            .Select(at => new Pixel(centre.X + (reach * at.Cos), centre.Y + (reach * at.Sin)))]], ink, outline: outline);
        Occupied.Box(new(centre.X - reach, centre.Y - reach, 2 * reach, 2 * reach));
    }

    /// <summary>Many dots of one colour in one element.</summary>
    public void Dots(IEnumerable<Pixel> centres, double radius, Ink ink, double opacity)
    {
        Begin("path");
        _body.Append(" d=\"");
        foreach (var c in centres)
        {
            _body.Append('M');
            Append(c.X);
            _body.Append(' ');
            Append(c.Y);
            _body.Append("h0");
            Occupied.Box(new(c.X - radius, c.Y - radius, 2 * radius, 2 * radius));
        }

        _body.Append('"');
        Stroke(new(ink, 2 * radius, opacity));
        End("path");
    }

    public void Rectangle(Box box, Ink fill, double opacity = 1, double corner = 0, Pen? outline = null)
    {
        if (!(box.Width > 0 && box.Height > 0))
        {
            return;
        }

        Begin("rect");
        Place(box);
        if (corner > 0)
        {
            Number(" rx", corner);
        }

        Fill(fill, opacity);
        if (outline is { } pen)
        {
            Stroke(pen);
        }

        End("rect");
    }

    /// <summary>A text whose baseline starts, is centred or ends at <paramref name="at"/>; a halo of paper keeps it readable on data.</summary>
    public void Text(Pixel at, string text, double size, Ink ink, Anchor anchor = Anchor.Start, bool bold = false, double turn = 0, bool halo = false)
    {
        if (text.Length == 0)
        {
            return;
        }

        text = Numbers.WithTrueMinus(text);
        Begin("text");
        Number(" x", at.X);
        Number(" y", at.Y);
        Number(" font-size", size);
        if (bold)
        {
            _body.Append(" font-weight=\"600\"");
        }

        if (anchor != Anchor.Start)
        {
            _body.Append(" text-anchor=\"").Append(anchor == Anchor.Middle ? "middle" : "end").Append('"');
        }

        if (turn != 0)
        {
            _body.Append(" transform=\"rotate(");
            Append(turn);
            _body.Append(' ');
            Append(at.X);
            _body.Append(' ');
            Append(at.Y);
            _body.Append(")\"");
        }

        Fill(ink, 1);
        if (halo)
        {
            Stroke(new(Palette.Paper, 3));
            _body.Append(" paint-order=\"stroke\"");
        }

        Classes();
        _body.Append('>').Append(Escape(text)).Append("</text>");
        double w = TextWidth.Of(text, size, bold), left = at.X - (anchor switch { Anchor.Middle => w / 2, Anchor.End => w, _ => 0 });
        if (turn == 0)
        {
            Occupied.Box(new(left, at.Y - (size * 0.75), w, size));
        }
    }

    /// <summary>A picture of bytes; its pixels stay square blocks when it is enlarged.</summary>
    public void Image(Box box, byte[] png)
    {
        if (!(box.Width > 0 && box.Height > 0))
        {
            return;
        }

        Begin("image");
        Place(box);
        _body.Append(" preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\" href=\"data:image/png;base64,")
            .Append(Convert.ToBase64String(png)).Append("\"/>");
    }

    /// <summary>What is drawn until <see cref="EndGroup"/> becomes transparent as a whole.</summary>
    public void BeginGroup(double opacity)
    {
        _body.Append("<g");
        Number(" opacity", opacity);
        _body.Append('>');
    }

    /// <summary>
    /// What moves, and what stands in its place for readers who asked their system for less motion: SMIL
    /// itself does not heed that wish. On paper nothing moves.
    /// </summary>
    public void Moving(Action moving, Action still)
    {
        if (theme == Theme.Print)
        {
            still();
            return;
        }

        _moves = true;
        _body.Append("<g class=\"gd-moving\">");
        moving();
        _body.Append("</g><g class=\"gd-still\" display=\"none\">");
        still();
        _body.Append("</g>");
    }

    public void EndGroup() => _body.Append("</g>");

    /// <summary>Puts another canvas of the same size on top of this one.</summary>
    public void Add(Canvas other)
    {
        _body.Append(other._body);
        _darkRules.UnionWith(other._darkRules);
        _moves |= other._moves;
        Occupied.Add(other.Occupied);
    }

    /// <summary>The whole picture, as large as it is to be shown, with a title and a description for those who cannot see it.</summary>
    public string ToSvg(string title, string description, int shownWidth, int shownHeight, bool onPaper)
    {
        var paper = Blank();
        if (onPaper && theme == Theme.Print)
        {
            paper.Rectangle(new(0, 0, width, height), Palette.Paper);
        }
        else if (onPaper)
        {
            paper.Rectangle(new(0.5, 0.5, width - 1, height - 1), Palette.Paper, corner: 8, outline: new(Palette.Edge, 1));
        }

        _darkRules.UnionWith(paper._darkRules);
        string style = (_darkRules.Count > 0 ? $"@media (prefers-color-scheme:dark){{{string.Concat(_darkRules)}}}" : "") +
            (_moves ? "@media (prefers-reduced-motion:reduce){.gd-moving{display:none}.gd-still{display:inline}}" : "");

        var svg = new StringBuilder(_body.Length + 2048);
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{shownWidth}\" height=\"{shownHeight}\" role=\"img\"");
        svg.Append(CultureInfo.InvariantCulture, $" font-family=\"{TextWidth.Fonts}\" stroke-linecap=\"round\" stroke-linejoin=\"round\">");
        svg.Append("<title>").Append(Escape(title)).Append("</title><desc>").Append(Escape(description)).Append("</desc>");
        svg.Append(style.Length > 0 ? $"<style>{style}</style>" : "");
        return svg.Append(paper._body).Append(_body).Append("</svg>").ToString();
    }

    /// <summary>Text as XML takes it: escaped, and without the characters XML forbids.</summary>
    public static string Escape(string text)
    {
        var safe = new StringBuilder(text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '<' => safe.Append("&lt;"),
                '>' => safe.Append("&gt;"),
                '&' => safe.Append("&amp;"),
                '"' => safe.Append("&quot;"),
                '\t' or '\n' or '\r' => safe.Append(' '),
                < ' ' or 0xFFFE or 0xFFFF or (>= 0x7F and <= 0x9F) => safe.Append('\uFFFD'),
                _ => safe.Append(rune.ToString()),
            };
        }

        return safe.ToString();
    }

    private void Begin(string element) => _body.Append('<').Append(element);

    private void End(string element, string? animation = null)
    {
        Classes();
        if (animation is null)
        {
            _body.Append("/>");
        }
        else
        {
            _body.Append('>').Append(animation).Append("</").Append(element).Append('>');
        }
    }

    private void Classes()
    {
        if (_classes.Length > 0)
        {
            _body.Append(" class=\"").Append(_classes).Append('"');
            _classes = "";
        }
    }

    private void Fill(Ink ink, double opacity)
    {
        Colour("fill", 'f', ink);
        if (opacity < 1)
        {
            Number(" fill-opacity", opacity);
        }
    }

    private void Stroke(Pen pen)
    {
        Colour("stroke", 's', pen.Ink);
        Number(" stroke-width", pen.Width);
        if (pen.Opacity < 1)
        {
            Number(" stroke-opacity", pen.Opacity);
        }

        if (pen.Dash is not null)
        {
            _body.Append(" stroke-dasharray=\"").Append(pen.Dash).Append('"');
        }
    }

    private void Colour(string property, char form, Ink ink)
    {
        _body.Append(' ').Append(property).Append("=\"").Append(ink.In(theme)).Append('"');
        if (theme == Theme.Auto && ink.Name.Length > 0)
        {
            string name = $"gd-{ink.Name}-{form}";
            _darkRules.Add($".{name}{{{property}:{ink.Dark}}}");
            _classes = _classes.Length == 0 ? name : _classes + " " + name;
        }
    }

    private void Path(IReadOnlyList<Pixel> points)
    {
        for (int i = 0; i < points.Count; i++)
        {
            _body.Append(i == 0 ? 'M' : ' ');
            Append(points[i].X);
            _body.Append(' ');
            Append(points[i].Y);
        }
    }

    private void Place(Box box)
    {
        Number(" x", box.Left);
        Number(" y", box.Top);
        Number(" width", box.Width);
        Number(" height", box.Height);
    }

    private void Number(string attribute, double value)
    {
        _body.Append(attribute).Append("=\"");
        Append(value);
        _body.Append('"');
    }

    private void Append(double value) => AppendNumber(_body, value);

    /// <summary>At most two decimals, a point, no exponent: a hundredth of a pixel is finer than any screen.</summary>
    public static void AppendNumber(StringBuilder text, double value)
    {
        long hundredths = (long)Math.Round(Math.Clamp(value, -1e6, 1e6) * 100, MidpointRounding.AwayFromZero);
        if (hundredths < 0)
        {
            text.Append('-');
            hundredths = -hundredths;
        }

        text.Append(hundredths / 100);
        long decimals = hundredths % 100;
        if (decimals != 0)
        {
            text.Append('.').Append((char)('0' + (decimals / 10)));
            if (decimals % 10 != 0)
            {
                text.Append((char)('0' + (decimals % 10)));
            }
        }
    }
}
