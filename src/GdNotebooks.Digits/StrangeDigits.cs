using static System.FormattableString;

namespace GdNotebooks;

/// <summary>
/// What is strange about images that can be read and are still not what they are taken for: people bring such sets
/// after a step that went wrong without a word, and a network learns nothing, or something else, of them.
/// </summary>
internal static class StrangeDigits
{
    // Fewer images than these are somebody's sample, of which nothing is said.
    private const int Few = 20;

    // The brightest pixel of any real set is well above this.
    private const byte Dim = 31;

    /// <summary>What is strange about them, in one sentence for each thing; null for nothing.</summary>
    public static string? Of(DigitImages training, DigitImages test)
    {
        if (training.Count < Few)
        {
            return null;
        }

        string?[] strange = [Empty(training, test), Dark(training), Inverted(training), Lying(training), OneLabel(training), Sorted(training), HeldOut(training, test)];
        return strange.Any(sentence => sentence is not null) ? string.Join(' ', strange.Where(sentence => sentence is not null)) : null;
    }

    // A file that was not written to its end, or a reader that stopped early, leaves zeros.
    private static string? Empty(params DigitImages[] sets)
    {
        var count = sets.Sum(images => Enumerable.Range(0, images.Count).Count(i => images.Pixels.Span.Slice(i * DigitImage.PixelCount, DigitImage.PixelCount).IndexOfAnyExcept((byte)0) < 0));
        return count == 0 ? null : Invariant($"{count:N0} of the images {(count == 1 ? "is" : "are")} empty, all pixels 0.");
    }

    // Intensities from 0 to 1 that were rounded to bytes, or digits of 16 grey values.
    private static string? Dark(DigitImages images) =>
        images.Pixels.Span.IndexOfAnyExceptInRange((byte)0, Dim) >= 0 || images.Pixels.Span.IndexOfAnyExcept((byte)0) < 0 ? null
            : Invariant($"No pixel is above {images.Pixels.ToArray().Max()}, and full ink is 255: scale them up.");

    private static string? Inverted(DigitImages images)
    {
        int[] corners = [0, DigitImage.Width - 1, DigitImage.PixelCount - DigitImage.Width, DigitImage.PixelCount - 1];
        var mean = Enumerable.Range(0, images.Count).Average(i => corners.Average(corner => images.Pixels.Span[(i * DigitImage.PixelCount) + corner]));
        return mean < 128 ? null : "The corners are bright, as of dark ink on white paper: 0 is to be empty paper, so put 255 - pixel in place of each pixel.";
    }

    // A one is taller than it is wide; where rows and columns are changed, it lies.
    private static string? Lying(DigitImages images)
    {
        var ones = images.Where(image => image.Label == 1).ToList();
        return ones.Count < Few || ones.Count(IsMuchWiderThanTall) < 0.8 * ones.Count ? null
            : "The ones lie on their side: rows and columns are changed, as in EMNIST.";
    }

    private static bool IsMuchWiderThanTall(DigitImage image)
    {
        var pixels = image.Pixels.Span;
        byte brightest = 1;
        foreach (var pixel in pixels)
        {
            brightest = Math.Max(brightest, pixel);
        }

        var (top, bottom, left, right) = (DigitImage.Width, -1, DigitImage.Width, -1);
        for (var i = 0; i < pixels.Length; i++)
        {
            if (2 * pixels[i] >= brightest)
            {
                var (row, column) = (i / DigitImage.Width, i % DigitImage.Width);
                (top, bottom, left, right) = (Math.Min(top, row), Math.Max(bottom, row), Math.Min(left, column), Math.Max(right, column));
            }
        }

        return right - left > 1.3 * (bottom - top + 1);
    }

    private static string? OneLabel(DigitImages images) =>
        images.Labels.AsSpan().IndexOfAnyExcept(images.Labels[0]) >= 0 ? null : Invariant($"All labels are {images.Labels[0]}.");

    private static string? Sorted(DigitImages images) =>
        images.Labels[0] == images.Labels[^1] || Enumerable.Range(1, images.Count - 1).Any(i => images.Labels[i] < images.Labels[i - 1]) ? null
            : Invariant($"They are sorted by label: the first {images.Labels.TakeWhile(label => label == images.Labels[0]).Count():N0} are all {images.Labels[0]}, so mix them before you take a part.");

    private static string? HeldOut(DigitImages training, DigitImages test) =>
        test.Count < Few || !training.Pixels.Span.StartsWith(test.Pixels.Span) ? null : "The held-out images are among those to learn from, so they test nothing.";
}
