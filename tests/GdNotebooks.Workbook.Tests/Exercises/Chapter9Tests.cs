using GdNotebooks.Exercises;
using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks.Tests;

internal static partial class Attempts
{
    public static IEnumerable<Attempt> AtChapter9 =>
    [
        .. Attempt.At(
            Chapter9.AccuracyFromOutputs,
            (outputs, labels) => RightOnes(outputs, labels).Average(right => right ? 1.0 : 0),
            ("arg max of the wrong axis", (outputs, labels) => labels.Where((label, i) => Matrix<double>.Build.DenseOfArray(outputs).Column(i).MaximumIndex() == label).Count() / (double)labels.Length),
            ("whole numbers divided", (outputs, labels) => RightOnes(outputs, labels).Count(right => right) / labels.Length),
            ("counted instead of averaged", (outputs, labels) => RightOnes(outputs, labels).Count(right => right)),
            ("the share of mistakes", (outputs, labels) => RightOnes(outputs, labels).Average(right => right ? 0.0 : 1)),
            ("per cent", (outputs, labels) => RightOnes(outputs, labels).Average(right => right ? 100.0 : 0)),
            ("divided by ten digits", (outputs, labels) => RightOnes(outputs, labels).Count(right => right) / 10.0),
            ("more than one half", (outputs, labels) => labels.Select((label, i) => outputs[i, label] > 0.5 ? 1.0 : 0).Average()),
            ("the smallest activation", (outputs, labels) => labels.Select((label, i) => Matrix<double>.Build.DenseOfArray(outputs).Row(i).MinimumIndex() == label ? 1.0 : 0).Average()),
            ("the label's activation", (outputs, labels) => labels.Select((label, i) => outputs[i, label]).Sum() / labels.Length),
            (null, (outputs, labels) => RightOnes(outputs, labels).Count(right => right) / (double)outputs.Length)),
        .. Attempt.At(
            Chapter9.ConfusionMatrix,
            (truth, predicted) => Tally(truth.Length, i => (truth[i], predicted[i])),
            ("rows and columns swapped", (truth, predicted) => Tally(truth.Length, i => (predicted[i], truth[i]))),
            ("only the mistakes", (truth, predicted) => Tally(truth.Length, i => truth[i] == predicted[i] ? null : (truth[i], predicted[i]))),
            ("only the hits", (truth, predicted) => Tally(truth.Length, i => truth[i] == predicted[i] ? (truth[i], truth[i]) : null)),
            ("set instead of counted", (truth, predicted) =>
            {
                var matrix = new int[10, 10];
                for (int i = 0; i < truth.Length; i++)
                {
                    matrix[truth[i], predicted[i]] = 1;
                }

                return matrix;
            }),
            ("forgot the last example", (truth, predicted) => Tally(truth.Length - 1, i => (truth[i], predicted[i]))),
            ("counted the truth twice", (truth, predicted) => Tally(truth.Length, i => (truth[i], truth[i]))),
            ("added in both places", (truth, predicted) =>
            {
                var matrix = Tally(truth.Length, i => (truth[i], predicted[i]));
                for (int i = 0; i < truth.Length; i++)
                {
                    matrix[predicted[i], truth[i]]++;
                }

                return matrix;
            }),
            (null, (truth, predicted) => new int[10, 10]),
            (null, (truth, predicted) => new int[9, 9])),
        .. Attempt.At(
            Chapter9.BeatTheBaseline,
            training => Trained(training, Network.Create([784, 30, 10], activation: Activation.ReLU, cost: CostFunction.CrossEntropy), new SgdOptions { LearningRate = 0.1, Epochs = 20 }),
            ("did not train", training =>
            {
                var network = Network.Create([784, 16, 16, 10], seed: 5);
                _ = Sgd.Train(network, new DigitSet(training, training), new SgdOptions { Epochs = 100 }); // nobody reads the epochs
                return network;
            }),
            ("the baseline itself", training => Trained(training, Network.Create([784, 16, 16, 10]), new SgdOptions { Epochs = 10 })),
            ("fewer epochs than it takes", training => Trained(training, Network.Create([784, 16, 16, 10]), new SgdOptions { Epochs = 6 })),
            (null, training => Network.Create([100, 10])),
            (null, training => Trained(training, Network.Create([784, 16, 10]), new SgdOptions { MiniBatch = 1_000 }))),
    ];

    private static IEnumerable<bool> RightOnes(double[,] outputs, int[] labels)
    {
        var rows = Matrix<double>.Build.DenseOfArray(outputs);
        return labels.Select((label, i) => rows.Row(i).MaximumIndex() == label);
    }

    private static int[,] Tally(int examples, Func<int, (int Row, int Column)?> place)
    {
        var matrix = new int[10, 10];
        for (int i = 0; i < examples; i++)
        {
            if (place(i) is var (row, column))
            {
                matrix[row, column]++;
            }
        }

        return matrix;
    }

    private static Network Trained(DigitImages training, Network network, SgdOptions options)
    {
        Assert.Equal(options.Epochs, Sgd.Train(network, new DigitSet(training, training), options).Count());
        return network;
    }
}
