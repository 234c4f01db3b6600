using System.IO.Enumeration;

namespace GdNotebooks.Runner;

/// <summary>Writes what a run leaves behind: the notebooks with their outputs, and the named figures.</summary>
/// <param name="workbook">Where the notebooks are.</param>
/// <param name="folder">Where the results go.</param>
internal sealed class ResultFiles(Workbook workbook, string folder)
{
    private readonly Dictionary<string, string> _ownersOfFiles = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether everything goes into one folder, rather than to the place it has among the notebooks.</summary>
    public bool Flat { get; init; }

    /// <summary>Where the executed form of a notebook goes.</summary>
    /// <exception cref="UserException">That of another notebook goes there too.</exception>
    public string PlaceOf(string notebook) => Claim(notebook, Path.GetFileName(notebook));

    /// <summary>Writes the executed notebook.</summary>
    public void WriteNotebook(NotebookResult result) => WholeFile.Write(PlaceOf(result.Notebook.Path), result.Notebook.WithOutputs(result.Outputs));

    /// <summary>Writes the named figures of a notebook as <c>NN-name.svg</c>.</summary>
    /// <param name="result">The notebook after its run.</param>
    /// <param name="glob">Only those whose <c>NN-name</c> matches; null for all.</param>
    /// <returns>The files and what is in them.</returns>
    /// <exception cref="UserException">Two figures of the notebook, or of two notebooks, would be the same file.</exception>
    public List<(string File, NamedFigure Figure)> WriteFigures(NotebookResult result, string? glob = null)
    {
        var written = new List<(string, NamedFigure)>();
        foreach (var group in result.Figures.GroupBy(f => f.Figure.Name))
        {
            var (cell, figure) = group.First();
            if (group.FirstOrDefault(f => f.Figure.Svg != figure.Svg) is { Figure: not null } other)
            {
                throw new UserException(FormattableString.Invariant(
                    $"{Path.GetFileName(result.Notebook.Path)}: two different figures have the name \"{figure.Name}\", in code cells {cell} and {other.Cell}. Give each a name of its own."));
            }

            string fileName = FileNameOf(result.Notebook, figure.Name);
            if (glob is null || FileSystemName.MatchesSimpleExpression(glob, Path.GetFileNameWithoutExtension(fileName)))
            {
                string file = Claim(result.Notebook.Path, fileName);
                WholeFile.Write(file, figure.Svg);
                written.Add((file, figure));
            }
        }

        return written;
    }

    /// <summary>The number that begins the notebook's file name, or else the whole name, and the figure's name.</summary>
    public static string FileNameOf(Notebook notebook, string figure)
    {
        int digits = notebook.Name.TakeWhile(char.IsAsciiDigit).Count();
        return $"{(digits > 0 ? notebook.Name[..digits] : notebook.Name)}-{figure}.svg";
    }

    private string Claim(string notebook, string fileName)
    {
        string path = Path.Combine(folder, Flat ? "" : workbook.PlaceOf(notebook), fileName);
        return _ownersOfFiles.TryAdd(path, notebook) || _ownersOfFiles[path] == notebook ? path : throw new UserException(
            $"{notebook} and {_ownersOfFiles[path]} would both write {fileName}: rename one of the notebooks or figures.");
    }
}
