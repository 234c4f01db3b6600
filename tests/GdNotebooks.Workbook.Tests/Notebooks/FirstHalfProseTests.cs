using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks.Tests.Notebooks;

/// <summary>
/// Every result that chapters 1 to 5 state in words: the sentence is in the chapter, the number is in the
/// output of its cell, and it comes out again when it is worked out here.
/// </summary>
public sealed class FirstHalfProseTests
{
    private static readonly CommittedNotebook One = new("01-one-parameter");
    private static readonly CommittedNotebook Two = new("02-learning-rate");
    private static readonly CommittedNotebook Three = new("03-partial-derivatives");
    private static readonly CommittedNotebook Four = new("04-landscapes");
    private static readonly CommittedNotebook Five = new("05-linear-regression");

    private static double C(double w) => (w - 3) * (w - 3);

    private static double DC(double w) => 2 * (w - 3);

    private static Vector<double> V(params double[] components) => Vector<double>.Build.DenseOfArray(components);

    private static void Says(CommittedNotebook chapter, string sentence) => Assert.Contains(sentence, chapter.Prose, StringComparison.Ordinal);

    private static void Near(double expected, double actual, double tolerance = 0.0051) => Assert.Equal(expected, actual, tolerance);

    [Fact]
    public void Chapter_1_measures_the_slope_minus_4_with_an_error_of_exactly_h()
    {
        Says(One, "so the secant is wrong by exactly $h$");
        double[] rows = One.Numbers("secant-table");
        for (int row = 0; row < 7; row++)
        {
            double h = Value(One, "secant-table", row, 0);
            Assert.Equal(h - 4, Value(One, "secant-table", row, 1), 1e-9);
            Assert.Equal(h - 4, Derivative.Secant(C, 1, h), 1e-9);
            Assert.Equal(-4, Value(One, "secant-table", row, 2), 1e-9);
        }

        Assert.Equal(21, rows.Length);
    }

    [Fact]
    public void Chapter_1_says_where_the_best_h_is_and_how_the_errors_fall()
    {
        Says(One, "where the derivative is $4w^3 = 5.324$");
        Says(One, "ten times smaller $h$, a hundred times smaller error");
        double Error(double h) => Math.Abs(Derivative.Central(w => w * w * w * w, 1.1, h) - 5.324);

        Near(100, Error(1e-2) / Error(1e-3), 0.1);
        Assert.True(Error(1e-13) > 1000 * Error(1e-5), "too small an h is worse");
        Assert.InRange(Error(1e-5), 0, 1e-8);
    }

    [Fact]
    public void Chapter_1_takes_the_steps_of_notes_000_and_001()
    {
        Says(One, "from 1 to 1.4 and the cost from 4 to 2.56");
        Assert.Equal([1, 4, -4, 1.4, 2.56, -3.2], One.Numbers("one-update"));
        Assert.Equal([-6, 0.6, 5.76], One.NumbersAfter("many-updates", "step 1:"));
        Assert.Equal(1.08, One.NumbersAfter("many-updates", "step 2:")[1]);
        Assert.Contains("True", One.Output("same-walk"), StringComparison.Ordinal);
    }

    [Fact]
    public void Chapter_1_is_within_a_thousandth_after_36_steps()
    {
        Says(One, "each step leaves 0.8 of the distance");
        Says(One, "within 0.001 after 36 steps");
        double distance = 3;
        int steps = 0;
        for (; distance >= 0.001; steps++)
        {
            distance *= 0.8;
        }

        Assert.Equal(36, steps);
        Assert.Equal(36, One.NumbersAfter("arrival", "after")[0]);
    }

    [Fact]
    public void Chapter_1_goes_against_the_slope_and_warns_of_the_hilltop()
    {
        Says(One, "moves by $-0.1 \\cdot 0.8 = -0.08$");
        Assert.Equal(2.56, One.NumbersAfter("notes-check", "from w = 1 against the slope: C goes from 4 to")[0]);
        Assert.Equal(5.76, One.NumbersAfter("notes-check", "from w = 1 along the slope:   C goes from 4 to")[0]);
        Assert.Equal(5.76, C(1 + (0.1 * DC(1))), 1e-12);
        Near(3 + (0.001 * Math.Pow(1.2, 30)), One.NumbersAfter("notes-check", "from 3.001: after 30 steps at")[0], 0.00051);
    }

