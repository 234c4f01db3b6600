using GdNotebooks.Exercises;
using static GdNotebooks.Tests.Begin;

namespace GdNotebooks.Tests;

internal static partial class Corpus
{
    private static IEnumerable<Given> Chapter10Answers() =>
    [
        .. To(Chapter10.WeightsAsImage)
            .Right("rows and columns", (weights, width) =>
            {
                var image = new double[weights.Length / width, width];
                for (int row = 0; row < weights.Length / width; row++)
                {
                    for (int column = 0; column < width; column++)
                    {
                        image[row, column] = weights[(row * width) + column];
                    }
                }

                return image;
            })
            .Right("one loop", (weights, width) =>
            {
                var image = new double[weights.Length / width, width];
                for (int i = 0; i < weights.Length; i++)
                {
                    image[i / width, i % width] = weights[i];
                }

                return image;
            })
            .Right("a counter", (weights, width) =>
            {
                int height = weights.Length / width, next = 0;
                var image = new double[height, width];
                for (int r = 0; r < height; r++)
                {
                    for (int c = 0; c < width; c++)
                    {
                        image[r, c] = weights[next++];
                    }
                }

                return image;
            })
            .Right("a block copy", (weights, width) =>
            {
                var image = new double[weights.Length / width, width];
                Buffer.BlockCopy(weights, 0, image, 0, weights.Length * sizeof(double));
                return image;
            })
            .Right("a matrix", (weights, width) => MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(weights.Length / width, width, (r, c) => weights[(r * width) + c]).ToArray())
            .Right("DivRem", (weights, width) =>
            {
                var image = new double[weights.Length / width, width];
                for (int i = 0; i < weights.Length; i++)
                {
                    var (r, c) = Math.DivRem(i, width);
                    image[r, c] = weights[i];
                }

                return image;
            })
            .Right("chunks", (weights, width) =>
            {
                var image = new double[weights.Length / width, width];
                int r = 0;
                foreach (double[] row in weights.Chunk(width))
                {
                    for (int c = 0; c < width; c++)
                    {
                        image[r, c] = row[c];
                    }

                    r++;
                }

                return image;
            })
            .Right("column-major, turned", (weights, width) => MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(width, weights.Length / width, [.. weights]).Transpose().ToArray())
            .Wrong("column after column", "row after row|column", (weights, width) => Image(weights, width, (r, c, height) => (c * height) + r))
            .Wrong("rows and columns exchanged", "shape|height|rows|columns|exchang", (weights, width) =>
            {
                var image = new double[width, weights.Length / width];
                for (int i = 0; i < weights.Length; i++)
                {
                    image[i % width, i / width] = weights[i];
                }

                return image;
            })
            .Wrong("upside down", "upside|top|revers", (weights, width) => Image(weights, width, (r, c, height) => ((height - 1 - r) * width) + c))
            .Wrong("mirrored", "mirror|left|right to left|revers", (weights, width) => Image(weights, width, (r, c, _) => (r * width) + width - 1 - c))
            .Wrong("row + column", "width|row \\*|times|each row|begin", (weights, width) => Image(weights, width, (r, c, _) => r + c))
            .Wrong("the same row", "row|every", (weights, width) => Image(weights, width, (_, c, _) => c))
            .Wrong("the height for the width", "width|height|outside", (weights, width) => Image(weights, width, (r, c, height) => (r * height) + c))
            .Wrong("from the back", "revers|order|back|from the end", (weights, width) => Image(weights, width, (r, c, _) => weights.Length - 1 - (r * width) - c))
            .Wrong("one row", "shape|row|numbers", (weights, width) =>
            {
                var image = new double[1, weights.Length];
                Buffer.BlockCopy(weights, 0, image, 0, weights.Length * sizeof(double));
                return image;
            })
            .Wrong("square", "shape|width|height|outside|square", (weights, width) =>
            {
                var image = new double[width, width];
                for (int i = 0; i < weights.Length; i++)
                {
                    image[i / width, i % width] = weights[i];
                }

                return image;
            })
            .Wrong("28 for the width", "28|shape|width|outside", (weights, width) =>
            {
                var image = new double[weights.Length / 28, 28];
                for (int i = 0; i < weights.Length; i++)
                {
                    image[i / 28, i % 28] = weights[i];
                }

                return image;
            })
            .Wrong("one place too far", "outside|one|place|from 0", (weights, width) => Image(weights, width, (r, c, _) => (r * width) + c + 1))
            .Wrong("never filled", "filled|zero|all 0", (weights, width) => new double[weights.Length / width, width])
            .Wrong("the first row only", "filled|first|rows", (weights, width) =>
            {
                var image = new double[weights.Length / width, width];
                for (int c = 0; c < width; c++)
                {
                    image[0, c] = weights[c];
                }

                return image;
            })
            .Wrong("absolute values", "sign|negative|abs", (weights, width) => Image([.. weights.Select(Math.Abs)], width, (r, c, _) => (r * width) + c))
            .Wrong("scaled to 1", "scale|largest|times|factor|as they are|divid", (weights, width) => Image([.. weights.Select(x => x / weights.Max(Math.Abs))], width, (r, c, _) => (r * width) + c))
            .Wrong("a quarter turn", "turn|row|column|revers", (weights, width) => Image(weights, width, (r, c, height) => ((height - 1 - (c % height)) * width) + (r % width)))
            .Wrong("row and column exchanged", "exchanged", (weights, width) =>
            {
                var image = new double[weights.Length / width, width];
                for (int i = 0; i < weights.Length; i++)
                {
                    image[i % width, i / width] = weights[i];
                }

                return image;
            })
            .Wrong("28 × 28, whatever comes", "28 × 28", (weights, width) => new double[28, 28])
            .Lazy("null", (_, _) => null!),

        .. To(Chapter10.SureOfNoise)
            .Right("LINQ", (network, noise) => noise.Average(image => network(image).Max()))
            .Right("loops", (network, noise) =>
            {
                double sum = 0;
                foreach (var image in noise)
                {
                    double[] activations = network(image);
                    double largest = activations[0];
                    for (int j = 1; j < activations.Length; j++)
                    {
                        if (activations[j] > largest)
                        {
                            largest = activations[j];
                        }
                    }

                    sum += largest;
                }

                return sum / noise.Length;
            })
            .Right("Select", (network, noise) => noise.Select(network).Select(outputs => outputs.Max()).Average())
            .Right("a sum, divided", (network, noise) => noise.Sum(image => network(image).Max()) / noise.Length)
            .Right("sorted", (network, noise) => noise.Select(image => network(image).OrderDescending().First()).Sum() / noise.Length)
            .Right("Math.Max", (network, noise) =>
            {
                double total = 0;
                for (int k = 0; k < noise.Length; k++)
                {
                    double best = double.NegativeInfinity;
                    foreach (double activation in network(noise[k]))
                    {
                        best = Math.Max(best, activation);
                    }

                    total += best / noise.Length;
                }

                return total;
            })
            .Right("vectors", (network, noise) => noise.Select(image => V(network(image)).Maximum()).Average())
            .Right("a list of the largest", (network, noise) =>
            {
                var largest = new List<double>();
                foreach (var image in noise)
                {
                    largest.Add(network(image).Max());
                }

                return largest.Average();
            })
            .Wrong("the largest of all", "mean|largest of all|every image", (network, noise) => noise.Max(image => network(image).Max()))
            .Wrong("the mean of all", "largest|mean", (network, noise) => noise.Average(image => network(image).Average()))
            .Wrong("the sum", "mean|divid|sum|number of", (network, noise) => noise.Sum(image => network(image).Max()))
            .Wrong("the first image", "first|all|every", (network, noise) => network(noise[0]).Max())
            .Wrong("the last image", "last|all|every", (network, noise) => network(noise[^1]).Max())
            .Wrong("the digit", "which|digit|index|place|how sure", (network, noise) => noise.Average(image => Array.IndexOf(network(image), network(image).Max())))
            .Wrong("the smallest", "smallest|largest", (network, noise) => noise.Average(image => network(image).Min()))
            .Wrong("the mean image", "mean image|each image|average", (network, noise) => network([.. Enumerable.Range(0, noise[0].Length).Select(p => noise.Average(image => image[p]))]).Max())
            .Wrong("the largest mean", "order|first the largest|each image|mean", (network, noise) =>
            {
                var outputs = noise.Select(network).ToList();
                return Enumerable.Range(0, 10).Max(j => outputs.Average(o => o[j]));
            })
            .Wrong("output 0", "largest|first|0", (network, noise) => noise.Average(image => network(image)[0]))
            .Wrong("by 10", "10|number of|images|divid", (network, noise) => noise.Sum(image => network(image).Max()) / 10)
            .Wrong("how often above a half", "half|how often|mean|share|count", (network, noise) => noise.Average(image => network(image).Max() > 0.5 ? 1.0 : 0))
            .Wrong("the lead over the second", "second|lead|largest|differ", (network, noise) => noise.Average(image => network(image).OrderDescending().First() - network(image).OrderDescending().ElementAt(1)))
            .Wrong("the share of the sum", "share|sum|divid|softmax|normal", (network, noise) => noise.Average(image => network(image).Max() / network(image).Sum()))
            .Wrong("the largest of the image", "network|image|pixel|activation", (network, noise) => noise.Average(image => image.Max()))
            .Wrong("the middle one", "median|mean", (network, noise) => noise.Select(image => network(image).Max()).Order().ElementAt(noise.Length / 2))
            .Wrong("changes the images", "chang|cop", (network, noise) => noise.Average(image =>
            {
                image[0] = 0;
                return network(image).Max();
            }))
            .Wrong("the best begins at 0 and is kept", "each image|anew|every|largest|reset", (network, noise) =>
            {
                double best = 0, sum = 0;
                foreach (var image in noise)
                {
                    foreach (double activation in network(image))
                    {
                        best = Math.Max(best, activation);
                    }

                    sum += best;
                }

                return sum / noise.Length;
            })
            .Wrong("begins at the second", "first image", (network, noise) => noise.Skip(1).Sum(image => network(image).Max()) / noise.Length)
            .Lazy("0.5", (_, _) => 0.5)
            .Lazy("1", (_, _) => 1),

        .. To(Chapter10.ShuffleLabels)
            .Right("Random.Shuffle", (images, labels, seed) =>
            {
                int[] copy = [.. labels];
                new Random(seed).Shuffle(copy);
                return copy;
            })
            .Right("Fisher and Yates", (images, labels, seed) =>
            {
                var random = new Random(seed);
                var copy = labels.ToArray();
                for (int i = copy.Length - 1; i > 0; i--)
                {
                    int j = random.Next(i + 1);
                    (copy[i], copy[j]) = (copy[j], copy[i]);
                }

                return copy;
            })
            .Right("sorted by random keys", (images, labels, seed) =>
            {
                var random = new Random(seed);
                return [.. labels.OrderBy(_ => random.Next())];
            })
            .Right("random doubles as keys", (images, labels, seed) =>
            {
                var random = new Random(seed);
                var keys = labels.Select(_ => random.NextDouble()).ToArray();
                int[] copy = (int[])labels.Clone();
                Array.Sort(keys, copy);
                return copy;
            })
            .Right("a permutation of places", (images, labels, seed) =>
            {
                var places = Enumerable.Range(0, labels.Length).ToArray();
                new Random(seed).Shuffle(places);
                return [.. places.Select(place => labels[place])];
            })
            .Right("MathNet", (images, labels, seed) => [.. MathNet.Numerics.Combinatorics.SelectPermutation(labels, new Random(seed))])
            .Right("MathNet's generator", (images, labels, seed) =>
            {
                var random = new MathNet.Numerics.Random.MersenneTwister(seed);
                return labels.Select(label => (label, key: random.NextDouble())).OrderBy(pair => pair.key).Select(pair => pair.label).ToArray();
            })
            .Right("drawn from a list", (images, labels, seed) =>
            {
                var random = new Random(seed);
                var left = labels.ToList();
                var result = new List<int>();
                while (left.Count > 0)
                {
                    int k = random.Next(left.Count);
                    result.Add(left[k]);
                    left.RemoveAt(k);
                }

                return result.ToArray();
            })
            .Wrong("in place", "chang|stay|copy|cop|handed in", (images, labels, seed) =>
            {
                new Random(seed).Shuffle(labels);
                return labels;
            })
            .Wrong("no seed", "seed|again|same", (images, labels, seed) =>
            {
                int[] copy = [.. labels];
                new Random().Shuffle(copy);
                return copy;
            })
            .Wrong("a seed of one's own", "seed", (images, labels, seed) =>
            {
                int[] copy = [.. labels];
                new Random(42).Shuffle(copy);
                return copy;
            })
            .Wrong("as they were", "shuffl|order|same|as they|beside their own", (images, labels, seed) => [.. labels])
            .Wrong("reversed", "random|revers|shuffl|seed", (images, labels, seed) => [.. labels.Reverse()])
            .Wrong("sorted", "sort|random|seed", (images, labels, seed) => [.. labels.Order()])
            .Wrong("rotated by the seed", "rotat|turn|random|shift", (images, labels, seed) => [.. labels.Select((_, i) => labels[(i + seed) % labels.Length])])
            .Wrong("rotated by a random number", "rotat|turn|random|shift", (images, labels, seed) =>
            {
                int by = new Random(seed).Next(1, labels.Length);
                return [.. labels.Select((_, i) => labels[(i + by) % labels.Length])];
            })
            .Wrong("drawn anew", "same labels|as often|drawn|count", (images, labels, seed) =>
            {
                var random = new Random(seed);
                return [.. labels.Select(_ => random.Next(10))];
            })
            .Wrong("drawn from the labels, with repeats", "same labels|as often|drawn|count|once", (images, labels, seed) =>
            {
                var random = new Random(seed);
                return [.. labels.Select(_ => labels[random.Next(labels.Length)])];
            })
            .Wrong("the images shuffled", "image|labels|stay|chang", (images, labels, seed) =>
            {
                new Random(seed).Shuffle(images);
                return [.. labels];
            })
            .Wrong("images and labels together", "image|stay|chang|together", (images, labels, seed) =>
            {
                int[] copy = [.. labels];
                new Random(seed).Shuffle(copy);
                new Random(seed).Shuffle(images);
                return copy;
            })
            .Wrong("half of them", "half|all|random|shuffl", (images, labels, seed) =>
            {
                int[] first = labels[..(labels.Length / 2)];
                new Random(seed).Shuffle(first);
                return [.. first, .. labels[(labels.Length / 2)..]];
            })
            .Wrong("places for labels", "place|label|same labels", (images, labels, seed) =>
            {
                var places = Enumerable.Range(0, labels.Length).ToArray();
                new Random(seed).Shuffle(places);
                return places;
            })
            .Wrong("too short", "shape|numbers|many", (images, labels, seed) => labels[1..])
            .Wrong("by the hour", "seed|again|same", (images, labels, seed) =>
            {
                int[] copy = [.. labels];
                new Random(Guid.NewGuid().GetHashCode()).Shuffle(copy);
                return copy;
            })
            .Wrong("the places", "places", (_, labels, seed) =>
            {
                int[] places = [.. Enumerable.Range(0, labels.Length)];
                new Random(seed).Shuffle(places);
                return places;
            })
            .Wrong("an exchange that loses some", "lost in the exchange|kept aside", (_, labels, seed) =>
            {
                int[] copy = [.. labels];
                var random = new Random(seed);
                for (int i = copy.Length - 1; i > 0; i--)
                {
                    copy[i] = copy[random.Next(i + 1)];
                }

                return copy;
            })
            .Lazy("null", (_, _, _) => null!)
            .Lazy("the first two exchanged", (images, labels, seed) => [labels[1], labels[0], .. labels[2..]]),
    ];

    private static double[,] Image(double[] weights, int width, Func<int, int, int, int> place)
    {
        int height = weights.Length / width;
        var image = new double[height, width];
        for (int r = 0; r < height; r++)
        {
            for (int c = 0; c < width; c++)
            {
                image[r, c] = weights[place(r, c, height)];
            }
        }

        return image;
    }
}
