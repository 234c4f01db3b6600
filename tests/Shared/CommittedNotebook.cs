using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace GdNotebooks.Tests.Notebooks;

/// <summary>
/// A committed chapter: its prose, and the outputs the runner wrote into it. Tests hold the one against
/// the other; that the outputs are what the cells give today is what <c>verify</c> holds.
/// </summary>
internal sealed class CommittedNotebook
{
    private static readonly Regex Number = new(@"-?\d+(?:,\d{3})*(?:\.\d+)?(?:e[+-]?\d+)?");

    private readonly Dictionary<string, JsonElement> _cells;     // in the order of the notebook

    public CommittedNotebook(string name)
    {
        string text = File.ReadAllText(Checkout.Folder("notebooks", name + ".ipynb"));
        _cells = JsonDocument.Parse(text).RootElement.GetProperty("cells").EnumerateArray()
            .ToDictionary(cell => cell.GetProperty("id").GetString()!);
    }

    /// <summary>All text of the chapter.</summary>
    public string Prose => string.Join("\n\n", _cells.Values
        .Where(cell => cell.GetProperty("cell_type").GetString() == "markdown")
        .Select(cell => Joined(cell.GetProperty("source"))));

    /// <summary>The sources of all code cells, from the first to the last.</summary>
    public IReadOnlyList<string> Code => [.. _cells.Values
        .Where(cell => cell.GetProperty("cell_type").GetString() == "code")
        .Select(cell => Joined(cell.GetProperty("source")))];

    /// <summary>What a code cell printed and showed, as text.</summary>
    public string Output(string id) => string.Join('\n', _cells[id].GetProperty("outputs").EnumerateArray()
        .Select(output => Joined(output.TryGetProperty("text", out var text) ? text : output.GetProperty("data").GetProperty("text/plain"))));

    /// <summary>The numbers in a cell's output, in order: "93.99 %" gives 93.99, "10,000" gives 10000.</summary>
    public double[] Numbers(string id) => [.. Number.Matches(Output(id))
        .Select(match => double.Parse(match.Value.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture))];

    /// <summary>The numbers of those output lines that begin with <paramref name="start"/>.</summary>
    public double[] NumbersAfter(string id, string start) => [.. Output(id).Split('\n')
        .Where(line => line.TrimStart().StartsWith(start, StringComparison.Ordinal))
        .SelectMany(line => Number.Matches(line[(line.IndexOf(start, StringComparison.Ordinal) + start.Length)..]))
        .Select(match => double.Parse(match.Value.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture))];

    /// <summary>A number in a table's text: one line a row, below the headings; its minus is "−".</summary>
    public double Value(string id, int row, int column)
    {
        string line = Output(id).Split('\n')[row + 1].Replace('−', '-');
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[column], CultureInfo.InvariantCulture);
    }

    /// <summary>That this sentence is in the chapter.</summary>
    public void Says(string sentence) => Assert.Contains(sentence, Prose, StringComparison.Ordinal);

    private static string Joined(JsonElement text) => text.ValueKind == JsonValueKind.Array
        ? string.Concat(text.EnumerateArray().Select(line => line.GetString()))
        : text.GetString()!;
}
