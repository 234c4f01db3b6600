namespace GdNotebooks.Runner;

/// <summary>What comparing a notebook with its committed outputs found.</summary>
/// <param name="Exact">How many cells were compared character by character.</param>
/// <param name="ShapeOnly">How many were compared for their shape.</param>
/// <param name="LeftOut">How many were not compared, because MNIST is not here.</param>
/// <param name="Findings">What is not as it should be.</param>
internal sealed record NotebookVerification(int Exact, int ShapeOnly, int LeftOut, IReadOnlyList<Finding> Findings)
{
    /// <summary>Compares a run with the outputs in the file, and looks for what some kernel does not understand.</summary>
    public static NotebookVerification Of(NotebookResult result, bool mnistIsHere)
    {
        var findings = Portability.Check(result.Notebook).ToList();
        if (!result.Notebook.IsMetadataRight)
        {
            findings.Add(new Finding(null, "its metadata, or that of a cell, is not what every program takes without a change: gd run --save puts it right"));
        }

        var compared = new int[3];
        foreach (var cell in result.Cells)
        {
            var source = result.Notebook.Cells[cell.Number - 1];
            var kind = OutputComparison.KindFor(source, mnistIsHere);
            compared[(int)kind]++;
            if (OutputComparison.Difference(Notebook.OutputsIn(source), cell.Outputs, kind) is { } difference)
            {
                findings.Add(new Finding(cell.Number, difference));
            }

            findings.AddRange(cell.Warnings.Distinct().Select(warning => new Finding(cell.Number, $"{warning} (kernels print that in red under the cell)")));
            findings.AddRange(cell.OddTypes.Distinct().Select(type => new Finding(cell.Number,
                $"it shows a {type}, which looks different in every kernel: show text, a number or one of the library's display types")));
        }

        return new NotebookVerification(compared[0], compared[1], compared[2], [.. findings.OrderBy(f => f.Cell ?? 0)]);
    }
}
