using X = XPlot.Plotly;

namespace GdNotebooks.Plotting;

/// <summary>Brings what a caller has (values, pairs of sequences, points) into one form.</summary>
internal static class Points
{
    public static (double X, double Y)[] Of(IEnumerable<(double X, double Y)> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        return [.. points];
    }

    public static (double X, double Y)[] Of(IEnumerable<double> ys)
    {
        ArgumentNullException.ThrowIfNull(ys);
        return [.. ys.Select((y, i) => ((double)i, y))];
    }

    public static (double X, double Y)[] Of(IEnumerable<double> xs, IEnumerable<double> ys)
    {
        ArgumentNullException.ThrowIfNull(xs);
        ArgumentNullException.ThrowIfNull(ys);
        double[] x = [.. xs], y = [.. ys];
        return x.Length == y.Length
            ? [.. x.Zip(y)]
            : throw new ArgumentException($"There are {x.Length} xs and {y.Length} ys: a point needs one of each.", nameof(ys));
    }

    /// <summary>Some thousand even steps are finer than the pixels of any figure.</summary>
    public static (double X, double Y)[] Of(Func<double, double> f, double from, double to, int count = 601)
    {
        ArgumentNullException.ThrowIfNull(f);
        Range(from, to);
        return [.. Enumerable.Range(0, count).Select(i => Between(from, to, (double)i / (count - 1))).Select(x => (x, f(x)))];
    }

    public static double Between(double from, double to, double t) => t == 1 ? to : (from * (1 - t)) + (to * t);

    public static void Range(double from, double to)
    {
        if (!double.IsFinite(from) || !double.IsFinite(to) || from >= to)
        {
            throw new ArgumentException($"The range from {Numbers.Short(from)} to {Numbers.Short(to)} is empty: it must go from a smaller to a larger finite number.");
        }
    }

    /// <summary>"x from 0 to 3, y from 0 to 9", of the points that are drawn.</summary>
    public static string Describe(IReadOnlyCollection<(double X, double Y)> points, Window window)
    {
        var (x, y) = (new Extent(), new Extent());
        int shown = 0;
        foreach (var p in points.Where(window.Shows))
        {
            x.Include(p.X);
            y.Include(p.Y);
            shown++;
        }

        int outside = window.Outside(points);
        return (shown > 0 ? $"x {Numbers.FromTo(x.Min, x.Max)}, y {Numbers.FromTo(y.Min, y.Max)}" : outside > 0 ? "no points inside the axes" : "no finite points") +
            LeftOut(points.Count, points.Count - shown, outside);
    }

    /// <summary>" (2 of 26 are not finite and are left out)", or outside the axes.</summary>
    public static string LeftOut(int all, int missing, int outside) => missing == 0 ? "" : missing == outside
        ? $" ({outside} of {all} lie outside the axes)"
        : $" ({missing - outside} of {all} are not finite and are left out" + (outside == 0 ? ")" : $", {outside} lie outside the axes)");

    public static IEnumerable<Row> Rows(IEnumerable<(double X, double Y)> points) => points.Select(p => new Row(("x", p.X), ("y", p.Y)));

    public static IEnumerable<Row> Rows(IEnumerable<((double X, double Y) From, (double X, double Y) To)> spans) =>
        spans.Select(s => new Row(("x", s.From.X), ("y", s.From.Y), ("to x", s.To.X), ("to y", s.To.Y)));

    /// <summary>A scatter trace of XPlot: lines, markers or both; of very many points those that show.</summary>
    public static X.Scatter Trace(string mode, IReadOnlyList<(double X, double Y)> points, X.Line? line = null, X.Marker? marker = null)
    {
        // Plotly takes a trace without any point for a mistake; one without coordinates draws nothing either.
        points = points.Count == 0 ? [(double.NaN, double.NaN)] : Thin(points);
        var trace = new X.Scatter { mode = mode, x = PlotlyText.Numbers(points.Select(p => p.X)), y = PlotlyText.Numbers(points.Select(p => p.Y)) };
        if (line is not null)
        {
            trace.line = line;
        }

        if (marker is not null)
        {
            trace.marker = marker;
        }

        return trace;
    }

    /// <summary>At most some ten thousand of the points: of every run of neighbours the first, the lowest and the highest.</summary>
    public static IReadOnlyList<(double X, double Y)> Thin(IReadOnlyList<(double X, double Y)> points)
    {
        const int Runs = 3000;
        return points.Count <= 4 * Runs ? points :
        [
            .. points.Index().Chunk((points.Count + Runs - 1) / Runs).SelectMany(run => new[] { run[0], run.MinBy(p => p.Item.Y), run.MaxBy(p => p.Item.Y) }
                .DistinctBy(p => p.Index).OrderBy(p => p.Index).Select(p => p.Item)),
        ];
    }

    public static void Extend(IEnumerable<(double X, double Y)> points, Extent x, Extent y)
    {
        foreach (var p in points.Where(p => double.IsFinite(p.X) && double.IsFinite(p.Y)))
        {
            x.Include(p.X);
            y.Include(p.Y);
        }
    }
}
