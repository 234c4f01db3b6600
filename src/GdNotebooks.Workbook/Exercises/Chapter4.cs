using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks.Exercises;

/// <summary>The exercises of chapter 4, landscapes: <c>Chapter4.DescentFromAStart.Check(Descend)</c>.</summary>
public static partial class Chapter4
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
        ],
        Drawn = again => Draw.Numbers(seed: 41 + (1000 * again), count: 3, from: -2, to: 2).Select((start, i) => new Descent("w⁴ − 4w² + w", TwoValleys, start, 0.01, 5 + i)),
        Call = (answer, input) => answer(input.Derivative, input.Start, input.Eta, input.Steps),
        Tried = input => $"Descend(dC, {input.Start}, {input.Eta}, {input.Steps}) for C = {input.Name}",
        Tolerance = 1e-9,
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
            new("always from the start", (dC, start, eta, steps) => steps == 0 ? start : Walk(start, steps, w => start - (eta * dC(w))), "Each turn begins at start again, so that only the last step is left. Go on from where the last step led: w ← w − …"),
            new("stops where it is nearly flat", (dC, start, eta, steps) => Walk(start, steps, w => Math.Abs(dC(w)) > 0.1 ? w - (eta * dC(w)) : w), "It stops early, where the slope is small. The number of steps decides here, not the slope.") { Tolerance = 0.02 },
            new("a rate that shrinks", (dC, start, eta, steps) => Shrinking(dC, start, eta, steps), "The rate shrinks from step to step. Here every step has the rate eta."),
            new("one step, and none for none", (dC, start, eta, steps) => steps == 0 ? start : start - (eta * dC(start)), "This is one step, however many are asked for: does the loop return in its first turn?"),
        ],
        Shows = "From 2 and from −2 the same rule ends in different valleys: descent finds a minimum, and the start decides which.",
    };

    /// <summary>4.2: minimum, maximum or saddle?</summary>
    public static Exercise<Flat, Func<Func<Vector<double>, double>, Vector<double>, string>> StationaryPoint { get; } = new("4.2", "Which kind of flat?")
    {
        Minutes = 20,
        Task = "At this point the gradient of C is zero. Look around it, and return \"minimum\", \"maximum\" or \"saddle\".",
        Idea = "Walk once around the point on a small circle: is C higher everywhere, lower everywhere, or both?",
        Formula = "Compare C(p + r·(cos φ, sin φ)) with C(p) for many angles φ and a small r such as 0.001.",
        Place = "Section 4.4, Flat, and still not the bottom: a saddle from above. There the axes show the saddle; here it may lie slantwise.",
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
            new("S, the chapter's", TwoBowls, 0, 0), new("S, the chapter's", TwoBowls, 0, 1), new("S, the chapter's", TwoBowls, 0, -1), new("−S", v => -TwoBowls(v), 0, 1),
            new("r² − 4r⁴", v => Well((v[0] * v[0]) + (v[1] * v[1])), 0, 0), new("4r⁴ − r², around (2, −1)", v => -Well(((v[0] - 2) * (v[0] - 2)) + ((v[1] + 1) * (v[1] + 1))), 2, -1),
            new("x² + 4xy + y², moved to (6, 8)", v => ((v[0] - 6) * (v[0] - 6)) + (4 * (v[0] - 6) * (v[1] - 8)) + ((v[1] - 8) * (v[1] - 8)), 6, 8),
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
            new("looked around the origin", (C, point) => Look(C, Origin, 32), "This looks around (0, 0). Look around the point that was handed in."),
            new("looked too far away", (C, point) => Look(C, point, 16, 3), "This looks 3 away from the point, where the landscape may be quite another one. What kind of flat it is shows close by: a small distance."),
            new("looked a whole unit away", (C, point) => Look(C, point, 16, 1), "This looks a whole unit away from the point, where the landscape may be quite another one. What kind of flat it is shows close by: a small distance."),
            new("looked too near", (C, point) => Look(C, point, 16, 1e-12), "So near to the point the differences are smaller than the digits of a double: they are rounded away. Take a distance such as 0.001."),
            new("the height of the point", (C, point) => C(point) > 0 ? Maximum : C(point) < 0 ? Minimum : Saddle, "This asks how high the point is, above or below 0. What counts is whether its neighbours are higher or lower: compare with C around it."),
            new("other words", (C, point) => Look(C, point, 32) is Saddle ? "saddle point" : Look(C, point, 32), "You see it, but in another word: return exactly \"minimum\", \"maximum\" or \"saddle\"."),
            new("saddle called minimum", (C, point) => Look(C, point, 32) is Maximum ? Maximum : Minimum, "What is not a maximum is not yet a minimum: at a saddle some directions go up and others down."),
            new("no maximum, minimum instead", (C, point) => Look(C, point, 32) is Saddle ? Saddle : Minimum, "A maximum is called a minimum: where everything around is lower, it is a maximum."),
            new("the diagonals only", (C, point) => Verdict(Enumerable.Range(0, 4).Select(i => Rise(C, point, Math.PI * ((2 * i) + 1) / 4))), "This looks along the diagonals only, where some saddle goes the same way in all four directions. Look along the axes as well, and between."),
            new("the sum of the curvatures", (C, point) => Enumerable.Range(0, 4).Sum(i => Rise(C, point, Math.PI * i / 2, 0.01)) is var sum && sum > 1e-9 ? Minimum : sum < -1e-9 ? Maximum : Saddle, "The rises along both axes are added, so that a steep one hides the other. One direction down and one up make a saddle: look at each by itself."),
            new("neighbours of the origin", (C, point) => Verdict(Enumerable.Range(0, 32).Select(i => Rise(C, Origin, 2 * Math.PI * i / 32, 0.01) + C(Origin) - C(point))), "The point is compared with places around (0, 0). Its neighbours are the point plus something small."),
        ],
        Shows = "With two parameters there are three kinds of flat; with 13,002, if a coin were tossed for each direction, hardly any flat place would be a minimum: one direction down is enough for a saddle.",
    };

    /// <summary>4.3: one step with momentum.</summary>
    public static Exercise<Ball, Func<double, double, double, double, double, (double W, double V)>> MomentumStep { get; } = new("4.3", "A step with momentum")
    {
        Minutes = 10,
        Task = "The ball is at w and moves with velocity u. Keep the share mu of its velocity, add the push downhill, then move by the new velocity. Return the new w and the new u.",
        Idea = "First the velocity, then the position: the new velocity is what moves the ball.",
        Formula = "u′ = μ u − η · gradient, then w′ = w + u′.",
        Place = "Section 4.6, A ball that keeps rolling: momentum.",
        Inputs =
        [
            new(0, 0, -6, 0.1, 0.9), new(1, 0.5, -4, 0.1, 0.9), new(2, -1, 3, 0.05, 0.5), new(-1, 2, 0, 0.1, 0.8), new(4, 1, 2, 0.2, 0),
        ],
        Drawn = again => Draw.Numbers(seed: 43 + (1000 * again), count: 9, from: -3, to: 3).Chunk(3).Select(n => new Ball(n[0], n[1], n[2], 0.15, 0.7)),
        Call = (answer, input) => answer(input.W, input.V, input.Gradient, input.Eta, input.Mu),
        Tried = input => $"MomentumStep({input.W}, {input.V}, {input.Gradient}, {input.Eta}, {input.Mu})",
        Reference = (w, v, gradient, eta, mu) => (w + ((mu * v) - (eta * gradient)), (mu * v) - (eta * gradient)),
        Misconceptions =
        [
            new("sign of the push", (w, v, gradient, eta, mu) => (w + (mu * v) + (eta * gradient), (mu * v) + (eta * gradient)), "The ball is pushed uphill: the gradient is subtracted from the velocity."),
            new("moved against the velocity", (w, v, gradient, eta, mu) => (w - ((mu * v) - (eta * gradient)), (mu * v) - (eta * gradient)), "The velocity is right, but the ball moved against it: the minus is already in the push, so the velocity is added to w."),
            new("moved by the old velocity", (w, v, gradient, eta, mu) => (w + v, (mu * v) - (eta * gradient)), "The ball moved by the old velocity. Update u first, then move by the new one."),
            new("moved by η times the velocity", (w, v, gradient, eta, mu) => (w + (eta * ((mu * v) - (eta * gradient))), (mu * v) - (eta * gradient)), "The velocity is right, but the ball moved by eta times it. The learning rate is already in the push: w moves by the whole velocity."),
            new("forgot the momentum", (w, v, gradient, eta, mu) => (w - (eta * gradient), -eta * gradient), "This is plain gradient descent: the share mu · u of the old velocity is missing."),
            new("kept all of the velocity", (w, v, gradient, eta, mu) => (w + v - (eta * gradient), v - (eta * gradient)), "Nothing of the velocity is lost: mu scales it, like friction."),
            new("weighted the push by 1 − μ", (w, v, gradient, eta, mu) => (w + (mu * v) - ((1 - mu) * eta * gradient), (mu * v) - ((1 - mu) * eta * gradient)), "The push is weighted by 1 − mu, which makes u an average. There are books that do so; here the push keeps its full size."),
            new("scaled the whole by μ", (w, v, gradient, eta, mu) => (w + (mu * (v - (eta * gradient))), mu * (v - (eta * gradient))), "Here mu also scales the push. It belongs to the old velocity only."),
            new("results swapped", (w, v, gradient, eta, mu) => ((mu * v) - (eta * gradient), w + (mu * v) - (eta * gradient)), "Both numbers are right, in the wrong order: the position first, then the velocity."),
            new("returned the old velocity", (w, v, gradient, eta, mu) => (w + (mu * v) - (eta * gradient), v), "The position is right, but the velocity that came back is the old one."),
            new("PyTorch's convention", (w, v, gradient, eta, mu) => (w - (eta * ((mu * v) + gradient)), (mu * v) + gradient), "This is PyTorch's convention: there the velocity collects gradients, and the rate and the minus come with the move, w ← w − η v. It walks the same way. Here the velocity is the step itself: u ← μ u − η · gradient, w ← w + u."),
            new("a velocity that points uphill", (w, v, gradient, eta, mu) => (w - ((mu * v) + (eta * gradient)), (mu * v) + (eta * gradient)), "Another convention: your velocity points uphill and is subtracted. It walks the same way. Here it points downhill, where the ball goes: the minus stands before the push, and u is added."),
            new("no learning rate", (w, v, gradient, eta, mu) => (w + (mu * v) - gradient, (mu * v) - gradient), "The push is the whole gradient: the learning rate eta has to scale it."),
            new("Nesterov's", (w, v, gradient, eta, mu) => (w - (mu * v) + ((1 + mu) * ((mu * v) - (eta * gradient))), (mu * v) - (eta * gradient)), "This is Nesterov's momentum, which looks ahead. Here the ball simply moves by its new velocity."),
            new("1 − mu is kept", (w, v, gradient, eta, mu) => (w + ((1 - mu) * v) - (eta * gradient), ((1 - mu) * v) - (eta * gradient)), "Here mu is taken for what is lost. It is what the ball keeps: the share is mu itself, not 1 − mu."),
            new("the velocity without the push", (w, v, gradient, eta, mu) => (w + (mu * v) - (eta * gradient), mu * v), "The position is right. The push belongs to the new velocity as well, or it is forgotten in the next step."),
        ],
        Shows = "The velocity remembers earlier slopes: in a long valley it builds up, across it the pushes cancel.",
    };

    // A small bowl on the top of a hill: half a unit away it goes down.
    private static double Well(double squaredDistance) => squaredDistance - (4 * squaredDistance * squaredDistance);

    private static double TwoValleys(double w) => (4 * w * w * w) - (8 * w) + 1;

    private static double Walk(double w, int steps, Func<double, double> update)
    {
        for (int step = 0; step < steps; step++)
        {
            w = update(w);
        }

        return w;
    }

    private static double TwoBowls(Vector<double> v) => (v[0] * v[0] / 2) + (((v[1] * v[1]) - 1) * ((v[1] * v[1]) - 1) / 4);

    private static double Shrinking(Func<double, double> dC, double w, double eta, int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            w -= eta / (step + 1) * dC(w);
        }

        return w;
    }

    private static Vector<double> Origin => Vector<double>.Build.Dense(2);

    private static string Look(Func<Vector<double>, double> C, Vector<double> point, int directions, double radius = 0.001) =>
        Verdict(Enumerable.Range(0, directions).Select(i => Rise(C, point, 2 * Math.PI * i / directions, radius)));

    private static string LookAlongY(Func<Vector<double>, double> C, Vector<double> point) =>
        Verdict([Rise(C, point, Math.PI / 2), Rise(C, point, -Math.PI / 2)]);

    private static double Rise(Func<Vector<double>, double> C, Vector<double> point, double angle, double radius = 0.001) =>
        C(point + (radius * Vector<double>.Build.DenseOfArray([Math.Cos(angle), Math.Sin(angle)]))) - C(point);

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
