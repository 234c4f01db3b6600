namespace GdNotebooks.Exercises;

/// <content>The exercise in which a fault has to be found.</content>
public static partial class Chapter5
{
    /// <summary>5.4: a cost with a fault in it.</summary>
    public static Fault<Galaxies, Func<double, double, double[], double[], double>> FaultyCost { get; } = new(new("5.4", "Find the fault: a cost that is always 0")
    {
        Minutes = 3,
        Task = "This program should return the cost J of the line w x + b. It says 0 for every line. One line of it is wrong: name it, and mend it.",
        Idea = "Which lines can give 0 whatever the points are? Ask for the value of each part, with its type.",
        Place = "Section 5.1, Real measurements: J for one feature, Hubble's galaxies.",
        Formula = "J = 1/(2m) Σ e². In C# a whole number divided by a whole number is a whole number: 1 / 6 is 0, 1.0 / 6 is 0.1666….",
        Inputs = [new([0, 1, 2], [1, 3, 4]), new([1, 2, 3, 4], [2, 2, 5, 1]), new([0.5, 1.5], [3, -1])],
        Call = (answer, input) => answer(1.5, 0.5, [.. input.X], [.. input.Y]),
        Tried = input => $"CostOfLine(1.5, 0.5, {Reading.Of(input.X)}, {Reading.Of(input.Y)})",
        Reference = (w, b, x, y) => HalfMeanSquare(w, b, x, y),
        Misconceptions =
        [
            new(Fault<Galaxies, Func<double, double, double[], double[], double>>.AsItStood, (_, _, _, _) => 0, "That is what it did before: 1 / (2 * m) is a division of whole numbers, and 0."),
            new("brackets lost", (w, b, x, y) => HalfMeanSquare(w, b, x, y) * x.Length * x.Length, "Now it is multiplied by m: `/ 2 * m` divides by 2 only. Put brackets around 2 * m."),
            new("no half", (w, b, x, y) => 2 * HalfMeanSquare(w, b, x, y), "Now the ½ of the cost is missing: this is the mean of the squares."),
            new("half the sum", (w, b, x, y) => HalfMeanSquare(w, b, x, y) * x.Length, "Now it is half the sum: the m below the line is missing, which makes it a mean."),
        ],
        Shows = "The commonest fault that no compiler finds: 1 / 2 is 0, and 1.0 / 2 is a half.",
    })
    {
        Lines = [1, 6],   // `double m` mends it as well
    };

    private static double HalfMeanSquare(double w, double b, double[] x, double[] y) =>
        x.Zip(y, (xi, yi) => Math.Pow((w * xi) + b - yi, 2)).Average() / 2;
}
