namespace GdNotebooks.Exercises;

/// <content>The exercise in which a fault has to be found.</content>
public static partial class Chapter1
{
    /// <summary>1.5: a secant with a fault in it.</summary>
    public static Fault<Secant, Func<Func<double, double>, double, double, double>> FaultySecant { get; } = new(new("1.5", "Find the fault: a slope that shrinks with h")
    {
        Minutes = 3,
        Task = "This program should measure the slope of f at x with the secant from x − h to x + h. One line is wrong: name it, and mend it.",
        Idea = "Take f = x², x = 3, h = 0.5, and do each line in your head. The slope of x² at 3 is 6.",
        Place = "Section 1.2, Which way is down?: the secant becomes the tangent.",
        Formula = "The run is 2h, and the whole rise is divided by it.",
        Inputs =
        [
            new("x²", x => x * x, 3, 0.5), new("x³", x => x * x * x, 2, 0.5), new("x³", x => x * x * x, -1, 0.1), new("x⁴−2x", x => (x * x * x * x) - (2 * x), 0.5, 0.25),
        ],
        Call = (answer, input) => answer(input.Function, input.X, input.H),
        Tried = input => $"MeasuredSlope(f, {input.X}, {input.H}) for f = {input.Name}",
        Tolerance = 1e-7,
        Reference = (f, x, h) => (f(x + h) - f(x - h)) / (2 * h),
        Misconceptions =
        [
            new(Fault<Secant, Func<Func<double, double>, double, double, double>>.AsItStood, (f, x, h) => (f(x + h) - f(x - h)) / 2 * h, "That is what it did before: `/ 2 * h` divides by 2 and then multiplies by h."),
            new("divided by h", (f, x, h) => (f(x + h) - f(x - h)) / h, "Twice the slope: from x − h to x + h the run is 2h, not h."),
            new("one side", (f, x, h) => (f(x + h) - f(x)) / h, "Now it looks to one side only, from x to x + h. The secant goes from x − h to x + h, with x in the middle."),
            new("times 2h", (f, x, h) => (f(x + h) - f(x - h)) * (2 * h), "Now it multiplies by 2h. A slope is the rise divided by the run: `/ (2 * h)`."),
        ],
        Shows = "C# works from left to right: `a / 2 * h` is (a / 2) · h. What stands below a line needs brackets.",
    })
    {
        Lines = [4],
    };
}
