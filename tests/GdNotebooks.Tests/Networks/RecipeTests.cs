using GdNotebooks.Tests.Digits;
using GdNotebooks.Tests.Notebooks;

namespace GdNotebooks.Tests.Networks;

/// <summary>
/// What the recipes promise on MNIST, as the median of the seeds 1 to 5, and the weights that every machine
/// has got so far with the seeds 1 to 3: no change of the engine may move a bit of them.
/// </summary>
public class RecipeTests
{
    [MnistFact]
    public void The_plain_recipe_ends_at_94_percent_and_with_a_falling_rate_at_95()
    {
        var digits = DigitSet.Load();

        Assert.InRange(
            MedianAccuracy(
                Recipe.Plain(),
                digits,
                "d4e813e48255915f70b5674b50819e4c762448746e7feb985636ee0ddebc99a6",
                "7608f600cbaae907d8783951e7b64146e349f4c33cd7893739e6e9c5c061919f",
                "01b4a8506bdc97f71a046afcea3f7e6a5ee2b67cb8bdbfdcd7ae10ab4f1d6c7e"),
            0.938,
            0.96);
        Assert.InRange(
            MedianAccuracy(
                Recipe.Plain(rate: LearningRate.Exponential(3, 0.95)),
                digits,
                "0409aceb051b912a08e65b9ae60c8a417938008eac3b9223982b22b648451315",
                "6b0a1df45ead10f8b2b816bf7ecabeae6d5856d2efcf9b61e17d98867a6da41e",
                "d04c204ed7597141d453d01113a9704a390e7bf47534715a912a785417bbc8ae"),
            0.945,
            0.96);
    }

    [MnistFact]
    public void The_best_recipe_ends_at_97_percent_and_after_60_epochs_a_little_below_as_chapter_9_says()
    {
        var digits = DigitSet.Load();
        double sixty = MedianAccuracy(Recipe.Best(60), digits);
        double all = MedianAccuracy(
            Recipe.Best(),
            digits,
            "1b8e3efa36f74978c8c6f43a532b23ebe10fd0e6cff804445116f6a5045a9bb3",
            "6609669866626061103c3f6b36d91cd5bc78ebf806b5178b3dabfc500f735246",
            "d9d3c198968087ed83d8c88467c1f9852a2972e7661d9f115b132c36c02585bd");

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

    private static double MedianAccuracy(Recipe recipe, DigitSet digits, params string[] hashes)
    {
        (Network Network, SgdOptions)[] runs = [.. Enumerable.Range(1, 5).Select(seed => (recipe.Create(seed: seed), recipe.Options with { Seed = seed, MeasureEvery = recipe.Options.Epochs }))];
        double median = Sgd.TrainAll(runs, digits).Select(run => run[^1].TestAccuracy).Order().ElementAt(2);
        Assert.Equal(hashes, runs.Take(hashes.Length).Select(run => WeightHash.Of(run.Network)));
        return median;
    }
}
