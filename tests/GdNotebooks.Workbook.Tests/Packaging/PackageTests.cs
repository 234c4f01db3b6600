using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using GdNotebooks.Plotting;

namespace GdNotebooks.Tests.Packaging;

public class PackageTests
{
    private const string FileName = "GdNotebooks.1.0.0.nupkg";

    private static readonly string Package = Checkout.Folder("notebooks", ".packages", FileName);

    [Fact]
    public void The_package_carries_its_readme_its_documentation_and_nothing_it_should_not()
    {
        using var package = ZipFile.OpenRead(Package);
        string[] files = [.. package.Entries.Select(entry => entry.FullName)
            .Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

        Assert.Equal(
            [
                "GdNotebooks.nuspec", "README.md", "[Content_Types].xml",
                "lib/net10.0/GdNotebooks.dll", "lib/net10.0/GdNotebooks.xml",
                "lib/net8.0/GdNotebooks.dll", "lib/net8.0/GdNotebooks.xml",
            ],
            files);
        Assert.Equal(File.ReadAllText(Checkout.Folder("src", "GdNotebooks", "README.md")), Text(package, "README.md"));
    }

    [Fact]
    public void The_package_says_whose_it_is_under_which_licence_and_from_which_commit()
    {
        using var package = ZipFile.OpenRead(Package);
        var nuspec = XDocument.Parse(Text(package, "GdNotebooks.nuspec"));
        XElement Field(string name) => Assert.Single(nuspec.Descendants(), element => element.Name.LocalName == name);

        Assert.Equal("GdNotebooks", Field("id").Value);
        Assert.Equal("1.0.0", Field("version").Value);
        Assert.Equal("MIT", Field("license").Value);
        Assert.Equal("expression", Field("license").Attribute("type")?.Value);
        Assert.Equal("README.md", Field("readme").Value);
        Assert.NotEmpty(Field("authors").Value);
        Assert.NotEmpty(Field("description").Value);
        Assert.NotEmpty(Field("tags").Value);
        if (Directory.Exists(Checkout.Folder(".git")) || File.Exists(Checkout.Folder(".git")))
        {
            Assert.Equal("git", Field("repository").Attribute("type")?.Value);
            Assert.Matches("^[0-9a-f]{40}$", Field("repository").Attribute("commit")?.Value);
        }
    }

    [Fact]
    public void MathNet_is_all_the_package_depends_on()
    {
        using var package = ZipFile.OpenRead(Package);
        string[] dependencies = [.. XDocument.Parse(Text(package, "GdNotebooks.nuspec")).Descendants()
            .Where(element => element.Name.LocalName == "dependency")
            .Select(element => $"{element.Parent?.Attribute("targetFramework")?.Value}: {element.Attribute("id")?.Value}").Order(StringComparer.Ordinal)];

        Assert.Equal(["net10.0: MathNet.Numerics", "net8.0: MathNet.Numerics"], dependencies);
    }

    [Theory]
    [InlineData("net10.0")]
    [InlineData("net8.0")]
    public void The_assemblies_in_the_package_carry_their_own_symbols(string framework)
    {
        using var assembly = new PEReader(Assembly(framework));
        var symbols = Assert.Single(assembly.ReadDebugDirectory(), entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        using var provider = assembly.ReadEmbeddedPortablePdbDebugDirectoryData(symbols);
        var documents = provider.GetMetadataReader();

        Assert.Contains(documents.Documents, handle => documents.GetString(documents.GetDocument(handle).Name).EndsWith("GradientDescent.cs", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("net10.0")]
    [InlineData("net8.0")]
    public void The_packaged_documentation_covers_every_public_type(string framework)
    {
        using var package = ZipFile.OpenRead(Package);
        var documented = XDocument.Parse(Text(package, $"lib/{framework}/GdNotebooks.xml")).Descendants("member")
            .Select(member => member.Attribute("name")!.Value).ToHashSet();

        Assert.All(typeof(Figure).Assembly.GetExportedTypes(), type => Assert.Contains($"T:{type.FullName!.Replace('+', '.')}", documented));
    }

    [Fact]
    public void A_project_outside_the_checkout_restores_the_package_through_the_checkouts_own_nuget_config()
    {
        using var scratch = new ScratchFolder();

        // The outer configuration takes the machine's sources away, so that only the folder which the
        // checkout's own configuration names by a relative path is left.
        scratch.Write("<configuration><packageSources><clear /></packageSources></configuration>", "nuget.config");
        File.Copy(Checkout.Folder("nuget.config"), scratch.File("workbook", "nuget.config"));
        File.Copy(Package, scratch.File("workbook", "notebooks", ".packages", FileName));
        File.Copy(MathNetPackage(), scratch.File("workbook", "notebooks", ".packages", Path.GetFileName(MathNetPackage())));
        scratch.Write("""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup><PackageReference Include="GdNotebooks" Version="1.0.0" /></ItemGroup>
            </Project>
            """, "workbook", "notebooks", "probe", "probe.csproj");
        scratch.Write("""
            using GdNotebooks;
            var walk = GradientDescent.Minimize(w => (w - 3) * (w - 3), w => 2 * (w - 3), start: 1, learningRate: 0.1, steps: 1);
            Console.WriteLine(FormattableString.Invariant($"w = {walk.End.Position:0.000}, C = {walk.End.Cost:0.000}"));
            """, "workbook", "notebooks", "probe", "Program.cs");

        var (exitCode, output) = Dotnet.Run(
            scratch.File("workbook", "notebooks", "probe", "probe.csproj") is var project ? Path.GetDirectoryName(project)! : "",
            new Dictionary<string, string?> { ["NUGET_PACKAGES"] = scratch.File("cache", "packages") },
            "run", "--property:UseAppHost=false");

        Assert.True(exitCode == 0, output);
        Assert.Contains("w = 1.400, C = 2.560", output, StringComparison.Ordinal);
        Assert.True(Directory.Exists(scratch.File("cache", "packages", "gdnotebooks", "1.0.0", "lib")), output);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    public void Building_the_package_drops_the_copies_that_kernels_keep_of_an_older_one(string closingSlash)
    {
        using var scratch = new ScratchFolder();
        string package = scratch.File("packages", "gdnotebooks", "1.0.0", "lib", "GdNotebooks.dll");
        string verso = scratch.File("temp", "verso-nuget-packages", "net10.0", "GdNotebooks", "1.0.0", "GdNotebooks.dll");
        string other = scratch.File("packages", "mathnet.numerics", "5.0.0", "lib", "MathNet.Numerics.dll");
        foreach (string file in new[] { package, verso, other })
        {
            File.WriteAllText(file, "old");
        }

        var (exitCode, output) = Dotnet.Run(
            Checkout.Folder("src", "GdNotebooks"),
            new Dictionary<string, string?> { ["TMPDIR"] = scratch.File("temp", "."), ["TMP"] = scratch.File("temp", "."), ["TEMP"] = scratch.File("temp", ".") },
            "msbuild", "-nologo", "-target:DropStaleCopiesOfThePackage", $"-property:NuGetPackageRoot={scratch.File("packages", ".")[..^2]}{closingSlash}");

        Assert.True(exitCode == 0, output);
        Assert.False(File.Exists(package), output);
        Assert.False(File.Exists(verso), output);
        Assert.True(File.Exists(other), output);
    }

    private static MemoryStream Assembly(string framework)
    {
        using var package = ZipFile.OpenRead(Package);
        using var packed = package.GetEntry($"lib/{framework}/GdNotebooks.dll")!.Open();
        var assembly = new MemoryStream();
        packed.CopyTo(assembly);
        assembly.Position = 0;
        return assembly;
    }

    private static string MathNetPackage()
    {
        string packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ??
            Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        return Path.Combine(packages, "mathnet.numerics", "5.0.0", "mathnet.numerics.5.0.0.nupkg");
    }

    private static string Text(ZipArchive package, string name)
    {
        using var reader = new StreamReader(package.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }
}
