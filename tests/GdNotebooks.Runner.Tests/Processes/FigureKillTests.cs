using System.Diagnostics;
using System.Xml.Linq;
using GdNotebooks.Tests.Packaging;
using static GdNotebooks.Runner.Tests.TestNotebook;

namespace GdNotebooks.Runner.Tests.Processes;

public sealed class FigureKillTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    [Fact]
    public async Task Killed_while_writing_figures_it_leaves_each_one_whole()
    {
        string notebooks = _scratch.File("notebooks", ".");
        string figures = _scratch.File("figures", ".");
        Write(_scratch.File("notebooks", "01.ipynb"), Setup, $"for (int i = 0; i < 12; i++) {FigureCell("line", points: 40_000).Replace("\"line\"", "$\"line-{i}\"", StringComparison.Ordinal)}.Display();");
        Process Start() => GdProcess.Start(["figures", notebooks, "--out", figures]);
        Directory.CreateDirectory(figures);
        var writing = await Killing.RunToTheEndAsync(Start, figures);
        var whole = Contents();
        Assert.Equal(13, whole.Count);

        await Killing.KillAsync(Start, writing, figures, before: () => Array.ForEach(Directory.GetFiles(figures), File.Delete), after: () =>
        {
            foreach (var (name, text) in Contents())
            {
                Assert.True(whole[name] == text, name);
            }
        });

        await Killing.RunToTheEndAsync(Start);
        Assert.Equal(whole, Contents());
        Assert.All(Directory.GetFiles(figures, "*.svg"), path => XDocument.Load(path));

        Dictionary<string, string> Contents() => Directory.GetFiles(figures).Where(path => !path.EndsWith(".tmp", StringComparison.Ordinal))
            .ToDictionary(path => Path.GetFileName(path), File.ReadAllText);
    }

    public void Dispose() => _scratch.Dispose();
}
