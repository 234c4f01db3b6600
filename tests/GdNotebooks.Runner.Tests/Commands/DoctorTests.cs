using System.Text.Json.Nodes;
using GdNotebooks.Tests.Packaging;
using static GdNotebooks.Runner.Tests.TestNotebook;

namespace GdNotebooks.Runner.Tests.Commands;

/// <summary>Machines made of files, and what is said of each.</summary>
public sealed class DoctorTests : IDisposable
{
    private const string Polyglot = ".vscode/extensions/ms-dotnettools.dotnet-interactive-vscode-1.0.6257011";

    private readonly ScratchFolder _scratch = new();
    private string _search = """{"searchResult":[{"sourceName":"GdNotebooks","packages":[{"id":"GdNotebooks","version":"1.0.0"}]},{"sourceName":"elsewhere","packages":[]}]}""";

    public DoctorTests()
    {
        _scratch.Write("", "checkout", "GdNotebooks.sln");
        Map("<clear />");
        Write(_scratch.File("checkout", "notebooks", "01.ipynb"), "#r \"nuget: GdNotebooks, 1.0.0\"", "1");
        _scratch.Write("// a source", "checkout", "src", "GdNotebooks", "A.cs");
        File.SetLastWriteTimeUtc(_scratch.File("checkout", "src", "GdNotebooks", "A.cs"), DateTime.UtcNow.AddHours(-1));
        _scratch.Write("the package", Package);
    }

    private static string[] Package => ["checkout", "notebooks", ".packages", "GdNotebooks.1.0.0.nupkg"];

    [Fact]
    public async Task On_a_bare_machine_each_front_end_gets_the_one_thing_to_do()
    {
        var (exitCode, said) = await TellAsync();

        Assert.Equal(0, exitCode);
        AssertSays(said, "the library's package", "GdNotebooks: as built from the sources that are here");
        AssertSays(said, "gd, this command line", "ready");
        AssertSays(said, "VS Code, Polyglot Notebooks", "install VS Code");
        AssertSays(said, "VS Code, Verso", "install VS Code");
        AssertSays(said, "the browser, JupyterLab or Notebook", "install JupyterLab");
        AssertSays(said, "the browser, Verso", "dotnet tool install --global Verso.Cli");
    }

    [Fact]
    public async Task Where_all_is_installed_all_are_ready()
    {
        Install("bin/code", "bin/jupyter-lab", "bin/jupyter-kernelspec", "bin/verso", $"{Polyglot}/package.json", ".vscode/extensions/datafication.verso-notebook-1.2.3/package.json",
            ".vscode/extensions/ms-toolsai.jupyter-2025.9.1-linux-x64/package.json", ".vscode/extensions/ms-toolsai.jupyter-keymap-1.1.2/package.json", ".dotnet/tools/.store/microsoft.dotnet-interactive/1.0.712001/project.assets.json", "tool");
        _scratch.Write(new JsonObject { ["argv"] = new JsonArray(_scratch.File("home", "tool"), "jupyter") }.ToJsonString(), "home", ".local", "share", "jupyter", "kernels", ".net-csharp", "kernel.json");

        var (_, said) = await TellAsync();

        Assert.Equal(6, said.Split('\n').Count(line => line.EndsWith(" ready", StringComparison.Ordinal)));
        AssertSays(said, ".NET Interactive", "1.0.712001 (1.0.712001 is the last)");
        AssertSays(said, "  ms-toolsai.jupyter", "2025.9.1");

        File.Delete(_scratch.File("home", "tool"));
        AssertSays((await TellAsync()).Said, "VS Code, Jupyter", "dotnet interactive jupyter install");
    }

    [Fact]
    public async Task An_extension_that_was_uninstalled_is_not_there_although_its_folder_is()
    {
        Install("bin/code", ".vscode/extensions/datafication.verso-notebook-1.2.3/package.json");
        AssertSays((await TellAsync()).Said, "VS Code, Verso", "ready");

        // As VS Code 1.100 left it after "--uninstall-extension".
        _scratch.Write("[]", "home", ".vscode", "extensions", "extensions.json");
        AssertSays((await TellAsync()).Said, "VS Code, Verso", "install the extension datafication.verso-notebook");

        _scratch.Write("""[{"identifier":{"id":"Datafication.verso-notebook"},"version":"1.3.0","relativeLocation":"datafication.verso-notebook-1.2.3"}]""", "home", ".vscode", "extensions", "extensions.json");
        var (_, said) = await TellAsync();
        AssertSays(said, "VS Code, Verso", "ready");
        AssertSays(said, "  datafication.verso-notebook", "1.3.0");
    }

    [Fact]
    public async Task Without_kernelspec_the_kernel_cannot_be_registered_and_that_comes_first()
    {
        Install("bin/jupyter-lab", ".dotnet/tools/.store/microsoft.dotnet-interactive/1.0.712001/project.assets.json");

        AssertSays((await TellAsync()).Said, "the browser, JupyterLab or Notebook", "install Jupyter's client (jupyter kernelspec has to be on the path; Debian: jupyter-client)");
    }

    [Fact]
    public async Task An_extension_that_would_start_only_once_is_told_the_cure()
    {
        string storage = ".config/Code/User/globalStorage/ms-dotnettools.dotnet-interactive-vscode";
        Install("bin/code", $"{Polyglot}/package.json", $"{storage}/dotnet-tools.json");

        AssertSays((await TellAsync()).Said, "VS Code, Polyglot Notebooks",
            $"make a folder .config in {Path.GetFullPath(_scratch.File("home", storage))} and copy dotnet-tools.json into it, or the extension starts once and never again");

        Install($"{storage}/.config/dotnet-tools.json");
        AssertSays((await TellAsync()).Said, "VS Code, Polyglot Notebooks", "ready");
    }

