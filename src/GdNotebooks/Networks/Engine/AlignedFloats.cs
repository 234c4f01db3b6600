using System.Runtime.CompilerServices;

namespace GdNotebooks;

/// <summary>
/// A block of floats, zero at first, that begins on a cache line and that the garbage collector never
/// moves, so that the kernels may walk over it with pointers.
/// </summary>
internal sealed unsafe class AlignedFloats
{
    private const int CacheLine = 64;
    private readonly float[] _memory;

    public AlignedFloats(int length)
    {
        _memory = GC.AllocateArray<float>(length + (CacheLine / sizeof(float)), pinned: true);
        var address = (nuint)Unsafe.AsPointer(ref _memory[0]);
        Start = (float*)((address + CacheLine - 1) & ~(nuint)(CacheLine - 1));
        Length = length;
    }

    /// <summary>The first float. Keep this object alive (<see cref="GC.KeepAlive"/>) while the pointer is used.</summary>
    public float* Start { get; }

    public int Length { get; }

    public Span<float> Span => new(Start, Length);
}
