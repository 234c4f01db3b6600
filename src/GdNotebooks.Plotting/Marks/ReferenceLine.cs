using X = XPlot.Plotly;

namespace GdNotebooks.Plotting;

/// <summary>A thin dashed line across the chart at one value, with its name at the end.</summary>
internal sealed record ReferenceLine(double Value, bool Horizontal) : Mark
{
    public override bool TakesColour => false;

    public override void Extend(Extent x, Extent y) => (Horizontal ? y : x).Include(Value);

    public override void Draw(Canvas canvas, Panel panel, Ink ink)
    {
        var box = panel.Box;
        double at = Horizontal ? panel.Y.ToPixel(Value) : panel.X.ToPixel(Value);
        var (from, to) = Horizontal ? (new Pixel(box.Left, at), new Pixel(box.Right, at)) : (new Pixel(at, box.Bottom), new Pixel(at, box.Top));
        if (panel.Shows(from))
        {
            canvas.Line(from, to, new(Ink, 1.25, 1, "5 4"));
        }
    }

    /// <summary>The name is a text of its own, so that it is placed after everything else is drawn.</summary>
    public Annotation? Name => Label is null ? null : new Annotation(Horizontal ? double.NaN : Value, Horizontal ? Value : double.NaN, Label) { Colour = Colour };

    public override IEnumerable<X.Trace> Traces(Ink ink) => [];

    public override void AddTo(XPlotFigure figure, string axes, Ink ink)
    {
        var value = PlotlyText.Number(Value);
        string across = "x" + axes, up = "y" + axes;
        figure.AddShape(new()
        {
            type = "line", xref = Horizontal ? across + " domain" : across, yref = Horizontal ? up : up + " domain",
            x0 = Horizontal ? 0 : value, x1 = Horizontal ? 1 : value, y0 = Horizontal ? value : 0, y1 = Horizontal ? value : 1,
            line = new() { color = Ink.Light, width = 1.25, dash = "dash" },
        });
        if (Label is not null)
        {
            // At the line's end, as in the picture.
            figure.AddAnnotation(new()
            {
                text = PlotlyText.Escape(Label), showarrow = false, xref = Horizontal ? across + " domain" : across, yref = Horizontal ? up : up + " domain",
                x = Horizontal ? 1 : value, y = Horizontal ? value : 1, xanchor = Horizontal ? "right" : "left", yanchor = Horizontal ? "bottom" : "top", font = new() { color = Ink.Light },
            });
        }
    }

    public override IEnumerable<Row> Data() => [new((Horizontal ? "y" : "x", Value))];

    public override string Describe(Window window) => !(Horizontal ? window.ShowsY(Value) : window.ShowsX(Value)) ? "" : $"{(Horizontal ? "horizontal" : "vertical")} line at {Numbers.Short(Value)}";

    private Ink Ink => Colour is { } c ? Palette.Of(c) : Palette.Muted;
}
