using System.Diagnostics;
using GdNotebooks.Tests;

namespace GdNotebooks.Runner.Tests.Processes;

/// <summary>
/// Kills a process while it writes files. Before its first file a kill harms nothing, so every kill waits for
/// that one: half of them hit at once, half at a random moment of the writing.
/// </summary>
internal static class Killing
{
    private const int Kills = 12;

    /// <summary>Kills it, and more often where fewer than a third hit a file on its way.</summary>
    /// <param name="start">Starts the process.</param>
    /// <param name="writing">How long it writes when nobody kills it.</param>
    /// <param name="folder">Where its files appear.</param>
    /// <param name="before">Puts the files back to what they were.</param>
    /// <param name="after">Looks at what is there after a kill.</param>
    /// <param name="kills">How often, where all is done.</param>
    public static async Task KillAsync(Func<Process> start, TimeSpan writing, string folder, Action before, Action after, int kills = Kills)
    {
        kills = Thorough.Times(kills);
        int mustHit = Math.Max(1, kills / 3);
        var random = new Random(1);
        int onItsWay = 0;
        for (int kill = 0; kill < kills || (onItsWay < mustHit && kill < 4 * kills); kill++)
        {
            before();
            var begun = new TaskCompletionSource();
            using var watcher = Watch(folder, () => begun.TrySetResult());
            using var process = start();
            await Task.WhenAny(process.WaitForExitAsync(), begun.Task);
            if (kill % 2 == 1)
            {
                await Task.Delay(writing * random.NextDouble());
            }

            process.Kill();
            await process.WaitForExitAsync();
            string[] left = Directory.GetFiles(folder, "*.tmp");
            onItsWay += left.Length > 0 ? 1 : 0;
            after();
            Array.ForEach(left, File.Delete);
        }

        Assert.True(onItsWay >= mustHit, $"Only {onItsWay} kills hit a file on its way: they prove little.");
    }

    /// <summary>Lets the process live, and says how long it wrote: from its first file to its end.</summary>
    public static async Task<TimeSpan> RunToTheEndAsync(Func<Process> start, string folder)
    {
        var watch = Stopwatch.StartNew();
        long first = long.MaxValue;
        using var watcher = Watch(folder, () => Interlocked.CompareExchange(ref first, watch.ElapsedTicks, long.MaxValue));
        await RunToTheEndAsync(start);
        return TimeSpan.FromSeconds(Math.Max(0, watch.ElapsedTicks - Interlocked.Read(ref first)) / (double)Stopwatch.Frequency);
    }

    private static FileSystemWatcher Watch(string folder, Action created)
    {
        var watcher = new FileSystemWatcher(Path.GetFullPath(folder), "*.tmp");
        watcher.Created += (_, _) => created();
        watcher.EnableRaisingEvents = true;
        return watcher;
    }

    /// <summary>Lets the process live.</summary>
    public static async Task RunToTheEndAsync(Func<Process> start)
    {
        using var process = start();
        var (exitCode, _, error) = await process.EndAsync();
        Assert.True(exitCode == 0, error);
    }
}
