using System.Globalization;

namespace GdNotebooks.Plotting;

/// <summary>
/// Logarithms and powers without their last digits, in which the C libraries of the platforms differ: what is drawn
/// from them is drawn in the same place by all, also where that place lies halfway between two that can be written.
/// </summary>
internal static class Settled
{
    private const double Steps = 1L << 40;

    /// <summary>A part of a whole, to 2⁻⁴⁰: halves, quarters and what is nearly one of them are exact.</summary>
    public static double Part(double t) => Math.Round(t * Steps) / Steps;

    /// <summary>ln(<paramref name="value"/> / <paramref name="from"/>) / ln(<paramref name="to"/> / <paramref name="from"/>): where a value stands on a logarithmic scale, 0 at its start and 1 at its end.</summary>
    public static double LogPart(double value, double from, double to) =>
        Part((Math.Log(value) - Math.Log(from)) / (Math.Log(to) - Math.Log(from)));

    /// <summary>Sine and cosine by their series, of nothing but what IEEE 754 fixes: a surface is seen from the same side by all.</summary>
    public static (double Sin, double Cos) SinCos(double degrees)
    {
        double turned = Math.IEEERemainder(degrees, 360), quarters = Math.Round(turned / 90);
        double x = (turned - (90 * quarters)) * (Math.PI / 180), sin = 1, cos = 1;
        for (int k = 18; k >= 2; k -= 2)
        {
            sin = 1 - (x * x / (k * (k + 1)) * sin);
            cos = 1 - (x * x / (k * (k - 1)) * cos);
        }

        (sin, cos) = (Part(x * sin), Part(cos));
        return ((int)quarters & 3) switch { 0 => (sin, cos), 1 => (cos, -sin), 2 => (-sin, -cos), _ => (-cos, sin) };
    }

    /// <summary>A positive number to a power, to a 2⁻⁴⁰th of itself.</summary>
    public static double Pow(double x, double power)
    {
        double y = Math.Pow(x, power);
        return double.IsFinite(y) && y > 0 && Math.ILogB(y) is var size && size > -900 ? Math.ScaleB(Part(Math.ScaleB(y, -size)), size) : y;
    }

    /// <summary>The double nearest to 10ⁿ.</summary>
    public static double PowerOfTen(int n) => double.Parse(string.Create(CultureInfo.InvariantCulture, $"1e{n}"), CultureInfo.InvariantCulture);

    /// <summary>The largest whole n with 10ⁿ ≤ <paramref name="x"/>, where x may be a rounding below it.</summary>
    public static int PowerBelow(double x) => (int)Math.Floor(Math.Log10(x) + 1e-9);

    /// <summary>The smallest whole n with 10ⁿ ≥ <paramref name="x"/>, where x may be a rounding above it.</summary>
    public static int PowerAbove(double x) => (int)Math.Ceiling(Math.Log10(x) - 1e-9);
}
