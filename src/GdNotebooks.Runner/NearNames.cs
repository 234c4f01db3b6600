namespace GdNotebooks.Runner;

/// <summary>What somebody probably meant who wrote a name that is not there.</summary>
internal static class NearNames
{
    /// <summary>The names most like the one asked for, when it is like any: at most three.</summary>
    /// <param name="name">What was asked for.</param>
    /// <param name="names">What there is.</param>
    /// <param name="most">How many letters may differ.</param>
    public static IReadOnlyList<string> Of(string name, IEnumerable<string> names, int most)
    {
        var near = names.Select(known => (Name: known, Distance: Distance(name, known))).Where(n => n.Distance <= most).ToList();
        return [.. near.Where(n => n.Distance == near.Min(all => all.Distance)).Select(n => n.Name).Take(3)];
    }

    /// <summary>Asks whether one of them is meant, behind another sentence; nothing where there is none.</summary>
    /// <param name="near">Names that are like the one asked for.</param>
    public static string Question(IReadOnlyList<string> near) => near.Count == 0 ? "" : $" Is {CommandLine.Either(near)} meant?";

    /// <summary>How many letters must be put in, taken out, replaced, or change places with the next one, to make the one of the other; capital or small is no difference.</summary>
    private static int Distance(string a, string b)
    {
        int[,] distance = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                distance[i, j] = i == 0 || j == 0 ? i + j : Math.Min(
                    distance[i - 1, j - 1] + (AreSame(a[i - 1], b[j - 1]) ? 0 : 1),
                    Math.Min(distance[i - 1, j], distance[i, j - 1]) + 1);
                if (i > 1 && j > 1 && AreSame(a[i - 1], b[j - 2]) && AreSame(a[i - 2], b[j - 1]))
                {
                    distance[i, j] = Math.Min(distance[i, j], distance[i - 2, j - 2] + 1);
                }
            }
        }

        return distance[a.Length, b.Length];
    }

    private static bool AreSame(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
