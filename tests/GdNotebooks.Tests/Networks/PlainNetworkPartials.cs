using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks.Tests.Networks;

/// <summary>Every partial derivative of the cost of one example by central differences, one parameter moved at a time.</summary>
internal static class PlainNetworkPartials
{
    public static Vector<double> Of(Network network, Vector<double> theta, Vector<double> x, Vector<double> y, double h)
    {
        var moved = theta.Clone();
        var partials = Vector<double>.Build.Dense(theta.Count);
        for (int k = 0; k < theta.Count; k++)
        {
            moved[k] = theta[k] + h;
            double above = Cost(network.Layers, moved, x, y);
            moved[k] = theta[k] - h;
            double below = Cost(network.Layers, moved, x, y);
            moved[k] = theta[k];
            partials[k] = (above - below) / (2 * h);
        }

        return partials;
    }

    // Sigmoid layers and the quadratic cost straight from the flat parameters.
    private static double Cost(IReadOnlyList<int> layers, Vector<double> theta, Vector<double> x, Vector<double> y)
    {
        double[] a = x.ToArray();
        int index = 0;
        for (int l = 1; l < layers.Count; l++)
        {
            double[] next = new double[layers[l]];
            for (int j = 0; j < next.Length; j++)
            {
                for (int i = 0; i < a.Length; i++)
                {
                    next[j] += theta[index++] * a[i];
                }
            }

            for (int j = 0; j < next.Length; j++)
            {
                next[j] = 1 / (1 + Math.Exp(-(next[j] + theta[index++])));
            }

            a = next;
        }

        return a.Zip(y, (output, wanted) => (output - wanted) * (output - wanted)).Sum() / 2;
    }
}
