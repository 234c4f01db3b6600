namespace GdNotebooks.Plotting;

/// <summary>The values an axis has to show: grows with every finite value it meets.</summary>
internal sealed class Extent(bool logarithmic = false)
{
    public double Min { get; private set; } = double.PositiveInfinity;

    public double Max { get; private set; } = double.NegativeInfinity;

    public bool IsEmpty => Min > Max;

    /// <summary>True when the ends are edges of the drawing itself (a function's domain, a bar's foot) and want no margin.</summary>
    public bool PinnedMin { get; private set; }

    /// <inheritdoc cref="PinnedMin"/>
    public bool PinnedMax { get; private set; }

    public void Include(double value)
    {
        if (!double.IsFinite(value) || (logarithmic && value <= 0))
        {
            return;
        }

        if (value < Min)
        {
            (Min, PinnedMin) = (value, false);
        }

        if (value > Max)
        {
            (Max, PinnedMax) = (value, false);
        }
    }

    /// <summary>As <see cref="Include(double)"/>, and should this value be an end, the axis ends exactly there.</summary>
    public void Pin(double value)
    {
        Include(value);
        PinnedMin |= value == Min;
        PinnedMax |= value == Max;
    }

    /// <summary>The extent that holds both.</summary>
    public void Include(Extent other)
    {
        if (other.IsEmpty)
        {
            return;
        }

        if (other.PinnedMin)
        {
            Pin(other.Min);
        }

        if (other.PinnedMax)
        {
            Pin(other.Max);
        }

        Include(other.Min);
        Include(other.Max);
    }

    /// <summary>From where to where the axis goes: a margin at ends that are not pinned, never an empty range.</summary>
    public (double From, double To) Padded(double share = 0.05)
    {
        if (IsEmpty)
        {
            return logarithmic ? (1, 10) : (0, 1);
        }

        if (logarithmic)
        {
            // Values of about one size get a whole picture of their own only when they differ by very little.
            double ratio = Max / Min, room = ratio > 1 + 4e-15 && ratio < 1.01 ? 1 + ((ratio - 1) * share) : Math.Max(Settled.Pow(ratio, 0.05), 1.12);
            return (PinnedMin && Max > Min ? Min : Min / room, PinnedMax && Max > Min ? Max : Max * room) is var (a, b) && a > 0 && double.IsFinite(b)
                ? (a, b)
                : (Math.Max(Min, double.Epsilon), Math.Min(Max, double.MaxValue));
        }

        double half = (Max / 2) - (Min / 2), size = Math.Max(Math.Abs(Min), Math.Abs(Max));
        if (half <= size * 4e-15)
        {
            // All values equal: a range in which that value is the middle and the ticks can still tell numbers apart.
            double around = size == 0 ? 1 : Math.Max(size * 0.5, 1e-300);
            return (Math.Max(Min - around, -double.MaxValue), Math.Min(Max + around, double.MaxValue));
        }

        double margin = half * 2 * share;
        return (PinnedMin ? Min : Math.Max(Min - margin, -double.MaxValue), PinnedMax ? Max : Math.Min(Max + margin, double.MaxValue));
    }
}
