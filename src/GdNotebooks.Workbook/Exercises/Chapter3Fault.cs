using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks.Exercises;

/// <content>The exercise in which a fault has to be found.</content>
public static partial class Chapter3
{
    /// <summary>3.5: a measured gradient with a fault in it.</summary>
    public static Fault<Place3, Func<Func<Vector<double>, double>, Vector<double>, double, Vector<double>>> FaultyGradient { get; } = new(new("3.5", "Find the fault: a gradient that is always 0")
    {
        Minutes = 10,
        Task = "This program should measure the gradient of f at v by central differences. One line is wrong: name it, and mend it.",
        Idea = "How many vectors are there after line 4, and how many names?",
        Place = "Section 3.3, Stack them: the gradient: one component at a time.",
        Formula = "A vector is an object: `var b = a;` gives it a second name, `a.Clone()` makes another vector.",
        Inputs = [new(Surfaces[0], Vector(1, 2), 0.1), new(Surfaces[1], Vector(2, -1), 0.5), new(Surfaces[2], Vector(1, 2, 3), 0.25)],
        Call = (answer, input) => answer(input.Surface.Function, input.At.Clone(), input.H),
        Tried = input => $"MeasuredGradient(f, {Reading.Of(input.At)}, {input.H}) for f = {input.Surface.Name}",
        Tolerance = 1e-7,
        Reference = (f, v, h) => Vector<double>.Build.Dense(v.Count, i => (f(Moved(v, i, h)) - f(Moved(v, i, -h))) / (2 * h)),
        Misconceptions =
        [
            new(Fault<Place3, Func<Func<Vector<double>, double>, Vector<double>, double, Vector<double>>>.AsItStood, (f, v, h) => Vector<double>.Build.Dense(v.Count), "That is what it did before: above and below are the same vector, so that their difference is 0."),
            new("below is never moved", (f, v, h) => Vector<double>.Build.Dense(v.Count, i => (f(Moved(v, i, h)) - f(v)) / (2 * h)), "Now one of the two points is v itself, and the difference goes one way only: it is halved too much."),
            new("one side", (f, v, h) => Vector<double>.Build.Dense(v.Count, i => (f(Moved(v, i, h)) - f(v)) / h), "Now it looks to one side only, from v to v + h. A central difference goes h to both sides."),
            new("all components at once", (f, v, h) => Vector<double>.Build.Dense(v.Count, _ => (f(v + h) - f(v - h)) / (2 * h)), "Now all components move at once, and every entry is the sum of the partial derivatives. In turn i, component i moves alone."),
        ],
        Shows = "Vectors and arrays are handed on by name, not by value. Whoever wants two needs a copy.",
    })
    {
        Lines = [4],
    };

    /// <summary>A surface, a place on it, and a distance.</summary>
    public sealed record Place3(Surface Surface, Vector<double> At, double H);
}
