namespace GdNotebooks;

/// <summary>One grey image of a handwritten digit, 28 x 28 pixels, row by row from the top left.</summary>
public sealed class DigitImage
{
    /// <summary>Pixels in a row, and rows in an image.</summary>
    public const int Width = 28;

    /// <summary>28 · 28 = 784: the number of inputs of the digit network.</summary>
    public const int PixelCount = Width * Width;

    internal DigitImage(int label, ReadOnlyMemory<byte> pixels) => (Label, Pixels) = (label, pixels);

    /// <summary>The digit that is meant, 0 to 9.</summary>
    public int Label { get; }

    /// <summary>The 784 grey values as stored: 0 is the empty paper, 255 the full stroke.</summary>
    public ReadOnlyMemory<byte> Pixels { get; }

    /// <summary>The 784 grey values between 0 and 1 (pixel / 255): the activations of the input layer. A new array each time.</summary>
    public double[] Intensities
    {
        get
        {
            var intensities = new double[PixelCount];
            var pixels = Pixels.Span;
            for (var i = 0; i < intensities.Length; i++)
            {
                intensities[i] = pixels[i] / 255.0;
            }

            return intensities;
        }
    }

    /// <summary>Says which digit this is.</summary>
    public override string ToString() => $"a {Label}, {Width} x {Width} pixels";
}
