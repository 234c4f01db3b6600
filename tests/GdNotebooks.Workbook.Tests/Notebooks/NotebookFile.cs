using System.Text.Json;

namespace GdNotebooks.Tests.Notebooks;

/// <summary>A committed notebook, read as plainly as any front end would.</summary>
internal sealed record NotebookFile(string Name, string Text, JsonElement Root, IReadOnlyList<NotebookFileCell> Cells)
{
    /// <summary>Every notebook of the workbook: chapters, solutions, appendices.</summary>
    public static IReadOnlyList<NotebookFile> All { get; } =
        [.. Directory.EnumerateFiles(Checkout.Folder("notebooks"), "*.ipynb", SearchOption.AllDirectories)
            .Where(path => !path.Contains(".ipynb_checkpoints", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(Read)];

    public IEnumerable<NotebookFileCell> CodeCells => Cells.Where(cell => cell.IsCode);

    public override string ToString() => Name;

    private static NotebookFile Read(string path)
    {
        string text = File.ReadAllText(path);
        var root = JsonDocument.Parse(text).RootElement;
        return new NotebookFile(
            Path.GetRelativePath(Checkout.Folder("notebooks"), path).Replace('\\', '/'), text, root,
            [.. root.GetProperty("cells").EnumerateArray().Select((cell, index) => new NotebookFileCell(
                index, cell.TryGetProperty("id", out var id) ? id.GetString()! : "", cell.GetProperty("cell_type").GetString()!,
                Join(cell.GetProperty("source")), cell))]);
    }

    /// <summary>Text that the format allows to be one string or a list of lines.</summary>
    public static string Join(JsonElement text) => text.ValueKind == JsonValueKind.Array
        ? string.Concat(text.EnumerateArray().Select(line => line.GetString()))
        : text.GetString()!;
}

/// <summary>One cell of a committed notebook.</summary>
internal sealed record NotebookFileCell(int Index, string Id, string Type, string Source, JsonElement Json)
{
    public bool IsCode => Type == "code";

    /// <summary>The forms that a cell's outputs stand in, as (MIME type, text).</summary>
    public IEnumerable<(string MimeType, string Text)> Outputs => !IsCode ? [] : Json.GetProperty("outputs").EnumerateArray()
        .SelectMany(output => output.TryGetProperty("data", out var data)
            ? data.EnumerateObject().Select(form => (form.Name, NotebookFile.Join(form.Value)))
            : [("text/plain", output.TryGetProperty("text", out var text) ? NotebookFile.Join(text) : output.GetRawText())]);
}
