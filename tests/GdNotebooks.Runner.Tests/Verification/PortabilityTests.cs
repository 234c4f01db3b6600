using GdNotebooks.Tests;

namespace GdNotebooks.Runner.Tests.Verification;

public class PortabilityTests
{
    [Fact]
    public void Every_notebook_keeps_to_what_all_kernels_take()
    {
        Assert.Empty(from path in Directory.EnumerateFiles(Checkout.Folder("notebooks"), "*.ipynb", SearchOption.AllDirectories)
                     from finding in Portability.Check(Notebook.Read(path))
                     select $"{Path.GetFileName(path)}, {finding}");
    }

    [Theory]
    [InlineData("#!csharp")]
    [InlineData("#load \"helpers.csx\"")]
    [InlineData("#i \"nuget: ../packages\"")]
    [InlineData("#r \"../GdNotebooks.dll\"")]
    [InlineData(" #r \"nuget: GdNotebooks, 1.0.0\"")]
    [InlineData("var x = 1;\nusing System.IO;")]
    [InlineData("namespace Mine { class A { } }")]
    [InlineData("static class Extensions { public static int Twice(this int x) => 2 * x; }")]
    [InlineData("file class Hidden { }")]
    [InlineData("using var file = System.IO.File.OpenRead(\"a\");")]
    [InlineData("Span<int> part = new int[3];")]
    [InlineData("var part = numbers.AsSpan(1);")]
    [InlineData("ref int first = ref numbers[0];")]
    [InlineData("dynamic anything = 1;")]
    [InlineData("display(chart);")]
    [InlineData("HTML(\"<b>b</b>\")")]
    [InlineData("chart.DisplayAs(\"text/html\");")]
    [InlineData("Kernel.Root.Add(null);")]
    [InlineData("using Microsoft.DotNet.Interactive.Formatting;")]
    [InlineData("Console.Error.WriteLine(\"no\");")]
    [InlineData("var name = Console.ReadLine();")]
    [InlineData("class P { public int X { get; set => field = value; } } int x = ;")]
    public void What_fails_in_one_kernel_is_noticed(string cell) => Assert.NotEmpty(Portability.Check(cell, isFirst: true));

    [Theory]
    [InlineData("#r \"nuget: GdNotebooks, 1.0.0\"\nusing GdNotebooks;\nvar x = 1;\nx")]
    [InlineData("double C(double w) => (w - 3) * (w - 3);\nC(1)")]
    [InlineData("record Point(double X, double Y);\nPoint[] points = [new(1, 2)];\nawait Task.Delay(1);\npoints.Length")]
    [InlineData("using (var file = System.IO.File.OpenRead(\"a\")) { }")]
    [InlineData("chart.Display();")]
    [InlineData("double Sum(double[] v) { Span<double> part = v; return part[0]; }")]
    public void What_runs_in_every_kernel_is_left_alone(string cell) => Assert.Empty(Portability.Check(cell, isFirst: true));

    [Fact]
    public void Packages_are_asked_for_in_the_first_code_cell()
    {
        const string Request = "#r \"nuget: GdNotebooks, 1.0.0\"";

        Assert.Empty(Portability.Check(Request, isFirst: true));
        Assert.NotEmpty(Portability.Check(Request, isFirst: false));
    }
}
