namespace GdNotebooks.Exercises;

/// <summary>The exercises of chapter 9, training the digit network: <c>Chapter9.AccuracyFromOutputs.Check(AccuracyOf)</c>.</summary>
public static partial class Chapter9
{
    private const int Digits = 10;

    private const string InAColumn = "The largest number is looked for in a column: that is the example for which one digit is surest. Each example is a row, and `outputs[i, j]` has the row first.";

    /// <summary>How much of the baseline's mistakes may be left in 9.3.</summary>
    private const double MistakesLeft = 0.8;

    /// <summary>9.1: accuracy from output activations.</summary>
    public static Exercise<Outputs, Func<double[,], int[], double>> AccuracyFromOutputs { get; } = new("9.1", "Accuracy from outputs")
    {
        Minutes = 10,
        Task = "outputs has one row for each example and ten columns, one for each digit. labels holds the right digits. Which share of the examples is classified correctly?",
        Idea = "The network's answer for an example is the place of the largest activation in its row. Count how often that is the label.",
        Formula = "accuracy = (number of rows i with argmaxⱼ outputs[i, j] = labels[i]) / (number of rows).",
        Place = "Section 9.3, What it says: answers beside the right digits.",
        Inputs = [Scores(91, 10), Scores(92, 6), Scores(93, 25), Scores(94, 4), Scores(95, 40)],
        Drawn = again => again == 0 ? [] : [Scores(91 + (1000 * again), 30)],
        Call = (answer, input) => answer((double[,])input.Activations.Clone(), [.. input.Labels]),
        Tried = input => $"AccuracyOf(outputs, labels) for {input.Labels.Length} examples",
        Reference = (outputs, labels) => Hits(outputs, labels) / (double)labels.Length,
        Misconceptions =
        [
            new("arg max of the wrong axis", (outputs, labels) => Hits(Transposed(outputs), labels) / (double)labels.Length, "The largest number is looked for in a column: that is the example for which one digit is most certain. An example's answer is in its row."),
            new("whole numbers divided", (outputs, labels) => Hits(outputs, labels) / labels.Length, "It is 0 for every set. A whole number divided by a whole number is a whole number, here 0: make one of them a double first. (Or a label, 0 to 9, is compared with an output, which is no digit: take the place of the largest output.)"),
            new("counted instead of averaged", (outputs, labels) => Hits(outputs, labels), "This is how many are right. The accuracy is their share: divide by the number of examples."),
            new("the share of mistakes", (outputs, labels) => 1 - (Hits(outputs, labels) / (double)labels.Length), "This is the share of mistakes."),
            new("per cent", (outputs, labels) => 100.0 * Hits(outputs, labels) / labels.Length, "This is the accuracy in per cent; asked for is the share, from 0 to 1."),
            new("divided by ten digits", (outputs, labels) => Hits(outputs, labels) / (double)Digits, "The hits are divided by the number of digits, not by the number of examples."),
            new("more than one half", (outputs, labels) => labels.Where((label, i) => outputs[i, label] > 0.5).Count() / (double)labels.Length, "Here an example counts as right when the label's activation is above one half. The largest activation decides, however small it is."),
            new("the smallest activation", (outputs, labels) => Hits(Negated(outputs), labels) / (double)labels.Length, "The smallest activation was taken for the answer."),
            new("the label's activation", (outputs, labels) => labels.Select((label, i) => outputs[i, label]).Average(), "This is the mean activation of the right digit, a measure of confidence. Accuracy only asks whether it is the largest."),
            new("digits counted from 1", (outputs, labels) => labels.Where((label, i) => LargestIn(outputs, i) + 1 == label).Count() / (double)labels.Length, "The place of the largest output was counted from 1. Columns are counted from 0, and column 3 is digit 3."),
            new("the last output forgotten", (outputs, labels) => labels.Where((label, i) => LargestIn(outputs, i, 0, Digits - 1) == label).Count() / (double)labels.Length, "Output 9, the last column, is never looked at: the loop ends one turn too early. There are ten columns."),
            new("the first output forgotten", (outputs, labels) => labels.Where((label, i) => LargestIn(outputs, i, 1, Digits) == label).Count() / (double)labels.Length, "Output 0, the first column, is never looked at. There are ten columns, counted from 0."),
            new("the last example forgotten", (outputs, labels) => labels.SkipLast(1).Where((label, i) => LargestIn(outputs, i) == label).Count() / (double)labels.Length, "The last example is never looked at: the loop ends one turn too early."),
            new("the largest so far", (outputs, labels) => labels.Where((label, i) => LargestSoFar(outputs, i) == label).Count() / (double)labels.Length, "The largest activation is kept from example to example. Begin anew for each row, inside the outer loop."),
            new("the largest of ten columns", (outputs, labels) => Enumerable.Range(0, Digits).Count(j => LargestIn(Transposed(outputs), j) == labels[j]) / (double)labels.Length, InAColumn),
            new("the largest of as many columns as there are", (outputs, labels) => Enumerable.Range(0, Math.Min(Digits, labels.Length)).Count(j => LargestIn(Transposed(outputs), j) == labels[j]) / (double)labels.Length, InAColumn),
            new("indices exchanged", (outputs, labels) => labels.Where((label, i) => Enumerable.Range(0, Digits).MaxBy(j => outputs[j, i]) == label).Count() / (double)labels.Length, InAColumn),
        ],
        Shows = "Accuracy looks only at which activation is the largest: the cost may fall for a while without moving it.",
    };

