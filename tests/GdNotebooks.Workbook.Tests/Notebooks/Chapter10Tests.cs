using GdNotebooks.Tests.Digits;
using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks.Tests.Notebooks;

/// <summary>What chapter 10 says, held against what its cells gave on MNIST.</summary>
public class Chapter10Tests
{
    private static readonly CommittedNotebook Chapter = new("10-inside-the-network");

    [Fact]
    public void The_committed_outputs_come_from_MNIST() =>
        Assert.Equal("Digits: MNIST, 60,000 to learn from and 10,000 held out.", Chapter.Output("digits").Trim());

    [Fact]
    public void Noise_gets_weaker_answers_than_digits_and_far_stronger_ones_than_a_tenth()
    {
        double digits = Chapter.NumbersAfter("how-sure-all", "held-out digits median")[0];
        double shuffled = Chapter.NumbersAfter("how-sure-all", "shuffled pixels median")[0];
        double noise = Chapter.NumbersAfter("how-sure-all", "even noise      median")[0];

        Assert.True(0.4 < shuffled && shuffled < noise && noise < digits, $"{shuffled} < {noise} < {digits}");

        // "   7    0.98          75.5                   3          97.1", one row a network
        double[][] networks = [.. Chapter.Output("how-sure").Split('\n').Skip(2).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(cells => cells.Length == 5).Select(cells => cells.Select(cell => double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture)).ToArray())];
        Assert.Equal(8, networks.Length);
        Assert.True(networks.Max(row => row[2]) > 50, "at least one gives most of the even noise more than 0.9");
        Assert.True(networks.Min(row => row[2]) < 20, "some hesitate");
        Assert.True(networks.Select(row => row[3]).Distinct().Count() > 1, "the favourite changes with the seed");
    }

    [Fact]
    public void Partners_are_more_alike_than_chance_and_than_mirror_images_and_far_from_equal()
    {
        double start = Chapter.NumbersAfter("partners", "at the start:")[0];
        double mirrored = Chapter.NumbersAfter("partners", "at the end, mirrored:")[0];
        double end = Chapter.NumbersAfter("partners", "at the end:")[0];

        Assert.True(start < mirrored && mirrored < end && end < 0.6, $"{start} < {mirrored} < {end}");
    }

    [Fact]
    public void At_the_end_the_gradient_is_less_than_a_tenth_as_long_and_not_zero()
    {
        double[] lengths = Chapter.NumbersAfter("slopes", "length of the gradient at the end:");      // shortest, longest, share of the start

        Assert.True(lengths[0] > 0);
        Assert.True(lengths[2] < 10, $"{lengths[2]} %");
        Assert.Contains("less than a tenth as long as at the start", Chapter.Prose, StringComparison.Ordinal);
    }

    [Fact]
    public void Three_pixels_cost_about_half_of_the_digits()
    {
        Assert.Contains("(on MNIST about half)", Chapter.Prose, StringComparison.Ordinal);
        Assert.All(Chapter.NumbersAfter("inverted", "moved by three pixels:"), right => Assert.InRange(right, 40, 60));
    }

    [Fact]
    public void Exchanging_ink_and_paper_is_worse_than_guessing_and_sure_of_it()
    {
        double[] inverted = Chapter.NumbersAfter("inverted", "ink and paper exchanged:");       // lowest and highest share, mean of the strongest output

        Assert.True(inverted[1] < 10, $"{inverted[1]} %");
        Assert.True(inverted[2] > 0.5);
    }

    [Fact]
    public void Softmax_outputs_nearly_keep_their_word_on_held_out_digits() =>
        Assert.All(Chapter.Output("kept-word").Split('\n').Where(line => line.TrimStart().StartsWith("0.", StringComparison.Ordinal)), line =>
        {
            double[] row = [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(n => double.Parse(n, System.Globalization.CultureInfo.InvariantCulture))];
            Assert.InRange(row[3] - row[2], -4, 4);
        });

    [Fact]
    public void Weights_of_dark_pixels_never_move_and_what_is_learned_is_smoother_than_the_start()
    {
        Assert.Equal(67, Chapter.NumbersAfter("why-random", "pixels that are dark in every training digit:")[0]);
        double[] moves = Chapter.NumbersAfter("why-random", "largest change of their weights:");
        Assert.Equal([0, 0], moves);

        double start = Chapter.NumbersAfter("why-random", "start")[0];
        double end = Chapter.NumbersAfter("why-random", "five ReLU epochs")[0];
        double learned = Chapter.NumbersAfter("why-random", "learned in them")[0];
        Assert.InRange(start, -0.05, 0.05);
        Assert.True(start < end && end < learned, $"{start} < {end} < {learned}");
        Assert.All(new[] { "plain, thirty", "best, sixty" }, recipe => Assert.True(Chapter.NumbersAfter("why-random", recipe)[0] > 0.5));
    }

    [Fact]
    public void The_random_start_shows_after_five_epochs_and_not_after_thirty_plain_ones()
    {
        Assert.True(Chapter.NumbersAfter("kept", "five ReLU epochs")[0] > 0.3);
        Assert.True(Math.Abs(Chapter.NumbersAfter("kept", "plain, thirty")[0]) < 0.05);
        Assert.InRange(Chapter.NumbersAfter("kept", "best, sixty")[0], 0.05, 0.3);
    }

    [MnistFact]
    public void After_thirty_plain_epochs_strokes_stand_at_fixed_places_with_other_seeds_too()
    {
        // A stroke: much of a neuron's strength sits in a connected patch of a few pixels of one sign. Noise has none.
        var digits = DigitSet.Load();
        var trained = new[] { 3, 4 }.Select(seed => (Network: Network.Create([784, 16, 16, 10], seed), Seed: seed)).ToList();
        var noise = trained.SelectMany(t => t.Network.Weights(1).EnumerateRows()).Select(Patch).ToList();
        Sgd.TrainAll(trained.Select(t => (t.Network, new SgdOptions { Epochs = 30, MeasureEvery = 30, Seed = t.Seed })), digits);
        var patches = trained.SelectMany(t => t.Network.Weights(1).EnumerateRows()).Select(Patch).ToList();

        Assert.All(noise, share => Assert.True(share < 0.1, $"{share}"));
        Assert.True(patches.Count(share => share > noise.Max()) > 0.9 * patches.Count);
        Assert.True(patches.Count(share => share > 0.2) >= 8, $"{patches.Count(share => share > 0.2)} of {patches.Count}");

        // The share of the sum of squares in the largest connected patch of weights above half of the largest.
        static double Patch(Vector<double> weights)
        {
            double bound = weights.AbsoluteMaximum() / 3, most = 0;
            bool[] seen = new bool[784];
            for (int start = 0; start < 784; start++)
            {
                double sum = 0;
                Stack<int> next = new([start]);
                while (next.TryPop(out int p))
                {
                    if (seen[p] || Math.Abs(weights[p]) < bound || Math.Sign(weights[p]) != Math.Sign(weights[start]))
                    {
                        continue;
                    }

                    seen[p] = true;
                    sum += weights[p] * weights[p];
                    foreach (int q in new[] { p % 28 > 0 ? p - 1 : p, p % 28 < 27 ? p + 1 : p, p >= 28 ? p - 28 : p, p < 756 ? p + 28 : p })
                    {
                        next.Push(q);
                    }
                }

                most = Math.Max(most, sum);
            }

            return most / weights.DotProduct(weights);
        }
    }

    [Fact]
    public void No_neuron_of_the_second_layer_looks_for_loops_beyond_what_chance_gives_and_look_alikes_share()
    {
        double[] loops = Chapter.NumbersAfter("loops", "the digits with a loop    0, 6, 8, 9:"), film = Chapter.NumbersAfter("loops", "those of the film         8, 9:");
        double[] couple = Chapter.NumbersAfter("loops", "a couple seen often       3, 5:"), alike = Chapter.NumbersAfter("loops", "three that look alike     4, 7, 9:");

        Assert.True(loops[0] <= 2 && film[0] <= film[1] + 2);
        Assert.Equal(5, Math.Round(couple[0] / couple[1]));
        Assert.Contains("3 and 5 in five times as many neurons as by chance", Chapter.Prose, StringComparison.Ordinal);
        Assert.InRange(alike[0] / alike[1], 6, 7.5);
        Assert.Contains("4, 7 and 9 in seven times as many", Chapter.Prose, StringComparison.Ordinal);
    }

    [MnistFact]
    public void Look_alikes_share_second_layer_neurons_and_loops_do_not_with_other_seeds_and_the_plain_recipe_too()
    {
        Assert.Contains("The plain recipe has other favourites: 7 and 9 before all", Chapter.Prose, StringComparison.Ordinal);
        var digits = DigitSet.Load();
        SgdOptions five = new() { LearningRate = LearningRate.Cosine(0.05, 5), Epochs = 5, MeasureEvery = 5 };
        var others = OnTop(Enumerable.Range(9, 8).Select(seed => (Network.Create([784, 16, 16, 10], seed, Activation.ReLU, CostFunction.CrossEntropy), five with { Seed = seed })));
        var plain = OnTop(Enumerable.Range(1, 8).Select(seed => (Network.Create([784, 16, 16, 10], seed), new SgdOptions { Epochs = 30, MeasureEvery = 30, Seed = seed })));

        double chance = 128 / 45.0;
        Assert.True(others(3, 5) > 2 * chance, $"3 and 5: {others(3, 5)}");
        Assert.True(others(0, 6, 8, 9) <= 3 && plain(0, 6, 8, 9) <= 3);
        Assert.Equal((7, 9), (from a in Enumerable.Range(0, 10) from b in Enumerable.Range(a + 1, 9 - a) select (a, b)).MaxBy(c => plain(c.a, c.b)));
        Assert.True(plain(7, 9) > 2 * chance);

        Counting OnTop(IEnumerable<(Network, SgdOptions)> runs)
        {
            var all = runs.ToList();
            Sgd.TrainAll(all, digits);
            var test = digits.Test.Take(2000);
            List<int[]> ranked = [];
            foreach (var (network, _) in all)
            {
                var mean = Matrix<double>.Build.Dense(16, 10);
                foreach (var digit in test)
                {
                    mean.SetColumn(digit.Label, mean.Column(digit.Label) + (network.Forward(digit)[2] / test.Labels.Count(label => label == digit.Label)));
                }

                ranked.AddRange(mean.EnumerateRows().Where(row => row.Maximum() > 0).Select(row => Enumerable.Range(0, 10).OrderByDescending(d => row[d]).ToArray()));
            }

            return set => ranked.Count(r => r.Take(set.Length).All(set.Contains));
        }
    }

    [Fact]
    public void Shuffled_labels_are_learned_by_heart_slowly_and_help_with_nothing()
    {
        // seed, epochs at 25, 50, 75 and 95 %, training, held out
        double[][] rows(string labels) => [.. Chapter.NumbersAfter("labels-numbers", labels).Chunk(7)];
        double[][] truly = rows("true"), shuffled = rows("shuffled");

        Assert.Equal(3, truly.Length);
        Assert.Equal(3, shuffled.Length);
        Assert.All(shuffled, row => Assert.True(row[5] >= 97, $"seed {row[0]}: {row[5]} %"));
        Assert.All(shuffled, row => Assert.InRange(row[6], 7, 14));
        Assert.All(truly, row => Assert.True(row[6] > 75, $"seed {row[0]}: {row[6]} %"));
        Assert.Contains("half of the true labels are known after an epoch or two and three quarters after three", Chapter.Prose, StringComparison.Ordinal);
        Assert.All(truly, row => Assert.True(row[2] <= 2 && row[3] <= 3));
        Assert.Contains("take more than fifteen times as long", Chapter.Prose, StringComparison.Ordinal);
        Assert.True(shuffled.Min(row => row[3]) > 15 * truly.Max(row => row[3]));
        Assert.All(shuffled, row => Assert.True(row[1] < row[2] - row[1] && row[2] - row[1] < row[3] - row[2], "each further quarter takes longer"));
    }

    [Fact]
    public void How_much_is_remembered_is_a_matter_of_time()
    {
        double less = Chapter.NumbersAfter("capacity", "2,000 shuffled labels, 20,000 updates:")[0], more = Chapter.NumbersAfter("capacity", "2,000 shuffled labels, 60,000 updates:")[0];
        Assert.True(less < 70 && more > 85);
        Assert.True(Chapter.NumbersAfter("capacity", "8,000 true labels,     20,000 updates:")[0] > 95);

        double mean(int digits, int updates) => MemoryAgainstTime.Runs.Where(r => r.Digits == digits && r.Updates == updates).Average(r => r.RightPercent);
        Assert.Equal(5 * 5 * 3, MemoryAgainstTime.Runs.Count);
        Assert.Equal(100, mean(1000, 60_000), 0.5);
        Assert.True(mean(2000, 200_000) > 98.5);
        Assert.InRange(mean(4000, 1_000_000), 90, 97);
        Assert.Equal(63, Math.Round(mean(8000, 1_000_000)));
        Assert.Contains("Of eight thousand 63 % are known then", Chapter.Prose, StringComparison.Ordinal);
        Assert.True(mean(8000, 1_000_000) > mean(8000, 600_000) + 3, "still rising");
    }

    [MnistFact]
    public void The_kept_runs_are_what_the_library_gives_today()
    {
        // The cheapest fifth of them: 20,000 updates, first seed. data/memory-against-time.cs runs all.
        var training = DigitSet.Load().Training;
        Assert.All(MemoryAgainstTime.Runs.Where(run => run is { Updates: 20_000, Seed: 1 }), run => Assert.Equal(run.RightPercent, Remembered(run), 0.001));

        double Remembered(MemoryRun run)
        {
            var few = training.Take(run.Digits);
            int[] labels = few.Labels.ToArray();
            new SeededRandom(run.Seed).Shuffle(labels);
            int epochs = run.Updates * 10 / run.Digits;
            SgdOptions options = new() { LearningRate = LearningRate.Cosine(0.02, epochs), Epochs = epochs, MeasureEvery = epochs, Seed = run.Seed };
            var network = Network.Create([784, 16, 16, 10], run.Seed, Activation.ReLU, CostFunction.CrossEntropy);
            return 100 * Sgd.Train(network, few.WithLabels(labels), null, options).Last().TrainingAccuracy;
        }
    }

    [Fact]
    public void Eight_seeds_are_as_good_as_each_other_stand_at_right_angles_and_make_mistakes_of_their_own()
    {
        double[] right = Chapter.NumbersAfter("eight", "8 networks, right on held-out digits:");
        double[] same = Chapter.NumbersAfter("pairs", "same answer, held-out digits:"), chance = Chapter.NumbersAfter("pairs", "if mistakes were independent:");

        Assert.True(right[1] - right[0] < 1, $"{right[0]} % to {right[1]} %");
        Assert.All(Chapter.NumbersAfter("pairs", "cosine of their parameters:"), cosine => Assert.InRange(cosine, -0.2, 0.2));
        Assert.True(same[0] > chance[1] + 2 && same[1] < 98);
        Assert.All(Chapter.NumbersAfter("pairs", "where at least one errs:"), share => Assert.InRange(share, 20, 45));
    }

    [Fact]
    public void The_vote_of_eight_is_better_than_the_best_of_them()
    {
        double[] vote = Chapter.NumbersAfter("votes-numbers", "one alone");      // mean, best, all eight

        Assert.True(vote[2] > vote[1] + 0.5 && vote[1] > vote[0]);
    }

    [MnistFact]
    public void A_vote_of_eight_other_networks_is_better_than_the_best_of_them_too()
    {
        var digits = DigitSet.Load();
        SgdOptions five = new() { LearningRate = LearningRate.Cosine(0.05, 5), Epochs = 5, MeasureEvery = 5 };
        var others = Enumerable.Range(9, 8).Select(seed => (Network: Network.Create([784, 16, 16, 10], seed, Activation.ReLU, CostFunction.CrossEntropy), five with { Seed = seed })).ToList();
        double best = Sgd.TrainAll(others, digits).Max(run => run[^1].TestAccuracy);
        var sum = others.Select(o => o.Network.Outputs(digits.Test)).Aggregate((a, b) => a + b);
        double vote = digits.Test.Labels.Select((label, i) => sum.Row(i).MaximumIndex() == label ? 1.0 : 0).Average();

        Assert.True(vote > best + 0.004, $"{vote} against {best}");
    }

    private delegate int Counting(params int[] digits);
}