    [Fact]
    public void Chapter_2_finds_the_bound_1_by_trying_and_two_over_the_bend_for_others()
    {
        Says(Two, "0 < \\eta < 1");
        Assert.Equal([1], Two.Numbers("find-bound"));
        double[] table = Two.Numbers("bounds-by-bend");
        Assert.All([0.5, 1, 2, 10], a => Assert.Contains(1 / a, table));
        for (int row = 0; row < 4; row++)
        {
            Assert.Equal(Value(Two, "bounds-by-bend", row, 3), Value(Two, "bounds-by-bend", row, 2));
        }

        Assert.Contains("0, 6, 0, 6, 0, 6, 0", Two.Output("on-the-bound"), StringComparison.Ordinal);
        Says(Two, "$w$ goes from 0 to 6, back to 0");
    }

    [Fact]
    public void Chapter_2_knows_its_error_factors()
    {
        Says(Two, "$\\eta = 0.1$ is exactly as fast as $\\eta = 0.9$");
        var slow = GradientDescent.Minimize(C, DC, 0, 0.1, 20).Steps;
        var swinging = GradientDescent.Minimize(C, DC, 0, 0.9, 20).Steps;
        Assert.All(slow.Zip(swinging), pair => Assert.Equal(Math.Abs(pair.First.Position - 3), Math.Abs(pair.Second.Position - 3), 1e-12));
        Assert.Contains("lands on w = 3", Two.Output("one-step"), StringComparison.Ordinal);
        Assert.Equal(3, GradientDescent.Minimize(C, DC, 0, 0.5, 1).End.Position);
    }

    [Theory]
    [InlineData(0.1, false, true)]
    [InlineData(0.4, false, true)]
    [InlineData(0.6, true, true)]
    [InlineData(1.1, true, false)]
    public void Chapter_2_says_at_which_rates_steps_overshoot_and_shrink(double eta, bool overshoots, bool shrinks)
    {
        Says(Two, "**every** step overshoots, and steps still shrink");
        var w = GradientDescent.Minimize(C, DC, 0, eta, 10).Steps.Select(step => step.Position).ToArray();

        for (int t = 2; t <= 10; t++)
        {
            Assert.Equal(overshoots, (w[t] - 3) * (w[t - 1] - 3) < 0);
            Assert.Equal(shrinks, Math.Abs(w[t] - w[t - 1]) < Math.Abs(w[t - 1] - w[t - 2]));
        }
    }

    [Fact]
    public void Chapter_2_says_how_far_from_the_quartics_minimum_a_walk_may_start()
    {
        Says(Two, "$|w| < \\sqrt{20} \\approx 4.472$");
        StopReason From(double start) =>
            GradientDescent.Minimize(w => w * w * w * w / 4, w => w * w * w, start, 0.1, 200).StopReason;

        Assert.Equal(StopReason.StepsUsedUp, From(4.472));
        Assert.Equal(StopReason.Diverged, From(4.473));
        Assert.Contains("start 4.47: comes to", Two.Output("quartic"), StringComparison.Ordinal);
        Assert.Contains("start 4.48: diverges", Two.Output("quartic"), StringComparison.Ordinal);
    }

    [Fact]
    public void Chapter_2_averages_one_number_at_a_time_and_freezes_when_the_rates_fall_too_fast()
    {
        Says(Two, "*exactly the mean of the examples seen so far*");
        for (int row = 0; row < 8; row++)
        {
            Assert.Equal(Value(Two, "running-mean", row, 3), Value(Two, "running-mean", row, 2));
        }

        Says(Two, "$0.1 / (1 - 0.7) = 0.333\\ldots$");
        Near(1 / 3.0, Enumerable.Range(0, 200).Sum(t => 0.1 * Math.Pow(0.7, t)), 1e-12);
        double left = Enumerable.Range(0, 200).Aggregate(3.0, (distance, t) => distance * (1 - (0.2 * Math.Pow(0.7, t))));
        Near(3 - left, Two.NumbersAfter("too-fast", "exponential, 0.1 and 0.7: w =")[0], 0.00051);
        Assert.Equal(3, Two.NumbersAfter("too-fast", "1/t, from 0.1:            w =")[0]);
    }

