namespace GdNotebooks.Runner;

/// <summary>Where the notebooks are, and where their results go.</summary>
/// <param name="Root">The checkout; null when there is none around.</param>
internal sealed record Workbook(string? Root)
{
    /// <summary>The folder of the solutions, inside that of the chapters.</summary>
    public const string SolutionFolder = "solutions";

    private const string SolutionFile = "GdNotebooks.sln";

    /// <summary>The checkout around the current folder, or else the one this program was built in.</summary>
    public static Workbook Find() => new(CheckoutAround(Environment.CurrentDirectory) ?? CheckoutAround(AppContext.BaseDirectory));

    /// <summary>The folder of the chapters.</summary>
    public string NotebookFolder => Path.Combine(Root ?? Environment.CurrentDirectory, "notebooks");

    /// <summary>Where results go when nobody says where.</summary>
    public string DefaultOutput => Path.Combine(Root ?? Environment.CurrentDirectory, "artifacts");

    /// <summary>The notebooks that <paramref name="paths"/> name, each file once; without paths, the chapters and their solutions.</summary>
    /// <exception cref="UserException">A path is neither a notebook nor a folder of notebooks.</exception>
    public IReadOnlyList<string> NotebooksAt(IReadOnlyList<string> paths, bool withSolutions = true)
    {
        if (paths.Count == 0)
        {
            string solutions = Path.Combine(NotebookFolder, SolutionFolder);
            return [.. InFolder(NotebookFolder, NotebookFolder), .. withSolutions && Directory.Exists(solutions) ? Files(solutions) : []];
        }

        return [.. paths.SelectMany(path => !PathPattern.Is(path) ? At(path)
            : PathPattern.Expand(path).Where(found => Directory.Exists(found) || IsNotebook(found)).SelectMany(At).ToList() is { Count: > 0 } all ? all
            : throw new UserException($"{path}: no notebook has such a name.")).Distinct(RealPath.Comparer)];

        static IEnumerable<string> At(string path) => Directory.Exists(path) ? InFolder(Path.GetFullPath(path), path) : [File(path)];
    }

    /// <summary>
    /// Where the result of a notebook goes inside the output folder: at the same place as in the notebooks'
    /// own folder, so that a chapter and its solution, which have the same name, stay apart.
    /// </summary>
    public string PlaceOf(Notebook notebook) => PlaceOf(notebook.Path);

    /// <inheritdoc cref="PlaceOf(Notebook)"/>
    public string PlaceOf(string path)
    {
        string inside = Path.GetRelativePath(NotebookFolder, Path.GetDirectoryName(path)!);
        return inside == "." || Path.IsPathRooted(inside) || inside.StartsWith("..", StringComparison.Ordinal) ? "" : inside;
    }

    private static bool IsNotebook(string path) => Path.GetExtension(path).Equals(".ipynb", StringComparison.OrdinalIgnoreCase);

    private static string? CheckoutAround(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, SolutionFile)))
            {
                return folder.FullName;
            }
        }

        return null;
    }

    private static List<string> InFolder(string folder, string shownAs)
    {
        if (!Directory.Exists(folder))
        {
            throw new UserException($"{shownAs}: there is no such folder. Run gd inside a checkout of the workbook, or name a notebook.");
        }

        var files = Files(folder);
        return files.Count > 0 ? files : throw new UserException($"{shownAs}: there are no notebooks (.ipynb) in this folder.");
    }

    // What begins with a point is a shadow that macOS, or a copy that an editor, left beside a notebook.
    private static List<string> Files(string folder) =>
        [.. Directory.EnumerateFiles(folder).Where(path => IsNotebook(path) && !Path.GetFileName(path).StartsWith('.')).Order(StringComparer.Ordinal)];

    private static string File(string path) => !System.IO.File.Exists(path)
        ? throw new UserException(RealPath.IsUndecoded(path)
            ? $"{path}: its name is not in UTF-8 and cannot be opened: rename the file." : $"{(path.Length == 0 ? "\"\"" : path)}: there is no such notebook or folder.")
        : Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".DIB" => throw new UserException($"{path} is a notebook in the .dib format of Polyglot Notebooks, and gd runs .ipynb: open it in VS Code and save it as .ipynb."),
            ".VERSO" => throw new UserException($"{path} is a notebook in Verso's own format, and gd runs .ipynb: run the notebook it was made from, or export it as .ipynb."),
            _ => Path.GetFullPath(path),
        };
}
