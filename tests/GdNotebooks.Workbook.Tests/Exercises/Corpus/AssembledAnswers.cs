using GdNotebooks.Exercises;
using GdNotebooks.Plotting;
using MathNet.Numerics.LinearAlgebra;
using static GdNotebooks.Tests.Begin;
using static GdNotebooks.Tests.Formulas;

namespace GdNotebooks.Tests;

internal static partial class Corpus
{
    private static IEnumerable<Given> AssembledAnswers() =>
    [
        .. To(Chapter7.Backpropagation)
            .Right("the parts", Backwards)
            .Right("delta as a product of columns", (W1, b1, W2, b2, x, y) =>
            {
                var (_, first, _, last) = Backwards(W1, b1, W2, b2, x, y);
                var hidden = Sigmoids((W1 * x) + b1);
                return (first.ToColumnMatrix() * x.ToRowMatrix(), first, last.ToColumnMatrix() * hidden.ToRowMatrix(), last);
            })
            .Right("delta from the left", (W1, b1, W2, b2, x, y) => Assemble(W1, b1, W2, b2, x, y, hidden: (last, W, a) => (last * W).PointwiseMultiply(a).PointwiseMultiply(1 - a)))
            .Right("TransposeThisAndMultiply", (W1, b1, W2, b2, x, y) => Assemble(W1, b1, W2, b2, x, y, hidden: (last, W, a) => W.TransposeThisAndMultiply(last).PointwiseMultiply(a - a.PointwisePower(2))))
            .Right("entry by entry", (W1, b1, W2, b2, x, y) => Assemble(W1, b1, W2, b2, x, y, hidden: (last, W, a) => V([.. a.Select((p, j) => W.Column(j) * last * p * (1 - p))])))
            .Right("Map2", (W1, b1, W2, b2, x, y) => Assemble(W1, b1, W2, b2, x, y, output: (a, t) => a.Map2((p, q) => (p - q) * p * (1 - p), t)))
            .Right("measured instead of derived", (W1, b1, W2, b2, x, y) =>
            {
                double Cost(Matrix<double> V1, Vector<double> c1, Matrix<double> V2, Vector<double> c2) =>
                    Math.Pow((Sigmoids((V2 * Sigmoids((V1 * x) + c1)) + c2) - y).L2Norm(), 2) / 2;
                return (
                    W1.MapIndexed((i, j, _) => FivePoints(h => Cost(W1 + (h * At(W1, i, j)), b1, W2, b2)), Zeros.Include),
                    b1.MapIndexed((i, _) => FivePoints(h => Cost(W1, b1 + (h * Unit(b1.Count, i)), W2, b2)), Zeros.Include),
                    W2.MapIndexed((i, j, _) => FivePoints(h => Cost(W1, b1, W2 + (h * At(W2, i, j)), b2)), Zeros.Include),
                    b2.MapIndexed((i, _) => FivePoints(h => Cost(W1, b1, W2, b2 + (h * Unit(b2.Count, i)))), Zeros.Include));
            })
            .Right("a check with vectors", Backwards, (a, n) => V(a).L2Norm() + V(n).L2Norm() is > 0 and var below ? (V(a) - V(n)).L2Norm() / below : 0)
            .Right("a check with LINQ", Backwards, (a, n) => Length(a) + Length(n) == 0 ? 0 : Length(Minus(a, n)) / (Length(a) + Length(n)))
            .Wrong("hidden delta without its slope", "slope|1 −|σ", (W1, b1, W2, b2, x, y) => Assemble(W1, b1, W2, b2, x, y, hidden: (last, W, a) => W.Transpose() * last))
            .Wrong("output delta without its slope", "slope|1 −|σ", (W1, b1, W2, b2, x, y) => Assemble(W1, b1, W2, b2, x, y, output: (a, t) => a - t))
            .Wrong("neither has a slope", "slope|1 −|σ", (W1, b1, W2, b2, x, y) => Assemble(W1, b1, W2, b2, x, y, (a, t) => a - t, (last, W, a) => W.Transpose() * last))
            .Wrong("target minus output", "sign|opposite", (W1, b1, W2, b2, x, y) => Assemble(W1, b1, W2, b2, x, y, output: (a, t) => (t - a).PointwiseMultiply(a).PointwiseMultiply(1 - a)))
            .Wrong("no ½ in the cost", "2", (W1, b1, W2, b2, x, y) => Assemble(W1, b1, W2, b2, x, y, output: (a, t) => 2 * (a - t).PointwiseMultiply(a).PointwiseMultiply(1 - a)))
            .Wrong("the slope where the activation is", "slope|once|σ\\(a", (W1, b1, W2, b2, x, y) => Assemble(W1, b1, W2, b2, x, y, hidden: (last, W, a) => (W.Transpose() * last).PointwiseMultiply(Sigmoids(a)).PointwiseMultiply(1 - Sigmoids(a))))
            .Wrong("outer products turned round", "transposed|rows|outer", (W1, b1, W2, b2, x, y) => Backwards(W1, b1, W2, b2, x, y) is var g ? (g.W1.Transpose(), g.B1, g.W2.Transpose(), g.B2) : default)
            .Wrong("W not transposed", "sizes|Transpose", (W1, b1, W2, b2, x, y) => Assemble(W1, b1, W2, b2, x, y, hidden: (last, W, a) => (W * last).PointwiseMultiply(a).PointwiseMultiply(1 - a)))
            .Wrong("* is a dot product", "PointwiseMultiply|dot", (W1, b1, W2, b2, x, y) => Assemble(W1, b1, W2, b2, x, y, output: (a, t) => (a - t) * a * (1 - a)))
            .Wrong("no gradients for the biases", "0|filled|number", (W1, b1, W2, b2, x, y) => Backwards(W1, b1, W2, b2, x, y) is var g ? (g.W1, 0 * g.B1, g.W2, 0 * g.B2) : default)
            .Wrong("the image for the hidden activations", "shape|x|hidden|before", (W1, b1, W2, b2, x, y) => Backwards(W1, b1, W2, b2, x, y) is var g ? (g.W1, g.B1, g.B2.OuterProduct(x), g.B2) : default)
            .Wrong("one blank left", "blank", (W1, b1, W2, b2, x, y) => Backwards(W1, b1, W2, b2, x, y) is var g ? (g.W1, g.B1, g.W2, Blank.Vector) : default)
            .Wrong("right, and a check left blank", "check|7.3", Backwards, (_, _) => Blank.Number)
            .Wrong("right, and a check that is content with all", "1 %|none|7.3", Backwards, (_, _) => 0)
            .Wrong("right, and a check without the root", "check|7.3|none", Backwards, (a, n) => Minus(a, n).Sum() / (a.Sum() + n.Sum()) * 1e-9)
            .Wrong("the absolute error for a check", "relative error", Backwards, (a, n) => MathNet.Numerics.Distance.Euclidean(a, n))
            .Wrong("a and y exchanged", "exchanged", (W1, b1, W2, b2, x, y) => Assemble(W1, b1, W2, b2, x, y, output: (a, t) => (t - a).PointwiseMultiply(t).PointwiseMultiply(1 - t)))
            .Wrong("the parameters after a step", "gradients alone", (W1, b1, W2, b2, x, y) => Backwards(W1, b1, W2, b2, x, y) is var (first, bias, last, lastBias) ? (W1 - first, b1 - bias, W2 - last, b2 - lastBias) : default)
            .Lazy("zeros", (W1, b1, W2, b2, x, y) => (0 * W1, 0 * b1, 0 * W2, 0 * b2))
            .Lazy("the weights themselves", (W1, b1, W2, b2, x, y) => (W1, b1, W2, b2)),

        .. To(Chapter9.TrainingLoop)
            .Right("Chunk", (gradientOf, theta, order, m, eta) => Epoch(theta, order.Chunk(m), (some, at) => eta * Mean(gradientOf, some, at)))
            .Right("slices", (gradientOf, theta, order, m, eta) =>
            {
                for (int k = 0; k < order.Length; k += m)
                {
                    theta -= eta * Mean(gradientOf, order[k..Math.Min(k + m, order.Length)], theta);
                }

                return theta;
            })
            .Right("Skip and Take", (gradientOf, theta, order, m, eta) =>
            {
                for (int k = 0; order.Skip(k * m).Any(); k++)
                {
                    theta -= eta * Mean(gradientOf, [.. order.Skip(k * m).Take(m)], theta);
                }

                return theta;
            })
            .Right("a sum that is divided", (gradientOf, theta, order, m, eta) =>
            {
                foreach (int[] some in order.Chunk(m))
                {
                    var sum = Vector<double>.Build.Dense(theta.Count);
                    foreach (int i in some)
                    {
                        sum += gradientOf(i, theta);
                    }

                    theta -= eta / some.Length * sum;
                }

                return theta;
            })
            .Right("step by step, with the place kept", (gradientOf, theta, order, m, eta) =>
            {
                foreach (int[] some in order.Chunk(m))
                {
                    var at = theta;
                    foreach (int i in some)
                    {
                        theta -= eta / some.Length * gradientOf(i, at);
                    }
                }

                return theta;
            })
            .Right("rows of a matrix", (gradientOf, theta, order, m, eta) => Epoch(theta, order.Chunk(m), (some, at) => eta * Matrix<double>.Build.DenseOfRowVectors(some.Select(i => gradientOf(i, at))).ColumnSums() / some.Length))
            .Right("calls itself", (gradientOf, theta, order, m, eta) =>
            {
                Vector<double> From(Vector<double> at, int[] rest) =>
                    rest.Length == 0 ? at : From(at - (eta * Mean(gradientOf, [.. rest.Take(m)], at)), [.. rest.Skip(m)]);
                return From(theta, order);
            })
            .Right("in a copy", (gradientOf, theta, order, m, eta) =>
            {
                var at = theta.Clone();
                foreach (int[] some in order.Chunk(m))
                {
                    at.Subtract(eta * Mean(gradientOf, some, at), at);
                }

                return at;
            })
            .Wrong("the sum", "mean|sum|divid", (gradientOf, theta, order, m, eta) => Epoch(theta, order.Chunk(m), (some, at) => eta * some.Length * Mean(gradientOf, some, at)))
            .Wrong("uphill", "uphill|minus|sign|climb", (gradientOf, theta, order, m, eta) => Epoch(theta, order.Chunk(m), (some, at) => -eta * Mean(gradientOf, some, at)))
            .Wrong("the gradient where the epoch began", "new|began|begin|start|go on|current", (gradientOf, theta, order, m, eta) => Epoch(theta, order.Chunk(m), (some, _) => eta * Mean(gradientOf, some, theta)))
            .Wrong("without the last mini-batch", "last|left|smaller", (gradientOf, theta, order, m, eta) => Epoch(theta, order.Chunk(m).Where(some => some.Length == m), (some, at) => eta * Mean(gradientOf, some, at)))
            .Wrong("all divided by m", "last|smaller|`m`", (gradientOf, theta, order, m, eta) => Epoch(theta, order.Chunk(m), (some, at) => eta * some.Length / m * Mean(gradientOf, some, at)))
            .Wrong("one step for all", "mini-batch|one step|cut", (gradientOf, theta, order, m, eta) => Epoch(theta, [order], (some, at) => eta * Mean(gradientOf, some, at)))
            .Wrong("a step for each example", "mini-batch|each example|example", (gradientOf, theta, order, m, eta) => Epoch(theta, order.Chunk(1), (some, at) => eta * Mean(gradientOf, some, at)))
            .Wrong("sorted", "order|shuffled", (gradientOf, theta, order, m, eta) => Epoch(theta, order.Order().Chunk(m), (some, at) => eta * Mean(gradientOf, some, at)))
            .Wrong("only the first mini-batch", "first|all|every|epoch|on", (gradientOf, theta, order, m, eta) => Epoch(theta, order.Chunk(m).Take(1), (some, at) => eta * Mean(gradientOf, some, at)))
            .Wrong("without eta", "eta", (gradientOf, theta, order, m, eta) => Epoch(theta, order.Chunk(m), (some, at) => Mean(gradientOf, some, at)))
            .Wrong("numbers within the mini-batch", "order|names|number|example", (gradientOf, theta, order, m, eta) => Epoch(theta, order.Chunk(m), (some, at) => eta * Mean(gradientOf, [.. Enumerable.Range(0, some.Length)], at)))
            .Wrong("theta itself is changed", "changed|copy", (gradientOf, theta, order, m, eta) =>
            {
                foreach (int[] some in order.Chunk(m))
                {
                    theta.Subtract(eta * Mean(gradientOf, some, theta), theta);
                }

                return theta;
            })
            .Wrong("the change alone", "theta|step|where|place|from|start", (gradientOf, theta, order, m, eta) => Epoch(theta, order.Chunk(m), (some, at) => eta * Mean(gradientOf, some, at)) - theta)
            .Wrong("two epochs", "twice|two|once|epoch", (gradientOf, theta, order, m, eta) => Epoch(theta, [.. order.Chunk(m), .. order.Chunk(m)], (some, at) => eta * Mean(gradientOf, some, at)))
            .Wrong("an m-th of a step for each example", "their mean first", (gradientOf, theta, order, m, eta) => order.Aggregate(theta, (at, i) => at - (eta / m * gradientOf(i, at))))
            .Wrong("the sum goes on", "begin at 0", (gradientOf, theta, order, m, eta) =>
            {
                var sum = 0 * theta;
                foreach (int[] batch in order.Chunk(m))
                {
                    foreach (int i in batch)
                    {
                        sum += gradientOf(i, theta);
                    }

                    theta -= eta * sum / batch.Length;
                }

                return theta;
            })
            .Wrong("Subtract without its result", "hands back `theta`", (gradientOf, theta, order, m, eta) =>
            {
                foreach (int[] batch in order.Chunk(m))
                {
                    theta.Subtract(eta * batch.Select(i => gradientOf(i, theta)).Aggregate((one, other) => one + other) / batch.Length);
                }

                return theta;
            })
            .Lazy("theta as it was", (gradientOf, theta, order, m, eta) => theta)
            .Lazy("zeros", (gradientOf, theta, order, m, eta) => 0 * theta),

        .. Drawn(To(Chapter2.DrawASweep), 0.25, 0.5, Chart.Line(Swept()))
            .Right("points", Named(Chart.Scatter(Swept())), 0.25, 0.5)
            .Right("a function", Named(Chart.Function(eta => 3 * Math.Pow(Math.Abs(1 - (4 * eta)), 20), 0.01, 0.55)), 0.25, 0.5)
            .Right("logarithms", Named(Chart.Line(Swept().Select(point => (point.Rate, Math.Log10(Math.Max(point.Distance, 1e-20)))))), 0.25, 0.5)
            .Right("every fifth rate", Named(Chart.Scatter(Swept().Where((_, i) => i % 5 == 4))), 0.25, 0.5)
            .Right("rates beyond", Named(Chart.Line(Swept().Append((0.6, 3 * Math.Pow(1.4, 20))))), 0.25, 0.5)
            .Wrong("the axes exchanged", "axes|horizontal|η goes from", Named(Chart.Line(Swept().Select(point => (point.Distance, point.Rate)))), 0.25, 0.5)
            .Wrong("the walk at one rate", "η goes from|figure shows", Named(Chart.Line(Enumerable.Range(0, 21).Select(k => (double)k))), 0.25, 0.5)
            .Wrong("another cost", "figure shows", Named(Chart.Line(Swept(a: 1))), 0.25, 0.5)
            .Wrong("a step too few", "figure shows", Named(Chart.Line(Swept(steps: 19))), 0.25, 0.5)
            .Wrong("the cost, not the distance", "figure shows", Named(Chart.Line(Swept().Select(point => (point.Rate, 2 * point.Distance * point.Distance)))), 0.25, 0.5)
            .Wrong("w − 3 with its sign", "figure shows", Named(Chart.Line(Swept().Select(point => (point.Rate, -point.Distance)))), 0.25, 0.5)
            .Wrong("three rates", "only 3|small steps", Named(Chart.Scatter(Swept().Where(point => point.Rate is 0.1 or 0.25 or 0.5))), 0.25, 0.5)
            .Right("a little beside", Sweep, 0.252, 0.497)
            .Right("from the grid of 0.01", Sweep, 0.25, 0.51)
            .Wrong("the end of the figure", "start|no nearer|3", Sweep, 0.25, 0.55)
            .Wrong("the chapter's bound", "start|no nearer|3", Sweep, 0.25, 1)
            .Wrong("the chapter's best", "lowest|nearest|2|curvature|smallest", Sweep, 0.5, 0.5)
            .Wrong("the smallest rate drawn", "lowest|nearest|smallest|bottom", Sweep, 0.01, 0.5),

        .. Drawn(To(Chapter9.DrawSchedules), 11, 25, Chart.Line(Over30(LearningRate.Exponential(3, 0.9))).Line(Over30(LearningRate.Cosine(3, 30))))
            .Right("points", Named(Chart.Scatter(Over30(LearningRate.Exponential(3, 0.9)).Select((rate, t) => ((double)t, rate))).Scatter(Over30(LearningRate.Cosine(3, 30)).Select((rate, t) => ((double)t, rate)))), 11, 25)
            .Right("with a line at 1", Named(Chart.Line(Over30(LearningRate.Exponential(3, 0.9)), "falling").Line(Over30(LearningRate.Cosine(3, 30)), "bowed").Function(_ => 1, 0, 29)), 11, 25)
            .Wrong("one of the two lines", "not in the figure|cosine", Named(Chart.Line(Over30(LearningRate.Exponential(3, 0.9)))), 11, 25)
            .Wrong("epochs from 1", "figure shows", Named(Chart.Line(Over30(LearningRate.Exponential(3, 0.9)).Select((rate, t) => (t + 1.0, rate))).Line(Over30(LearningRate.Cosine(3, 30)).Select((rate, t) => (t + 1.0, rate)))), 11, 25)
            .Wrong("another factor", "figure shows|exponential", Named(Chart.Line(Over30(LearningRate.Exponential(3, 0.95))).Line(Over30(LearningRate.Cosine(3, 30)))), 11, 25)
            .Right("as numbers with a point", Rates, 11.0, 25.0)
            .Right("searched", Rates, Enumerable.Range(0, 30).First(t => LearningRate.Exponential(3, 0.9).At(t) < 1), Enumerable.Range(1, 29).First(t => LearningRate.Cosine(3, 30).At(t) < LearningRate.Exponential(3, 0.9).At(t)))
            .Wrong("the last one that is above", "first|below|1", Rates, 10, 25)
            .Wrong("where the cosine is below 1", "below|exponential|1", Rates, 18, 25)
            .Wrong("the last one where it is not", "cosine|smaller|first|cross", Rates, 11, 24)
            .Wrong("the start, where both are equal", "cosine|smaller|after|cross", Rates, 11, 1),
    ];

