using GdNotebooks.Tests;
using GdNotebooks.Tests.Packaging;

namespace GdNotebooks.Runner.Tests.Packaging;

public class ToolTests
{
    [Fact]
    public void The_runner_packs_as_a_tool_that_installs_and_answers_to_gd()
    {
        using var scratch = new ScratchFolder();

        // Without the machine's own sources: the tool must bring everything along.
        scratch.Write("<configuration><packageSources><clear /></packageSources></configuration>", "nuget.config");
        var own = new Dictionary<string, string?> { ["NUGET_PACKAGES"] = scratch.File("cache", "packages") };
        string configuration = Directory.GetParent(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar))!.Name;

        var packed = Dotnet.Run(Checkout.Root, new Dictionary<string, string?>(),
            "pack", "src/GdNotebooks.Runner", "--no-build", "--configuration", configuration, "--output", scratch.Path);
        Assert.True(packed.ExitCode == 0, packed.Output);

        var installed = Dotnet.Run(scratch.Path, own,
            "tool", "install", "GdNotebooks.Runner", "--version", "1.0.0", "--tool-path", "tools", "--add-source", scratch.Path);
        Assert.True(installed.ExitCode == 0, installed.Output);
        Assert.Contains("command: gd", installed.Output, StringComparison.Ordinal);

        // dotnet exec, for the command itself is a shell's to find.
        string program = Assert.Single(Directory.GetFiles(scratch.File("tools", "."), "gd.dll", SearchOption.AllDirectories));
        var help = Dotnet.Run(scratch.Path, own, "exec", program, "--help");
        Assert.True(help.ExitCode == 0, help.Output);
        Assert.Contains("run", help.Output, StringComparison.Ordinal);
    }
}
