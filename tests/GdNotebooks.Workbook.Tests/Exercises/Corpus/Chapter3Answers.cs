using GdNotebooks.Exercises;
using MathNet.Numerics.LinearAlgebra;
using static GdNotebooks.Tests.Begin;

namespace GdNotebooks.Tests;

internal static partial class Corpus
{
    private static IEnumerable<Given> Chapter3Answers() =>
    [
        .. To(Chapter3.PartialDerivative)
            .Right("two clones", (f, v, i, h) =>
            {
                var up = v.Clone();
                var down = v.Clone();
                up[i] += h;
                down[i] -= h;
                return (f(up) - f(down)) / (2 * h);
            })
            .Right("a unit vector", (f, v, i, h) =>
            {
                var step = Vector<double>.Build.Dense(v.Count, k => k == i ? h : 0);
                return (f(v + step) - f(v - step)) / (2 * h);
            })
            .Right("one clone, moved twice", (f, v, i, h) =>
            {
                var u = v.Clone();
                u[i] = v[i] + h;
                double right = f(u);
                u[i] = v[i] - h;
                return (right - f(u)) / (2 * h);
            })
            .Right("arrays", (f, v, i, h) =>
            {
                double[] up = v.ToArray(), down = v.ToArray();
                up[i] += h;
                down[i] -= h;
                return (f(V(up)) - f(V(down))) / 2 / h;
            })
            .Right("a map", (f, v, i, h) => (f(v.MapIndexed((k, x) => k == i ? x + h : x)) - f(v.MapIndexed((k, x) => k == i ? x - h : x))) / (2 * h))
            .Right("a function of one number", (f, v, i, h) =>
            {
                double Along(double t)
                {
                    var u = v.Clone();
                    u[i] += t;
                    return f(u);
                }

                return (Along(h) - Along(-h)) / (h + h);
            })
            .Right("a column of the identity", (f, v, i, h) =>
            {
                var e = Matrix<double>.Build.DenseIdentity(v.Count).Column(i);
                return (f(v + (h * e)) - f(v - (h * e))) / (2 * h);
            })
            .Right("changed and put back", (f, v, i, h) =>
            {
                double kept = v[i];
                v[i] = kept + h;
                double up = f(v);
                v[i] = kept - h;
                double down = f(v);
                v[i] = kept;
                return (up - down) / (2 * h);
            })
            .Wrong("moved all", "all|alone|every", (f, v, i, h) => (f(v + h) - f(v - h)) / (2 * h))
            .Wrong("one side", "one side|one-sided|both", (f, v, i, h) => (f(Moved(v, i, h)) - f(v)) / h)
            .Wrong("not by 2", "2", (f, v, i, h) => (f(Moved(v, i, h)) - f(Moved(v, i, -h))) / h)
            .Wrong("not divided", "divid|2h|distance|width", (f, v, i, h) => f(Moved(v, i, h)) - f(Moved(v, i, -h)))
            .Wrong("two names for one vector", "two names|same vector|Clone", (f, v, i, h) =>
            {
                var up = v;
                var down = v;
                up[i] += h;
                down[i] -= h;
                return (f(up) - f(down)) / (2 * h);
            })
            .Wrong("changes v, back by half", "chang|Clone|back|one side", (f, v, i, h) =>
            {
                v[i] += h;
                double up = f(v);
                v[i] -= h;
                return (up - f(v)) / h;
            })
            .Wrong("changes v and leaves it", "chang|Clone|back", (f, v, i, h) =>
            {
                v[i] += h;
                double up = f(v);
                v[i] -= 2 * h;
                return (up - f(v)) / (2 * h);
            })
            .Wrong("always component 0", "component|`i`|first", (f, v, i, h) => (f(Moved(v, 0, h)) - f(Moved(v, 0, -h))) / (2 * h))
            .Wrong("counts from 1", "outside|from 0|counts|index", (f, v, i, h) => (f(Moved(v, i - 1, h)) - f(Moved(v, i - 1, -h))) / (2 * h))
            .Wrong("the next component", "outside|from 0|component", (f, v, i, h) => (f(Moved(v, i + 1, h)) - f(Moved(v, i + 1, -h))) / (2 * h))
            .Wrong("a plus", "minus|differ|sign|plus", (f, v, i, h) => (f(Moved(v, i, h)) + f(Moved(v, i, -h))) / (2 * h))
            .Wrong("turned round", "sign|order", (f, v, i, h) => (f(Moved(v, i, -h)) - f(Moved(v, i, h))) / (2 * h))
            .Wrong("brackets below", "bracket", (f, v, i, h) => (f(Moved(v, i, h)) - f(Moved(v, i, -h))) / 2 * h)
            .Wrong("set instead of moved", "set|add|\\+=|around|replac", (f, v, i, h) =>
            {
                var up = v.Clone();
                var down = v.Clone();
                up[i] = h;
                down[i] = -h;
                return (f(up) - f(down)) / (2 * h);
            })
            .Wrong("its own h", "own h|handed|`h`", (f, v, i, h) => (f(Moved(v, i, 1e-5)) - f(Moved(v, i, -1e-5))) / 2e-5)
            .Wrong("the value", "value|itself", (f, v, i, h) => f(v))
            .Wrong("the sum of all slopes", "all|alone|every", (f, v, i, h) => Enumerable.Range(0, v.Count).Sum(k => (f(Moved(v, k, h)) - f(Moved(v, k, -h))) / (2 * h)))
            .Wrong("no brackets around the difference", "bracket", (f, v, i, h) => f(v.MapIndexed((k, x) => k == i ? x + h : x)) - (f(v.MapIndexed((k, x) => k == i ? x - h : x)) / (2 * h)))
            .Wrong("the others are 0", "Hold the others", (f, v, i, h) => (f(v.MapIndexed((k, x) => k == i ? x + h : 0)) - f(v.MapIndexed((k, x) => k == i ? x - h : 0))) / (2 * h))
            .Lazy("0", (_, _, _, _) => 0)
            .Lazy("h", (_, _, _, h) => h)
            .Lazy("component 0 if there are two", (f, v, i, h) => v.Count == 2 ? (f(Moved(v, 0, h)) - f(Moved(v, 0, -h))) / (2 * h) : 0),

        .. To(Chapter3.GradientVector)
            .Right("an array", v => V(2 * v[0] * v[1], (v[0] * v[0]) + 4))
            .Right("a function of the index", v => Vector<double>.Build.Dense(2, i => i == 0 ? 2 * v[0] * v[1] : (v[0] * v[0]) + 4))
            .Right("filled in", v =>
            {
                var g = Vector<double>.Build.Dense(2);
                g[0] = 2 * v[0] * v[1];
                g[1] = Math.Pow(v[0], 2) + 4;
                return g;
            })
            .Right("CreateVector", v => CreateVector.Dense(new[] { 2 * v[0] * v[1], (v[0] * v[0]) + 4 }))
            .Right("a changed clone", v =>
            {
                var g = v.Clone();
                g[0] = 2 * v[0] * v[1];
                g[1] = (v[0] * v[0]) + 4;
                return g;
            })
            .Right("two parts", v =>
            {
                var (x, y) = (v[0], v[1]);
                return (V(1, 0) * (2 * x * y)) + (V(0, 1) * (4 + (x * x)));
            })
            .Right("names", v =>
            {
                double x = v[0], y = v[1];
                double byX = x * y * 2;
                double byY = (x * x) + 4;
                return Vector<double>.Build.DenseOfEnumerable([byX, byY]);
            })
            .Right("a map", v => v.MapIndexed((i, _) => i == 0 ? 2 * v[0] * v[1] : 4 + (v[0] * v[0])))
            .Wrong("swapped", "order|swap|exchang|reverse", v => V((v[0] * v[0]) + 4, 2 * v[0] * v[1]))
            .Wrong("forgot the 4", "4", v => V(2 * v[0] * v[1], v[0] * v[0]))
            .Wrong("forgot the 2", "2|power", v => V(v[0] * v[1], (v[0] * v[0]) + 4))
            .Wrong("dropped v₁", "v₁|constant|factor", v => V(2 * v[0], (v[0] * v[0]) + 4))
            .Wrong("kept the v₁", "v₁|4", v => V(2 * v[0] * v[1], (v[0] * v[0]) + (4 * v[1])))
            .Wrong("the 4 in the first", "4|first|Number 2|constant", v => V((2 * v[0] * v[1]) + 4, (v[0] * v[0]) + 4))
            .Wrong("4v₁ kept in the first", "4|first|Number 2|constant", v => V((2 * v[0] * v[1]) + (4 * v[1]), (v[0] * v[0]) + 4))
            .Wrong("the second left blank", "blank", v => V(2 * v[0] * v[1], Blank.Number))
            .Wrong("the cost in both", "cost|itself|value", v => V((v[0] * v[0] * v[1]) + (4 * v[1]), (v[0] * v[0] * v[1]) + (4 * v[1])))
            .Wrong("changed v on the way", "chang|already|Clone", v =>
            {
                v[0] = 2 * v[0] * v[1];
                v[1] = (v[0] * v[0]) + 4;
                return v;
            })
            .Wrong("never filled", "filled|zero|all 0", v => Vector<double>.Build.Dense(2))
            .Wrong("both derived in the second", "2|second|Number 1|constant", v => V(2 * v[0] * v[1], (2 * v[0]) + 4))
            .Wrong("4v₀²", "Number 1|add|sum", v => V(2 * v[0] * v[1], 4 * v[0] * v[0]))
            .Wrong("downhill", "sign|direction of descent", v => -V(2 * v[0] * v[1], (v[0] * v[0]) + 4))
            .Wrong("three components", "shape|numbers|two", v => V(2 * v[0] * v[1], v[0] * v[0], 4))
            .Wrong("normalised", "length|unit|normal", v => V(2 * v[0] * v[1], (v[0] * v[0]) + 4).Normalize(2))
            .Wrong("a sum for the product", "factor", v => V((2 * v[0]) + v[1], (v[0] * v[0]) + 4))
            .Lazy("(0, 4)", _ => V(0, 4))
            .Lazy("v", v => v)
            .Lazy("null", _ => null!),

        .. To(Chapter3.DirectionalDerivative)
            .Right("dot over length", (gradient, direction) => gradient.DotProduct(direction) / direction.L2Norm())
            .Right("normalised first", (gradient, direction) => gradient.DotProduct(direction.Normalize(2)))
            .Right("the operator", (gradient, direction) => gradient * direction / direction.Norm(2))
            .Right("|g| cos θ", (gradient, direction) =>
            {
                double cos = gradient.DotProduct(direction) / (gradient.L2Norm() * direction.L2Norm());
                return gradient.L2Norm() == 0 ? 0 : gradient.L2Norm() * cos;
            })
            .Right("loops", (gradient, direction) =>
            {
                double sum = 0, squares = 0;
                for (int i = 0; i < gradient.Count; i++)
                {
                    sum += gradient[i] * direction[i];
                    squares += direction[i] * direction[i];
                }

                return sum / Math.Sqrt(squares);
            })
            .Right("LINQ", (gradient, direction) => gradient.Zip(direction, (g, d) => g * d).Sum() / Math.Sqrt(direction.Sum(d => d * d)))
            .Right("entry-wise and summed", (gradient, direction) => gradient.PointwiseMultiply(direction).Sum() / direction.L2Norm())
            .Right("the root of a dot product", (gradient, direction) => gradient * direction / Math.Sqrt(direction * direction))
            .Wrong("not normalised", "length|unit|normal", (gradient, direction) => gradient * direction)
            .Wrong("the cosine", "cos|\\|∇C\\||gradient's length", (gradient, direction) => gradient * direction / (gradient.L2Norm() * direction.L2Norm()))
            .Wrong("the steepest slope", "steep|cos|direction|uphill", (gradient, direction) => gradient.L2Norm())
            .Wrong("the gradient normalised", "gradient.*(unit|normal|length)|(length|unit|normal).*direction", (gradient, direction) => gradient.Normalize(2) * direction)
            .Wrong("by the squared length", "squared|root|length|‖d‖²", (gradient, direction) => gradient * direction / (direction * direction))
            .Wrong("by the sum of the components", "sum|length|L1|root", (gradient, direction) => gradient * direction / direction.L1Norm())
            .Wrong("by the largest component", "largest|length|root", (gradient, direction) => gradient * direction / direction.InfinityNorm())
            .Wrong("downhill", "sign", (gradient, direction) => -(gradient * direction) / direction.L2Norm())
            .Wrong("no sign", "sign|abs|downhill|negative", (gradient, direction) => Math.Abs(gradient * direction) / direction.L2Norm())
            .Wrong("the mean", "mean|sum|count|length", (gradient, direction) => gradient * direction / direction.Count)
            .Wrong("lengths multiplied", "cos|angle|length", (gradient, direction) => gradient.L2Norm() * direction.L2Norm())
            .Wrong("the sine", "sin|cos", (gradient, direction) => gradient.L2Norm() * Math.Sin(Math.Acos(Math.Clamp(gradient * direction / (gradient.L2Norm() * direction.L2Norm()), -1, 1))))
            .Wrong("the length of the direction", "direction|length", (gradient, direction) => direction.L2Norm())
            .Wrong("the angle", "angle|cos", (gradient, direction) => Math.Acos(Math.Clamp(gradient * direction / (gradient.L2Norm() * direction.L2Norm()), -1, 1)))
            .Wrong("two components", "component|two|all", (gradient, direction) => ((gradient[0] * direction[0]) + (gradient[1] * direction[1])) / Math.Sqrt((direction[0] * direction[0]) + (direction[1] * direction[1])))
            .Wrong("exchanged", "length|unit|normal|exchang", (gradient, direction) => direction * gradient / gradient.L2Norm())
            .Wrong("over the sum of the components", "L2Norm|squares", (gradient, direction) => gradient * direction / direction.Sum())
            .Wrong("over the root of the sum", "L2Norm|squares", (gradient, direction) => gradient * direction / Math.Sqrt(direction.Sum()))
            .Lazy("0", (_, _) => 0)
            .Lazy("the first component", (gradient, _) => gradient[0]),

        .. To(Chapter3.SimultaneousUpdate)
            .Right("one line", (dW, dB, w, b, eta) => (w - (eta * dW(w, b)), b - (eta * dB(w, b))))
            .Right("slopes first", (dW, dB, w, b, eta) =>
            {
                double slopeW = dW(w, b), slopeB = dB(w, b);
                return (w - (eta * slopeW), b - (eta * slopeB));
            })
            .Right("a tuple", (dW, dB, w, b, eta) =>
            {
                (w, b) = (w - (eta * dW(w, b)), b - (eta * dB(w, b)));
                return (w, b);
            })
            .Right("new names", (dW, dB, w, b, eta) =>
            {
                double newW = w - (eta * dW(w, b));
                double newB = b - (eta * dB(w, b));
                return (newW, newB);
            })
            .Right("vectors", (dW, dB, w, b, eta) =>
            {
                var next = V(w, b) - (eta * V(dW(w, b), dB(w, b)));
                return (next[0], next[1]);
            })
            .Right("b first", (dW, dB, w, b, eta) =>
            {
                double slopeW = dW(w, b);
                b -= eta * dB(w, b);
                w -= eta * slopeW;
                return (w, b);
            })
            .Right("plus a minus", (dW, dB, w, b, eta) => (w + (-eta * dW(w, b)), b + (-eta * dB(w, b))))
            .Right("the library", (dW, dB, w, b, eta) =>
            {
                var end = GradientDescent.Minimize(_ => 0, at => V(dW(at[0], at[1]), dB(at[0], at[1])), start: V(w, b), learningRate: eta, steps: 1).End.Position;
                return (end[0], end[1]);
            })
            .Wrong("w first", "already|updated|new|same", (dW, dB, w, b, eta) =>
            {
                w -= eta * dW(w, b);
                b -= eta * dB(w, b);
                return (w, b);
            })
            .Wrong("b first", "already|updated|new|same", (dW, dB, w, b, eta) =>
            {
                b -= eta * dB(w, b);
                w -= eta * dW(w, b);
                return (w, b);
            })
            .Wrong("uphill", "uphill|sign|minus", (dW, dB, w, b, eta) => (w + (eta * dW(w, b)), b + (eta * dB(w, b))))
            .Wrong("no eta", "eta|rate", (dW, dB, w, b, eta) => (w - dW(w, b), b - dB(w, b)))
            .Wrong("the slopes exchanged", "exchang|swap|each|own", (dW, dB, w, b, eta) => (w - (eta * dB(w, b)), b - (eta * dW(w, b))))
            .Wrong("the results exchanged", "order|exchang|reverse|swap", (dW, dB, w, b, eta) => (b - (eta * dB(w, b)), w - (eta * dW(w, b))))
            .Wrong("only w", "Number 1|every parameter", (dW, dB, w, b, eta) => (w - (eta * dW(w, b)), b))
            .Wrong("only b", "Number 2|every parameter", (dW, dB, w, b, eta) => (w, b - (eta * dB(w, b))))
            .Wrong("the second left blank", "blank", (dW, dB, w, b, eta) => (w - (eta * dW(w, b)), Blank.Number))
            .Wrong("the steps", "step", (dW, dB, w, b, eta) => (-eta * dW(w, b), -eta * dB(w, b)))
            .Wrong("the slopes", "slope", (dW, dB, w, b, eta) => (dW(w, b), dB(w, b)))
            .Wrong("arguments exchanged", "exchang|order", (dW, dB, w, b, eta) => (w - (eta * dW(b, w)), b - (eta * dB(b, w))))
            .Wrong("dW for both", "dB|Number 1|both", (dW, dB, w, b, eta) => (w - (eta * dW(w, b)), b - (eta * dW(w, b))))
            .Wrong("eta forgotten for b", "eta|rate|Number 1", (dW, dB, w, b, eta) => (w - (eta * dW(w, b)), b - dB(w, b)))
            .Wrong("b uphill", "sign|uphill|Number 1", (dW, dB, w, b, eta) => (w - (eta * dW(w, b)), b + (eta * dB(w, b))))
            .Wrong("two steps", "two|second|again", (dW, dB, w, b, eta) =>
            {
                (w, b) = (w - (eta * dW(w, b)), b - (eta * dB(w, b)));
                return (w - (eta * dW(w, b)), b - (eta * dB(w, b)));
            })
            .Lazy("as it was", (_, _, w, b, _) => (w, b))
            .Lazy("0, 0", (_, _, _, _, _) => (0, 0)),
    ];

    private static Vector<double> Moved(Vector<double> v, int i, double by)
    {
        var moved = v.Clone();
        moved[i] += by;
        return moved;
    }
}
