using GdNotebooks.Tests.Digits;
using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks.Tests.Notebooks;

/// <summary>What chapter 6 says, held against the library and against what its cells gave on MNIST.</summary>
public class Chapter06Tests
{
    private static readonly CommittedNotebook Chapter = new("06-digit-network");
    private static readonly int[] Sizes = [784, 16, 16, 10];

    [Fact]
    public void The_network_has_12960_weights_and_42_biases()
    {
        var network = Network.Create(Sizes);
        int weights = Enumerable.Range(1, 3).Sum(l => network.Weights(l).RowCount * network.Weights(l).ColumnCount);
        int biases = Enumerable.Range(1, 3).Sum(l => network.Biases(l).Count);

        Assert.Equal((12_960, 42, 13_002), (weights, biases, network.ParameterCount));
        Assert.Contains("12,960 weights and 42 biases, 13,002 numbers", Chapter.Prose, StringComparison.Ordinal);
        Assert.Contains("12,960 weights and 42 biases: 13,002 parameters", Chapter.Output("count"), StringComparison.Ordinal);
    }

    [Fact]
    public void Ninety_seven_percent_of_the_parameters_sit_before_the_first_hidden_layer()
    {
        Assert.Equal(97, Math.Round(100.0 * 785 * 16 / 13_002));
        Assert.Contains("97 % of the parameters sit between the image and the first hidden layer", Chapter.Prose, StringComparison.Ordinal);
    }

    [Fact]
    public void Four_fifths_of_an_image_are_empty_paper() =>
        Assert.InRange(1 - (Chapter.NumbersAfter("ink", "on average")[0] / 784), 0.77, 0.83);

    [Fact]
    public void The_forward_pass_by_hand_gives_what_the_library_gives()
    {
        double[] byHand = Chapter.NumbersAfter("forward", "by hand"), library = Chapter.NumbersAfter("forward", "library");

        Assert.Equal(10, byHand.Length);
        Assert.Equal(byHand, library);
        Assert.Equal(byHand.Sum(), Chapter.NumbersAfter("forward", "sum of the ten outputs:")[0], 0.01);
        Assert.NotInRange(byHand.Sum(), 0.9, 1.1);
    }

    [Fact]
    public void Ten_away_from_zero_the_sigmoid_is_what_the_text_says()
    {
        Assert.Contains("At 10 it is 0.99995, and at -10 it is 0.00005", Chapter.Prose, StringComparison.Ordinal);
        Assert.Equal(0.99995, 1 / (1 + Math.Exp(-10)), 5);
        Assert.Equal(0.00005, 1 / (1 + Math.Exp(10)), 5);
    }

    [Fact]
    public void The_dearest_output_should_be_silent_and_is_well_above_one_half()
    {
        // "    7   0.773       0       0.773  0.299", ten of them
        double[][] rows = [.. Chapter.Output("cost-table").Split('\n').Skip(1).Take(10)
            .Select(line => line.Replace('−', '-').Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(cell => double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture)).ToArray())];
        double[] dearest = rows.MaxBy(row => row[4])!;