    /// <summary>9.2: the confusion matrix.</summary>
    public static Exercise<Answers, Func<int[], int[], int[,]>> ConfusionMatrix { get; } = new("9.2", "A confusion matrix")
    {
        Minutes = 10,
        Task = "Count who was called what: a table of 10 × 10 numbers, in row t and column p the number of examples that show t and were called p. Right answers count as well: they stand on the diagonal.",
        Idea = "Begin with a table of zeros, go through the examples, and add 1 in one place for each.",
        Formula = "M[t, p] = number of i with truth[i] = t and predicted[i] = p; in C# new int[10, 10] is all zeros.",
        Place = "Section 9.4, Which digits it confuses: rows are digits, columns are answers.",
        Inputs = [Guesses(96, 12), Guesses(99, 15, digits: 7), Guesses(97, 30), Guesses(98, 100)],
        Drawn = again => again == 0 ? [] : [Guesses(96 + (1000 * again), 50)],
        Call = (answer, input) => answer([.. input.Truth], [.. input.Predicted]),
        Tried = input => $"Confusion(truth, predicted) for {input.Truth.Length} examples",
        Reference = (truth, predicted) => Count(truth, predicted, (_, _) => true),
        Misconceptions =
        [
            new("rows and columns swapped", (truth, predicted) => Count(predicted, truth, (_, _) => true), "Rows and columns are swapped: the row is the digit in the image, the column is what the network says."),
            new("only the mistakes", (truth, predicted) => Count(truth, predicted, (t, p) => t != p), "The diagonal is empty: right answers are counted as well."),
            new("only the hits", (truth, predicted) => Count(truth, predicted, (t, p) => t == p), "Only the diagonal is counted. The mistakes are what a confusion matrix is for."),
            new("set instead of counted", (truth, predicted) => Capped(Count(truth, predicted, (_, _) => true)), "Each place holds 1 at the most: add 1 to what stands there instead of setting it."),
            new("forgot the last example", (truth, predicted) => Count(truth[..^1], predicted[..^1], (_, _) => true), "The last example is missing."),
            new("counted the truth twice", (truth, _) => Count(truth, truth, (_, _) => true), "Row and column both come from the truth, so that nothing is ever wrong."),
            new("added in both places", (truth, predicted) => Sum(Count(truth, predicted, (_, _) => true), Count(predicted, truth, (_, _) => true)), "Each example is counted at [t, p] and at [p, t]. A 4 called 9 is not a 9 called 4."),
            new("the answer in both places", (_, predicted) => Count(predicted, predicted, (_, _) => true), "Row and column both come from the answers, so that everything is on the diagonal. The row is what the image shows: the truth."),
            new("every digit with every answer", (truth, predicted) => AllPairs(truth, predicted), "Every digit is paired with every answer, also those of other examples. Truth and answer of the same example, i, belong together."),
            new("upside down", (truth, predicted) => Count([.. truth.Select(t => Digits - 1 - t)], predicted, (_, _) => true), "The rows stand upside down: row 0, at the top, is for digit 0."),
            new("the first example left out", (truth, predicted) => Count(truth[1..], predicted[1..], (_, _) => true), "The first example is left out: they are counted from 0."),
        ],
        Shows = "The row tells where a digit goes astray; the sum of the diagonal over the sum of all is the accuracy.",
    };