    // What may happen at any figure: a part of it is missing, an answer is, or they are exchanged.
    private static Readings Drawn(Readings readings, double first, double second, Plot drawn)
    {
        return readings
            .Right("lines", Named(drawn), first, second)
            .Right("one line more", Named(drawn.Line([(0.1, 3.0), (0.2, 1.0), (0.3, 2.0)], "other")), first, second)
            .Right("a logarithmic axis", Named(drawn.WithLogY()), first, second)
            .Right("with a description", drawn.WithTitle("A figure").WithXTitle("x").WithYTitle("y").WithDescription("A line."), first, second)
            .Wrong("no figure", "Draw", null, first, second)
            .Wrong("no title", "title", drawn.WithXTitle("x").WithYTitle("y"), first, second)
            .Wrong("no names of axes", "axes", drawn.WithTitle("A figure"), first, second)
            .Wrong("one name of an axis", "axes", drawn.WithTitle("A figure").WithXTitle("x"), first, second)
            .Wrong("the second answer missing", "blank", Named(drawn), first, Blank.Number)
            .Wrong("the first answer missing", "blank", Named(drawn), Blank.Number, second)
            .Wrong("exchanged", ".", Named(drawn), second, first)
            .Wrong("not a number", ".", Named(drawn), double.NaN, second)
            .Lazy("nothing read", Named(drawn), 0, 0)
            .Lazy("an empty title", drawn.WithTitle(" ").WithXTitle("x").WithYTitle("y"), first, second);
    }

