using System.Globalization;

namespace GdNotebooks.Plotting;

/// <summary>Draws a layered network with the means of a plot: links, markers and texts without axes.</summary>
internal static class NetworkDiagram
{
    // A layer with more neurons shows its first and last ones, with dots between.
    private const int MostShown = 16;

    public static Plot Of(IReadOnlyList<int> layers, Func<int, int, int, double>? weight, IReadOnlyList<string> names)
    {
        if (layers.Count < 2 || layers.Any(n => n < 1))
        {
            throw new ArgumentException($"A network has at least two layers with at least one neuron each, not {string.Join("-", layers)}.", nameof(layers));
        }

        if (names.Count != layers.Count)
        {
            throw new ArgumentException($"There are {names.Count} names for {layers.Count} layers.", nameof(names));
        }

        var shown = layers.Select(n => Neurons(n).ToArray()).ToArray();
        var links =
            from layer in Enumerable.Range(1, layers.Count - 1)
            from to in shown[layer]
            from @from in shown[layer - 1]
            let w = weight?.Invoke(layer, to.Neuron, @from.Neuron) ?? 0
            select ((X: layer - 1.0, @from.Y), (X: (double)layer, to.Y), w);

        var plot = new Plot().WithoutAxes().WithoutLegend().WithXRange(-0.35, layers.Count - 0.65).WithYRange(-1.12, 1.3).Links(links);
        for (int layer = 0; layer < layers.Count; layer++)
        {
            double x = layer;
            plot = plot.Scatter(shown[layer].Select(n => (x, n.Y)), colour: layer == 0 ? Colour.Grey : layer == layers.Count - 1 ? Colour.Green : Colour.Ink, radius: 6);
            if (shown[layer].Length < layers[layer])
            {
                plot = plot.Scatter([(x, -0.045), (x, 0), (x, 0.045)], colour: Colour.Grey, radius: 2);
            }

            plot = plot.Add(new Annotation(x, 1.18, names[layer]) { Centred = true });
            if (layer == layers.Count - 1 && layers[layer] <= MostShown)
            {
                plot = shown[layer].Aggregate(plot, (p, n) => p.Add(new Annotation(x + 0.09, n.Y, n.Neuron.ToString(CultureInfo.InvariantCulture)) { Centred = true }));
            }
        }

        return plot.WithSize(640, 420).WithDescription(
            $"A network with layers of {string.Join(", ", layers)} neurons. Every line is a weight: blue below zero, orange above, stronger where it is larger.");
    }

    private static IEnumerable<(int Neuron, double Y)> Neurons(int count)
    {
        if (count <= MostShown)
        {
            double half = Math.Min(1, count / 12.0);
            return Enumerable.Range(0, count).Select(i => (i, count == 1 ? 0 : half - (2 * half * i / (count - 1))));
        }

        int each = (MostShown / 2) - 1;
        return Enumerable.Range(0, each).Select(i => (i, 1 - (0.87 * i / (each - 1))))
            .Concat(Enumerable.Range(0, each).Select(i => (count - each + i, -0.13 - (0.87 * i / (each - 1)))));
    }
}
