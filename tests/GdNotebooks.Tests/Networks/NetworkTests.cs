using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks.Tests.Networks;

public class NetworkTests
{
    private static readonly DigitSet Digits = DigitSet.Synthetic(300, 100, seed: 2);

    [Fact]
    public void The_digit_network_has_13002_parameters() =>
        Assert.Equal(13_002, Network.Create([784, 16, 16, 10]).ParameterCount);

    [Fact]
    public void The_forward_pass_is_the_formula_of_the_textbook()
    {
        var network = Network.Create([5, 33, 7, 3], seed: 9);
        var x = Vector<double>.Build.Dense([0.1, -0.7, 0.3, 0, 2]);
        var expected = new PlainNetwork(network).Forward(x);
        var activations = network.Forward(x);

        Assert.Equal(4, activations.Count);
        for (int l = 0; l < 4; l++)
        {
            Assert.InRange((activations[l] - expected[l]).AbsoluteMaximum(), 0, 1e-6);
        }

        var first = (network.Weights(1) * x) + network.Biases(1);
        Assert.InRange((activations[1] - first.Map(z => 1 / (1 + Math.Exp(-z)))).AbsoluteMaximum(), 0, 1e-6);
    }

    [Fact]
    public void Parameters_can_be_set_and_read_back_and_named()
    {
        var network = Network.Create([17, 20, 3]);
        var theta = Vector<double>.Build.Dense(network.ParameterCount, k => k);
        network.Parameters = theta;

        Assert.Equal(theta, network.Parameters);
        Assert.Equal(theta, network.Clone().Parameters);
        for (int k = 0; k < network.ParameterCount; k++)
        {
            var name = network.NameOf(k);
            Assert.Equal(k, network.IndexOf(name.Layer, name.Neuron, name.Input));
            Assert.Equal(k, name.Input is int i ? network.Weights(name.Layer)[name.Neuron, i] : network.Biases(name.Layer)[name.Neuron]);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => network.NameOf(network.ParameterCount));
        Assert.Throws<ArgumentOutOfRangeException>(() => network.IndexOf(1, 20, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => network.IndexOf(1, 0, 17));
        Assert.Throws<ArgumentOutOfRangeException>(() => network.Weights(0));
        Assert.Throws<ArgumentException>(() => network.Parameters = Vector<double>.Build.Dense(3));
    }

    [Fact]
    public void A_parameter_of_the_digit_network_is_named_in_words()
    {
        var network = Network.Create([784, 16, 16, 10]);

        Assert.Equal("the weight of layer 1 from input 350 (row 12, column 14) to neuron 3", network.NameOf((3 * 784) + 350).ToString());
        Assert.Equal("the weight of layer 2 from neuron 5 to neuron 0", network.NameOf((16 * 785) + 5).ToString());
        Assert.Equal("the bias of neuron 9 of layer 3", network.NameOf(13_001).ToString());
    }

    [Fact]
    public void The_same_seed_gives_the_same_network_and_another_seed_another()
    {
        Assert.Equal(Network.Create([784, 16, 16, 10], seed: 4).Parameters, Network.Create([784, 16, 16, 10], seed: 4).Parameters);
        Assert.NotEqual(Network.Create([784, 16, 16, 10], seed: 4).Parameters, Network.Create([784, 16, 16, 10], seed: 5).Parameters);
    }

    [Theory]
    [InlineData(Initialization.Scaled, 0.0357)]
    [InlineData(Initialization.He, 0.0505)]
    [InlineData(Initialization.Normal, 1)]
    public void Initial_weights_have_the_promised_standard_deviation(Initialization how, double deviation)
    {
        var weights = Network.Create([784, 100, 10], initialization: how).Weights(1);
        double measured = weights.FrobeniusNorm() / Math.Sqrt(78_400);

        Assert.InRange(measured, deviation * 0.985, deviation * 1.015);
    }

    [Fact]
    public void Neurons_with_identical_weights_stay_identical()
    {
        var network = Network.Create([784, 16, 16, 10], initialization: Initialization.Identical);
        _ = Sgd.Train(network, Digits, new() { Epochs = 2 }).Last();
        var weights = network.Weights(1);

        Assert.All(Enumerable.Range(1, 15), j => Assert.Equal(weights.Row(0), weights.Row(j)));
        Assert.NotEqual(weights[0, 400], weights[0, 401]);
    }

    [Fact]
    public void Answers_outputs_cost_and_accuracy_agree_with_each_other()
    {
        var network = Network.Create([784, 16, 16, 10], seed: 3);
        _ = Sgd.Train(network, Digits, new() { Epochs = 3 }).Last();
        var test = Digits.Test;
        var outputs = network.Outputs(test);
        int[] answers = network.Predict(test);

        for (int n = 0; n < test.Count; n++)
        {
            Assert.Equal(answers[n], outputs.Row(n).MaximumIndex());
            Assert.Equal(answers[n], network.Predict(test[n]));
            Assert.InRange((outputs.Row(n) - network.Output(test[n])).AbsoluteMaximum(), 0, 1e-5);
        }

        var evaluation = network.Evaluate(test);
        double right = answers.Zip(test.Labels, (answer, label) => answer == label ? 1.0 : 0).Average();
        Assert.Equal(right, evaluation.Accuracy, 1e-12);
        Assert.Equal(
            QuadraticCost.OfSet(test.Select((image, n) => (outputs.Row(n), Vector<double>.Build.Dense(10, j => j == image.Label ? 1 : 0)))),
            evaluation.Cost,
            1e-6);
    }

    [Fact]
    public void An_image_without_ink_is_an_image_too()
    {
        DigitImages blank = new(new byte[784 * 3], [1, 2, 3]);
        var network = Network.Create([784, 16, 16, 10]);

        Assert.InRange((network.Outputs(blank).Row(2) - network.Forward(new double[784])[^1]).AbsoluteMaximum(), 0, 1e-6);
        Assert.Single(Sgd.Train(network, blank, null, new() { MiniBatch = 2, Epochs = 1, Shift = 3 }));
    }

    [Theory]
    [InlineData(new int[0], "at least two layers")]
    [InlineData(new[] { 784 }, "at least two layers")]
    [InlineData(new[] { 784, 0, 10 }, "layer 1 has 0")]
    [InlineData(new[] { 784, -3, 10 }, "layer 1 has -3")]
    [InlineData(new[] { 784, 70_000, 10 }, "layer 1 has 70,000")]
    [InlineData(new[] { 65_536, 65_536, 10 }, "more than 100,000,000 parameters")]
    public void Layers_that_make_no_network_are_refused_in_a_sentence(int[] layers, string part) =>
        Assert.Contains(part, Assert.Throws<ArgumentException>(() => Network.Create(layers)).Message, StringComparison.Ordinal);

    [Fact]
    public void What_does_not_fit_the_network_is_refused_in_a_sentence()
    {
        var small = Network.Create([4, 3, 2]);
        var network = Network.Create([784, 10]);

        Assert.Contains("784 inputs and 10 outputs, and this one is 4-3-2", Assert.Throws<ArgumentException>(() => small.Evaluate(Digits.Test)).Message, StringComparison.Ordinal);
        Assert.Contains("empty", Assert.Throws<ArgumentException>(() => network.Evaluate(Digits.Test.Take(0))).Message, StringComparison.Ordinal);
        Assert.Contains("4 inputs, and 5 numbers", Assert.Throws<ArgumentException>(() => small.Forward(new double[5])).Message, StringComparison.Ordinal);
        Assert.Contains("2 outputs, and 3 numbers", Assert.Throws<ArgumentException>(() => small.Gradient(Vector<double>.Build.Dense(4), Vector<double>.Build.Dense(3))).Message, StringComparison.Ordinal);
    }
}
