using GdNotebooks.Exercises;
using MathNet.Numerics.LinearAlgebra;
using static GdNotebooks.Tests.Begin;

namespace GdNotebooks.Tests;

internal static partial class Corpus
{
    // As if it stood in another cell.
    private static int[,] Outside { get; } = new int[10, 10];

    private static IEnumerable<Given> Chapter9Answers() =>
    [
        .. To(Chapter9.AccuracyFromOutputs)
            .Right("loops", (outputs, labels) =>
            {
                int right = 0;
                for (int i = 0; i < labels.Length; i++)
                {
                    int best = 0;
                    for (int j = 1; j < 10; j++)
                    {
                        if (outputs[i, j] > outputs[i, best])
                        {
                            best = j;
                        }
                    }

                    if (best == labels[i])
                    {
                        right++;
                    }
                }

                return (double)right / labels.Length;
            })
            .Right("LINQ", (outputs, labels) => labels.Where((label, i) => Enumerable.Range(0, 10).MaxBy(j => outputs[i, j]) == label).Count() / (double)labels.Length)
            .Right("a matrix", (outputs, labels) =>
            {
                var table = Matrix<double>.Build.DenseOfArray(outputs);
                return labels.Select((label, i) => table.Row(i).MaximumIndex() == label ? 1.0 : 0.0).Average();
            })
            .Right("the mean of truths", (outputs, labels) => labels.Select((label, i) => Enumerable.Range(0, 10).All(j => j == label || outputs[i, j] < outputs[i, label])).Average(right => right ? 1.0 : 0))
            .Right("1.0 *", (outputs, labels) =>
            {
                int hits = 0;
                for (int i = 0; i < outputs.GetLength(0); i++)
                {
                    hits += Enumerable.Range(0, outputs.GetLength(1)).OrderByDescending(j => outputs[i, j]).First() == labels[i] ? 1 : 0;
                }

                return 1.0 * hits / outputs.GetLength(0);
            })
            .Right("1 − the share of errors", (outputs, labels) => 1 - (labels.Where((label, i) => Enumerable.Range(0, 10).Any(j => outputs[i, j] > outputs[i, label])).Count() / (double)labels.Length))
            .Right("summed shares", (outputs, labels) =>
            {
                double sum = 0;
                for (int i = 0; i < labels.Length; i++)
                {
                    var row = Enumerable.Range(0, 10).Select(j => outputs[i, j]).ToArray();
                    sum += Array.IndexOf(row, row.Max()) == labels[i] ? 1 : 0;
                }

                return sum / labels.Length;
            })
            .Right("the best so far begins at 0", (outputs, labels) =>
            {
                int right = 0;
                for (int i = 0; i < labels.Length; i++)
                {
                    double best = 0;
                    int where = -1;
                    for (int j = 0; j < 10; j++)
                    {
                        if (outputs[i, j] > best)
                        {
                            (best, where) = (outputs[i, j], j);
                        }
                    }

                    right += where == labels[i] ? 1 : 0;
                }

                return right / (double)labels.Length;
            })
            .Wrong("the count", "share|divid|count", (outputs, labels) => Hits(outputs, labels))
            .Wrong("per cent", "per cent|percent|%|100", (outputs, labels) => 100.0 * Hits(outputs, labels) / labels.Length)
            .Wrong("the errors", "error|wrong|mistake|1 −", (outputs, labels) => 1 - (Hits(outputs, labels) / (double)labels.Length))
            .Wrong("whole numbers", "whole", (outputs, labels) => Hits(outputs, labels) / labels.Length)
            .Wrong("by 10", "10|examples|divid|number of", (outputs, labels) => Hits(outputs, labels) / 10.0)
            .Wrong("the smallest", "smallest|largest", (outputs, labels) => labels.Where((label, i) => Enumerable.Range(0, 10).MinBy(j => outputs[i, j]) == label).Count() / (double)labels.Length)
            .Wrong("above a half", "half|0\\.5|largest|compare", (outputs, labels) => labels.Where((label, i) => outputs[i, label] > 0.5).Count() / (double)labels.Length)
            .Wrong("the mean output of the right digit", "mean|sure|largest|classif|count", (outputs, labels) => labels.Select((label, i) => outputs[i, label]).Average())
            .Wrong("the largest of a column", "column|axis|row", (outputs, labels) => Enumerable.Range(0, Math.Min(10, labels.Length)).Count(j => Enumerable.Range(0, labels.Length).MaxBy(i => outputs[i, j]) == labels[j]) / (double)labels.Length)
            .Wrong("digits counted from 1", "from 0|from 1|one too|index", (outputs, labels) => labels.Where((label, i) => Enumerable.Range(0, 10).MaxBy(j => outputs[i, j]) + 1 == label).Count() / (double)labels.Length)
            .Wrong("the last output forgotten", "last|9|nine|all ten", (outputs, labels) => labels.Where((label, i) => Enumerable.Range(0, 9).MaxBy(j => outputs[i, j]) == label).Count() / (double)labels.Length)
            .Wrong("the first output forgotten", "first|0|all ten", (outputs, labels) => labels.Where((label, i) => Enumerable.Range(1, 9).MaxBy(j => outputs[i, j]) == label).Count() / (double)labels.Length)
            .Wrong("indices exchanged", "outside|column|axis|row", (outputs, labels) => labels.Where((label, i) => Enumerable.Range(0, 10).MaxBy(j => outputs[j, i]) == label).Count() / (double)labels.Length)
            .Wrong("the label taken for an output", "output|compare|largest|label", (outputs, labels) => labels.Where((label, i) => Enumerable.Range(0, 10).Max(j => outputs[i, j]) == label).Count() / (double)labels.Length)
            .Wrong("the last example forgotten", "last|example|all", (outputs, labels) => labels.SkipLast(1).Where((label, i) => Enumerable.Range(0, 10).MaxBy(j => outputs[i, j]) == label).Count() / (double)labels.Length)
            .Wrong("the largest so far", "Begin anew", (outputs, labels) =>
            {
                double right = 0, most = double.MinValue;
                int best = 0;
                for (int i = 0; i < labels.Length; i++)
                {
                    for (int j = 0; j < 10; j++)
                    {
                        (most, best) = outputs[i, j] > most ? (outputs[i, j], j) : (most, best);
                    }

                    right += best == labels[i] ? 1 : 0;
                }

                return right / labels.Length;
            })
            .Wrong("ten columns", "row|column", (outputs, labels) => Enumerable.Range(0, 10).Count(j => Matrix<double>.Build.DenseOfArray(outputs).Column(j).MaximumIndex() == labels[j]) / (double)labels.Length)
            .Lazy("1", (_, _) => 1)
            .Lazy("0.1", (_, _) => 0.1)
            .Lazy("the first example", (outputs, labels) => Enumerable.Range(0, 10).MaxBy(j => outputs[0, j]) == labels[0] ? 1 : 0),

        .. To(Chapter9.ConfusionMatrix)
            .Right("a loop", (truth, predicted) =>
            {
                var table = new int[10, 10];
                for (int i = 0; i < truth.Length; i++)
                {
                    table[truth[i], predicted[i]]++;
                }

                return table;
            })
            .Right("zip", (truth, predicted) =>
            {
                var table = new int[10, 10];
                foreach (var (t, p) in truth.Zip(predicted))
                {
                    table[t, p] += 1;
                }

                return table;
            })
            .Right("counted for each cell", (truth, predicted) =>
            {
                var table = new int[10, 10];
                for (int t = 0; t < 10; t++)
                {
                    for (int p = 0; p < 10; p++)
                    {
                        table[t, p] = Enumerable.Range(0, truth.Length).Count(i => truth[i] == t && predicted[i] == p);
                    }
                }

                return table;
            })
            .Right("grouped", (truth, predicted) =>
            {
                var table = new int[10, 10];
                foreach (var group in truth.Zip(predicted).GroupBy(pair => pair))
                {
                    table[group.Key.First, group.Key.Second] = group.Count();
                }

                return table;
            })
            .Right("one index", (truth, predicted) =>
            {
                var flat = new int[100];
                for (int i = 0; i < truth.Length; i++)
                {
                    flat[(10 * truth[i]) + predicted[i]]++;
                }

                var table = new int[10, 10];
                Buffer.BlockCopy(flat, 0, table, 0, 400);
                return table;
            })
            .Right("a dictionary", (truth, predicted) =>
            {
                var counts = truth.Zip(predicted).CountBy(pair => pair).ToDictionary();
                var table = new int[10, 10];
                foreach (var (pair, count) in counts)
                {
                    table[pair.First, pair.Second] = count;
                }

                return table;
            })
            .Right("while", (truth, predicted) =>
            {
                int[,] table = new int[10, 10];
                int i = truth.Length;
                while (i-- > 0)
                {
                    int row = truth[i], column = predicted[i];
                    table[row, column] = table[row, column] + 1;
                }

                return table;
            })
            .Right("one-hot matrices", (truth, predicted) =>
            {
                var t = Matrix<double>.Build.Dense(10, truth.Length, (d, i) => truth[i] == d ? 1 : 0);
                var p = Matrix<double>.Build.Dense(truth.Length, 10, (i, d) => predicted[i] == d ? 1 : 0);
                var product = (t * p).ToArray();
                var table = new int[10, 10];
                for (int k = 0; k < 100; k++)
                {
                    table[k / 10, k % 10] = (int)product[k / 10, k % 10];
                }

                return table;
            })
            .Wrong("rows for columns", "row|column|exchang", (truth, predicted) => Counted(truth, predicted, (table, t, p) => table[p, t]++))
            .Wrong("errors only", "right|diagonal|correct", (truth, predicted) => Counted(truth, predicted, (table, t, p) => table[t, p] += t == p ? 0 : 1))
            .Wrong("right ones only", "diagonal|mistake|wrong|error", (truth, predicted) => Counted(truth, predicted, (table, t, p) => table[t, t] += t == p ? 1 : 0))
            .Wrong("set to 1", "count|\\+\\+|how often|add", (truth, predicted) => Counted(truth, predicted, (table, t, p) => table[t, p] = 1))
            .Wrong("counted from 1", "outside|from 0|counted|place", (truth, predicted) => Counted(truth, predicted, (table, t, p) => table[t - 1, p - 1]++))
            .Wrong("both ways", "both|twice|one (row|cell)|symm|counted at", (truth, predicted) => Counted(truth, predicted, (table, t, p) =>
            {
                table[t, p]++;
                table[p, t]++;
            }))
            .Wrong("the truth on the diagonal", "diagonal|predicted|called|from the truth", (truth, predicted) => Counted(truth, predicted, (table, t, p) => table[t, t]++))
            .Wrong("the answer on the diagonal", "diagonal|truth|show", (truth, predicted) => Counted(truth, predicted, (table, t, p) => table[p, p]++))
            .Wrong("as large as the labels are", "shape|10|size|outside", (truth, predicted) =>
            {
                int size = truth.Concat(predicted).DefaultIfEmpty(0).Max() + 1;
                var table = new int[size, size];
                foreach (var (t, p) in truth.Zip(predicted))
                {
                    table[t, p]++;
                }

                return table;
            })
            .Wrong("nine by nine", "outside|10|shape", (truth, predicted) =>
            {
                var table = new int[9, 9];
                foreach (var (t, p) in truth.Zip(predicted))
                {
                    table[t, p]++;
                }

                return table;
            })
            .Wrong("never filled", "filled|zero|all 0", (truth, predicted) => new int[10, 10])
            .Wrong("all pairs", "same example|pair|every", (truth, predicted) =>
            {
                var table = new int[10, 10];
                foreach (int t in truth)
                {
                    foreach (int p in predicted)
                    {
                        table[t, p]++;
                    }
                }

                return table;
            })
            .Wrong("the last forgotten", "last|one example|miss", (truth, predicted) => Counted([.. truth.SkipLast(1)], [.. predicted.SkipLast(1)], (table, t, p) => table[t, p]++))
            .Wrong("two too many each", "2 times|twice|factor", (truth, predicted) => Counted(truth, predicted, (table, t, p) => table[t, p] += 2))
            .Wrong("upside down", "upside|revers|row|top", (truth, predicted) => Counted(truth, predicted, (table, t, p) => table[9 - t, p]++))
            .Wrong("begins at the second", "first example", (truth, predicted) =>
            {
                var table = new int[10, 10];
                for (int i = 1; i < truth.Length; i++)
                {
                    table[truth[i], predicted[i]]++;
                }

                return table;
            })
            .Wrong("a table that stands outside", "call to call|outside the method", (truth, predicted) =>
            {
                for (int i = 0; i < truth.Length; i++)
                {
                    Outside[truth[i], predicted[i]]++;
                }

                return Outside;
            })
            .Wrong("ends before the last", "last example", (truth, predicted) =>
            {
                var table = new int[10, 10];
                for (int i = 0; i < truth.Length - 1; i++)
                {
                    table[truth[i], predicted[i]]++;
                }

                return table;
            })
            .Lazy("null", (_, _) => null!)
            .Lazy("the sizes only", (truth, _) => Counted(truth, truth, (table, t, p) => table[t, p]++)),

        .. To(Chapter9.BeatTheBaseline)
            .Right("more epochs", training => Trained(training, 40, 3, 10))
            .Right("many more epochs", training => Trained(training, 80, 3, 10))
            .Right("a smaller rate for longer", training => Trained(training, 80, 2, 10))
            .Right("smaller mini-batches", training => Trained(training, 40, 2, 5))
            .Right("a wider layer", training => Trained(training, 40, 3, 10, [784, 30, 10]))
            .Right("cross-entropy", training => Trained(training, 30, 0.5, 10, cost: CostFunction.CrossEntropy))
            .Right("two wide layers", training => Trained(training, 50, 3, 10, [784, 30, 20, 10]))
            .Right("a schedule", training => Trained(training, 60, LearningRate.Exponential(4, 0.97), 10))
            .Wrong("uphill for a while: a rate that is too small by far", "rate|train|learn|baseline|epochs", training => Trained(training, 20, 0.01, 10))
            .Wrong("not trained", "train", _ => Network.Create([784, 16, 16, 10], seed: 1))
            .Wrong("the baseline itself", "baseline|same|recipe", training => Trained(training, 10, 3, 10))
            .Wrong("too short", "epochs|longer|train|short", training => Trained(training, 1, 3, 10))
            .Wrong("a rate of nearly 0", "rate|train|learn", training => Trained(training, 10, 1e-6, 10))
            .Wrong("far too large a rate", "rate|diverg|large|learn", training => Trained(training, 10, 1_000, 10))
            .Wrong("one step an epoch", "steps|mini-batch|m\\b|epochs", training => Trained(training, 10, 3, 300))
            .Wrong("a few images only", "all|images|few", training => Trained(training.Take(30), 20, 3, 10))
            .Wrong("another shape", "10 outputs|outputs|shape|size|784", training => Network.Create([784, 16, 5], seed: 1))
            .Wrong("other inputs", "784|inputs|size|outside|shape", training => Network.Create([100, 16, 10], seed: 1))
            .Wrong("null", "null", _ => null!)
            .Wrong("images of one's own", "own|these images|handed|other images", training => Trained(DigitSet.Synthetic(4_000, 100, seed: 77).Training, 6, 1, 10))
            .Lazy("a fixed network", _ => Network.Create([784, 30, 10], seed: 3)),
    ];

    private static Network Trained(DigitImages training, int epochs, LearningRate rate, int miniBatch, int[]? layers = null, CostFunction? cost = null)
    {
        var network = Network.Create(layers ?? [784, 16, 16, 10], seed: 5, cost: cost ?? CostFunction.Quadratic);
        foreach (var epoch in Sgd.Train(network, new DigitSet(training, training), new SgdOptions { Epochs = epochs, LearningRate = rate, MiniBatch = miniBatch, Seed = 5 }))
        {
            _ = epoch;
        }

        return network;
    }

    private static int Hits(double[,] outputs, int[] labels) => labels.Where((label, i) => Enumerable.Range(0, 10).MaxBy(j => outputs[i, j]) == label).Count();

    private static int[,] Counted(int[] truth, int[] predicted, Action<int[,], int, int> count)
    {
        var table = new int[10, 10];
        for (int i = 0; i < truth.Length; i++)
        {
            count(table, truth[i], predicted[i]);
        }

        return table;
    }
}
