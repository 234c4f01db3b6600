using System.Runtime.CompilerServices;

namespace GdNotebooks;

/// <summary>
/// Draws digits as a hand would: a skeleton, bent, slanted and stretched by chance, then a pen of some width
/// along it, and the ink brought into a box of 20 x 20 pixels around the middle, as in MNIST. Only + - * /
/// and square roots are used, which give the same bits on every machine.
/// </summary>
internal static class SyntheticDigits
{
    private const int Width = DigitImage.Width;
    private const int PiecesOfCurve = 6;
    private const int MostPoints = 256;
    private const double Rim = 1.3;

    /// <summary>Draws images; each depends on the seed, the part of the set, and its own index alone.</summary>
    public static DigitImages Draw(int count, int seed, int part)
    {
        var pixels = new byte[count * DigitImage.PixelCount];
        var labels = new int[count];
        Parallel.For(0, count, i =>
        {
            var random = SplitMix.For(seed, part, i);
            labels[i] = random.Below(10);
            Draw(labels[i], ref random, pixels.AsSpan(i * DigitImage.PixelCount, DigitImage.PixelCount));
        });
        return new(pixels, labels);
    }

    private static void Draw(int digit, ref SplitMix random, Span<byte> pixels)
    {
        var styles = DigitStrokes.OfDigit[digit];
        var style = styles[random.Below(styles.Length)];
        Span<Point> points = stackalloc Point[style.Points.Length];
        Span<Point> path = stackalloc Point[MostPoints];
        Bend(style, ref random, points);
        path = path[..Trace(style.Curves, points, path)];
        var radius = Math.Clamp(1.34 + 0.3 * random.Bell(), 0.7, 2.2);
        Fit(path, radius, ref random);
        Ink(path, radius, ref random, pixels);
    }

    /// <summary>The hand: slant, turn and stretch, a smooth distortion of the sheet, and points that are not quite hit.</summary>
    private static void Bend(DigitStrokes.Style style, ref SplitMix random, Span<Point> points)
    {
        // Most writers are careful; a few are in a hurry.
        var haste = random.Between(0, 1);
        haste = 0.6 + haste * haste * haste;
        var sheet = new Sheet(ref random, 0.1 * haste);
        var (bulgeX, bulgeY) = (0.2 * haste * random.Bell(), 0.2 * haste * random.Bell());
        var slant = 0.17 + 0.22 * random.Bell();
        var turn = 0.08 * haste * random.Bell();
        var stretch = 0.82 * (1 + 0.15 * random.Bell());
        for (var i = 0; i < points.Length; i++)
        {
            var (x, y) = style.Points[i];
            var (dx, dy) = sheet.Shift(x, y);
            var miss = 0.015 * haste;
            x += dx + bulgeX * x * (1 - x) - 0.5 + miss * random.Bell();
            y += dy + bulgeY * y * (1 - y) - 0.5 + miss * random.Bell();
            x = stretch * x - slant * y;
            points[i] = new(x - turn * y, y + turn * x, true);
        }

        // A stroke is set down too early and lifted too late, or the other way round.
        foreach (var (first, last) in style.Curves)
        {
            var (early, late) = (0.1 * haste * random.Bell(), 0.14 * haste * random.Bell());
            if (style.Starts(first))
            {
                points[first] = points[first].Beyond(points[first + 1], early);
            }

            if (style.Ends(last))
            {
                points[last] = points[last].Beyond(points[last - 1], late);
            }
        }
    }

    /// <summary>A smooth curve (Catmull-Rom) through the points, cut into short straight pieces.</summary>
    private static int Trace(ReadOnlySpan<(int First, int Last)> curves, ReadOnlySpan<Point> points, Span<Point> path)
    {
        var length = 0;
        var end = -1;
        foreach (var (first, last) in curves)
        {
            if (first != end)
            {
                path[length++] = points[first] with { Drawn = false };
            }

            for (var i = first; i < last; i++)
            {
                var (p, q) = (points[i], points[i + 1]);
                var before = i > first ? points[i - 1] : p.Beyond(q, 1);
                var after = i + 1 < last ? points[i + 2] : q.Beyond(p, 1);
                for (var k = 1; k <= PiecesOfCurve; k++)
                {
                    var t = k / (double)PiecesOfCurve;
                    path[length++] = new(Curve(before.X, p.X, q.X, after.X, t), Curve(before.Y, p.Y, q.Y, after.Y, t), true);
                }
            }

            end = last;
        }

        return length;
    }

    private static double Curve(double before, double p, double q, double after, double t) =>
        p + 0.5 * t * (q - before + t * (2 * before - 5 * p + 4 * q - after + t * (3 * (p - q) + after - before)));

