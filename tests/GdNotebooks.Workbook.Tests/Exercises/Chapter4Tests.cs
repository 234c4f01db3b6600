using GdNotebooks.Exercises;
using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks.Tests;

internal static partial class Attempts
{
    public static IEnumerable<Attempt> AtChapter4 =>
    [
        .. Attempt.At(
            Chapter4.DescentFromAStart,
            (dC, start, eta, steps) => steps == 0 ? start : GradientDescent.Minimize(w => 0, dC, start, eta, steps, tolerance: 0).End.Position,
            ("one step too many", (dC, start, eta, steps) =>
            {
                for (int i = 0; i <= steps; i++)
                {
                    start -= eta * dC(start);
                }

                return start;
            }),
            ("one step too few", (dC, start, eta, steps) =>
            {
                for (int i = 1; i < steps; i++)
                {
                    start -= eta * dC(start);
                }

                return start;
            }),
            ("asked for the slope only once", (dC, start, eta, steps) => start - (steps * eta * dC(start))),
            ("went uphill", (dC, start, eta, steps) =>
            {
                for (int i = 0; i < steps; i++)
                {
                    start += eta * dC(start);
                }

                return start;
            }),
            ("ignored the start", (dC, start, eta, steps) =>
            {
                double w = 0;
                for (int i = 0; i < steps; i++)
                {
                    w -= eta * dC(w);
                }

                return w;
            }),
            ("only one step", (dC, start, eta, steps) => start - (eta * dC(start))),
            ("forgot the learning rate", (dC, start, eta, steps) =>
            {
                for (int i = 0; i < steps; i++)
                {
                    start -= dC(start);
                }

                return start;
            }),
            ("returned the slope", (dC, start, eta, steps) =>
            {
                for (int i = 0; i < steps; i++)
                {
                    start -= eta * dC(start);
                }

                return dC(start);
            }),
            (null, (dC, start, eta, steps) => start - eta),
            (null, (dC, start, eta, steps) => GradientDescent.Minimize(w => 0, dC, start, eta, 10_000).End.Position)),
        .. Attempt.At(
            Chapter4.StationaryPoint,
            KindByCurvature,
            ("called it a minimum because the gradient is zero", (C, point) => Gradient.Numeric(C, point).L2Norm() < 1e-6 ? "minimum" : "saddle"),
            ("saddle called minimum: looked along the axes only", (C, point) => KindAlong(C, point, (1, 0), (0, 1))),
            ("looked along x only", (C, point) => KindAlong(C, point, (1, 0))),
            ("looked along y only", (C, point) => KindAlong(C, point, (0, 1))),
            ("minimum and maximum swapped", (C, point) => KindByCurvature(v => -C(v), point)),
            ("no maximum", (C, point) => KindByCurvature(C, point) == "maximum" ? "saddle" : KindByCurvature(C, point)),
            ("no saddle", (C, point) => KindByCurvature(C, point) == "saddle" ? "maximum" : KindByCurvature(C, point)),
            (null, (C, point) => "flat"),
            (null, (C, point) => KindByCurvature(C, point) + " point")),
        .. Attempt.At(
            Chapter4.MomentumStep,
            (w, v, gradient, eta, mu) =>
            {
                v = (mu * v) - (eta * gradient);
                return (w + v, v);
            },
            ("sign of the push", (w, v, gradient, eta, mu) =>
            {
                v = (mu * v) + (eta * gradient);
                return (w + v, v);
            }),
            ("moved against the velocity", (w, v, gradient, eta, mu) =>
            {
                v = (mu * v) - (eta * gradient);
                return (w - v, v);
            }),
            ("moved by the old velocity", (w, v, gradient, eta, mu) => (w + v, (mu * v) - (eta * gradient))),
            ("moved by η times the velocity", (w, v, gradient, eta, mu) =>
            {
                v = (mu * v) - (eta * gradient);
                return (w + (eta * v), v);
            }),
            ("forgot the momentum", (w, v, gradient, eta, mu) => (w - (eta * gradient), -(eta * gradient))),
            ("kept all of the velocity", (w, v, gradient, eta, mu) => (w + v - (eta * gradient), v - (eta * gradient))),
            ("weighted the push by 1 − μ", (w, v, gradient, eta, mu) =>
            {
                v = (mu * v) - ((1 - mu) * eta * gradient);
                return (w + v, v);
            }),
            ("scaled the whole by μ", (w, v, gradient, eta, mu) =>
            {
                v = mu * (v - (eta * gradient));
                return (w + v, v);
            }),
            ("results swapped", (w, v, gradient, eta, mu) =>
            {
                v = (mu * v) - (eta * gradient);
                return (v, w + v);
            }),
            ("returned the old velocity", (w, v, gradient, eta, mu) => (w + (mu * v) - (eta * gradient), v)),
            (null, (w, v, gradient, eta, mu) => (w, v)),
            ("a velocity that points uphill", (w, v, gradient, eta, mu) =>
            {
                // The other common convention: v collects gradients, and w goes against it.
                v = (mu * v) + (eta * gradient);
                return (w - v, v);
            })),
    ];

    // By the second derivatives: the determinant and one of the diagonal, measured.
    private static string KindByCurvature(Func<Vector<double>, double> C, Vector<double> point)
    {
        const double h = 1e-2;
        double At(double x, double y) => C(point + Vector<double>.Build.DenseOfArray([x * h, y * h]));
        double xx = At(1, 0) - (2 * At(0, 0)) + At(-1, 0);
        double yy = At(0, 1) - (2 * At(0, 0)) + At(0, -1);
        double xy = (At(1, 1) - At(1, -1) - At(-1, 1) + At(-1, -1)) / 4;
        return (xx * yy) - (xy * xy) < 0 ? "saddle" : xx > 0 ? "minimum" : "maximum";
    }

    private static string KindAlong(Func<Vector<double>, double> C, Vector<double> point, params (double X, double Y)[] directions)
    {
        var around = directions.SelectMany(d => new[] { d, (X: -d.X, Y: -d.Y) })
            .Select(d => C(point + (1e-2 * Vector<double>.Build.DenseOfArray([d.X, d.Y]))) - C(point)).ToList();
        return around.Min() > 0 ? "minimum" : around.Max() < 0 ? "maximum" : "saddle";
    }
}
