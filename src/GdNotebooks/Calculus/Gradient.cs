using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks;

/// <summary>
/// The gradient of a function of several parameters, measured one component at a time (chapter 3).
/// </summary>
public static class Gradient
{
    /// <summary>
    /// The partial derivative ∂f/∂vᵢ: only component <paramref name="i"/> moves, by ±h, and all others
    /// are held, as note 000 says.
    /// </summary>
    /// <param name="f">The function.</param>
    /// <param name="v">Where the partial derivative is wanted; it is left unchanged.</param>
    /// <param name="i">The component that moves, from 0.</param>
    /// <param name="h">The step of the central difference.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="i"/> is no component of <paramref name="v"/>, or <paramref name="h"/> is zero, not finite, or too small to move it.
    /// </exception>
    public static double Partial(Func<Vector<double>, double> f, Vector<double> v, int i, double h) =>
        Derivative.Central(Along(f, v, i), v[i], h);

    /// <inheritdoc cref="Partial(Func{Vector{double}, double}, Vector{double}, int, double)"/>
    /// <summary>The partial derivative ∂f/∂vᵢ, with a step that suits vᵢ and f, see <see cref="Derivative.Central(Func{double, double}, double)"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="i"/> is no component of <paramref name="v"/>.</exception>
    public static double Partial(Func<Vector<double>, double> f, Vector<double> v, int i) => Derivative.Central(Along(f, v, i), v[i]);

    /// <summary>
    /// The gradient ∇f = [∂f/∂v₀, …, ∂f/∂vₙ₋₁], stacked one partial derivative at a time. It costs two
    /// evaluations of f for every component, which is why networks use backpropagation.
    /// </summary>
    /// <param name="f">The function.</param>
    /// <param name="v">Where the gradient is wanted; it is left unchanged.</param>
    /// <param name="h">The step of the central differences.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="h"/> is zero, not finite, or too small to move a component.</exception>
    public static Vector<double> Numeric(Func<Vector<double>, double> f, Vector<double> v, double h) => Stack(v, i => Partial(f, v, i, h));

    /// <inheritdoc cref="Numeric(Func{Vector{double}, double}, Vector{double}, double)"/>
    /// <summary>The gradient ∇f, with steps that suit the components and f, see <see cref="Derivative.Central(Func{double, double}, double)"/>.</summary>
    public static Vector<double> Numeric(Func<Vector<double>, double> f, Vector<double> v)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(v);
        double here = f(v.Clone());
        return Stack(v, i => CentralDifference.Measure(Along(f, v, i), v[i], here, v[i]));
    }

    /// <summary>
    /// The rate of change of f along a direction, measured by walking ±h that way. For a smooth f it is
    /// ∇f · d̂ = |∇f| cos φ (note 004 writes θ).
    /// </summary>
    /// <param name="f">The function.</param>
    /// <param name="v">Where the rate is wanted; it is left unchanged.</param>
    /// <param name="direction">The direction, of any length but zero: it is scaled to length 1 first.</param>
    /// <param name="h">The distance walked each way; by default one that suits v and f.</param>
    /// <exception cref="ArgumentException">The direction has length zero, or another length than <paramref name="v"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="h"/> is zero, not finite, or too small to move <paramref name="v"/>.</exception>
    public static double Directional(Func<Vector<double>, double> f, Vector<double> v, Vector<double> direction, double? h = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(v);
        ArgumentNullException.ThrowIfNull(direction);
        CheckSameLength(v, direction);
        double length = direction.L2Norm();
        if (length == 0 || !double.IsFinite(length))
        {
            throw new ArgumentException($"A direction has a finite length above 0, and this one has length {length:R}.", nameof(direction));
        }

        var unit = direction / length;
        double Walked(double distance) => f(v + (distance * unit));
        if (h is not double given)
        {
            return CentralDifference.Measure(Walked, 0, Walked(0), v.AbsoluteMaximum());
        }

        double rate = Derivative.Central(Walked, 0, given);
        return (v + (given * unit)).Equals(v)
            ? throw new ArgumentOutOfRangeException(nameof(h), h, "The step h is too small here: v + h d is v itself.")
            : rate;
    }

    /// <summary>
    /// How far two gradients are apart, whatever their size: ‖a − b‖ / (‖a‖ + ‖b‖), from 0 (equal) to 1
    /// (opposite, or one of them zero). Two zero vectors are equal: 0.
    /// </summary>
    /// <param name="a">One gradient.</param>
    /// <param name="b">The other, of the same length.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double RelativeError(Vector<double> a, Vector<double> b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        CheckSameLength(a, b);
        double size = a.L2Norm() + b.L2Norm();
        return size == 0 ? 0 : (a - b).L2Norm() / size;
    }

    // f with all components held but one.
    private static Func<double, double> Along(Func<Vector<double>, double> f, Vector<double> v, int i)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(v);
        if (i < 0 || i >= v.Count)
        {
            throw new ArgumentOutOfRangeException(nameof(i), i, $"The vector has the components 0 to {v.Count - 1}.");
        }

        return vi =>
        {
            var moved = v.Clone();
            moved[i] = vi;
            return f(moved);
        };
    }

    // A plain loop: MathNet fills a long vector on several threads at once, and f may keep a state of its own.
    private static Vector<double> Stack(Vector<double> v, Func<int, double> partial)
    {
        ArgumentNullException.ThrowIfNull(v);
        double[] partials = new double[v.Count];
        for (int i = 0; i < partials.Length; i++)
        {
            partials[i] = partial(i);
        }

        return Vector<double>.Build.Dense(partials);
    }

    private static void CheckSameLength(Vector<double> a, Vector<double> b)
    {
        if (a.Count != b.Count)
        {
            throw new ArgumentException($"The two vectors have {a.Count} and {b.Count} components; they need the same number.");
        }
    }
}
