namespace GdNotebooks.Plotting;

/// <summary>Which parts of a picture are drawn on, in cells of 4 by 4 units.</summary>
internal sealed class Occupancy(double width, double height)
{
    private const double Cell = 4;
    private readonly int _columns = (int)(width / Cell) + 1;
    private readonly int _rows = (int)(height / Cell) + 1;
    private readonly bool[] _taken = new bool[((int)(width / Cell) + 1) * ((int)(height / Cell) + 1)];

    public void Box(Box box) => Visit(box, i => _taken[i] = true);

    public void Polyline(IReadOnlyList<Pixel> points)
    {
        for (int i = 1; i < points.Count; i++)
        {
            Pixel a = points[i - 1], b = points[i];
            int steps = 1 + (int)(Math.Max(Math.Abs(b.X - a.X), Math.Abs(b.Y - a.Y)) / Cell);
            for (int s = 0; s <= steps; s++)
            {
                double t = (double)s / steps;
                int column = (int)((a.X + (t * (b.X - a.X))) / Cell), row = (int)((a.Y + (t * (b.Y - a.Y))) / Cell);
                if ((uint)column < (uint)_columns && (uint)row < (uint)_rows)
                {
                    _taken[(row * _columns) + column] = true;
                }
            }
        }
    }

    public void Add(Occupancy other)
    {
        for (int i = 0; i < _taken.Length; i++)
        {
            _taken[i] |= other._taken[i];
        }
    }

    public void Clear() => Array.Clear(_taken);

    /// <summary>How many cells of the box are drawn on.</summary>
    public int Count(Box box)
    {
        int count = 0;
        Visit(box, i => count += _taken[i] ? 1 : 0);
        return count;
    }

    private void Visit(Box box, Action<int> visit)
    {
        int left = Math.Max(0, (int)(box.Left / Cell)), right = Math.Min(_columns - 1, (int)(box.Right / Cell));
        int top = Math.Max(0, (int)(box.Top / Cell)), bottom = Math.Min(_rows - 1, (int)(box.Bottom / Cell));
        for (int row = top; row <= bottom; row++)
        {
            for (int column = left; column <= right; column++)
            {
                visit((row * _columns) + column);
            }
        }
    }
}
