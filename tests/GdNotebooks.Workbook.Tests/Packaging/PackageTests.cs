using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace GdNotebooks.Tests.Packaging;

public class PackageTests
{
    // What each package may depend on: ours downwards, and of others' what it, or one of ours that it brings, cannot do without.
    private static readonly Dictionary<string, string[]> Needs = new()
    {
        ["GdNotebooks"] = ["MathNet.Numerics"],
        ["GdNotebooks.Digits"] = ["GdNotebooks", "MathNet.Numerics"],
        ["GdNotebooks.Plotting"] = ["Microsoft.Data.Analysis", "Newtonsoft.Json", "XPlot.Plotly"],
        ["GdNotebooks.Workbook"] = ["GdNotebooks", "GdNotebooks.Digits", "GdNotebooks.Plotting", "MathNet.Numerics", "Microsoft.Data.Analysis", "Newtonsoft.Json", "XPlot.Plotly"],
    };

    public static TheoryData<string> Names => [.. Libraries.Names];

    public static IEnumerable<object[]> NamesAndFrameworks =>
        Libraries.Names.SelectMany(library => new[] { "net10.0", "net8.0" }, object[] (library, framework) => [library, framework]);

    [Theory]
    [MemberData(nameof(Names))]
    public void The_package_carries_its_readme_its_documentation_and_nothing_it_should_not(string library)
    {
        using var package = ZipFile.OpenRead(Libraries.Package(library));
        string[] files = [.. package.Entries.Select(entry => entry.FullName)
            .Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

        Assert.Equal(
            [
                $"{library}.nuspec", "README.md", "[Content_Types].xml",
                .. library == "GdNotebooks.Workbook" ? ["interactive-extensions/dotnet/extension.dib"] : Array.Empty<string>(),
                $"lib/net10.0/{library}.dll", $"lib/net10.0/{library}.xml",
                $"lib/net8.0/{library}.dll", $"lib/net8.0/{library}.xml",
            ],
            files);
        Assert.Equal(File.ReadAllText(Checkout.Folder("src", library, "README.md")), Text(package, "README.md"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_package_says_whose_it_is_under_which_licence_and_from_which_commit(string library)
    {
        using var package = ZipFile.OpenRead(Libraries.Package(library));
        var nuspec = XDocument.Parse(Text(package, $"{library}.nuspec"));
        XElement Field(string name) => Assert.Single(nuspec.Descendants(), element => element.Name.LocalName == name);

        Assert.Equal(library, Field("id").Value);
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

    [Theory]
    [MemberData(nameof(Names))]
    public void The_package_depends_on_what_it_needs_and_on_nothing_else(string library)
    {
        using var package = ZipFile.OpenRead(Libraries.Package(library));
        string[] dependencies = [.. XDocument.Parse(Text(package, $"{library}.nuspec")).Descendants()
            .Where(element => element.Name.LocalName == "dependency")
            .Select(element => $"{element.Parent?.Attribute("targetFramework")?.Value}: {element.Attribute("id")?.Value}").Order(StringComparer.Ordinal)];

        Assert.Equal(new[] { "net10.0", "net8.0" }.SelectMany(framework => Needs[library].Select(package => $"{framework}: {package}")), dependencies);
    }

    [Theory]
    [MemberData(nameof(NamesAndFrameworks))]
    public void The_assemblies_in_the_package_carry_their_own_symbols(string library, string framework)
    {
        using var assembly = new PEReader(Libraries.Packed(library, framework));
        var symbols = Assert.Single(assembly.ReadDebugDirectory(), entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        using var provider = assembly.ReadEmbeddedPortablePdbDebugDirectoryData(symbols);
        var documents = provider.GetMetadataReader();

        Assert.Contains(documents.Documents, handle => documents.GetString(documents.GetDocument(handle).Name).Replace('\\', '/').Contains($"/{library}/", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(NamesAndFrameworks))]
    public void The_packaged_documentation_covers_every_public_type(string library, string framework)
    {
        using var package = ZipFile.OpenRead(Libraries.Package(library));
        var documented = XDocument.Parse(Text(package, $"lib/{framework}/{library}.xml")).Descendants("member")
            .Select(member => member.Attribute("name")!.Value).ToHashSet();

        Assert.All(Libraries.All.Single(assembly => assembly.GetName().Name == library).GetExportedTypes(), type => Assert.Contains($"T:{type.FullName!.Replace('+', '.')}", documented));
    }

    [Fact]
    public void A_project_of_ones_own_finds_the_package_through_the_checkouts_nuget_config_and_trains_a_network_with_it_alone()
    {
        using var scratch = new ScratchFolder();

        // The outer configuration takes the machine's sources away, so that only the folder which the
        // checkout's own configuration names by a relative path is left.
        scratch.Write("<configuration><packageSources><clear /></packageSources></configuration>", "nuget.config");
        File.Copy(Checkout.Folder("nuget.config"), scratch.File("workbook", "nuget.config"));
        File.Copy(Libraries.Package("GdNotebooks"), scratch.File("workbook", "notebooks", ".packages", "GdNotebooks.1.0.0.nupkg"));
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
        // Ten bars in ten places, a little faint and a little shifted: images that no file holds.
        scratch.Write("""
            using GdNotebooks;
            var walk = GradientDescent.Minimize(w => (w - 3) * (w - 3), w => 2 * (w - 3), start: 1, learningRate: 0.1, steps: 1);
            Console.WriteLine(FormattableString.Invariant($"w = {walk.End.Position:0.000}, C = {walk.End.Cost:0.000}"));

            int[] labels = [.. Enumerable.Range(0, 400).Select(i => i * 7 % 10)];
            var pixels = new byte[labels.Length * DigitImage.PixelCount];
            for (int i = 0; i < labels.Length; i++)
            {
                for (int row = 4 + i % 3; row < 22; row++)
                {
                    pixels[(i * 28 + row) * 28 + 4 + 2 * labels[i]] = (byte)(150 + i % 100);
                }
            }

            var images = new DigitImages(pixels, labels);
            var network = Network.Create([784, 16, 10], seed: 1);
            var last = Sgd.Train(network, images.Take(300), images.Pick(Enumerable.Range(300, 100)), new SgdOptions { LearningRate = 3, MiniBatch = 10, Epochs = 30 }).Last();
            Console.WriteLine(FormattableString.Invariant($"{last.TestAccuracy:P0} of the held-out images"));
            Console.WriteLine(string.Join(' ', Directory.GetFiles(AppContext.BaseDirectory, "*.dll").Select(Path.GetFileName).Order(StringComparer.Ordinal)));
            """, "workbook", "notebooks", "probe", "Program.cs");

        var (exitCode, output) = Dotnet.Run(
            scratch.File("workbook", "notebooks", "probe", "probe.csproj") is var project ? Path.GetDirectoryName(project)! : "",
            new Dictionary<string, string?> { ["NUGET_PACKAGES"] = scratch.File("cache", "packages") },
            "run", "--property:UseAppHost=false");

        Assert.True(exitCode == 0, output);
        Assert.Contains("w = 1.400, C = 2.560", output, StringComparison.Ordinal);
        Assert.Contains("100 % of the held-out images", output, StringComparison.Ordinal);
        Assert.Contains("GdNotebooks.dll MathNet.Numerics.dll probe.dll", output, StringComparison.Ordinal);
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
