using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks;

/// <content>The cost, and its gradient by backpropagation: the formulas are those of <see cref="PlainNetwork.Backpropagate"/>.</content>
public sealed partial class Network
{
    /// <summary>Cost and accuracy on a set of images.</summary>
    /// <param name="images">The images; at least one.</param>
    /// <exception cref="ArgumentException">There is no image, or the network is not one for digits.</exception>
    public Evaluation Evaluate(DigitImages images)
    {
        CheckFits(images);
        (double cost, int right, _) = Engine.Evaluate(images);
        return new(cost / images.Count, (double)right / images.Count);
    }

    /// <summary>The mean cost of a set of images.</summary>
    /// <param name="images">The images; at least one.</param>
    /// <exception cref="ArgumentException">There is no image, or the network is not one for digits.</exception>
    public double Cost(DigitImages images) => Evaluate(images).Cost;

    /// <summary>The cost of one example.</summary>
    /// <param name="inputs">One number for each input neuron.</param>
    /// <param name="wanted">y: one number for each output neuron.</param>
    /// <exception cref="ArgumentException">The numbers do not fit the network.</exception>
    public double Cost(Vector<double> inputs, Vector<double> wanted) => Learn(inputs, wanted, gradient: null);

    /// <summary>
    /// The gradient ∇C of the mean cost of a set of images, by backpropagation: one entry for each of the
    /// <see cref="Parameters"/>, in their order.
    /// </summary>
    /// <param name="images">The images; at least one. All of the training images give the full gradient, a few of them that of a mini-batch.</param>
    /// <exception cref="ArgumentException">There is no image, or the network is not one for digits.</exception>
    public Vector<double> Gradient(DigitImages images)
    {
        CheckFits(images);
        var mean = Vector<double>.Build.Dense(Engine.Gradient(images));
        mean.Divide(images.Count, mean);
        return mean;
    }

    /// <summary>The gradient ∇C of the cost of one example.</summary>
    /// <param name="inputs">One number for each input neuron.</param>
    /// <param name="wanted">y: one number for each output neuron.</param>
    /// <exception cref="ArgumentException">The numbers do not fit the network.</exception>
    public Vector<double> Gradient(Vector<double> inputs, Vector<double> wanted)
    {
        double[] gradient = new double[ParameterCount];
        Learn(inputs, wanted, gradient);
        return Vector<double>.Build.Dense(gradient);
    }

    private double Learn(Vector<double> inputs, Vector<double> wanted, double[]? gradient)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(wanted);
        Check(inputs.Count, Layers[0], "inputs");
        Check(wanted.Count, Layers[^1], "outputs");
        return Engine.Learn(inputs.ToArray(), wanted.ToArray(), gradient);
    }
}
