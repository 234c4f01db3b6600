using System.Text;
using System.Text.Json.Nodes;

namespace GdNotebooks.Runner;

/// <summary>How a run ended.</summary>
internal enum Outcome
{
    /// <summary>Every cell ran to its end.</summary>
    Passed,

    /// <summary>A cell failed, and those after it were not run.</summary>
    Failed,

    /// <summary>Nothing was run: a package that the notebook needs cannot be had.</summary>
    Skipped,

    /// <summary>The user stopped the run.</summary>
    Stopped,
}

/// <summary>What became of a notebook.</summary>
/// <param name="Notebook">The notebook.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Cells">The cells that were begun, in order.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Failure">Why it was not passed.</param>
internal sealed record NotebookResult(Notebook Notebook, Outcome Outcome, IReadOnlyList<CellResult> Cells, double Seconds, Failure? Failure)
{
    /// <summary>Every named figure with the number of the cell that showed it.</summary>
    public IEnumerable<(int Cell, NamedFigure Figure)> Figures => Cells.SelectMany(c => c.Figures.Select(f => (c.Number, f)));

    /// <summary>The outputs by cell number.</summary>
    public IReadOnlyDictionary<int, JsonArray> Outputs => Cells.ToDictionary(c => c.Number, c => c.Outputs);
}

/// <summary>Why a notebook was not passed.</summary>
/// <param name="Cell">The code cell that failed; null when it was no cell's fault.</param>
/// <param name="Place">The line to look at, which may be in an earlier cell; null when there is none.</param>
/// <param name="SourceLine">What stands in that line.</param>
/// <param name="Message">What went wrong.</param>
/// <param name="Stack">The exception with its stack.</param>
internal sealed record Failure(int? Cell, CellPlace? Place, string? SourceLine, string Message, string? Stack = null);

/// <summary>What a cell put out.</summary>
internal sealed class CellResult(int number)
{
    private readonly StringBuilder _consoleText = new();
    private bool _textIsError;

    public int Number { get; } = number;

    /// <summary>The outputs as they stand in a notebook.</summary>
    public JsonArray Outputs { get; } = [];

    public List<NamedFigure> Figures { get; } = [];

    /// <summary>The types of shown objects that the kernels do not all show alike.</summary>
    public List<string> OddTypes { get; } = [];

    /// <summary>What the compiler had to say, which kernels print under the cell.</summary>
    public List<string> Warnings { get; } = [];

    public double Seconds { get; set; }

    public void Add(TextWritten text)
    {
        if (text.IsError != _textIsError)
        {
            EndText();
        }

        _textIsError = text.IsError;
        _consoleText.Append(text.Text);
    }

    /// <summary>Turns console text so far into an output; text that follows begins another one.</summary>
    public void EndText()
    {
        if (_consoleText.Length > 0)
        {
            Outputs.Add(new JsonObject { ["output_type"] = "stream", ["name"] = _textIsError ? "stderr" : "stdout", ["text"] = Lines(_consoleText.ToString()) });
            _consoleText.Clear();
        }
    }

    public void Add(ObjectShown shown)
    {
        EndText();
        var data = new JsonObject();
        foreach (var (mimeType, form) in shown.Forms)
        {
            data[mimeType] = Lines(form);
        }

        var output = new JsonObject { ["output_type"] = shown.IsResult ? "execute_result" : "display_data", ["data"] = data, ["metadata"] = new JsonObject() };
        if (shown.IsResult)
        {
            output["execution_count"] = Number;
        }

        Outputs.Add(output);
        if (shown.Figure is not null)
        {
            Figures.Add(shown.Figure);
        }

        if (shown.OddType is not null)
        {
            OddTypes.Add(shown.OddType);
        }
    }

    public void Add(Failure failure, string name, string message)
    {
        EndText();
        var traceback = new JsonArray($"{name}: {message}");
        if (failure.Place is { } place)
        {
            traceback.Add(FormattableString.Invariant($"   at code cell {place.Cell}, line {place.Line}: {failure.SourceLine}"));
        }

        Outputs.Add(new JsonObject { ["output_type"] = "error", ["ename"] = name, ["evalue"] = message, ["traceback"] = traceback });
    }

    /// <summary>Text as notebooks keep it: a list of lines, each but the last with its line feed.</summary>
    private static JsonArray Lines(string text)
    {
        var lines = new JsonArray();
        int start = 0;
        while (start < text.Length)
        {
            int end = text.IndexOf('\n', start) is >= 0 and var found ? found + 1 : text.Length;
            lines.Add(text[start..end]);
            start = end;
        }

        return lines;
    }
}
