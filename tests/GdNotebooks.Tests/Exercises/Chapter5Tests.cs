using GdNotebooks.Exercises;

namespace GdNotebooks.Tests;

internal static partial class Attempts
{
    public static IEnumerable<Attempt> AtChapter5 =>
    [
        .. Attempt.At(
            Chapter5.RegressionCost,
            (w, b, x, y) => SumOver(x, y, (xi, yi) => Math.Pow((w * xi) + b - yi, 2)) / x.Length / 2,
            ("forgot 1/2", (w, b, x, y) => SumOver(x, y, (xi, yi) => Math.Pow((w * xi) + b - yi, 2)) / x.Length),
            ("divided by the number of parameters", (w, b, x, y) => SumOver(x, y, (xi, yi) => Math.Pow((w * xi) + b - yi, 2)) / (2 * 2)),
            ("divided by all numbers instead of the pairs", (w, b, x, y) => SumOver(x, y, (xi, yi) => Math.Pow((w * xi) + b - yi, 2)) / (2 * 2 * x.Length)),
            ("did not divide by m", (w, b, x, y) => 0.5 * SumOver(x, y, (xi, yi) => Math.Pow((w * xi) + b - yi, 2))),
            ("only the sum", (w, b, x, y) => SumOver(x, y, (xi, yi) => Math.Pow((w * xi) + b - yi, 2))),
            ("m + 1 terms", (w, b, x, y) => SumOver(x, y, (xi, yi) => Math.Pow((w * xi) + b - yi, 2)) / (2 * (x.Length + 1))),
            ("forgot the square", (w, b, x, y) => SumOver(x, y, (xi, yi) => (w * xi) + b - yi) / (2 * x.Length)),
            ("squared the sum", (w, b, x, y) => Math.Pow(SumOver(x, y, (xi, yi) => (w * xi) + b - yi), 2) / (2 * x.Length)),
            ("absolute value", (w, b, x, y) => SumOver(x, y, (xi, yi) => Math.Abs((w * xi) + b - yi)) / (2 * x.Length)),
            ("forgot b", (w, b, x, y) => SumOver(x, y, (xi, yi) => Math.Pow((w * xi) - yi, 2)) / (2 * x.Length)),
            ("brackets around 2 m", (w, b, x, y) => SumOver(x, y, (xi, yi) => Math.Pow((w * xi) + b - yi, 2)) / 2 * x.Length),
            (null, (w, b, x, y) => SumOver(x, y, (xi, yi) => Math.Pow((b * xi) + w - yi, 2)) / (2 * x.Length)),
            (null, (w, b, x, y) => x[x.Length])),
        .. Attempt.At(
            Chapter5.RegressionPartials,
            (w, b, x, y) => (SumOver(x, y, (xi, yi) => ((w * xi) + b - yi) * xi) / x.Length, SumOver(x, y, (xi, yi) => (w * xi) + b - yi) / x.Length),
            ("∂b multiplied by x", (w, b, x, y) => (SumOver(x, y, (xi, yi) => ((w * xi) + b - yi) * xi) / x.Length, SumOver(x, y, (xi, yi) => ((w * xi) + b - yi) * xi) / x.Length)),
            ("∂w not multiplied by x", (w, b, x, y) => (SumOver(x, y, (xi, yi) => (w * xi) + b - yi) / x.Length, SumOver(x, y, (xi, yi) => (w * xi) + b - yi) / x.Length)),
            ("sign", (w, b, x, y) => (SumOver(x, y, (xi, yi) => (yi - (w * xi) - b) * xi) / x.Length, SumOver(x, y, (xi, yi) => yi - (w * xi) - b) / x.Length)),
            ("a factor 2 remained", (w, b, x, y) => (2 * SumOver(x, y, (xi, yi) => ((w * xi) + b - yi) * xi) / x.Length, 2 * SumOver(x, y, (xi, yi) => (w * xi) + b - yi) / x.Length)),
            ("half of it", (w, b, x, y) => (SumOver(x, y, (xi, yi) => ((w * xi) + b - yi) * xi) / (2 * x.Length), SumOver(x, y, (xi, yi) => (w * xi) + b - yi) / (2 * x.Length))),
            ("did not divide by m", (w, b, x, y) => (SumOver(x, y, (xi, yi) => ((w * xi) + b - yi) * xi), SumOver(x, y, (xi, yi) => (w * xi) + b - yi))),
            ("components swapped", (w, b, x, y) => (SumOver(x, y, (xi, yi) => (w * xi) + b - yi) / x.Length, SumOver(x, y, (xi, yi) => ((w * xi) + b - yi) * xi) / x.Length)),
            ("the product of the means", (w, b, x, y) => (SumOver(x, y, (xi, yi) => (w * xi) + b - yi) / x.Length * x.Average(), SumOver(x, y, (xi, yi) => (w * xi) + b - yi) / x.Length)),
            (null, (w, b, x, y) => (w, b))),
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
            (null, gradient => Descended(gradient, 2, 1500, true)),
            (null, gradient => Descended(gradient, -0.1, 1500, true)),
            (null, gradient => Descended(gradient, 0.01, 100, true)),
            (null, gradient =>
            {
                while (gradient(0, 0).W != 0)
                {
                    // never moves, never ends by itself
                }

                return (0, 0);
            })),
    ];

    private static double SumOver(double[] x, double[] y, Func<double, double, double> term)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += term(x[i], y[i]);
        }

        return sum;
    }

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
