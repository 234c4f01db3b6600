using System.Globalization;
using System.IO.Compression;
using System.Text;
using GdNotebooks.Plotting;

namespace GdNotebooks.Tests.Plotting;

public class DrawingTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "1")]
    [InlineData(-0.004, "0")]
    [InlineData(0.05, "0.05")]
    [InlineData(-12.5, "-12.5")]
    [InlineData(3.14159, "3.14")]
    [InlineData(2.999, "3")]
    public void Coordinates_have_at_most_two_decimals(double value, string expected)
    {
        var text = new StringBuilder();
        Canvas.AppendNumber(text, value);
        Assert.Equal(expected, text.ToString());
    }

    [Fact]
    public void What_deflate_packs_the_runtime_unpacks()
    {
        var lengths = new[] { 0, 1, 2, 3, 4, 10, 257, 258, 259, 600, 5000, 70_000 };
        foreach (int length in lengths)
        {
            foreach (int alphabet in new[] { 1, 2, 7, 256 })
            {
                uint state = (uint)(length + alphabet);
                var data = new byte[length];
                for (int i = 0; i < length; i++)
                {
                    state = (state * 1664525) + 1013904223;
                    data[i] = (byte)((state >> 16) % alphabet);
                }

                using var stream = new ZLibStream(new MemoryStream(Deflate.Compress(data)), CompressionMode.Decompress);
                using var unpacked = new MemoryStream();
                stream.CopyTo(unpacked);
                Assert.Equal(data, unpacked.ToArray());
            }
        }
    }

    [Fact]
    public void Matches_reach_back_over_every_distance_of_the_window()
    {
        // Two different blocks, with a gap between them that grows through every code for distances.
        foreach (int gap in new[] { 0, 1, 2, 3, 5, 9, 17, 33, 65, 129, 257, 513, 1025, 2049, 4097, 8193, 16385, 24577, 32740, 40000 })
        {
            byte[] block = [1, 2, 3, 4, 5, 6, 7, 8], between = [.. Enumerable.Range(0, gap).Select(i => (byte)(100 + (i * i % 97)))];
            byte[] data = [.. block, .. between, .. block];
            using var stream = new ZLibStream(new MemoryStream(Deflate.Compress(data)), CompressionMode.Decompress);
            using var unpacked = new MemoryStream();
            stream.CopyTo(unpacked);
            Assert.Equal(data, unpacked.ToArray());
        }
    }

    [Fact]
    public void A_blank_image_packs_to_a_hundredth() => Assert.True(Deflate.Compress(new byte[28 * 280]).Length < 28 * 280 / 100);

    [Fact]
    public void A_text_without_glyph_widths_in_the_table_still_has_a_width()
    {
        Assert.Equal(0, TextWidth.Of("", 12));
        Assert.Equal(2 * 0.556 * 10, TextWidth.Of("01", 10), 9);
        Assert.True(TextWidth.Of("η∇😀漢", 10) > 20);
    }

    [Fact]
    public void Wrapped_lines_fit_and_what_does_not_fit_ends_with_an_ellipsis()
    {
        var lines = TextWidth.Wrap(string.Join(' ', Enumerable.Repeat("gradient", 40)), 200, 14, most: 3);
        Assert.Equal(3, lines.Count);
        Assert.All(lines, line => Assert.True(TextWidth.Of(line, 14) <= 200));
        Assert.EndsWith("…", lines[^1], StringComparison.Ordinal);
        Assert.Equal(["short"], TextWidth.Wrap("short", 200, 14));
        Assert.Empty(TextWidth.Wrap("  ", 200, 14));
    }

    [Fact]
    public void A_cut_text_never_splits_a_letter_from_its_accents() =>
        Assert.DoesNotContain('\uFFFD', Canvas.Escape(TextWidth.Fit(string.Concat(Enumerable.Repeat("👩‍🔬é", 30)), 60, 12)));

    [Fact]
    public void Texts_keep_no_character_that_xml_forbids()
    {
        string all = new([.. Enumerable.Range(0, 0x300).Concat([0xD800, 0xDFFF, 0xFFFE, 0xFFFF]).Select(i => (char)i)]);
        string read = System.Xml.Linq.XDocument.Parse($"<t>{Canvas.Escape(all)}</t>").Root!.Value;
        Assert.Contains("<>&\"", Canvas.Escape("<>&\"").Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&quot;", "\"", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("ABC", read, StringComparison.Ordinal);
    }

    [Fact]
    public void A_simplified_line_stays_within_its_tolerance_of_every_point()
    {
        Pixel[] line = [.. Enumerable.Range(0, 1500).Select(i => new Pixel(i * 0.4, 100 + (60 * Math.Sin(i / 40.0)) + (5 * Math.Sin(i * 1.7))))];
        var kept = Simplify.Polyline(line, 0.5);
        Assert.True(kept.Count < line.Length);
        foreach (var p in line)
        {
            Assert.True(Enumerable.Range(1, kept.Count - 1).Min(i => Distance(p, kept[i - 1], kept[i])) <= 0.5 + 1e-9);
        }
    }

    [Fact]
    public void A_crowded_line_keeps_its_lowest_and_highest_point()
    {
        Pixel[] line = [.. Enumerable.Range(0, 1_000_000).Select(i => new Pixel(i * 600.0 / 1e6, i == 123_456 ? 3 : i == 654_321 ? 397 : 200 + (10 * Math.Sin(i * 12.9898))))];
        var kept = Simplify.Polyline(line);
        Assert.True(kept.Count < 6000);
        Assert.Equal(3, kept.Min(p => p.Y));
        Assert.Equal(397, kept.Max(p => p.Y));
    }

    [Fact]
    public void A_line_is_cut_at_the_edges_of_the_box()
    {
        var box = new Box(0, 0, 10, 10);
        var pieces = Clip.Polyline([new(-5, 5), new(5, 5), new(5, 20), new(double.NaN, 0), new(1, 1), new(2, 2)], box);
        Assert.Equal(2, pieces.Count);
        Assert.Equal([new(0, 5), new(5, 5), new(5, 10)], pieces[0]);
        Assert.Equal([new(1, 1), new(2, 2)], pieces[1]);
        Assert.Empty(Clip.Polyline([new(-5, -5), new(-1, 20)], box));
    }

    [Fact]
    public void A_polygon_is_cut_to_the_area_it_shares_with_the_box()
    {
        var cut = Clip.Polygon([new(-10, 5), new(5, -10), new(20, 5), new(5, 20)], new(0, 0, 10, 10));
        Assert.Equal(100, Area(cut), 9);
        Assert.Equal(50, Area(Clip.Polygon([new(-5, 0), new(5, 0), new(5, 10), new(-5, 10)], new(0, 0, 10, 10))), 9);
        Assert.Empty(Clip.Polygon([new(-5, -5), new(-1, -5), new(-1, -1)], new(0, 0, 10, 10)));
    }

    [Fact]
    public void Numbers_are_short_and_the_same_under_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("fr-FR");
            Assert.Equal("2.56", Numbers.Short(2.56));
            Assert.Equal("10⁻⁴", Numbers.Short(1e-4));
            Assert.Equal("0", Numbers.Short(-0.0));
            Assert.Equal("−4", Numbers.Shown(-4));
            Assert.Equal(["0.0", "−0.1", "0.0", "−Infinity"], new[] { -0.04, -0.06, 0.04, double.NegativeInfinity }.Select(v => Numbers.Shown(v, "0.0")));
            Assert.Equal("1.5×10³⁰⁰", Numbers.Short(1.5e300));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static double Area(List<Pixel> ring) =>
        Math.Abs(Enumerable.Range(0, ring.Count).Sum(i => (ring[i].X * ring[(i + 1) % ring.Count].Y) - (ring[(i + 1) % ring.Count].X * ring[i].Y))) / 2;

    private static double Distance(Pixel p, Pixel a, Pixel b)
    {
        double dx = b.X - a.X, dy = b.Y - a.Y, t = Math.Clamp((((p.X - a.X) * dx) + ((p.Y - a.Y) * dy)) / ((dx * dx) + (dy * dy)), 0, 1);
        return Math.Sqrt(Math.Pow(p.X - a.X - (t * dx), 2) + Math.Pow(p.Y - a.Y - (t * dy), 2));
    }
}
