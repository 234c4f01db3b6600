using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks.Exercises;

/// <summary>The exercises of chapter 6, the digit network: <c>Chapter6.CountParameters.Check(CountParameters)</c>.</summary>
public static partial class Chapter6
{
    /// <summary>6.1: how many weights and biases a network has.</summary>
    public static Exercise<int[], Func<int[], int>> CountParameters { get; } = new("6.1", "Count the parameters")
    {
        Task = "layers lists the neurons of each layer, the inputs first. How many weights and biases has the network in all?",
        Idea = "Go from layer to layer: every neuron has one weight for each neuron before it, and one bias of its own.",
        Formula = "Σ (nₗ₋₁ · nₗ + nₗ) over all layers l after the input layer.",
        Place = "Section 6.2, The 13,002 numbers: counted layer by layer.",
        Inputs = [[784, 16, 16, 10], [2, 3, 1], [1, 1], [5, 4], [3, 7, 2, 6, 4], [100, 30, 10]],
        Drawn = again => again == 0 ? [] : Draw.Numbers(seed: 61 + (1000 * again), count: 8, from: 1, to: 40).Select(n => (int)n).Chunk(4),
        Call = (answer, layers) => answer([.. layers]),
        Tried = layers => $"CountParameters({Reading.Of(layers)})",
        Reference = layers => Weights(layers) + layers.Skip(1).Sum(),
        Misconceptions =
        [
            new("forgot biases", Weights, "These are the weights alone. Every neuron after the input layer has a bias as well."),
            new("biases for the inputs too", layers => Weights(layers) + layers.Sum(), "The input layer was given biases. Its neurons only hold the pixels: biases begin with the next layer."),
            new("one bias for each layer", layers => Weights(layers) + layers.Length - 1, "One bias for each layer. Each neuron has a bias of its own."),
            new("only the biases", layers => layers.Skip(1).Sum(), "These are the biases alone. The weights are one for each pair of neurons in neighbouring layers."),
            new("counted the neurons", layers => layers.Sum(), "These are the neurons. Parameters sit on the connections between them, and one bias in each neuron after the inputs."),
            new("multiplied all layers", layers => layers.Aggregate(1, (product, n) => product * n), "All layers are multiplied together. Only neighbouring layers are connected: multiply these, and add."),
            new("forgot the last layer", layers => Weights(layers[..^1]) + layers[1..^1].Sum(), "The step into the last layer is missing."),
            new("the first pair only", layers => (layers[0] + 1) * layers[1], "Only the first pair of layers is counted. Go on through every pair that follows."),
            new("the square of a layer", layers => layers.Skip(1).Sum(n => n * (n + 1)), "Each layer is multiplied with itself. Its weights come from the layer before: layers[i − 1] · layers[i]."),
            new("first and last only", layers => (layers[0] + 1) * layers[^1], "The first layer is connected with the last here. The hidden layers lie between: every pair of neighbours has its weights."),
            new("every layer with every later one", layers => layers.SelectMany((n, i) => layers.Skip(i + 1).Select(later => n * later)).Sum() + layers.Skip(1).Sum(), "Every layer is connected with all later ones here. Only neighbouring layers are connected: each with the next."),
            new("biases counted twice", layers => Weights(layers) + (2 * layers.Skip(1).Sum()), "The biases are counted twice: one for each neuron after the inputs."),
            new("only the last pair", layers => (layers[^2] + 1) * layers[^1], "Only the last pair of layers is counted: add up, `+=`, instead of setting anew in each turn."),
            new("biases of the layer before", layers => layers.Zip(layers.Skip(1), (before, after) => before * (after + 1)).Sum(), "The biases are those of the layer before. A bias belongs to the neuron that it moves: one for each neuron after the inputs."),
            new("sums for products", layers => layers.Zip(layers.Skip(1), (before, after) => before + after).Sum(), "Neighbouring layers are added. Each neuron is connected with each one before it: multiply."),
        ],
        Shows = "Nearly all of the 13,002 sit between the pixels and the first hidden layer: 784 · 16 weights.",
    };

