using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using V = System.Runtime.Intrinsics.Vector256<float>;
using V256 = System.Runtime.Intrinsics.Vector256;

namespace GdNotebooks;

/// <summary>
/// The three sums that training a network consists of. All of them add in one fixed order, one neuron per
/// lane, with fused multiply-adds, so the width of the machine's vectors cannot change a bit of the result.
/// </summary>
/// <remarks>
/// The plain formulation, for mini-batch example r, input i and neuron j, with s = −η/m:
/// <code>
/// z[r,j]  = b[j] + Σᵢ a[r,i] w[i,j]                 forward
/// d[r,i]  = Σⱼ d[r,j] w[i,j] · slope(a[r,i])        backward
/// w[i,j] += Σᵣ a[r,i] d[r,j]                        the update rule; d carries the factor s from the start
/// b[j]   += Σᵣ d[r,j]
/// </code>
/// Each of the three is the matrix product of <see cref="AddProduct"/> with other strides. The first layer
/// is the exception: four of five pixels of a digit are empty, so it walks over the inked ones only
/// (<see cref="WeighPixels"/>, <see cref="UpdatePixels"/>).
/// </remarks>
internal static unsafe class Kernels
{
    private const int Lanes = NetworkShape.Lanes;

    /// <summary>
    /// z[j] = b[j] + Σ x[n] w[pixel n, j] for the 16 neurons j of one panel. Four sums run side by side, for
    /// the processor can begin a new addition long before the last one is done; entry n belongs to sum
    /// n mod 4. The number of entries is a multiple of four.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void WeighPixels(float* w, float* bias, InkedPixel* entries, int count, float* inks, float* z)
    {
        V a0 = V256.Load(bias), a1 = V.Zero, a2 = V.Zero, a3 = V.Zero;
        V b0 = V256.Load(bias + 8), b1 = V.Zero, b2 = V.Zero, b3 = V.Zero;
        for (InkedPixel* end = entries + count; entries < end; entries += 4)
        {
            w = Row(w, entries[0].Gap);
            V x = V256.Create(inks[entries[0].Ink]);
            a0 = V256.FusedMultiplyAdd(x, V256.Load(w), a0);
            b0 = V256.FusedMultiplyAdd(x, V256.Load(w + 8), b0);

            w = Row(w, entries[1].Gap);
            x = V256.Create(inks[entries[1].Ink]);
            a1 = V256.FusedMultiplyAdd(x, V256.Load(w), a1);
            b1 = V256.FusedMultiplyAdd(x, V256.Load(w + 8), b1);

            w = Row(w, entries[2].Gap);
            x = V256.Create(inks[entries[2].Ink]);
            a2 = V256.FusedMultiplyAdd(x, V256.Load(w), a2);
            b2 = V256.FusedMultiplyAdd(x, V256.Load(w + 8), b2);

            w = Row(w, entries[3].Gap);
            x = V256.Create(inks[entries[3].Ink]);
            a3 = V256.FusedMultiplyAdd(x, V256.Load(w), a3);
            b3 = V256.FusedMultiplyAdd(x, V256.Load(w + 8), b3);
        }

        ((a0 + a1) + (a2 + a3)).Store(z);
        ((b0 + b1) + (b2 + b3)).Store(z + 8);
    }

    /// <summary>w[pixel n, j] += x[n] d[j] for the 16 neurons j of one panel: only rows under ink are touched.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void UpdatePixels(float* w, InkedPixel* entries, int count, float* inks, float* d)
    {
        V d0 = V256.Load(d), d1 = V256.Load(d + 8);
        for (InkedPixel* end = entries + count; entries < end; entries++)
        {
            w = Row(w, entries->Gap);
            V x = V256.Create(inks[entries->Ink]);
            V256.FusedMultiplyAdd(x, d0, V256.Load(w)).Store(w);
            V256.FusedMultiplyAdd(x, d1, V256.Load(w + 8)).Store(w + 8);
        }
    }

