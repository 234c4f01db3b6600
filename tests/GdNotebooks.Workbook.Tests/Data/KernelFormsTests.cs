using AngleSharp.Html.Parser;
using MathNet.Numerics.LinearAlgebra;
using XPlot.Plotly;

namespace GdNotebooks.Tests.Data;

public class KernelFormsTests
{
    [Fact]
    public void A_vector_is_a_row_and_a_long_one_is_shortened()
    {
        Assert.Equal(["vector of 2", "0   1", "0.5  −1"], KernelForms.Of(Vector<double>.Build.DenseOfArray([0.5, -1])).ToString().Split('\n').Select(line => line.Trim()));
        string shown = KernelForms.Of(Vector<double>.Build.Dense(784, i => i)).ToString();
        Assert.StartsWith("vector of 784, the first 12\n", shown, StringComparison.Ordinal);
        Assert.Equal(12, new HtmlParser().ParseDocument(KernelForms.Of(Vector<double>.Build.Dense(784)).ToHtml()).QuerySelectorAll("td").Length);
        Assert.StartsWith("vector of 3\n", KernelForms.Of(Vector<double>.Build.Sparse(3)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_matrix_has_its_rows_as_rows()
    {
        var page = new HtmlParser().ParseDocument(KernelForms.Of(Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } })).ToHtml());
        Assert.Equal("matrix of 2 rows and 3 columns", page.QuerySelector("caption")!.TextContent);
        Assert.Equal([["1", "2", "3"], ["4", "5", "6"]], page.QuerySelectorAll("tbody tr").Select(row => row.Children.Select(cell => cell.TextContent).ToArray()));

        string large = KernelForms.Of(Matrix<double>.Build.Dense(30, 784)).ToString();
        Assert.StartsWith("matrix of 30 rows and 784 columns, the first 12 of each row", large, StringComparison.Ordinal);
        Assert.EndsWith("… and 10 more rows", large, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chart_of_XPlots_says_something_where_it_cannot_be_drawn()
    {
        var chart = KernelForms.Of(Chart.Line([1, 4, 9]));
        var page = new HtmlParser().ParseDocument(chart.ToHtml());
        Assert.StartsWith("A chart of XPlot.Plotly", page.Body!.Children[0].TextContent, StringComparison.Ordinal);
        Assert.Single(page.QuerySelectorAll("script"));
        Assert.Contains("plotly.js", chart.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_kernel_runs_registers_every_type_and_nothing_else_is_taken()
    {
        string script = File.ReadAllText(Checkout.Folder("src", "GdNotebooks.Workbook", "interactive-extensions", "dotnet", "extension.dib"));
        Assert.Contains("GdNotebooks.KernelForms.Types", script, StringComparison.Ordinal);
        Assert.EndsWith("… and 4 more rows", KernelForms.Of(Hubble.Galaxies).ToString(), StringComparison.Ordinal);
        Assert.StartsWith("Int32 is shown by the kernel itself.", Assert.Throws<ArgumentException>(() => KernelForms.Of(3)).Message, StringComparison.Ordinal);
    }
}
