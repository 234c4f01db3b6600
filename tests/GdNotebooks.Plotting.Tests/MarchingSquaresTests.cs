using GdNotebooks.Plotting;

namespace GdNotebooks.Tests.Plotting;

public class MarchingSquaresTests
{
    private static double Squared(double x, double y) => (x * x) + (y * y);

    [Fact]
    public void The_level_lines_of_a_round_bowl_are_circles()
    {
        var grid = Grid.Of(Squared, -2, 2, -2, 2, 101);
        var lines = MarchingSquares.Lines(grid, 1);
        var circle = Assert.Single(lines);
        Assert.Equal(circle[0], circle[^1]);
        Assert.All(circle, p => Assert.Equal(1, Math.Sqrt(Squared(p.X, p.Y)), 3));
        Assert.Equal(2 * Math.PI, Length(circle), 2);
    }

    [Fact]
    public void A_line_that_leaves_the_grid_stays_open_and_ends_on_its_border()
    {
        var grid = Grid.Of((x, y) => x + y, 0, 1, 0, 1, 11);
        var line = Assert.Single(MarchingSquares.Lines(grid, 0.55));
        Assert.All(line, p => Assert.Equal(0.55, p.X + p.Y, 9));
        Assert.All(new[] { line[0], line[^1] }, p => Assert.True(p.X is 0 || p.Y is 0));
        Assert.Equal(0.55 * Math.Sqrt(2), Length(line), 9);
    }

    [Fact]
    public void The_region_above_a_level_has_the_area_of_the_rectangle_less_that_of_the_disc()
    {
        var grid = Grid.Of(Squared, -2, 2, -2, 2, 201);
        var rings = MarchingSquares.Regions(grid, 1);
        Assert.Equal(2, rings.Count);
        double[] areas = [.. rings.Select(Area).Order()];
        Assert.Equal(Math.PI, areas[0], 2);
        Assert.Equal(16, areas[1], 9);
    }

    [Fact]
    public void Around_a_saddle_the_lines_do_not_cross()
    {
        var grid = Grid.Of((x, y) => x * y, -1, 1, -1, 1, 20);
        Assert.Equal(2, MarchingSquares.Lines(grid, 0.01).Count);
        Assert.Equal(2, MarchingSquares.Lines(grid, -0.01).Count);
    }

    [Fact]
    public void Where_the_function_is_not_a_number_there_is_no_line()
    {
        var grid = Grid.Of((x, y) => x < 0 ? double.NaN : y, -1, 1, -1, 1, 21);
        Assert.All(MarchingSquares.Lines(grid, 0.05).SelectMany(l => l), p => Assert.True(p.X >= 0));
        Assert.True(MarchingSquares.Regions(grid, double.MinValue).Sum(Area) <= 2 + 1e-9);
    }

    [Fact]
    public void A_level_beyond_the_values_has_no_lines() => Assert.Empty(MarchingSquares.Lines(Grid.Of(Squared, -1, 1, -1, 1, 9), 100));

    private static double Length(List<(double X, double Y)> line) =>
        Enumerable.Range(1, line.Count - 1).Sum(i => Math.Sqrt(Math.Pow(line[i].X - line[i - 1].X, 2) + Math.Pow(line[i].Y - line[i - 1].Y, 2)));

    private static double Area(List<(double X, double Y)> ring) =>
        Math.Abs(Enumerable.Range(0, ring.Count).Sum(i => (ring[i].X * ring[(i + 1) % ring.Count].Y) - (ring[(i + 1) % ring.Count].X * ring[i].Y))) / 2;
}
