using System.Globalization;

namespace GdNotebooks.Plotting;

/// <summary>Numbers as texts, the same under every culture.</summary>
internal static class Numbers
{
    /// <summary>At most four significant decimals: 2.56, 0.0001, 1.2e+300.</summary>
    public static string Short(double value)
    {
        double size = Math.Abs(value);
        string text = size != 0 && size is < 1e-3 or >= 1e9
            ? value.ToString("0.###e+0", CultureInfo.InvariantCulture)
            : value.ToString("0.####", CultureInfo.InvariantCulture);
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

    /// <summary>An exponent as raised digits: ⁻⁵.</summary>
    public static string Raised(int exponent) => string.Concat(
        exponent.ToString(CultureInfo.InvariantCulture).Select(c => c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c - '0']));

    /// <summary>A chosen format, invariant, with a true minus sign; what rounds to zero has none: −0.04 with one decimal is 0.0.</summary>
    public static string Shown(double value, string? format)
    {
        if (format is null)
        {
            return Shown(value);
        }

        string text = value.ToString(format, CultureInfo.InvariantCulture).Replace('-', '−');
        return double.IsFinite(value) && text.StartsWith('−') && !text.AsSpan().ContainsAnyInRange('1', '9') ? text[1..] : text;
    }
}
