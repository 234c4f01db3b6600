using System.Globalization;
using System.Text;
using GdNotebooks.Runner.Cells;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Text;

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
    private static readonly Lazy<MetadataReference[]> Platform = new(() =>
        [.. FrameworkAssemblies().Append(typeof(CellExtensions).Assembly.Location).Select(path => MetadataReference.CreateFromFile(path))]);

    private static readonly CSharpParseOptions Script = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    private static readonly EmitOptions Portable = new(debugInformationFormat: DebugInformationFormat.PortablePdb);

    private readonly string _folder;
    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>> _packages;
    private readonly HashSet<string> _referenced = [];
    private readonly CompiledCells _before = new();

    // Cells that were remembered, and that the compiler has to see before it can compile the next.
    private readonly Queue<Submission> _notSeen = [];
    private CSharpCompilation? _last;

    /// <param name="folder">The notebook's folder, from which relative paths start.</param>
    /// <param name="packages">The assemblies behind each package, by <c>name, version</c>.</param>
    public CellCompiler(string folder, IReadOnlyDictionary<string, IReadOnlyList<string>> packages) => (_folder, _packages) = (folder, packages);

    /// <summary>A cell as the compiler takes it: its number, its code, the assemblies that it is the first to use, and its name.</summary>
    private sealed record Submission(int Cell, string Code, IReadOnlyList<string> Assemblies, string Name);

    /// <summary>Compiles the next cell; one that fails leaves no trace for those after it.</summary>
    public CompiledCell Compile(NotebookCell cell)
    {
        try
        {
            var assemblies = new List<string>();
            string code = WithoutPackages(Magics.Without(cell.Source), assemblies);
            string? key = _before.KeyOf(cell.Number, code, assemblies);

            // A cell refers to those before it by name: where they are remembered, it must be the name they had.
            var submission = new Submission(cell.Number, code, assemblies, key ?? UserCache.KeyOf(_last?.AssemblyName ?? "", code));
            var compiled = CompiledCells.Find(key);
            if (compiled is not null)
            {
                _notSeen.Enqueue(submission);
            }
            else
            {
                compiled = Emit(cell, submission);
                if (compiled.Failure is not null)
                {
                    return compiled;
                }

                CompiledCells.Keep(key, compiled);
            }

            _before.Take(key);
            _referenced.UnionWith(assemblies);
            return compiled with { Job = compiled.Job! with { MayRaise = cell.MayRaise, AsksForTheTime = Magics.AsksForTheTime(cell.Source) } };
        }
#pragma warning disable CA1031 // whatever a cell does to the compiler ends as that cell's failure
        catch (Exception e)
        {
            return new CompiledCell(null, new CellFailed(cell.Number, e.GetType().ToString(), e.Message, [], e.ToString()), []);
        }
#pragma warning restore CA1031
    }

    private CompiledCell Emit(NotebookCell cell, Submission submission)
    {
        while (_notSeen.TryDequeue(out var earlier))
        {
            _last = After(_last, earlier);
        }

        var compilation = After(_last, submission);
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

        _last = compilation;
        var entry = hasCode ? compilation.GetEntryPoint(CancellationToken.None) : null;
        string[] files = [.. _referenced.Union(submission.Assemblies), .. compilation.DirectiveReferences.Select(reference => (reference as PortableExecutableReference)?.FilePath).OfType<string>()];
        return new CompiledCell(
            new JobCell(cell.Number, entry?.ContainingType.MetadataName ?? "", entry?.MetadataName ?? "", assembly.ToArray(), symbols.ToArray(), files, MayRaise: false, AsksForTheTime: false),
            null,
            [.. diagnostics.Where(d => d.Severity == DiagnosticSeverity.Warning).Select(d => string.Create(CultureInfo.InvariantCulture, $"line {LineOf(d)}: warning {d.Id}: {d.GetMessage(CultureInfo.InvariantCulture)}"))]);
    }

    private CSharpCompilation After(CSharpCompilation? before, Submission submission)
    {
        string number = submission.Cell.ToString(CultureInfo.InvariantCulture);
        var code = SourceText.From(submission.Code, Encoding.UTF8);
        return CSharpCompilation.CreateScriptCompilation(
            $"cell {number} {submission.Name}",
            CSharpSyntaxTree.ParseText(code, Script, FilePrefix + number),
            [.. before is null ? Platform.Value : [], .. submission.Assemblies.Select(path => MetadataReference.CreateFromFile(path))],
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                scriptClassName: $"Submission#{number}",
                usings: ["System", "System.Text", "System.Collections.Generic", "System.Linq", "System.Threading.Tasks", typeof(CellExtensions).Namespace!],
                optimizationLevel: OptimizationLevel.Debug,
                allowUnsafe: true,
                deterministic: true,
                sourceReferenceResolver: SourceFileResolver.Default,
                metadataReferenceResolver: ScriptMetadataResolver.Default.WithBaseDirectory(_folder),
                assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default),
            before,
            typeof(object));
    }

    private string WithoutPackages(string source, List<string> assemblies) => PackageReference.Directive.Replace(source, directive =>
    {
        assemblies.AddRange(AssembliesOf(directive.Groups["package"].Value.Trim()).Where(path => !_referenced.Contains(path) && !assemblies.Contains(path)));
        return "";
    });

    private IReadOnlyList<string> AssembliesOf(string package) =>
        PackageReference.Parse(package)?.ToString() is { } key && _packages.TryGetValue(key, out var assemblies) ? assemblies
            : throw new InvalidOperationException($"The package \"{package}\" cannot be used here: write #r \"nuget: Name, 1.2.3\" at the beginning of a line.");

    private static int LineOf(Diagnostic diagnostic) => diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1;

    private static IEnumerable<string> FrameworkAssemblies()
    {
        // Published with .NET inside, this program lies in one folder with the platform's assemblies, and so do its packages.
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var all = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => Path.GetDirectoryName(path) == framework);
        return framework == Path.GetDirectoryName(typeof(CellCompiler).Assembly.Location) ? all.Except(HostPackages.OfThisProgram.Files) : all;
    }
}
