using System.Text.Json.Nodes;

namespace GdNotebooks.Runner.Tests.Verification;

public class OutputComparisonTests
{
    [Theory]
    [InlineData(nameof(ComparisonKind.Exact), "1.20 s\n", "1.20 s\n", null)]
    [InlineData(nameof(ComparisonKind.Exact), "1.20 s\n", "1.25 s\n", "stdout text differs\n    in the file: 1.20 s\n    in this run: 1.25 s")]
    [InlineData(nameof(ComparisonKind.Exact), "a\nb\n", "a\n", "stdout text differs in line 2\n    in the file: b\n    in this run: ")]
    [InlineData(nameof(ComparisonKind.ShapeOnly), "1.20 s\n", "1.25 s\n", null)]
    [InlineData(nameof(ComparisonKind.ShapeOnly), "1.20 s\n", "1.25 s\nand more\n", "stdout text has 1 line in the file, 2 in this run")]
    [InlineData(nameof(ComparisonKind.LeftOut), "94 %\n", "96 %\nand more\n", null)]
    public void Text_is_compared_by_every_character_by_its_lines_or_not_at_all(string kind, string committed, string fresh, string? difference) =>
        Assert.Equal(difference, OutputComparison.Difference([Text(committed)], [Text(fresh)], Enum.Parse<ComparisonKind>(kind)));

    [Fact]
    public void The_line_breaks_of_every_platform_are_the_same_and_others_that_move_the_cursor_are_shown()
    {
        Assert.Null(OutputComparison.Difference([Text("a\r\nb\r\n")], [Text("a\nb\n")], ComparisonKind.Exact));
        Assert.Equal("stdout text differs\n    in the file: 1\u240d2\n    in this run: 2", OutputComparison.Difference([Text("1\r2\n")], [Text("2\n")], ComparisonKind.Exact));
    }

    [Fact]
    public void A_damaged_picture_in_the_file_is_a_difference_like_another()
    {
        const string Before = "<img src=\"data:image/svg+xml;base64,";

        Assert.Equal(
            $"stdout text differs\n    in the file: {Before}\n    in this run: {Before}".Replace(Before, "<img src=\"", StringComparison.Ordinal)
                .Replace("in the file: <img src=\"", "in the file: <img src=\"(a damaged picture) PHN2Zy8+A\"", StringComparison.Ordinal)
                .Replace("in this run: <img src=\"", "in this run: <img src=\"<svg/>\"", StringComparison.Ordinal),
            OutputComparison.Difference([Text($"{Before}PHN2Zy8+A\"")], [Text($"{Before}PHN2Zy8+\"")], ComparisonKind.Exact));
    }

    [Fact]
    public void A_list_of_lines_is_the_same_as_the_text_they_make() =>
        Assert.Null(OutputComparison.Difference([Text("a\nb\n")], [Text(["a\n", "b\n"])], ComparisonKind.Exact));

    [Theory]
    [InlineData(nameof(ComparisonKind.Exact))]
    [InlineData(nameof(ComparisonKind.ShapeOnly))]
    public void Missing_outputs_and_other_forms_are_noticed(string kind)
    {
        Assert.Equal("0 outputs in the file, 1 output in this run", OutputComparison.Difference([], [Text("a")], Enum.Parse<ComparisonKind>(kind)));
        Assert.Equal(
            "display_data text/plain in the file, display_data text/plain, display_data text/html in this run",
            OutputComparison.Difference([Shown("text/plain")], [Shown("text/plain", "text/html")], Enum.Parse<ComparisonKind>(kind)));
        Assert.Equal("stdout text in the file, error in this run", OutputComparison.Difference(
            [Text("a")], [new JsonObject { ["output_type"] = "error", ["ename"] = "E", ["evalue"] = "v" }], Enum.Parse<ComparisonKind>(kind)));
    }

    [Fact]
    public void In_a_long_line_the_place_of_the_difference_is_shown()
    {
        string difference = OutputComparison.Difference([Text(new string('a', 5000) + "b")], [Text(new string('a', 5000) + "c")], ComparisonKind.Exact)!;

        Assert.InRange(difference.Length, 50, 400);
        Assert.Contains("...aaa", difference, StringComparison.Ordinal);
        Assert.EndsWith("aac", difference, StringComparison.Ordinal);
    }

    [Fact]
    public void Tags_decide_how_a_cell_is_compared()
    {
        var cells = TestNotebook.Parse(TestNotebook.Of(
            TestNotebook.Code("1"), TestNotebook.Code("2", "timing"), TestNotebook.Code("3", "mnist"), TestNotebook.Code("4", "mnist", "timing"))).Cells;

        Assert.Equal([ComparisonKind.Exact, ComparisonKind.ShapeOnly, ComparisonKind.LeftOut, ComparisonKind.LeftOut], cells.Select(c => OutputComparison.KindFor(c, mnistIsHere: false)));
        Assert.Equal([ComparisonKind.Exact, ComparisonKind.ShapeOnly, ComparisonKind.Exact, ComparisonKind.ShapeOnly], cells.Select(c => OutputComparison.KindFor(c, mnistIsHere: true)));
    }

    private static JsonObject Text(string text) => new() { ["output_type"] = "stream", ["name"] = "stdout", ["text"] = text };

    private static JsonObject Text(string[] lines) => new() { ["output_type"] = "stream", ["name"] = "stdout", ["text"] = new JsonArray([.. lines.Select(l => JsonValue.Create(l))]) };

    private static JsonObject Shown(params string[] forms) => new() { ["output_type"] = "display_data", ["data"] = new JsonObject(forms.Select(f => KeyValuePair.Create(f, (JsonNode?)"x"))) };
}
