using GdNotebooks.Exercises;
using MathNet.Numerics.LinearAlgebra;
using static MathNet.Numerics.LinearAlgebra.CreateVector;

namespace GdNotebooks.Tests;

internal static partial class Attempts
{
    public static IEnumerable<Attempt> AtChapter3 =>
    [
        .. Attempt.At(
            Chapter3.PartialDerivative,
            Gradient.Partial,
            ("moved all components", (f, v, i, h) => (f(v.Map(x => x + h)) - f(v.Map(x => x - h))) / (2 * h)),
            ("always the first component", (f, v, i, h) => Gradient.Partial(f, v, 0, h)),
            ("one-sided", (f, v, i, h) =>
            {
                double before = f(v);
                v[i] += h; // changes what it was given
                return (f(v) - before) / h;
            }),
            ("divided by h instead of 2h", (f, v, i, h) => 2 * Gradient.Partial(f, v, i, h)),
            ("came back only half way", (f, v, i, h) =>
            {
                v[i] += h;
                double up = f(v);
                v[i] -= h;
                return (up - f(v)) / (2 * h);
            }),
            ("moved by a share instead of a distance", (f, v, i, h) =>
            {
                Vector<double> up = v.Clone(), down = v.Clone();
                up[i] *= 1 + h;
                down[i] *= 1 - h;
                return (f(up) - f(down)) / (2 * h);
            }),
            ("sign", (f, v, i, h) => -Gradient.Partial(f, v, i, h)),
            (null, (f, v, i, h) => f(v)),
            (null, (f, v, i, h) => v[i + 1])),
        .. Attempt.At(
            Chapter3.GradientVector,
            v => DenseOfArray(new[] { v[0] * v[1] * 2, Math.Pow(v[0], 2) + 4 }),
            ("components swapped", v => DenseOfArray(new[] { Math.Pow(v[0], 2) + 4, v[0] * v[1] * 2 })),
            ("dropped the constant factor", v => DenseOfArray(new[] { v[0] * 2, Math.Pow(v[0], 2) + 4 })),
            ("dropped the first term", v => DenseOfArray(new[] { v[0] * v[1] * 2, 4.0 })),
            ("dropped the 4", v => DenseOfArray(new[] { v[0] * v[1] * 2, Math.Pow(v[0], 2) })),
            ("moved everything at once", v => Dense(2, (v[0] * v[1] * 2) + Math.Pow(v[0], 2) + 4)),
            ("the direction downhill", v => -DenseOfArray(new[] { v[0] * v[1] * 2, Math.Pow(v[0], 2) + 4 })),
            ("the exponent stayed", v => DenseOfArray(new[] { v[0] * v[0] * v[1] * 2, Math.Pow(v[0], 2) + 4 })),
            ("the parameters instead of the gradient", v => v),
            (null, v => DenseOfArray(new[] { v[0] * v[1] * 2 })),
            (null, v => Dense<double>(2)),
            (null, v => Dense(2, double.NaN))),
        .. Attempt.At(
            Chapter3.DirectionalDerivative,
            (gradient, direction) => gradient.DotProduct(direction.Normalize(2)),
            ("direction not normalised", (gradient, direction) => gradient.DotProduct(direction)),
            ("forgot cos", (gradient, direction) => Math.Sqrt(gradient.DotProduct(gradient))),
            ("only the cosine", (gradient, direction) => gradient.Normalize(2).DotProduct(direction.Normalize(2))),
            ("normalised the gradient", (gradient, direction) => gradient.Normalize(2).DotProduct(direction)),
            ("divided twice", (gradient, direction) => gradient.DotProduct(direction) / direction.DotProduct(direction)),
            ("lost the sign", (gradient, direction) => Math.Abs(gradient.DotProduct(direction.Normalize(2)))),
            ("the product of the lengths", (gradient, direction) => gradient.L2Norm() * direction.L2Norm()),
            (null, (gradient, direction) => -gradient.DotProduct(direction.Normalize(2))),
            ("divided by the sum of the components", (gradient, direction) => gradient.DotProduct(direction.Normalize(1)))),
        .. Attempt.At(
            Chapter3.SimultaneousUpdate,
            (dW, dB, w, b, eta) =>
            {
                double slopeW = dW(w, b), slopeB = dB(w, b);
                return (w - (eta * slopeW), b - (eta * slopeB));
            },
            ("used the already updated w", (dW, dB, w, b, eta) =>
            {
                w -= eta * dW(w, b);
                b -= eta * dB(w, b);
                return (w, b);
            }),
            ("used the already updated b", (dW, dB, w, b, eta) =>
            {
                b -= eta * dB(w, b);
                w -= eta * dW(w, b);
                return (w, b);
            }),
            ("partial derivatives swapped", (dW, dB, w, b, eta) => (w - (eta * dB(w, b)), b - (eta * dW(w, b)))),
            ("went uphill", (dW, dB, w, b, eta) => (w + (eta * dW(w, b)), b + (eta * dB(w, b)))),
            ("only w moved", (dW, dB, w, b, eta) => (w - (eta * dW(w, b)), b)),
            ("only b moved", (dW, dB, w, b, eta) => (w, b - (eta * dB(w, b)))),
            ("forgot the learning rate", (dW, dB, w, b, eta) => (w - dW(w, b), b - dB(w, b))),
            ("results swapped", (dW, dB, w, b, eta) => (b - (eta * dB(w, b)), w - (eta * dW(w, b)))),
            (null, (dW, dB, w, b, eta) => (w, b)),
            (null, (dW, dB, w, b, eta) => (double.NaN, b)),
            ("the slopes alone", (dW, dB, w, b, eta) => (dW(w, b), dB(w, b)))),
    ];
}
