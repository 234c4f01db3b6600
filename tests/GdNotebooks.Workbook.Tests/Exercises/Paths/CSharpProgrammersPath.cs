using GdNotebooks.Exercises;
using GdNotebooks.Plotting;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using static GdNotebooks.Tests.Begin;
using static GdNotebooks.Tests.Formulas;

namespace GdNotebooks.Tests;

internal static partial class Paths
{
    /// <summary>Writes LINQ without thinking, and has not differentiated for twenty years.</summary>
    private static IEnumerable<Given> CSharpProgrammer() =>
    [
        .. To(Chapter1.CostAtAPoint)
            .Wrong("MathF", "float", w => MathF.Pow((float)(w - 5.1f + 0.1f), 2))
            .Right("Math.Pow", w => Math.Pow(w - 5, 2)),
        .. To(Chapter1.DerivativeByHand)
            .Wrong("25 − w² differentiated", "multipl|whole|middle|bracket|10|term", w => -2 * w)
            .Right("multiplied out", w => (2 * w) - 10),
        .. To(Chapter1.OneUpdate)
            .Wrong("+= with the slope", "uphill|minus|sign|climb", (C, dC, w, eta) => w += eta * dC(w))
            .Right("-= is an expression", (C, dC, w, eta) => w -= eta * dC(w)),
        .. To(Chapter1.NumericDerivative)
            .Wrong("the definition of the derivative", "forward|both sides|x − h|one side|left", (f, x, h) => (f(x + h) - f(x)) / h)
            .Right("one expression", (f, x, h) => (f(x + h) - f(x - h)) / h / 2),
        .. To(Chapter1.FaultySecant)
            .Wrong("mended, names the rise", "not where the fault was", 3, (f, x, h) => (f(x + h) - f(x - h)) / (2 * h))
            .Right("divided twice", 4, (f, x, h) => (f(x + h) - f(x - h)) / 2 / h),
        .. To(Chapter2.LargestRate)
            .Wrong("two over a", "2", a => 2 / a)
            .Right("two over the curvature", a => 2 / (2 * a)),
        .. To(Chapter2.StepsUntilClose)
            .Wrong("do … while", "start|already|0", (w, eta, epsilon) =>
            {
                int n = 0;
                do
                {
                    w -= eta * 2 * (w - 3);
                    n++;
                }
                while (Math.Abs(w - 3) > epsilon);
                return n;
            })
            .Wrong("strictly less", "≤|<=|exactly|equal", (w, eta, epsilon) =>
            {
                int n = 0;
                for (; !(Math.Abs(w - 3) < epsilon); n++)
                {
                    w -= eta * 2 * (w - 3);
                }

                return n;
            })
            .Right("a for loop with no body to speak of", (w, eta, epsilon) =>
            {
                int n;
                for (n = 0; Math.Abs(w - 3) > epsilon; n++)
                {
                    w -= 2 * eta * (w - 3);
                }

                return n;
            }),
        .. To(Chapter2.ExponentialSchedule)
            .Wrong("Range from 1", "epoch 0|early|late|one|0", (first, decay, epochs) => Enumerable.Range(1, epochs).Select(t => first * Math.Pow(decay, t)).ToArray())
            .Right("LINQ", (first, decay, epochs) => Enumerable.Range(0, epochs).Select(t => first * Math.Pow(decay, t)).ToArray()),
        .. To(Chapter2.FaultySchedule)
            .Wrong("a cast too many", "stairs|whole|between", 3, (first, drop, every, epochs) => Enumerable.Range(0, epochs).Select(t => first * Math.Pow(drop, (double)t / every)).ToArray())
            .Right("Range", 3, (first, drop, every, epochs) => Enumerable.Range(0, epochs).Select(t => first * Math.Pow(drop, t / every)).ToArray()),
        .. To(Chapter2.DrawASweep)
            .Wrong("no names of axes", "axes", Chart.Line([(0.1, 1.0), (0.2, 0.5)]).WithTitle("Sweep"), 0.25, 0.5)
            .Wrong("1 over the curvature for both", "start|no nearer|bound|3", Sweep, 0.25, 0.25)
            .Right("calculated", Sweep, 1.0 / 4, 2.0 / 4),
        .. To(Chapter3.PartialDerivative)
            .Wrong("moves v itself and back", "changed|copy", (f, v, i, h) =>
            {
                v[i] += h;
                double right = f(v);
                v[i] -= 2 * h;
                double left = f(v);
                return (right - left) / (2 * h);
            })
            .Wrong("two names, one clone", "two names|same|0", (f, v, i, h) =>
            {
                Vector<double> right = v.Clone(), left = right;
                right[i] += h;
                left[i] -= h;
                return (f(right) - f(left)) / (2 * h);
            })
            .Right("a local function", (f, v, i, h) =>
            {
                double At(double by)
                {
                    var copy = v.Clone();
                    copy[i] += by;
                    return f(copy);
                }

                return (At(h) - At(-h)) / (2 * h);
            }),
        .. To(Chapter3.GradientVector)
            .Wrong("differentiates v₂ as if it were v₁", "second|v₁²|v₂|other|constant", v => V(2 * v[0] * v[1], (2 * v[0]) + 4))
            .Right("Math.Pow", v => V(2 * v[0] * v[1], Math.Pow(v[0], 2) + 4)),
        .. To(Chapter3.DirectionalDerivative)
            .Wrong("divided by the wrong length", "direction|length", (gradient, direction) => gradient * direction / gradient.L2Norm())
            .Right("Normalize", (gradient, direction) => gradient.DotProduct(direction.Normalize(2))),
        .. To(Chapter3.SimultaneousUpdate)
            .Wrong("one expression, in turn", "new|already|same|old|once", (dW, dB, w, b, eta) => (w -= eta * dW(w, b), b -= eta * dB(w, b)))
            .Right("a tuple", (dW, dB, w, b, eta) => (w - (eta * dW(w, b)), b - (eta * dB(w, b)))),
        .. To(Chapter3.FaultyGradient)
            .Wrong("suspects the clone", "right as it stands", 3, (f, v, h) => v * 0)
            .Right("Clone", 4, (f, v, h) => Measured(f, v, h)),
        .. To(Chapter4.DescentFromAStart)
            .Wrong("all steps with the first slope", "slope|each|again|start", (dC, start, eta, steps) => start - (steps * eta * dC(start)))
            .Right("Aggregate", (dC, start, eta, steps) => Enumerable.Range(0, steps).Aggregate(start, (w, _) => w - (eta * dC(w)))),
        .. To(Chapter4.StationaryPoint)
            .Wrong("looks a whole unit away", "near|far|small|close|away", (C, point) =>
            {
                var rises = Enumerable.Range(0, 36).Select(k => k * Math.PI / 18).Select(t => C(point + V(Math.Cos(t), Math.Sin(t))) - C(point)).ToList();
                return rises.All(r => r > 0) ? "minimum" : rises.All(r => r < 0) ? "maximum" : "saddle";
            })
            .Right("capital letters", (C, point) => Around(C, point) switch
            {
                ( > 0, > 0) => "Minimum",
                ( < 0, < 0) => "Maximum",
                _ => "Saddle",
            })
            .Right("the lowest and the highest around", (C, point) => Around(C, point) switch
            {
                ( > 0, > 0) => "minimum",
                ( < 0, < 0) => "maximum",
                _ => "saddle",
            }),
        .. To(Chapter4.MomentumStep)
            .Wrong("moves with the old velocity", "new velocity|old", (w, u, gradient, eta, mu) => (w + u, (mu * u) - (eta * gradient)))
            .Right("an assignment inside", (w, u, gradient, eta, mu) => (w + (u = (mu * u) - (eta * gradient)), u)),
        .. To(Chapter4.FaultyMomentum)
            .Wrong("mended, names the step", "not where the fault was", 4, Rolled)
            .Right("declared outside", 2, Rolled),
        .. To(Chapter5.RegressionCost)
            .Wrong("the mean of the squares", "½|2|half", (w, b, X, y) => X.EnumerateRows().Zip(y, (x, t) => Math.Pow((w * x) + b - t, 2)).Average())
            .Right("LINQ", (w, b, X, y) => X.EnumerateRows().Zip(y, (x, t) => Math.Pow((w * x) + b - t, 2)).Average() / 2),
        .. To(Chapter5.RegressionPartials)
            .Wrong("divided by n", "column|m|row|divid", (w, b, X, y) =>
            {
                var miss = (X * w) + b - y;
                return (X.TransposeThisAndMultiply(miss) / X.ColumnCount, miss.Sum() / X.ColumnCount);
            })
            .Right("LINQ", (w, b, X, y) =>
            {
                var misses = X.EnumerateRows().Zip(y, (x, t) => (x, miss: (w * x) + b - t)).ToList();
                return (misses.Select(p => p.miss * p.x).Aggregate((p, q) => p + q) / misses.Count, misses.Average(p => p.miss));
            }),
        .. To(Chapter5.ReachTheClosedForm)
            .Wrong("until the slope is exactly 0", "loop|stop|exactly|never", gradient =>
            {
                double w = 0, b = 0, dW, dB;
                do
                {
                    (dW, dB) = gradient(w, b);
                    w -= 0.1 * dW;
                    b -= 0.1 * dB;
                }
                while (dW * dW + (dB * dB) > 1e-60);
                return (w, b);
            })
            .Right("until it is small", gradient =>
            {
                double w = 0, b = 0, dW, dB;
                do
                {
                    (dW, dB) = gradient(w, b);
                    (w, b) = (w - (0.3 * dW), b - (0.3 * dB));
                }
                while (Math.Abs(dW) + Math.Abs(dB) > 1e-8);
                return (w, b);
            }),
        .. To(Chapter5.FaultyCost)
            .Wrong("1d / 2 * m", "bracket", 6, (w, b, x, y) => 1d / 2 * x.Length * Squares(w, b, x, y))
            .Right("sum below the line", 6, (w, b, x, y) => Squares(w, b, x, y) / (2 * x.Length)),
        .. To(Chapter6.CountParameters)
            .Wrong("a bias for each input too", "input", layers => layers.Sum() + layers.Zip(layers.Skip(1), (m, n) => m * n).Sum())
            .Right("Zip", layers => layers.Zip(layers.Skip(1), (m, n) => (m + 1) * n).Sum()),
        .. To(Chapter6.Sigmoid)
            .Wrong("the other form", "800|overflow|∞|NaN|large", z => Math.Exp(z) / (1 + Math.Exp(z)))
            .Right("Tanh", z => 0.5 * (1 + Math.Tanh(z / 2))),
        .. To(Chapter6.LayerForward)
            .Wrong("the sign in e", "sign|minus|−z", (W, a, b) => ((W * a) + b).Map(z => 1 / (1 + Math.Exp(z))))
            .Wrong("the bias outside", "bias|inside|b", (W, a, b) => (W * a).Map(z => 1 / (1 + Math.Exp(-z))) + b)
            .Right("a local function", (W, a, b) => ((W * a) + b).Map(SpecialFunctions.Logistic)),
        .. To(Chapter6.CostOfOneExample)
            .Wrong("cross-entropy", "entropy|logarithm|square", (output, digit) => -Math.Log(output[digit]))
            .Right("LINQ", (output, digit) => output.Select((a, i) => Math.Pow(a - (i == digit ? 1 : 0), 2)).Sum() / 2),
        .. To(Chapter6.FaultyForward)
            .Wrong("a sigmoid too many", "sigmoid|σ", 4, (W1, b1, W2, b2, x) => Sigmoids(Sigmoids((W2 * Sigmoids((W1 * x) + b1)) + b2)))
            .Right("hidden", 4, (W1, b1, W2, b2, x) => ((W2 * ((W1 * x) + b1).Map(SpecialFunctions.Logistic)) + b2).Map(SpecialFunctions.Logistic)),
        .. To(Chapter7.OutputDelta)
            .Wrong("y − a", "sign|opposite|a − y", (a, y) => (y - a).PointwiseMultiply(a).PointwiseMultiply(1 - a))
            .Right("Map2", (a, y) => a.Map2((p, t) => (p - t) * p * (1 - p), y)),
        .. To(Chapter7.HiddenDelta)
            .Wrong("stops after Wᵀδ", "slope|1 −|sigmoid|σ", (W, delta, a) => W.TransposeThisAndMultiply(delta))
            .Right("TransposeThisAndMultiply", (W, delta, a) => W.TransposeThisAndMultiply(delta).PointwiseMultiply(a - a.PointwisePower(2))),
        .. To(Chapter7.GradientCheck)
            .Wrong("the worst component", "component|norm|length|CS231n", (a, n) => a.Zip(n, (p, q) => p == q ? 0 : Math.Abs(p - q) / Math.Max(Math.Abs(p), Math.Abs(q))).DefaultIfEmpty().Max())
            .Right("vectors", (a, n) =>
            {
                Vector<double> p = V(a), q = V(n);
                return p.L2Norm() + q.L2Norm() is > 0 and var below ? (p - q).L2Norm() / below : 0;
            }),
        .. To(Chapter7.FaultyLayer)
            .Wrong("mended, names the miss", "not where the fault was", 3, LastLayer)
            .Right("a for z", 4, LastLayer),
        .. To(Chapter7.Backpropagation)
            .Wrong("the outer products the other way round", "transposed|outer|rows|exchanged", (W1, b1, W2, b2, x, y) =>
            {
                var (one, first, two, last) = Backwards(W1, b1, W2, b2, x, y);
                return (one.Transpose(), first, two.Transpose(), last);
            })
            .Wrong("a check that is always content", "1 %|7\\.3", (W1, b1, W2, b2, x, y) => Backwards(W1, b1, W2, b2, x, y), (_, _) => 0)
            .Right("all parts", Backwards),
        .. To(Chapter8.CutIntoMiniBatches)
            .Wrong("forgets the order", "order|shuffled", (order, m) => Enumerable.Range(0, order.Length).Chunk(m).ToArray())
            .Right("Chunk", (order, m) => [.. order.Chunk(m)]),
        .. To(Chapter8.MiniBatchGradient)
            .Wrong("the first one twice", "first|twice|too many|once", (gradientOf, batch) =>
            {
                var sum = gradientOf(batch[0]);
                foreach (int i in batch)
                {
                    sum += gradientOf(i);
                }

                return sum / batch.Length;
            })
            .Right("Aggregate", (gradientOf, batch) => batch.Select(gradientOf).Aggregate((p, q) => p + q) / batch.Length),
        .. To(Chapter8.SpendTheBudget)
            .Wrong("a single example at a time", "nois|m = 1|rate|large|jump", budget => (0.5, 1))
            .Right("a switch", budget => budget switch
            {
                <= 100 => (0.3, 2),
                <= 1000 => (0.3, 20),
                _ => (0.3, 200),
            }),
        .. To(Chapter8.FaultyShuffle)
            .Wrong("mended, names the draw", "not where the fault was", 4, (n, seed) => Shuffled(n, seed, (order, i, j) => (order[i], order[j]) = (order[j], order[i])))
            .Right("a tuple", 5, (n, seed) => Shuffled(n, seed, (order, i, j) => (order[i], order[j]) = (order[j], order[i]))),
        .. To(Chapter9.AccuracyFromOutputs)
            .Wrong("int / int", "whole", (outputs, labels) => Hits(outputs, labels) / labels.Length)
            .Right("a double", (outputs, labels) => 1.0 * Hits(outputs, labels) / labels.Length),
        .. To(Chapter9.ConfusionMatrix)
            .Wrong("[p, t]", "row|column|exchange", (truth, predicted) => Table(predicted, truth))
            .Right("Zip", Table),
        .. To(Chapter9.BeatTheBaseline)
            .Wrong("a network that nobody trained", "train|mistakes|guess", training => Network.Create([784, 30, 10], seed: 7))
            .Right("ReLU", training => Trained(training, [784, 40, 10], 0.1, 15, Activation.ReLU, CostFunction.CrossEntropy)),
        .. To(Chapter9.FaultyShares)
            .Wrong("in per cent", "per cent|share|hundred", 5, confusion => Rows(confusion).Select(share => 100 * share).ToArray())
            .Right("LINQ", 5, confusion => Enumerable.Range(0, 10).Select(t => (double)confusion[t, t] / Enumerable.Range(0, 10).Sum(p => confusion[t, p])).ToArray()),
        .. To(Chapter9.TrainingLoop)
            .Wrong("captures the first theta", "new|current|begin|start|where|go on", (gradientOf, theta, order, m, eta) =>
            {
                var start = theta;
                return order.Chunk(m).Aggregate(theta, (at, some) => at - (eta * some.Select(i => gradientOf(i, start)).Aggregate((p, q) => p + q) / some.Length));
            })
            .Right("Aggregate", (gradientOf, theta, order, m, eta) =>
                order.Chunk(m).Aggregate(theta, (at, some) => at - (eta * some.Select(i => gradientOf(i, at)).Aggregate((p, q) => p + q) / some.Length))),
        .. To(Chapter9.DrawSchedules)
            .Wrong("one epoch too early", "cosine|smaller|cross", Rates, 11, 24)
            .Right("searched", Rates, Enumerable.Range(0, 30).First(t => LearningRate.Exponential(3, 0.9).At(t) < 1), Enumerable.Range(1, 29).First(t => LearningRate.Cosine(3, 30).At(t) < LearningRate.Exponential(3, 0.9).At(t))),
        .. To(Chapter10.WeightsAsImage)
            .Wrong("width for height", "shape|row|width", (weights, width) =>
            {
                var image = new double[width, weights.Length / width];
                for (int i = 0; i < weights.Length; i++)
                {
                    image[i / (weights.Length / width), i % (weights.Length / width)] = weights[i];
                }

                return image;
            })
            .Right("BlockCopy", (weights, width) =>
            {
                var image = new double[weights.Length / width, width];
                Buffer.BlockCopy(weights, 0, image, 0, weights.Length * sizeof(double));
                return image;
            }),
        .. To(Chapter10.SureOfNoise)
            .Wrong("the mean of everything", "largest", (network, noise) => noise.SelectMany(network).Average())
            .Right("Average of Max", (network, noise) => noise.Average(image => network(image).Max())),
        .. To(Chapter10.ShuffleLabels)
            .Wrong("a new Guid", "seed", (images, labels, seed) => labels.OrderBy(_ => Guid.NewGuid()).ToArray())
            .Right("OrderBy", (images, labels, seed) =>
            {
                var random = new Random(seed);
                return labels.OrderBy(_ => random.Next()).ToArray();
            }),
        .. To(Chapter10.FaultyShades)
            .Wrong("the size of the larger one", "low|both|size|absolute|largest", 3, weights => Shaded(weights, Math.Abs(Math.Max(weights.Min(), weights.Max()))))
            .Right("Max of Abs", 3, weights => Shaded(weights, weights.Max(Math.Abs))),
    ];
}
