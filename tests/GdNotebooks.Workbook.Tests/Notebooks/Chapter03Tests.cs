using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks.Tests.Notebooks;

/// <summary>
/// What chapter 3 states in words: the sentence is in the chapter, the number in the output of its cell, and it comes
/// out again when it is worked out here. For every take-away there is the experiment that could refute it.
/// </summary>
public sealed class Chapter03Tests
{
    private static readonly CommittedNotebook Chapter = new("03-partial-derivatives");

    private static double C(Vector<double> v) => (v[0] * v[0]) + (v[0] * v[1]) + (2 * v[1] * v[1]);

    private static Vector<double> DC(Vector<double> v) => V((2 * v[0]) + v[1], v[0] + (4 * v[1]));

    private static Vector<double> V(params double[] components) => Vector<double>.Build.DenseOfArray(components);

    private static IEnumerable<Vector<double>> Places(int count)
    {
        var random = new Random(3);
        return Enumerable.Range(0, count).Select(_ => V((5 * random.NextDouble()) - 2.5, (5 * random.NextDouble()) - 2.5));
    }

    [Fact]
    public void It_has_the_gradient_5_6_at_2_1_which_does_not_point_at_the_minimum()
    {
        Chapter.Says("At $(2, 1)$ that is $5$ and $6$, as measured.");
        Assert.True((Gradient.Numeric(C, V(2, 1)) - V(5, 6)).L2Norm() < 1e-8);
        Chapter.Says("At $(0, 1)$ the parameter $v_1$ is 0 and its slope is 1");
        Assert.Equal(1, Gradient.Partial(C, V(0, 1), 0), 1e-9);
        Near(180 / Math.PI * Math.Acos(16 / Math.Sqrt(61 * 5)), Chapter.Numbers("not-the-shortest-way")[1], 0.051);
        Chapter.Says("2 \\cdot 13{,}002 = 26{,}004");
        Assert.Equal(26_004, 2 * Network.Create([784, 16, 16, 10], seed: 1).ParameterCount);
    }

    [Fact]
    public void It_rises_fastest_along_the_gradient_and_falls_fastest_against_it()
    {
        Chapter.Says("the gradient points to steepest **ascent**");
        double uphill = Math.Atan2(6, 5) * 180 / Math.PI;
        Assert.Equal(Math.Round(uphill), Chapter.NumbersAfter("steepest", "the cost rises fastest at:")[0]);
        Assert.Equal(Math.Round(uphill) + 180, Chapter.NumbersAfter("steepest", "the cost falls fastest at:")[0]);
        Assert.True(Chapter.NumbersAfter("steepest", "after a step along ∇C:")[0] > 8);
        Assert.True(Chapter.NumbersAfter("steepest", "after a step against ∇C:")[0] < 8);
    }

    [Fact]
    public void It_promises_minus_30_5_and_gets_plus_1_25()
    {
        Chapter.Says("it promises $-30.5$ where the cost in fact *rises* by 1.25");
        double[] table = Chapter.Numbers("forecast");
        double[] last = table[^4..];
        Assert.Equal([0.5, 30.5, 1.25, 31.75], last.Select(Math.Abs));
        double c(double x, double y) => (x * x) + (x * y) + (2 * y * y);
        Assert.Equal(1.25, c(2 - (0.5 * 5), 1 - (0.5 * 6)) - c(2, 1), 1e-12);
    }

    [Fact]
    public void It_ends_at_three_places_in_three_orders() =>
        Assert.All(["(1, −0.2)", "(1, 0)", "(1.24, −0.2)"], end => Assert.Contains(end, Chapter.Output("three-ways"), StringComparison.Ordinal));

    [Fact]
    public void It_lets_walks_come_in_up_to_two_over_the_sharpest_curvature()
    {
        Chapter.Says(@"walks come in up to $\eta = 0.453$");
        Chapter.Says(@"$3 + \sqrt2 \approx 4.414$");
        double sharpest = Matrix<double>.Build.DenseOfArray(new double[,] { { 2, 1 }, { 1, 4 } }).Evd().EigenValues.Max(e => e.Real);
        Near(3 + Math.Sqrt(2), sharpest, 1e-12);
        Near(0.453, 2 / sharpest, 0.0005);
        StopReason End(double eta) => GradientDescent.Minimize(
            v => (v[0] * v[0]) + (v[0] * v[1]) + (2 * v[1] * v[1]), v => V((2 * v[0]) + v[1], v[0] + (4 * v[1])), V(2, 1), eta, 40_000).StopReason;
        Assert.Equal((StopReason.Converged, StopReason.Diverged), (End((2 / sharpest) - 0.0003), End((2 / sharpest) + 0.0003)));
    }

