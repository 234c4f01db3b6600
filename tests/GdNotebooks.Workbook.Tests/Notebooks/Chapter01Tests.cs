namespace GdNotebooks.Tests.Notebooks;

/// <summary>
/// What chapter 1 states in words: the sentence is in the chapter, the number in the output of its cell, and it comes
/// out again when it is worked out here. For every take-away there is the experiment that could refute it.
/// </summary>
public sealed class Chapter01Tests
{
    private static readonly CommittedNotebook Chapter = new("01-one-parameter");

    private static double C(double w) => (w - 3) * (w - 3);

    private static double DC(double w) => 2 * (w - 3);

    private static Walk<double> Descend(double start, double rate, int steps) => GradientDescent.Minimize(C, DC, start, rate, steps, tolerance: 0);

    [Fact]
    public void It_measures_the_slope_minus_4_with_an_error_of_exactly_h()
    {
        Chapter.Says("so the secant is wrong by exactly $h$");
        double[] rows = Chapter.Numbers("secant-table");
        for (int row = 0; row < 7; row++)
        {
            double h = Chapter.Value("secant-table", row, 0);
            Assert.Equal(h - 4, Chapter.Value("secant-table", row, 1), 1e-9);
            Assert.Equal(h - 4, Derivative.Secant(C, 1, h), 1e-9);
            Assert.Equal(-4, Chapter.Value("secant-table", row, 2), 1e-9);
        }

        Assert.Equal(21, rows.Length);
    }

    [Fact]
    public void It_says_where_the_best_h_is_and_how_the_errors_fall()
    {
        Chapter.Says("where the derivative is $4w^3 = 5.324$");
        Chapter.Says("the error of the secant is ten times smaller, and that of the central difference a hundred times");
        double Error(double h) => Math.Abs(Derivative.Central(w => w * w * w * w, 1.1, h) - 5.324);

        Near(100, Error(1e-2) / Error(1e-3), 0.1);
        double OneSided(double h) => Math.Abs(Derivative.Secant(w => w * w * w * w, 1.1, h) - 5.324);
        Near(10, OneSided(1e-2) / OneSided(1e-3), 0.1);

        // Too small an h is worse than a good one, and not as bad as the largest: the title says no more than that.
        Assert.Contains("Smaller is better, but not for ever", Chapter.Output("best-h"), StringComparison.Ordinal);
        Assert.True(Error(1.4e-13) < Error(0.3) / 20 && OneSided(1.4e-13) < OneSided(0.3) / 100);
        Assert.True(Error(1e-13) > 1000 * Error(1e-5), "too small an h is worse");
        Assert.InRange(Error(1e-5), 0, 1e-8);

        Chapter.Says("`Derivative.Central` takes $h = 10^{-5}$ unless you say otherwise, and another where numbers are so large");
        Assert.Equal(Derivative.Central(w => w * w * w * w, 1.1, 1e-5), Derivative.Central(w => w * w * w * w, 1.1));
        Assert.Equal(2e9, Derivative.Central(w => w * w, 1e9), 1e3);
        Assert.NotInRange(Derivative.Central(w => w * w, 1e9, 1e-5), 1.999e9, 2.001e9);
        Assert.Equal(-1e8, Derivative.Central(w => 1 / w, 1e-4), 1e4);
        Assert.NotInRange(Derivative.Central(w => 1 / w, 1e-4, 1e-5), -1.005e8, -0.995e8);
    }

