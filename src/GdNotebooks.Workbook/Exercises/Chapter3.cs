using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks.Exercises;

/// <summary>The exercises of chapter 3, partial derivatives: <c>Chapter3.PartialDerivative.Check(Partial)</c>.</summary>
public static partial class Chapter3
{
    private static Surface[] Surfaces =>
    [
        new("x² + 3y²", v => (v[0] * v[0]) + (3 * v[1] * v[1])),
        new("x²y", v => v[0] * v[0] * v[1]),
        new("xy + z³", v => (v[0] * v[1]) + (v[2] * v[2] * v[2])),
    ];

    /// <summary>3.1: one partial derivative, measured.</summary>
    public static Exercise<Nudge, Func<Func<Vector<double>, double>, Vector<double>, int, double, double>> PartialDerivative { get; } = new("3.1", "A partial derivative from numbers alone")
    {
        Minutes = 10,
        Task = "Measure the partial derivative of f at v in component i: a central difference with the given h, that moves component i alone.",
        Idea = "Copy v, move one component up in one copy and down in another, and leave all the others where they are.",
        Formula = "∂f/∂vᵢ ≈ (f(v + h·eᵢ) − f(v − h·eᵢ)) / (2h), where eᵢ is 1 at place i and 0 elsewhere.",
        Place = "Section 3.2, Change one, hold the others: one slope for each parameter.",
        Inputs =
        [
            new(Surfaces[0], Vector(1, 2), 0, 0.1), new(Surfaces[0], Vector(1, 2), 1, 0.1), new(Surfaces[1], Vector(2, -1), 0, 0.5), new(Surfaces[1], Vector(-3, 4), 1, 0.25),
            new(Surfaces[2], Vector(1, 2, 3), 2, 0.5), new(Surfaces[2], Vector(4, 0.5, -2), 1, 0.2),
        ],
        Drawn = again => Draw.Numbers(seed: 31 + (1000 * again), count: 3, from: -3, to: 3).Select((x, i) => new Nudge(Surfaces[2], Vector(x, 2, 1.5), i, 0.3)),
        Call = (answer, input) => answer(input.Surface.Function, input.At.Clone(), input.Component, input.H),
        Tried = input => $"Partial(f, {Reading.Of(input.At)}, {input.Component}, {input.H}) for f = {input.Surface.Name}",
        Tolerance = 1e-7,
        Reference = (f, v, i, h) => (f(Moved(v, i, h)) - f(Moved(v, i, -h))) / (2 * h),
        Misconceptions =
        [
            new("moved all components", (f, v, i, h) => (f(v + h) - f(v - h)) / (2 * h), "This moves every component at once, so that the sum of all partial derivatives comes out. Move component i, and hold the others."),
            new("always the first component", (f, v, i, h) => (f(Moved(v, 0, h)) - f(Moved(v, 0, -h))) / (2 * h), "This moves component 0 whatever i is."),
            new("one-sided", (f, v, i, h) => (f(Moved(v, i, h)) - f(v)) / h, "The right component moves, but to one side only. The central difference goes h to both sides."),
            new("divided by h instead of 2h", (f, v, i, h) => (f(Moved(v, i, h)) - f(Moved(v, i, -h))) / h, "Twice the slope: from −h to +h the run is 2h."),
            new("came back only half way", (f, v, i, h) => (f(Moved(v, i, h)) - f(v)) / (2 * h), "About half the slope: after going h up, going h down leads back to v itself. The second point is h below the original v."),
            new("moved by a share instead of a distance", (f, v, i, h) => (f(Moved(v, i, h * v[i])) - f(Moved(v, i, -h * v[i]))) / (2 * h), "Component i is multiplied by 1 + h. It should be moved by h: v[i] + h."),
            new("sign", (f, v, i, h) => (f(Moved(v, i, -h)) - f(Moved(v, i, h))) / (2 * h), "The right size and the opposite sign: the value at +h comes first."),
            new("a plus between the values", (f, v, i, h) => (f(Moved(v, i, h)) + f(Moved(v, i, -h))) / (2 * h), "The two values are added. The rise is their difference: the value at +h minus the value at −h."),
            new("set instead of moved", (f, v, i, h) => (f(Replaced(v, i, h)) - f(Replaced(v, i, -h))) / (2 * h), "Component i is set to h, which is around 0 and not around v: add h to what stands there, `+=`."),
            new("an h of its own", (f, v, i, h) => (f(Moved(v, i, 1e-5)) - f(Moved(v, i, -1e-5))) / 2e-5, "This is the slope for a tiny h of its own. The `h` that was handed in is not used.") { Tolerance = 1e-5 },
            new("the sum of all partial derivatives", (f, v, i, h) => Enumerable.Range(0, v.Count).Sum(k => (f(Moved(v, k, h)) - f(Moved(v, k, -h))) / (2 * h)), "This is the sum of the partial derivatives in all components. Component i alone was asked for."),
            new("the neighbour", (f, v, i, h) => (f(Moved(v, i + 1, h)) - f(Moved(v, i + 1, -h))) / (2 * h), "This moves the component after i. Components are counted from 0, so that `v[i]` is component i."),
            new("no brackets around the difference", (f, v, i, h) => f(Moved(v, i, h)) - (f(Moved(v, i, -h)) / (2 * h)), "Only the second value is divided: `a - b / c` divides first. Put brackets around the difference."),
            new("the others set to 0", (f, v, i, h) => (f(Alone(v, i, h)) - f(Alone(v, i, -h))) / (2 * h), "All components but i are 0 there. Hold the others where they are: begin with a copy, `v.Clone()`."),
        ],
        Shows = "A partial derivative is an ordinary derivative along one axis: all the others are constants for the moment.",
    };

