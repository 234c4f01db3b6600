using System.Runtime.CompilerServices;

namespace GdNotebooks;

/// <summary>
/// Digit images as training reads them: for each image the pixels that have ink, and how much, from 0 to
/// 1. Four of five pixels of a digit are empty, and what is multiplied by zero need not be fetched.
/// </summary>
internal sealed class InkedPixels
{
    /// <summary>Every image's list is filled up with ink 0 to a multiple of this.</summary>
    private const int Step = 4;

    private static readonly ConditionalWeakTable<DigitImages, InkedPixels> Known = [];

    private readonly Box[] boxes;

    private InkedPixels(DigitImages images)
    {
        Images = images;
        ReadOnlySpan<byte> pixels = images.Pixels.Span;
        Starts = new int[images.Count + 1];
        for (int n = 0; n < images.Count; n++)
        {
            int inked = DigitImage.PixelCount - pixels.Slice(n * DigitImage.PixelCount, DigitImage.PixelCount).Count((byte)0);
            Starts[n + 1] = checked(Starts[n] + ((inked + Step - 1) / Step * Step));
        }

        Pixels = GC.AllocateUninitializedArray<ushort>(Starts[^1], pinned: true);
        Inks = GC.AllocateUninitializedArray<float>(Starts[^1], pinned: true);
        boxes = new Box[images.Count];
        for (int n = 0; n < images.Count; n++)
        {
            boxes[n] = List(pixels.Slice(n * DigitImage.PixelCount, DigitImage.PixelCount), Starts[n], Starts[n + 1]);
        }
    }

    public DigitImages Images { get; }

    /// <summary>Image n has the entries Starts[n] to Starts[n + 1] − 1.</summary>
    public int[] Starts { get; }

    /// <summary>Which pixel an entry is, 0 to 783.</summary>
    public ushort[] Pixels { get; }

    /// <summary>How much ink it has: byte / 255.</summary>
    public float[] Inks { get; }

    /// <summary>The inked pixels of these images, listed once for as long as the images live.</summary>
    public static InkedPixels Of(DigitImages images) => Known.GetValue(images, i => new(i));

    /// <summary>
    /// How far the pixel numbers of image n move when it is shifted right and down; a shift goes only as
    /// far as the ink stays on the paper.
    /// </summary>
    public int Shift(int n, int right, int down)
    {
        Box box = boxes[n];
        right = Math.Clamp(right, -box.Left, DigitImage.Width - 1 - box.Right);
        down = Math.Clamp(down, -box.Top, DigitImage.Width - 1 - box.Bottom);
        return (down * DigitImage.Width) + right;
    }

    private Box List(ReadOnlySpan<byte> image, int start, int end)
    {
        int left = DigitImage.Width - 1, right = 0, top = DigitImage.Width - 1, bottom = 0, at = start;
        int last = 0;
        for (int p = image.IndexOfAnyExcept((byte)0); p >= 0 && p < image.Length;)
        {
            Pixels[at] = (ushort)p;
            Inks[at++] = image[p] / 255f;
            last = p;
            (int row, int column) = Math.DivRem(p, DigitImage.Width);
            left = Math.Min(left, column);
            right = Math.Max(right, column);
            top = Math.Min(top, row);
            bottom = row;
            p++;
            if (p < image.Length && image[p] == 0)
            {
                int gap = image[p..].IndexOfAnyExcept((byte)0);
                p = gap < 0 ? image.Length : p + gap;
            }
        }

        // Fill up with a pixel that is inked anyway, so that a shift keeps it on the paper too.
        Pixels.AsSpan(at, end - at).Fill((ushort)last);
        Inks.AsSpan(at, end - at).Clear();
        return left > right ? new(0, DigitImage.Width - 1, 0, DigitImage.Width - 1) : new((byte)left, (byte)right, (byte)top, (byte)bottom);
    }

    private readonly record struct Box(byte Left, byte Right, byte Top, byte Bottom);
}
