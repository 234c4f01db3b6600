using System.Globalization;
using AngleSharp.Html.Parser;
using GdNotebooks.Plotting;

namespace GdNotebooks.Tests.Plotting;

public class TableTests
{
    private sealed record Step(int Index, double W, double C, string Note);

    private static readonly Step[] Steps = [new(0, 0, 9, "start"), new(1, 0.6, 5.76, ""), new(2, 1.08, 3.6864, "a | b & <c>")];

    [Fact]
    public void Columns_come_from_properties_and_decimal_points_stand_below_each_other() => Assert.Equal(
        """
        Index     W       C  Note
            0  0.00  9.0000  start
            1  0.60  5.7600
            2  1.08  3.6864  a | b & <c>
        """.ReplaceLineEndings("\n"),
        Table.Of(Steps).ToString());

    [Fact]
    public void The_html_form_is_a_table_with_headings_right_aligned_numbers_and_escaped_texts()
    {
        var document = new HtmlParser().ParseDocument(Table.Of(Steps).WithTitle("Three steps").ToHtml());
        Assert.Equal(["Index", "W", "C", "Note"], document.QuerySelectorAll("th[scope=col]").Select(h => h.TextContent));
        Assert.Equal("Three steps", document.QuerySelector("caption")!.TextContent);
        Assert.Equal(["2", "1.08", "3.6864", "a | b & <c>"], document.QuerySelectorAll("tbody tr").Last().Children.Select(c => c.TextContent));
        Assert.Equal(["right", "right", "right", "left"], document.QuerySelectorAll("tbody tr").Last().Children.Select(c => c.GetAttribute("align")));
        Assert.Empty(document.QuerySelectorAll("style, script"));
    }

    [Fact]
    public void More_rows_than_the_limit_are_counted()
    {
        var table = Table.Of(Enumerable.Range(0, 500).Select(i => new { i })).WithLimit(3);
        Assert.EndsWith("\n2\n… and 497 more rows", table.ToString().Replace(" ", "", StringComparison.Ordinal).Replace("…and497morerows", "… and 497 more rows", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("… and 497 more rows", table.ToHtml(), StringComparison.Ordinal);
        Assert.Contains("… and 1 more row", Table.Of(Steps).WithLimit(2).ToString(), StringComparison.Ordinal);
        Assert.Contains("no rows", Table.Of(Array.Empty<Step>()).ToString(), StringComparison.Ordinal);
        Assert.Equal(4, new HtmlParser().ParseDocument(Table.Of(Array.Empty<Step>()).ToHtml()).QuerySelectorAll("th").Length);
    }

    [Fact]
    public void A_chosen_format_serves_one_column_under_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("fr-FR");
            string text = Table.Of(new[] { new { Rate = 0.5, Accuracy = 0.9412, When = new DateOnly(2026, 11, 20) } }).WithFormat("Accuracy", "0.0 %").WithFormat("When", "yyyy-MM-dd").ToString();
            Assert.EndsWith("0.5    94.1 %  2026-11-20", text, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Very_small_and_very_large_numbers_stay_short()
    {
        string text = Table.Of(new[] { 1e-12, 0.5, -3e20 }).ToString();
        Assert.Equal(["value", "10⁻¹²", "0.5", "−3×10²⁰"], text.Split('\n').Select(l => l.Trim()));
    }

    [Fact]
    public void Rows_may_be_numbers_texts_points_tuples_and_vectors()
    {
        Assert.Equal("value\na\nb", Table.Of(["a", "b"]).ToString());
        Assert.Equal("w  C\n1  4", Table.Of([(1.0, 4.0)]).WithHeadings("w", "C").ToString());
        Assert.Equal("0  1\n1  2\n3", Table.Of<double[]>([[1, 2], [3]]).ToString());
        Assert.Equal("v\n(1, 2.5)", Table.Of([new { v = MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense([1, 2.5]) }]).ToString());
        Assert.Equal("p\n(1.5, 2)", Table.Of([new { p = (1.5, 2.0) }]).ToString());
        Assert.EndsWith("\n(1, 2, 3)  2026-01-31", Table.Of([new { n = (int[])[1, 2, 3], day = new DateOnly(2026, 1, 31) }]).ToString(), StringComparison.Ordinal);
        Assert.Equal("ok\nyes\n", Table.Of([new { ok = (bool?)true }, new { ok = (bool?)null }]).ToString());
    }

    [Fact]
    public void A_heading_that_does_not_exist_is_refused()
    {
        Assert.StartsWith("No column is called \"Cost\": there are Index, W, C, Note.", Assert.Throws<ArgumentException>(() => Table.Of(Steps).WithFormat("Cost", "0")).Message, StringComparison.Ordinal);
        Assert.StartsWith("There are 1 headings for 4 columns.", Assert.Throws<ArgumentException>(() => Table.Of(Steps).WithHeadings("a")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Table.Of(Steps).WithLimit(-1));
        Assert.StartsWith("\"Q\" is no format for ", Assert.Throws<ArgumentException>(() => Table.Of(Steps).WithFormat("C", "Q").ToString()).Message, StringComparison.Ordinal);
        Assert.Equal("mine", Assert.Throws<InvalidOperationException>(() => Table.Of(new[] { new Lazy<int>(() => throw new InvalidOperationException("mine")) }).ToString()).Message);
    }

    [Fact]
    public void Tables_do_not_change()
    {
        var table = Table.Of(Steps);
        string before = table.ToString();
        _ = table.WithFormat("C", "0").WithLimit(1).WithTitle("x").WithHeadings("a", "b", "c", "d");
        Assert.Equal(before, table.ToString());
    }
}