    /// <summary>6.2: the sigmoid, also far out.</summary>
    public static Exercise<double, Func<double, double>> Sigmoid { get; } = new("6.2", "The sigmoid")
    {
        Task = "Write the sigmoid σ(z), which squeezes every number into 0 to 1. It has to be right for z = 800 and z = −800 too.",
        Idea = "Large positive z gives 1, large negative z gives 0, and 0 gives one half. e to the power −z is small on the right and huge on the left.",
        Formula = "σ(z) = 1 / (1 + e⁻ᶻ). In C#, e to the power x is Math.Exp(x).",
        Place = "Section 6.3, From image to ten numbers: the curve that squashes every sum.",
        Inputs = [0, 1, -1, 4.5, -30, 800, -800, 750, -750],
        Drawn = again => Draw.Numbers(seed: 62 + (1000 * again), count: 3, from: -6, to: 6),
        Call = (answer, z) => answer(z),
        Tried = z => $"Squash({z})",
        Reference = z => 1 / (1 + Math.Exp(-z)),
        Misconceptions =
        [
            new("sign of the exponent", z => 1 / (1 + Math.Exp(z)), "This falls where it should rise: it is σ(−z). The exponent is −z."),
            new("overflow for large z", z => Math.Exp(z) / (1 + Math.Exp(z)), "Right in the middle, but e to the power 800 is ∞ for a double, and ∞/∞ is NaN. Write it so that the large power stands below the line only."),
            new("overflow for very negative z", z => 1 - (Math.Exp(-z) / (1 + Math.Exp(-z))), "Right in the middle, but for z = −800 this is ∞/∞, which is NaN. Write it so that the large power stands below the line only."),
            new("sign of the exponent, with overflow", z => Math.Exp(-z) / (1 + Math.Exp(-z)), "This falls where it should rise, and for z = −800 it is ∞/∞, which is NaN."),
            new("tanh", Math.Tanh, "This is tanh, which goes from −1 to 1. The sigmoid goes from 0 to 1."),
            new("no brackets below the line", z => (1 / 1) + Math.Exp(-z), "`1 / 1 + x` divides first and adds then. Put brackets around what stands below the line."),
            new("forgot the 1 +", z => 1 / Math.Exp(-z), "Without the 1 + this is eᶻ, which grows without bound."),
            new("minus below the line", z => 1 / (1 - Math.Exp(-z)), "Below the line stands 1 plus e⁻ᶻ: with a minus there is a pole at 0."),
            new("its derivative", z => 1 / ((1 + Math.Exp(-z)) * (1 + Math.Exp(z))), "This is the derivative σ(z)(1 − σ(z)): a bump with its top at 0."),
            new("a step", z => z > 0 ? 1 : z < 0 ? 0 : 0.5, "This is a step: flat everywhere else, so that its slope tells descent nothing. The sigmoid rises smoothly."),
            new("ReLU", z => Math.Max(0, z), "This is ReLU, max(0, z), another activation function."),
            new("a straight line", z => Math.Clamp(0.5 + (z / 4), 0, 1), "This is a straight line, cut at 0 and 1. The sigmoid is smooth: it bends everywhere and never quite gets there."),
            new("softplus", z => z > 30 ? z : Math.Log(1 + Math.Exp(z)), "This is softplus, the logarithm of 1 + eᶻ. The sigmoid is its derivative."),
            new("times instead of to the power", z => 1 / (1 + (Math.E * -z)), "e is multiplied by −z. It is raised to the power −z: `Math.Exp(-z)`."),
            new("softsign", z => z / (1 + Math.Abs(z)), "This is softsign, from −1 to 1. The sigmoid is built with e to the power −z, `Math.Exp(-z)`."),
            new("the exponential alone", z => Math.Exp(-z), "This is e⁻ᶻ alone, which grows without bound on the left. It belongs below a line: 1 / (1 + e⁻ᶻ)."),
            new("a bell", z => 1 / (1 + Math.Exp(-z * z)), "z is squared in the exponent, so that both sides are the same. The exponent is −z."),
            new("a step to 0 at 0", z => z > 0 ? 1 : 0, "This is a step: it jumps at 0 and is flat everywhere else, so that its slope tells descent nothing. The sigmoid rises smoothly."),
            new("half of tanh, twice too steep", z => (1 + Math.Tanh(z)) / 2, "From 0 to 1 it goes, but twice as steep: this is σ(2z). With tanh it is (1 + tanh(z/2)) / 2."),
        ],
        Shows = "Far out the curve is flat: a neuron there hardly reacts, and hardly learns.",
    };

