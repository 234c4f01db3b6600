using X = XPlot.Plotly;

namespace GdNotebooks.Plotting;

/// <summary>Counts in intervals of equal width, from the smallest to the largest value.</summary>
internal sealed record Histogram(double From, double To, IReadOnlyList<int> Counts) : Mark
{
    public static Histogram Of(IEnumerable<double> values, int bins)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (bins is < 1 or > 1000)
        {
            throw new ArgumentException($"{bins} intervals cannot be drawn: 1 to 1000 can.", nameof(bins));
        }

        double[] finite = [.. values.Where(double.IsFinite)];
        var range = new Extent();
        foreach (double value in finite)
        {
            range.Include(value);
        }

        var (from, to) = range.IsEmpty || range.Min < range.Max ? (range.Min, range.Max) : range.Padded();
        var counts = new int[bins];
        foreach (double value in finite)
        {
            counts[Math.Clamp((int)(((value / 2) - (from / 2)) / ((to / 2) - (from / 2)) * bins), 0, bins - 1)]++;
        }

        return new(from, to, finite.Length == 0 ? [] : counts);
    }

    public override void Extend(Extent x, Extent y)
    {
        if (Counts.Count > 0)
        {
            x.Pin(From);
            x.Pin(To);
            y.Pin(0);
            y.Include(Counts.Max());
        }
    }

    public override void Draw(Canvas canvas, Panel panel, Ink ink)
    {
        for (int i = 0; i < Counts.Count; i++)
        {
            double left = panel.X.ToPixel(Edge(i)), right = panel.X.ToPixel(Edge(i + 1)), top = panel.Y.ToPixel(Counts[i]);
            var bar = Box.Between(new(Math.Max(left, panel.Box.Left) + 0.5, panel.Box.Bottom), new(Math.Min(right, panel.Box.Right) - 0.5, Math.Max(top, panel.Box.Top)));
            if (Counts[i] > 0 && right > left && double.IsFinite(top))
            {
                canvas.Rectangle(bar, ink, 0.8, 1);
                canvas.Occupied.Box(bar);
            }
        }
    }

    public override IEnumerable<X.Trace> Traces(Ink ink) =>
    [
        new X.Bar
        {
            x = PlotlyText.Numbers(Counts.Select((_, i) => Points.Between(Edge(i), Edge(i + 1), 0.5))), y = Counts.ToArray(), marker = new() { color = ink.Light, opacity = 0.8 },
        },
    ];

    public override void DrawKey(Canvas canvas, Pixel at, Ink ink) => canvas.Rectangle(new(at.X + 3, at.Y - 5, 12, 10), ink, 0.8, 1);

    public override IEnumerable<Row> Data() => Counts.Select((count, i) => new Row(("from", Edge(i)), ("to", Edge(i + 1)), ("count", count)));

    public override string Describe(Window window)
    {
        if (Counts.Count == 0)
        {
            return "histogram without finite values";
        }

        var between = Numbers.Pair(Edge(Mode), Edge(Mode + 1));
        return $"histogram of {Counts.Sum()} values {Numbers.FromTo(From, To)}, most ({Counts.Max()}) between {between.First} and {between.Second}";
    }

    private int Mode => Counts.Index().MaxBy(c => c.Item).Index;

    private double Edge(int i) => Points.Between(From, To, (double)i / Counts.Count);
}
