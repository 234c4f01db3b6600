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
    public async Task A_cell_is_compiled_once_and_a_new_one_sees_those_that_were_remembered()
    {
        Assert.Contains("14", await ShownBy(Three), StringComparison.Ordinal);
        var first = Kept();
        Assert.Equal(3, first.Count);

        Assert.Contains("14", await ShownBy(Three), StringComparison.Ordinal);
        Assert.Equal(first, Kept());

        // The fourth is compiled, and uses what three that were not compiled declare: a type, a variable, a method.
        Assert.Contains("21", await ShownBy([.. Three, "new Ball(ball.Twice() + start).W"]), StringComparison.Ordinal);
        Assert.Equal(4, Kept().Count);
        Assert.Contains("21", await ShownBy([.. Three, "new Ball(ball.Twice() + start).W"]), StringComparison.Ordinal);
    }

    [UnixFact(WhereDataIsKept)]
    public async Task A_change_in_an_earlier_cell_reaches_all_that_come_after_it()
    {
        await ShownBy(Three);
        Assert.Contains("16", await ShownBy([Three[0].Replace("7", "8", StringComparison.Ordinal), .. Three[1..]]), StringComparison.Ordinal);
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
    public async Task A_warning_and_a_compilers_error_are_told_each_time_and_a_cell_that_loads_files_is_not_remembered()
    {
        _scratch.Write("int loaded = 5;", "notebooks", "code.csx");
        string load = $"#load {Literal(_scratch.File("notebooks", "code.csx"))}";
        Assert.Contains("5", await ShownBy([load, "loaded"]), StringComparison.Ordinal);
        _scratch.Write("int loaded = 6;", "notebooks", "code.csx");
        Assert.Contains("6", await ShownBy([load, "loaded"]), StringComparison.Ordinal);

        foreach (int _ in Enumerable.Range(0, 2))
        {
            var (exitCode, said) = await RunAsync(["1", "int x = \"text\";"]);
            Assert.Equal(1, exitCode);
            Assert.Contains("code cell 2", said, StringComparison.Ordinal);
            Assert.Contains("'string' to 'int'", said, StringComparison.Ordinal);
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
