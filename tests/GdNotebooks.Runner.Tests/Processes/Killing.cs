using System.Diagnostics;

namespace GdNotebooks.Runner.Tests.Processes;

/// <summary>
/// Kills gd while it writes files: half of the times at a random moment, half at the moment a file is on its
/// way.
/// </summary>
internal static class Killing
{
    private const int Kills = 25;

    /// <param name="arguments">The command line to kill.</param>
    /// <param name="folder">Where its files appear.</param>
    /// <param name="before">Puts the files back to what they were.</param>
    /// <param name="after">Looks at what is there after a kill.</param>
    public static async Task KillAsync(string[] arguments, string folder, Action before, Action after)
    {
        var random = new Random(1);
        var typical = TimeSpan.FromSeconds(2);
        int onItsWay = 0;
        for (int kill = 0; kill < Kills; kill++)
        {
            before();
            using var watcher = new FileSystemWatcher(folder, "*.tmp");
            var begun = new TaskCompletionSource();
            watcher.Created += (_, _) => begun.TrySetResult();
            watcher.EnableRaisingEvents = true;
            var watch = Stopwatch.StartNew();
            using var gd = GdProcess.Start(arguments);
            await Task.WhenAny(gd.WaitForExitAsync(), kill % 2 == 0 ? Task.Delay(typical * random.NextDouble()) : begun.Task);
            gd.Kill();
            await gd.WaitForExitAsync();
            typical = kill % 2 == 0 ? typical : watch.Elapsed;
            string[] left = Directory.GetFiles(folder, "*.tmp");
            onItsWay += left.Length > 0 ? 1 : 0;
            Array.ForEach(left, File.Delete);
            after();
        }

        Assert.True(onItsWay > Kills / 5, $"Only {onItsWay} of {Kills} kills hit a file on its way: they prove little.");
    }

    public static async Task RunToTheEndAsync(string[] arguments)
    {
        var (exitCode, _, error) = await Gd.RunAsync(arguments);
        Assert.True(exitCode == 0, error);
    }
}
