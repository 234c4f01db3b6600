using MathNet.Numerics.Random;

namespace GdNotebooks.Exercises;

/// <summary>Inputs drawn from a seed: the same on every machine, and short enough to read in a sentence.</summary>
internal static class Draw
{
    /// <summary><paramref name="count"/> numbers between two bounds, of two decimals.</summary>
    public static double[] Numbers(int seed, int count, double from, double to)
    {
        var random = new Xoshiro256StarStar(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Math.Round(from + ((to - from) * random.NextDouble()), 2))];
    }
}
