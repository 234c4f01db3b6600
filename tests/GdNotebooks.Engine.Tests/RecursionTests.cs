using Microsoft.DotNet.Interactive.Events;

namespace GdNotebooks.Tests.Engine;

/// <summary>An answer that calls itself without end, in the real engine: the kernel and what it knows live on.</summary>
[Collection("engine")]
public class RecursionTests
{
    [Theory]
    [InlineData("double CostAt(double w) { return CostAt(w - 1); }")]
    [InlineData("double CostAt(double w) { if (w == 0) return 25; return CostAt(w - 1) + 1; }")]
    [InlineData("double CostAt(double w) { return w == stop ? 25 : CostAt(w - 1); }")]
    [InlineData("double Even(double w) => w == 0 ? 25 : Odd(w - 1); double Odd(double w) => w == 0 ? 16 : Even(w - 1); double CostAt(double w) => Even(w);")]
    [InlineData("double CostAt(double w) { foreach (var x in new List<double> { w - 1 }) if (w != 0) return CostAt(x); return 25; }")]
    [InlineData("double CostAt(double w) { double Local(double x) => x == 0 ? stop : Local(x - w); return Local(1); }")]
    public async Task A_recursion_without_end_costs_an_answer_and_not_the_kernel(string cell)
    {
        Directory.SetCurrentDirectory(Checkout.Folder("notebooks"));
        Environment.SetEnvironmentVariable("GDNOTEBOOKS_PROGRESS", "off");
        using var engine = new Engine();
        await engine.Run(References);
        await engine.Run("double stop = 0;");
        string told = Assert.Single((await engine.Run($"{cell}\nChapter1.CostAtAPoint.Check(CostAt)")).OfType<ReturnValueProduced>()).FormattedValues.Last().Value;
        Assert.StartsWith("◐ Not yet", told, StringComparison.Ordinal);
        Assert.Matches("calls itself|a loop", told);
        Assert.Contains("it is still 0", Assert.Single((await engine.Run("$\"it is still {stop}\"")).OfType<ReturnValueProduced>()).FormattedValues.Last().Value, StringComparison.Ordinal);
    }

    private const string References = "#r \"nuget: GdNotebooks, 1.0.0\"\n#r \"nuget: GdNotebooks.Workbook, 1.0.0\"\nusing GdNotebooks.Exercises;";
}
