using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GdNotebooks.Runner;

/// <summary>
/// A notebook of format 4 in C#. The file's JSON is kept whole, so that metadata, attachments, raw cells and
/// whatever else other programs wrote there survive a save.
/// </summary>
internal sealed class Notebook
{
    private const int DeepestNesting = 256;
    private static readonly string[] CSharpNames = ["c#", "csharp", ".net-csharp", "polyglot-notebook", "dotnet-interactive.csharp"];

    /// <summary>What the format takes for an id.</summary>
    private static readonly Regex WellFormedId = new("^[a-zA-Z0-9_-]{1,64}$", RegexOptions.CultureInvariant);

    private readonly JsonObject _json;

    private Notebook(string path, JsonObject json, IReadOnlyList<NotebookCell> cells) =>
        (Path, _json, Cells) = (path, json, cells);

    /// <summary>The full path of the file.</summary>
    public string Path { get; }

    /// <summary>The file name without its ending.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>What reports call it: a solution has the name of its chapter, and is told apart by its folder.</summary>
    public string Label => System.IO.Path.GetFileName(Folder) == Workbook.SolutionFolder ? $"{Workbook.SolutionFolder}/{Name}" : Name;

    /// <summary>The first heading in it, or else its name.</summary>
    public string Title => ((JsonArray)_json["cells"]!)
        .Where(cell => Text(cell!["cell_type"]) == "markdown")
        .SelectMany(cell => Source(cell!["source"])!.Split('\n'))
        .FirstOrDefault(line => line.StartsWith("# ", StringComparison.Ordinal))?[2..].Trim() ?? Name;

    /// <summary>The prose between the heading above a code cell and the next one below it; the heading is its first line.</summary>
    public string SectionOf(NotebookCell cell)
    {
        var lines = new List<string>();
        bool isPast = false;
        foreach (var one in (JsonArray)_json["cells"]!)
        {
            isPast |= ReferenceEquals(one, cell.Json);
            bool isFenced = false;
            foreach (string line in Text(one!["cell_type"]) == "markdown" ? Source(one["source"])!.ReplaceLineEndings("\n").Split('\n') : [])
            {
                isFenced ^= line.StartsWith("```", StringComparison.Ordinal);
                if (!isFenced && line.StartsWith('#'))
                {
                    if (isPast)
                    {
                        return string.Join('\n', lines);
                    }

                    lines.Clear();
                }

                lines.Add(line);
            }

            lines.Add("");
        }

        return string.Join('\n', lines);
    }

    /// <summary>The folder the file is in: the current directory of its cells.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>The code cells with something in them, in order.</summary>
    public IReadOnlyList<NotebookCell> Cells { get; }

    /// <summary>Whether the file says that it is in format 4.5.</summary>
    public bool IsFormat45 => _json["nbformat_minor"] is JsonValue minor && minor.TryGetValue(out int number) && number == 5;

    /// <summary>Whether its metadata, and that of its cells, is as a save leaves it.</summary>
    public bool IsMetadataRight => NotebookMetadata.IsRight(_json);

    /// <summary>A text in the notebook's metadata.</summary>
    public string? MetadataText(params ReadOnlySpan<string> path) => Text(At(_json["metadata"], path));

    /// <summary>Reads a notebook.</summary>
    /// <exception cref="UserException">The file is not there, is not a notebook of format 4, or is one in another language.</exception>
    public static Notebook Read(string path)
    {
        string full = System.IO.Path.GetFullPath(path);
        string inside = System.IO.Path.GetRelativePath(Environment.CurrentDirectory, full);
        string shownAs = inside.StartsWith("..", StringComparison.Ordinal) ? full : inside;
        byte[] bytes;
        try
        {
            bytes = WholeFile.Read(full);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserException(e is FileNotFoundException or DirectoryNotFoundException
                ? $"{shownAs}: there is no such notebook."
                : $"{shownAs} cannot be read: {e.Message.TrimEnd('.')}.");
        }

        return Parse(full, bytes, shownAs);
    }

