namespace GdNotebooks.Tests.Calculus;

public class ElementaryTests
{
    [Fact]
    public void The_exponential_is_that_of_the_platform_within_two_units_of_the_last_place()
    {
        for (double x = -745; x < 709.7; x += 0.01731)
        {
            double exact = Math.Exp(x);
            Assert.InRange(Elementary.Exp(x), exact - (2 * (Math.BitIncrement(exact) - exact)), exact + (2 * (Math.BitIncrement(exact) - exact)));
        }

        Assert.Equal(1, Elementary.Exp(0));
        Assert.Equal(Math.E, Elementary.Exp(1), 1e-15);
    }

    [Theory]
    [InlineData(710, double.PositiveInfinity)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(-746, 0)]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(double.NaN, double.NaN)]
    public void Where_a_double_has_no_number_the_exponential_is_0_or_infinite(double x, double exponential) =>
        Assert.Equal(exponential, Elementary.Exp(x));

    [Fact]
    public void The_logarithm_is_that_of_the_platform_within_its_last_digits()
    {
        for (double x = double.Epsilon; x < 1e308; x *= 1.0173 + (x < 1e-320 ? 1 : 0))
        {
            Assert.Equal(Math.Log(x), Elementary.Log(x), Math.Abs(Math.Log(x) * 4e-16) + 3e-16);
        }

        Assert.Equal(0, Elementary.Log(1));
        Assert.Equal(double.NegativeInfinity, Elementary.Log(0));
        Assert.True(double.IsNaN(Elementary.Log(-1)));
        Assert.True(double.IsNaN(Elementary.Log(double.PositiveInfinity)));
    }

    // The same everywhere is told by values: these are the bits of one machine.
    [Fact]
    public void Both_have_the_same_bits_on_every_machine()
    {
        ulong bits = 0;
        for (double x = -30; x < 30; x += 0.37)
        {
            bits = System.Numerics.BitOperations.RotateLeft(bits, 7) ^ BitConverter.DoubleToUInt64Bits(Elementary.Exp(x));
            bits = System.Numerics.BitOperations.RotateLeft(bits, 7) ^ BitConverter.DoubleToUInt64Bits(Elementary.Log(Math.Abs(x)));
        }

        Assert.Equal(8626726693382413983UL, bits);
    }
}
