namespace GdNotebooks.Plotting;

/// <summary>Leaves out points that nobody can see, so that a million of them still make a small file.</summary>
internal static class Simplify
{
    /// <summary>A deviation in pixels that no screen shows.</summary>
    public const double Unseen = 0.06;

    /// <summary>
    /// A polyline that deviates from the given one by at most <paramref name="tolerance"/>: first the
    /// lowest and highest point of each half pixel column where a column is crowded, then Douglas and Peucker.
    /// </summary>
    public static IReadOnlyList<Pixel> Polyline(IReadOnlyList<Pixel> points, double tolerance = Unseen)
    {
        points = Columns(points);
        if (points.Count < 3)
        {
            return points;
        }

        var keep = new bool[points.Count];
        keep[0] = keep[^1] = true;
        var open = new Stack<(int First, int Last)>();
        open.Push((0, points.Count - 1));
        while (open.TryPop(out var span))
        {
            int farthest = -1;
            double largest = tolerance * tolerance;
            for (int i = span.First + 1; i < span.Last; i++)
            {
                double d = SquaredDistance(points[i], points[span.First], points[span.Last]);
                if (d > largest)
                {
                    (farthest, largest) = (i, d);
                }
            }

            if (farthest >= 0)
            {
                keep[farthest] = true;
                open.Push((span.First, farthest));
                open.Push((farthest, span.Last));
            }
        }

        var kept = new List<Pixel>();
        for (int i = 0; i < keep.Length; i++)
        {
            if (keep[i])
            {
                kept.Add(points[i]);
            }
        }

        return kept;
    }

    // Of a run of points in one half-pixel column only the first, lowest, highest and last can be seen.
    private static IReadOnlyList<Pixel> Columns(IReadOnlyList<Pixel> points)
    {
        if (points.Count < 2000)
        {
            return points;
        }

        var kept = new List<Pixel>();
        for (int first = 0; first < points.Count;)
        {
            double column = Math.Floor(points[first].X * 2);
            int last = first, low = first, high = first;
            while (last + 1 < points.Count && Math.Floor(points[last + 1].X * 2) == column)
            {
                last++;
                low = points[last].Y < points[low].Y ? last : low;
                high = points[last].Y > points[high].Y ? last : high;
            }

            int previous = -1;
            foreach (int i in new[] { first, Math.Min(low, high), Math.Max(low, high), last })
            {
                if (i > previous)
                {
                    kept.Add(points[i]);
                    previous = i;
                }
            }

            first = last + 1;
        }

        return kept;
    }

    private static double SquaredDistance(Pixel p, Pixel a, Pixel b)
    {
        double dx = b.X - a.X, dy = b.Y - a.Y, length = (dx * dx) + (dy * dy);
        double t = length == 0 ? 0 : Math.Clamp((((p.X - a.X) * dx) + ((p.Y - a.Y) * dy)) / length, 0, 1);
        double ex = p.X - a.X - (t * dx), ey = p.Y - a.Y - (t * dy);
        return (ex * ex) + (ey * ey);
    }
}