    /// <summary>
    /// What <see cref="UpdatePixels"/> does, for one to four panels and a whole mini-batch at once: pixel by
    /// pixel, w[i,j] += Σₙ x[n] d[row n, j], so that weights are fetched and stored only once. The examples
    /// come in the same order and the sums are the same to the last bit.
    /// </summary>
    /// <param name="panels">How many panels; their neurons stand side by side in the rows of d.</param>
    /// <param name="w">The weights of the first panel.</param>
    /// <param name="panel">How far apart the panels are.</param>
    /// <param name="pixels">How many pixels there are.</param>
    /// <param name="lengths">For each pixel, how many examples have ink there.</param>
    /// <param name="lists">For each pixel, those examples: row of d · 256 + ink.</param>
    /// <param name="capacity">How far apart the lists are.</param>
    /// <param name="inks">The ink of a byte.</param>
    /// <param name="d">The errors, a row for each example.</param>
    /// <param name="dRow">How far apart the rows of d are.</param>
    public static void UpdateByPixel(
        int panels, float* w, nint panel, int pixels, int* lengths, uint* lists, nint capacity, float* inks, float* d, nint dRow)
    {
        switch (panels)
        {
            case 1: UpdateByPixel<One>(w, panel, pixels, lengths, lists, capacity, inks, d, dRow); break;
            case 2: UpdateByPixel<Two>(w, panel, pixels, lengths, lists, capacity, inks, d, dRow); break;
            case 3: UpdateByPixel<Three>(w, panel, pixels, lengths, lists, capacity, inks, d, dRow); break;
            case 4: UpdateByPixel<Four>(w, panel, pixels, lengths, lists, capacity, inks, d, dRow); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void UpdateByPixel<TPanels>(
        float* w, nint panel, int pixels, int* lengths, uint* lists, nint capacity, float* inks, float* d, nint dRow)
        where TPanels : struct, IRows
    {
        for (int* end = lengths + pixels; lengths < end; lengths++, lists += capacity, w += Lanes)
        {
            if (*lengths == 0)
            {
                continue;
            }

            V l0 = V256.Load(w), h0 = V256.Load(w + 8), l1 = default, h1 = default, l2 = default, h2 = default, l3 = default, h3 = default;
            if (TPanels.Count > 1) { l1 = V256.Load(w + panel); h1 = V256.Load(w + panel + 8); }
            if (TPanels.Count > 2) { l2 = V256.Load(w + (2 * panel)); h2 = V256.Load(w + (2 * panel) + 8); }
            if (TPanels.Count > 3) { l3 = V256.Load(w + (3 * panel)); h3 = V256.Load(w + (3 * panel) + 8); }

            uint* last = lists + *lengths;
            for (uint* entry = lists; entry < last; entry++)
            {
                V x = V256.Create(inks[(byte)*entry]);
                float* row = d + ((nint)(*entry >> 8) * dRow);
                l0 = V256.FusedMultiplyAdd(x, V256.Load(row), l0);
                h0 = V256.FusedMultiplyAdd(x, V256.Load(row + 8), h0);
                if (TPanels.Count > 1) { l1 = V256.FusedMultiplyAdd(x, V256.Load(row + 16), l1); h1 = V256.FusedMultiplyAdd(x, V256.Load(row + 24), h1); }
                if (TPanels.Count > 2) { l2 = V256.FusedMultiplyAdd(x, V256.Load(row + 32), l2); h2 = V256.FusedMultiplyAdd(x, V256.Load(row + 40), h2); }
                if (TPanels.Count > 3) { l3 = V256.FusedMultiplyAdd(x, V256.Load(row + 48), l3); h3 = V256.FusedMultiplyAdd(x, V256.Load(row + 56), h3); }
            }

            l0.Store(w);
            h0.Store(w + 8);
            if (TPanels.Count > 1) { l1.Store(w + panel); h1.Store(w + panel + 8); }
            if (TPanels.Count > 2) { l2.Store(w + (2 * panel)); h2.Store(w + (2 * panel) + 8); }
            if (TPanels.Count > 3) { l3.Store(w + (3 * panel)); h3.Store(w + (3 * panel) + 8); }
        }
    }

    // The row of weights some pixels further on, counted in bytes: this addition is what the next one waits for.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float* Row(float* w, byte gap) => (float*)((byte*)w + ((nint)gap * (Lanes * sizeof(float))));

    /// <summary>
    /// Saturated sigmoids make errors below 10⁻³⁸, and every multiplication with such a denormal number takes
    /// many processors a hundred times as long. An update drops errors below 2⁻¹⁰⁰, and slopes of sigmoids below
    /// 2⁻⁶², long before: times an activation they are too small to change the last bit of a weight. Comparisons
    /// do it, not the processor's own flush mode, so that every machine drops the same ones.
    /// </summary>
    public const float Smallest = 1f / (1 << 25) / (1 << 25) / (1 << 25) / (1 << 25);

    public const float SmallestSlope = 1f / (1 << 31) / (1 << 31);

    /// <summary>
    /// The error of one row of sigmoid outputs under the quadratic cost, d = s (a − y) a (1 − a), and the
    /// squares (a − y)² added to <paramref name="squares"/>. Lanes that are not <paramref name="used"/> get 0,
    /// and so do errors below <paramref name="smallest"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void QuadraticError(float* a, float* y, float* used, float s, float* d, float* squares, int count, float smallest)
    {
        V scale = V256.Create(s), least = V256.Create(smallest), leastSlope = V256.Create(smallest == 0 ? 0 : SmallestSlope);
        for (int j = 0; j < count; j += 8)
        {
            V output = V256.Load(a + j) * V256.Load(used + j);
            V error = output - V256.Load(y + j);

            // None of the products below underflows: not even on the way is there a denormal number.
            V slope = Flush(Flush(error * Flush(output, leastSlope), least) * (V.One - output), least);
            (slope * scale).Store(d + j);
            error = Flush(error, leastSlope);
            V256.FusedMultiplyAdd(error, error, V256.Load(squares + j)).Store(squares + j);
        }
    }

    /// <summary>
    /// The error of one row of softmax outputs under the cross-entropy, d = s (a − y), or 0 where a − y is
    /// below <paramref name="smallest"/>; unused lanes of a and y are 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CrossEntropyError(float* a, float* y, float s, float* d, int count, float smallest)
    {
        V scale = V256.Create(s), least = V256.Create(smallest);
        for (int j = 0; j < count; j += 8)
        {
            (Flush(V256.Load(a + j) - V256.Load(y + j), least) * scale).Store(d + j);
        }
    }

    /// <summary>x, or 0 where |x| is below the smallest that counts. What is not a number stays so.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Flush(V x, V smallest) => V256.ConditionalSelect(V256.LessThan(V256.Abs(x), smallest), V.Zero, x);

    /// <summary>b[j] += Σᵣ d[r,j] for the 16 neurons j of one panel, r in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddRows(int rows, float* d, nint dRow, float* b)
    {
        V b0 = V256.Load(b), b1 = V256.Load(b + 8);
        for (; rows > 0; rows--, d += dRow)
        {
            b0 += V256.Load(d);
            b1 += V256.Load(d + 8);
        }

        b0.Store(b);
        b1.Store(b + 8);
    }

    /// <summary>
    /// c[r,j] += Σₖ a[r,k] b[k,j], k from 0 to <paramref name="depth"/> in order, for the 16 columns j of
    /// one panel. Row r of a begins at r·<paramref name="aRow"/>, its entry k lies k·<paramref name="aStep"/>
    /// further; rows of b and c begin at multiples of <paramref name="bRow"/> and <paramref name="cRow"/>.
    /// </summary>
    public static void AddProduct(int rows, int depth, float* a, nint aRow, nint aStep, float* b, nint bRow, float* c, nint cRow)
    {
        for (; rows >= 6; rows -= 6, a += 6 * aRow, c += 6 * cRow)
        {
            AddTile<Six>(depth, a, aRow, aStep, b, bRow, c, cRow);
        }

        switch (rows)
        {
            case 1: AddTile<One>(depth, a, aRow, aStep, b, bRow, c, cRow); break;
            case 2: AddTile<Two>(depth, a, aRow, aStep, b, bRow, c, cRow); break;
            case 3: AddTile<Three>(depth, a, aRow, aStep, b, bRow, c, cRow); break;
            case 4: AddTile<Four>(depth, a, aRow, aStep, b, bRow, c, cRow); break;
            case 5: AddTile<Five>(depth, a, aRow, aStep, b, bRow, c, cRow); break;
        }
    }

    // Up to 6 rows of 16 columns are summed in 12 registers, so that each value loaded is used many times.
    // The number of rows is a type: the compiler writes one method for each and drops the rows it has not.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTile<TRows>(int depth, float* a, nint aRow, nint aStep, float* b, nint bRow, float* c, nint cRow)
        where TRows : struct, IRows
    {
        float* d = a + (3 * aRow);
        V l0 = V256.Load(c), h0 = V256.Load(c + 8), l1 = default, h1 = default, l2 = default, h2 = default;
        V l3 = default, h3 = default, l4 = default, h4 = default, l5 = default, h5 = default;
        if (TRows.Count > 1) { l1 = V256.Load(c + cRow); h1 = V256.Load(c + cRow + 8); }
        if (TRows.Count > 2) { l2 = V256.Load(c + (2 * cRow)); h2 = V256.Load(c + (2 * cRow) + 8); }
        if (TRows.Count > 3) { l3 = V256.Load(c + (3 * cRow)); h3 = V256.Load(c + (3 * cRow) + 8); }
        if (TRows.Count > 4) { l4 = V256.Load(c + (4 * cRow)); h4 = V256.Load(c + (4 * cRow) + 8); }
        if (TRows.Count > 5) { l5 = V256.Load(c + (5 * cRow)); h5 = V256.Load(c + (5 * cRow) + 8); }

        for (; depth > 0; depth--, a += aStep, d += aStep, b += bRow)
        {
            V low = V256.Load(b), high = V256.Load(b + 8);
            V x = V256.Create(a[0]);
            l0 = V256.FusedMultiplyAdd(x, low, l0);
            h0 = V256.FusedMultiplyAdd(x, high, h0);
            if (TRows.Count > 1) { x = V256.Create(a[aRow]); l1 = V256.FusedMultiplyAdd(x, low, l1); h1 = V256.FusedMultiplyAdd(x, high, h1); }
            if (TRows.Count > 2) { x = V256.Create(a[2 * aRow]); l2 = V256.FusedMultiplyAdd(x, low, l2); h2 = V256.FusedMultiplyAdd(x, high, h2); }
            if (TRows.Count > 3) { x = V256.Create(d[0]); l3 = V256.FusedMultiplyAdd(x, low, l3); h3 = V256.FusedMultiplyAdd(x, high, h3); }
            if (TRows.Count > 4) { x = V256.Create(d[aRow]); l4 = V256.FusedMultiplyAdd(x, low, l4); h4 = V256.FusedMultiplyAdd(x, high, h4); }
            if (TRows.Count > 5) { x = V256.Create(d[2 * aRow]); l5 = V256.FusedMultiplyAdd(x, low, l5); h5 = V256.FusedMultiplyAdd(x, high, h5); }
        }

        l0.Store(c);
        h0.Store(c + 8);
        if (TRows.Count > 1) { l1.Store(c + cRow); h1.Store(c + cRow + 8); }
        if (TRows.Count > 2) { l2.Store(c + (2 * cRow)); h2.Store(c + (2 * cRow) + 8); }
        if (TRows.Count > 3) { l3.Store(c + (3 * cRow)); h3.Store(c + (3 * cRow) + 8); }
        if (TRows.Count > 4) { l4.Store(c + (4 * cRow)); h4.Store(c + (4 * cRow) + 8); }
        if (TRows.Count > 5) { l5.Store(c + (5 * cRow)); h5.Store(c + (5 * cRow) + 8); }
    }

    private interface IRows
    {
        static abstract int Count { get; }
    }

    private struct One : IRows { public static int Count => 1; }

    private struct Two : IRows { public static int Count => 2; }

    private struct Three : IRows { public static int Count => 3; }

    private struct Four : IRows { public static int Count => 4; }

    private struct Five : IRows { public static int Count => 5; }

    private struct Six : IRows { public static int Count => 6; }

    /// <summary>Turns 16 × 16 numbers over their diagonal: to[j,i] = from[i,j] for i below <paramref name="rows"/>, and 0 beyond.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(float* from, int rows, float* to)
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
