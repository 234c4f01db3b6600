using System.Security.Cryptography;
using System.Text;
using AngleSharp.Html.Parser;
using GdNotebooks.Tests.Packaging;
using static GdNotebooks.Runner.Tests.TestNotebook;

namespace GdNotebooks.Runner.Tests.Commands;

public sealed class FiguresCommandTests : IDisposable
{
    private const string Nasty = "<script>alert(1)</script> ]]> &#x0; \" onload=\"alert(2)\" javascript:alert(3)";
    private readonly ScratchFolder _scratch = new();

    [Fact]
    public async Task Every_figure_and_a_page_the_same_bytes_twice_and_in_France()
    {
        WriteTwo();

        var here = await Gd.RunAsync("figures", Notebooks, "--out", _scratch.File("here", "."));
        using var france = GdProcess.Start(
            ["figures", Notebooks, "--out", _scratch.File("france", ".")], ("LANG", "fr_FR.UTF-8"), ("LC_ALL", "fr_FR.UTF-8"), ("HOME", _scratch.File("no", "home", "here")));
        var there = await france.EndAsync();

        Assert.True(here.ExitCode == 0, here.Error);
        Assert.True(there.ExitCode == 0, there.Error);
        string[] names = ["03-first.svg", "03-second.svg", "a-notebook-without-number-third.svg", "index.html"];
        Assert.Equal(names, Names("here"));
        Assert.Equal(names, Names("france"));
        Assert.All(names, name => Assert.Equal(File.ReadAllBytes(_scratch.File("here", name)), File.ReadAllBytes(_scratch.File("france", name))));
    }

