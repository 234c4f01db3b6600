using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks.Tests.Descent;

public sealed class LandscapeTests
{
    public static TheoryData<Landscape<Vector<double>>> OfTwoParameters => [Landscape.Saddle, Landscape.Rosenbrock, Landscape.Himmelblau];

    private static Vector<double> V(double x, double y) => Vector<double>.Build.DenseOfArray([x, y]);

    [Theory]
    [MemberData(nameof(OfTwoParameters))]
    public void The_gradient_by_hand_is_the_measured_one_all_over_the_domain(Landscape<Vector<double>> landscape)
    {
        for (int i = 0; i <= 8; i++)
        {
            for (int j = 0; j <= 8; j++)
            {
                var size = landscape.To - landscape.From;
                var v = landscape.From + V(size[0] * i / 8, size[1] * j / 8);
                var measured = Gradient.Numeric(landscape.Cost, v);
                Assert.True((landscape.Gradient(v) - measured).L2Norm() <= 1e-6 * (1 + measured.L2Norm()), $"at {v[0]}, {v[1]}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(OfTwoParameters))]
    public void At_a_minimum_the_cost_is_0_the_ground_flat_and_every_way_leads_up(Landscape<Vector<double>> landscape) =>
        Assert.All(landscape.Minima, minimum =>
        {
            Assert.Equal(0, landscape.Cost(minimum), 1e-25);
            Assert.Equal(0, landscape.Gradient(minimum).L2Norm(), 1e-12);
            for (int degrees = 0; degrees < 360; degrees += 15)
            {
                var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
                Assert.True(landscape.Cost(minimum + V(1e-3 * cos, 1e-3 * sin)) > 1e-8);
            }
        });

    [Fact]
    public void The_saddle_is_flat_in_the_middle_up_along_x_and_down_along_y()
    {
        var saddle = Landscape.Saddle;
        Assert.Equal(0, saddle.Gradient(V(0, 0)).L2Norm());
        Assert.Equal(0.25, saddle.Cost(V(0, 0)));
        Assert.True(saddle.Cost(V(0.1, 0)) > 0.25 && saddle.Cost(V(-0.1, 0)) > 0.25);
        Assert.True(saddle.Cost(V(0, 0.1)) < 0.25 && saddle.Cost(V(0, -0.1)) < 0.25);
    }

    [Fact]
    public void The_double_well_is_as_its_formula_says()
    {
        var well = Landscape.TiltedDoubleWell;
        Assert.Equal([2.25, 0], well.Minima.Select(well.Cost), (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.All([-1.0, 0, 2], w => Assert.Equal(0, well.Gradient(w)));
        Assert.All(Enumerable.Range(-20, 51).Select(i => i / 10.0), w =>
            Assert.Equal(Derivative.Central(well.Cost, w), well.Gradient(w), 1e-8));
    }

    [Fact]
    public void Each_minimum_lies_in_the_part_worth_looking_at()
    {
        Assert.All(Landscape.TiltedDoubleWell.Minima, w => Assert.InRange(w, Landscape.TiltedDoubleWell.From, Landscape.TiltedDoubleWell.To));
        foreach (Landscape<Vector<double>> landscape in OfTwoParameters)
        {
            Assert.All(landscape.Minima, v =>
            {
                Assert.InRange(v[0], landscape.From[0], landscape.To[0]);
                Assert.InRange(v[1], landscape.From[1], landscape.To[1]);
            });
        }
    }

    [Fact]
    public void Himmelblaus_four_minima_are_four() => Assert.Equal(4, Landscape.Himmelblau.Minima.Distinct().Count());
}
