using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using GdNotebooks.Tests.Packaging;

namespace GdNotebooks.Tests.Notebooks;

/// <summary>What Jupyter's own tools make of the notebooks.</summary>
public class ConversionTests
{
    private static readonly Regex Picture = new("""<img[^>]*src="data:image/svg\+xml;base64,""");

    private static readonly Regex Table = new("<table");

    private static readonly NotebookFile[] Converted = [.. Thorough.Of(NotebookFile.All)];

    // One process for all notebooks and all formats: starting the converter costs more than converting.
    private const string Script = """
        import json, os, sys, warnings
        warnings.simplefilter("ignore")
        import nbformat
        from nbconvert import HTMLExporter, MarkdownExporter, SlidesExporter
        folder, out = sys.argv[1:3]
        exporters = {"html": HTMLExporter(), "md": MarkdownExporter(), "slides.html": SlidesExporter()}
        for name in json.load(sys.stdin):
            notebook = nbformat.read(os.path.join(folder, name), as_version=nbformat.NO_CONVERT)
            nbformat.validate(notebook)
            for ending, exporter in exporters.items():
                text, _ = exporter.from_notebook_node(notebook)
                with open(os.path.join(out, name.replace("/", "-") + "." + ending), "w", encoding="utf-8") as file:
                    file.write(text)
        """;

    [NbconvertFact]
    public void Every_notebook_is_valid_and_converts_to_html_markdown_and_slides_with_its_figures()
    {
        using var scratch = new ScratchFolder();
        scratch.Write(Script, "convert.py");
        var (exitCode, output) = Convert(scratch.File("convert.py"), scratch.Path);
        Assert.True(exitCode == 0, output);

        Assert.All(Converted, notebook =>
        {
            // A chart or table is one output; each must arrive, as the picture or the table it is.
            int pictures = notebook.Cells.SelectMany(cell => cell.Outputs).Where(form => form.MimeType == "text/html").Sum(form => Picture.Count(form.Text));
            int tables = notebook.Cells.SelectMany(cell => cell.Outputs).Where(form => form.MimeType == "text/html").Sum(form => Table.Count(form.Text));
            foreach (string ending in new[] { "html", "md", "slides.html" })
            {
                string text = File.ReadAllText(Path.Combine(scratch.Path, $"{notebook.Name.Replace('/', '-')}.{ending}"));

                Assert.Equal(pictures, Picture.Count(text));
                Assert.True(Table.Count(text) >= tables, $"{notebook.Name} as {ending} has {Table.Count(text)} tables and {tables} were shown.");
            }
        });
    }

    private static (int ExitCode, string Output) Convert(string script, string outputFolder)
    {
        using var process = Process.Start(new ProcessStartInfo(NbconvertFactAttribute.Python!, [script, Checkout.Folder("notebooks"), outputFolder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        process.StandardInput.Write(JsonSerializer.Serialize(Converted.Select(notebook => notebook.Name)));
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }
}

/// <summary>A fact that runs where Jupyter's converter is installed, and says so where it is not.</summary>
internal sealed class NbconvertFactAttribute : FactAttribute
{
    /// <summary>The converter; null where there is none.</summary>
    public static string? Command { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "jupyter-nbconvert")).FirstOrDefault(File.Exists);

    /// <summary>The Python that the converter runs in; null where there is none.</summary>
    public static string? Python { get; } = Find();

    public NbconvertFactAttribute() => Skip = Python is null ? "jupyter-nbconvert is not installed" : null;

    private static string? Find()
    {
        // Its first line, #!/usr/bin/python3, names the one interpreter that has the converter's packages.
        string? python = Command is null ? null : File.ReadLines(Command).First().TrimStart('#', '!', ' ').Split(' ')[0];
        return File.Exists(python) ? python : null;
    }
}
