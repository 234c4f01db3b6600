using System.Runtime.Intrinsics;
using BenchmarkDotNet.Attributes;

namespace GdNotebooks.Benchmarks;

/// <summary>The training engine on MNIST, or on synthetic digits where MNIST is not found: an epoch, its parts, and the exponential function.</summary>
[MemoryDiagnoser]
public class NetworkBenchmarks
{
    private const int Exponentials = 4096;

    private DigitImages _training = null!;
    private DigitImages _miniBatch = null!;
    private Pass _pass = null!;
    private Network _network = null!;
    private SgdOptions _options = null!;
    private float[] _numbers = null!;

    /// <summary>The layers and the mini-batch of a network.</summary>
    [Params("784,16,16,10 m=10", "784,128,64,10 m=32", "784,512,512,10 m=128")]
    public string Shape { get; set; } = "";

    [GlobalSetup]
    public void Load()
    {
        _training = DigitSet.Load().Training;
        string[] parts = Shape.Split(" m=");
        _network = Network.Create([.. parts[0].Split(',').Select(int.Parse)]);
        _options = new() { MiniBatch = int.Parse(parts[1]), Epochs = 1, LearningRate = 0.5 };
        _miniBatch = _training.Take(_options.MiniBatch);
        _pass = Pass.Create(_network.Shape, _network.Activation, _network.CostFunction, _options.MiniBatch, ofImages: true);
        _pass.Take(InkedPixels.Of(_miniBatch), 0, _options.MiniBatch);
        _pass.Forward(_network.Memory);
        _numbers = [.. Enumerable.Range(0, Exponentials).Select(k => (k - (Exponentials / 2)) / 50f)];
    }

    /// <summary>The forward pass of all 60,000 training images, with cost and accuracy.</summary>
    [Benchmark]
    public Evaluation Forward() => _network.Evaluate(_training);

    /// <summary>The backward pass of one mini-batch and the update it makes.</summary>
    [Benchmark]
    public double Backward()
    {
        double cost = _pass.Cost();
        _pass.Backward(_network.Memory, -1e-9f, Errors.Smallest);
        _pass.AddTo(_network.Memory);
        return cost;
    }

    /// <summary>One epoch over all training images, with the measuring before and after it.</summary>
    [Benchmark]
    public EpochResult Epoch() => Sgd.Train(_network.Clone(), _training, null, _options).Single();

    /// <summary>The exponential of 4,096 numbers.</summary>
    [Benchmark]
    public float Exp()
    {
        var sum = Vector256<float>.Zero;
        for (int k = 0; k < _numbers.Length; k += 8)
        {
            sum += VectorMath.Exp(Vector256.LoadUnsafe(ref _numbers[k]));
        }

        return sum[0];
    }
}
