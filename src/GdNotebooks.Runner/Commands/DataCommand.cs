using System.CommandLine;

namespace GdNotebooks.Runner;

/// <summary><c>gd data</c>: gets MNIST, and tells whether it is there and whole.</summary>
internal static class DataCommand
{
    public static Command Create()
    {
        var folder = new Option<string?>("--data") { HelpName = "DIR", Description = "The folder with MNIST [default: data/mnist of the checkout]", Recursive = true };
        var from = new Option<string?>("--from") { HelpName = "URL", Description = "A mirror of your own, or a folder, that has the files [default: public mirrors]" };

        var status = new Command("status", "Which files of MNIST are there, and which digits the notebooks take");
        status.SetAction(parsed => Status(parsed.InvocationConfiguration.Output, parsed.GetValue(folder)));

        var download = new Command("download", "Download MNIST (11 MB), check every byte, and put it in place") { from };
        download.SetAction((parsed, cancel) => DownloadAsync(
            parsed.InvocationConfiguration.Output, Place(parsed.GetValue(folder)), parsed.GetValue(from), cancel));

        var verify = new Command("verify", "Compare every byte of the files with what MNIST should be");
        verify.SetAction((parsed, cancel) => VerifyAsync(parsed.InvocationConfiguration, Place(parsed.GetValue(folder)), cancel));

        return new Command("data", "MNIST, the handwritten digits: get it, and tell what is there") { status, download, verify, folder };
    }

    private static int Status(TextWriter output, string? asked)
    {
        string folder = Place(asked);
        output.WriteLine($"MNIST in {folder}:");
        var files = Mnist.FilesIn(folder);
        foreach (var (name, path) in files)
        {
            output.WriteLine("  " + (path is null ? $"{name}: not there" : $"{Path.GetFileName(path)}: {DownloadProgress.Size(new FileInfo(path).Length)}"));
        }

        output.WriteLine(files.Values.Contains(null)
            ? "Notebooks work on the synthetic digits. gd data download gets MNIST."
            : "Notebooks work on MNIST. gd data verify compares every byte.");
        return 0;
    }

    private static async Task<int> DownloadAsync(TextWriter output, string folder, string? from, CancellationToken cancel)
    {
        try
        {
            await DownloadProgress.ShowAsync(
                CommandLine.ConsoleOn(output), progress => Mnist.DownloadAsync(folder, from, progress, cancel)).ConfigureAwait(false);
        }
        catch (ArgumentException e)
        {
            throw new UserException(e.Message, e, exitCode: 2);
        }

        await output.WriteLineAsync($"MNIST is in {folder}, every byte right.").ConfigureAwait(false);
        return 0;
    }

    private static async Task<int> VerifyAsync(InvocationConfiguration console, string folder, CancellationToken cancel)
    {
        var files = await Mnist.VerifyAsync(folder, cancel).ConfigureAwait(false);
        foreach (var file in files)
        {
            await (file.IsRight ? console.Output : console.Error).WriteLineAsync(file.ToString()).ConfigureAwait(false);
        }

        if (files.All(file => file.IsRight))
        {
            return 0;
        }

        await console.Error.WriteLineAsync($"MNIST in {folder} is not complete and right: gd data download puts it right.").ConfigureAwait(false);
        return 1;
    }

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
