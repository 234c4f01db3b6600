using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GdNotebooks;

/// <summary>
/// Sixteen numbers, one for each neuron of a panel, in registers: all that the kernels know of the machine.
/// Every operation works lane by lane and a multiplication with an addition rounds once, so each kind of
/// row gives the same bits.
/// </summary>
internal unsafe interface IRow<TSelf>
    where TSelf : struct, IRow<TSelf>
{
    /// <summary>How many rows of a matrix product are summed at once in the machine's registers, at most 12.</summary>
    static abstract int TileRows { get; }

    static abstract TSelf Load(float* from);

    static abstract void Store(TSelf row, float* to);

    static abstract TSelf Add(TSelf a, TSelf b);

    /// <summary>One number in all lanes; from memory, where processors fetch and spread it in one go.</summary>
    static abstract TSelf Spread(float* x);

    /// <summary>Adds x · row, with x the same in all lanes.</summary>
    void AddProduct(TSelf x, TSelf row);

    /// <summary>Adds x times the row that stands there, with x the same in all lanes.</summary>
    void AddProduct(TSelf x, float* row);
}

/// <summary>A row in one register of 512 bits.</summary>
internal unsafe struct WideRow(Vector512<float> lanes) : IRow<WideRow>
{
    private Vector512<float> _lanes = lanes;

    public static int TileRows => 12;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideRow Load(float* from) => new(Vector512.Load(from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(WideRow row, float* to) => row._lanes.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideRow Add(WideRow a, WideRow b) => new(a._lanes + b._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideRow Spread(float* x) => new(Vector512.Create(*x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(WideRow x, WideRow row) => _lanes = Vector512.FusedMultiplyAdd(x._lanes, row._lanes, _lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(WideRow x, float* row) => _lanes = Vector512.FusedMultiplyAdd(x._lanes, Vector512.Load(row), _lanes);
}

/// <summary>A row in two registers of 256 bits.</summary>
internal unsafe struct PairRow(Vector256<float> low, Vector256<float> high) : IRow<PairRow>
{
    private Vector256<float> _low = low;
    private Vector256<float> _high = high;

    public static int TileRows => 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairRow Load(float* from) => new(Vector256.Load(from), Vector256.Load(from + 8));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(PairRow row, float* to)
    {
        row._low.Store(to);
        row._high.Store(to + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairRow Add(PairRow a, PairRow b) => new(a._low + b._low, a._high + b._high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairRow Spread(float* x)
    {
        Vector256<float> same = Avx.IsSupported ? Avx.BroadcastScalarToVector256(x) : Vector256.Create(*x);
        return new(same, same);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(PairRow x, PairRow row)
    {
        _low = Vector256.FusedMultiplyAdd(x._low, row._low, _low);
        _high = Vector256.FusedMultiplyAdd(x._low, row._high, _high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(PairRow x, float* row)
    {
        _low = Vector256.FusedMultiplyAdd(x._low, Vector256.Load(row), _low);
        _high = Vector256.FusedMultiplyAdd(x._low, Vector256.Load(row + 8), _high);
    }
}
