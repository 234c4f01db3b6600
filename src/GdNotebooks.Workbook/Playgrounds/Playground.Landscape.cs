using System.Linq.Expressions;
using System.Text;
using GdNotebooks.Plotting;
using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks;

public sealed partial class Playground
{
    private const int StepsOnLandscape = 25;

    // Each next one is the easiest to tell from those before it, with any kind of colour vision and on both papers.
    private static readonly Colour[] Balls =
        [Colour.Vermillion, Colour.Blue, Colour.Ink, Colour.Grey, Colour.Brown, Colour.Sky, Colour.Green, Colour.Purple];

    /// <summary>
    /// Two parameters seen from above: drop balls on the contours of a cost, choose the learning rate and the
    /// momentum, and see where each of them walks; the gradient at the pointer with its two components (chapters 3
    /// and 4). The axes are called as the parameters of the lambda are, v1 becoming v₁.
    /// </summary>
    /// <param name="cost">C(x, y), of numbers, + − · / and Exp, Log, Sin, Cos, Sqrt, Tanh of <see cref="Math"/>.</param>
    /// <param name="xFrom">The smallest x.</param>
    /// <param name="xTo">The largest x.</param>
    /// <param name="yFrom">The smallest y.</param>
    /// <param name="yTo">The largest y.</param>
    /// <param name="learningRate">The first η, above 0.</param>
    /// <param name="momentum">The first μ, from 0 to below 1.</param>
    /// <param name="starts">Where the first balls lie, at most eight; unless told one whose first steps go far.</param>
    /// <exception cref="ArgumentException">A number is outside its range, or the cost is more than a formula, or not finite where it is drawn.</exception>
    public static Playground Landscape(
        Expression<Func<double, double, double>> cost,
        double xFrom,
        double xTo,
        double yFrom,
        double yTo,
        double learningRate,
        double momentum = 0,
        IEnumerable<(double X, double Y)>? starts = null)
    {
        var formula = CostFormula.Of(cost);
        string[] names = [AxisName(cost.Parameters[0].Name, "x"), AxisName(cost.Parameters[1].Name, "y")];
        return OnLandscape(formula, "Walk on a landscape", names, xFrom, xTo, yFrom, yTo, learningRate, momentum, starts);
    }

    /// <summary>Two parameters on a landscape of the library, seen from above.</summary>
    /// <param name="landscape">For instance <see cref="GdNotebooks.Landscape.Himmelblau"/>.</param>
    /// <param name="learningRate">The first η, above 0.</param>
    /// <param name="momentum">The first μ, from 0 to below 1.</param>
    /// <param name="starts">Where the first balls lie, at most eight; unless told one whose first steps go far.</param>
    /// <exception cref="ArgumentException">A number is outside its range, or the landscape is not one of the library's.</exception>
    public static Playground Landscape(
        Landscape<Vector<double>> landscape, double learningRate, double momentum = 0, IEnumerable<(double X, double Y)>? starts = null)
    {
        ArgumentNullException.ThrowIfNull(landscape);
        var formula = FormulaOf(landscape.Formula, landscape.Name);
        return OnLandscape(
            formula, $"Walk on a landscape: {landscape.Name}", ["x", "y"], landscape.From[0], landscape.To[0], landscape.From[1], landscape.To[1], learningRate, momentum, starts);
    }

