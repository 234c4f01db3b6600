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
        Assert.Equal(93, ends.Count(end => Math.Abs(end + 1) < 1e-6));
        Assert.Contains("η = 0.6: 93 to −1, 1 to 2", Chapter.Output("which-valley"), StringComparison.Ordinal);
        Chapter.Says("93 walks end in the wide one, 54 of them thrown there over the hill, and six leave altogether");
        Assert.Equal(54, ends.Skip(41).Count(end => Math.Abs(end + 1) < 1e-6));        // starts from 0.05 on
        Assert.Equal(6, ends.Count(end => !double.IsFinite(end) || Math.Abs(end) > 3));
        Chapter.Says("unless it begins at the very bottom, or one step happens to land exactly there");
        double lands = MathNet.Numerics.RootFinding.Brent.FindRoot(w => w - (0.6 * well.Gradient(w)) - 2, -1.95, -1.8, 1e-14, 200);
        Near(2, lands - (0.6 * well.Gradient(lands)), 1e-12);
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
        Assert.Contains("20   8.111×10⁻⁸           20.000", Chapter.Output("plateau"), StringComparison.Ordinal);
        (double X, double Y)[] examples = [(1, 0), (2, 0), (2.5, 0), (3.5, 1), (4, 1), (5, 1)];
        double Sigmoid(double w) => examples.Average(e => Math.Pow((1 / (1 + Math.Exp(w - e.X))) - e.Y, 2)) / 2;
        Assert.InRange(Derivative.Central(Sigmoid, 20), 1e-9, 1e-7);
    }

    [Fact]
    public void Momentum_carries_over_the_hill_for_better_and_for_worse()
    {
        Chapter.Says("rolls out of it, into the shallow one");
        Assert.All(["from −1.9, μ = 0: ends at −1.00", "from −1.9, μ = 0.9: ends at 2.00", "from 2.9, μ = 0.95: ends at −1.00"], line =>
            Assert.Contains(line, Chapter.Output("rolling-over").Replace('-', '−'), StringComparison.Ordinal));
        double End(double start, double mu) => GradientDescent.Minimize(Landscape.TiltedDoubleWell.Cost, Landscape.TiltedDoubleWell.Gradient, start, 0.05, 5000, mu).End.Position;
        Near(-1, End(-1.9, 0), 1e-6);
        Near(2, End(-1.9, 0.9), 1e-6);
        Near(-1, End(2.9, 0.95), 1e-6);
    }

    [Fact]
    public void A_parameter_that_enters_linearly_has_one_valley_whatever_the_points()
    {
        Chapter.Says("a mean of parabolas is a parabola. One valley, whatever the points");
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
        foreach (double mu in new[] { 0, 0.5, 0.9 })
        {
            int Changes(int i) => Flips(Down(mu).Steps.Take(Steps(mu) + 1).Select(step => step.Position[i]));
            Assert.Contains(
                FormattableString.Invariant($"μ = {mu}: {Steps(mu)} steps, {Changes(1)} times across the floor, {Changes(0)} times past the bottom"),
                Chapter.Output("momentum-bowl"), StringComparison.Ordinal);
        }

        Chapter.Says(@"here at $(1 - \sqrt{0.095})^2 = 0.479$");
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

    [Fact]
    public void The_slope_is_zero_in_the_good_valley_and_in_the_bad_one()
    {
        Chapter.Says("The slope cannot tell a good valley from a bad one");
        var well = Landscape.TiltedDoubleWell;
        Assert.Equal((0, 0), (well.Gradient(-1), well.Gradient(2)));
        Assert.True(well.Cost(-1) > well.Cost(2) + 2);
        Chapter.Says("The slope is negative between 0 and 2, and left of $-1$");
        Assert.All(Enumerable.Range(-190, 480).Select(i => i / 100.0).Where(w => w is not (-1 or 0 or 2)), w => Assert.Equal(w < -1 || w is > 0 and < 2, well.Gradient(w) < 0));
    }

    [Fact]
    public void The_start_decides_and_several_starts_find_the_better_valley_more_often_than_one()
    {
        var well = Landscape.TiltedDoubleWell;
        double End(double start) => GradientDescent.Minimize(well.Cost, well.Gradient, start, 0.1, 400).End.Position;
        Assert.All([(-1.9, -1), (-0.1, -1), (0.1, 2), (2.9, 2.0)], pair => Near(pair.Item2, End(pair.Item1), 1e-6));
        var random = new Random(4);
        int Found(int starts) => Enumerable.Range(0, 400).Count(_ => Enumerable.Range(0, starts).Any(_ => End((5 * random.NextDouble()) - 2) > 1.9));
        int one = Found(1), three = Found(3);
        Assert.InRange(one / 400.0, 0.53, 0.67);
        Assert.InRange(three / 400.0, 0.89, 0.98);
    }

    [Fact]
    public void Neurons_that_trade_places_compute_the_same_at_another_place()
    {
        Chapter.Says("the network computes the same thing, at another place in parameter space");
        var network = new PlainNetwork(Network.Create([3, 4, 2], seed: 1));
        Vector<double> x = V(0.2, 0.7, 0.9), before = network.Forward(x)[^1], place = network.Parameters;
        Vector<double> row0 = network.Weights[0].Row(0), row2 = network.Weights[0].Row(2), column0 = network.Weights[1].Column(0), column2 = network.Weights[1].Column(2);
        network.Weights[0].SetRow(0, row2);
        network.Weights[0].SetRow(2, row0);
        (network.Biases[0][0], network.Biases[0][2]) = (network.Biases[0][2], network.Biases[0][0]);
        Assert.True((network.Forward(x)[^1] - before).L2Norm() > 1e-3, "half a trade is another network");
        network.Weights[1].SetColumn(0, column2);
        network.Weights[1].SetColumn(2, column0);
        Assert.InRange((network.Forward(x)[^1] - before).L2Norm(), 0, 1e-12);
        Assert.True((network.Parameters - place).L2Norm() > 0.1);
    }

    [Fact]
    public void The_best_momentum_depends_on_the_valley()
    {
        Chapter.Says(@"the best $\mu$ depends on the valley");
        int Steps(double steep, double rate, double mu) => GradientDescent.Minimize(
            v => ((v[0] * v[0]) + (steep * v[1] * v[1])) / 2, v => V(v[0], steep * v[1]), V(-8, 2), rate, 4000, mu).Steps.First(step => step.Position.L2Norm() < 1e-3).Index;
        double[] mus = [.. Enumerable.Range(0, 97).Select(i => i / 100.0)];
        double round = mus.MinBy(mu => Steps(2, 0.6, mu)), narrow = mus.MinBy(mu => Steps(200, 0.0095, mu));
        Near(Math.Pow(1 - Math.Sqrt(0.6), 2), round, 0.06);
        Near(Math.Pow(1 - Math.Sqrt(0.0095), 2), narrow, 0.06);

        // Where the steepest direction is the last to swing, its formula counts, and the flattest one's does not.
        Chapter.Says("In a long valley the flattest one is the last to begin");
        double steepLast = mus.MinBy(mu => Steps(1.5, 1.2, mu));
        Near(Math.Pow(1 - Math.Sqrt(1.2 * 1.5), 2), steepLast, 0.06);
        Assert.True(Steps(1.5, 1.2, steepLast) < 0.5 * Steps(1.5, 1.2, 0.01));
    }

    [Fact]
    public void A_random_start_is_a_draw_among_basins_and_a_large_rate_frays_them()
    {
        Chapter.Says("A random start is a random draw among basins");
        var himmelblau = Landscape.Himmelblau;
        int End(double x, double y, double rate)
        {
            var end = GradientDescent.Minimize(himmelblau.Cost, himmelblau.Gradient, V(x, y), rate, 100).End.Position;
            return end.All(double.IsFinite) && end.L2Norm() < 10 ? Enumerable.Range(0, 4).MinBy(i => (himmelblau.Minima[i] - end).L2Norm()) : 4;
        }

        var grid = (from i in Enumerable.Range(0, 53) from j in Enumerable.Range(0, 53) select (X: -6.5 + (0.25 * i), Y: -6.5 + (0.25 * j))).ToList();
        var small = grid.Select(p => End(p.X, p.Y, 0.005)).ToList();
        var large = grid.Select(p => End(p.X, p.Y, 0.0145)).ToList();
        Assert.All(Enumerable.Range(0, 4), i => Assert.InRange(small.Count(end => end == i) / (double)grid.Count, 0.2, 0.3));

        // Hearts agree, edges do not, and some leave; at the small rate none does.
        Chapter.Says("at the edge some walks leave for good");
        Assert.DoesNotContain(4, small);
        Assert.Contains(4, large);
        Assert.All(grid.Index().Where(p => p.Item is { X: >= -4 and <= 4, Y: >= -4 and <= 4 } and not ({ X: > -1 and < 1 } or { Y: > -1.25 and < 1 })), p => Assert.Equal(small[p.Index], large[p.Index]));
        Assert.InRange(grid.Index().Count(p => small[p.Index] != large[p.Index]) / (double)grid.Count, 0.15, 0.5);

        // A random start is in a basin as often as the basin is large.
        var random = new Random(4);
        var drawn = Enumerable.Range(0, 1000).Select(_ => End((13 * random.NextDouble()) - 6.5, (13 * random.NextDouble()) - 6.5, 0.005)).ToList();
        Assert.All(Enumerable.Range(0, 4), i => Assert.Equal(small.Count(end => end == i) / (double)grid.Count, drawn.Count(end => end == i) / 1000.0, 0.05));
    }

    private static void Near(double expected, double actual, double tolerance = 0.0051) => Assert.Equal(expected, actual, tolerance);
}
