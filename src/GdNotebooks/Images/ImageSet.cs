namespace GdNotebooks;

/// <summary>The images a network learns from, and those held out to test it: what a training needs of a data set.</summary>
public class ImageSet
{
    private readonly Lazy<DigitImages> _training;
    private readonly Lazy<DigitImages> _test;

    /// <summary>Two sets of images that are at hand.</summary>
    /// <param name="training">The images to learn from.</param>
    /// <param name="test">The held-out images.</param>
    public ImageSet(DigitImages training, DigitImages test)
        : this(new Lazy<DigitImages>(training), new Lazy<DigitImages>(test))
    {
    }

    /// <summary>Two sets of images that are read or drawn when first asked for.</summary>
    /// <param name="training">The images to learn from.</param>
    /// <param name="test">The held-out images.</param>
    protected ImageSet(Lazy<DigitImages> training, Lazy<DigitImages> test) => (_training, _test) = (training, test);

    /// <summary>The images to learn from: 60,000 of them in MNIST.</summary>
    public DigitImages Training => _training.Value;

    /// <summary>The held-out images, which no training step sees: 10,000 of them in MNIST.</summary>
    public DigitImages Test => _test.Value;
}
