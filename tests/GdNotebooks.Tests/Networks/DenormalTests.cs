namespace GdNotebooks.Tests.Networks;

/// <summary>
/// Saturated sigmoids make errors so small that processors stumble over them. Whether training does is
/// counted here, not timed: the numbers that the passes of a trained network leave behind are looked at.
/// </summary>
public class DenormalTests
{
    [Fact]
    public void After_30_epochs_an_update_meets_no_denormal_number_and_a_gradient_still_has_them()
    {
        var images = DigitSet.Synthetic(1500, 0, seed: 3).Training;
        var network = Network.Create([784, 16, 16, 10], seed: 1);
        _ = Sgd.Train(network, images, null, new() { LearningRate = 10, Epochs = 30, MeasureEvery = 30 }).Last();

        int flushed = DenormalsOf(network, images, flush: true), asked = DenormalsOf(network, images, flush: false);

        Assert.True(asked > 10, $"{asked} denormal numbers: this network is not saturated, and the test looks at nothing.");
        Assert.Equal(0, flushed);
    }

    private static int DenormalsOf(Network network, DigitImages images, bool flush)
    {
        var pass = Pass.Create(network.Shape, network.Activation, network.CostFunction, 10, ofImages: true);
        int denormals = 0;
        for (int first = 0; first < images.Count; first += 10)
        {
            pass.Take(InkedPixels.Of(images), first, 10);
            pass.Forward(network.Memory);
            pass.Cost();
            pass.Backward(network.Memory, -1, flush ? Errors.Smallest : 0);
            for (int l = 1; l < network.Layers.Count; l++)
            {
                for (int r = 0; r < 10; r++)
                {
                    denormals += Count(pass.Activations(l, r)) + Count(pass.ErrorsOf(l, r));
                }
            }
        }

        return denormals;
    }

    private static int Count(ReadOnlySpan<float> numbers)
    {
        int count = 0;
        foreach (float number in numbers)
        {
            count += float.IsSubnormal(number) ? 1 : 0;
        }

        return count;
    }
}
