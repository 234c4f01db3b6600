using System.Globalization;

namespace GdNotebooks;

/// <summary>
/// A table from a text file: the first line names the columns, every other line is a row, commas in
/// between. Strict, so that a wrong file is noticed: every row has a value in every column, numbers have a
/// decimal point in any culture, and there are no quotes.
/// </summary>
public sealed class CsvTable
{
    private readonly string name;
    private readonly string[] columns;
    private readonly List<(int Line, string[] Values)> rows = [];

    private CsvTable(TextReader text, string name)
    {
        this.name = name;
        string[]? columns = null;
        var number = 0;
        while (text.ReadLine() is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            var values = line.Split(',', StringSplitOptions.TrimEntries);
            Expect(!line.Contains('"', StringComparison.Ordinal), number, $"has a quotation mark, and this reader takes none");
            Expect(!values.Contains(""), number, $"has an empty value");
            if (columns is null)
            {
                Expect(values.Distinct().Count() == values.Length, number, $"names a column twice");
                columns = values;
            }
            else
            {
                Expect(values.Length == columns.Length, number, $"has {values.Length} values, but there are {columns.Length} columns");
                rows.Add((number, values));
            }
        }

        this.columns = columns ?? throw new InvalidDataException($"{name} is empty, and its first line should name the columns.");
    }

    /// <summary>The names of the columns, from left to right.</summary>
    public IReadOnlyList<string> Columns => columns;

    /// <summary>How many rows there are, without the line that names the columns.</summary>
    public int Count => rows.Count;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">The file is no such table; the message names the file, the line and the fault.</exception>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    public static CsvTable Read(string path)
    {
        using var text = File.OpenText(path);
        return Read(text, Path.GetFileName(path));
    }

    /// <summary>Reads text.</summary>
    /// <param name="text">The table, from its first line on.</param>
    /// <param name="name">What to call it in a message.</param>
    /// <exception cref="InvalidDataException">The text is no such table.</exception>
    public static CsvTable Read(TextReader text, string name) => new(text, name);

    /// <summary>The values of a column as they stand in the file, one for each row.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public string[] Texts(string column)
    {
        var at = Place(column);
        return [.. rows.Select(row => row.Values[at])];
    }

    /// <summary>The values of a column as numbers, one for each row.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    /// <exception cref="InvalidDataException">A value is not a finite number.</exception>
    public double[] Numbers(string column)
    {
        var at = Place(column);
        return [.. rows.Select(row => Number(row.Line, row.Values[at]))];
    }

    private double Number(int line, string value)
    {
        var isNumber = double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        Expect(isNumber && double.IsFinite(number), line, $"has '{value}' where a number was expected");
        return number;
    }

    private int Place(string column)
    {
        var at = Array.IndexOf(columns, column);
        return at >= 0 ? at : throw new ArgumentException($"{name} has no column '{column}': its columns are {string.Join(", ", columns)}.", nameof(column));
    }

    private void Expect(bool holds, int line, FormattableString fault)
    {
        if (!holds)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{name}, line {line}, {FormattableString.Invariant(fault)}."));
        }
    }
}
