namespace GdNotebooks;

/// <summary>The central difference (f(x + h) − f(x − h)) / 2h with what it says about its own error, and the choice of its h.</summary>
internal static class CentralDifference
{
    // Beyond this |x| so few digits are left behind the point that x + h and x − h are not just 2h apart.
    internal const double Large = 16;

    // The step for an x of size one: smaller ones lose digits to rounding, larger ones to the curve's bend.
    private const double Step = 1e-5;

    // A double has 53 binary digits.
    private const double LastPlace = 1.0 / (1L << 52);

    // A slope whose digits from here on are rounding is measured once more, with a wider step.
    private const double Noisy = 1e-6;

    // Where f bends by so much of itself within the step, the slope of the secant need not be that of f.
    private const double Bent = 1e-5;

    /// <summary>The slope, with an h that is narrower where f bends too much for it, and wider as long as only rounding changes with it.</summary>
    /// <remarks><c>here</c> is f(x), <c>size</c> that of the numbers that move: it says how many digits are left for a step.</remarks>
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

    /// <summary>How far x + h and x − h are apart: 2h, but for a large x, where the two are rounded.</summary>
    internal static double Width(double x, double h) => Math.Abs(x) > Large ? x + h - (x - h) : 2 * h;

    /// <summary>From |x| to the next number that a double can be.</summary>
    internal static double Gap(double x) => Math.BitIncrement(Math.Abs(x)) - Math.Abs(x);

    // Noise: what rounding alone may have done to the slope, two units of the last place of both values. Bend: how far
    // f(x) is from the straight line through the two.
    private static Line Across(Func<double, double> f, double x, double here, double h, bool isNarrow = false)
    {
        double width = isNarrow ? x + h - (x - h) : Width(x, h);
        double above = f(x + h), below = f(x - h), larger = Math.Max(Math.Abs(above), Math.Abs(below));
        return new((above - below) / width, LastPlace * 4 * larger / Math.Abs(width), Math.Abs((above / 2) - here + (below / 2)), Math.Max(larger, Math.Abs(here)));
    }

    private readonly record struct Line(double Slope, double Noise, double Bend, double Size);
}