    /// <summary>Reads a notebook from the bytes of its file.</summary>
    /// <param name="fullPath">Where the file is.</param>
    /// <param name="bytes">What is in it.</param>
    /// <param name="shownAs">What error messages call it.</param>
    public static Notebook Parse(string fullPath, ReadOnlyMemory<byte> bytes, string shownAs)
    {
        var json = ParseJson(bytes, shownAs);
        if (Whole(json["nbformat"]) is not { } major)
        {
            throw NotANotebook("it does not say which notebook format it has (nbformat)");
        }

        if (major != 4)
        {
            throw new UserException($"{shownAs} is in notebook format {major}, and format 4 is what can be run. {(major < 4 ? "Save it again in Jupyter or VS Code to convert it." : "Take a newer gd, or the program that wrote it to save it in format 4.")}");
        }

        if (json["cells"] is not JsonArray cells)
        {
            throw NotANotebook("it has no cells");
        }

        if (OtherLanguage(json["metadata"]) is { } language)
        {
            throw new UserException($"{shownAs} is a notebook in {language}, and only C# notebooks can be run.");
        }

        var code = new List<NotebookCell>();
        for (int i = 0; i < cells.Count; i++)
        {
            if (cells[i] is not JsonObject cell || Text(cell["cell_type"]) is not { } kind)
            {
                throw NotANotebook($"its cell {i + 1} has no cell_type");
            }

            if (Source(cell["source"]) is not { } source)
            {
                throw NotANotebook($"the source of its cell {i + 1} is neither text nor a list of lines");
            }

            if (kind != "code")
            {
                continue;
            }

            if (CellLanguage(cell["metadata"]) is { } other)
            {
                throw new UserException($"{shownAs}: its cell {i + 1} is in {other}, and only C# cells can be run.");
            }

            if (!string.IsNullOrWhiteSpace(source))
            {
                code.Add(new NotebookCell(code.Count + 1, source.ReplaceLineEndings("\n"), Tags(cell["metadata"]), cell));
            }
        }

        return new Notebook(fullPath, json, code);

        UserException NotANotebook(string why) => new($"{shownAs} is not a notebook: {why}.");
    }

    /// <summary>The notebook after a run, as the text of an .ipynb file of format 4.5.</summary>
    /// <param name="results">The outputs of the cells that ran, by cell number; cells not among them have no outputs afterwards.</param>
    public string WithOutputs(IReadOnlyDictionary<int, JsonArray> results) => JupyterJson.Write(With(results));

    /// <summary>Whether the file holds these very outputs already, and all else as a save would write it.</summary>
    public bool Holds(IReadOnlyDictionary<int, JsonArray> results) => JsonNode.DeepEquals(With(results), _json);

    /// <summary>The outputs that the file holds for a cell.</summary>
    public static JsonArray OutputsIn(NotebookCell cell) => cell.Json["outputs"] as JsonArray ?? [];

    private JsonObject With(IReadOnlyDictionary<int, JsonArray> results)
    {
        var copy = (JsonObject)_json.DeepClone();
        PutOutputs(copy, results);
        BringToFormat45(copy);
        NotebookMetadata.PutRight(copy);
        return copy;
    }

    private void PutOutputs(JsonObject copy, IReadOnlyDictionary<int, JsonArray> results)
    {
        var numbers = Cells.ToDictionary(c => ((JsonArray)_json["cells"]!).IndexOf(c.Json), c => c.Number);
        var cells = (JsonArray)copy["cells"]!;
        for (int i = 0; i < cells.Count; i++)
        {
            if (Text(cells[i]!["cell_type"]) == "code")
            {
                JsonArray? outputs = numbers.TryGetValue(i, out int number) ? results.GetValueOrDefault(number) : null;
                cells[i]!["outputs"] = outputs?.DeepClone() ?? new JsonArray();
                cells[i]!["execution_count"] = outputs is null ? null : number;
            }
            else if (Text(cells[i]!["cell_type"]) is "markdown" or "raw")
            {
                // Some editors leave these where code was made into text, and Jupyter refuses the file for it.
                cells[i]!.AsObject().Remove("outputs");
                cells[i]!.AsObject().Remove("execution_count");
            }
        }
    }

