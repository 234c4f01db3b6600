using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GdNotebooks.Tests;
using GdNotebooks.Tests.Packaging;
using GdNotebooks.Tests.Plotting;

namespace GdNotebooks.Runner.Tests.Commands;

/// <summary>Every named figure of every chapter, at the widths and in the forms that notes ask for: no text collides with another.</summary>
public sealed class FigureWidthTests : IDisposable
{
    private static readonly Regex Name = new("""\.Named\((?<name>"[^"\\]*")\)""");

    // Draws each figure in every form while its chapter runs: one run for all.
    private const string Draw = """
        static T InEveryForm<T>(this T figure, string name) where T : Figure
        {
            void Write(Figure other, string form) => System.IO.File.WriteAllText(System.IO.Path.Combine(FOLDER, CHAPTER + name + " " + form + ".svg"), other.ToSvg());
            foreach (int width in new[] { 320, 480, 800, 1200 }) { Write(figure.WithWidth(width), width + " wide"); }
            Write(figure.WithTheme(Theme.Print).WithWidth(320), "printed");
            Write(figure.WithFontSize(18), "large letters");
            return figure;
        }
        """;

    private readonly ScratchFolder _scratch = new();

    public static TheoryData<string> Chapters =>
    [
        .. Directory.EnumerateFiles(Checkout.Folder("notebooks"), "*.ipynb").Select(file => Path.GetFileName(file)).Where(file => char.IsAsciiDigit(file[0])).Order(StringComparer.Ordinal)
            .Where(name => Thorough.IsAskedFor || name.StartsWith("04", StringComparison.Ordinal)) // contours, surfaces, panels, films; the second half trains for a minute
    ];

    public void Dispose() => _scratch.Dispose();

    [BrowserTheory]
    [MemberData(nameof(Chapters))]
    public async Task No_text_of_a_figure_collides_or_leaves_it_at_any_width(string chapter)
    {
        var notebook = JsonNode.Parse(File.ReadAllText(Checkout.Folder("notebooks", chapter)))!;
        var cells = notebook["cells"]!.AsArray();
        int figures = 0;
        foreach (var cell in cells.Where(cell => (string?)cell!["cell_type"] == "code"))
        {
            string source = Source(cell!);
            figures += Name.Count(source);
            cell!["source"] = Name.Replace(source, match => $".InEveryForm({match.Groups["name"].Value}){match.Value}");
        }

        var first = cells.First(cell => Source(cell!).Contains("using GdNotebooks.Plotting;", StringComparison.Ordinal));
        string drawn = _scratch.File("drawn", ".")[..^2];
        cells.Insert(cells.IndexOf(first) + 1, TestNotebook.Code(Draw.Replace("FOLDER", TestNotebook.Literal(drawn), StringComparison.Ordinal).Replace("CHAPTER", TestNotebook.Literal(chapter[..3]), StringComparison.Ordinal)));
        _scratch.Write(notebook.ToJsonString(), "notebooks", chapter);

        var run = await Gd.RunAsync("run", _scratch.File("notebooks", chapter), "--out", _scratch.File("out"), "--timeout", "600");

        Assert.True(run.ExitCode == 0, run.Error);
        var files = Directory.EnumerateFiles(drawn).Order(StringComparer.Ordinal).ToList();
        Assert.True(figures > 3 && files.Count >= 6 * figures, $"{figures} figures, {files.Count} drawn");
        var (count, faults) = WrittenTexts.In(files.Select(file => (Path.GetFileNameWithoutExtension(file), File.ReadAllText(file))));
        Assert.True(count > 10 * figures, $"only {count} texts were measured");
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static string Source(JsonNode cell) => cell["source"] is JsonArray lines ? string.Concat(lines) : (string)cell["source"]!;
}
