using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks.Tests.Costs;

public sealed class QuadraticCostTests
{
    private static Vector<double> V(params double[] components) => Vector<double>.Build.DenseOfArray(components);

    [Fact]
    public void The_cost_of_one_example_is_half_the_squared_distance() =>
        Assert.Equal(0.5 * (9 + 16), QuadraticCost.OfExample(V(3, 0), V(0, 4)));

    [Fact]
    public void The_cost_of_a_set_is_note_003s_sum_over_2n()
    {
        (Vector<double> Output, Vector<double> Target)[] set = [(V(1, 0), V(0, 0)), (V(0.5, 0.5), V(1, 0)), (V(0, 1), V(0, 1))];
        double sum = set.Sum(e => Math.Pow((e.Target - e.Output).L2Norm(), 2));

        Assert.Equal(sum / (2 * set.Length), QuadraticCost.OfSet(set), 1e-15);
    }

    [Fact]
    public void Its_gradient_with_respect_to_the_output_is_the_error_itself()
    {
        var y = V(0, 1, 0);
        var a = V(0.2, 0.7, 0.4);

        Assert.True(Gradient.RelativeError(a - y, Gradient.Numeric(output => QuadraticCost.OfExample(output, y), a)) < 1e-9);
    }

    [Fact]
    public void Lengths_that_differ_and_empty_sets_are_refused()
    {
        Assert.Throws<ArgumentException>(() => QuadraticCost.OfExample(V(1), V(1, 2)));
        Assert.Throws<ArgumentException>(() => QuadraticCost.OfSet([]));
    }
}
