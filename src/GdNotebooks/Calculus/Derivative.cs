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
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="h"/> is zero or not finite.</exception>
    public static double Secant(Func<double, double> f, double x, double h)
    {
        ArgumentNullException.ThrowIfNull(f);
        CheckStep(h);
        return (f(x + h) - f(x)) / h;
    }

    /// <summary>
    /// The central difference (f(x + h) − f(x − h)) / 2h. Its error shrinks like h², so it is exact,
    /// up to rounding, for every parabola.
    /// </summary>
    /// <param name="f">The function.</param>
    /// <param name="x">Where the slope is wanted.</param>
    /// <param name="h">
    /// Half the distance between the two points. The default is near the best for values of size one:
    /// smaller steps lose digits to rounding, larger ones to the curve's bend.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="h"/> is zero or not finite.</exception>
    public static double Central(Func<double, double> f, double x, double h = 1e-5)
    {
        ArgumentNullException.ThrowIfNull(f);
        CheckStep(h);
        return (f(x + h) - f(x - h)) / (2 * h);
    }

    internal static void CheckStep(double h)
    {
        if (h == 0 || !double.IsFinite(h))
        {
            throw new ArgumentOutOfRangeException(nameof(h), h, "The step h of a difference quotient is a finite number other than 0.");
        }
    }
}
