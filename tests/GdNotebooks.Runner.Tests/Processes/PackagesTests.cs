using System.IO.Compression;
using System.Text;
using GdNotebooks.Runner.Tests.Commands;
using GdNotebooks.Tests;
using GdNotebooks.Tests.Packaging;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using static GdNotebooks.Runner.Tests.TestNotebook;

namespace GdNotebooks.Runner.Tests.Processes;

/// <summary>Packages from a source of the notebook folder's own, so that nothing is asked of any network.</summary>
public sealed class PackagesTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    [Fact]
    public async Task Packages_are_restored_by_the_notebook_folders_configuration_and_one_that_cannot_be_had_skips_its_notebook()
    {
        _scratch.Write(
            """<configuration><packageSources><clear /><add key="own" value="../packages" /></packageSources><config><add key="globalPackagesFolder" value="../unpacked" /></config></configuration>""",
            "notebooks", "nuget.config");
        MakePackage("Gd.Test.Inner", "1.2.3", "namespace Gd.Test.Inner { public static class Answer { public static int Of(int x) => 2 * x; } }");
        MakePackage("Gd.Test.Outer", "2.0.0", "namespace Gd.Test.Outer { public static class Question { public static string Ask() => \"answered \" + Gd.Test.Inner.Answer.Of(21); } }", "Gd.Test.Inner");
        Write(_scratch.File("notebooks", "01-uses.ipynb"), "#r \"nuget: Gd.Test.Outer, 2.0.0\"\nusing Gd.Test.Outer;\nQuestion.Ask()");
        Write(_scratch.File("notebooks", "02-no-such-package.ipynb"), "#r \"nuget: Gd.Test.Nowhere, 1.0.0\"", "1");
        Write(_scratch.File("notebooks", "03-no-such-version.ipynb"), "1", "#r \"nuget: Gd.Test.Inner, 9.9.9\"");

        var first = await RunAsync("notebooks");
        Directory.Delete(_scratch.File("packages", ".")[..^2], recursive: true);
        var again = await RunAsync("notebooks/01-uses.ipynb");

        Assert.True(first.ExitCode == 0, first.Said);
        Assert.Matches("01-uses .*passed", first.Said);
        Assert.Matches("02-no-such-package .*skipped", first.Said);
        Assert.Matches("03-no-such-version .*skipped", first.Said);
        Assert.Contains("02-no-such-package.ipynb: It needs the package Gd.Test.Nowhere 1.0.0: no package source of this machine has it.\n", first.Said, StringComparison.Ordinal);
        Assert.Contains("03-no-such-version.ipynb: It needs the package Gd.Test.Inner 9.9.9: the package sources of this machine have other versions of it only.\n", first.Said, StringComparison.Ordinal);
        Assert.Contains("answered 42", File.ReadAllText(_scratch.File("out", "01-uses.ipynb")), StringComparison.Ordinal);
        Assert.True(again.ExitCode == 0, "What was restored once should be remembered: " + again.Said);
    }

    [Fact]
    public async Task A_version_is_what_it_is_to_NuGet_and_what_cannot_be_restored_ends_no_other_notebook()
    {
        _scratch.Write("""<configuration><packageSources><clear /><add key="own" value="../packages" /></packageSources><config><add key="globalPackagesFolder" value="../unpacked" /></config></configuration>""", "notebooks", "nuget.config");
        _scratch.Write("<configuration><packageSou", "broken", "nuget.config");
        foreach (string version in (string[])["1.2.3", "1.3.0", "2.0.0-beta"])
        {
            MakePackage("Gd.Test.Versions", version, $$"""namespace Gd.Test.Versions { public static class Version { public static string Is => "version {{version}}"; } }""");
        }

        // The library needs MathNet.Numerics 5.0.0; these bear its name only.
        foreach (string version in (string[])["4.0.0", "5.0.0", "6.0.0"])
        {
            MakePackage("MathNet.Numerics", version, $"[assembly: System.Reflection.AssemblyVersion(\"{version}.0\")]");
        }

        (string Version, string Gets)[] asked = [.. Thorough.Of<(string, string)>([("1.2.0", "1.2.3"), ("1.2.3", "1.2.3"), ("1.*", "1.3.0"), ("[1.2.3]", "1.2.3"), ("[1.2.4,2.0)", "1.3.0"), ("*-*", "2.0.0-beta")])];
        for (int i = 0; i < asked.Length; i++)
        {
            Write(_scratch.File("notebooks", $"{i}.ipynb"), $"#r \"nuget: Gd.Test.Versions, {asked[i].Version}\"\nGd.Test.Versions.Version.Is");
        }

        Write(_scratch.File("notebooks", "a-lower.ipynb"), "#r \"nuget: GdNotebooks, 1.0.0\"\n#r \"nuget: MathNet.Numerics, 4.0.0\"", "1");
        Write(_scratch.File("notebooks", "b-higher.ipynb"), "#r \"nuget: GdNotebooks, 1.0.0\"\n#r \"nuget: MathNet.Numerics, 6.0.0\"", "1");
        Write(_scratch.File("notebooks", "c-the-same.ipynb"), "#r \"nuget: GdNotebooks, 1.0.0\"\n#r \"nuget: MathNet.Numerics, 5.0.0\"\nusing MathNet.Numerics.LinearAlgebra;\nVector<double>.Build.Dense([1.0, 2]).Sum()");
        Write(_scratch.File("notebooks", "d-alone.ipynb"), "#r \"nuget: MathNet.Numerics, 5.0.0\"\nMathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense([1.0, 2]).Sum()");
        Write(_scratch.File("notebooks", "e-no-version.ipynb"), "#r \"nuget: Gd.Test.Versions, soon\"", "1");
        Write(_scratch.File("broken", "f-broken.ipynb"), "#r \"nuget: Gd.Test.Versions, 1.2.3\"");
        Write(_scratch.File("notebooks", "g-none.ipynb"), "1 + 1");

        // What stands in a folder above, which others may write to, is none of the restore's business.
        foreach (string name in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
        {
            _scratch.Write("<Project", "temporary", name);
        }

        _scratch.Write("-no-such-switch", "temporary", "Directory.Build.rsp");
        _scratch.Write("""{"sdk":{"version":"99.0.100"}}""", "temporary", "global.json");

        var (exitCode, said) = await RunAsync("notebooks/*", ("TMPDIR", _scratch.File("temporary", ".")), ("TMP", _scratch.File("temporary", ".")));
        var broken = await RunAsync("broken");

        Assert.Equal(1, exitCode);
        for (int i = 0; i < asked.Length; i++)
        {
            Assert.Matches($" {i} .*passed", said);
            Assert.Contains($"version {asked[i].Gets}", File.ReadAllText(_scratch.File("out", $"{i}.ipynb")), StringComparison.Ordinal);
        }

        Assert.Contains("a-lower.ipynb: The notebook asks for MathNet.Numerics 4.0.0, and another package that it asks for needs at least 5.0.0: ask for that version, or leave the line out.\n", said, StringComparison.Ordinal);
        Assert.Contains("b-higher.ipynb: The notebook asks for MathNet.Numerics 6.0.0, and the workbook's library, which it asks for too, comes here with 5.0.0: ask for that version, or leave the line out.\n", said, StringComparison.Ordinal);
        Assert.All((string[])["c-the-same", "d-alone", "g-none"], name => Assert.Matches($" {name} .*passed", said));
        Assert.Contains("e-no-version.ipynb, code cell 1: InvalidOperationException: The package \"Gd.Test.Versions, soon\" cannot be used here", said, StringComparison.Ordinal);
        Assert.Matches("f-broken .*skipped", broken.Said);
        Assert.Contains("It needs the package Gd.Test.Versions 1.2.3: dotnet restore failed: ", broken.Said, StringComparison.Ordinal);
    }

    [UnprivilegedTheory]
    [InlineData("read-only")]
    [InlineData("missing")]
    public async Task Without_a_home_folder_that_can_be_written_to_packages_are_restored_for_this_run_only(string home)
    {
        _scratch.Write("""<configuration><packageSources><clear /><add key="own" value="../packages" /></packageSources></configuration>""", "notebooks", "nuget.config");
        MakePackage("Gd.Test.Inner", "1.2.3", "namespace Gd.Test.Inner { public static class Answer { public static int Of(int x) => 2 * x; } }");
        Write(_scratch.File("notebooks", "01.ipynb"), "#r \"nuget: Gd.Test.Inner, 1.2.3\"\nGd.Test.Inner.Answer.Of(21)");
        Unprivileged.Allow(writing: false, _scratch.File("read-only", ".")[..^2]);

        string[] variablesOfTheSdk = ["DOTNET_CLI_HOME", "NUGET_PACKAGES", "XDG_DATA_HOME"];
        using var gd = Unprivileged.Start(GdProcess.HowToStart(
            typeof(CommandLine),
            ["run", _scratch.File("notebooks", "01.ipynb"), "--out", _scratch.File("out", ".")],
            [("HOME", Path.Combine(_scratch.Path, home)), ("TMPDIR", _scratch.File("temporary", ".")), .. variablesOfTheSdk.Select(name => (name, ""))]));
        var (exitCode, output, error) = await gd.EndAsync();

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Matches("01 .*passed", output);
        Assert.Empty(Directory.GetDirectories(_scratch.File("temporary", "."), "gd-*"));
    }

    [Fact]
    public async Task Another_version_of_the_library_is_refused()
    {
        var (exitCode, _, error) = await Gd.RunAsync("run", Write(_scratch.File("01.ipynb"), "#r \"nuget: GdNotebooks, 7.0.0\""), "--out", _scratch.File("out", "."));

        Assert.Equal(1, exitCode);
        Assert.Equal("01.ipynb: The notebook asks for GdNotebooks 7.0.0, and this program comes with version 1.0.0.\n", error);
    }

    public void Dispose() => _scratch.Dispose();

    private async Task<(int ExitCode, string Said)> RunAsync(string notebooks, params (string, string)[] environment)
    {
        using var gd = GdProcess.Start(["run", Path.Combine(_scratch.Path, notebooks), "--out", _scratch.File("out", ".")], [("XDG_DATA_HOME", _scratch.File("data", ".")), ("NUGET_PACKAGES", _scratch.File("unpacked", ".")), .. environment]);
        var (exitCode, output, error) = await gd.EndAsync();
        return (exitCode, (output + error).Replace("\r\n", "\n", StringComparison.Ordinal));
    }

    private void MakePackage(string name, string version, string code, string? dependency = null)
    {
        string compiled = _scratch.File("compiled", name + ".dll");
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(p => Path.GetFileName(p).StartsWith("System.", StringComparison.Ordinal)).ToList();
        if (dependency is not null)
        {
            references.Add(_scratch.File("compiled", dependency + ".dll"));
        }

        var result = CSharpCompilation.Create(name, [CSharpSyntaxTree.ParseText(code)], references.Select(path => MetadataReference.CreateFromFile(path)), new(OutputKind.DynamicallyLinkedLibrary)).Emit(compiled);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        using var package = ZipFile.Open(_scratch.File("packages", $"{name}.{version}.nupkg"), ZipArchiveMode.Create);
        package.CreateEntryFromFile(compiled, $"lib/net10.0/{name}.dll");
        using var manifest = new StreamWriter(package.CreateEntry(name + ".nuspec").Open(), Encoding.UTF8);
        string dependencies = dependency is null ? "" : $"<dependencies><group targetFramework=\"net10.0\"><dependency id=\"{dependency}\" version=\"1.2.3\" /></group></dependencies>";
        manifest.Write($"<package><metadata><id>{name}</id><version>{version}</version><authors>a</authors><description>d</description>{dependencies}</metadata></package>");
    }
}
