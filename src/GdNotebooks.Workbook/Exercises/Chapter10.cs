using MathNet.Numerics.Random;

namespace GdNotebooks.Exercises;

/// <summary>The exercises of chapter 10, inside the network: <c>Chapter10.WeightsAsImage.Check(ToImage)</c>.</summary>
public static partial class Chapter10
{
    private const int Digits = 10;

    /// <summary>10.1: the weights of a neuron as an image.</summary>
    public static Exercise<Strip, Func<double[], int, double[,]>> WeightsAsImage { get; } = new("10.1", "Weights as an image")
    {
        Task = "The weights of a neuron stand one after another, pixel by pixel, row after row from the top. Return them as an image of the given width: image[row, column].",
        Idea = "The first width weights are the top row, the next ones the row below it.",
        Formula = "image[r, c] = weights[r · width + c], with weights.Length / width rows.",
        Place = "Section 10.1, What the first layer looks for: sixteen neurons as images.",
        Inputs = [new([1, 2, 3, 4], 2), new([1, 2, 3, 4, 5, 6], 3), new([1, 2, 3, 4, 5, 6], 2), new([7, 8, 9], 1)],
        Drawn = again => [new(Draw.Numbers(101 + (1000 * again), count: 35, from: -1, to: 1), 7), new(Draw.Numbers(102 + (1000 * again), count: 784, from: -1, to: 1), 28)],
        Call = (answer, input) => answer([.. input.Weights], input.Width),
        Tried = input => $"ToImage({Reading.Of(input.Weights)}, {input.Width})",
        Reference = (weights, width) => Image(weights.Length / width, width, (r, c) => weights[(r * width) + c]),
        Misconceptions =
        [
            new("column-major", (weights, width) => Image(weights.Length / width, width, (r, c) => weights[(c * (weights.Length / width)) + r]), "The weights run down the columns: the image lies on its side. They are stored row after row, so that neighbours in a row follow one another."),
            new("transposed", (weights, width) => Image(width, weights.Length / width, (r, c) => weights[(c * width) + r]), "Rows and columns of the result are swapped: the first index is the row, and there are weights.Length / width of them."),
            new("upside down", (weights, width) => Image(weights.Length / width, width, (r, c) => weights[(((weights.Length / width) - 1 - r) * width) + c]), "The image is upside down: row 0 is the top one, and the weights begin there."),
            new("mirrored", (weights, width) => Image(weights.Length / width, width, (r, c) => weights[(r * width) + width - 1 - c]), "Left and right are exchanged: column 0 is the left one, and each row begins there."),
            new("turned by half a turn", (weights, width) => Image(weights.Length / width, width, (r, c) => weights[weights.Length - 1 - (r * width) - c]), "The weights are filled in from the end: the image is turned by half a turn."),
            new("the same row again and again", (weights, width) => Image(weights.Length / width, width, (_, c) => weights[c]), "Every row is the first one: the place in weights moves on by width from row to row."),
            new("forgot to multiply by the width", (weights, width) => Image(weights.Length / width, width, (r, c) => weights[r + c]), "Each row begins only one place after the one above. It begins width places after it."),
            new("the height for the width", (weights, width) => Image(weights.Length / width, width, (r, c) => weights[((r * (weights.Length / width)) + c) % weights.Length]), "Each row begins as many places further as there are rows. It begins width places further, for a row has width pixels."),
            new("row and column exchanged", (weights, width) => Exchanged(weights, width), "Row and column are exchanged: pixel i stands in row i / width and column i % width."),
        ],
        Shows = "The same numbers in another order are noise to the eye: what we see in the weights depends on laying them out like the pixels.",
    };

