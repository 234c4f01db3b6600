namespace GdNotebooks.Tests.Notebooks;

/// <summary>
/// What chapter 5 states in words: the sentence is in the chapter, the number in the output of its cell, and it comes
/// out again when it is worked out here. For every take-away there is the experiment that could refute it.
/// </summary>
public sealed class Chapter05Tests
{
    private static readonly CommittedNotebook Chapter = new("05-linear-regression");

    private static readonly double[] X = Hubble.Galaxies.Numbers("distance_mpc");
    private static readonly double[] Y = Hubble.Galaxies.Numbers("velocity_km_s");

    private static double J(double w, double b) => X.Zip(Y, (x, y) => Math.Pow((w * x) + b - y, 2)).Average() / 2;

    private static (double W, double B) Gradient(double w, double b) =>
        (X.Zip(Y, (x, y) => ((w * x) + b - y) * x).Average(), X.Zip(Y, (x, y) => (w * x) + b - y).Average());

    // By hand, without MathNet's eigenvalues: of [[p, q], [q, r]].
    private static (double Min, double Max) Curvatures(IEnumerable<double> x)
    {
        double p = x.Average(a => a * a), q = x.Average(), half = Math.Sqrt(((p - 1) * (p - 1) / 4) + (q * q));
        return (((p + 1) / 2) - half, ((p + 1) / 2) + half);
    }

    private static double[] Gaps(double rate, int steps)
    {
        var (intercept, slope) = MathNet.Numerics.Fit.Line(X, Y);
        var gaps = new List<double>();
        double w = 0, b = 0;
        for (int t = 0; t <= steps; t++)
        {
            gaps.Add(Math.Sqrt(((w - slope) * (w - slope)) + ((b - intercept) * (b - intercept))));
            var (dw, db) = Gradient(w, b);
            (w, b) = (w - (rate * dw), b - (rate * db));
        }

        return [.. gaps];
    }

    [Fact]
    public void The_closed_form_and_descent_agree_to_nine_digits()
    {
        var (intercept, slope) = MathNet.Numerics.Fit.Line(X, Y);
        Chapter.Says("slope 454.16, height $-40.78$ for Hubble's 24 galaxies");
        Near(454.16, slope);
        Near(-40.78, intercept);
        Assert.All(["closed form:      w =", "gradient descent: w ="], line =>
        {
            Near(slope, Chapter.NumbersAfter("closed-form", line)[0], 5.1e-7);
            Near(intercept, Chapter.NumbersAfter("closed-form", line)[1], 5.1e-7);
        });
        Near(slope, Chapter.NumbersAfter("one-step", "one step, in the old units: w =")[0], 5.1e-7);
        Chapter.Says(@"All six: $0.9^{200} \cdot 456 \approx 3 \cdot 10^{-7}$");
        Assert.InRange(Math.Pow(0.9, 200) * Gaps(0.5, 0)[0], 2.5e-7, 3.5e-7);
        Assert.Equal(456, Math.Round(Gaps(0.5, 0)[0]));
    }

    [Fact]
    public void At_the_minimum_the_slope_is_zero_and_the_cost_is_not()
    {
        var (intercept, slope) = MathNet.Numerics.Fit.Line(X, Y);
        Assert.InRange(Math.Abs(Gradient(slope, intercept).W) + Math.Abs(Gradient(slope, intercept).B), 0, 1e-9);
        Near(J(slope, intercept), Chapter.NumbersAfter("fit-numbers", "J =")[0], 0.06);
        Assert.True(J(slope, intercept) > 20_000);
    }

    [Fact]
    public void Slopes_are_error_times_input_and_the_half_only_halves_the_rate()
    {
        double[] said = Chapter.NumbersAfter("partials", "by hand:  ∂J/∂w =");
        Near(Gradient(0, 0).W, said[0], 5.1e-5);
        Near(Gradient(0, 0).B, said[1], 5.1e-5);
        Near((J(100.01, 50) - J(99.99, 50)) / 0.02, Gradient(100, 50).W, 1e-3);
        Chapter.Says("the same walk would come from half the $\\eta$");
        double[] half = [.. Walk(0.5, 1)], whole = [.. Walk(0.25, 2)];
        Assert.Equal(half, whole);

        static IEnumerable<double> Walk(double rate, double factor)
        {
            double w = 0, b = 0;
            for (int t = 0; t < 50; t++)
            {
                var (dw, db) = Gradient(w, b);
                (w, b) = (w - (rate * (factor * dw)), b - (rate * (factor * db)));
                yield return w;
            }
        }
    }