    [Fact]
    public void Chapter_3_has_the_gradient_5_6_at_2_1_which_does_not_point_at_the_minimum()
    {
        double c(Vector<double> v) => (v[0] * v[0]) + (v[0] * v[1]) + (2 * v[1] * v[1]);
        Says(Three, "At $(2, 1)$ that is $5$ and $6$, as measured.");
        Assert.True((Gradient.Numeric(c, V(2, 1)) - V(5, 6)).L2Norm() < 1e-8);
        Says(Three, "at $(0, 1)$ the parameter $v_1$ is 0 and its slope is 1");
        Assert.Equal(1, Gradient.Partial(c, V(0, 1), 0), 1e-9);
        Near(180 / Math.PI * Math.Acos(16 / Math.Sqrt(61 * 5)), Three.Numbers("not-the-shortest-way")[1], 0.051);
        Says(Three, "2 \\cdot 13{,}002 = 26{,}004");
        Assert.Equal(26_004, 2 * Network.Create([784, 16, 16, 10], seed: 1).ParameterCount);
    }

    [Fact]
    public void Chapter_3_rises_fastest_along_the_gradient_and_falls_fastest_against_it()
    {
        Says(Three, "the gradient points to steepest **ascent**");
        double uphill = Math.Atan2(6, 5) * 180 / Math.PI;
        Assert.Equal(Math.Round(uphill), Three.NumbersAfter("steepest", "the cost rises fastest at:")[0]);
        Assert.Equal(Math.Round(uphill) + 180, Three.NumbersAfter("steepest", "the cost falls fastest at:")[0]);
        Assert.True(Three.NumbersAfter("steepest", "after a step along ∇C:")[0] > 8);
        Assert.True(Three.NumbersAfter("steepest", "after a step against ∇C:")[0] < 8);
    }

    [Fact]
    public void Chapter_3_promises_minus_30_5_and_gets_plus_1_25()
    {
        Says(Three, "it promises $-30.5$ where the cost in fact *rises* by 1.25");
        double[] table = Three.Numbers("forecast");
        double[] last = table[^4..];
        Assert.Equal([0.5, 30.5, 1.25, 31.75], last.Select(Math.Abs));
        double c(double x, double y) => (x * x) + (x * y) + (2 * y * y);
        Assert.Equal(1.25, c(2 - (0.5 * 5), 1 - (0.5 * 6)) - c(2, 1), 1e-12);
    }

    [Fact]
    public void Chapter_3_ends_at_three_places_in_three_orders() =>
        Assert.All(["(1, -0.2)", "(1, 0)", "(1.24, -0.2)"], end => Assert.Contains(end, Three.Output("three-ways"), StringComparison.Ordinal));

    [Fact]
    public void Chapter_3_lets_walks_come_in_up_to_two_over_the_sharpest_bend()
    {
        Says(Three, @"Walks come in up to $\eta = 0.453$");
        Says(Three, @"$3 + \sqrt2 \approx 4.414$");
        double sharpest = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfArray(new double[,] { { 2, 1 }, { 1, 4 } }).Evd().EigenValues.Max(e => e.Real);
        Near(3 + Math.Sqrt(2), sharpest, 1e-12);
        Near(0.453, 2 / sharpest, 0.0005);
        StopReason End(double eta) => GradientDescent.Minimize(
            v => (v[0] * v[0]) + (v[0] * v[1]) + (2 * v[1] * v[1]), v => V((2 * v[0]) + v[1], v[0] + (4 * v[1])), V(2, 1), eta, 40_000).StopReason;
        Assert.Equal((StopReason.Converged, StopReason.Diverged), (End((2 / sharpest) - 0.0003), End((2 / sharpest) + 0.0003)));
    }

