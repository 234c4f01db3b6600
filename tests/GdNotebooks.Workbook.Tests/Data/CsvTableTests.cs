using System.Globalization;

namespace GdNotebooks.Tests.Data;

public class CsvTableTests
{
    [Theory]
    [InlineData("x,y\n1,2.5\n-3,4e2\n")]
    [InlineData("x, y\r\n\r\n1 ,2.5\r\n-3,4e2")]
    public void Columns_are_read_by_name_whatever_the_line_ends_and_blank_lines(string text)
    {
        var table = Read(text);
        Assert.Equal(["x", "y"], table.Columns);
        Assert.Equal(2, table.Count);
        Assert.Equal([1, -3], table.Numbers("x"));
        Assert.Equal([2.5, 400], table.Numbers("y"));
        Assert.Equal(["1", "-3"], table.Texts("x"));
    }

    [Fact]
    public void Numbers_have_a_decimal_point_in_a_culture_that_writes_a_comma()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("fr-FR");
            Assert.Equal([1234.5], Read("x\n1234.5").Numbers("x"));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Theory]
    [InlineData("", "t.csv is empty, and its first line should name the columns.")]
    [InlineData("x,x\n", "t.csv, line 1, names a column twice.")]
    [InlineData("x,\n", "t.csv, line 1, has an empty value.")]
    [InlineData("x,y\n1,2\n\n1,2,3\n", "t.csv, line 4, has 3 values, but there are 2 columns.")]
    [InlineData("x,y\n1,\n", "t.csv, line 2, has an empty value.")]
    [InlineData("x\n\"1\"\n", "t.csv, line 2, has a quotation mark, and this reader takes none.")]
    [InlineData("x\n1\ntwo\n", "t.csv, line 3, has 'two' where a number was expected.")]
    [InlineData("x\n1e999\n", "t.csv, line 2, has '1e999' where a number was expected.")]
    [InlineData("x\nNaN\n", "t.csv, line 2, has 'NaN' where a number was expected.")]
    public void A_faulty_table_gets_one_sentence_that_names_the_file_the_line_and_the_fault(string text, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<InvalidDataException>(() => Read(text).Numbers("x")).Message);

    [Fact]
    public void A_column_that_is_not_there_is_answered_with_those_that_are() =>
        Assert.StartsWith("t.csv has no column 'z': its columns are x, y.", Assert.Throws<ArgumentException>(() => Read("x,y\n1,2").Numbers("z")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_spoilt_table_is_read_or_refused()
    {
        var file = File.ReadAllBytes(Checkout.Folder("data", "hubble-1929.csv"));
        var random = new SplitMix(7);
        var refused = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var spoilt = Mutation.Of(file, ref random);
            try
            {
                var table = CsvTable.Read(new StreamReader(new MemoryStream(spoilt)), "t.csv");
                Assert.Equal(table.Count, table.Numbers(table.Columns[^1]).Length);
            }
            catch (InvalidDataException fault)
            {
                refused++;
                Assert.StartsWith("t.csv", fault.Message, StringComparison.Ordinal);
            }
        }

        Assert.InRange(refused, 5_000, 20_000);
    }

    private static CsvTable Read(string text) => CsvTable.Read(new StringReader(text), "t.csv");
}
