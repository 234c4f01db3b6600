namespace GdNotebooks.Plotting;

/// <summary>The values of a function of two variables at the crossings of even lines: what contours and surfaces are drawn from.</summary>
internal sealed record Grid(double[] Xs, double[] Ys, double[,] Values)
{
    public double this[int x, int y] => Values[x, y];

    public static Grid Of(Func<double, double, double> f, double xFrom, double xTo, double yFrom, double yTo, int count)
    {
        ArgumentNullException.ThrowIfNull(f);
        Points.Range(xFrom, xTo);
        Points.Range(yFrom, yTo);
        double[] xs = Even(xFrom, xTo, count), ys = Even(yFrom, yTo, count);
        var values = new double[count, count];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
            {
                values[i, j] = f(xs[i], ys[j]);
            }
        }

        return new(xs, ys, values);
    }

    /// <summary>The smallest and largest finite value; 0 to 1 when there is none.</summary>
    public Extent Extent()
    {
        var range = new Extent();
        foreach (double value in Values)
        {
            range.Include(value);
        }

        return range;
    }

    private static double[] Even(double from, double to, int count) =>
        [.. Enumerable.Range(0, count).Select(i => Points.Between(from, to, (double)i / (count - 1)))];
}
