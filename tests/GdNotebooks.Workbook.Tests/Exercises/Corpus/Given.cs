using System.Collections;
using GdNotebooks.Exercises;

namespace GdNotebooks.Tests;

/// <summary>One answer that somebody gave, written from the task text alone.</summary>
/// <param name="Exercise">The exercise it was given to.</param>
/// <param name="Kind">Right, wrong, or lazy: one that does as little as may pass.</param>
/// <param name="Label">The style of a right one, the mistake of a wrong one.</param>
/// <param name="Idea">What the sentence about a wrong one has to speak of: a pattern; null where no idea is expected.</param>
/// <param name="Check">Gives it to the check.</param>
internal sealed record Given(Exercise Exercise, GivenKind Kind, string Label, string? Idea, Func<Feedback> Check)
{
    public override string ToString() => $"{Exercise.Number} {Kind}: {Label}";
}

internal enum GivenKind
{
    Right,
    Wrong,
    Lazy,
}

/// <summary>The answers to one exercise.</summary>
internal sealed class Answers<TInput, TAnswer>(Exercise<TInput, TAnswer> exercise) : IEnumerable<Given>
    where TAnswer : Delegate
{
    private readonly List<Given> _all = [];

    public Answers<TInput, TAnswer> Right(string style, TAnswer answer) => Add(GivenKind.Right, style, null, answer);

    public Answers<TInput, TAnswer> Wrong(string mistake, string idea, TAnswer answer) => Add(GivenKind.Wrong, mistake, idea, answer);

    public Answers<TInput, TAnswer> Lazy(string way, TAnswer answer) => Add(GivenKind.Lazy, way, null, answer);

    public IEnumerator<Given> GetEnumerator() => _all.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private Answers<TInput, TAnswer> Add(GivenKind kind, string label, string? idea, TAnswer answer)
    {
        _all.Add(new(exercise, kind, label, idea, () => exercise.Check(answer)));
        return this;
    }
}

internal static partial class Corpus
{
    public static IReadOnlyList<Given> All { get; } =
    [
        .. Chapter1Answers(), .. Chapter2Answers(), .. Chapter3Answers(), .. Chapter4Answers(), .. Chapter5Answers(),
        .. Chapter6Answers(), .. Chapter7Answers(), .. Chapter8Answers(), .. Chapter9Answers(), .. Chapter10Answers(),
    ];

    private static Answers<TInput, TAnswer> To<TInput, TAnswer>(Exercise<TInput, TAnswer> exercise)
        where TAnswer : Delegate => new(exercise);

    private static MathNet.Numerics.LinearAlgebra.Vector<double> V(params double[] components) =>
        MathNet.Numerics.LinearAlgebra.Vector<double>.Build.DenseOfArray(components);
}
