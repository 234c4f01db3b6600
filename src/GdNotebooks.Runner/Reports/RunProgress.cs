using System.Globalization;
using Spectre.Console;

namespace GdNotebooks.Runner;

/// <summary>Told how a run goes on.</summary>
internal interface IRunProgress
{
    void CellBegins(Notebook notebook, NotebookCell cell);

    void Ended(NotebookResult result);
}

/// <summary>Shows a run while it goes on: bars on a terminal, a line for each notebook elsewhere.</summary>
internal static class RunProgress
{
    public static Task<T> ShowAsync<T>(IAnsiConsole console, IReadOnlyList<Notebook> notebooks, Func<IRunProgress, Task<T>> run) =>
        !console.Profile.Out.IsTerminal
            ? run(new Lines(console))
            : console.Progress().AutoClear(true).HideCompleted(false)
                .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new ElapsedTimeColumn(), new SpinnerColumn())
                .StartAsync(context => run(new Bars(context, notebooks)));

    private sealed class Lines(IAnsiConsole console) : IRunProgress
    {
        public void CellBegins(Notebook notebook, NotebookCell cell)
        {
        }

        public void Ended(NotebookResult result) => console.Profile.Out.Writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Printable.Of(result.Notebook.Label)}: {result.Outcome.ToString().ToLowerInvariant()} after {result.Cells.Count} of {result.Notebook.Cells.Count} cells, {result.Seconds:0.0} s"));
    }

    private sealed class Bars(ProgressContext context, IReadOnlyList<Notebook> notebooks) : IRunProgress
    {
        private readonly Dictionary<Notebook, ProgressTask> _tasks = notebooks.ToDictionary(
            n => n, n => context.AddTask(Markup.Escape(Printable.Of(n.Label)), autoStart: false, maxValue: Math.Max(1, n.Cells.Count)));

        public void CellBegins(Notebook notebook, NotebookCell cell)
        {
            _tasks[notebook].StartTask();
            _tasks[notebook].Value = cell.Number - 1;
        }

        public void Ended(NotebookResult result)
        {
            var task = _tasks[result.Notebook];
            task.Value = result.Outcome == Outcome.Passed ? task.MaxValue : task.Value;
            task.StopTask();
        }
    }
}
