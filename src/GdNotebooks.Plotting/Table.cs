using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.Data.Analysis;

namespace GdNotebooks.Plotting;

/// <summary>Rows and columns: <c>Table.Of(walk.Steps)</c>, or of an anonymous type, whose members become the headings.</summary>
[TypeFormatterSource(typeof(DisplayFormatterSource))]
public sealed class Table : Displayable
{
    private const string Border = "1px solid rgba(128,128,128,0.4)";
    private readonly IReadOnlyList<object?[]> _rows;
    private readonly Type?[] _types;
    private string[] _headings;
    private Dictionary<string, string> _formats = [];
    private int _limit = 20;
    private string? _title;
    private string _missing = "";

    private Table(string[] headings, Type?[] types, IReadOnlyList<object?[]> rows) => (_headings, _types, _rows) = (headings, types, rows);

    /// <summary>A table with a column for each public property of <typeparamref name="T"/>; numbers, texts and points need none.</summary>
    public static Table Of<T>(IEnumerable<T> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        T[] all = [.. rows];
        if (IsCell(typeof(T)))
        {
            return new(["value"], [typeof(T)], [.. all.Select(row => new object?[] { row })]);
        }

        if (typeof(IEnumerable<double>).IsAssignableFrom(typeof(T)))
        {
            // A row of numbers, such as an array or a vector: the headings count from 0, as the indices do.
            object?[][] cells = [.. all.Select(row => ((IEnumerable<double>?)row ?? []).Cast<object?>().ToArray())];
            int width = cells.Select(c => c.Length).DefaultIfEmpty().Max();
            return new([.. Enumerable.Range(0, width).Select(i => i.ToString(CultureInfo.InvariantCulture))], [.. Enumerable.Repeat(typeof(double), width)], cells);
        }

        MemberInfo[] members = typeof(T).IsAssignableTo(typeof(System.Runtime.CompilerServices.ITuple)) && typeof(T).IsValueType
            ? [.. typeof(T).GetFields().OrderBy(f => f.MetadataToken)]
            : [.. typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanRead && p.GetIndexParameters().Length == 0).OrderBy(p => p.MetadataToken)];
        return new(
            [.. members.Select(m => m.Name)],
            [.. members.Select(m => m is PropertyInfo p ? p.PropertyType : ((FieldInfo)m).FieldType)],
            [.. all.Select(row => members.Select(m => row is null ? null : m is PropertyInfo p ? p.GetValue(row, BindingFlags.DoNotWrapExceptions, null, null, null) : ((FieldInfo)m).GetValue(row)).ToArray())]);
    }

    /// <summary>
    /// A table of a data frame: a column for each of its columns, by their types; "—" where a value is missing. Later
    /// changes of the frame do not reach the table.
    /// </summary>
    public static Table Of(DataFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return new([.. frame.Columns.Select(c => c.Name)], [.. frame.Columns.Select(c => c.DataType)], new FrameRows(frame)) { _missing = "—" };
    }

    /// <summary>Other headings, from left to right: tuples have no names of their own.</summary>
    /// <exception cref="ArgumentException">There are not as many headings as columns.</exception>
    public Table WithHeadings(params string[] headings) => headings.Length == _headings.Length
        ? With(t => t._headings = headings)
        : throw new ArgumentException($"There are {headings.Length} headings for {_headings.Length} columns.", nameof(headings));

    /// <summary>A .NET number format for one column, such as <c>"0.000"</c> or <c>"0.0 %"</c>.</summary>
    /// <exception cref="ArgumentException">No column has that heading.</exception>
    public Table WithFormat(string heading, string format) => _headings.Contains(heading)
        ? With(t => t._formats = new(_formats) { [heading] = format })
        : throw new ArgumentException($"No column is called \"{heading}\": there are {string.Join(", ", _headings)}.", nameof(heading));

    /// <summary>How many rows are shown (20 unless told); the table says how many more there are.</summary>
    public Table WithLimit(int rows) => With(t => t._limit = rows >= 0 ? rows : throw new ArgumentOutOfRangeException(nameof(rows), $"A table cannot show {rows} rows."));

    /// <summary>A line above the table.</summary>
    public Table WithTitle(string title) => With(t => t._title = title);

    /// <inheritdoc/>
    public override string ToHtml()
    {
        string[][] cells = Cells();
        var html = new StringBuilder("<table style=\"border-collapse:collapse;font-variant-numeric:tabular-nums\">");
        if (_title is not null)
        {
            html.Append("<caption style=\"text-align:left;font-weight:600;padding:4px 0\">").Append(Canvas.Escape(_title)).Append("</caption>");
        }

        html.Append("<thead><tr>");
        for (int c = 0; c < _headings.Length; c++)
        {
            html.Append("<th scope=\"col\" ").Append(Style(c, "2" + Border[1..])).Append('>').Append(Canvas.Escape(_headings[c])).Append("</th>");
        }

        html.Append("</tr></thead><tbody>");
        foreach (string[] row in cells)
        {
            html.Append("<tr>");
            for (int c = 0; c < row.Length; c++)
            {
                html.Append("<td ").Append(Style(c, Border)).Append('>').Append(Canvas.Escape(row[c])).Append("</td>");
            }

            html.Append("</tr>");
        }

        if (More is { } more)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td colspan=\"{Math.Max(1, _headings.Length)}\" style=\"padding:3px 10px;text-align:left\"><em>{more}</em></td></tr>");
        }

        return html.Append("</tbody></table>").ToString();
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        string[][] lines = [_headings, .. Cells()];
        int[] widths = [.. _headings.Select((_, c) => lines.Max(l => c < l.Length ? l[c].Length : 0))];
        var text = lines.Select(l => string.Join("  ", l.Select((cell, c) => IsNumber(_types[c]) ? cell.PadLeft(widths[c]) : cell.PadRight(widths[c]))).TrimEnd());
        return string.Join('\n', new[] { _title }.Where(t => t is not null).Concat(text).Append(More).Where(t => t is not null));
    }

    private string? More => _rows.Count > _limit ? $"… and {_rows.Count - _limit} more row{(_rows.Count - _limit == 1 ? "" : "s")}" : _rows.Count == 0 ? "no rows" : null;

    private Table With(Action<Table> change)
    {
        var copy = (Table)MemberwiseClone();
        change(copy);
        return copy;
    }

    // GitHub drops style attributes and keeps align.
    private string Style(int column, string border) =>
        $"align=\"{(IsNumber(_types[column]) ? "right" : "left")}\" style=\"padding:3px 10px;border-bottom:{border};text-align:{(IsNumber(_types[column]) ? "right" : "left")}\"";

    private string[][] Cells()
    {
        var shown = _rows.Take(_limit).ToArray();
        Func<object?, string>[] write = [.. _headings.Select((h, c) => Writer(_formats.GetValueOrDefault(h), shown.Select(r => c < r.Length ? r[c] : null)))];
        return [.. shown.Select(row => row.Select((cell, c) => cell is null ? _missing : write[c](cell)).ToArray())];
    }

    /// <summary>How the cells of a column are written: by the chosen format, or numbers in one way for all of them.</summary>
    private static Func<object?, string> Writer(string? format, IEnumerable<object?> cells)
    {
        var column = format is not null ? null : Numbers.Column(cells.Where(c => c is double or float).Select(c => Convert.ToDouble(c, CultureInfo.InvariantCulture)));
        return cell => column is not null && cell is double or float && Convert.ToDouble(cell, CultureInfo.InvariantCulture) is var number && double.IsFinite(number)
            ? Numbers.ForTheEye(column(number))
            : Formatted(cell, format);
    }

    private static string Formatted(object? cell, string? format)
    {
        try
        {
            return Cell(cell, format);
        }
        catch (FormatException e)
        {
            throw new ArgumentException($"\"{format}\" is no format for {Cell(cell, null)}.", nameof(format), e);
        }
    }

    private static string Cell(object? cell, string? format) => cell switch
    {
        null => "",
        string text => text,
        DateTime day when format is null => day.ToString(day.TimeOfDay == default ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        DateOnly day when format is null => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        bool yes => yes ? "yes" : "no",
        double or float => Numbers.Shown(Convert.ToDouble(cell, CultureInfo.InvariantCulture), format),
        IEnumerable<double> numbers => "(" + string.Join(", ", numbers.Take(8).Select(n => Numbers.Shown(n, format))) + (numbers.Skip(8).Any() ? ", …)" : ")"),
        System.Runtime.CompilerServices.ITuple tuple => "(" + string.Join(", ", Enumerable.Range(0, tuple.Length).Select(i => Cell(tuple[i], format))) + ")",
        IFormattable number when IsNumber(cell.GetType()) => Numbers.ForTheEye(number.ToString(format, CultureInfo.InvariantCulture)),
        IFormattable other => other.ToString(format, CultureInfo.InvariantCulture),
        System.Collections.IEnumerable items when items.Cast<object?>().Take(9).ToArray() is var first => "(" + string.Join(", ", first.Take(8).Select(item => Cell(item, format))) + (first.Length > 8 ? ", …)" : ")"),
        _ => cell.ToString() ?? "",
    };

    private static bool IsCell(Type type) => IsNumber(type) || type == typeof(string) || type == typeof(bool) || type.IsEnum;

    private static bool IsNumber(Type? type) => Type.GetTypeCode(type is null ? null : Nullable.GetUnderlyingType(type) ?? type) is >= TypeCode.SByte and <= TypeCode.Decimal &&
        (Nullable.GetUnderlyingType(type!) ?? type!).IsEnum is false;

    /// <summary>The rows of a frame, each read when it is shown: of a million rows a table shows twenty.</summary>
    private sealed class FrameRows(DataFrame frame) : IReadOnlyList<object?[]>
    {
        private readonly DataFrameColumn[] _columns = [.. frame.Columns.Select(c => c.Clone())];

        public int Count { get; } = (int)Math.Min(frame.Rows.Count, int.MaxValue);

        public object?[] this[int row] => [.. _columns.Select(c => c[row])];

        public IEnumerator<object?[]> GetEnumerator() => Enumerable.Range(0, Count).Select(row => this[row]).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
