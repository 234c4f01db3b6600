using System.Text;
using System.Text.Json.Nodes;
using GdNotebooks.Tests;
using GdNotebooks.Tests.Packaging;
using static GdNotebooks.Runner.Tests.TestNotebook;

namespace GdNotebooks.Runner.Tests.Commands;

public sealed class SaveTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    [Fact]
    public async Task A_save_writes_the_outputs_and_a_save_with_nothing_new_leaves_the_bytes()
    {
        // Some programs indent by two and do not sort: a notebook whose outputs are as they were stays as they wrote it.
        string ran = Write(_scratch.File(FileNames.Here("1 it's \"a\" näme.ipynb")), Setup, "1 + 1", FigureCell("line"));
        string fails = Write(_scratch.File("2-fails.ipynb"), "1 + 1", "throw new Exception(\"no\");");
        byte[] failsBefore = File.ReadAllBytes(fails);

        var first = await SaveAsync();
        string written = File.ReadAllText(ran);
        File.WriteAllText(ran, JsonNode.Parse(written)!.ToJsonString(new() { WriteIndented = true, NewLine = "\r\n" }), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        byte[] reformatted = File.ReadAllBytes(ran);
        var second = await SaveAsync();

        Assert.Equal(1, first.ExitCode);
        Assert.Equal(File.ReadAllText(Path.Combine(_scratch.Path, "out", Path.GetFileName(ran))), written);
        Assert.Contains("\"2\"", written, StringComparison.Ordinal);
        Assert.NotEqual(written, Encoding.UTF8.GetString(reformatted));
        Assert.Equal(reformatted, File.ReadAllBytes(ran));
        Assert.Equal(1, second.ExitCode);
        Assert.Equal(failsBefore, File.ReadAllBytes(fails));
    }

    [Fact]
    public async Task Two_runs_at_once_on_the_same_notebooks_both_succeed()
    {
        string[] notebooks = [.. Enumerable.Range(1, 2).Select(i => Write(_scratch.File($"0{i}.ipynb"), Setup, $"{i} + 1", FigureCell("line")))];

        var runs = await Task.WhenAll(SaveAsync(), SaveAsync());

        Assert.All(runs, run => Assert.True(run.ExitCode == 0, run.Error));
        Assert.All(notebooks, path => Assert.Equal(File.ReadAllText(Path.Combine(_scratch.Path, "out", Path.GetFileName(path))), File.ReadAllText(path)));
        Assert.Empty(Directory.EnumerateFiles(_scratch.Path, "*.tmp", SearchOption.AllDirectories));
    }

    [LinkFact]
    public async Task Results_never_take_the_place_of_the_notebook_that_was_run_by_whatever_path_they_are_sent()
    {
        string path = Write(_scratch.File("own", "01.ipynb"), "throw new Exception();");
        string before = File.ReadAllText(path);
        Directory.CreateSymbolicLink(_scratch.File("link"), Path.GetDirectoryName(path)!);

        foreach (string folder in (string[])[Path.GetDirectoryName(path)!, _scratch.File("own", "..", "own"), _scratch.File("link")])
        {
            var (exitCode, _, error) = await Gd.RunAsync("run", path, "--out", folder);

            Assert.Equal((2, $"{path} itself would be overwritten with its results: name another folder with --out, or put the outputs into the notebook with --save.\n"), (exitCode, error));
            Assert.Equal(before, File.ReadAllText(path));
        }
    }

    [Fact]
    public async Task Where_results_cannot_be_written_one_sentence_says_so()
    {
        Write(_scratch.File("01.ipynb"), "1 + 1");
        _scratch.Write("a file in the way", "in-the-way");

        var (exitCode, _, error) = await Gd.RunAsync("run", _scratch.Path, "--out", Path.Combine(_scratch.Path, "in-the-way", "below"));

        Assert.Equal(1, exitCode);
        Assert.Equal($"The folder {Path.Combine(_scratch.Path, "in-the-way", "below")} cannot be written to: name another one with --out.\n", error);
    }

    public void Dispose() => _scratch.Dispose();

    private Task<(int ExitCode, string Output, string Error)> SaveAsync() =>
        Gd.RunAsync("run", _scratch.Path, "--save", "--out", Path.Combine(_scratch.Path, "out"));
}