    private static (Matrix<double> W1, Vector<double> B1, Matrix<double> W2, Vector<double> B2) Assemble(
        Matrix<double> W1, Vector<double> b1, Matrix<double> W2, Vector<double> b2, Vector<double> x, Vector<double> y,
        Func<Vector<double>, Vector<double>, Vector<double>>? output = null,
        Func<Vector<double>, Matrix<double>, Vector<double>, Vector<double>>? hidden = null)
    {
        output ??= (a, t) => (a - t).PointwiseMultiply(a).PointwiseMultiply(1 - a);
        hidden ??= (last, W, a) => (W.Transpose() * last).PointwiseMultiply(a).PointwiseMultiply(1 - a);
        var a1 = Sigmoids((W1 * x) + b1);
        var last = output(Sigmoids((W2 * a1) + b2), y);
        var first = hidden(last, W2, a1);
        return (first.OuterProduct(x), first, last.OuterProduct(a1), last);
    }

    // The slope at 0 to eleven digits or so: an error of order h⁴.
    private static double FivePoints(Func<double, double> f)
    {
        const double h = 1e-3;
        return ((8 * (f(h) - f(-h))) - (f(2 * h) - f(-2 * h))) / (12 * h);
    }

    private static Matrix<double> At(Matrix<double> like, int i, int j) => Matrix<double>.Build.Dense(like.RowCount, like.ColumnCount, (r, c) => r == i && c == j ? 1 : 0);

    private static Vector<double> Epoch(Vector<double> theta, IEnumerable<int[]> batches, Func<int[], Vector<double>, Vector<double>> step) =>
        batches.Aggregate(theta, (at, some) => at - step(some, at));

    private static Vector<double> Mean(Func<int, Vector<double>, Vector<double>> gradientOf, int[] some, Vector<double> at) =>
        some.Select(i => gradientOf(i, at)).Aggregate((one, other) => one + other) / some.Length;
}
