using System.ComponentModel;
using System.Diagnostics;

namespace GdNotebooks.Runner;

/// <summary>What of a machine is looked at to tell what works on it.</summary>
internal sealed record Machine
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The user's home folder.</summary>
    public required string Home { get; init; }

    /// <summary>An environment variable; null or empty when it is not set.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Whether a folder is there.</summary>
    public Predicate<string> HasFolder { get; init; } = Directory.Exists;

    /// <summary>What a command says on its standard output, in a folder; null when it cannot be run, fails, or takes too long.</summary>
    public required Func<string, string[], string, Task<string?>> RunAsync { get; init; }

    public static Machine This(CancellationToken cancel) => new()
    {
        Home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify),
        Variable = Environment.GetEnvironmentVariable,
        RunAsync = (program, arguments, folder) => SayAsync(program, arguments, folder, cancel),
    };

    /// <summary>The folders that the paths in <paramref name="candidates"/>, those that begin with <c>~</c> in the home folder, lead to, as far as they are there.</summary>
    public IEnumerable<string> Folders(IEnumerable<string> candidates) => candidates
        .Select(path => Path.GetFullPath(path.StartsWith('~') ? Path.Combine(Home, path[2..]) : path)).Where(path => HasFolder(path));

    /// <summary>Where a command is found on the path; null when it is not.</summary>
    public string? Command(params ReadOnlySpan<string> names)
    {
        string[] endings = OperatingSystem.IsWindows() ? [".exe", ".cmd", ".bat"] : [""];
        foreach (string name in names)
        {
            foreach (string folder in (Variable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            {
                if (endings.Select(ending => Path.Combine(folder, name + ending)).FirstOrDefault(File.Exists) is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }

    private static async Task<string?> SayAsync(string program, string[] arguments, string folder, CancellationToken cancel)
    {
        try
        {
            var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = folder };
            start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
            start.Environment["DOTNET_NOLOGO"] = "1";
            using var process = Process.Start(start)!;
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(Patience);
            try
            {
                process.StandardInput.Close();
                _ = process.StandardError.ReadToEndAsync(limit.Token);
                string said = await process.StandardOutput.ReadToEndAsync(limit.Token).ConfigureAwait(false);
                await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
                return process.ExitCode == 0 ? said : null;
            }
            finally
            {
                DotNet.End(process);
            }
        }
        catch (Exception e) when (e is Win32Exception or IOException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return null;
        }
    }
}
