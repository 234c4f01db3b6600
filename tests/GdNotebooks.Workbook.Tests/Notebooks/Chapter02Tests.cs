namespace GdNotebooks.Tests.Notebooks;

/// <summary>
/// What chapter 2 states in words: the sentence is in the chapter, the number in the output of its cell, and it comes
/// out again when it is worked out here. For every take-away there is the experiment that could refute it.
/// </summary>
public sealed class Chapter02Tests
{
    private static readonly CommittedNotebook Chapter = new("02-learning-rate");

    private static double C(double w) => (w - 3) * (w - 3);

    private static double DC(double w) => 2 * (w - 3);

    private static double Q(double w) => w * w * w * w / 4;

    private static double DQ(double w) => w * w * w;

    // The rule by itself: it goes on where the library would say that it has arrived, or left.
    private static double[] Positions(Func<double, double> slope, double start, LearningRate rate, int steps)
    {
        var w = new double[steps + 1];
        w[0] = start;
        for (int t = 0; t < steps; t++)
        {
            w[t + 1] = w[t] - (rate.At(t) * slope(w[t]));
        }

        return w;
    }

    [Fact]
    public void It_finds_the_bound_1_by_trying_and_two_over_the_curvature_for_others()
    {
        Chapter.Says("0 < \\eta < 1");
        Assert.Equal([1], Chapter.Numbers("find-bound"));
        double[] table = Chapter.Numbers("bounds-by-bend");
        Assert.All([0.5, 1, 2, 10], a => Assert.Contains(1 / a, table));
        for (int row = 0; row < 4; row++)
        {
            Assert.Equal(Chapter.Value("bounds-by-bend", row, 3), Chapter.Value("bounds-by-bend", row, 2));
        }

        Assert.Contains("0, 6, 0, 6, 0, 6, 0", Chapter.Output("on-the-bound"), StringComparison.Ordinal);
        Chapter.Says("$w$ goes from 0 to 6, back to 0");
    }

    [Fact]
    public void It_knows_its_error_factors()
    {
        Chapter.Says("$\\eta = 0.1$ is exactly as fast as $\\eta = 0.9$");
        var slow = GradientDescent.Minimize(C, DC, 0, 0.1, 20).Steps;
        var swinging = GradientDescent.Minimize(C, DC, 0, 0.9, 20).Steps;
        Assert.All(slow.Zip(swinging), pair => Assert.Equal(Math.Abs(pair.First.Position - 3), Math.Abs(pair.Second.Position - 3), 1e-12));
        Assert.Contains("lands on w = 3", Chapter.Output("one-step"), StringComparison.Ordinal);
        Assert.Equal(3, GradientDescent.Minimize(C, DC, 0, 0.5, 1).End.Position);
    }

    [Theory]
    [InlineData(0.1, false, true)]
    [InlineData(0.4, false, true)]
    [InlineData(0.6, true, true)]
    [InlineData(1.1, true, false)]
    public void It_says_at_which_rates_steps_overshoot_and_shrink(double eta, bool overshoots, bool shrinks)
    {
        Chapter.Says("**every** step overshoots, and steps still shrink");
        var w = GradientDescent.Minimize(C, DC, 0, eta, 10).Steps.Select(step => step.Position).ToArray();

        for (int t = 2; t <= 10; t++)
        {
            Assert.Equal(overshoots, (w[t] - 3) * (w[t - 1] - 3) < 0);
            Assert.Equal(shrinks, Math.Abs(w[t] - w[t - 1]) < Math.Abs(w[t - 1] - w[t - 2]));
        }
    }

    [Fact]
    public void It_says_how_far_from_the_quartics_minimum_a_walk_may_start()
    {
        Chapter.Says("$|w| < \\sqrt{20} \\approx 4.472$");
        StopReason From(double start) =>
            GradientDescent.Minimize(w => w * w * w * w / 4, w => w * w * w, start, 0.1, 200).StopReason;

        Assert.Equal(StopReason.StepsUsedUp, From(4.472));
        Assert.Equal(StopReason.Diverged, From(4.473));
        Assert.Contains("start 4.47: comes to", Chapter.Output("quartic"), StringComparison.Ordinal);
        Assert.Contains("start 4.48: diverges", Chapter.Output("quartic"), StringComparison.Ordinal);
    }

