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

    /// <summary>
    /// Returns where the row ends. It has as many lines as it needs, up to a quarter of the height it is given: the data are
    /// worth more than the last of eighty names, so the rest is counted.
    /// </summary>
    public static double DrawRow(Canvas canvas, Box at, IReadOnlyList<LegendEntry> entries)
    {
        var labels = entries.Select(e => TextWidth.Fit(e.Label, at.Width - Key - 8, Size)).ToList();
        int most = Math.Max(2, (int)(at.Height / 4 / Row)), shown = entries.Count;
        var places = Places(labels, at, null);
        while (places[^1].Y > at.Top + 7 + ((most - 0.5) * Row) && shown > 1)
        {
            shown = Math.Min(shown - 1, places.FindIndex(p => p.Y > at.Top + 7 + ((most - 0.5) * Row)));
            places = Places(labels.Take(shown), at, More(entries.Count - shown));
        }

        for (int i = 0; i < shown; i++)
        {
            Entry(canvas, places[i], entries[i], labels[i]);
        }

        if (shown < entries.Count)
        {
            canvas.Text(new(places[^1].X, places[^1].Y + 4), More(entries.Count - shown)!, Size, Palette.Muted);
        }

        return places[^1].Y + 8;
    }

    private static string? More(int count) => FormattableString.Invariant($"… and {count} more");

    /// <summary>Where each entry of a row stands, and behind them what counts the rest.</summary>
    private static List<Pixel> Places(IEnumerable<string> labels, Box at, string? more)
    {
        var places = new List<Pixel>();
        double x = at.Left, y = at.Top + 7;
        foreach (double width in labels.Select(l => Key + 6 + TextWidth.Of(l, Size)).Concat(more is null ? [] : [TextWidth.Of(more, Size)]))
        {
            if (x > at.Left && x + width > at.Right)
            {
                (x, y) = (at.Left, y + Row);
            }

            places.Add(new(x, y));
            x += width + 18;
        }

        return places;
    }

    private static void Entry(Canvas canvas, Pixel at, LegendEntry entry, string label)
    {
        entry.Mark.DrawKey(canvas, at, entry.Ink);
        canvas.Text(new(at.X + Key + 6, at.Y + 4), label, Size, Palette.Text);
    }
}