    /// <summary>6.3: from one layer to the next.</summary>
    public static Exercise<LayerInput, Func<Matrix<double>, Vector<double>, Vector<double>, Vector<double>>> LayerForward { get; } = new("6.3", "One layer forward")
    {
        Minutes = 10,
        Task = "W has one row for each neuron of this layer and one column for each activation a before it; b has one bias for each neuron. Return the new activations σ(W a + b).",
        Idea = "A weighted sum for each neuron, its bias added, and then the sigmoid of each component.",
        Formula = "a′ = σ(W a + b); vectors have Map: v.Map(x => …) applies a function to every component.",
        Place = "Section 6.3, From image to ten numbers: three layers, one line each.",
        Inputs =
        [
            new([[1, 2], [3, -4]], [0.5, 0.25], [0.1, -0.2]), new([[0.5, -1], [2, 0.3]], [1, 0], [0, 0.7]), new([[1, -2, 0.5]], [0.2, 0.4, 0.9], [0.3]), new([[0.4], [-0.8], [1.5]], [0.6], [0, 1, -1]),
        ],
        Drawn = again => Enumerable.Range(0, 3).Select(i => Layer(630 + i + (1000 * again), 2 + i, 4 - i)),
        Call = (answer, input) => answer(Matrix<double>.Build.DenseOfRows(input.W), Vector(input.A), Vector(input.B)),
        Tried = input => $"LayerForward(W, a, b) for W = {Reading.Of(input.W)}, a = {Reading.Of(input.A)}, b = {Reading.Of(input.B)}",
        Reference = (W, a, b) => ((W * a) + b).Map(Sigma),
        Misconceptions =
        [
            new("transposed", (W, a, b) => ((W.Transpose() * a) + b).Map(Sigma), "This uses W transposed. A row of W belongs to one neuron of this layer, so it is W times a; that also fits where W is not square."),
            new("forgot bias", (W, a, b) => (W * a).Map(Sigma), "The bias is missing: add b before the sigmoid."),
            new("forgot the sigmoid", (W, a, b) => (W * a) + b, "These are the weighted inputs z = W a + b. The sigmoid of each component is missing."),
            new("the bias after the sigmoid", (W, a, b) => (W * a).Map(Sigma) + b, "The bias came after the sigmoid. It moves the threshold, so it is added before."),
            new("subtracted the bias", (W, a, b) => ((W * a) - b).Map(Sigma), "The bias is subtracted. In this workbook it is added: z = W a + b."),
            new("the sigmoid of the inputs", (W, a, b) => (W * a.Map(Sigma)) + b, "The sigmoid is applied to the activations that come in. It belongs to the weighted sum that goes out."),
            new("sigmoid with the wrong sign", (W, a, b) => ((W * a) + b).Map(z => Sigma(-z)), "The sum is right, but the sigmoid falls instead of rising: the exponent is −z."),
            new("added the weights up", (W, a, b) => (W.RowSums() + b).Map(Sigma), "The rows of W are summed without the activations: each weight is multiplied by its activation first."),
            new("tanh", (W, a, b) => ((W * a) + b).PointwiseTanh(), "The sum is right, but this is tanh, from −1 to 1. Here it is the sigmoid."),
            new("ReLU", (W, a, b) => ((W * a) + b).Map(z => Math.Max(0, z)), "The sum is right, but this is ReLU. Here it is the sigmoid σ."),
            new("a step", (W, a, b) => ((W * a) + b).Map(z => z > 0 ? 1.0 : 0.0), "The sum is right, but this is a step, which jumps. The sigmoid is smooth, so that it has a slope."),
            new("softmax", (W, a, b) => ((W * a) + b).PointwiseExp() is var e ? e / e.Sum() : e, "The sum is right, but this is softmax: the activations add up to 1. With the sigmoid each neuron stands for itself."),
            new("the sum carried over", (W, a, b) => ((W * a) is var z ? Vector<double>.Build.Dense(z.Count, i => z.Take(i + 1).Sum() + b[i]) : b).Map(Sigma), "The sum of one neuron goes on in the next one: it has to begin at 0 again for each row, inside the outer loop."),
            new("one bias for all", (W, a, b) => ((W * a) + b[0]).Map(Sigma), "Every neuron gets the first bias, b[0]. Each has its own: b[i]."),
            new("the last product only", (W, a, b) => (W.Column(W.ColumnCount - 1) * a[^1] + b).Map(Sigma), "Only the last product of each row is left: add up, `+=`, instead of setting."),
        ],
        Shows = "A whole layer is one line. The digit network is this line three times.",
    };

