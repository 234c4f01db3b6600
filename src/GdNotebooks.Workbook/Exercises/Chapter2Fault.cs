namespace GdNotebooks.Exercises;

/// <content>The exercise in which a fault has to be found.</content>
public static partial class Chapter2
{
    /// <summary>2.4: a step schedule with a fault in it.</summary>
    public static Fault<Stairs, Func<double, double, int, int, double[]>> FaultySchedule { get; } = new(new("2.4", "Find the fault: stairs that come too early")
    {
        Minutes = 3,
        Task = "This program should keep the rate `first` for `every` epochs, then multiply it by `drop` for the next ones, and so on. One line is wrong: name it, and mend it.",
        Idea = "Take every = 2 and write down what `stairs` is for t = 0, 1, 2, 3. What should it be?",
        Place = "Section 2.6, Schedules: the step schedule beside the others.",
        Formula = "ηₜ = η₀ · dropᵏ with k = t / every, rounded down, for t = 0, 1, 2, …",
        Inputs = [new(1, 0.5, 2, 6), new(0.3, 0.1, 3, 7), new(2, 0.8, 1, 4), new(1, 0.5, 5, 4)],
        Call = (answer, input) => answer(input.First, input.Drop, input.Every, input.Epochs),
        Tried = input => $"Stairs({input.First}, {input.Drop}, {input.Every}, {input.Epochs})",
        Reference = (first, drop, every, epochs) => Rates(epochs, t => first * Math.Pow(drop, t / every)),
        Misconceptions =
        [
            new(Fault<Stairs, Func<double, double, int, int, double[]>>.AsItStood, (first, drop, every, epochs) => Rates(epochs, t => first * Math.Pow(drop, (t + 1) / every)), "That is what it did before: the first stair is one epoch shorter than the others."),
            new("no stairs", (first, drop, every, epochs) => Rates(epochs, t => first * Math.Pow(drop, (double)t / every)), "Now the rate falls in every epoch: the exponent has to stay a whole number, so that there are stairs."),
            new("a stair too late", (first, drop, every, epochs) => Rates(epochs, t => first * Math.Pow(drop, (t - 1) / every)), "Now the first stair is one epoch too long. Epochs are counted from 0, so nothing has to be added or taken off."),
            new("rounded up", (first, drop, every, epochs) => Rates(epochs, t => first * Math.Pow(drop, (t + every - 1) / every)), "Now it rounds up: the first stair is a single epoch, and the rate falls too early. The division of whole numbers rounds down of itself."),
            new("the remainder", (first, drop, every, epochs) => Rates(epochs, t => first * Math.Pow(drop, t % every)), "`%` is the remainder, which begins again at 0 on every stair. How many stairs are behind says the quotient, `/`."),
            new("a drop at every epoch", (first, drop, every, epochs) => Rates(epochs, t => first * Math.Pow(drop, t)), "Now the rate falls at every epoch: `every` is not used."),
            new("stairs too long", (first, drop, every, epochs) => Rates(epochs, t => first * Math.Pow(drop, t / (every + 1))), "Now every stair is one epoch too long: divide by `every` itself."),
            new("times instead of to the power", (first, drop, every, epochs) => Rates(epochs, t => first * drop * (t / every)), "Now drop is multiplied by the number of stairs, which is 0 on the first. It is raised to that power: every stair multiplies by drop once more."),
        ],
        Shows = "Here the division of whole numbers is what is wanted: t / every drops what is behind the point, and that makes the stairs.",
    })
    {
        Lines = [3],
    };

    /// <summary>The first rate, the factor of a stair, how many epochs a stair has, and the number of epochs.</summary>
    public sealed record Stairs(double First, double Drop, int Every, int Epochs);
}
