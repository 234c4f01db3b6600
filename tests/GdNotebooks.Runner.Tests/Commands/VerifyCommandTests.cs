using GdNotebooks.Tests.Packaging;
using static GdNotebooks.Runner.Tests.TestNotebook;

namespace GdNotebooks.Runner.Tests.Commands;

public sealed class VerifyCommandTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    [Fact]
    public async Task Saved_outputs_pass_and_each_changed_one_is_named()
    {
        string path = Write(_scratch.File("01-numbers.ipynb"), Of(
            Code(Setup), Code("Console.WriteLine($\"{1.5}\\nsecond line\");"), Code(FigureCell("line", "A title")), Code("DateTime.Now.Ticks", "timing"), Code("new List<int> { 1 }")));
        await Gd.RunAsync("run", path, "--save", "--out", _scratch.File("out", "."));
        string saved = File.ReadAllText(path);
        var unchanged = await Gd.RunAsync("verify", path);

        // The title is inside an embedded picture; what is compared is the picture, not the letters of its encoding.
        File.WriteAllText(path, saved.Replace("second line\\n\"\n", "2nd line\\n\"\n", StringComparison.Ordinal).Replace("A title", "Another title", StringComparison.Ordinal));
        var changed = await Gd.RunAsync("verify", path);

        Assert.Equal("01-numbers.ipynb, code cell 5: it shows a System.Collections.Generic.List`1[System.Int32], which looks different in every kernel: show text, a number or one of the library's display types\n", unchanged.Error);
        Assert.Contains("01-numbers: NOT as committed; 4 cells compared, 1 for their shape only (timing)", unchanged.Output, StringComparison.Ordinal);
        Assert.Equal(1, changed.ExitCode);
        Assert.Contains("01-numbers.ipynb, code cell 2: stdout text differs in line 2\n    in the file: 2nd line\n    in this run: second line\n", changed.Error, StringComparison.Ordinal);
        Assert.Contains("01-numbers.ipynb, code cell 3: execute_result text/html differs in line", changed.Error, StringComparison.Ordinal);
        Assert.Contains("A title", changed.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("base64", changed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_failed_on_the_way_is_not_called_as_committed()
    {
        string path = Write(_scratch.File("01.ipynb"), "throw new InvalidOperationException(\"stop\");", "1 + 1");
        await Gd.RunAsync("run", path, "--save", "--out", _scratch.File("out", "."));

        var (exitCode, output, _) = await Gd.RunAsync("verify", path);

        Assert.Equal(1, exitCode);
        Assert.DoesNotMatch("01: as committed;", output);
    }

    [Fact]
    public async Task A_warning_of_the_compiler_is_told_for_kernels_print_it()
    {
        string path = Write(_scratch.File("01.ipynb"), "1 + 1", "string? name = null;");
        await Gd.RunAsync("run", path, "--save", "--out", _scratch.File("out", "."));

        var (exitCode, _, error) = await Gd.RunAsync("verify", path);

        Assert.Equal(1, exitCode);
        Assert.StartsWith("01.ipynb, code cell 2: line 1: warning CS8632: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cell_that_may_raise_does_not_end_its_notebook_and_is_compared_like_another()
    {
        string path = Write(_scratch.File("01.ipynb"), Of(
            Code("var before = 1;\nthrow new InvalidOperationException(\"as expected\");", "raises-exception"), Code("notDeclared", "raises-exception"), Code("before + 1"), Code("1", "raises-exception")));

        var (ran, _, runError) = await Gd.RunAsync("run", path, "--save", "--out", _scratch.File("out", "."));
        var (verified, _, verifyError) = await Gd.RunAsync("verify", path);

        Assert.Equal((0, "", 0, ""), (ran, runError, verified, verifyError));
        var outputs = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(path))!["cells"]!.AsArray().Select(cell => cell!["outputs"]![0]!);
        Assert.Equal(["as expected", "The name 'notDeclared' does not exist in the current context", null, null], outputs.Select(o => o["evalue"]?.GetValue<string>()));
    }

    public void Dispose() => _scratch.Dispose();
}