    /// <summary>9.3: a better network than the baseline.</summary>
    public static Exercise<Contest, Func<DigitImages, Network>> BeatTheBaseline { get; } = new("9.3", "Beat the baseline")
    {
        Minutes = 20,
        Task = "The baseline trains 784-16-16-10 for 10 epochs with η = 3 and m = 10 on 300 synthetic digits, drawn in mirror writing, so that no other images help. Train a network on the same images, any way you like, that makes at most 80 % of its mistakes on digits neither has seen. There are 1.2 seconds for two sets.",
        Idea = "Ten epochs are few for so few images. Which of the things that help in chapter 9 come cheapest?",
        Formula = "Mistakes / baseline's mistakes ≤ 0.8. Try more epochs, another cost or activation, a schedule, or more hidden neurons.",
        Place = "Section 9.7, What makes it better: one change after the other, measured.",
        Inputs = [new(1), new(3)],
        Call = (answer, input) => input.Mistakes(answer(input.Training)),
        Tried = input => $"TrainBetter(training) on set {input.Seed}",
        Reference = training => Trained(training, 30),
        Objection = (input, result) => result[0] <= MistakesLeft * input.Baseline ? null : FormattableString.Invariant(
            $"makes {result[0]} mistakes in {Contest.Held} held-out digits; the baseline makes {input.Baseline}, and at most {Math.Floor(MistakesLeft * input.Baseline)} are asked for."),
        Misconceptions =
        [
            new("did not train", _ => Network.Create([784, 16, 16, 10]), "That is about as good as guessing. Is it trained at all? Sgd.Train trains while its epochs are read: go through them with foreach. If it is, the rate may be far too large, or all its weights may be the same.")
            {
                Looks = results => results.All(result => result[0] > 0.75 * Contest.Held),
            },
            new("the baseline itself", training => Trained(training, 10), "That is the baseline, or as good as it. Change one thing at a time, and see what it does: more epochs, another cost, a schedule.")
            {
                Looks = results => results.All(result => result[0] > 0.6 * result[1] && result[0] <= result[1] * 1.15),
            },
            new("fewer epochs than it takes", training => Trained(training, 5), "That is worse than the baseline: does it see the images that were handed in (no others help), often enough, with a rate that suits its cost and activation?")
            {
                Looks = results => results.All(result => result[0] > result[1]),
            },
        ],
        Shows = "What helps on held-out digits has to be measured on held-out digits.",
    };

    private static Outputs Scores(int seed, int examples)
    {
        double[] drawn = Draw.Numbers(seed, examples * (Digits + 2), 0, 0.99);
        var activations = new double[examples, Digits];
        var labels = new int[examples];
        for (int i = 0; i < examples; i++)
        {
            for (int j = 0; j < Digits; j++)
            {
                // A little more for each place, so that no two are equal.
                activations[i, j] = drawn[(i * Digits) + j] + (0.0001 * ((i * Digits) + j) / examples);
            }

            // About half of the labels are the network's answer.
            double coin = drawn[(examples * Digits) + (2 * i)];
            labels[i] = coin < 0.5 ? LargestIn(activations, i) : (int)(Digits * drawn[(examples * Digits) + (2 * i) + 1]);
        }

        return new(activations, labels);
    }

    private static Answers Guesses(int seed, int examples, int digits = Digits)
    {
        int[] Drawn(int part) => [.. Draw.Numbers(seed + part, examples, 0, digits - 0.01).Select(x => (int)x)];
        int[] truth = Drawn(0), other = Drawn(1000);
        return new(truth, [.. truth.Select((t, i) => i % 3 == 0 ? other[i] : t)]);
    }

