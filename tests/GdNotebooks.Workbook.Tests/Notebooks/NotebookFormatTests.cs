using System.Text.Json;
using System.Text.RegularExpressions;

namespace GdNotebooks.Tests.Notebooks;

public partial class NotebookFormatTests
{
    private const string Setup = """
        #r "nuget: GdNotebooks, 1.0.0"
        #r "nuget: GdNotebooks.Workbook, 1.0.0"
        using GdNotebooks;
        using GdNotebooks.Exercises;
        using GdNotebooks.Plotting;
        using MathNet.Numerics.LinearAlgebra;
        """;

    // Solutions say that what passes in them was seen, not found.
    private const string Reading = "\n\nExercises.ReadingSolutions();   // from here on: seen, not passed";

    [Fact]
    public void The_first_code_cell_is_the_same_in_every_notebook()
    {
        // An appendix may ask for packages of its own besides.
        Assert.All(NotebookFile.All, notebook => Assert.Equal(Setup, notebook.Name.StartsWith("appendix-", StringComparison.Ordinal)
            ? string.Join('\n', notebook.CodeCells.First().Source.Split('\n').Intersect(Setup.ReplaceLineEndings("\n").Split('\n')))
            : notebook.CodeCells.First().Source.Replace(Reading, "", StringComparison.Ordinal)));
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
                    "file_extension": ".cs",
                    "mimetype": "text/x-csharp",
                    "name": "csharp",
                    "pygments_lexer": "csharp"
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
    public void Outputs_are_plain_text_and_html_without_style_and_with_no_script_but_behind_its_static_picture()
    {
        // Appendix A shows another library's chart, in that library's own form.
        Assert.Empty(from notebook in NotebookFile.All
                     where !notebook.Name.StartsWith("appendix-a", StringComparison.Ordinal)
                     from cell in notebook.Cells
                     from output in cell.Outputs
                     let fault = output.MimeType switch
                     {
                         "text/plain" => null,
                         "text/html" => Unsafe.Match(ScriptBehindPicture.Replace(output.Text, "")) is { Success: true } match ? match.Value : null,
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

    [GeneratedRegex("(?<=(?:<img [^<>]*/>|</script>)(?:</?div[^<>]*>)*)<script>(?:(?!</script).)*</script>", RegexOptions.Singleline)]
    private static partial Regex ScriptBehindPicture { get; }

    // GitHub strips both, Verso lets a style leak into the page, and a script shows nothing where no kernel runs.
    [GeneratedRegex("<(script|style|link|iframe)|(src|href)=\"?http", RegexOptions.IgnoreCase)]
    private static partial Regex Unsafe { get; }

    [GeneratedRegex("""(/home/|/root/|/tmp/|/Users/|[A-Z]:\\\\Users)[^\s"]*""")]
    private static partial Regex MachineFolder { get; }
}
