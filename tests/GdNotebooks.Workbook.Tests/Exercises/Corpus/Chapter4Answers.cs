using GdNotebooks.Exercises;
using MathNet.Numerics.LinearAlgebra;
using static GdNotebooks.Tests.Begin;

namespace GdNotebooks.Tests;

internal static partial class Corpus
{
    private static IEnumerable<Given> Chapter4Answers() =>
    [
        .. To(Chapter4.DescentFromAStart)
            .Right("a for", (dC, start, eta, steps) =>
            {
                double w = start;
                for (int i = 0; i < steps; i++)
                {
                    w -= eta * dC(w);
                }

                return w;
            })
            .Right("a while", (dC, start, eta, steps) =>
            {
                while (steps-- > 0)
                {
                    start = start - (eta * dC(start));
                }

                return start;
            })
            .Right("an aggregate", (dC, start, eta, steps) => Enumerable.Range(0, steps).Aggregate(start, (w, _) => w - (eta * dC(w))))
            .Right("a recursion", (dC, start, eta, steps) =>
            {
                double From(double w, int left) => left == 0 ? w : From(w - (eta * dC(w)), left - 1);
                return From(start, steps);
            })
            .Right("the library", (dC, start, eta, steps) => GradientDescent.Minimize(_ => 0, dC, start: start, learningRate: eta, steps: steps).End.Position)
            .Right("an array of all places", (dC, start, eta, steps) =>
            {
                var path = new double[steps + 1];
                path[0] = start;
                for (int i = 1; i <= steps; i++)
                {
                    path[i] = path[i - 1] - (eta * dC(path[i - 1]));
                }

                return path[steps];
            })
            .Right("slope and step", (dC, start, eta, steps) =>
            {
                double w = start;
                for (int i = 1; i <= steps; i++)
                {
                    double slope = dC(w);
                    double step = -eta * slope;
                    w += step;
                }

                return w;
            })
            .Right("foreach", (dC, start, eta, steps) =>
            {
                foreach (int _ in Enumerable.Repeat(0, steps))
                {
                    start -= dC(start) * eta;
                }

                return start;
            })
            .Wrong("one step too many", "one step|steps? too|off by one|too many", (dC, start, eta, steps) => Downhill(dC, start, eta, steps + 1))
            .Wrong("one step too few", "one step|steps? too|off by one|too few", (dC, start, eta, steps) => Downhill(dC, start, eta, Math.Max(0, steps - 1)))
            .Wrong("uphill", "uphill|sign|minus|climbs", (dC, start, eta, steps) => Downhill(dC, start, -eta, steps))
            .Wrong("one long step", "one|at once|each step|again", (dC, start, eta, steps) => start - (eta * steps * dC(start)))
            .Wrong("one step", "one step|again|loop|steps", (dC, start, eta, steps) => start - (eta * dC(start)))
            .Wrong("the slope at the start", "start|where|each|again|anew", (dC, start, eta, steps) =>
            {
                double w = start;
                for (int i = 0; i < steps; i++)
                {
                    w -= eta * dC(start);
                }

                return w;
            })
            .Wrong("always from the start", "one step|start|loop|again", (dC, start, eta, steps) =>
            {
                double w = start;
                for (int i = 0; i < steps; i++)
                {
                    w = start - (eta * dC(w));
                }

                return w;
            })
            .Wrong("the slope at the end", "slope", (dC, start, eta, steps) => dC(Downhill(dC, start, eta, steps)))
            .Wrong("no eta", "eta|rate", (dC, start, eta, steps) => Downhill(dC, start, 1, steps))
            .Wrong("stops when flat", "number of steps|early|stop", (dC, start, eta, steps) =>
            {
                for (int i = 0; i < steps && Math.Abs(dC(start)) > 0.1; i++)
                {
                    start -= eta * dC(start);
                }

                return start;
            })
            .Wrong("from 0", "start|0", (dC, start, eta, steps) => Downhill(dC, 0, eta, steps))
            .Wrong("how far it went", "start|where|far|term", (dC, start, eta, steps) => Downhill(dC, start, eta, steps) - start)
            .Wrong("a shrinking rate", "rate|shrink|eta", (dC, start, eta, steps) =>
            {
                for (int i = 0; i < steps; i++)
                {
                    start -= eta / (i + 1) * dC(start);
                }

                return start;
            })
            .Wrong("the start", "start|one of|hands back", (dC, start, eta, steps) => start)
            .Wrong("until it is flat, without end", "loop", (dC, start, eta, steps) =>
            {
                while (eta > 0)
                {
                    Thread.Sleep(1);
                    _ = dC(start);
                }

                return start;
            })
            .Wrong("steps and eta exchanged", "exchang|rate|eta", (dC, start, eta, steps) => Downhill(dC, start, steps, (int)eta))
            .Wrong("return inside the loop", "one step|again|loop|first turn", (dC, start, eta, steps) =>
            {
                double w = start;
                for (int i = 0; i < steps;)
                {
                    w -= eta * dC(w);
                    return w;
                }

                return w;
            })
            .Wrong("in float", "float", (dC, start, eta, steps) =>
            {
                float w = (float)start;
                for (int i = 0; i < steps; i++)
                {
                    w -= (float)(eta * dC(w));
                }

                return w;
            })
            .Lazy("0", (_, _, _, _) => 0)
            .Lazy("far down", (dC, start, eta, steps) => Downhill(dC, start, 0.01, 10_000)),

        .. To(Chapter4.StationaryPoint)
            .Right("eight directions", (C, p) => Around(C, p, 1e-3, 8))
            .Right("a ring of 360", (C, p) => Around(C, p, 1e-2, 360))
            .Right("a ring of 16", (C, p) => Around(C, p, 1e-4, 16))
            .Right("the second derivatives", (C, p) =>
            {
                double h = 1e-3, c = C(p);
                double xx = (C(p + V(h, 0)) - (2 * c) + C(p - V(h, 0))) / (h * h);
                double yy = (C(p + V(0, h)) - (2 * c) + C(p - V(0, h))) / (h * h);
                double xy = (C(p + V(h, h)) - C(p + V(h, -h)) - C(p + V(-h, h)) + C(p + V(-h, -h))) / (4 * h * h);
                double det = (xx * yy) - (xy * xy);
                return det < 0 ? "saddle" : xx > 0 ? "minimum" : "maximum";
            })
            .Right("eigenvalues", (C, p) =>
            {
                double h = 1e-3, c = C(p);
                double xx = (C(p + V(h, 0)) - (2 * c) + C(p - V(h, 0))) / (h * h);
                double yy = (C(p + V(0, h)) - (2 * c) + C(p - V(0, h))) / (h * h);
                double xy = (C(p + V(h, h)) - C(p + V(h, -h)) - C(p + V(-h, h)) + C(p + V(-h, -h))) / (4 * h * h);
                var values = Matrix<double>.Build.DenseOfArray(new[,] { { xx, xy }, { xy, yy } }).Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real).ToList();
                return values.All(value => value > 0) ? "minimum" : values.All(value => value < 0) ? "maximum" : "saddle";
            })
            .Right("random directions", (C, p) =>
            {
                var random = new Random(1);
                int up = 0, down = 0;
                for (int i = 0; i < 200; i++)
                {
                    double angle = 2 * Math.PI * random.NextDouble();
                    double change = C(p + V(0.01 * Math.Cos(angle), 0.01 * Math.Sin(angle))) - C(p);
                    (up, down) = change > 0 ? (up + 1, down) : (up, down + 1);
                }

                return up == 200 ? "minimum" : down == 200 ? "maximum" : "saddle";
            })
            .Right("a grid", (C, p) =>
            {
                bool up = false, down = false;
                for (double x = -0.02; x < 0.025; x += 0.01)
                {
                    for (double y = -0.02; y < 0.025; y += 0.01)
                    {
                        double change = C(p + V(x, y)) - C(p);
                        up |= change > 1e-12;
                        down |= change < -1e-12;
                    }
                }

                return up && down ? "saddle" : up ? "minimum" : "maximum";
            })
            .Right("with a capital letter", (C, p) =>
            {
                string kind = Around(C, p, 1e-3, 24);
                return char.ToUpperInvariant(kind[0]) + kind[1..];
            })
            .Wrong("always a saddle", "same result|parameter|always", (C, p) => "saddle")
            .Wrong("looks right only", "one direction|all round|other direction|only", (C, p) => C(p + V(0.01, 0)) > C(p) ? "minimum" : "maximum")
            .Wrong("along x only", "one direction|axis|all round|other direction", (C, p) => Along(C, p, V(0.01, 0)))
            .Wrong("along y only", "one direction|axis|all round|other direction", (C, p) => Along(C, p, V(0, 0.01)))
            .Wrong("along the axes only", "ax[ie]s|slant|diagonal", (C, p) => Around(C, p, 1e-3, 4))
            .Wrong("looks a whole unit away", "far|near|close|small", (C, p) => Around(C, p, 1, 16))
            .Wrong("looks 3 away", "far|near|close|small", (C, p) => Around(C, p, 3, 16))
            .Wrong("looks around the origin", "origin|point|\\(0, 0\\)", (C, p) => Around(C, V(0, 0), 1e-3, 16))
            .Wrong("the value at the point", "value|height|compare|around", (C, p) => C(p) > 0 ? "maximum" : C(p) < 0 ? "minimum" : "saddle")
            .Wrong("minimum and maximum exchanged", "exchang|turned|higher|swap", (C, p) => Around(C, p, 1e-3, 16) switch { "minimum" => "maximum", "maximum" => "minimum", var kind => kind })
            .Wrong("other words", "word|exactly|spell|\"minimum\"", (C, p) => Around(C, p, 1e-3, 16) switch { "saddle" => "saddle point", var kind => kind })
            .Wrong("never a saddle", "saddle", (C, p) => Around(C, p, 1e-3, 16) == "minimum" ? "minimum" : "maximum")
            .Wrong("saddle called minimum", "saddle|maximum", (C, p) => Around(C, p, 1e-3, 16) == "maximum" ? "maximum" : "minimum")
            .Wrong("far too near", "round|digits|too (small|close|near)", (C, p) => Around(C, p, 1e-12, 16))
            .Wrong("the mean all round", "mean|average|saddle|both", (C, p) => Enumerable.Range(0, 16).Average(k => C(p + V(0.01 * Math.Cos(k * Math.PI / 8), 0.01 * Math.Sin(k * Math.PI / 8)))) > C(p) ? "minimum" : "maximum")
            .Wrong("no kind of equality", "saddle|maximum", (C, p) => Around(C, p, 1e-3, 16) == "saddle" ? "saddle" : "minimum")
            .Wrong("short words", "none of the words|written like", (C, point) => C(point + V(0.01, 0)) > C(point) ? "min" : "max")
            .Wrong("the diagonals only", "axes", (C, point) =>
            {
                double[] around = [C(point + V(0.01, 0.01)), C(point - V(0.01, 0.01)), C(point + V(0.01, -0.01)), C(point + V(-0.01, 0.01))];
                return around.Min() > C(point) ? "minimum" : around.Max() < C(point) ? "maximum" : "saddle";
            })
            .Wrong("the curvatures added", "each by itself|added", (C, point) => (C(point + V(0.01, 0)) + C(point - V(0.01, 0)) + C(point + V(0, 0.01)) + C(point - V(0, 0.01)) - (4 * C(point))) switch { > 1e-9 => "minimum", < -1e-9 => "maximum", _ => "saddle" })
            .Wrong("one step to the right", "along x|single direction", (C, point) => C(point + V(0.001, 0)) > C(point) ? "minimum" : C(point + V(0.001, 0)) < C(point) ? "maximum" : "saddle")
            .Wrong("neighbours of the origin", @"around \(0, 0\)", (C, point) =>
            {
                double[] around = [.. Enumerable.Range(0, 32).Select(k => C(0.01 * V(Math.Cos(k * Math.PI / 16), Math.Sin(k * Math.PI / 16))))];
                return around.Min() > C(point) ? "minimum" : around.Max() < C(point) ? "maximum" : "saddle";
            })
            .Lazy("minimum", (_, _) => "minimum")
            .Lazy("null", (_, _) => null!),

