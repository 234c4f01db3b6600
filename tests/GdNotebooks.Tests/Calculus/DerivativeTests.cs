namespace GdNotebooks.Tests.Calculus;

public sealed class DerivativeTests
{
    private static double C(double w) => (w - 3) * (w - 3);

    [Theory]
    [InlineData(1, -4)]
    [InlineData(0, -6)]
    [InlineData(3, 0)]
    [InlineData(5.5, 5)]
    public void The_central_difference_of_a_parabola_is_its_derivative(double w, double slope) =>
        Assert.Equal(slope, Derivative.Central(C, w), 1e-9);

    [Theory]
    [InlineData(1)]
    [InlineData(0.1)]
    [InlineData(-0.25)]
    public void The_secant_of_a_parabola_misses_by_exactly_h(double h) =>
        Assert.Equal(-4 + h, Derivative.Secant(C, 1, h), 1e-12);

    [Fact]
    public void Halving_h_halves_the_error_of_the_secant_and_quarters_that_of_the_central_difference()
    {
        double Error(Func<double, double> slope) => Math.Abs(slope(0.01) - Math.Exp(1)) / Math.Abs(slope(0.005) - Math.Exp(1));

        Assert.Equal(2, Error(h => Derivative.Secant(Math.Exp, 1, h)), 0.02);
        Assert.Equal(4, Error(h => Derivative.Central(Math.Exp, 1, h)), 0.02);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_step_that_is_no_step_is_refused(double h)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Derivative.Secant(C, 1, h));
        Assert.Throws<ArgumentOutOfRangeException>(() => Derivative.Central(C, 1, h));
    }

    public static TheoryData<string, Func<double, double>, Func<double, double>, double> Slopes => new()
    {
        { "x²", x => x * x, x => 2 * x, 1e-6 },
        { "x³", x => x * x * x, x => 3 * x * x, 1e-6 },
        { "x", x => x, _ => 1, 1e-6 },
        { "√x", Math.Sqrt, x => 0.5 / Math.Sqrt(x), 2e-3 },
        { "1/x", x => 1 / x, x => -1 / (x * x), double.NaN },
        { "sin x", Math.Sin, Math.Cos, double.NaN },
        { "x² + 10¹²", x => (x * x) + 1e12, x => 2 * x, 1e-3 },
        { "−x² − 10¹⁶", x => -(x * x) - 1e16, x => -2 * x, 1e-1 },
    };

    // NaN: the absolute error counts, not that in proportion to the slope.
    [Theory]
    [MemberData(nameof(Slopes))]
    public void The_slope_is_right_for_every_x_from_a_tenth_to_a_million_millions(string name, Func<double, double> f, Func<double, double> slope, double bound)
    {
        for (double x = 0.1; x < 1.1e12; x *= 1.37)
        {
            foreach (double signed in name == "√x" ? [x] : new[] { x, -x })
            {
                double exact = slope(signed), error = Math.Abs(Derivative.Central(f, signed) - exact);
                Assert.True(double.IsNaN(bound) ? error < 1e-3 : error <= bound * Math.Abs(exact), $"{name} at {signed}: off by {error} of {exact}");
            }
        }

        Assert.InRange(Math.Abs(Derivative.Central(f, 1e12) - slope(1e12)), 0, 1e-3 * Math.Max(1, Math.Abs(slope(1e12))));
    }

    [Fact]
    public void A_slope_near_an_x_of_size_one_is_the_plain_quotient_to_the_last_bit()
    {
        for (double x = -16; x <= 16; x += 0.173)
        {
            Assert.Equal((Math.Cos(x + 1e-5) - Math.Cos(x - 1e-5)) / (2 * 1e-5), Derivative.Central(Math.Cos, x));
            Assert.Equal(Derivative.Central(Math.Cos, x, 1e-5), Derivative.Central(Math.Cos, x));
        }
    }

    [Theory]
    [InlineData(1e12, 1e-5)]
    [InlineData(-1e17, 1)]
    [InlineData(1, 1e-17)]
    public void A_step_that_x_does_not_feel_is_refused_with_the_smallest_that_it_does(double x, double h)
    {
        string central = Assert.Throws<ArgumentOutOfRangeException>(() => Derivative.Central(v => v * v, x, h)).Message;
        Assert.Contains("no number between x and x + h", central, StringComparison.Ordinal);
        Assert.Contains("no number between x and x + h", Assert.Throws<ArgumentOutOfRangeException>(() => Derivative.Secant(v => v * v, x, h)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_descent_on_a_measured_slope_far_away_does_not_converge_where_it_starts()
    {
        static double Far(double x) => (x - 1e12) * (x - 1e12);
        var walk = GradientDescent.Minimize(Far, x => Derivative.Central(Far, x), start: 2e12, learningRate: 0.4, steps: 200, tolerance: 1e-3);

        Assert.Equal(1e12, walk.End.Position, 1);
        Assert.True(walk.Steps.Count > 5);
    }
}
