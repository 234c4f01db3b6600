using GdNotebooks.Tests;
using GdNotebooks.Tests.Packaging;
using static GdNotebooks.Runner.Tests.TestNotebook;

namespace GdNotebooks.Runner.Tests.Kernel;

/// <summary>Cells that were run before are not compiled again, and nobody sees a difference.</summary>
public sealed class CompiledCellsTests : IDisposable
{
    private const string WhereDataIsKept = "the user's own folder is named by a variable on Unix only";
    private static readonly string[] Three = ["record Ball(double W);\nint start = 7;", "var ball = new Ball(start);\nstatic double Twice(this Ball b) => 2 * b.W;", "ball.Twice()"];

    private readonly ScratchFolder _scratch = new();

    [UnixFact(WhereDataIsKept)]
    public async Task A_cell_is_compiled_once_a_new_one_sees_those_before_it_and_a_change_reaches_all_after_it()
    {
        Assert.Contains("14", await ShownBy(Three), StringComparison.Ordinal);
        var first = Kept();
        Assert.Equal(3, first.Count);

        Assert.Contains("14", await ShownBy(Three), StringComparison.Ordinal);
        Assert.Equal(first, Kept());

        // The fourth is compiled, and uses what three that were not compiled declare: a type, a variable, a method.
        Assert.Contains("21", await ShownBy([.. Three, "new Ball(ball.Twice() + start).W"]), StringComparison.Ordinal);
        Assert.Equal(4, Kept().Count);

        Assert.Contains("16", await ShownBy([Three[0].Replace("7", "8", StringComparison.Ordinal), .. Three[1..]]), StringComparison.Ordinal);
        Assert.Equal(7, Kept().Count);
        Assert.Contains("14", await ShownBy(Three), StringComparison.Ordinal);
    }

    [UnixFact(WhereDataIsKept)]
    public async Task What_is_spoilt_or_cannot_be_kept_is_compiled_again()
    {
        string[] spoilt = ["", "{", "{}", "null", "{\"Job\":{},\"Warnings\":[]}"];
        string[] cells = [.. Three[..2], .. spoilt.Select((_, i) => $"new Ball({i}).Twice()"), Three[2]];
        await ShownBy(cells);
        var kept = Files().ToDictionary(file => file, File.ReadAllText);
        for (int i = 0; i < spoilt.Length; i++)
        {
            string name = kept.Single(one => one.Value.Contains($"\"Number\":{i + 3},", StringComparison.Ordinal)).Key;
            File.WriteAllText(name, spoilt[i]);
        }

        Assert.Contains("14", await ShownBy(cells), StringComparison.Ordinal);
        Assert.Equal(kept, Files().ToDictionary(file => file, File.ReadAllText));

        Directory.Delete(_scratch.File("data", "GdNotebooks"), recursive: true);
        _scratch.Write("a file where the folder should be", "data", "GdNotebooks");
        Assert.Contains("14", await ShownBy(cells), StringComparison.Ordinal);
    }

    [UnixFact(WhereDataIsKept)]
    public async Task A_compilers_error_is_told_each_time_and_a_cell_that_loads_files_is_not_remembered()
    {
        string load = $"#load {Literal(_scratch.File("notebooks", "code.csx"))}";
        foreach (string loaded in (string[])["5", "6"])
        {
            _scratch.Write($"int loaded = {loaded};", "notebooks", "code.csx");
            var (exitCode, said) = await RunAsync([load, "loaded", "int x = \"text\";"]);
            Assert.Equal(1, exitCode);
            Assert.Contains("code cell 3", said, StringComparison.Ordinal);
            Assert.Contains("'string' to 'int'", said, StringComparison.Ordinal);
            Assert.Contains($"\"{loaded}\"", CellText(2), StringComparison.Ordinal);
        }
    }

    public void Dispose() => _scratch.Dispose();

    private async Task<string> ShownBy(string[] cells)
    {
        var (exitCode, said) = await RunAsync(cells);
        Assert.True(exitCode == 0, said);
        return CellText(cells.Length);
    }

    private string CellText(int cell)
    {
        var outputs = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(_scratch.File("out", "01.ipynb")))!["cells"]![cell - 1]!["outputs"]!;
        return outputs.ToJsonString();
    }

    private async Task<(int ExitCode, string Said)> RunAsync(string[] cells)
    {
        string notebook = Write(_scratch.File("notebooks", "01.ipynb"), cells);
        using var gd = GdProcess.Start(["run", notebook, "--out", _scratch.File("out")], ("XDG_DATA_HOME", _scratch.File("data")));
        var (exitCode, output, error) = await gd.EndAsync();
        return (exitCode, output + error);
    }

    private string[] Files() => Directory.GetFiles(_scratch.File("data", "GdNotebooks", "cells"), "*.json", SearchOption.AllDirectories);

    private Dictionary<string, DateTime> Kept() => Files().ToDictionary(file => file, File.GetLastWriteTimeUtc);
}