    private static int[,] AllPairs(int[] truth, int[] predicted) =>
        Filled(Digits, Digits, (t, p) => truth.Count(one => one == t) * predicted.Count(one => one == p));

    private static int LargestIn(double[,] outputs, int row) => LargestIn(outputs, row, 0, outputs.GetLength(1));

    private static int LargestIn(double[,] outputs, int row, int from, int to)
    {
        int best = from;
        for (int j = from + 1; j < to; j++)
        {
            best = outputs[row, j] > outputs[row, best] ? j : best;
        }

        return best;
    }

    private static int LargestSoFar(double[,] outputs, int row) =>
        Enumerable.Range(0, (row + 1) * outputs.GetLength(1)).MaxBy(place => outputs[place / outputs.GetLength(1), place % outputs.GetLength(1)]) % outputs.GetLength(1);

    private static int Hits(double[,] outputs, int[] labels) => labels.Where((label, i) => LargestIn(outputs, i) == label).Count();

    private static double[,] Transposed(double[,] table) => Filled(table.GetLength(1), table.GetLength(0), (i, j) => table[j, i]);

    private static double[,] Negated(double[,] table) => Filled(table.GetLength(0), table.GetLength(1), (i, j) => -table[i, j]);

    private static int[,] Count(int[] truth, int[] predicted, Func<int, int, bool> counts)
    {
        var matrix = new int[Digits, Digits];
        foreach (var (t, p) in truth.Zip(predicted).Where(pair => counts(pair.First, pair.Second)))
        {
            matrix[t, p]++;
        }

        return matrix;
    }

    private static int[,] Capped(int[,] matrix) => Filled(Digits, Digits, (t, p) => Math.Min(1, matrix[t, p]));

    private static int[,] Sum(int[,] a, int[,] b) => Filled(Digits, Digits, (t, p) => a[t, p] + b[t, p]);

    private static T[,] Filled<T>(int rows, int columns, Func<int, int, T> value)
    {
        var table = new T[rows, columns];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                table[i, j] = value(i, j);
            }
        }

        return table;
    }

    private static Network Trained(DigitImages training, int epochs)
    {
        var network = Network.Create([784, 16, 16, 10], seed: 1);
        foreach (var epoch in Sgd.Train(network, new DigitSet(training, training), new SgdOptions { LearningRate = 3, MiniBatch = 10, Epochs = epochs }))
        {
            _ = epoch;
        }

        return network;
    }

    /// <summary>Ten activations for each example, a row each, and the right digits.</summary>
    public sealed record Outputs(double[,] Activations, int[] Labels);

    /// <summary>The digits in the images, and what a network called them.</summary>
    public sealed record Answers(int[] Truth, int[] Predicted);

    /// <summary>A small set of synthetic digits, and how many mistakes the baseline makes on its held-out half.</summary>
    public sealed class Contest(int seed)
    {
        /// <summary>How many held-out digits there are.</summary>
        public const int Held = 200;

        private readonly Lazy<DigitSet> _digits = new(() =>
        {
            var upright = DigitSet.Synthetic(300, Held, seed);
            return new(Mirrored(upright.Training), Mirrored(upright.Test));
        });
        private int? _baseline;

        /// <summary>Decides the digits.</summary>
        public int Seed { get; } = seed;

        // Left and right exchanged: as hard to learn, and a network that learned from other digits is of no use.
        private static DigitImages Mirrored(DigitImages images)
        {
            const int side = 28;
            byte[] pixels = images.Pixels.ToArray();
            for (int row = 0; row < pixels.Length; row += side)
            {
                Array.Reverse(pixels, row, side);
            }

            return new(pixels, images.Labels);
        }

        internal DigitImages Training => _digits.Value.Training;

        internal int Baseline => _baseline ??= Wrong(Trained(Training, 10));

        /// <summary>The mistakes of a network, and those of the baseline.</summary>
        internal object? Mistakes(Network? network) =>
            Blank.Is(network) ? Blank.Number
            : network is null ? null
            : new double[] { Wrong(network), Baseline };

        private int Wrong(Network network) =>
            network.Predict(_digits.Value.Test).Zip(_digits.Value.Test.Labels).Count(pair => pair.First != pair.Second);
    }
}
