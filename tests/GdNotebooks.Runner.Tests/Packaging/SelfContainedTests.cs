using System.Diagnostics;
using System.Text.Json.Nodes;
using GdNotebooks.Tests;
using GdNotebooks.Tests.Packaging;
using static GdNotebooks.Runner.Tests.TestNotebook;

namespace GdNotebooks.Runner.Tests.Packaging;

public sealed class SelfContainedTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    [SelfContainedFact]
    public async Task Published_with_dotnet_inside_it_runs_notebooks_where_there_is_no_dotnet()
    {
        Publish();
        Write(_scratch.File("own.ipynb"), Setup, FigureCell("a-line"), "Console.WriteLine(Elementary.Exp(1));\n6 * 7");
        Write(_scratch.File("foreign.ipynb"), "#r \"nuget: Example.Foreign, 1.2.3\"");

        var (exitCode, output, error) = await RunAsync("run", "own.ipynb", "foreign.ipynb", "--out", "published");
        Assert.True(exitCode == 0, output + error);
        Assert.Matches("own .*passed", output);
        Assert.Contains("restoring packages takes the .NET SDK, and there is none beside this program", output + error, StringComparison.Ordinal);

        // All that it shows is what this program shows here.
        var here = await Gd.RunAsync("run", _scratch.File("own.ipynb"), "--out", _scratch.File("here", "."));
        Assert.True(here.ExitCode == 0, here.Error);
        Assert.Equal(File.ReadAllBytes(_scratch.File("here", "own-a-line.svg")), File.ReadAllBytes(_scratch.File("published", "own-a-line.svg")));
        Assert.Equal(File.ReadAllText(_scratch.File("here", "own.ipynb")), File.ReadAllText(_scratch.File("published", "own.ipynb")));
        Assert.Contains("42", JsonNode.Parse(File.ReadAllText(_scratch.File("published", "own.ipynb")))!["cells"]![2]!["outputs"]!.ToJsonString(), StringComparison.Ordinal);
    }

    public void Dispose() => _scratch.Dispose();

    /// <summary>Publishes with intermediate files of its own: other tests use those of the checkout at the same time.</summary>
    private void Publish() => Sdk.Do(
        Checkout.Root,
        new Dictionary<string, string?> { ["MakePackages"] = "false", ["OneFramework"] = "true", ["CI"] = null },
        "publish", "src/GdNotebooks.Runner", "--use-current-runtime", "--self-contained", "-p:NuGetAudit=false",
        "--artifacts-path", _scratch.File("artifacts", "."), "--output", _scratch.File("an", "own", "program", "."));

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var start = GdProcess.HowToStart(typeof(CommandLine), [], ("PATH", _scratch.File("nothing", ".")), ("XDG_DATA_HOME", _scratch.File("data", ".")));
        (start.FileName, start.WorkingDirectory) = (_scratch.File("an", "own", "program", OperatingSystem.IsWindows() ? "gd.exe" : "gd"), _scratch.Path);
        start.ArgumentList.Clear();
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("DOTNET_ROOT", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment[name] = _scratch.File("nothing", ".");
        }

        start.Environment.Remove("DOTNET_HOST_PATH");
        using var gd = Process.Start(start)!;
        return await gd.EndAsync();
    }
}

/// <summary>A test that publishes with .NET inside, which takes half a minute and the .NET to put inside.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SelfContainedFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> WhyNot = new(() =>
    {
        // It is fetched once; a machine that was never online with this test cannot do it, which is no fault.
        using var scratch = new ScratchFolder();
        scratch.Write("<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>", "runtime.csproj");
        var (exitCode, output) = Dotnet.Run(scratch.Path, Sdk.SameEnvironment, "restore", "--use-current-runtime", "-p:SelfContained=true", "-p:NuGetAudit=false");
        string? error = output.Split('\n').FirstOrDefault(line => line.Contains("error NU1", StringComparison.Ordinal));
        return exitCode != 0 && error is not null ? $"no package source gives the .NET to put inside: {error.Trim()}" : null;
    });

    public SelfContainedFactAttribute() => Skip = Thorough.WhyNot("publishes with .NET inside, which takes half a minute") ?? WhyNot.Value;
}
