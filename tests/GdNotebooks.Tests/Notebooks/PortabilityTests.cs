using System.Text.Json;
using System.Text.RegularExpressions;

namespace GdNotebooks.Tests.Notebooks;

public partial class PortabilityTests
{
    private const string Setup = """
        #r "nuget: GdNotebooks, 1.0.0"
        using GdNotebooks;
        using GdNotebooks.Exercises;
        using GdNotebooks.Plotting;
        using MathNet.Numerics.LinearAlgebra;
        """;

    [Fact]
    public void Every_cell_is_C_sharp_that_all_kernels_take()
    {
        Assert.Empty(from notebook in NotebookFile.All
                     from cell in notebook.CodeCells
                     from fault in PortableCSharp.FaultsIn(cell.Source)
                     select $"{notebook.Name}, cell {cell.Id}: {fault}");
    }

    [Theory]
    [InlineData("#!csharp")]
    [InlineData("#load \"helpers.csx\"")]
    [InlineData("#i \"nuget: ../packages\"")]
    [InlineData("#r \"../GdNotebooks.dll\"")]
    [InlineData("#r \"nuget: GdNotebooks\"")]
    [InlineData(" #r \"nuget: GdNotebooks, 1.0.0\"")]
    [InlineData("var x = 1;\nusing System.IO;")]
    [InlineData("namespace Mine { class A { } }")]
    [InlineData("static class Extensions { public static int Twice(this int x) => 2 * x; }")]
    [InlineData("file class Hidden { }")]
    [InlineData("using var file = System.IO.File.OpenRead(\"a\");")]
    [InlineData("Span<int> part = new int[3];")]
    [InlineData("var part = numbers.AsSpan(1);")]
    [InlineData("ref int first = ref numbers[0];")]
    [InlineData("dynamic anything = 1;")]
    [InlineData("display(chart);")]
    [InlineData("HTML(\"<b>b</b>\")")]
    [InlineData("chart.DisplayAs(\"text/html\");")]
    [InlineData("Kernel.Root.Add(null);")]
    [InlineData("using Microsoft.DotNet.Interactive.Formatting;")]
    [InlineData("Console.Error.WriteLine(\"no\");")]
    [InlineData("var name = Console.ReadLine();")]
    [InlineData("class P { public int X { get; set => field = value; } } int x = ;")]
    public void What_fails_in_one_kernel_is_noticed(string cell) => Assert.NotEmpty(PortableCSharp.FaultsIn(cell));

    [Theory]
    [InlineData("#r \"nuget: GdNotebooks, 1.0.0\"\nusing GdNotebooks;\nvar x = 1;\nx")]
    [InlineData("double C(double w) => (w - 3) * (w - 3);\nC(1)")]
    [InlineData("record Point(double X, double Y);\nPoint[] points = [new(1, 2)];\nawait Task.Delay(1);\npoints.Length")]
    [InlineData("using (var file = System.IO.File.OpenRead(\"a\")) { }")]
    [InlineData("chart.Display();")]
    [InlineData("double Sum(double[] v) { Span<double> part = v; return part[0]; }")]
    public void What_runs_in_every_kernel_is_left_alone(string cell) => Assert.Empty(PortableCSharp.FaultsIn(cell));

    [Fact]
    public void The_first_code_cell_is_the_same_in_every_notebook()
    {
        Assert.All(NotebookFile.All, notebook => Assert.Equal(Setup, notebook.CodeCells.First().Source));
    }

    [Fact]
    public void The_text_above_the_first_code_cell_says_how_to_build_the_package()
    {
        Assert.All(NotebookFile.All, notebook =>
        {
            var above = notebook.Cells[notebook.CodeCells.First().Index - 1];

            Assert.Equal("markdown", above.Type);
            Assert.Contains("`dotnet build`", above.Source, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void The_metadata_are_those_that_every_front_end_reads()
    {
        Assert.All(NotebookFile.All, notebook =>
        {
            Assert.Equal(4, notebook.Root.GetProperty("nbformat").GetInt32());
            Assert.Equal(5, notebook.Root.GetProperty("nbformat_minor").GetInt32());
            Assert.Equal(
                """
                {
                  "kernelspec": {
                    "display_name": ".NET (C#)",
                    "language": "C#",
                    "name": ".net-csharp"
                  },
                  "language_info": {
                    "name": "polyglot-notebook"
                  },
                  "polyglot_notebook": {
                    "kernelInfo": {
                      "defaultKernelName": "csharp",
                      "items": [
                        {
                          "aliases": [],
                          "languageName": "csharp",
                          "name": "csharp"
                        }
                      ]
                    }
                  }
                }
                """,
                JsonSerializer.Serialize(notebook.Root.GetProperty("metadata"), Indented), ignoreLineEndingDifferences: true);
        });
    }

    [Fact]
    public void Cell_ids_are_unique_and_of_the_form_the_format_asks_for()
    {
        Assert.All(NotebookFile.All, notebook =>
        {
            Assert.All(notebook.Cells, cell => Assert.Matches("^[a-zA-Z0-9_-]{1,64}$", cell.Id));
            Assert.Equal(notebook.Cells.Count, notebook.Cells.Select(cell => cell.Id).Distinct().Count());
        });
    }

    [Fact]
    public void Outputs_are_plain_text_and_html_without_script_or_style()
    {
        Assert.Empty(from notebook in NotebookFile.All
                     from cell in notebook.Cells
                     from output in cell.Outputs
                     let fault = output.MimeType switch
                     {
                         "text/plain" => null,
                         "text/html" => Unsafe.Match(output.Text) is { Success: true } match ? match.Value : null,
                         _ => "a form that not every front end shows",
                     }
                     where fault is not null
                     select $"{notebook.Name}, cell {cell.Id}, {output.MimeType}: {fault}");
    }

    [Fact]
    public void No_notebook_names_a_folder_of_the_machine_that_ran_it()
    {
        Assert.Empty(from notebook in NotebookFile.All
                     from Match match in MachineFolder.Matches(notebook.Text)
                     select $"{notebook.Name}: {match.Value}");
    }

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // GitHub strips both, Verso lets a style leak into the page, and a script shows nothing where no kernel runs.
    [GeneratedRegex("<(script|style|link|iframe)|(src|href)=\"?http", RegexOptions.IgnoreCase)]
    private static partial Regex Unsafe { get; }

    [GeneratedRegex("""(/home/|/root/|/tmp/|/Users/|[A-Z]:\\\\Users)[^\s"]*""")]
    private static partial Regex MachineFolder { get; }
}
