using System.Text;
using System.Text.Json.Nodes;
using GdNotebooks.Tests.Packaging;
using static GdNotebooks.Runner.Tests.TestNotebook;
using static GdNotebooks.Tests.Origin;

namespace GdNotebooks.Runner.Tests.Notebooks;

/// <summary>
/// Files of notebooks as people met them. Each is read, and saved as every program reads it, or refused with the true reason.
/// </summary>
public class FoundNotebooksTests
{
    private const string CSharp = """{"kernelspec":{"display_name":".NET (C#)","language":"C#","name":".net-csharp"}}""";

    public static TheoryData<string, string, string> Readable => new()
    {
        { Found, "a code cell without outputs and execution_count", Whole("""{"cell_type":"code","metadata":{},"source":"1 + 1"}""") },
        { Found, "metadata of a cell that is a list", Whole("""{"cell_type":"code","metadata":[],"outputs":[],"execution_count":null,"source":"1 + 1"}""") },
        { MadeUp, "no metadata at all", """{"nbformat":4,"nbformat_minor":5,"cells":[{"cell_type":"code","source":"1 + 1"}]}""" },
        { Found, "a text cell with the outputs of the code that it was", Whole("""{"cell_type":"markdown","metadata":{},"source":"# T","outputs":[],"execution_count":null},{"cell_type":"code","metadata":{},"outputs":[],"execution_count":3,"source":["1 + 1"]}""") },
        { MadeUp, "a raw cell with outputs", Whole("""{"cell_type":"raw","metadata":{},"source":"raw","outputs":[]},{"cell_type":"code","metadata":{},"outputs":[],"source":["1 + 1"]}""") },
        { Found, "ids in a format that has none", Whole("""{"cell_type":"code","id":"a","metadata":{},"outputs":[],"execution_count":null,"source":["1 + 1"]}""", minor: "2") },
        { Found, "one id twice, after a cell was copied", Whole("""{"cell_type":"markdown","id":"a","metadata":{},"source":""},{"cell_type":"code","id":"a","metadata":{},"outputs":[],"execution_count":null,"source":["1 + 1"]}""") },
        { Found, "a widget that is no longer there", Whole("""{"cell_type":"code","metadata":{},"outputs":[{"output_type":"display_data","data":{"application/vnd.jupyter.widget-view+json":{"model_id":"c8f1"}},"metadata":{}}],"execution_count":1,"source":["1 + 1"]}""") },
        { Found, "an execute_result without its execution_count", Whole("""{"cell_type":"code","metadata":{},"outputs":[{"output_type":"execute_result","data":{"text/plain":"2"},"metadata":{}}],"source":["1 + 1"]}""") },
        { Found, "a kernel of .NET, and the language still that of Python", Whole(Cell, metadata: """{"kernelspec":{"display_name":".NET (C#)","language":"C#","name":".net-csharp"},"language_info":{"name":"python","version":"3.11.4"}}""") },
        { Found, "Polyglot Notebooks in a notebook that was begun as one of Python", Whole(Cell, metadata: """{"language_info":{"name":"python"},"polyglot_notebook":{"kernelInfo":{"defaultKernelName":"csharp","items":[]}}}""") },
        { Found, "nothing but the language, as an empty notebook is saved", Whole(Cell, metadata: """{"language_info":{"name":"csharp"},"orig_nbformat":4}""") },
        { MadeUp, "the language of a cell in the word of an early extension", Whole("""{"cell_type":"code","metadata":{"dotnet_interactive":{"language":"csharp"},"vscode":{"languageId":"dotnet-interactive.csharp"}},"outputs":[],"execution_count":null,"source":["1 + 1"]}""") },
        { MadeUp, "that word alone", Whole("""{"cell_type":"code","metadata":{"vscode":{"languageId":"dotnet-interactive.csharp"}},"outputs":[],"execution_count":null,"source":["1 + 1"]}""") },
        { Found, "a text cell that is said to be C#", Whole("""{"cell_type":"markdown","metadata":{"dotnet_interactive":{"language":"fsharp"}},"source":"# T"},""" + Cell) },
        { Found, "a mark at the beginning, as PowerShell writes UTF-8", "\ufeff" + Whole(Cell) },
        { Found, "lines that end as on Windows", Whole(Cell).Replace(",", ",\r\n", StringComparison.Ordinal) },
        { MadeUp, "the number of the format as text", Whole(Cell).Replace("\"nbformat\":4", "\"nbformat\":\"4\"", StringComparison.Ordinal) },
        { MadeUp, "the number of the format with a point", Whole(Cell).Replace("\"nbformat\":4", "\"nbformat\":4.0", StringComparison.Ordinal) },
        { MadeUp, "a source of lines that end in nothing but line ends", Whole("""{"cell_type":"code","metadata":{},"outputs":[],"execution_count":null,"source":["1 ","+ 1"]}""") },
        { MadeUp, "tags that are no list", Whole("""{"cell_type":"code","metadata":{"tags":"slow"},"outputs":[],"execution_count":null,"source":["1 + 1"]}""") },
        { MadeUp, "an execution_count that is text", Whole("""{"cell_type":"code","metadata":{},"outputs":[],"execution_count":"7","source":["1 + 1"]}""") },
    };

