using System.Diagnostics.CodeAnalysis;
using GdNotebooks.Plotting;

namespace GdNotebooks.Exercises;

/// <summary>
/// Assemble it: the learner's own parts, put together into a gradient, which has to be right and has to pass
/// the gradient check that the learner wrote.
/// </summary>
/// <typeparam name="TInput">What one call is given.</typeparam>
/// <typeparam name="TAnswer">The type of the whole.</typeparam>
public sealed class Assembled<TInput, TAnswer> : Exercise
    where TAnswer : Delegate
{
    /// <summary>Below this relative error a gradient check is passed.</summary>
    private const double Agreement = 1e-6;

    /// <summary>The relative error of a gradient and one that is a hundredth larger.</summary>
    private const double OnePercent = 0.01 / 2.01;

    private const double Near = 1e-6;

    private readonly Exercise<TInput, TAnswer> _whole;

    /// <param name="whole">What the parts have to do together.</param>
    [SetsRequiredMembers]
    public Assembled(Exercise<TInput, TAnswer> whole)
        : base(whole.Number, whole.Title)
    {
        _whole = whole;
        (Task, Idea, Place, Formula, Shows, Minutes) = (whole.Task, whole.Idea, whole.Place, whole.Formula, whole.Shows, whole.Minutes);
    }

    /// <summary>The gradient at the first input, measured by central differences, in reading order.</summary>
    public Func<TInput, double[]> Measured { private get; init; } = _ => [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> MisconceptionNames => _whole.MisconceptionNames;

    /// <summary>Checks the whole, and asks the learner's own gradient check about it.</summary>
    /// <param name="answer">The parts, put together.</param>
    /// <param name="relativeError">The answer to 7.3: how far two gradients are apart.</param>
    public Feedback Check(TAnswer answer, Func<double[], double[], double> relativeError) => Recorded(Judge(answer, relativeError));

    /// <inheritdoc cref="Exercise{TInput, TAnswer}.Check(Delegate)"/>
    [Obsolete("This exercise asks for another signature. Take the first line of the stub as it stood: its parameters, their types and their order, and the type of the result.", error: true)]
    public Feedback Check(Delegate answer, Delegate relativeError) => Check((TAnswer)answer, (Func<double[], double[], double>)relativeError);

    private Feedback Judge(TAnswer answer, Func<double[], double[], double> relativeError)
    {
        var judged = _whole.Judge(answer);
        if (judged.State == ExerciseState.NotStarted)
        {
            return judged;
        }

        relativeError = Recursion.Guarded(relativeError);
        var input = _whole.Inputs[0];
        double[] own = [], measured = Measured(input);
        var outcome = Trial.Run(
            [
                () =>
                {
                    own = [.. Reading.Of(_whole.Call(Recursion.Guarded(answer), input)).Numbers];
                    return relativeError([.. own], [.. measured]);
                },
            ],
            new TimeLimit())[0];
        string check = outcome.Reading is not { Numbers: [var error] } ? "Your own gradient check did not come back with a number."
            : outcome.Reading.IsBlank ? "Your own gradient check is still the blank: put your answer to 7.3 in its place."
            : $"Your own gradient check says {Size(error)}{(error <= Agreement ? ", which is as good as equal." : ": above 10⁻⁶ something is wrong, in the gradient or in the check.")}";
        bool passes = outcome.Reading is { Numbers: [<= Agreement and >= 0] };

        // A check that finds nothing is worth something only if it finds a fault when there is one.
        if (judged.State == ExerciseState.Passed && passes)
        {
            var found = Trial.Run([() => relativeError([.. measured.Select(x => 1.01 * x)], [.. measured])], new TimeLimit())[0].Reading;
            string? doubt = found is not { Numbers: [> 1e-4] } ? "It finds none in a gradient either that is 1 % too large."
                : !Reading.AreClose(found.Numbers[0], OnePercent, Near) ? $"But of a gradient that is 1 % too large it says {Reading.Write(found.Numbers[0], 3)}, where the relative error is {Reading.Write(OnePercent, 3)}."
                : null;
            if (doubt is not null)
            {
                return Say(ExerciseState.NotYet, "Your gradient is right, and your own check finds no fault in it.", $"{doubt} Is it your answer to 7.3?");
            }
        }

        return judged.State == ExerciseState.Passed
            ? passes ? Say(ExerciseState.Passed, "", $"{check} {judged.Idea}") : Say(ExerciseState.NotYet, check, "The gradient is right; look at the check.")
            : Say(ExerciseState.NotYet, $"{judged.Observed} {check}", judged.Idea);

        Feedback Say(ExerciseState state, string observed, string idea) => new(Number, Title, state, observed, idea) { Misconception = judged.Misconception };
    }

    // What is left of two equal gradients is rounding, which is another number on another machine: its size is not.
    private static string Size(double error) => error is > 0 and <= Agreement
        ? "less than " + Reading.Write(Settled.PowerOfTen(Settled.PowerAbove(error)), 2)
        : Reading.Write(error, 2);
}