    /// <summary>Scales the path so that its ink fits 20 x 20 pixels, and moves the middle of the ink to the middle of the image, but none of it off the sheet.</summary>
    private static void Fit(Span<Point> path, double radius, ref SplitMix random)
    {
        var (left, right, top, bottom) = (path[0].X, path[0].X, path[0].Y, path[0].Y);
        double ink = 0, middleX = 0, middleY = 0;
        for (var i = 1; i < path.Length; i++)
        {
            var (a, b) = (path[i - 1], path[i]);
            (left, right) = (Math.Min(left, b.X), Math.Max(right, b.X));
            (top, bottom) = (Math.Min(top, b.Y), Math.Max(bottom, b.Y));
            if (b.Drawn)
            {
                var piece = Math.Sqrt((b.X - a.X) * (b.X - a.X) + (b.Y - a.Y) * (b.Y - a.Y));
                ink += piece;
                middleX += piece * (a.X + b.X) / 2;
                middleY += piece * (a.Y + b.Y) / 2;
            }
        }

        var size = Math.Max(right - left, bottom - top);
        var scale = (20 - 2 * radius) * random.Between(0.94, 1.02) / size;
        var margin = 1.3 * radius + 1.8;
        var x0 = Math.Clamp(
            Width / 2.0 + random.Between(-0.7, 0.7) - scale * middleX / ink, margin - scale * left, Width - margin - scale * right);
        var y0 = Math.Clamp(
            Width / 2.0 + random.Between(-0.7, 0.7) - scale * middleY / ink, margin - scale * top, Width - margin - scale * bottom);
        for (var i = 0; i < path.Length; i++)
        {
            path[i] = path[i] with { X = x0 + scale * path[i].X, Y = y0 + scale * path[i].Y };
        }
    }

    /// <summary>Every pixel takes the ink of the piece nearest to it: full inside the pen's width, fading at its rim.</summary>
    private static void Ink(ReadOnlySpan<Point> path, double radius, ref SplitMix random, Span<byte> pixels)
    {
        var pressure = 0.0;
        for (var i = 1; i < path.Length; i++)
        {
            // The pressure wanders as the pen goes, and the paper is a little rough.
            pressure = 0.9 * pressure + 0.045 * random.Bell();
            if (!path[i].Drawn)
            {
                continue;
            }

            var reach = radius * (1 + Math.Clamp(pressure, -0.3, 0.3)) + 0.04 * random.Bell() + Rim / 2;
            var (a, b) = (path[i - 1], path[i]);
            var (abX, abY) = (b.X - a.X, b.Y - a.Y);
            var overLength = 1 / (abX * abX + abY * abY + 1e-12);
            var (left, right) = Range(Math.Min(a.X, b.X) - reach, Math.Max(a.X, b.X) + reach);
            var (top, bottom) = Range(Math.Min(a.Y, b.Y) - reach, Math.Max(a.Y, b.Y) + reach);
            for (var y = top; y < bottom; y++)
            {
                var apY = y + 0.5 - a.Y;
                var row = pixels.Slice(y * Width, Width);
                for (var x = left; x < right; x++)
                {
                    var apX = x + 0.5 - a.X;
                    var along = (apX * abX + apY * abY) * overLength;
                    along = along < 0 ? 0 : along > 1 ? 1 : along;
                    var (dX, dY) = (apX - along * abX, apY - along * abY);
                    var squared = dX * dX + dY * dY;
                    if (squared < reach * reach)
                    {
                        var ink = (reach - Math.Sqrt(squared)) * (255 / Rim) + 0.5;
                        row[x] = Math.Max(row[x], ink > 255 ? (byte)255 : (byte)ink);
                    }
                }
            }
        }
    }

    private static (int First, int End) Range(double from, double to) =>
        (Math.Max((int)Math.Floor(from), 0), Math.Min((int)Math.Ceiling(to), Width));

    /// <summary>A point of the path, and whether the pen was down on the way to it.</summary>
    private readonly record struct Point(double X, double Y, bool Drawn)
    {
        /// <summary>The point that lies beyond this one, seen from its neighbour, by a share of the way between them.</summary>
        public Point Beyond(Point neighbour, double share) =>
            this with { X = X + share * (X - neighbour.X), Y = Y + share * (Y - neighbour.Y) };
    }

    /// <summary>
    /// A sheet of paper pulled in random directions at 4 x 4 places; in between the pull is smooth
    /// (a quadratic B-spline).
    /// </summary>
    private readonly struct Sheet
    {
        private const int Side = 4;
        private readonly Pulls _x = default;
        private readonly Pulls _y = default;

        public Sheet(ref SplitMix random, double strength)
        {
            for (var i = 0; i < Side * Side; i++)
            {
                _x[i] = strength * random.Bell();
                _y[i] = strength * random.Bell();
            }
        }

        /// <summary>How far the paper is pulled at a place of the unit square.</summary>
        public (double X, double Y) Shift(double atX, double atY)
        {
            var (column, u0, u1, u2) = Weights(atX);
            var (row, v0, v1, v2) = Weights(atY);
            ReadOnlySpan<double> across = [u0, u1, u2];
            ReadOnlySpan<double> down = [v0, v1, v2];
            double shiftX = 0, shiftY = 0;
            for (var i = 0; i < 3; i++)
            {
                for (var j = 0; j < 3; j++)
                {
                    var weight = down[i] * across[j];
                    var at = (row + i) * Side + column + j;
                    shiftX += weight * _x[at];
                    shiftY += weight * _y[at];
                }
            }

            return (shiftX, shiftY);
        }

        private static (int First, double W0, double W1, double W2) Weights(double at)
        {
            var place = Math.Clamp(at, 0, 0.9999) * (Side - 2);
            var first = (int)place;
            var t = place - first;
            return (first, 0.5 * (1 - t) * (1 - t), 0.5 + t * (1 - t), 0.5 * t * t);
        }

        [InlineArray(Side * Side)]
        private struct Pulls
        {
            private double _first;
        }
    }
}
