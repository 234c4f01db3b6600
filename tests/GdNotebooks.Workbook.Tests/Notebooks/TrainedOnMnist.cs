using System.Collections.Concurrent;

namespace GdNotebooks.Tests.Notebooks;

/// <summary>
/// Networks that several tests ask something of, each trained once: the recipes of the chapters, with seeds
/// that the chapters do not show. Needs MNIST; nobody may change what is handed out.
/// </summary>
internal static class TrainedOnMnist
{
    private static readonly int[] Sizes = [784, 16, 16, 10];
    private static readonly Lazy<DigitSet> LoadedDigits = new(() => DigitSet.Load());
    private static readonly ConcurrentDictionary<string, Lazy<Trained>> Known = [];

    public static DigitSet Digits => LoadedDigits.Value;

    /// <summary>Chapter 10's recipe, ReLU and cross-entropy for five epochs: seeds 9 to 16.</summary>
    public static Trained EightOthers => Once(nameof(EightOthers), Enumerable.Range(9, 8).Select(seed => (Rectified(seed), FiveEpochs with { Seed = seed })));

    /// <summary>Chapter 9's plain recipe: seeds 2 to 5, thirty epochs.</summary>
    public static Trained Plain => Once(nameof(Plain), Enumerable.Range(2, 4).Select(seed => (Network.Create(Sizes, seed), new SgdOptions { Epochs = 30, MeasureEvery = 30, Seed = seed })));

    /// <summary>The same after their first epoch.</summary>
    public static Trained PlainYoung => Once(nameof(PlainYoung), Enumerable.Range(2, 4).Select(seed => (Network.Create(Sizes, seed), new SgdOptions { Epochs = 1, Seed = seed })));

    /// <summary>The options of chapter 10's eight networks.</summary>
    public static SgdOptions FiveEpochs { get; } = new() { LearningRate = LearningRate.Cosine(0.05, 5), Epochs = 5, MeasureEvery = 5 };

    /// <summary>The start of chapter 10's networks.</summary>
    public static Network Rectified(int seed) => Network.Create(Sizes, seed, Activation.ReLU, CostFunction.CrossEntropy);

    private static Trained Once(string name, IEnumerable<(Network Network, SgdOptions Options)> runs) => Known.GetOrAdd(name, _ => new(() =>
    {
        var all = runs.ToList();
        return new([.. Sgd.TrainAll(all, Digits).Select(run => run[^1])], [.. all.Select(run => run.Network)]);
    })).Value;
}

/// <summary>Trained networks, and what each read at its end.</summary>
internal sealed record Trained(IReadOnlyList<EpochResult> Ends, IReadOnlyList<Network> Networks);