    /// <summary>3.2: a gradient by hand.</summary>
    public static Exercise<Vector<double>, Func<Vector<double>, Vector<double>>> GradientVector { get; } = new("3.2", "The gradient, one component at a time")
    {
        Minutes = 10,
        Task = "For C(v) = v₁² v₂ + 4 v₂ find both partial derivatives on paper, and return them stacked: the gradient.",
        Idea = "First take v₂ for a constant and differentiate by v₁; then the other way round.",
        Formula = "∇C = (∂C/∂v₁, ∂C/∂v₂); for a constant k, d/dx (k x²) = 2 k x and d/dx (k x) = k.",
        Place = "Section 3.3, Stack them: the gradient: one component at a time.",
        Inputs = [Vector(1, 1), Vector(3, 2), Vector(0, 5), Vector(-2, 0.5)],
        Drawn = again => Draw.Numbers(seed: 32 + (1000 * again), count: 6, from: -4, to: 4).Chunk(2).Select(pair => Vector(pair)),
        Call = (answer, v) => answer(v.Clone()),
        Tried = v => $"GradientOf({Reading.Of(v)})",
        Reference = v => Vector(2 * v[0] * v[1], (v[0] * v[0]) + 4),
        Misconceptions =
        [
            new("components swapped", v => Vector((v[0] * v[0]) + 4, 2 * v[0] * v[1]), "Both partial derivatives are right, in the wrong order: the first component is the derivative by v₁."),
            new("dropped the constant factor", v => Vector(2 * v[0], (v[0] * v[0]) + 4), "In the first component the factor v₂ is missing: a constant that multiplies stays; only one that is added drops out."),
            new("dropped the first term", v => Vector(2 * v[0] * v[1], 4), "In the second component the term v₁² v₂ is missing: with v₁ held it is a constant times v₂, and its derivative is that constant."),
            new("dropped the 4", v => Vector(2 * v[0] * v[1], v[0] * v[0]), "In the second component the derivative of 4 v₂ is missing."),
            new("moved everything at once", v => Vector((2 * v[0] * v[1]) + (v[0] * v[0]) + 4, (2 * v[0] * v[1]) + (v[0] * v[0]) + 4), "Both components are the sum of the two partial derivatives. Each component holds the other parameter fixed."),
            new("the direction downhill", v => Vector(-2 * v[0] * v[1], -(v[0] * v[0]) - 4), "This is −∇C, the direction of descent. The gradient itself points uphill."),
            new("the exponent stayed", v => Vector(2 * v[0] * v[0] * v[1], (v[0] * v[0]) + 4), "In the first component the 2 came to the front, but the power did not fall: d/dx x² = 2x."),
            new("the parameters instead of the gradient", v => v.Clone(), "These are the parameter values themselves. The gradient says how the cost reacts to each of them."),
            new("forgot the factor 2", v => Vector(v[0] * v[1], (v[0] * v[0]) + 4), "The first component of the gradient lacks the factor 2: d/dx x² is 2x, by the power rule."),
            new("kept v₂ beside the 4", v => Vector(2 * v[0] * v[1], (v[0] * v[0]) + (4 * v[1])), "In the second component 4 v₂ is still there: its derivative by v₂ is 4."),
            new("the 4 in the first component", v => Vector((2 * v[0] * v[1]) + 4, (v[0] * v[0]) + 4), "The first component has a 4 too many: 4 v₂ is a constant for the derivative by v₂, and one that is added drops out."),
            new("4 v₂ in the first component", v => Vector((2 * v[0] * v[1]) + (4 * v[1]), (v[0] * v[0]) + 4), "The first component still has 4 v₂ in it: that is a constant for the derivative by v₂, and one that is added drops out."),
            new("the cost twice", v => Vector((v[0] * v[0] * v[1]) + (4 * v[1]), (v[0] * v[0] * v[1]) + (4 * v[1])), "This is the cost itself, twice. Each component is a derivative: how the cost reacts to that parameter."),
            new("both derived in the second", v => Vector(2 * v[0] * v[1], (2 * v[0]) + 4), "The second component is derived by both. By v₂ alone, v₁² is a constant factor and stays a square."),
            new("multiplied instead of added", v => Vector(2 * v[0] * v[1], 4 * v[0] * v[0]), "In the second component the two terms are multiplied. The derivative of a sum is the sum of the derivatives."),
            new("a sum for the product", v => Vector((2 * v[0]) + v[1], (v[0] * v[0]) + 4), "In the first component v₂ is added. It is a factor of v₁², and a constant factor stays a factor."),
        ],
        Shows = "One cost, two numbers: how it reacts to each parameter while the other one holds still.",
    };

