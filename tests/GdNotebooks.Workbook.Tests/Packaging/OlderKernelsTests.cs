using System.Reflection;
using System.Runtime.Loader;
using GdNotebooks.Tests.Notebooks;
using MathNet.Numerics.LinearAlgebra;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GdNotebooks.Tests.Packaging;

/// <summary>The package's second assembly, which a kernel of .NET 8 or 9 loads, beside the one that these tests are built with.</summary>
public class OlderKernelsTests
{
    private static readonly Assembly[] Newer = [.. Libraries.All];
    private static readonly Assembly[] Older = Load();

    [Fact]
    public void Kernels_of_older_dotnet_find_the_same_public_api()
    {
        Assert.All(Older.Zip(Newer), pair =>
        {
            var (older, newer) = pair;
            Assert.Contains("Version=v8.0", older.GetCustomAttribute<System.Runtime.Versioning.TargetFrameworkAttribute>()!.FrameworkName, StringComparison.Ordinal);
            Assert.NotSame(newer, older);

            Assert.Equal(PublicApiTests.Lines(newer), PublicApiTests.Lines(older));
        });
    }

    [Fact]
    public void Kernels_of_older_dotnet_train_the_same_network_to_the_last_bit()
    {
        Assert.Equal(Trained(Newer), Trained(Older));
        Assert.NotEqual(Trained(Newer, seed: 2), Trained(Older));
    }

    [Fact]
    public void Kernels_of_older_dotnet_draw_the_same_figures()
    {
        Assert.All(Figures(Newer).Zip(Figures(Older)), pair => Assert.Equal(pair.First, pair.Second));
        Assert.All(Figures(Older), figure => Assert.StartsWith("<svg", figure, StringComparison.Ordinal));
    }

    public static TheoryData<string> Notebooks => new(Thorough.Of(NotebookFile.All.Where(NeedsTheLibraryAlone)).Select(notebook => notebook.Name));

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void Every_cell_compiles_without_a_warning_with_the_language_and_the_framework_of_dotnet_8(string name)
    {
        var script = new CSharpParseOptions(LanguageVersion.CSharp12, kind: SourceCodeKind.Script);
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            usings: ["System", "System.Text", "System.Collections.Generic", "System.Linq", "System.Threading.Tasks", "Kernel"],
            // CS1701: MathNet asks for the framework of .NET 6, and gets a newer one.
            specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress)]);
        CSharpCompilation? before = null;

        foreach (var cell in NotebookFile.All.Single(notebook => notebook.Name == name).CodeCells)
        {
            string source = string.Join('\n', cell.Source.Split('\n').Select(line => Request(line) is null ? line : ""));
            var compilation = CSharpCompilation.CreateScriptCompilation(
                "cell", CSharpSyntaxTree.ParseText(source, script), before is null ? Dotnet8.Value : null, options, before);
            Assert.All(compilation.GetDiagnostics(), said => Assert.False(said.Severity > DiagnosticSeverity.Hidden, $"{name}, cell {cell.Id}: {said}"));
            before = compilation;
        }

        Assert.NotNull(before);
    }

    // What a cell may refer to in a kernel of .NET 8: the framework, the library, and the kernel's own Display.
    private static readonly Lazy<MetadataReference[]> Dotnet8 = new(() =>
    {
        MetadataReference[] framework = [.. Directory.GetFiles(TargetingPack(), "*.dll").Select(file => MetadataReference.CreateFromFile(file))];
        using var kernel = new MemoryStream();
        var compiled = CSharpCompilation.Create(
            "Kernel",
            [CSharpSyntaxTree.ParseText("namespace Kernel { public static class Cells { public static void Display(this object shown) { } } }")],
            framework,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)).Emit(kernel);
        Assert.True(compiled.Success);
        return
        [
            .. framework,
            MetadataReference.CreateFromImage(kernel.ToArray()),
            .. Libraries.Names.Select(library => MetadataReference.CreateFromStream(Libraries.Packed(library, "net8.0"))),
            MetadataReference.CreateFromFile(typeof(Vector<>).Assembly.Location),
            MetadataReference.CreateFromFile(typeof(Microsoft.Data.Analysis.DataFrame).Assembly.Location),
            MetadataReference.CreateFromFile(typeof(XPlot.Plotly.PlotlyChart).Assembly.Location),
            MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, "Microsoft.ML.DataView.dll")),
        ];
    });

    // The reference assemblies that the build of the library used: of an installed SDK 8, or fetched by NuGet.
    private static string TargetingPack()
    {
        string dotnet = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));
        string packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ??
            Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        return new[] { Path.Combine(dotnet, "packs", "Microsoft.NETCore.App.Ref"), Path.Combine(packages, "microsoft.netcore.app.ref") }
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.GetDirectories(folder, "8.0.*"))
            .Select(version => Path.Combine(version, "ref", "net8.0"))
            .First(Directory.Exists);
    }

    private static bool NeedsTheLibraryAlone(NotebookFile notebook) =>
        notebook.CodeCells.SelectMany(cell => cell.Source.Split('\n')).Select(Request).OfType<string>().All(package => Libraries.Names.Contains(package));

    private static string? Request(string line) => line.StartsWith("#r \"nuget:", StringComparison.Ordinal) ? line[10..].Split(',')[0].Trim() : null;

    private static Vector<double> Trained(Assembly[] libraries, int seed = 1)
    {
        object digits = Call(libraries, "DigitSet", "Synthetic", 300, 50, 1);
        dynamic network = Call(libraries, "Network", "Create", new[] { 784, 16, 16, 10 }, seed, Default, Default, Default);
        foreach (object _ in (System.Collections.IEnumerable)Call(libraries, "Sgd", "Train", (object)network, digits, Default, Default))
        {
        }

        return network.Parameters;
    }

    // Those with a step that the two take by different means: the highest bar, the marks of a colour bar, thinning a long line.
    private static string[] Figures(Assembly[] libraries)
    {
        double[] waves = [.. Enumerable.Range(0, 30_000).Select(i => Math.Sin(i / 100.0) + (i % 7))];
        double[,] table = new double[12, 12];
        for (int i = 0; i < table.Length; i++)
        {
            table[i / 12, i % 12] = waves[i];
        }

        return
        [
            ((dynamic)Call(libraries, "Plotting.Chart", "Histogram", waves, 20, Default, Default)).ToSvg(),
            ((dynamic)Call(libraries, "Plotting.Chart", "Heatmap", table, Default, Default, Default, Default)).ToSvg(),
            ((dynamic)Call(libraries, "Plotting.Chart", "Line", waves.Select((y, x) => ((double)x, y)).ToArray(), Default, Default, Default)).ToSvg(),
        ];
    }

    private static object Default => Type.Missing;

    private static object Call(Assembly[] libraries, string type, string method, params object[] arguments) =>
        libraries.Select(library => library.GetType("GdNotebooks." + type)).OfType<Type>().Single().InvokeMember(
            method,
            BindingFlags.Public | BindingFlags.Static | BindingFlags.InvokeMethod | BindingFlags.OptionalParamBinding,
            binder: null,
            target: null,
            arguments,
            System.Globalization.CultureInfo.InvariantCulture)!;

    private static Assembly[] Load()
    {
        var older = new AssemblyLoadContext("older");
        return [.. Libraries.Names.Select(library => older.LoadFromStream(Libraries.Packed(library, "net8.0")))];
    }
}