    [Fact]
    public void The_same_nudge_does_six_fifths_as_much_and_signs_say_which_way()
    {
        Chapter.Says("so the same small nudge does $6/5$ as much in $v_2$ as in $v_1$");
        double nudge = 1e-6;
        Near(1.2, (C(V(2, 1 + nudge)) - 8) / (C(V(2 + nudge, 1)) - 8), 1e-4);
        foreach (var v in Places(100))
        {
            for (int i = 0; i < 2; i++)
            {
                var lower = v.Clone();
                lower[i] -= 1e-4 * Math.Sign(DC(v)[i]);
                Assert.True(C(lower) < C(v) || Math.Abs(DC(v)[i]) < 1e-3);
            }
        }
    }

    [Fact]
    public void The_rate_of_change_is_a_cosine_for_other_smooth_costs_too_and_not_where_there_is_a_corner()
    {
        Chapter.Says("so it is for every cost that is smooth at this place");
        double Worst(Func<Vector<double>, double> cost, Vector<double> at)
        {
            var g = Gradient.Numeric(cost, at);
            return Enumerable.Range(0, 72).Select(i => V(Math.Cos(i * Math.PI / 36), Math.Sin(i * Math.PI / 36)))
                .Max(d => Math.Abs(((cost(at + (1e-6 * d)) - cost(at)) / 1e-6) - (g * d)) / (1 + g.L2Norm()));
        }

        Assert.True(Worst(C, V(2, 1)) < 1e-4);
        Assert.InRange(Gradient.Numeric(C, V(0, 0)).L2Norm(), 0, 1e-9);        // at a flat place no direction goes steepest up
        Assert.True(Worst(Landscape.Rosenbrock.Cost, V(-0.7, 1.2)) < 1e-4);
        Assert.True(Worst(v => Math.Max(v[0], v[1]), V(1, 1)) > 0.1, "at a corner the slope is no cosine");
    }

    [Fact]
    public void A_small_step_against_the_gradient_always_pays_here_and_a_large_one_need_not()
    {
        Chapter.Says("a small enough step against the gradient always pays");
        Assert.All(Places(500), v => Assert.True(C(v - (0.01 * DC(v))) < C(v)));
        Assert.Contains(Places(500), v => C(v - (0.5 * DC(v))) > C(v));
        Chapter.Says("In a bowl every real fall is smaller than the forecast; on a hilltop it would be larger");
        Assert.All(Places(500), v => Assert.True(-C(v + (0.1 * DC(v))) + C(v) < -0.1 * DC(v).DotProduct(DC(v))));        // the bowl upside down
        Assert.All(Places(500), v => Assert.True(C(v - (0.1 * DC(v))) - C(v) > -0.1 * DC(v).DotProduct(DC(v))));
    }

    [Fact]
    public void The_curvature_swings_between_the_eigenvalues_whose_directions_are_at_right_angles()
    {
        double Curvature(double degrees)
        {
            var d = V(Math.Cos(degrees * Math.PI / 180), Math.Sin(degrees * Math.PI / 180));
            return (C(V(2, 1) + (0.1 * d)) - (2 * C(V(2, 1))) + C(V(2, 1) - (0.1 * d))) / 0.01;
        }

        var all = Enumerable.Range(0, 360).Select(a => (Angle: a, Value: Curvature(a))).ToList();
        Near(3 + Math.Sqrt(2), all.Max(c => c.Value), 0.001);
        Near(3 - Math.Sqrt(2), all.Min(c => c.Value), 0.001);
        Near(2, Curvature(0), 1e-9);
        Near(4, Curvature(90), 1e-9);
        Assert.InRange(Math.Abs(all.MaxBy(c => c.Value).Angle - all.MinBy(c => c.Value).Angle), 88, 92);
        Assert.All(all, c => Near(c.Value, Math.Pow(Math.Cos(c.Angle * Math.PI / 180), 2) * 2 + (2 * Math.Cos(c.Angle * Math.PI / 180) * Math.Sin(c.Angle * Math.PI / 180)) + (4 * Math.Pow(Math.Sin(c.Angle * Math.PI / 180), 2)), 1e-9));
        Chapter.Says(@"the curvature in a direction $\hat d = (d_1, d_2)$ is $2 d_1^2 + 2\, d_1 d_2 + 4 d_2^2$");
        Assert.Contains("4.414 at 68°", Chapter.Output("curvature"), StringComparison.Ordinal);
        Assert.Contains("1.586 at 157°", Chapter.Output("curvature"), StringComparison.Ordinal);
    }

