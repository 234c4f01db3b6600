using System.Text;
using System.Text.Json.Nodes;
using GdNotebooks.Tests;
using GdNotebooks.Tests.Packaging;
using static GdNotebooks.Runner.Tests.TestNotebook;

namespace GdNotebooks.Runner.Tests.Processes;

/// <summary>What a notebook that behaves looks like after a run. One run serves all the tests.</summary>
public sealed class ExecutionTests(ExecutionTests.Run run) : IClassFixture<ExecutionTests.Run>
{
    private static readonly string Folder = FileNames.Here("a \"folder\" of ünusual näme's");

    private static readonly string[] Cells =
    [
        Setup,
        "Console.Write(\"a\");\nConsole.WriteLine(\"b\");\n(1.5).Display();\nConsole.WriteLine(\"c\");\n\"ä😀\"",
        "using System.IO;\nPath.GetFileName(Environment.CurrentDirectory)",
        "record Point(double X, double Y);\nclass Twice { public static int Of(int x) => 2 * x; }\nint Thrice(int x) => 3 * x;\nawait Task.Delay(1);\nvar x = Twice.Of(Thrice(1));",
        "var x = \"redeclared\";\n$\"{x} {new Point(1, 2.5).Y} {Convert.ToString(1234567.891)}\"",
        FigureCell("a-line"),
        "Console.Error.WriteLine(\"to the error stream\");",
        "$\"{Console.ReadLine() is null} {Environment.GetEnvironmentVariable(\"GDNOTEBOOKS_HEADLESS\")}\"",
        "object nothing = null;\nnothing",
        "var silent = 5;",
        "new[] { 1, 2, 3 }",
        """
        class TypeFormatterSourceAttribute(Type type) : Attribute
        {
            public Type FormatterSourceType { get; } = type;
            public string[] PreferredMimeTypes { get; set; } = ["text/html", "text/plain"];
        }
        class Formatter(string mimeType)
        {
            public string MimeType { get; } = mimeType;
            public bool Format(object shown, System.IO.TextWriter writer) { writer.Write(MimeType + " of " + shown); return true; }
        }
        class Source { IEnumerable<object> All = [new Formatter("text/plain"), new Formatter("text/html")]; public IEnumerable<object> CreateTypeFormatters() => All; }
        [TypeFormatterSource(typeof(Source))] class Shown { public override string ToString() => "it"; }
        new Shown()
        """,
    ];

    [Fact]
    public void It_passes_and_says_so_in_a_table()
    {
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"shown +│ +12 │ +\d+\.\d │ +1 │ passed", run.Output);
    }

    [Fact]
    public void Console_text_and_shown_objects_keep_their_order()
    {
        Assert.Equal(["stream ab\n", "display_data 1.5", "stream c\n", "execute_result ä😀"], OutputsOf(2));
    }

    [Fact]
    public void The_current_folder_is_the_notebooks_own() => Assert.Equal([$"execute_result {Folder}"], OutputsOf(3));

    [Fact]
    public void Cells_see_what_earlier_ones_declared_and_numbers_have_no_culture() => Assert.Equal(["execute_result redeclared 2.5 1234567.891"], OutputsOf(5));

    [Fact]
    public void A_figure_is_an_image_and_its_words_and_a_file_under_its_name()
    {
        var data = Cell(6)["outputs"]![0]!["data"]!;
        string svg = File.ReadAllText(Path.Combine(run.Out, "07-a-line.svg"));

        Assert.StartsWith("A line. A line.", data["text/plain"]![0]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains(Convert.ToBase64String(Encoding.UTF8.GetBytes(svg)), data["text/html"]![0]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_stream_is_told_apart() => Assert.Equal("stderr", Cell(7)["outputs"]![0]!["name"]!.GetValue<string>());

    [Fact]
    public void There_is_nobody_to_type_and_the_library_is_told() => Assert.Equal(["execute_result True 1"], OutputsOf(8));

    [Fact]
    public void Null_and_declarations_show_nothing()
    {
        Assert.Empty(OutputsOf(9));
        Assert.Empty(OutputsOf(10));
    }

    [Fact]
    public void Formatters_are_found_by_the_names_of_the_convention()
    {
        var data = Cell(12)["outputs"]![0]!["data"]!;

        Assert.Equal("text/html of it", data["text/html"]![0]!.GetValue<string>());
        Assert.Equal("text/plain of it", data["text/plain"]![0]!.GetValue<string>());
    }

    [Fact]
    public void The_notebook_itself_is_untouched() => Assert.Equal(JupyterJson.Write(Of(Cells)), File.ReadAllText(run.Notebook));

    [Fact]
    public void Executed_cells_are_numbered_and_everything_else_is_as_it_was()
    {
        var expected = Of(Cells);
        for (int i = 0; i < Cells.Length; i++)
        {
            expected["cells"]![i]!["execution_count"] = i + 1;
            expected["cells"]![i]!["outputs"] = Cell(i + 1)["outputs"]!.DeepClone();
        }

        Assert.Equal(JupyterJson.Write(expected), File.ReadAllText(Path.Combine(run.Out, Path.GetFileName(run.Notebook))));
    }

    private JsonObject Cell(int number) => run.Executed["cells"]![number - 1]!.AsObject();

    private IEnumerable<string> OutputsOf(int number) => Cell(number)["outputs"]!.AsArray().Select(output =>
        $"{output!["output_type"]} " + string.Concat((output["text"] ?? output["data"]!["text/plain"])!.AsArray().Select(line => line!.GetValue<string>())));

    public sealed class Run : IAsyncLifetime
    {
        private readonly ScratchFolder _scratch = new();

        public string Notebook { get; private set; } = "";

        public string Out => _scratch.File("out", ".")[..^2];

        public int ExitCode { get; private set; }

        public string Output { get; private set; } = "";

        public string Error { get; private set; } = "";

        public JsonNode Executed { get; private set; } = new JsonObject();

        public async Task InitializeAsync()
        {
            Notebook = Write(_scratch.File(Folder, "07-what is shown.ipynb"), Cells);
            (ExitCode, Output, Error) = await Gd.RunAsync("run", Notebook, "--out", Out);
            Executed = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Out, Path.GetFileName(Notebook))))!;
        }

        public Task DisposeAsync()
        {
            _scratch.Dispose();
            return Task.CompletedTask;
        }
    }
}
