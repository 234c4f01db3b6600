using BenchmarkDotNet.Attributes;

namespace GdNotebooks.Benchmarks;

/// <summary>An epoch of a fresh network against one of a network that has trained for long, whose sigmoids are saturated: they are to take the same.</summary>
public class LateEpochBenchmarks
{
    private DigitImages _training = null!;
    private Network _network = null!;

    /// <summary>How many epochs the network has trained before.</summary>
    [Params(0, 5, 29)]
    public int Before { get; set; }

    [GlobalSetup]
    public void Train()
    {
        _training = DigitSet.Load().Training;
        var recipe = Recipe.Plain(Math.Max(1, Before));
        _network = recipe.Create();
        if (Before > 0)
        {
            _ = Sgd.Train(_network, _training, null, recipe.Options with { MeasureEvery = Before }).Last();
        }
    }

    /// <summary>One epoch of the plain recipe over all training images, with the measuring before and after it.</summary>
    [Benchmark]
    public EpochResult Epoch() => Sgd.Train(_network.Clone(), _training, null, Recipe.Plain(1).Options).Single();
}
