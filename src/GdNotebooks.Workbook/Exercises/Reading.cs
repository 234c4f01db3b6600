using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks.Exercises;

/// <summary>
/// A result taken apart so that it can be compared and shown: its shape, its numbers in reading order
/// (a matrix row by row), and its words if it has any. It keeps nothing of the value it was made from.
/// </summary>
internal sealed class Reading
{
    /// <summary>What a difference of rounding may come to where the expected number is 0.</summary>
    private const double Floor = 1e-12;

    private const int ItemsShown = 8;
    private const int NumbersShown = 12;
    private const int DigitsShown = 6;
    private const int AllDigits = 17;

    private readonly object? _value;

    private Reading(object? original)
    {
        var numbers = new List<double>();
        var words = new List<string>();
        _value = Freeze(original);
        Shape = ShapeOf(_value, numbers, words);
        Numbers = numbers;
        Words = words;
        IsBlank = Blank.Is(original);
    }

    /// <summary>Empty for a number, [3] for three of them, [[2],[2]] for two rows of two.</summary>
    public string Shape { get; }

    /// <summary>Every number, in reading order.</summary>
    public IReadOnlyList<double> Numbers { get; }

    /// <summary>Every text, truth value and null, in reading order.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Whether it is what a stub returns.</summary>
    public bool IsBlank { get; }

    /// <summary>The places of the numbers that are still blank.</summary>
    public IReadOnlyList<int> BlankPlaces => [.. Enumerable.Range(0, Numbers.Count).Where(i => IsPartlyBlank(Numbers[i]))];

    /// <summary>The parts of a result of several, such as (w, b); none of any other.</summary>
    public IReadOnlyList<Reading> Parts => _value is Several { IsTuple: true } several ? [.. several.Items.Select(item => new Reading(item))] : [];

    /// <exception cref="NotSupportedException">The type is none that an exercise asks for.</exception>
    public static Reading Of(object? value) => new(value);

    /// <summary>Same shape, same words, and every number within the relative tolerance; NaN agrees with NaN.</summary>
    public bool Agrees(Reading other, double tolerance) =>
        Shape == other.Shape
        && Words.SequenceEqual(other.Words)
        && Numbers.Zip(other.Numbers).All(pair => AreClose(pair.First, pair.Second, tolerance));

    /// <summary>|a − b| ≤ tolerance · max(|a|, |b|), and a hair more around 0.</summary>
    public static bool AreClose(double a, double b, double tolerance) =>
        a.Equals(b) || (double.IsFinite(a) && double.IsFinite(b) && Math.Abs(a - b) <= (tolerance * Math.Max(Math.Abs(a), Math.Abs(b))) + Floor);

    /// <summary>
    /// Two results as a sentence shows them, with as many digits as it takes to tell them apart. Of large
    /// ones it is the first numbers that differ, and their place, such as [2, 5]; else the place is empty.
    /// </summary>
    public static (string Place, string One, string Other) Apart(Reading one, Reading other, double tolerance)
    {
        var (place, a, b) = one.Shape == other.Shape && one.Numbers.Count > NumbersShown
            ? FirstDifference(one._value, other._value, tolerance) ?? ("", one._value, other._value)
            : ("", one._value, other._value);
        for (int digits = DigitsShown; ; digits++)
        {
            string first = Write(a, digits), second = Write(b, digits);
            if (first != second || digits == AllDigits)
            {
                return (place.Length > 0 ? $"[{place}]" : "", first, second);
            }
        }
    }

    /// <summary>A number as the sentences show it.</summary>
    public static string Write(double number, int digits = DigitsShown) =>
        double.IsPositiveInfinity(number) ? "∞"
        : double.IsNegativeInfinity(number) ? "-∞"
        : IsPartlyBlank(number) ? "the blank"
        : Math.Abs(number) is >= 1e4 and < 1e15 && (number % 1 == 0 || Math.Abs(number) >= Math.Pow(10, digits))
            ? number.ToString("#,0", CultureInfo.InvariantCulture)
        : Powers(number.ToString($"G{digits}", CultureInfo.InvariantCulture));

    // 1.5E-07 as the figures write it: 1.5×10⁻⁷.
    private static string Powers(string text) => text.Split('E') is [var front, var power]
        ? $"{(front is "1" or "-1" ? front[..^1] : $"{front}×")}10{Plotting.Numbers.Raised(int.Parse(power, CultureInfo.InvariantCulture))}"
        : text;

    /// <inheritdoc/>
    public override string ToString() => Write(_value, DigitsShown);

    private static bool IsPartlyBlank(double number) => Blank.Is(number) || number == Blank.Count;

    // Numbers become double, anything that holds several results becomes Several: nothing lazy, nothing shared.
    private static object? Freeze(object? value) => value switch
    {
        null or string or bool or Several => value,
        double or float or int or long => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        Matrix<double> matrix => new Several([.. matrix.EnumerateRows().Select(Freeze)], false),
        double[,] table => new Several([.. Rows(table).Select(Freeze)], false),
        int[,] table => new Several([.. Rows(table).Select(Freeze)], false),
        ITuple tuple => new Several([.. Enumerable.Range(0, tuple.Length).Select(i => Freeze(tuple[i]))], true),
        IEnumerable items => new Several([.. items.Cast<object?>().Select(Freeze)], false),
        _ => throw new NotSupportedException($"A {value.GetType().Name} cannot be checked."),
    };

    private static IEnumerable<T[]> Rows<T>(T[,] table) =>
        Enumerable.Range(0, table.GetLength(0)).Select(row =>
            Enumerable.Range(0, table.GetLength(1)).Select(column => table[row, column]).ToArray());

    private static (string Place, object? One, object? Other)? FirstDifference(object? one, object? other, double tolerance)
    {
        if (one is not Several several || other is not Several others)
        {
            return Equals(one, other) || (one is double a && other is double b && AreClose(a, b, tolerance)) ? null : ("", one, other);
        }

        for (int i = 0; i < several.Items.Count; i++)
        {
            if (FirstDifference(several.Items[i], others.Items[i], tolerance) is var (place, first, second))
            {
                string index = i.ToString(CultureInfo.InvariantCulture);
                return (place.Length > 0 ? $"{index}, {place}" : index, first, second);
            }
        }

        return null;
    }

    private static string ShapeOf(object? value, List<double> numbers, List<string> words)
    {
        switch (value)
        {
            case double number:
                numbers.Add(number);
                return "";
            case Several several:
                var shapes = several.Items.Select(item => ShapeOf(item, numbers, words)).ToList();
                return shapes.All(shape => shape.Length == 0)
                    ? string.Create(CultureInfo.InvariantCulture, $"[{shapes.Count}]")
                    : $"[{string.Join(",", shapes)}]";
            case string text:
                words.Add(text.Trim().ToUpperInvariant());
                return "text";
            case bool flag:
                words.Add(flag ? "true" : "false");
                return "truth";
            default:
                words.Add("null");
                return "null";
        }
    }

    private static string Write(object? value, int digits) => value switch
    {
        double number => Write(number, digits),
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        Several several => Write(several, digits),
        _ => "null",
    };

    private static string Write(Several several, int digits)
    {
        int count = several.Items.Count;
        string items = string.Join(", ", several.Items.Take(ItemsShown).Select(item => Write(item, digits)))
            + (count > ItemsShown ? string.Create(CultureInfo.InvariantCulture, $", … ({count} in all)") : "");
        return several.IsTuple ? $"({items})" : $"[{items}]";
    }

    private sealed record Several(IReadOnlyList<object?> Items, bool IsTuple);
}
