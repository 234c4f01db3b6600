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

        Sdk.Do(Checkout.Root, Sdk.SameEnvironment, "pack", "src/GdNotebooks.Runner", "--no-build", "--configuration", configuration, "--output", scratch.Path);
        string installed = Sdk.Do(scratch.Path, own, "tool", "install", "GdNotebooks.Runner", "--version", "1.0.0", "--tool-path", "tools", "--add-source", scratch.Path);
        Assert.Contains("command: gd", installed, StringComparison.Ordinal);

        // dotnet exec, for the command itself is a shell's to find.
        string program = Assert.Single(Directory.GetFiles(scratch.File("tools", "."), "gd.dll", SearchOption.AllDirectories));
        Assert.Contains("run", Sdk.Do(scratch.Path, own, "exec", program, "--help"), StringComparison.Ordinal);
    }
}
