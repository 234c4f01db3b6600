namespace GdNotebooks;

/// <summary>
/// The exponential function and the logarithm with the same bits on every machine: they use nothing but
/// operations that IEEE 754 fixes, where those of the platforms differ in their last bit.
/// </summary>
public static class Elementary
{
    /// <summary>eˣ, within two units of the last place; 0 or ∞ where a double has no number for it.</summary>
    /// <param name="x">Any number.</param>
    public static double Exp(double x)
    {
        if (!(Math.Abs(x) < 750))
        {
            return double.IsNaN(x) ? x : x > 0 ? double.PositiveInfinity : 0;
        }

        // eˣ = 2ⁿ eʳ with n the nearest whole number to x / ln 2, ln 2 in two parts so that n times the first
        // is exact, and eʳ = 1 + r (1 + r/2 (1 + r/3 (…))) for |r| ≤ ½ ln 2.
        double n = Math.Round(x * 1.4426950408889634);
        double r = x - (n * 6.93147180369123816490e-01) - (n * 1.90821492927058770002e-10), sum = 0;
        for (int k = 15; k >= 1; k--)
        {
            sum = r / k * (1 + sum);
        }

        return Math.ScaleB(1 + sum, (int)n);
    }

    /// <summary>ln x, to about 1e-16 of itself or of ln 2; −∞ for 0, and no number for what has no logarithm or is as large as ∞.</summary>
    /// <param name="x">A number above 0.</param>
    public static double Log(double x)
    {
        if (!(x > 0 && x <= double.MaxValue))
        {
            return x == 0 ? double.NegativeInfinity : double.NaN;
        }

        // x = 2ᵉ m with m around 1, and ln m = 2 (s + s³/3 + s⁵/5 + …) with s = (m − 1)/(m + 1), |s| < 0.172.
        int small = x < 1e-300 ? 60 : 0;
        long bits = BitConverter.DoubleToInt64Bits(small > 0 ? x * (1L << small) : x);
        int e = (int)(bits >> 52) - 1023 - small;
        double m = BitConverter.Int64BitsToDouble((bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000);
        if (m > 1.4142135623730951)
        {
            m *= 0.5;
            e++;
        }

        double s = (m - 1) / (m + 1), squared = s * s, sum = 0;
        for (int k = 21; k >= 1; k -= 2)
        {
            sum = (sum * squared) + (1.0 / k);
        }

        return (e * 0.69314718055994531) + (2 * s * sum);
    }
}
