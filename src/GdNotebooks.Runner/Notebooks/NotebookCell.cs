using System.Text.Json.Nodes;

namespace GdNotebooks.Runner;

/// <summary>A code cell that is to be run.</summary>
/// <param name="Number">Which code cell it is, from 1: the number a kernel shows beside it after a run of all cells.</param>
/// <param name="Source">The C# in it, with line feeds only.</param>
/// <param name="Tags">The tags in its metadata.</param>
/// <param name="Json">The cell as it stands in the file, with everything this program does not know.</param>
internal sealed record NotebookCell(int Number, string Source, IReadOnlyList<string> Tags, JsonObject Json)
{
    /// <summary>Whether the cell may fail without ending the run, as Jupyter has it.</summary>
    public bool MayRaise => Tags.Contains("raises-exception");
}