        .. To(Chapter4.MomentumStep)
            .Right("velocity first", (w, v, gradient, eta, mu) =>
            {
                v = (mu * v) - (eta * gradient);
                return (w + v, v);
            })
            .Right("one line", (w, v, gradient, eta, mu) => (w + (mu * v) - (eta * gradient), (mu * v) - (eta * gradient)))
            .Right("a new name", (w, v, gradient, eta, mu) =>
            {
                double next = (mu * v) - (eta * gradient);
                return (w + next, next);
            })
            .Right("keep and push", (w, v, gradient, eta, mu) =>
            {
                double kept = mu * v;
                double push = -eta * gradient;
                double velocity = kept + push;
                return (w + velocity, velocity);
            })
            .Right("in place", (w, v, gradient, eta, mu) =>
            {
                v *= mu;
                v -= eta * gradient;
                w += v;
                return (w, v);
            })
            .Right("turned round", (w, v, gradient, eta, mu) => (-(eta * gradient) + (mu * v) + w, -((eta * gradient) - (v * mu))))
            .Right("fused", (w, v, gradient, eta, mu) =>
            {
                double next = Math.FusedMultiplyAdd(mu, v, -(eta * gradient));
                return (W: next + w, V: next);
            })
            .Right("the change of v", (w, v, gradient, eta, mu) =>
            {
                double change = ((mu - 1) * v) - (eta * gradient);
                return (w + v + change, v + change);
            })
            .Wrong("PyTorch", "PyTorch|convention", (w, v, gradient, eta, mu) =>
            {
                v = (mu * v) + gradient;
                return (w - (eta * v), v);
            })
            .Wrong("PyTorch with the rate inside", "sign|convention|downhill", (w, v, gradient, eta, mu) =>
            {
                v = (mu * v) + (eta * gradient);
                return (w - v, v);
            })
            .Wrong("pushed uphill", "uphill|sign|minus", (w, v, gradient, eta, mu) => (w + (mu * v) + (eta * gradient), (mu * v) + (eta * gradient)))
            .Wrong("moves by the old velocity", "old|new velocity", (w, v, gradient, eta, mu) => (w + v, (mu * v) - (eta * gradient)))
            .Wrong("moves backwards", "sign|minus|\\+|adds", (w, v, gradient, eta, mu) => (w - ((mu * v) - (eta * gradient)), (mu * v) - (eta * gradient)))
            .Wrong("an average", "1 − mu|average|mu", (w, v, gradient, eta, mu) =>
            {
                v = (mu * v) - ((1 - mu) * eta * gradient);
                return (w + v, v);
            })
            .Wrong("exchanged results", "order|exchang|reverse|swap", (w, v, gradient, eta, mu) => ((mu * v) - (eta * gradient), w + (mu * v) - (eta * gradient)))
            .Wrong("keeps all", "mu|share", (w, v, gradient, eta, mu) => (w + v - (eta * gradient), v - (eta * gradient)))
            .Wrong("mu on the push too", "mu|push|bracket", (w, v, gradient, eta, mu) => (w + (mu * (v - (eta * gradient))), mu * (v - (eta * gradient))))
            .Wrong("no momentum", "momentum|velocity|keep", (w, v, gradient, eta, mu) => (w - (eta * gradient), -eta * gradient))
            .Wrong("the velocity not handed on", "velocity|v|Number 1|old", (w, v, gradient, eta, mu) => (w + (mu * v) - (eta * gradient), v))
            .Wrong("the second left blank", "blank", (w, v, gradient, eta, mu) => (w + (mu * v) - (eta * gradient), Blank.Number))
            .Wrong("eta on the velocity", "eta|rate|velocity", (w, v, gradient, eta, mu) => (w + (eta * ((mu * v) - (eta * gradient))), (mu * v) - (eta * gradient)))
            .Wrong("no eta", "eta|rate", (w, v, gradient, eta, mu) => (w + (mu * v) - gradient, (mu * v) - gradient))
            .Wrong("mu and eta exchanged", "exchang", (w, v, gradient, eta, mu) => (w + (eta * v) - (mu * gradient), (eta * v) - (mu * gradient)))
            .Wrong("mu times w", "velocity|w|Number 2", (w, v, gradient, eta, mu) => ((mu * w) + ((mu * v) - (eta * gradient)), (mu * v) - (eta * gradient)))
            .Wrong("Nesterov", "Nesterov|look|convention", (w, v, gradient, eta, mu) =>
            {
                double next = (mu * v) - (eta * gradient);
                return (w - (mu * v) + ((1 + mu) * next), next);
            })
            .Wrong("keeps 1 − mu", "keeps|share", (w, u, gradient, eta, mu) => (w + ((1 - mu) * u) - (eta * gradient), ((1 - mu) * u) - (eta * gradient)))
            .Wrong("the push is forgotten", "push", (w, u, gradient, eta, mu) => (w + (mu * u) - (eta * gradient), mu * u))
            .Lazy("as it was", (w, v, _, _, _) => (w, v))
            .Lazy("0, 0", (_, _, _, _, _) => (0, 0)),
    ];

    private static double Downhill(Func<double, double> dC, double w, double eta, int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            w -= eta * dC(w);
        }

        return w;
    }

    private static string Along(Func<Vector<double>, double> C, Vector<double> p, Vector<double> step) =>
        (C(p + step) > C(p), C(p - step) > C(p)) switch
        {
            (true, true) => "minimum",
            (false, false) => "maximum",
            _ => "saddle",
        };

    private static string Around(Func<Vector<double>, double> C, Vector<double> p, double radius, int directions)
    {
        var changes = Enumerable.Range(0, directions)
            .Select(k => 2 * Math.PI * k / directions)
            .Select(angle => C(p + V(radius * Math.Cos(angle), radius * Math.Sin(angle))) - C(p))
            .ToList();
        return changes.All(change => change > 0) ? "minimum" : changes.All(change => change < 0) ? "maximum" : "saddle";
    }
}
