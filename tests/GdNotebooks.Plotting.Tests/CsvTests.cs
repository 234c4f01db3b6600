using System.Globalization;
using GdNotebooks.Plotting;

namespace GdNotebooks.Tests.Plotting;

/// <summary>The numbers behind a figure as comma-separated values, read back by a reader of its own.</summary>
public class CsvTests
{
    [Fact]
    public void A_row_for_each_point_and_a_column_for_each_quantity() => Assert.Equal(
        "series,x,y,to x,to y\nC(w),0,9,,\nC(w),0.1,8.41,,\n2,0,9,0.6,5.76\nbest,,0,,\n",
        Chart.Line([0, 0.1], [9, 8.41], "C(w)").Arrow((0, 9), (0.6, 5.76)).HorizontalLine(0, "best").ToCsv());

    [Fact]
    public void Bars_cells_bands_and_intervals_have_columns_of_their_own()
    {
        Assert.Equal("series,name,y\n1,a,0.5\n1,b,-2\n", Chart.Bar(["a", "b"], [0.5, -2]).ToCsv());
        Assert.Equal("series,row,column,value\n1,low,x,1\n1,low,y,2\n1,high,x,3\n1,high,y,NaN\n", Chart.Heatmap(new double[,] { { 1, 2 }, { 3, double.NaN } }, ["x", "y"], ["low", "high"]).ToCsv());
        Assert.Equal("series,x,low,high\nspread,1,2,3\n", Chart.Band([1], [2], [3], "spread").ToCsv());
        Assert.Equal("series,from,to,count\n1,0,1,1\n1,1,2,2\n", Chart.Histogram([0, 1.5, 2], 2).ToCsv());
        Assert.Equal("series,x,y,text\n1,1,2,here\n", Chart.Empty().Text(1, 2, "here").ToCsv());
    }

    [Fact]
    public void A_panel_an_image_and_a_section_say_whose_numbers_they_are()
    {
        Assert.Equal(
            "panel,series,x,y\nη = 1,1,0,3\n2,1,0,4\n", Chart.SmallMultiples([Chart.Line([3.0]).WithTitle("η = 1"), Chart.Line([4.0])]).ToCsv());
        Assert.Equal("image,caption,row,column,value\n0,seven,0,0,0\n0,seven,0,1,1\n", Chart.Images([[0.0, 1.0]], width: 2, captions: ["seven"]).ToCsv());
        Assert.Equal("section,index,value,mark\nW,0,1.5,\nb,1,-2,largest\n", Chart.Strip([1.5, -2], [("W", 1), ("b", 1)], [(1, "largest")]).ToCsv());
    }

    [Fact]
    public void What_has_commas_quotes_or_lines_in_it_comes_back_whole()
    {
        string[] names = ["a,b", "say \"no\"", "two\nlines", " spaces ", "é ∇ 数"];

        var read = Read(Chart.Bar(names, [1, 2, 3, 4, 5], "x, \"y\"").ToCsv());

        Assert.Equal(names, read.Skip(1).Select(row => row[1]));
        Assert.All(read.Skip(1), row => Assert.Equal("x, \"y\"", row[0]));
    }

    [Fact]
    public void Every_number_keeps_all_its_digits()
    {
        double[] values = [0.1 + 0.2, 1e-300, -double.Epsilon, double.MaxValue, 1.0 / 3];

        var read = Read(Chart.Line(values).ToCsv());

        Assert.Equal(values, read.Skip(1).Select(row => double.Parse(row[2], CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Every_kind_of_figure_has_its_numbers_and_no_row_is_short()
    {
        foreach (var (name, figure) in Thorough.IsAskedFor ? Recipes.All : Recipes.Quick)
        {
            var read = Read(figure.ToCsv());
            Assert.True(read.All(row => row.Length == read[0].Length), name);
            Assert.Equal(read[0].Distinct(), read[0]);
        }

        Assert.Equal(1 + (33 * 33) + Recipes.All["surface"].ToCsv().Split('\n').Count(line => line.StartsWith("path 1,", StringComparison.Ordinal)), Read(Recipes.All["surface"].ToCsv()).Count);
        Assert.Equal(1 + 13002, Read(Recipes.All["strip"].ToCsv()).Count);
    }

    // RFC 4180, a character at a time.
    private static List<string[]> Read(string csv)
    {
        var rows = new List<string[]>();
        var row = new List<string>();
        var cell = new System.Text.StringBuilder();
        bool quoted = false;
        for (int i = 0; i < csv.Length; i++)
        {
            if (quoted && csv[i] == '"' && i + 1 < csv.Length && csv[i + 1] == '"')
            {
                cell.Append(csv[++i]);
            }
            else if (csv[i] == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && csv[i] is ',' or '\n' && !quoted)
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (csv[i] == '\n')
                {
                    rows.Add([.. row]);
                    row.Clear();
                }
            }
            else
            {
                cell.Append(csv[i]);
            }
        }

        Assert.Empty(row);
        return rows;
    }
}
