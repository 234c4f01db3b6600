namespace GdNotebooks.Exercises;

/// <content>The exercise in which a fault has to be found.</content>
public static partial class Chapter4
{
    /// <summary>4.4: momentum with a fault in it.</summary>
    public static Fault<Roll, Func<Func<double, double>, double, double, double, int, double>> FaultyMomentum { get; } = new(new("4.4", "Find the fault: a ball that forgets")
    {
        Minutes = 3,
        Task = "This program should roll a ball with momentum mu. It rolls no further than plain descent. One line is in the wrong place: name it, and mend the program.",
        Idea = "What is u at the beginning of the second turn?",
        Place = "Section 4.6, A ball that keeps rolling: momentum.",
        Formula = "u ← μ u − η · dC/dw (w), then w ← w + u, with u = 0 once, before the first step.",
        Inputs =
        [
            new("(w−3)²", w => 2 * (w - 3), 0, 0.1, 0.9, 3), new("w⁴ − 4w² + w", TwoValleys, 2, 0.01, 0.5, 10), new("(w−3)²", w => 2 * (w - 3), 7, 0.05, 0.8, 20), new("(w−3)²", w => 2 * (w - 3), 1, 0.1, 0.9, 0),
        ],
        Call = (answer, input) => answer(input.Derivative, input.Start, input.Eta, input.Mu, input.Steps),
        Tried = input => $"Roll(dC, {input.Start}, {input.Eta}, {input.Mu}, {input.Steps}) for C = {input.Name}",
        Reference = (dC, w, eta, mu, steps) => Rolled(dC, w, eta, mu, steps, forgets: false),
        Misconceptions =
        [
            new(Fault<Roll, Func<Func<double, double>, double, double, double, int, double>>.AsItStood, (dC, w, eta, mu, steps) => Rolled(dC, w, eta, mu, steps, forgets: true), "That is what it did before: each turn begins with u = 0, and nothing of the velocity is kept."),
            new("uphill", (dC, w, eta, mu, steps) => Rolled(dC, w, -eta, mu, steps, forgets: false), "Now the ball rolls uphill: the push is minus eta times the slope, and u is added to w."),
            new("moves before it is pushed", (dC, w, eta, mu, steps) => MovedFirst(dC, w, eta, mu, steps), "Now the ball moves by its old velocity, before the push. The order of the two lines counts: first the new velocity, then the move."),
            new("one step too many", (dC, w, eta, mu, steps) => Rolled(dC, w, eta, mu, steps + 1, forgets: false), "Now it makes one step too many: for 0 steps the end is the start."),
            new("no friction", (dC, w, eta, mu, steps) => Rolled(dC, w, eta, 1, steps, forgets: false), "Now it keeps all of its velocity: mu, the share that it keeps, is not used."),
            new("a share of the push", (dC, w, eta, mu, steps) => Rolled(dC, w, (1 - mu) * eta, mu, steps, forgets: false), "The push is weighted by 1 − mu, as some books have it. Here it keeps its full size."),
        ],
        Shows = "What is to last from turn to turn is declared before the loop.",
    })
    {
        Lines = [1, 2],
    };

    private static double Rolled(Func<double, double> dC, double w, double eta, double mu, int steps, bool forgets)
    {
        double u = 0;
        for (int step = 0; step < steps; step++)
        {
            u = (forgets ? 0 : mu * u) - (eta * dC(w));
            w += u;
        }

        return w;
    }

    private static double MovedFirst(Func<double, double> dC, double w, double eta, double mu, int steps)
    {
        double u = 0;
        for (int step = 0; step < steps; step++)
        {
            w += u;
            u = (mu * u) - (eta * dC(w));
        }

        return w;
    }

    /// <summary>A derivative, a start, a rate, a momentum and a number of steps.</summary>
    public sealed record Roll(string Name, Func<double, double> Derivative, double Start, double Eta, double Mu, int Steps);
}
