using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
using static GdNotebooks.Tests.Origin;

namespace GdNotebooks.Tests.Networks;

/// <summary>
/// Trainings and descents as people met them. Each learns, or says in its last line why it does not.
/// </summary>
public class FoundTrainingsTests
{
    private static readonly DigitSet Digits = DigitSet.Synthetic(300, 60, seed: 4);

    /// <summary>Origin, topic, the training, and what its last line says, or the refusal.</summary>
    public static TheoryData<string, string, Func<string>, string> Trainings => new()
    {
        { Found, "narrow layers of sigmoids give one digit for every image", () => Last(Made([784, 3, 4, 10]), rate: 0.1, epochs: 2), @", one answer for all images: \d$" },
        { Found, "three layers where one had worked", () => Last(Made([784, 20, 20, 20, 10]), rate: 0.01, epochs: 2), @", one answer for all images: \d$" },
        { MadeUp, "fifteen layers", () => Last(Made([784, .. Enumerable.Repeat(8, 14), 10]), rate: 3, epochs: 2), @", one answer for all images: \d$" },
        { Found, "all parameters 0, sigmoids", () => Last(Zero(Activation.Sigmoid, CostFunction.Quadratic), rate: 0.5, epochs: 1), @", one answer for all images: \d$" },
        { MadeUp, "all parameters 0, rectified linear units", () => Last(Zero(Activation.ReLU, CostFunction.CrossEntropy), rate: 0.01, epochs: 5), "layer 1 is dead.*It was so before the first update: begin with a new network.$" },
        { MadeUp, "biases so low that no neuron lives", () => Last(Biased(-1000), rate: 0.01, epochs: 5), "layer 1 is dead.*It was so before the first update: begin with a new network.$" },
        { MadeUp, "a rate at which rectified linear units die", () => Last(Network.Create([784, 16, 16, 10], 1, Activation.ReLU, CostFunction.CrossEntropy), rate: 3, epochs: 5), "layer . is dead.*The learning rate 3 is too large here; try a tenth" },
        { MadeUp, "a training goes on with what a diverged one left", () => Last(Diverged(), rate: 0.01, epochs: 2), "the cost is no finite number, as of parameters that an earlier training left. It was so before the first update: begin with a new network.$" },
        { Found, "pixels from 0 to 255 as they are, which the rate is too large for", () => Last(Scaled(255), rate: 3, epochs: 10), "." },
        { Found, "softmax of huge sums, whose exponentials overflow", () => Last(Scaled(1e5, CostFunction.CrossEntropy), rate: 0.001, epochs: 2), "." },
        { Found, "the cross-entropy of an output that is exactly 0", () => Shown(Scaled(1e4, CostFunction.CrossEntropy).Cost(Digits.Training)), @"^\d" },
        { Found, "a mini-batch larger than the set", () => Last(Made([784, 10]), batch: 500), "^A mini-batch has 1 to all 300 examples of the set, and 500 were asked for" },
        { Found, "a last mini-batch of one example", () => Last(Made([784, 10]), batch: 299, epochs: 3), @"accuracy \d" },
        { Found, "mini-batches that do not divide the set", () => Last(Made([784, 16, 10]), batch: 64, epochs: 3), @"accuracy \d" },
        { MadeUp, "one image alone", () => Last(Made([784, 10]), Digits.Training.Take(1), batch: 1, epochs: 30), "accuracy 100.00 %$" },
        { MadeUp, "a set without images", () => Last(Made([784, 10]), Digits.Training.Take(0)), "^The set of images is empty" },
        { MadeUp, "one label alone: one answer is right for all", () => Last(Made([784, 10]), Digits.Training.Pick(Only(3)), batch: 5, epochs: 20), "accuracy 100.00 %, one answer for all images: 3$" },
        { Found, "a set sorted by label, one label to a mini-batch", () => Last(Made([784, 16, 10]), Sorted(), epochs: 40), @"accuracy (9\d|100)\.\d\d %$" },
        { Found, "labels counted from 1 to learn from, and from 0 to test with", () => Tested(Made([784, 16, 10]), Digits.Training.WithLabels(Digits.Training.Labels.Select(label => (label + 1) % 10)), 40), @"accuracy (9\d|100)\.\d\d %, test \d\.\d\d %$" },
        { Found, "a rate of 1 for rectified linear units and softmax", () => Last(Network.Create([784, 64, 10], 1, Activation.ReLU, CostFunction.CrossEntropy), rate: 100, epochs: 3), "The learning rate 100 is too large here; try a tenth of it, with a new network.$" },
        { Found, "five neurons in each of two layers, all outputs alike", () => Last(Made([784, 5, 5, 10]), rate: 0.01, epochs: 3), @"accuracy 1?\d\.\d\d %" },
        { Found, "no hidden layer at all learns most of it", () => Last(Made([784, 10]), epochs: 40), @"accuracy [5-9]\d\.\d\d %$" },
        { Found, "all right on a hundred images, and far less on others", () => Tested(Made([784, 30, 10]), Digits.Training.Take(100), 100), @"accuracy (9[5-9]|100)\.\d\d %, test [3-9]\d\.\d\d %$" },
        { Found, "the last digit kept for the test alone", () => Tested(Made([784, 16, 10]), Digits.Training.Pick(Enumerable.Range(0, 300).Where(n => Digits.Training.Labels[n] != 9)), 20, Digits.Test.Pick(Enumerable.Range(0, 60).Where(n => Digits.Test.Labels[n] == 9))), @"accuracy (8|9)\d\.\d\d %, test 0\.00 %$" },
        { Found, "hyperbolic tangents that saturate in the first epoch", () => Last(Network.Create([784, 30, 10], 1, Activation.Tanh, CostFunction.Quadratic, Initialization.Normal), rate: 100, epochs: 10), "." },
        { MadeUp, "labels drawn by lot", () => Last(Made([784, 16, 10]), Digits.Training.WithLabels(Enumerable.Range(0, 300).Select(n => n * 7 % 10)), epochs: 1), @"accuracy [123]?\d\.\d\d %" },
        { MadeUp, "one image under two labels", () => Last(Made([784, 10]), Digits.Training.Pick([0, 0]).WithLabels([1, 2]), batch: 2, epochs: 50), "accuracy 50.00 %, one answer" },
        { MadeUp, "images that are all empty", () => Last(Made([784, 16, 10]), new DigitImages(new byte[50 * 784], Enumerable.Range(0, 50).Select(n => n % 10)), epochs: 3), @", one answer for all images: \d$" },
        { MadeUp, "intensities rounded to 0 and 1 before they are divided by 255", () => Last(Made([784, 16, 10]), Pixels(pixel => (byte)(pixel / 255)), epochs: 1, rate: 0.1), @", one answer for all images: \d$" },
        { Found, "black on white", () => Last(Made([784, 16, 10]), Pixels(pixel => (byte)(255 - pixel)), epochs: 2), "accuracy" },
        { MadeUp, "a learning rate of 0", () => Last(Made([784, 10]), rate: 0), "^A learning rate is a finite number above 0" },
        { MadeUp, "a learning rate that climbs", () => Last(Made([784, 10]), rate: -0.1), "^A learning rate is a finite number above 0" },
        { MadeUp, "a learning rate that is no number", () => Last(Made([784, 10]), rate: double.NaN), "^A learning rate is a finite number above 0" },
        { MadeUp, "a learning rate below what single precision feels", () => Last(Made([784, 16, 10]), rate: 1e-300, epochs: 2), "Epoch  2: cost" },
        { MadeUp, "a schedule that has come to its end", () => Last(Made([784, 16, 10]), schedule: LearningRate.Cosine(3, 2), epochs: 4), "Epoch  4: cost" },
        { MadeUp, "no epoch", () => Last(Made([784, 10]), epochs: 0), "^Training takes at least 1 epoch" },
        { MadeUp, "results that are asked for less often than there are epochs", () => Shown(Sgd.Train(Made([784, 10]), Digits, new() { Epochs = 3, MeasureEvery = 10 }).Count()), "^1$" },
        { MadeUp, "two million epochs, of which one is wanted", () => Sgd.Train(Made([784, 10]), Digits, new() { Epochs = 2_000_000 }).First().ToString(), "^Epoch  1: cost" },
        { Found, "three colours for each pixel", () => Last(Made([2352, 10])), "^A network for digits has 784 inputs and 10 outputs, and this one is 2352-10" },
        { MadeUp, "two outputs for ten digits", () => Last(Made([784, 16, 2])), "^A network for digits has 784 inputs and 10 outputs, and this one is 784-16-2" },
        { MadeUp, "one output, the digit itself", () => Last(Made([784, 16, 1])), "^A network for digits has 784 inputs and 10 outputs, and this one is 784-16-1" },
        { MadeUp, "one neuron in the middle", () => Last(Made([784, 1, 10]), epochs: 3), @"accuracy \d" },
        { Found, "pixels that are no numbers", () => Shown(Made([784, 10]).Forward(Vector<double>.Build.Dense(784, double.NaN))[^1][0]), "^NaN$" },
        { Found, "another result with the same seed", () => Sum(Trained(1)) == Sum(Trained(1)) ? "the same" : "another", "^the same$" },
        { MadeUp, "the same result with another seed", () => Sum(Trained(1)) == Sum(Trained(2)) ? "the same" : "another", "^another$" },
        { MadeUp, "results asked for twice go on, and do not begin anew", () => Sgd.Train(Made([784, 16, 10]), Digits, new() { Epochs = 2 }) is var epochs && epochs.Last().Cost > epochs.Last().Cost ? "lower" : "not lower", "^lower$" },
        { MadeUp, "a training that nobody asks for results", () => Untouched() ? "as before" : "changed", "^as before$" },
    };

