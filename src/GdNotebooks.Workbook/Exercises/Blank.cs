using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks.Exercises;

/// <summary>
/// What the stub of an exercise returns: <c>return Blank.Number;</c> is the line to replace. Each of
/// these can be told apart from a NaN, an empty array or a null that somebody's code came to, so that an
/// untouched stub is answered with "not started" and nothing else is.
/// </summary>
public static class Blank
{
    // A NaN that carries a payload. It travels through returns and arrays unchanged; 0/0 never makes it.
    private const ulong NumberBits = 0x7FF8_0000_0B1A_4B00;

    /// <summary>A blank number: it is NaN.</summary>
    public static double Number { get; } = BitConverter.UInt64BitsToDouble(NumberBits);

    /// <summary>A blank whole number: the smallest there is, never a count.</summary>
    public static int Count => int.MinValue;

#pragma warning disable CA1825 // an empty array of their own, told apart from everyone else's
    /// <summary>A blank list of numbers: empty.</summary>
    public static double[] Numbers { get; } = new double[0];

    /// <summary>A blank list of whole numbers: empty.</summary>
    public static int[] Counts { get; } = new int[0];

    /// <summary>Blank lists of whole numbers: none.</summary>
    public static int[][] Lists { get; } = new int[0][];

#pragma warning restore CA1825
    /// <summary>A blank table: no rows, no columns.</summary>
    public static double[,] Table { get; } = new double[0, 0];

    /// <summary>A blank table of whole numbers: no rows, no columns.</summary>
    public static int[,] Counters { get; } = new int[0, 0];

    /// <summary>A blank vector: one component, NaN.</summary>
    public static Vector<double> Vector => Vector<double>.Build.Dense(1, Number);

    /// <summary>A blank matrix: one entry, NaN.</summary>
    public static Matrix<double> Matrix => Matrix<double>.Build.Dense(1, 1, Number);

    /// <summary>A blank network: one weight and one bias, never trained.</summary>
    public static Network Network { get; } = Network.Create([1, 1]);

    /// <summary>A blank text: empty.</summary>
    public static string Text => string.Empty;

    internal static bool Is(object? value) => value switch
    {
        double number => BitConverter.DoubleToUInt64Bits(number) == NumberBits,
        int count => count == Count,
        Vector<double> vector => vector.Count == 1 && Is(vector[0]),
        Matrix<double> matrix => matrix.RowCount == 1 && matrix.ColumnCount == 1 && Is(matrix[0, 0]),
        string text => text.Length == 0,
        System.Runtime.CompilerServices.ITuple tuple => Enumerable.Range(0, tuple.Length).All(i => Is(tuple[i])),
        Network network => ReferenceEquals(network, Network),
        Array array => ReferenceEquals(array, Numbers) || ReferenceEquals(array, Counts)
            || ReferenceEquals(array, Lists) || ReferenceEquals(array, Table) || ReferenceEquals(array, Counters),
        _ => false,
    };
}
