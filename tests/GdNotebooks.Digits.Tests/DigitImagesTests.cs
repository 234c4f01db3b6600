namespace GdNotebooks.Tests.Digits;

public class DigitImagesTests
{
    private static readonly DigitImages Images = DigitSet.Synthetic(training: 6, test: 1).Training.WithLabels([0, 1, 2, 3, 4, 5]);

    [Fact]
    public void Picked_images_come_in_the_order_asked_for_with_their_labels()
    {
        var picked = Images.Pick([4, 0, 4]);

        Assert.Equal(new[] { 4, 0, 4 }, picked.Labels.AsEnumerable());
        Assert.Equal(Images[4].Pixels.ToArray(), picked[0].Pixels.ToArray());
        Assert.Equal(Images[0].Pixels.ToArray(), picked[1].Pixels.ToArray());
        Assert.Equal(Images[4].Pixels.ToArray(), picked[2].Pixels.ToArray());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(6)]
    public void A_place_where_no_image_stands_is_refused_by_name(int place)
    {
        var fault = Assert.Throws<ArgumentOutOfRangeException>(() => Images.Pick([0, place]));

        Assert.Contains("0 to 5", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Picking_nothing_gives_no_images() => Assert.Empty(Images.Pick([]));
}
