namespace GdNotebooks.Exercises;

/// <content>The exercise in which a figure is drawn.</content>
public static partial class Chapter2
{
    /// <summary>2.5: a sweep of rates, drawn.</summary>
    public static Drawing DrawASweep { get; } = new("2.5", "Draw it: a sweep of learning rates")
    {
        Minutes = 10,
        Task = "For C(w) = 2 (w − 3)² and a start at w = 0, draw how far from 3 you are after 20 steps, |w − 3|, against the rate η, for many rates from 0.01 to 0.55. Read off: which rate is the best, and from which rate on is it no nearer than at the start?",
        Idea = "One walk for each rate, and one point (η, |w − 3|) for each walk. The heights differ a lot: `.WithLogY()` shows small and large ones together.",
        Place = "Section 2.3, The exact bound: the same for another cost.",
        Formula = "One step multiplies w − 3 by 1 − 4η. Chart.Line(points) draws a list of (x, y).",
        Across = ("η", 0.01, 0.55),
        Curves = [("|w − 3| after 20 steps", eta => 3 * Math.Pow(Math.Abs(1 - (4 * eta)), 20))],
        Questions =
        [
            ("Which rate is the best?", 0.25, 0.02, "Look for the lowest point of the curve: there one step lands on the minimum."),
            ("From which rate on is it no nearer than at the start?", 0.5, 0.02, "At the start the distance is 3. Look where the curve comes back to that height, on the right."),
        ],
        Shows = "The best rate is half of the largest one, for every cost of this shape: a valley of rates with a cliff on its right.",
    };
}
