namespace GdNotebooks.Plotting;

/// <summary>
/// How wide a text will be. The widths are Helvetica's, which Arial and Liberation Sans share, from a
/// fixed table: asking the machine's fonts would make a figure's bytes depend on the machine.
/// </summary>
internal static class TextWidth
{
    public const string Fonts = "Helvetica, Arial, 'Liberation Sans', sans-serif";

    // Thousandths of the font size, for ' ' to '~'.
    private static readonly short[] Ascii =
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
        556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
        556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ];

    public static double Of(string text, double size, bool bold = false)
    {
        double thousandths = 0;
        foreach (var rune in Numbers.WithTrueMinus(text).EnumerateRunes())
        {
            thousandths += rune.Value switch
            {
                < ' ' => 0,
                <= '~' => Ascii[rune.Value - ' '],
                0xB2 or 0xB3 or 0xB9 or (>= 0x2070 and <= 0x209C) => 370,
                >= 0x300 and <= 0x36F => 0,
                < 0x2000 => 600,
                >= 0x2190 and < 0x2300 => 750,
                < 0x2E80 => 620,
                < 0xFFFF => 1000,
                _ => 1350,
            };
        }

        return thousandths / 1000 * size * (bold ? 1.07 : 1);
    }

    /// <summary>The text on as many lines as it needs, at most <paramref name="most"/>; the rest is cut with an ellipsis.</summary>
    public static List<string> Wrap(string text, double width, double size, bool bold = false, int most = 3)
    {
        var lines = new List<string>();
        string line = "";
        foreach (string word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            string longer = line.Length == 0 ? word : line + " " + word;
            if (line.Length > 0 && Of(longer, size, bold) > width)
            {
                lines.Add(line);
                line = word;
            }
            else
            {
                line = longer;
            }
        }

        if (line.Length > 0)
        {
            lines.Add(line);
        }

        if (lines.Count > most)
        {
            lines[most - 1] += "…";
            lines.RemoveRange(most, lines.Count - most);
        }

        return [.. lines.Select(l => Fit(l, width, size, bold))];
    }

    /// <summary>
    /// Names that share one width, each still told from the others: cut at the end where that is enough, else in the middle,
    /// else without what all of them begin with; the last resort is a number.
    /// </summary>
    public static string[] FitAll(IReadOnlyList<string> names, double width, double size)
    {
        if (names.All(n => Of(n, size) <= width))
        {
            return [.. names];
        }

        int distinct = names.Distinct().Count(), common = 0;
        while (names.All(n => n.Length > common && n[common] == names[0][common]))
        {
            common++;
        }

        Func<string, string>[] ways = [n => Fit(n, width, size), n => FitMiddle(n, width, size), n => Fit("…" + n[common..], width, size), n => FitMiddle("…" + n[common..], width, size)];
        foreach (var way in ways)
        {
            string[] fitted = [.. names.Select(way)];
            if (fitted.Distinct().Count() == distinct)
            {
                return fitted;
            }
        }

        return [.. names.Select((n, i) => Of(n, size) <= width ? n : Fit(FormattableString.Invariant($"{i + 1}: {n}"), width, size))];
    }

    /// <summary>The beginning and the end of a text, with an ellipsis for what does not fit between.</summary>
    private static string FitMiddle(string text, double width, double size)
    {
        if (Of(text, size) <= width)
        {
            return text;
        }

        string[] whole = [.. Elements(text)];
        for (int kept = whole.Length - 1; kept > 1; kept--)
        {
            string fitted = string.Concat(whole[..(kept / 2)]).TrimEnd(' ', '…') + "…" + string.Concat(whole[^(kept - (kept / 2))..]).TrimStart();
            if (Of(fitted, size) <= width)
            {
                return fitted;
            }
        }

        return "…";
    }

    private static IEnumerable<string> Elements(string text)
    {
        var whole = System.Globalization.StringInfo.GetTextElementEnumerator(text);
        while (whole.MoveNext())
        {
            yield return whole.GetTextElement();
        }
    }

    /// <summary>The text, cut with an ellipsis where it is wider than <paramref name="width"/>.</summary>
    public static string Fit(string text, double width, double size, bool bold = false)
    {
        if (Of(text, size, bold) <= width)
        {
            return text;
        }

        var kept = new System.Text.StringBuilder();
        foreach (string element in Elements(text))
        {
            if (Of(kept.ToString() + element + "…", size, bold) > width)
            {
                break;
            }

            kept.Append(element);
        }

        return kept.ToString().TrimEnd(' ', '…') + "…";
    }
}
