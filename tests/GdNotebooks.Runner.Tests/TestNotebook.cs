using System.Text.Json.Nodes;

namespace GdNotebooks.Runner.Tests;

/// <summary>Notebooks written by hand.</summary>
internal static class TestNotebook
{
    public const string Setup = "#r \"nuget: GdNotebooks.Workbook, 1.0.0\"\nusing GdNotebooks;\nusing GdNotebooks.Plotting;";

    /// <summary>A cell that shows a named figure of a little more than the given number of characters.</summary>
    public static string FigureCell(string name, string title = "A line", int points = 10) =>
        $"Chart.Line(Enumerable.Range(0, {points}).Select(i => (i * 1.0, Math.Sin(i * i * 1.0)))).WithTitle({Literal(title)}).WithDescription({Literal(title)}).Named(\"{name}\")";

    public static string Literal(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);

    public static JsonObject Code(string source, params string[] tags)
    {
        var metadata = new JsonObject
        {
            ["language_info"] = new JsonObject { ["name"] = "polyglot-notebook" },
            ["polyglot_notebook"] = new JsonObject { ["kernelName"] = "csharp" },
        };
        if (tags.Length > 0)
        {
            metadata["tags"] = new JsonArray([.. tags.Select(tag => JsonValue.Create(tag))]);
        }

        return new()
        {
            ["cell_type"] = "code",
            ["execution_count"] = null,
            ["metadata"] = metadata,
            ["outputs"] = new JsonArray(),
            ["source"] = Lines(source),
        };
    }

    public static JsonObject Markdown(string source) => new() { ["cell_type"] = "markdown", ["metadata"] = new JsonObject(), ["source"] = Lines(source) };

    public static JsonObject Of(params JsonObject[] cells)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            cells[i]["id"] ??= $"id-{i}";
        }

        return new JsonObject
        {
            ["cells"] = new JsonArray([.. cells]),
            ["metadata"] = new JsonObject
            {
                ["kernelspec"] = new JsonObject { ["display_name"] = ".NET (C#)", ["language"] = "C#", ["name"] = ".net-csharp" },
                ["language_info"] = new JsonObject { ["file_extension"] = ".cs", ["mimetype"] = "text/x-csharp", ["name"] = "csharp", ["pygments_lexer"] = "csharp" },
                ["polyglot_notebook"] = new JsonObject
                {
                    ["kernelInfo"] = new JsonObject
                    {
                        ["defaultKernelName"] = "csharp",
                        ["items"] = new JsonArray(new JsonObject { ["aliases"] = new JsonArray(), ["languageName"] = "csharp", ["name"] = "csharp" }),
                    },
                },
            },
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };
    }

    public static JsonObject Of(params string[] cells) => Of([.. cells.Select(cell => Code(cell))]);

    public static string Write(string path, JsonObject notebook)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, JupyterJson.Write(notebook));
        return path;
    }

    public static string Write(string path, params string[] cells) => Write(path, Of(cells));

    public static Notebook Parse(JsonObject notebook) => Parse(JupyterJson.Write(notebook));

    public static Notebook Parse(string text) =>
        Notebook.Parse(Path.GetFullPath("test.ipynb"), System.Text.Encoding.UTF8.GetBytes(text), "test.ipynb");

    private static JsonArray Lines(string source) =>
        [.. source.Split('\n').Select((line, i) => JsonValue.Create(i < source.Count(c => c == '\n') ? line + "\n" : line))];
}
