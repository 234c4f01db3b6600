using System.Collections;
using System.Collections.Immutable;
using static System.FormattableString;

namespace GdNotebooks;

/// <summary>
/// A list of digit images with their labels. All pixels stand in one block of bytes, image after image,
/// so that training walks through memory in a straight line.
/// </summary>
public sealed class DigitImages : IReadOnlyList<DigitImage>
{
    /// <summary>Takes pixels and labels as they are, without copying the pixels.</summary>
    /// <param name="pixels">784 bytes for every image, row by row; 0 is empty paper, 255 the full stroke.</param>
    /// <param name="labels">One label, 0 to 9, for every image.</param>
    /// <exception cref="ArgumentException">The two do not count the same images, or a label is not a digit.</exception>
    public DigitImages(ReadOnlyMemory<byte> pixels, IEnumerable<int> labels)
    {
        Pixels = pixels;
        Labels = [.. labels];
        if (pixels.Length != (long)Labels.Length * DigitImage.PixelCount)
        {
            throw new ArgumentException(Invariant(
                $"{Labels.Length:N0} labels go with {Labels.Length:N0} x {DigitImage.PixelCount} pixels, not with {pixels.Length:N0} bytes."));
        }

        foreach (var label in Labels)
        {
            if (label is < 0 or > 9)
            {
                throw new ArgumentException(Invariant($"A label is a digit from 0 to 9, not {label}."));
            }
        }
    }

    /// <summary>How many images there are.</summary>
    public int Count => Labels.Length;

    /// <summary>All pixels, <see cref="Count"/> · 784 bytes: image after image, row after row.</summary>
    public ReadOnlyMemory<byte> Pixels { get; }

    /// <summary>The label of every image, 0 to 9.</summary>
    public ImmutableArray<int> Labels { get; }

    /// <summary>One image; it looks into the block of pixels and copies nothing.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    public DigitImage this[int index] =>
        new(Labels[index], Pixels.Slice(index * DigitImage.PixelCount, DigitImage.PixelCount));

    /// <summary>The first <paramref name="count"/> images, or all of them where there are fewer.</summary>
    public DigitImages Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        count = Math.Min(count, Count);
        return new(Pixels[..(count * DigitImage.PixelCount)], Labels.AsSpan(0, count).ToArray());
    }

    /// <summary>
    /// A copy of some images in the order asked for: a mini-batch, all of one digit, the set sorted by label.
    /// </summary>
    /// <param name="places">Which images, each from 0 to <see cref="Count"/> - 1; one may be asked for twice.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no image at such a place.</exception>
    public DigitImages Pick(IEnumerable<int> places)
    {
        int[] which = [.. places];
        var pixels = new byte[which.Length * DigitImage.PixelCount];
        for (var i = 0; i < which.Length; i++)
        {
            if ((uint)which[i] >= (uint)Count)
            {
                throw new ArgumentOutOfRangeException(nameof(places), which[i], Invariant($"The images stand at the places 0 to {Count - 1:N0}."));
            }

            Pixels.Slice(which[i] * DigitImage.PixelCount, DigitImage.PixelCount).CopyTo(pixels.AsMemory(i * DigitImage.PixelCount));
        }

        return new(pixels, which.Select(place => Labels[place]));
    }

    /// <summary>The same images under other labels: what a network learns of labels that are wrong is a question of chapter 10.</summary>
    /// <param name="labels">One label, 0 to 9, for every image.</param>
    /// <exception cref="ArgumentException">There are more or fewer labels than images, or a label is not a digit.</exception>
    public DigitImages WithLabels(IEnumerable<int> labels) => new(Pixels, labels);

    /// <inheritdoc/>
    public IEnumerator<DigitImage> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Says how many images there are.</summary>
    public override string ToString() => Invariant($"{Count:N0} digit images");
}