    [Fact]
    public void It_averages_one_number_at_a_time_and_freezes_when_the_rates_fall_too_fast()
    {
        Chapter.Says("*exactly the mean of the examples seen so far*");
        for (int row = 0; row < 8; row++)
        {
            Assert.Equal(Chapter.Value("running-mean", row, 3), Chapter.Value("running-mean", row, 2));
        }

        Chapter.Says("$0.1 / (1 - 0.7) = 0.333\\ldots$");
        Near(1 / 3.0, Enumerable.Range(0, 200).Sum(t => 0.1 * Math.Pow(0.7, t)), 1e-12);
        double left = Enumerable.Range(0, 200).Aggregate(3.0, (distance, t) => distance * (1 - (0.2 * Math.Pow(0.7, t))));
        Near(3 - left, Chapter.NumbersAfter("too-fast", "exponential, 0.1 and 0.7: w =")[0], 0.00051);
        Assert.Equal(3, Chapter.NumbersAfter("too-fast", "1/t, from 0.1:            w =")[0]);
    }

    [Fact]
    public void Too_small_a_rate_costs_time_and_one_that_is_too_large_everything()
    {
        double Left(double rate, int steps) => Math.Abs(3 - Positions(DC, 0, rate, steps)[^1]);
        Assert.True(Left(0.02, 8) > 2 && Left(0.02, 500) < 1e-8, "0.02 creeps and arrives");
        Assert.True(Left(1.05, 8) > 3 && Left(1.05, 500) > 1e10, "1.05 never does");
    }

    [Fact]
    public void On_a_parabola_one_number_tells_the_whole_walk_and_half_the_bound_arrives_at_once()
    {
        foreach (double a in new[] { 0.5, 1, 7 })
        {
            foreach (double rate in new[] { 0.3, 0.9, 1, 1.5, 1.9, 2.1 }.Select(share => share / (2 * a)))
            {
                double[] w = Positions(x => a * DC(x), 0, rate, 12);
                Assert.All(Enumerable.Range(0, 13), t => Assert.Equal(3 * Math.Pow(1 - (2 * a * rate), t), 3 - w[t], 1e-9 * (1 + Math.Abs(w[t]))));
                Assert.Equal(2 * a * rate < 2, Math.Abs(3 - w[12]) < 3);
            }

            Assert.Equal(3, Positions(x => a * DC(x), 0, 1 / (2 * a), 1)[1], 1e-12);
        }

        Chapter.Says("is the best rate: there the factor is 0, and one step arrives");
    }

    [Fact]
    public void The_playground_swings_and_arrives_below_its_mark()
    {
        Chapter.Says("the walk jumps between 0.5 and 5.5 for ever");
        double[] At(double rate) => Positions(w => 4 * (w - 3), 0.5, rate, 30);
        Assert.Equal([0.5, 5.5, 0.5, 5.5], At(0.5)[..4]);
        Assert.All(new[] { 0.26, 0.4, 0.49 }, rate => Assert.True((At(rate)[1] - 3) * (At(rate)[2] - 3) < 0 && Math.Abs(At(rate)[30] - 3) < 2));
        Assert.All(new[] { 0.1, 0.24 }, rate => Assert.True((At(rate)[1] - 3) * (At(rate)[2] - 3) > 0));
        Assert.True(Math.Abs(At(0.51)[30] - 3) > 4);
    }

    [Fact]
    public void At_the_bound_itself_all_steps_are_equally_long()
    {
        Chapter.Says(@"$\eta = 1$: every step overshoots, and all are equally long");
        double[] w = Positions(DC, 0, 1, 10);
        Assert.All(w.Zip(w.Skip(1)), pair => Assert.Equal(6, Math.Abs(pair.Second - pair.First)));
        Assert.Equal(6, Chapter.Value("overshoot", 3, 5));
    }

    [Fact]
    public void The_edge_moves_in_to_the_root_of_10_when_the_rate_is_doubled()
    {
        Chapter.Says(@"At $\sqrt{2/0.2} = \sqrt{10} \approx 3.162$");
        StopReason From(double start) => GradientDescent.Minimize(Q, DQ, start, 0.2, 500).StopReason;
        Assert.Equal((StopReason.StepsUsedUp, StopReason.Diverged), (From(3.162), From(3.163)));
    }

