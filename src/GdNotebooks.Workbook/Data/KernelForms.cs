using System.ComponentModel;
using System.Diagnostics;
using GdNotebooks.Plotting;
using MathNet.Numerics.LinearAlgebra;
using Microsoft.Data.Analysis;
using XPlot.Plotly;

namespace GdNotebooks;

/// <summary>
/// How values of other packages look as the last line of a cell in .NET Interactive, and what it says of a cell that fails. The package carries a script
/// (interactive-extensions/dotnet/extension.dib) that this kernel runs of itself and that asks here, so nothing of the kernel's is needed to build or use the library.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class KernelForms
{
    private const int Rows = 20;
    private const int Columns = 12;

    /// <summary>The types that <see cref="Of"/> shows, with all that derive from them.</summary>
    public static IReadOnlyList<Type> Types { get; } = [typeof(Vector<double>), typeof(Matrix<double>), typeof(DataFrame), typeof(PlotlyChart)];

    /// <summary>The form of a value: vectors as a row, matrices with rows as rows, long ones shortened.</summary>
    /// <exception cref="ArgumentException">The value is of none of the <see cref="Types"/>.</exception>
    public static Displayable Of(object shown) => shown switch
    {
        Vector<double> vector => Table.Of([vector.Take(Columns).ToArray()])
            .WithTitle(FormattableString.Invariant($"vector of {vector.Count}") + (vector.Count > Columns ? $", the first {Columns}" : "")),
        Matrix<double> matrix => Table.Of(Enumerable.Range(0, matrix.RowCount).Select(r => Enumerable.Range(0, Math.Min(matrix.ColumnCount, Columns)).Select(c => matrix[r, c]).ToArray()))
            .WithLimit(Rows).WithTitle(FormattableString.Invariant($"matrix of {matrix.RowCount} rows and {matrix.ColumnCount} columns") + (matrix.ColumnCount > Columns ? $", the first {Columns} of each row" : "")),
        DataFrame frame => Table.Of(frame).WithLimit(Rows),
        PlotlyChart chart => new XPlotPage(chart),
        _ => throw new ArgumentException($"{shown?.GetType().Name ?? "null"} is shown by the kernel itself.", nameof(shown)),
    };

    /// <summary>
    /// What is said of a cell that handed the library something it cannot take: the library's sentence alone, for the places below it
    /// are the library's and the kernel's. Null for any other fault: there the place matters.
    /// </summary>
    public static string? SentenceOf(Exception thrown)
    {
        ArgumentNullException.ThrowIfNull(thrown);
        // ArgumentNullException.ThrowIfNull and its kin throw for the method that calls them.
        var thrower = new StackTrace(thrown).GetFrames().Select(frame => frame.GetMethod()?.DeclaringType).FirstOrDefault(type => !typeof(ArgumentException).IsAssignableFrom(type));
        bool isOurs = thrower?.Assembly.GetName().Name is { } name && (name == "GdNotebooks" || name.StartsWith("GdNotebooks.", StringComparison.Ordinal));
        return isOurs && thrown is ArgumentException or InvalidOperationException or NotSupportedException or InvalidDataException or IOException or TimeoutException
            ? thrown.Message : null;
    }
}
