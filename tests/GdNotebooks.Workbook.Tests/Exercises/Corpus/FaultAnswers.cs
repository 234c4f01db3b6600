using GdNotebooks.Exercises;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using static GdNotebooks.Tests.Begin;
using static GdNotebooks.Tests.Formulas;

namespace GdNotebooks.Tests;

internal static partial class Corpus
{
    private const string NowMend = "Now mend it";
    private const string StandsRight = "right as it stands";
    private const string NotThere = "not where the fault was";
    private const string WhichLine = "Which line";

    private static IEnumerable<Given> FaultAnswers() =>
    [
        .. Repaired(To(Chapter1.FaultySecant), 4, [1, 2, 3], (f, x, h) => (f(x + h) - f(x - h)) / 2 * h, (f, x, h) => (f(x + h) - f(x - h)) / (2 * h))
            .Right("divided twice", 4, (f, x, h) => (f(x + h) - f(x - h)) / 2 / h)
            .Right("half of it over h", 4, (f, x, h) => 0.5 * (f(x + h) - f(x - h)) / h)
            .Right("h + h", 4, (f, x, h) => (f(x + h) - f(x - h)) / (h + h))
            .Right("a name for the run", 4, (f, x, h) =>
            {
                double rise = f(x + h) - f(x - h);
                double run = 2 * h;
                return rise / run;
            })
            .Right("the mean of both sides", 4, (f, x, h) => (((f(x + h) - f(x)) / h) + ((f(x) - f(x - h)) / h)) / 2)
            .Right("to the power −1", 4, (f, x, h) => (f(x + h) - f(x - h)) * Math.Pow(2 * h, -1))
            .Right("both minus", 4, (f, x, h) => (f(x - h) - f(x + h)) / (-2 * h))
            .Wrong("divided by h", "2", 4, (f, x, h) => (f(x + h) - f(x - h)) / h)
            .Wrong("divided by 2", "`h`|run|divid", 4, (f, x, h) => (f(x + h) - f(x - h)) / 2)
            .Wrong("the rise alone", "`h`|run|divid", 4, (f, x, h) => f(x + h) - f(x - h))
            .Wrong("times 2h", "divid|`h`", 4, (f, x, h) => (f(x + h) - f(x - h)) * (2 * h))
            .Wrong("one side", "side|forward|x − h|left", 4, (f, x, h) => (f(x + h) - f(x)) / h)
            .Wrong("left minus right", "sign|opposite", 4, (f, x, h) => (f(x - h) - f(x + h)) / (2 * h))
            .Wrong("h twice", "`h`|divid", 4, (f, x, h) => (f(x + h) - f(x - h)) / (2 * h * h))
            .Wrong("upside down", "above|below|1 divided", 4, (f, x, h) => 2 * h / (f(x + h) - f(x - h)))
            .Lazy("the number from the text", 4, (f, x, h) => 6),

        .. Repaired(
                To(Chapter2.FaultySchedule),
                3,
                [1, 2, 4, 5],
                (first, drop, every, epochs) => Plan(epochs, t => first * Math.Pow(drop, (t + 1) / every)),
                (first, drop, every, epochs) => Plan(epochs, t => first * Math.Pow(drop, t / every)))
            .Right("without the rest", 3, (first, drop, every, epochs) => Plan(epochs, t => first * Math.Pow(drop, (t - (t % every)) / every)))
            .Right("rounded down", 3, (first, drop, every, epochs) => Plan(epochs, t => first * Math.Pow(drop, Math.Floor(1.0 * t / every))))
            .Right("DivRem", 3, (first, drop, every, epochs) => Plan(epochs, t => first * Math.Pow(drop, Math.DivRem(t, every).Quotient)))
            .Right("a cast", 3, (first, drop, every, epochs) => Plan(epochs, t => first * Math.Pow(drop, (int)((double)t / every))))
            .Right("falls when it is time", 3, (first, drop, every, epochs) =>
            {
                double rate = first;
                return Plan(epochs, t => rate *= t > 0 && t % every == 0 ? drop : 1);
            })
            .Right("one stair after another", 3, (first, drop, every, epochs) =>
                [.. Enumerable.Range(0, epochs).SelectMany(stairs => Enumerable.Repeat(first * Math.Pow(drop, stairs), every)).Take(epochs)])
            .Right("e to the logarithm", 3, (first, drop, every, epochs) => Plan(epochs, t => first * Math.Exp(t / every * Math.Log(drop))))
            .Wrong("one less", "early|late|epoch|first|drop", 3, (first, drop, every, epochs) => Plan(epochs, t => first * Math.Pow(drop, (t - 1) / every)))
            .Wrong("one drop before the first", "first|drop|factor|early", 3, (first, drop, every, epochs) => Plan(epochs, t => first * Math.Pow(drop, (t / every) + 1)))
            .Wrong("no stairs", "stairs|whole", 3, (first, drop, every, epochs) => Plan(epochs, t => first * Math.Pow(drop, 1.0 * t / every)))
            .Wrong("a drop at every epoch", "every|each", 3, (first, drop, every, epochs) => Plan(epochs, t => first * Math.Pow(drop, t)))
            .Wrong("the rest for the quotient", "%|rest|remainder|whole|divid", 3, (first, drop, every, epochs) => Plan(epochs, t => first * Math.Pow(drop, t % every)))
            .Wrong("stairs too wide", "`every`|wide|early|late|long", 3, (first, drop, every, epochs) => Plan(epochs, t => first * Math.Pow(drop, t / (every + 1))))
            .Wrong("rounded up", "early|late|up|first", 3, (first, drop, every, epochs) => Plan(epochs, t => first * Math.Pow(drop, (t + every - 1) / every)))
            .Wrong("times instead of power", "power|0", 3, (first, drop, every, epochs) => Plan(epochs, t => first * drop * (t / every)))
            .Lazy("always the first", 3, (first, drop, every, epochs) => Plan(epochs, _ => first)),

        .. Repaired(To(Chapter3.FaultyGradient), 4, [1, 3, 5, 6, 7], (f, v, h) => v * 0, Measured)
            .Right("a copy of the array", 4, (f, v, h) => Partials(v, i => (f(V(MovedBy(v, i, h))) - f(V(MovedBy(v, i, -h)))) / (2 * h)))
            .Right("a unit vector", 4, (f, v, h) => Partials(v, i => (f(v + (h * Unit(v.Count, i))) - f(v - (h * Unit(v.Count, i)))) / (2 * h)))
            .Right("DenseOfVector", 4, (f, v, h) => Partials(v, i =>
            {
                Vector<double> above = Vector<double>.Build.DenseOfVector(v), below = Vector<double>.Build.DenseOfVector(v);
                above[i] = v[i] + h;
                below[i] = v[i] - h;
                return (f(above) - f(below)) / (2 * h);
            }))
            .Right("one copy, moved twice", 4, (f, v, h) => Partials(v, i =>
            {
                var moved = v.Clone();
                moved[i] += h;
                double above = f(moved);
                moved[i] = v[i] - h;
                return (above - f(moved)) / (2 * h);
            }))
            .Right("MapIndexed", 4, (f, v, h) => v.MapIndexed((i, _) => (f(v.MapIndexed((k, x) => k == i ? x + h : x, Zeros.Include)) - f(v.MapIndexed((k, x) => k == i ? x - h : x, Zeros.Include))) / (2 * h), Zeros.Include))
            .Right("SubVector is a copy too", 4, (f, v, h) => Partials(v, i =>
            {
                Vector<double> above = v.SubVector(0, v.Count), below = v.SubVector(0, v.Count);
                above[i] += h;
                below[i] -= h;
                return (f(above) - f(below)) / (2 * h);
            }))
            .Right("divided twice", 4, (f, v, h) => Partials(v, i => (f(v + (h * Unit(v.Count, i))) - f(v - (h * Unit(v.Count, i)))) / h / 2))
            .Wrong("below is v itself", "changed|copy", 4, (f, v, h) => Partials(v, i =>
            {
                Vector<double> above = v.Clone(), below = v;
                above[i] += h;
                below[i] -= h;
                return (f(above) - f(below)) / (2 * h);
            }))
            .Wrong("below stays where v is", "moved|half|below|2", 4, (f, v, h) => Partials(v, i => (f(v + (h * Unit(v.Count, i))) - f(v)) / (2 * h)))
            .Wrong("one side, divided by h", "side|forward|central|both", 4, (f, v, h) => Partials(v, i => (f(v + (h * Unit(v.Count, i))) - f(v)) / h))
            .Wrong("divided by h", "2", 4, (f, v, h) => Partials(v, i => (f(v + (h * Unit(v.Count, i))) - f(v - (h * Unit(v.Count, i)))) / h))
            .Wrong("all components at once", "all|alone|one component|`i`", 4, (f, v, h) => Partials(v, _ => (f(v + h) - f(v - h)) / (2 * h)))
            .Wrong("above for below", "sign|opposite", 4, (f, v, h) => -Measured(f, v, h))
            .Wrong("the first component only", "first|filled|loop", 4, (f, v, h) => Measured(f, v, h).PointwiseMultiply(Unit(v.Count, 0)))
            .Lazy("nothing but zeros", 4, (f, v, h) => Vector<double>.Build.Dense(v.Count)),

        .. Repaired(To(Chapter4.FaultyMomentum), 2, [3, 4, 5], (dC, w, eta, mu, steps) => Walk(steps, w, at => at - (eta * dC(at))), Rolled)
            .Right("in the head of the loop", 2, (dC, w, eta, mu, steps) =>
            {
                for (double u = 0; steps > 0; steps--)
                {
                    u = (mu * u) - (eta * dC(w));
                    w += u;
                }

                return w;
            })
            .Right("a pair that is passed on", 2, (dC, w, eta, mu, steps) => Enumerable.Range(0, steps).Aggregate((w, u: 0.0), (at, _) =>
            {
                double u = (mu * at.u) - (eta * dC(at.w));
                return (at.w + u, u);
            }).w)
            .Right("the place before", 2, (dC, w, eta, mu, steps) =>
            {
                double before = w;
                for (int step = 0; step < steps; step++)
                {
                    (before, w) = (w, w - (eta * dC(w)) + (mu * (w - before)));
                }

                return w;
            })
            .Right("a list of places", 2, (dC, w, eta, mu, steps) =>
            {
                var places = new List<double> { w };
                double u = 0;
                while (places.Count <= steps)
                {
                    u = (mu * u) - (eta * dC(places[^1]));
                    places.Add(places[^1] + u);
                }

                return places[^1];
            })
            .Right("PyTorch's way to write it", 2, (dC, w, eta, mu, steps) =>
            {
                double push = 0;
                for (int step = 0; step < steps; step++)
                {
                    push = (mu * push) + dC(w);
                    w -= eta * push;
                }

                return w;
            })
            .Right("calls itself", 2, (dC, w, eta, mu, steps) =>
            {
                double From(double at, double u, int left) => left == 0 ? at : From(at + (mu * u) - (eta * dC(at)), (mu * u) - (eta * dC(at)), left - 1);
                return From(w, 0, steps);
            })
            .Right("all slopes added up", 2, (dC, w, eta, mu, steps) =>
            {
                var slopes = new List<double>();
                for (int step = 0; step < steps; step++)
                {
                    slopes.Add(dC(w));
                    w -= eta * slopes.Select((slope, i) => slope * Math.Pow(mu, step - i)).Sum();
                }

                return w;
            })
            .Wrong("moves first", "old|before|new velocity|order", 2, (dC, w, eta, mu, steps) =>
            {
                double u = 0;
                for (int step = 0; step < steps; step++)
                {
                    w += u;
                    u = (mu * u) - (eta * dC(w));
                }

                return w;
            })
            .Wrong("keeps all of its velocity", "`mu`|share|keeps", 2, (dC, w, eta, mu, steps) => Rolled(dC, w, eta, 1, steps))
            .Wrong("uphill", "sign|climb|uphill|minus", 2, (dC, w, eta, mu, steps) => Rolled(dC, w, -eta, mu, steps))
            .Wrong("one step too many", "step|one", 2, (dC, w, eta, mu, steps) => Rolled(dC, w, eta, mu, steps + 1))
            .Wrong("one step too few", "step|one", 2, (dC, w, eta, mu, steps) => Rolled(dC, w, eta, mu, steps - 1))
            .Wrong("mu and eta exchanged", "exchanged", 2, (dC, w, eta, mu, steps) => Rolled(dC, w, mu, eta, steps))
            .Wrong("the push shared out", "share|1 −|mu|push", 2, (dC, w, eta, mu, steps) => Rolled(dC, w, (1 - mu) * eta, mu, steps))
            .Wrong("Nesterov", "Nesterov|ahead|where it is", 2, (dC, w, eta, mu, steps) =>
            {
                double u = 0;
                for (int step = 0; step < steps; step++)
                {
                    u = (mu * u) - (eta * dC(w + (mu * u)));
                    w += u;
                }

                return w;
            })
            .Lazy("where it begins", 2, (dC, w, eta, mu, steps) => w),

        .. Repaired(To(Chapter5.FaultyCost), 6, [2, 3, 4, 5], (w, b, x, y) => 1 / (2 * x.Length) * Squares(w, b, x, y), (w, b, x, y) => 1.0 / (2 * x.Length) * Squares(w, b, x, y))
            .Right("sum / (2 * m)", 6, (w, b, x, y) => Squares(w, b, x, y) / (2 * x.Length))
            .Right("divided twice", 6, (w, b, x, y) => Squares(w, b, x, y) / x.Length / 2)
            .Right("half of it", 6, (w, b, x, y) => 0.5 * Squares(w, b, x, y) / x.Length)
            .Right("a mean", 6, (w, b, x, y) => x.Select((xi, i) => Math.Pow((w * xi) + b - y[i], 2)).Average() / 2)
            .Right("a cast", 6, (w, b, x, y) => 1 / (double)(2 * x.Length) * Squares(w, b, x, y))
            .Right("m as a double", 1, (w, b, x, y) =>
            {
                double m = x.Length;
                return 1 / (2 * m) * Squares(w, b, x, y);
            })
            .Right("vectors", 6, (w, b, x, y) => Math.Pow(((w * V(x)) + b - V(y)).L2Norm(), 2) / (2 * x.Length))
            .Right("2.0", 6, (w, b, x, y) => 1 / (2.0 * x.Length) * Squares(w, b, x, y))
            .Wrong("brackets lost", "bracket", 6, (w, b, x, y) => 1.0 / 2 * x.Length * Squares(w, b, x, y))
            .Wrong("1 / 2 alone in whole numbers", "whole|0", 6, (w, b, x, y) => 1 / 2 * Squares(w, b, x, y) / x.Length)
            .Wrong("no half", "2|½|half", 6, (w, b, x, y) => Squares(w, b, x, y) / x.Length)
            .Wrong("no m", "mean|sum|m|number of", 6, (w, b, x, y) => Squares(w, b, x, y) / 2)
            .Wrong("the sum", "mean|sum|number of|halved", 6, (w, b, x, y) => Squares(w, b, x, y))
            .Wrong("m − 1", "one less|m − 1", 6, (w, b, x, y) => Squares(w, b, x, y) / (2 * (x.Length - 1)))
            .Wrong("the root", "root", 6, (w, b, x, y) => Math.Sqrt(Squares(w, b, x, y) / (2 * x.Length)))
            .Wrong("cast too late", "whole|0", 6, (w, b, x, y) => (double)(1 / (2 * x.Length)) * Squares(w, b, x, y))
            .Wrong("a quarter", "2|twice|½|half", 6, (w, b, x, y) => Squares(w, b, x, y) / (4 * x.Length))
            .Lazy("one half", 6, (w, b, x, y) => 0.5),

        .. Repaired(
                To(Chapter6.FaultyForward),
                4,
                [1, 2, 3, 5],
                (W1, b1, W2, b2, x) => Sigmoids((W2 * ((W1 * x) + b1)) + b2),
                (W1, b1, W2, b2, x) => Sigmoids((W2 * Sigmoids((W1 * x) + b1)) + b2))
            .Right("Logistic", 4, (W1, b1, W2, b2, x) => ((W2 * ((W1 * x) + b1).Map(SpecialFunctions.Logistic)) + b2).Map(SpecialFunctions.Logistic))
            .Right("a local function for a layer", 4, (W1, b1, W2, b2, x) =>
            {
                Vector<double> Layer(Matrix<double> W, Vector<double> a, Vector<double> b) => Sigmoids((W * a) + b);
                return Layer(W2, Layer(W1, x, b1), b2);
            })
            .Right("a loop over the layers", 4, (W1, b1, W2, b2, x) => new[] { (W1, b1), (W2, b2) }.Aggregate(x, (a, layer) => Sigmoids((layer.Item1 * a) + layer.Item2)))
            .Right("Multiply and Add", 4, (W1, b1, W2, b2, x) => Sigmoids(W2.Multiply(Sigmoids(W1.Multiply(x).Add(b1))).Add(b2)))
            .Right("PointwiseExp", 4, (W1, b1, W2, b2, x) => 1 / (1 + (-((W2 * (1 / (1 + (-((W1 * x) + b1)).PointwiseExp()))) + b2)).PointwiseExp()))
            .Right("Tanh", 4, (W1, b1, W2, b2, x) =>
            {
                Vector<double> Squeeze(Vector<double> z) => (1 + (z / 2).PointwiseTanh()) / 2;
                return Squeeze((W2 * Squeeze((W1 * x) + b1)) + b2);
            })
            .Right("neuron by neuron", 4, (W1, b1, W2, b2, x) =>
            {
                var hidden = V([.. Enumerable.Range(0, b1.Count).Select(j => SpecialFunctions.Logistic((W1.Row(j) * x) + b1[j]))]);
                return V([.. Enumerable.Range(0, b2.Count).Select(k => SpecialFunctions.Logistic((W2.Row(k) * hidden) + b2[k]))]);
            })
            .Wrong("no sigmoid at the end", "sigmoid|σ", 4, (W1, b1, W2, b2, x) => (W2 * Sigmoids((W1 * x) + b1)) + b2)
            .Wrong("a sigmoid too many", "sigmoid|σ", 4, (W1, b1, W2, b2, x) => Sigmoids(Sigmoids((W2 * Sigmoids((W1 * x) + b1)) + b2)))
            .Wrong("two sigmoids in the middle", "sigmoid|σ|twice", 4, (W1, b1, W2, b2, x) => Sigmoids((W2 * Sigmoids(Sigmoids((W1 * x) + b1))) + b2))
            .Wrong("hidden alone", "shape|second|layer", 4, (W1, b1, W2, b2, x) => Sigmoids((W1 * x) + b1))
            .Wrong("without b1", "b1|bias", 4, (W1, b1, W2, b2, x) => Sigmoids((W2 * Sigmoids(W1 * x)) + b2))
            .Wrong("without b2", "b2|bias", 4, (W1, b1, W2, b2, x) => Sigmoids(W2 * Sigmoids((W1 * x) + b1)))
            .Wrong("the sign in the exponent", "sign|minus|1 minus|e\\^", 4, (W1, b1, W2, b2, x) => 1 - Sigmoids((W2 * Sigmoids((W1 * x) + b1)) + b2))
            .Wrong("the image again", "sizes|fit|x", 4, (W1, b1, W2, b2, x) => Sigmoids((W2 * x) + b2))
            .Lazy("b2", 4, (W1, b1, W2, b2, x) => b2),

        .. Repaired(To(Chapter7.FaultyLayer), 4, [1, 2, 3, 5, 6], (W, b, before, y) => Layer(W, b, before, y, (z, a) => z.PointwiseMultiply(1 - z)), LastLayer)
            .Wrong("z in the other factor", "still z", 4, (W, b, before, y) => Layer(W, b, before, y, (z, a) => z.PointwiseMultiply(1 - a)))
            .Right("a − a²", 4, (W, b, before, y) => Layer(W, b, before, y, (z, a) => a - a.PointwisePower(2)))
            .Right("Map", 4, (W, b, before, y) => Layer(W, b, before, y, (z, a) => a.Map(p => p * (1 - p))))
            .Right("σ(z)(1 − σ(z))", 4, (W, b, before, y) => Layer(W, b, before, y, (z, a) => Sigmoids(z).PointwiseMultiply(1 - Sigmoids(z))))
            .Right("Negate and Add", 4, (W, b, before, y) => Layer(W, b, before, y, (z, a) => a.PointwiseMultiply(a.Negate().Add(1))))
            .Right("cosh", 4, (W, b, before, y) => Layer(W, b, before, y, (z, a) => z.Map(p => 0.25 / Math.Pow(Math.Cosh(p / 2), 2))))
            .Right("LINQ", 4, (W, b, before, y) => Layer(W, b, before, y, (z, a) => V([.. a.Select(p => p * (1 - p))])))
            .Right("a loop", 4, (W, b, before, y) => Layer(W, b, before, y, (z, a) =>
            {
                var slope = a.Clone();
                for (int i = 0; i < a.Count; i++)
                {
                    slope[i] = a[i] * (1 - a[i]);
                }

                return slope;
            }))
            .Wrong("no slope", "slope|a \\(1|sigmoid", 4, (W, b, before, y) => Layer(W, b, before, y, (z, a) => a / a))
            .Wrong("1 − a", "slope|a \\(1|1 −", 4, (W, b, before, y) => Layer(W, b, before, y, (z, a) => 1 - a))
            .Wrong("a alone", "slope|a \\(1|1 −", 4, (W, b, before, y) => Layer(W, b, before, y, (z, a) => a))
            .Wrong("σ once too often", "once|σ\\(a|slope", 4, (W, b, before, y) => Layer(W, b, before, y, (z, a) => Sigmoids(a).PointwiseMultiply(1 - Sigmoids(a))))
            .Wrong("tanh's slope", "tanh|slope|a \\(1", 4, (W, b, before, y) => Layer(W, b, before, y, (z, a) => 1 - a.PointwisePower(2)))
            .Wrong("* is a dot product", "PointwiseMultiply|dot", 4, (W, b, before, y) => Layer(W, b, before, y, (z, a) => (a / a) * (a * (1 - a))))
            .Wrong("a times z", "slope|a \\(1|1 −", 4, (W, b, before, y) => Layer(W, b, before, y, (z, a) => a.PointwiseMultiply(1 - z)))
            .Wrong("y − a", "sign|opposite", 4, (W, b, before, y) =>
            {
                var (w, bias) = LastLayer(W, b, before, y);
                return (-w, -bias);
            })
            .Lazy("nothing but zeros", 4, (W, b, before, y) => (0 * W, 0 * b)),

        .. Repaired(To(Chapter8.FaultyShuffle), 5, [1, 2, 3, 4, 7], (n, seed) => Shuffled(n, seed, (order, i, j) =>
            {
                order[i] = order[j];
                order[j] = order[i];
            }), (n, seed) => Shuffled(n, seed, (order, i, j) => (order[i], order[j]) = (order[j], order[i])))
            .Right("kept aside, the other one", 6, (n, seed) => Shuffled(n, seed, (order, i, j) =>
            {
                int kept = order[j];
                order[j] = order[i];
                order[i] = kept;
            }))
            .Right("kept aside", 5, (n, seed) => Shuffled(n, seed, (order, i, j) =>
            {
                int kept = order[i];
                order[i] = order[j];
                order[j] = kept;
            }))
            .Right("Random.Shuffle", 5, (n, seed) =>
            {
                int[] order = [.. Enumerable.Range(0, n)];
                new Random(seed).Shuffle(order);
                return order;
            })
            .Right("sorted by drawn numbers", 6, (n, seed) =>
            {
                var random = new Random(seed);
                return [.. Enumerable.Range(0, n).OrderBy(_ => random.Next())];
            })
            .Right("drawn out of a hat", 5, (n, seed) =>
            {
                var random = new Random(seed);
                var hat = Enumerable.Range(0, n).ToList();
                var order = new List<int>();
                while (hat.Count > 0)
                {
                    int j = random.Next(hat.Count);
                    order.Add(hat[j]);
                    hat.RemoveAt(j);
                }

                return [.. order];
            })
            .Right("Array.Sort with keys", 5, (n, seed) =>
            {
                var random = new Random(seed);
                double[] keys = [.. Enumerable.Range(0, n).Select(_ => random.NextDouble())];
                int[] order = [.. Enumerable.Range(0, n)];
                Array.Sort(keys, order);
                return order;
            })
            .Right("MathNet's", 5, (n, seed) => Combinatorics.GeneratePermutation(n, new Random(seed)))
            .Wrong("the lines exchanged", "lost|keep|both|aside|twice", 5, (n, seed) => Shuffled(n, seed, (order, i, j) =>
            {
                order[j] = order[i];
                order[i] = order[j];
            }))
            .Wrong("one line only", "lost|keep|both|aside|twice", 5, (n, seed) => Shuffled(n, seed, (order, i, j) => order[i] = order[j]))
            .Wrong("exclusive or, and i may be j", "lost|keep|both|aside|twice|same", 5, (n, seed) => Shuffled(n, seed, (order, i, j) =>
            {
                order[i] ^= order[j];
                order[j] ^= order[i];
                order[i] ^= order[j];
            }))
            .Wrong("j into j", "lost|keep|both|aside|twice|order", 6, (n, seed) => Shuffled(n, seed, (order, i, j) => order[j] = order[j]))
            .Wrong("without the seed", "seed", 5, (n, seed) =>
            {
                int[] order = [.. Enumerable.Range(0, n)];
                new Random().Shuffle(order);
                return order;
            })
            .Wrong("from 1 on", "0|begin|n", 5, (n, seed) => [.. Shuffled(n, seed, (order, i, j) => (order[i], order[j]) = (order[j], order[i])).Select(k => k + 1)])
            .Wrong("one is left out", "number|length|lost|n", 5, (n, seed) => [.. Shuffled(n, seed, (order, i, j) => (order[i], order[j]) = (order[j], order[i])).Skip(1)])
            .Lazy("nothing is exchanged", 5, (n, seed) => [.. Enumerable.Range(0, n)])
            .Lazy("rotated by the seed", 5, (n, seed) => [.. Enumerable.Range(0, n).Select(k => (k + seed) % n)]),

        .. Repaired(To(Chapter9.FaultyShares), 5, [1, 2, 3, 4, 6], confusion => Shares(confusion, (t, p) => confusion[p, t]), Rows)
            .Right("LINQ", 5, confusion => Shares(confusion, (t, p) => confusion[t, p]))
            .Right("a matrix", 5, confusion => Matrix<double>.Build.Dense(10, 10, (t, p) => confusion[t, p]) is var C ? C.Diagonal().PointwiseDivide(C.RowSums()).ToArray() : [])
            .Right("right ones and wrong ones", 5, confusion => [.. Enumerable.Range(0, 10).Select(t =>
            {
                double right = confusion[t, t], wrong = Enumerable.Range(0, 10).Where(p => p != t).Sum(p => confusion[t, p]);
                return right / (right + wrong);
            })])
            .Right("1 minus the share of mistakes", 5, confusion => [.. Enumerable.Range(0, 10).Select(t =>
            {
                double shown = Enumerable.Range(0, 10).Sum(p => confusion[t, p]);
                return 1 - (Enumerable.Range(0, 10).Where(p => p != t).Sum(p => confusion[t, p]) / shown);
            })])
            .Right("sums first", 5, confusion =>
            {
                var shown = new double[10];
                foreach (int t in Enumerable.Range(0, 10))
                {
                    foreach (int p in Enumerable.Range(0, 10))
                    {
                        shown[t] += confusion[t, p];
                    }
                }

                return [.. shown.Select((all, t) => confusion[t, t] / all)];
            })
            .Right("the loops exchanged instead", 5, confusion =>
            {
                double[] shown = new double[10], shares = new double[10];
                for (int p = 0; p < 10; p++)
                {
                    for (int t = 0; t < 10; t++)
                    {
                        shown[t] += confusion[t, p];
                    }
                }

                for (int t = 0; t < 10; t++)
                {
                    shares[t] = confusion[t, t] / shown[t];
                }

                return shares;
            })
            .Right("Array.ConvertAll", 5, confusion => Array.ConvertAll([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], (int t) => 1.0 * confusion[t, t] / Enumerable.Range(0, 10).Sum(p => confusion[t, p])))
            .Wrong("in per cent", "per cent|share", 5, confusion => [.. Rows(confusion).Select(share => 100 * share)])
            .Wrong("the mistakes", "1 minus|other share|mistakes", 5, confusion => [.. Rows(confusion).Select(share => 1 - share)])
            .Wrong("whole numbers", "whole", 5, confusion => [.. Enumerable.Range(0, 10).Select(t => (double)(confusion[t, t] / Enumerable.Range(0, 10).Sum(p => confusion[t, p])))])
            .Wrong("counts", "share|divid", 5, confusion => [.. Enumerable.Range(0, 10).Select(t => (double)confusion[t, t])])
            .Wrong("of all images", "all|row|shown|divid", 5, confusion => [.. Enumerable.Range(0, 10).Select(t => (double)confusion[t, t] / confusion.Cast<int>().Sum())])
            .Wrong("without the right ones below the line", "right|all|also|count", 5, confusion => [.. Enumerable.Range(0, 10).Select(t => confusion[t, t] / (double)Enumerable.Range(0, 10).Where(p => p != t).Sum(p => confusion[t, p]))])
            .Wrong("one digit too few", "shape|last|early|10", 5, confusion => [.. Rows(confusion).Take(9)])
            .Wrong("upside down", "above|below|1 divided", 5, confusion => [.. Rows(confusion).Select(share => 1 / share)])
            .Lazy("all recognised", 5, _ => [.. Enumerable.Repeat(1.0, 10)]),

        .. Repaired(To(Chapter10.FaultyShades), 3, [2, 4], weights => Shaded(weights, Math.Max(weights.Min(), weights.Max())), weights => Shaded(weights, Math.Max(-weights.Min(), weights.Max())))
            .Right("both absolute", 3, weights => Shaded(weights, Math.Max(Math.Abs(weights.Min()), Math.Abs(weights.Max()))))
            .Right("Max of Abs", 3, weights => Shaded(weights, weights.Max(Math.Abs)))
            .Right("the largest by size", 3, weights => Shaded(weights, Math.Abs(weights.MaxBy(Math.Abs))))
            .Right("AbsoluteMaximum", 3, weights => Shaded(weights, V(weights).AbsoluteMaximum()))
            .Right("the infinity norm", 3, weights => [.. V(weights) / V(weights).InfinityNorm()])
            .Right("Normalize", 3, weights => [.. V(weights).Normalize(double.PositiveInfinity)])
            .Right("a loop", 3, weights =>
            {
                double limit = 0;
                foreach (double w in weights)
                {
                    limit = Math.Abs(w) > limit ? Math.Abs(w) : limit;
                }

                return Shaded(weights, limit);
            })
            .Wrong("the range", "0|largest|size|absolute|range", 3, weights => Shaded(weights, weights.Max() - weights.Min()))
            .Wrong("the size of the maximum", "size|low|both|absolute|largest", 3, weights => Shaded(weights, Math.Abs(Math.Max(weights.Min(), weights.Max()))))
            .Wrong("the lowest", "low|high|size|largest|both|sign", 3, weights => Shaded(weights, weights.Min()))
            .Wrong("the size of the lowest", "low|high|size|largest|both", 3, weights => Shaded(weights, -weights.Min()))
            .Wrong("the smaller side", "small|larger|size|both|beyond", 3, weights => Shaded(weights, Math.Min(-weights.Min(), weights.Max())))
            .Wrong("stretched to −1 … 1", "0|moved|shift", 3, weights => [.. weights.Select(w => (2 * (w - weights.Min()) / (weights.Max() - weights.Min())) - 1)])
            .Wrong("the length", "length|largest|norm", 3, weights => Shaded(weights, Length(weights)))
            .Wrong("cut off", "cut|clamp|limit|divid|beyond|largest", 3, weights => [.. weights.Select(w => Math.Clamp(w / weights.Max(), -1, 1))])
            .Wrong("the sum", "sum|largest", 3, weights => Shaded(weights, weights.Sum(Math.Abs)))
            .Right("the size of the lowest, in line 1", 1, weights => [.. weights.Select(w => w / Math.Max(Math.Abs(weights.Min()), weights.Max()))])
            .Wrong("both sizes added", "larger of the two", 3, weights => [.. weights.Select(w => w / (Math.Abs(weights.Min()) + Math.Abs(weights.Max())))])
            .Wrong("the length", "largest by size", 3, weights => [.. weights.Select(w => w / Math.Sqrt(weights.Sum(x => x * x)))])
            .Wrong("cut off below", "cut off", 4, weights => [.. weights.Select(w => Math.Max(-1, w / Math.Max(weights.Min(), weights.Max())))])
            .Lazy("signs", 3, weights => [.. weights.Select(w => (double)Math.Sign(w))]),
    ];

