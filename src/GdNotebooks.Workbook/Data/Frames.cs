using System.Globalization;
using Microsoft.Data.Analysis;

namespace GdNotebooks;

/// <summary>Between data frames and the numbers that the library calculates with.</summary>
public static class Frames
{
    /// <summary>
    /// The history of a training as a table, one row for each result: <c>epoch</c>, <c>learning_rate</c>, <c>cost</c>,
    /// <c>training_accuracy</c>, <c>test_cost</c>, <c>test_accuracy</c> (shares from 0 to 1) and <c>seconds</c>. What was not
    /// measured, as without held-out images, is missing.
    /// </summary>
    public static DataFrame ToDataFrame(this IEnumerable<EpochResult> history)
    {
        ArgumentNullException.ThrowIfNull(history);
        EpochResult[] results = [.. history];
        DoubleDataFrameColumn Column(string name, Func<EpochResult, double> value) =>
            new(name, results.Select(value).Select(number => double.IsNaN(number) ? (double?)null : number));
        return new(
            new Int32DataFrameColumn("epoch", results.Select(result => result.Epoch)),
            Column("learning_rate", result => result.LearningRate),
            Column("cost", result => result.Cost),
            Column("training_accuracy", result => result.TrainingAccuracy),
            Column("test_cost", result => result.TestCost),
            Column("test_accuracy", result => result.TestAccuracy),
            Column("seconds", result => result.Seconds));
    }

    /// <summary>A column as numbers, one for each row; not a number where a value is missing.</summary>
    /// <exception cref="ArgumentException">There is no such column, or its values are no numbers; the message names what there is.</exception>
    public static double[] Numbers(this DataFrame frame, string column)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var found = frame.Columns.FirstOrDefault(c => c.Name == column)
            ?? throw new ArgumentException($"No column is called \"{column}\": there are {string.Join(", ", frame.Columns.Select(c => c.Name))}.", nameof(column));
        return found.IsNumericColumn()
            ? [.. found.Cast<object?>().Select(value => value is null ? double.NaN : Convert.ToDouble(value, CultureInfo.InvariantCulture))]
            : throw new ArgumentException($"The column \"{column}\" holds {found.DataType.Name}, not numbers.", nameof(column));
    }
}
