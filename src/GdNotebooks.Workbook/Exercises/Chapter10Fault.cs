namespace GdNotebooks.Exercises;

/// <content>The exercise in which a fault has to be found.</content>
public static partial class Chapter10
{
    /// <summary>10.4: colours for weights with a fault in them.</summary>
    public static Fault<Strip, Func<double[], double[]>> FaultyShades { get; } = new(new("10.4", "Find the fault: colours that run over")
    {
        Minutes = 3,
        Task = "This program should scale the weights of a neuron to −1 to 1 for the colours, so that 0 stays 0. For some neurons the numbers go beyond −1. One line is wrong: name it, and mend it.",
        Idea = "Take the weights −4, 1, 2. What is limit, and what should it be?",
        Place = "Section 10.1, What the first layer looks for: sixteen neurons as images.",
        Formula = "limit = max |w|, and shade = w / limit.",
        Inputs = [new([-4, 1, 2], 1), new([0.5, -0.25], 1), new(Draw.Numbers(seed: 1044, count: 12, from: -3, to: 1), 3), new([-1, -2, -3], 1)],
        Call = (answer, input) => answer([.. input.Weights]),
        Tried = input => $"Shades({Reading.Of(input.Weights)})",
        Reference = weights => [.. weights.Select(w => w / weights.Max(Math.Abs))],
        Misconceptions =
        [
            new(Fault<Strip, Func<double[], double[]>>.AsItStood, weights => [.. weights.Select(w => w / Math.Max(weights.Min(), weights.Max()))], "That is what it did before: the limit is the largest weight, and forgets that a negative one may be larger in size."),
            new("from −1 to 1, wherever 0 is", weights => [.. weights.Select(w => (2 * (w - weights.Min()) / (weights.Max() - weights.Min())) - 1)], "Now it goes from −1 to 1, but 0 has moved: weights of both signs get the same colour."),
            new("the range", weights => [.. weights.Select(w => w / (weights.Max() - weights.Min()))], "Now the limit is the whole range, from the lowest to the highest: no weight reaches −1 or 1. It is the largest by size, |w|, that should."),
            new("the size of the maximum", weights => [.. weights.Select(w => w / Math.Abs(Math.Max(weights.Min(), weights.Max())))], "The absolute value comes too late: the larger of both is picked first, and a low one may be larger in size. Take the size of each, then the larger."),
            new("the size of the lowest", weights => [.. weights.Select(w => w / -weights.Min())], "Now the limit is the size of the lowest weight, and the highest may run over. It is the larger of both sizes."),
            new("the lowest", weights => [.. weights.Select(w => w / weights.Min())], "Now it is divided by the lowest weight, which may be negative, so that all signs turn round. It is the larger of both sizes."),
            new("cut off", weights => [.. weights.Select(w => Math.Clamp(w / weights.Max(), -1, 1))], "What ran over is cut off now, so that large and very large look the same. The limit itself is wrong: it has to be the largest by size."),
            new("both sizes added", weights => [.. weights.Select(w => w / (Math.Abs(weights.Min()) + Math.Abs(weights.Max())))], "Now the sizes of the lowest and the highest are added: no weight reaches −1 or 1. It is the larger of the two."),
            new("the length", weights => [.. weights.Select(w => w / Math.Sqrt(weights.Sum(x => x * x)))], "Now the limit is the length of all weights together: none of them reaches −1 or 1. It is the largest by size, |w|."),
            new("cut off below", weights => [.. weights.Select(w => Math.Max(-1, w / Math.Max(weights.Min(), weights.Max())))], "What ran over is cut off now, so that large and very large look the same. The limit itself is wrong: it has to be the largest by size."),
            new("the smaller size", weights => [.. weights.Select(w => w / Math.Min(-weights.Min(), weights.Max()))], "Now the limit is the smaller of both sizes, and the other side runs over. It is the larger one."),
            new("the sum of all sizes", weights => [.. weights.Select(w => w / weights.Sum(Math.Abs))], "Now it is divided by the sum of all sizes: no weight reaches −1 or 1. It is the largest size, |w|."),
        ],
        Shows = "A scale of two colours has its middle at 0, and one limit for both sides: else the picture shows signs that are not there.",
    })
    {
        Lines = [1, 3],
    };
}
