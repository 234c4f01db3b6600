namespace GdNotebooks.Plotting;

/// <summary>
/// Cuts lines and polygons at the edges of a box. The cutting is arithmetic and not an SVG clip path:
/// a clip path needs an id, ids collide when two figures stand in one page, and coordinates far
/// outside the picture would be written out in full.
/// </summary>
internal static class Clip
{
    /// <summary>The pieces of a polyline that lie inside the box; gaps (NaN) divide pieces too.</summary>
    public static List<List<Pixel>> Polyline(IReadOnlyList<Pixel> points, Box box)
    {
        var pieces = new List<List<Pixel>>();
        List<Pixel>? piece = null;
        for (int i = 1; i < points.Count; i++)
        {
            Pixel a = points[i - 1], b = points[i];
            if (!Segment(ref a, ref b, box))
            {
                piece = null;
                continue;
            }

            if (piece is null || piece[^1] != a)
            {
                piece = [a];
                pieces.Add(piece);
            }

            piece.Add(b);
        }

        return pieces;
    }

    /// <summary>Liang and Barsky: moves both ends into the box; false when no part lies inside.</summary>
    public static bool Segment(ref Pixel a, ref Pixel b, Box box)
    {
        double dx = b.X - a.X, dy = b.Y - a.Y;
        if (!double.IsFinite(dx) || !double.IsFinite(dy))
        {
            return false;
        }

        double enter = 0, leave = 1;
        if (!Edge(-dx, a.X - box.Left) || !Edge(dx, box.Right - a.X) ||
            !Edge(-dy, a.Y - box.Top) || !Edge(dy, box.Bottom - a.Y))
        {
            return false;
        }

        var (from, direction) = (a, (dx, dy));
        if (leave < 1)
        {
            b = new(from.X + (leave * direction.dx), from.Y + (leave * direction.dy));
        }

        if (enter > 0)
        {
            a = new(from.X + (enter * direction.dx), from.Y + (enter * direction.dy));
        }

        return true;

        bool Edge(double slope, double distance)
        {
            if (slope == 0)
            {
                return distance >= 0;
            }

            double t = distance / slope;
            if (slope < 0)
            {
                enter = Math.Max(enter, t);
            }
            else
            {
                leave = Math.Min(leave, t);
            }

            return enter <= leave;
        }
    }

    /// <summary>Sutherland and Hodgman: the part of a closed polygon inside the box, empty when none is.</summary>
    public static List<Pixel> Polygon(IReadOnlyList<Pixel> points, Box box)
    {
        var ring = new List<Pixel>(points);
        ring = Side(ring, p => p.X - box.Left);
        ring = Side(ring, p => box.Right - p.X);
        ring = Side(ring, p => p.Y - box.Top);
        return Side(ring, p => box.Bottom - p.Y);

        static List<Pixel> Side(List<Pixel> ring, Func<Pixel, double> inside)
        {
            var kept = new List<Pixel>(ring.Count + 4);
            for (int i = 0; i < ring.Count; i++)
            {
                Pixel a = ring[i], b = ring[(i + 1) % ring.Count];
                double da = inside(a), db = inside(b);
                if (da >= 0)
                {
                    kept.Add(a);
                }

                if ((da < 0) != (db < 0))
                {
                    double t = da / (da - db);
                    kept.Add(new(a.X + (t * (b.X - a.X)), a.Y + (t * (b.Y - a.Y))));
                }
            }

            return kept;
        }
    }
}
