using System.Collections.Concurrent;

namespace GdNotebooks.Runner;

/// <summary>Runs several notebooks, each in its process, a few at a time.</summary>
internal static class WorkbookRun
{
    /// <summary>Runs the notebooks.</summary>
    /// <param name="notebooks">The notebooks.</param>
    /// <param name="settings">Limits and data.</param>
    /// <param name="progress">Told what happens.</param>
    /// <param name="keep">Takes each result as soon as it is there, so that a run that is stopped keeps what was finished.</param>
    /// <param name="cancel">Stops the run: the notebooks that are running end as <see cref="Outcome.Stopped"/>.</param>
    /// <returns>The results in the order of the notebooks, without those that never began.</returns>
    public static async Task<IReadOnlyList<NotebookResult>> RunAsync(
        IReadOnlyList<Notebook> notebooks, RunSettings settings, IRunProgress progress, Action<NotebookResult> keep, CancellationToken cancel)
    {
        var results = new ConcurrentDictionary<Notebook, NotebookResult>();
        var limits = new ParallelOptions { MaxDegreeOfParallelism = settings.Jobs };
        await Parallel.ForEachAsync(notebooks, limits, async (notebook, _) =>
        {
            if (cancel.IsCancellationRequested)
            {
                return;
            }

            var result = await RunAsync(notebook, settings, cell => progress.CellBegins(notebook, cell), cancel).ConfigureAwait(false);
            lock (results)
            {
                keep(result);
            }

            results[notebook] = result;
            progress.Ended(result);
        }).ConfigureAwait(false);
        return [.. notebooks.Where(results.ContainsKey).Select(n => results[n])];
    }

    private static async Task<NotebookResult> RunAsync(Notebook notebook, RunSettings settings, Action<NotebookCell> onCell, CancellationToken cancel)
    {
        try
        {
            if (NotForHere(notebook) is { } refused)
            {
                return new NotebookResult(notebook, Outcome.Failed, [], 0, refused);
            }

            var packages = await Packages.OfAsync(notebook, cancel).ConfigureAwait(false);
            return await NotebookProcess.RunAsync(notebook, packages, settings, onCell, cancel).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // whatever stands in the way of one notebook is that notebook's result: the others run
        catch (Exception e)
        {
            var (outcome, message) = e switch
            {
                PackageException => (Outcome.Skipped, e.Message),
                OperationCanceledException => (Outcome.Stopped, "The run was stopped."),
                UserException => (Outcome.Failed, e.Message),
                _ => (Outcome.Failed, $"Its process could not be started or followed: {e.Message}"),
            };
            return new NotebookResult(notebook, outcome, [], 0, new Failure(null, null, null, message, e.ToString()));
        }
#pragma warning restore CA1031
    }

    /// <summary>The first line that is meant for one kernel and cannot be done here. It is looked for before anything runs.</summary>
    private static Failure? NotForHere(Notebook notebook) => notebook.Cells.Select(cell => Magics.Refused(cell.Source) is { } refused
        ? new Failure(cell.Number, new CellPlace(cell.Number, refused.Line), cell.Source.Split('\n')[refused.Line - 1].Trim(), $"{char.ToUpperInvariant(refused.Why[0])}{refused.Why[1..]}") : null)
        .FirstOrDefault(refused => refused is not null);
}
