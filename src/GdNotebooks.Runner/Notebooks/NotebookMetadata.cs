using System.Text.Json.Nodes;

namespace GdNotebooks.Runner;

/// <summary>
/// What a notebook and its cells say of themselves so that every program opens them as C#, and none marks
/// them as changed by opening. Other programs write some of it in their own way; a save puts it right.
/// </summary>
internal static class NotebookMetadata
{
    /// <summary>
    /// What each notebook has under <c>metadata</c>. By the name csharp VS Code, nbconvert and Jupyter colour the
    /// code; by the kernel's name Polyglot Notebooks chooses its own.
    /// </summary>
    private const string OfNotebook = """
        {
          "kernelspec": { "display_name": ".NET (C#)", "language": "C#", "name": ".net-csharp" },
          "language_info": { "file_extension": ".cs", "mimetype": "text/x-csharp", "name": "csharp", "pygments_lexer": "csharp" },
          "polyglot_notebook": { "kernelInfo": { "defaultKernelName": "csharp", "items": [{ "aliases": [], "languageName": "csharp", "name": "csharp" }] } }
        }
        """;

    /// <summary>What each code cell has under <c>metadata</c>, beside its tags.</summary>
    private const string OfCell = """{ "language_info": { "name": "polyglot-notebook" }, "polyglot_notebook": { "kernelName": "csharp" } }""";

    /// <summary>What programs write down of one run and the next run makes wrong, and what an editor adds by opening.</summary>
    private static readonly string[] Passing = ["execution", "ExecuteTime", "vscode"];

    /// <summary>Each text that a notebook has to have, with its path.</summary>
    public static IEnumerable<(string Path, string Expected)> Expected { get; } =
        [.. from path in (string[])["kernelspec/name", "kernelspec/language", "polyglot_notebook/kernelInfo/defaultKernelName"]
            select (path, path.Split('/').Aggregate(JsonNode.Parse(OfNotebook)!, (node, name) => node[name]!).GetValue<string>())];

    /// <summary>Whether all of it is as a save leaves it.</summary>
    public static bool IsRight(JsonObject notebook)
    {
        var copy = (JsonObject)notebook.DeepClone();
        PutRight(copy);
        return JsonNode.DeepEquals(copy, notebook);
    }

    /// <summary>Puts the metadata of a notebook right; what is not known here stays.</summary>
    public static void PutRight(JsonObject notebook)
    {
        Overwrite(Metadata(notebook), OfNotebook);
        foreach (var cell in notebook["cells"]!.AsArray().OfType<JsonObject>())
        {
            var metadata = Metadata(cell);
            if (cell["cell_type"]?.GetValue<string>() == "code")
            {
                Overwrite(metadata, OfCell);
            }

            foreach (string stale in Passing)
            {
                metadata.Remove(stale);
            }
        }
    }

    private static JsonObject Metadata(JsonObject owner)
    {
        if (owner["metadata"] is not JsonObject metadata)
        {
            owner["metadata"] = metadata = [];
        }

        return metadata;
    }

    private static void Overwrite(JsonObject metadata, string right)
    {
        foreach (var (name, value) in JsonNode.Parse(right)!.AsObject())
        {
            metadata[name] = value!.DeepClone();
        }
    }
}
