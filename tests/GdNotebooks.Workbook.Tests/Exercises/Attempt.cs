using System.Linq.Expressions;
using GdNotebooks.Exercises;

namespace GdNotebooks.Tests;

/// <summary>One answer somebody might give, and how it has to be answered.</summary>
/// <param name="Exercise">The exercise it is given to.</param>
/// <param name="Label">What it is.</param>
/// <param name="State">How far it gets.</param>
/// <param name="Misconception">The misconception that has to be recognised; null where none may be.</param>
/// <param name="Check">Gives it to the check.</param>
internal sealed record Attempt(Exercise Exercise, string Label, ExerciseState State, string? Misconception, Func<Feedback> Check)
{
    private readonly Lazy<Feedback> _told = new(() => Patiently(Check));

    /// <summary>What it is told: it is checked once, however many tests ask.</summary>
    public Feedback Told => _told.Value;

    /// <summary>The solution, the named wrong answers, and what every exercise has to survive.</summary>
    public static IReadOnlyList<Attempt> At<TInput, TAnswer>(
        Exercise<TInput, TAnswer> exercise,
        TAnswer solution,
        params (string? Misconception, TAnswer Answer)[] wrong)
        where TAnswer : Delegate =>
        [
            new(exercise, "solution", ExerciseState.Passed, null, () => exercise.Check(solution)),
            .. wrong.Select((answer, i) => new Attempt(
                exercise,
                answer.Misconception ?? $"unnamed wrong answer {i}",
                ExerciseState.NotYet,
                answer.Misconception,
                () => exercise.Check(answer.Answer))),
            Endless(exercise),
            .. Everywhere<TAnswer>().Select(answer => new Attempt(exercise, answer.Label, ExerciseState.NotYet, null, () => exercise.Check(answer.Answer)) { IsGeneral = true }),
        ];

    /// <summary>A program with a fault: mended, mended under another line's number, and as it stood with each.</summary>
    public static IReadOnlyList<Attempt> At<TInput, TAnswer>(Fault<TInput, TAnswer> fault, int line, TAnswer mended, TAnswer asItStood, params (string Misconception, TAnswer Answer)[] wrong)
        where TAnswer : Delegate
    {
        var endless = Build<TAnswer>((_, result) => Expression.Call(typeof(Attempt), nameof(Wait), [result]));
        return
        [
            new(fault, "solution", ExerciseState.Passed, null, () => fault.Check(line, mended)),
            new(fault, "as it stood, line named", ExerciseState.NotYet, Fault<TInput, TAnswer>.AsItStood, () => fault.Check(line, asItStood)),
            new(fault, "as it stood, another line named", ExerciseState.NotYet, null, () => fault.Check(line + 20, asItStood)) { IsGeneral = true },
            new(fault, "mended, no line named", ExerciseState.NotYet, null, () => fault.Check(Blank.Count, mended)) { IsGeneral = true },
            new(fault, "mended, another line named", ExerciseState.NotYet, null, () => fault.Check(line + 20, mended)) { IsGeneral = true },
            .. wrong.Select(answer => new Attempt(fault, answer.Misconception, ExerciseState.NotYet, answer.Misconception, () => fault.Check(line, answer.Answer))),
            new(fault, EndlessLoop, ExerciseState.NotYet, null, () => fault.Check(line, endless)) { IsGeneral = true },
        ];
    }

    /// <summary>On a machine that is busy with other tests the time may be up too early, for the answer or for what it is compared with: then once more.</summary>
    internal static Feedback Patiently(Func<Feedback> check)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var first = check();
        return clock.Elapsed > Trial.Limit || first.Observed.Contains("had not come back", StringComparison.Ordinal) ? check() : first;
    }

    public const string EndlessLoop = "an endless loop";

    /// <summary>Whether it is one that every exercise gets; a constant may happen to be a known misconception.</summary>
    public bool IsGeneral { get; init; }

    /// <summary>An answer of the exercise's type that does not come back in time.</summary>
    private static Attempt Endless<TInput, TAnswer>(Exercise<TInput, TAnswer> exercise)
        where TAnswer : Delegate
    {
        var endless = Build<TAnswer>((_, result) => Expression.Call(typeof(Attempt), nameof(Wait), [result]));
        return new(exercise, EndlessLoop, ExerciseState.NotYet, null, () => exercise.Check(endless)) { IsGeneral = true };
    }

    public override string ToString() => $"{Exercise.Number} {Label}";

    /// <summary>An exception, constants, and each parameter handed back, for any signature.</summary>
    private static IEnumerable<(string Label, TAnswer Answer)> Everywhere<TAnswer>()
        where TAnswer : Delegate
    {
        var invoke = typeof(TAnswer).GetMethod("Invoke")!;
        var result = invoke.ReturnType;
        yield return ("an exception", Build<TAnswer>((_, result) => Expression.Throw(Expression.New(typeof(InvalidOperationException)), result)));
        foreach (object? constant in Constants(result))
        {
            yield return ($"the constant {constant ?? "null"}", Build<TAnswer>((_, result) => Expression.Constant(constant, result)));
        }

        foreach (var parameter in invoke.GetParameters().Where(parameter => parameter.ParameterType == result))
        {
            yield return ($"an echo of {parameter.Name}", Build<TAnswer>((parameters, _) => parameters[parameter.Position]));
        }
    }

    private static TAnswer Build<TAnswer>(Func<ParameterExpression[], Type, Expression> body)
        where TAnswer : Delegate
    {
        var invoke = typeof(TAnswer).GetMethod("Invoke")!;
        var parameters = invoke.GetParameters().Select(parameter => Expression.Parameter(parameter.ParameterType, parameter.Name)).ToArray();
        return Expression.Lambda<TAnswer>(body(parameters, invoke.ReturnType), parameters).Compile();
    }

    private static IEnumerable<object?> Constants(Type type) =>
        type == typeof(double) ? [0.0, 1.0, -1.0, 0.5, double.NaN, double.PositiveInfinity]
        : type == typeof(int) ? [0, 1, -1, 10]
        : type == typeof(bool) ? [false, true]
        : type == typeof(string) ? [null, "minimum", "maximum", "saddle"]
        : type.IsValueType ? [Activator.CreateInstance(type)]
        : [null];

    // The check cannot tell a loop from a wait, and thirty waits at once leave the processor to the others.
    internal static T Wait<T>()
    {
        Thread.Sleep(Trial.Limit * 2);
        throw new OperationCanceledException();
    }
}
