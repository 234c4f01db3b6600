using System.Globalization;

namespace GdNotebooks.Plotting;

/// <summary>Numbers as texts, the same under every culture.</summary>
internal static class Numbers
{
    // More digits than a double has tell nothing apart.
    private const int MostDigits = 17;

    /// <summary>At most four decimals: 2.56, 0.0012, 1.2×10³⁰⁰.</summary>
    public static string Short(double value)
    {
        if (IsPower(value))
        {
            return Power(value, 3);
        }

        string text = value.ToString("0.####", CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : text;
    }

    public static string Short((double X, double Y) point) => $"({Short(point.X)}, {Short(point.Y)})";

    /// <summary>For the eye: as <see cref="Short(double)"/>, with a true minus sign.</summary>
    public static string Shown(double value) => Short(value).Replace('-', '−');

    /// <summary>
    /// A text for the eye, its numbers with the minus sign that the ticks have: "slope -6.00" and "-∇C" change,
    /// "784-16-16-10", "one-sided" and dates do not.
    /// </summary>
    public static string WithTrueMinus(string text)
    {
        if (!text.Contains('-', StringComparison.Ordinal))
        {
            return text;
        }

        bool IsSign(int i) =>
            text[i] == '-' && i + 1 < text.Length && (char.IsAsciiDigit(text[i + 1]) || "∇η.|(".Contains(text[i + 1], StringComparison.Ordinal)) &&
            (i == 0 || char.IsWhiteSpace(text[i - 1]) || "([{=,;:×·|≈<>±".Contains(text[i - 1], StringComparison.Ordinal));
        return string.Concat(text.Select((c, i) => IsSign(i) ? '−' : c));
    }

    /// <summary>
    /// Numbers that stand on one scale, such as the levels of a colour bar: as <see cref="Shown(double)"/>, but where two of
    /// them would read alike, or some with powers of ten beside some without, all in one way and with as many digits as tell neighbours apart.
    /// </summary>
    public static string[] Together(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Where(double.IsFinite).Distinct().Order()];
        var write = sorted.Select(Short).Distinct().Count() == sorted.Length && !Mixed(sorted, 1e4) ? Short : OneWay(sorted, filled: true);
        return [.. values.Select(v => ForTheEye(double.IsFinite(v) ? write(v) : Short(v)))];
    }

    /// <summary>Two numbers as they stand in a sentence, with as many digits as tell them apart.</summary>
    public static (string First, string Second) Pair(double first, double second)
    {
        bool alike = first != second && Short(first) == Short(second);
        var write = double.IsFinite(first) && double.IsFinite(second) && (alike || Mixed([first, second], 10)) ? OneWay([.. new[] { first, second }.Order()], filled: false) : Short;
        return (write(first), write(second));
    }

    /// <summary>"from 1 to 9".</summary>
    public static string FromTo(double first, double second) => Pair(first, second) is var (a, b) ? $"from {a} to {b}" : "";

    /// <summary>"from (0, 9) to (3, 0)".</summary>
    public static string FromTo((double X, double Y) first, (double X, double Y) second) =>
        (Pair(first.X, second.X), Pair(first.Y, second.Y)) is var (x, y) ? $"from ({x.First}, {y.First}) to ({x.Second}, {y.Second})" : "";

    /// <summary>
    /// How to write a column of a table: null leaves each number to <see cref="Shown(double)"/>. Decimal points stand below each other;
    /// columns of very small or very large numbers, or all alike in four decimals, get what tells them apart.
    /// </summary>
    public static Func<double, string>? Column(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Where(double.IsFinite).Distinct().Order()];
        if (sorted.Length == 0)
        {
            return null;
        }

        string[] texts = [.. sorted.Select(Short)];
        if ((sorted.Length > 1 && texts.Distinct().Count() == 1) || Mixed(sorted, 1e4))
        {
            return OneWay(sorted, filled: true);
        }

        if (sorted.Any(IsPower))
        {
            return null;
        }

