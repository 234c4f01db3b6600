using System.IO.Enumeration;

namespace GdNotebooks.Runner;

/// <summary>
/// Paths with <c>*</c> and <c>?</c> in them, for shells that leave them as they are: those of Windows do, and
/// all of them do within quotes.
/// </summary>
internal static class PathPattern
{
    private static readonly char[] Wild = ['*', '?'];

    /// <summary>Whether the text is meant for a pattern: it has a star or a question mark, and is no file's name.</summary>
    public static bool Is(string text) => text.IndexOfAny(Wild) >= 0 && !Path.Exists(text);

    /// <summary>The files and folders that a pattern stands for, by their names; none when there are none.</summary>
    public static IEnumerable<string> Expand(string pattern)
    {
        string root = Path.GetPathRoot(pattern) ?? "";
        IEnumerable<string> found = [root];
        foreach (string part in pattern[root.Length..].Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar).Where(part => part.Length > 0))
        {
            found = part.IndexOfAny(Wild) < 0
                ? found.Select(folder => Path.Combine(folder, part)).Where(Path.Exists)
                : found.Where(folder => folder.Length == 0 || Directory.Exists(folder)).SelectMany(folder => EntriesOf(folder, part));
        }

        return found;
    }

    private static IEnumerable<string> EntriesOf(string folder, string pattern) =>
        Directory.EnumerateFileSystemEntries(folder.Length == 0 ? "." : folder)
            .Where(entry => FileSystemName.MatchesSimpleExpression(pattern, Path.GetFileName(entry), ignoreCase: OperatingSystem.IsWindows()) && (pattern[0] == '.' || Path.GetFileName(entry)[0] != '.'))
            .Select(entry => Path.Combine(folder, Path.GetFileName(entry)))
            .Order(StringComparer.Ordinal);
}
