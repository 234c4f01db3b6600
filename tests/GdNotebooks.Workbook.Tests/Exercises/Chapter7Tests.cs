using GdNotebooks.Exercises;
using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks.Tests;

internal static partial class Attempts
{
    public static IEnumerable<Attempt> AtChapter7 =>
    [
        .. Attempt.At(
            Chapter7.OutputDelta,
            (a, y) => Gradient.Numeric(z => QuadraticCost.OfExample(z.Map(Squeezed), y), a.Map(x => Math.Log(x / (1 - x))), 1e-3) is var rough
                ? Each(a, y, (ai, yi) => (ai - yi) * ai * (1 - ai)) is var exact && (rough - exact).L2Norm() < 1e-5 ? exact : rough
                : a,
            ("forgot σ'", (a, y) => Each(a, y, (ai, yi) => ai - yi)),
            ("sign", (a, y) => Each(a, y, (ai, yi) => (yi - ai) * ai * (1 - ai))),
            ("only σ'", (a, y) => Each(a, y, (ai, yi) => ai * (1 - ai))),
            ("half of σ': a instead of a(1 − a)", (a, y) => Each(a, y, (ai, yi) => (ai - yi) * ai)),
            ("the other half of σ': 1 − a instead of a(1 − a)", (a, y) => Each(a, y, (ai, yi) => (ai - yi) * (1 - ai))),
            ("a factor 2", (a, y) => Each(a, y, (ai, yi) => 2 * (ai - yi) * ai * (1 - ai))),
            ("squared the error", (a, y) => Each(a, y, (ai, yi) => Math.Pow(ai - yi, 2) * ai * (1 - ai))),
            ("took a for z", (a, y) => Each(a, y, (ai, yi) => (ai - yi) * Squeezed(ai) * (1 - Squeezed(ai)))),
            ("slope at the target", (a, y) => Each(a, y, (ai, yi) => (ai - yi) * yi * (1 - yi))),
            (null, (a, y) => Each(a, y, (ai, yi) => (ai - yi) * ai * (1 + ai)))),
        .. Attempt.At(
            Chapter7.HiddenDelta,
            (W, delta, a) => Gradient.Numeric(z => delta * (W * z.Map(Squeezed)), a.Map(x => Math.Log(x / (1 - x))), 1e-3) is var rough
                ? Each(delta * W, a, (back, ai) => back * ai * (1 - ai)) is var exact && (rough - exact).L2Norm() < 1e-5 ? exact : rough
                : a,
            ("W instead of Wᵀ", (W, delta, a) => (W * delta).PointwiseMultiply(a).PointwiseMultiply(1 - a)),
            ("forgot σ'", (W, delta, a) => delta * W),
            ("forgot the weights", (W, delta, a) => a.Map(ai => delta.Sum() * ai * (1 - ai))),
            ("a instead of a(1 − a)", (W, delta, a) => Each(delta * W, a, (back, ai) => back * ai)),
            ("1 − a instead of a(1 − a)", (W, delta, a) => Each(delta * W, a, (back, ai) => back * (1 - ai))),
            ("sign", (W, delta, a) => Each(delta * W, a, (back, ai) => -back * ai * (1 - ai))),
            ("only the slope", (W, delta, a) => a.Map(ai => ai * (1 - ai))),
            ("sigmoid of the sum", (W, delta, a) => (delta * W).Map(Squeezed)),
            (null, (W, delta, a) => a)),
        .. Attempt.At(
            Chapter7.GradientCheck,
            (analytic, numeric) => Gradient.RelativeError(Vector<double>.Build.DenseOfArray(analytic), Vector<double>.Build.DenseOfArray(numeric)),
            ("absolute error", (analytic, numeric) => Length(analytic, numeric)),
            ("0/0", (analytic, numeric) => Length(analytic, numeric) / (Length(analytic) + Length(numeric))),
            ("divided by one of them", (analytic, numeric) => Length(analytic, numeric) == 0 ? 0 : Length(analytic, numeric) / Length(analytic)),
            ("divided by the larger", (analytic, numeric) => Length(analytic, numeric) == 0 ? 0 : Length(analytic, numeric) / Math.Max(Length(analytic), Length(numeric))),
            ("component by component", (analytic, numeric) =>
            {
                double sum = 0;
                for (int i = 0; i < analytic.Length; i++)
                {
                    sum += Math.Abs(analytic[i] - numeric[i]) / Math.Abs(analytic[i] + numeric[i]);
                }

                return sum;
            }),
            ("compared the sizes", (analytic, numeric) => Length(analytic) == Length(numeric) ? 0 : Math.Abs(Length(analytic) - Length(numeric)) / (Length(analytic) + Length(numeric))),
            ("forgot the root", (analytic, numeric) => Length(analytic, numeric) == 0 ? 0 : Math.Pow(Length(analytic, numeric), 2) / (Math.Pow(Length(analytic), 2) + Math.Pow(Length(numeric), 2))),
            ("added absolute values", (analytic, numeric) => Length(analytic, numeric) == 0 ? 0 : analytic.Zip(numeric, (x, y) => Math.Abs(x - y)).Sum() / analytic.Concat(numeric).Sum(Math.Abs)),
            (null, (analytic, numeric) => Length(analytic, numeric) < 1e-7 ? 0 : 1)),
    ];

    private static Vector<double> Each(Vector<double> a, Vector<double> b, Func<double, double, double> value) =>
        Vector<double>.Build.DenseOfEnumerable(a.Zip(b, value));

    private static double Length(double[] a, double[]? b = null)
    {
        double squares = 0;
        for (int i = 0; i < a.Length; i++)
        {
            squares += Math.Pow(a[i] - (b is null ? 0 : b[i]), 2);
        }

        return Math.Sqrt(squares);
    }
}
