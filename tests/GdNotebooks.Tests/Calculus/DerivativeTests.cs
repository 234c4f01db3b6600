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
}
