using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using V = System.Runtime.Intrinsics.Vector256<float>;
using V256 = System.Runtime.Intrinsics.Vector256;

namespace GdNotebooks;

/// <summary>A matrix seen from the other side, as the way back through a layer needs it.</summary>
internal static unsafe class Transposition
{
    private const int Lanes = NetworkShape.Lanes;

    /// <summary>Turns 16 × 16 numbers over their diagonal: to[j,i] = from[i,j] for i below <paramref name="rows"/>, and 0 beyond.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Turn(float* from, int rows, float* to)
    {
        if (rows == Lanes && Avx.IsSupported)
        {
            for (int i = 0; i < Lanes; i += 8)
            {
                for (int j = 0; j < Lanes; j += 8)
                {
                    TransposeEight(from + (i * Lanes) + j, to + (j * Lanes) + i);
                }
            }

            return;
        }

        for (int i = 0; i < Lanes; i++)
        {
            for (int j = 0; j < Lanes; j++)
            {
                to[(j * Lanes) + i] = i < rows ? from[(i * Lanes) + j] : 0;
            }
        }
    }

    // 8 × 8: pairs of numbers, then pairs of pairs, then halves of registers change places.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeEight(float* from, float* to)
    {
        V r0 = V256.Load(from), r1 = V256.Load(from + 16), r2 = V256.Load(from + 32), r3 = V256.Load(from + 48);
        V r4 = V256.Load(from + 64), r5 = V256.Load(from + 80), r6 = V256.Load(from + 96), r7 = V256.Load(from + 112);
        V s0 = Avx.UnpackLow(r0, r1), s1 = Avx.UnpackHigh(r0, r1), s2 = Avx.UnpackLow(r2, r3), s3 = Avx.UnpackHigh(r2, r3);
        V s4 = Avx.UnpackLow(r4, r5), s5 = Avx.UnpackHigh(r4, r5), s6 = Avx.UnpackLow(r6, r7), s7 = Avx.UnpackHigh(r6, r7);
        r0 = Avx.Shuffle(s0, s2, 0x44);
        r1 = Avx.Shuffle(s0, s2, 0xEE);
        r2 = Avx.Shuffle(s1, s3, 0x44);
        r3 = Avx.Shuffle(s1, s3, 0xEE);
        r4 = Avx.Shuffle(s4, s6, 0x44);
        r5 = Avx.Shuffle(s4, s6, 0xEE);
        r6 = Avx.Shuffle(s5, s7, 0x44);
        r7 = Avx.Shuffle(s5, s7, 0xEE);
        Avx.Permute2x128(r0, r4, 0x20).Store(to);
        Avx.Permute2x128(r1, r5, 0x20).Store(to + 16);
        Avx.Permute2x128(r2, r6, 0x20).Store(to + 32);
        Avx.Permute2x128(r3, r7, 0x20).Store(to + 48);
        Avx.Permute2x128(r0, r4, 0x31).Store(to + 64);
        Avx.Permute2x128(r1, r5, 0x31).Store(to + 80);
        Avx.Permute2x128(r2, r6, 0x31).Store(to + 96);
        Avx.Permute2x128(r3, r7, 0x31).Store(to + 112);
    }
}