    [Fact]
    public void Chapter_4_drops_four_balls_that_end_in_four_valleys()
    {
        Assert.Contains("starts: [(0.5, 0), (-0.5, 0), (-0.5, -1), (0.5, -1)]", Four.Code.Single(code => code.Contains("Four balls, four valleys", StringComparison.Ordinal)), StringComparison.Ordinal);
        var himmelblau = Landscape.Himmelblau;
        var ends = new[] { V(0.5, 0), V(-0.5, 0), V(-0.5, -1), V(0.5, -1) }
            .Select(start => GradientDescent.Minimize(himmelblau.Cost, himmelblau.Gradient, start, 0.01, 300).End.Position)
            .Select(end => himmelblau.Minima.Select((m, i) => (Distance: (m - end).L2Norm(), i)).Min()).ToList();
        Assert.All(ends, end => Assert.InRange(end.Distance, 0, 1e-6));
        Assert.Equal([0, 1, 2, 3], ends.Select(end => end.i).Order());
    }

    [Fact]
    public void Chapter_4_fills_the_wide_valley_when_the_rate_is_too_large_for_the_narrow_one()
    {
        Says(Four, "its bend is 6, against 3 in the shallow one");
        Says(Four, "a single walk out of 101 ends in the better valley");
        var well = Landscape.TiltedDoubleWell;
        Near(3, Derivative.Central(well.Gradient, -1), 1e-6);
        Near(6, Derivative.Central(well.Gradient, 2), 1e-6);
        double[] ends = [.. Enumerable.Range(0, 101).Select(i => GradientDescent.Minimize(well.Cost, well.Gradient, -2 + (i * 0.05), 0.6, 200).End.Position)];
        Assert.Equal(1, ends.Count(end => Math.Abs(end - 2) < 1e-6));
        Assert.Equal(Value(Four, "narrow-valley", 2, 1), ends.Count(end => Math.Abs(end + 1) < 1e-6));
        Says(Four, "from $2.9$ it ends at $-1$");
        Near(-1, GradientDescent.Minimize(well.Cost, well.Gradient, 2.9, 0.3, 200).End.Position, 1e-6);
    }

    [Fact]
    public void Chapter_4_counts_valleys_and_copies()
    {
        Assert.Contains("One right answer, 5 valleys", Four.Output("wave"), StringComparison.Ordinal);
        double orders = Enumerable.Range(1, 16).Aggregate(1.0, (product, k) => product * k);
        Assert.Equal(orders, Four.NumbersAfter("copies", "16 neurons can be put in")[0]);
        Near(orders * orders / 1e26, Four.NumbersAfter("copies", "two such layers make")[0] / 1e26, 0.051);
    }

    [Fact]
    public void Chapter_4_leaves_the_saddle_later_the_nearer_it_starts()
    {
        Says(Four, "Every further factor of 1,000 in the nudge costs the same number of extra steps");
        int StepsToLeave(double y) => GradientDescent
            .Minimize(Landscape.Saddle.Cost, Landscape.Saddle.Gradient, V(1.3, y), 0.1, 400).Steps.First(step => step.Cost < 0.2).Index;

        Assert.Equal(StepsToLeave(1e-5) - StepsToLeave(1e-2), StepsToLeave(1e-8) - StepsToLeave(1e-5), 1.0);
        Assert.Contains("from (1.3, 0) to (0.000, 0.000), cost 0.250", Four.Output("saddle-ends"), StringComparison.Ordinal);
        Assert.Contains("from (1.3, 0.001) to (0.000, 1.000), cost 0.000", Four.Output("saddle-ends"), StringComparison.Ordinal);
    }