    [Theory]
    [MemberData(nameof(Trainings))]
    public void It_learns_or_says_why_not(string origin, string topic, Func<string> training, string expected)
    {
        string said = Listened(training);
        Assert.True(System.Text.RegularExpressions.Regex.IsMatch(said, expected), $"{topic} ({origin}): {said}");
        Assert.False(said.Contains("too large", StringComparison.Ordinal) && said.Contains("before the first update", StringComparison.Ordinal), said);
    }

    private static Vector<double> V(params double[] components) => Vector<double>.Build.DenseOfArray(components);

    public static TheoryData<string, string, Func<string>, string> Descents => new()
    {
        { MadeUp, "a gradient with the wrong sign climbs", () => GradientDescent.Minimize(w => w * w, w => -2 * w, 1, 0.1, 50).ToString(), "diverged$" },
        { MadeUp, "a gradient without its factor 2 arrives all the same", () => GradientDescent.Minimize(w => w * w, w => w, 1, 0.1, 500).ToString(), "converged$" },
        { MadeUp, "a rate at which it jumps to and fro between two places", () => GradientDescent.Minimize(w => w * w, w => 2 * w, 1, 1, 50).ToString(), "^50 updates, cost 1 -> 1, steps used up$" },
        { MadeUp, "a start on top of a hill stays there", () => GradientDescent.Minimize(w => -w * w, w => -2 * w, 0, 0.1, 50).ToString(), "^0 updates, cost -?0 -> -?0, converged$" },
        { MadeUp, "a start that is no number", () => GradientDescent.Minimize(w => w * w, w => 2 * w, double.NaN, 0.1, 50).ToString(), "^0 updates.*diverged$" },
        { MadeUp, "a step into what the logarithm does not take", () => GradientDescent.Minimize(w => w - Math.Log(w), w => 1 - (1 / w), 0.01, 1, 50).ToString(), "." },
        { MadeUp, "a step over the minimum into the negative", () => GradientDescent.Minimize(w => w * Math.Log(w), w => Math.Log(w) + 1, 5, 3, 50).ToString(), "cost 8.04719 -> NaN, diverged$" },
        { MadeUp, "no step", () => GradientDescent.Minimize(w => w * w, w => 2 * w, 1, 0.1, 0).ToString(), "^0 updates, cost 1 -> 1, steps used up$" },
        { MadeUp, "fewer steps than none", () => GradientDescent.Minimize(w => w * w, w => 2 * w, 1, 0.1, -1).ToString(), "steps" },
        { MadeUp, "momentum that never ends", () => GradientDescent.Minimize(w => w * w, w => 2 * w, 1, 0.1, 50, momentum: 1).ToString(), "^Momentum is a number from 0 to below 1" },
        { MadeUp, "a tolerance that is no number", () => GradientDescent.Minimize(w => w * w, w => 2 * w, 1, 0.1, 50, tolerance: double.NaN).ToString(), "^The tolerance is a number, 0 or above" },
        { MadeUp, "a gradient of another length than the parameters", () => GradientDescent.Minimize(v => v.Sum(), _ => V(1, 1, 1), V(1, 2), 0.1, 5).ToString(), "^The gradient is to have as many components as the parameters, 2" },
        { MadeUp, "a gradient that is written into the same vector each time", SharedGradient, "^1 0.5 0.25$" },
        { MadeUp, "a cost that writes into the parameters it gets", () => Shown(GradientDescent.Minimize(v => (v[0] = 7) - 7, v => 2 * v, V(1, 1), 0.25, 1).End.Position[0]), "^0.5$" },
        { MadeUp, "a fourth power, whose valley is too flat to arrive", () => GradientDescent.Minimize(w => Math.Pow(w - 3, 4), w => Derivative.Central(x => Math.Pow(x - 3, 4), w), 4, 0.05, 2000, tolerance: 1e-6).ToString(), "steps used up$" },
        { MadeUp, "a cost that overflows", () => GradientDescent.Minimize(w => Math.Exp(w * w), w => 2 * w * Math.Exp(w * w), 5, 1, 50).ToString(), "diverged$" },
    };

