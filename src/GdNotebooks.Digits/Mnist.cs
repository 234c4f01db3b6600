namespace GdNotebooks;

/// <summary>The files of MNIST on this machine: where they are, whether they are whole, and how to get them.</summary>
public static class Mnist
{
    /// <summary>The folder that <see cref="DigitSet.Load"/> takes MNIST from; null if it takes synthetic digits.</summary>
    /// <param name="folder">A folder with the four files; null to look for one.</param>
    /// <exception cref="DirectoryNotFoundException">A folder was named, here or by GDNOTEBOOKS_DATA, and it is not there.</exception>
    /// <exception cref="FileNotFoundException">A folder was named, and it does not hold all four files.</exception>
    public static string? Folder(string? folder = null) =>
        Path.GetDirectoryName(MnistFiles.Find(folder, DigitFolders.OfThisProcess())?.TrainingImages);

    /// <summary>
    /// The folder that a download goes to, so that <see cref="DigitSet.Load"/> finds it: the one that
    /// GDNOTEBOOKS_DATA names, or else <c>data/mnist</c> of the checkout, or else the user's cache folder.
    /// </summary>
    /// <exception cref="IOException">There is no such folder.</exception>
    public static string DownloadFolder => DigitFolders.OfThisProcess().ForDownload();

    /// <summary>The four files by their names without <c>.gz</c>, and where each is in a folder: plain or packed, or null if it is not there.</summary>
    /// <param name="folder">The folder to look into.</param>
    public static IReadOnlyDictionary<string, string?> FilesIn(string folder) =>
        MnistFiles.All.ToDictionary(file => file.Name, file => file.In(MnistFiles.Home(folder)));

    /// <summary>Compares every byte of the four files in a folder with what MNIST should be.</summary>
    /// <param name="folder">The folder to look into.</param>
    /// <param name="stop">Ends the check.</param>
    public static async Task<IReadOnlyList<MnistCheck>> VerifyAsync(string folder, CancellationToken stop = default)
    {
        var checks = new List<MnistCheck>();
        foreach (var file in MnistFiles.All)
        {
            checks.Add(await CheckAsync(file, folder, stop).ConfigureAwait(false));
        }

        return checks;
    }

    /// <summary>
    /// Downloads MNIST (11 MB), checks every byte, and puts the files in place whole or not at all. Files
    /// that are there and right are left alone; a download that was cut off goes on where it stopped.
    /// </summary>
    /// <param name="folder">Where to; null for <see cref="DownloadFolder"/>.</param>
    /// <param name="from">The address of a mirror, or a folder, that has the files; null for public mirrors over HTTPS.</param>
    /// <param name="progress">Hears how it goes.</param>
    /// <param name="replace">Whether whole files of other data that stand under the names of MNIST may be replaced.</param>
    /// <param name="stop">Ends the download. What came so far is kept beside, to go on from.</param>
    /// <returns>The four files as they are afterwards.</returns>
    /// <exception cref="ArgumentException"><paramref name="from"/> is neither an address nor a folder.</exception>
    /// <exception cref="IOException">It cannot be had or cannot be written, or other data stands in its place; the message says why and what to do.</exception>
    public static async Task<IReadOnlyList<MnistCheck>> DownloadAsync(
        string? folder = null, string? from = null, IProgress<MnistProgress>? progress = null, bool replace = false, CancellationToken stop = default)
    {
        folder ??= DownloadFolder;
        using var download = new MnistDownload(MnistFiles.All, folder, MnistSource.Of(from), DownloadLimits.Default, progress, replace);
        await download.RunAsync(stop).ConfigureAwait(false);
        return [.. MnistFiles.All.Select(file => new MnistCheck(file.Name, file.In(MnistFiles.Home(folder)), null))];
    }

    internal static async Task<MnistCheck> CheckAsync(MnistFile file, string folder, CancellationToken stop)
    {
        if (file.In(MnistFiles.Home(folder)) is not { } path)
        {
            return new(file.Name, null, "is not there");
        }

        try
        {
            var content = File.OpenRead(path);
            await using (content.ConfigureAwait(false))
            {
                var fault = await file.FaultAsync(content, stop).ConfigureAwait(false);
                return new(file.Name, path, fault?.What) { IsOther = fault?.IsOther == true };
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new(file.Name, path, "cannot be read: " + fault.Message);
        }
    }
}
