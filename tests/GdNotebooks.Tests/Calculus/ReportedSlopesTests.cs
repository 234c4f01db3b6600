namespace GdNotebooks.Tests.Calculus;

/// <summary>Slopes that measuring programs were reported to get wrong: each with its topic and its right value.</summary>
public sealed class ReportedSlopesTests
{
    public static TheoryData<string, Func<double, double>, double, double> Cases => new()
    {
        { "a kink measured from both sides", x => -Math.Abs(x + 1), -1, 0 },
        { "a slope of exactly 0, where a relative tolerance means nothing", x => x * x, 0, 0 },
        { "a constant", _ => 3.7, 5, 0 },
        { "a constant that is large", _ => 1e15, 1e8, 0 },
        { "a top of a wave", Math.Cos, 0, 0 },
        { "a wave far out", Math.Sin, 1e6, Math.Cos(1e6) },
        { "nearly an overflow", Math.Exp, 700, Math.Exp(700) },
        { "a saturated neuron", Math.Tanh, 20, 0 },
        { "the tail of a sigmoid", x => 1 / (1 + Math.Exp(-x)), -30, 9.357622968839299e-14 },
        { "the tail of an exponential", x => Math.Exp(-x), 50, -Math.Exp(-50) },
        { "softplus where it is straight", x => x > 30 ? x : Math.Log(1 + Math.Exp(x)), 100, 1 },
        { "a large factor", x => 1e20 * x, 1, 1e20 },
        { "a tiny factor", x => 1e-20 * x * x, 1, 2e-20 },
        { "a small slope on a large offset", x => x + 1e10, 1, 1 },
        { "a parabola on a large offset", x => (x * x) + 1e9, 1, 2 },
        { "far to the left", x => x * x, -1e12, -2e12 },
        { "a cube far out", x => x * x * x, 1e5, 3e10 },
        { "a high power near 0", x => Math.Pow(x, 10), 1e-6, 0 },
        { "an x of the smallest size", x => x * x, 1e-310, 0 },
        { "a stair between its steps", Math.Floor, 0.5, 0 },
        { "near the edge of what a root takes", Math.Sqrt, 2.5e-3, 10 },
        { "near the pole of a quotient", x => 1 / x, 1e-2, -1e4 },
        { "near the pole of a logarithm", Math.Log, 1e-3, 1e3 },
        { "a root closer to its edge than the step", Math.Sqrt, 1e-8, 5e3 },
        { "nothing on its other side", x => x >= 0.5 ? x * x : double.NaN, 0.5 + 1e-9, 1 },
        { "an answer only below 1, close to it", x => Math.Asin(x), 1 - 1e-8, 7071.0678 },
        { "a logarithm closer to its pole than the step", Math.Log, 1e-9, 1e9 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_slope_is_right_to_three_digits(string topic, Func<double, double> f, double x, double slope)
    {
        double measured = Derivative.Central(f, x);
        Assert.True(Math.Abs(measured - slope) <= (slope == 0 ? 1e-10 : Math.Abs(slope) * 1e-3), $"{topic}: {measured:R}, and {slope:R} is right");
    }
}
