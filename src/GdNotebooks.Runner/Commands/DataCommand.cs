using System.CommandLine;

namespace GdNotebooks.Runner;

/// <summary><c>gd data</c>: gets MNIST, and tells whether it is there and whole.</summary>
internal static class DataCommand
{
    public static Command Create()
    {
        var folder = new Option<string?>("--data") { HelpName = "DIR", Description = "The folder with MNIST [default: data/mnist of the checkout]", Recursive = true };
        var from = new Option<string?>("--from") { HelpName = "URL", Description = "A mirror of your own, or a folder, that has the files [default: public mirrors]" };

        var replace = new Option<bool>("--replace") { Description = "Replace whole files of other data, Fashion-MNIST for instance, that have the names of MNIST" };

        var status = new Command("status", "Which files of MNIST are there, and which digits the notebooks take");
        status.SetAction(parsed => Status(parsed.InvocationConfiguration.Output, parsed.GetValue(folder)));

        var download = new Command("download", "Download MNIST (11 MB), check every byte, and put it in place") { from, replace };
        download.SetAction((parsed, cancel) => DownloadAsync(
            parsed.InvocationConfiguration.Output, Place(parsed.GetValue(folder)), parsed.GetValue(from), parsed.GetValue(replace), cancel));

        var verify = new Command("verify", "Compare every byte of the files with what MNIST should be");
        verify.SetAction((parsed, cancel) => VerifyAsync(parsed.InvocationConfiguration, parsed.GetValue(folder), cancel));

        return new Command("data", "MNIST, the handwritten digits: get it, and tell what is there") { status, download, verify, folder };
    }

    private static int Status(TextWriter output, string? asked)
    {
        string folder = Found(asked) ?? Place(asked);
        output.WriteLine($"MNIST in {folder}:");
        foreach (var (name, path) in Mnist.FilesIn(folder))
        {
            output.WriteLine("  " + (path is null ? $"{name}: not there" : $"{Path.GetRelativePath(folder, path)}: {DownloadProgress.Size(new FileInfo(path).Length)}"));
        }

        output.WriteLine(Reading(folder, asked));
        return 0;
    }

    /// <summary>Which digits a notebook gets from a folder: what comes of reading them as a notebook does.</summary>
    private static string Reading(string folder, string? asked)
    {
        try
        {
            var digits = DigitSet.Find(folder);
            return digits.IsMnist
                ? $"Read as notebooks read it, this is MNIST by its labels. gd data verify{Again(asked)} compares every byte."
                : $"Read as notebooks read it: {digits} It is not MNIST.";
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            string hint = DigitsAtHand.In(folder) is { Length: > 0 } found ? found.TrimStart() + ". " : "";
            return $"{hint}{(asked is null ? "Notebooks work on the synthetic digits." : "Notebooks cannot take their digits from there.")} gd data download{Again(asked)} gets MNIST.";
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return $"Notebooks cannot read this: {fault.Message} gd data verify{Again(asked)} looks at every file.";
        }
    }

    private static async Task<int> DownloadAsync(TextWriter output, string folder, string? from, bool replace, CancellationToken cancel)
    {
        try
        {
            await DownloadProgress.ShowAsync(
                CommandLine.ConsoleOn(output), progress => Mnist.DownloadAsync(folder, from, progress, replace, cancel)).ConfigureAwait(false);
        }
        catch (ArgumentException e)
        {
            throw new UserException(e.Message, e, exitCode: 2);
        }

        await output.WriteLineAsync($"MNIST is in {folder}, every byte right.").ConfigureAwait(false);
        return 0;
    }

    private static async Task<int> VerifyAsync(InvocationConfiguration console, string? asked, CancellationToken cancel)
    {
        string folder = Found(asked) ?? Place(asked);
        var files = await Mnist.VerifyAsync(folder, cancel).ConfigureAwait(false);
        foreach (var file in files)
        {
            await (file.IsRight ? console.Output : console.Error).WriteLineAsync(file.ToString()).ConfigureAwait(false);
        }

        if (files.All(file => file.IsRight))
        {
            return 0;
        }

        await console.Error.WriteLineAsync(files.Any(file => file.IsOther)
            ? $"{folder} holds other data than MNIST. Keep it and get MNIST with gd data download --data ANOTHER-FOLDER, or replace it with gd data download{Again(asked)} --replace."
            : files.All(file => file.Path is null) && DigitTables.In(folder) is not null
            ? $"The four files are not in {folder}, but another form of the digits. {Reading(folder, asked)}"
            : $"MNIST in {folder} is not complete and right: gd data download{Again(asked)} puts it right.{DigitsAtHand.In(folder) switch { "" => "", var hint => hint + "." }}").ConfigureAwait(false);
        return 1;
    }

    /// <summary>The option that led here, for a command that is advised.</summary>
    private static string Again(string? asked) =>
        asked is null ? "" : asked.Any(c => !char.IsLetterOrDigit(c) && c is not ('/' or '\\' or '.' or '-' or '_' or ':')) ? $" --data \"{asked}\"" : $" --data {asked}";

    /// <summary>Where the notebooks find digits when nobody says where; null if they find none.</summary>
    private static string? Found(string? asked) => asked is null && Environment.GetEnvironmentVariable(DigitFolders.VariableName) is not { Length: > 0 }
        ? Path.GetDirectoryName(MnistFiles.Find(null, DigitFolders.OfThisProcess() with { Current = Workbook.Find().Root ?? Environment.CurrentDirectory })?.TrainingImages)
        : null;

    /// <summary>The folder asked for, or the one the variable names, or the one of the checkout that the notebooks are in, or the user's cache.</summary>
    private static string Place(string? asked)
    {
        if (asked is not null)
        {
            return Path.GetFullPath(asked);
        }

        bool named = Environment.GetEnvironmentVariable("GDNOTEBOOKS_DATA") is { Length: > 0 };
        return !named && Workbook.Find().Root is { } root ? Path.Combine(root, "data", "mnist") : Mnist.DownloadFolder;
    }
}
