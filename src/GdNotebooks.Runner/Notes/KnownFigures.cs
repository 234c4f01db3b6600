using System.IO.Enumeration;
using System.Text.RegularExpressions;

namespace GdNotebooks.Runner;

/// <summary>A figure as the sources of the notebooks announce it.</summary>
/// <param name="Name">Number of the chapter and name: <c>03-surface</c>.</param>
/// <param name="Notebook">Where it is made.</param>
/// <param name="Cell">The code cell that makes it.</param>
internal sealed record KnownFigure(string Name, Notebook Notebook, NotebookCell Cell);

/// <summary>Which figures there are, judged by what stands in the cells: no notebook is run to know them.</summary>
internal static class KnownFigures
{
    /// <summary>A name given in a cell; anything but a plain string literal leaves the group empty.</summary>
    private static readonly Regex Named = new("""\.Named\(\s*(?:"(?<name>[^"\\]*)"\s*\))?""", RegexOptions.CultureInvariant);

    /// <summary>The figures of a notebook, in the order of its cells. A name that a cell computes is not among them.</summary>
    public static IEnumerable<KnownFigure> In(Notebook notebook) => notebook.Cells
        .SelectMany(cell => Named.Matches(cell.Source), (cell, match) => (cell, Name: match.Groups["name"]))
        .Where(found => found.Name.Success)
        .Select(found => new KnownFigure(NameOf(notebook, found.Name.Value), notebook, found.cell));

    /// <summary>Whether a notebook may have a figure that the pattern names; a name that a cell computes may be any.</summary>
    public static bool MayHave(Notebook notebook, string glob) => notebook.Cells
        .SelectMany(cell => Named.Matches(cell.Source))
        .Any(match => match.Groups["name"] is { Success: true } name
            ? FileSystemName.MatchesSimpleExpression(glob, NameOf(notebook, name.Value))
            : MayBegin(glob, NameOf(notebook, "")));

    /// <summary>Whether these figures of a notebook are all of it that the pattern names, so far as its sources tell; where a cell computes a name, they do not.</summary>
    /// <param name="notebook">The notebook.</param>
    /// <param name="glob">The pattern.</param>
    /// <param name="drawn">The names of figures, as its cells give them.</param>
    public static bool AreAll(Notebook notebook, string glob, IEnumerable<string> drawn) =>
        notebook.Cells.SelectMany(cell => Named.Matches(cell.Source)).All(match => match.Groups["name"].Success) &&
        !In(notebook).Select(figure => figure.Name).Where(name => FileSystemName.MatchesSimpleExpression(glob, name)).Except(drawn.Select(figure => NameOf(notebook, figure))).Any();

    /// <summary>The names most like the one asked for, when it is like any.</summary>
    public static IReadOnlyList<string> Nearest(string name, IEnumerable<string> names) => NearNames.Of(name, names, Math.Max(2, name.Length / 4));

    /// <summary>What the file of a figure is called, without its ending.</summary>
    public static string NameOf(Notebook notebook, string figure) => Path.GetFileNameWithoutExtension(ResultFiles.FileNameOf(notebook, figure));

    /// <summary>Whether a name that begins with <paramref name="prefix"/> can match the pattern.</summary>
    private static bool MayBegin(string glob, string prefix)
    {
        string plain = glob.Split('*', '?')[0];
        return plain.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) || prefix.StartsWith(plain, StringComparison.OrdinalIgnoreCase);
    }
}
