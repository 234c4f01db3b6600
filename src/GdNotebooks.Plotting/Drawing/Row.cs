using System.Globalization;
using System.Text;

namespace GdNotebooks.Plotting;

/// <summary>Some of the numbers behind a figure, each with the name of its column: a point, a bar, a cell.</summary>
internal sealed record Row(params (string Column, object Value)[] Cells)
{
    /// <summary>The same numbers behind one cell more, which says where they belong.</summary>
    public Row Of(string column, object value) => new([(column, value), .. Cells]);

    /// <summary>
    /// Rows as comma-separated values (RFC 4180, but lines end in a line feed alone). The columns are those that any row
    /// has, in the order in which they first come; numbers have all their digits and a point.
    /// </summary>
    public static string Csv(IEnumerable<Row> rows)
    {
        List<Row> all = [.. rows];
        string[] columns = [.. all.SelectMany(row => row.Cells, (_, cell) => cell.Column).Distinct()];
        var text = new StringBuilder().AppendJoin(',', columns.Select(Written)).Append('\n');
        foreach (var row in all)
        {
            var values = row.Cells.ToDictionary(cell => cell.Column, cell => cell.Value);
            text.AppendJoin(',', columns.Select(column => values.TryGetValue(column, out object? value) ? Written(value) : "")).Append('\n');
        }

        return text.ToString();
    }

    private static string Written(object value)
    {
        string text = value is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : (string)value;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
