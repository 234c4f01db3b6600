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
        await AssertIsGoneAsync("child");
    }

    [UnixFact]
    public async Task Killed_it_leaves_no_child_behind()
    {
        using var gd = await StartAsync();

        gd.Kill();
        await gd.WaitForExitAsync();

        await AssertIsGoneAsync("child");
    }

    [UnixFact]
    public async Task Whatever_a_cell_started_ends_with_its_notebook()
    {
        string Sleeper(string name) => $"System.IO.File.WriteAllText({Literal(scratch.File(name))}, $\"{{System.Diagnostics.Process.Start(\"sleep\", \"300\").Id}}\");";
        Write(scratch.File("notebooks", "1-ends.ipynb"), Sleeper("ends"));
        Write(scratch.File("notebooks", "2-exits.ipynb"), Sleeper("exits"), "Environment.Exit(3);");
        Write(scratch.File("notebooks", "3-fails.ipynb"), Sleeper("fails"), "throw new Exception();");
        Write(scratch.File("notebooks", "4-is-stopped.ipynb"), Sleeper("is-stopped"), "while (true) { }");

        await Gd.RunAsync("run", scratch.File("notebooks", "."), "--timeout", "20", "--out", scratch.File("out", "."));

        await AssertIsGoneAsync("ends", "exits", "fails", "is-stopped");
    }

    public void Dispose() => scratch.Dispose();

    private async Task<Process> StartAsync()
    {
        Write(scratch.File("01-quick.ipynb"), "1 + 1");
        Write(scratch.File("02-endless.ipynb"), $"var sleeper = System.Diagnostics.Process.Start(\"sleep\", \"300\");\nSystem.IO.File.WriteAllText({Literal(scratch.File("child"))}, $\"{{Environment.ProcessId}} {{sleeper.Id}}\");\nwhile (true) {{ }}");
        var gd = GdProcess.Start(["run", scratch.Path, "--save", "--out", Path.Combine(scratch.Path, "out"), "--jobs", "2"]);
        while (!(File.Exists(scratch.File("child")) && File.ReadAllText(scratch.File("01-quick.ipynb")).Contains("\"2\"", StringComparison.Ordinal)) && !gd.HasExited)
        {
            await Task.Delay(20);
        }

        return gd;
    }

    /// <param name="files">With the numbers of processes in them.</param>
    private async Task AssertIsGoneAsync(params string[] files)
    {
        foreach (string file in files)
        {
            foreach (string id in (await File.ReadAllTextAsync(scratch.File(file))).Split(' '))
            {
                for (int wait = 0; wait < 500 && IsRunning(id); wait++)
                {
                    await Task.Delay(20);
                }

                Assert.False(IsRunning(id), $"{file}: {id}");
            }
        }
    }

    private static bool IsRunning(string id)
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                // One that has ended is still listed, as a zombie, until somebody asks for its exit code.
                string stat = File.ReadAllText($"/proc/{id}/stat");
                return stat[stat.LastIndexOf(')') + 2] != 'Z';
            }

            using var process = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
            return !process.HasExited;
        }
        catch (Exception gone) when (gone is IOException or ArgumentException)
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
