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
            .. Everywhere<TAnswer>().Select(answer => new Attempt(exercise, answer.Label, ExerciseState.NotYet, null, () => exercise.Check(answer.Answer))),
        ];

    public const string EndlessLoop = "an endless loop";

    private static volatile bool released;

    /// <summary>Gives the answer to the check; the thread of an endless loop is let go afterwards, or it would slow the other tests down.</summary>
    public Feedback Run()
    {
        released = false;
        var feedback = Check();
        released = true;
        return feedback;
    }

    public override string ToString() => $"{Exercise.Number} {Label}";

    /// <summary>An exception, an endless loop, constants, and each parameter handed back, for any signature.</summary>
    private static IEnumerable<(string Label, TAnswer Answer)> Everywhere<TAnswer>()
        where TAnswer : Delegate
    {
        var invoke = typeof(TAnswer).GetMethod("Invoke")!;
        var parameters = invoke.GetParameters().Select(parameter => Expression.Parameter(parameter.ParameterType, parameter.Name)).ToArray();
        var result = invoke.ReturnType;
        TAnswer Returning(Expression body) => Expression.Lambda<TAnswer>(body, parameters).Compile();

        yield return ("an exception", Returning(Expression.Throw(Expression.New(typeof(InvalidOperationException)), result)));
        yield return (EndlessLoop, Returning(Expression.Call(typeof(Attempt), nameof(Loop), [result])));
        foreach (object? constant in Constants(result))
        {
            yield return ($"the constant {constant ?? "null"}", Returning(Expression.Constant(constant, result)));
        }

        foreach (var parameter in parameters.Where(parameter => parameter.Type == result))
        {
            yield return ($"an echo of {parameter.Name}", Returning(parameter));
        }
    }

    private static IEnumerable<object?> Constants(Type type) =>
        type == typeof(double) ? [0.0, 1.0, -1.0, 0.5, double.NaN, double.PositiveInfinity]
        : type == typeof(int) ? [0, 1, -1, 10]
        : type == typeof(bool) ? [false, true]
        : type == typeof(string) ? [null, "minimum", "maximum", "saddle"]
        : type.IsValueType ? [Activator.CreateInstance(type)]
        : [null];

    private static T Loop<T>()
    {
        while (!released)
        {
            Thread.SpinWait(100);
        }

        throw new OperationCanceledException();
    }
}
