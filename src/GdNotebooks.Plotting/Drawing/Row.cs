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
        var text = new StringBuilder();
        Write(text, columns, column => column);
        foreach (var row in all)
        {
            Write(text, columns, row.In);
        }

        return text.ToString();
    }

    // A row has few cells: to look through them is quicker than a dictionary for each of a million rows.
    private object? In(string column)
    {
        foreach (var (name, value) in Cells)
        {
            if (name == column)
            {
                return value;
            }
        }

        return null;
    }

    private static void Write(StringBuilder text, string[] columns, Func<string, object?> cell)
    {
        for (int i = 0; i < columns.Length; i++)
        {
            text.Append(i == 0 ? "" : ",");
            object? value = cell(columns[i]);
            if (value is string words)
            {
                text.Append(words.AsSpan().IndexOfAny(",\"\r\n") < 0 ? words : $"\"{words.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"{value}");
            }
        }

        text.Append('\n');
    }
}