        string format = "0." + new string('0', texts.Max(t => t.Contains('.') ? t.Length - t.IndexOf('.') - 1 : 0));
        return v => Shown(v, format);
    }

    private static bool IsPower(double value) => value != 0 && double.IsFinite(value) && Math.Abs(value) is < 1e-3 or >= 1e9;

    /// <summary>Some with powers of ten and some without, although all are of about one size.</summary>
    private static bool Mixed(double[] values, double ratio)
    {
        double[] sizes = [.. values.Where(v => v != 0 && double.IsFinite(v)).Select(Math.Abs)];
        return sizes.Any(IsPower) && !sizes.All(IsPower) && sizes.Max() / sizes.Min() < ratio;
    }

    /// <summary>One way for all: plain where that is short, else times a power of ten; rounding moves none by more than a twentieth of itself or of the smallest gap.</summary>
    private static Func<double, string> OneWay(double[] sorted, bool filled)
    {
        double size = Math.Max(Math.Abs(sorted[0]), Math.Abs(sorted[^1]));
        double gap = sorted.Zip(sorted.Skip(1), (a, b) => b - a).Where(g => g > size * 1e-15).DefaultIfEmpty(size).Min();
        int decimals = Enumerable.Range(0, MostDigits).FirstOrDefault(d => Tells(v => Read(v.ToString("F" + d, CultureInfo.InvariantCulture))), -1);
        int digits = Enumerable.Range(1, MostDigits).FirstOrDefault(d => Tells(v => Read(v.ToString("E" + (d - 1), CultureInfo.InvariantCulture))), MostDigits);
        int magnitude = Exponent(size);
        bool powers = decimals < 0 || magnitude + decimals > MostDigits - 2 || magnitude < -3 || (magnitude >= 9 && digits <= 4);
        string format = "0." + new string(filled ? '0' : '#', Math.Max(decimals, 0));
        return v => powers ? Power(v, digits - 1) : WithoutSignOfZero(v.ToString(format, CultureInfo.InvariantCulture));

        bool Tells(Func<double, double> rounded) => sorted.All(v => Math.Abs(rounded(v) - v) <= (v == 0 ? gap : Math.Min(gap, Math.Abs(v))) / 20);
    }

    /// <summary>The power of ten of a number's first digit, without a logarithm, whose last bit machines do not agree about.</summary>
    public static int Exponent(double value) =>
        value == 0 ? 0 : int.Parse(value.ToString("E16", CultureInfo.InvariantCulture).Split('E')[1], CultureInfo.InvariantCulture);

    /// <summary>As 1.5×10⁻⁷, and 10⁹ for 1×10⁹.</summary>
    private static string Power(double value, int decimals)
    {
        if (value == 0)
        {
            return "0";
        }

        string[] parts = value.ToString("0." + new string('#', decimals) + "e+0", CultureInfo.InvariantCulture).Split('e');
        int exponent = int.Parse(parts[1], CultureInfo.InvariantCulture);
        return exponent is 0 or 1 && !parts[0].Contains('.') ? parts[0] + new string('0', exponent)
            : (parts[0] is "1" or "-1" ? parts[0][..^1] : parts[0] + "×") + "10" + Raised(exponent);
    }

    private static double Read(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string WithoutSignOfZero(string text) =>
        text.StartsWith('-') && text.Any(char.IsAsciiDigit) && !text.AsSpan().ContainsAnyInRange('1', '9') ? text[1..] : text;

    /// <summary>An exponent as raised digits: ⁻⁵.</summary>
    public static string Raised(int exponent) => string.Concat(
        exponent.ToString(CultureInfo.InvariantCulture).Select(c => c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c - '0']));

    /// <summary>A format that numbers can be written in.</summary>
    /// <exception cref="ArgumentException">They cannot.</exception>
    public static string? Checked(string? format)
    {
        try
        {
            _ = 0.5.ToString(format, CultureInfo.InvariantCulture);
            return format;
        }
        catch (FormatException e)
        {
            throw new ArgumentException($"\"{format}\" is no format for numbers, such as 0.00.", nameof(format), e);
        }
    }

    /// <summary>A chosen format, invariant, as <see cref="ForTheEye"/>: −0.04 with one decimal is 0.0.</summary>
    public static string Shown(double value, string? format) => format is null ? Shown(value)
        : double.IsFinite(value) ? ForTheEye(value.ToString(format, CultureInfo.InvariantCulture))
        : value.ToString(format, CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>With a true minus sign; what rounds to zero has none.</summary>
    public static string ForTheEye(string number) => WithoutSignOfZero(number).Replace('-', '−');
}