    [Theory]
    [MemberData(nameof(Descents))]
    public void A_descent_ends_with_the_true_reason(string origin, string topic, Func<string> descent, string expected)
    {
        string said = Listened(descent);
        Assert.True(System.Text.RegularExpressions.Regex.IsMatch(said, expected), $"{topic} ({origin}): {said}");
    }

    private static string Listened(Func<string> work)
    {
        try
        {
            return work();
        }
        catch (ArgumentException refusal)
        {
            return refusal.Message;
        }
    }

    private static Network Made(int[] layers) => Network.Create(layers);

    private static string Last(Network network, DigitImages? training = null, double rate = 3, LearningRate? schedule = null, int batch = 10, int epochs = 1) =>
        Sgd.Train(network, training ?? Digits.Training, null, new() { LearningRate = schedule ?? rate, MiniBatch = batch, Epochs = epochs }).Last().ToString();

    private static string Tested(Network network, DigitImages training, int epochs, DigitImages? test = null) =>
        Sgd.Train(network, training, test ?? Digits.Test, new() { Epochs = epochs }).Last().ToString();

    private static Network Zero(Activation activation, CostFunction cost)
    {
        var network = Network.Create([784, 16, 10], 1, activation, cost);
        network.Parameters = 0 * network.Parameters;
        return network;
    }

