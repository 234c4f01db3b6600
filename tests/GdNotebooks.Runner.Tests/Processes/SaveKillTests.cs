using System.Diagnostics;
using GdNotebooks.Tests.Packaging;
using static GdNotebooks.Runner.Tests.TestNotebook;

namespace GdNotebooks.Runner.Tests.Processes;

public sealed class SaveKillTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    [Fact]
    public async Task Killed_while_saving_it_leaves_each_notebook_old_or_new_and_whole()
    {
        string path = _scratch.File("notebooks", "01.ipynb");
        var notebook = Of(Setup, "var words = new string('x', 900_000);\nwords", FigureCell("line", points: 2000));
        string old = JupyterJson.Write(notebook);
        Write(path, notebook);
        Process Start() => GdProcess.Start(["run", path, "--save", "--out", _scratch.File("out", ".")]);
        var writing = await Killing.RunToTheEndAsync(Start, Path.GetDirectoryName(path)!);
        string saved = File.ReadAllText(path);
        Assert.NotEqual(old, saved);

        await Killing.KillAsync(Start, writing, Path.GetDirectoryName(path)!, before: () => File.WriteAllText(path, old), after: () => Assert.Contains(File.ReadAllText(path), new[] { old, saved }));

        await Killing.RunToTheEndAsync(Start);
        Assert.Equal(saved, File.ReadAllText(path));
    }

    public void Dispose() => _scratch.Dispose();
}
