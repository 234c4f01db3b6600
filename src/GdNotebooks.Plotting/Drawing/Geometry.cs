namespace GdNotebooks.Plotting;

/// <summary>A place in the picture, in SVG units, y growing downwards.</summary>
internal readonly record struct Pixel(double X, double Y)
{
    public double DistanceTo(Pixel other) => Math.Sqrt(((other.X - X) * (other.X - X)) + ((other.Y - Y) * (other.Y - Y)));
}

/// <summary>An upright rectangle in the picture.</summary>
internal readonly record struct Box(double Left, double Top, double Width, double Height)
{
    public double Right => Left + Width;

    public double Bottom => Top + Height;

    public Pixel Centre => new(Left + (Width / 2), Top + (Height / 2));

    public bool Contains(Pixel p, double slack = 0) =>
        p.X >= Left - slack && p.X <= Right + slack && p.Y >= Top - slack && p.Y <= Bottom + slack;

    public Box Inset(double left, double top, double right, double bottom) =>
        new(Left + left, Top + top, Width - left - right, Height - top - bottom);

    public static Box Between(Pixel a, Pixel b) =>
        new(Math.Min(a.X, b.X), Math.Min(a.Y, b.Y), Math.Abs(a.X - b.X), Math.Abs(a.Y - b.Y));
}
