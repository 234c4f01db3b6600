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
    /// x + h or x − h, as √x near 0, h is less.
    /// </summary>
    /// <param name="f">The function.</param>
    /// <param name="x">Where the slope is wanted.</param>
    public static double Central(Func<double, double> f, double x)
    {
        ArgumentNullException.ThrowIfNull(f);
        return Measure(f, x, StepAt(x));
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
        return Slope(f, x, h, out _);
    }

    // At least 64 of the numbers that a double can be lie between x and x + h.
    internal static double StepAt(double x) => double.IsFinite(x) ? Math.Max(Step, 64 * Gap(x)) : Step;

    /// <summary>The central difference with at least the step h, wider as long as only rounding changes with it.</summary>
    internal static double Measure(Func<double, double> f, double x, double h)
    {
        double slope = Slope(f, x, h, out double noise);
        if (!double.IsFinite(slope) && double.IsFinite(f(x)))
        {
            h = Inside(f, x, h);
            slope = Slope(f, x, h, out noise);
        }

        double flat = Math.Abs(x) > Large ? 1e-4 : 1;
        while (noise > Noisy * Math.Max(flat, Math.Abs(slope)))
        {
            double wider = Slope(f, x, h *= 4, out double less);
            if (!(Math.Abs(wider - slope) <= noise && less < noise))
            {
                break;
            }

            (slope, noise) = (wider, less);
        }

        return slope;
    }

    // Where the edge of what f takes, or a pole, is nearer than the step: a step well inside, on which f is nearly straight.
    private static double Inside(Func<double, double> f, double x, double h)
    {
        double smallest = 64 * Gap(x);
        for (double inner = h; inner >= smallest; inner /= 4)
        {
            if (double.IsFinite(Slope(f, x, inner, out _)))
            {
                return Math.Max(inner / 64, smallest);
            }
        }

        return h;
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

    // Noise: what rounding alone may have done to the slope, two units of the last place of both values.
    private static double Slope(Func<double, double> f, double x, double h, out double noise)
    {
        double width = Math.Abs(x) > Large ? x + h - (x - h) : 2 * h;
        double above = f(x + h), below = f(x - h);
        noise = LastPlace * 4 * Math.Max(Math.Abs(above), Math.Abs(below)) / Math.Abs(width);
        return (above - below) / width;
    }
}