    [Fact]
    public async Task A_package_that_is_missing_or_older_than_its_sources_or_that_kernels_have_another_copy_of_fails()
    {
        _scratch.Write("of another file", "home", ".nuget", "packages", "gdnotebooks", "1.0.0", "gdnotebooks.1.0.0.nupkg.sha512");
        var copied = await TellAsync();
        File.SetLastWriteTimeUtc(_scratch.File("checkout", "src", "GdNotebooks", "A.cs"), DateTime.UtcNow.AddHours(1));
        var stale = await TellAsync();
        File.Delete(_scratch.File(Package));
        var missing = await TellAsync();

        Assert.Equal((1, 1, 1), (copied.ExitCode, stale.ExitCode, missing.ExitCode));
        AssertSays(copied.Said, "the library's package", $"kernels still have another GdNotebooks 1.0.0 in {_scratch.File("home", ".nuget", "packages", "gdnotebooks", "1.0.0")}: run dotnet build, then restart the kernel");
        AssertSays(stale.Said, "the library's package", $"older than {Path.Combine("src", "GdNotebooks", "A.cs")}: run dotnet build, then restart the kernel");
        AssertSays(missing.Said, "the library's package", "GdNotebooks is not built: run dotnet build");
    }

    [Fact]
    public async Task A_package_of_the_same_name_elsewhere_is_warned_of()
    {
        Assert.DoesNotContain("has a package", (await TellAsync()).Said, StringComparison.Ordinal);

        _search = """{"searchResult":[{"sourceName":"GdNotebooks","packages":[]},{"sourceName":"elsewhere","packages":[{"id":"GdNotebooks","version":"9.0.0"}]}]}""";
        Assert.Contains("The package source elsewhere has a package GdNotebooks too, which is not this workbook's", (await TellAsync()).Said, StringComparison.Ordinal);

        _search = "no answer";
        Assert.Contains("did not answer", (await TellAsync()).Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""<packageSource key="Company"><package pattern="*" /></packageSource>""", "Company")]
    [InlineData("""<packageSource key="Company"><package pattern="Company.*" /></packageSource>""", "no source")]
    [InlineData("""<packageSource key="Company"><package pattern="GdNotebooks" /></packageSource><packageSource key="GdNotebooks"><package pattern="GdNotebooks" /></packageSource>""", "Company and GdNotebooks")]
    [InlineData("""<packageSource key="Company"><package pattern="*" /></packageSource><packageSource key="GdNotebooks"><package pattern="GdNotebooks" /><package pattern="GdNotebooks.*" /></packageSource>""", null)]
    public async Task A_mapping_of_names_to_sources_that_leads_to_another_source_than_the_checkouts_fails(string mapping, string? leadsTo)
    {
        Map("<clear />" + mapping);

        var (exitCode, said) = await TellAsync();

        Assert.Equal(leadsTo is null ? 0 : 1, exitCode);
        AssertSays(said, "the library's package", leadsTo is null ? "GdNotebooks: as built from the sources that are here"
            : $"NuGet looks for GdNotebooks in {leadsTo}, for so a nuget.config of yours maps the names of packages: " +
              "add <packageSource key=\"GdNotebooks\"><package pattern=\"GdNotebooks\" /><package pattern=\"GdNotebooks.*\" /></packageSource> to its packageSourceMapping");
    }

    [Theory]
    [InlineData("8.0.100 [/usr/share/dotnet/sdk]\n10.0.100-rc.1 [/x]\n9.0.300 [/x]\n", "10.0.100")]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void The_newest_sdk_is_found_in_the_list(string? list, string? newest) => Assert.Equal(newest, FrontEnds.NewestSdk(list)?.ToString());

    public void Dispose() => _scratch.Dispose();

    private static void AssertSays(string said, string what, string how) => Assert.Contains($"{what + ":",-38} {how}\n", said, StringComparison.Ordinal);

    private void Map(string mapping) => _scratch.Write($"<configuration><packageSourceMapping>{mapping}</packageSourceMapping></configuration>", "checkout", "nuget.config");

    private void Install(params string[] files)
    {
        foreach (string file in files)
        {
            // On Windows what can be started has an ending.
            _scratch.Write("", ["home", .. (file.StartsWith("bin/", StringComparison.Ordinal) && OperatingSystem.IsWindows() ? file + ".exe" : file).Split('/')]);
        }
    }

    private async Task<(int ExitCode, string Said)> TellAsync()
    {
        using var output = new StringWriter { NewLine = "\n" };
        int exitCode = await DoctorCommand.TellAsync(output, new Machine
        {
            Home = _scratch.File("home", ".")[..^2],
            HasFolder = path => path.StartsWith(_scratch.Path, StringComparison.Ordinal) && Directory.Exists(path),
            Variable = name => name == "PATH" ? _scratch.File("home", "bin") : null,
            RunAsync = (_, arguments, _) => Task.FromResult(arguments[0] == "--list-sdks" ? "10.0.401 [/usr/share/dotnet/sdk]\n" : _search == "no answer" ? null : _search),
        }, new Workbook(_scratch.File("checkout")));
        return (exitCode, output.ToString());
    }
}
