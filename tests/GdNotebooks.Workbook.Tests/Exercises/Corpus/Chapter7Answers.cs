using GdNotebooks.Exercises;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using static GdNotebooks.Tests.Begin;

namespace GdNotebooks.Tests;

internal static partial class Corpus
{
    private static IEnumerable<Given> Chapter7Answers() =>
    [
        .. To(Chapter7.OutputDelta)
            .Right("PointwiseMultiply", (a, y) => (a - y).PointwiseMultiply(a).PointwiseMultiply(1 - a))
            .Right("σ' first", (a, y) =>
            {
                var slope = a.PointwiseMultiply(1 - a);
                return (a - y).PointwiseMultiply(slope);
            })
            .Right("two vectors mapped", (a, y) => a.Map2((activation, target) => (activation - target) * activation * (1 - activation), y))
            .Right("a loop", (a, y) =>
            {
                var delta = Vector<double>.Build.Dense(a.Count);
                for (int j = 0; j < a.Count; j++)
                {
                    delta[j] = (a[j] - y[j]) * a[j] * (1 - a[j]);
                }

                return delta;
            })
            .Right("a function of the index", (a, y) => Vector<double>.Build.Dense(a.Count, j => (a[j] - y[j]) * (a[j] - (a[j] * a[j]))))
            .Right("a − a²", (a, y) => (a - y).PointwiseMultiply(a - a.PointwisePower(2)))
            .Right("LINQ", (a, y) => Vector<double>.Build.DenseOfEnumerable(a.Zip(y, (p, t) => (p - t) * p * (1 - p))))
            .Right("diagonal matrix", (a, y) => Matrix<double>.Build.DenseOfDiagonalVector(a.PointwiseMultiply(1 - a)) * (a - y))
            .Right("minus twice", (a, y) => -(y - a).PointwiseMultiply(a.Map(s => s * (1 - s))))
            .Wrong("the dot product, first", "dot product|PointwiseMultiply", (a, y) => (a - y) * a * (1 - a))
            .Wrong("the dot product, second", "dot product|PointwiseMultiply", (a, y) => (a - y) * (a * (1 - a)))
            .Wrong("no σ'", "σ'|slope|a\\(1|1 − a", (a, y) => a - y)
            .Wrong("y − a", "sign", (a, y) => (y - a).PointwiseMultiply(a).PointwiseMultiply(1 - a))
            .Wrong("σ' of the activation", "already|σ\\(a\\)|activation|twice", (a, y) => (a - y).PointwiseMultiply(a.Map(x => SpecialFunctions.Logistic(x) * (1 - SpecialFunctions.Logistic(x)))))
            .Wrong("a factor 2", "2|½", (a, y) => 2 * (a - y).PointwiseMultiply(a).PointwiseMultiply(1 - a))
            .Wrong("tanh's slope", "tanh|1 − a²", (a, y) => (a - y).PointwiseMultiply(1 - a.PointwisePower(2)))
            .Wrong("the slope alone", "a − y|error|cost|target", (a, y) => a.PointwiseMultiply(1 - a))
            .Wrong("without 1 − a", "1 − a|σ'|slope", (a, y) => (a - y).PointwiseMultiply(a))
            .Wrong("without a", "a\\(1|σ'|slope|a ", (a, y) => (a - y).PointwiseMultiply(1 - a))
            .Wrong("squared error", "square|cost|derivative|power", (a, y) => (a - y).PointwisePower(2).PointwiseMultiply(a).PointwiseMultiply(1 - a))
            .Wrong("the mean over the outputs", "mean|number of outputs|sum|count", (a, y) => (a - y).PointwiseMultiply(a).PointwiseMultiply(1 - a) / a.Count)
            .Wrong("a half too many", "half|½|2", (a, y) => (a - y).PointwiseMultiply(a).PointwiseMultiply(1 - a) / 2)
            .Wrong("changes a", "chang|Clone|already", (a, y) =>
            {
                for (int j = 0; j < a.Count; j++)
                {
                    a[j] = (a[j] - y[j]) * a[j] * (1 - a[j]);
                }

                return a;
            })
            .Wrong("a + y", "minus|differ|sign|−", (a, y) => (a + y).PointwiseMultiply(a).PointwiseMultiply(1 - a))
            .Wrong("y's slope", "slope|a\\(1|activation|σ'|target", (a, y) => (a - y).PointwiseMultiply(y).PointwiseMultiply(1 - y))
            .Wrong("never filled", "filled|zero|all 0", (a, y) => Vector<double>.Build.Dense(a.Count))
            .Wrong("half the square", "derivative", (a, y) => 0.5 * (a - y).PointwisePower(2).PointwiseMultiply(a).PointwiseMultiply(1 - a))
            .Wrong("no brackets around the error", "bracket", (a, y) => a - y.PointwiseMultiply(a).PointwiseMultiply(1 - a))
            .Lazy("a", (a, _) => a)
            .Lazy("null", (_, _) => null!),

        .. To(Chapter7.HiddenDelta)
            .Right("transposed", (W, delta, a) => (W.Transpose() * delta).PointwiseMultiply(a).PointwiseMultiply(1 - a))
            .Right("TransposeThisAndMultiply", (W, delta, a) => W.TransposeThisAndMultiply(delta).PointwiseMultiply(a.Map(s => s * (1 - s))))
            .Right("from the left", (W, delta, a) => (delta * W).PointwiseMultiply(a - a.PointwisePower(2)))
            .Right("loops", (W, delta, a) =>
            {
                var result = Vector<double>.Build.Dense(a.Count);
                for (int k = 0; k < a.Count; k++)
                {
                    double sum = 0;
                    for (int j = 0; j < delta.Count; j++)
                    {
                        sum += W[j, k] * delta[j];
                    }

                    result[k] = sum * a[k] * (1 - a[k]);
                }

                return result;
            })
            .Right("columns", (W, delta, a) => Vector<double>.Build.Dense(a.Count, k => W.Column(k) * delta * a[k] * (1 - a[k])))
            .Right("error, then slope", (W, delta, a) =>
            {
                var error = W.Transpose().Multiply(delta);
                var slope = a.PointwiseMultiply(1 - a);
                return error.PointwiseMultiply(slope);
            })
            .Right("two vectors mapped", (W, delta, a) => (W.Transpose() * delta).Map2((e, s) => e * s * (1 - s), a))
            .Right("LINQ", (W, delta, a) => Vector<double>.Build.DenseOfEnumerable(W.EnumerateColumns().Zip(a, (column, s) => column.DotProduct(delta) * s * (1 - s))))
            .Wrong("not transposed", "size|transpos|fit|Wᵀ", (W, delta, a) => (W * delta).PointwiseMultiply(a).PointwiseMultiply(1 - a))
            .Wrong("the dot product, first", "dot product|PointwiseMultiply", (W, delta, a) => W.Transpose() * delta * a * (1 - a))
            .Wrong("the dot product, second", "dot product|PointwiseMultiply", (W, delta, a) => W.Transpose() * delta * (a * (1 - a)))
            .Wrong("no σ'", "σ'|slope|a\\(1|1 − a", (W, delta, a) => W.Transpose() * delta)
            .Wrong("σ' of the activation", "already|σ\\(a\\)|activation|twice", (W, delta, a) => (W.Transpose() * delta).PointwiseMultiply(a.Map(x => SpecialFunctions.Logistic(x) * (1 - SpecialFunctions.Logistic(x)))))
            .Wrong("without 1 − a", "1 − a|σ'|slope", (W, delta, a) => (W.Transpose() * delta).PointwiseMultiply(a))
            .Wrong("without a", "a\\(1|σ'|slope|a ", (W, delta, a) => (W.Transpose() * delta).PointwiseMultiply(1 - a))
            .Wrong("tanh's slope", "tanh|1 − a²", (W, delta, a) => (W.Transpose() * delta).PointwiseMultiply(1 - a.PointwisePower(2)))
            .Wrong("a minus", "sign", (W, delta, a) => -(W.Transpose() * delta).PointwiseMultiply(a).PointwiseMultiply(1 - a))
            .Wrong("no W", "W|weight", (W, delta, a) => Vector<double>.Build.Dense(a.Count, delta.Sum()).PointwiseMultiply(a).PointwiseMultiply(1 - a))
            .Wrong("the slope alone", "W|δ|delta|error", (W, delta, a) => a.PointwiseMultiply(1 - a))
            .Wrong("a factor 2", "2", (W, delta, a) => 2 * (W.Transpose() * delta).PointwiseMultiply(a).PointwiseMultiply(1 - a))
            .Wrong("the mean over the next layer", "mean|sum|count|number of", (W, delta, a) => (W.Transpose() * delta).PointwiseMultiply(a).PointwiseMultiply(1 - a) / delta.Count)
            .Wrong("changes a", "chang|Clone", (W, delta, a) =>
            {
                (W.Transpose() * delta).PointwiseMultiply(a).PointwiseMultiply(1 - a).CopyTo(a);
                return a;
            })
            .Wrong("the next layer's slope", "σ'|slope|this layer|shape|size|fit", (W, delta, a) => W.Transpose() * delta.PointwiseMultiply(delta).PointwiseMultiply(1 - delta))
            .Wrong("delta handed back", "one of|shape|numbers|hands", (W, delta, a) => delta)
            .Wrong("never filled", "filled|zero|all 0", (W, delta, a) => Vector<double>.Build.Dense(a.Count))
            .Wrong("rows for columns", "transpos|size|row|outside|Wᵀ", (W, delta, a) => Vector<double>.Build.Dense(a.Count, k => W.Row(k) * delta * a[k] * (1 - a[k])))
            .Wrong("the slope first", "this layer|first the deltas", (W, delta, a) => W.Transpose() * delta.PointwiseMultiply(a).PointwiseMultiply(1 - a))
            .Wrong("the slope of delta", "activations", (W, delta, a) => (W.Transpose() * delta).PointwiseMultiply(delta).PointwiseMultiply(1 - delta))
            .Wrong("= for +=", @"\+=|add up", (W, delta, a) => a.MapIndexed((k, x) => W[W.RowCount - 1, k] * delta[^1] * x * (1 - x), Zeros.Include))
            .Wrong("the sum goes on", "begin at 0", (W, delta, a) =>
            {
                double back = 0;
                return V([.. a.Select((x, k) => (back += W.Column(k) * delta) * x * (1 - x))]);
            })
            .Lazy("a", (_, _, a) => a)
            .Lazy("null", (_, _, _) => null!),

        .. To(Chapter7.GradientCheck)
            .Right("vectors", (analytic, numeric) =>
            {
                var (a, n) = (V(analytic), V(numeric));
                double below = a.L2Norm() + n.L2Norm();
                return below == 0 ? 0 : (a - n).L2Norm() / below;
            })
            .Right("loops", (analytic, numeric) =>
            {
                double difference = 0, a = 0, n = 0;
                for (int i = 0; i < analytic.Length; i++)
                {
                    difference += (analytic[i] - numeric[i]) * (analytic[i] - numeric[i]);
                    a += analytic[i] * analytic[i];
                    n += numeric[i] * numeric[i];
                }

                return a + n == 0 ? 0 : Math.Sqrt(difference) / (Math.Sqrt(a) + Math.Sqrt(n));
            })
            .Right("LINQ", (analytic, numeric) =>
            {
                double Length(IEnumerable<double> x) => Math.Sqrt(x.Sum(c => c * c));
                double difference = Length(analytic.Zip(numeric, (a, n) => a - n));
                return difference == 0 ? 0 : difference / (Length(analytic) + Length(numeric));
            })
            .Right("all zero asked first", (analytic, numeric) =>
                analytic.All(x => x == 0) && numeric.All(x => x == 0) ? 0 : Distance.Euclidean(analytic, numeric) / (V(analytic).L2Norm() + V(numeric).L2Norm()))
            .Right("NaN caught", (analytic, numeric) =>
            {
                double error = (V(analytic) - V(numeric)).Norm(2) / (V(analytic).Norm(2) + V(numeric).Norm(2));
                return double.IsNaN(error) ? 0 : error;
            })
            .Right("n − a", (analytic, numeric) =>
            {
                var d = V(numeric) - V(analytic);
                double sum = V(numeric).L2Norm() + V(analytic).L2Norm();
                return sum > 0 ? Math.Sqrt(d * d) / sum : 0.0;
            })
            .Right("scaled by the largest", (analytic, numeric) =>
            {
                double largest = analytic.Concat(numeric).Max(Math.Abs);
                return largest == 0 ? 0 : (V(analytic) / largest - (V(numeric) / largest)).L2Norm() / ((V(analytic) / largest).L2Norm() + (V(numeric) / largest).L2Norm());
            })
            .Right("a smallest number below", (analytic, numeric) => (V(analytic) - V(numeric)).L2Norm() / Math.Max(double.Epsilon, V(analytic).L2Norm() + V(numeric).L2Norm()))
            .Wrong("the absolute error", "absolute|relative|divid|length", (analytic, numeric) => (V(analytic) - V(numeric)).L2Norm())
            .Wrong("0/0", "0/0|NaN", (analytic, numeric) => (V(analytic) - V(numeric)).L2Norm() / (V(analytic).L2Norm() + V(numeric).L2Norm()))
            .Wrong("by one length", "both|sum|\\+|half|2", (analytic, numeric) => V(analytic).L2Norm() == 0 ? 0 : (V(analytic) - V(numeric)).L2Norm() / V(analytic).L2Norm())
            .Wrong("by the larger length", "larger|max|both|sum", (analytic, numeric) => Guarded((V(analytic) - V(numeric)).L2Norm(), Math.Max(V(analytic).L2Norm(), V(numeric).L2Norm())))
            .Wrong("CS231n, the worst component", "component|CS231n|convention", (analytic, numeric) => analytic.Zip(numeric, (a, n) => Guarded(Math.Abs(a - n), Math.Max(Math.Abs(a), Math.Abs(n)))).Max())
            .Wrong("the worst component, by the sum", "component|CS231n|convention", (analytic, numeric) => analytic.Zip(numeric, (a, n) => Guarded(Math.Abs(a - n), Math.Abs(a) + Math.Abs(n))).Max())
            .Wrong("the mean over components", "component|mean|whole", (analytic, numeric) => analytic.Zip(numeric, (a, n) => Guarded(Math.Abs(a - n), Math.Abs(a) + Math.Abs(n))).Average())
            .Wrong("squared lengths", "square|root", (analytic, numeric) => Guarded(Math.Pow((V(analytic) - V(numeric)).L2Norm(), 2), Math.Pow(V(analytic).L2Norm(), 2) + Math.Pow(V(numeric).L2Norm(), 2)))
            .Wrong("sums of absolute values", "absolute|root|length|L1", (analytic, numeric) => Guarded((V(analytic) - V(numeric)).L1Norm(), V(analytic).L1Norm() + V(numeric).L1Norm()))
            .Wrong("largest values", "largest|length|root", (analytic, numeric) => Guarded((V(analytic) - V(numeric)).InfinityNorm(), V(analytic).InfinityNorm() + V(numeric).InfinityNorm()))
            .Wrong("a small number below", "tiny|small|1e-8|10⁻", (analytic, numeric) => (V(analytic) - V(numeric)).L2Norm() / (V(analytic).L2Norm() + V(numeric).L2Norm() + 1e-8))
            .Wrong("1 for two zeros", "zero|0", (analytic, numeric) => V(analytic).L2Norm() + V(numeric).L2Norm() == 0 ? 1 : (V(analytic) - V(numeric)).L2Norm() / (V(analytic).L2Norm() + V(numeric).L2Norm()))
            .Wrong("0 for all that is small", "tiny|small|zero|thresh", (analytic, numeric) => V(analytic).L2Norm() + V(numeric).L2Norm() < 1e-6 ? 0 : (V(analytic) - V(numeric)).L2Norm() / (V(analytic).L2Norm() + V(numeric).L2Norm()))
            .Wrong("the length of the sum below", "sum|length|each|‖", (analytic, numeric) => Guarded((V(analytic) - V(numeric)).L2Norm(), (V(analytic) + V(numeric)).L2Norm()))
            .Wrong("the difference of lengths above", "differ|direction|length|‖", (analytic, numeric) => Guarded(Math.Abs(V(analytic).L2Norm() - V(numeric).L2Norm()), V(analytic).L2Norm() + V(numeric).L2Norm()))
            .Wrong("the mean length below", "2|half|mean", (analytic, numeric) => Guarded((V(analytic) - V(numeric)).L2Norm(), (V(analytic).L2Norm() + V(numeric).L2Norm()) / 2))
            .Wrong("brackets", "bracket", (analytic, numeric) => V(analytic).L2Norm() == 0 ? V(numeric).L2Norm() : ((V(analytic) - V(numeric)).L2Norm() / V(analytic).L2Norm()) + V(numeric).L2Norm())
            .Wrong("no brackets below", "bracket", (a, n) => V(a).L2Norm() + V(n).L2Norm() == 0 ? 0 : ((V(a) - V(n)).L2Norm() / V(a).L2Norm()) + V(n).L2Norm())
            .Lazy("0", (_, _) => 0)
            .Lazy("equal or not", (analytic, numeric) => analytic.SequenceEqual(numeric) ? 0 : 1)
            .Lazy("the first component", (analytic, numeric) => Guarded(Math.Abs(analytic[0] - numeric[0]), Math.Abs(analytic[0]) + Math.Abs(numeric[0]))),
    ];

    private static double Guarded(double above, double below) => below == 0 ? 0 : above / below;
}
