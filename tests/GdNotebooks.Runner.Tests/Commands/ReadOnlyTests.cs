using GdNotebooks.Tests.Packaging;
using static GdNotebooks.Runner.Tests.TestNotebook;

namespace GdNotebooks.Runner.Tests.Commands;

/// <summary>A checkout that nobody may write to. {dir} stands for it, and an argument is between spaces.</summary>
public sealed class ReadOnlyTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public ReadOnlyTests()
    {
        _scratch.Write("", "checkout", "GdNotebooks.sln");
        Write(_scratch.File("checkout", "notebooks", "01.ipynb"), Setup, "1 + 1", FigureCell("line"));
        Write(_scratch.File("checkout", "notebooks", "02.ipynb"), "2 + 2");
        Unprivileged.Allow(writing: false, Checkout);
    }

    private string Checkout => Path.Combine(_scratch.Path, "checkout");

    [UnprivilegedTheory]
    [InlineData("run --out {dir}/../out", "01-line.svg", "01.ipynb", "02.ipynb")]
    [InlineData("figures --out {dir}/../out", "01-line.svg", "index.html")]
    public async Task Results_go_elsewhere_when_asked(string commandLine, params string[] results)
    {
        var (exitCode, _, error) = await GdAsync(commandLine);

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal(results, Directory.GetFiles(_scratch.File("out", ".")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [UnprivilegedTheory]
    [InlineData("run", "{dir}/artifacts cannot be written to: name another one with --out.")]
    [InlineData("run --out {dir}/here/or/there", "{dir}/here/or/there cannot be written to: name another one with --out.")]
    [InlineData("figures", "{dir}/artifacts/figures cannot be written to: name another one with --out.")]
    [InlineData("run --save --out {dir}/../out", "{dir}/notebooks cannot be written to: --save would change the notebooks there.")]
    [InlineData("train --save {dir}/weights.npz", "{dir} cannot be written to: name a file elsewhere with --save.")]
    public async Task What_cannot_be_written_is_said_in_one_sentence_before_anything_runs(string commandLine, string message)
    {
        var (exitCode, output, error) = await GdAsync(commandLine);

        Assert.Equal($"The folder {message.Replace("{dir}", Checkout, StringComparison.Ordinal)}\n", error);
        Assert.Equal((1, ""), (exitCode, output));
        Assert.False(Directory.Exists(_scratch.File("out")));
    }

    public void Dispose()
    {
        Unprivileged.Allow(writing: true, _scratch.Path);
        _scratch.Dispose();
    }

    private async Task<(int ExitCode, string Output, string Error)> GdAsync(string commandLine)
    {
        var start = GdProcess.HowToStart(typeof(CommandLine), commandLine.Split(' ').Select(argument => argument.Replace("{dir}", Checkout, StringComparison.Ordinal)));
        start.WorkingDirectory = Checkout;
        using var gd = Unprivileged.Start(start);
        return await gd.EndAsync();
    }
}
