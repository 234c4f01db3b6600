using System.Diagnostics;
using System.Globalization;
using System.Text;
using GdNotebooks.Runner.Cells;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Scripting.Hosting;

namespace GdNotebooks.Runner;

/// <summary>
/// Runs C# cells one after the other, each seeing what the ones before it declared, in the way the notebook
/// kernels do: compiled without the optimizer, with the usings that all of them have, and no others.
/// </summary>
internal sealed partial class ScriptKernel : IDisposable
{
    private const string FilePrefix = "cell ";
    private const int MostShown = 1000;
    private const int MostCharactersOfCell = 30_000_000;
    private const int MostCharactersOfNotebook = 60_000_000;

    private readonly InteractiveAssemblyLoader loader = new();
    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>> packages;
    private readonly Action<Frame> tell;
    private readonly CellConsole console;
    private ScriptOptions options;
    private ScriptState<object>? state;
    private int current;
    private int shownByCell;
    private long charactersOfCell;
    private long charactersOfNotebook;
    private readonly Dictionary<string, MetadataReference> references = [];

    /// <param name="packages">The assemblies behind each package, by <c>name, version</c>.</param>
    /// <param name="tell">Takes what happens.</param>
    public ScriptKernel(IReadOnlyDictionary<string, IReadOnlyList<string>> packages, Action<Frame> tell)
    {
        (this.packages, this.tell) = (packages, tell);
        console = new CellConsole((text, isError) => tell(new TextWritten(current, text, isError)));
        CellExtensions.Show = shown => Show(shown, isResult: false);

        loader.RegisterDependency(typeof(CellExtensions).Assembly);
        loader.RegisterDependency(typeof(Plotting.Figure).Assembly);
        options = ScriptOptions.Default
            .WithReferences(FrameworkAssemblies().Append(typeof(CellExtensions).Assembly.Location).Select(path => MetadataReference.CreateFromFile(path)))
            .WithImports("System", "System.Text", "System.Collections.Generic", "System.Linq", "System.Threading.Tasks", typeof(CellExtensions).Namespace!)
            .WithLanguageVersion(LanguageVersion.Latest)
            .WithOptimizationLevel(OptimizationLevel.Debug)
            .WithEmitDebugInformation(true)
            .WithFileEncoding(Encoding.UTF8);
    }

    /// <summary>Gets the compiler going, so that the first cell does not pay for it.</summary>
    public async Task StartAsync() => state = await CSharpScript.Create<object>("", options, assemblyLoader: loader).RunAsync().ConfigureAwait(false);

    /// <summary>Runs a cell; whatever happens in it is told, nothing is thrown.</summary>
    /// <remarks><see cref="StartAsync"/> comes first.</remarks>
    /// <returns>Whether the cells after it are to be run.</returns>
    public async Task<bool> RunAsync(JobCell cell)
    {
        (current, shownByCell, charactersOfCell) = (cell.Number, 0, 0);
        tell(new CellStarted(current));
        var watch = Stopwatch.StartNew();
        console.BeginCell();
        Console.SetOut(console.Output);
        Console.SetError(console.Error);
        CellFailed? failure = null;
        try
        {
            failure = await EvaluateAsync(cell).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // whatever a cell does ends as that cell's failure
        catch (Exception e)
        {
            failure = Failure(e);
        }
#pragma warning restore CA1031

        if (cell.AsksForTheTime && failure is null)
        {
            Show(string.Create(CultureInfo.InvariantCulture, $"Wall time: {watch.ElapsedMilliseconds}ms"), isResult: false);
        }

        console.EndCell();
        if (failure is not null)
        {
            tell(failure);
        }

        tell(new CellFinished(current, watch.Elapsed.TotalSeconds));
        return failure is null || cell.MayRaise;
    }

    /// <summary>Tells what the cell has written so far, if the console is not held by a thread that waits for ever.</summary>
    public void TellWhatIsWritten() => console.Flush(TimeSpan.FromMilliseconds(500));

    public void Dispose() => loader.Dispose();

    private async Task<CellFailed?> EvaluateAsync(JobCell cell)
    {
        string code = PackageReference.Directive.Replace(cell.Source, directive =>
        {
            AddPackage(directive.Groups["package"].Value);
            return "";
        });

        var cellOptions = options.WithFilePath(FilePrefix + cell.Number.ToString(CultureInfo.InvariantCulture));
        var script = state!.Script.ContinueWith<object>(code, cellOptions);
        var diagnostics = script.Compile();
        if (diagnostics.FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error) is { } wrong)
        {
            return new CellFailed(current, wrong.Id, wrong.GetMessage(CultureInfo.InvariantCulture), [new CellPlace(current, LineOf(wrong))], wrong.ToString());
        }

        foreach (var doubtful in diagnostics.Where(d => d.Severity == DiagnosticSeverity.Warning))
        {
            tell(new CellWarned(current, LineOf(doubtful), doubtful.Id, doubtful.GetMessage(CultureInfo.InvariantCulture)));
        }

        state = await script.RunFromAsync(state, _ => true).ConfigureAwait(false);
        if (state.Exception is { } thrown)
        {
            return Failure(thrown);
        }

        if (state.ReturnValue is { } result)
        {
            Show(result, isResult: true);
        }

        return null;
    }

    private void AddPackage(string package)
    {
        var key = PackageReference.Parse(package)?.ToString();
        if (key is null || !packages.TryGetValue(key, out var assemblies))
        {
            throw new InvalidOperationException($"The package \"{package}\" cannot be used here: write #r \"nuget: Name, 1.2.3\" at the beginning of a line.");
        }

        foreach (string path in assemblies)
        {
            if (references.TryAdd(path, MetadataReference.CreateFromFile(path)))
            {
                options = options.AddReferences(references[path]);
            }
        }
    }

    private static int LineOf(Diagnostic diagnostic) => diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1;

    private void Show(object shown, bool isResult)
    {
        if (++shownByCell > MostShown)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The cell showed more than {MostShown} objects."));
        }

        var forms = DisplayForms.Of(shown, current, isResult);
        int characters = forms.Forms.Values.Sum(form => form.Length) + (forms.Figure?.Svg.Length ?? 0);
        CheckRoom(charactersOfCell += characters, MostCharactersOfCell, "cell");
        CheckRoom(charactersOfNotebook += characters, MostCharactersOfNotebook, "notebook");
        console.Flush(Timeout.InfiniteTimeSpan);
        tell(forms);
    }

    private static void CheckRoom(long characters, int most, string of)
    {
        if (characters > most)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The objects that the {of} showed are more than {most:N0} characters long together."));
        }
    }

    private CellFailed Failure(Exception thrown)
    {
        var places = new StackTrace(thrown, fNeedFileInfo: true).GetFrames()
            .Where(frame => frame.GetFileName()?.StartsWith(FilePrefix, StringComparison.Ordinal) == true)
            .Select(frame => new CellPlace(int.Parse(frame.GetFileName()!.AsSpan(FilePrefix.Length), CultureInfo.InvariantCulture), frame.GetFileLineNumber()))
            .ToList();
        return new CellFailed(current, thrown.GetType().ToString(), thrown.Message, places, thrown.ToString());
    }

    private static IEnumerable<string> FrameworkAssemblies()
    {
        // Published with .NET inside, this program lies in one folder with the platform's assemblies, and so do its packages.
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var all = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => Path.GetDirectoryName(path) == framework);
        return framework == Path.GetDirectoryName(typeof(ScriptKernel).Assembly.Location) ? all.Except(HostPackages.OfThisProgram.Files) : all;
    }
}
