using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks.Exercises;

/// <summary>What an answer was handed in one call: the arguments as they were, and what has become of them.</summary>
/// <param name="names">The names of the parameters, as the learner wrote them.</param>
/// <param name="arguments">The arguments, before the call.</param>
internal sealed class Handed(IReadOnlyList<string> names, object?[] arguments)
{
    private readonly object?[] _asTheyWere = [.. arguments.Select(Copy)];
    private readonly double[]?[] _returned = new double[]?[arguments.Length];

    public IReadOnlyList<string> Names => names;

    public int Count => _asTheyWere.Length;

    /// <summary>An argument as it was handed over; null for a function.</summary>
    public Reading? Argument(int i) => _asTheyWere[i] is null or Delegate ? null : Read(_asTheyWere[i]);

    /// <summary>The types of the arguments.</summary>
    public IReadOnlyList<Type> Types => [.. arguments.Select(argument => argument switch
    {
        Vector<double> => typeof(Vector<double>),
        Matrix<double> => typeof(Matrix<double>),
        null => typeof(object),
        _ => argument.GetType(),
    })];

    /// <summary>How many entries a list has, how many rows and columns a table; each with its name, a pattern for that of the parameter.</summary>
    public IReadOnlyList<(string What, int Count)> Sizes(int i) => _asTheyWere[i] switch
    {
        Vector<double> vector => [("the number of entries of {0}", vector.Count)],
        Matrix<double> matrix => [("the number of rows of {0}", matrix.RowCount), ("the number of columns of {0}", matrix.ColumnCount)],
        Array { Rank: 2 } table => [("the number of rows of {0}", table.GetLength(0)), ("the number of columns of {0}", table.GetLength(1))],
        Array list => [("the number of entries of {0}", list.Length)],
        _ => [],
    };

    /// <summary>What a function that was handed over returned last, or null.</summary>
    public double[]? Returned(int i) => _returned[i];

    /// <summary>The first argument that is no longer as it was: its place, what it was and what it is.</summary>
    public (int Place, Reading Was, Reading Is)? Changed()
    {
        for (int i = 0; i < _asTheyWere.Length; i++)
        {
            if (_asTheyWere[i] is Array or Vector<double> or Matrix<double>
                && Read(_asTheyWere[i]) is { } was && Read(arguments[i]) is { } now
                && !(was.Shape == now.Shape && was.Numbers.SequenceEqual(now.Numbers)))
            {
                return (i, was, now);
            }
        }

        return null;
    }

    /// <summary>The arguments, with the functions among them asking for the time before each of their calls.</summary>
    public object?[] Guarded(TimeLimit limit) =>
    [
        .. arguments.Select((argument, i) => argument is not Delegate function ? argument : Shell.Around(function, new(
            inputs =>
            {
                limit.Ask();
                return inputs;
            },
            (_, result) => _returned[i] = Read(result) is { Numbers.Count: <= 64 } reading ? [.. reading.Numbers] : null))),
    ];

    private static Reading? Read(object? value)
    {
        try
        {
            return Reading.Of(value);
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    private static object? Copy(object? value) => value switch
    {
        Vector<double> vector => vector.Clone(),
        Matrix<double> matrix => matrix.Clone(),
        double[][] rows => rows.Select(row => (double[])row.Clone()).ToArray(),
        Array array => array.Clone(),
        _ => value,
    };
}
