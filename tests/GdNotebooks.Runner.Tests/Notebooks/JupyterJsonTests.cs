using System.Text;
using System.Text.Json.Nodes;
using GdNotebooks.Tests;

namespace GdNotebooks.Runner.Tests.Notebooks;

public class JupyterJsonTests
{
    [Fact]
    public void Every_notebook_of_the_workbook_is_written_back_byte_for_byte()
    {
        Assert.All(Directory.EnumerateFiles(Checkout.Folder("notebooks"), "*.ipynb", SearchOption.AllDirectories), path =>
        {
            byte[] bytes = File.ReadAllBytes(path);
            Assert.True(Encoding.UTF8.GetBytes(JupyterJson.Write(JsonNode.Parse(bytes))).AsSpan().SequenceEqual(bytes), path);
        });
    }

    // The expected text is what Python's json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False) + "\n" gives.
    [Fact]
    public void Keys_are_sorted_numbers_kept_and_characters_outside_ASCII_written_as_they_are()
    {
        var value = JsonNode.Parse("""{"b":[],"a":{},"Z":1.50,"ä":[1e5,-0.0,true,null],"n":{"y":2,"x":"<&>'\u2028😀\u0000\u001f\u007f\"\\/\b\f\n\r\t"}}""");

        Assert.Equal(
            "{\n \"Z\": 1.50,\n \"a\": {},\n \"b\": [],\n \"n\": {\n  \"x\": \"<&>'\u2028😀\\u0000\\u001f\u007f\\\"\\\\/\\b\\f\\n\\r\\t\",\n  \"y\": 2\n },\n" +
            " \"ä\": [\n  1e5,\n  -0.0,\n  true,\n  null\n ]\n}\n",
            JupyterJson.Write(value));
    }
}
