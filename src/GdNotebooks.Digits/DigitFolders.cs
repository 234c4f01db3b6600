namespace GdNotebooks;

/// <summary>Where MNIST may lie when nobody says where.</summary>
/// <param name="Variable">The folder that <see cref="VariableName"/> names, if it is set.</param>
/// <param name="Current">The current folder: <c>data/mnist</c> is looked for in it and in those above it.</param>
/// <param name="Cache">The user's cache folder for these digits; null where the user has no home folder.</param>
internal sealed record DigitFolders(string? Variable, string Current, string? Cache)
{
    public const string VariableName = "GDNOTEBOOKS_DATA";

    public static DigitFolders OfThisProcess() =>
        new(NotEmpty(VariableName), Environment.CurrentDirectory, UserCache());

    /// <summary>Every <c>data/mnist</c> that stands in the current folder or above it, the nearest first, then the cache.</summary>
    public IEnumerable<string> ToSearch()
    {
        for (var folder = new DirectoryInfo(Current); folder is not null; folder = folder.Parent)
        {
            yield return Path.Combine(folder.FullName, "data", "mnist");
        }

        if (Cache is not null)
        {
            yield return Cache;
        }
    }

    /// <summary>
    /// Where a download belongs, so that it is found afterwards: the folder of the variable, or else
    /// <c>data/mnist</c> of the checkout around the current folder, or else the user's cache.
    /// </summary>
    /// <exception cref="IOException">There is no checkout here, and this user has no home folder.</exception>
    public string ForDownload()
    {
        if (Variable is not null)
        {
            return Variable;
        }

        for (var folder = new DirectoryInfo(Current); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "GdNotebooks.sln")))
            {
                return Path.Combine(folder.FullName, "data", "mnist");
            }
        }

        return Cache ?? throw new IOException(
            "There is no checkout of GdNotebooks around the current folder and no home folder either: say which folder MNIST should go to.");
    }

    private static string? UserCache()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var cache = OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : OperatingSystem.IsMacOS() ? Below(home, "Library", "Caches")
            : NotEmpty("XDG_CACHE_HOME") ?? Below(home, ".cache");
        return Below(cache, "GdNotebooks", "mnist");
    }

    private static string? Below(string? folder, params string[] names) =>
        string.IsNullOrEmpty(folder) ? null : Path.Combine([folder, .. names]);

    private static string? NotEmpty(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
