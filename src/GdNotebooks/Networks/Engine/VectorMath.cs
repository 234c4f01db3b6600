using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector256<float>;
using V256 = System.Runtime.Intrinsics.Vector256;

namespace GdNotebooks;

/// <summary>
/// The activation functions, eight numbers at a time. The exponential in them is written out with operations
/// whose every bit IEEE 754 fixes: those of the platforms differ in their last bit, and a network trained
/// with them would differ too. <see cref="Elementary"/> is the same for single numbers in double precision.
/// </summary>
internal static unsafe class VectorMath
{
    // Beyond ±87 the float eˣ leaves its range; a sigmoid or softmax is 0 or 1 to the last bit long before.
    private const float Bound = 87;

    /// <summary>a = σ(z) for <paramref name="count"/> numbers in place, a multiple of 8.</summary>
    public static void Activate(Activation activation, float* z, int count)
    {
        switch (activation)
        {
            case Activation.Sigmoid: Sigmoid(z, count); break;
            case Activation.ReLU: ReLU(z, count); break;
            default: Tanh(z, count); break;
        }
    }

    /// <summary>1 / (1 + e⁻ᶻ) for <paramref name="count"/> numbers in place, a multiple of 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sigmoid(float* z, int count)
    {
        for (float* end = z + count; z < end; z += 8)
        {
            (V.One / (V.One + Exp(-V256.Load(z)))).Store(z);
        }
    }

    /// <summary>tanh z = (e²ᶻ − 1) / (e²ᶻ + 1) for <paramref name="count"/> numbers in place, a multiple of 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tanh(float* z, int count)
    {
        for (float* end = z + count; z < end; z += 8)
        {
            // e²ᶻ − 1 = 2ⁿ(1 + q) − 1 = 2ⁿq + (2ⁿ − 1) keeps all digits of a small z.
            V x = V256.Load(z);
            (V power, V q) = Split(Clamp(x + x));
            V e = V256.FusedMultiplyAdd(power, q, power - V.One);
            (e / (e + V256.Create(2f))).Store(z);
        }
    }

    /// <summary>max(0, z) for <paramref name="count"/> numbers in place, a multiple of 8. What is not a number stays so.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ReLU(float* z, int count)
    {
        for (float* end = z + count; z < end; z += 8)
        {
            V x = V256.Load(z);
            V256.ConditionalSelect(V256.LessThan(x, V.Zero), V.Zero, x).Store(z);
        }
    }

    /// <summary>
    /// Softmax of the first <paramref name="count"/> numbers in place, exp(zⱼ − max) / Σ exp(zₖ − max); those
    /// beyond, up to a multiple of 8, become 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Softmax(float* z, int count)
    {
        float max = z[0];
        for (int j = 1; j < count; j++)
        {
            max = z[j] > max ? z[j] : max;
        }

        float sum = 0;
        for (int j = 0; j < count; j += 8)
        {
            Exp(V256.Load(z + j) - V256.Create(max)).Store(z + j);
            for (int k = j; k < Math.Min(j + 8, count); k++)
            {
                sum += z[k];
            }

            for (int k = count; k < j + 8; k++)
            {
                z[k] = 0;
            }
        }

        for (int j = 0; j < count; j += 8)
        {
            (V256.Load(z + j) / V256.Create(sum)).Store(z + j);
        }
    }

    /// <summary>eˣ, within one unit of the last place; x beyond ±87 counts as ±87.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp(V x)
    {
        (V power, V q) = Split(Clamp(x));
        return V256.FusedMultiplyAdd(power, q, power);
    }

    // eˣ = 2ⁿ (1 + q) with n the nearest whole number to x / ln 2, and q = eʳ − 1 for the rest |r| ≤ ½ ln 2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (V Power, V Q) Split(V x)
    {
        // Adding 1.5·2²³ leaves no room for a fraction: it rounds, and n stands in the lowest bits.
        V magic = V256.Create(12582912f);
        V shifted = V256.FusedMultiplyAdd(x, V256.Create(1.44269504f), magic);
        V n = shifted - magic;

        // ln 2 in two parts, the first so short that n times it is exact.
        V r = V256.FusedMultiplyAdd(n, V256.Create(-0.693359375f), x);
        r = V256.FusedMultiplyAdd(n, V256.Create(2.12194440e-4f), r);

        // q = r + r²/2! + r³/3! + … + r⁷/7!
        V q = V256.FusedMultiplyAdd(r, V256.Create(1 / 5040f), V256.Create(1 / 720f));
        q = V256.FusedMultiplyAdd(r, q, V256.Create(1 / 120f));
        q = V256.FusedMultiplyAdd(r, q, V256.Create(1 / 24f));
        q = V256.FusedMultiplyAdd(r, q, V256.Create(1 / 6f));
        q = V256.FusedMultiplyAdd(r, q, V256.Create(0.5f));
        q = V256.FusedMultiplyAdd(r * r, q, r);

        // 2ⁿ: n goes into the bits of the exponent.
        V power = ((shifted.AsInt32() << 23) + V.One.AsInt32()).AsSingle();
        return (power, q);
    }

    // With comparisons, not Min and Max: they leave what is not a number as it is, on every machine.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Clamp(V x)
    {
        V bound = V256.Create(Bound);
        x = V256.ConditionalSelect(V256.GreaterThan(x, bound), bound, x);
        return V256.ConditionalSelect(V256.LessThan(x, -bound), -bound, x);
    }
}
