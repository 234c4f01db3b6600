namespace GdNotebooks.Plotting;

/// <summary>One direction of a chart: which values it shows, and where in the picture they are.</summary>
internal sealed class Axis(double from, double to, bool logarithmic, double start, double end)
{
    public double From => from;

    public double To => to;

    public bool Logarithmic => logarithmic;

    public double Start => start;

    public double End => end;

    /// <summary>NaN for what the axis cannot show. Halving first keeps ranges as wide as the doubles themselves finite.</summary>
    public double ToPixel(double value)
    {
        // Over a range this narrow the logarithm is straight, and its own digits would not tell the values apart.
        double t = logarithmic && !(value > 0 && to - from < from * 1e-6)
            ? Settled.LogPart(value, from, to)
            : ((value / 2) - (from / 2)) / ((to / 2) - (from / 2));
        return double.IsFinite(t) ? start + (t * (end - start)) : double.NaN;
    }

    public Tick[] TicksWhere(int most, Func<Tick[], bool> fits) => logarithmic
        ? Ticks.Logarithmic(from, to, most, fits)
        : Ticks.Linear(from, to, most, fits);
}

/// <summary>Two axes and the box between them: what a mark needs to know to draw itself.</summary>
internal sealed record Panel(Axis X, Axis Y, Box Box)
{
    public Pixel At(double x, double y) => new(X.ToPixel(x), Y.ToPixel(y));

    public Pixel At((double X, double Y) point) => At(point.X, point.Y);

    public bool Shows(Pixel p) => double.IsFinite(p.X) && double.IsFinite(p.Y) && Box.Contains(p, 0.5);

    /// <summary>Draws the part of a polyline inside the box, without points that cannot be told apart.</summary>
    public void Polyline(Canvas canvas, IEnumerable<(double X, double Y)> points, Pen pen, double tolerance = Simplify.Unseen)
    {
        foreach (var piece in Clip.Polyline([.. points.Select(At)], Box))
        {
            canvas.Polyline(Simplify.Polyline(piece, tolerance), pen);
        }
    }
}
