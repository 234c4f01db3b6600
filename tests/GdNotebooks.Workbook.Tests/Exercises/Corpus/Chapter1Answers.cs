using GdNotebooks.Exercises;
using static GdNotebooks.Tests.Begin;

namespace GdNotebooks.Tests;

internal static partial class Corpus
{
    private static IEnumerable<Given> Chapter1Answers() =>
    [
        .. To(Chapter1.CostAtAPoint)
            .Right("a product", w => (w - 5) * (w - 5))
            .Right("Math.Pow", w => Math.Pow(w - 5, 2))
            .Right("5 − w", w => (5 - w) * (5 - w))
            .Right("multiplied out", w => (w * w) - (10 * w) + 25)
            .Right("Horner", w => (w * (w - 10)) + 25)
            .Right("a distance squared", w => Math.Abs(w - 5) * Math.Abs(w - 5))
            .Right("a variable", w =>
            {
                var d = w - 5;
                return d * d;
            })
            .Right("LINQ", w => new[] { w - 5 }.Sum(d => d * d))
            .Right("a vector", w => V(w - 5) * V(w - 5))
            .Wrong("forgot the square", "square", w => w - 5)
            .Wrong("the distance", "square", w => Math.Abs(w - 5))
            .Wrong("w² − 5", "bracket|whole difference|first", w => (w * w) - 5)
            .Wrong("the chapter's 3", "best .*5|5, not 3|chapter", w => (w - 3) * (w - 3))
            .Wrong("the square of 5 alone", "bracket|whole difference", w => w - (5 * 5))
            .Wrong("no brackets", "bracket", w => w - (5 * w) - 5)
            .Wrong("w + 5", @"minus|sign|\+ 5|subtract", w => (w + 5) * (w + 5))
            .Wrong("half of it", "half|½|0\\.5", w => (w - 5) * (w - 5) / 2)
            .Wrong("1/2 in whole numbers", "whole", w => 1 / 2 * (w - 5) * (w - 5))
            .Wrong("twice instead of squared", "square|twice", w => 2 * (w - 5))
            .Wrong("w² − 25", "multipl|whole|separately", w => (w * w) - 25)
            .Wrong("w² + 25", "middle|10w|multipl", w => (w * w) + 25)
            .Wrong("the cube", "cube|third|power", w => Math.Pow(w - 5, 3))
            .Wrong("the fourth power", "power|square", w => Math.Pow(w - 5, 4))
            .Wrong("a root", "root|NaN", w => Math.Sqrt(w - 5))
            .Wrong("the other way round", "square", w => 5 - w)
            .Wrong("a minus in front", "sign", w => -(w - 5) * (w - 5))
            .Wrong("^ for a power", "\\^|power", w => (int)(w - 5) ^ 2)
            .Wrong("in float", "float", w => (float)((w - 5) * (w - 5) * 1.0000001))
            .Wrong("Math.Pow with its arguments exchanged", @"Math\.Pow\(x, 2\)|power", w => Math.Pow(2, w - 5))
            .Lazy("0", _ => 0)
            .Lazy("w", w => w)
            .Lazy("right for 5 and 6 only", w => w == 5 ? 0 : 1),

        .. To(Chapter1.DerivativeByHand)
            .Right("2(w − 5)", w => 2 * (w - 5))
            .Right("−2(5 − w)", w => -2 * (5 - w))
            .Right("2w − 10", w => (2 * w) - 10)
            .Right("the chain rule as it stands", w => 2 * (5 - w) * -1)
            .Right("a sum", w => w - 5 + (w - 5))
            .Right("−(10 − 2w)", w => -(10 - (2 * w)))
            .Right("inner and outer", w =>
            {
                double inner = 5 - w;
                double outer = 2 * inner;
                return outer * -1;
            })
            .Right("two minus", w => -(5 - w) - (5 - w))
            .Right("divided by a half", w => (w - 5) / 0.5)
            .Wrong("forgot the inner derivative", "inner|inside|chain", w => 2 * (5 - w))
            .Wrong("forgot the 2", "2|power", w => w - 5)
            .Wrong("forgot both", "2|inner|chain", w => 5 - w)
            .Wrong("the cost", "cost", w => (5 - w) * (5 - w))
            .Wrong("2w − 5", "bracket|both|10", w => (2 * w) - 5)
            .Wrong("2w", "5|bracket|inside", w => 2 * w)
            .Wrong("−2w", "5|bracket|inside", w => -2 * w)
            .Wrong("the chapter's", "chapter|5", w => 2 * (w - 3))
            .Wrong("the 2 in the denominator", "0\\.25|¼|factor", w => (w - 5) / 2)
            .Wrong("w + 5", "sign|\\+", w => 2 * (w + 5))
            .Wrong("a constant", "same result|parameter|constant", _ => -2)
            .Wrong("squared still", "power|square", w => 2 * (w - 5) * (w - 5))
            .Wrong("10 − 2w", "inner|inside|chain|sign", w => 10 - (2 * w))
            .Wrong("a one-sided secant of width 1", "secant|term|off by 1", w => ((4 - w) * (4 - w)) - ((5 - w) * (5 - w)))
            .Wrong("twice the factor", "2 times|twice|factor", w => 4 * (w - 5))
            .Wrong("in float", "float", w => (float)(2 * (w - 5.1f)) + 0.2f)
            .Lazy("0", _ => 0)
            .Lazy("w", w => w)
            .Lazy("the sign alone", w => Math.Sign(w - 5)),

        .. To(Chapter1.OneUpdate)
            .Right("the rule", (C, dC, w, eta) => w - (eta * dC(w)))
            .Right("step by step", (C, dC, w, eta) =>
            {
                double slope = dC(w);
                double step = -eta * slope;
                return w + step;
            })
            .Right("in place", (C, dC, w, eta) =>
            {
                w -= eta * dC(w);
                return w;
            })
            .Right("plus a minus", (C, dC, w, eta) => w + (eta * -dC(w)))
            .Right("turned round", (C, dC, w, eta) => -((eta * dC(w)) - w))
            .Right("fused", (C, dC, w, eta) => Math.FusedMultiplyAdd(-eta, dC(w), w))
            .Right("an aggregate", (C, dC, w, eta) => new[] { eta }.Aggregate(w, (at, rate) => at - (rate * dC(at))))
            .Right("the library", (C, dC, w, eta) => GradientDescent.Minimize(C, dC, start: w, learningRate: eta, steps: 1).End.Position)
            .Wrong("uphill", "uphill|sign|minus", (C, dC, w, eta) => w + (eta * dC(w)))
            .Wrong("the cost for the slope", "cost", (C, dC, w, eta) => w - (eta * C(w)))
            .Wrong("forgot eta", "eta|rate|η", (C, dC, w, eta) => w - dC(w))
            .Wrong("forgot the slope", "slope|dC", (C, dC, w, eta) => w - eta)
            .Wrong("the step alone", "step", (C, dC, w, eta) => -eta * dC(w))
            .Wrong("eta times the slope", "step|subtracted from the w", (C, dC, w, eta) => eta * dC(w))
            .Wrong("the slope alone", "slope|what `dC` returned", (C, dC, w, eta) => dC(w))
            .Wrong("this one cost's formula", "any cost|dC|other", (C, dC, w, eta) => w - (eta * 2 * (w - 3)))
            .Wrong("the slope at eta", "at `?w|eta|exchang", (C, dC, w, eta) => w - (eta * dC(eta)))
            .Wrong("divided by eta", "divid|multipl", (C, dC, w, eta) => w - (dC(w) / eta))
            .Wrong("the sign of the slope only", "size|sign", (C, dC, w, eta) => w - (eta * Math.Sign(dC(w))))
            .Wrong("always to the left", "abs|direction|sign|left", (C, dC, w, eta) => w - (eta * Math.Abs(dC(w))))
            .Wrong("brackets", "bracket|first", (C, dC, w, eta) => (w - eta) * dC(w))
            .Wrong("two steps", "two|one step|second|again", (C, dC, w, eta) =>
            {
                w -= eta * dC(w);
                return w - (eta * dC(w));
            })
            .Wrong("w as it was", "one of|hands back|itself|unchanged", (C, dC, w, eta) => w)
            .Wrong("exchanged w and eta", "exchang", (C, dC, w, eta) => eta - (w * dC(w)))
            .Wrong("eta twice", "eta|rate|η", (C, dC, w, eta) => w - (eta * eta * dC(w)))
            .Wrong("the new cost", "cost|what `C` returned", (C, dC, w, eta) => C(w - (eta * dC(w))))
            .Wrong("from the cost", "starts from the cost|w that moves", (C, dC, w, eta) => C(w) - (eta * dC(w)))
            .Wrong("the slope at the cost", "height|where you stand", (C, dC, w, eta) => w - (eta * dC(C(w))))
            .Wrong("eta and the slope side by side", "product", (C, dC, w, eta) => w - eta + dC(w))
            .Wrong("a hundred steps", "One step|no loop", (C, dC, w, eta) => Enumerable.Range(0, 100).Aggregate(w, (at, _) => at - (eta * dC(at))))
            .Wrong("a rate of its own", @"OneUpdate\(C, dC, 1, 0\.1\)", (C, dC, w, eta) => w - (0.1 * dC(w)))
            .Lazy("the minimum of the first cost", (_, _, _, _) => 3)
            .Lazy("right at the first input only", (C, dC, w, eta) => w == 1 ? 1.4 : w),

        .. To(Chapter1.NumericDerivative)
            .Right("the secant", (f, x, h) => (f(x + h) - f(x - h)) / (2 * h))
            .Right("two divisions", (f, x, h) => (f(x + h) - f(x - h)) / 2 / h)
            .Right("the other way round", (f, x, h) => (f(x - h) - f(x + h)) / (-2 * h))
            .Right("rise over run", (f, x, h) =>
            {
                double rise = f(x + h) - f(x - h);
                double run = x + h - (x - h);
                return rise / run;
            })
            .Right("the mean of both sides", (f, x, h) => (((f(x + h) - f(x)) / h) + ((f(x) - f(x - h)) / h)) / 2)
            .Right("half first", (f, x, h) => 0.5 * (f(x + h) - f(x - h)) / h)
            .Right("right and left", (f, x, h) =>
            {
                var (right, left) = (x + h, x - h);
                return (f(right) - f(left)) / (h + h);
            })
            .Right("as a product", (f, x, h) => (f(x + h) - f(x - h)) * (1 / (2 * h)))
            .Wrong("forward", "one side|one-sided|x - h|x − h|both", (f, x, h) => (f(x + h) - f(x)) / h)
            .Wrong("backward", "one side|one-sided|both|x \\+ h", (f, x, h) => (f(x) - f(x - h)) / h)
            .Wrong("not by 2", "2", (f, x, h) => (f(x + h) - f(x - h)) / h)
            .Wrong("not divided", "divid|width|run|2h", (f, x, h) => f(x + h) - f(x - h))
            .Wrong("not by h", "h", (f, x, h) => (f(x + h) - f(x - h)) / 2)
            .Wrong("a plus", "minus|differ|sign|\\+", (f, x, h) => (f(x + h) + f(x - h)) / (2 * h))
            .Wrong("brackets forgotten above", "bracket", (f, x, h) => f(x + h) - (f(x - h) / (2 * h)))
            .Wrong("brackets forgotten below", "bracket", (f, x, h) => (f(x + h) - f(x - h)) / 2 * h)
            .Wrong("left minus right", "sign|left|order", (f, x, h) => (f(x - h) - f(x + h)) / (2 * h))
            .Wrong("its own h", "own h|handed|`h`", (f, x, h) => (f(x + 1e-5) - f(x - 1e-5)) / 2e-5)
            .Wrong("half as wide", "half|wide|h/2|x \\+ h", (f, x, h) => (f(x + (h / 2)) - f(x - (h / 2))) / h)
            .Wrong("one side, divided by 2h", "one side|half|both", (f, x, h) => (f(x + h) - f(x)) / (2 * h))
            .Wrong("x and h exchanged", "exchang", (f, x, h) => (f(h + x) - f(h - x)) / (2 * x))
            .Wrong("the second derivative", "second|curv", (f, x, h) => (f(x + h) - (2 * f(x)) + f(x - h)) / (h * h))
            .Wrong("the value", "value|height|cost|itself", (f, x, h) => f(x))
            .Wrong("f(h) for f(x + h)", "x \\+ h|around|bracket|f\\(h\\)", (f, x, h) => (f(x) + h - (f(x) - h)) / (2 * h))
            .Wrong("no brackets at all", "bracket", (f, x, h) => f(x + h) - (f(x - h) / 2 * h))
            .Wrong("over 2x", "2h", (f, x, h) => (f(x + h) - f(x - h)) / (2 * x))
            .Wrong("from h to x", "distance", (f, x, h) => (f(x) - f(h)) / (x - h))
            .Wrong("half of h to each side, over 2h", "whole h", (f, x, h) => (f(x + (h / 2)) - f(x - (h / 2))) / (2 * h))
            .Wrong("five points", "better formula|handed in", (f, x, h) => (-f(x + (2 * h)) + (8 * f(x + h)) - (8 * f(x - h)) + f(x - (2 * h))) / (12 * h))
            .Wrong("the derivative of x² for all", @"x²|special", (f, x, h) => 2 * x)
            .Lazy("0", (_, _, _) => 0)
            .Lazy("the slope of one function", (f, x, h) => 2 * (x - 3)),
    ];
}
