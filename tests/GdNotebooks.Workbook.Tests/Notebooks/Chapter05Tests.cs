using MathNet.Numerics.LinearAlgebra;

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
        Chapter.Says("and nine tenths of the way down are done");
        double[] said = Chapter.NumbersAfter("fit-numbers", "J =");         // at the end, at the start
        Near(0.9, (said[1] - J(260.7, 186.6)) / (said[1] - said[0]), 0.03);
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
        Chapter.Says("In kiloparsecs dividing by it does nearly everything, from four million to 14.6, and the mean alone leaves 399,304");
        Near(14.6, Condition(x => 1000 * x / (1000 * spread)), 0.051);
        Near(399_304, Condition(x => 1000 * (x - mean)), 0.51);
        Near(2.5, Chapter.NumbersAfter("units", "minus the mean")[1], 0.051);
        Near(14.6, Chapter.NumbersAfter("units", "divided by the spread")[1], 0.051);
    }

    [Fact]
    public void Pixels_up_to_255_would_send_the_first_layer_to_sleep_before_it_has_learned_anything()
    {
        Chapter.Says("That is why chapter 6 feeds its network pixels between 0 and 1, and not between 0 and 255");
        PlainNetwork network = new(Network.Create([784, 16, 16, 10], seed: 1));
        var images = DigitSet.Synthetic(training: 30, test: 1).Training.Select(image => PlainNetwork.Example(image).X).ToList();
        double Asleep(double scale) => images.SelectMany(x => network.Forward(scale * x)[1]).Average(a => a * (1 - a) < 0.001 ? 1.0 : 0);
        Assert.Equal(0, Asleep(1));
        Assert.True(Asleep(255) > 0.8, $"{Asleep(255)}");
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
        Near(13.97, Chapter.NumbersAfter("age", "measured today:    1 / 70.00 =")[0]);
        Chapter.Says("2.31 billion years: half the age of the Earth");
        Assert.InRange(Years(through) / 4.5, 0.48, 0.53);
        double[] ages = [.. new[] { 0.5, 1, 2 }.Select(x => x / ((454.16 * x) - 40.78))];
        Assert.True(ages[0] > 1.1 * ages[2], "with a height each galaxy has another time");
        Assert.InRange(through / 70, 6, 6.2);
    }

    [Fact]
    public void Descent_moves_the_line_and_leaves_the_data_as_they_are()
    {
        Chapter.Says("The data are fixed. The cost is a function of the *parameters*, here of two.");
        double[] x = [.. X], y = [.. Y];
        static Vector<double> V(double w, double b) => Vector<double>.Build.DenseOfArray([w, b]);
        double Cost(Vector<double> theta) => x.Zip(y, (xi, yi) => Math.Pow((theta[0] * xi) + theta[1] - yi, 2)).Average() / 2;
        Vector<double> Slope(Vector<double> theta) => V(
            x.Zip(y, (xi, yi) => ((theta[0] * xi) + theta[1] - yi) * xi).Average(), x.Zip(y, (xi, yi) => (theta[0] * xi) + theta[1] - yi).Average());
        var walk = GradientDescent.Minimize(Cost, Slope, V(0, 0), 0.5, 200);
        Assert.True((walk.End.Position - walk.Start.Position).L2Norm() > 400);
        Assert.Equal(X, x);
        Assert.Equal(Y, y);

        // The same two numbers cost the same, by whatever way they were come to; either of them alone changes the cost.
        Assert.Equal(Cost(V(walk.End.Position[0], walk.End.Position[1])), walk.End.Cost);
        Assert.NotEqual(walk.End.Cost, Cost(walk.End.Position + V(1, 0)));
        Assert.NotEqual(walk.End.Cost, Cost(walk.End.Position + V(0, 1)));

        // Other data are another function, with its minimum elsewhere: at this line its slope is not zero.
        Assert.InRange(Slope(walk.End.Position).L2Norm(), 0, 1e-3);
        y[3] += 500;
        Assert.True(Slope(walk.End.Position).L2Norm() > 10);
    }

    [Fact]
    public void The_slope_of_every_weight_in_a_network_is_error_times_input_too()
    {
        Chapter.Says("You will meet exactly this product again in every layer of a network");
        static Vector<double> V(params double[] numbers) => Vector<double>.Build.DenseOfArray(numbers);
        var network = new PlainNetwork(Network.Create([3, 4, 4, 2], seed: 1));
        Vector<double> x = V(0.2, 0.7, 0.9), y = V(1, 0);
        var (weights, biases) = network.Backpropagate(x, y);
        var inputs = network.Forward(x);
        Assert.All(Enumerable.Range(0, 3), layer => Assert.InRange((weights[layer] - biases[layer].OuterProduct(inputs[layer])).FrobeniusNorm(), 0, 1e-15));

        // The slopes themselves, measured: none of this is the network's own word for it.
        foreach (var (layer, row, column) in from layer in Enumerable.Range(0, 3) from row in Enumerable.Range(0, 2) from column in Enumerable.Range(0, 3) select (layer, row, column))
        {
            double at = network.Weights[layer][row, column];
            double measured = Derivative.Central(
                w =>
                {
                    network.Weights[layer][row, column] = w;
                    return network.Cost(x, y);
                }, at);
            network.Weights[layer][row, column] = at;
            Near(measured, biases[layer][row] * inputs[layer][column], 1e-9);
        }
    }

    [Fact]
    public void The_rounder_the_bowl_the_faster_and_in_kiloparsecs_b_needs_a_million_steps()
    {
        double Pace(IEnumerable<double> x)
        {
            var (min, max) = Curvatures(x);
            double best = 2 / (min + max);
            return Math.Max(Math.Abs(1 - (best * min)), Math.Abs(1 - (best * max)));
        }

        double mean = X.Average(), spread = Math.Sqrt(X.Average(x => (x - mean) * (x - mean)));
        double[] paces = [Pace(X.Select(x => (x - mean) / spread)), Pace(X.Select(x => x - mean)), Pace(X), Pace(X.Select(x => x / spread))];
        Assert.Equal(paces.Order(), paces);
        Near(0, paces[0], 1e-9);
        Chapter.Says("even the best one needs more than a million steps to bring $b$ half way");
        Assert.InRange(Math.Log(0.5) / Math.Log(Pace(X.Select(x => 1000 * x))), 1_000_000, 2_000_000);
        Chapter.Says(@"the line rises by $2 \cdot 454 = 908$ km/s");
    }

    [Fact]
    public void Descent_arrives_on_wrong_distances_as_it_does_on_right_ones_and_the_cost_cannot_tell_them()
    {
        Chapter.Says("Whether that is the truth is not among the things it looks at");
        (double Slope, double Cost, double Gradient) Through(double stretch)
        {
            double[] x = [.. X.Select(d => stretch * d)];
            double curvature = x.Average(d => d * d), w = 0;
            double Gradient() => x.Zip(Y, (d, v) => ((w * d) - v) * d).Average();
            for (int t = 0; t < 60; t++)
            {
                w -= 0.5 / curvature * Gradient();
            }

            return (w, x.Zip(Y, (d, v) => Math.Pow((w * d) - v, 2)).Average() / 2, Gradient());
        }

        var then = Through(1);
        var today = Through(6);
        Near(then.Slope / 6, today.Slope, 1e-9);
        Near(then.Cost, today.Cost, 1e-6);
        Assert.InRange(Math.Abs(then.Gradient) + Math.Abs(today.Gradient), 0, 1e-6);
        double[] said = [.. Chapter.NumbersAfter("age", "six times as far:  1 /"), .. Chapter.NumbersAfter("age", "Hubble's galaxies: 1 / 423.94 =")];
        Near(today.Slope, said[0]);
        Near(today.Cost, said[2], 0.051);
        Assert.Equal(said[2], said[4]);
    }

    private static void Near(double expected, double actual, double tolerance = 0.0051) => Assert.Equal(expected, actual, tolerance);
}