    /// <summary>3.3: the slope in a direction.</summary>
    public static Exercise<Heading, Func<Vector<double>, Vector<double>, double>> DirectionalDerivative { get; } = new("3.3", "The slope in a direction")
    {
        Minutes = 10,
        Task = "Given the gradient at a point and a direction of any length, return the slope in that direction: how fast the cost changes per unit of distance.",
        Idea = "A direction of length 1 first; then see how much of the gradient lies along it.",
        Formula = "∇C · d̂ = ‖∇C‖ cos φ, with d̂ = d / ‖d‖.",
        Place = "Section 3.4, Every direction at once: the rate of change, measured over all angles.",
        Inputs =
        [
            new(Vector(3, 4), Vector(1, 0)), new(Vector(3, 4), Vector(0, 2)), new(Vector(3, 4), Vector(6, 8)), new(Vector(3, 4), Vector(-3, -4)), new(Vector(2, -1), Vector(1, 2)), new(Vector(1, 2, 2), Vector(0.5, 0, 0.5)), new(Vector(-1, 0.5, 3), Vector(2, 1, -2)),
        ],
        Drawn = again => Draw.Numbers(seed: 33 + (1000 * again), count: 12, from: -4, to: 4).Chunk(4).Select(n => new Heading(Vector(n[0], n[1]), Vector(n[2], n[3]))),
        Call = (answer, input) => answer(input.Gradient.Clone(), input.Direction.Clone()),
        Tried = input => $"SlopeTowards({Reading.Of(input.Gradient)}, {Reading.Of(input.Direction)})",
        Reference = (gradient, direction) => gradient * direction / direction.L2Norm(),
        Misconceptions =
        [
            new("direction not normalised", (gradient, direction) => gradient * direction, "This is ∇C · d for the direction as it came, so that twice the length gives twice the slope. Divide by ‖d‖: only where it points to matters."),
            new("forgot cos", (gradient, _) => gradient.L2Norm(), "This is ‖∇C‖, the slope straight uphill, whatever the direction. In another direction only its share cos φ is left."),
            new("only the cosine", (gradient, direction) => gradient * direction / (direction.L2Norm() * gradient.L2Norm()), "This is cos φ alone. It says how well the two directions agree; times ‖∇C‖ it is a slope."),
            new("normalised the gradient", (gradient, direction) => gradient * direction / gradient.L2Norm(), "The gradient was brought to length 1, but its length is the steepness. It is the direction that is divided by its length."),
            new("divided twice", (gradient, direction) => gradient * direction / (direction * direction), "Divided by ‖d‖² instead of ‖d‖: that is how many times d fits, not a slope per unit of distance."),
            new("lost the sign", (gradient, direction) => Math.Abs(gradient * direction) / direction.L2Norm(), "Downhill the slope is negative: there is an absolute value too many."),
            new("the product of the lengths", (gradient, direction) => gradient.L2Norm() * direction.L2Norm(), "This multiplies the two lengths. The angle between them is missing, and the direction's length should not matter."),
            new("divided by the sum of the components", (gradient, direction) => gradient * direction / direction.L1Norm(), "The direction is divided by the sum of its components. Its length is the root of the sum of the squares, `L2Norm()`."),
            new("divided by the largest component", (gradient, direction) => gradient * direction / direction.InfinityNorm(), "The direction is divided by its largest component. Its length is the root of the sum of the squares, `L2Norm()`."),
            new("the mean", (gradient, direction) => gradient * direction / direction.Count, "This is the mean of the products, divided by how many components there are. Divide by the length of the direction."),
            new("the sine", (gradient, direction) => gradient.L2Norm() * Math.Sin(Math.Acos(Math.Clamp(gradient * direction / (gradient.L2Norm() * direction.L2Norm()), -1, 1))), "This is ‖∇C‖ sin φ, which is largest at right angles. The share along the direction is the cosine."),
            new("the length of the direction", (gradient, direction) => direction.L2Norm(), "This is the length of the direction alone, which should not matter. The gradient is missing."),
            new("the angle", (gradient, direction) => Math.Acos(Math.Clamp(gradient * direction / (gradient.L2Norm() * direction.L2Norm()), -1, 1)), "This is the angle between the two. The slope is ‖∇C‖ times its cosine."),
            new("two components only", (gradient, direction) => ((gradient[0] * direction[0]) + (gradient[1] * direction[1])) / Math.Sqrt((direction[0] * direction[0]) + (direction[1] * direction[1])), "Right for two components; with three of them the last is left out. Go over all of them, or take `*` and `L2Norm()`."),
            new("divided by the sum of its components", (gradient, direction) => gradient * direction / direction.Sum(), "The direction is divided by the sum of its components, where plus and minus cancel. Its length is the root of the sum of the squares, `L2Norm()`."),
            new("the root of the sum", (gradient, direction) => gradient * direction / Math.Sqrt(direction.Sum()), "Under the root the components themselves are added. The length is the root of the sum of their squares, `L2Norm()`."),
        ],
        Shows = "The slope is largest along the gradient, 0 at right angles to it, and most negative straight against it: that is the way down.",
    };