    [Fact]
    public void Newton_lands_at_once_on_the_parabola_leaves_two_thirds_on_the_quartic_and_climbs_a_hilltop()
    {
        Chapter.Says(@"\frac23 w$, from wherever you start");
        Assert.Contains("from 0: 3", Chapter.Output("newton"), StringComparison.Ordinal);
        double[] steps = [.. Enumerable.Range(1, 4).Select(t => Chapter.NumbersAfter("newton", $"w⁴/4, step {t}:")[0])];
        Assert.All(Enumerable.Range(0, 4), t => Near(4.5 * Math.Pow(2 / 3.0, t + 1), steps[t], 0.00051));
        double hill = 0.3;
        for (int i = 0; i < 6; i++)
        {
            hill -= ((hill * hill * hill) - (hill * hill) - (2 * hill)) / ((3 * hill * hill) - (2 * hill) - 2);     // two valleys of chapter 4, a top at 0
        }

        Near(0, hill, 1e-6);
    }

    [Fact]
    public void Three_schedules_fall_for_ever_and_the_cosine_would_rise_again()
    {
        Chapter.Says("Which three keep falling for ever and never reach zero?");
        LearningRate[] falling = [LearningRate.StepDecay(0.5, 0.5, 10), LearningRate.Exponential(0.5, 0.93), LearningRate.InverseTime(0.5, 0.3)];
        Assert.All(falling, rate => Assert.True(rate.At(2000) > 0 && rate.At(2000) < rate.At(1000) && rate.At(1000) < rate.At(500)));
        Assert.Equal(0, LearningRate.Cosine(0.5, 40).At(45));
        Assert.True(0.25 * (1 + Math.Cos(Math.PI * 60 / 40)) > 0.1, "the formula alone is above zero again after T");
        Assert.Equal(falling[2], falling.MinBy(rate => rate.At(5)));
    }

    [Fact]
    public void What_is_left_is_the_product_and_it_vanishes_exactly_where_the_sum_of_the_rates_does_not_end()
    {
        double Left(Func<int, double> rate, int steps) => Enumerable.Range(0, steps).Aggregate(3.0, (distance, t) => distance * (1 - (2 * rate(t))));
        Near(Left(t => 0.1 * Math.Pow(0.7, t), 1000), Chapter.NumbersAfter("what-is-left", "exponential:")[0], 0.00051);
        Assert.True(Left(t => 0.1 * Math.Pow(0.7, t), 100_000) > 1.4, "a finite sum stops short at every number of steps");
        Assert.True(Left(t => 0.1 / ((1 + t) * (1.0 + t)), 100_000) > 1.5, "1/t² has a finite sum too");
        Assert.True(Left(t => 0.1 / (1 + (0.1 * t)), 100_000) < 1e-6);
        Assert.True(Left(t => 0.1 / Math.Sqrt(1 + t), 100_000) < 1e-6);
    }

    [Fact]
    public void With_one_example_at_a_time_a_constant_rate_rattles_for_ever_and_one_over_t_settles()
    {
        double[] examples = [1, 5, 2, 4];
        double[] Last(Func<int, double> rate)
        {
            var path = new List<double> { 0 };
            for (int t = 0; t < 40_000; t++)
            {
                path.Add(path[^1] - (rate(t) * 2 * (path[^1] - examples[t % 4])));
            }

            return [.. path.TakeLast(4)];
        }

        Assert.True(Last(_ => 0.3).Max() - Last(_ => 0.3).Min() > 1.5);
        Assert.All(Last(t => 0.5 / (1 + t)), w => Assert.Equal(3, w, 1e-3));
    }

    [Fact]
    public void A_smaller_constant_rate_is_calmer_in_the_end_and_further_away_at_first()
    {
        Chapter.Says("A schedule trades speed now for calm later");
        double[] examples = [1, 5, 2, 4];
        (double Early, double Swing) Of(double rate)
        {
            var path = new List<double> { 0 };
            for (int t = 0; t < 4000; t++)
            {
                path.Add(path[^1] - (rate * 2 * (path[^1] - examples[t % 4])));
            }

            return (Math.Abs(3 - path.Skip(9).Take(4).Average()), path.TakeLast(4).Max() - path.TakeLast(4).Min());
        }

        var runs = new[] { 0.02, 0.05, 0.1, 0.2, 0.3 }.Select(Of).ToList();
        Assert.All(runs.Zip(runs.Skip(1)), pair => Assert.True(pair.First.Early > pair.Second.Early && pair.First.Swing < pair.Second.Swing));
    }

    private static void Near(double expected, double actual, double tolerance = 0.0051) => Assert.Equal(expected, actual, tolerance);
}