    [Fact]
    public void It_takes_the_steps_of_notes_000_and_001()
    {
        Chapter.Says("from 1 to 1.4 and the cost from 4 to 2.56");
        Assert.Equal([1, 4, -4, 1.4, 2.56, -3.2], Chapter.Numbers("one-update"));
        Assert.Equal([-6, 0.6, 5.76], Chapter.NumbersAfter("many-updates", "step 1:"));
        Assert.Equal(1.08, Chapter.NumbersAfter("many-updates", "step 2:")[1]);
        Assert.Contains("True", Chapter.Output("same-walk"), StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_within_a_thousandth_after_36_steps()
    {
        Chapter.Says("each step leaves 0.8 of the distance");
        Chapter.Says("within 0.001 after 36 steps");
        double distance = 3;
        int steps = 0;
        for (; distance >= 0.001; steps++)
        {
            distance *= 0.8;
        }

        Assert.Equal(36, steps);
        Assert.Equal(36, Chapter.NumbersAfter("arrival", "after")[0]);
    }

    [Fact]
    public void It_goes_against_the_slope_and_warns_of_the_hilltop()
    {
        Chapter.Says("moves by $-0.1 \\cdot 0.8 = -0.08$");
        Assert.Equal(2.56, Chapter.NumbersAfter("notes-check", "from w = 1 against the slope: C goes from 4 to")[0]);
        Assert.Equal(5.76, Chapter.NumbersAfter("notes-check", "from w = 1 along the slope:   C goes from 4 to")[0]);
        Assert.Equal(5.76, C(1 + (0.1 * DC(1))), 1e-12);
        Near(3 + (0.001 * Math.Pow(1.2, 30)), Chapter.NumbersAfter("notes-check", "from 3.001: after 30 steps at")[0], 0.00051);
    }

    [Fact]
    public void A_cost_needs_a_lowest_value_and_the_square_counts_large_errors_more()
    {
        Chapter.Says("at $w = -997$ it is $-1000$");
        Assert.Equal(-1000, -997.0 - 3);
        double[] everywhere = [.. Enumerable.Range(-4000, 8001).Select(i => i / 4.0)];
        Assert.True(everywhere.All(w => C(w) >= C(3)));
        Assert.Equal(everywhere[0], everywhere.MinBy(w => w - 3));      // the error alone is lowest at the edge, wherever that is
        Assert.All(everywhere, w => Assert.Equal(4 * C(w), C(3 + (2 * (w - 3)))));
    }

    [Fact]
    public void A_derivative_by_hand_can_be_measured_and_a_wrong_one_is_found_out()
    {
        (Func<double, double> F, Func<double, double> Slope)[] pairs =
            [(C, DC), (w => w * w * w * w, w => 4 * w * w * w), (w => Math.Exp(w) + (w * w), w => Math.Exp(w) + (2 * w)), (w => 5 * w, w => 5)];
        foreach (double w in Enumerable.Range(-10, 21).Select(i => i / 4.0))
        {
            Assert.All(pairs, pair => Assert.Equal(pair.Slope(w), Derivative.Central(pair.F, w), 1e-6 * (1 + Math.Abs(pair.Slope(w)))));
            Assert.True(w == 3 || Math.Abs(w - 3 - Derivative.Central(C, w)) > 0.1, "the slope without its factor 2 does not pass");
        }
    }

    [Fact]
    public void The_rule_goes_the_right_way_from_either_side_and_the_wrong_sign_does_not()
    {
        foreach (double start in Enumerable.Range(-20, 41).Select(i => 3 + (i / 4.0)).Where(w => w != 3))
        {
            Assert.True(C(start - (0.1 * DC(start))) < C(start));
            Assert.True(C(start + (0.1 * DC(start))) > C(start));
        }
    }

    [Fact]
    public void The_factor_is_the_same_at_every_step_on_the_parabola_and_on_another_cost_it_is_not()
    {
        Chapter.Says("On a parabola, gradient descent shrinks the distance by the same factor at every step");
        double[] parabola = [.. Descend(0, 0.1, 20).Steps.Select(step => 3 - step.Position)];
        Assert.All(parabola.Zip(parabola.Skip(1)), pair => Assert.Equal(0.8, pair.Second / pair.First, 1e-12));

        double[] quartic = [.. GradientDescent.Minimize(w => w * w * w * w, w => 4 * w * w * w, 1, 0.1, 20).Steps.Select(step => step.Position)];
        double[] factors = [.. quartic.Zip(quartic.Skip(1)).Select(pair => pair.Second / pair.First)];
        Assert.True(factors[^1] > factors[0] + 0.3);
    }

    [Fact]
    public void Steps_get_shorter_by_themselves_at_the_rate_of_the_chapter_and_not_at_every_rate()
    {
        Chapter.Says(@"With $\eta = 0.1$ steps get shorter by themselves");
        bool Shorter(double rate)
        {
            double[] w = [.. Descend(0, rate, 10).Steps.Select(step => step.Position)];
            return Enumerable.Range(1, 9).All(t => Math.Abs(w[t + 1] - w[t]) < Math.Abs(w[t] - w[t - 1]));
        }

        Assert.True(Shorter(0.1));
        Assert.False(Shorter(1.05));
    }

    [Fact]
    public void The_bottom_without_a_formula_is_where_a_root_finder_has_it_too()
    {
        Chapter.Says("$e^w + 2w = 0$");
        double root = MathNet.Numerics.RootFinding.Brent.FindRoot(w => Math.Exp(w) + (2 * w), -1, 1, 1e-14, 200);
        Near(root, Chapter.NumbersAfter("no-formula", "found w =")[0], 5.1e-10);
        Chapter.Says(@"The answer has a name, $-W(\frac12)$, after Lambert");         // W(x) is the number with W e^W = x
        Near(0.5, -root * Math.Exp(-root), 1e-12);
        Chapter.Says("would take twelve minutes");
        Near(12, 13_002.0 * 13_002 * 13_002 / 3 / 1e9 / 60, 0.5);
        Assert.Contains("7.327×10¹¹", Chapter.Output("price-of-a-formula"), StringComparison.Ordinal);
        Near(7.327e11, 13_002.0 * 13_002 * 13_002 / 3, 0.0005e11);
        Near(13_002.0 * 13_002 * 8 / 1e9, Chapter.Value("price-of-a-formula", 1, 2), 5.1e-5);
    }

    [Fact]
    public void The_step_asks_for_nothing_but_the_slope_underfoot()
    {
        Chapter.Says("The update rule never asks where the minimum is");
        (Func<double, double> Cost, Func<double, double> Slope)[] slopeMinusFourAtOne =
        [
            (C, DC),                                                            // a minimum at 3
            (w => 4 * (w - 1.5) * (w - 1.5), w => 8 * (w - 1.5)),               // one at 1.5
            (w => -4 * w, _ => -4),                                             // none at all
            (w => -2 * w * w, w => -4 * w),                                     // a hilltop behind it
        ];
        Assert.All(slopeMinusFourAtOne, pair => Assert.Equal(1.4, GradientDescent.Minimize(pair.Cost, pair.Slope, 1, 0.1, 1).End.Position, 1e-12));
    }

    [Fact]
    public void It_says_for_each_front_end_how_to_clear_the_outputs()
    {
        string how = Chapter.Prose.Split("| how to clear all outputs |")[1].Split("| | Chapter | |")[0];
        Assert.All(["VS Code, Polyglot Notebooks or Jupyter", "Verso", "JupyterLab", "GitHub"], frontEnd => Assert.Contains(frontEnd, how, StringComparison.Ordinal));
    }

    private static void Near(double expected, double actual, double tolerance = 0.0051) => Assert.Equal(expected, actual, tolerance);
}