    [Fact]
    public void The_first_step_of_the_walk_and_the_end_of_the_training_loop_are_as_told()
    {
        Chapter.Says("The first step goes to $w = 260.7$, $b = 186.6$");
        Near(260.7, -0.5 * Gradient(0, 0).W, 0.051);
        Near(186.6, -0.5 * Gradient(0, 0).B, 0.051);
        double[] end = Chapter.NumbersAfter("training-loop", "step 200: w =");
        Near(454.16, end[0]);
        Near(-40.78, end[1]);
        Assert.Contains("// 5. update", Chapter.Code.Single(code => code.Contains("// 1. start at random", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_slower_direction_sets_the_pace_below_the_best_rate_and_above_it()
    {
        var (min, max) = Curvatures(X);
        double best = 2 / (min + max), condition = max / min;
        Near(0.897, best, 0.00051);
        Near(10.4, condition, 0.051);
        Near(0.824, (condition - 1) / (condition + 1), 0.00051);
        Chapter.Says(@"\frac{\kappa - 1}{\kappa + 1} = 0.824");
        foreach (double rate in new[] { 0.1, 0.3, 0.5, 0.8, 0.85, 0.93, 0.95, 0.97 })
        {
            double[] gaps = Gaps(rate, 120);
            Near(Math.Max(Math.Abs(1 - (rate * min)), Math.Abs(1 - (rate * max))), gaps[100] / gaps[99], 1e-4);
        }

        // The flattest direction alone, which the chapter once held for the whole truth, is refuted here.
        double[] late = Gaps(0.95, 120);
        Assert.True(late[100] / late[99] > 1 - (0.95 * min) + 0.1);
        Chapter.Says("each jump leaves 0.932 of it");
        Near(0.932, late[100] / late[99], 0.00051);
        double[] rates = [.. Enumerable.Range(1, 98).Select(i => i / 100.0)];
        Assert.InRange(rates.MinBy(rate => Gaps(rate, 100)[100]), best - 0.02, best + 0.02);
    }

    [Fact]
    public void The_table_of_paces_and_the_bound_are_as_told()
    {
        var (min, max) = Curvatures(X);
        double[] rates = [0.1, 0.5, 0.8, 0.95];
        for (int row = 0; row < rates.Length; row++)
        {
            Near(Math.Abs(1 - (rates[row] * min)), Chapter.Value("pace-table", row, 2), 5.1e-5);
            Near(Math.Abs(1 - (rates[row] * max)), Chapter.Value("pace-table", row, 3), 5.1e-5);
            Near(Math.Max(Chapter.Value("pace-table", row, 2), Chapter.Value("pace-table", row, 3)), Chapter.Value("pace-table", row, 1), 1.1e-4);
        }

        Chapter.Says("0.98 converges, 0.99 does not");
        Assert.InRange(2 / max, 0.98, 0.99);
        Assert.Contains("η = 0.98: Converged", Chapter.Output("largest-rate"), StringComparison.Ordinal);
        Assert.Contains("η = 0.99: Diverged", Chapter.Output("largest-rate"), StringComparison.Ordinal);
    }

    [Fact]
    public void Subtracting_the_mean_does_most_of_the_work_of_scaling()
    {
        double mean = X.Average(), spread = Math.Sqrt(X.Average(x => (x - mean) * (x - mean)));
        double Condition(Func<double, double> change) => Curvatures(X.Select(change)).Max / Curvatures(X.Select(change)).Min;
        Chapter.Says("10.4 becomes 2.5");
        Chapter.Says("makes it *worse* here, 14.6");
        Near(2.5, Condition(x => x - mean), 0.051);
        Near(14.6, Condition(x => x / spread), 0.051);
        Near(1, Condition(x => (x - mean) / spread), 1e-9);
        Near(0.63, spread);
        Assert.InRange(Condition(x => 1000 * x), 3_500_000, 4_000_000);
        Chapter.Says("a condition number of nearly four million");
        Near(2.5, Chapter.NumbersAfter("units", "minus the mean")[1], 0.051);
        Near(14.6, Chapter.NumbersAfter("units", "divided by the spread")[1], 0.051);
    }

    [Fact]
    public void The_line_through_the_origin_tells_an_age_and_the_line_with_a_height_tells_none()
    {
        double through = X.Zip(Y, (a, b) => a * b).Sum() / X.Sum(a => a * a);
        double Years(double slope) => 3.0857e19 / slope / 3.15576e7 / 1e9;
        Near(423.94, through);
        Near(423.94, Chapter.NumbersAfter("notes-check", "without ∂J/∂b: w =")[0]);
        Near(Years(through), Chapter.NumbersAfter("age", "Hubble's galaxies: 1 / 423.94 =")[0]);
        Near(13.97, Years(70));
        Near(13.97, Chapter.NumbersAfter("age", "measured today:    1 / 70 =")[0]);
        Chapter.Says("2.31 billion years: half the age of the Earth");
        Assert.InRange(Years(through) / 4.5, 0.48, 0.53);
        double[] ages = [.. new[] { 0.5, 1, 2 }.Select(x => x / ((454.16 * x) - 40.78))];
        Assert.True(ages[0] > 1.1 * ages[2], "with a height each galaxy has another time");
        Assert.InRange(through / 70, 6, 7);
    }

    private static void Near(double expected, double actual, double tolerance = 0.0051) => Assert.Equal(expected, actual, tolerance);
}
