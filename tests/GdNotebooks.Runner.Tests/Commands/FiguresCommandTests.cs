using System.Security.Cryptography;
using System.Text;
using AngleSharp.Html.Parser;
using GdNotebooks.Tests;
using GdNotebooks.Tests.Packaging;
using static GdNotebooks.Runner.Tests.TestNotebook;

namespace GdNotebooks.Runner.Tests.Commands;

public sealed class FiguresCommandTests : IDisposable
{
    private const string Nasty = "<script>alert(1)</script> ]]> &#x0; \" onload=\"alert(2)\" javascript:alert(3)";

    // And what would ring a terminal's bell and clear its window.
    private const string Loud = Nasty + "\u0007\u001b[2J";

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
        Write(Path.Combine(Notebooks, FileNames.Here("05 & <b>.ipynb")), Of(Markdown($"# {Loud}"), Code(Setup), Code(FigureCell("nasty", Loud)), Code("1")));

        var run = await Gd.RunAsync("figures", Notebooks, "--out", _scratch.File("out", "."));

        Assert.True(run.ExitCode == 0, run.Error);
        string html = File.ReadAllText(_scratch.File("out", "index.html"));
        var page = new HtmlParser().ParseDocument(html);
        string script = Hash(Assert.Single(page.Scripts).Text);
        Assert.DoesNotContain(page.All, element => element.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.Ordinal) || a.Value.StartsWith("javascript:", StringComparison.Ordinal)));
        var policy = page.QuerySelector("meta[http-equiv=Content-Security-Policy]")!.GetAttribute("content")!;
        string style = Hash(page.QuerySelector("style")!.TextContent);
        Assert.Equal($"default-src 'none'; img-src 'self'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; base-uri 'none'; form-action 'none'", policy);
        Assert.Equal(Printable.Of(Loud), page.QuerySelector("h2")!.TextContent);
        Assert.DoesNotContain(html, c => char.IsControl(c) && c != '\n');
        var figure = page.QuerySelector("figure")!;
        Assert.Equal("./05-nasty.svg", figure.QuerySelector("img")!.GetAttribute("src"));
        Assert.Contains(Printable.Of(Loud), figure.QuerySelector("img")!.GetAttribute("alt"), StringComparison.Ordinal);
        Assert.Contains($"{FileNames.Here("05 & <b>.ipynb")}, code cell 2", figure.QuerySelector("figcaption")!.TextContent, StringComparison.Ordinal);

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
        Assert.Equal(2, page.Scripts.Length);
        Assert.All(page.Scripts, script => Assert.Contains($" 'sha256-{Hash(script.Text)}'", policy, StringComparison.Ordinal));
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
        Assert.DoesNotContain("newPlot", File.ReadAllText(_scratch.File("out", "index.html")), StringComparison.Ordinal);
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

    [CaseFact]
    public void Results_whose_names_differ_in_their_case_only_are_refused_everywhere()
    {
        var files = new ResultFiles(new Workbook(null), _scratch.File("out"));
        NotebookResult Of(string name) => new(Notebook.Read(Write(_scratch.File(name), "1")), Outcome.Passed, [], 0, null);
        files.WriteNotebook(Of("01-a.ipynb"));

        Assert.EndsWith("would both write 01-A.ipynb: rename one of the notebooks or figures.", Assert.Throws<UserException>(() => files.WriteNotebook(Of("01-A.ipynb"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_notebooks_whose_results_would_be_one_file_are_refused_before_either_runs()
    {
        string one = Write(_scratch.File("one", "01.ipynb"), $"System.IO.File.WriteAllText({Literal(_scratch.File("ran"))}, \"\");");
        string other = Write(_scratch.File("other", "01.ipynb"), "1");

        var run = await Gd.RunAsync("run", one, other, "--out", _scratch.File("out"));

        Assert.Equal((1, $"{other} and {one} would both write 01.ipynb: rename one of the notebooks or figures.\n"), (run.ExitCode, run.Error));
        Assert.False(File.Exists(_scratch.File("ran")));
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
        Assert.Equal("PNG, PDF and WebP are drawn with a browser, and no Chrome, Edge or Chromium was found on this machine. Install one, or take the SVG files.", error.TrimEnd());
    }

    [Fact]
    public async Task The_page_has_a_line_for_Markdown_one_for_LaTeX_and_the_numbers_the_chapter_takes()
    {
        Write(Path.Combine(Notebooks, "02-b.ipynb"), Of(Code(Setup), Code("double eta = 0.1;\nint steps = 3;", "parameters"), Code(FigureCell("line", "It [falls]."))));

        await Gd.RunAsync("figures", Notebooks, "--out", _scratch.File("out", "."));

        var details = new HtmlParser().ParseDocument(File.ReadAllText(_scratch.File("out", "index.html"))).QuerySelector("figcaption details")!;
        string[] lines = [.. details.QuerySelectorAll("code").Select(code => code.TextContent)];
        Assert.StartsWith("![It \\[falls\\].", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("](02-line.svg)", lines[0], StringComparison.Ordinal);
        Assert.Equal(["02-line.svg"], Notes.NoteLinksTests.Targets("a.md", lines[0]));
        Assert.Equal("\\includegraphics[width=\\linewidth]{02-line}", lines[1]);
        Assert.Equal("figures --only \"02-line\" --set eta=… --set steps=…", lines[2]);
        Assert.Contains("eta, double, steps, int", details.TextContent, StringComparison.Ordinal);
        Assert.Equal(3, details.QuerySelectorAll("button").Length);
    }

    [Fact]
    public async Task Theme_width_and_letters_of_every_figure_are_chosen_without_touching_a_cell()
    {
        Write(Path.Combine(Notebooks, "01-a.ipynb"), Setup, FigureCell("line"), "Playground.LearningRate().Named(\"live\")");

        var run = await Gd.RunAsync("figures", Notebooks, "--out", _scratch.File("out", "."), "--theme", "print", "--width", "480", "--font-size", "18", "--transparent");

        Assert.True(run.ExitCode == 0, run.Error);
        foreach (string name in new[] { "01-line.svg", "01-live.svg" })
        {
            string svg = File.ReadAllText(_scratch.File("out", name));
            Assert.Contains("viewBox=\"0 0 320 ", svg, StringComparison.Ordinal);
            Assert.Contains("width=\"480\"", svg, StringComparison.Ordinal);
            Assert.DoesNotContain("prefers-color-scheme", svg, StringComparison.Ordinal);
            Assert.DoesNotContain("#ffffff\"/>", svg.Split("</desc>")[1][..80], StringComparison.Ordinal);
        }
    }

    [GdNotebooks.Tests.Plotting.AxeTheory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task The_page_its_playgrounds_and_what_it_unfolds_are_for_everybody(string scheme)
    {
        Write(Path.Combine(Notebooks, "01-a.ipynb"), Of(
            Code(Setup), Code("double eta = 0.1;", "parameters"), Code(FigureCell("line")), Code("Playground.LearningRate().Named(\"rate\")"), Code("Playground.Landscape(Landscape.Saddle, 0.1).Named(\"saddle\")"),
            Code("Playground.Regression([(0.0, 1.0), (1.0, 2.0), (2.0, 2.5)], 0.3).Named(\"line-fit\")"), Code("Playground.DigitPad(Network.Create([784, 16, 16, 10], seed: 1)).Named(\"pad\")")));
        var run = await Gd.RunAsync("figures", Notebooks, "--out", _scratch.File("out", "."));
        Assert.True(run.ExitCode == 0, run.Error);

        // The page's own policy would keep the inspector out.
        string page = File.ReadAllText(_scratch.File("out", "index.html"));
        string policy = page[page.IndexOf("<meta http-equiv", StringComparison.Ordinal)..];
        page = page.Replace(policy[..(policy.IndexOf('>', StringComparison.Ordinal) + 1)], "", StringComparison.Ordinal).Replace("</body>", $$"""
            {{GdNotebooks.Tests.Plotting.Axe.Element}}<script>
            addEventListener('load', () => setTimeout(async () => {
              document.querySelectorAll('details').forEach(one => { one.open = true; });
              const found = await axe.run();
              document.body.dataset.axe = matchMedia('(prefers-color-scheme: dark)').matches + ' ' + (found.passes.length > 20) + found.violations.map(v => ' ' + v.id + ': ' + v.nodes.map(n => n.html).join(' ')).join('');
            }, 1500));
            </script></body>
            """, StringComparison.Ordinal);
        string file = _scratch.Write(Encoding.UTF8.GetBytes(page), "out", "inspected.html");

        string dom = GdNotebooks.Tests.Plotting.Browser.Dom(file, scheme == "dark" ? "--blink-settings=preferredColorScheme=0" : "--blink-settings=preferredColorScheme=1");

        Assert.Equal(scheme == "dark" ? "true true" : "false true", new HtmlParser().ParseDocument(dom).Body!.GetAttribute("data-axe"));
    }

    [Theory]
    [InlineData("--theme", "sepia", "--theme sepia: expected auto, light, dark or print.")]
    [InlineData("--format", "gif", "--format gif: expected svg, png, pdf, webp or csv.")]
    [InlineData("--width", "100", "--width 100: expected a whole number from 120 to 4000.")]
    [InlineData("--font-size", "large", "--font-size large: expected a whole number from 6 to 36.")]
    [InlineData("--scale", "0", "--scale 0: expected a whole number from 1 to 8.")]
    public async Task What_a_figure_cannot_be_like_is_said_before_anything_runs(string option, string value, string message)
    {
        var run = await Gd.RunAsync("figures", option, value);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith(message, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("png", 4000, 8)]
    [InlineData("webp", 8192, 3)]
    public async Task More_pixels_than_a_browser_draws_are_said_so_before_it_is_started(string format, int height, int scale)
    {
        var run = await Assert.ThrowsAsync<UserException>(() => new FigureFormats(scale).BytesAsync(new("fog", "<svg/>", "", 640, height), format, CancellationToken.None));

        Assert.Equal($"fog would be {640 * scale} by {height * scale} pixels, and a browser draws at most 16384 a side: take a smaller --scale or --width, or the svg or pdf, which have no pixels.", run.Message);
    }

    [BrowserFact]
    public async Task What_moves_is_a_film_whose_frames_play_for_as_long_and_what_does_not_one_picture()
    {
        Write(Path.Combine(Notebooks, "01-a.ipynb"), Setup, FigureCell("line") + ".WithSize(160, 120)", "Chart.Empty().AnimatedPath([(0, 0), (1, 1), (2, 0)], seconds: 1.2).WithSize(200, 150).Named(\"ball\")");

        var run = await Gd.RunAsync("figures", Notebooks, "--format", "webp", "--scale", "1", "--out", _scratch.File("out", "."));

        Assert.True(run.ExitCode == 0, run.Error);
        byte[] still = File.ReadAllBytes(_scratch.File("out", "01-line.webp")), film = File.ReadAllBytes(_scratch.File("out", "01-ball.webp"));
        Assert.Equal("RIFF", Encoding.ASCII.GetString(still, 0, 4));
        Assert.DoesNotContain("ANIM", Encoding.Latin1.GetString(still), StringComparison.Ordinal);
        Assert.Equal(film.Length - 8, BitConverter.ToInt32(film, 4));
        Assert.Equal(("VP8X", 199, 149), (Encoding.ASCII.GetString(film, 12, 4), film[24] + (film[25] << 8), film[27] + (film[28] << 8)));
        int milliseconds = 0, frames = 0;
        for (int at = 12; at < film.Length; at += 8 + ((BitConverter.ToInt32(film, at + 4) + 1) & ~1))
        {
            if (Encoding.ASCII.GetString(film, at, 4) == "ANMF")
            {
                frames++;
                milliseconds += film[at + 20] + (film[at + 21] << 8) + (film[at + 22] << 16);
            }
        }

        // Each frame has what it changes alone. The last fifth is rest: one frame that lasts.
        Assert.InRange(film.Length, still.Length / 2, 4 * still.Length);
        Assert.InRange(frames, 14, 18);
        Assert.Equal(1200, milliseconds);
    }

    [BrowserFact]
    public async Task A_scale_makes_more_pixels_and_transparent_paper_none()
    {
        Write(Path.Combine(Notebooks, "01-a.ipynb"), Setup, FigureCell("line") + ".WithSize(160, 120)");

        await Gd.RunAsync("figures", Notebooks, "--format", "png", "--scale", "3", "--transparent", "--out", _scratch.File("out", "."));

        byte[] png = File.ReadAllBytes(_scratch.File("out", "01-line.png"));
        Assert.Equal((480, 360, 6), ((png[18] * 256) + png[19], (png[22] * 256) + png[23], png[25]));
    }

    [Fact]
    public async Task The_numbers_stand_beside_the_picture_when_asked()
    {
        Write(Path.Combine(Notebooks, "01-a.ipynb"), Setup, "Chart.Line([0.5, 0.25], \"cost\").Named(\"line\")");

        await Gd.RunAsync("figures", Notebooks, "--format", "csv", "--out", _scratch.File("out", "."));

        Assert.Equal("series,x,y\ncost,0,0.5\ncost,1,0.25\n", File.ReadAllText(_scratch.File("out", "01-line.csv")));
    }

    public void Dispose() => _scratch.Dispose();

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

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
