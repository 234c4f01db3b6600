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

    public void Dispose() => _scratch.Dispose();
}