    /// <summary>10.2: how sure a network is about noise.</summary>
    public static Exercise<Noise, Func<Func<double[], double[]>, double[][], double>> SureOfNoise { get; } = new("10.2", "How sure is it on noise?")
    {
        Task = "network(image) returns ten activations. For each of the noise images take the largest activation, which is how sure the network is of its answer, and return the mean.",
        Idea = "First the largest number for each image; only then the mean over the images.",
        Formula = "1/n Σ maxⱼ aⱼ(image i).",
        Place = "Section 10.2, Noise in, answer out: how sure it is of nothing.",
        Inputs = [new(1, 1), new(2, 2), new(3, 5), new(4, 12)],
        Drawn = again => again == 0 ? [] : [new(1 + (1000 * again), 7)],
        Call = (answer, input) => answer(Network(input.Seed), Images(input)),
        Tried = input => $"Sureness(network, noise) for {input.Count} noise image{(input.Count == 1 ? "" : "s")}",
        Reference = (network, noise) => noise.Average(image => network(image).Max()),
        Misconceptions =
        [
            new("the largest of the means", (network, noise) => Enumerable.Range(0, Digits).Max(j => noise.Average(image => network(image)[j])), "Here the activations are averaged over the images first. Different images get different answers, so that averages out: take the largest for each image."),
            new("the mean of all activations", (network, noise) => noise.Average(image => network(image).Average()), "This is the mean of all activations. The answer is the largest one, and how sure it is says its size."),
            new("the largest of all", (network, noise) => noise.Max(image => network(image).Max()), "This is the surest answer of all. Asked for is the mean over the images."),
            new("the answer instead of its activation", (network, noise) => noise.Average(image => (double)Array.IndexOf(network(image), network(image).Max())), "These are the digits that were answered, averaged. Take the largest activation itself, not its place."),
            new("only the last image", (network, noise) => network(noise[^1]).Max(), "This is the last image only."),
            new("only the first image", (network, noise) => network(noise[0]).Max(), "This is the first image only."),
            new("the smallest", (network, noise) => noise.Average(image => network(image).Min()), "These are the smallest activations."),
            new("the sum over the images", (network, noise) => noise.Sum(image => network(image).Max()), "This is the sum over the images: divide by how many there are."),
            new("how often it is sure", (network, noise) => noise.Average(image => network(image).Max() > 0.5 ? 1.0 : 0.0), "This is the share of images with an activation above one half. Asked for is the mean of the largest activation."),
            new("the answer for the mean image", (network, noise) => network([.. Enumerable.Range(0, noise[0].Length).Select(p => noise.Average(image => image[p]))]).Max(), "This asks the network once, about the mean image. Ask it about each image, and take the mean of the answers."),
            new("one output", (network, noise) => noise.Average(image => network(image)[0]), "This is always output 0, the first one. Take the largest of the ten."),
            new("divided by ten", (network, noise) => noise.Sum(image => network(image).Max()) / Digits, "The sum is divided by 10. Divide by the number of images."),
            new("the lead over the second", (network, noise) => noise.Average(image => network(image).OrderDescending().Take(2).Aggregate((first, second) => first - second)), "This is by how much the largest leads over the second. Asked for is the largest itself."),
            new("the share of the sum", (network, noise) => noise.Average(image => network(image).Max() / network(image).Sum()), "The largest is divided by the sum of all ten, as if they were shares. Take it as it is: sigmoid outputs do not add up to 1."),
            new("the largest pixel", (network, noise) => noise.Average(image => image.Max()), "This is the largest pixel of each image. Ask the network: `network(image)` returns the ten activations."),
            new("the median", (network, noise) => noise.Select(image => network(image).Max()).Order().ElementAt(noise.Length / 2), "This is the median, the one in the middle. Asked for is the mean."),
            new("the largest so far", (network, noise) => noise.Select((_, k) => noise.Take(k + 1).Max(image => network(image).Max())).Average(), "The largest is kept from image to image. Begin anew for each image."),
            new("the first image left out", (network, noise) => noise.Skip(1).Sum(image => network(image).Max()) / noise.Length, "The first image is left out: they are counted from 0."),
        ],
        Shows = "A network has no word for \"that is no digit\": one of its ten outputs is always the largest.",
    };

