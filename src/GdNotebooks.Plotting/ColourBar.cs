namespace GdNotebooks.Plotting;

/// <summary>Explains colours that mean values: their scale as an upright bar with its ticks.</summary>
internal static class ColourBar
{
    private const double Thickness = 12;
    private const double LabelSize = 11;

    /// <summary>How much room the bar and its labels take beside the data.</summary>
    public static double Width(ColourScale scale, IReadOnlyList<double> steps, double top, double bottom) =>
        14 + Thickness + 6 + Labels(scale, steps, top, bottom).Select(t => TextWidth.Of(t.Label, LabelSize)).DefaultIfEmpty().Max();

    /// <summary>With steps the bar has one block for each colour, all equally high, and their borders are named.</summary>
    public static void Draw(Canvas canvas, ColourScale scale, IReadOnlyList<double> steps, double left, double top, double bottom)
    {
        scale = scale.In(canvas.Theme);
        if (steps.Count > 0)
        {
            double height = (bottom - top) / (steps.Count + 1);
            canvas.BeginGroup(Contours.Opacity);
            for (int i = 0; i <= steps.Count; i++)
            {
                canvas.Rectangle(new(left, bottom - ((i + 1) * height), Thickness, height), Ink.Of(scale.At((i + 0.5) / (steps.Count + 1))));
            }

            canvas.EndGroup();
        }
        else
        {
            canvas.Image(new(left, top, Thickness, bottom - top), Png.Of(1, 128, (_, row) => scale.At(1 - ((row + 0.5) / 128))));
        }

        foreach (var (y, label) in Labels(scale, steps, top, bottom))
        {
            canvas.Text(new(left + Thickness + 6, y + 4), label, LabelSize, Palette.Muted);
        }
    }

    /// <summary>A bar with ticks of one's own: where on the scale, and what stands there.</summary>
    public static void DrawWithTicks(Canvas canvas, ColourScale scale, IReadOnlyList<(double Place, string Label)> ticks, double left, double top, double bottom)
    {
        scale = scale.In(canvas.Theme);
        canvas.Image(new(left, top, Thickness, bottom - top), Png.Of(1, 128, (_, row) => scale.At(1 - ((row + 0.5) / 128))));
        foreach (var (place, label) in ticks)
        {
            double y = bottom - ((bottom - top) * (place - scale.Low) / (scale.High - scale.Low));
            canvas.Text(new(left + Thickness + 6, y + 4), label, LabelSize, Palette.Muted);
        }
    }

    private static IEnumerable<(double Y, string Label)> Labels(ColourScale scale, IReadOnlyList<double> steps, double top, double bottom)
    {
        if (steps.Count > 0)
        {
            double height = (bottom - top) / (steps.Count + 1);
            int every = (int)Math.Ceiling(16 / height);
            return Numbers.Together(steps).Index().Where(s => s.Index % every == 0).Select(s => (bottom - ((s.Index + 1) * height), s.Item));
        }

        var (low, high) = scale.High > scale.Low ? (scale.Low, scale.High) : Around(scale.Low);
        var axis = new Axis(low, high, false, bottom, top);
        return axis.TicksWhere((int)Math.Max(2, (bottom - top) / 40), ticks => ticks.Zip(ticks.Skip(1)).All(t => axis.ToPixel(t.First.Value) - axis.ToPixel(t.Second.Value) >= LabelSize)).Select(t => (axis.ToPixel(t.Value), t.Label));
    }

    // One value alone stands in the middle; half a unit around a large one is nothing.
    private static (double Low, double High) Around(double value) =>
        Math.Abs(value) < 1e6 ? (value - 0.5, value + 0.5) : (value - (Math.Abs(value) / 2), Math.Min(value + (Math.Abs(value) / 2), double.MaxValue));
}
