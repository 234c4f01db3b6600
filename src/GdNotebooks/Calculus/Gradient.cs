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
    /// <paramref name="i"/> is no component of <paramref name="v"/>, or <paramref name="h"/> is zero or not finite.
    /// </exception>
    public static double Partial(Func<Vector<double>, double> f, Vector<double> v, int i, double h = 1e-5)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(v);
        if (i < 0 || i >= v.Count)
        {
            throw new ArgumentOutOfRangeException(nameof(i), i, $"The vector has the components 0 to {v.Count - 1}.");
        }

        return Derivative.Central(
            vi =>
            {
                var moved = v.Clone();
                moved[i] = vi;
                return f(moved);
            },
            v[i],
            h);
    }

    /// <summary>
    /// The gradient ∇f = [∂f/∂v₀, …, ∂f/∂vₙ₋₁], stacked one partial derivative at a time. It costs two
    /// evaluations of f for every component, which is why networks use backpropagation.
    /// </summary>
    /// <param name="f">The function.</param>
    /// <param name="v">Where the gradient is wanted; it is left unchanged.</param>
    /// <param name="h">The step of the central differences.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="h"/> is zero or not finite.</exception>
    public static Vector<double> Numeric(Func<Vector<double>, double> f, Vector<double> v, double h = 1e-5)
    {
        ArgumentNullException.ThrowIfNull(v);

        // A plain loop: MathNet fills a long vector on several threads at once, and f may keep a state of its own.
        double[] partials = new double[v.Count];
        for (int i = 0; i < partials.Length; i++)
        {
            partials[i] = Partial(f, v, i, h);
        }

        return Vector<double>.Build.Dense(partials);
    }

    /// <summary>
    /// The rate of change of f along a direction, measured by walking ±h that way. For a smooth f it is
    /// ∇f · d̂ = |∇f| cos θ (note 004).
    /// </summary>
    /// <param name="f">The function.</param>
    /// <param name="v">Where the rate is wanted; it is left unchanged.</param>
    /// <param name="direction">The direction, of any length but zero: it is scaled to length 1 first.</param>
    /// <param name="h">The distance walked each way.</param>
    /// <exception cref="ArgumentException">The direction has length zero, or another length than <paramref name="v"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="h"/> is zero or not finite.</exception>
    public static double Directional(Func<Vector<double>, double> f, Vector<double> v, Vector<double> direction, double h = 1e-5)
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
        return Derivative.Central(distance => f(v + (distance * unit)), 0, h);
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

    private static void CheckSameLength(Vector<double> a, Vector<double> b)
    {
        if (a.Count != b.Count)
        {
            throw new ArgumentException($"The two vectors have {a.Count} and {b.Count} components; they need the same number.");
        }
    }
}