    private static Playground OnLandscape(
        CostFormula cost,
        string title,
        string[] names,
        double xFrom,
        double xTo,
        double yFrom,
        double yTo,
        double learningRate,
        double momentum,
        IEnumerable<(double X, double Y)>? starts)
    {
        CheckRange(xFrom, xTo);
        CheckRange(yFrom, yTo);
        CheckRate(learningRate);
        if (!(momentum >= 0 && momentum < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(momentum), momentum, "Momentum is a number from 0 to below 1.");
        }

        CostFormula alongX = cost.Derivative(0), alongY = cost.Derivative(1);
        Walk<Vector<double>> From((double X, double Y) start) => GradientDescent.Minimize(
            v => cost.At(v[0], v[1]),
            v => Vector<double>.Build.Dense([alongX.At(v[0], v[1]), alongY.At(v[0], v[1])]),
            Vector<double>.Build.Dense([start.X, start.Y]), learningRate, StepsOnLandscape, momentum);

        // The ball that goes furthest in the picture and stays in it shows most.
        double Reach((double X, double Y) start)
        {
            var way = From(start).Points();
            return way.All(p => p.X >= xFrom && p.X <= xTo && p.Y >= yFrom && p.Y <= yTo)
                ? Squared((way[^1].X - start.X) / (xTo - xFrom)) + Squared((way[^1].Y - start.Y) / (yTo - yFrom)) : -1;
        }

        (double X, double Y)[] balls = [.. starts ?? [
            (from i in Enumerable.Range(1, 7) from j in Enumerable.Range(1, 7) select (X: xFrom + (i / 8.0 * (xTo - xFrom)), Y: yTo - (j / 8.0 * (yTo - yFrom)))).MaxBy(Reach)]];
        if (balls.Length > Balls.Length)
        {
            throw new ArgumentException($"A playground has room for {Balls.Length} balls, not for {balls.Length}.", nameof(starts));
        }

        if (balls.Where(s => !(s.X >= xFrom && s.X <= xTo && s.Y >= yFrom && s.Y <= yTo)).Select(s => Numbers.Short(s)).FirstOrDefault() is { } outside)
        {
            throw new ArgumentOutOfRangeException(nameof(starts), FormattableString.Invariant(
                $"Every ball starts within the picture, x from {xFrom} to {xTo} and y from {yFrom} to {yTo}, and {outside} is outside."));
        }

        var grid = Grid.Of((x, y) => cost.At(x, y), xFrom, xTo, yFrom, yTo, Contours.Fineness);
        if (!grid.Values.Cast<double>().All(double.IsFinite))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"The cost is drawn over x from {xFrom} to {xTo} and y from {yFrom} to {yTo}, and not everywhere there is it a finite number."), nameof(cost));
        }

        var range = grid.Extent();
        double[] levels = LevelsOf(grid);
        var walks = balls.Select(From).ToArray();
        var picture = new Plot().Add(new Contours(grid, levels, Filled: true) { Tolerance = 0.4 })
            .WithXTitle(names[0]).WithYTitle(names[1]).WithXRange(xFrom, xTo).WithYRange(yFrom, yTo).WithTitle(title);
        foreach (var (i, walk) in walks.Index())
        {
            picture = picture.Path(walk.Points(), walks.Length > 1 ? $"ball {i + 1}" : null, Balls[i]);
        }

        // Where one unit can be as long along both axes, the gradient is seen to cross the contours at right angles.
        double ratio = (yTo - yFrom) / (xTo - xFrom);
        picture = ratio is > 1.0 / 3 and < 3 ? picture.WithEqualAspect().WithSize(640, (int)Math.Clamp(80 + (480 * ratio), 300, 600)) : picture.WithSize(640, 480);
        string from = walks.Length == 0 ? "no ball yet" : "from " + string.Join(", ", balls.Select(s => Numbers.Short(s)));
        double[] slopes = [.. grid.Xs.Where((_, i) => i % 8 == 0).SelectMany(x => grid.Ys.Where((_, j) => j % 8 == 0).Select(y =>
            Math.Sqrt(Squared(alongX.At(x, y)) + Squared(alongY.At(x, y))))).Where(double.IsFinite).Order()];
        return new(
            picture.WithDescription(FormattableString.Invariant(
                $"The first {StepsOnLandscape} steps of gradient descent with the learning rate {learningRate} and the momentum {momentum}, {from}; the cost goes from {Numbers.Short(range.Min)} to {Numbers.Short(range.Max)}.")),
            new()
            {
                ["x"] = new[] { xFrom, xTo }, ["y"] = new[] { yFrom, yTo }, ["names"] = names,
                ["rate"] = learningRate, ["momentum"] = momentum, ["steps"] = StepsOnLandscape,
                ["starts"] = balls.Select(s => new[] { s.X, s.Y }), ["colours"] = Balls.Select(b => Palette.Of(b).Name),
                ["costs"] = new[] { range.Min, range.Max }, ["slope"] = Math.Max(slopes.ElementAtOrDefault(slopes.Length / 2), 1e-300),
                ["regions"] = Regions(grid, levels),
            },
            $"const cost = (x, y) => {cost.ToJavaScript("x", "y")};\nconst gradient = (x, y) => [{alongX.ToJavaScript("x", "y")}, {alongY.ToJavaScript("x", "y")}];",
            "axes", "controls", "descent", "landscape");
    }

    private static double Squared(double x) => x * x;

    // Round levels; where most of the land lies far below its peaks, levels that grow: 1, 2, 5, 10, 20 above the ground.
    private static double[] LevelsOf(Grid grid)
    {
        var range = grid.Extent();
        double height = range.Max - range.Min, median = grid.Values.Cast<double>().Order().ElementAt(grid.Values.Length / 2);
        if (height <= 0 || median - range.Min > height / 5)
        {
            return Contours.RoundLevels(grid, 14);
        }

        double ground = Math.Abs(range.Min) < 1e-3 * height ? 0 : range.Min;
        int lowest = Settled.PowerBelow(height) - 3;
        return [.. Enumerable.Range(0, 12).Select(i => Settled.PowerOfTen(lowest + (i / 3)) * (i % 3 == 0 ? 1 : i % 3 == 1 ? 2 : 5))
            .Where(l => l > height / 3000).Select(l => ground + l).Where(l => l > range.Min && l < range.Max)];
    }

    // The filled contours of the static picture as paths in a square of 1000 by 1000, y downwards, each painted over the one before.
    private static object[] Regions(Grid grid, double[] levels)
    {
        Pixel At((double X, double Y) p) => new(
            Math.Round(1000 * (p.X - grid.Xs[0]) / (grid.Xs[^1] - grid.Xs[0])), Math.Round(1000 * (grid.Ys[^1] - p.Y) / (grid.Ys[^1] - grid.Ys[0])));
        var colours = new ColourScale(Scale.Sequential, 0, levels.Length);
        return [.. levels.Prepend(double.MinValue).Select((level, k) => new
        {
            colour = colours.At((k + 0.5) / (levels.Length + 1)).Hex,
            path = string.Concat(MarchingSquares.Regions(grid, level).Select(ring => PathOf(Simplify.Polyline([.. ring.Select(At)], 0.8)))),
        })];
    }

    // One closed ring; after the first place only the way from one to the next, which is short.
    private static string PathOf(IReadOnlyList<Pixel> ring)
    {
        var path = new StringBuilder();
        for (int i = 0; i < ring.Count; i++)
        {
            Pixel from = i == 0 ? default : ring[i - 1];
            path.Append(i switch { 0 => "M", 1 => "l", _ => " " }).AppendFormat(System.Globalization.CultureInfo.InvariantCulture, "{0} {1}", ring[i].X - from.X, ring[i].Y - from.Y);
        }

        return ring.Count < 3 ? "" : path.Append('z').Replace(" -", "-").ToString();
    }

    // v1 is written v₁.
    private static string AxisName(string? parameter, string unnamed)
    {
        if (string.IsNullOrEmpty(parameter))
        {
            return unnamed;
        }

        string letters = parameter.TrimEnd("0123456789".ToCharArray());
        return letters + string.Concat(parameter[letters.Length..].Select(digit => (char)('₀' + (digit - '0'))));
    }
}
