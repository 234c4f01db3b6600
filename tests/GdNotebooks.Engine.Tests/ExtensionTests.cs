using Microsoft.DotNet.Interactive.Events;

namespace GdNotebooks.Tests.Engine;

/// <summary>The script that the package brings for this kernel, run as its tool runs it once the package is loaded.</summary>
[Collection("engine")]
public class ExtensionTests
{
    [Fact]
    public async Task Vectors_matrices_frames_and_XPlots_charts_look_as_the_workbooks_own()
    {
        using var engine = await Extended();

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

    [Fact]
    public async Task A_cell_that_hands_the_library_what_it_cannot_take_is_answered_by_its_sentence_alone()
    {
        using var engine = await Extended();
        const string Negative = "GradientDescent.Minimize(w => w * w, w => 2 * w, 1.0, learningRate: 0.1, steps: -1)";
        string sentence = await Failure(Negative);
        Assert.Contains("(Parameter 'steps')", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", sentence, StringComparison.Ordinal);

        // What the library's guards of .NET throw is its sentence too; in a cell with a directive the kernel runs what follows as a command of its own.
        Assert.Equal("Value cannot be null. (Parameter 'cost')", await Failure("#r \"nuget: GdNotebooks, 1.0.0\"\nGradientDescent.Minimize(null, w => 2 * w, 1.0, 0.1, 3)"));

        // A fault of the cell's own keeps its place, and one that does not compile its diagnostic, whatever failed before.
        Assert.Contains("   at Submission#", await Failure("double Fails(double w) => throw new ArgumentException(\"mine\");\nGradientDescent.Minimize(Fails, w => 2 * w, 1.0, 0.1, 3)"), StringComparison.Ordinal);
        await Failure(Negative);
        Assert.Contains("CS0103", await Failure("nothingOfThatName"), StringComparison.Ordinal);
        Assert.Empty((await engine.Run("1 + 1")).OfType<CommandFailed>());

        async Task<string> Failure(string code) => Assert.Single((await engine.Run(code)).OfType<CommandFailed>()).Message;
    }

    private static async Task<Engine> Extended()
    {
        Directory.SetCurrentDirectory(Checkout.Folder("notebooks"));
        string script = await File.ReadAllTextAsync(Checkout.Folder("src", "GdNotebooks.Workbook", "interactive-extensions", "dotnet", "extension.dib"));
        var engine = new Engine();
        await engine.Run("#r \"nuget: GdNotebooks, 1.0.0\"\n#r \"nuget: GdNotebooks.Workbook, 1.0.0\"\nusing GdNotebooks;\nusing GdNotebooks.Plotting;\nusing MathNet.Numerics.LinearAlgebra;");
        Assert.Empty((await engine.Run(script.Replace("#!csharp", "", StringComparison.Ordinal))).OfType<CommandFailed>().Select(failed => failed.Message));
        return engine;
    }
}
