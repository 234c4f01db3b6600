using Microsoft.DotNet.Interactive.Events;

namespace GdNotebooks.Tests.Engine;

/// <summary>The script that the package brings for this kernel, run as its tool runs it once the package is loaded.</summary>
[Collection("engine")]
public class ExtensionTests
{
    [Fact]
    public async Task Vectors_matrices_frames_and_XPlots_charts_look_as_the_workbooks_own()
    {
        Directory.SetCurrentDirectory(Checkout.Folder("notebooks"));
        string script = await File.ReadAllTextAsync(Checkout.Folder("src", "GdNotebooks.Workbook", "interactive-extensions", "dotnet", "extension.dib"));
        using var engine = new Engine();
        await engine.Run("#r \"nuget: GdNotebooks, 1.0.0\"\n#r \"nuget: GdNotebooks.Workbook, 1.0.0\"\nusing GdNotebooks;\nusing GdNotebooks.Plotting;\nusing MathNet.Numerics.LinearAlgebra;");
        Assert.Empty((await engine.Run(script.Replace("#!csharp", "", StringComparison.Ordinal))).OfType<CommandFailed>().Select(failed => failed.Message));

        Assert.StartsWith("vector of 2\n", await Shown("Vector<double>.Build.Dense(2)"), StringComparison.Ordinal);
        Assert.EndsWith("1  2\n3  4", await Shown("Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 2 }, { 3, 4 } })"), StringComparison.Ordinal);
        Assert.EndsWith("… and 4 more rows", await Shown("Hubble.Galaxies"), StringComparison.Ordinal);
        Assert.StartsWith("A chart of XPlot.Plotly", await Shown("Chart.Line([1.0, 4, 9]).ToXPlot()"), StringComparison.Ordinal);

        async Task<string> Shown(string code)
        {
            var value = Assert.Single((await engine.Run(code)).OfType<ReturnValueProduced>());
            Assert.Equal(["text/html", "text/plain"], value.FormattedValues.Select(form => form.MimeType));
            return value.FormattedValues.Last().Value;
        }
    }
}
