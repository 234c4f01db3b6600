namespace GdNotebooks.Plotting;

/// <summary>What the axes of a chart can show: ranges chosen for them, and nothing below zero on a logarithmic one.</summary>
internal sealed record Window((double From, double To)? X, (double From, double To)? Y, bool LogX, bool LogY)
{
    public bool Shows((double X, double Y) point) => ShowsX(point.X) && ShowsY(point.Y);

    /// <summary>How many points have numbers for coordinates and lie outside nevertheless.</summary>
    public int Outside(IEnumerable<(double X, double Y)> points) => points.Count(p => double.IsFinite(p.X) && double.IsFinite(p.Y) && !Shows(p));

    public bool ShowsX(double x) => Shows(x, X, LogX);

    public bool ShowsY(double y) => Shows(y, Y, LogY);

    private static bool Shows(double value, (double From, double To)? range, bool logarithmic) =>
        double.IsFinite(value) && !(logarithmic && value <= 0) && (range is not { } r || (value >= r.From && value <= r.To));
}
