using System.Diagnostics;
using System.Globalization;
using GdNotebooks.Tests.Packaging;
using static GdNotebooks.Runner.Tests.TestNotebook;

namespace GdNotebooks.Runner.Tests.Processes;

/// <summary>gd is told to stop, or is killed: its child processes go, and finished work stays.</summary>
public sealed class StoppingTests : IDisposable
{
    private readonly ScratchFolder scratch = new();

    [UnixFact]
    public async Task Told_to_stop_it_stops_the_children_keeps_finished_work_and_says_so()
    {
        using var gd = await StartAsync();

        Signal(gd, "TERM");
        string error = await gd.StandardError.ReadToEndAsync();
        await gd.WaitForExitAsync();

        Assert.Equal(1, gd.ExitCode);
        Assert.Contains("02-endless.ipynb, code cell 1: The run was stopped.", error, StringComparison.Ordinal);
        Assert.Contains("\"2\"", File.ReadAllText(scratch.File("out", "01-quick.ipynb")), StringComparison.Ordinal);
        Assert.Contains("\"2\"", File.ReadAllText(scratch.File("01-quick.ipynb")), StringComparison.Ordinal);
        Assert.False(File.Exists(scratch.File("out", "02-endless.ipynb")));
        await AssertChildIsGoneAsync();
    }

    [UnixFact]
    public async Task Killed_it_leaves_no_child_behind()
    {
        using var gd = await StartAsync();

        gd.Kill();
        await gd.WaitForExitAsync();

        await AssertChildIsGoneAsync();
    }

    public void Dispose() => scratch.Dispose();

    private async Task<Process> StartAsync()
    {
        Write(scratch.File("01-quick.ipynb"), "1 + 1");
        Write(scratch.File("02-endless.ipynb"), $"System.IO.File.WriteAllText({Literal(scratch.File("child"))}, $\"{{Environment.ProcessId}}\");\nwhile (true) {{ }}");
        var gd = GdProcess.Start(["run", scratch.Path, "--save", "--out", Path.Combine(scratch.Path, "out"), "--jobs", "2"]);
        while (!(File.Exists(scratch.File("child")) && File.ReadAllText(scratch.File("01-quick.ipynb")).Contains("\"2\"", StringComparison.Ordinal)) && !gd.HasExited)
        {
            await Task.Delay(20);
        }

        return gd;
    }

    private async Task AssertChildIsGoneAsync()
    {
        int id = int.Parse(await File.ReadAllTextAsync(scratch.File("child")), CultureInfo.InvariantCulture);
        for (int wait = 0; wait < 500 && IsRunning(id); wait++)
        {
            await Task.Delay(20);
        }

        Assert.False(IsRunning(id));
    }

    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static void Signal(Process process, string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