    [Fact]
    public void Chapter_4_cannot_learn_with_a_step_can_with_a_sigmoid_and_stays_on_the_plateau()
    {
        Assert.Equal([1000, 0, 0.25, 0], Four.NumbersAfter("level-places", "step "));
        Says(Four, "the walk finds its floor at 3");
        Assert.Equal(3, Four.NumbersAfter("level-places", "sigmoid")[1]);
        Says(Four, "with a slope of less than a ten-millionth");
        Assert.InRange(Four.NumbersAfter("plateau", "20")[0], 0, 1e-7);
        Assert.Equal(20, Four.NumbersAfter("plateau", "20")[1]);
    }

    [Fact]
    public void Chapter_4_rolls_over_the_hill_with_momentum()
    {
        Assert.Equal(-1, Four.NumbersAfter("momentum-by-hand", "without momentum: w =")[0]);
        Assert.Equal(2, Four.NumbersAfter("momentum-by-hand", "with momentum:    w =")[0]);
        double[] costs = [.. new[] { "momentum 0.0", "momentum 0.5", "momentum 0.9" }
            .Select(line => Four.NumbersAfter("momentum-numbers", line + ": cost after 1000 steps")[0])];
        Assert.Equal(costs.OrderDescending(), costs);
    }

    [Fact]
    public void Chapter_5_states_the_closed_form_and_descent_agrees_to_nine_digits()
    {
        var x = Hubble.Galaxies.Select(galaxy => galaxy.DistanceMpc).ToArray();
        var y = Hubble.Galaxies.Select(galaxy => galaxy.VelocityKmPerS).ToArray();
        var (intercept, slope) = MathNet.Numerics.Fit.Line(x, y);

        Says(Five, "slope 454.16, height $-40.78$ for Hubble's 24 galaxies");
        Near(454.16, slope);
        Near(-40.78, intercept);
        Assert.All(["closed form:      w =", "gradient descent: w ="], line =>
        {
            Near(slope, Five.NumbersAfter("closed-form", line)[0], 5.1e-7);
            Near(intercept, Five.NumbersAfter("closed-form", line)[1], 5.1e-7);
        });
        Near(slope, Five.NumbersAfter("one-step", "one step, in the old units: w =")[0], 5.1e-7);
        Says(Five, "the best line *through the origin*, 423.94");
        Near(x.Zip(y, (a, b) => a * b).Sum() / x.Sum(a => a * a), 423.94);
        Near(423.94, Five.NumbersAfter("notes-check", "without ∂J/∂b: w =")[0]);
        Near(3.0857e19 / slope / 3.15576e7 / 1e9, Five.NumbersAfter("age", "1 / 454.16 =")[0]);
    }

    [Fact]
    public void Chapter_5_knows_its_bowl()
    {
        double[] x = [.. Hubble.Galaxies.Select(galaxy => galaxy.DistanceMpc)];
        double square = x.Average(a => a * a), mean = x.Average();
        double middle = (square + 1) / 2, half = Math.Sqrt(((square - 1) * (square - 1) / 4) + (mean * mean));

        Says(Five, "here 10.4, is called the **condition number**");
        Near(10.4, (middle + half) / (middle - half), 0.051);
        Says(Five, "0.98 converges, 0.99 does not");
        Assert.InRange(2 / (middle + half), 0.98, 0.99);
        Assert.Contains("η = 0.98: Converged", Five.Output("largest-rate"), StringComparison.Ordinal);
        Assert.Contains("η = 0.99: Diverged", Five.Output("largest-rate"), StringComparison.Ordinal);
        Says(Five, "a condition number of nearly four million");
        Assert.InRange(Five.NumbersAfter("units", "kiloparsecs")[^1], 3_500_000, 4_000_000);
        for (int row = 0; row < 3; row++)
        {
            Assert.Equal(Value(Five, "pace", row, 2), Value(Five, "pace", row, 1));
        }
    }

    // A table's text has its minus as "−" and one row per line below the headings.
    private static double Value(CommittedNotebook chapter, string id, int row, int column)
    {
        string line = chapter.Output(id).Split('\n')[row + 1].Replace('−', '-');
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[column], System.Globalization.CultureInfo.InvariantCulture);
    }
}