    // What everybody may do at any fault: name the line and leave it, name another, mend it and name none.
    private static Repairs<TInput, TAnswer> Repaired<TInput, TAnswer>(Repairs<TInput, TAnswer> repairs, int line, int[] others, TAnswer asItStood, TAnswer mended)
        where TAnswer : Delegate
    {
        repairs.Right("mended", line, mended)
            .Wrong("the line, not mended", NowMend, line, asItStood)
            .Wrong("mended, and no line", WhichLine, Blank.Count, mended)
            .Wrong("mended, and another line", NotThere, others[^1], mended);
        foreach (int other in others)
        {
            repairs.Wrong($"line {other} suspected", StandsRight, other, asItStood);
        }

        return repairs;
    }

    private static double[] Plan(int epochs, Func<int, double> rate) => [.. Enumerable.Range(0, epochs).Select(rate)];

    private static Vector<double> Partials(Vector<double> v, Func<int, double> partial) => Vector<double>.Build.Dense(v.Count, partial);

    private static double[] MovedBy(Vector<double> v, int i, double by) => [.. v.Select((x, k) => k == i ? x + by : x)];

    private static double Walk(int steps, double from, Func<double, double> step) => Enumerable.Range(0, steps).Aggregate(from, (w, _) => step(w));

    private static double[] Shares(int[,] confusion, Func<int, int, int> counted) =>
        [.. Enumerable.Range(0, 10).Select(t => confusion[t, t] / (double)Enumerable.Range(0, 10).Sum(p => counted(t, p)))];

    private static (Matrix<double> W, Vector<double> B) Layer(Matrix<double> W, Vector<double> b, Vector<double> before, Vector<double> y, Func<Vector<double>, Vector<double>, Vector<double>> slope)
    {
        var z = (W * before) + b;
        var a = Sigmoids(z);
        var delta = (a - y).PointwiseMultiply(slope(z, a));
        return (delta.OuterProduct(before), delta);
    }
}
