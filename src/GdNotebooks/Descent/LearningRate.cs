using System.Globalization;

namespace GdNotebooks;

/// <summary>
/// The learning rate η: one number, or a schedule that gives one for each time t (a step of
/// <see cref="GradientDescent"/>, an epoch of stochastic gradient descent), counted from 0. A plain
/// number converts to a constant rate, so <c>learningRate: 0.1</c> is enough (chapter 2).
/// </summary>
public sealed class LearningRate
{
    private readonly double _first;
    private readonly Func<int, double>? _factor;
    private readonly string? _name;

    private LearningRate(double first, string? name = null, Func<int, double>? factor = null)
    {
        if (!double.IsFinite(first) || first <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(first), first, "A learning rate is a finite number above 0.");
        }

        _first = first;
        _name = name;
        _factor = factor;
    }

    /// <summary>η(t).</summary>
    /// <param name="t">The step or epoch, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="t"/> is negative.</exception>
    public double At(int t)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(t);
        return _factor is null ? _first : _first * _factor(t);
    }

    /// <summary>η(t) = η₀.</summary>
    /// <param name="rate">η₀, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not a finite number above 0.</exception>
    public static LearningRate Constant(double rate) => new(rate);

    /// <summary>η(t) = η₀ · dropᵗᐟᵉᵛᵉʳʸ with t/every rounded down: a stair.</summary>
    /// <param name="rate">η₀, above 0.</param>
    /// <param name="drop">The factor of one stair, from above 0 to 1.</param>
    /// <param name="every">The width of a stair in steps or epochs, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static LearningRate StepDecay(double rate, double drop, int every)
    {
        CheckFactor(drop);
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        return new(rate, $"× {Text(drop)} every {every}", t => Power(drop, t / every));
    }

    /// <summary>η(t) = η₀ · decayᵗ: the same share is lost each time.</summary>
    /// <param name="rate">η₀, above 0.</param>
    /// <param name="decay">What is left after one step, from above 0 to 1; 0.95 loses 5 %.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static LearningRate Exponential(double rate, double decay)
    {
        CheckFactor(decay);
        return new(rate, $"× {Text(decay)} each time", t => Power(decay, t));
    }

    /// <summary>η(t) = η₀ / (1 + k t): falls fast, then ever more slowly.</summary>
    /// <param name="rate">η₀, above 0.</param>
    /// <param name="k">How fast it falls; 0 or above.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static LearningRate InverseTime(double rate, double k)
    {
        if (!double.IsFinite(k) || k < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(k), k, "The k of a 1/t schedule is a finite number, 0 or above.");
        }

        return new(rate, $"/ (1 + {Text(k)} t)", t => 1 / (1 + (k * t)));
    }

    /// <summary>η(t) = η₀ · ½ (1 + cos(π t / T)): half a cosine wave, from η₀ at t = 0 to 0 at t = T and after.</summary>
    /// <param name="rate">η₀, above 0.</param>
    /// <param name="length">T, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static LearningRate Cosine(double rate, int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        return new(rate, $"× half a cosine over {length}", t => t >= length ? 0 : HalfCosine((double)t / length));
    }

    /// <summary>A plain number is a constant learning rate.</summary>
    /// <param name="rate">η, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not a finite number above 0.</exception>
    public static implicit operator LearningRate(double rate) => Constant(rate);

    /// <summary>The first rate, and how it changes.</summary>
    public override string ToString() => _name is null ? Text(_first) : $"{Text(_first)} {_name}";

    // The training engine promises the same bits on every machine, and the platforms' own Pow and Cos
    // differ in the last one: these two use only operations that IEEE 754 fixes.
    private static double Power(double factor, int exponent)
    {
        double power = 1;
        for (int i = 0; i < exponent; i++)
        {
            power *= factor;
        }

        return power;
    }

    // ½ (1 + cos πx) = 1 − sin²(πx/2) for x from 0 to 1, with the sine from its power series.
    private static double HalfCosine(double x)
    {
        double u = Math.PI / 2 * x, sine = u, term = u;
        for (int k = 2; k <= 26; k += 2)
        {
            term *= -u * u / (k * (k + 1));
            sine += term;
        }

        return 1 - (sine * sine);
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static void CheckFactor(double value)
    {
        if (!(value > 0 && value <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "The factor of a decaying learning rate is above 0 and at most 1.");
        }
    }
}
