using AngleSharp.Html.Parser;
using GdNotebooks.Plotting;
using Microsoft.Data.Analysis;

namespace GdNotebooks.Tests.Plotting;

public class FrameTableTests
{
    private static DataFrame Frame => new(
        new StringDataFrameColumn("name", ["a <b>", null!, "c"]),
        new DoubleDataFrameColumn("cost", [0.5, null, -0.25]),
        new Int32DataFrameColumn("n", [1, 20, null]),
        new BooleanDataFrameColumn("done", [true, false, null]),
        new DateTimeDataFrameColumn("day", [new DateTime(2026, 11, 26), new DateTime(2026, 11, 26, 21, 5, 0), null]));

    [Fact]
    public void A_frame_is_shown_by_its_types_and_says_what_is_missing() => Assert.Equal(
        """
        name    cost   n  done  day
        a <b>   0.50   1  yes   2026-11-26
        —          —  20  no    2026-11-26 21:05:00
        c      −0.25   —  —     —
        """.ReplaceLineEndings("\n"),
        Table.Of(Frame).ToString());

    [Fact]
    public void It_looks_like_every_table()
    {
        var document = new HtmlParser().ParseDocument(Table.Of(Frame).ToHtml());
        Assert.Equal(["name", "cost", "n", "done", "day"], document.QuerySelectorAll("th[scope=col]").Select(h => h.TextContent));
        Assert.Equal(["left", "right", "right", "left", "left"], document.QuerySelectorAll("th").Select(h => h.GetAttribute("align")));
        Assert.Equal("a <b>", document.QuerySelector("td")!.TextContent);
        Assert.Contains("0.500", Table.Of(Frame).WithFormat("cost", "0.000").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_frame_says_how_many_rows_more_there_are_and_is_not_read_to_its_end()
    {
        var frame = new DataFrame(new DoubleDataFrameColumn("x", Enumerable.Range(0, 1_000_000).Select(i => (double)i)));
        Assert.EndsWith("… and 999,980 more rows", Table.Of(frame).ToString().Replace("999980", "999,980", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("no rows", Table.Of(new DataFrame(new DoubleDataFrameColumn("x", 0))).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_keeps_what_the_frame_held()
    {
        var frame = Frame;
        var table = Table.Of(frame);
        string before = table.ToString();
        frame["cost"][0] = 7.0;
        Assert.Equal(before, table.ToString());
    }

    [Fact]
    public void The_description_of_a_frame_is_a_table_too() =>
        Assert.Contains("Mean", Table.Of(Frame.Description()).ToString(), StringComparison.Ordinal);
}
