using GdNotebooks.Exercises;
using static GdNotebooks.Tests.Begin;
using static GdNotebooks.Tests.Formulas;

namespace GdNotebooks.Tests;

internal static partial class Paths
{
    /// <summary>Remembers a little mathematics from school, and has written loops before.</summary>
    private static IEnumerable<Given> Beginner() =>
    [
        .. To(Chapter1.CostAtAPoint)
            .Wrong("no brackets", "bracket", w => w - (5 * w) - 5)
            .Wrong("the square of w alone", "bracket|whole difference|first", w => w - (5 * 5))
            .Right("multiplied with itself", w => (w - 5) * (w - 5)),
        .. To(Chapter1.DerivativeByHand)
            .Wrong("2 times what stands in brackets", "inner|inside|chain", w => 2 * (5 - w))
            .Right("with the minus from inside", w => 2 * (5 - w) * (-1)),
        .. To(Chapter1.OneUpdate)
            .Wrong("the cost for the slope", "slope|derivative|dC", (C, dC, w, eta) => w - (eta * C(w)))
            .Wrong("forgot eta", "eta|rate", (C, dC, w, eta) => w - dC(w))
            .Right("the rule", (C, dC, w, eta) => w - (eta * dC(w))),
        .. To(Chapter1.NumericDerivative)
            .Wrong("no brackets above the line", "bracket", (f, x, h) => f(x + h) - (f(x - h) / (2 * h)))
            .Right("rise over run", (f, x, h) =>
            {
                double rise = f(x + h) - f(x - h);
                double run = 2 * h;
                return rise / run;
            }),
        .. To(Chapter1.FaultySecant)
            .Wrong("names a line and changes nothing", "right as it stands", 1, (f, x, h) => (f(x + h) - f(x - h)) / 2 * h)
            .Wrong("forgets that it is 2h wide", "2", 4, (f, x, h) => (f(x + h) - f(x - h)) / h)
            .Right("brackets", 4, (f, x, h) => (f(x + h) - f(x - h)) / (2 * h)),
        .. To(Chapter2.LargestRate)
            .Wrong("1, as in the chapter", "same result|depend|`a`|every", a => 1)
            .Right("1 divided by a", a => 1 / a),
        .. To(Chapter2.StepsUntilClose)
            .Wrong("without the absolute value", "absolute|Math.Abs|side|below|left|distance", (w, eta, epsilon) =>
            {
                int n = 0;
                while (w - 3 > epsilon)
                {
                    w = w - (eta * 2 * (w - 3));
                    n++;
                }

                return n;
            })
            .Right("a loop that counts", (w, eta, epsilon) =>
            {
                int n = 0;
                while (Math.Abs(w - 3) > epsilon)
                {
                    w = w - (eta * 2 * (w - 3));
                    n++;
                }

                return n;
            }),
        .. To(Chapter2.ExponentialSchedule)
            .Wrong("times t", "power", (first, decay, epochs) =>
            {
                var rates = new double[epochs];
                for (int t = 0; t < epochs; t++)
                {
                    rates[t] = first * decay * t;
                }

                return rates;
            })
            .Right("smaller with each turn", (first, decay, epochs) =>
            {
                var rates = new double[epochs];
                double rate = first;
                for (int t = 0; t < epochs; t++)
                {
                    rates[t] = rate;
                    rate = rate * decay;
                }

                return rates;
            }),
        .. To(Chapter2.FaultySchedule)
            .Wrong("right, and names the line below", "not where the fault was", 4, (first, drop, every, epochs) => [.. Enumerable.Range(0, epochs).Select(t => first * Math.Pow(drop, t / every))])
            .Wrong("takes one off instead of adding it", "early|late|stairs|epoch|whole|line", 3, (first, drop, every, epochs) => [.. Enumerable.Range(0, epochs).Select(t => first * Math.Pow(drop, (t - 1) / every))])
            .Right("without the one", 3, (first, drop, every, epochs) => [.. Enumerable.Range(0, epochs).Select(t => first * Math.Pow(drop, t / every))]),
        .. To(Chapter2.DrawASweep)
            .Wrong("the end of the figure for the bound", "start|3|no nearer|bound|level", Sweep, 0.25, 0.55)
            .Right("read off", Sweep, 0.25, 0.5),
        .. To(Chapter3.PartialDerivative)
            .Wrong("moves them all", "alone|only|one component|all", (f, v, i, h) => (f(v + h) - f(v - h)) / (2 * h))
            .Right("two copies", (f, v, i, h) =>
            {
                var right = v.Clone();
                var left = v.Clone();
                right[i] = v[i] + h;
                left[i] = v[i] - h;
                return (f(right) - f(left)) / (2 * h);
            }),
        .. To(Chapter3.GradientVector)
            .Wrong("forgot the 4", "4", v => V(2 * v[0] * v[1], v[0] * v[0]))
            .Right("on paper", v => V(2 * v[0] * v[1], (v[0] * v[0]) + 4)),
        .. To(Chapter3.DirectionalDerivative)
            .Wrong("the product as it is", "length|unit", (gradient, direction) => gradient * direction)
            .Right("per unit", (gradient, direction) => gradient * direction / direction.L2Norm()),
        .. To(Chapter3.SimultaneousUpdate)
            .Wrong("b with the new w", "new|already|same|old|once", (dW, dB, w, b, eta) =>
            {
                w = w - (eta * dW(w, b));
                b = b - (eta * dB(w, b));
                return (w, b);
            })
            .Right("both slopes first", (dW, dB, w, b, eta) =>
            {
                double slopeW = dW(w, b), slopeB = dB(w, b);
                return (w - (eta * slopeW), b - (eta * slopeB));
            }),
        .. To(Chapter3.FaultyGradient)
            .Wrong("mended, another line named", "not where the fault was", 6, (f, v, h) => Measured(f, v, h))
            .Right("a clone of its own", 4, (f, v, h) => Measured(f, v, h)),
        .. To(Chapter4.DescentFromAStart)
            .Wrong("begins to count at 1", "step.*(few|short|less|missing)|one", (dC, start, eta, steps) =>
            {
                double w = start;
                for (int i = 1; i < steps; i++)
                {
                    w = w - (eta * dC(w));
                }

                return w;
            })
            .Right("a loop", (dC, start, eta, steps) =>
            {
                double w = start;
                for (int i = 1; i <= steps; i++)
                {
                    w = w - (eta * dC(w));
                }

                return w;
            }),
        .. To(Chapter4.StationaryPoint)
            .Wrong("looks along x and y", "direction|between|diagonal|slant", (C, point) =>
            {
                double h = 0.001, here = C(point);
                bool upX = C(point + V(h, 0)) > here, upY = C(point + V(0, h)) > here;
                return upX && upY ? "minimum" : !upX && !upY ? "maximum" : "saddle";
            })
            .Right("looks all around", (C, point) =>
            {
                int higher = 0, lower = 0;
                for (double angle = 0; angle < 6.28; angle += 0.1)
                {
                    double there = C(point + V(0.001 * Math.Cos(angle), 0.001 * Math.Sin(angle)));
                    if (there > C(point))
                    {
                        higher++;
                    }
                    else
                    {
                        lower++;
                    }
                }

                return lower == 0 ? "minimum" : higher == 0 ? "maximum" : "saddle";
            }),
        .. To(Chapter4.MomentumStep)
            .Wrong("forgets the velocity it had", "velocity|mu|momentum", (w, u, gradient, eta, mu) => (w - (eta * gradient), -eta * gradient))
            .Right("as it is told", (w, u, gradient, eta, mu) =>
            {
                u = (mu * u) - (eta * gradient);
                w = w + u;
                return (w, u);
            }),
        .. To(Chapter4.FaultyMomentum)
            .Wrong("suspects the line with the formula", "right as it stands", 3, (dC, w, eta, mu, steps) =>
            {
                for (int step = 0; step < steps; step++)
                {
                    w += -(eta * dC(w));
                }

                return w;
            })
            .Right("the 0 before the loop", 2, (dC, w, eta, mu, steps) =>
            {
                double u = 0;
                for (int step = 0; step < steps; step++)
                {
                    u = (mu * u) - (eta * dC(w));
                    w += u;
                }

                return w;
            }),
        .. To(Chapter5.RegressionCost)
            .Wrong("1 / (2 * m)", "whole", (w, b, X, y) =>
            {
                int m = y.Count;
                var miss = (X * w) + b - y;
                return 1 / (2 * m) * (miss * miss);
            })
            .Right("example by example", (w, b, X, y) =>
            {
                double sum = 0;
                for (int i = 0; i < y.Count; i++)
                {
                    double miss = (w * X.Row(i)) + b - y[i];
                    sum += miss * miss;
                }

                return sum / (2.0 * y.Count);
            }),
        .. To(Chapter5.RegressionPartials)
            .Wrong("the sums", "mean|sum|divid", (w, b, X, y) =>
            {
                var miss = (X * w) + b - y;
                return (X.Transpose() * miss, miss.Sum());
            })
            .Wrong("forgot b in the model", "`b`|bias|\\+ b", (w, b, X, y) =>
            {
                var miss = (X * w) - y;
                return (X.Transpose() * miss / y.Count, miss.Sum() / y.Count);
            })
            .Right("the means", (w, b, X, y) =>
            {
                var miss = (X * w) + b - y;
                return (X.Transpose() * miss / y.Count, miss.Sum() / y.Count);
            }),
        .. To(Chapter5.ReachTheClosedForm)
            .Wrong("a hundred small steps", "step|far|more|way", gradient =>
            {
                double w = 0, b = 0;
                for (int i = 0; i < 100; i++)
                {
                    var (dW, dB) = gradient(w, b);
                    w -= 0.01 * dW;
                    b -= 0.01 * dB;
                }

                return (w, b);
            })
            .Right("many larger ones", gradient =>
            {
                double w = 0, b = 0;
                for (int i = 0; i < 5000; i++)
                {
                    var (dW, dB) = gradient(w, b);
                    w -= 0.3 * dW;
                    b -= 0.3 * dB;
                }

                return (w, b);
            }),
        .. To(Chapter5.FaultyCost)
            .Wrong("another order, still whole", "whole|0", 6, (w, b, x, y) => 1 / 2 * Squares(w, b, x, y) / x.Length)
            .Right("1.0", 6, (w, b, x, y) => 1.0 / (2 * x.Length) * Squares(w, b, x, y)),
        .. To(Chapter6.CountParameters)
            .Wrong("only the weights", "bias", layers =>
            {
                int sum = 0;
                for (int i = 1; i < layers.Length; i++)
                {
                    sum += layers[i - 1] * layers[i];
                }

                return sum;
            })
            .Right("with the biases", layers =>
            {
                int sum = 0;
                for (int i = 1; i < layers.Length; i++)
                {
                    sum += (layers[i - 1] * layers[i]) + layers[i];
                }

                return sum;
            }),
        .. To(Chapter6.Sigmoid)
            .Wrong("e to the z", "sign|minus|mirror|falls", z => 1 / (1 + Math.Exp(z)))
            .Right("the formula", z => 1 / (1 + Math.Exp(-z))),
        .. To(Chapter6.LayerForward)
            .Wrong("stops before the sigmoid", "sigmoid|σ", (W, a, b) => (W * a) + b)
            .Right("with the sigmoid", (W, a, b) => ((W * a) + b).Map(z => 1 / (1 + Math.Exp(-z)))),
        .. To(Chapter6.CostOfOneExample)
            .Wrong("the digit itself is the target", "one-hot|place|1 at|target", (output, digit) =>
            {
                double sum = 0;
                for (int i = 0; i < 10; i++)
                {
                    sum += (output[i] - digit) * (output[i] - digit);
                }

                return sum / 2;
            })
            .Right("1 at the digit", (output, digit) =>
            {
                double sum = 0;
                for (int i = 0; i < 10; i++)
                {
                    double y = i == digit ? 1 : 0;
                    sum += (output[i] - y) * (output[i] - y);
                }

                return sum / 2;
            }),
        .. To(Chapter6.FaultyForward)
            .Wrong("suspects the sigmoid", "right as it stands", 1, (W1, b1, W2, b2, x) => Sigmoids((W2 * ((W1 * x) + b1)) + b2))
            .Right("hidden", 4, (W1, b1, W2, b2, x) => Sigmoids((W2 * Sigmoids((W1 * x) + b1)) + b2)),
        .. To(Chapter7.OutputDelta)
            .Wrong("the miss", "slope|1 −|sigmoid|derivative", (a, y) => a - y)
            .Right("entry by entry", (a, y) =>
            {
                var delta = a.Clone();
                for (int i = 0; i < a.Count; i++)
                {
                    delta[i] = (a[i] - y[i]) * a[i] * (1 - a[i]);
                }

                return delta;
            }),
        .. To(Chapter7.HiddenDelta)
            .Wrong("not transposed", "Transpose|column", (W, delta, a) => (W * delta).PointwiseMultiply(a).PointwiseMultiply(1 - a))
            .Right("column by column", (W, delta, a) =>
            {
                var mine = a.Clone();
                for (int j = 0; j < a.Count; j++)
                {
                    mine[j] = (W.Column(j) * delta) * a[j] * (1 - a[j]);
                }

                return mine;
            }),
        .. To(Chapter7.GradientCheck)
            .Wrong("forgot that both may be 0", "NaN|both|0", (a, n) => Length(Minus(a, n)) / (Length(a) + Length(n)))
            .Right("0 there", (a, n) =>
            {
                double below = Length(a) + Length(n);
                return below == 0 ? 0 : Length(Minus(a, n)) / below;
            }),
        .. To(Chapter7.FaultyLayer)
            .Wrong("half of the slope", "slope|σ|a \\(1|1 −", 4, (W, b, before, y) =>
            {
                var a = Sigmoids((W * before) + b);
                var delta = (a - y).PointwiseMultiply(1 - a);
                return (delta.OuterProduct(before), delta);
            })
            .Right("a for z", 4, (W, b, before, y) =>
            {
                var a = Sigmoids((W * before) + b);
                var delta = (a - y).PointwiseMultiply(a.PointwiseMultiply(1 - a));
                return (delta.OuterProduct(before), delta);
            }),
        .. To(Chapter7.Backpropagation)
            .Wrong("the hidden delta without its slope", "slope|σ|1 −", (W1, b1, W2, b2, x, y) =>
            {
                var a1 = Sigmoids((W1 * x) + b1);
                var a2 = Sigmoids((W2 * a1) + b2);
                var last = (a2 - y).PointwiseMultiply(a2).PointwiseMultiply(1 - a2);
                var first = W2.Transpose() * last;
                return (first.OuterProduct(x), first, last.OuterProduct(a1), last);
            })
            .Wrong("the check left blank", "check", (W1, b1, W2, b2, x, y) => Backwards(W1, b1, W2, b2, x, y), (_, _) => Blank.Number)
            .Right("all parts", (W1, b1, W2, b2, x, y) => Backwards(W1, b1, W2, b2, x, y)),
        .. To(Chapter8.CutIntoMiniBatches)
            .Wrong("only whole mini-batches", "last|left over|smaller", (order, m) =>
            {
                var batches = new int[order.Length / m][];
                for (int k = 0; k < batches.Length; k++)
                {
                    batches[k] = new int[m];
                    for (int i = 0; i < m; i++)
                    {
                        batches[k][i] = order[(k * m) + i];
                    }
                }

                return batches;
            })
            .Right("a list that is begun anew", (order, m) =>
            {
                var batches = new List<int[]>();
                var now = new List<int>();
                foreach (int i in order)
                {
                    now.Add(i);
                    if (now.Count == m)
                    {
                        batches.Add(now.ToArray());
                        now.Clear();
                    }
                }

                if (now.Count > 0)
                {
                    batches.Add(now.ToArray());
                }

                return batches.ToArray();
            }),
        .. To(Chapter8.MiniBatchGradient)
            .Wrong("the sum", "mean|divid", (gradientOf, batch) =>
            {
                var sum = gradientOf(batch[0]);
                for (int i = 1; i < batch.Length; i++)
                {
                    sum = sum + gradientOf(batch[i]);
                }

                return sum;
            })
            .Wrong("example i instead of batch[i]", "batch|names|number", (gradientOf, batch) =>
            {
                var sum = gradientOf(0);
                for (int i = 1; i < batch.Length; i++)
                {
                    sum = sum + gradientOf(i);
                }

                return sum / batch.Length;
            })
            .Right("divided at the end", (gradientOf, batch) =>
            {
                var sum = 0 * gradientOf(batch[0]);
                foreach (int i in batch)
                {
                    sum = sum + gradientOf(i);
                }

                return sum / batch.Length;
            }),
        .. To(Chapter8.SpendTheBudget)
            .Wrong("as in the chapter, for all", "budget", budget => (0.1, 10))
            .Wrong("all at once", "step|one|m", budget => (0.1, budget))
            .Right("fifty steps each", budget => (0.3, budget / 50)),
        .. To(Chapter8.FaultyShuffle)
            .Wrong("the two lines exchanged", "lost|both|keep|second|overwrit|twice|exchang", 5, (n, seed) => Shuffled(n, seed, (order, i, j) =>
            {
                order[j] = order[i];
                order[i] = order[j];
            }))
            .Right("one is kept aside", 5, (n, seed) => Shuffled(n, seed, (order, i, j) =>
            {
                int kept = order[i];
                order[i] = order[j];
                order[j] = kept;
            })),
        .. To(Chapter9.AccuracyFromOutputs)
            .Wrong("how many, not which share", "share|divid|number of", (outputs, labels) => Hits(outputs, labels))
            .Right("divided", (outputs, labels) => (double)Hits(outputs, labels) / labels.Length),
        .. To(Chapter9.ConfusionMatrix)
            .Wrong("only the mistakes", "diagonal|right answers", (truth, predicted) =>
            {
                var table = new int[10, 10];
                for (int i = 0; i < truth.Length; i++)
                {
                    if (truth[i] != predicted[i])
                    {
                        table[truth[i], predicted[i]]++;
                    }
                }

                return table;
            })
            .Right("all", (truth, predicted) =>
            {
                var table = new int[10, 10];
                for (int i = 0; i < truth.Length; i++)
                {
                    table[truth[i], predicted[i]] = table[truth[i], predicted[i]] + 1;
                }

                return table;
            }),
        .. To(Chapter9.BeatTheBaseline)
            .Wrong("the baseline again", "baseline|mistakes|epochs|rate", training => Trained(training, [784, 16, 16, 10], 3, 10, Activation.Sigmoid, CostFunction.Quadratic))
            .Right("thirty neurons, another cost", training => Trained(training, [784, 30, 10], 0.1, 20, Activation.ReLU, CostFunction.CrossEntropy)),
        .. To(Chapter9.FaultyShares)
            .Wrong("right, names the line it shows in", "not where the fault was", 6, confusion => Rows(confusion))
            .Right("the row", 5, confusion => Rows(confusion)),
        .. To(Chapter9.TrainingLoop)
            .Wrong("forgot to divide", "mean|sum|divid", (gradientOf, theta, order, m, eta) =>
            {
                foreach (int[] some in order.Chunk(m))
                {
                    var at = theta;
                    foreach (int i in some)
                    {
                        theta = theta - (eta * gradientOf(i, at));
                    }
                }

                return theta;
            })
            .Right("five steps", (gradientOf, theta, order, m, eta) =>
            {
                foreach (int[] some in order.Chunk(m))
                {
                    var sum = 0 * theta;
                    foreach (int i in some)
                    {
                        sum = sum + gradientOf(i, theta);
                    }

                    theta = theta - (eta * sum / some.Length);
                }

                return theta;
            }),
        .. To(Chapter9.DrawSchedules)
            .Wrong("still above 1", "below|first|1", Rates, 10, 25)
            .Right("read off", Rates, 11, 25),
        .. To(Chapter10.WeightsAsImage)
            .Wrong("down the columns", "row|column", (weights, width) =>
            {
                int height = weights.Length / width;
                var image = new double[height, width];
                for (int i = 0; i < weights.Length; i++)
                {
                    image[i % height, i / height] = weights[i];
                }

                return image;
            })
            .Right("along the rows", (weights, width) =>
            {
                int height = weights.Length / width, i = 0;
                var image = new double[height, width];
                for (int row = 0; row < height; row++)
                {
                    for (int column = 0; column < width; column++)
                    {
                        image[row, column] = weights[i++];
                    }
                }

                return image;
            }),
        .. To(Chapter10.SureOfNoise)
            .Wrong("the largest of all", "mean|each", (network, noise) =>
            {
                double most = 0;
                foreach (double[] image in noise)
                {
                    foreach (double activation in network(image))
                    {
                        if (activation > most)
                        {
                            most = activation;
                        }
                    }
                }

                return most;
            })
            .Right("the mean of the largest", (network, noise) =>
            {
                double sum = 0;
                foreach (double[] image in noise)
                {
                    sum += network(image).Max();
                }

                return sum / noise.Length;
            }),
        .. To(Chapter10.ShuffleLabels)
            .Wrong("in the list itself", "copy|changed", (images, labels, seed) =>
            {
                var random = new Random(seed);
                for (int i = labels.Length - 1; i > 0; i--)
                {
                    int j = random.Next(i + 1);
                    (labels[i], labels[j]) = (labels[j], labels[i]);
                }

                return labels;
            })
            .Right("in a copy", (images, labels, seed) =>
            {
                var copy = labels.ToArray();
                new Random(seed).Shuffle(copy);
                return copy;
            }),
        .. To(Chapter10.FaultyShades)
            .Wrong("from the lowest to the highest", "0|largest|absolute|size", 3, weights => Shaded(weights, weights.Max() - weights.Min()))
            .Right("the larger of both sides", 3, weights => Shaded(weights, Math.Max(-weights.Min(), weights.Max()))),
    ];
}
