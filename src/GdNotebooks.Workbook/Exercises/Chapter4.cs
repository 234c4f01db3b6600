using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks.Exercises;

/// <summary>The exercises of chapter 4, landscapes: <c>Chapter4.DescentFromAStart.Check(Descend)</c>.</summary>
public static class Chapter4
{
    private const string Minimum = "minimum";
    private const string Maximum = "maximum";
    private const string Saddle = "saddle";

    /// <summary>4.1: a descent from a given start.</summary>
    public static Exercise<Descent, Func<Func<double, double>, double, double, int, double>> DescentFromAStart { get; } = new("4.1", "Descend from a given start")
    {
        Task = "Start at start, make the given number of gradient descent steps with the rate eta, and return where you end. dC is the derivative.",
        Idea = "A loop around the update rule; each turn asks for the slope at the new place.",
        Formula = "repeat n times: w ← w − η · dC/dw (w).",
        Place = "Section 4.2, The start decides: the same walk from many starts.",
        Inputs =
        [
            new("w⁴ − 4w² + w", TwoValleys, 2, 0.02, 40), new("w⁴ − 4w² + w", TwoValleys, -2, 0.02, 40), new("w⁴ − 4w² + w", TwoValleys, 0.1, 0.03, 25), new("(w−3)²", w => 2 * (w - 3), 0, 0.1, 2), new("(w−3)²", w => 2 * (w - 3), 7, 0.1, 0),
            .. Draw.Numbers(seed: 41, count: 3, from: -2, to: 2).Select((start, i) => new Descent("w⁴ − 4w² + w", TwoValleys, start, 0.01, 5 + i)),
        ],
        Call = (answer, input) => answer(input.Derivative, input.Start, input.Eta, input.Steps),
        Tried = input => $"Descend(dC, {input.Start}, {input.Eta}, {input.Steps}) for C = {input.Name}",
        Tolerance = 1e-7,
        Reference = (dC, start, eta, steps) => Walk(start, steps, w => w - (eta * dC(w))),
        Misconceptions =
        [
            new("one step too many", (dC, start, eta, steps) => Walk(start, steps + 1, w => w - (eta * dC(w))), "One step too many: for 0 steps the end is the start."),
            new("one step too few", (dC, start, eta, steps) => Walk(start, Math.Max(0, steps - 1), w => w - (eta * dC(w))), "One step too few: how often does the loop turn for steps = 2?"),
            new("asked for the slope only once", (dC, start, eta, steps) => Walk(start, steps, w => w - (eta * dC(start))), "Every step uses the slope at the start. The slope changes as w moves: ask for it again inside the loop."),
            new("went uphill", (dC, start, eta, steps) => Walk(start, steps, w => w + (eta * dC(w))), "This climbs: the slope is added. Subtract it."),
            new("ignored the start", (dC, start, eta, steps) => Walk(0, steps, w => w - (eta * dC(w))), "This walk always begins at 0. It should begin at start: which valley it ends in depends on that."),
            new("only one step", (dC, start, eta, steps) => start - (eta * dC(start)), "This is one step, however many are asked for: the loop is missing, or returns too early."),
            new("forgot the learning rate", (dC, start, eta, steps) => Walk(start, steps, w => w - dC(w)), "The steps are the whole slope: eta has to scale them."),
            new("returned the slope", (dC, start, eta, steps) => dC(Walk(start, steps, w => w - (eta * dC(w)))), "This is the slope at the end of the walk. Asked for is the place."),
        ],
        Shows = "From 2 and from −2 the same rule ends in different valleys: descent finds a minimum, and the start decides which.",
    };

