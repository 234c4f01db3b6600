namespace GdNotebooks.Plotting;

/// <summary>
/// A text at a point of the chart, put on the side of it where least is drawn. NaN as one coordinate
/// means the far end of that axis: the name of a reference line.
/// </summary>
internal sealed record Annotation(double X, double Y, string Words) : Mark
{
    private const double Size = 12;

    /// <summary>Stands on the point itself.</summary>
    public bool Centred { get; init; }

    public override bool TakesColour => false;

    public override bool IsText => true;

    public override void Extend(Extent x, Extent y)
    {
        x.Include(X);
        y.Include(Y);
    }

    public override void Draw(Canvas canvas, Panel panel, Ink ink)
    {
        var box = panel.Box;
        string words = TextWidth.Fit(Words, box.Width - 4, Size);
        double w = TextWidth.Of(words, Size), gap = 7;
        var p = new Pixel(double.IsNaN(X) ? box.Right : panel.X.ToPixel(X), double.IsNaN(Y) ? box.Top : panel.Y.ToPixel(Y));
        if (!panel.Shows(p))
        {
            return;
        }

        (double Left, double Middle)[] places = Centred ? [(p.X - (w / 2), p.Y)] : double.IsNaN(X)
            ? [(p.X - w - 2, p.Y - 10), (p.X - w - 2, p.Y + 10), (box.Left + 4, p.Y - 10), (box.Left + 4, p.Y + 10)]
            : double.IsNaN(Y)
            ? [(p.X + 6, p.Y + 8), (p.X - w - 6, p.Y + 8), (p.X + 6, box.Bottom - 10), (p.X - w - 6, box.Bottom - 10)]
            : [(p.X + gap, p.Y - 9), (p.X - gap - w, p.Y - 9), (p.X + gap, p.Y + 11), (p.X - gap - w, p.Y + 11),
               (p.X - (w / 2), p.Y - 14), (p.X - (w / 2), p.Y + 16), (p.X + gap + 3, p.Y), (p.X - gap - 3 - w, p.Y),
               (p.X - (w / 2), p.Y - 26), (p.X + 16, p.Y - 20), (p.X - 16 - w, p.Y - 20), (p.X + 16, p.Y + 22), (p.X - 16 - w, p.Y + 22)];
        var best = places
            .Select(at => new Box(Math.Clamp(at.Left, box.Left + 2, Math.Max(box.Left + 2, box.Right - w - 2)), at.Middle - (Size / 2), w, Size))
            .MinBy(at => canvas.Occupied.Count(at) + (at.Top < box.Top || at.Bottom > box.Bottom ? 1000 : 0));
        canvas.Text(new(best.Left, best.Centre.Y + (Size * 0.36)), words, Size, Colour is { } c ? Palette.Of(c) : Palette.Text, halo: true);
    }

    public override IEnumerable<XPlot.Plotly.Trace> Traces(Ink ink) => [];

    public override void AddTo(XPlotFigure figure, string axes, Ink ink)
    {
        // A reference line brings its own name along.
        if (double.IsFinite(X) && double.IsFinite(Y))
        {
            figure.AddAnnotation(new()
            {
                text = PlotlyText.Escape(Words), showarrow = false, xref = "x" + axes, yref = "y" + axes,
                x = PlotlyText.Number(X), y = PlotlyText.Number(Y), yanchor = Centred ? "middle" : "bottom",
                font = new() { color = (Colour is { } c ? Palette.Of(c) : Palette.Text).Light },
            });
        }
    }

    public override IEnumerable<Row> Data() => [new(("x", X), ("y", Y), ("text", Words))];

    public override string Describe(Window window) => double.IsNaN(X) || double.IsNaN(Y) || !window.Shows((X, Y)) ? "" : $"the words \"{Words}\" at {Numbers.Short((X, Y))}";
}
