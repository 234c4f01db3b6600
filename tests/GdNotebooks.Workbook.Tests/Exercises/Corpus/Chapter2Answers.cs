using GdNotebooks.Exercises;
using static GdNotebooks.Tests.Begin;

namespace GdNotebooks.Tests;

internal static partial class Corpus
{
    private static IEnumerable<Given> Chapter2Answers() =>
    [
        .. To(Chapter2.LargestRate)
            .Right("1 / a", a => 1 / a)
            .Right("a power", a => Math.Pow(a, -1))
            .Right("2 over the second derivative", a => 2 / (2 * a))
            .Right("1.0 / a", a => 1.0 / a)
            .Right("solved in steps", a =>
            {
                double curvature = 2 * a;
                return 2.0 / curvature;
            })
            .Right("logarithms", a => Math.Exp(-Math.Log(a)))
            .Right("found by halving", a =>
            {
                double low = 0, high = 1e6;
                for (int i = 0; i < 200; i++)
                {
                    double middle = (low + high) / 2;
                    (low, high) = Math.Abs(1 - (2 * a * middle)) < 1 ? (middle, high) : (low, middle);
                }

                return low;
            })
            .Right("a quotient of a quotient", a => 0.5 / (a / 2))
            .Wrong("the chapter's 1", "a = 1|`?a`?|chapter|same result", _ => 1)
            .Wrong("2 / a", "2", a => 2 / a)
            .Wrong("the best rate", "best|one step|half|largest", a => 1 / (2 * a))
            .Wrong("a itself", "steep|1/a|inverse|hands back|one of", a => a)
            .Wrong("a in the square", "square|power", a => 1 / (a * a))
            .Wrong("2a", "steep|inverse|1/a|divid|second derivative", a => 2 * a)
            .Wrong("1 − 2a", "factor|solve|\\|1", a => 1 - (2 * a))
            .Wrong("whole numbers", "whole", a => 1 / 2 / a)
            .Wrong("whole a", "whole", a => a >= 1 ? 1 / (int)a : 0)
            .Wrong("a little less", "bound itself|exact|just|largest|safe", a => 0.99 / a)
            .Wrong("a little less, by a term", "bound itself|exact|just|off by|safe", a => (1 / a) - 0.001)
            .Wrong("the root", "root|power", a => 1 / Math.Sqrt(a))
            .Wrong("a minus", "sign", a => -1 / a)
            .Wrong("with the 3", "3", a => 1 / (3 * a))
            .Wrong("the root of 2/a", "root|2|power", a => Math.Sqrt(2 / a))
            .Lazy("0.1", _ => 0.1)
            .Lazy("right for a = 1 only", a => a == 1 ? 1 : 0.5)
            .Lazy("infinity", _ => double.PositiveInfinity),

        .. To(Chapter2.StepsUntilClose)
            .Right("a while", (w, eta, epsilon) =>
            {
                int steps = 0;
                while (Math.Abs(w - 3) > epsilon)
                {
                    w -= eta * 2 * (w - 3);
                    steps++;
                }

                return steps;
            })
            .Right("the error alone", (w, eta, epsilon) =>
            {
                int n = 0;
                for (double error = w - 3; Math.Abs(error) > epsilon; error *= 1 - (2 * eta))
                {
                    n++;
                }

                return n;
            })
            .Right("the chapter's formula", (w, eta, epsilon) =>
                Math.Abs(w - 3) <= epsilon ? 0 : (int)Math.Max(1, Math.Ceiling(Math.Log(epsilon / Math.Abs(w - 3)) / Math.Log(Math.Abs(1 - (2 * eta))))))
            .Right("a formula in base 10", (w, eta, epsilon) =>
                Math.Abs(w - 3) <= epsilon ? 0 : (int)Math.Max(1, Math.Ceiling((Math.Log10(epsilon) - Math.Log10(Math.Abs(w - 3))) / Math.Log10(Math.Abs(1 - (2 * eta))))))
            .Right("a power for each n", (w, eta, epsilon) =>
            {
                int n = 0;
                while (Math.Abs(w - 3) * Math.Pow(Math.Abs(1 - (2 * eta)), n) > epsilon)
                {
                    n++;
                }

                return n;
            })
            .Right("squares compared", (w, eta, epsilon) =>
            {
                int n = 0;
                for (; (w - 3) * (w - 3) > epsilon * epsilon; w -= 2 * eta * (w - 3))
                {
                    n++;
                }

                return n;
            })
            .Right("a recursion", (w, eta, epsilon) =>
            {
                int From(double at) => Math.Abs(at - 3) <= epsilon ? 0 : 1 + From(at - (eta * 2 * (at - 3)));
                return From(w);
            })
            .Right("for and return", (w, eta, epsilon) =>
            {
                for (int step = 0; ; step++)
                {
                    if (w >= 3 - epsilon && w <= 3 + epsilon)
                    {
                        return step;
                    }

                    w = ((1 - (2 * eta)) * w) + (6 * eta);
                }
            })
            .Right("in decimals", (w, eta, epsilon) =>
            {
                int n = 0;
                decimal error = (decimal)w - 3, limit = (decimal)epsilon;
                while (Math.Abs(error) > limit)
                {
                    error *= 1 - (2 * (decimal)eta);
                    n++;
                }

                return n;
            })
            .Wrong("< for ≤", "≤|exactly|equal|at most", (w, eta, epsilon) => Count(w, eta, at => Math.Abs(at - 3) >= epsilon))
            .Wrong("one too many", "one too|off by|1 for every|before", (w, eta, epsilon) => Count(w, eta, at => Math.Abs(at - 3) > epsilon) + 1)
            .Wrong("one too few", "one too|off by|short|-1|−1", (w, eta, epsilon) => Count(w, eta, at => Math.Abs(at - 3) > epsilon) - 1)
            .Wrong("no distance", "abs|side|left|distance|sign", (w, eta, epsilon) => Count(w, eta, at => at - 3 > epsilon))
            .Wrong("the cost compared", "cost|square", (w, eta, epsilon) => Count(w, eta, at => (at - 3) * (at - 3) > epsilon))
            .Wrong("the slope compared", "slope", (w, eta, epsilon) => Count(w, eta, at => Math.Abs(2 * (at - 3)) > epsilon))
            .Wrong("distance from 0", "3|from 0", (w, eta, epsilon) => Math.Min(Count(w, eta, at => Math.Abs(at) > epsilon), 1000))
            .Wrong("until the step is small", "step", (w, eta, epsilon) => Count(w, eta, at => eta * Math.Abs(2 * (at - 3)) > epsilon))
            .Wrong("at least one step", "already|start|before the first|0 steps", (w, eta, epsilon) => Math.Max(1, Count(w, eta, at => Math.Abs(at - 3) > epsilon)))
            .Wrong("the 2 of the slope forgotten", "2|slope|derivative", (w, eta, epsilon) => Count(w, eta / 2, at => Math.Abs(at - 3) > epsilon))
            .Wrong("cut off at 10", "stop|limit|cut|cap|10", (w, eta, epsilon) => Math.Min(10, Count(w, eta, at => Math.Abs(at - 3) > epsilon)))
            .Wrong("the formula rounded down", "round|one too few|off by|ceil", (w, eta, epsilon) => Math.Abs(w - 3) <= epsilon ? 0 : (int)Math.Floor(Math.Log(epsilon / Math.Abs(w - 3)) / Math.Log(Math.Abs(1 - (2 * eta)))))
            .Wrong("log of two bases", "log", (w, eta, epsilon) => Math.Abs(w - 3) <= epsilon ? 0 : (int)Math.Ceiling(Math.Log10(epsilon / Math.Abs(w - 3)) / Math.Log(Math.Abs(1 - (2 * eta)))))
            .Wrong("an endless loop", "loop", (w, eta, epsilon) => Count(w, -Math.Abs(eta), at => Math.Abs(at - 3) > epsilon, int.MaxValue))
            .Wrong("uphill", "uphill|sign|minus|away", (w, eta, epsilon) => Count(w, -eta, at => Math.Abs(at - 3) > epsilon, 100_000))
            .Wrong("3 − w without its absolute value", "absolute", (w, eta, epsilon) => Count(w, eta, at => 3 - at > epsilon))
            .Wrong("until the step is small", "small|how far", (w, eta, epsilon) =>
            {
                int steps = 0;
                for (double step = double.MaxValue; Math.Abs(step) > epsilon; steps++)
                {
                    step = eta * 2 * (w - 3);
                    w -= step;
                }

                return steps;
            })
            .Lazy("1", (_, _, _) => 1)
            .Lazy("right from the left only", (w, eta, epsilon) => w > 3 ? 0 : Count(w, eta, at => Math.Abs(at - 3) > epsilon))
            .Lazy("looks at epsilon only", (w, eta, epsilon) => Count(0, 0.1, at => Math.Abs(at - 3) > epsilon)),

        .. To(Chapter2.ExponentialSchedule)
            .Right("Math.Pow", (first, decay, epochs) =>
            {
                var rates = new double[epochs];
                for (int t = 0; t < epochs; t++)
                {
                    rates[t] = first * Math.Pow(decay, t);
                }

                return rates;
            })
            .Right("a running product", (first, decay, epochs) =>
            {
                var rates = new double[epochs];
                double rate = first;
                for (int t = 0; t < epochs; t++, rate *= decay)
                {
                    rates[t] = rate;
                }

                return rates;
            })
            .Right("LINQ", (first, decay, epochs) => [.. Enumerable.Range(0, epochs).Select(t => first * Math.Pow(decay, t))])
            .Right("a list", (first, decay, epochs) =>
            {
                var rates = new List<double>();
                while (rates.Count < epochs)
                {
                    rates.Add(rates.Count == 0 ? first : rates[^1] * decay);
                }

                return rates.ToArray();
            })
            .Right("recursion", (first, decay, epochs) =>
            {
                double[] From(double rate, int left) => left == 0 ? [] : [rate, .. From(rate * decay, left - 1)];
                return From(first, epochs);
            })
            .Right("a vector", (first, decay, epochs) => epochs == 0 ? [] : MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense(epochs, t => first * Math.Pow(decay, t)).ToArray())
            .Right("from the back", (first, decay, epochs) =>
            {
                var rates = new double[epochs];
                for (int t = epochs - 1; t >= 0; t--)
                {
                    rates[t] = Math.Pow(decay, t) * first;
                }

                return rates;
            })
            .Right("exp and ln", (first, decay, epochs) => [.. Enumerable.Range(0, epochs).Select(t => first * Math.Exp(t * Math.Log(decay)))])
            .Wrong("times t", "power|times t", (first, decay, epochs) => Table(epochs, t => first * decay * t))
            .Wrong("the power of both", "power|bracket|first", (first, decay, epochs) => Table(epochs, t => Math.Pow(first * decay, t)))
            .Wrong("decayed once too often", "epoch 0|one (step|place|epoch)|starts|too (early|far)|0\\.\\d+ times", (first, decay, epochs) => Table(epochs, t => first * Math.Pow(decay, t + 1)))
            .Wrong("one too many", "one|count|many|shape|numbers", (first, decay, epochs) => Table(epochs + 1, t => first * Math.Pow(decay, t)))
            .Wrong("one too few", "one|count|many|shape|numbers", (first, decay, epochs) => Table(Math.Max(0, epochs - 1), t => first * Math.Pow(decay, t)))
            .Wrong("1/t", "1/t|1 ?/ ?\\(1", (first, decay, epochs) => Table(epochs, t => first / (1 + (decay * t))))
            .Wrong("e to the power", "e to|exp|e⁻", (first, decay, epochs) => Table(epochs, t => first * Math.Exp(-decay * t)))
            .Wrong("a straight line", "subtract|minus|line|power", (first, decay, epochs) => Table(epochs, t => first - (decay * t)))
            .Wrong("from the previous, by the power", "previous|twice|again|compound", (first, decay, epochs) =>
            {
                var rates = new double[epochs];
                for (int t = 0; t < epochs; t++)
                {
                    rates[t] = t == 0 ? first : rates[t - 1] * Math.Pow(decay, t);
                }

                return rates;
            })
            .Wrong("never decays", "decay|same", (first, decay, epochs) => Table(epochs, _ => first))
            .Wrong("first forgotten", "first", (first, decay, epochs) => Table(epochs, t => Math.Pow(decay, t)))
            .Wrong("exchanged", "exchang", (first, decay, epochs) => Table(epochs, t => decay * Math.Pow(first, t)))
            .Wrong("never filled", "filled|zeros|all 0", (first, decay, epochs) => new double[epochs])
            .Wrong("only the first is filled", "filled|zeros|are 0|only", (first, decay, epochs) =>
            {
                var rates = new double[epochs];
                if (epochs > 0)
                {
                    rates[0] = first;
                }

                return rates;
            })
            .Wrong("reversed", "reverse|order", (first, decay, epochs) => [.. Table(epochs, t => first * Math.Pow(decay, t)).Reverse()])
            .Wrong("from t = 1", "filled|index|epoch 0|1|first", (first, decay, epochs) =>
            {
                var rates = new double[epochs];
                for (int t = 1; t < epochs; t++)
                {
                    rates[t] = first * Math.Pow(decay, t);
                }

                return rates;
            })
            .Wrong("to t = epochs", "outside|index|lies|last", (first, decay, epochs) =>
            {
                var rates = new double[epochs];
                for (int t = 0; t <= epochs; t++)
                {
                    rates[t] = first * Math.Pow(decay, t);
                }

                return rates;
            })
            .Wrong("1 − decay", "what is left|lost", (first, decay, epochs) => [.. Enumerable.Range(0, epochs).Select(t => first * Math.Pow(1 - decay, t))])
            .Wrong("t to the power decay", "power", (first, decay, epochs) => [.. Enumerable.Range(0, epochs).Select(t => first * Math.Pow(t, decay))])
            .Lazy("null", (_, _, _) => null!)
            .Lazy("right for three", (first, decay, _) => [first, first * decay, first * decay * decay])
            .Lazy("an empty list", (_, _, _) => []),
    ];

    private static int Count(double w, double eta, Func<double, bool> goOn, int atMost = 100_000)
    {
        int steps = 0;
        while (steps < atMost && goOn(w))
        {
            w -= eta * 2 * (w - 3);
            steps++;
        }

        while (atMost == int.MaxValue)
        {
            Thread.Sleep(1); // an endless loop that leaves the processor to the other tests
            if (w < 0 && Environment.HasShutdownStarted)
            {
                return 0;
            }
        }

        return steps;
    }

    private static double[] Table(int count, Func<int, double> entry) => [.. Enumerable.Range(0, count).Select(entry)];
}
