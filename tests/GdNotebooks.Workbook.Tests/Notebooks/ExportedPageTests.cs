using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using GdNotebooks.Tests.Packaging;
using GdNotebooks.Tests.Plotting;

namespace GdNotebooks.Tests.Notebooks;

/// <summary>Chapters exported with the workbook's own page, by the command that notebooks/README.md gives: can everybody read them?</summary>
public sealed class ExportedPageTests(ExportedPageTests.Pages pages) : IClassFixture<ExportedPageTests.Pages>
{
    /// <summary>All notebooks as pages, made once.</summary>
    public sealed class Pages : IDisposable
    {
        private readonly ScratchFolder _scratch = new();

        public Pages()
        {
            if (NbconvertFactAttribute.Python is null)
            {
                return;
            }

            string command = Regex.Match(File.ReadAllText(Checkout.Folder("notebooks", "README.md")), @"^    jupyter nbconvert (--to html --template \w+) 01-one-parameter\.ipynb$", RegexOptions.Multiline).Groups[1].Value;
            Assert.NotEmpty(command);
            var start = new ProcessStartInfo(NbconvertFactAttribute.Command!, [.. command.Split(' '), "--output-dir", Folder, .. Names.Select(name => name + ".ipynb")])
            {
                WorkingDirectory = Checkout.Folder("notebooks"), RedirectStandardError = true, UseShellExecute = false,
            };
            using var process = Process.Start(start)!;
            string said = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, said);
        }

        public string Folder => _scratch.Path;

        public void Dispose() => _scratch.Dispose();
    }

    /// <summary>Of each kind of output there is one in these: figures, tables, exercise boxes, playgrounds; and what a solution's cell answers, right and wrong.</summary>
    private static readonly string[] Names = ["01-one-parameter", "04-landscapes", "05-linear-regression", "10-inside-the-network", "solutions/02-learning-rate"];

    public static TheoryData<string, string> All
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (string name in Names.Select(name => name.Split('/')[^1]))
            {
                all.Add(name, "light");
                all.Add(name, "dark");
            }

            return all;
        }
    }

    [ExportTheory]
    [MemberData(nameof(All))]
    public void A_chapter_is_for_everybody_in_light_and_dark(string name, string scheme)
    {
        string page = File.ReadAllText(Path.Combine(pages.Folder, name + ".html")).Replace("</body>", $$"""
            {{Axe.Element}}<script>
            addEventListener('load', () => setTimeout(async () => {
              document.querySelectorAll('details').forEach((one) => { one.open = true; });
              const found = await ({{Axe.Inspect}})();
              document.body.dataset.axe = JSON.stringify([getComputedStyle(document.body).backgroundColor, document.title, ...found]);
            }, 1000));
            </script></body>
            """, StringComparison.Ordinal);
        string file = Path.Combine(pages.Folder, $"{name}-{scheme}.html");
        File.WriteAllText(file, page);

        string dom = Browser.Dom(file, $"--blink-settings=preferredColorScheme={(scheme == "dark" ? 0 : 1)}");

        string[] found = JsonSerializer.Deserialize<string[]>(System.Net.WebUtility.HtmlDecode(Regex.Match(dom, "data-axe=\"([^\"]*)\"").Groups[1].Value))!;
        Assert.Equal(scheme == "dark" ? "rgb(17, 17, 17)" : "rgb(255, 255, 255)", found[0]);
        Assert.Matches(@"^\d+ · |^Solutions", found[1]);
        Assert.True(int.Parse(found[2].Split(' ')[1]) > 20, found[2]);
        Assert.True(found.Length == 3, string.Join('\n', found));
    }

    [NbconvertFact]
    public void Links_lead_to_the_other_chapters_pages()
    {
        string page = File.ReadAllText(Path.Combine(pages.Folder, "01-one-parameter.html"));

        Assert.Contains("<a href=\"04-landscapes.html\">", page, StringComparison.Ordinal);
        Assert.DoesNotContain(".ipynb\"", page, StringComparison.Ordinal);
    }

    private sealed class ExportTheoryAttribute : TheoryAttribute
    {
        public ExportTheoryAttribute() => Skip = new AxeTheoryAttribute().Skip ?? new NbconvertFactAttribute().Skip;
    }
}
