using GdNotebooks.Tests.Packaging;
using static GdNotebooks.Runner.Tests.TestNotebook;

namespace GdNotebooks.Runner.Tests.Commands;

public sealed class VerifyCommandTests : IDisposable
{
    private readonly ScratchFolder scratch = new();

    [Fact]
    public async Task Saved_outputs_pass_and_each_changed_one_is_named()
    {
        string path = Write(scratch.File("01-numbers.ipynb"), Of(
            Code(Setup), Code("Console.WriteLine($\"{1.5}\\nsecond line\");"), Code(FigureCell("line", "A title")), Code("DateTime.Now.Ticks", "timing"), Code("new List<int> { 1 }")));
        await Gd.RunAsync("run", path, "--save", "--out", scratch.File("out", "."));
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

    public void Dispose() => scratch.Dispose();
}
