namespace GdNotebooks.Exercises;

/// <content>The exercise in which a fault has to be found.</content>
public static partial class Chapter9
{
    /// <summary>9.4: shares of a confusion matrix with a fault in them.</summary>
    public static Fault<Answers, Func<int[,], double[]>> FaultyShares { get; } = new(new("9.4", "Find the fault: which share was recognised?")
    {
        Minutes = 3,
        Task = "This program should say, for each digit t, which share of the images that show t was called t. The rows of the table are what the images show, its columns what they were called. One line is wrong: name it, and mend it.",
        Idea = "Of all images that show a 4: do they stand in a row or in a column?",
        Place = "Section 9.4, Which digits it confuses: rows are digits, columns are answers.",
        Formula = "share(t) = M[t, t] / Σₚ M[t, p]: the sum runs along the row.",
        Inputs = [Sure(9100, 60), Sure(9200, 90), Sure(9300, 150)],
        Call = (answer, input) => answer(Count(input.Truth, input.Predicted, (_, _) => true)),
        Tried = input => $"Recognised(confusion) for {input.Truth.Length} examples",
        Reference = confusion => Shares(confusion, (t, p) => confusion[t, p]),
        Misconceptions =
        [
            new(Fault<Answers, Func<int[,], double[]>>.AsItStood, confusion => Shares(confusion, (t, p) => confusion[p, t]), "That is what it did before: it divides by the column, by how often the answer t was given."),
            new("whole numbers", confusion => [.. Shares(confusion, (t, p) => confusion[t, p]).Select(Math.Floor)], "Now whole numbers are divided: keep the (double) in line 6."),
            new("without the right ones", confusion => [.. Shares(confusion, (t, p) => p == t ? 0 : confusion[t, p])], "Below the line the right ones are left out: all images that show t count, those called t as well."),
            new("counts", confusion => [.. Enumerable.Range(0, Digits).Select(t => (double)confusion[t, t])], "Now it is how many were recognised. Which share that is says the division by how many were shown."),
            new("of all images", confusion => [.. Enumerable.Range(0, Digits).Select(t => confusion[t, t] / (double)confusion.Cast<int>().Sum())], "Now it is divided by all images there are. Of those that show t the share was asked for: one row."),
        ],
        Shows = "Both shares are of use: of the fours, how many are found (the row), and of what was called a four, how many are one (the column).",
    })
    {
        Lines = [5],
    };

    private static double[] Shares(int[,] confusion, Func<int, int, int> entry) =>
        [.. Enumerable.Range(0, Digits).Select(t => (double)confusion[t, t] / Enumerable.Range(0, Digits).Sum(p => entry(t, p)))];

    // Every digit is shown and answered at least once, so that nothing is divided by 0.
    private static Answers Sure(int seed, int examples)
    {
        var (truth, predicted) = Guesses(seed, examples);
        return new([.. Enumerable.Range(0, Digits), .. truth], [.. Enumerable.Range(0, Digits), .. predicted]);
    }
}
