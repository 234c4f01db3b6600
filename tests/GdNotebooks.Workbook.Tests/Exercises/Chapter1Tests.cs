using GdNotebooks.Exercises;

namespace GdNotebooks.Tests;

internal static partial class Attempts
{
    public static IEnumerable<Attempt> AtChapter1 =>
    [
        .. Attempt.At(
            Chapter1.CostAtAPoint,
            w => Math.Pow(w - 5, 2),
            ("forgot the square", w => w - 5),
            ("took the absolute value", w => w > 5 ? w - 5 : 5 - w),
            ("squared each term", w => Math.Pow(w, 2) - Math.Pow(5, 2)),
            ("doubled instead of squared", w => (2 * w) - 10),
            ("the minimum on the wrong side", w => Math.Pow(w + 5, 2)),
            ("kept the chapter's 3", w => (w * w) - (6 * w) + 9),
            (null, w => -Math.Pow(w - 5, 2)),
            (null, w => Math.Pow(w - 5, 2) / 2),
            (null, w => w < 5 ? Math.Pow(w - 5, 2) : 0)),
        .. Attempt.At(
            Chapter1.DerivativeByHand,
            w => -2 * (5 - w),
            ("forgot the factor 2", w => w - 5),
            ("sign", w => 10 - (2 * w)),
            ("forgot the factor 2 and the sign", w => 5 - w),
            ("the cost instead of its derivative", w => Math.Pow(5 - w, 2)),
            ("dropped the 5", w => w + w),
            ("the exponent stayed", w => 2 * Math.Pow(5 - w, 2)),
            (null, w => -2 * Math.Pow(5 - w, 2)),
            ("kept the chapter's 3", w => 2 * (w - 3))),
        .. Attempt.At(
            Chapter1.OneUpdate,
            (cost, slope, w, eta) => w + (-eta * slope(w)),
            ("added instead of subtracted", (cost, slope, w, eta) => w + (eta * slope(w))),
            ("used the cost for the gradient", (cost, slope, w, eta) => w - (eta * cost(w))),
            ("forgot the learning rate", (cost, slope, w, eta) => w - slope(w)),
            ("only the step", (cost, slope, w, eta) => -(eta * slope(w))),
            ("the step without its sign", (cost, slope, w, eta) => eta * slope(w)),
            ("scaled the whole", (cost, slope, w, eta) => eta * (w - slope(w))),
            ("divided by the learning rate", (cost, slope, w, eta) => w - (slope(w) / eta)),
            ("multiplied by w", (cost, slope, w, eta) => w - (w * eta * slope(w))),
            (null, (cost, slope, w, eta) => slope(w)),
            (null, (cost, slope, w, eta) => w - (0.1 * slope(w)))),
        .. Attempt.At(
            Chapter1.NumericDerivative,
            (f, x, h) => ((f(x + h) - f(x)) + (f(x) - f(x - h))) / h / 2,
            ("one-sided", (f, x, h) => (f(x + h) - f(x)) / h),
            ("one-sided to the left", (f, x, h) => (f(x) - f(x - h)) / h),
            ("divided by h instead of 2h", (f, x, h) => (f(x + h) - f(x - h)) / h),
            ("brackets around 2h", (f, x, h) => (f(x + h) - f(x - h)) * h / 2),
            ("did not divide", (f, x, h) => f(x + h) - f(x - h)),
            ("divided by 2 only", (f, x, h) => 0.5 * (f(x + h) - f(x - h))),
            ("sign", (f, x, h) => (f(x - h) - f(x + h)) / (2 * h)),
            ("an h of its own", (f, x, h) => Derivative.Central(f, x)),
            (null, (f, x, h) => (f(x + (2 * h)) - f(x - (2 * h))) / (2 * h)),
            (null, (f, x, h) => f(x) / x)),
    ];
}
