using GdNotebooks.Exercises;

namespace GdNotebooks.Tests;

internal static partial class Attempts
{
    public static IEnumerable<Attempt> AtChapter8 =>
    [
        .. Attempt.At(
            Chapter8.CutIntoMiniBatches,
            (order, m) => Batches(order, m, (start, end) => order[start..end]),
            ("drops the last", (order, m) => [.. Enumerable.Range(0, order.Length / m).Select(k => order[(k * m)..((k + 1) * m)])]),
            ("repeats an example", (order, m) => Batches(order, m, (start, end) => order[start..Math.Min(end + 1, order.Length)])),
            ("fills the last one up from the start", (order, m) => Batches(order, m, (start, end) => [.. Enumerable.Range(start, m).Select(i => order[i % order.Length])])),
            ("m mini-batches instead of mini-batches of m", (order, m) => Batches(order, (int)Math.Ceiling(order.Length / (double)m), (start, end) => order[start..end])),
            ("ignores the order", (order, m) => Batches(order, m, (start, end) => [.. Enumerable.Range(start, end - start)])),
            ("deals them out like cards", (order, m) =>
            {
                int count = (int)Math.Ceiling(order.Length / (double)m);
                var hands = Enumerable.Range(0, count).Select(_ => new List<int>()).ToArray();
                for (int i = 0; i < order.Length; i++)
                {
                    hands[i % count].Add(order[i]);
                }

                return [.. hands.Select(hand => hand.ToArray())];
            }),
            ("only the first mini-batch", (order, m) => [[.. order.Take(m)]]),
            ("the last stands alone", (order, m) =>
            {
                var batches = Batches(order, m, (start, end) => order[start..end]).ToList();
                if (batches[^1].Length < m)
                {
                    int[] rest = batches[^1];
                    batches.RemoveAt(batches.Count - 1);
                    batches.AddRange(rest.Select(i => new[] { i }));
                }

                return [.. batches];
            }),
            (null, (order, m) => [order]),
            ("single examples", (order, m) => [.. order.Select(i => new[] { i })]),
            (null, (order, m) => [.. order.Reverse().Chunk(m)])),
        .. Attempt.At(
            Chapter8.MiniBatchGradient,
            (gradientOf, batch) =>
            {
                var mean = gradientOf(batch[0]) * 0;
                foreach (int i in batch)
                {
                    mean += gradientOf(i) / batch.Length;
                }

                return mean;
            },
            ("sum instead of mean", (gradientOf, batch) => batch.Select(gradientOf).Aggregate((a, b) => a + b)),
            ("the numbers 0 to m − 1", (gradientOf, batch) => batch.Select((_, i) => gradientOf(i)).Aggregate((a, b) => a + b) / batch.Length),
            ("only the first", (gradientOf, batch) => gradientOf(batch.First())),
            ("only the last", (gradientOf, batch) => gradientOf(batch.Last())),
            ("divided only the last", (gradientOf, batch) => batch.Select(gradientOf).Reverse().Select((g, i) => i == 0 ? g / batch.Length : g).Aggregate((a, b) => a + b)),
            ("skips the first", (gradientOf, batch) => batch.Skip(1).Select(gradientOf).Aggregate(gradientOf(0) * 0, (a, b) => a + b) / batch.Length),
            ("a direction of length 1", (gradientOf, batch) => batch.Select(gradientOf).Aggregate((a, b) => a + b).Normalize(2)),
            ("downhill", (gradientOf, batch) => -batch.Select(gradientOf).Aggregate((a, b) => a + b) / batch.Length),
            (null, (gradientOf, batch) => gradientOf(batch.Length)),
            (null, (gradientOf, batch) => batch.Select(gradientOf).Aggregate((a, b) => a + b) / 10)),
        .. Attempt.At(
            Chapter8.SpendTheBudget,
            budget => (0.3, budget / 50),
            ("the same for every budget", budget => (0.1, 10)),
            ("bolder with a larger budget", budget => (0.001 * Math.Sqrt(budget), 1)),
            ("one step only", budget => (1, Math.Min(budget, 2_000))),
            ("diverges", budget => (3, budget / 100)),
            (null, budget => (1.0 / budget, 10)),
            ("a choice that is none", budget => (-1.0 / budget, 5))),
    ];

    private static int[][] Batches(int[] order, int m, Func<int, int, int[]> batch)
    {
        var batches = new List<int[]>();
        for (int start = 0; start < order.Length; start += m)
        {
            batches.Add(batch(start, Math.Min(start + m, order.Length)));
        }

        return [.. batches];
    }
}
