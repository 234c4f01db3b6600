using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace GdNotebooks;

/// <summary>One entry of an image's list of pixels with ink.</summary>
/// <param name="Gap">How many pixels further it is than that of the entry before.</param>
/// <param name="Ink">How much ink it has; 0 in an entry that only leads on.</param>
internal readonly record struct InkedPixel(byte Gap, byte Ink);

/// <summary>
/// Digit images as training reads them: for each image only the pixels that have ink. Four of five pixels
/// of a digit are empty, and what is multiplied by zero need not be fetched.
/// </summary>
internal sealed unsafe class InkedPixels
{
    /// <summary>Every image has a multiple of this many entries; those that fill it up have ink 0.</summary>
    private const int Step = 4;

    private const byte LongestGap = 255;
    private const int CacheLine = 64;
    private static readonly ConditionalWeakTable<DigitImages, InkedPixels> Known = [];

    private readonly Box[] boxes;

    private InkedPixels(DigitImages images)
    {
        Images = images;
        Starts = new int[images.Count + 1];
        boxes = new Box[images.Count];
        List<InkedPixel> entries = new(images.Count * (DigitImage.PixelCount / 4));
        for (int n = 0; n < images.Count; n++)
        {
            boxes[n] = List(images.Pixels.Span.Slice(n * DigitImage.PixelCount, DigitImage.PixelCount), entries);
            Starts[n + 1] = entries.Count;
        }

        Entries = GC.AllocateUninitializedArray<InkedPixel>(entries.Count, pinned: true);
        entries.CopyTo(Entries);
    }

    /// <summary>The ink of a pixel, from 0 to 1: byte / 255.</summary>
    public static float[] Inks { get; } = [.. Enumerable.Range(0, 256).Select(ink => ink / 255f)];

    public DigitImages Images { get; }

    /// <summary>Image n has the entries Starts[n] to Starts[n + 1] − 1.</summary>
    public int[] Starts { get; }

    /// <summary>One entry for each inked pixel; that of the first pixel of an image, <see cref="First(int)"/>, has the gap 0.</summary>
    public InkedPixel[] Entries { get; }

    /// <summary>The inked pixels of these images, listed once for as long as the images live.</summary>
    public static InkedPixels Of(DigitImages images) => Known.GetValue(images, i => new(i));

    /// <summary>The first inked pixel of image n, where its list begins.</summary>
    public int First(int n) => boxes[n].First;

    /// <summary>
    /// The first inked pixel of image n when it is shifted right and down; a shift goes only as far as the
    /// ink stays on the paper.
    /// </summary>
    public int First(int n, int right, int down)
    {
        Box box = boxes[n];
        right = Math.Clamp(right, -box.Left, DigitImage.Width - 1 - box.Right);
        down = Math.Clamp(down, -box.Top, DigitImage.Width - 1 - box.Bottom);
        return box.First + (down * DigitImage.Width) + right;
    }

    /// <summary>Has the processor fetch the entries of these images while it works on others: the next ones lie anywhere in memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Prefetch(ReadOnlySpan<int> numbers)
    {
        if (Sse.IsSupported)
        {
            fixed (InkedPixel* entries = Entries)
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Box List(ReadOnlySpan<byte> image, List<InkedPixel> entries)
    {
        int first = image.IndexOfAnyExcept((byte)0);
        if (first < 0)
        {
            return default;
        }

        int left = DigitImage.Width, right = 0, bottom = 0, last = first;
        for (int p = first; p < image.Length; p++)
        {
            byte ink = image[p];
            if (ink != 0)
            {
                for (; p - last > LongestGap; last += LongestGap)
                {
                    entries.Add(new(LongestGap, 0));
                }

                entries.Add(new((byte)(p - last), ink));
                last = p;
                (int row, int column) = (p / DigitImage.Width, p % DigitImage.Width);
                left = Math.Min(left, column);
                right = Math.Max(right, column);
                bottom = row;
            }
        }

        while (entries.Count % Step != 0)
        {
            entries.Add(default);
        }

        return new((ushort)first, (byte)left, (byte)right, (byte)(first / DigitImage.Width), (byte)bottom);
    }

    // Where the ink is: its first pixel, and its outermost columns and rows.
    private readonly record struct Box(ushort First, byte Left, byte Right, byte Top, byte Bottom);
}
