using System.Runtime.CompilerServices;

namespace GdNotebooks;

/// <summary>
/// The sums that training a network consists of. All of them add in one fixed order, one neuron per lane,
/// with fused multiply-adds, so the width of the machine's vectors cannot change a bit of the result.
/// </summary>
/// <remarks>
/// The plain formulation, for mini-batch example r, input i and neuron j, with s = −η/m:
/// <code>
/// z[r,j]  = b[j] + Σᵢ a[r,i] w[i,j]                 forward
/// d[r,i]  = Σⱼ d[r,j] w[i,j] · slope(a[r,i])        backward
/// w[i,j] += Σᵣ a[r,i] d[r,j]                        the update rule; d carries the factor s from the start
/// b[j]   += Σᵣ d[r,j]
/// </code>
/// Each of the first three is the matrix product of <see cref="Product"/> with other strides. The first
/// layer is the exception: four of five pixels of a digit are empty, so it walks over the inked ones only
/// (<see cref="WeighPixels"/>, <see cref="UpdatePixels"/>). <see cref="PlainNetwork"/> does all of it without haste.
/// </remarks>
/// <typeparam name="TRow">How the machine holds the 16 numbers of a row.</typeparam>
internal static unsafe class Kernels<TRow>
    where TRow : struct, IRow<TRow>
{
    private const int Lanes = NetworkShape.Lanes;

    /// <summary>
    /// z[j] = b[j] + Σ x[n] w[pixel n, j] for the 16 neurons j of one panel. Four sums run side by side, for
    /// the processor can begin a new addition long before the last one is done; pixel n belongs to sum
    /// n mod 4. The number of pixels is a multiple of four.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void WeighPixels(float* w, float* bias, uint* pixels, int count, float* inks, float* z)
    {
        TRow a = TRow.Load(bias), b = default, c = default, d = default;
        for (uint* end = pixels + count; pixels < end; pixels += 4)
        {
            a.AddProduct(TRow.Spread(inks + (byte)pixels[0]), RowOf(w, pixels[0]));
            b.AddProduct(TRow.Spread(inks + (byte)pixels[1]), RowOf(w, pixels[1]));
            c.AddProduct(TRow.Spread(inks + (byte)pixels[2]), RowOf(w, pixels[2]));
            d.AddProduct(TRow.Spread(inks + (byte)pixels[3]), RowOf(w, pixels[3]));
        }

        TRow.Store(TRow.Add(TRow.Add(a, b), TRow.Add(c, d)), z);
    }

    /// <summary>w[pixel n, j] += x[n] d[j] for the 16 neurons j of one panel: only rows under ink are touched.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void UpdatePixels(float* w, uint* pixels, int count, float* inks, float* d)
    {
        TRow row = TRow.Load(d);
        for (uint* end = pixels + count; pixels < end; pixels++)
        {
            float* weights = RowOf(w, *pixels);
            TRow sum = TRow.Load(weights);
            sum.AddProduct(TRow.Spread(inks + (byte)*pixels), row);
            TRow.Store(sum, weights);
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
            case 1: UpdateByPixel<N1>(w, panel, pixels, lengths, lists, capacity, inks, d, dRow); break;
            case 2: UpdateByPixel<N2>(w, panel, pixels, lengths, lists, capacity, inks, d, dRow); break;
            case 3: UpdateByPixel<N3>(w, panel, pixels, lengths, lists, capacity, inks, d, dRow); break;
            case 4: UpdateByPixel<N4>(w, panel, pixels, lengths, lists, capacity, inks, d, dRow); break;
        }
    }

    // The number of panels is a type: the compiler writes one method for each and drops the lines it has not.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void UpdateByPixel<TPanels>(
        float* w, nint panel, int pixels, int* lengths, uint* lists, nint capacity, float* inks, float* d, nint dRow)
        where TPanels : struct, INumber
    {
        for (int* end = lengths + pixels; lengths < end; lengths++, lists += capacity, w += Lanes)
        {
            if (*lengths == 0)
            {
                continue;
            }

            TRow w0 = TRow.Load(w), w1 = default, w2 = default, w3 = default;
            if (TPanels.Value > 1) { w1 = TRow.Load(w + panel); }
            if (TPanels.Value > 2) { w2 = TRow.Load(w + (2 * panel)); }
            if (TPanels.Value > 3) { w3 = TRow.Load(w + (3 * panel)); }

            uint* last = lists + *lengths;
            for (uint* entry = lists; entry < last; entry++)
            {
                TRow x = TRow.Spread(inks + (byte)*entry);
                float* row = d + ((nint)(*entry >> 8) * dRow);
                w0.AddProduct(x, row);
                if (TPanels.Value > 1) { w1.AddProduct(x, row + Lanes); }
                if (TPanels.Value > 2) { w2.AddProduct(x, row + (2 * Lanes)); }
                if (TPanels.Value > 3) { w3.AddProduct(x, row + (3 * Lanes)); }
            }

            TRow.Store(w0, w);
            if (TPanels.Value > 1) { TRow.Store(w1, w + panel); }
            if (TPanels.Value > 2) { TRow.Store(w2, w + (2 * panel)); }
            if (TPanels.Value > 3) { TRow.Store(w3, w + (3 * panel)); }
        }
    }

    /// <summary>b[j] += Σᵣ d[r,j] for the 16 neurons j of one panel, r in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddRows(int rows, float* d, nint dRow, float* b)
    {
        TRow sum = TRow.Load(b);
        for (; rows > 0; rows--, d += dRow)
        {
            sum = TRow.Add(sum, TRow.Load(d));
        }

        TRow.Store(sum, b);
    }

    /// <summary>
    /// c[r,j] = start[r,j] + Σₖ a[r,k] b[k,j], k from 0 to <paramref name="depth"/> in order, for the 16
    /// columns j of one panel. Row r of a begins at r·<paramref name="aRow"/>, its entry k lies
    /// k·<paramref name="aStep"/> further; rows of b, start and c begin at multiples of theirs. Where all rows
    /// start from the same one, from biases or zeros, <paramref name="startRow"/> is 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Product(int rows, int depth, float* a, nint aRow, nint aStep, float* b, nint bRow, float* start, nint startRow, float* c, nint cRow)
    {
        int most;
        for (int r = 0; r < rows; r += most)
        {
            most = Math.Min(rows - r, TRow.TileRows);
            Tile(most, depth, a + (r * aRow), aRow, aStep, b, bRow, start + (r * startRow), startRow, c + (r * cRow), cRow);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tile(int rows, int depth, float* a, nint aRow, nint aStep, float* b, nint bRow, float* start, nint startRow, float* c, nint cRow)
    {
        switch (rows)
        {
            case 1: Tile<N1>(depth, a, aRow, aStep, b, bRow, start, startRow, c, cRow); break;
            case 2: Tile<N2>(depth, a, aRow, aStep, b, bRow, start, startRow, c, cRow); break;
            case 3: Tile<N3>(depth, a, aRow, aStep, b, bRow, start, startRow, c, cRow); break;
            case 4: Tile<N4>(depth, a, aRow, aStep, b, bRow, start, startRow, c, cRow); break;
            case 5: Tile<N5>(depth, a, aRow, aStep, b, bRow, start, startRow, c, cRow); break;
            case 6: Tile<N6>(depth, a, aRow, aStep, b, bRow, start, startRow, c, cRow); break;
            case 7: Tile<N7>(depth, a, aRow, aStep, b, bRow, start, startRow, c, cRow); break;
            case 8: Tile<N8>(depth, a, aRow, aStep, b, bRow, start, startRow, c, cRow); break;
            case 9: Tile<N9>(depth, a, aRow, aStep, b, bRow, start, startRow, c, cRow); break;
            case 10: Tile<N10>(depth, a, aRow, aStep, b, bRow, start, startRow, c, cRow); break;
            case 11: Tile<N11>(depth, a, aRow, aStep, b, bRow, start, startRow, c, cRow); break;
            case 12: Tile<N12>(depth, a, aRow, aStep, b, bRow, start, startRow, c, cRow); break;
        }
    }

    // Up to 12 rows are summed in registers, so that each value loaded is used many times. The number of
    // rows, too, is a type. Rows are found from every third one, for the processor adds up to twice a stride.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile<TRows>(int depth, float* a, nint aRow, nint aStep, float* b, nint bRow, float* start, nint startRow, float* c, nint cRow)
        where TRows : struct, INumber
    {
        float* a3 = a + (3 * aRow), a6 = a + (6 * aRow), a9 = a + (9 * aRow);
        TRow c0 = TRow.Load(start), c1 = default, c2 = default, c3 = default, c4 = default, c5 = default;
        TRow c6 = default, c7 = default, c8 = default, c9 = default, c10 = default, c11 = default;
        if (TRows.Value > 1) { c1 = TRow.Load(start + (1 * startRow)); }
        if (TRows.Value > 2) { c2 = TRow.Load(start + (2 * startRow)); }
        if (TRows.Value > 3) { c3 = TRow.Load(start + (3 * startRow)); }
        if (TRows.Value > 4) { c4 = TRow.Load(start + (4 * startRow)); }
        if (TRows.Value > 5) { c5 = TRow.Load(start + (5 * startRow)); }
        if (TRows.Value > 6) { c6 = TRow.Load(start + (6 * startRow)); }
        if (TRows.Value > 7) { c7 = TRow.Load(start + (7 * startRow)); }
        if (TRows.Value > 8) { c8 = TRow.Load(start + (8 * startRow)); }
        if (TRows.Value > 9) { c9 = TRow.Load(start + (9 * startRow)); }
        if (TRows.Value > 10) { c10 = TRow.Load(start + (10 * startRow)); }
        if (TRows.Value > 11) { c11 = TRow.Load(start + (11 * startRow)); }

        for (; depth > 0; depth--, a += aStep, b += bRow)
        {
            TRow row = TRow.Load(b);
            c0.AddProduct(TRow.Spread(a), row);
            if (TRows.Value > 1) { c1.AddProduct(TRow.Spread(a + aRow), row); }
            if (TRows.Value > 2) { c2.AddProduct(TRow.Spread(a + (2 * aRow)), row); }
            if (TRows.Value > 3) { c3.AddProduct(TRow.Spread(a3), row); }
            if (TRows.Value > 4) { c4.AddProduct(TRow.Spread(a3 + aRow), row); }
            if (TRows.Value > 5) { c5.AddProduct(TRow.Spread(a3 + (2 * aRow)), row); }
            if (TRows.Value > 6) { c6.AddProduct(TRow.Spread(a6), row); }
            if (TRows.Value > 7) { c7.AddProduct(TRow.Spread(a6 + aRow), row); }
            if (TRows.Value > 8) { c8.AddProduct(TRow.Spread(a6 + (2 * aRow)), row); }
            if (TRows.Value > 9) { c9.AddProduct(TRow.Spread(a9), row); }
            if (TRows.Value > 10) { c10.AddProduct(TRow.Spread(a9 + aRow), row); }
            if (TRows.Value > 11) { c11.AddProduct(TRow.Spread(a9 + (2 * aRow)), row); }
            if (TRows.Value > 3) { a3 += aStep; }
            if (TRows.Value > 6) { a6 += aStep; }
            if (TRows.Value > 9) { a9 += aStep; }
        }

        TRow.Store(c0, c);
        if (TRows.Value > 1) { TRow.Store(c1, c + (1 * cRow)); }
        if (TRows.Value > 2) { TRow.Store(c2, c + (2 * cRow)); }
        if (TRows.Value > 3) { TRow.Store(c3, c + (3 * cRow)); }
        if (TRows.Value > 4) { TRow.Store(c4, c + (4 * cRow)); }
        if (TRows.Value > 5) { TRow.Store(c5, c + (5 * cRow)); }
        if (TRows.Value > 6) { TRow.Store(c6, c + (6 * cRow)); }
        if (TRows.Value > 7) { TRow.Store(c7, c + (7 * cRow)); }
        if (TRows.Value > 8) { TRow.Store(c8, c + (8 * cRow)); }
        if (TRows.Value > 9) { TRow.Store(c9, c + (9 * cRow)); }
        if (TRows.Value > 10) { TRow.Store(c10, c + (10 * cRow)); }
        if (TRows.Value > 11) { TRow.Store(c11, c + (11 * cRow)); }
    }

    // An inked pixel says in its upper bits how many bytes further the row of its weights begins.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float* RowOf(float* w, uint pixel) => (float*)((byte*)w + (pixel >> 8));

    private interface INumber
    {
        static abstract int Value { get; }
    }

    private struct N1 : INumber { public static int Value => 1; }

    private struct N2 : INumber { public static int Value => 2; }

    private struct N3 : INumber { public static int Value => 3; }

    private struct N4 : INumber { public static int Value => 4; }

    private struct N5 : INumber { public static int Value => 5; }

    private struct N6 : INumber { public static int Value => 6; }

    private struct N7 : INumber { public static int Value => 7; }

    private struct N8 : INumber { public static int Value => 8; }

    private struct N9 : INumber { public static int Value => 9; }

    private struct N10 : INumber { public static int Value => 10; }

    private struct N11 : INumber { public static int Value => 11; }

    private struct N12 : INumber { public static int Value => 12; }
}
