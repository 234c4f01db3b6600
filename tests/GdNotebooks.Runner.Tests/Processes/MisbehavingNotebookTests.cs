using System.Text.Json.Nodes;
using GdNotebooks.Tests.Packaging;
using static GdNotebooks.Runner.Tests.TestNotebook;

namespace GdNotebooks.Runner.Tests.Processes;

/// <summary>
/// Notebooks that do to their process what they should not, all in one run: each is named with what it did,
/// and none harms another.
/// </summary>
public sealed class MisbehavingNotebookTests(MisbehavingNotebookTests.Run run) : IClassFixture<MisbehavingNotebookTests.Run>
{
    private const int MemoryLimit = 300;

    private static readonly Dictionary<string, string[]> Notebooks = new()
    {
        ["a-good-one"] = [Setup, "1 + 1", FigureCell("good")],
        ["changes-settings"] =
        [
            "using System.Globalization;\nEnvironment.CurrentDirectory = System.IO.Path.GetTempPath();\nCultureInfo.CurrentCulture = new CultureInfo(\"fr-FR\");\n" +
            "CultureInfo.DefaultThreadCurrentCulture = new CultureInfo(\"fr-FR\");\nConsole.SetOut(System.IO.TextWriter.Null);\nConsole.Out.Close();",
            "Console.WriteLine(\"still heard\");",
        ],
        ["compile-error"] = [Setup, "var x = 1;\nvar y = undeclared + x;"],
        ["exits"] = ["Console.WriteLine(\"said before\");\nEnvironment.Exit(7);"],
        ["exits-and-leaves-a-child"] = ["" + (OperatingSystem.IsWindows() ? "System.Diagnostics.Process.Start(\"ping\", \"-n 20 127.0.0.1\");" : "System.Diagnostics.Process.Start(\"sleep\", \"20\");") + "\nEnvironment.Exit(3);"],
        ["exhausts-memory"] = ["var all = new List<byte[]>();\nwhile (true) all.Add(new byte[1_000_000]);"],
        ["kills-itself"] = ["System.Diagnostics.Process.GetCurrentProcess().Kill();"],
        ["leaves-threads"] = ["new System.Threading.Thread(() => { while (true) System.Threading.Thread.Sleep(10); }).Start();\n1"],
        ["library-not-asked-for"] = ["GdNotebooks.Plotting.Chart.Line([1.0, 2.0])"],
        ["only-in-one-kernel"] = ["File.Exists(\"a\")"],
        ["overflows-the-stack"] = ["int Down(int n) => 1 + Down(n + 1);", "Console.WriteLine(\"said before\");\nDown(0)"],
        ["prints-100-MB"] = ["var piece = new string('x', 1_000_000);\nfor (int i = 0; i < 100; i++) Console.Write(piece);"],
        ["prints-past-the-console"] = ["var raw = Console.OpenStandardOutput();\nvar piece = new byte[1_000_000];\nfor (int i = 0; i < 100; i++) raw.Write(piece);\nConsole.WriteLine(\"done\");"],
        ["prints-from-a-thread"] = ["new System.Threading.Thread(() => { while (true) Console.WriteLine(\"still here\"); }).Start();", "for (int i = 0; i < 500; i++) i.Display();", "1 + 1"],
        ["shows-too-much"] = ["for (int i = 0; i < 2000; i++) i.Display();"],
        ["thread-throws"] = ["new System.Threading.Thread(() => throw new InvalidOperationException(\"from a thread\")).Start();\nawait Task.Delay(60_000);"],
        ["thread-throws-as-on-Windows"] = ["Console.OpenStandardError().Write(Encoding.UTF8.GetBytes(\"Unhandled exception. System.FormatException: from a thread\\r\\n   at Main()\\r\\n\"));\nEnvironment.Exit(1);"],
        ["throws"] = [Setup, "int Fail(int n) {\n  if (n == 0)\n    throw new InvalidOperationException(\"boom\");\n  return Fail(n - 1);\n}", "var a = 1;\nFail(2)"],
        ["throws-while-shown"] = [Setup, "class Bad : Displayable\n{\n    public override string ToHtml() => throw new FormatException(\"no form\");\n    public override string ToString() => \"\";\n}\nnew Bad().ToHtml()"],
    };

    [Theory]
    [InlineData("compile-error", 2, 2, "CS0103: The name 'undeclared' does not exist in the current context", "var y = undeclared + x;")]
    [InlineData("exits", 1, null, "The cell ended the notebook's process, with exit code 7.", null)]
    [InlineData("exits-and-leaves-a-child", 1, null, "The cell ended the notebook's process, with exit code 3.", null)]
    [InlineData("kills-itself", 1, null, "The cell ended the notebook's process, with exit code {killed}.", null)]
    [InlineData("library-not-asked-for", 1, 1, "CS0234: The type or namespace name 'Plotting' does not exist in the namespace 'GdNotebooks' (are you missing an assembly reference?)", "GdNotebooks.Plotting.Chart.Line([1.0, 2.0])")]
    [InlineData("only-in-one-kernel", 1, 1, "CS0103: The name 'File' does not exist in the current context", "File.Exists(\"a\")")]
    [InlineData("overflows-the-stack", 2, null, "The cell overflowed the stack, which ended the notebook's process: look for a method that calls itself without end.", null)]
    [InlineData("shows-too-much", 1, 1, "InvalidOperationException: The cell showed more than 1000 objects.", "for (int i = 0; i < 2000; i++) i.Display();")]
    [InlineData("thread-throws", 1, null, "An exception that nothing caught, thrown outside the cell's own flow, ended the notebook's process: System.InvalidOperationException: from a thread", null)]
    [InlineData("thread-throws-as-on-Windows", 1, null, "An exception that nothing caught, thrown outside the cell's own flow, ended the notebook's process: System.FormatException: from a thread", null)]
    [InlineData("throws-while-shown", 2, 3, "FormatException: no form", "public override string ToHtml() => throw new FormatException(\"no form\");")]
    public void A_failing_cell_is_named_with_its_line_and_what_it_did(string name, int cell, int? line, string message, string? sourceLine)
    {
        string where = line is null ? $"{name}.ipynb, code cell {cell}" : $"{name}.ipynb, code cell {cell}, line {line}";

        // A process that is killed ends with a signal's number, and on Windows with -1.
        message = message.Replace("{killed}", OperatingSystem.IsWindows() ? "-1" : "137", StringComparison.Ordinal);
        Assert.Contains($"{where}: {message}\n" + (sourceLine is null ? "" : $"    {sourceLine}\n"), run.Error, StringComparison.Ordinal);
        Assert.Matches($@" {name} .*failed", run.Output);
    }

