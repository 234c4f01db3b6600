using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using GdNotebooks.Runner.Cells;

namespace GdNotebooks.Runner;

/// <summary>Runs the compiled cells of one notebook, one after the other, in this process.</summary>
internal sealed class CellRunner
{
    private const int MostShown = 1000;
    private const int MostCharactersOfCell = 30_000_000;
    private const int MostCharactersOfNotebook = 60_000_000;

    private static readonly AssemblyLoadContext Newer = new("newer than this program's");

    private readonly Action<Frame> _tell;
    private readonly CellConsole _console;
    private readonly Dictionary<string, Assembly> _cells = [];
    private readonly Dictionary<string, string> _files = new(StringComparer.OrdinalIgnoreCase);

    // Where the cells find the variables of those before them: each puts itself into the place that the
    // compiler gave it, from 1.
    private object?[] _places = new object?[16];
    private int _current;
    private FigureForm? _form;
    private int _shownByCell;
    private long _charactersOfCell;
    private long _charactersOfNotebook;

    /// <param name="tell">Takes what happens.</param>
    public CellRunner(Action<Frame> tell)
    {
        _tell = tell;
        _console = new CellConsole((text, isError) => tell(new TextWritten(_current, text, isError)));
        CellExtensions.Show = shown => Show(shown, isResult: false);
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            _cells.GetValueOrDefault(name.Name!) ?? (_files.TryGetValue(name.Name!, out string? file) ? Load(context, file) : null);
    }

    /// <summary>Runs a cell; whatever happens in it is told, nothing is thrown.</summary>
    /// <returns>Whether the cells after it are to be run.</returns>
    public async Task<bool> RunAsync(JobCell cell)
    {
        (_current, _form, _shownByCell, _charactersOfCell) = (cell.Number, cell.Form, 0, 0);
        _tell(new CellStarted(_current));
        var watch = Stopwatch.StartNew();
        _console.BeginCell();
        Console.SetOut(_console.Output);
        Console.SetError(_console.Error);
        CellFailed? failure = null;
        try
        {
            if (await EvaluateAsync(cell).ConfigureAwait(false) is { } result)
            {
                Show(result, isResult: true);
            }

            if (cell.AsksForTheTime)
            {
                Show(string.Create(CultureInfo.InvariantCulture, $"Wall time: {watch.ElapsedMilliseconds}ms"), isResult: false);
            }
        }
#pragma warning disable CA1031 // whatever a cell does ends as that cell's failure
        catch (Exception e)
        {
            failure = Failure(e);
        }
#pragma warning restore CA1031

        _console.EndCell();
        if (failure is not null)
        {
            _tell(failure);
        }

        _tell(new CellFinished(_current, watch.Elapsed.TotalSeconds));
        return failure is null || cell.MayRaise;
    }

    /// <summary>Tells what the cell has written so far, if the console is not held by a thread that waits for ever.</summary>
    public void TellWhatIsWritten() => _console.Flush(TimeSpan.FromMilliseconds(500));

    /// <summary>Loads an assembly of a package; one that this program has in an older version, beside it.</summary>
    private static Assembly Load(AssemblyLoadContext context, string file)
    {
        try
        {
            return context.LoadFromAssemblyPath(file);
        }
        catch (FileLoadException)
        {
            return Newer.LoadFromAssemblyPath(file);
        }
    }

    private Task<object?> EvaluateAsync(JobCell cell)
    {
        foreach (string file in cell.Files)
        {
            _files.TryAdd(Path.GetFileNameWithoutExtension(file), file);
        }

        if (cell.Assembly.Length == 0)
        {
            // Nothing but directives.
            return Task.FromResult<object?>(null);
        }

        var assembly = AssemblyLoadContext.Default.LoadFromStream(new MemoryStream(cell.Assembly), new MemoryStream(cell.Symbols));
        _cells[assembly.GetName().Name!] = assembly;
        if (cell.Number >= _places.Length - 1)
        {
            Array.Resize(ref _places, 2 * _places.Length);
        }

        return assembly.GetType(cell.TypeName)!.GetMethod(cell.MethodName, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!
            .CreateDelegate<Func<object?[], Task<object?>>>()(_places);
    }

    private void Show(object shown, bool isResult)
    {
        if (++_shownByCell > MostShown)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The cell showed more than {MostShown} objects."));
        }

        var forms = DisplayForms.Of(shown, _current, isResult, _form);
        int characters = forms.Forms.Values.Sum(form => form.Length) + (forms.Figure?.Svg.Length ?? 0) + (forms.Figure?.Csv?.Length ?? 0);
        CheckRoom(_charactersOfCell += characters, MostCharactersOfCell, "cell");
        CheckRoom(_charactersOfNotebook += characters, MostCharactersOfNotebook, "notebook");
        _console.Flush(Timeout.InfiniteTimeSpan);
        _tell(forms);
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
            .Where(frame => frame.GetFileName()?.StartsWith(CellCompiler.FilePrefix, StringComparison.Ordinal) == true)
            .Select(frame => new CellPlace(int.Parse(frame.GetFileName()!.AsSpan(CellCompiler.FilePrefix.Length), CultureInfo.InvariantCulture), frame.GetFileLineNumber()))
            .ToList();
        return new CellFailed(_current, thrown.GetType().ToString(), Said(() => thrown.Message), places, Said(thrown.ToString));
    }

    // An exception of a cell's own may fail to say what it is.
    private static string Said(Func<string> words)
    {
        try
        {
            return words();
        }
#pragma warning disable CA1031 // whatever it throws, it is the cell's failure that is told
        catch (Exception e)
        {
            return $"its message cannot be read: {e.GetType()}";
        }
#pragma warning restore CA1031
    }
}
