using GdNotebooks.Tests.Packaging;
using static GdNotebooks.Runner.Tests.TestNotebook;

namespace GdNotebooks.Runner.Tests.Commands;

public sealed class ConsoleTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    [Fact]
    public async Task What_is_said_is_UTF_8_whatever_the_console_is_set_to()
    {
        Write(_scratch.File("01-the-rate.ipynb"), Of(Markdown("# η, the rate"), Code(FigureCell("line"))));

        // Windows begins with the code page of its country, and other systems with what these variables say.
        using var gd = GdProcess.Start(["figures", _scratch.Path, "--list"], ("LC_ALL", "en_US.ISO-8859-1"), ("LANG", "en_US.ISO-8859-1"));
        var (exitCode, output, error) = await gd.EndAsync();

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("│", output, StringComparison.Ordinal);
        Assert.Contains("η, the rate", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_behind_the_output_is_a_sentence_and_behind_the_errors_nothing()
    {
        using var full = new Full();
        using var output = new StandardWriter(full, isNeeded: true);
        using var error = new StandardWriter(full, isNeeded: false);
        using var said = new StringWriter { NewLine = "\n" };

        Assert.Equal(1, await CommandLine.RunAsync(["data", "status", "--data", _scratch.Path], output, said));
        Assert.Equal("The standard output cannot be written: No space left on device.\n", said.ToString());
        Assert.Equal(2, await CommandLine.RunAsync(["walk"], said, error));
    }

    public void Dispose() => _scratch.Dispose();

    private sealed class Full : StringWriter
    {
        public override void Write(string? value) => throw new IOException("No space left on device");

        public override void Write(char[] buffer, int index, int count) => throw new IOException("No space left on device");

        public override void WriteLine(string? value) => throw new IOException("No space left on device");
    }
}