    private static void BringToFormat45(JsonObject notebook)
    {
        if (notebook["nbformat"] is not JsonValue major || !major.TryGetValue(out int _))
        {
            notebook["nbformat"] = 4;
        }

        if (notebook["nbformat_minor"] is not JsonValue value || !value.TryGetValue(out int minor) || minor < 5)
        {
            notebook["nbformat_minor"] = 5;
        }

        var cells = (JsonArray)notebook["cells"]!;
        var taken = cells.Select(c => Text(c!["id"])).ToHashSet();
        var seen = new HashSet<string>();
        for (int i = 0; i < cells.Count; i++)
        {
            // A cell that was copied by hand has the id of the other one; the first keeps it.
            if (Text(cells[i]!["id"]) is not { } id || !WellFormedId.IsMatch(id) || !seen.Add(id))
            {
                int n = i + 1;
                while (!taken.Add(FormattableString.Invariant($"cell-{n}")))
                {
                    n += cells.Count;
                }

                cells[i]!["id"] = FormattableString.Invariant($"cell-{n}");
            }
        }
    }

    private static JsonObject ParseJson(ReadOnlyMemory<byte> bytes, string shownAs)
    {
        if (bytes.Span.StartsWith(Encoding.UTF8.Preamble))
        {
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        }

        try
        {
            // Read once from end to end: a JsonNode decodes its strings late, and a bad one would be found in the middle of a run.
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = DeepestNesting, AllowDuplicateProperties = false });
            Decode(document.RootElement);
            return document.RootElement.ValueKind == JsonValueKind.Object ? JsonObject.Create(document.RootElement.Clone())!
                : throw new UserException($"{shownAs} is not a notebook: its JSON is not an object.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new UserException($"{shownAs} is not a notebook: {NotebookFault.Of(bytes.Span, e)}.", e);
        }
    }

    private static void Decode(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.String)
        {
            _ = element.GetString();
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Decode(item);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
            {
                _ = member.Name;
                Decode(member.Value);
            }
        }
    }

    private static string? OtherLanguage(JsonNode? metadata) => new[]
    {
        Text(At(metadata, "polyglot_notebook", "kernelInfo", "defaultKernelName")),
        Text(At(metadata, "kernelspec", "language")),
        Text(At(metadata, "kernelspec", "name")),
        Text(At(metadata, "language_info", "name")),
    }.FirstOrDefault(name => name is not null) is { } first && !IsCSharp(first) ? first : null;

    private static string? CellLanguage(JsonNode? metadata) =>
        (Text(At(metadata, "polyglot_notebook", "kernelName")) ?? Text(At(metadata, "dotnet_interactive", "language")) ?? Text(At(metadata, "vscode", "languageId")))
            is { } name && !IsCSharp(name) ? name : null;

    private static bool IsCSharp(string name) => CSharpNames.Contains(name.ToLowerInvariant());

    private static List<string> Tags(JsonNode? metadata) =>
        At(metadata, "tags") is JsonArray tags ? tags.Select(Text).OfType<string>().ToList() : [];

    private static JsonNode? At(JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (string name in path)
        {
            node = (node as JsonObject)?[name];
        }

        return node;
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    // Some programs write the number of the format as text, or with a point.
    private static int? Whole(JsonNode? node) => node is not JsonValue value ? null
        : value.TryGetValue(out int number) ? number
        : value.TryGetValue(out double fraction) && fraction == Math.Floor(fraction) && Math.Abs(fraction) < 1000 ? (int)fraction
        : int.TryParse(Text(node), NumberStyles.None, CultureInfo.InvariantCulture, out int said) ? said : null;

    private static string? Source(JsonNode? node) => node switch
    {
        JsonArray lines when lines.All(line => Text(line) is not null) => string.Concat(lines.Select(Text)),
        _ => Text(node),
    };
}
