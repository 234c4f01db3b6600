using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks.Tests.Notebooks;

/// <summary>
/// What chapter 4 states in words: the sentence is in the chapter, the number in the output of its cell, and it comes
/// out again when it is worked out here. For every take-away there is the experiment that could refute it.
/// </summary>
public sealed class Chapter04Tests
{
    private static readonly CommittedNotebook Chapter = new("04-landscapes");

    private static Vector<double> V(params double[] components) => Vector<double>.Build.DenseOfArray(components);

    private static int Flips(IEnumerable<double> values) => values.Zip(values.Skip(1)).Count(pair => pair.First * pair.Second < 0);

    [Fact]
    public void It_drops_four_balls_that_end_in_four_valleys()
    {
        Assert.Contains("starts: [(0.5, 0), (-0.5, 0), (-0.5, -1), (0.5, -1)]", Chapter.Code.Single(code => code.Contains("Four balls, four valleys", StringComparison.Ordinal)), StringComparison.Ordinal);
        var himmelblau = Landscape.Himmelblau;
        var ends = new[] { V(0.5, 0), V(-0.5, 0), V(-0.5, -1), V(0.5, -1) }
            .Select(start => GradientDescent.Minimize(himmelblau.Cost, himmelblau.Gradient, start, 0.01, 300).End.Position)
            .Select(end => himmelblau.Minima.Select((m, i) => (Distance: (m - end).L2Norm(), i)).Min()).ToList();
        Assert.All(ends, end => Assert.InRange(end.Distance, 0, 1e-6));
        Assert.Equal([0, 1, 2, 3], ends.Select(end => end.i).Order());
    }

    [Fact]
    public void It_fills_the_wide_valley_when_the_rate_is_too_large_for_the_narrow_one()
    {
        Chapter.Says("its curvature is 6, against 3 in the shallow one");
        Chapter.Says("a single walk out of 101 ends in the better valley");
        var well = Landscape.TiltedDoubleWell;
        Near(3, Derivative.Central(well.Gradient, -1), 1e-6);
        Near(6, Derivative.Central(well.Gradient, 2), 1e-6);
        double[] ends = [.. Enumerable.Range(0, 101).Select(i => GradientDescent.Minimize(well.Cost, well.Gradient, -2 + (i * 0.05), 0.6, 200).End.Position)];
        Assert.Equal(1, ends.Count(end => Math.Abs(end - 2) < 1e-6));
        Assert.Equal(Chapter.Value("narrow-valley", 2, 1), ends.Count(end => Math.Abs(end + 1) < 1e-6));
        Chapter.Says("from $2.9$ it ends at $-1$");
        Near(-1, GradientDescent.Minimize(well.Cost, well.Gradient, 2.9, 0.3, 200).End.Position, 1e-6);
    }

    [Fact]
    public void It_counts_valleys_and_copies()
    {
        Assert.Contains("One right answer, 5 valleys", Chapter.Output("wave"), StringComparison.Ordinal);
        double orders = Enumerable.Range(1, 16).Aggregate(1.0, (product, k) => product * k);
        Chapter.Says(@"$16! = 20{,}922{,}789{,}888{,}000$ orders, those of both in $4.4 \cdot 10^{26}$");
        Assert.Equal(20_922_789_888_000, orders);
        Near(4.4, orders * orders / 1e26, 0.051);
    }

    [Fact]
    public void It_leaves_the_saddle_later_the_nearer_it_starts()
    {
        Chapter.Says("Every further factor of 1,000 in the nudge costs the same number of extra steps");
        int StepsToLeave(double y) => GradientDescent
            .Minimize(Landscape.Saddle.Cost, Landscape.Saddle.Gradient, V(1.3, y), 0.1, 400).Steps.First(step => step.Cost < 0.2).Index;

        Assert.Equal(StepsToLeave(1e-5) - StepsToLeave(1e-2), StepsToLeave(1e-8) - StepsToLeave(1e-5), 1.0);
    }

