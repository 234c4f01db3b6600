using GdNotebooks.Exercises;
using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks.Tests;

internal static partial class Attempts
{
    public static IEnumerable<Attempt> AtChapter5 =>
    [
        .. Attempt.At(
            Chapter5.RegressionCost,
            (w, b, X, y) => Squares(w, b, X, y) / X.RowCount / 2,
            ("forgot 1/2", (w, b, X, y) => Squares(w, b, X, y) / X.RowCount),
            ("divided by n instead of m pairs", (w, b, X, y) => Squares(w, b, X, y) / (2 * X.ColumnCount)),
            ("divided by all numbers in X", (w, b, X, y) => Squares(w, b, X, y) / (2 * X.Enumerate().Count())),
            ("did not divide by m", (w, b, X, y) => 0.5 * Squares(w, b, X, y)),
            ("only the sum", (w, b, X, y) => Squares(w, b, X, y)),
            ("m + 1 terms", (w, b, X, y) => Squares(w, b, X, y) / (2 * (X.RowCount + 1))),
            ("forgot the square", (w, b, X, y) => SumOver(w, b, X, y, (e, _) => e) / (2 * X.RowCount)),
            ("squared the sum", (w, b, X, y) => Math.Pow(SumOver(w, b, X, y, (e, _) => e), 2) / (2 * X.RowCount)),
            ("absolute value", (w, b, X, y) => SumOver(w, b, X, y, (e, _) => Math.Abs(e)) / (2 * X.RowCount)),
            ("the length of the error", (w, b, X, y) => Math.Sqrt(Squares(w, b, X, y)) / (2 * X.RowCount)),
            ("forgot b", (w, b, X, y) => Squares(w, 0, X, y) / (2 * X.RowCount)),
            ("brackets around 2 m", (w, b, X, y) => Squares(w, b, X, y) / 2 * X.RowCount),
            (null, (w, b, X, y) => SumOver(w, b, X, y, (e, i) => e * e * i) / (2 * X.RowCount)),
            (null, (w, b, X, y) => (X.Transpose() * w).Sum()),
            (null, (w, b, X, y) =>
            {
                X.Clear();
                y.Clear();
                return Squares(w, b, X, y);
            })),
        .. Attempt.At(
            Chapter5.RegressionPartials,
            (w, b, X, y) => (Gradient.Numeric(v => Squares(v, b, X, y) / (2 * X.RowCount), w, 0.1), Derivative.Central(v => Squares(w, v, X, y) / (2 * X.RowCount), b, 0.1)),
            ("∂b multiplied by x", (w, b, X, y) => (Weighted(w, b, X, y, X.RowCount), Weighted(w, b, X, y, X.RowCount).First())),
            ("∂b multiplied by all features", (w, b, X, y) => (Weighted(w, b, X, y, X.RowCount), Weighted(w, b, X, y, X.RowCount).Sum())),
            ("∂w not multiplied by x", (w, b, X, y) => (w.Map(_ => MeanError(w, b, X, y)), MeanError(w, b, X, y))),
            ("sign", (w, b, X, y) => (-Weighted(w, b, X, y, X.RowCount), -MeanError(w, b, X, y))),
            ("a factor 2 remained", (w, b, X, y) => (Weighted(w, b, X, y, 0.5 * X.RowCount), 2 * MeanError(w, b, X, y))),
            ("half of it", (w, b, X, y) => (Weighted(w, b, X, y, 2 * X.RowCount), MeanError(w, b, X, y) / 2)),
            ("did not divide by m", (w, b, X, y) => (Weighted(w, b, X, y, 1), SumOver(w, b, X, y, (e, _) => e))),
            ("divided by n", (w, b, X, y) => (Weighted(w, b, X, y, X.ColumnCount), SumOver(w, b, X, y, (e, _) => e) / X.ColumnCount)),
            ("b left as a sum", (w, b, X, y) => (Weighted(w, b, X, y, X.RowCount), SumOver(w, b, X, y, (e, _) => e))),
            ("the product of the means", (w, b, X, y) => (w.MapIndexed((j, _) => MeanError(w, b, X, y) * X.Column(j).Average()), MeanError(w, b, X, y))),
            (null, (w, b, X, y) => (w, b)),
            (null, (w, b, X, y) => (null!, MeanError(w, b, X, y)))),
        .. Attempt.At(
            Chapter5.ReachTheClosedForm,
            gradient => Descended(gradient, 0.3, 1500, simultaneous: true),
            ("never left the start", gradient => (0, 0)),
            ("only w moved", gradient =>
            {
                double w = 0;
                for (int i = 0; i < 3000; i++)
                {
                    w -= 0.2 * gradient(w, 0).W;
                }

                return (w, 0);
            }),
            ("only b moved", gradient =>
            {
                double b = 0;
                for (int i = 0; i < 3000; i++)
                {
                    b -= 0.2 * gradient(0, b).B;
                }

                return (0, b);
            }),
            ("results swapped", gradient => (Descended(gradient, 0.3, 1500, true).B, Descended(gradient, 0.3, 1500, true).W)),
            ("one step only", gradient => Descended(gradient, 0.1, 1, true)),
            ("flies off", gradient => Descended(gradient, 2, 1500, true)),
            ("stopped on the way", gradient => Descended(gradient, 0.01, 100, true)),
            (null, gradient =>
            {
                while (gradient(0, 0).W != 0)
                {
                    // never moves, never ends by itself
                }

                return (0, 0);
            })),
    ];

    private static double SumOver(Vector<double> w, double b, Matrix<double> X, Vector<double> y, Func<double, int, double> term)
    {
        double sum = 0;
        for (int i = 0; i < X.RowCount; i++)
        {
            double h = b;
            for (int j = 0; j < X.ColumnCount; j++)
            {
                h += w[j] * X[i, j];
            }

            sum += term(h - y[i], i);
        }

        return sum;
    }

    private static double Squares(Vector<double> w, double b, Matrix<double> X, Vector<double> y) => SumOver(w, b, X, y, (e, _) => e * e);

    private static double MeanError(Vector<double> w, double b, Matrix<double> X, Vector<double> y) => SumOver(w, b, X, y, (e, _) => e) / X.RowCount;

    private static Vector<double> Weighted(Vector<double> w, double b, Matrix<double> X, Vector<double> y, double dividedBy) =>
        w.MapIndexed((j, _) => SumOver(w, b, X, y, (e, i) => e * X[i, j]) / dividedBy);

    private static (double W, double B) Descended(Func<double, double, (double W, double B)> gradient, double eta, int steps, bool simultaneous)
    {
        double w = 0, b = 0;
        for (int i = 0; i < steps; i++)
        {
            var (dW, _) = gradient(w, b);
            double newW = w - (eta * dW);
            b -= eta * gradient(simultaneous ? w : newW, b).B;
            w = newW;
        }

        return (w, b);
    }
}
