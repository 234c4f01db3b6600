using System.Runtime.Intrinsics;
using BenchmarkDotNet.Attributes;

namespace GdNotebooks.Benchmarks;

/// <summary>The training engine on MNIST, or on synthetic digits where MNIST is not found: an epoch, its parts, and the exponential function.</summary>
[MemoryDiagnoser]
public class NetworkBenchmarks
{
    private const int Exponentials = 4096;

    private DigitImages training = null!;
    private DigitImages miniBatch = null!;
    private Pass pass = null!;
    private Network network = null!;
    private SgdOptions options = null!;
    private float[] numbers = null!;

    /// <summary>The layers and the mini-batch of a network.</summary>
    [Params("784,16,16,10 m=10", "784,128,64,10 m=32", "784,512,512,10 m=128")]
    public string Shape { get; set; } = "";

    [GlobalSetup]
    public void Load()
    {
        training = DigitSet.Load().Training;
        string[] parts = Shape.Split(" m=");
        network = Network.Create([.. parts[0].Split(',').Select(int.Parse)]);
        options = new() { MiniBatch = int.Parse(parts[1]), Epochs = 1, LearningRate = 0.5 };
        miniBatch = training.Take(options.MiniBatch);
        pass = Pass.Create(network.Shape, network.Activation, network.CostFunction, options.MiniBatch, ofImages: true);
        pass.Take(InkedPixels.Of(miniBatch), 0, options.MiniBatch);
        pass.Forward(network.Memory);
        numbers = [.. Enumerable.Range(0, Exponentials).Select(k => (k - (Exponentials / 2)) / 50f)];
    }

    /// <summary>The forward pass of all 60,000 training images, with cost and accuracy.</summary>
    [Benchmark]
    public Evaluation Forward() => network.Evaluate(training);

    /// <summary>The backward pass of one mini-batch and the update it makes.</summary>
    [Benchmark]
    public double Backward()
    {
        double cost = pass.Cost();
        pass.Backward(network.Memory, -1e-9f, Errors.Smallest);
        pass.AddTo(network.Memory);
        return cost;
    }

    /// <summary>One epoch over all training images, with the measuring before and after it.</summary>
    [Benchmark]
    public EpochResult Epoch() => Sgd.Train(network.Clone(), training, null, options).Single();

    /// <summary>The exponential of 4,096 numbers.</summary>
    [Benchmark]
    public float Exp()
    {
        var sum = Vector256<float>.Zero;
        for (int k = 0; k < numbers.Length; k += 8)
        {
            sum += VectorMath.Exp(Vector256.LoadUnsafe(ref numbers[k]));
        }

        return sum[0];
    }
}