        Assert.Equal(0, dearest[2]);
        Assert.True(dearest[1] > 0.7);
        Assert.True(rows.Where(row => row[2] == 0).Sum(row => row[4]) > 0.9 * rows.Sum(row => row[4]), "most of the cost comes from outputs that should be silent");
    }

    [Fact]
    public void Random_networks_guess_and_their_costs_lie_further_apart()
    {
        // "   1  1.739        10.28", six of them
        double[][] rows = [.. Chapter.Numbers("average-cost").Chunk(3)];

        Assert.Equal(6, rows.Length);
        Assert.All(rows, row => Assert.InRange(row[2], 7, 13));
        Assert.True(rows.Max(row => row[1]) / rows.Min(row => row[1]) > rows.Max(row => row[2]) / rows.Min(row => row[2]));
    }

    [Fact]
    public void Identical_neurons_stay_identical_to_the_last_bit_and_learn_little()
    {
        // "Epoch  3: cost 0.3962, accuracy 30.06 %, test 29.52 %; neurons of layer 1 differ by at most 0"
        double[] identical = Chapter.NumbersAfter("symmetry-train", "identical start: Epoch");
        double[] random = Chapter.NumbersAfter("symmetry-train", "random start: Epoch");

        Assert.Equal(0, identical[^1]);
        Assert.True(random[^1] > 0.5);
        Assert.True(identical[3] < 50 && random[3] > 85, $"{identical[3]} % against {random[3]} %");
    }

    [Fact]
    public void Training_keeps_identical_neurons_identical_on_synthetic_digits_too()
    {
        var network = Network.Create(Sizes, initialization: Initialization.Identical);
        var digits = DigitSet.Synthetic(training: 300, test: 1);
        Assert.Single(Sgd.Train(network, digits.Training, null, new() { Epochs = 1 }));

        Assert.All(new[] { 1, 2 }, l => Assert.All(network.Weights(l).EnumerateRows(), row => Assert.Equal(network.Weights(l).Row(0), row)));

        // 784-1-1-10 in disguise: one neuron a layer, with sixteen times the weight where sixteen of them spoke, says the same.
        Assert.Contains("is a 784-1-1-10 network in disguise", Chapter.Prose, StringComparison.Ordinal);
        PlainNetwork sixteen = new(network), one = new(Network.Create([784, 1, 1, 10]));
        for (int l = 0; l < 3; l++)
        {
            one.Weights[l].SetSubMatrix(0, 0, (l == 0 ? 1 : 16) * sixteen.Weights[l].SubMatrix(0, l == 2 ? 10 : 1, 0, l == 0 ? 784 : 1));
            one.Biases[l].SetSubVector(0, one.Biases[l].Count, sixteen.Biases[l].SubVector(0, one.Biases[l].Count));
        }

        Assert.All(digits.Training.Take(20).Select(digit => PlainNetwork.Example(digit).X), x => Assert.InRange((one.Forward(x)[^1] - sixteen.Forward(x)[^1]).L2Norm(), 0, 1e-9));
    }

    [Fact]
    public void Without_the_half_and_with_half_the_rate_ten_steps_end_at_the_same_place()
    {
        Assert.Contains("same place after ten steps: True", Chapter.Output("half"), StringComparison.Ordinal);
        double[] costs = Chapter.NumbersAfter("half", "same place after ten steps: True; cost with ½");
        Assert.Equal(2 * costs[0], costs[1], 0.0002);
    }

    [Fact]
    public void The_plateau_has_the_cost_of_ten_outputs_at_one_tenth()
    {
        double[] there = Chapter.NumbersAfter("plateau", "60 steps later: gradient of length");
        double start = Chapter.NumbersAfter("plateau", "start: gradient of length")[0];

        Assert.Equal(0.45, 0.5 * ((0.9 * 0.9) + (9 * 0.1 * 0.1)), 1e-12);
        Assert.Equal(0.45, there[1], 0.005);
        Assert.InRange(there[2], 7, 15);
        Assert.True(there[0] < start / 100, $"{start} -> {there[0]}");
    }

    [Fact]
    public void A_network_can_stand_still_where_all_slopes_are_zero_and_the_cost_is_not_low()
    {
        double[] there = Chapter.NumbersAfter("zero-gradient", "length of the gradient");
        double[] costs = Chapter.NumbersAfter("zero-gradient", "cost");

        Assert.True(there[0] < 1e-6, $"{there[0]}");
        Assert.True(costs[0] > 5 * costs[2], $"{costs[0]} against {costs[2]}");     // cost, section 6.6, cost
    }

    [Theory]
    [InlineData(1, 0.5, 0.5)]
    [InlineData(0.9, 0.3, 0.6)]
    public void One_large_error_costs_more_than_several_small_ones_of_the_same_sum(double large, double small, double other)
    {
        Assert.Equal(large, small + other, 1e-12);
        Assert.True(large * large > (small * small) + (other * other));
    }

    [MnistFact]
    public void Random_weights_need_not_be_good_only_different()
    {
        // The identical start, with a thousandth of a difference: it learns after all.
        var digits = TrainedOnMnist.Digits;
        var few = digits.Training.Take(10_000);
        double learned(double difference)
        {
            var network = Network.Create(Sizes, initialization: Initialization.Identical);
            SeededRandom random = new(1);
            network.Parameters += Vector<double>.Build.Dense(network.ParameterCount, _ => difference * random.NextNormal());
            return Sgd.Train(network, few, digits.Test, new() { Epochs = 10, MeasureEvery = 10 }).Last().TestAccuracy;
        }

        double same = learned(0), different = learned(0.001);
        Assert.True(same < 0.5 && different > 0.8, $"{same} and {different}");
    }

    [Fact]
    public void The_13002_numbers_are_all_there_is_to_a_network()
    {
        // Another start with these parameters set says the same to the last bit; without them it says something else.
        Network one = Network.Create(Sizes, seed: 1), other = Network.Create(Sizes, seed: 2);
        var images = DigitSet.Synthetic(training: 50, test: 1).Training;
        Assert.NotEqual(one.Outputs(images), other.Outputs(images));
        other.Parameters = one.Parameters;

        Assert.Equal(one.Outputs(images), other.Outputs(images));
    }

    [Fact]
    public void The_cost_of_an_example_is_zero_only_where_all_ten_outputs_are_right()
    {
        var wanted = Vector<double>.Build.Dense(10, j => j == 3 ? 1 : 0);
        Assert.Equal(0, QuadraticCost.OfExample(wanted, wanted));
        Assert.All(Enumerable.Range(0, 10), j =>
        {
            var almost = wanted.Clone();
            almost[j] = 0.5;
            Assert.True(QuadraticCost.OfExample(almost, wanted) > 0.1);
        });
    }

    [MnistFact]
    public void The_landscape_is_smooth_along_lines_from_other_networks_too()
    {
        // On a smooth curve the bend over half the step is a quarter; on a ragged one it is as large as before.
        var thousand = TrainedOnMnist.Digits.Training.Take(1000);
        Assert.All(new[] { 2, 3, 4 }, seed =>
        {
            var network = Network.Create(Sizes, seed);
            var theta = network.Parameters;
            SeededRandom random = new(seed);
            var d = Vector<double>.Build.DenseOfEnumerable(theta.Select(_ => random.NextNormal())).Normalize(2);
            double cost(double t)
            {
                network.Parameters = theta + (t * d);
                return network.Cost(thousand);
            }

            double bend(double t, double h) => Math.Abs(cost(t + h) + cost(t - h) - (2 * cost(t)));
            double[] places = [.. Enumerable.Range(-8, 17).Select(k => 5.0 * k)];
            Assert.InRange(places.Sum(t => bend(t, 2)) / places.Sum(t => bend(t, 4)), 0.2, 0.3);
        });
    }
}