    /// <summary>3.4: both parameters at once.</summary>
    public static Exercise<Pair, Func<Func<double, double, double>, Func<double, double, double>, double, double, double, (double W, double B)>> SimultaneousUpdate { get; } = new("3.4", "Both at once")
    {
        Task = "Make one step of gradient descent in w and b together. dW(w, b) and dB(w, b) are the two partial derivatives.",
        Idea = "Ask for both slopes at the place where you stand, before you move.",
        Formula = "w′ = w − η ∂C/∂w (w, b) and b′ = b − η ∂C/∂b (w, b): the old w and b on both right-hand sides.",
        Place = "Section 3.7, At once, or one after the other?: both ways side by side.",
        Inputs =
        [
            new("w²+wb+b²", (w, b) => (2 * w) + b, (w, b) => w + (2 * b), 1, 2, 0.1), new("w²+wb+b²", (w, b) => (2 * w) + b, (w, b) => w + (2 * b), -3, 1, 0.25), new("w²b²", (w, b) => 2 * w * b * b, (w, b) => 2 * w * w * b, 1, 0.5, 0.2), new("w²b+3b", (w, b) => 2 * w * b, (w, b) => (w * w) + 3, 2, -1, 0.1),
        ],
        Drawn = again => Draw.Numbers(seed: 34 + (1000 * again), count: 6, from: -2, to: 2).Chunk(2).Select(n => new Pair("w²b²", (w, b) => 2 * w * b * b, (w, b) => 2 * w * w * b, n[0], n[1], 0.05)),
        Call = (answer, input) => answer(input.DW, input.DB, input.W, input.B, input.Eta),
        Tried = input => $"UpdateBoth(dW, dB, {input.W}, {input.B}, {input.Eta}) for C = {input.Name}",
        Reference = (dW, dB, w, b, eta) => (w - (eta * dW(w, b)), b - (eta * dB(w, b))),
        Misconceptions =
        [
            new("used the already updated w", (dW, dB, w, b, eta) => (w - (eta * dW(w, b)), b - (eta * dB(w - (eta * dW(w, b)), b))), "The new w is right, but b's slope was asked for at the new w. Both slopes belong to the place you leave: compute them first, then move."),
            new("used the already updated b", (dW, dB, w, b, eta) => (w - (eta * dW(w, b - (eta * dB(w, b)))), b - (eta * dB(w, b))), "The new b is right, but w's slope was asked for at the new b. Both slopes belong to the place you leave: compute them first, then move."),
            new("partial derivatives swapped", (dW, dB, w, b, eta) => (w - (eta * dB(w, b)), b - (eta * dW(w, b))), "The partial derivatives are swapped: w moves by dW, and b by dB."),
            new("went uphill", (dW, dB, w, b, eta) => (w + (eta * dW(w, b)), b + (eta * dB(w, b))), "This goes uphill: subtract the gradient."),
            new("only w moved", (dW, dB, w, b, eta) => (w - (eta * dW(w, b)), b), "Only w has moved. Every parameter makes its step."),
            new("only b moved", (dW, dB, w, b, eta) => (w, b - (eta * dB(w, b))), "Only b has moved. Every parameter makes its step."),
            new("forgot the learning rate", (dW, dB, w, b, eta) => (w - dW(w, b), b - dB(w, b)), "These steps are the whole partial derivatives: eta has to scale them."),
            new("results swapped", (dW, dB, w, b, eta) => (b - (eta * dB(w, b)), w - (eta * dW(w, b))), "Both numbers are right, in the wrong order: w first, then b."),
            new("the steps alone", (dW, dB, w, b, eta) => (-eta * dW(w, b), -eta * dB(w, b)), "These are the two steps. The new w is the old w plus its step, and so for b."),
            new("the slopes alone", (dW, dB, w, b, eta) => (dW(w, b), dB(w, b)), "These are the two slopes. Multiply by eta, and subtract from w and b."),
            new("arguments exchanged", (dW, dB, w, b, eta) => (w - (eta * dW(b, w)), b - (eta * dB(b, w))), "The arguments of dW and dB are exchanged: first w, then b."),
            new("two steps", (dW, dB, w, b, eta) => Step(dW, dB, Step(dW, dB, (w, b), eta), eta), "These are two steps, one after the other. One was asked for."),
        ],
        Shows = "With vectors this is one line, θ ← θ − η ∇C(θ), and nothing can be updated too early.",
    };

