using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks.Exercises;

/// <content>The exercise in which a fault has to be found.</content>
public static partial class Chapter6
{
    /// <summary>6.5: a forward pass with a fault in it.</summary>
    public static Fault<TwoLayers, Func<Matrix<double>, Vector<double>, Matrix<double>, Vector<double>, Vector<double>, Vector<double>>> FaultyForward { get; } = new(new("6.5", "Find the fault: a layer without its sigmoid")
    {
        Minutes = 3,
        Task = "This program should lead an image through two layers. It gives ten numbers between 0 and 1, and they are not the network's. One line is wrong: name it, and mend it.",
        Idea = "Follow the image: what comes out of the first layer, and what goes into the second one?",
        Place = "Section 6.3, From image to ten numbers: three layers, one line each.",
        Formula = "a₁ = σ(W₁ x + b₁), a₂ = σ(W₂ a₁ + b₂): the activations of a layer are what the next one gets.",
        Inputs = [.. Enumerable.Range(0, 3).Select(i => new TwoLayers(Layer(660 + i, 2 + i, 3), Layer(670 + i, 3, 2 + i)))],
        Call = (answer, input) => answer(Matrix<double>.Build.DenseOfRows(input.First.W), Vector(input.First.B), Matrix<double>.Build.DenseOfRows(input.Second.W), Vector(input.Second.B), Vector(input.First.A)),
        Tried = input => $"TwoLayers(W1, b1, W2, b2, {Reading.Of(input.First.A)})",
        Reference = (W1, b1, W2, b2, image) => ((W2 * ((W1 * image) + b1).Map(Sigma)) + b2).Map(Sigma),
        Misconceptions =
        [
            new(Fault<TwoLayers, Func<Matrix<double>, Vector<double>, Matrix<double>, Vector<double>, Vector<double>, Vector<double>>>.AsItStood, (W1, b1, W2, b2, image) => ((W2 * ((W1 * image) + b1)) + b2).Map(Sigma), "That is what it did before: the second layer gets the weighted sums of the first, not its activations."),
            new("ReLU", (W1, b1, W2, b2, image) => ((W2 * ((W1 * image) + b1).PointwiseMaximum(0)) + b2).Map(Sigma), "Now the hidden layer has a ReLU. This network has sigmoids in both layers, and line 3 has them ready."),
            new("the hidden sigmoid twice", (W1, b1, W2, b2, image) => ((W2 * ((W1 * image) + b1).Map(Sigma).Map(Sigma)) + b2).Map(Sigma), "Now the hidden layer is squeezed twice: one sigmoid for each layer."),
            new("no sigmoid at the end", (W1, b1, W2, b2, image) => (W2 * ((W1 * image) + b1).Map(Sigma)) + b2, "The first layer is right now, and the sigmoid of the last one is gone: keep line 5."),
            new("without the second bias", (W1, b1, W2, b2, image) => (W2 * ((W1 * image) + b1).Map(Sigma)).Map(Sigma), "The biases b2 of the second layer are missing."),
            new("without the first bias", (W1, b1, W2, b2, image) => ((W2 * (W1 * image).Map(Sigma)) + b2).Map(Sigma), "The biases b1 of the first layer are missing."),
        ],
        Shows = "Without the sigmoid between them two layers are one: W₂(W₁ x) is (W₂ W₁) x.",
    })
    {
        Lines = [4],
    };

    /// <summary>A layer with what comes in, and the layer after it.</summary>
    public sealed record TwoLayers(LayerInput First, LayerInput Second);
}
