using System.Diagnostics;

namespace GdNotebooks.Runner.Tests.Processes;

/// <summary>
/// Kills a process while it writes files: half of the times at a random moment of its life, half at the
/// moment a file is on its way.
/// </summary>
internal static class Killing
{
    private const int Kills = 25;
    private const int OnItsWay = 6;

    /// <summary>25 kills, and more where too few of them hit a file on its way.</summary>
    /// <param name="start">Starts the process.</param>
    /// <param name="life">How long it lives when nobody kills it.</param>
    /// <param name="folder">Where its files appear.</param>
    /// <param name="before">Puts the files back to what they were.</param>
    /// <param name="after">Looks at what is there after a kill.</param>
    public static async Task KillAsync(Func<Process> start, TimeSpan life, string folder, Action before, Action after)
    {
        var random = new Random(1);
        int onItsWay = 0;
        for (int kill = 0; kill < Kills || (onItsWay < OnItsWay && kill < 4 * Kills); kill++)
        {
            before();
            using var watcher = new FileSystemWatcher(folder, "*.tmp");
            var begun = new TaskCompletionSource();
            watcher.Created += (_, _) => begun.TrySetResult();
            watcher.EnableRaisingEvents = true;
            using var process = start();
            await Task.WhenAny(process.WaitForExitAsync(), kill % 2 == 0 ? Task.Delay(life * random.NextDouble()) : begun.Task);
            process.Kill();
            await process.WaitForExitAsync();
            string[] left = Directory.GetFiles(folder, "*.tmp");
            onItsWay += left.Length > 0 ? 1 : 0;
            after();
            Array.ForEach(left, File.Delete);
        }

        Assert.True(onItsWay >= OnItsWay, $"Only {onItsWay} kills hit a file on its way: they prove little.");
    }

    /// <summary>Lets the process live, and says how long it did.</summary>
    public static async Task<TimeSpan> RunToTheEndAsync(Func<Process> start)
    {
        var watch = Stopwatch.StartNew();
        using var process = start();
        var (exitCode, _, error) = await process.EndAsync();
        Assert.True(exitCode == 0, error);
        return watch.Elapsed;
    }
}
