#if !NET9_0_OR_GREATER

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace GdNotebooks;

/// <summary>
/// What the library uses of .NET 9 and later, for the kernels that run on .NET 8 and find none of it.
/// Everything answers with the same bits as the newer one.
/// </summary>
internal static class Net8
{
    extension(Convert)
    {
        public static string ToHexStringLower(ReadOnlySpan<byte> bytes) => Convert.ToHexString(bytes).ToLowerInvariant();
    }

    extension<T>(IEnumerable<T> items)
    {
        public IEnumerable<(int Index, T Item)> Index() => items.Select((item, index) => (index, item));
    }

    extension(Vector256)
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<float> FusedMultiplyAdd(Vector256<float> a, Vector256<float> b, Vector256<float> c)
        {
            if (Fma.IsSupported)
            {
                return Fma.MultiplyAdd(a, b, c);
            }

            if (AdvSimd.IsSupported)
            {
                return Vector256.Create(
                    AdvSimd.FusedMultiplyAdd(c.GetLower(), a.GetLower(), b.GetLower()),
                    AdvSimd.FusedMultiplyAdd(c.GetUpper(), a.GetUpper(), b.GetUpper()));
            }

            return OneByOne(a, b, c);
        }
    }

    extension(Vector512)
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> FusedMultiplyAdd(Vector512<float> a, Vector512<float> b, Vector512<float> c) => Avx512F.IsSupported
            ? Avx512F.FusedMultiplyAdd(a, b, c)
            : Vector512.Create(
                Vector256.FusedMultiplyAdd(a.GetLower(), b.GetLower(), c.GetLower()),
                Vector256.FusedMultiplyAdd(a.GetUpper(), b.GetUpper(), c.GetUpper()));
    }

    private static Vector256<float> OneByOne(Vector256<float> a, Vector256<float> b, Vector256<float> c)
    {
        for (int i = 0; i < Vector256<float>.Count; i++)
        {
            c = c.WithElement(i, MathF.FusedMultiplyAdd(a[i], b[i], c[i]));
        }

        return c;
    }
}
#endif
