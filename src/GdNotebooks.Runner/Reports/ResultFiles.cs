namespace GdNotebooks.Runner;

/// <summary>Writes what a run leaves behind: the notebooks with their outputs, and the named figures.</summary>
/// <param name="workbook">Where the notebooks are.</param>
/// <param name="folder">Where the results go.</param>
internal sealed class ResultFiles(Workbook workbook, string folder)
{
    private readonly Dictionary<string, string> ownersOfFiles = [];

    /// <summary>Writes the executed notebook.</summary>
    public void WriteNotebook(NotebookResult result) =>
        WholeFile.Write(Claim(result.Notebook, Path.GetFileName(result.Notebook.Path)), result.Notebook.WithOutputs(result.Outputs));

    /// <summary>Writes every named figure of a notebook as <c>NN-name.svg</c>.</summary>
    /// <exception cref="UserException">Two figures of the notebook, or of two notebooks, would be the same file.</exception>
    public void WriteFigures(NotebookResult result)
    {
        foreach (var group in result.Figures.GroupBy(f => f.Figure.Name))
        {
            var (cell, figure) = group.First();
            if (group.FirstOrDefault(f => f.Figure.Svg != figure.Svg) is { Figure: not null } other)
            {
                throw new UserException(FormattableString.Invariant(
                    $"{Path.GetFileName(result.Notebook.Path)}: two different figures have the name \"{figure.Name}\", in code cells {cell} and {other.Cell}. Give each a name of its own."));
            }

            WholeFile.Write(Claim(result.Notebook, FileNameOf(result.Notebook, figure)), figure.Svg);
        }
    }

    /// <summary>The number that begins the notebook's file name, or else the whole name, and the figure's name.</summary>
    public static string FileNameOf(Notebook notebook, NamedFigure figure)
    {
        int digits = notebook.Name.TakeWhile(char.IsAsciiDigit).Count();
        return $"{(digits > 0 ? notebook.Name[..digits] : notebook.Name)}-{figure.Name}.svg";
    }

    private string Claim(Notebook notebook, string fileName)
    {
        string path = Path.Combine(folder, workbook.PlaceOf(notebook), fileName);
        return ownersOfFiles.TryAdd(path, notebook.Path) || ownersOfFiles[path] == notebook.Path ? path : throw new UserException(
            $"{Path.GetFileName(notebook.Path)} and {Path.GetFileName(ownersOfFiles[path])} would both write {fileName}: rename one of the notebooks or figures.");
    }
}
