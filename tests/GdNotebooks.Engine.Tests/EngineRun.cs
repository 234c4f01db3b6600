using System.Text;
using System.Text.Json;
using Microsoft.DotNet.Interactive.Events;

namespace GdNotebooks.Tests.Engine;

/// <summary>
/// A notebook, run from its first cell to its last in the real engine, and what was wrong: a command that failed, a text
/// on the error stream, a warning of the compiler, an output that is not the committed one to the byte.
/// </summary>
internal static class EngineRun
{
    /// <summary>What no two runs or readers have in common: a progress board tells of one reader.</summary>
    private static readonly string[] Boards = ["Exercises.Progress(", "Exercises.Board("];

    public static async Task<IReadOnlyList<string>> Faults(string path, bool mnistIsHere)
    {
        var faults = new List<string>();
        using var notebook = JsonDocument.Parse(await File.ReadAllTextAsync(path));
        using var engine = new Engine();
        bool isFirst = true;
        foreach (var cell in notebook.RootElement.GetProperty("cells").EnumerateArray().Where(cell => cell.GetProperty("cell_type").GetString() == "code"))
        {
            string id = cell.GetProperty("id").GetString()!, source = Text(cell.GetProperty("source"));
            string[] tags = cell.GetProperty("metadata").TryGetProperty("tags", out var found) ? [.. found.EnumerateArray().Select(tag => tag.GetString()!)] : [];
            var events = await engine.Run(source);
            bool mayRaise = tags.Contains("raises-exception");
            faults.AddRange(events.OfType<CommandFailed>().Where(_ => !mayRaise).Select(failed => $"{id} failed: {failed.Message}"));
            faults.AddRange(events.OfType<StandardErrorValueProduced>().Where(_ => !mayRaise).SelectMany(error => error.FormattedValues).Select(text => $"{id} wrote to the error stream: {text.Value}"));
            faults.AddRange(events.OfType<DiagnosticsProduced>().SelectMany(told => told.FormattedDiagnostics).Select(text => $"{id} is warned of: {text.Value}"));
            if (events.OfType<CommandFailed>().Any() && !mayRaise)
            {
                return faults;      // what follows has not what it needs
            }

            bool isCompared = !isFirst && !mayRaise && !tags.Contains("timing") && (mnistIsHere || !tags.Contains("mnist")) && !Boards.Any(board => source.Contains(board, StringComparison.Ordinal));
            if (isCompared && Difference(Committed(cell), Fresh(events)) is { } difference)
            {
                faults.Add($"{id}: {difference}");
            }

            isFirst = false;
        }

        return faults;
    }

    private static List<(string Kind, string Text)> Committed(JsonElement cell) => Joined(cell.GetProperty("outputs").EnumerateArray().SelectMany(output =>
        output.TryGetProperty("data", out var data)
            ? data.EnumerateObject().Select(form => (form.Name, Text(form.Value)))
            : [("text", Text(output.GetProperty("text")))]));

    private static List<(string Kind, string Text)> Fresh(IEnumerable<KernelEvent> events) => Joined(events.OfType<DisplayEvent>().Where(shown => shown is not StandardErrorValueProduced)
        .SelectMany(shown => shown.FormattedValues.Select(form => (shown is StandardOutputValueProduced ? "text" : form.MimeType, form.Value))));

    // What is printed in pieces is one text.
    private static List<(string Kind, string Text)> Joined(IEnumerable<(string Kind, string Text)> forms)
    {
        var joined = new List<(string Kind, string Text)>();
        foreach (var (kind, text) in forms)
        {
            string plain = text.ReplaceLineEndings("\n");
            if (kind == "text" && joined.Count > 0 && joined[^1].Kind == "text")
            {
                joined[^1] = ("text", joined[^1].Text + plain);
            }
            else
            {
                joined.Add((kind, plain));
            }
        }

        return joined;
    }

    private static string? Difference(List<(string Kind, string Text)> committed, List<(string Kind, string Text)> fresh)
    {
        string Kinds(List<(string Kind, string Text)> forms) => string.Join(", ", forms.Select(form => form.Kind));
        if (Kinds(committed) != Kinds(fresh))
        {
            return $"the file has {Kinds(committed)}; the engine gave {Kinds(fresh)}";
        }

        var (was, now) = committed.Zip(fresh).FirstOrDefault(pair => pair.First.Text != pair.Second.Text);
        if (was == now)
        {
            return null;
        }

        int at = was.Text.Zip(now.Text).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"{was.Kind} differs at character {at}: the file has \"{Around(was.Text, at)}\", the engine gave \"{Around(now.Text, at)}\"";
    }

    private static string Around(string text, int at) => text[Math.Max(0, at - 30)..Math.Min(text.Length, at + 60)];

    private static string Text(JsonElement text) => text.ValueKind == JsonValueKind.Array
        ? text.EnumerateArray().Aggregate(new StringBuilder(), (all, line) => all.Append(line.GetString())).ToString()
        : text.GetString()!;
}
