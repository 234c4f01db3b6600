using X = XPlot.Plotly;

namespace GdNotebooks.Plotting;

/// <summary>A bar for every value, standing on zero; several sets of bars stand side by side.</summary>
internal sealed record Bars(IReadOnlyList<string> Names, IReadOnlyList<double> Values) : Mark
{
    /// <summary>Which of how many sets this is; the plot sets both before drawing.</summary>
    public (int Index, int Count) Set { get; init; } = (0, 1);

    public override IReadOnlyList<string> Categories => Names;

    public override void Extend(Extent x, Extent y)
    {
        x.Pin(-0.6);
        x.Pin(Math.Max(Names.Count, 1) - 0.4);
        y.Pin(0);
        foreach (double value in Values)
        {
            y.Include(value);
        }
    }

    public override void Draw(Canvas canvas, Panel panel, Ink ink)
    {
        double width = 0.7 / Set.Count, foot = panel.Y.ToPixel(panel.Y.Logarithmic ? panel.Y.From : Math.Clamp(0, Math.Min(panel.Y.From, panel.Y.To), Math.Max(panel.Y.From, panel.Y.To)));
        for (int i = 0; i < Values.Count; i++)
        {
            double left = panel.X.ToPixel(i - 0.35 + (Set.Index * width)), right = panel.X.ToPixel(i - 0.35 + ((Set.Index + 1) * width));
            double top = Math.Clamp(panel.Y.ToPixel(Values[i]), panel.Box.Top, panel.Box.Bottom);
            if (double.IsFinite(top))
            {
                var bar = Box.Between(new(left, foot), new(right, top));
                canvas.Rectangle(bar with { Width = Math.Max(bar.Width - (Set.Count > 1 ? 1 : 0), 0.5) }, ink, corner: Math.Min(1.5, bar.Height / 2));
                canvas.Occupied.Box(bar);
            }
        }
    }

    public override IEnumerable<X.Trace> Traces(Ink ink) =>
        [new X.Bar { x = Enumerable.Range(0, Values.Count).ToArray(), y = PlotlyText.Numbers(Values), marker = new() { color = ink.Light }, hoverinfo = "y" }];

    public override void DrawKey(Canvas canvas, Pixel at, Ink ink) => canvas.Rectangle(new(at.X + 3, at.Y - 5, 12, 10), ink, corner: 1.5);

    public override bool IsEmpty => !Values.Any(double.IsFinite);

    public override IEnumerable<Row> Data() => Names.Zip(Values, (name, value) => new Row(("name", name), ("y", value)));

    public override string Describe(Window window)
    {
        var drawn = Names.Zip(Values).Where((bar, i) => window.ShowsX(i) && double.IsFinite(bar.Second) && !(window.LogY && bar.Second <= 0)).ToList();
        string missing = drawn.Count == Values.Count ? "" : $" ({Values.Count - drawn.Count} of {Values.Count} have no value that can be shown)";
        return $"{Values.Count} bars{missing}: " + string.Join(", ", drawn.Take(12).Select(b => $"{b.First} {Numbers.Short(b.Second)}")) + (drawn.Count > 12 ? ", …" : "");
    }
}
