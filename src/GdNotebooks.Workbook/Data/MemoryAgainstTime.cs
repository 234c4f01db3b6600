using System.Globalization;

namespace GdNotebooks;

/// <summary>How many shuffled labels a network remembers after so many updates (chapter 10).</summary>
/// <param name="Digits">How many training digits there were, each with a label of its own.</param>
/// <param name="Updates">How many updates of ten digits each were made.</param>
/// <param name="Seed">Of the network, the order of its digits and that of the labels.</param>
/// <param name="RightPercent">The share of the labels it gives back at the end, in per cent.</param>
public sealed record MemoryRun(int Digits, int Updates, int Seed, double RightPercent);

/// <summary>
/// The longest experiment of the workbook, kept: 784-16-16-10 with ReLU and cross-entropy learns the shuffled
/// labels of the first MNIST digits, at a rate that falls from 0.02 to 0 along a cosine. It takes minutes;
/// <c>dotnet run data/memory-against-time.cs</c> makes the file anew.
/// </summary>
public static class MemoryAgainstTime
{
    private const string File = "memory-against-time.csv";

    /// <summary>All runs: five sets of digits, five numbers of updates, three seeds.</summary>
    public static IReadOnlyList<MemoryRun> Runs { get; } = Read();

    private static MemoryRun[] Read()
    {
        // The file travels inside the library, so that a notebook has it wherever it runs.
        using StreamReader text = new(typeof(MemoryAgainstTime).Assembly.GetManifestResourceStream(File)!);
        return [.. text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(','))
            .Select(cells => new MemoryRun(Whole(cells[0]), Whole(cells[1]), Whole(cells[2]), double.Parse(cells[3], CultureInfo.InvariantCulture)))];
    }

    private static int Whole(string cell) => int.Parse(cell, CultureInfo.InvariantCulture);
}
