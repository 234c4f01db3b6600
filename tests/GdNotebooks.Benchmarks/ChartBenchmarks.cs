using BenchmarkDotNet.Attributes;
using GdNotebooks.Plotting;

namespace GdNotebooks.Benchmarks;

/// <summary>How long figures take to draw: a line of 1,000 points is to stay under 2 ms.</summary>
[MemoryDiagnoser]
public class ChartBenchmarks
{
    private static readonly double[] Noisy = [.. Enumerable.Range(0, 1000).Select(i => Math.Sin(i * 0.05) + (0.3 * Math.Sin(i * 12.9898)))];
    private static readonly double[] Million = [.. Enumerable.Range(0, 1_000_000).Select(i => Math.Sin(i / 3e4) + (0.1 * Math.Sin(i * 12.9898)))];
    private static readonly double[][] Digits = [.. Enumerable.Range(0, 100).Select(n => Enumerable.Range(0, 784).Select(i => Math.Max(0, Math.Sin((i % 28 * n / 30.0) + (i / 28)))).ToArray())];

    [Benchmark(Baseline = true)]
    public string LineOfAThousandPoints() => Chart.Line(Noisy, "cost").WithTitle("Cost").WithXTitle("step").WithYTitle("C").ToSvg();

    [Benchmark]
    public string LineOfAMillionPoints() => Chart.Line(Million).ToSvg();

    [Benchmark]
    public string FilledContour() => Chart.Contour((x, y) => (x * x) + (3 * y * y), -3, 3, -3, 3).ToSvg();

    [Benchmark]
    public string SurfaceOfABowl() => Chart.Surface((x, y) => (x * x) + (3 * y * y), -3, 3, -3, 3).ToSvg();

    [Benchmark]
    public string HundredDigits() => Chart.Images(Digits).ToSvg();
}