    [Fact]
    public void An_exception_from_an_earlier_cells_method_names_both_cells() => Assert.Contains(
        "throws.ipynb, code cell 3 (in code cell 2, line 3): InvalidOperationException: boom\n    throw new InvalidOperationException(\"boom\");\n", run.Error, StringComparison.Ordinal);

    [Fact]
    public void A_cell_that_loops_for_ever_is_stopped_after_its_limit_and_named() => Assert.Contains(
        "loops.ipynb, code cell 1: The cell was stopped: it ran longer than the 20 s that --timeout allows a cell.\n", run.LoopError, StringComparison.Ordinal);

    [Fact]
    public void What_a_stopped_cell_had_said_is_kept() => Assert.Equal("said before\n", FirstText("loop/loops"));

    [Fact]
    public void Memory_is_bounded_for_each_notebook() => Assert.Contains(
        $"The cell used up the {MemoryLimit} MiB that --memory allows a notebook.", run.Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("a-good-one")]
    [InlineData("changes-settings")]
    [InlineData("leaves-threads")]
    [InlineData("prints-100-MB")]
    [InlineData("prints-from-a-thread")]
    [InlineData("prints-past-the-console")]
    public void What_harms_nothing_passes(string name) => Assert.Matches($@" {name} .*passed", run.Output);

    [Fact]
    public void The_run_fails_as_a_whole_and_every_result_is_written()
    {
        Assert.Equal(1, run.ExitCode);
        Assert.All(Notebooks.Keys, name => Assert.True(File.Exists(Path.Combine(run.Out, name + ".ipynb")), name));
        Assert.True(File.Exists(Path.Combine(run.Out, "a-good-one-good.svg")));
    }

    [Theory]
    [InlineData("exits")]
    [InlineData("overflows-the-stack")]
    public void What_a_cell_said_before_it_ended_its_process_is_kept(string name) =>
        Assert.Equal("said before\n", FirstText(name));

    [Fact]
    public void A_console_that_a_cell_redirected_is_back_for_the_next() => Assert.Equal("still heard\n", FirstText("changes-settings"));

    [Fact]
    public void A_million_characters_of_a_cell_are_kept_and_the_others_counted()
    {
        string text = FirstText("prints-100-MB");

        Assert.EndsWith("x\n[99,000,000 more characters are left out]\n", text, StringComparison.Ordinal);
        Assert.Equal(1_000_000, text.Count(c => c == 'x'));
    }

    [Fact]
    public void Text_that_goes_past_the_console_is_not_taken_for_an_output() => Assert.Equal("done\n", FirstText("prints-past-the-console"));

    [Fact]
    public void The_cells_after_the_failing_one_are_not_run_and_have_no_outputs()
    {
        var cells = Executed("throws")["cells"]!.AsArray();

        Assert.Equal("error", cells[2]!["outputs"]![0]!["output_type"]!.GetValue<string>());
        Assert.Equal(["System.InvalidOperationException: boom", "   at code cell 2, line 3: throw new InvalidOperationException(\"boom\");"], cells[2]!["outputs"]![0]!["traceback"]!.AsArray().Select(l => l!.GetValue<string>()));
        Assert.Equal(1, Executed("compile-error")["cells"]!.AsArray().Count(c => c!["outputs"]!.AsArray().Count > 0));
    }

    private JsonNode Executed(string name) => JsonNode.Parse(File.ReadAllBytes(Path.Combine(run.Out, name + ".ipynb")))!;

    private string FirstText(string name) => string.Concat(
        Executed(name)["cells"]!.AsArray().SelectMany(c => c!["outputs"]!.AsArray()).First(o => o!["name"] is not null)!["text"]!.AsArray().Select(l => l!.GetValue<string>()));

    public sealed class Run : IAsyncLifetime
    {
        private readonly ScratchFolder _scratch = new();

        public string Out => Path.Combine(_scratch.Path, "out");

        public int ExitCode { get; private set; }

        public string Output { get; private set; } = "";

        public string Error { get; private set; } = "";

        public string LoopError { get; private set; } = "";

        public async Task InitializeAsync()
        {
            foreach (var (name, cells) in Notebooks)
            {
                Write(_scratch.File("notebooks", name + ".ipynb"), cells);
            }

            string loops = Write(_scratch.File("loops.ipynb"), "Console.WriteLine(\"said before\");\nwhile (true) { }");
            var bounded = Gd.RunAsync("run", loops, "--timeout", "20", "--out", Path.Combine(Out, "loop"));
            (ExitCode, Output, Error) = await Gd.RunAsync("run", _scratch.File("notebooks", "."), "--out", Out, "--memory", $"{MemoryLimit}");
            (_, _, LoopError) = await bounded;
        }

        public Task DisposeAsync()
        {
            _scratch.Dispose();
            return Task.CompletedTask;
        }
    }
}
