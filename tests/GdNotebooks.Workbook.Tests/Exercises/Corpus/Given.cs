using System.Collections;
using GdNotebooks.Exercises;
using GdNotebooks.Plotting;
using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks.Tests;

/// <summary>One answer that somebody gave, written from the task text alone.</summary>
/// <param name="Exercise">The exercise it was given to.</param>
/// <param name="Kind">Right, wrong, or lazy: one that does as little as may pass.</param>
/// <param name="Label">The style of a right one, the mistake of a wrong one.</param>
/// <param name="Idea">What the sentence about a wrong one has to speak of: a pattern; null where no idea is expected.</param>
/// <param name="Check">Gives it to the check.</param>
internal sealed record Given(Exercise Exercise, GivenKind Kind, string Label, string? Idea, Func<Feedback> Check)
{
    private readonly Lazy<Feedback> _told = new(() => Attempt.Patiently(Check));

    /// <summary>What it was told: it is checked once, however many tests ask.</summary>
    public Feedback Told => _told.Value;

    public override string ToString() => $"{Exercise.Number} {Kind}: {Label}";
}

internal enum GivenKind
{
    Right,
    Wrong,
    Lazy,
}

/// <summary>The answers to one exercise.</summary>
internal abstract class AnswersTo<TSelf>(Exercise exercise) : IEnumerable<Given>
    where TSelf : AnswersTo<TSelf>
{
    private readonly List<Given> _all = [];

    public IEnumerator<Given> GetEnumerator() => _all.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    protected TSelf Add(GivenKind kind, string label, string? idea, Func<Feedback> check)
    {
        _all.Add(new(exercise, kind, label, idea, check));
        return (TSelf)this;
    }
}

/// <summary>Answers that are a method.</summary>
internal sealed class Answers<TInput, TAnswer>(Exercise<TInput, TAnswer> exercise) : AnswersTo<Answers<TInput, TAnswer>>(exercise)
    where TAnswer : Delegate
{
    public Answers<TInput, TAnswer> Right(string style, TAnswer answer) => Add(GivenKind.Right, style, null, () => exercise.Check(answer));

    public Answers<TInput, TAnswer> Wrong(string mistake, string idea, TAnswer answer) => Add(GivenKind.Wrong, mistake, idea, () => exercise.Check(answer));

    public Answers<TInput, TAnswer> Lazy(string way, TAnswer answer) => Add(GivenKind.Lazy, way, null, () => exercise.Check(answer));
}

/// <summary>Programs with a fault: the line that was named, and what became of the program.</summary>
internal sealed class Repairs<TInput, TAnswer>(Fault<TInput, TAnswer> fault) : AnswersTo<Repairs<TInput, TAnswer>>(fault)
    where TAnswer : Delegate
{
    public Repairs<TInput, TAnswer> Right(string style, int line, TAnswer mended) => Add(GivenKind.Right, style, null, () => fault.Check(line, mended));

    public Repairs<TInput, TAnswer> Wrong(string mistake, string idea, int line, TAnswer mended) => Add(GivenKind.Wrong, mistake, idea, () => fault.Check(line, mended));

    public Repairs<TInput, TAnswer> Lazy(string way, int line, TAnswer mended) => Add(GivenKind.Lazy, way, null, () => fault.Check(line, mended));
}

/// <summary>Figures, and two numbers read off each.</summary>
internal sealed class Readings(Drawing drawing) : AnswersTo<Readings>(drawing)
{
    public Readings Right(string style, Figure figure, double first, double second) => Add(GivenKind.Right, style, null, () => drawing.Check(figure, first, second));

    public Readings Wrong(string mistake, string idea, Figure? figure, double first, double second) => Add(GivenKind.Wrong, mistake, idea, () => drawing.Check(figure, first, second));

    public Readings Lazy(string way, Figure? figure, double first, double second) => Add(GivenKind.Lazy, way, null, () => drawing.Check(figure, first, second));
}

/// <summary>Parts put together, each with a gradient check; without one, with one that is right.</summary>
internal sealed class Wholes<TInput, TAnswer>(Assembled<TInput, TAnswer> whole) : AnswersTo<Wholes<TInput, TAnswer>>(whole)
    where TAnswer : Delegate
{
    public Wholes<TInput, TAnswer> Right(string style, TAnswer answer, Func<double[], double[], double>? check = null) => Add(GivenKind.Right, style, null, () => whole.Check(answer, check ?? Attempts.RelativeError));

    public Wholes<TInput, TAnswer> Wrong(string mistake, string idea, TAnswer answer, Func<double[], double[], double>? check = null) => Add(GivenKind.Wrong, mistake, idea, () => whole.Check(answer, check ?? Attempts.RelativeError));

    public Wholes<TInput, TAnswer> Lazy(string way, TAnswer answer, Func<double[], double[], double>? check = null) => Add(GivenKind.Lazy, way, null, () => whole.Check(answer, check ?? Attempts.RelativeError));
}

/// <summary>Begins the answers to an exercise of each kind.</summary>
internal static class Begin
{
    public static Answers<TInput, TAnswer> To<TInput, TAnswer>(Exercise<TInput, TAnswer> exercise)
        where TAnswer : Delegate => new(exercise);

    public static Repairs<TInput, TAnswer> To<TInput, TAnswer>(Fault<TInput, TAnswer> fault)
        where TAnswer : Delegate => new(fault);

    public static Wholes<TInput, TAnswer> To<TInput, TAnswer>(Assembled<TInput, TAnswer> whole)
        where TAnswer : Delegate => new(whole);

    public static Readings To(Drawing drawing) => new(drawing);

    public static Vector<double> V(params double[] components) => Vector<double>.Build.DenseOfArray(components);
}

internal static partial class Corpus
{
    public static IReadOnlyList<Given> All { get; } =
    [
        .. Chapter1Answers(), .. Chapter2Answers(), .. Chapter3Answers(), .. Chapter4Answers(), .. Chapter5Answers(),
        .. Chapter6Answers(), .. Chapter7Answers(), .. Chapter8Answers(), .. Chapter9Answers(), .. Chapter10Answers(),
        .. FaultAnswers(), .. AssembledAnswers(),
    ];
}
