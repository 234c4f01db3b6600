namespace GdNotebooks;

/// <summary>
/// Random numbers that are the same for the same seed on every machine and in every year: for noise,
/// shuffled labels and random starts that a figure can be drawn from again. (Those of the framework may
/// change from one version to the next.)
/// </summary>
public sealed class SeededRandom
{
    private SplitMix _random;

    /// <summary>Starts a sequence.</summary>
    /// <param name="seed">Another seed, another sequence.</param>
    public SeededRandom(int seed)
        : this(SplitMix.For(seed, -3, 0))
    {
    }

    internal SeededRandom(SplitMix random) => _random = random;

    /// <summary>The next number, evenly spread from 0 to below 1.</summary>
    public double NextDouble() => _random.Between(0, 1);

    /// <summary>The next whole number, evenly spread from 0 to <paramref name="end"/> − 1.</summary>
    /// <param name="end">How many numbers there are to choose from; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no number to choose.</exception>
    public int Next(int end)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(end, 1);
        return _random.Below(end);
    }

    /// <summary>The next number of a bell curve around 0 with standard deviation 1 (a sum of twelve even ones, never beyond ±6).</summary>
    public double NextNormal() => (_random.Bell() + _random.Bell() + _random.Bell()) / Math.Sqrt(3);

    /// <summary>Brings the items into a random order, each order equally likely.</summary>
    /// <param name="items">The items, shuffled in place.</param>
    public void Shuffle<T>(IList<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        for (int n = items.Count - 1; n > 0; n--)
        {
            int k = _random.Below(n + 1);
            (items[n], items[k]) = (items[k], items[n]);
        }
    }
}
