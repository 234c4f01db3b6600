using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks.Tests.Networks;

/// <summary>The gradient of the library against that of <see cref="PlainNetwork"/>, and that against central differences.</summary>
public class GradientOfNetworkTests
{
    public static TheoryData<int[], Activation, CostFunction> Networks
    {
        get
        {
            TheoryData<int[], Activation, CostFunction> networks = [];
            foreach (int[] layers in new int[][] { [784, 16, 16, 10], [784, 10], [3, 1], [1, 1, 1], [5, 7, 3], [17, 33, 2], [40, 16, 31, 48, 6], [100, 130, 20, 12] })
            {
                foreach (var activation in Enum.GetValues<Activation>())
                {
                    foreach (var cost in Enum.GetValues<CostFunction>())
                    {
                        networks.Add(layers, activation, cost);
                    }
                }
            }

            return networks;
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void One_example_has_the_gradient_of_the_textbook(int[] layers, Activation activation, CostFunction cost)
    {
        var network = Network.Create(layers, seed: 5, activation, cost);
        network.Parameters += Some(network.ParameterCount, 0.1, 7);
        var x = Some(layers[0], 1, 3);
        var y = Vector<double>.Build.Dense(layers[^1], j => j == layers[^1] / 2 ? 1 : 0);
        PlainNetwork plain = new(network);
        x = x.Map(v => (double)(float)v);

        Assert.Equal(plain.Cost(x, y), network.Cost(x, y), 1e-5 * Math.Max(1, plain.Cost(x, y)));
        Assert.InRange(Gradient.RelativeError(plain.Gradient(x, y), network.Gradient(x, y)), 0, 1e-5);
    }

    [Theory]
    [InlineData(new[] { 784, 16, 16, 10 }, 10)]
    [InlineData(new[] { 784, 16, 16, 10 }, 300)]
    [InlineData(new[] { 784, 40, 10 }, 7)]
    [InlineData(new[] { 784, 129, 64, 10 }, 130)]
    [InlineData(new[] { 784, 10 }, 1)]
    public void A_set_of_images_has_the_mean_of_the_gradients_of_the_textbook(int[] layers, int count)
    {
        foreach (var activation in Enum.GetValues<Activation>())
        {
            foreach (var cost in Enum.GetValues<CostFunction>())
            {
                var images = DigitSet.Synthetic(count, 0, seed: 3).Training;
                var network = Network.Create(layers, seed: 2, activation, cost);
                PlainNetwork plain = new(network);
                var mean = Vector<double>.Build.Dense(network.ParameterCount);
                foreach (var image in images)
                {
                    mean += plain.Gradient(Inputs(image), OneHot(image)) / count;
                }

                Assert.InRange(Gradient.RelativeError(mean, network.Gradient(images)), 0, 1e-5);
                Assert.Equal(images.Average(image => plain.Cost(Inputs(image), OneHot(image))), network.Cost(images), 1e-5);
            }
        }
    }

    [Fact]
    public void All_13002_partial_derivatives_are_those_of_central_differences()
    {
        var image = DigitSet.Synthetic(1, 0).Training[0];
        var network = Network.Create([784, 16, 16, 10], seed: 1);
        var (x, y) = (Inputs(image), OneHot(image));
        var theta = network.Parameters;

        // Moves one parameter of one plain network at a time; a new network for each of 26,004 would take minutes.
        var partials = PlainNetworkPartials.Of(network, theta, x, y, 1e-4);

        Assert.Equal(13_002, partials.Count);
        Assert.InRange((partials - new PlainNetwork(network).Gradient(x, y)).AbsoluteMaximum(), 0, 1e-6);
        Assert.InRange(Gradient.RelativeError(partials, new PlainNetwork(network).Gradient(x, y)), 0, 1e-6);
        Assert.InRange(Gradient.RelativeError(partials, network.Gradient(x, y)), 0, 1e-5);
    }

    [Theory]
    [InlineData(17)]
    [InlineData(48)]
    [InlineData(150)]
    public void Updating_pixel_by_pixel_gives_the_same_bits_as_image_by_image(int neurons)
    {
        var images = DigitSet.Synthetic(60, 0, seed: 6).Training;
        var network = Network.Create([784, neurons, 10], seed: 2, Activation.Tanh);
        var sums = new[] { 60, 5000 }.Select(capacity =>
        {
            var pass = Pass.Create(network.Shape, network.Activation, network.CostFunction, capacity, ofImages: true);
            return GradientSum(pass, network, images);
        }).ToArray();

        Assert.Equal(sums[0], sums[1]);
    }

    [Theory]
    [InlineData(new[] { 784, 16, 16, 10 }, 10, Activation.Sigmoid, CostFunction.Quadratic)]
    [InlineData(new[] { 784, 48, 33, 10 }, 37, Activation.ReLU, CostFunction.CrossEntropy)]
    [InlineData(new[] { 784, 300, 290, 10 }, 60, Activation.Tanh, CostFunction.Quadratic)]
    public void Rows_in_one_wide_register_give_the_same_bits_as_rows_in_two(int[] layers, int count, Activation activation, CostFunction cost)
    {
        var images = DigitSet.Synthetic(count, 0, seed: 7).Training;
        var network = Network.Create(layers, seed: 3, activation, cost);

        Assert.Equal(
            GradientSum(new Pass<PairRow>(network.Shape, activation, cost, count, ofImages: true), network, images),
            GradientSum(new Pass<WideRow>(network.Shape, activation, cost, count, ofImages: true), network, images));
    }

    [Fact]
    public void A_step_is_the_update_rule()
    {
        var images = DigitSet.Synthetic(10, 0).Training;
        var network = Network.Create([784, 16, 16, 10]);
        var expected = network.Parameters - (3 * network.Gradient(images));
        double before = network.Cost(images);

        Assert.Equal(before, Sgd.Step(network, images, 3), 1e-6);
        Assert.InRange((network.Parameters - expected).AbsoluteMaximum(), 0, 1e-6);
    }

    [Theory]
    [InlineData(Activation.Sigmoid, CostFunction.Quadratic)]
    [InlineData(Activation.ReLU, CostFunction.CrossEntropy)]
    [InlineData(Activation.Tanh, CostFunction.Quadratic)]
    public void Steps_of_the_textbook_lead_where_those_of_the_library_lead(Activation activation, CostFunction cost)
    {
        var images = DigitSet.Synthetic(40, 0, seed: 8).Training;
        var network = Network.Create([784, 16, 16, 10], seed: 4, activation, cost);
        PlainNetwork plain = new(network);
        var start = plain.Parameters;
        Assert.Equal(network.Parameters, start);

        foreach (int[] batch in Sgd.MiniBatches(40, 12))
        {
            Sgd.Step(network, images.Pick(batch), 0.3);
            plain.Step(batch.Select(n => PlainNetwork.Example(images[n])), 0.3);
        }

        Assert.InRange((plain.Parameters - start).L2Norm(), 0.01, 10);
        Assert.InRange((network.Parameters - plain.Parameters).L2Norm() / (plain.Parameters - start).L2Norm(), 0, 1e-5);
        Assert.Throws<ArgumentException>(() => plain.Step([], 0.3));
    }

    [Fact]
    public void Partials_of_the_textbook_have_the_shapes_of_its_weights_and_stand_in_the_gradient_in_order()
    {
        PlainNetwork plain = new(Network.Create([784, 16, 16, 10]));
        var (x, y) = PlainNetwork.Example(DigitSet.Synthetic(1, 0).Training[0]);
        var (dw, db) = plain.Backpropagate(x, y);
        var gradient = plain.Gradient(x, y);

        Assert.Equal([(16, 784), (16, 16), (10, 16)], dw.Select(partials => (partials.RowCount, partials.ColumnCount)));
        Assert.Equal([16, 16, 10], db.Select(partials => partials.Count));
        Assert.Equal(dw[0][3, 400], gradient[(3 * 784) + 400]);
        Assert.Equal(db[2][9], gradient[13_001]);

        plain.Weights[1][2, 5] += 1e-5;
        double above = plain.Cost(x, y);
        plain.Weights[1][2, 5] -= 2e-5;
        Assert.Equal((above - plain.Cost(x, y)) / 2e-5, dw[1][2, 5], 1e-9);
    }

    // Shifted images, forwards and back: outputs, errors and what is added to the parameters.
    private static float[] GradientSum(Pass pass, Network network, DigitImages images)
    {
        AlignedFloats sum = new(network.Shape.Length);
        var random = SplitMix.For(1, 2, 3);
        pass.Take(InkedPixels.Of(images), Enumerable.Range(0, images.Count).ToArray(), shift: 2, ref random);
        pass.Forward(network.Memory);
        double cost = pass.Cost();
        pass.Backward(network.Memory, 1, smallest: 0);
        pass.AddTo(sum);
        return [(float)cost, .. sum.Span, .. pass.Activations(network.Layers.Count - 1, 0), .. pass.ErrorsOf(1, images.Count - 1)];
    }

    private static Vector<double> Inputs(DigitImage image) => PlainNetwork.Example(image).X;

    private static Vector<double> OneHot(DigitImage image) => PlainNetwork.Example(image).Y;

    private static Vector<double> Some(int count, double size, int seed)
    {
        Random random = new(seed);
        return Vector<double>.Build.Dense(count, _ => size * ((2 * random.NextDouble()) - 1));
    }
}
