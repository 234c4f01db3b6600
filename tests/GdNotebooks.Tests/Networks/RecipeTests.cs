using GdNotebooks.Tests.Digits;
using GdNotebooks.Tests.Notebooks;

namespace GdNotebooks.Tests.Networks;

/// <summary>What the recipes promise on MNIST, as the median of the seeds 1 to 5.</summary>
public class RecipeTests
{
    [MnistFact]
    public void The_plain_recipe_ends_at_94_percent_and_with_a_falling_rate_at_95()
    {
        var digits = DigitSet.Load();

        Assert.InRange(MedianAccuracy(Recipe.Plain(), digits), 0.938, 0.96);
        Assert.InRange(MedianAccuracy(Recipe.Plain(rate: LearningRate.Exponential(3, 0.95)), digits), 0.945, 0.96);
    }

    [MnistFact]
    public void The_best_recipe_ends_at_97_percent_and_after_60_epochs_a_little_below_as_chapter_9_says()
    {
        var digits = DigitSet.Load();
        double sixty = MedianAccuracy(Recipe.Best(60), digits), all = MedianAccuracy(Recipe.Best(), digits);

        Assert.InRange(all, 0.968, 0.98);
        Assert.Contains(FormattableString.Invariant($"the median of five seeds goes from {100 * sixty:0.0} % to {100 * all:0.0} %"),
            new CommittedNotebook("09-training-the-digit-network").Prose, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recipe_gives_the_same_network_for_the_same_seed_and_the_digit_network_by_default()
    {
        Assert.Equal(13_002, Recipe.Best().Create().ParameterCount);
        Assert.Equal(Recipe.Plain().Create(seed: 3).Parameters, Network.Create([784, 16, 16, 10], seed: 3).Parameters);
    }

    private static double MedianAccuracy(Recipe recipe, DigitSet digits)
    {
        var runs = Enumerable.Range(1, 5).Select(seed => (recipe.Create(seed: seed), recipe.Options with { Seed = seed, MeasureEvery = recipe.Options.Epochs }));
        return Sgd.TrainAll(runs, digits).Select(run => run[^1].TestAccuracy).Order().ElementAt(2);
    }
}
