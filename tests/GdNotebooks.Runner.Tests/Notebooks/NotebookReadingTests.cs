using System.Text;
using System.Text.Json.Nodes;
using static GdNotebooks.Runner.Tests.TestNotebook;

namespace GdNotebooks.Runner.Tests.Notebooks;

/// <summary>Notebooks as other programs save them, and files that are none.</summary>
public class NotebookReadingTests
{
    private const string CSharp = """ "metadata":{"kernelspec":{"name":".net-csharp","language":"C#","display_name":".NET (C#)"}},"nbformat":4,"nbformat_minor":5 """;

    [Theory]
    [InlineData("[\"var x = 1;\\n\", \"x\"]")]
    [InlineData("[\"var x = 1;\\r\\n\", \"x\"]")]
    [InlineData("\"var x = 1;\\nx\"")]
    [InlineData("\"var x = 1;\\r\\nx\"")]
    public void A_source_is_text_or_a_list_of_lines_with_any_line_ends(string source)
    {
        var notebook = Parse($$"""{"cells":[{"cell_type":"code","id":"a","metadata":{},"outputs":[],"execution_count":null,"source":{{source}}}],{{CSharp}}}""");

        Assert.Equal("var x = 1;\nx", Assert.Single(notebook.Cells).Source);
    }

    [Fact]
    public void A_byte_order_mark_and_carriage_returns_between_the_members_are_read_over()
    {
        string text = JupyterJson.Write(Of("1 + 1")).Replace("\n", "\r\n", StringComparison.Ordinal);
        var notebook = Notebook.Parse("/a.ipynb", (byte[])[.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)], "a.ipynb");