    private static Network Biased(double bias)
    {
        var network = Network.Create([784, 16, 10], 1, Activation.ReLU, CostFunction.CrossEntropy);
        var parameters = network.Parameters;
        for (int j = 0; j < 16; j++)
        {
            parameters[network.IndexOf(1, j, null)] = bias;
        }

        network.Parameters = parameters;
        return network;
    }

    private static Network Scaled(double factor, CostFunction cost = CostFunction.Quadratic)
    {
        var network = Network.Create([784, 16, 10], 1, Activation.Sigmoid, cost);
        network.Parameters *= factor;
        return network;
    }

    private static Network Diverged()
    {
        var network = Network.Create([784, 16, 10], 1, Activation.ReLU, CostFunction.CrossEntropy);
        _ = Sgd.Train(network, Digits, new() { LearningRate = 1e30, Epochs = 2 }).Last();
        return network;
    }

    private static IEnumerable<int> Only(int label) => Enumerable.Range(0, 300).Where(n => Digits.Training.Labels[n] == label);

    private static DigitImages Sorted() => Digits.Training.Pick(Enumerable.Range(0, 300).OrderBy(n => Digits.Training.Labels[n]));

    private static DigitImages Pixels(Func<byte, byte> change) => new((byte[])[.. Digits.Training.Pixels.ToArray().Select(change)], Digits.Training.Labels);

    private static string Shown(object value) => string.Create(CultureInfo.InvariantCulture, $"{value}");

    private static double Sum(Network network) => network.Parameters.Sum();

    private static Network Trained(int seed)
    {
        var network = Made([784, 16, 10]);
        _ = Sgd.Train(network, Digits, new() { Epochs = 2, Seed = seed }).Last();
        return network;
    }

    private static bool Untouched()
    {
        var network = Made([784, 10]);
        var before = network.Parameters;
        _ = Sgd.Train(network, Digits);
        return network.Parameters.Equals(before);
    }

    private static string SharedGradient()
    {
        var shared = V(0);
        var walk = GradientDescent.Minimize(
            v => v[0] * v[0] / 2,
            v =>
            {
                shared[0] = v[0];
                return shared;
            },
            V(1),
            0.5,
            2);
        return string.Join(' ', walk.Steps.Select(step => Shown(step.Gradient[0])));
    }
}
