using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace GdNotebooks.Tests.Digits;

public class SyntheticDigitsTests
{
    private static readonly Regex MathFunction = new(@"Math\w*\.(\w+)");

    private static readonly DigitImages Sample = DigitSet.Synthetic(training: 5_000).Training;

    [Fact]
    public void The_same_seed_gives_the_same_bytes_on_every_machine()
    {
        byte[] labelled = [.. Sample.Take(1_000).Labels.Select(label => (byte)label), .. Sample.Take(1_000).Pixels.ToArray()];
        Assert.Equal("2391dec79b9c6a07cdbf0901390fe16e5ffe8f00d14819f710cce24d0e3dfafa", Convert.ToHexStringLower(SHA256.HashData(labelled)));
    }

    [Fact]
    public void No_function_is_used_whose_last_bit_differs_between_machines()
    {
        foreach (string[] file in new[] { ["GdNotebooks.Digits", "SyntheticDigits.cs"], ["GdNotebooks.Digits", "DigitStrokes.cs"], new[] { "GdNotebooks", "Images", "SplitMix.cs" } })
        {
            var code = File.ReadAllText(Checkout.Folder(["src", .. file]));
            var used = MathFunction.Matches(code).Select(call => call.Groups[1].Value).Distinct();
            Assert.Empty(used.Except(["Sqrt", "Floor", "Ceiling", "Min", "Max", "Clamp"]));
            Assert.DoesNotContain("Vector", code, StringComparison.Ordinal);
            Assert.DoesNotContain("new Random", code, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_image_depends_on_the_seed_and_its_own_place_alone()
    {
        var few = DigitSet.Synthetic(training: 10, test: 10, seed: 7);
        var many = DigitSet.Synthetic(training: 300, test: 10, seed: 7);
        Assert.Equal(few.Training.Pixels.ToArray(), many.Training.Take(10).Pixels.ToArray());
        Assert.Equal(few.Test.Pixels.ToArray(), many.Test.Pixels.ToArray());
        Assert.NotEqual(few.Test.Pixels.ToArray(), few.Training.Pixels.ToArray());
        Assert.NotEqual(few.Test.Pixels.ToArray(), DigitSet.Synthetic(10, 10, seed: 8).Test.Pixels.ToArray());
    }

    [Fact]
    public void Every_digit_is_drawn_about_as_often_as_the_others() =>
        Assert.All(Sample.Labels.CountBy(label => label), digit => Assert.InRange(digit.Value, 400, 600));

    [Fact]
    public void As_many_pixels_are_inked_as_in_MNIST()
    {
        // MNIST: 150 of the 784 pixels on average, and a mean grey of 0.13.
        var pixels = Sample.Pixels.ToArray();
        Assert.Equal(150, pixels.Count(pixel => pixel != 0) / (double)Sample.Count, tolerance: 15);
        Assert.Equal(0.13, pixels.Average(pixel => pixel / 255.0), tolerance: 0.015);
    }

    [Fact]
    public void Every_digit_lies_around_the_middle_and_leaves_the_rim_empty()
    {
        double middleX = 0, middleY = 0;
        foreach (var image in Sample)
        {
            double ink = 0, x = 0, y = 0;
            for (var i = 0; i < DigitImage.PixelCount; i++)
            {
                double pixel = image.Pixels.Span[i];
                ink += pixel;
                x += pixel * (i % 28 + 0.5);
                y += pixel * (i / 28 + 0.5);
                var rim = i % 28 is 0 or 27 || i / 28 is 0 or 27;
                Assert.False(rim && pixel > 0, $"{image} has ink on its rim.");
            }

            Assert.InRange(x / ink, 11, 17);
            Assert.InRange(y / ink, 11, 17);
            (middleX, middleY) = (middleX + x / ink, middleY + y / ink);
        }

        Assert.Equal(14, middleX / Sample.Count, tolerance: 0.1);
        Assert.Equal(14, middleY / Sample.Count, tolerance: 0.1);
    }

    [Fact]
    public void Every_style_of_every_digit_can_be_drawn() =>
        Assert.All(DigitStrokes.OfDigit, styles =>
        {
            Assert.True(styles.Length >= 5);
            Assert.All(styles, style => Assert.All(style.Points, point => Assert.True(point is { X: >= 0 and <= 1, Y: >= 0 and <= 1 })));
            Assert.All(styles, style => Assert.All(style.Curves, curve => Assert.InRange(curve.First, 0, curve.Last - 1)));
        });

    [Fact]
    public void They_are_neither_trivial_nor_hopeless_for_the_digit_network()
    {
        var digits = DigitSet.Synthetic();
        var network = Network.Create([784, 16, 16, 10], seed: 1);
        var last = Sgd.Train(network, digits, new SgdOptions { LearningRate = 3, MiniBatch = 10, Epochs = 30, MeasureEvery = 30 }).Last();
        Assert.Equal(30, last.Epoch);
        Assert.InRange(network.Evaluate(digits.Test).Accuracy, 0.93, 0.99);
    }
}
