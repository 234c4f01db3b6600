using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using GdNotebooks.Tests;
using GdNotebooks.Tests.Packaging;
using static GdNotebooks.Runner.Tests.TestNotebook;

namespace GdNotebooks.Runner.Tests.Processes;

/// <summary>gd is told to stop, or is killed: its child processes go, and finished work stays.</summary>
public sealed class StoppingTests : IDisposable
{
    /// <summary>C# that starts a process which lives for five minutes.</summary>
    private static readonly string Sleep = OperatingSystem.IsWindows()
        ? "System.Diagnostics.Process.Start(\"ping\", \"-n 300 127.0.0.1\")" : "System.Diagnostics.Process.Start(\"sleep\", \"300\")";

    private readonly ScratchFolder _scratch = new();

    [UnixFact("Windows has no signals")]
    public async Task Told_to_stop_it_stops_the_children_keeps_finished_work_and_says_so()
    {
        using var gd = await StartAsync();

        Signal(gd, "TERM");
        var (exitCode, output, error) = await gd.EndAsync();

        Assert.Equal(1, exitCode);
        Assert.Contains("02-endless.ipynb, code cell 1: The run was stopped.", error, StringComparison.Ordinal);
        Assert.Contains("\"2\"", File.ReadAllText(_scratch.File("out", "01-quick.ipynb")), StringComparison.Ordinal);
        Assert.Contains("\"2\"", File.ReadAllText(_scratch.File("01-quick.ipynb")), StringComparison.Ordinal);
        Assert.Contains($"Results: {_scratch.File("out")}", output, StringComparison.Ordinal);
        await AssertIsGoneAsync("child");
    }

    [UnixFact("Windows has no signals")]
    public async Task What_the_stopped_cell_had_written_is_in_the_results_and_not_in_the_notebook()
    {
        using var gd = await StartAsync();
        string before = File.ReadAllText(_scratch.File("02-endless.ipynb"));

        Signal(gd, CtrlC);
        await gd.EndAsync();

        var outputs = JsonNode.Parse(File.ReadAllText(_scratch.File("out", "02-endless.ipynb")))!["cells"]![0]!["outputs"]!.AsArray();
        Assert.Equal(["stream", "display_data", "stream", "error"], outputs.Select(o => o!["output_type"]!.GetValue<string>()));
        Assert.Equal("half a line", outputs[2]!["text"]![0]!.GetValue<string>());
        Assert.Equal("The run was stopped.", outputs[3]!["evalue"]!.GetValue<string>());
        Assert.Equal(before, File.ReadAllText(_scratch.File("02-endless.ipynb")));
    }

    [UnixFact("Windows has no signals")]
    public async Task Stopped_before_anything_was_written_it_names_no_results_and_a_file_that_never_opens_does_not_hold_it()
    {
        string pipe = _scratch.File("pipe.ipynb");
        using (var make = Process.Start("mkfifo", [pipe]))
        {
            await make.WaitForExitAsync();
        }

        using var gd = GdProcess.Start(["run", pipe, "--out", _scratch.File("out", ".")]);
        await Task.Delay(3000);
        Signal(gd, CtrlC);
        var (exitCode, output, error) = await gd.EndAsync().WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal((1, "", "Stopped.\n"), (exitCode, output, error));
    }

    [Fact]
    public async Task Killed_it_leaves_no_child_behind()
    {
        using var gd = await StartAsync();

        gd.Kill();
        await gd.WaitForExitAsync();

        await AssertIsGoneAsync("child");
    }

    [Fact]
    public async Task Whatever_a_cell_started_ends_with_its_notebook()
    {
        string Sleeper(string name) => $"System.IO.File.WriteAllText({Literal(_scratch.File(name))}, $\"{{{Sleep}.Id}}\");";
        Write(_scratch.File("notebooks", "1-ends.ipynb"), Sleeper("ends"));
        Write(_scratch.File("notebooks", "2-exits.ipynb"), Sleeper("exits"), "Environment.Exit(3);");
        Write(_scratch.File("notebooks", "3-fails.ipynb"), Sleeper("fails"), "throw new Exception();");
        Write(_scratch.File("notebooks", "4-is-stopped.ipynb"), Sleeper("is-stopped"), "while (true) { }");
        if (OperatingSystem.IsLinux())
        {
            Write(_scratch.File("notebooks", "5-leaves-its-session.ipynb"), LeavesItsSession("left", "left-child"), "1 + 1");
            Write(_scratch.File("notebooks", "6-leaves-it-and-exits.ipynb"), LeavesItsSession("left-and-exits", "left-child-2"), "Environment.Exit(3);");
        }

        await Gd.RunAsync("run", _scratch.File("notebooks", "."), "--timeout", "10", "--out", _scratch.File("out", "."));

        await AssertIsGoneAsync("ends", "exits", "fails", "is-stopped");
        if (OperatingSystem.IsLinux())
        {
            await AssertIsGoneAsync("left-child", "left-child-2");
        }

        // The shell that begins a session of its own has ended long before its notebook: nothing leads to its child but what it inherited.
        string LeavesItsSession(string name, string child) =>
            $"var shell = System.Diagnostics.Process.Start(\"setsid\", [\"sh\", \"-c\", {Literal($"sleep 300 >/dev/null 2>&1 & echo $! > {_scratch.File(child)}")}]);\nshell.WaitForExit();" +
            $"\nwhile (!System.IO.File.Exists({Literal(_scratch.File(child))})) await Task.Delay(10);\nSystem.IO.File.WriteAllText({Literal(_scratch.File(name))}, \"1\");";
    }

    public void Dispose() => _scratch.Dispose();

    private async Task<Process> StartAsync()
    {
        Write(_scratch.File("01-quick.ipynb"), "1 + 1");
        Write(_scratch.File("02-endless.ipynb"), $"var sleeper = {Sleep};\nConsole.WriteLine(\"first\"); 7.Display(); Console.Write(\"half a line\");\nSystem.IO.File.WriteAllText({Literal(_scratch.File("child"))}, $\"{{Environment.ProcessId}} {{sleeper.Id}}\");\nwhile (true) {{ }}");
        var gd = GdProcess.Start(["run", _scratch.Path, "--save", "--out", Path.Combine(_scratch.Path, "out"), "--jobs", "2"]);
        while (!(File.Exists(_scratch.File("child")) && File.ReadAllText(_scratch.File("01-quick.ipynb")).Contains("\"2\"", StringComparison.Ordinal)) && !gd.HasExited)
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
            foreach (string id in (await File.ReadAllTextAsync(_scratch.File(file))).Split(' '))
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

    /// <summary>What Ctrl-C sends; or TERM where these tests were started as a shell's background job,
    /// whose children ignore INT.</summary>
    private static string CtrlC
    {
        get
        {
            string? ignored = File.Exists("/proc/self/status")
                ? File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))
                : null;
            return ignored is not null && (Convert.ToUInt64(ignored[7..].Trim(), 16) & 2) != 0 ? "TERM" : "INT";
        }
    }

    private static void Signal(Process process, string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
