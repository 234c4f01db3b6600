using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector256<float>;
using V256 = System.Runtime.Intrinsics.Vector256;

namespace GdNotebooks;

/// <summary>The errors d = ∂C/∂z of outputs and hidden neurons, for rows of numbers whose count is a multiple of 8.</summary>
/// <remarks>
/// Saturated sigmoids make errors below 10⁻³⁸, and every multiplication with such a denormal number takes many
/// processors a hundred times as long. An update drops errors below 2⁻¹⁰⁰, and slopes of sigmoids below 2⁻⁶²,
/// long before: times an activation they are too small to change the last bit of a weight. Comparisons do it,
/// not the processor's own flush mode, so that every machine drops the same ones.
/// </remarks>
internal static unsafe class Errors
{
    /// <summary>The smallest error of an update; where a gradient is asked for, nothing is dropped and this is 0.</summary>
    public const float Smallest = 1f / (1 << 25) / (1 << 25) / (1 << 25) / (1 << 25);

    private const float SmallestSlope = 1f / (1 << 31) / (1 << 31);

    /// <summary>
    /// The error of one row of sigmoid outputs under the quadratic cost, d = s (a − y) a (1 − a). Lanes that
    /// are not <paramref name="used"/> get 0, and so do errors below <paramref name="smallest"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Quadratic(float* a, float* y, float* used, float s, float* d, int count, float smallest)
    {
        V scale = V256.Create(s), least = V256.Create(smallest), leastSlope = V256.Create(smallest == 0 ? 0 : SmallestSlope);
        for (int j = 0; j < count; j += 8)
        {
            // None of these products underflows: not even on the way is there a denormal number.
            V output = V256.Load(a + j) * V256.Load(used + j);
            V product = Flush((output - V256.Load(y + j)) * Flush(output, leastSlope), least);
            (Flush(product * (V.One - output), least) * scale).Store(d + j);
        }
    }

    /// <summary>(a − y)² of one row of outputs, added to <paramref name="squares"/>; squares below 2⁻¹²⁴ are no part of any sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddSquares(float* a, float* y, float* used, float* squares, int count)
    {
        for (int j = 0; j < count; j += 8)
        {
            V error = Flush((V256.Load(a + j) * V256.Load(used + j)) - V256.Load(y + j), V256.Create(SmallestSlope));
            V256.FusedMultiplyAdd(error, error, V256.Load(squares + j)).Store(squares + j);
        }
    }

    /// <summary>
    /// The error of one row of softmax outputs under the cross-entropy, d = s (a − y), or 0 where a − y is
    /// below <paramref name="smallest"/>; unused lanes of a and y are 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CrossEntropy(float* a, float* y, float s, float* d, int count, float smallest)
    {
        for (int j = 0; j < count; j += 8)
        {
            (Flush(V256.Load(a + j) - V256.Load(y + j), V256.Create(smallest)) * V256.Create(s)).Store(d + j);
        }
    }

    /// <summary>d ← d σ'(z), with the slope told from a = σ(z); products below <paramref name="smallest"/> become 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void TimesSlope(Activation activation, float* a, float* d, int count, float smallest)
    {
        // A power of two changes no digit, and with it the product does not underflow before it is compared.
        const float Up = 18446744073709551616f;
        V least = V256.Create(smallest * Up), leastSlope = V256.Create(SmallestSlope);
        for (float* end = a + count; a < end; a += 8, d += 8)
        {
            V x = V256.Load(a), delta = V256.Load(d);
            V product = activation switch
            {
                Activation.Sigmoid when smallest > 0 => Flush(delta * V256.Create(Up) * Flush(x * (V.One - x), leastSlope), least) * V256.Create(1 / Up),
                Activation.Sigmoid => delta * (x * (V.One - x)),
                Activation.ReLU => V256.ConditionalSelect(V256.GreaterThan(x, V.Zero), delta, V.Zero),
                _ => delta * (V.One - (x * x)),
            };
            product.Store(d);
        }
    }

    // x, or 0 where |x| is below the smallest that counts. What is not a number stays so.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Flush(V x, V smallest) => V256.ConditionalSelect(V256.LessThan(V256.Abs(x), smallest), V.Zero, x);
}