    /// <summary>10.3: random labels for the same images.</summary>
    public static Exercise<Deck, Func<double[][], int[], int, int[]>> ShuffleLabels { get; } = new("10.3", "Shuffle labels, leave the images")
    {
        Minutes = 10,
        Task = "Return the labels in random order, decided by seed, for the same images. The images and the labels that were handed in stay as they are, so that true and random labels can be compared.",
        Idea = "Copy the labels, and exchange them in the copy. new Random(seed) gives the same numbers for the same seed.",
        Formula = "For i from the last down to 1: exchange copy[i] with copy[j], with j drawn from 0 to i.",
        Place = "Section 10.3, Learning nonsense by heart: random labels, measured.",
        Inputs = [new(40, 1), new(100, 2), new(200, 7)],
        Drawn = again => again == 0 ? [] : [new(60, 1 + (1000 * again))],
        Call = (answer, input) => Shuffle(answer, input),
        Tried = input => $"ShuffleLabels(images, labels, {input.Seed})",
        Reference = (_, labels, seed) => Shuffled(labels, seed),
        Objection = (_, signs) => Objection(signs),
        Misconceptions =
        [
            new("places instead of labels", (_, labels, seed) => Shuffled([.. Enumerable.Range(0, labels.Length)], seed), "These are places in the list, shuffled. Return the labels that stand at these places: `labels[place]`.")
            {
                Looks = signs => signs.All(one => one[8] == 0),
            },
            new("shuffled the images along", ShuffledTogether, "Images and labels moved together: every image has kept its label, only the order is another one. For random labels only the labels may move."),
            new("shuffled in place", ShuffledInPlace, "The true labels are gone, because they were exchanged in the array that was handed in. Copy it first: `labels.ToArray()`."),
            new("drew new labels", (_, labels, seed) => Drawn(labels.Length, seed), "There may be more of some digits and fewer of others than before: the labels are drawn anew, or some are lost in the exchange, where the first one has to be kept aside before it is written over. Shuffling keeps how many there are of each."),
            new("left them in order", (_, labels, _) => [.. labels], "The labels still stand beside their own images."),
            new("ignored the seed", (_, labels, _) => Shuffled(labels, 1), "Every seed gives the same order. Hand the seed on to the random numbers."),
            new("another order every time", (_, labels, _) => Shuffled(labels, Random.Shared.Next()), "The same seed gave two different orders. An experiment that cannot be repeated cannot be checked: new Random(seed)."),
            new("sorted", (_, labels, _) => [.. labels.Order()], "The labels are sorted: then the order of the images decides who gets which, and nothing is random."),
            new("turned in a circle", (_, labels, seed) => [.. labels.Select((_, i) => labels[(i + 7 + seed) % labels.Length])], "The labels are shifted round in a circle, or read backwards: neighbours stay neighbours, and nothing is random but the start. Shuffle them: exchange each with a random one.")
            {
                Looks = signs => signs.All(one => one[7] == 0),
            },
            new("only some of them", (_, labels, seed) => [.. Shuffled(labels[..(labels.Length / 2)], seed), .. labels[(labels.Length / 2)..]], "Most labels stand where they stood: all of them have to be shuffled, not half or two of them.")
            {
                Looks = signs => signs.All(one => one[2] == 1 && one[3] == 0 && one[5] == 1),
            },
            new("too few", (_, labels, _) => labels[1..], "There are fewer or more numbers than labels were handed in, or others: it is the same labels, in another order.")
            {
                Looks = signs => signs.All(one => one[2] == 0 && one[4] == 1 && one[5] == 0),
            },
        ],
        Shows = "The pixels are the same and so is the share of each digit; only the connection between them is cut. Whatever is learned now is learned by heart.",
    };

