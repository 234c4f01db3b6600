using GdNotebooks.Plotting;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using static GdNotebooks.Tests.Begin;

namespace GdNotebooks.Tests;

/// <summary>What the answers share: what somebody has at hand who came this far, loops, formulas and figures.</summary>
internal static class Formulas
{
    public static Plot Sweep => Named(Chart.Line(Swept()));

    /// <summary>How far from 3 descent on a (w − 3)² is, for the rates 0.01, 0.02 to 0.55.</summary>
    public static (double Rate, double Distance)[] Swept(int steps = 20, double a = 2) =>
        [.. Enumerable.Range(1, 55).Select(i => i / 100.0).Select(eta => (eta, 3 * Math.Pow(Math.Abs(1 - (2 * a * eta)), steps)))];

    public static Plot Named(Plot figure) => figure.WithTitle("A figure").WithXTitle("x").WithYTitle("y");

    public static Plot Rates => Named(Chart.Line(Over30(LearningRate.Exponential(3, 0.9))).Line(Over30(LearningRate.Cosine(3, 30))));

    public static double[] Over30(LearningRate schedule) => [.. Enumerable.Range(0, 30).Select(t => schedule.At(t))];

    public static Vector<double> Sigmoids(Vector<double> z) => z.Map(SpecialFunctions.Logistic);

    public static Vector<double> Unit(int count, int i) => Vector<double>.Build.Dense(count, k => k == i ? 1 : 0);

    public static double[] OneHot(int digit) => [.. Unit(10, digit)];

    public static double[] Minus(double[] a, double[] b) => [.. a.Zip(b, (p, q) => p - q)];

    public static double Length(double[] a) => Math.Sqrt(a.Sum(x => x * x));

    public static Vector<double> Measured(Func<Vector<double>, double> f, Vector<double> v, double h)
    {
        var gradient = Vector<double>.Build.Dense(v.Count);
        for (int i = 0; i < v.Count; i++)
        {
            var above = v.Clone();
            var below = v.Clone();
            above[i] += h;
            below[i] -= h;
            gradient[i] = (f(above) - f(below)) / (2 * h);
        }

        return gradient;
    }

    public static (double Lowest, double Highest) Around(Func<Vector<double>, double> C, Vector<double> point)
    {
        var rises = Enumerable.Range(0, 360).Select(k => k * Math.PI / 180)
            .Select(t => C(point + (1e-3 * V(Math.Cos(t), Math.Sin(t)))) - C(point)).ToList();
        return (rises.Min(), rises.Max());
    }

    public static (double D, double Trace) Determinant(Func<Vector<double>, double> C, Vector<double> point)
    {
        const double h = 1e-3;
        double At(double x, double y) => C(point + (h * V(x, y)));
        double xx = At(1, 0) - (2 * At(0, 0)) + At(-1, 0), yy = At(0, 1) - (2 * At(0, 0)) + At(0, -1);
        double xy = (At(1, 1) - At(1, -1) - At(-1, 1) + At(-1, -1)) / 4;
        return (((xx * yy) - (xy * xy)) / Math.Pow(h, 4), (xx + yy) / (h * h));
    }

    public static double Rolled(Func<double, double> dC, double w, double eta, double mu, int steps)
    {
        double u = 0;
        while (steps-- > 0)
        {
            w += u = (mu * u) - (eta * dC(w));
        }

        return w;
    }

    public static double Squares(double w, double b, double[] x, double[] y) => x.Zip(y, (p, q) => (w * p) + b - q).Sum(miss => miss * miss);

    public static (double W, double B) Descended(Func<double, double, (double W, double B)> gradient, double eta, int steps)
    {
        double w = 0, b = 0;
        for (int i = 0; i < steps; i++)
        {
            var (dW, dB) = gradient(w, b);
            (w, b) = (w - (eta * dW), b - (eta * dB));
        }

        return (w, b);
    }

    public static (Matrix<double> W, Vector<double> B) LastLayer(Matrix<double> W, Vector<double> b, Vector<double> before, Vector<double> y)
    {
        var a = Sigmoids((W * before) + b);
        var delta = (a - y).PointwiseMultiply(a).PointwiseMultiply(1 - a);
        return (delta.OuterProduct(before), delta);
    }

    public static (Matrix<double> W1, Vector<double> B1, Matrix<double> W2, Vector<double> B2) Backwards(
        Matrix<double> W1, Vector<double> b1, Matrix<double> W2, Vector<double> b2, Vector<double> x, Vector<double> y)
    {
        var a1 = Sigmoids((W1 * x) + b1);
        var (two, last) = LastLayer(W2, b2, a1, y);
        var first = (W2.Transpose() * last).PointwiseMultiply(a1).PointwiseMultiply(1 - a1);
        return (first.OuterProduct(x), first, two, last);
    }

    public static int[] Shuffled(int n, int seed, Action<int[], int, int> exchange)
    {
        var random = new Random(seed);
        int[] order = [.. Enumerable.Range(0, n)];
        for (int i = n - 1; i > 0; i--)
        {
            exchange(order, i, random.Next(i + 1));
        }

        return order;
    }

    public static int Hits(double[,] outputs, int[] labels)
    {
        int hits = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            int best = 0;
            for (int j = 1; j < 10; j++)
            {
                if (outputs[i, j] > outputs[i, best])
                {
                    best = j;
                }
            }

            if (best == labels[i])
            {
                hits++;
            }
        }

        return hits;
    }

    public static int[,] Table(int[] truth, int[] predicted)
    {
        var table = new int[10, 10];
        foreach (var (t, p) in truth.Zip(predicted))
        {
            table[t, p]++;
        }

        return table;
    }

    public static int[,] Transposed(int[,] table)
    {
        var turned = new int[10, 10];
        for (int i = 0; i < 100; i++)
        {
            turned[i % 10, i / 10] = table[i / 10, i % 10];
        }

        return turned;
    }

    public static double[] Rows(int[,] confusion)
    {
        var shares = new double[10];
        for (int t = 0; t < 10; t++)
        {
            int shown = 0;
            for (int p = 0; p < 10; p++)
            {
                shown += confusion[t, p];
            }

            shares[t] = (double)confusion[t, t] / shown;
        }

        return shares;
    }

    public static double[] Shaded(double[] weights, double limit) => [.. weights.Select(w => w / limit)];

    public static Network Trained(DigitImages training, int[] layers, double eta, int epochs, Activation activation, CostFunction cost)
    {
        var network = Network.Create(layers, seed: 1, activation, cost);
        foreach (var epoch in Sgd.Train(network, new DigitSet(training, training), new SgdOptions { LearningRate = eta, MiniBatch = 10, Epochs = epochs }))
        {
            _ = epoch;
        }

        return network;
    }
}
