using System.Text.Json.Nodes;
using GdNotebooks.Tests.Packaging;
using static GdNotebooks.Runner.Tests.TestNotebook;
using static GdNotebooks.Tests.Origin;

namespace GdNotebooks.Runner.Tests.Processes;

/// <summary>
/// Cells that other kernels were seen to hang on, to crash on or to show wrongly, all in one notebook.
/// </summary>
public sealed class FoundCellsTests(FoundCellsTests.Run run) : IClassFixture<FoundCellsTests.Run>
{
    /// <summary>Origin, topic, cell, and its outputs.</summary>
    public static TheoryData<string, string, string, string> Cells => new()
    {
        { Found, "a sequence without end", "IEnumerable<int> Forever() { int i = 0; while (true) yield return i++; }\nForever().Skip(98)", "result [ 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113, 114, 115, 116, 117, ... ]" },
        { Found, "a class that is a sequence of itself", "class Self : IEnumerable<Self>\n{\n    public IEnumerator<Self> GetEnumerator() { yield return this; }\n    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();\n}\nnew Self()", "result [ [ ... ] ]" },
        { Found, "a list that holds itself", "var bottomless = new List<object> { 1 };\nbottomless.Add(bottomless);\nbottomless", "result [ 1, [ ... ] ]" },
        { MadeUp, "two lists that hold each other", "var left = new List<object>();\nvar right = new List<object> { left };\nleft.Add(right);\nleft", "result [ [ [ ... ] ] ]" },
        { MadeUp, "one list twice in another is no circle", "var twice = new[] { 1, 2 };\nnew[] { twice, twice }", "result [ [ 1, 2 ], [ 1, 2 ] ]" },
        { Found, "a sequence that was ordered", "new[] { \"pear\", \"fig\" }.OrderBy(fruit => fruit.Length)", "result [ fig, pear ]" },
        { MadeUp, "a sequence that ends in an exception", "IEnumerable<int> Half() { yield return 1; throw new FormatException(\"half way\"); }\nHalf()", "error System.FormatException: half way" },
        { MadeUp, "an object whose ToString throws", "class Silent { public override string ToString() => throw new FormatException(\"no text\"); }\nnew Silent()", "error System.FormatException: no text" },
        { MadeUp, "an exception whose message throws", "class Evil : Exception { public override string Message => throw new FormatException(\"no message\"); }\nthrow new Evil();", "error Submission#{n}+Evil: its message cannot be read: System.FormatException" },
        { MadeUp, "a message of several lines", "throw new InvalidOperationException(\"first\\n\\nthird\");", "error System.InvalidOperationException: first\n\nthird" },
        { MadeUp, "null thrown", "throw null;", "error System.NullReferenceException: Object reference not set to an instance of an object." },
        { MadeUp, "several exceptions of tasks", "Task.WaitAll(Task.FromException(new FormatException(\"a\")));", "error System.AggregateException: One or more errors occurred. (a)" },
        { MadeUp, "a task that fails and that nobody waits for", "_ = Task.Run(() => throw new FormatException(\"nobody looks\"));\n1", "result 1" },
        { Found, "reading a line where nobody types", "Console.ReadLine() ?? \"nobody\"", "result nobody" },
        { Found, "reading a key where nobody types", "Console.ReadKey()", "error System.InvalidOperationException: Cannot read keys when either application does not have a console or when console input has been redirected. Try Console.Read." },
        { MadeUp, "reading all that comes", "Console.In.ReadToEnd().Length", "result 0" },
        { Found, "the place of the cursor", "try { _ = Console.CursorLeft; } catch (System.IO.IOException) { }\n\"asked\"", "result asked" },
        { Found, "a cleared console", "try { Console.Clear(); } catch (System.IO.IOException) { }\nConsole.Write(\"cleared\");", "stdout cleared" },
        { MadeUp, "colours and a title", "Console.ForegroundColor = ConsoleColor.Red;\nConsole.ResetColor();\nConsole.Write(\"plain\");", "stdout plain" },
        { MadeUp, "another encoding of the console", "Console.OutputEncoding = Encoding.Unicode;\nConsole.Write(\"é\");", "stdout é" },
        { Found, "half of a character", "Console.Write(\"a\\ud83d b\");", "stdout a\ufffd b" },
        { MadeUp, "half of a character as a result", "\"half \\ud83d\"", "result half \ufffd" },
        { MadeUp, "characters of control", "Console.Write(\"\\0 \\a \\u001b[31mred\\u001b[0m\");", "stdout \0 \a \u001b[31mred\u001b[0m" },
        { Found, "both streams in turn", "Console.Error.Write(\"e\");\nConsole.Write(\"o\");\nConsole.Error.Write(\"f\");", "stderr e | stdout o | stderr f" },
        { Found, "await at the top", "await Task.FromResult(5)", "result 5" },
        { MadeUp, "a loop that awaits", "async IAsyncEnumerable<int> Two() { yield return 1; await Task.Yield(); yield return 2; }\nawait foreach (int n in Two()) Console.Write(n);", "stdout 12" },
        { Found, "return at the end", "return 7;", "result 7" },
        { MadeUp, "return in the middle", "if (1 < 2) return \"early\";\nConsole.Write(\"never\");", "result early" },
        { Found, "a copy of a record with a change", "record Point(int X, int Y);\n(new Point(1, 2) with { Y = 3 })", "result Point { X = 1, Y = 3 }" },
        { MadeUp, "a record declared anew", "record Point(string Name);\nnew Point(\"p\")", "result Point { Name = p }" },
        { MadeUp, "using static", "using static System.Math;\nSqrt(16)", "result 4" },
        { MadeUp, "dynamic", "dynamic d = 5;\nd + 1", "result 6" },
        { MadeUp, "a remark behind the last value", "1 + 1 // the end", "result 2" },
        { MadeUp, "a semicolon behind it", "1 + 1;", "error CS0201: Only assignment, call, increment, decrement, await, and new object expressions can be used as a statement" },
        { MadeUp, "nothing to show", "(object)null", "" },
        { MadeUp, "numbers that are none", "new[] { double.NaN, double.PositiveInfinity, -0.0 }", "result [ NaN, Infinity, -0 ]" },
        { MadeUp, "an exit code, and no exit", "Environment.ExitCode = 3;", "" },
        { MadeUp, "a child that writes to where the notebook's frames go", "bool isWindows = OperatingSystem.IsWindows();\nSystem.Diagnostics.Process.Start(isWindows ? \"cmd\" : \"echo\", isWindows ? \"/c ver\" : \"child\").WaitForExit();\n1", "result 1" },
        { Found, "a child that reads what it finds to read", "System.Diagnostics.Process.Start(isWindows ? \"cmd\" : \"cat\", isWindows ? \"/c set /p line=\" : \"\");\nawait Task.Delay(100);", "" },
        { MadeUp, "reading past the console", "Console.OpenStandardInput().ReadByte()", "result -1" },
        { MadeUp, "something to do at the end of the process", "AppDomain.CurrentDomain.ProcessExit += (_, _) => Console.WriteLine(\"bye\");\n1", "result 1" },
        { Found, "a using declaration at the top, which scripts do not take", "using var reader = new System.IO.StringReader(\"a\");", "error CS1002: ; expected" },
        { Found, "yield at the top", "yield return 1;", "error CS7020: Cannot use 'yield' in top-level script code" },
        { Found, "a namespace", "namespace A { class B { } }", "error CS7021: Cannot declare namespace in script code" },
        { Found, "code of Python", "import numpy as np", "error CS1002: ; expected" },
        { MadeUp, "quotation marks of a word processor", "Console.WriteLine(“hello”);", "error CS1056: Unexpected character '“'" },
        { MadeUp, "a bracket missing", "Console.WriteLine(\"a\"", "error CS1026: ) expected" },
        { MadeUp, "a file to load that is not there", "#load \"missing.csx\"", "error CS1504: Source file 'missing.csx' could not be opened -- Could not find file." },
        { MadeUp, "a library that is not there", "#r \"missing.dll\"\n1", "error CS0006: Metadata file 'missing.dll' could not be found" },
        { MadeUp, "and after all that the next cell", "\"still here\"", "result still here" },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public void It_shows_what_it_is_to_show(string origin, string topic, string cell, string outputs)
    {
        int number = Sources.IndexOf(cell) + 1;
        string shown = string.Join(" | ", run.Executed["cells"]![number - 1]!["outputs"]!.AsArray().Select(output => output!["output_type"]!.GetValue<string>() switch
        {
            "stream" => $"{output["name"]} {Text(output["text"])}",
            "error" => $"error {output["ename"]}: {output["evalue"]}",
            _ => "result " + Text(output["data"]!["text/plain"]),
        }));
        Assert.True(outputs.Replace("{n}", $"{number}", StringComparison.Ordinal) == shown, $"{topic} ({origin}): {shown}");
    }

    [Fact]
    public void The_notebook_passes_as_a_whole() => Assert.Equal(0, run.ExitCode);

    private static List<string> Sources { get; } = [.. Cells.Select(row => (string)row[2])];

    private static string Text(JsonNode? lines) => string.Concat(lines!.AsArray().Select(line => line!.GetValue<string>()));

    public sealed class Run : IAsyncLifetime
    {
        private readonly ScratchFolder _scratch = new();

        public int ExitCode { get; private set; }

        public JsonNode Executed { get; private set; } = new JsonObject();

        public async Task InitializeAsync()
        {
            string notebook = Write(_scratch.File("cells.ipynb"), Of([.. Sources.Select(cell => Code(cell, "raises-exception"))]));
            (ExitCode, _, _) = await Gd.RunAsync("run", notebook, "--out", _scratch.File("out", ".")[..^2]);
            Executed = JsonNode.Parse(await File.ReadAllBytesAsync(_scratch.File("out", "cells.ipynb")))!;
        }

        public Task DisposeAsync()
        {
            _scratch.Dispose();
            return Task.CompletedTask;
        }
    }
}
