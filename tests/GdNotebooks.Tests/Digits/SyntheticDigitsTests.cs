namespace GdNotebooks.Tests.Digits;

public class SyntheticDigitsTests
{
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
}
