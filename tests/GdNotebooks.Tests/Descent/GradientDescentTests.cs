using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks.Tests.Descent;

public sealed class GradientDescentTests
{
    private static double C(double w) => (w - 3) * (w - 3);

    private static double DC(double w) => 2 * (w - 3);

    private static Vector<double> V(params double[] components) => Vector<double>.Build.DenseOfArray(components);

    [Fact]
    public void Note_000_from_1_one_step_of_a_tenth_leads_to_1_4_and_cost_2_56()
    {
        var walk = GradientDescent.Minimize(C, DC, start: 1, learningRate: 0.1, steps: 1);

        Assert.Equal((1, 4, -4), (walk.Start.Position, walk.Start.Cost, walk.Start.Gradient));
        Assert.Equal(1.4, walk.End.Position, 1e-15);
        Assert.Equal(2.56, walk.End.Cost, 1e-14);
    }

    [Fact]
    public void Note_001_from_0_two_steps_lead_to_0_6_and_1_08()
    {
        var walk = GradientDescent.Minimize(C, DC, start: 0, learningRate: 0.1, steps: 2);

        Assert.Equal([-6, -4.8], walk.Steps.Take(2).Select(step => step.Gradient), (a, b) => Math.Abs(a - b) < 1e-14);
        Assert.Equal([0, 0.6, 1.08], walk.Steps.Select(step => step.Position), (a, b) => Math.Abs(a - b) < 1e-14);
        Assert.Equal(StopReason.StepsUsedUp, walk.StopReason);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.3)]
    [InlineData(0.9)]
    public void On_the_parabola_the_error_shrinks_by_the_factor_1_minus_2_eta(double eta)
    {
        var walk = GradientDescent.Minimize(C, DC, start: 0, eta, steps: 30, tolerance: 0);

        Assert.All(walk.Steps, step => Assert.Equal(-3 * Math.Pow(1 - (2 * eta), step.Index), step.Position - 3, 1e-12));
    }

    [Theory]
    [InlineData(0.999, StopReason.Converged)]
    [InlineData(1.0, StopReason.StepsUsedUp)]
    [InlineData(1.001, StopReason.Diverged)]
    public void The_walk_converges_below_a_learning_rate_of_1_and_diverges_above(double eta, StopReason reason) =>
        Assert.Equal(reason, GradientDescent.Minimize(C, DC, start: 0, eta, steps: 20_000).StopReason);

    [Fact]
    public void A_walk_that_leaves_all_bounds_stops_at_once_and_keeps_its_steps()
    {
        var walk = GradientDescent.Minimize(C, DC, start: 0, learningRate: 100, steps: 1_000_000);

        Assert.Equal(StopReason.Diverged, walk.StopReason);
        Assert.InRange(walk.Steps.Count, 2, 20);
    }

    [Fact]
    public void A_walk_into_what_is_not_a_number_has_diverged() =>
        Assert.Equal(
            StopReason.Diverged,
            GradientDescent.Minimize(w => Math.Sqrt(w), w => 0.5 / Math.Sqrt(w), start: 0.01, learningRate: 1, steps: 5).StopReason);

    [Fact]
    public void Several_parameters_reach_the_minimum_that_a_linear_system_gives()
    {
        // C(θ) = ½ θᵀAθ − bᵀθ has its minimum where Aθ = b
        var a = Matrix<double>.Build.DenseOfArray(new double[,] { { 3, 1 }, { 1, 2 } });
        var b = V(1, -4);

        var walk = GradientDescent.Minimize(v => (0.5 * v.DotProduct(a * v)) - b.DotProduct(v), v => (a * v) - b, V(0, 0), 0.4, 1000);

        Assert.Equal(StopReason.Converged, walk.StopReason);
        Assert.True((walk.End.Position - a.Solve(b)).L2Norm() < 1e-8);
    }

    [Fact]
    public void Momentum_keeps_a_part_of_the_last_step()
    {
        var walk = GradientDescent.Minimize(C, DC, start: 0, learningRate: 0.1, steps: 3, momentum: 0.5);
        var w = walk.Steps.Select(step => step.Position).ToArray();

        Assert.Equal(w[2] + (0.5 * (w[2] - w[1])) - (0.1 * DC(w[2])), w[3], 1e-14);
    }

    [Fact]
    public void A_schedule_gives_each_step_its_own_rate()
    {
        var schedule = LearningRate.Exponential(0.3, 0.5);
        var walk = GradientDescent.Minimize(C, DC, start: 0, schedule, steps: 4);

        Assert.All(walk.Steps.Zip(walk.Steps.Skip(1)), pair =>
            Assert.Equal(pair.First.Position - (schedule.At(pair.First.Index) * pair.First.Gradient), pair.Second.Position, 1e-15));
    }

    [Fact]
    public void The_start_is_the_callers_and_stays_as_it_was()
    {
        var start = V(1, 1);
        var walk = GradientDescent.Minimize(v => v.DotProduct(v), v => 2 * v, start, 0.1, 5);

        Assert.Equal(V(1, 1), start);
        start[0] = 7;
        Assert.Equal(1, walk.Start.Position[0]);
    }

    [Fact]
    public void The_points_of_a_walk_are_its_curve_or_its_track_from_above()
    {
        Assert.Equal((0, 9), GradientDescent.Minimize(C, DC, 0, 0.1, 1).Points()[0]);
        Assert.Equal((5, 6), GradientDescent.Minimize(v => v.DotProduct(v), v => 2 * v, V(5, 6, 7), 0.1, 1).Points()[0]);
        Assert.Throws<ArgumentException>(() => GradientDescent.Minimize(v => v.DotProduct(v), v => 2 * v, V(5), 0.1, 1).Points());
    }

    [Fact]
    public void Numbers_outside_their_range_are_refused_with_the_range()
    {
        string Refusal(Action walk) => Assert.Throws<ArgumentOutOfRangeException>(walk).Message;

        Assert.Contains("above 0", Refusal(() => GradientDescent.Minimize(C, DC, 0, -0.1, 5)), StringComparison.Ordinal);
        Assert.Contains("above 0", Refusal(() => GradientDescent.Minimize(C, DC, 0, double.NaN, 5)), StringComparison.Ordinal);
        Assert.Contains("below 1", Refusal(() => GradientDescent.Minimize(C, DC, 0, 0.1, 5, momentum: 1)), StringComparison.Ordinal);
        Refusal(() => GradientDescent.Minimize(C, DC, 0, 0.1, -1));
        Refusal(() => GradientDescent.Minimize(C, DC, 0, 0.1, 1, tolerance: double.NaN));
    }
}
