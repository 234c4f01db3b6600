using GdNotebooks.Plotting;
using Microsoft.Data.Analysis;

namespace GdNotebooks.Tests.Data;

public class FramesTests
{
    private static readonly EpochResult[] History =
        [new(1, 3, 0.25, 0.5, 0.3, 0.45, 0.01), new(2, 2.85, 0.125, 0.75, double.NaN, double.NaN, 0.01)];

    [Fact]
    public void A_training_is_a_table_with_one_row_for_each_result()
    {
        DataFrame frame = History.ToDataFrame();
        Assert.Equal(["epoch", "learning_rate", "cost", "training_accuracy", "test_cost", "test_accuracy", "seconds"], frame.Columns.Select(c => c.Name));
        Assert.Equal([1, 2], frame["epoch"].Cast<int>());
        Assert.Equal([3, 2.85], frame.Numbers("learning_rate"));
        Assert.Equal([0.45, double.NaN], frame.Numbers("test_accuracy"));
        Assert.Equal(1, frame["test_cost"].NullCount);
        Assert.Equal(0, Array.Empty<EpochResult>().ToDataFrame().Rows.Count);
        Assert.Contains("   2           2.85  0.125               0.75", Table.Of(frame).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_is_not_there_or_holds_no_numbers_is_refused_with_what_there_is()
    {
        var frame = new DataFrame(new StringDataFrameColumn("name", ["a"]), new BooleanDataFrameColumn("yes", [true]), new Int32DataFrameColumn("n", [7]));
        Assert.Equal([7], frame.Numbers("n"));
        Assert.StartsWith("No column is called \"N\": there are name, yes, n.", Assert.Throws<ArgumentException>(() => frame.Numbers("N")).Message, StringComparison.Ordinal);
        Assert.StartsWith("The column \"name\" holds String, not numbers.", Assert.Throws<ArgumentException>(() => frame.Numbers("name")).Message, StringComparison.Ordinal);
        Assert.StartsWith("The column \"yes\" holds Boolean, not numbers.", Assert.Throws<ArgumentException>(() => frame.Numbers("yes")).Message, StringComparison.Ordinal);
    }
}
