namespace GdNotebooks.Exercises;

/// <content>The exercise in which a fault has to be found.</content>
public static partial class Chapter8
{
    /// <summary>8.4: a shuffle with a fault in it.</summary>
    public static Fault<Shuffling, Func<int, int, int[]>> FaultyShuffle { get; } = new(new("8.4", "Find the fault: a shuffle that loses examples")
    {
        Minutes = 3,
        Task = "This program should return the numbers 0 to n − 1 in random order, decided by seed. Some come twice and some are lost. One place is wrong, in line 5 or 6: name a line, and mend it.",
        Idea = "Take n = 2 and j = 0. What do both places hold after line 5?",
        Place = "Section 8.4, Why shuffle?: an epoch, in order and shuffled.",
        Formula = "To exchange two values one of them needs a place to wait in; in C#: (a, b) = (b, a).",
        Inputs = [new(2, 1), new(5, 2), new(12, 3), new(40, 4)],
        Call = (answer, input) => answer(input.Count, input.Seed),
        Tried = input => $"ShuffledNumbers({input.Count}, {input.Seed})",
        Reference = (n, seed) => ByExchange(n, seed, loses: false),
        Misconceptions =
        [
            new(Fault<Shuffling, Func<int, int, int[]>>.AsItStood, (n, seed) => ByExchange(n, seed, loses: true), "That is what it did before: line 5 writes over order[i], and line 6 copies the same value back."),
        ],
        Shows = "A shuffle that loses examples trains on some digits twice and on others never, and no error message tells: count them.",
    })
    {
        Lines = [5, 6],
    };

    // Random with a seed gives the same numbers on every machine.
    private static int[] ByExchange(int n, int seed, bool loses)
    {
        var random = new Random(seed);
        var order = Enumerable.Range(0, n).ToArray();
        for (int i = n - 1; i > 0; i--)
        {
            int j = random.Next(i + 1);
            (order[i], order[j]) = (order[j], loses ? order[j] : order[i]);
        }

        return order;
    }

    /// <summary>How many examples there are, and the seed of the shuffle.</summary>
    public sealed record Shuffling(int Count, int Seed);
}