    [Fact]
    public void It_cannot_learn_with_a_step_can_with_a_sigmoid_and_stays_on_the_plateau()
    {
        Assert.Equal([1000, 0, 0.25, 0], Chapter.NumbersAfter("level-places", "step "));
        Chapter.Says("the walk finds its floor at 3");
        Assert.Equal(3, Chapter.NumbersAfter("level-places", "sigmoid")[1]);
        Chapter.Says("with a slope of less than a ten-millionth");
        Assert.InRange(Chapter.NumbersAfter("plateau", "20")[0], 0, 1e-7);
        Assert.Equal(20, Chapter.NumbersAfter("plateau", "20")[1]);
    }

    [Fact]
    public void It_rolls_over_the_hill_with_momentum()
    {
        Assert.Equal(-1, Chapter.NumbersAfter("momentum-by-hand", "without momentum: w =")[0]);
        Assert.Equal(2, Chapter.NumbersAfter("momentum-by-hand", "with momentum:    w =")[0]);
    }


    [Fact]
    public void A_parameter_that_enters_linearly_has_one_valley_whatever_the_points()
    {
        Assert.Equal(5, Chapter.NumbersAfter("linear-parameter", "valleys in the frequency w of sin(wx):")[0]);
        Assert.Equal(1, Chapter.NumbersAfter("linear-parameter", "valleys in the factor c of c x²:")[^1]);
        var random = new Random(4);
        for (int trial = 0; trial < 50; trial++)
        {
            var points = Enumerable.Range(0, 9).Select(_ => (X: random.NextDouble() * 4, Y: (random.NextDouble() * 8) - 4)).ToList();
            double Cost(double c) => points.Average(p => Math.Pow((c * p.X * p.X) - p.Y, 2)) / 2;
            Assert.InRange(Enumerable.Range(-999, 1999).Count(i => Cost(i / 100.0) < Cost((i - 1) / 100.0) && Cost(i / 100.0) <= Cost((i + 1) / 100.0)), 0, 1);
        }
    }

    [Fact]
    public void The_curvature_on_the_saddle_is_1_along_x_and_minus_1_along_y()
    {
        Chapter.Says("At $(0,0)$ the curvature is $1$ along $x$ and $-1$ along $y$");
        double Along(double x, double y) => (Landscape.Saddle.Cost(V(x, y)) - (2 * 0.25) + Landscape.Saddle.Cost(V(-x, -y))) / ((x * x) + (y * y));
        Near(1, Along(0.001, 0), 1e-5);
        Near(-1, Along(0, 0.001), 1e-5);
        var stays = GradientDescent.Minimize(Landscape.Saddle.Cost, Landscape.Saddle.Gradient, V(1.3, 0), 0.1, 400);
        var leaves = GradientDescent.Minimize(Landscape.Saddle.Cost, Landscape.Saddle.Gradient, V(1.3, 0.001), 0.1, 400);
        Assert.Equal((StopReason.Converged, 0.25), (stays.StopReason, stays.End.Cost));
        Near(0, leaves.End.Cost, 1e-9);
    }

    [Fact]
    public void A_relu_is_level_where_no_example_has_a_slope_and_a_walk_that_starts_there_stays()
    {
        (double X, double Y)[] examples = [(1, 0), (2, 0), (2.5, 0), (3.5, 1), (4, 1), (5, 1)];
        double Cost(double w) => examples.Average(e => Math.Pow(Math.Max(0, e.X - w) - e.Y, 2)) / 2;
        double End(double start) => GradientDescent.Minimize(Cost, w => Derivative.Central(Cost, w), start, 1, 500).End.Position;
        Chapter.Says("Its level places are those beyond $w = 5$");
        Assert.Equal(5.5, End(5.5));
        Near(3.167, End(0), 0.001);
        Assert.Equal(Enumerable.Range(0, 1000).Count(i => -2 + (0.00998 * i) > 5.00001), (int)Chapter.NumbersAfter("level-places", "ReLU ")[0]);
    }

