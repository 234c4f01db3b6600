using GdNotebooks.Tests.Digits;
using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks.Tests.Notebooks;

/// <summary>What chapter 7 says, held against the library and against what its cells gave on MNIST.</summary>
public class Chapter07Tests
{
    private static readonly CommittedNotebook Chapter = new("07-backpropagation");

    [Fact]
    public void The_product_of_the_links_is_the_measured_slope()
    {
        double[] slopes = Chapter.NumbersAfter("chain", "product");

        Assert.Equal(slopes[0], slopes[1]);
        Assert.True(slopes[0] > 0);
    }

    [Fact]
    public void The_25_lines_equal_the_librarys_gradient_and_both_equal_central_differences()
    {
        Assert.Contains("below 1e-5: True", Chapter.Output("library-check"), StringComparison.Ordinal);
        Assert.Contains("below 1e-12: True", Chapter.Output("plain-network"), StringComparison.Ordinal);
        Assert.True(Chapter.NumbersAfter("library-check", "relative error to the library's gradient:")[0] < 1e-5);
        Assert.StartsWith("13,002 slopes", Chapter.Output("check-all"), StringComparison.Ordinal);
        Assert.Contains("the 25 lines: relative error below 1e-8: True", Chapter.Output("check-all"), StringComparison.Ordinal);
        Assert.Contains("the library:  relative error below 1e-5: True", Chapter.Output("check-all"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_plain_network_is_some_80_lines_of_code()
    {
        Assert.Contains("some 80 lines of code (`src/GdNotebooks/Networks/PlainNetwork.cs`)", Chapter.Prose, StringComparison.Ordinal);
        Assert.InRange(File.ReadLines(Checkout.Folder("src", "GdNotebooks", "Networks", "PlainNetwork.cs")).Count(line => line.Trim() is not "" && !line.TrimStart().StartsWith("//", StringComparison.Ordinal)), 70, 90);
    }

    [Fact]
    public void Measured_and_calculated_slopes_agree_to_nine_digits_for_the_best_step()
    {
        Assert.Contains("agree to nine digits and more", Chapter.Prose, StringComparison.Ordinal);

        // "... central: both sides: line, x from 10⁻¹¹ to 1, y from 2.504×10⁻¹¹ to 0.0136; one side only: ..."
        string central = Chapter.Output("gradient-check").Split("central: both sides:")[1].Split(" y from ")[1].Split(' ')[0];
        string[] parts = central.Split("×10⁻");
        double power = parts.Length == 1 ? 0 : parts[1].Aggregate(0, (p, digit) => (10 * p) + "⁰¹²³⁴⁵⁶⁷⁸⁹".IndexOf(digit, StringComparison.Ordinal));
        Assert.InRange(double.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture) * Math.Pow(10, -power), 1e-13, 1e-9);
    }

    [Fact]
    public void Brute_force_multiplies_more_than_ten_thousand_times_as_often()
    {
        const int weights = (784 * 16) + (16 * 16) + (16 * 10), parameters = weights + 42;

        Assert.Equal([2L * parameters * weights, weights, weights + 416], Chapter.NumbersAfter("price", "multiplications:"));
        Assert.All(new[] { "784-16-16-10", "784-512-512-10", "16-16-16-16-16-16" },
            layers => Assert.InRange(Chapter.NumbersAfter("price", layers + ": one gradient costs")[0], 2, 3));
        Assert.True(2.0 * parameters * weights / (weights + weights + 416) > 10_000);
        Assert.Contains("26,004 forward passes", Chapter.Prose, StringComparison.Ordinal);
        Assert.Equal(26_004, 2 * parameters);
    }

    [Fact]
    public void The_slope_of_the_sigmoid_is_never_above_a_quarter() =>
        Assert.Equal(0.25, Enumerable.Range(0, 1001).Max(i => i / 1000.0 * (1 - (i / 1000.0))));

    [Fact]
    public void From_back_to_front_the_slopes_get_fainter_and_most_of_the_first_block_is_zero()
    {
        string[][] rows = [.. Chapter.Output("gradient-by-layer").Split('\n').Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(cells => cells.Length == 5)];
        double[] typical = [.. rows.Where(cells => cells[0].StartsWith('W')).Select(cells => double.Parse(cells[3], System.Globalization.CultureInfo.InvariantCulture))];

        Assert.Equal(3, typical.Length);
        Assert.Equal(typical.Order(), typical);
        Assert.True(int.Parse(rows[0][2], System.Globalization.CultureInfo.InvariantCulture) > 12_544 / 2);
    }

    [Fact]
    public void Most_of_what_the_digits_want_cancels_in_their_mean_and_fours_and_nines_are_at_odds()
    {
        Assert.True(Chapter.NumbersAfter("wishes-sum", "length of the mean of all ten:")[0]
            < Chapter.NumbersAfter("wishes-sum", "length of one digit's gradient:")[0] / 2);
        Assert.True(Chapter.NumbersAfter("wishes-sum", "4s and 9s: cos φ =")[0] < -0.1);
    }

    [Fact]
    public void The_more_images_the_fewer_slopes_are_exactly_zero()
    {
        double[][] rows = [.. Chapter.Output("zeros").Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(cells => cells.Length == 2 && cells.All(cell => int.TryParse(cell, out _)))
            .Select(cells => cells.Select(cell => double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture)).ToArray())];

        Assert.Equal(6, rows.Length);
        Assert.Equal(rows.Select(row => row[1]).OrderDescending(), rows.Select(row => row[1]));
        Assert.True(rows[^1][1] > 0);
        Assert.Equal(0, rows[^1][1] % 16);      // an empty pixel is empty for all sixteen neurons
    }

    [Fact]
    public void Two_paths_add_up_to_what_the_transposed_matrix_gives_and_to_the_measured_slope()
    {
        double[] paths = Chapter.NumbersAfter("two-paths-by-hand", "over the first output");
        double[] slope = Chapter.NumbersAfter("two-paths-by-hand", "slope in the first weight:");

        Assert.Equal(paths[2], paths[0] + paths[1], 0.00002);
        Assert.True(paths[0] < 0 && paths[1] > 0, "the outputs pull in opposite directions");
        Assert.Equal(paths[2], Chapter.NumbersAfter("two-paths-matrix", "the transposed matrix times the two δ:")[0]);
        Assert.Equal(slope[0], slope[1]);
    }

    [Fact]
    public void The_four_things_to_try_with_the_small_network_go_as_the_text_says()
    {
        static PlainNetwork small()
        {
            PlainNetwork network = new(Network.Create([2, 2, 2]));
            Matrix<double>.Build.DenseOfArray(new[,] { { 0.8, -0.4 }, { -0.6, 1.2 } }).CopyTo(network.Weights[0]);
            Matrix<double>.Build.DenseOfArray(new[,] { { 1.5, -1.0 }, { 2.0, 0.5 } }).CopyTo(network.Weights[1]);
            network.Biases[0].SetValues([0.2, -0.3]);
            network.Biases[1].SetValues([-0.5, 0.1]);
            return network;
        }

        Vector<double> x = Vector<double>.Build.Dense([1, 0.5]), y = Vector<double>.Build.Dense([1, 0]);

        // 1: the slopes that begin at an input of 0 are 0, and no others.
        var (empty, _) = small().Backpropagate(Vector<double>.Build.Dense([1, 0]), y);
        Assert.All(empty[0].Column(1), slope => Assert.Equal(0, slope));
        Assert.DoesNotContain(0, empty[0].Column(0).Concat(empty[1].Enumerate()));

        // 2: a bias of 4.
        PlainNetwork flat = small();
        flat.Biases[0][0] = 4;
        double a = flat.Forward(x)[1][0];
        Assert.Equal(0.01, a * (1 - a), 0.0005);
        Assert.Equal(1 / 40.0, flat.Backpropagate(x, y).Biases[0][0] / small().Backpropagate(x, y).Biases[0][0], 0.001);

        // 3: two weights at which the paths cancel.
        static double heard(double weight, Vector<double> x, Vector<double> y)
        {
            PlainNetwork network = small();
            network.Weights[1][1, 0] = weight;
            return network.Backpropagate(x, y).Biases[0][0];
        }

        Assert.All(new[] { 1.3, 3.7 }, weight => Assert.True(heard(weight - 0.05, x, y) * heard(weight + 0.05, x, y) < 0, $"{weight}"));

        // 4: downhill.
        PlainNetwork walker = small();
        List<double> costs = [], firsts = [], longest = [];
        do
        {
            var (dw, _) = walker.Backpropagate(x, y);
            costs.Add(walker.Cost(x, y));
            firsts.Add(Math.Abs(dw[0][0, 0]));
            longest.Add(Math.Sqrt(dw.Sum(w => w.PointwisePower(2).Enumerate().Sum())));
            walker.Step([(x, y)], 3);
        }
        while (costs[^1] >= 0.01);
        Assert.Equal(costs.OrderDescending(), costs);
        Assert.True(firsts[1] > 2 * firsts[0] && firsts[^1] < firsts[0] && longest[^1] < longest[0] / 5);
    }

    [Fact]
    public void Each_broken_line_stands_out_by_a_factor_of_many_thousands()
    {
        Assert.Contains("by a factor of many thousands", Chapter.Prose, StringComparison.Ordinal);
        double[] broken = [.. new[] { "layer 1 by 1 % too large", "biases of layer 1 forgotten", "W for its transpose", "σ' forgotten" }
            .Select(mistake => Chapter.NumbersAfter("broken-numbers", mistake)[0])];

        // The right code is below 1e-8: see the test of check-all.
        Assert.All(broken, error => Assert.True(error > 1e4 * 1e-8, $"{error}"));
        Assert.Equal(broken.Order(), broken);
    }

    [Fact]
    public void One_step_of_one_weight_lowers_the_cost_by_about_what_its_slope_promised()
    {
        double[] cost = Chapter.NumbersAfter("one-weight", "cost of this image:");      // before, after, promised

        Assert.True(cost[1] < cost[0]);
        Assert.Equal(cost[0] - cost[2], cost[0] - cost[1], 0.05 * (cost[0] - cost[1]));
    }

    [Fact]
    public void Twenty_digits_are_learned_by_heart() =>
        Assert.Equal(20, Chapter.NumbersAfter("twenty", "step 400:")[1]);

    [MnistFact]
    public void The_plain_network_learns_twenty_digits_from_other_starts_too()
    {
        var twenty = TrainedOnMnist.Digits.Training.Take(20);
        Assert.All(new[] { 2, 3, 4 }, seed =>
        {
            var network = Network.Create([784, 16, 16, 10], seed);
            for (int step = 0; step < 600; step++)
            {
                Sgd.Step(network, twenty, learningRate: 3);
            }

            Assert.True(network.Evaluate(twenty).Accuracy >= 0.9, $"seed {seed}: {network.Evaluate(twenty)}");
        });
    }

    [MnistFact]
    public void The_ranking_of_the_parameters_is_one_for_these_images_and_not_for_good()
    {
        var training = TrainedOnMnist.Digits.Training;
        var network = Network.Create([784, 16, 16, 10], seed: 1);
        HashSet<int> top(int image)
        {
            var gradient = network.Gradient(training.Pick([image]));
            return [.. Enumerable.Range(0, 12_544).OrderByDescending(k => Math.Abs(gradient[k])).Take(500)];      // first-layer weights
        }

        var first = top(0);
        Assert.All(Enumerable.Range(1, 10), image => Assert.True(first.Intersect(top(image)).Count() < 350, $"image {image}"));
    }

    [MnistFact]
    public void Fours_and_nines_are_at_odds_from_other_starts_too()
    {
        var training = TrainedOnMnist.Digits.Training;
        int[] of(int digit) => [.. Enumerable.Range(0, 10_000).Where(i => training.Labels[i] == digit).Take(100)];
        Assert.All(new[] { 2, 3, 4 }, seed =>
        {
            var young = Network.Create([784, 16, 16, 10], seed);
            Assert.Single(Sgd.Train(young, training.Take(10_000), null, new() { Epochs = 1, Seed = seed }));
            var (four, nine) = (young.Gradient(training.Pick(of(4))), young.Gradient(training.Pick(of(9))));
            Assert.True(four.DotProduct(nine) < 0, $"seed {seed}");
        });
    }

    [MnistFact]
    public void A_training_survives_three_of_the_four_broken_lines_and_would_not_have_told()
    {
        Assert.Contains("the network learns them with any of the first three mistakes too", Chapter.Prose, StringComparison.Ordinal);
        Assert.All(new[] { (2, "biases"), (3, "one per cent"), (3, "W for its transpose") }, run => Assert.InRange(TwentyByHeart(run.Item1, run.Item2), 18, 20));
    }

    // How many of twenty digits are known after 600 steps along a gradient with this mistake; a column for each digit.
    private static int TwentyByHeart(int seed, string mistake)
    {
        var twenty = TrainedOnMnist.Digits.Training.Take(20);
        var network = Network.Create([784, 16, 16, 10], seed);
        var W = new[] { 1, 2, 3 }.Select(network.Weights).ToArray();
        var b = new[] { 1, 2, 3 }.Select(network.Biases).ToArray();
        var pixels = Matrix<double>.Build.DenseOfColumns(twenty.Select(digit => digit.Intensities));
        var wanted = Matrix<double>.Build.Dense(10, 20, (j, i) => twenty.Labels[i] == j ? 1 : 0);
        var ones = Vector<double>.Build.Dense(20, 1);
        Matrix<double> layer(int l, Matrix<double> a) => ((W[l] * a) + b[l].OuterProduct(ones)).Map(z => 1 / (1 + Math.Exp(-z)));

        int right = 0;
        for (int step = 0; step <= 600; step++)
        {
            var a1 = layer(0, pixels);
            var a2 = layer(1, a1);
            var a3 = layer(2, a2);
            right = Enumerable.Range(0, 20).Count(i => a3.Column(i).MaximumIndex() == twenty.Labels[i]);
            var delta3 = (a3 - wanted).PointwiseMultiply(a3.Map(a => a * (1 - a)));
            var delta2 = (W[2].Transpose() * delta3).PointwiseMultiply(a2.Map(a => a * (1 - a)));
            var delta1 = ((mistake == "W for its transpose" ? W[1] : W[1].Transpose()) * delta2).PointwiseMultiply(a1.Map(a => a * (1 - a)));
            const double rate = 3.0 / 20;
            W[2] -= rate * (delta3 * a2.Transpose());
            W[1] -= rate * (delta2 * a1.Transpose());
            W[0] -= (mistake == "one per cent" ? 1.01 : 1) * rate * (delta1 * pixels.Transpose());
            b[2] -= rate * delta3.RowSums();
            b[1] -= rate * delta2.RowSums();
            b[0] -= (mistake == "biases" ? 0 : 1) * rate * delta1.RowSums();
        }

        return right;
    }

    [MnistFact]
    public void Most_slopes_are_small_or_zero_and_they_get_fainter_from_back_to_front_for_other_images_and_starts_too()
    {
        var training = TrainedOnMnist.Digits.Training;
        Assert.All(new[] { (1, 3), (2, 7), (3, 11), (4, 19) }, pair =>
        {
            var (seed, image) = pair;
            var gradient = Network.Create([784, 16, 16, 10], seed).Gradient(training.Pick([image]));
            double steepest = gradient.AbsoluteMaximum();
            double typical(int from, int count) => gradient.SubVector(from, count).L2Norm() / Math.Sqrt(count);
            double w1 = typical(0, 12_544), w2 = typical(12_560, 256), w3 = typical(12_832, 160);

            Assert.True(gradient.Count(g => Math.Abs(g) < 0.05 * steepest) > 0.75 * gradient.Count);
            Assert.True(w1 < w2 && w2 < w3, $"seed {seed}, image {image}: {w1} {w2} {w3}");
        });
    }

    [MnistFact]
    public void The_mean_of_the_ten_digits_gradients_is_about_as_long_as_if_they_stood_at_right_angles_and_with_other_seeds_shorter()
    {
        Assert.Contains("agreement and quarrel nearly balance", Chapter.Prose, StringComparison.Ordinal);
        double there = Chapter.NumbersAfter("wishes-sum", "length of the mean of all ten:")[0], upright = Chapter.NumbersAfter("wishes-sum", "if they stood at right angles:")[0];
        Assert.InRange(there / upright, 0.9, 1.1);

        Assert.Contains("With seven other seeds quarrel has the upper hand: what is left is half to nine tenths of that", Chapter.Prose, StringComparison.Ordinal);
        var training = TrainedOnMnist.Digits.Training;
        var digits = Enumerable.Range(0, 10).Select(digit => training.Pick(Enumerable.Range(0, 10_000).Where(i => training.Labels[i] == digit).Take(100))).ToList();
        Assert.All(Enumerable.Range(2, 7), seed =>
        {
            var young = Network.Create([784, 16, 16, 10], seed);
            Assert.Single(Sgd.Train(young, training.Take(10_000), null, new() { Epochs = 1, Seed = seed }));
            var wishes = digits.Select(young.Gradient).ToList();
            Assert.InRange(wishes.Aggregate((sum, g) => sum + g).L2Norm() / Math.Sqrt(wishes.Sum(g => g.DotProduct(g))), 0.45, 0.9);
        });
    }
}
