using System.Globalization;

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

        // Whatever order it is, decided by the seed: so once more, and with another seed.
        Call = (answer, input) => new[] { answer(input.Count, input.Seed), answer(input.Count, input.Seed), answer(input.Count, input.Seed + 100) },
        Tried = input => $"ShuffledNumbers({input.Count}, {input.Seed})",
        Reference = (n, seed) => ByExchange(n, seed, loses: false),
        Objection = (input, numbers) => ObjectionTo(input.Count, Orders(numbers)),
        Misconceptions =
        [
            new(Fault<Shuffling, Func<int, int, int[]>>.AsItStood, (n, seed) => ByExchange(n, seed, loses: true), "That is what it did before: line 5 writes over order[i], and line 6 copies the same value back."),
            new("another order every time", (n, _) => ByExchange(n, Random.Shared.Next(), loses: false), "The same seed gave two different orders: draw from `random`, which began with the seed.")
            {
                Looks = results => results.All(result => IsComplete(Orders(result)[0])) && results.Any(result => Orders(result) is [var once, var again, _] && !once.SequenceEqual(again)),
            },
            new("not shuffled", (n, _) => [.. Enumerable.Range(0, n)], "Nothing is lost, and nothing is shuffled: the numbers still stand in a row, 0, 1, 2, …, wherever they begin.")
            {
                Looks = results => results.All(result => IsRow(Orders(result)[0])),
            },
            new("counted from 1", (n, seed) => [.. ByExchange(n, seed, loses: false).Select(i => i + 1)], "The numbers go from 1 to n. Examples are counted from 0, so that the last one is n − 1.")
            {
                Looks = results => results.All(result => IsComplete([.. Orders(result)[0].Select(i => i - 1)])),
            },
            new("some twice", (n, seed) => ByExchange(n, seed, loses: true), "Still some come twice and others are lost. Two places are to exchange what they hold: the first one is written over, so its value has to be kept aside until then. (And where i is j, it has to stay as it is.)")
            {
                Looks = results => results.All(result => Orders(result)[0].All(i => i >= 0 && i < result.Count / Times)) && results.Any(result => !IsComplete(Orders(result)[0])),
            },
        ],
        Shows = "A shuffle that loses examples trains on some digits twice and on others never, and no error message tells: count them.",
    })
    {
        Lines = [5, 6],
    };

    /// <summary>How often the program is called for one input.</summary>
    private const int Times = 3;

    private static List<double[]> Orders(IReadOnlyList<double> numbers) => [.. numbers.Chunk(Math.Max(1, numbers.Count / Times))];

    private static bool IsComplete(double[] order) => order.Order().SequenceEqual(Enumerable.Range(0, order.Length).Select(i => (double)i));

    // As they were, or turned in a circle; of two numbers there is no other order.
    private static bool IsRow(double[] order) => IsComplete(order) && order.Skip(1).Select((x, i) => (x - order[i] + order.Length) % order.Length).All(step => step == 1);

    private static string? ObjectionTo(int n, List<double[]> orders)
    {
        const int enough = 10; // of so many numbers two shuffles are hardly ever equal
        double[] order = orders[0];
        double[] lost = [.. Enumerable.Range(0, n).Select(i => (double)i).Except(order)];
        return order.Cast<double?>().FirstOrDefault(i => i < 0 || i >= n) is { } outside ? string.Create(CultureInfo.InvariantCulture, $"has {outside}, which is none of the numbers from 0 to {n - 1}.")
            : lost.Length > 0 ? string.Create(CultureInfo.InvariantCulture, $"has {order.GroupBy(i => i).First(group => group.Count() > 1).Key} twice, and {lost[0]} is lost.")
            : !order.SequenceEqual(orders[1]) ? "returned another order when it was called a second time with the same seed."
            : n >= enough && order.SequenceEqual(orders[2]) ? "returned the same order for another seed."
            : n >= enough && IsRow(order) ? "returned the numbers in a row, as they were."
            : null;
    }

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
