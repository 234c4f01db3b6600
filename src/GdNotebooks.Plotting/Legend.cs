namespace GdNotebooks.Plotting;

internal readonly record struct LegendEntry(Mark Mark, Ink Ink)
{
    public string Label => Mark.Label!;
}

/// <summary>Names the marks: in a corner of the chart where nothing is drawn, else in a row above it.</summary>
internal static class Legend
{
    private const double Size = 12;
    private const double Key = 18;
    private const double Row = 18;

    public static List<LegendEntry> Of(IEnumerable<Mark> marks, IReadOnlyDictionary<Mark, Ink> colours) =>
        [.. marks.Where(m => m.TakesColour && !m.IsText && !string.IsNullOrEmpty(m.Label)).Select(m => new LegendEntry(m, colours[m])).DistinctBy(e => (e.Label, e.Ink.Name, e.Mark.GetType()))];

    public static bool DrawInside(Canvas canvas, Box box, IReadOnlyList<LegendEntry> entries)
    {
        double width = Key + 16 + entries.Max(e => TextWidth.Of(e.Label, Size)), height = (entries.Count * Row) + 4;
        if (width > box.Width * 0.6 || height > box.Height * 0.6)
        {
            return false;
        }

        double left = box.Left + 10, right = box.Right - 10 - width, top = box.Top + 8, bottom = box.Bottom - 8 - height;
        foreach (var at in new Pixel[] { new(right, top), new(left, top), new(right, bottom), new(left, bottom) })
        {
            var place = new Box(at.X, at.Y, width, height);
            if (canvas.Occupied.Count(place.Inset(-4, -4, -4, -4)) > 0)
            {
                continue;
            }

            canvas.Rectangle(place, Palette.Paper, 0.85, 4);
            for (int i = 0; i < entries.Count; i++)
            {
                double middle = at.Y + 2 + (Row * (i + 0.5));
                Entry(canvas, new(at.X + 4, middle), entries[i], entries[i].Label);
            }

            return true;
        }

        return false;
    }

    /// <summary>Returns where the row ends.</summary>
    public static double DrawRow(Canvas canvas, Box at, IReadOnlyList<LegendEntry> entries)
    {
        double x = at.Left, y = at.Top + 7;
        foreach (var entry in entries)
        {
            string label = TextWidth.Fit(entry.Label, at.Width - Key - 8, Size);
            double width = Key + 6 + TextWidth.Of(label, Size);
            if (x > at.Left && x + width > at.Right)
            {
                (x, y) = (at.Left, y + Row);
            }

            Entry(canvas, new(x, y), entry, label);
            x += width + 18;
        }

        return y + 8;
    }

    private static void Entry(Canvas canvas, Pixel at, LegendEntry entry, string label)
    {
        entry.Mark.DrawKey(canvas, at, entry.Ink);
        canvas.Text(new(at.X + Key + 6, at.Y + 4), label, Size, Palette.Text);
    }
}