    [Fact]
    public async Task The_page_names_notebook_and_cell_and_takes_no_script_from_anywhere()
    {
        Write(Path.Combine(Notebooks, $"05 & <b>.ipynb"), Of(Markdown($"# {Nasty}"), Code(Setup), Code(FigureCell("nasty", Nasty)), Code("1")));

        var run = await Gd.RunAsync("figures", Notebooks, "--out", _scratch.File("out", "."));

        Assert.True(run.ExitCode == 0, run.Error);
        string html = File.ReadAllText(_scratch.File("out", "index.html"));
        var page = new HtmlParser().ParseDocument(html);
        Assert.Empty(page.Scripts);
        Assert.DoesNotContain(page.All, element => element.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.Ordinal) || a.Value.StartsWith("javascript:", StringComparison.Ordinal)));
        var policy = page.QuerySelector("meta[http-equiv=Content-Security-Policy]")!.GetAttribute("content")!;
        string style = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(page.QuerySelector("style")!.TextContent)));
        Assert.Equal($"default-src 'none'; img-src 'self'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'", policy);
        Assert.Equal(Nasty, page.QuerySelector("h2")!.TextContent);
        var figure = page.QuerySelector("figure")!;
        Assert.Equal("./05-nasty.svg", figure.QuerySelector("img")!.GetAttribute("src"));
        Assert.Contains(Nasty, figure.QuerySelector("img")!.GetAttribute("alt"), StringComparison.Ordinal);
        Assert.Contains("05 & <b>.ipynb, code cell 2", figure.QuerySelector("figcaption")!.TextContent, StringComparison.Ordinal);

        // The picture is well-formed whatever its words are.
        var svg = System.Xml.Linq.XDocument.Load(_scratch.File("out", "05-nasty.svg"));
        Assert.DoesNotContain(svg.Descendants(), element => element.Name.LocalName == "script" || element.Attributes().Any(a => a.Name.LocalName.StartsWith("on", StringComparison.Ordinal)));
    }

    [GdNotebooks.Tests.Plotting.BrowserFact]
    public async Task A_playground_is_live_in_the_page_under_the_hash_of_its_script()
    {
        Write(Path.Combine(Notebooks, "01-a.ipynb"), Setup, FigureCell("still"), "Playground.LearningRate().WithTitle(\"</script><b>\").Named(\"live\")");

        var run = await Gd.RunAsync("figures", Notebooks, "--out", _scratch.File("out", "."));

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(["01-live.svg", "01-still.svg", "index.html"], Names("out"));
        var page = new HtmlParser().ParseDocument(File.ReadAllText(_scratch.File("out", "index.html")));
        var policy = page.QuerySelector("meta[http-equiv=Content-Security-Policy]")!.GetAttribute("content")!;
        string script = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(page.Scripts.Single().Text)));
        Assert.Contains($"; script-src 'sha256-{script}';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);

        var used = new HtmlParser().ParseDocument(GdNotebooks.Tests.Plotting.Browser.Dom(_scratch.File("out", "index.html")));
        var place = used.QuerySelector("figure.live [data-gd-playground]")!;
        Assert.True(place.HasAttribute("data-gd-live"));
        Assert.Equal("./01-live.svg", place.QuerySelector("img")!.GetAttribute("src"));
        Assert.Equal("display: none;", place.QuerySelector("img")!.GetAttribute("style"));
        Assert.Equal("DIV", place.LastElementChild!.TagName);
    }

    [Fact]
    public async Task A_figure_that_a_cell_shows_interactive_is_written_as_its_picture()
    {
        Write(Path.Combine(Notebooks, "01-a.ipynb"), Setup, FigureCell("turned") + ".Interactive()", FigureCell("still"));

        var run = await Gd.RunAsync("figures", Notebooks, "--out", _scratch.File("out", "."));

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(["01-still.svg", "01-turned.svg", "index.html"], Names("out"));
        Assert.DoesNotContain("<script", File.ReadAllText(_scratch.File("out", "01-turned.svg")), StringComparison.Ordinal);
        Assert.Empty(new HtmlParser().ParseDocument(File.ReadAllText(_scratch.File("out", "index.html"))).Scripts);
    }

    [Fact]
    public async Task Only_runs_the_notebooks_that_have_the_figures_and_leaves_the_page_as_it_is()
    {
        WriteTwo();
        _scratch.Write("the page that was there", "out", "index.html");

        var run = await Gd.RunAsync("figures", Notebooks, "--only", "03-s*", "--out", _scratch.File("out", "."));

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.DoesNotContain("without-number", run.Output, StringComparison.Ordinal);
        Assert.Equal(["03-second.svg", "index.html"], Names("out"));
        Assert.Equal("the page that was there", File.ReadAllText(_scratch.File("out", "index.html")));
    }

    [Fact]
    public async Task A_name_for_two_figures_is_refused_and_the_others_are_written()
    {
        Write(Path.Combine(Notebooks, "01-a.ipynb"), Setup, FigureCell("same", points: 5), FigureCell("same", points: 6));
        Write(Path.Combine(Notebooks, "02-b.ipynb"), Setup, FigureCell("other"), FigureCell("other"));
        Write(Path.Combine(Notebooks, "02-c.ipynb"), Setup, FigureCell("other", points: 7));
        Write(Path.Combine(Notebooks, "03-d.ipynb"), Setup, FigureCell("../outside"));

        var run = await Gd.RunAsync("figures", Notebooks, "--jobs", "1", "--out", _scratch.File("out", "."));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("01-a.ipynb: two different figures have the name \"same\", in code cells 2 and 3. Give each a name of its own.\n", run.Error, StringComparison.Ordinal);
        Assert.Contains("would both write 02-other.svg: rename one of the notebooks or figures.\n", run.Error, StringComparison.Ordinal);
        Assert.Contains("03-d.ipynb, code cell 2, line 1: ArgumentException: The figure name \"../outside\" cannot be a file name everywhere", run.Error, StringComparison.Ordinal);
        Assert.Equal(["02-other.svg", "index.html"], Names("out"));
    }

    [BrowserFact]
    public async Task Png_is_drawn_at_twice_the_size()
    {
        Write(Path.Combine(Notebooks, "01-a.ipynb"), Setup, FigureCell("line") + ".WithSize(300, 200)");

        var run = await Gd.RunAsync("figures", Notebooks, "--format", "png", "--out", _scratch.File("out", "."));

        Assert.True(run.ExitCode == 0, run.Error);
        byte[] png = File.ReadAllBytes(_scratch.File("out", "01-line.png"));
        Assert.Equal([0x89, .. "PNG\r\n"u8], png[..6]);
        Assert.Equal((600, 400), (png[18] * 256 + png[19], png[22] * 256 + png[23]));
    }

    [UnixFact("every Windows has Edge, which is found without the path")]
    public async Task Without_a_browser_one_sentence_says_what_to_do()
    {
        using var gd = GdProcess.Start(["figures", Notebooks, "--format", "png"], ("PATH", _scratch.Path));
        var (exitCode, _, error) = await gd.EndAsync();

        Assert.Equal(1, exitCode);
        Assert.Equal("PNG and PDF are drawn with a browser, and no Chrome, Edge or Chromium was found on this machine. Install one, or take the SVG files.", error.TrimEnd());
    }

    public void Dispose() => _scratch.Dispose();

    private string Notebooks => Path.Combine(_scratch.Path, "notebooks");

    private void WriteTwo()
    {
        Write(Path.Combine(Notebooks, "03-a.ipynb"), Setup, FigureCell("first", "1.5 < 2"), $"{FigureCell("second", "0.25")}.Display();");
        Write(Path.Combine(Notebooks, "a-notebook-without-number.ipynb"), Setup, FigureCell("third"));
    }

    private string[] Names(string folder) => [.. Directory.GetFiles(_scratch.File(folder, ".")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private sealed class BrowserFactAttribute : FactAttribute
    {
        public BrowserFactAttribute()
        {
            try
            {
                Browser.Find();
            }
            catch (UserException)
            {
                Skip = "needs an installed Chrome, Edge or Chromium";
            }
        }
    }
}
