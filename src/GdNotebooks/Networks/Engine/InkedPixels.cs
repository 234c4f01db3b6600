using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GdNotebooks;

/// <summary>
/// Digit images as training reads them: for each image only the pixels that have ink. Four of five pixels
/// of a digit are empty, and what is multiplied by zero need not be fetched.
/// </summary>
internal sealed unsafe class InkedPixels
{
    private const int Step = 4;
    private const int CacheLine = 64;
    private const int RowBytes = NetworkShape.Lanes * sizeof(float);
    private static readonly ConditionalWeakTable<DigitImages, InkedPixels> Known = [];

    private Box[]? _boxes;

    /// <summary>The ink of a pixel, from 0 to 1: byte / 255.</summary>
    public static float[] Inks { get; } = [.. Enumerable.Range(0, 256).Select(ink => ink / 255f)];

    /// <summary>The images that are listed; null before there are any.</summary>
    public DigitImages? Images { get; private set; }

    /// <summary>Image n has the entries Starts[n] to Starts[n + 1] − 1.</summary>
    public int[] Starts { get; private set; } = [];

    /// <summary>
    /// One entry for each inked pixel: in the upper 24 bits, how many bytes further than that of pixel 0 the
    /// row of its 16 weights begins, and in the lower 8 its ink, so that both come with one load. Every image
    /// has a multiple of four entries; those that fill it up have the last pixel again, with ink 0.
    /// </summary>
    public uint[] Entries { get; private set; } = [];

    /// <summary>The inked pixels of these images, listed once for as long as the images live.</summary>
    public static InkedPixels Of(DigitImages images) => Known.GetValue(images, i =>
    {
        InkedPixels inked = new();
        inked.List(i);
        return inked;
    });

    /// <summary>The inked pixels of these images where they are listed already; else lists them in place of those listed here.</summary>
    public InkedPixels KnownOr(DigitImages images)
    {
        if (Known.TryGetValue(images, out InkedPixels? known))
        {
            return known;
        }

        List(images);
        return this;
    }

    /// <summary>
    /// How many pixels further on image n begins when it is shifted right and down; a shift goes only as far
    /// as the ink stays on the paper.
    /// </summary>
    public int Shift(int n, int right, int down)
    {
        _boxes ??= [.. Enumerable.Range(0, Starts.Length - 1).Select(BoxOf)];
        Box box = _boxes[n];
        right = Math.Clamp(right, -box.Left, DigitImage.Width - 1 - box.Right);
        down = Math.Clamp(down, -box.Top, DigitImage.Width - 1 - box.Bottom);
        return (down * DigitImage.Width) + right;
    }

    /// <summary>Has the processor fetch the entries of these images while it works on others: the next ones lie anywhere in memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Prefetch(ReadOnlySpan<int> numbers)
    {
        if (Sse.IsSupported)
        {
            fixed (uint* entries = Entries)
            {
                foreach (int n in numbers)
                {
                    for (byte* p = (byte*)(entries + Starts[n]), end = (byte*)(entries + Starts[n + 1]); p < end; p += CacheLine)
                    {
                        Sse.Prefetch0(p);
                    }
                }
            }
        }
    }

    // Which pixel an entry stands for.
    public static int PixelOf(uint entry) => (int)(entry >> 8) / RowBytes;

    // First the pixels are counted, then listed in memory of just that size, which is used again where it suffices.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void List(DigitImages images)
    {
        (Images, _boxes) = (images, null);
        ReadOnlySpan<byte> pixels = images.Pixels.Span;
        if (Starts.Length != images.Count + 1)
        {
            Starts = new int[images.Count + 1];
        }

        for (int n = 0; n < images.Count; n++)
        {
            int inked = DigitImage.PixelCount - pixels.Slice(n * DigitImage.PixelCount, DigitImage.PixelCount).Count((byte)0);
            Starts[n + 1] = checked(Starts[n] + ((inked + Step - 1) / Step * Step));
        }

        if (Entries.Length < Starts[^1])
        {
            Entries = GC.AllocateUninitializedArray<uint>(Starts[^1]);
        }

        for (int n = 0; n < images.Count; n++)
        {
            List(pixels.Slice(n * DigitImage.PixelCount, DigitImage.PixelCount), Entries.AsSpan(Starts[n]..Starts[n + 1]));
        }
    }

    // Sixteen pixels are looked at together; the bits of those with ink are taken off one by one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void List(ReadOnlySpan<byte> image, Span<uint> entries)
    {
        int count = 0, pixel = 0;
        for (int first = 0; first < DigitImage.PixelCount; first += Vector128<byte>.Count)
        {
            Vector128<byte> sixteen = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(image), (nuint)first);
            uint inked = ~Vector128.Equals(sixteen, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF;
            for (; inked != 0; inked &= inked - 1)
            {
                pixel = first + BitOperations.TrailingZeroCount(inked);
                entries[count++] = ((uint)(pixel * RowBytes) << 8) | image[pixel];
            }
        }

        entries[count..].Fill((uint)(pixel * RowBytes) << 8);
    }

    private Box BoxOf(int n)
    {
        ReadOnlySpan<uint> entries = Entries.AsSpan(Starts[n]..Starts[n + 1]);
        if (entries.IsEmpty)
        {
            return default;
        }

        int left = DigitImage.Width, right = 0;
        foreach (uint entry in entries)
        {
            left = Math.Min(left, PixelOf(entry) % DigitImage.Width);
            right = Math.Max(right, PixelOf(entry) % DigitImage.Width);
        }

        return new((byte)left, (byte)right, (byte)(PixelOf(entries[0]) / DigitImage.Width), (byte)(PixelOf(entries[^1]) / DigitImage.Width));
    }

    // Where the ink is: its outermost columns and rows.
    private readonly record struct Box(byte Left, byte Right, byte Top, byte Bottom);
}