    /// <summary>4.2: minimum, maximum or saddle?</summary>
    public static Exercise<Flat, Func<Func<Vector<double>, double>, Vector<double>, string>> StationaryPoint { get; } = new("4.2", "Which kind of flat?")
    {
        Task = "At this point the gradient of C is zero. Look around it, and return \"minimum\", \"maximum\" or \"saddle\".",
        Idea = "Walk once around the point on a small circle: is C higher everywhere, lower everywhere, or both?",
        Formula = "Compare C(p + r·(cos φ, sin φ)) with C(p) for many angles φ and a small r such as 0.001.",
        Place = "Section 4.4, Flat, and still not the bottom: a saddle from above.",
        Inputs =
        [
            new("x² + y²", v => (v[0] * v[0]) + (v[1] * v[1]), 0, 0),
            new("4 − (x−1)² − 2(y+1)²", v => 4 - ((v[0] - 1) * (v[0] - 1)) - (2 * (v[1] + 1) * (v[1] + 1)), 1, -1),
            new("x² − y²", v => (v[0] * v[0]) - (v[1] * v[1]), 0, 0),
            new("y² − x²", v => (v[1] * v[1]) - (v[0] * v[0]), 0, 0),
            new("x² + 4xy + y²", v => (v[0] * v[0]) + (4 * v[0] * v[1]) + (v[1] * v[1]), 0, 0),
            new("4xy − x² − y²", v => (4 * v[0] * v[1]) - (v[0] * v[0]) - (v[1] * v[1]), 0, 0),
            new("x² + xy + y² − 3x", v => (v[0] * v[0]) + (v[0] * v[1]) + (v[1] * v[1]) - (3 * v[0]), 2, -1),
            new("x² + y²/10", v => (v[0] * v[0]) + (0.1 * v[1] * v[1]), 0, 0),
            new("1 − x² − xy − y²", v => 1 - (v[0] * v[0]) - (v[0] * v[1]) - (v[1] * v[1]), 0, 0),
        ],
        Call = (answer, input) => answer(input.Function, Vector<double>.Build.DenseOfArray([input.X, input.Y])),
        Tried = input => $"KindOf(C, [{input.X}, {input.Y}]) for C = {input.Name}",
        Reference = (C, point) => Look(C, point, 32),
        Misconceptions =
        [
            new("called it a minimum because the gradient is zero", (_, _) => Minimum, "A zero gradient alone is not a minimum: at the top of a hill and in a mountain pass the ground is flat too. Look around the point."),
            new("saddle called minimum: looked along the axes only", (C, point) => Look(C, point, 4), "Along both axes C goes the same way, but not in between: this saddle lies diagonally. Look in more directions."),
            new("looked along x only", (C, point) => Look(C, point, 2), "This looks along x only. A saddle goes up in one direction and down in another one."),
            new("looked along y only", (C, point) => LookAlongY(C, point), "This looks along y only. A saddle goes up in one direction and down in another one."),
            new("minimum and maximum swapped", (C, point) => Look(v => -C(v), point, 32), "Minimum and maximum are swapped: where everything around is higher, the point is a minimum."),
            new("no maximum", (C, point) => Look(C, point, 32) is Minimum ? Minimum : Saddle, "What is not a minimum is not yet a saddle: where everything around is lower, it is a maximum."),
            new("no saddle", (C, point) => Look(C, point, 32) is Minimum ? Minimum : Maximum, "What is not a minimum is not yet a maximum: at a saddle some directions go up and others down."),
        ],
        Shows = "With two parameters there are three kinds of flat; with 13,002 nearly every flat place is a saddle, because it takes only one direction down.",
    };