        Assert.Equal("1 + 1", Assert.Single(notebook.Cells).Source);
    }

    [Theory]
    // Colab: no cell ids, accelerator settings, format 4.0, and no language_info.
    [InlineData("""{"nbformat":4,"nbformat_minor":0,"metadata":{"colab":{"provenance":[]},"kernelspec":{"name":".net-csharp","display_name":".NET (C#)"},"accelerator":"GPU"},"cells":[{"cell_type":"code","metadata":{"id":"Xy_1"},"source":["1 + 1"],"execution_count":null,"outputs":[]}]}""")]
    // VS Code with Polyglot Notebooks: the language of each cell in its metadata, in both spellings.
    [InlineData("""{"cells":[{"cell_type":"code","execution_count":null,"id":"a","metadata":{"dotnet_interactive":{"language":"csharp"},"polyglot_notebook":{"kernelName":"csharp"},"vscode":{"languageId":"polyglot-notebook"}},"outputs":[],"source":["1 + 1"]}],"metadata":{"kernelspec":{"display_name":".NET (C#)","language":"C#","name":".net-csharp"},"polyglot_notebook":{"kernelInfo":{"defaultKernelName":"csharp","items":[]}}},"nbformat":4,"nbformat_minor":2}""")]
    // JupyterLab with the .NET kernel: what the kernel says of itself.
    [InlineData("""{"cells":[{"cell_type":"code","execution_count":1,"id":"a","metadata":{},"outputs":[],"source":["1 + 1"]}],"metadata":{"kernelspec":{"display_name":".NET (C#)","language":"C#","name":".net-csharp"},"language_info":{"file_extension":".cs","mimetype":"text/x-csharp","name":"C#","pygments_lexer":"csharp","version":"13.0"}},"nbformat":4,"nbformat_minor":5}""")]
    // An export that only knows its language's name.
    [InlineData("""{"nbformat":4,"nbformat_minor":5,"metadata":{"language_info":{"name":"csharp"},"verso":{"version":"1.0"}},"cells":[{"cell_type":"code","id":"a","metadata":{"verso":{"x":1}},"source":"1 + 1","outputs":[],"execution_count":null}]}""")]
    // Nothing said about the language.
    [InlineData("""{"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[{"cell_type":"code","id":"a","metadata":{},"source":"1 + 1","outputs":[],"execution_count":null}]}""")]
    public void Notebooks_of_every_program_are_read_and_written_as_format_4_5(string text)
    {
        var notebook = Parse(text);
        var written = JsonNode.Parse(notebook.WithOutputs(new Dictionary<int, JsonArray> { [1] = [] }))!;

        Assert.Equal("1 + 1", Assert.Single(notebook.Cells).Source);
        Assert.Equal(5, written["nbformat_minor"]!.GetValue<int>());
        Assert.Matches("^[a-zA-Z0-9_-]{1,64}$", written["cells"]![0]!["id"]!.GetValue<string>());
        Assert.Equal(1, written["cells"]![0]!["execution_count"]!.GetValue<int>());
    }

    [Fact]
    public void What_is_not_understood_is_kept()
    {
        var attachment = Markdown("![p](attachment:p.png)");
        attachment["attachments"] = JsonNode.Parse("""{"p.png":{"image/png":"iVBORw0KGgo="}}""");
        attachment["metadata"] = JsonNode.Parse("""{"slideshow":{"slide_type":"slide"},"unknown":[1,2.50,{"a":null}]}""");
        var raw = new JsonObject { ["cell_type"] = "raw", ["id"] = "raw-1", ["metadata"] = new JsonObject { ["format"] = "text/latex" }, ["source"] = "\\LaTeX" };
        var later = new JsonObject { ["cell_type"] = "of-a-later-format", ["id"] = "later", ["metadata"] = new JsonObject(), ["source"] = "?", ["extra"] = 7 };
        var json = Of(attachment, raw, later, Code("1 + 1", "a-tag"));
        json["metadata"]!["some_program"] = JsonNode.Parse("""{"theme":"dark"}""");
        json["added_by_someone"] = true;
        var notebook = Parse(json);

        var written = JsonNode.Parse(notebook.WithOutputs(new Dictionary<int, JsonArray> { [1] = [new JsonObject { ["output_type"] = "stream", ["name"] = "stdout", ["text"] = "2" }] }))!;

        json["cells"]![3]!["outputs"] = written["cells"]![3]!["outputs"]!.DeepClone();
        json["cells"]![3]!["execution_count"] = 1;
        Assert.True(JsonNode.DeepEquals(json, written));
        Assert.Single((JsonArray)written["cells"]![3]!["outputs"]!);
    }

    [Fact]
    public void Cells_are_numbered_as_a_kernel_numbers_them_without_markdown_and_empty_cells()
    {
        var notebook = Parse(Of(Markdown("# Title"), Code("1"), Code("  \n"), Code("2")));

        Assert.Equal([(1, "1"), (2, "2")], notebook.Cells.Select(cell => (cell.Number, cell.Source)));
        Assert.Equal("Title", notebook.Title);
    }

    [Fact]
    public void Missing_ids_are_given_without_taking_one_that_is_there()
    {
        var json = Of("1", "2");
        json["cells"]![0]!.AsObject().Remove("id");
        json["cells"]![1]!["id"] = "cell-1";

        var written = JsonNode.Parse(Parse(json).WithOutputs(new Dictionary<int, JsonArray>()))!["cells"]!;

        Assert.Equal(["cell-3", "cell-1"], written.AsArray().Select(cell => cell!["id"]!.GetValue<string>()));
    }

    [Fact]
    public void Of_cells_with_the_same_id_the_first_keeps_it_and_an_id_that_is_none_is_replaced()
    {
        var json = Of("1", "2", "3");
        json["cells"]![0]!["id"] = "same";
        json["cells"]![1]!["id"] = "same";
        json["cells"]![2]!["id"] = "no id: it has spaces";

        var written = JsonNode.Parse(Parse(json).WithOutputs(new Dictionary<int, JsonArray>()))!["cells"]!;

        Assert.Equal(["same", "cell-2", "cell-3"], written.AsArray().Select(cell => cell!["id"]!.GetValue<string>()));
    }

    [Fact]
    public void What_other_programs_write_of_the_kernel_and_of_one_run_is_put_right()
    {
        // As JupyterLab with the .NET kernel leaves it after a run, and nbconvert.
        var json = Of("1 + 1");
        json["metadata"]!["language_info"] = JsonNode.Parse("""{"file_extension":".cs","mimetype":"text/x-csharp","name":"C#","pygments_lexer":"csharp","version":"13.0"}""");
        json["metadata"]!["polyglot_notebook"] = null;
        json["cells"]![0]!["metadata"] = JsonNode.Parse("""{"execution":{"iopub.execute_input":"2026-11-26T08:00:00.000000Z"},"vscode":{"languageId":"polyglot-notebook"},"tags":["mine"],"collapsed":true}""");
        json["cells"]![0]!["outputs"] = JsonNode.Parse("""[{"output_type":"display_data","metadata":{},"data":{"text/html":"<script>probe('http://192.168.0.7:2048/')</script>"}}]""");
        var notebook = Parse(json);
        JsonArray outputs = [new JsonObject { ["output_type"] = "execute_result", ["execution_count"] = 1, ["metadata"] = new JsonObject(), ["data"] = new JsonObject { ["text/plain"] = new JsonArray("2") } }];

        string written = notebook.WithOutputs(new Dictionary<int, JsonArray> { [1] = outputs });
        var again = Parse(written);

        var expected = Of(Code("1 + 1", "mine"));
        expected["cells"]![0]!["metadata"]!["collapsed"] = true;
        expected["cells"]![0]!["outputs"] = outputs.DeepClone();
        expected["cells"]![0]!["execution_count"] = 1;
        Assert.Equal(JupyterJson.Write(expected), written);
        Assert.NotEmpty(Portability.Check(notebook));
        Assert.Empty(Portability.Check(again));
        Assert.True(again.Holds(new Dictionary<int, JsonArray> { [1] = outputs }));
    }

    [Fact]
    public void Twenty_thousand_damaged_notebooks_end_as_a_notebook_or_as_a_sentence()
    {
        var withOutputs = Of(Markdown("# T"), Code("Console.WriteLine(1)", "timing"), Code("x.Display();"));
        withOutputs["cells"]![1]!["outputs"] = JsonNode.Parse("""[{"output_type":"stream","name":"stdout","text":["1\n"]},{"output_type":"display_data","data":{"text/html":"<b>1</b>"},"metadata":{}}]""");
        byte[][] seeds =
        [
            Encoding.UTF8.GetBytes(JupyterJson.Write(withOutputs)),
            Encoding.UTF8.GetBytes($$"""{"cells":[{"cell_type":"raw","source":"é","id":"r"},{"cell_type":"code","id":"a","metadata":{"tags":["mnist"]},"outputs":[],"execution_count":null,"source":"using System;\n1"}],{{CSharp}}}"""),
        ];
        var random = new Random(8);
        int read = 0;
        for (int i = 0; i < 20_000; i++)
        {
            byte[] damaged = Damage(seeds[i % seeds.Length], random);
            try
            {
                var notebook = Notebook.Parse("/damaged.ipynb", damaged, "damaged.ipynb");
                _ = notebook.Title;
                _ = notebook.WithOutputs(notebook.Cells.ToDictionary(cell => cell.Number, _ => new JsonArray()));
                _ = Portability.Check(notebook).Count();
                read++;
            }
            catch (UserException e)
            {
                Assert.StartsWith("damaged.ipynb", e.Message, StringComparison.Ordinal);
            }
        }

        Assert.InRange(read, 500, 19_500);
    }

    private static byte[] Damage(byte[] seed, Random random)
    {
        var bytes = seed.ToList();
        for (int n = random.Next(1, 4); n > 0; n--)
        {
            int at = random.Next(bytes.Count);
            int length = Math.Min(random.Next(1, 40), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count - length + 1), length));
                    break;
                case 3:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    string[] pieces = ["null", "[]", "{}", "-1", "1e999", "\"\\ud800\"", "true", "\"source\":", "[[[[[[[[", "\u0000", ",", "\"cell_type\":\"code\","];
                    bytes.RemoveRange(at, Math.Min(length, 8));
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(pieces[random.Next(pieces.Length)]));
                    break;
            }

            if (bytes.Count == 0)
            {
                break;
            }
        }

        return [.. bytes];
    }
}
