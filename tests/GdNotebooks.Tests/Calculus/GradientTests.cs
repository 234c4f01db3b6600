using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks.Tests.Calculus;

public sealed class GradientTests
{
    private static readonly Vector<double> Here = V(0.5, -1.25, 2);

    private static Vector<double> V(params double[] components) => Vector<double>.Build.DenseOfArray(components);

    // f = x² y + sin z, with ∇f = (2xy, x², cos z)
    private static double F(Vector<double> v) => (v[0] * v[0] * v[1]) + Math.Sin(v[2]);

    private static Vector<double> GradientOfF(Vector<double> v) => V(2 * v[0] * v[1], v[0] * v[0], Math.Cos(v[2]));

    [Fact]
    public void The_numeric_gradient_equals_the_closed_form() =>
        Assert.True(Gradient.RelativeError(Gradient.Numeric(F, Here), GradientOfF(Here)) < 1e-9);

    [Fact]
    public void The_numeric_gradient_equals_MathNets_finite_differences()
    {
        var theirs = V([.. Enumerable.Range(0, 3).Select(i => Differentiate.FirstPartialDerivative(x => F(V(x)), Here.ToArray(), i))]);

        Assert.True(Gradient.RelativeError(Gradient.Numeric(F, Here), theirs) < 1e-6);
    }

    [Fact]
    public void A_partial_derivative_moves_one_component_and_holds_the_others()
    {
        var seen = new List<Vector<double>>();

        Gradient.Partial(
            v =>
            {
                seen.Add(v.Clone());
                return F(v);
            },
            Here,
            1);

        Assert.All(seen, v => Assert.Equal((Here[0], Here[2]), (v[0], v[2])));
        Assert.Equal(1, seen.Count(v => v[1] == Here[1]));
        Assert.Equal(2, seen.Count(v => v[1] != Here[1]));
    }

    [Fact]
    public void The_point_is_left_unchanged_even_by_a_function_that_writes_to_it()
    {
        var point = Here.Clone();

        Gradient.Numeric(
            v =>
            {
                v[0] = 99;
                return 0;
            },
            point);

        Assert.Equal(Here, point);
    }

    [Fact]
    public void The_rate_of_change_in_every_direction_is_the_gradients_length_times_the_cosine()
    {
        var point = V(1, 2);
        static double Bowl(Vector<double> v) => (v[0] * v[0]) + (3 * v[1] * v[1]);
        var gradient = V(2, 12);
        double angleOfGradient = Math.Atan2(12, 2);

        for (int degrees = 0; degrees < 360; degrees += 15)
        {
            double angle = degrees * Math.PI / 180;
            var direction = 7 * V(Math.Cos(angle), Math.Sin(angle)); // any length: it is normalised

            Assert.Equal(gradient.L2Norm() * Math.Cos(angle - angleOfGradient), Gradient.Directional(Bowl, point, direction), 1e-7);
        }
    }

    [Fact]
    public void Relative_error_is_0_for_equal_1_for_opposite_and_defined_for_zero_vectors()
    {
        Assert.Equal(0, Gradient.RelativeError(Here, Here));
        Assert.Equal(1, Gradient.RelativeError(Here, -Here), 1e-15);
        Assert.Equal(1, Gradient.RelativeError(Here, V(0, 0, 0)), 1e-15);
        Assert.Equal(0, Gradient.RelativeError(V(0, 0), V(0, 0)));
    }

    [Theory]
    [InlineData(1e8, 1)]
    [InlineData(1, 1e8)]
    [InlineData(-1e10, 3)]
    [InlineData(1e12, 1e12)]
    [InlineData(0.1, 1e6)]
    public void Components_of_very_different_size_each_have_their_slope(double x, double y)
    {
        static double Bowl(Vector<double> v) => (v[0] * v[0]) + (v[1] * v[1]);
        var gradient = Gradient.Numeric(Bowl, V(x, y));

        Assert.Equal(2 * x, gradient[0], Math.Abs(2e-3 * x));
        Assert.Equal(2 * y, gradient[1], Math.Abs(2e-3 * y));
        Assert.Equal(2 * (x + y) / Math.Sqrt(2), Gradient.Directional(Bowl, V(x, y), V(1, 1)), 2e-3 * (Math.Abs(x) + Math.Abs(y)));
    }

    [Fact]
    public void A_step_that_a_component_does_not_feel_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Gradient.Numeric(v => v.Sum(), V(1, 1e12), 1e-5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Gradient.Partial(v => v.Sum(), V(1, 1e12), 1, 1e-5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Gradient.Directional(v => v.Sum(), V(1e12, 1e12), V(1, 1), 1e-5));
        Assert.Equal(1, Gradient.Partial(v => v.Sum(), V(1, 1e8), 0, 1e-2), 1e-5);
    }

    [Fact]
    public void What_has_no_meaning_is_refused_by_name()
    {
        Assert.Contains("0 to 2", Assert.Throws<ArgumentOutOfRangeException>(() => Gradient.Partial(F, Here, 3)).Message, StringComparison.Ordinal);
        Assert.Contains("length 0", Assert.Throws<ArgumentException>(() => Gradient.Directional(F, Here, V(0, 0, 0))).Message, StringComparison.Ordinal);
        Assert.Contains("3 and 2", Assert.Throws<ArgumentException>(() => Gradient.RelativeError(Here, V(1, 2))).Message, StringComparison.Ordinal);
    }
}
