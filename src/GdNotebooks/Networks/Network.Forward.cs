using MathNet.Numerics.LinearAlgebra;
using static System.FormattableString;

namespace GdNotebooks;

/// <content>The forward pass: aˡ = σ(Wˡ aˡ⁻¹ + bˡ), layer by layer, and the answer that comes out.</content>
public sealed partial class Network
{
    /// <summary>The forward pass: the activations of every layer, the inputs first and the outputs last.</summary>
    /// <param name="inputs">One number for each input neuron: 784 intensities from 0 to 1 for a digit.</param>
    /// <exception cref="ArgumentException">There are more or fewer numbers than inputs.</exception>
    public IReadOnlyList<Vector<double>> Forward(double[] inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        Check(inputs.Length, Layers[0], "inputs");
        return [.. Engine.Forward(inputs).Select(Vector<double>.Build.Dense)];
    }

    /// <inheritdoc cref="Forward(double[])"/>
    public IReadOnlyList<Vector<double>> Forward(Vector<double> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return Forward(inputs.ToArray());
    }

    /// <summary>The forward pass of one digit.</summary>
    /// <param name="image">The digit.</param>
    /// <exception cref="ArgumentException">The network has not 784 inputs.</exception>
    public IReadOnlyList<Vector<double>> Forward(DigitImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Forward(image.Intensities);
    }

    /// <summary>The activations of the output layer for one digit: ten numbers, the strongest is the answer.</summary>
    /// <param name="image">The digit.</param>
    /// <exception cref="ArgumentException">The network has not 784 inputs.</exception>
    public Vector<double> Output(DigitImage image) => Forward(image)[^1];

    /// <summary>The digit with the strongest output; of equals the smallest.</summary>
    /// <param name="image">The digit to recognise.</param>
    /// <exception cref="ArgumentException">The network has not 784 inputs.</exception>
    public int Predict(DigitImage image) => Output(image).MaximumIndex();

    /// <summary>The answer of the network for each image.</summary>
    /// <param name="images">The digits to recognise; at least one.</param>
    /// <exception cref="ArgumentException">There is no image, or the network is not one for digits.</exception>
    public int[] Predict(DigitImages images)
    {
        CheckFits(images);
        int[] answers = new int[images.Count];
        Engine.ForEachOutput(images, (image, outputs) => answers[image] = Engine.Strongest(outputs));
        return answers;
    }

    /// <summary>The activations of the output layer for each image: one row for each image, ten columns.</summary>
    /// <param name="images">The digits.</param>
    /// <exception cref="ArgumentException">There is no image, or the network is not one for digits.</exception>
    public Matrix<double> Outputs(DigitImages images)
    {
        CheckFits(images);
        Matrix<double> outputs = Matrix<double>.Build.Dense(images.Count, Layers[^1]);
        Engine.ForEachOutput(images, (image, activations) =>
        {
            for (int j = 0; j < activations.Length; j++)
            {
                outputs[image, j] = activations[j];
            }
        });
        return outputs;
    }

    private static void Check(int numbers, int neurons, string what)
    {
        if (numbers != neurons)
        {
            throw new ArgumentException(Invariant($"The network has {neurons:N0} {what}, and {numbers:N0} numbers were given."));
        }
    }
}
