using GdNotebooks.Exercises;
using MathNet.Numerics.LinearAlgebra;
using static GdNotebooks.Tests.Begin;

namespace GdNotebooks.Tests;

internal static partial class Corpus
{
    private static IEnumerable<Given> Chapter8Answers() =>
    [
        .. To(Chapter8.CutIntoMiniBatches)
            .Right("Chunk", (order, m) => [.. order.Chunk(m)])
            .Right("Skip and Take", (order, m) => [.. Enumerable.Range(0, (order.Length + m - 1) / m).Select(k => order.Skip(k * m).Take(m).ToArray())])
            .Right("ranges", (order, m) =>
            {
                var batches = new List<int[]>();
                for (int start = 0; start < order.Length; start += m)
                {
                    batches.Add(order[start..Math.Min(start + m, order.Length)]);
                }

                return batches.ToArray();
            })
            .Right("an array of the right length", (order, m) =>
            {
                int count = (int)Math.Ceiling((double)order.Length / m);
                var batches = new int[count][];
                for (int k = 0; k < count; k++)
                {
                    int size = Math.Min(m, order.Length - (k * m));
                    batches[k] = new int[size];
                    Array.Copy(order, k * m, batches[k], 0, size);
                }

                return batches;
            })
            .Right("GroupBy", (order, m) => order.Select((example, place) => (example, place)).GroupBy(pair => pair.place / m, pair => pair.example).Select(group => group.ToArray()).ToArray())
            .Right("one by one", (order, m) =>
            {
                var batches = new List<int[]>();
                var batch = new List<int>();
                foreach (int example in order)
                {
                    batch.Add(example);
                    if (batch.Count == m)
                    {
                        batches.Add([.. batch]);
                        batch.Clear();
                    }
                }

                if (batch.Count > 0)
                {
                    batches.Add([.. batch]);
                }

                return [.. batches];
            })
            .Right("recursion", (order, m) =>
            {
                int[][] Cut(int[] rest) => rest.Length <= m ? [rest] : [rest[..m], .. Cut(rest[m..])];
                return order.Length == 0 ? [] : Cut(order);
            })
            .Right("a queue", (order, m) =>
            {
                var queue = new Queue<int>(order);
                var batches = new List<int[]>();
                while (queue.Count > 0)
                {
                    var batch = new List<int>();
                    while (batch.Count < m && queue.Count > 0)
                    {
                        batch.Add(queue.Dequeue());
                    }

                    batches.Add(batch.ToArray());
                }

                return batches.ToArray();
            })
            .Wrong("the last dropped", "last|drop|left over|rest", (order, m) => [.. Enumerable.Range(0, order.Length / m).Select(k => order[(k * m)..((k * m) + m)])])
            .Wrong("overlapping", "twice|repeat|overlap|more than once", (order, m) => [.. Enumerable.Range(0, Math.Max(1, order.Length - m + 1)).Select(k => order.Skip(k).Take(m).ToArray())])
            .Wrong("m batches", "m batches|size|of `m`|number of", (order, m) => [.. order.Chunk(Math.Max(1, (order.Length + m - 1) / m))])
            .Wrong("filled up with zeros", "filled|zero|smaller|last|pad", (order, m) => [.. order.Chunk(m).Select(batch => batch.Concat(new int[m]).Take(m).ToArray())])
            .Wrong("sorted", "order|sort", (order, m) => [.. order.Order().Chunk(m)])
            .Wrong("the places, not the examples", "place|order|index|position", (order, m) => [.. Enumerable.Range(0, order.Length).Chunk(m)])
            .Wrong("every k-th", "one after another|order|deal|stride|every", (order, m) =>
            {
                int count = (order.Length + m - 1) / m;
                return [.. Enumerable.Range(0, count).Select(k => order.Where((_, i) => i % count == k).ToArray())];
            })
            .Wrong("one batch", "one batch|all|cut|of `m`|m\\b", (order, m) => [order])
            .Wrong("single examples", "m\\b|one example|size", (order, m) => [.. order.Select(example => new[] { example })])
            .Wrong("m + 1 in each", "m\\b|one too|size", (order, m) => [.. order.Chunk(m + 1)])
            .Wrong("the first only", "first|rest|last|only|missing", (order, m) => [.. order.Chunk(m).Take(1)])
            .Wrong("reversed", "reverse|order", (order, m) => [.. order.Chunk(m).Reverse()])
            .Wrong("an empty one at the end", "empty", (order, m) => [.. Enumerable.Range(0, (order.Length / m) + 1).Select(k => order.Skip(k * m).Take(m).ToArray())])
            .Wrong("the last put to the one before", "last|smaller|left over|rest", (order, m) =>
            {
                var batches = order.Chunk(m).ToList();
                if (batches.Count > 1 && batches[^1].Length < m)
                {
                    batches[^2] = [.. batches[^2], .. batches[^1]];
                    batches.RemoveAt(batches.Count - 1);
                }

                return [.. batches];
            })
            .Wrong("filled up from the start", "twice|repeat|smaller|last|again", (order, m) => [.. order.Chunk(m).Select(batch => batch.Concat(order).Take(m).ToArray())])
            .Wrong("the end outside", "outside|last|end", (order, m) => [.. Enumerable.Range(0, (order.Length + m - 1) / m).Select(k => order[(k * m)..((k + 1) * m)])])
            .Wrong("never filled", "filled|null|empty", (order, m) => new int[(order.Length + m - 1) / m][])
            .Wrong("one array for all", "same array|new int", (order, m) =>
            {
                var all = new List<int[]>();
                var batch = new int[m];
                for (int i = 0; i < order.Length; i++)
                {
                    batch[i % m] = order[i];
                    if (i % m == m - 1)
                    {
                        all.Add(batch);
                    }
                }

                return [.. all];
            })
            .Wrong("the last m", "count twice|smaller", (order, m) => [.. order.Chunk(m).Select(batch => batch.Length < m ? order[^m..] : batch)])
            .Wrong("by remainders", "follow|rows|exchanged", (order, m) => [.. order.GroupBy(example => example % m).Select(group => group.ToArray())])
            .Wrong("the last m, if there are as many", "count twice|smaller", (order, m) => [.. order.Chunk(m).Select(batch => batch.Length < m && order.Length > m ? order[^m..] : batch)])
            .Lazy("null", (_, _) => null!)
            .Lazy("right if it divides", (order, m) => order.Length % m == 0 ? [.. order.Chunk(m)] : []),

        .. To(Chapter8.MiniBatchGradient)
            .Right("a sum, divided", (gradientOf, batch) =>
            {
                var sum = gradientOf(batch[0]).Clone();
                for (int k = 1; k < batch.Length; k++)
                {
                    sum += gradientOf(batch[k]);
                }

                return sum / batch.Length;
            })
            .Right("LINQ", (gradientOf, batch) => batch.Select(gradientOf).Aggregate((one, other) => one + other) / batch.Length)
            .Right("from zeros", (gradientOf, batch) =>
            {
                var sum = Vector<double>.Build.Dense(gradientOf(batch[0]).Count);
                foreach (int i in batch)
                {
                    sum += gradientOf(i);
                }

                return sum.Divide(batch.Length);
            })
            .Right("shares added", (gradientOf, batch) =>
            {
                Vector<double>? mean = null;
                foreach (int i in batch)
                {
                    var share = gradientOf(i) / batch.Length;
                    mean = mean is null ? share : mean + share;
                }

                return mean!;
            })
            .Right("by component", (gradientOf, batch) =>
            {
                var all = batch.Select(gradientOf).ToList();
                return Vector<double>.Build.Dense(all[0].Count, j => all.Average(g => g[j]));
            })
            .Right("a matrix of columns", (gradientOf, batch) =>
            {
                var columns = Matrix<double>.Build.DenseOfColumnVectors(batch.Select(gradientOf));
                return columns.RowSums() / batch.Length;
            })
            .Right("times 1.0/m", (gradientOf, batch) => batch.Select(gradientOf).Aggregate((one, other) => one.Add(other)).Multiply(1.0 / batch.Length))
            .Right("a running mean", (gradientOf, batch) =>
            {
                var mean = gradientOf(batch[0]);
                for (int k = 1; k < batch.Length; k++)
                {
                    mean += (gradientOf(batch[k]) - mean) / (k + 1);
                }

                return mean;
            })
            .Right("added into the first gradient, which is its own", (gradientOf, batch) =>
            {
                var sum = gradientOf(batch[0]);
                foreach (int i in batch.Skip(1))
                {
                    sum.Add(gradientOf(i), sum);
                }

                return sum / batch.Length;
            })
            .Wrong("the sum", "mean|sum|divid", (gradientOf, batch) => batch.Select(gradientOf).Aggregate((one, other) => one + other))
            .Wrong("places, not examples", "place|batch names|position|index|example", (gradientOf, batch) => Enumerable.Range(0, batch.Length).Select(gradientOf).Aggregate((one, other) => one + other) / batch.Length)
            .Wrong("the first", "first|all|every", (gradientOf, batch) => gradientOf(batch[0]))
            .Wrong("the last", "last|all|every|add", (gradientOf, batch) => gradientOf(batch[^1]))
            .Wrong("the last, divided", "last|all|every|add|\\+=", (gradientOf, batch) => gradientOf(batch[^1]) / batch.Length)
            .Wrong("1/m in whole numbers", "whole", (gradientOf, batch) => 1 / batch.Length * batch.Select(gradientOf).Aggregate((one, other) => one + other))
            .Wrong("by m − 1", "m - 1|m − 1|divid|m\\b", (gradientOf, batch) => batch.Select(gradientOf).Aggregate((one, other) => one + other) / Math.Max(1, batch.Length - 1))
            .Wrong("by the components", "component|m\\b|batch|number of", (gradientOf, batch) => batch.Select(gradientOf).Aggregate((one, other) => one + other) / gradientOf(batch[0]).Count)
            .Wrong("the first counted twice", "first|twice", (gradientOf, batch) => batch.Select(gradientOf).Aggregate(gradientOf(batch[0]), (one, other) => one + other) / batch.Length)
            .Wrong("the last left out", "last|left out|miss", (gradientOf, batch) => batch.Length == 1 ? gradientOf(batch[0]) * 0 : batch.SkipLast(1).Select(gradientOf).Aggregate((one, other) => one + other) / batch.Length)
            .Wrong("downhill", "sign", (gradientOf, batch) => -batch.Select(gradientOf).Aggregate((one, other) => one + other) / batch.Length)
            .Wrong("divided at each turn", "each turn|after|once|loop", (gradientOf, batch) =>
            {
                var sum = gradientOf(batch[0]) * 0;
                foreach (int i in batch)
                {
                    sum = (sum + gradientOf(i)) / batch.Length;
                }

                return sum;
            })
            .Wrong("each example once, repeats dropped", "twice|once|Distinct|repeat", (gradientOf, batch) => batch.Distinct().Select(gradientOf).Aggregate((one, other) => one + other) / batch.Distinct().Count())
            .Wrong("normalised", "unit|length|normal", (gradientOf, batch) => batch.Select(gradientOf).Aggregate((one, other) => one + other).Normalize(2))
            .Wrong("counted from 1", "place|batch names|position|index|from 0|example", (gradientOf, batch) => batch.Select(i => gradientOf(i + 1)).Aggregate((one, other) => one + other) / batch.Length)
            .Wrong("never filled", "filled|zero|all 0", (gradientOf, batch) => Vector<double>.Build.Dense(gradientOf(batch[0]).Count))
            .Wrong("Add without its result", @"sum \+= g|makes a new", (gradientOf, batch) =>
            {
                var sum = gradientOf(batch[0]);
                foreach (int example in batch[1..])
                {
                    sum.Add(gradientOf(example));
                }

                return sum / batch.Length;
            })
            .Wrong("divided by ten", "divided by 10", (gradientOf, batch) => batch.Select(gradientOf).Aggregate((one, other) => one + other) / 10)
            .Wrong("three parameters, whatever comes", "different lengths", (gradientOf, batch) => batch.Aggregate(V(0, 0, 0), (sum, example) => sum + gradientOf(example)) / batch.Length)
            .Lazy("null", (_, _) => null!)
            .Lazy("the mean of two", (gradientOf, batch) => (gradientOf(batch[0]) + gradientOf(batch[^1])) / 2),

        .. To(Chapter8.SpendTheBudget)
            .Right("a switch", budget => budget switch { 100 => (0.17, 2), 1_000 => (0.13, 10), _ => (0.02, 10) })
            .Right("ifs", budget =>
            {
                if (budget <= 100)
                {
                    return (0.16, 2);
                }

                return budget <= 1_000 ? (0.12, 10) : (0.02, 10);
            })
            .Right("single examples", budget => (budget == 100 ? 0.085 : budget == 1_000 ? 0.013 : 0.002, 1))
            .Right("fives", budget => budget == 100 ? (0.17, 2) : (budget == 1_000 ? 0.065 : 0.01, 5))
            .Right("a power of the budget", budget => (0.085 * Math.Pow(100.0 / budget, 0.81), 1))
            .Right("twenties at the end", budget => budget > 1_000 ? (0.04, 20) : budget > 100 ? (0.13, 10) : (0.17, 2))
            .Right("a dictionary", budget => new Dictionary<int, (double, int)> { [100] = (0.18, 2), [1_000] = (0.14, 10), [10_000] = (0.022, 10) }[budget])
            .Right("the rate from the mini-batch", budget =>
            {
                int m = budget >= 1_000 ? 10 : 2;
                double perExample = budget == 100 ? 0.085 : budget == 1_000 ? 0.013 : 0.002;
                return (m * perExample, m);
            })
            .Wrong("one choice for all", "budget|same", _ => (0.1, 10))
            .Wrong("single examples, a large rate", "rate|large|noise|diverg|same|budget", _ => (1, 1))
            .Wrong("all of it in one step", "step|one", budget => (0.1, budget))
            .Wrong("a tiny rate", "small|rate|far|same|budget", _ => (1e-4, 1))
            .Wrong("exchanged", "exchang|rate|η|m\\b|large", budget => (10, 1))
            .Wrong("no rate", "0|rate|move|same", _ => (0, 10))
            .Wrong("uphill", "uphill|positive|minus|negative|sign|same", _ => (-0.1, 10))
            .Wrong("no mini-batch", "m\\b|mini-batch|0|example|least", _ => (0.1, 0))
            .Wrong("more than there is", "budget|step|m\\b|more", budget => (0.1, budget + 1))
            .Wrong("left blank for one", "blank", budget => budget == 100 ? (0.1, 10) : (Blank.Number, Blank.Count))
            .Wrong("m left blank", "blank", _ => (0.1, Blank.Count))
            .Wrong("diverges", "diverg|large|rate|same", _ => (1e6, 5))
            .Wrong("more than the budget", "at most the budget", _ => (0.5, 2000))
            .Lazy("NaN", _ => (double.NaN, 1))
            .Lazy("infinite", _ => (double.PositiveInfinity, 1)),
    ];
}
