using System.CommandLine;
using Spectre.Console;

namespace GdNotebooks.Runner;

/// <summary>One run of notebooks for a command: reads them, runs them with progress, and remembers what went wrong.</summary>
internal sealed class RunSession(ParseResult parsed, RunSettings settings)
{
    private readonly TextWriter _error = parsed.InvocationConfiguration.Error;
    private readonly List<string> _complaints = [];
    private bool _somethingWrong;

    public IAnsiConsole Console { get; } = CommandLine.ConsoleOn(parsed.InvocationConfiguration.Output);

    public IReadOnlyList<NotebookResult> Results { get; private set; } = [];

    public int ExitCode => _somethingWrong || Results.Any(r => r.Outcome is Outcome.Failed or Outcome.Stopped) ? 1 : 0;

    /// <summary>Reads the notebooks at <paramref name="paths"/>; one that cannot be read is told, and does not stop the others.</summary>
    public async Task<IReadOnlyList<Notebook>> ReadAsync(IReadOnlyList<string> paths, CancellationToken cancel)
    {
        // Opening a file may take for ever: a pipe that nobody writes to, a disk that is gone.
        var notebooks = await Task.Run(() => paths.SelectMany(path => Try<Notebook[]>(() => [Notebook.Read(path)]) ?? []).ToList(), cancel).WaitAsync(cancel).ConfigureAwait(false);
        await ComplainAsync().ConfigureAwait(false);
        return notebooks;
    }

    /// <summary>Reads and runs the notebooks at <paramref name="paths"/>.</summary>
    public async Task RunAsync(IReadOnlyList<string> paths, Action<NotebookResult> keep, CancellationToken cancel) =>
        await RunAsync(await ReadAsync(paths, cancel).ConfigureAwait(false), keep, cancel).ConfigureAwait(false);

    /// <summary>Runs notebooks; one whose result cannot be kept does not stop the others.</summary>
    /// <param name="notebooks">The notebooks.</param>
    /// <param name="keep">Takes each result.</param>
    /// <param name="cancel">Stops the run.</param>
    /// <param name="isEnough">When a notebook need not go on; null to run each to its end.</param>
    public async Task RunAsync(IReadOnlyList<Notebook> notebooks, Action<NotebookResult> keep, CancellationToken cancel, Func<Notebook, IEnumerable<string>, bool>? isEnough = null)
    {
        var set = Parameters.Set(notebooks, settings.Parameters);
        Results = await RunProgress.ShowAsync(Console, set, progress =>
            WorkbookRun.RunAsync(set, isEnough is null ? settings : settings with { IsEnough = isEnough }, progress, result => Try(() => { keep(result); return true; }), cancel)).ConfigureAwait(false);
        await ComplainAsync().ConfigureAwait(false);
    }

    /// <summary>Does something for each of some things, several at a time; one that fails is told, and does not stop the others.</summary>
    public async Task ForEachAsync<T>(IEnumerable<T> things, Func<T, CancellationToken, Task> act, CancellationToken cancel)
    {
        await Parallel.ForEachAsync(things, new ParallelOptions { MaxDegreeOfParallelism = settings.Jobs, CancellationToken = cancel }, async (one, stop) =>
        {
            try
            {
                await act(one, stop).ConfigureAwait(false);
            }
            catch (UserException e)
            {
                lock (_complaints)
                {
                    Complain(e);
                }
            }
        }).ConfigureAwait(false);
        await ComplainAsync().ConfigureAwait(false);
    }

    private async Task ComplainAsync()
    {
        foreach (string complaint in _complaints)
        {
            await _error.WriteLineAsync(complaint).ConfigureAwait(false);
        }

        _complaints.Clear();
    }

    private T? Try<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception e) when (CommandLine.IsForTheUser(e))
        {
            Complain(e);
            return default;
        }
    }

    private void Complain(Exception e)
    {
        _somethingWrong = true;
        _complaints.Add(CommandLine.Sentence(e, parsed.GetValue(CommonOptions.Verbose)));
    }

    public void WriteReport()
    {
        if (Results.Count > 0)
        {
            RunReport.WriteTable(Console, Results);
            RunReport.WriteFailures(_error, Results, parsed.GetValue(CommonOptions.Verbose));
        }
    }
}
