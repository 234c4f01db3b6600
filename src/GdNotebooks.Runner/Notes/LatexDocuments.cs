using System.Text.RegularExpressions;

namespace GdNotebooks.Runner;

/// <summary>
/// Where the documents of LaTeX among the notes look for their pictures. A part that a document takes in, by
/// <c>\input</c> or <c>\include</c>, looks beside the document and not beside itself.
/// </summary>
internal sealed class LatexDocuments
{
    private static readonly Regex Begin = new(@"\\documentclass\b", RegexOptions.ExplicitCapture);
    private static readonly Regex Part = new(@"\\(input|include)\s*\{(?<path>[^{}\n]+)\}", RegexOptions.ExplicitCapture);
    private static readonly Regex AllFolders = new(@"\\graphicspath\s*\{(\s*\{[^{}\n]*\}\s*)+\}", RegexOptions.ExplicitCapture);
    private static readonly Regex OneFolder = new(@"\{(?<path>[^{}\n]+)\}", RegexOptions.ExplicitCapture);

    private readonly Dictionary<string, (string Home, string[] Folders)> _places = new(RealPath.Comparer);

    /// <summary>Reads which document takes in which part.</summary>
    /// <param name="sources">The sources: full paths and texts.</param>
    public LatexDocuments(IEnumerable<(string Path, string Text)> sources)
    {
        var prose = sources.ToDictionary(source => source.Path, source => NoteLinks.LatexProse(source.Text), RealPath.Comparer);
        foreach (var (path, text) in prose.Where(source => Begin.IsMatch(source.Value)))
        {
            TakeIn(path, (Path.GetDirectoryName(path)!, FoldersIn(text)), prose);
        }

        foreach (var (path, text) in prose)
        {
            _places.TryAdd(path, (Path.GetDirectoryName(path)!, FoldersIn(text)));
        }
    }

    /// <summary>The file that a name in a source means: the first that is there, or else one in the first folder of pictures, unless the name says that folder itself.</summary>
    public string PlaceOf(string source, string target)
    {
        var (home, folders) = _places[source];
        string In(string folder) => Path.GetFullPath(Path.Combine(home, folder, target));
        return folders.Prepend("").Select(In).FirstOrDefault(File.Exists) ?? In(folders is [var first, ..] && !target.StartsWith(first, StringComparison.Ordinal) ? first : "");
    }

    private void TakeIn(string path, (string Home, string[] Folders) place, Dictionary<string, string> prose)
    {
        if (!_places.TryAdd(path, place))
        {
            return;
        }

        foreach (string part in Part.Matches(prose[path]).Select(match => Path.GetFullPath(Path.Combine(place.Home, match.Groups["path"].Value.Trim()))))
        {
            if (new[] { part, part + ".tex" }.FirstOrDefault(prose.ContainsKey) is { } there)
            {
                TakeIn(there, place, prose);
            }
        }
    }

    private static string[] FoldersIn(string prose) => [.. AllFolders.Matches(prose).SelectMany(all => OneFolder.Matches(all.Value)).Select(one => one.Groups["path"].Value)];
}
