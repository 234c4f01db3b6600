using GdNotebooks.Exercises;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using static GdNotebooks.Tests.Begin;
using static GdNotebooks.Tests.Formulas;

namespace GdNotebooks.Tests;

internal static partial class Paths
{
    /// <summary>Knows gradient descent from Python, thinks in whole arrays, and writes * for entry by entry.</summary>
    private static IEnumerable<Given> NumPyUser() =>
    [
        .. To(Chapter1.CostAtAPoint)
            .Wrong("with the half of the courses", "half|½|0\\.5", w => 0.5 * (w - 5) * (w - 5))
            .Right("(w − 5)**2", w => Math.Pow(w - 5, 2)),
        .. To(Chapter1.DerivativeByHand)
            .Wrong("measured instead of derived", "seven digits|rounded|measured", w => (Math.Pow(5 - (w + 1e-5), 2) - Math.Pow(5 - w, 2)) / 1e-5)
            .Right("2(w − 5)", w => 2 * (w - 5)),
        .. To(Chapter1.OneUpdate)
            .Wrong("the update, not the new w", "step|place|from", (C, dC, w, eta) => -eta * dC(w))
            .Right("the rule", (C, dC, w, eta) => w - (eta * dC(w))),
        .. To(Chapter1.NumericDerivative)
            .Wrong("an h of one's own", "h", (f, x, h) => (f(x + 1e-6) - f(x - 1e-6)) / 2e-6)
            .Right("central", (f, x, h) => (f(x + h) - f(x - h)) / (2 * h)),
        .. To(Chapter1.FaultySecant)
            .Wrong("divided by h only", "2", 4, (f, x, h) => (f(x + h) - f(x - h)) / h)
            .Right("brackets", 4, (f, x, h) => (f(x + h) - f(x - h)) / (2 * h)),
        .. To(Chapter2.LargestRate)
            .Wrong("the best one", "half|best|at once|exactly on", a => 1 / (2 * a))
            .Right("1 / a", a => 1.0 / a),
        .. To(Chapter2.StepsUntilClose)
            .Wrong("the index of the last one that is not", "one|few", (w, eta, epsilon) =>
            {
                for (int i = 0; i < 100000; i++)
                {
                    w -= eta * 2 * (w - 3);
                    if (Math.Abs(w - 3) <= epsilon)
                    {
                        return i;
                    }
                }

                return -1;
            })
            .Right("checks before it steps", (w, eta, epsilon) =>
            {
                for (int i = 0; ; i++)
                {
                    if (Math.Abs(w - 3) <= epsilon)
                    {
                        return i;
                    }

                    w -= eta * 2 * (w - 3);
                }
            }),
        .. To(Chapter2.ExponentialSchedule)
            .Wrong("exp(−decay·t)", "power|exp|e ", (first, decay, epochs) => Generate.LinearSpacedMap(epochs, 0, epochs - 1, t => first * Math.Exp(-decay * t)))
            .Right("first * decay ** arange", (first, decay, epochs) => Generate.LinearSpacedMap(epochs, 0, epochs - 1, t => first * Math.Pow(decay, t))),
        .. To(Chapter2.FaultySchedule)
            .Wrong("t // every + 1", "first|drop|early|epoch 0|factor", 3, (first, drop, every, epochs) => [.. Enumerable.Range(0, epochs).Select(t => first * Math.Pow(drop, (t / every) + 1))])
            .Right("t // every", 3, (first, drop, every, epochs) => [.. Enumerable.Range(0, epochs).Select(t => first * Math.Pow(drop, Math.Floor((double)t / every)))]),
        .. To(Chapter2.DrawASweep)
            .Wrong("the bound first", "nearest|lowest|best|read", Sweep, 0.5, 0.25)
            .Right("argmin", Sweep, 0.25, 0.5),
        .. To(Chapter3.PartialDerivative)
            .Wrong("from the point to one side", "both|central|side|forward", (f, v, i, h) =>
            {
                var e = Vector<double>.Build.Dense(v.Count);
                e[i] = h;
                return (f(v + e) - f(v)) / h;
            })
            .Right("a unit vector", (f, v, i, h) =>
            {
                var e = Vector<double>.Build.Dense(v.Count);
                e[i] = h;
                return (f(v + e) - f(v - e)) / (2 * h);
            }),
        .. To(Chapter3.GradientVector)
            .Wrong("stacked the other way round", "exchang|order|revers|first|place", v => V((v[0] * v[0]) + 4, 2 * v[0] * v[1]))
            .Right("stacked", v => V(2 * v[0] * v[1], (v[0] * v[0]) + 4)),
        .. To(Chapter3.DirectionalDerivative)
            .Wrong("cosine similarity", "gradient.*length|cos|both|steep", (gradient, direction) => gradient * direction / (gradient.L2Norm() * direction.L2Norm()))
            .Right("g @ (d / norm(d))", (gradient, direction) => gradient * (direction / direction.Norm(2))),
        .. To(Chapter3.SimultaneousUpdate)
            .Wrong("the two steps alone", "step|from|place|`w`", (dW, dB, w, b, eta) => (-eta * dW(w, b), -eta * dB(w, b)))
            .Right("a tuple", (dW, dB, w, b, eta) => (w - (eta * dW(w, b)), b - (eta * dB(w, b)))),
        .. To(Chapter3.FaultyGradient)
            .Wrong("forward differences instead", "both|side|forward|one way", 4, (f, v, h) => Vector<double>.Build.Dense(v.Count, i => (f(v + (h * Unit(v.Count, i))) - f(v)) / (2 * h)))
            .Right("unit vectors", 4, (f, v, h) => Vector<double>.Build.Dense(v.Count, i => (f(v + (h * Unit(v.Count, i))) - f(v - (h * Unit(v.Count, i)))) / (2 * h))),
        .. To(Chapter4.DescentFromAStart)
            .Wrong("range(steps + 1)", "step.*(many|more)|one", (dC, start, eta, steps) =>
            {
                for (int i = 0; i < steps + 1; i++)
                {
                    start -= eta * dC(start);
                }

                return start;
            })
            .Right("in place", (dC, start, eta, steps) =>
            {
                for (int i = 0; i < steps; i++)
                {
                    start -= eta * dC(start);
                }

                return start;
            }),
        .. To(Chapter4.StationaryPoint)
            .Wrong("the determinant alone", "maximum", (C, point) => Determinant(C, point).D > 0 ? "minimum" : "saddle")
            .Right("the determinant and the trace", (C, point) => Determinant(C, point) switch
            {
                ( < 0, _) => "saddle",
                (_, > 0) => "minimum",
                _ => "maximum",
            }),
        .. To(Chapter4.MomentumStep)
            .Wrong("PyTorch's", "PyTorch|convention", (w, u, gradient, eta, mu) =>
            {
                u = (mu * u) + gradient;
                return (w - (eta * u), u);
            })
            .Right("as it is told", (w, u, gradient, eta, mu) =>
            {
                u = (mu * u) - (eta * gradient);
                return (w + u, u);
            }),
        .. To(Chapter4.FaultyMomentum)
            .Wrong("PyTorch's sign, and still +=", "sign|climb|up|minus|downhill", 2, (dC, w, eta, mu, steps) =>
            {
                double u = 0;
                for (int i = 0; i < steps; i++)
                {
                    u = (mu * u) + (eta * dC(w));
                    w += u;
                }

                return w;
            })
            .Right("before the loop", 2, Rolled),
        .. To(Chapter5.RegressionCost)
            .Wrong("mse", "½|2|half", (w, b, X, y) => ((X * w) + b - y).PointwisePower(2).Average())
            .Right("norm² / 2m", (w, b, X, y) => Math.Pow(((X * w) + b - y).L2Norm(), 2) / (2 * y.Count)),
        .. To(Chapter5.RegressionPartials)
            .Wrong("X @ error", "Transpose|sizes", (w, b, X, y) =>
            {
                var error = (X * w) + b - y;
                return (X * error / y.Count, error.Average());
            })
            .Wrong("twice the mean, as of the mse", "2|½|half", (w, b, X, y) =>
            {
                var error = (X * w) + b - y;
                return (2 * (error * X) / y.Count, 2 * error.Average());
            })
            .Right("error @ X", (w, b, X, y) =>
            {
                var error = (X * w) + b - y;
                return (error * X / y.Count, error.Average());
            }),
        .. To(Chapter5.ReachTheClosedForm)
            .Wrong("a rate of 2", "rate|diverg|NaN|large|smaller", gradient => Descended(gradient, 2, 1000))
            .Right("a rate of a half", gradient => Descended(gradient, 0.5, 3000)),
        .. To(Chapter5.FaultyCost)
            .Wrong("the mean, and no half", "½|2|half", 6, (w, b, x, y) => Squares(w, b, x, y) / x.Length)
            .Right("0.5 / m", 6, (w, b, x, y) => 0.5 / x.Length * Squares(w, b, x, y)),
        .. To(Chapter6.CountParameters)
            .Wrong("every layer with every later one", "next|neighbour|pair|each|only|layer", layers =>
            {
                int sum = 0;
                for (int i = 0; i < layers.Length; i++)
                {
                    for (int j = i + 1; j < layers.Length; j++)
                    {
                        sum += layers[i] * layers[j];
                    }
                }

                return sum + layers.Skip(1).Sum();
            })
            .Right("shapes", layers => Enumerable.Range(1, layers.Length - 1).Sum(i => (layers[i] * layers[i - 1]) + layers[i])),
        .. To(Chapter6.Sigmoid)
            .Wrong("tanh", "tanh|−1|-1|0 to 1", Math.Tanh)
            .Right("clipped", z => 1 / (1 + Math.Exp(-Math.Clamp(z, -700, 700)))),
        .. To(Chapter6.LayerForward)
            .Wrong("W.T", "Transpose|row|sizes", (W, a, b) => Sigmoids((W.Transpose() * a) + b))
            .Right("W @ a + b", (W, a, b) => 1 / (1 + (-((W * a) + b)).PointwiseExp())),
        .. To(Chapter6.CostOfOneExample)
            .Wrong("np.mean", "mean|sum|ten|divi", (output, digit) => output.Select((a, i) => Math.Pow(a - (i == digit ? 1 : 0), 2)).Average() / 2)
            .Wrong("the norm, not squared", "root|square", (output, digit) => Length(Minus(output, OneHot(digit))) / 2)
            .Right("d @ d / 2", (output, digit) => V(Minus(output, OneHot(digit))) is var d ? 0.5 * (d * d) : 0),
        .. To(Chapter6.FaultyForward)
            .Wrong("ReLU", "sigmoid|σ|shape|right", 4, (W1, b1, W2, b2, x) => Sigmoids((W2 * ((W1 * x) + b1).PointwiseMaximum(0)) + b2))
            .Right("hidden", 4, (W1, b1, W2, b2, x) => Sigmoids((W2 * Sigmoids((W1 * x) + b1)) + b2)),
        .. To(Chapter7.OutputDelta)
            .Wrong("* for entry by entry", "PointwiseMultiply|dot", (a, y) => (a - y) * a * (1 - a))
            .Right("PointwiseMultiply", (a, y) => (a - y).PointwiseMultiply(a.PointwiseMultiply(1 - a))),
        .. To(Chapter7.HiddenDelta)
            .Wrong("* for entry by entry", "PointwiseMultiply|dot", (W, delta, a) => W.Transpose() * delta * a * (1 - a))
            .Right("delta @ W", (W, delta, a) => (delta * W).PointwiseMultiply(a).PointwiseMultiply(1 - a)),
        .. To(Chapter7.GradientCheck)
            .Wrong("divided by the larger", "sum|larger|max|\\+", (a, n) => Math.Max(Length(a), Length(n)) is > 0 and var most ? Length(Minus(a, n)) / most : 0)
            .Wrong("np.linalg.norm of the first alone", "both|sum|‖n‖|numeric|one", (a, n) => Length(a) > 0 ? Length(Minus(a, n)) / Length(a) : Length(n) > 0 ? 1 : 0)
            .Right("norms", (a, n) => Length(a) + Length(n) == 0 ? 0 : Length(Minus(a, n)) / (Length(a) + Length(n))),
        .. To(Chapter7.FaultyLayer)
            .Wrong("a * (1 − a)", "PointwiseMultiply|dot", 4, (W, b, before, y) =>
            {
                var a = Sigmoids((W * before) + b);
                var delta = (a - y) * (a * (1 - a));
                return (delta.OuterProduct(before), delta);
            })
            .Right("PointwiseMultiply", 4, LastLayer),
        .. To(Chapter7.Backpropagation)
            .Wrong("W1 on the way back", "next|W2|sizes|Transpose", (W1, b1, W2, b2, x, y) =>
            {
                var a1 = Sigmoids((W1 * x) + b1);
                var a2 = Sigmoids((W2 * a1) + b2);
                var last = (a2 - y).PointwiseMultiply(a2).PointwiseMultiply(1 - a2);
                var first = (W1.Transpose() * last).PointwiseMultiply(a1).PointwiseMultiply(1 - a1);
                return (first.OuterProduct(x), first, last.OuterProduct(a1), last);
            })
            .Wrong("cross-entropy's delta", "slope|1 −|cross", (W1, b1, W2, b2, x, y) =>
            {
                var a1 = Sigmoids((W1 * x) + b1);
                var last = Sigmoids((W2 * a1) + b2) - y;
                var first = (W2.Transpose() * last).PointwiseMultiply(a1).PointwiseMultiply(1 - a1);
                return (first.OuterProduct(x), first, last.OuterProduct(a1), last);
            })
            .Right("all parts", Backwards),
        .. To(Chapter8.CutIntoMiniBatches)
            .Wrong("np.array_split", "equal|size|m", (order, m) =>
            {
                int many = (order.Length + m - 1) / m;
                var pieces = Enumerable.Range(0, many).Select(k => order[(k * order.Length / many)..((k + 1) * order.Length / many)]);
                return pieces.ToArray();
            })
            .Right("slices", (order, m) => Enumerable.Range(0, (order.Length + m - 1) / m).Select(k => order[(k * m)..Math.Min((k + 1) * m, order.Length)]).ToArray()),
        .. To(Chapter8.MiniBatchGradient)
            .Wrong("divided by the number of components", "entries|number|batch|divid", (gradientOf, batch) => batch.Select(gradientOf).Aggregate((p, q) => p + q) / gradientOf(batch[0]).Count)
            .Right("mean(axis = 0)", (gradientOf, batch) => Matrix<double>.Build.DenseOfRowVectors(batch.Select(gradientOf)).ColumnSums() / batch.Length),
        .. To(Chapter8.SpendTheBudget)
            .Wrong("full batches at a tenth", "step|budget|few", budget => (0.1, Math.Min(budget, 1000)))
            .Right("a fraction of the budget", budget => (0.3, budget / 50)),
        .. To(Chapter8.FaultyShuffle)
            .Wrong("views", "lost|both|keep|second|overwrit|twice|exchang", 6, (n, seed) => Shuffled(n, seed, (order, i, j) => order[i] = order[j]))
            .Right("names the other line", 6, (n, seed) => Shuffled(n, seed, (order, i, j) => (order[i], order[j]) = (order[j], order[i]))),
        .. To(Chapter9.AccuracyFromOutputs)
            .Wrong("argmax over the wrong axis", "row|column|axis", (outputs, labels) =>
            {
                var best = Enumerable.Range(0, 10).Select(j => Enumerable.Range(0, outputs.GetLength(0)).MaxBy(i => outputs[i, j])).ToArray();
                return labels.Take(10).Where((label, i) => best[i] == label).Count() / (double)labels.Length;
            })
            .Wrong("the output of the right digit above a half", "largest|half|threshold|0\\.5", (outputs, labels) => labels.Where((label, i) => outputs[i, label] > 0.5).Count() / (double)labels.Length)
            .Right("argmax(axis = 1)", (outputs, labels) =>
            {
                var rows = Matrix<double>.Build.DenseOfArray(outputs);
                return labels.Index().Average(pair => rows.Row(pair.Index).MaximumIndex() == pair.Item ? 1.0 : 0);
            }),
        .. To(Chapter9.ConfusionMatrix)
            .Wrong("as large as the labels ask for", "10", (truth, predicted) =>
            {
                int k = truth.Concat(predicted).DefaultIfEmpty().Max() + 1;
                var table = new int[k, k];
                foreach (var (t, p) in truth.Zip(predicted))
                {
                    table[t, p]++;
                }

                return table;
            })
            .Right("np.add.at", Table),
        .. To(Chapter9.BeatTheBaseline)
            .Wrong("other digits to train on", "these images|own|handed|mistakes|mirror", training => Trained(DigitSet.Synthetic(300, 10, 5).Training, [784, 30, 10], 0.1, 15, Activation.ReLU, CostFunction.CrossEntropy))
            .Right("cross-entropy", training => Trained(training, [784, 30, 10], 0.1, 20, Activation.ReLU, CostFunction.CrossEntropy)),
        .. To(Chapter9.FaultyShares)
            .Wrong("axis = 0 again", "column|called|row|another|stands", 3, confusion => Rows(Transposed(confusion)))
            .Right("sum(axis = 1)", 5, confusion => Matrix<double>.Build.Dense(10, 10, (t, p) => confusion[t, p]) is var C ? C.Diagonal().PointwiseDivide(C.RowSums()).ToArray() : []),
        .. To(Chapter9.TrainingLoop)
            .Wrong("divided by m, also the last", "last|smaller|m", (gradientOf, theta, order, m, eta) =>
            {
                foreach (int[] some in order.Chunk(m))
                {
                    theta -= eta / m * some.Select(i => gradientOf(i, theta)).Aggregate((p, q) => p + q);
                }

                return theta;
            })
            .Right("slices", (gradientOf, theta, order, m, eta) =>
            {
                for (int k = 0; k < order.Length; k += m)
                {
                    int[] some = order[k..Math.Min(k + m, order.Length)];
                    theta -= eta * Matrix<double>.Build.DenseOfRowVectors(some.Select(i => gradientOf(i, theta))).ColumnSums() / some.Length;
                }

                return theta;
            }),
        .. To(Chapter9.DrawSchedules)
            .Wrong("exchanged", "exponential|below|1", Rates, 25, 11)
            .Right("argmax", Rates, 11, 25),
        .. To(Chapter10.WeightsAsImage)
            .Wrong("order='F'", "row|column", (weights, width) => Matrix<double>.Build.Dense(weights.Length / width, width, weights).ToArray())
            .Right("reshape", (weights, width) => Matrix<double>.Build.DenseOfRowMajor(weights.Length / width, width, weights).ToArray()),
        .. To(Chapter10.SureOfNoise)
            .Wrong("argmax", "index|place|largest", (network, noise) => noise.Average(image => (double)V(network(image)).MaximumIndex()))
            .Right("max(axis = 1).mean()", (network, noise) => noise.Select(network).Select(Enumerable.Max).Average()),
        .. To(Chapter10.ShuffleLabels)
            .Wrong("the permutation itself", "labels", (images, labels, seed) =>
            {
                int[] order = [.. Enumerable.Range(0, labels.Length)];
                new Random(seed).Shuffle(order);
                return order;
            })
            .Wrong("a generator without the seed", "seed", (images, labels, seed) =>
            {
                int[] copy = [.. labels];
                new Random().Shuffle(copy);
                return copy;
            })
            .Right("labels[permutation]", (images, labels, seed) => Combinatorics.GeneratePermutation(labels.Length, new Random(seed)).Select(i => labels[i]).ToArray()),
        .. To(Chapter10.FaultyShades)
            .Wrong("min-max to −1 … 1", "0|shift|moved", 3, weights => weights.Select(w => (2 * (w - weights.Min()) / (weights.Max() - weights.Min())) - 1).ToArray())
            .Right("abs().max()", 3, weights => Shaded(weights, V(weights).AbsoluteMaximum())),
    ];
}
