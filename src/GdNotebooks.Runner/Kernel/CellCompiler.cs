using System.Globalization;
using System.Text;
using GdNotebooks.Runner.Cells;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Scripting;

namespace GdNotebooks.Runner;

/// <summary>What became of compiling a cell: something to run, with what the compiler has to say about it, or a failure.</summary>
internal sealed record CompiledCell(JobCell? Job, CellFailed? Failure, IReadOnlyList<string> Warnings);

/// <summary>
/// Compiles the C# cells of one notebook, one after the other, each seeing what the ones before it declared, in
/// the way the notebook kernels do: without the optimizer, with the usings that all of them have, and no others.
/// It does so in this program for the processes of all notebooks: a compiler in each of them would have to be
/// compiled itself first, twenty times.
/// </summary>
internal sealed class CellCompiler
{
    /// <summary>What the files of cells are called in debug information, before their number.</summary>
    public const string FilePrefix = "cell ";

    // The metadata of the platform is read once for all notebooks.
    private static readonly Lazy<ScriptOptions> Options = new(() => ScriptOptions.Default
        .WithReferences(FrameworkAssemblies().Append(typeof(CellExtensions).Assembly.Location).Select(path => MetadataReference.CreateFromFile(path)))
        .WithImports("System", "System.Text", "System.Collections.Generic", "System.Linq", "System.Threading.Tasks", typeof(CellExtensions).Namespace!)
        .WithLanguageVersion(LanguageVersion.Latest)
        .WithOptimizationLevel(OptimizationLevel.Debug)
        .WithEmitDebugInformation(true)
        .WithFileEncoding(Encoding.UTF8));

    private static readonly EmitOptions Portable = new(debugInformationFormat: DebugInformationFormat.PortablePdb);

    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>> _packages;
    private readonly HashSet<string> _referenced = [];
    private ScriptOptions _options;
    private Script<object> _last;

    /// <param name="folder">The notebook's folder, from which relative paths start.</param>
    /// <param name="packages">The assemblies behind each package, by <c>name, version</c>.</param>
    public CellCompiler(string folder, IReadOnlyDictionary<string, IReadOnlyList<string>> packages)
    {
        _packages = packages;
        _options = Options.Value.WithMetadataResolver(ScriptMetadataResolver.Default.WithBaseDirectory(folder));
        _last = CSharpScript.Create<object>("", _options);
    }

    /// <summary>Compiles the next cell; one that fails leaves no trace for those after it.</summary>
    public CompiledCell Compile(NotebookCell cell)
    {
        try
        {
            return Emit(cell, _last.ContinueWith<object>(WithoutPackages(Magics.Without(cell.Source)), _options.WithFilePath(FilePrefix + cell.Number.ToString(CultureInfo.InvariantCulture))));
        }
#pragma warning disable CA1031 // whatever a cell does to the compiler ends as that cell's failure
        catch (Exception e)
        {
            return new CompiledCell(null, new CellFailed(cell.Number, e.GetType().ToString(), e.Message, [], e.ToString()), []);
        }
#pragma warning restore CA1031
    }

    private CompiledCell Emit(NotebookCell cell, Script<object> script)
    {
        var compilation = script.GetCompilation();
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        bool hasCode = compilation.SyntaxTrees.Any(tree => ((CompilationUnitSyntax)tree.GetRoot()).Members.Count > 0);
        var (succeeded, diagnostics) = hasCode && compilation.Emit(assembly, symbols, options: Portable) is { } emitted
            ? (emitted.Success, emitted.Diagnostics) : (true, compilation.GetDiagnostics());
        if (!succeeded || diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error))
        {
            var wrong = diagnostics.First(d => d.Severity == DiagnosticSeverity.Error);
            return new CompiledCell(
                null, new CellFailed(cell.Number, wrong.Id, wrong.GetMessage(CultureInfo.InvariantCulture), [new CellPlace(cell.Number, LineOf(wrong))], wrong.ToString()), []);
        }

        _last = script;
        var entry = hasCode ? compilation.GetEntryPoint(CancellationToken.None) : null;
        string[] files = [.. _referenced, .. compilation.DirectiveReferences.Select(reference => (reference as PortableExecutableReference)?.FilePath).OfType<string>()];
        return new CompiledCell(
            new JobCell(cell.Number, entry?.ContainingType.MetadataName ?? "", entry?.MetadataName ?? "", assembly.ToArray(), symbols.ToArray(), files, cell.MayRaise, Magics.AsksForTheTime(cell.Source)),
            null,
            [.. diagnostics.Where(d => d.Severity == DiagnosticSeverity.Warning).Select(d => string.Create(CultureInfo.InvariantCulture, $"line {LineOf(d)}: warning {d.Id}: {d.GetMessage(CultureInfo.InvariantCulture)}"))]);
    }

    private string WithoutPackages(string source) => PackageReference.Directive.Replace(source, directive =>
    {
        AddPackage(directive.Groups["package"].Value.Trim());
        return "";
    });

    private void AddPackage(string package)
    {
        var key = PackageReference.Parse(package)?.ToString();
        if (key is null || !_packages.TryGetValue(key, out var assemblies))
        {
            throw new InvalidOperationException($"The package \"{package}\" cannot be used here: write #r \"nuget: Name, 1.2.3\" at the beginning of a line.");
        }

        _options = _options.AddReferences(assemblies.Where(_referenced.Add).Select(path => MetadataReference.CreateFromFile(path)));
    }

    private static int LineOf(Diagnostic diagnostic) => diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1;

    private static IEnumerable<string> FrameworkAssemblies()
    {
        // Published with .NET inside, this program lies in one folder with the platform's assemblies, and so do its packages.
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var all = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => Path.GetDirectoryName(path) == framework);
        return framework == Path.GetDirectoryName(typeof(CellCompiler).Assembly.Location) ? all.Except(HostPackages.OfThisProgram.Files) : all;
    }
}
