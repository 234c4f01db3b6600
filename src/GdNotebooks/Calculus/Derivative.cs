namespace GdNotebooks;

/// <summary>The derivative of a function of one parameter, measured instead of derived (chapter 1).</summary>
public static class Derivative
{
    // The step for an x of size one: smaller ones lose digits to rounding, larger ones to the curve's bend.
    private const double Step = 1e-5;

    // Beyond this |x| so few digits are left behind the point that x + h and x − h are not just 2h apart.
    private const double Large = 16;

    // A double has 53 binary digits.
    private const double LastPlace = 1.0 / (1L << 52);

    // A slope whose digits from here on are rounding is measured once more, with a wider step.
    private const double Noisy = 1e-6;

    // Where f bends by so much of itself within the step, the slope of the secant need not be that of f.
    private const double Bent = 1e-5;

    /// <summary>
    /// The slope of the secant through x and x + h: (f(x + h) − f(x)) / h. Its error shrinks like h.
    /// </summary>
    /// <param name="f">The function.</param>
    /// <param name="x">Where the slope is wanted.</param>
    /// <param name="h">The distance to the second point; may be negative, not zero.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="h"/> is zero, not finite, or so small that x + h is x.</exception>
    public static double Secant(Func<double, double> f, double x, double h)
    {
        ArgumentNullException.ThrowIfNull(f);
        CheckStep(x, h);
        return (f(x + h) - f(x)) / (Math.Abs(x) > Large ? x + h - x : h);
    }

    /// <summary>
    /// The central difference (f(x + h) − f(x − h)) / 2h with an h that suits x and f: 10⁻⁵ for an x of size
    /// one, more where x has no digits left for that, and more where f is so large that its rounding drowns the
    /// difference: h grows as long as the slope changes by no more than rounding explains. Where f has no value at
    /// x + h or x − h, as √x near 0, or bends much within the step, as 1/x near 0, h is less.
    /// </summary>
    /// <param name="f">The function.</param>
    /// <param name="x">Where the slope is wanted.</param>
    /// <returns>The slope; not a number where f has none, at a pole or a jump, or no step is small enough for it.</returns>
    public static double Central(Func<double, double> f, double x)
    {
        ArgumentNullException.ThrowIfNull(f);
        return Measure(f, x, f(x), x);
    }

    /// <summary>
    /// The central difference (f(x + h) − f(x − h)) / 2h. Its error shrinks like h², so it is exact,
    /// up to rounding, for every parabola.
    /// </summary>
    /// <param name="f">The function.</param>
    /// <param name="x">Where the slope is wanted.</param>
    /// <param name="h">Half the distance between the two points.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="h"/> is zero, not finite, or so small that x + h is x.</exception>
    public static double Central(Func<double, double> f, double x, double h)
    {
        ArgumentNullException.ThrowIfNull(f);
        CheckStep(x, h);
        return Across(f, x, double.NaN, h).Slope;
    }

    // The central difference: narrower where f bends too much for the step, wider as long as only rounding changes with
    // it. `here` is f(x); `size` that of the numbers that move, which says how many digits are left for a step.
    internal static double Measure(Func<double, double> f, double x, double here, double size)
    {
        // At least 64 of the numbers that a double can be lie between x and x + h.
        double h = double.IsFinite(size) ? Math.Max(Step, 64 * Gap(size)) : Step, flat = Math.Abs(x) > Large ? 1e-4 : 1;
        var line = Across(f, x, here, h);
        if (double.IsFinite(here) && (!double.IsFinite(line.Slope) || line.Bend > Bent * line.Size))
        {
            return Narrow(f, x, here, h, 4 * Gap(size), line, flat);
        }

        while (line.Noise > Noisy * Math.Max(flat, Math.Abs(line.Slope)))
        {
            var wider = Across(f, x, here, h *= 4);
            if (!(Math.Abs(wider.Slope - line.Slope) <= line.Noise && wider.Noise < line.Noise))
            {
                break;
            }

            line = wider;
        }

        return double.IsInfinity(here) ? double.NaN : line.Slope;
    }

    // The edge of what f takes, or a pole, may be nearer than the step, and a jump is the steeper the narrower it is
    // measured: the slope of f is one that does not change with the step, while the bend goes like h², or like h at a
    // kink. Where none is found, there is none. As x + h is rounded, a bend makes the slope unsure.
    private static double Narrow(Func<double, double> f, double x, double here, double h, double narrowest, Line line, double flat)
    {
        while ((h /= 4) >= narrowest)
        {
            var last = line;
            line = Across(f, x, here, h, isNarrow: true);
            double unsure = Math.Max(last.Noise, line.Noise + (line.Bend / h * (narrowest / h)));
            if (double.IsFinite(last.Slope) && Math.Abs(line.Slope - last.Slope) <= Math.Max(unsure, Noisy * Math.Max(flat, Math.Abs(last.Slope)))
                && line.Bend <= (last.Bend / 3) + (4 * LastPlace * last.Size))
            {
                return last.Slope;
            }
        }

        return double.NaN;
    }

    internal static void CheckStep(double x, double h)
    {
        if (h == 0 || !double.IsFinite(h))
        {
            throw new ArgumentOutOfRangeException(nameof(h), h, "The step h of a difference quotient is a finite number other than 0.");
        }

        if (double.IsFinite(x) && (x + h == x || x - h == x))
        {
            throw new ArgumentOutOfRangeException(nameof(h), h, FormattableString.Invariant(
                $"The step h is too small here: at x = {x} a double has no number between x and x + h. Take an h from {Gap(x):G2} on."));
        }
    }

    private static double Gap(double x) => Math.BitIncrement(Math.Abs(x)) - Math.Abs(x);

    // Noise: what rounding alone may have done to the slope, two units of the last place of both values. Bend: how far
    // f(x) is from the straight line through the two.
    private static Line Across(Func<double, double> f, double x, double here, double h, bool isNarrow = false)
    {
        double width = isNarrow || Math.Abs(x) > Large ? x + h - (x - h) : 2 * h;
        double above = f(x + h), below = f(x - h), larger = Math.Max(Math.Abs(above), Math.Abs(below));
        return new((above - below) / width, LastPlace * 4 * larger / Math.Abs(width), Math.Abs((above / 2) - here + (below / 2)), Math.Max(larger, Math.Abs(here)));
    }

    private readonly record struct Line(double Slope, double Noise, double Bend, double Size);
}