    [Theory]
    [MemberData(nameof(Readable))]
    public void It_is_read_and_saved_as_every_program_reads_it(string origin, string topic, string text)
    {
        var notebook = Parse(text);
        Assert.True(notebook.Cells is [{ Source: "1 + 1", Number: 1 }], $"{topic} ({origin})");

        string saved = notebook.WithOutputs(new Dictionary<int, JsonArray> { [1] = [] });
        var json = JsonNode.Parse(saved)!;
        Assert.Equal((4, 5), (json["nbformat"]!.GetValue<int>(), json["nbformat_minor"]!.GetValue<int>()));
        Assert.All(json["cells"]!.AsArray(), cell =>
        {
            bool isCode = cell!["cell_type"]!.GetValue<string>() == "code";
            Assert.True(cell["metadata"] is JsonObject && cell["id"] is not null, topic);
            Assert.Equal((isCode, isCode), (cell.AsObject().ContainsKey("outputs"), cell.AsObject().ContainsKey("execution_count")));
        });
        Assert.Equal(json["cells"]!.AsArray().Count, json["cells"]!.AsArray().Select(cell => cell!["id"]!.GetValue<string>()).Distinct().Count());
        Assert.Empty(Portability.Check(Parse(saved)));
    }

    public static TheoryData<string, string, byte[], string> Refused => new()
    {
        { Found, "marks of a merge", Bytes("{\n \"cells\": [\n<<<<<<< HEAD\n  {}\n=======\n  {},\n>>>>>>> 4e2b407\n ]}"), "it holds the marks of a merge that was not finished (line 3)." },
        { MadeUp, "the end of a merge, its beginning taken out", Bytes("{\n \"cells\": [],\n>>>>>>> theirs\n \"nbformat\": 4}"), "it holds the marks of a merge that was not finished (line 3)." },
        { Found, "a comma behind the last item", Bytes("{\n \"cells\": [],\n \"nbformat\": 4,\n}"), "it is not well-formed JSON (line 4, column 1)." },
        { Found, "a comma missing", Bytes("{\n \"cells\": []\n \"nbformat\": 4}"), "it is not well-formed JSON (line 3, column 2)." },
        { MadeUp, "NaN, as Python writes it", Bytes("{\n \"cells\": [],\n \"a\": NaN}"), "it is not well-formed JSON (line 3, column 7)." },
        { MadeUp, "a remark", Bytes("{\n // mine\n \"cells\": []}"), "it is not well-formed JSON (line 2, column 2)." },
        { Found, "a second file behind the first", Bytes("{\"cells\":[],\"nbformat\":4}\n{\"cells\":[]}"), "it is not well-formed JSON (line 2, column 1)." },
        { Found, "a page of the web in its place", Bytes("\n\n\n\n<!DOCTYPE html>\n<html lang=\"en\">"), "it is a web page." },
        { MadeUp, "a pointer of Git LFS", Bytes("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"), "it is a pointer of Git LFS and not the file itself, which \"git lfs pull\" fetches." },
        { MadeUp, "an answer of a server", Bytes("404: Not Found"), "it is a text: \"404: Not Found\"." },
        { Found, "nothing, after a merge tool gave up", [], "it is empty." },
        { MadeUp, "blanks", Bytes("  \n"), "it is empty." },
        { MadeUp, "zeros, after the power went", new byte[400], "it is filled with zero bytes, as a file that was never written to the end." },
        { Found, "UTF-16, as PowerShell redirects", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("{\"cells\":[]}")], "it is a text in UTF-16." },
        { Found, "a letter in the code page of Windows", [.. "{\"cells\":[],\n\"a\":\""u8, 0xE9, .. "\"}"u8], "it is not in UTF-8 (line 2)." },
        { Found, "half of a character in an output", Bytes("""{"cells":[],"nbformat":4,"a":"\ud83d"}"""), "it holds half of a character, an escape as \\ud83d without the one that belongs to it." },
        { MadeUp, "cut off in a text", Bytes("{\n \"cells\": [\n  \"half of"), "it is cut off: it ends in the middle of its JSON, in line 3." },
        { MadeUp, "cut off after a comma", Bytes("{\n \"cells\": [],\n"), "it is cut off: it ends in the middle of its JSON, in line 2." },
        { MadeUp, "one name twice in a cell", Bytes("""{"cells":[{"source":"1","source":"2"}],"nbformat":4}"""), "the same name stands twice in one of its objects." },
        { MadeUp, "packed", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0], "it is packed with gzip." },
        { MadeUp, "a script in its place", Bytes("# %% [markdown]\n# Title\n"), "it is a text: \"# %% [markdown]\"." },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void It_is_refused_with_the_true_reason(string origin, string topic, byte[] bytes, string sentence)
    {
        var fault = Assert.Throws<UserException>(() => Notebook.Parse("/n.ipynb", bytes, "n.ipynb"));
        Assert.True("n.ipynb is not a notebook: " + sentence == fault.Message, $"{topic} ({origin}): {fault.Message}");
    }

    [Theory]
    [InlineData(MadeUp, "3", "n.ipynb is in notebook format 3, and format 4 is what can be run. Save it again in Jupyter or VS Code to convert it.")]
    [InlineData(Found, "1", "n.ipynb is in notebook format 1, and format 4 is what can be run. Save it again in Jupyter or VS Code to convert it.")]
    [InlineData(MadeUp, "5", "n.ipynb is in notebook format 5, and format 4 is what can be run. Take a newer gd, or the program that wrote it to save it in format 4.")]
    [InlineData(MadeUp, "\"four\"", "n.ipynb is not a notebook: it does not say which notebook format it has (nbformat).")]
    public void Another_format_is_told_with_the_way_out(string origin, string format, string sentence)
    {
        var fault = Assert.Throws<UserException>(() => Notebook.Parse("/n.ipynb", Bytes(Whole(Cell).Replace("\"nbformat\":4", "\"nbformat\":" + format, StringComparison.Ordinal)), "n.ipynb"));
        Assert.True(sentence == fault.Message, $"{origin}: {fault.Message}");
    }

    [Theory]
    [InlineData(Found, "an F# notebook that a tool for documentation made", """{"kernelspec":{"display_name":".NET (F#)","language":"F#","name":".net-fsharp"},"language_info":{"name":"polyglot-notebook"}}""", "n.ipynb is a notebook in F#, and only C# notebooks can be run.")]
    [InlineData(MadeUp, "PowerShell", """{"kernelspec":{"display_name":".NET (PowerShell)","language":"PowerShell","name":".net-powershell"}}""", "n.ipynb is a notebook in PowerShell, and only C# notebooks can be run.")]
    [InlineData(Found, "Python, opened once with another extension", """{"kernelspec":{"display_name":"Python 3","language":"python","name":"python3"},"language_info":{"name":"python"}}""", "n.ipynb is a notebook in python, and only C# notebooks can be run.")]
    public void Another_language_is_told(string origin, string topic, string metadata, string sentence)
    {
        var fault = Assert.Throws<UserException>(() => Notebook.Parse("/n.ipynb", Bytes(Whole(Cell, metadata)), "n.ipynb"));
        Assert.True(sentence == fault.Message, $"{topic} ({origin}): {fault.Message}");
    }

    [Fact]
    public void In_a_folder_shadows_and_copies_of_editors_are_no_notebooks_and_capitals_are()
    {
        using ScratchFolder scratch = new();
        string[] names = ["b.ipynb", "A.IPYNB", "._b.ipynb", ".~b.ipynb", ".ipynb_checkpoints/b-checkpoint.ipynb", "b.ipynb.bak", "notes.md"];
        foreach (string name in names)
        {
            scratch.Write([1], name);
        }

        Assert.Equal(["A.IPYNB", "b.ipynb"], new Workbook(null).NotebooksAt([scratch.Path]).Select(Path.GetFileName));
        Assert.Equal(["._b.ipynb"], new Workbook(null).NotebooksAt([scratch.File("._b.ipynb")]).Select(Path.GetFileName));
    }

    private const string Cell = """{"cell_type":"code","metadata":{},"outputs":[],"execution_count":null,"source":["1 + 1"]}""";

    private static string Whole(string cells, string metadata = CSharp, string minor = "5") => $$"""{"cells":[{{cells}}],"metadata":{{metadata}},"nbformat":4,"nbformat_minor":{{minor}}}""";

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
