using System.Text.Json;
using System.Text.RegularExpressions;

namespace GdNotebooks.Tests.Notebooks;

public class NotebookFormatTests
{
    private static readonly Regex ScriptBehindPicture = new("(?<=(?:<img [^<>]*/>|</script>)(?:</?div[^<>]*>)*)<script>(?:(?!</script).)*</script>", RegexOptions.Singleline);

    // GitHub strips both, Verso lets a style leak into the page, and a script shows nothing where no kernel runs.
    private static readonly Regex Unsafe = new("<(script|style|link|iframe)|(src|href)=\"?http", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex MachineFolder = new("""(/home/|/root/|/tmp/|/Users/|[A-Z]:\\\\Users)[^\s"]*""");

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

    // In Restricted Mode VS Code shows code, and neither the text nor what the code showed: so this is said in the code.
    private const string Trust = "\n\n// No text, no figures in VS Code? Click \"Restricted Mode\" at the lower left, then \"Trust\".";

    [Fact]
    public void The_first_code_cell_is_the_same_in_every_notebook()
    {
        Assert.All(NotebookFile.All, notebook => Assert.Equal(Setup, notebook.CodeCells.First().Source.Replace(Reading, "", StringComparison.Ordinal).Replace(Trust, "", StringComparison.Ordinal), ignoreLineEndingDifferences: true));
    }

    [Fact]
    public void The_text_above_the_first_code_cell_says_to_build_to_restart_the_kernel_and_to_run()
    {
        Assert.All(NotebookFile.All, notebook =>
        {
            var above = notebook.Cells[notebook.CodeCells.First().Index - 1];

            Assert.Equal("markdown", above.Type);
            Assert.Contains("**Build, restart the kernel, run.**", above.Source, StringComparison.Ordinal);
            Assert.Contains("`dotnet build`", above.Source, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void The_first_code_a_reader_meets_says_what_to_do_when_the_folder_is_not_trusted()
    {
        Assert.EndsWith(Trust, NotebookFile.All.Single(notebook => notebook.Name == "01-one-parameter.ipynb").CodeCells.First().Source, StringComparison.Ordinal);
    }

    [Fact]
    public void No_line_of_code_runs_off_beside_the_side_bar()
    {
        // So many columns are seen of a notebook in a window 1,280 pixels wide.
        Assert.Empty(from notebook in NotebookFile.All
                     from cell in notebook.CodeCells
                     from line in cell.Source.Split('\n')
                     where line.EnumerateRunes().Count() > 92
                     select $"{notebook.Name}, cell {cell.Id}: {line}");
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
    public void A_cell_that_loaded_MNIST_is_marked_so_that_nothing_is_compared_with_it_where_MNIST_is_not()
    {
        var loading = (from notebook in NotebookFile.All
                       from cell in notebook.Cells
                       where cell.Outputs.Any(output => output.Text.Contains("Digits: MNIST", StringComparison.Ordinal))
                       select (notebook.Name, cell.Id, IsMarked: cell.Json.GetProperty("metadata").TryGetProperty("tags", out var tags) && tags.EnumerateArray().Any(tag => tag.GetString() == "mnist"))).ToList();

        Assert.True(loading.Count >= 6, $"only {loading.Count} cells say that they loaded MNIST");
        Assert.DoesNotContain(loading, cell => !cell.IsMarked);
    }

    [Fact]
    public void No_notebook_names_a_folder_of_the_machine_that_ran_it()
    {
        Assert.Empty(from notebook in NotebookFile.All
                     from Match match in MachineFolder.Matches(notebook.Text)
                     select $"{notebook.Name}: {match.Value}");
    }

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
