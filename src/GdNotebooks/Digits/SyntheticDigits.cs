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
        Bend(style.Points, ref random, points);
        var length = Trace(style.Curves, points, path);
        path = path[..length];
        var radius = Math.Clamp(1.28 + 0.27 * random.Bell(), 0.7, 2.1);
        Fit(path, radius, ref random);
        Ink(path, radius, pixels);
    }

    /// <summary>The hand: unsteady points, a smooth distortion of the sheet, slant, turn and stretch.</summary>
    private static void Bend(ReadOnlySpan<(double X, double Y)> skeleton, ref SplitMix random, Span<Point> points)
    {
        var sheet = new Sheet(ref random, strength: 0.055);
        var slant = 0.12 + 0.2 * random.Bell();
        var turn = 0.07 * random.Bell();
        var stretch = 0.82 * (1 + 0.14 * random.Bell());
        for (var i = 0; i < points.Length; i++)
        {
            var (dx, dy) = sheet.Shift(skeleton[i].X, skeleton[i].Y);
            var x = skeleton[i].X - 0.5 + dx + 0.022 * random.Bell();
            var y = skeleton[i].Y - 0.5 + dy + 0.022 * random.Bell();
            x = stretch * x - slant * y;
            points[i] = new(x - turn * y, y + turn * x, true);
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
                var before = i > first ? points[i - 1] : new(2 * p.X - q.X, 2 * p.Y - q.Y, true);
                var after = i + 1 < last ? points[i + 2] : new(2 * q.X - p.X, 2 * q.Y - p.Y, true);
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

    /// <summary>Scales the path so that its ink fits 20 x 20 pixels, and moves the middle of the ink to the middle of the image.</summary>
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
        var x0 = Width / 2.0 + random.Between(-0.7, 0.7) - scale * middleX / ink;
        var y0 = Width / 2.0 + random.Between(-0.7, 0.7) - scale * middleY / ink;
        for (var i = 0; i < path.Length; i++)
        {
            path[i] = path[i] with { X = x0 + scale * path[i].X, Y = y0 + scale * path[i].Y };
        }
    }

    /// <summary>Every pixel takes the ink of the piece nearest to it: full inside the pen's width, fading over one pixel at its rim.</summary>
    private static void Ink(ReadOnlySpan<Point> path, double radius, Span<byte> pixels)
    {
        var reach = radius + 0.5;
        for (var i = 1; i < path.Length; i++)
        {
            if (!path[i].Drawn)
            {
                continue;
            }

            var (a, b) = (path[i - 1], path[i]);
            var (abX, abY) = (b.X - a.X, b.Y - a.Y);
            var overLength = 1 / (abX * abX + abY * abY + 1e-12);
            var (left, right) = Range(Math.Min(a.X, b.X) - reach, Math.Max(a.X, b.X) + reach);
            var (top, bottom) = Range(Math.Min(a.Y, b.Y) - reach, Math.Max(a.Y, b.Y) + reach);
            for (var y = top; y < bottom; y++)
            {
                for (var x = left; x < right; x++)
                {
                    var (apX, apY) = (x + 0.5 - a.X, y + 0.5 - a.Y);
                    var along = Math.Clamp((apX * abX + apY * abY) * overLength, 0, 1);
                    var (dX, dY) = (apX - along * abX, apY - along * abY);
                    var squared = dX * dX + dY * dY;
                    if (squared < reach * reach)
                    {
                        var ink = (byte)(255 * Math.Min(reach - Math.Sqrt(squared), 1) + 0.5);
                        ref var pixel = ref pixels[y * Width + x];
                        pixel = Math.Max(pixel, ink);
                    }
                }
            }
        }
    }

    private static (int First, int End) Range(double from, double to) =>
        (Math.Max((int)Math.Floor(from), 0), Math.Min((int)Math.Ceiling(to), Width));

    /// <summary>A point of the path, and whether the pen was down on the way to it.</summary>
    private readonly record struct Point(double X, double Y, bool Drawn);

    /// <summary>A sheet of paper pulled at random at 4 x 4 places, and smoothly in between.</summary>
    private readonly struct Sheet
    {
        private const int Side = 4;
        private readonly Pulls x = default;
        private readonly Pulls y = default;

        public Sheet(ref SplitMix random, double strength)
        {
            for (var i = 0; i < Side * Side; i++)
            {
                x[i] = strength * random.Bell();
                y[i] = strength * random.Bell();
            }
        }

        public (double X, double Y) Shift(double atX, double atY)
        {
            var (column, u) = Cell(atX);
            var (row, v) = Cell(atY);
            var at = row * Side + column;
            return (Mix(x, at, u, v), Mix(y, at, u, v));
        }

        private static (int Cell, double Weight) Cell(double at)
        {
            var place = Math.Clamp(at, 0, 0.999) * (Side - 1);
            var cell = (int)place;
            var t = place - cell;
            return (cell, t * t * (3 - 2 * t));
        }

        private static double Mix(in Pulls pulls, int at, double u, double v) =>
            (1 - v) * ((1 - u) * pulls[at] + u * pulls[at + 1]) + v * ((1 - u) * pulls[at + Side] + u * pulls[at + Side + 1]);

        [System.Runtime.CompilerServices.InlineArray(Side * Side)]
        private struct Pulls
        {
            private double first;
        }
    }
}
