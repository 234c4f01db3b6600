using System.Globalization;
using Spectre.Console;

namespace GdNotebooks.Runner;

/// <summary>What is said after a run: a table of the notebooks, and what went wrong.</summary>
internal static class RunReport
{
    /// <summary>A row for each notebook: cells, seconds, figures, how it ended.</summary>
    public static void WriteTable(IAnsiConsole console, IReadOnlyList<NotebookResult> results)
    {
        var table = CommandLine.TableOn(console);
        table.AddColumn("notebook");
        foreach (string number in (string[])["cells", "seconds", "figures"])
        {
            table.AddColumn(number, column => column.RightAligned());
        }

        table.AddColumn("result");
        foreach (var result in results)
        {
            table.AddRow(
                new Text(Printable.Of(result.Notebook.Label)),
                new Text(Invariant($"{result.Cells.Count}")),
                new Text(Invariant($"{result.Seconds:0.0}")),
                new Text(Invariant($"{result.Figures.Count()}")),
                new Text(result.Outcome.ToString().ToLowerInvariant(), result.Outcome switch
                {
                    Outcome.Passed => Color.Green,
                    Outcome.Failed => Color.Red,
                    _ => Color.Yellow,
                }));
        }

        console.Write(table);
    }

    /// <summary>Where each notebook failed: its name, the cell, the line, the message.</summary>
    public static void WriteFailures(TextWriter error, IReadOnlyList<NotebookResult> results, bool verbose)
    {
        foreach (var (result, failure) in results.Where(r => r.Failure is not null).Select(r => (r, r.Failure!)))
        {
            string name = result.Notebook.Label + ".ipynb";
            string where = failure.Cell is { } cell ? Invariant($"{name}, code cell {cell}") : name;
            if (failure.Place is { } place)
            {
                where += place.Cell == failure.Cell ? Invariant($", line {place.Line}") : Invariant($" (in code cell {place.Cell}, line {place.Line})");
            }

            error.WriteLine($"{where}: {failure.Message}");
            if (!string.IsNullOrEmpty(failure.SourceLine))
            {
                error.WriteLine($"    {failure.SourceLine}");
            }

            if (verbose && failure.Stack is not null)
            {
                error.WriteLine(failure.Stack);
            }
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