    private static Vector<double> Vector(params double[] components) => Vector<double>.Build.DenseOfArray(components);

    private static Vector<double> Moved(Vector<double> v, int i, double h)
    {
        var moved = v.Clone();
        moved[i] += h;
        return moved;
    }

    private static Vector<double> Alone(Vector<double> v, int i, double h) => Vector<double>.Build.Dense(v.Count, k => k == i ? v[i] + h : 0);

    private static Vector<double> Replaced(Vector<double> v, int i, double h)
    {
        var replaced = v.Clone();
        replaced[i] = h;
        return replaced;
    }

    private static (double W, double B) Step(Func<double, double, double> dW, Func<double, double, double> dB, (double W, double B) at, double eta) =>
        (at.W - (eta * dW(at.W, at.B)), at.B - (eta * dB(at.W, at.B)));

    /// <summary>A cost of several parameters, and its name.</summary>
    public sealed record Surface(string Name, Func<Vector<double>, double> Function);

    /// <summary>A surface, a place on it, the component to move and how far.</summary>
    public sealed record Nudge(Surface Surface, Vector<double> At, int Component, double H);

    /// <summary>A gradient, and a direction of any length.</summary>
    public sealed record Heading(Vector<double> Gradient, Vector<double> Direction);

    /// <summary>The partial derivatives of a cost of w and b, a place and a rate.</summary>
    public sealed record Pair(string Name, Func<double, double, double> DW, Func<double, double, double> DB, double W, double B, double Eta);
}
