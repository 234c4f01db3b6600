using System.CommandLine;
using Spectre.Console;

namespace GdNotebooks.Runner;

/// <summary>One run of notebooks for a command: reads them, runs them with progress, and remembers what went wrong.</summary>
internal sealed class RunSession(ParseResult parsed, RunSettings settings)
{
    private readonly TextWriter _error = parsed.InvocationConfiguration.Error;
    private bool _somethingWrong;

    public IAnsiConsole Console { get; } = CommandLine.ConsoleOn(parsed.InvocationConfiguration.Output);

    public IReadOnlyList<NotebookResult> Results { get; private set; } = [];

    public int ExitCode => _somethingWrong || Results.Any(r => r.Outcome is Outcome.Failed or Outcome.Stopped) ? 1 : 0;

    /// <summary>Runs the notebooks at <paramref name="paths"/>; one that cannot be read, or whose result cannot be kept, does not stop the others.</summary>
    public async Task RunAsync(IReadOnlyList<string> paths, Action<NotebookResult> keep, CancellationToken cancel, Func<Notebook, bool>? isNeeded = null)
    {
        var complaints = new List<string>();

        // Opening a file may take for ever: a pipe that nobody writes to, a disk that is gone.
        var notebooks = await Task.Run(() => paths.SelectMany(path => Try<Notebook[]>(() => [Notebook.Read(path)]) ?? []).Where(isNeeded ?? (_ => true)).ToList(), cancel)
            .WaitAsync(cancel).ConfigureAwait(false);
        notebooks = Parameters.Set(notebooks, settings.Parameters);
        Results = await RunProgress.ShowAsync(Console, notebooks, progress =>
            WorkbookRun.RunAsync(notebooks, settings, progress, result => Try(() => { keep(result); return true; }), cancel)).ConfigureAwait(false);
        foreach (string complaint in complaints)
        {
            await _error.WriteLineAsync(complaint).ConfigureAwait(false);
        }

        T? Try<T>(Func<T> act)
        {
            try
            {
                return act();
            }
            catch (Exception e) when (CommandLine.IsForTheUser(e))
            {
                _somethingWrong = true;
                complaints.Add(CommandLine.Sentence(e, parsed.GetValue(CommonOptions.Verbose)));
                return default;
            }
        }
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
