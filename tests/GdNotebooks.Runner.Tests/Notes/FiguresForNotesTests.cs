using System.Text;
using System.Text.Json.Nodes;
using GdNotebooks.Runner.Tests.Commands;
using GdNotebooks.Tests;
using GdNotebooks.Tests.Packaging;
using GdNotebooks.Tests.Plotting;
using static GdNotebooks.Runner.Tests.TestNotebook;

namespace GdNotebooks.Runner.Tests.Notes;

/// <summary><c>gd figures --for</c>: a vault gets the figures its notes name, and nothing else in it changes.</summary>
public sealed class FiguresForNotesTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public FiguresForNotesTests()
    {
        TestNotebook.Write(Path.Combine(Notebooks, "03-three.ipynb"), Of(Code(Setup), Code(FigureCell("surface")), Code(FigureCell("contour", "Lines"))));
        TestNotebook.Write(Path.Combine(Notebooks, "04-four.ipynb"), Of(Code(Setup), Code(FigureCell("saddle")), Code("throw new InvalidOperationException(\"ran\");")));
    }

    private string Notebooks => _scratch.File("notebooks", ".")[..^2];

    private string Vault => _scratch.File("vault", ".")[..^2];

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Each_notation_gets_its_figure_where_it_names_it_and_a_second_run_writes_nothing()
    {
        Note("README.md", "![A bowl](figures/03-surface.svg) ![mine](figures/holiday.png) [03-contour](x.svg)");
        Note("Obsidian note.md", "![[03-contour.svg|400]]");
        Note("deep/er/page.html", "<img src=\"../03-surface.svg\">");
        Note("windows.md", "![](bilder\\03-surface.svg)\r\n\r\n```\r\n![](code/03-surface.svg)\r\n```\r\n");
        File.WriteAllBytes(_scratch.File("vault", "alt.md"), Encoding.Latin1.GetBytes("Höhe ![](latin/03-surface.svg)"));
        File.WriteAllText(_scratch.File("vault", "wide.md"), "![](utf16/03-surface.svg)", Encoding.Unicode);
        Note(".obsidian/cache.md", "![](03-surface.svg)");

        var first = await RunAsync();

        Assert.True(first.ExitCode == 0, first.Output + first.Error);
        Assert.Equal(
            ["03-contour.svg", "bilder/03-surface.svg", "deep/03-surface.svg", "figures/03-surface.svg", "latin/03-surface.svg", "utf16/03-surface.svg"],
            Pictures());
        Assert.Contains("6 new, 0 changed, 0 the same, 0 not written", first.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("04-four", first.Output, StringComparison.Ordinal);
        var times = Pictures().Select(file => File.GetLastWriteTimeUtc(Path.Combine(Vault, file))).ToList();

        File.WriteAllText(_scratch.File("vault", "figures", "03-surface.svg"), "old");
        var second = await RunAsync();

        Assert.Contains("0 new, 1 changed, 5 the same, 0 not written", second.Output, StringComparison.Ordinal);
        Assert.StartsWith("<svg", File.ReadAllText(_scratch.File("vault", "figures", "03-surface.svg")), StringComparison.Ordinal);
        Assert.Equal(5, Pictures().Zip(times).Count(pair => File.GetLastWriteTimeUtc(Path.Combine(Vault, pair.First)) == pair.Second));
    }

    [Fact]
    public async Task The_lines_of_the_README_do_what_it_says()
    {
        string section = File.ReadAllText(Checkout.Folder("README.md")).Split("## Figures for your notes")[1].Split("\n## ")[0].Split("where they name them.")[1];
        string[] lines = [.. section.Split('\n').Where(line => line.StartsWith("    ", StringComparison.Ordinal)).Select(line => line.Trim())];
        string chapter = Directory.EnumerateFiles(Checkout.Folder("notebooks"), "03-*.ipynb").Single();
        _scratch.Write("", "checkout", "GdNotebooks.sln");
        _scratch.Write(File.ReadAllText(chapter), "checkout", "notebooks", Path.GetFileName(chapter));
        var outputs = new List<string>();

        foreach (string line in lines)
        {
            const string Command = "dotnet run --project src/GdNotebooks.Runner -- ";
            if (line.StartsWith('!'))
            {
                _scratch.Write(line, "checkout", "notes", "descent.md");
                continue;
            }

            Assert.StartsWith(Command, line, StringComparison.Ordinal);
            var start = GdProcess.HowToStart(typeof(CommandLine), line[Command.Length..].Split(' '));
            start.WorkingDirectory = _scratch.File("checkout");
            using var process = System.Diagnostics.Process.Start(start)!;
            var run = await process.EndAsync();
            Assert.True(run.ExitCode == 0, line + "\n" + run.Output + run.Error);
            outputs.Add(run.Output);
        }

        Assert.Equal((4, 3), (lines.Length, outputs.Count));
        Assert.Contains("03-surface", outputs[0], StringComparison.Ordinal);
        Assert.Contains("2 new, 0 changed, 0 the same, 0 not written", outputs[1], StringComparison.Ordinal);
        Assert.Contains("0 new, 1 changed, 1 the same, 0 not written", outputs[2], StringComparison.Ordinal);
        Assert.Equal(["03-surface.csv", "03-surface.svg", "descent.md"], Directory.EnumerateFiles(_scratch.File("checkout", "notes")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("prefers-color-scheme", File.ReadAllText(_scratch.File("checkout", "notes", "03-surface.svg")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_go_to_where_a_note_links_to_them_and_a_print_to_where_it_is_shown()
    {
        Note("a.md", "![](figures/03-surface.svg) and [its numbers](data/03-surface.csv)");

        var run = await Gd.RunAsync("figures", Notebooks, "--for", Vault, "--theme", "print");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.StartsWith("series,x,y\n1,0,0\n", File.ReadAllText(_scratch.File("vault", "data", "03-surface.csv")), StringComparison.Ordinal);
        Assert.DoesNotContain("prefers-color-scheme", File.ReadAllText(_scratch.File("vault", "figures", "03-surface.svg")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notebook_that_cannot_be_read_is_told_once_and_the_others_serve()
    {
        File.WriteAllText(Path.Combine(Notebooks, "05-broken.ipynb"), "{");
        Note("a.md", "![](03-surface.svg)");

        var run = await RunAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(run.Error, "05-broken.ipynb is not a notebook"));
        Assert.Equal(["03-surface.svg"], Pictures());
    }

    [Fact]
    public async Task A_vault_of_a_thousand_notes_and_one_of_ten_megabytes_is_read_and_a_second_run_writes_nothing()
    {
        for (int i = 0; i < 1000; i++)
        {
            Note($"folder {i % 10}/note {i}.md", $"# Note {i}\r\n\r\n{(i % 50 == 0 ? "![[03-surface.svg]] ![](my%20figures/03-contour.svg)" : "![](holiday.png) `![](03-surface.svg)`")}\r\n");
        }

        Note("long.md", string.Concat(Enumerable.Repeat("Words and [links](elsewhere.md) and ![pictures](other.png).\n", 170_000)) + "![](long/03-surface.svg)");

        var first = await RunAsync();
        var times = Pictures().ToDictionary(file => file, file => File.GetLastWriteTimeUtc(Path.Combine(Vault, file)));
        var second = await RunAsync();

        Assert.True(first.ExitCode == 0, first.Error);
        Assert.Contains("1001 notes name 41 figures", first.Output, StringComparison.Ordinal);
        Assert.Contains("0 new, 0 changed, 41 the same, 0 not written", second.Output, StringComparison.Ordinal);
        Assert.Equal(times, Pictures().ToDictionary(file => file, file => File.GetLastWriteTimeUtc(Path.Combine(Vault, file))));
    }

    [LinkFact]
    public async Task A_vault_that_is_a_link_is_served_where_it_lies()
    {
        Note("a.md", "![](über/den Berg/03-surface.svg) ![](<über/den Berg/03-surface.svg>)");
        Directory.CreateSymbolicLink(_scratch.File("linked"), Vault);

        var run = await RunAsync(_scratch.File("linked"));

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Equal(["über/den Berg/03-surface.svg"], Pictures());
    }

    [UnprivilegedTheory]
    [InlineData("svg")]
    public async Task A_folder_that_may_not_be_written_is_one_sentence_and_the_other_figures_are_written(string ending)
    {
        Note("a.md", $"![](closed/03-surface.{ending}) ![](open/03-contour.{ending})");
        Directory.CreateDirectory(_scratch.File("vault", "closed"));
        Unprivileged.Allow(writing: false, _scratch.File("vault", "closed"));
        try
        {
            using var gd = Unprivileged.Start(GdProcess.HowToStart(typeof(CommandLine), ["figures", Notebooks, "--for", Vault]));
            var run = await gd.EndAsync();

            Assert.Equal(1, run.ExitCode);
            Assert.Contains("itsfolderdoesnotallowit", string.Concat(run.Output.Where(char.IsLetter)), StringComparison.Ordinal);
            Assert.Equal(["open/03-contour.svg"], Pictures());
        }
        finally
        {
            Unprivileged.Allow(writing: true, Vault);
        }
    }

    [LinkFact]
    public void A_note_that_is_taken_away_meanwhile_names_nothing_and_one_that_cannot_be_read_is_told()
    {
        Note("a.md", "![](03-surface.svg)");
        Note("b.md", "![](03-contour.svg)");
        File.CreateSymbolicLink(_scratch.File("vault", "c.md"), _scratch.File("nowhere.md"));

        File.CreateSymbolicLink(_scratch.File("vault", "circle.md"), _scratch.File("vault", "circle.md"));
        var vault = new NoteFolder(Vault);

        Assert.Equal(["03-surface", "03-contour"], vault.Wanted.Select(wanted => wanted.Name));
        Assert.Equal("circle.md", Assert.Single(vault.Unread).Note);
    }

    [UnixFact("every Windows has Edge, which is found without the path")]
    public async Task Without_a_browser_each_picture_that_needs_one_says_so_and_the_others_are_written()
    {
        Note("a.md", "![](03-surface.png) ![](03-contour.svg)");
        using var gd = GdProcess.Start(["figures", Notebooks, "--for", Vault], ("PATH", _scratch.Path));

        var (exitCode, output, _) = await gd.EndAsync();

        Assert.Equal(1, exitCode);
        Assert.Contains("no Chrome", output, StringComparison.Ordinal);
        Assert.Equal(["03-contour.svg"], Pictures());
    }

    [Fact]
    public async Task An_Obsidian_embed_goes_to_where_its_file_already_lies()
    {
        Note("a.md", "![[03-surface.svg]]");
        Note("attachments/03-surface.svg", "old");

        await RunAsync();

        Assert.Equal(["attachments/03-surface.svg"], Pictures());
        Assert.StartsWith("<svg", File.ReadAllText(_scratch.File("vault", "attachments", "03-surface.svg")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a/b.md", "![[attachments/03-surface.svg]]", "attachments/", "attachments/03-surface.svg")]
    [InlineData("a/b.md", "![[attachments/03-surface.svg]]", "", "a/attachments/03-surface.svg")]
    [InlineData("a/b.md", "![[p/03-surface.svg]]", "x/p/03-surface.svg", "x/p/03-surface.svg")]
    [InlineData("a/b.md", "![](p/03-surface.svg)", "x/p/03-surface.svg,p/", "a/p/03-surface.svg")]
    [InlineData("a/b.md", "![[03-surface]] ![[03-contour]]", "c/03-surface.md", "a/03-contour")]
    [InlineData("t/parts/b.tex", "\\includegraphics{03-surface}", "t/main.tex:\\documentclass{article}\\graphicspath{{./figures/}}\\input{parts/b}", "t/figures/03-surface.pdf")]
    [InlineData("t/parts/b.tex", "\\includegraphics{figures/03-surface}", "t/main.tex:\\documentclass{article}\\include{parts/a},t/parts/a.tex:\\input{parts/b.tex}", "t/figures/03-surface.pdf")]
    [InlineData("t/b.tex", "\\graphicspath{{figures/}{old/}}\\includegraphics{03-surface}\\includegraphics{figures/03-contour}\\includesvg{04-saddle}", "t/old/03-surface.pdf,t/04-saddle.svg", "t/old/03-surface.pdf,t/figures/03-contour.pdf,t/04-saddle.svg")]
    [InlineData("t/b.tex", "\\includegraphics{03-surface} % \\graphicspath{{x/}}", "t/main.tex:% \\input{b}", "t/03-surface.pdf")]
    public void A_figure_goes_to_where_the_program_of_the_note_looks_for_it(string note, string text, string others, string expected)
    {
        Note(note, text);
        foreach (string[] other in others.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(other => other.Split(':', 2)))
        {
            if (other[0].EndsWith('/'))
            {
                Directory.CreateDirectory(Path.Combine(Vault, other[0]));
            }
            else
            {
                Note(other[0], other.Length > 1 ? other[1] : "old");
            }
        }

        Assert.Equal(expected, string.Join(',', new NoteFolder(Vault).Wanted.Select(wanted => Path.GetRelativePath(Vault, wanted.File!).Replace('\\', '/'))));
    }

    [Fact]
    public async Task A_path_that_leads_out_is_refused()
    {
        Note("a.md", "![](../03-surface.svg) ![](/../../03-surface.svg) ![](inside/03-surface.svg)");

        var run = await RunAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("it leads out of the folder of the notes", run.Output, StringComparison.Ordinal);
        Assert.Equal(["inside/03-surface.svg"], Pictures());
        Assert.False(File.Exists(_scratch.File("03-surface.svg")));
    }

    [LinkFact]
    public async Task A_path_that_leads_out_through_a_link_is_refused_and_a_file_that_is_one_to_nowhere_is_replaced()
    {
        Note("b.md", "![](linked/03-contour.svg) ![](03-surface.svg)");
        File.CreateSymbolicLink(_scratch.File("vault", "03-surface.svg"), _scratch.File("nowhere.svg"));
        Directory.CreateDirectory(_scratch.File("outside", ".")[..^2]);
        Directory.CreateSymbolicLink(_scratch.File("vault", "linked"), _scratch.File("outside", ".")[..^2]);

        var run = await RunAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("it leads out of the folder of the notes", run.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(_scratch.File("outside", "03-contour.svg")));
        Assert.StartsWith("<svg", File.ReadAllText(_scratch.File("vault", "03-surface.svg")), StringComparison.Ordinal);
        Assert.False(File.Exists(_scratch.File("nowhere.svg")));
    }

    [Fact]
    public async Task A_name_that_is_nearly_right_is_told_and_one_that_is_not_ours_is_left_alone()
    {
        Note("a.md", "![](03-surfaces.svg) ![](03-contuor.png) ![](99-holiday-in-rome.svg) ![](surface.svg) ![](03-surface.gif)");

        var run = await RunAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("03-surface?", run.Output, StringComparison.Ordinal);
        Assert.Contains("03-contour?", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("holiday", run.Output, StringComparison.Ordinal);
        Assert.Contains("not gif", run.Output, StringComparison.Ordinal);
        Assert.Empty(Pictures());
    }

    [Fact]
    public async Task A_figure_whose_notebook_fails_before_it_is_missing_and_said_so()
    {
        TestNotebook.Write(Path.Combine(Notebooks, "05-five.ipynb"), Of(Code(Setup), Code("throw new InvalidOperationException();"), Code(FigureCell("late"))));
        Note("a.md", "![](05-late.svg) ![](03-surface.svg)");

        var run = await RunAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("its notebook did not come so far", run.Output, StringComparison.Ordinal);
        Assert.Equal(["03-surface.svg"], Pictures());
    }

    [Fact]
    public async Task A_notebook_runs_until_its_last_figure_that_is_named_has_been_shown()
    {
        // The name stands in a cell before the one that shows the figure.
        TestNotebook.Write(Path.Combine(Notebooks, "05-five.ipynb"), Of(
            Code(Setup), Code($"Figure Late() => {FigureCell("late")};"), Code("1"), Code("Late()"), Code("throw new InvalidOperationException(\"ran\");")));
        Note("a.md", "![](04-saddle.svg) ![](05-late.svg)");

        var notes = await RunAsync();
        var only = await Gd.RunAsync("figures", Notebooks, "--only", "05-*", "--out", _scratch.File("out"));

        Assert.True(notes.ExitCode == 0, notes.Output + notes.Error);
        Assert.Equal(["04-saddle.svg", "05-late.svg"], Pictures());
        Assert.True(only.ExitCode == 0, only.Output + only.Error);
        Assert.Equal(File.ReadAllText(Path.Combine(Vault, "05-late.svg")), File.ReadAllText(_scratch.File("out", "05-late.svg")));
    }

    [Theory]
    [InlineData("nowhere", "there is no such folder or note")]
    [InlineData("picture.png", "expected a note")]
    [InlineData("empty", "there is no note in it")]
    public async Task What_is_no_folder_of_notes_gets_one_sentence(string what, string sentence)
    {
        Note("picture.png", "");
        Directory.CreateDirectory(_scratch.File("vault", "empty", ".")[..^2]);

        var run = await RunAsync(Path.Combine(Vault, what));

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("--for ", run.Error, StringComparison.Ordinal);
        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task LaTeX_gets_a_page_with_lines_and_letters_and_the_same_bytes_twice()
    {
        Note("paper.tex", "\\includegraphics[width=\\linewidth]{figures/03-surface}");

        var run = await RunAsync();
        string file = _scratch.File("vault", "figures", "03-surface.pdf");
        byte[] first = File.ReadAllBytes(file);
        var again = await RunAsync();

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        string pdf = Encoding.Latin1.GetString(first);
        Assert.StartsWith("%PDF-", pdf, StringComparison.Ordinal);
        Assert.Contains("/FontFile", pdf, StringComparison.Ordinal);
        Assert.DoesNotContain("/Subtype /Image", pdf, StringComparison.Ordinal);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(pdf, @"/Type /Page\b"));
        Assert.Contains("0 new, 0 changed, 1 the same", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_says_which_figures_there_are_without_running_any()
    {
        var table = await Gd.RunAsync("figures", Notebooks, "--list");
        var json = await Gd.RunAsync("figures", Notebooks, "--list", "--json", "--only", "03-*");

        Assert.Equal(0, table.ExitCode);
        Assert.All(["03-surface", "03-contour", "04-saddle"], name => Assert.Contains(name, table.Output, StringComparison.Ordinal));
        Assert.Equal(["03-surface", "03-contour"], JsonNode.Parse(json.Output)!.AsArray().Select(figure => (string?)figure!["name"]));
    }

    [Fact]
    public async Task The_list_names_the_section_of_a_figure_and_what_it_says_of_the_notes()
    {
        TestNotebook.Write(Path.Combine(Notebooks, "06-six.ipynb"), Of(
            Code(Setup), Markdown("## 6.1 Before\n\nNote 001 is not meant."), Code("1"),
            Markdown("## 6.2 Downhill\n\nA hill.\n\n> **Check the notes.** Note 004 says *steepest*.\n> It is not.\n\n```\n# no heading\n```"), Code(FigureCell("hill")),
            Markdown("And note 003 too.\n\n## 6.3 After\n\nNote 002.")));

        var json = await Gd.RunAsync("figures", Notebooks, "--list", "--json", "--only", "06-*");
        var table = await Gd.RunAsync("figures", Notebooks, "--list", "--only", "06-*");

        var figure = Assert.Single(JsonNode.Parse(json.Output)!.AsArray())!;
        Assert.Equal("6.2 Downhill", (string?)figure["section"]);
        Assert.Equal("> **Check the notes.** Note 004 says *steepest*.\n> It is not.\n\nAnd note 003 too.", (string?)figure["passage"]);
        Assert.Contains("003, 004", table.Output, StringComparison.Ordinal);
    }

    private Task<(int ExitCode, string Output, string Error)> RunAsync(string? notes = null) => Gd.RunAsync("figures", Notebooks, "--for", notes ?? Vault);

    private void Note(string name, string text) => File.WriteAllText(_scratch.File(["vault", .. name.Split('/')]), text);

    private string[] Pictures() => [.. Directory.EnumerateFiles(Vault, "0*.*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Vault, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];
}
