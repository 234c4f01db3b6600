using GdNotebooks.Exercises;

namespace GdNotebooks.Tests;

internal static partial class Attempts
{
    public static IEnumerable<Attempt> AtChapter10 =>
    [
        .. Attempt.At(
            Chapter10.WeightsAsImage,
            (weights, width) => Laid(weights, width, i => (i / width, i % width)),
            ("column-major", (weights, width) => Laid(weights, width, i => (i % (weights.Length / width), i / (weights.Length / width)))),
            ("transposed", (weights, width) =>
            {
                var image = new double[width, weights.Length / width];
                for (int i = 0; i < weights.Length; i++)
                {
                    image[i % width, i / width] = weights[i];
                }

                return image;
            }),
            ("upside down", (weights, width) => Laid(weights, width, i => ((weights.Length - 1 - i) / width, i % width))),
            ("mirrored", (weights, width) => Laid(weights, width, i => (i / width, (weights.Length - 1 - i) % width))),
            ("turned by half a turn", (weights, width) => Laid([.. weights.Reverse()], width, i => (i / width, i % width))),
            ("the same row again and again", (weights, width) => Laid([.. weights.Select((_, i) => weights[i % width])], width, i => (i / width, i % width))),
            ("forgot to multiply by the width", (weights, width) => Laid([.. weights.Select((_, i) => weights[(i / width) + (i % width)])], width, i => (i / width, i % width))),
            ("the height for the width", (weights, width) =>
                Laid([.. weights.Select((_, i) => weights[((i / width * (weights.Length / width)) + (i % width)) % weights.Length])], width, i => (i / width, i % width))),
            (null, (weights, width) => new double[weights.Length / width, width]),
            (null, (weights, width) => new double[28, 28]),
            (null, (weights, width) => Laid(weights, weights.Length, i => (0, i)))),
        .. Attempt.At(
            Chapter10.SureOfNoise,
            (network, noise) => noise.Select(image => network(image).OrderDescending().First()).Sum() / noise.Length,
            ("the largest of the means", (network, noise) =>
            {
                double[] sums = new double[10];
                foreach (double[] image in noise)
                {
                    double[] outputs = network(image);
                    for (int j = 0; j < 10; j++)
                    {
                        sums[j] += outputs[j] / noise.Length;
                    }
                }

                return sums.Max();
            }),
            ("the mean of all activations", (network, noise) => noise.SelectMany(image => network(image)).Average()),
            ("the largest of all", (network, noise) => noise.SelectMany(image => network(image)).Max()),
            ("the answer instead of its activation", (network, noise) => noise.Average(image => network(image).Index().MaxBy(output => output.Item).Index)),
            ("only the last image", (network, noise) =>
            {
                double sure = 0;
                foreach (double[] image in noise)
                {
                    sure = network(image).Max();
                }

                return sure;
            }),
            ("only the first image", (network, noise) => network(noise.First()).Max()),
            ("the smallest", (network, noise) => noise.Select(image => network(image).Min()).Average()),
            ("the sum over the images", (network, noise) => noise.Select(image => network(image).Max()).Sum()),
            ("how often it is sure", (network, noise) => noise.Count(image => network(image).Max() > 0.5) / (double)noise.Length),
            ("one output", (network, noise) => noise.Average(image => network(image)[0]))),
        .. Attempt.At(
            Chapter10.ShuffleLabels,
            (images, labels, seed) =>
            {
                int[] copy = [.. labels];
                new Random(seed).Shuffle(copy);
                return copy;
            },
            ("shuffled the images along", (images, labels, seed) =>
            {
                int[] order = [.. Enumerable.Range(0, labels.Length)];
                new Random(seed).Shuffle(order);
                double[][] moved = [.. order.Select(i => images[i])];
                moved.CopyTo(images, 0);
                return [.. order.Select(i => labels[i])];
            }),
            ("shuffled in place", (images, labels, seed) =>
            {
                new Random(seed).Shuffle(labels);
                return labels;
            }),
            ("drew new labels", (images, labels, seed) =>
            {
                var random = new Random(seed);
                return [.. labels.Select(_ => random.Next(10))];
            }),
            ("left them in order", (images, labels, seed) => [.. labels]),
            ("turned in a circle", (images, labels, seed) => [.. labels.Reverse()]),
            ("another order every time", (images, labels, seed) =>
            {
                int[] copy = [.. labels];
                new Random().Shuffle(copy);
                return copy;
            }),
            ("sorted", (images, labels, seed) => [.. labels.OrderBy(label => label)]),
            ("too few", (images, labels, seed) => new int[labels.Length]),
            (null, (images, labels, seed) =>
            {
                images[0][0] = 99;
                return [seed];
            })),
    ];

    private static double[,] Laid(double[] weights, int width, Func<int, (int Row, int Column)> place)
    {
        var image = new double[weights.Length / width, width];
        for (int i = 0; i < weights.Length; i++)
        {
            var (row, column) = place(i);
            image[row, column] = weights[i];
        }

        return image;
    }
}
