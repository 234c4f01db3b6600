namespace GdNotebooks;

/// <summary>The derivative of a function of one parameter, measured instead of derived (chapter 1).</summary>
public static class Derivative
{
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
        return (f(x + h) - f(x)) / (Math.Abs(x) > CentralDifference.Large ? x + h - x : h);
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
        return CentralDifference.Measure(f, x, f(x), x);
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
        return (f(x + h) - f(x - h)) / CentralDifference.Width(x, h);
    }

    private static void CheckStep(double x, double h)
    {
        if (h == 0 || !double.IsFinite(h))
        {
            throw new ArgumentOutOfRangeException(nameof(h), h, "The step h of a difference quotient is a finite number other than 0.");
        }

        if (double.IsFinite(x) && (x + h == x || x - h == x))
        {
            throw new ArgumentOutOfRangeException(nameof(h), h, FormattableString.Invariant(
                $"The step h is too small here: at x = {x} a double has no number between x and x + h. Take an h from {CentralDifference.Gap(x):G2} on."));
        }
    }
}
