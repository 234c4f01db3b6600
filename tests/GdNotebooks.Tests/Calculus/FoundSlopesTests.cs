using static GdNotebooks.Tests.Origin;

namespace GdNotebooks.Tests.Calculus;

/// <summary>Slopes of the kinds that measuring programs get wrong, each with its right value by calculus.</summary>
public sealed class FoundSlopesTests
{
    public static TheoryData<string, string, Func<double, double>, double, double> Cases => new()
    {
        { Found, "a kink measured from both sides", x => -Math.Abs(x + 1), -1, 0 },
        { Found, "a slope of exactly 0, where a relative tolerance means nothing", x => x * x, 0, 0 },
        { MadeUp, "a constant", _ => 3.7, 5, 0 },
        { MadeUp, "a constant that is large", _ => 1e15, 1e8, 0 },
        { MadeUp, "a top of a wave", Math.Cos, 0, 0 },
        { MadeUp, "a wave far out", Math.Sin, 1e6, Math.Cos(1e6) },
        { MadeUp, "nearly an overflow", Math.Exp, 700, Math.Exp(700) },
        { MadeUp, "a saturated neuron", Math.Tanh, 20, 0 },
        { MadeUp, "the tail of a sigmoid", x => 1 / (1 + Math.Exp(-x)), -30, 9.357622968839299e-14 },
        { MadeUp, "the tail of an exponential", x => Math.Exp(-x), 50, -Math.Exp(-50) },
        { MadeUp, "softplus where it is straight", x => x > 30 ? x : Math.Log(1 + Math.Exp(x)), 100, 1 },
        { MadeUp, "a large factor", x => 1e20 * x, 1, 1e20 },
        { MadeUp, "a tiny factor", x => 1e-20 * x * x, 1, 2e-20 },
        { MadeUp, "a small slope on a large offset", x => x + 1e10, 1, 1 },
        { MadeUp, "a parabola on a large offset", x => (x * x) + 1e9, 1, 2 },
        { MadeUp, "far to the left", x => x * x, -1e12, -2e12 },
        { MadeUp, "a cube far out", x => x * x * x, 1e5, 3e10 },
        { MadeUp, "a high power near 0", x => Math.Pow(x, 10), 1e-6, 0 },
        { MadeUp, "an x of the smallest size", x => x * x, 1e-310, 0 },
        { MadeUp, "a stair between its steps", Math.Floor, 0.5, 0 },
        { MadeUp, "near the edge of what a root takes", Math.Sqrt, 2.5e-3, 10 },
        { MadeUp, "near the pole of a quotient", x => 1 / x, 1e-2, -1e4 },
        { MadeUp, "near the pole of a logarithm", Math.Log, 1e-3, 1e3 },
        { MadeUp, "a root closer to its edge than the step", Math.Sqrt, 1e-8, 5e3 },
        { MadeUp, "nothing on its other side", x => x >= 0.5 ? x * x : double.NaN, 0.5 + 1e-9, 1 },
        { MadeUp, "an answer only below 1, close to it", x => Math.Asin(x), 1 - 1e-8, 7071.0678 },
        { MadeUp, "a logarithm closer to its pole than the step", Math.Log, 1e-9, 1e9 },
        { Found, "a square of a million, off in the fourth digit elsewhere", x => x * x, 1e6, 2e6 },
        { Found, "a rectified linear unit at 0: the middle of its two slopes", x => Math.Max(x, 0), 0, 0.5 },
        { Found, "a saturating share with a pole nearer than the step", x => x / (x + 1.4424183196362515e-9), 2e-8, 1.4424183196362515e-9 / ((2e-8 + 1.4424183196362515e-9) * (2e-8 + 1.4424183196362515e-9)) },
        { Found, "a quotient of 0 and 0 whose limit has a slope", x => x == 0 ? 0 : ((Math.Cos(Math.PI * x) * Math.PI * x) - Math.Sin(Math.PI * x)) / (Math.PI * x * x), 0, -Math.PI * Math.PI / 3 },
        { MadeUp, "a pole nearer than the step", x => 1 / x, 1e-8, -1e16 },
        { MadeUp, "a pole on the other side", x => 1 / x, -3e-7, -1 / 9e-14 },
        { MadeUp, "a pole twice as far as the step", x => 1 / x, 2e-5, -2.5e9 },
        { MadeUp, "a pole as far as the step", x => 1 / x, 1e-5, -1e10 },
        { MadeUp, "a pole of the second order", x => 1 / (x * x), 1e-7, -2e21 },
        { MadeUp, "a pole at 1", x => 1 / (x - 1), 1 + Math.Pow(2, -30), -Math.Pow(2, 60) },
        { MadeUp, "a logarithm of a size", x => Math.Log(Math.Abs(x)), -1e-7, -1e7 },
        { MadeUp, "a tangent close to its pole", Math.Tan, (Math.PI / 2) - 1e-7, 1e14 },
        { MadeUp, "a wave that gets ever faster", x => Math.Sin(1 / x), 1e-3, -1e6 * Math.Cos(1e3) },
        { MadeUp, "a bell narrower than the step", x => Math.Exp(-x * x * 1e14), 5e-8, -1e7 * Math.Exp(-0.25) },
        { MadeUp, "a minimum far out", x => (x - 1e12) * (x - 1e12), 1e12, 0 },
        { MadeUp, "a minimum with a fourth power", x => Math.Pow(x - 3, 4), 3, 0 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_slope_is_right_to_three_digits(string origin, string topic, Func<double, double> f, double x, double slope)
    {
        double measured = Derivative.Central(f, x);
        Assert.True(Math.Abs(measured - slope) <= (slope == 0 ? 1e-10 : Math.Abs(slope) * 1e-3), $"{topic} ({origin}): {measured:R}, and {slope:R} is right");
    }

    public static TheoryData<string, string, Func<double, double>, double> None => new()
    {
        { Found, "1/x at its pole", x => 1 / x, 0 },
        { Found, "a logarithm at 0", Math.Log, 0 },
        { MadeUp, "1/x² at its pole, the same on both sides", x => 1 / (x * x), 0 },
        { MadeUp, "a logarithm of a size at its pole", x => Math.Log(Math.Abs(x)), 0 },
        { MadeUp, "a stair on its step", Math.Floor, 1 },
        { MadeUp, "a jump", x => x >= 0 ? 1 : 0, 0 },
        { MadeUp, "a tangent as close to its pole as a double comes", Math.Tan, Math.PI / 2 },
        { MadeUp, "a cusp", x => Math.Sqrt(Math.Abs(x)), 0 },
        { MadeUp, "an overflow", x => Math.Exp(x), 800 },
        { MadeUp, "outside of what it takes", Math.Sqrt, -1 },
    };

    [Theory]
    [MemberData(nameof(None))]
    public void Where_there_is_no_slope_there_is_no_number(string origin, string topic, Func<double, double> f, double x)
    {
        double measured = Derivative.Central(f, x);
        Assert.True(double.IsNaN(measured), $"{topic} ({origin}): {measured:R}");
    }

    [Fact]
    public void A_gradient_near_a_pole_is_right_in_each_component_and_along_a_direction()
    {
        static double F(MathNet.Numerics.LinearAlgebra.Vector<double> v) => (1 / v[0]) + (v[1] * v[1]);
        var here = MathNet.Numerics.LinearAlgebra.Vector<double>.Build.DenseOfArray([1e-7, 3]);
        var gradient = Gradient.Numeric(F, here);

        Assert.Equal(-1e14, gradient[0], 1e11);
        Assert.Equal(6, gradient[1], 1e-3);
        Assert.Equal(gradient[0], Gradient.Partial(F, here, 0));
        Assert.Equal(-1e14, Gradient.Directional(F, here, MathNet.Numerics.LinearAlgebra.Vector<double>.Build.DenseOfArray([1, 0])), 1e11);
    }
}
