using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GdNotebooks.Runner;

/// <summary>How a cell's outputs are compared with the committed ones.</summary>
internal enum ComparisonKind
{
    /// <summary>Every character.</summary>
    Exact,

    /// <summary>Kinds and line counts: the cell is tagged <c>timing</c>, so its numbers differ from run to run.</summary>
    ShapeOnly,

    /// <summary>Not at all: the cell is tagged <c>mnist</c>, its outputs were made with MNIST, and MNIST is not here.</summary>
    LeftOut,
}

/// <summary>Compares the outputs of a cell with those in the file, pictures included.</summary>
internal static class OutputComparison
{
    private const int ShownLength = 160;

    private static readonly Regex EmbeddedSvg = new("data:image/svg\\+xml;base64,(?<svg>[A-Za-z0-9+/=]+)", RegexOptions.CultureInvariant);

    public static ComparisonKind KindFor(NotebookCell cell, bool mnistIsHere) =>
        cell.Tags.Contains("mnist") && !mnistIsHere ? ComparisonKind.LeftOut
        : cell.Tags.Contains("timing") ? ComparisonKind.ShapeOnly
        : ComparisonKind.Exact;

    /// <summary>The first difference, in words; null when there is none.</summary>
    public static string? Difference(JsonArray committed, JsonArray fresh, ComparisonKind kind)
    {
        if (kind == ComparisonKind.LeftOut)
        {
            return null;
        }

        if (committed.Count != fresh.Count)
        {
            return FormattableString.Invariant($"{Count(committed.Count, "output")} in the file, {Count(fresh.Count, "output")} in this run");
        }

        return committed.Zip(fresh).Select(pair => Difference(pair.First as JsonObject ?? [], (JsonObject)pair.Second!, kind)).FirstOrDefault(d => d is not null);
    }

    private static string? Difference(JsonObject committed, JsonObject fresh, ComparisonKind kind)
    {
        var (was, now) = (Texts(committed), Texts(fresh));
        if (!was.Keys.Order(StringComparer.Ordinal).SequenceEqual(now.Keys.Order(StringComparer.Ordinal)))
        {
            return $"{string.Join(", ", was.Keys)} in the file, {string.Join(", ", now.Keys)} in this run";
        }

        foreach (var (form, text) in now)
        {
            string before = was[form];
            if (kind == ComparisonKind.ShapeOnly)
            {
                if (LineCount(before) != LineCount(text))
                {
                    return FormattableString.Invariant($"{form} has {Count(LineCount(before), "line")} in the file, {LineCount(text)} in this run");
                }
            }
            else if (before != text)
            {
                var (a, b, where) = FirstDifference(Readable(before), Readable(text));
                return $"{form} differs{where}\n    in the file: {a}\n    in this run: {b}";
            }
        }

        return null;
    }

    /// <summary>An output's texts by what they are: a MIME type, or the stream, or the error.</summary>
    private static Dictionary<string, string> Texts(JsonObject output)
    {
        string type = Text(output["output_type"]);
        return type switch
        {
            "stream" => new() { [$"{Text(output["name"])} text"] = Text(output["text"]) },
            "error" => new() { ["error"] = $"{Text(output["ename"])}: {Text(output["evalue"])}" },
            _ when output["data"] is JsonObject data => data.ToDictionary(form => $"{type} {form.Key}", form => Text(form.Value)),
            _ => new() { [type] = output.ToJsonString() },
        };
    }

    /// <summary>The text, with the line breaks of every platform as one.</summary>
    private static string Text(JsonNode? node) => (node switch
    {
        JsonArray lines => string.Concat(lines.Select(Text)),
        JsonValue value when value.TryGetValue(out string? text) => text,
        _ => node?.ToJsonString() ?? "",
    }).Replace("\r\n", "\n", StringComparison.Ordinal);

    /// <summary>The text with its embedded pictures decoded, one element of them to a line.</summary>
    private static string Readable(string text) => EmbeddedSvg.Replace(text, picture =>
    {
        string svg = picture.Groups["svg"].Value;
        byte[] bytes = new byte[svg.Length];
        return Convert.TryFromBase64String(svg, bytes, out int length)
            ? Encoding.UTF8.GetString(bytes, 0, length).Replace("><", ">\n<", StringComparison.Ordinal)
            : $"(a damaged picture) {svg}";
    });

    private static (string InFile, string InRun, string Where) FirstDifference(string before, string now)
    {
        string[] a = before.Split('\n');
        string[] b = now.Split('\n');
        int line = Enumerable.Range(0, Math.Max(a.Length, b.Length)).First(i => a.ElementAtOrDefault(i) != b.ElementAtOrDefault(i));
        string first = a.ElementAtOrDefault(line) ?? "(nothing)";
        string second = b.ElementAtOrDefault(line) ?? "(nothing)";
        int same = first.Zip(second).TakeWhile(pair => pair.First == pair.Second).Count();
        int from = Math.Max(0, same - (ShownLength / 2));
        return (Cut(first, from), Cut(second, from), LineCount(before) > 1 || LineCount(now) > 1 ? FormattableString.Invariant($" in line {line + 1}") : "");
    }

    private static string Cut(string line, int from) =>
        Printable.Of((from > 0 && from < line.Length ? "..." : "") + line[Math.Min(from, line.Length)..Math.Min(line.Length, from + ShownLength)] + (line.Length > from + ShownLength ? "..." : ""));

    private static int LineCount(string text) => text.AsSpan().TrimEnd('\n').Count('\n') + 1;

    private static string Count(int n, string what) => FormattableString.Invariant($"{n} {what}{(n == 1 ? "" : "s")}");
}