    /// <summary>6.4: the cost of one digit.</summary>
    public static Exercise<Example, Func<double[], int, double>> CostOfOneExample { get; } = new("6.4", "The cost of one example")
    {
        Minutes = 10,
        Task = "output holds ten activations, digit is what the image shows. The target y is one-hot: 1 at place digit, 0 elsewhere. Return ½‖a − y‖².",
        Idea = "Take 1 from the activation of the right digit, and 0 from the others; then add up all squares, and halve.",
        Formula = "C = ½ Σⱼ (aⱼ − yⱼ)², with yⱼ = 1 for j = digit and 0 for all other j.",
        Place = "Section 6.4, What a wrong answer costs: as a table and as bars.",
        Inputs =
        [
            new([0, 0, 0, 1, 0, 0, 0, 0, 0, 0], 3), new([0, 0, 0, 1, 0, 0, 0, 0, 0, 0], 5), new([.5, .5, .5, .5, .5, .5, .5, .5, .5, .5], 0),
        ],
        Drawn = again => Enumerable.Range(0, 4).Select(i => new Example(Draw.Numbers(seed: 640 + i + (1000 * again), count: 10, from: 0, to: 1), (3 * i) % 9)),
        Call = (answer, input) => answer([.. input.Output], input.Digit),
        Tried = input => $"CostOfExample({Reading.Of(input.Output)}, {input.Digit})",
        Reference = (output, digit) => Differences(output, digit).Sum(d => d * d) / 2,
        Misconceptions =
        [
            new("forgot 1/2", (output, digit) => Differences(output, digit).Sum(d => d * d), "Twice the cost: the ½ is missing. (Two of the notes leave it out as well; it moves no minimum.)"),
            new("the mean over the outputs", (output, digit) => Differences(output, digit).Sum(d => d * d) / 10, "This is the mean over the ten outputs. The mean is taken over examples; within one example it is half the sum."),
            new("half the mean over the outputs", (output, digit) => Differences(output, digit).Sum(d => d * d) / 20, "There is a division by ten too many: within one example the squares are added."),
            new("only the right digit", (output, digit) => (output[digit] - 1) * (output[digit] - 1) / 2, "Only the neuron of the right digit counts here. The others should be 0, and cost something when they are not."),
            new("only the wrong digits", (output, digit) => output.Where((_, j) => j != digit).Sum(a => a * a) / 2, "The neuron of the right digit is left out. It should be 1, and costs something when it is not."),
            new("forgot the target", (output, _) => output.Sum(a => a * a) / 2, "The target is missing: the activation of the right digit should be near 1, not near 0."),
            new("the target one place off", (output, digit) => Differences(output, digit + 1).Sum(d => d * d) / 2, "The 1 of the target stands one place too far: counting starts at 0, so digit 3 has place 3."),
            new("compared with the digit itself", (output, digit) => output.Sum(a => (a - digit) * (a - digit)) / 2, "Every activation is compared with the digit as a number. The target is a list of ten: 1 in one place, 0 in the others."),
            new("absolute values", (output, digit) => Differences(output, digit).Sum(Math.Abs) / 2, "The differences are added without squaring."),
            new("the distance", (output, digit) => Math.Sqrt(Differences(output, digit).Sum(d => d * d)), "This is the distance ‖a − y‖. The cost is half its square."),
            new("errors that cancel", (output, digit) => Differences(output, digit).Sum() / 2, "The differences are added as they are, so that those above and below cancel. Square each one first."),
            new("the sum squared", (output, digit) => Math.Pow(Differences(output, digit).Sum(), 2) / 2, "The sum is squared, where the differences have cancelled already. Square each one, then add."),
            new("cross-entropy", (output, digit) => -Math.Log(output[digit]), "This is the cross-entropy, −ln of the right digit's activation, another cost (it comes in chapter 9). Here it is half the sum of squares."),
            new("right or wrong", (output, digit) => Array.IndexOf(output, output.Max()) == digit ? 0 : 1, "This says whether the largest activation is the right one: right or wrong. The cost says how far away each of them is."),
            new("0 at the digit, 1 elsewhere", (output, digit) => output.Select((a, j) => Math.Pow(a - (j == digit ? 0 : 1), 2)).Sum() / 2, "The target is the other way round: 1 at the digit's place and 0 elsewhere, one-hot."),
            new("the target one place too early", (output, digit) => Differences(output, (digit + 9) % 10).Sum(d => d * d) / 2, "The 1 of the target stands one place too early: counting starts at 0, so digit 3 has place 3."),
            new("a 1 counted from 1", (output, digit) => output.Select((a, j) => a - (j + 1 == digit ? 1 : 0)).Sum(d => d * d) / 2, "The 1 of the target stands one place too early, and for digit 0 nowhere: counting starts at 0, so digit 3 has place 3."),
            new("the first output left out", (output, digit) => Differences(output, digit).Skip(1).Sum(d => d * d) / 2, "Output 0 is left out: ten outputs are counted from 0 to 9."),
            new("the last output left out", (output, digit) => Differences(output, digit).SkipLast(1).Sum(d => d * d) / 2, "Output 9 is left out: the loop ends one turn too early."),
            new("1 for every output", (output, _) => output.Sum(a => (a - 1) * (a - 1)) / 2, "Every activation is compared with 1. Only at place digit the target is 1; elsewhere it is 0."),
            new("the answer for the label", (output, digit) => Differences(output, Array.IndexOf(output, output.Max())).Sum(d => d * d) / 2, "The target has its 1 where the largest activation is: that is what the network says. It belongs at `digit`, which is what the image shows."),
            new("a choice without brackets", (output, digit) => output.Select((a, j) => Math.Pow(a - j == digit ? 1 : 0, 2)).Sum() / 2, "It is 0 nearly everywhere. Does `a - j == digit ? 1 : 0` stand there? C# subtracts before it compares: put brackets around the whole choice, `(j == digit ? 1 : 0)`. Or `1 / 2` stands in front, a division of whole numbers, which is 0."),
        ],
        Shows = "A sure and right answer costs 0, a sure and wrong one costs 1.",
    };

    private static double Sigma(double z) => 1 / (1 + Math.Exp(-z));

    private static Vector<double> Vector(double[] components) => Vector<double>.Build.DenseOfEnumerable(components);

    private static int Weights(int[] layers) => layers.Zip(layers.Skip(1), (before, after) => before * after).Sum();

    private static IEnumerable<double> Differences(double[] output, int digit) => output.Select((a, j) => a - (j == digit ? 1 : 0));

    private static LayerInput Layer(int seed, int neurons, int inputs) => new(
        [.. Draw.Numbers(seed, neurons * inputs, -2, 2).Chunk(inputs)],
        Draw.Numbers(seed + 10, inputs, 0, 1),
        Draw.Numbers(seed + 20, neurons, -1, 1));

    /// <summary>The weights row by row, the activations before, the biases.</summary>
    public sealed record LayerInput(double[][] W, double[] A, double[] B);

    /// <summary>Ten activations and the digit that the image shows.</summary>
    public sealed record Example(double[] Output, int Digit);
}
