namespace GdNotebooks.Plotting;

/// <summary>
/// The lines along which a grid has one value. Every cell whose corners lie on both sides of the level
/// is crossed by one or two short segments; joined at the cell edges they become long lines.
/// </summary>
internal static class MarchingSquares
{
    /// <summary>The lines where the value is <paramref name="level"/>, open where they leave the grid or meet NaN.</summary>
    public static List<List<(double X, double Y)>> Lines(Grid grid, double level) => Trace(grid, level, false);

    /// <summary>
    /// Closed rings around the region where the value is at least <paramref name="level"/>, to be filled by
    /// the even-odd rule. The grid gets a frame of minus infinities on its own border, so that every ring closes.
    /// </summary>
    public static List<List<(double X, double Y)>> Regions(Grid grid, double level)
    {
        int columns = grid.Xs.Length, rows = grid.Ys.Length;
        var framed = new double[columns + 2, rows + 2];
        for (int i = 0; i < columns + 2; i++)
        {
            for (int j = 0; j < rows + 2; j++)
            {
                bool inside = i > 0 && i <= columns && j > 0 && j <= rows;
                framed[i, j] = inside && !double.IsNaN(grid[i - 1, j - 1]) ? grid[i - 1, j - 1] : double.NegativeInfinity;
            }
        }

        return Trace(new([grid.Xs[0], .. grid.Xs, grid.Xs[^1]], [grid.Ys[0], .. grid.Ys, grid.Ys[^1]], framed), level, true);
    }

    private static List<List<(double X, double Y)>> Trace(Grid grid, double level, bool closed)
    {
        // An edge is named by its lower left corner and its direction; each is shared by two cells.
        int columns = grid.Xs.Length, rows = grid.Ys.Length;
        int Horizontal(int i, int j) => 2 * ((j * columns) + i);
        int Vertical(int i, int j) => Horizontal(i, j) + 1;
        var neighbours = new Dictionary<int, (int A, int B)>();
        void Join(int a, int b)
        {
            neighbours[a] = neighbours.TryGetValue(a, out var of) ? (of.A, b) : (b, -1);
            neighbours[b] = neighbours.TryGetValue(b, out of) ? (of.A, a) : (a, -1);
        }

        for (int j = 0; j < rows - 1; j++)
        {
            for (int i = 0; i < columns - 1; i++)
            {
                double sw = grid[i, j], se = grid[i + 1, j], ne = grid[i + 1, j + 1], nw = grid[i, j + 1];
                if (double.IsNaN(sw + se + ne + nw) && (double.IsNaN(sw) || double.IsNaN(se) || double.IsNaN(ne) || double.IsNaN(nw)))
                {
                    continue;
                }

                int south = Horizontal(i, j), north = Horizontal(i, j + 1), west = Vertical(i, j), east = Vertical(i + 1, j);
                int above = (sw >= level ? 1 : 0) | (se >= level ? 2 : 0) | (ne >= level ? 4 : 0) | (nw >= level ? 8 : 0);
                switch (above)
                {
                    case 1 or 14: Join(south, west); break;
                    case 2 or 13: Join(south, east); break;
                    case 4 or 11: Join(east, north); break;
                    case 8 or 7: Join(north, west); break;
                    case 3 or 12: Join(west, east); break;
                    case 6 or 9: Join(south, north); break;
                    case 5 or 10:
                        // A saddle: the mean of the corners tells which two of them are joined.
                        bool joined = (sw / 4) + (se / 4) + (ne / 4) + (nw / 4) >= level;
                        if (joined == (above == 5))
                        {
                            Join(south, east);
                            Join(north, west);
                        }
                        else
                        {
                            Join(south, west);
                            Join(north, east);
                        }

                        break;
                }
            }
        }

        var lines = new List<List<(double X, double Y)>>();
        var visited = new HashSet<int>();

        // Open lines first, from their ends; what is left then are rings.
        foreach (int start in neighbours.Keys.Where(e => neighbours[e].B < 0).Concat(neighbours.Keys))
        {
            if (!visited.Add(start))
            {
                continue;
            }

            var line = new List<(double X, double Y)> { Crossing(grid, start, level) };
            int from = start, at = neighbours[start].A;
            while (at >= 0 && visited.Add(at))
            {
                line.Add(Crossing(grid, at, level));
                int next = neighbours[at].A == from ? neighbours[at].B : neighbours[at].A;
                (from, at) = (at, next);
            }

            if (at == start && !closed)
            {
                line.Add(line[0]);
            }

            if (line.Count > 1)
            {
                lines.Add(line);
            }
        }

        return lines;
    }

    private static (double X, double Y) Crossing(Grid grid, int edge, double level)
    {
        int i = edge / 2 % grid.Xs.Length, j = edge / 2 / grid.Xs.Length;
        var (i2, j2) = edge % 2 == 0 ? (i + 1, j) : (i, j + 1);
        double a = grid[i, j], b = grid[i2, j2];
        double t = double.IsInfinity(a) ? 1 : double.IsInfinity(b) ? 0 : Math.Clamp(((level / 2) - (a / 2)) / ((b / 2) - (a / 2)), 0, 1);
        return (Points.Between(grid.Xs[i], grid.Xs[i2], t), Points.Between(grid.Ys[j], grid.Ys[j2], t));
    }
}