    [Fact]
    public void Guessing_is_hopeless_with_twenty_parameters_and_stumbling_takes_shorter_steps_the_more_there_are()
    {
        double[] table = Chapter.Numbers("random-search-table")[2..];       // after the 0.2 and the 0.1 of the headings
        Assert.Equal([1, 14, 19, 36, 10, 2, 94, 31, 60, 20, 20, 20_000, 543, 308, 200, 40, 20_000, 20_000, 673, 400], table);
        Chapter.Says("With 40 parameters 20,000 of them are not enough, and with steps half as long a few hundred are");

        // How many of five stumbling walks are there after 2,500 looks.
        static int Arrived(int n, double far) => Enumerable.Range(11, 5).Count(seed =>
        {
            var random = new Random(seed);
            double[] best = new double[n];
            double cost = n;
            for (int look = 0; look < 2500 && cost > n / 100.0; look++)
            {
                double[] trial = [.. best.Select(x => x - far + (2 * far * random.NextDouble()))];
                double there = trial.Sum(x => (x - 1) * (x - 1));
                (best, cost) = there < cost ? (trial, there) : (best, cost);
            }

            return cost <= n / 100.0;
        });
        Assert.Equal([5, 0, 5, 0, 5], new[] { Arrived(20, 0.2), Arrived(40, 0.2), Arrived(40, 0.1), Arrived(100, 0.1), Arrived(100, 0.05) });
        Assert.Equal(5, (int)Math.Ceiling(Math.Log(0.01) / Math.Log(0.6 * 0.6)));
        Assert.Contains("more than 20,000", Chapter.Output("random-search-table"), StringComparison.Ordinal);

        // The share of good places: a ball of radius √0.2 in a box with sides 4.
        double share = Math.Pow(Math.PI, 10) / 3_628_800 * Math.Pow(0.2, 10) / Math.Pow(4, 20);
        Chapter.Says(@"a share of about $2 \cdot 10^{-21}$ of all");
        Assert.InRange(share, 1.5e-21, 2.5e-21);
    }

    [Fact]
    public void Only_at_once_goes_exactly_against_the_gradient()
    {
        foreach (var v in Places(50))
        {
            var one = V(v[0] - (0.2 * DC(v)[0]), v[1]);
            var after = V(one[0], one[1] - (0.2 * DC(one)[1]));
            double Off(Vector<double> end) => Math.Abs(((end - v)[0] * DC(v)[1]) - ((end - v)[1] * DC(v)[0]));
            Assert.True(Off(v - (0.2 * DC(v))) < 1e-12);
            Assert.True(Off(after) > 1e-9);
            Assert.True(C(after) < C(v), "coordinate descent comes down as well");
        }
    }

    [Fact]
    public void Nearly_nine_of_ten_steps_of_a_stumbling_walk_in_20_dimensions_lead_up()
    {
        Chapter.Says("nearly nine of ten of its steps of up to 0.2 lead up");
        var shares = Enumerable.Range(1, 9).Select(seed =>
        {
            var random = new Random(seed);
            double[] best = new double[20];
            int looks = 0, kept = 0;
            for (; best.Sum(x => (x - 1) * (x - 1)) > 0.2; looks++)
            {
                double[] trial = [.. best.Select(x => x - 0.2 + (0.4 * random.NextDouble()))];
                if (trial.Sum(x => (x - 1) * (x - 1)) < best.Sum(x => (x - 1) * (x - 1)))
                {
                    (best, kept) = (trial, kept + 1);
                }
            }

            return 1 - (kept / (double)looks);
        }).Order().ToList();
        Assert.InRange(shares[4], 0.85, 0.92);
    }

    [Fact]
    public void Many_parameters_go_in_each_has_a_say_and_one_number_comes_out()
    {
        Assert.Equal(C(V(2, 1)), C(V(-2, -1)));                                 // one number does not tell the place
        var network = new PlainNetwork(Network.Create([3, 4, 2], seed: 1));
        Vector<double> x = V(0.2, 0.7, 0.9), y = V(1, 0);
        double cost = network.Cost(x, y);
        foreach (var weights in network.Weights)
        {
            foreach (var (row, column, weight) in weights.EnumerateIndexed().ToList())
            {
                weights[row, column] = weight + 0.1;
                Assert.NotEqual(cost, network.Cost(x, y));
                weights[row, column] = weight;
            }
        }

        Assert.Equal(cost, network.Cost(x, y));
        Assert.Equal(network.Parameters.Count, network.Gradient(x, y).Count);   // one slope for each parameter
        Assert.True((network.Parameters - network.Gradient(x, y)).L2Norm() > 0.1, "and it is not the parameters");
    }

    [Fact]
    public void A_partial_derivative_is_the_slope_of_the_cut_along_its_axis()
    {
        foreach (var v in Places(100))
        {
            Near(DC(v)[0], Derivative.Central(v1 => C(V(v1, v[1])), v[0]), 1e-8);
            Near(DC(v)[1], Derivative.Central(v2 => C(V(v[0], v2)), v[1]), 1e-8);
            Assert.True(Math.Abs(Derivative.Central(t => C(V(v[0] + t, v[1] + t)), 0) - DC(v)[0]) > 1e-6, "moving both is another slope");
        }
    }

    [Fact]
    public void Of_3600_directions_minus_the_gradient_falls_fastest_at_every_place()
    {
        foreach (var v in Places(20))
        {
            var d = Enumerable.Range(0, 3600).Select(i => V(Math.Cos(i * Math.PI / 1800), Math.Sin(i * Math.PI / 1800)))
                .MinBy(d => C(v + (1e-6 * d)) - C(v - (1e-6 * d)))!;
            Assert.InRange(-d * DC(v) / DC(v).L2Norm(), Math.Cos(0.002), 1);
        }
    }

    private static void Near(double expected, double actual, double tolerance = 0.0051) => Assert.Equal(expected, actual, tolerance);
}
