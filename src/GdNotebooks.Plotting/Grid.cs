namespace GdNotebooks.Plotting;

/// <summary>The values of a function of two variables at the crossings of even lines: what contours and surfaces are drawn from.</summary>
internal sealed record Grid(double[] Xs, double[] Ys, double[,] Values)
{
    /// <summary>The axes reach from the first line of the grid to the last, and no further.</summary>
    public void Pin(Extent x, Extent y)
    {
        x.Pin(Xs[0]);
        x.Pin(Xs[^1]);
        y.Pin(Ys[0]);
        y.Pin(Ys[^1]);
    }

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

    /// <summary>The smallest and largest finite value, of all places or of some.</summary>
    public Extent Extent(Func<double, double, bool>? where = null)
    {
        var range = new Extent();
        for (int i = 0; i < Xs.Length; i++)
        {
            for (int j = 0; j < Ys.Length; j++)
            {
                if (where is null || where(Xs[i], Ys[j]))
                {
                    range.Include(Values[i, j]);
                }
            }
        }

        return range;
    }

    /// <summary>Every crossing with its value.</summary>
    public IEnumerable<Row> Rows(string value) => Xs.SelectMany((x, i) => Ys.Select((y, j) => new Row(("x", x), ("y", y), (value, Values[i, j]))));

    private static double[] Even(double from, double to, int count) =>
        [.. Enumerable.Range(0, count).Select(i => Points.Between(from, to, (double)i / (count - 1)))];
}
