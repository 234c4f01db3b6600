namespace GdNotebooks;

/// <summary>
/// A small random generator (SplitMix64: a counter, and a mixing function of it), written out here because
/// that of the framework may change between versions, and the digits must not.
/// </summary>
internal struct SplitMix(ulong seed)
{
    private ulong _counter = seed;

    /// <summary>A generator of its own for every seed, part and index.</summary>
    public static SplitMix For(int seed, int part, int index) =>
        new(Mix(Mix((uint)seed) + (((ulong)(uint)part << 32) | (uint)index)));

    /// <summary>64 random bits.</summary>
    public ulong Next() => Mix(_counter += 0x9E37_79B9_7F4A_7C15);

    /// <summary>From 0 to <paramref name="end"/> - 1.</summary>
    public int Below(int end) => (int)(((Next() >> 32) * (ulong)end) >> 32);

    /// <summary>Evenly between <paramref name="low"/> and <paramref name="high"/>.</summary>
    public double Between(double low, double high) => low + (high - low) * ((Next() >> 11) * (1.0 / (1UL << 53)));

    /// <summary>
    /// A bell curve around 0 with standard deviation 1, from the sum of four even numbers: it needs no
    /// logarithm, whose last bit may differ between machines, and never goes beyond ±3.5.
    /// </summary>
    public double Bell()
    {
        const double unit = 1.0 / 65536;
        var bits = Next();
        var sum = (bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48);
        return (sum * unit - 2) * 1.7320508075688772;
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }
}
