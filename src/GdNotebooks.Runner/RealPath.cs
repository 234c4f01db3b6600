namespace GdNotebooks.Runner;

/// <summary>Paths with their links resolved.</summary>
internal static class RealPath
{
    /// <summary>Where names that differ in their case only are names of one file, they are the same.</summary>
    public static StringComparer Comparer { get; } = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>Whether two paths lead to the same place, by whatever links and spellings.</summary>
    public static bool AreOne(string path, string other) => Comparer.Equals(Of(path), Of(other));

    /// <summary>Whether a name in it is not in UTF-8: what it leads to cannot be opened by it.</summary>
    public static bool IsUndecoded(string path) => path.Contains('\ufffd', StringComparison.Ordinal);

    /// <summary>A path without any link in it; what is not there yet is taken as it is written.</summary>
    public static string Of(string path)
    {
        path = Path.GetFullPath(path);
        string real = Path.GetPathRoot(path)!;
        foreach (string name in path[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            string next = Path.Combine(real, name);
            real = LinkTarget(next) ?? next;
        }

        return real;
    }

    private static string? LinkTarget(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget is null ? null : Directory.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName;
        }
        catch (IOException)
        {
            // A link that leads in a circle leads nowhere.
            return null;
        }
    }
}
