using System.Linq.Expressions;
using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks.Tests.Playgrounds;

public class CostFormulaTests
{
    private static readonly double[] Places = [-1.7, -0.3, 0.4, 1, 2.9];

    private static readonly (Expression<Func<double, double>> Cost, Func<double, double> Derivative, string JavaScript)[] Costs =
    [
        (w => (w - 3) * (w - 3), w => 2 * (w - 3), "((w - 3) * (w - 3))"),
        (w => -w * w / 4, w => -w / 2, "(((-1 * w) * w) / 4)".Replace("-1", "(-1)", StringComparison.Ordinal)),
        (w => Math.Exp(-w * w), w => -2 * w * Math.Exp(-w * w), "Math.exp((((-1) * w) * w))"),
        (w => Math.Sin(3 * w) + Math.Cos(w), w => (3 * Math.Cos(3 * w)) - Math.Sin(w), "(Math.sin((3 * w)) + Math.cos(w))"),
        (w => Math.Log((w * w) + 1), w => 2 * w / ((w * w) + 1), "Math.log(((w * w) + 1))"),
        (w => Math.Sqrt((w * w) + 0.5), w => w / Math.Sqrt((w * w) + 0.5), "Math.sqrt(((w * w) + 0.5))"),
        (w => Math.Tanh(w) / (2 + w), w => ((1 - (Math.Tanh(w) * Math.Tanh(w))) / (2 + w)) - (Math.Tanh(w) / ((2 + w) * (2 + w))), "(Math.tanh(w) / (2 + w))"),
        (w => 7, w => 0, "7"),
        (w => w - 1e-7, w => 1, "(w - 1E-07)"),
    ];

    [Fact]
    public void The_value_is_that_of_the_lambda_to_the_last_bit() =>
        Assert.All(Costs, c => Assert.Equal(Places.Select(c.Cost.Compile()), Places.Select(w => CostFormula.Of(c.Cost).At(w))));

    [Fact]
    public void The_derivative_is_the_one_by_hand() =>
        Assert.All(Costs, c => Assert.All(Places, w => Assert.Equal(c.Derivative(w), CostFormula.Of(c.Cost).Derivative(0).At(w), 1e-12)));

    [Fact]
    public void JavaScript_keeps_the_order_of_the_operations() =>
        Assert.All(Costs, c => Assert.Equal(c.JavaScript, CostFormula.Of(c.Cost).ToJavaScript("w")));

    [Fact]
    public void Partial_derivatives_hold_the_other_variable_still()
    {
        Expression<Func<double, double, double>> bowl = (x, y) => (x * x) + (3 * x * y);
        var formula = CostFormula.Of(bowl);
        Assert.Equal((2 * 1.5) + (3 * -2), formula.Derivative(0).At(1.5, -2), 1e-12);
        Assert.Equal(3 * 1.5, formula.Derivative(1).At(1.5, -2), 1e-12);
    }

    [Fact]
    public void The_landscapes_of_the_library_are_formulas_with_the_gradient_they_have_by_hand()
    {
        foreach (var landscape in new[] { Landscape.Saddle, Landscape.Rosenbrock, Landscape.Himmelblau })
        {
            var formula = CostFormula.Of(landscape.Formula!);
            foreach (double x in Places)
            {
                foreach (double y in Places)
                {
                    var at = Vector<double>.Build.Dense([x, y]);
                    var gradient = landscape.Gradient(at);
                    Assert.Equal(landscape.Cost(at), formula.At(x, y));
                    Assert.Equal(gradient[0], formula.Derivative(0).At(x, y), 1e-11 * (1 + Math.Abs(gradient[0])));
                    Assert.Equal(gradient[1], formula.Derivative(1).At(x, y), 1e-11 * (1 + Math.Abs(gradient[1])));
                }
            }
        }
    }

    [Fact]
    public void A_variable_of_the_cell_counts_with_the_value_it_has_now()
    {
        double best = 5;
        int power = 2;
        Expression<Func<double, double>> cost = w => power * (w - best);
        Assert.Equal("(2 * (w - 5))", CostFormula.Of(cost).ToJavaScript("w"));
    }

    [Fact]
    public void What_is_no_arithmetic_is_refused_by_name()
    {
        double[] table = [1];
        Func<double, double> f = w => w;
        Expression<Func<double, double>>[] costs = [w => f(w), w => table[0], w => Math.Floor(w), w => w > 0 ? w : -w, w => w % 2, w => Helper(w)];
        Assert.All(costs, cost => Assert.Contains("a page without .NET", Assert.Throws<ArgumentException>(() => CostFormula.Of(cost)).Message, StringComparison.Ordinal));
        double none = double.NaN;
        Assert.Contains("finite numbers", Assert.Throws<ArgumentException>(() => CostFormula.Of((Expression<Func<double, double>>)(w => w + none))).Message, StringComparison.Ordinal);
    }

    private static double Helper(double w) => w;
}
