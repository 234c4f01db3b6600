using System.Globalization;

namespace GdNotebooks.Plotting;

/// <summary>One mark of an axis; a minor one has no label.</summary>
internal readonly record struct Tick(double Value, string Label)
{
    public bool IsMinor => Label.Length == 0;
}

/// <summary>Ticks on round numbers: 1, 2 and 5 times powers of ten.</summary>
internal static class Ticks
{
    private static readonly int[] Mantissas = [1, 2, 5];

    /// <summary>
    /// The closest ticks that <paramref name="fits"/> accepts (their labels do not collide), but no more
    /// than <paramref name="most"/>.
    /// </summary>
    public static Tick[] Linear(double from, double to, int most, Func<Tick[], bool> fits)
    {
        double rough = ((to / 2) - (from / 2)) / Math.Max(most, 1) * 2;
        int exponent = Settled.PowerBelow(Math.Max(rough, double.Epsilon)) - 1;
        Tick[]?[] closer = [.. Enumerable.Range(exponent, 4).SelectMany(e => Mantissas.Select(m => Multiples(from, to, m, e, (2 * most) + 2)))];
        int chosen = Array.FindIndex(closer, t => t?.Length <= Math.Max(most, 2) && fits(t));
        if (chosen < 0)
        {
            return [.. closer[^1]?.Take(1) ?? []];
        }

        // A lone tick says little: rather more than asked for, if their labels find room.
        while (closer[chosen]!.Length < 3 && chosen > 0 && closer[chosen - 1] is { } more && fits(more))
        {
            chosen--;
        }

        return closer[chosen]!;
    }

    /// <summary>Powers of ten; between them 2 and 5 where there are few, and unlabelled ninths as minor ticks.</summary>
    public static Tick[] Logarithmic(double from, double to, int most, Func<Tick[], bool> fits)
    {
        int first = Settled.PowerAbove(from), last = Settled.PowerBelow(to);
        if (last - first < 1)
        {
            var between = new List<Tick>();
            foreach (int e in Enumerable.Range(first - 1, last - first + 2))
            {
                between.AddRange(Mantissas.Select(m => new Tick(Parse(m, e), Label(m, e, e is < -4 or > 5))));
            }

            var inside = between.Where(t => t.Value >= from && t.Value <= to).ToArray();
            return inside.Length >= 2 && fits(inside) ? inside : Linear(from, to, most, fits);
        }

        bool raised = first < -3 || last > 4;
        for (int every = 1; ; every++)
        {
            // Multiples of `every`, so that 1 stays among the ticks when it is in range.
            var ticks = Enumerable.Range(first, last - first + 1).Where(e => e % every == 0)
                .Select(e => new Tick(Parse(1, e), raised && e is not (0 or 1) ? "10" + Numbers.Raised(e) : Label(1, e, raised))).ToArray();
            if ((ticks.Length <= Math.Max(most, 2) && fits(ticks)) || ticks.Length <= 1)
            {
                return every > 1 || last - first > 6 ? ticks : [.. ticks, .. Ninths(first - 1, last, from, to)];
            }
        }
    }

    private static IEnumerable<Tick> Ninths(int first, int last, double from, double to) =>
        from e in Enumerable.Range(first, last - first + 1)
        from m in Enumerable.Range(2, 8)
        let value = Parse(m, e)
        where value >= @from && value <= to
        select new Tick(value, "");

    /// <summary>Null when there are more than <paramref name="limit"/> of them.</summary>
    private static Tick[]? Multiples(double from, double to, int mantissa, int exponent, int limit)
    {
        double step = Parse(mantissa, exponent);
        if (step == 0 || double.IsInfinity(step))
        {
            return [];
        }

        double first = Math.Ceiling((from / step) - 1e-9), last = Math.Floor((to / step) + 1e-9);
        if (last - first >= limit || Math.Abs(first) > 1e15)
        {
            return null;
        }

        // One way of writing for the whole axis: with powers of ten where a number would be long.
        double largest = Math.Max(Math.Abs(first), Math.Abs(last)) * mantissa;
        int magnitude = largest == 0 ? 0 : Settled.PowerBelow(largest) + exponent;
        bool powers = (magnitude is < -3 or > 5 && largest < 1e4) || magnitude > 12;
        var ticks = new Tick[Math.Max(0, (int)(last - first) + 1)];
        for (int i = 0; i < ticks.Length; i++)
        {
            long multiple = ((long)first + i) * mantissa;
            ticks[i] = new(Parse(multiple, exponent), Label(multiple, exponent, powers));
        }

        return ticks;
    }

    // The double nearest to the decimal number, which multiplying steps would miss: 3 * 0.1 is not 0.3.
    private static double Parse(long digits, int exponent) =>
        double.Parse(string.Create(CultureInfo.InvariantCulture, $"{digits}e{exponent}"), CultureInfo.InvariantCulture);

    /// <summary>digits · 10^exponent, written plainly or as 2.5×10⁶.</summary>
    private static string Label(long digits, int exponent, bool powers)
    {
        if (digits == 0)
        {
            return "0";
        }

        string sign = digits < 0 ? "−" : "", text = Math.Abs(digits).ToString(CultureInfo.InvariantCulture);
        if (powers)
        {
            int magnitude = text.Length - 1 + exponent;
            text = text.TrimEnd('0');
            string mantissa = text.Length > 1 ? text[..1] + "." + text[1..] : text;
            return magnitude is 0 or 1 && text.Length == 1 ? sign + text + new string('0', magnitude)
                : sign + (mantissa == "1" ? "" : mantissa + "×") + "10" + Numbers.Raised(magnitude);
        }

        if (exponent >= 0)
        {
            return sign + text + new string('0', exponent);
        }

        text = text.PadLeft(1 - exponent, '0');
        return sign + text[..^-exponent] + "." + text[^-exponent..];
    }
}