    [Fact]
    public void In_a_long_valley_some_momentum_is_best_and_more_is_slower_than_none()
    {
        Walk<Vector<double>> Down(double mu) => GradientDescent.Minimize(
            v => ((v[0] * v[0]) + (20 * v[1] * v[1])) / 2, v => V(v[0], 20 * v[1]), V(-8, 2), 0.095, 1000, mu);
        int Steps(double mu) => Down(mu).Steps.First(step => step.Position.L2Norm() < 1e-3).Index;
        Assert.Equal([91, 24, 155], new[] { 0, 0.5, 0.9 }.Select(Steps));
        for (int row = 0; row < 3; row++)
        {
            double mu = new[] { 0, 0.5, 0.9 }[row];
            Assert.Equal(Steps(mu), Chapter.Value("long-valley", row, 1));
            Assert.Equal(Flips(Down(mu).Steps.Take(Steps(mu) + 1).Select(step => step.Position[1])), Chapter.Value("long-valley", row, 2));
            Assert.Equal(Flips(Down(mu).Steps.Take(Steps(mu) + 1).Select(step => step.Position[0])), Chapter.Value("long-valley", row, 3));
        }

        Chapter.Says(@"here $(1 - \sqrt{0.095})^2 = 0.479$");
        double best = Enumerable.Range(0, 98).Select(i => i / 100.0).MinBy(Steps);
        Assert.InRange(best, Math.Pow(1 - Math.Sqrt(0.095), 2) - 0.05, Math.Pow(1 - Math.Sqrt(0.095), 2) + 0.05);
        Assert.Contains($"μ = 0.5: {Steps(0.5)} steps", Chapter.Output("steps-against-momentum"), StringComparison.Ordinal);

        // Where it swings, a step leaves √μ: measured over many steps, across and along.
        Chapter.Says(@"each step leaves only the share $\sqrt\mu$: for 0.9 that is 0.949");
        double[] far = [.. Down(0.9).Steps.Select(step => step.Position.L2Norm())];
        Near(Math.Sqrt(0.9), Math.Pow(far.Skip(190).Take(20).Max() / far.Skip(30).Take(20).Max(), 1 / 160.0), 0.003);
    }

    [Fact]
    public void In_the_curved_valley_the_most_momentum_gets_furthest_and_crosses_the_floor_most_often()
    {
        Chapter.Says("twice, 6 times and 16 times, and the cost comes down to $0.9$, $0.14$ and $0.00016$");
        var walks = new[] { 0, 0.5, 0.9 }.Select(mu => GradientDescent.Minimize(Landscape.Rosenbrock.Cost, Landscape.Rosenbrock.Gradient, V(-1.2, 1), 0.0008, 1000, mu)).ToList();
        Assert.Equal([2, 6, 16], walks.Select(walk => Flips(walk.Steps.Select(step => step.Position[1] - (step.Position[0] * step.Position[0])))));
        Assert.All(walks.Zip([0.9, 0.14, 0.00016]), pair => Assert.Equal(1, pair.First.End.Cost / pair.Second, 0.05));
    }

    [Fact]
    public void The_four_balls_of_the_playground_keep_to_their_valleys_up_to_0_9()
    {
        Chapter.Says("Up to $\\mu = 0.9$ each of the four still ends in the valley next to it");
        Chapter.Says("the first needs 88 steps without momentum and 468 with 0.9");
        var himmelblau = Landscape.Himmelblau;
        Walk<Vector<double>> Walk(Vector<double> start, double mu) => GradientDescent.Minimize(himmelblau.Cost, himmelblau.Gradient, start, 0.01, 5000, mu);
        int[] Ends(double mu) => [.. new[] { V(0.5, 0), V(-0.5, 0), V(-0.5, -1), V(0.5, -1) }
            .Select(start => Enumerable.Range(0, 4).MinBy(i => (himmelblau.Minima[i] - Walk(start, mu).End.Position).L2Norm()))];
        Assert.All(new[] { 0, 0.3, 0.5, 0.7, 0.8, 0.85, 0.9 }, mu => Assert.Equal([0, 1, 2, 3], Ends(mu)));
        Assert.Equal(2, Ends(0.95).Zip([0, 1, 2, 3]).Count(pair => pair.First != pair.Second));
        Assert.Equal((88, 468), (Walk(V(0.5, 0), 0).End.Index, Walk(V(0.5, 0), 0.9).End.Index));
    }

    private static void Near(double expected, double actual, double tolerance = 0.0051) => Assert.Equal(expected, actual, tolerance);
}
