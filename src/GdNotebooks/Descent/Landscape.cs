using System.Linq.Expressions;
using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks;

/// <summary>A cost to practise on, known in full: its formula, its gradient and where its minima are.</summary>
/// <typeparam name="T"><see cref="double"/> for one parameter, a MathNet vector for several.</typeparam>
/// <param name="Name">What the field calls it.</param>
/// <param name="Cost">C(θ).</param>
/// <param name="Gradient">∇C(θ), by hand.</param>
/// <param name="From">The lower corner of the part worth looking at.</param>
/// <param name="To">The upper corner, so that each component of θ runs from From to To.</param>
/// <param name="Minima">Every minimum, local ones included, to the last digit of a double.</param>
public sealed record Landscape<T>(
    string Name,
    Func<T, double> Cost,
    Func<T, T> Gradient,
    T From,
    T To,
    IReadOnlyList<T> Minima)
{
    /// <summary>The cost as it was written, for those who take it apart; null where it was handed over as code.</summary>
    internal LambdaExpression? Formula { get; init; }

    /// <summary>The name of the landscape.</summary>
    public override string ToString() => Name;
}

/// <summary>Landscapes with a name, to walk on in chapters 3 and 4.</summary>
public static class Landscape
{
    /// <summary>
    /// Two valleys of different depth: C(w) = w⁴/4 − w³/3 − w² + 8/3, with dC/dw = (w + 1) w (w − 2). The
    /// left minimum at w = −1 costs 9/4, the right one at w = 2 costs 0, and the hilltop between them is at 0.
    /// </summary>
    public static Landscape<double> TiltedDoubleWell { get; } = Of<double>(
        "tilted double well",
        w => (w * w * w * w / 4) - (w * w * w / 3) - (w * w) + (8.0 / 3),
        w => (w + 1) * w * (w - 2),
        from: -2,
        to: 3,
        minima: [-1, 2]);

    /// <summary>
    /// C(x, y) = x²/2 + (y² − 1)²/4: a saddle at (0, 0), where the gradient is zero and the cost 1/4, between
    /// two minima of cost 0 at (0, −1) and (0, 1).
    /// </summary>
    public static Landscape<Vector<double>> Saddle { get; } = Of(
        "saddle",
        v => (v[0] * v[0] / 2) + (((v[1] * v[1]) - 1) * ((v[1] * v[1]) - 1) / 4),
        v => Point(v[0], v[1] * ((v[1] * v[1]) - 1)),
        from: Point(-1.5, -1.5),
        to: Point(1.5, 1.5),
        minima: [Point(0, -1), Point(0, 1)]);

    /// <summary>
    /// Rosenbrock's banana valley (1960), C(x, y) = (1 − x)² + 100 (y − x²)²: easy to enter, slow to follow.
    /// One minimum, of cost 0, at (1, 1).
    /// </summary>
    public static Landscape<Vector<double>> Rosenbrock { get; } = Of(
        "Rosenbrock's valley",
        v => ((1 - v[0]) * (1 - v[0])) + (100 * (v[1] - (v[0] * v[0])) * (v[1] - (v[0] * v[0]))),
        v => Point(
            (-2 * (1 - v[0])) - (400 * v[0] * (v[1] - (v[0] * v[0]))),
            200 * (v[1] - (v[0] * v[0]))),
        from: Point(-2, -1),
        to: Point(2, 3),
        minima: [Point(1, 1)]);

    /// <summary>
    /// Himmelblau's function (1972), C(x, y) = (x² + y − 11)² + (x + y² − 7)²: four minima, all of cost 0.
    /// </summary>
    public static Landscape<Vector<double>> Himmelblau { get; } = Of(
        "Himmelblau's four valleys",
        v => (((v[0] * v[0]) + v[1] - 11) * ((v[0] * v[0]) + v[1] - 11)) + ((v[0] + (v[1] * v[1]) - 7) * (v[0] + (v[1] * v[1]) - 7)),
        v =>
        {
            double p = (v[0] * v[0]) + v[1] - 11, q = v[0] + (v[1] * v[1]) - 7;
            return Point((4 * v[0] * p) + (2 * q), (2 * p) + (4 * v[1] * q));
        },
        from: Point(-5, -5),
        to: Point(5, 5),
        minima:
        [
            Point(3, 2),
            Point(-2.805118086952745, 3.131312518250573),
            Point(-3.779310253377747, -3.2831859912861693),
            Point(3.5844283403304917, -1.8481265269644036),
        ]);

    // The cost comes as an expression: the functions are made of it, and what wants to read the formula can.
    private static Landscape<T> Of<T>(string name, Expression<Func<T, double>> cost, Func<T, T> gradient, T from, T to, IReadOnlyList<T> minima) =>
        new(name, cost.Compile(), gradient, from, to, minima) { Formula = cost };

    private static Vector<double> Point(double x, double y) => Vector<double>.Build.DenseOfArray([x, y]);
}