    private static double[,] Image(int rows, int columns, Func<int, int, double> pixel)
    {
        var image = new double[rows, columns];
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < columns; c++)
            {
                image[r, c] = pixel(r, c);
            }
        }

        return image;
    }

    private static double[,] Exchanged(double[] weights, int width)
    {
        var image = new double[weights.Length / width, width];
        for (int i = 0; i < weights.Length; i++)
        {
            image[i % width, i / width] = weights[i];
        }

        return image;
    }

    private static double[][] Images(Noise noise) => [.. Draw.Numbers(1020 + noise.Seed, 4 * noise.Count, 0, 1).Chunk(4)];

    // Four pixels, ten sigmoid neurons: small enough for a check, and different for every image.
    private static Func<double[], double[]> Network(int seed)
    {
        double[][] weights = [.. Draw.Numbers(1030 + seed, 4 * Digits, -4, 4).Chunk(4)];
        return image => [.. weights.Select(w => 1 / (1 + Math.Exp(-w.Zip(image, (wi, x) => wi * (x - 0.4)).Sum())))];
    }

    private static int[] Shuffled(int[] labels, int seed)
    {
        int[] copy = [.. labels];
        Exchange(copy.Length, seed, (i, j) => (copy[i], copy[j]) = (copy[j], copy[i]));
        return copy;
    }

    private static int[] ShuffledTogether(double[][] images, int[] labels, int seed)
    {
        Exchange(images.Length, seed, (i, j) => (images[i], images[j]) = (images[j], images[i]));
        return Shuffled(labels, seed);
    }

    private static int[] ShuffledInPlace(double[][] images, int[] labels, int seed)
    {
        Exchange(labels.Length, seed, (i, j) => (labels[i], labels[j]) = (labels[j], labels[i]));
        return labels;
    }

    private static void Exchange(int count, int seed, Action<int, int> exchange)
    {
        var random = new Xoshiro256StarStar(seed);
        for (int i = count - 1; i > 0; i--)
        {
            exchange(i, random.Next(i + 1));
        }
    }

    private static int[] Drawn(int count, int seed)
    {
        var random = new Xoshiro256StarStar(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(Digits))];
    }

    // What can be said about a shuffle as numbers: 1 where it is as it should be.
    private static object? Shuffle(Func<double[][], int[], int, int[]> answer, Deck deck)
    {
        int[] labels = deck.Labels;
        double[][] images = deck.Images;
        double[][] handed = [.. images.Select(image => image.ToArray())];
        int[] handedLabels = [.. labels];
        int[]? shuffled = answer(handed, handedLabels, deck.Seed);
        if (shuffled is null || Blank.Is(shuffled))
        {
            return shuffled is null ? null : Blank.Number;
        }

        int[] result = [.. shuffled];
        int[]? Again(int seed) => answer([.. images.Select(image => image.ToArray())], [.. labels], seed);
        bool imagesLeft = images.Zip(handed).All(pair => pair.First.SequenceEqual(pair.Second));
        bool labelsLeft = labels.SequenceEqual(handedLabels);
        bool sameLabels = labels.Order().SequenceEqual(result.Order());
        bool moved = result.Length == labels.Length && labels.Zip(result).Count(pair => pair.First != pair.Second) > labels.Length / 2;
        bool repeatable = result.SequenceEqual(Again(deck.Seed) ?? []);
        bool anyOrder = !result.SequenceEqual(Again(deck.Seed + 1) ?? []);
        bool sorted = result.Order().SequenceEqual(result);

        // Turned in a circle, forwards or backwards, the labels still follow one another as before.
        bool turned = sameLabels && Enumerable.Range(0, labels.Length).Any(by =>
            result.Select((label, i) => (label, i)).All(pair => pair.label == labels[(pair.i + by) % labels.Length])
            || result.Select((label, i) => (label, i)).All(pair => pair.label == labels[(2 * labels.Length - 1 - pair.i - by) % labels.Length]));
        bool places = result.Order().SequenceEqual(Enumerable.Range(0, labels.Length)) || result.Order().SequenceEqual(Enumerable.Range(1, labels.Length));
        return new[] { imagesLeft, labelsLeft, sameLabels, moved, repeatable, anyOrder, !sorted, !turned || !moved, !places }.Select(sign => sign ? 1.0 : 0.0).ToArray();
    }

    private static string? Objection(IReadOnlyList<double> signs) =>
        signs[0] == 0 ? "changed the images."
        : signs[1] == 0 ? "changed the labels it was given."
        : signs[8] == 0 ? "returned the numbers of the images, each once, and no labels."
        : signs[2] == 0 ? "returned other labels than those it was given, not just another order."
        : signs[6] == 0 ? "returned the labels sorted."
        : signs[7] == 0 ? "returned the labels in the order they had, only turned round in a circle or read backwards."
        : signs[3] == 0 ? "left more than half of the labels where they were."
        : signs[4] == 0 ? "returned another order when it was called a second time with the same seed."
        : signs[5] == 0 ? "returned the same order for another seed."
        : null;

    /// <summary>The weights of one neuron, and the width of the image.</summary>
    public sealed record Strip(double[] Weights, int Width);

    /// <summary>A small network and some noise images, drawn from a seed.</summary>
    public sealed record Noise(int Seed, int Count);

    /// <summary>How many images with labels there are, and the seed of the shuffle.</summary>
    public sealed record Deck(int Count, int Seed)
    {
        internal double[][] Images => [.. Draw.Numbers(1040 + Seed, 2 * Count, 0, 1).Chunk(2)];

        internal int[] Labels => [.. Draw.Numbers(1050 + Seed, Count, 0, 9.99).Select(x => (int)x)];
    }
}
