using GdNotebooks.Exercises;
using MathNet.Numerics.LinearAlgebra;
using static GdNotebooks.Tests.Begin;

namespace GdNotebooks.Tests;

internal static partial class Corpus
{
    private static IEnumerable<Given> Chapter5Answers() =>
    [
        .. To(Chapter5.RegressionCost)
            .Right("the norm", (w, b, X, y) => Math.Pow(((X * w) + b - y).L2Norm(), 2) / (2 * y.Count))
            .Right("a dot product", (w, b, X, y) =>
            {
                var r = (X * w) + b - y;
                return r.DotProduct(r) / (2.0 * X.RowCount);
            })
            .Right("the operator", (w, b, X, y) =>
            {
                var r = y - (X * w) - b;
                return 0.5 * (r * r) / y.Count;
            })
            .Right("loops", (w, b, X, y) =>
            {
                double sum = 0;
                for (int i = 0; i < X.RowCount; i++)
                {
                    double h = b;
                    for (int j = 0; j < X.ColumnCount; j++)
                    {
                        h += X[i, j] * w[j];
                    }

                    sum += (h - y[i]) * (h - y[i]);
                }

                return sum / (2 * X.RowCount);
            })
            .Right("rows", (w, b, X, y) => X.EnumerateRows().Zip(y, (x, wanted) => Math.Pow((x * w) + b - wanted, 2)).Average() / 2)
            .Right("a power entry by entry", (w, b, X, y) => ((X * w) + b - y).PointwisePower(2).Sum() / 2 / y.Count)
            .Right("a map", (w, b, X, y) => ((X * w) + b - y).Map(r => r * r).Average() / 2)
            .Right("Multiply and Subtract", (w, b, X, y) =>
            {
                var r = X.Multiply(w).Add(b).Subtract(y);
                return r.PointwiseMultiply(r).Sum() / (2 * r.Count);
            })
            .Wrong("no half", "½|half|2", (w, b, X, y) => Fit(w, b, X, y).Map(r => r * r).Average())
            .Wrong("the sum", "mean|m\\b|divid", (w, b, X, y) => Fit(w, b, X, y).Map(r => r * r).Sum() / 2)
            .Wrong("by n", "n|features|rows|m examples", (w, b, X, y) => Fit(w, b, X, y).Map(r => r * r).Sum() / (2 * X.ColumnCount))
            .Wrong("no b", "b", (w, b, X, y) => ((X * w) - y).Map(r => r * r).Average() / 2)
            .Wrong("distances", "square", (w, b, X, y) => Fit(w, b, X, y).Map(Math.Abs).Average() / 2)
            .Wrong("the root", "root", (w, b, X, y) => Math.Sqrt(Fit(w, b, X, y).Map(r => r * r).Average() / 2))
            .Wrong("1/2 in whole numbers", "whole", (w, b, X, y) => 1 / 2 * Fit(w, b, X, y).Map(r => r * r).Average())
            .Wrong("the norm, not squared", "square|root", (w, b, X, y) => Fit(w, b, X, y).L2Norm() / (2 * y.Count))
            .Wrong("errors that cancel", "square|cancel", (w, b, X, y) => Fit(w, b, X, y).Sum() / (2 * y.Count))
            .Wrong("the sum squared", "square|cancel|sum", (w, b, X, y) => Math.Pow(Fit(w, b, X, y).Sum(), 2) / (2 * y.Count))
            .Wrong("brackets below", "bracket|divid|m\\b", (w, b, X, y) => Fit(w, b, X, y).Map(r => r * r).Sum() / 2 * y.Count)
            .Wrong("by m − 1", "m - 1|m − 1|degree|m\\b", (w, b, X, y) => Fit(w, b, X, y).Map(r => r * r).Sum() / (2 * (y.Count - 1)))
            .Wrong("neither half nor mean", "mean|m\\b|2m", (w, b, X, y) => Fit(w, b, X, y).Map(r => r * r).Sum())
            .Wrong("b taken off", "b|sign", (w, b, X, y) => ((X * w) - b - y).Map(r => r * r).Average() / 2)
            .Wrong("y forgotten", "y", (w, b, X, y) => ((X * w) + b).Map(r => r * r).Average() / 2)
            .Wrong("X turned", "transpos|turn|size|rows|columns|fit", (w, b, X, y) => ((X.Transpose() * w) + b - y).Map(r => r * r).Average() / 2)
            .Wrong("the mean error squared", "Square each", (w, b, X, y) => Math.Pow(((X * w) + b - y).Average(), 2) / 2)
            .Wrong("b outside", "inside the square", (w, b, X, y) => (Math.Pow(((X * w) - y).L2Norm(), 2) / (2 * y.Count)) + b)
            .Lazy("0", (_, _, _, _) => 0)
            .Lazy("the first example", (w, b, X, y) => Math.Pow(Fit(w, b, X, y)[0], 2) / 2),

        .. To(Chapter5.RegressionPartials)
            .Right("transposed", (w, b, X, y) =>
            {
                var r = (X * w) + b - y;
                return (X.Transpose() * r / y.Count, r.Sum() / y.Count);
            })
            .Right("TransposeThisAndMultiply", (w, b, X, y) =>
            {
                var r = (X * w) + b - y;
                return (X.TransposeThisAndMultiply(r) / r.Count, r.Average());
            })
            .Right("from the left", (w, b, X, y) =>
            {
                var r = (X * w) + b - y;
                return (r * X / (double)X.RowCount, r.Average());
            })
            .Right("loops", (w, b, X, y) =>
            {
                int m = X.RowCount, n = X.ColumnCount;
                var dw = new double[n];
                double db = 0;
                for (int i = 0; i < m; i++)
                {
                    double error = (X.Row(i) * w) + b - y[i];
                    for (int j = 0; j < n; j++)
                    {
                        dw[j] += error * X[i, j] / m;
                    }

                    db += error / m;
                }

                return (V(dw), db);
            })
            .Right("summed rows", (w, b, X, y) =>
            {
                var sum = Vector<double>.Build.Dense(w.Count);
                double bias = 0;
                for (int i = 0; i < y.Count; i++)
                {
                    var x = X.Row(i);
                    double error = w.DotProduct(x) + b - y[i];
                    sum += error * x;
                    bias += error;
                }

                return (sum / y.Count, bias / y.Count);
            })
            .Right("columns", (w, b, X, y) =>
            {
                var r = (X * w) + b - y;
                return (Vector<double>.Build.Dense(w.Count, j => X.Column(j) * r / y.Count), r.Average());
            })
            .Right("minus the other way", (w, b, X, y) =>
            {
                var r = y - (X * w) - b;
                return (-(X.Transpose() * r) / y.Count, -r.Average());
            })
            .Right("times 1/m", (w, b, X, y) =>
            {
                var r = X.Multiply(w).Add(b).Subtract(y);
                return (X.Transpose().Multiply(r).Multiply(1.0 / X.RowCount), r.Sum() * (1.0 / X.RowCount));
            })
            .Wrong("the sum", "mean|m\\b|divid", (w, b, X, y) => Partials(w, b, X, y, y.Count, y.Count))
            .Wrong("a 2 too many", "2", (w, b, X, y) => Partials(w, b, X, y, 2, 2))
            .Wrong("a half too many", "half|½|2", (w, b, X, y) => Partials(w, b, X, y, 0.5, 0.5))
            .Wrong("uphill and down", "sign", (w, b, X, y) => Partials(w, b, X, y, -1, -1))
            .Wrong("b times x", "x|b", (w, b, X, y) =>
            {
                var r = Fit(w, b, X, y);
                return (X.Transpose() * r / y.Count, r * X.Column(0) / y.Count);
            })
            .Wrong("X not turned", "transpos|turn|size|rows|columns|fit", (w, b, X, y) => (X * Fit(w, b, X, y) / y.Count, Fit(w, b, X, y).Average()))
            .Wrong("b forgotten in the error", "b", (w, b, X, y) => Partials(w, 0, X, y, 1, 1))
            .Wrong("the sum for b", "mean|m\\b|divid|Number|b", (w, b, X, y) => Partials(w, b, X, y, 1, y.Count))
            .Wrong("the sum for w", "mean|m\\b|divid|w", (w, b, X, y) => Partials(w, b, X, y, y.Count, 1))
            .Wrong("by n", "n|features|rows|columns", (w, b, X, y) => Partials(w, b, X, y, (double)y.Count / w.Count, (double)y.Count / w.Count))
            .Wrong("w left blank", "blank", (w, b, X, y) => (Blank.Vector, Fit(w, b, X, y).Average()))
            .Wrong("b left blank", "blank", (w, b, X, y) => (X.Transpose() * Fit(w, b, X, y) / y.Count, Blank.Number))
            .Wrong("w never filled", "filled|zero|all 0", (w, b, X, y) => (Vector<double>.Build.Dense(w.Count), Fit(w, b, X, y).Average()))
            .Wrong("without x", "x|feature", (w, b, X, y) => (Vector<double>.Build.Dense(w.Count, Fit(w, b, X, y).Average()), Fit(w, b, X, y).Average()))
            .Wrong("squared errors", "square|cost", (w, b, X, y) =>
            {
                var r = Fit(w, b, X, y).Map(e => e * e);
                return (X.Transpose() * r / y.Count, r.Average());
            })
            .Wrong("the 1 over m in whole numbers", "whole", (w, b, X, y) => (1 / y.Count * (X.Transpose() * Fit(w, b, X, y)), 1 / y.Count * Fit(w, b, X, y).Sum()))
            .Wrong("the mean over b's ones forgotten: b is 0", "b|0", (w, b, X, y) => (X.Transpose() * Fit(w, b, X, y) / y.Count, 0))
            .Wrong("squares for b", "squared", (w, b, X, y) => (((X * w) + b - y) * X / y.Count, Math.Pow(((X * w) + b - y).L2Norm(), 2) / y.Count))
            .Wrong("the first feature for all", "column j|its own", (w, b, X, y) => (w.Map(_ => ((X * w) + b - y) * X.Column(0) / y.Count), ((X * w) + b - y).Average()))
            .Wrong("no y", "lacks the y", (w, b, X, y) => (((X * w) + b) * X / y.Count, ((X * w) + b).Average()))
            .Wrong("an entry for each example", "number 1 of the 2", (w, b, X, y) => (((X * w) + b - y) / y.Count, ((X * w) + b - y).Average()))
            .Lazy("w and b", (w, b, _, _) => (w, b))
            .Lazy("the first example", (w, b, X, y) => (X.Row(0) * Fit(w, b, X, y)[0], Fit(w, b, X, y)[0])),

        .. To(Chapter5.ReachTheClosedForm)
            .Right("many small steps", gradient => Line(gradient, 0.1, 20_000))
            .Right("larger steps", gradient => Line(gradient, 0.3, 3_000))
            .Right("until it is flat", gradient =>
            {
                double w = 0, b = 0;
                while (true)
                {
                    var (dW, dB) = gradient(w, b);
                    if (Math.Abs(dW) + Math.Abs(dB) < 1e-9)
                    {
                        return (w, b);
                    }

                    w -= 0.2 * dW;
                    b -= 0.2 * dB;
                }
            })
            .Right("another start", gradient => Line(gradient, 0.3, 5_000, 100, -100))
            .Right("momentum", gradient =>
            {
                double w = 0, b = 0, v = 0, u = 0;
                for (int i = 0; i < 2_000; i++)
                {
                    var (dW, dB) = gradient(w, b);
                    v = (0.9 * v) - (0.05 * dW);
                    u = (0.9 * u) - (0.05 * dB);
                    w += v;
                    b += u;
                }

                return (w, b);
            })
            .Right("one after the other", gradient =>
            {
                double w = 0, b = 0;
                for (int i = 0; i < 5_000; i++)
                {
                    w -= 0.2 * gradient(w, b).W;
                    b -= 0.2 * gradient(w, b).B;
                }

                return (w, b);
            })
            .Right("solved from three gradients", gradient =>
            {
                var (w0, b0) = gradient(0, 0);
                var (w1, b1) = gradient(1, 0);
                var (w2, b2) = gradient(0, 1);
                var solution = Matrix<double>.Build.DenseOfArray(new[,] { { w1 - w0, w2 - w0 }, { b1 - b0, b2 - b0 } }).Solve(-V(w0, b0));
                return (solution[0], solution[1]);
            })
            .Right("a recursion", gradient =>
            {
                (double W, double B) From(double w, double b, int left)
                {
                    var (dW, dB) = gradient(w, b);
                    return left == 0 ? (w, b) : From(w - (0.4 * dW), b - (0.4 * dB), left - 1);
                }

                return From(0, 0, 1_500);
            })
            .Wrong("too few steps", "more steps|not far enough|further|steps", gradient => Line(gradient, 0.1, 20))
            .Wrong("too small a rate", "rate|more steps|further|steps", gradient => Line(gradient, 0.001, 1_000))
            .Wrong("too large a rate", "rate|diverg|too large", gradient => Line(gradient, 2, 1_000))
            .Wrong("far too large a rate", "rate|diverg|too large", gradient => Line(gradient, 10, 5_000))
            .Wrong("uphill", "uphill|sign|minus|diverg", gradient => Line(gradient, -0.1, 1_000))
            .Wrong("only w", "b|both", gradient =>
            {
                double w = 0;
                for (int i = 0; i < 5_000; i++)
                {
                    w -= 0.2 * gradient(w, 0).W;
                }

                return (w, 0);
            })
            .Wrong("only b", "w|both", gradient =>
            {
                double b = 0;
                for (int i = 0; i < 5_000; i++)
                {
                    b -= 0.2 * gradient(0, b).B;
                }

                return (0, b);
            })
            .Wrong("exchanged results", "exchang|order|swap|reverse", gradient =>
            {
                var (w, b) = Line(gradient, 0.3, 3_000);
                return (b, w);
            })
            .Wrong("the start", "start|step|hands back|not .*moved|same result", gradient => (0, 0))
            .Wrong("the gradient", "gradient|slope|step", gradient => gradient(0, 0))
            .Wrong("one step", "step", gradient => Line(gradient, 0.3, 1))
            .Wrong("the gradient taken once", "gradient|again|each step|anew|diverg", gradient =>
            {
                var (dW, dB) = gradient(0, 0);
                double w = 0, b = 0;
                for (int i = 0; i < 1_000; i++)
                {
                    w -= 0.1 * dW;
                    b -= 0.1 * dB;
                }

                return (w, b);
            })
            .Wrong("the second left blank", "blank", gradient => (Line(gradient, 0.3, 3_000).W, Blank.Number))
            .Wrong("stops early", "step|early|further|stop|small", gradient =>
            {
                double w = 0, b = 0;
                while (true)
                {
                    var (dW, dB) = gradient(w, b);
                    if (Math.Abs(dW) < 0.1)
                    {
                        return (w, b);
                    }

                    w -= 0.1 * dW;
                    b -= 0.1 * dB;
                }
            })
            .Wrong("rounded", "0\\.1 %|round|further|step", gradient =>
            {
                var (w, b) = Line(gradient, 0.3, 3_000);
                return (Math.Round(w * 0.99, 1), Math.Round(b * 0.99, 1));
            })
            .Wrong("waits for a gradient of exactly 0", "loop|never|exactly", gradient =>
            {
                double w = 0;
                while (gradient(w, 0).W != 12345)
                {
                    w = 0;
                }

                return (w, 0);
            })
            .Wrong("the gradient where it ends", "gradient at the bottom|Return the place", gradient =>
            {
                double w = 0, b = 0;
                for (int step = 0; step < 5000; step++)
                {
                    var (dW, dB) = gradient(w, b);
                    (w, b) = (w - (0.1 * dW), b - (0.1 * dB));
                }

                return gradient(w, b);
            })
            .Wrong("first w, then b", "turn by turn", gradient =>
            {
                double w = 0, b = 0;
                for (int step = 0; step < 10000; step++)
                {
                    (w, b) = step < 5000 ? (w - (0.1 * gradient(w, b).W), b) : (w, b - (0.1 * gradient(w, b).B));
                }

                return (w, b);
            })
            .Lazy("one line for all", _ => (2, 1))
            .Lazy("nearly", gradient =>
            {
                var (w, b) = Line(gradient, 0.3, 3_000);
                return (w * 1.01, b * 1.01);
            }),
    ];

    private static Vector<double> Fit(Vector<double> w, double b, Matrix<double> X, Vector<double> y) => (X * w) + b - y;

    private static (Vector<double> W, double B) Partials(Vector<double> w, double b, Matrix<double> X, Vector<double> y, double factorW, double factorB)
    {
        var r = Fit(w, b, X, y);
        return (factorW * (X.Transpose() * r) / y.Count, factorB * r.Average());
    }

    private static (double W, double B) Line(Func<double, double, (double W, double B)> gradient, double eta, int steps, double w = 0, double b = 0)
    {
        for (int i = 0; i < steps; i++)
        {
            var (dW, dB) = gradient(w, b);
            (w, b) = (w - (eta * dW), b - (eta * dB));
        }

        return (w, b);
    }
}