    /// <summary>4.3: one step with momentum.</summary>
    public static Exercise<Ball, Func<double, double, double, double, double, (double W, double V)>> MomentumStep { get; } = new("4.3", "A step with momentum")
    {
        Task = "The ball is at w and moves with velocity v. Keep the share mu of its velocity, add the push downhill, then move by the new velocity. Return the new w and the new v.",
        Idea = "First the velocity, then the position: the new velocity is what moves the ball.",
        Formula = "v′ = μ v − η · gradient, then w′ = w + v′.",
        Place = "Section 4.6, A ball that keeps rolling: momentum.",
        Inputs =
        [
            new(0, 0, -6, 0.1, 0.9), new(1, 0.5, -4, 0.1, 0.9), new(2, -1, 3, 0.05, 0.5), new(-1, 2, 0, 0.1, 0.8), new(4, 1, 2, 0.2, 0),
            .. Draw.Numbers(seed: 43, count: 9, from: -3, to: 3).Chunk(3).Select(n => new Ball(n[0], n[1], n[2], 0.15, 0.7)),
        ],
        Call = (answer, input) => answer(input.W, input.V, input.Gradient, input.Eta, input.Mu),
        Tried = input => $"MomentumStep({input.W}, {input.V}, {input.Gradient}, {input.Eta}, {input.Mu})",
        Reference = (w, v, gradient, eta, mu) => (w + ((mu * v) - (eta * gradient)), (mu * v) - (eta * gradient)),
        Misconceptions =
        [
            new("sign of the push", (w, v, gradient, eta, mu) => (w + (mu * v) + (eta * gradient), (mu * v) + (eta * gradient)), "The ball is pushed uphill: the gradient is subtracted from the velocity."),
            new("moved against the velocity", (w, v, gradient, eta, mu) => (w - ((mu * v) - (eta * gradient)), (mu * v) - (eta * gradient)), "The velocity is right, but the ball moved against it: the minus is already in the push, so the velocity is added to w."),
            new("moved by the old velocity", (w, v, gradient, eta, mu) => (w + v, (mu * v) - (eta * gradient)), "The ball moved by the old velocity. Update v first, then move by the new one."),
            new("moved by η times the velocity", (w, v, gradient, eta, mu) => (w + (eta * ((mu * v) - (eta * gradient))), (mu * v) - (eta * gradient)), "The velocity is right, but the ball moved by eta times it. The learning rate is already in the push: w moves by the whole velocity."),
            new("forgot the momentum", (w, v, gradient, eta, mu) => (w - (eta * gradient), -eta * gradient), "This is plain gradient descent: the share mu · v of the old velocity is missing."),
            new("kept all of the velocity", (w, v, gradient, eta, mu) => (w + v - (eta * gradient), v - (eta * gradient)), "Nothing of the velocity is lost: mu scales it, like friction."),
            new("weighted the push by 1 − μ", (w, v, gradient, eta, mu) => (w + (mu * v) - ((1 - mu) * eta * gradient), (mu * v) - ((1 - mu) * eta * gradient)), "The push is weighted by 1 − mu, which makes v an average. There are books that do so; here the push keeps its full size."),
            new("scaled the whole by μ", (w, v, gradient, eta, mu) => (w + (mu * (v - (eta * gradient))), mu * (v - (eta * gradient))), "Here mu also scales the push. It belongs to the old velocity only."),
            new("results swapped", (w, v, gradient, eta, mu) => ((mu * v) - (eta * gradient), w + (mu * v) - (eta * gradient)), "Both numbers are right, in the wrong order: the position first, then the velocity."),
            new("returned the old velocity", (w, v, gradient, eta, mu) => (w + (mu * v) - (eta * gradient), v), "The position is right, but the velocity that came back is the old one."),
        ],
        Shows = "The velocity remembers earlier slopes: in a long valley it builds up, across it the pushes cancel.",
    };

    private static double TwoValleys(double w) => (4 * w * w * w) - (8 * w) + 1;

    private static double Walk(double w, int steps, Func<double, double> update)
    {
        for (int step = 0; step < steps; step++)
        {
            w = update(w);
        }

        return w;
    }

    private static string Look(Func<Vector<double>, double> C, Vector<double> point, int directions) =>
        Verdict(Enumerable.Range(0, directions).Select(i => Rise(C, point, 2 * Math.PI * i / directions)));

    private static string LookAlongY(Func<Vector<double>, double> C, Vector<double> point) =>
        Verdict([Rise(C, point, Math.PI / 2), Rise(C, point, -Math.PI / 2)]);

    private static double Rise(Func<Vector<double>, double> C, Vector<double> point, double angle) =>
        C(point + (0.001 * Vector<double>.Build.DenseOfArray([Math.Cos(angle), Math.Sin(angle)]))) - C(point);

    private static string Verdict(IEnumerable<double> rises)
    {
        var all = rises.ToList();
        return all.All(rise => rise > 0) ? Minimum : all.All(rise => rise < 0) ? Maximum : Saddle;
    }

    /// <summary>A derivative, a start, a rate and a number of steps.</summary>
    public sealed record Descent(string Name, Func<double, double> Derivative, double Start, double Eta, int Steps);

    /// <summary>A cost of two parameters and a place (X, Y) where its gradient is zero.</summary>
    public sealed record Flat(string Name, Func<Vector<double>, double> Function, double X, double Y);

    /// <summary>Position, velocity, gradient, learning rate and momentum.</summary>
    public sealed record Ball(double W, double V, double Gradient, double Eta, double Mu);
}
