using System.Globalization;

namespace GdNotebooks.Exercises;

/// <summary>What every exercise has, whatever its answer looks like: a number, a title, a task and three hints.</summary>
/// <param name="number">Chapter, dot, place in the chapter: "1.3".</param>
/// <param name="title">A few words.</param>
public abstract class Exercise(string number, string title)
{
    private int hintsAsked;

    /// <summary>Chapter, dot, place in the chapter: "1.3".</summary>
    public string Number { get; } = number;

    /// <summary>The chapter it belongs to.</summary>
    public int Chapter { get; } = int.TryParse(number.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int chapter) ? chapter : 0;

    /// <summary>A few words.</summary>
    public string Title { get; } = title;

    /// <summary>What is asked.</summary>
    public required string Task { get; init; }

    /// <summary>The first hint: an idea.</summary>
    public required string Idea { get; init; }

    /// <summary>The second hint: a formula.</summary>
    public required string Formula { get; init; }

    /// <summary>The third hint: where the chapter shows it.</summary>
    public required string Place { get; init; }

    /// <summary>What it shows, once it is passed.</summary>
    public required string Shows { get; init; }

    /// <summary>The names of the wrong answers that are recognised.</summary>
    public abstract IReadOnlyList<string> MisconceptionNames { get; }

    /// <summary>One hint more each time it is asked: the idea, the formula, the place.</summary>
    public Hint Hint() => new(this, Interlocked.Increment(ref hintsAsked));
}

/// <summary>
/// An exercise as data. The answer is a piece of code; it is called with each of the
/// <see cref="Inputs"/>, and so are the <see cref="Reference"/> and the <see cref="Misconceptions"/>:
/// equal results mean passed, or a known mistake. Nothing else is needed for a new exercise; chapter 1
/// shows four.
/// </summary>
/// <typeparam name="TInput">What one call is given.</typeparam>
/// <typeparam name="TAnswer">The type of the answer: a delegate, so that a wrong signature does not compile.</typeparam>
/// <param name="number">Chapter, dot, place in the chapter: "1.3".</param>
/// <param name="title">A few words.</param>
public sealed class Exercise<TInput, TAnswer>(string number, string title) : Exercise(number, title)
    where TAnswer : Delegate
{
    private IReadOnlyList<Outcome>? expected;

    /// <summary>What the answer is called with: at least one input it is easy to think about, and some drawn from a seed.</summary>
    public required IReadOnlyList<TInput> Inputs { get; init; }

    /// <summary>Calls an answer with an input. Arrays are handed out as copies: an answer may change what it gets.</summary>
    public required Func<TAnswer, TInput, object?> Call { get; init; }

    /// <summary>How a sentence names that call: <c>CostAt(2)</c>.</summary>
    public required Func<TInput, FormattableString> Tried { get; init; }

    /// <summary>The right answer.</summary>
    public required TAnswer Reference { get; init; }

    /// <summary>The wrong answers that have a hint of their own.</summary>
    public required IReadOnlyList<Misconception<TAnswer>> Misconceptions { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> MisconceptionNames => [.. Misconceptions.Select(misconception => misconception.Name)];

    /// <summary>The relative difference up to which a number is right.</summary>
    public double Tolerance { get; init; } = 1e-9;

    /// <summary>
    /// For exercises with more than one right answer: what is wrong with a result, as a sentence that goes
    /// on after the call ("gave w = 1, which …"), or null if it is right. It is given the input and the
    /// numbers of the result; the result has the shape of the reference's.
    /// </summary>
    public Func<TInput, IReadOnlyList<double>, string?>? Objection { get; init; }

    /// <summary>
    /// Calls the answer with every input and says how far it is. It never throws and takes less than two
    /// seconds, whatever the answer does, short of exhausting the stack or the memory.
    /// </summary>
    /// <param name="answer">A method or a lambda of this type.</param>
    public Feedback Check(TAnswer answer)
    {
        var feedback = Judge(answer);
        feedback.Note = ProgressBook.Current.Record(Number, feedback.State);
        return feedback;
    }

    /// <summary>
    /// Where an answer of any other type ends: at compile time, with this sentence in place of the
    /// compiler's remark about method groups.
    /// </summary>
    /// <param name="answer">A method with other parameters or another result than the stub's.</param>
    [Obsolete("This exercise asks for another signature. Take the first line of the stub as it stood: its parameters, their types and their order, and the type of the result.", error: true)]
    public Feedback Check(Delegate answer) => Check((TAnswer)answer);

    private Feedback Judge(TAnswer? answer)
    {
        if (answer is null)
        {
            return NotStarted();
        }

        // First, so that whatever the inputs prepare is ready before the clock of the answer runs.
        expected ??= Outcomes(Reference);
        var outcomes = Trial.Run([.. Inputs.Select(input => (Func<object?>)(() => Call(answer, input)))]);
        if (outcomes.All(outcome => outcome.Reading is { IsBlank: true }))
        {
            return NotStarted();
        }

        int wrong = Enumerable.Range(0, outcomes.Count).FirstOrDefault(i => !IsRight(i, outcomes[i]), -1);
        if (wrong < 0)
        {
            return new(Number, Title, ExerciseState.Passed, "", Shows);
        }

        string observed = Observe(wrong, outcomes[wrong]);
        var recognised = outcomes[^1].IsEndless ? null : Misconceptions.FirstOrDefault(misconception => Matches(misconception, outcomes));
        string idea = recognised?.Hint
            ?? Suspicion.Of(outcomes, expected, i => IsRight(i, outcomes[i]), onlyOneIsRight: Objection is null);
        return new(Number, Title, ExerciseState.NotYet, observed, idea) { Misconception = recognised?.Name };
    }

    private Feedback NotStarted() =>
        new(Number, Title, ExerciseState.NotStarted, "", "Write your answer in place of the blank and run the cell again.");

    private IReadOnlyList<Outcome> Outcomes(TAnswer answer) =>
        [.. Inputs.Select(input => Trial.Call(() => Call(answer, input)))];

    private bool IsRight(int i, Outcome outcome) =>
        outcome.Reading is not null
        && (Objection is null
            ? outcome.Agrees(expected![i], Tolerance)
            : outcome.Reading.Shape == expected![i].Reading!.Shape && Objection(Inputs[i], outcome.Reading.Numbers) is null);

    // On every input the same result; two exceptions are the same result, but not on all inputs.
    private bool Matches(Misconception<TAnswer> misconception, IReadOnlyList<Outcome> outcomes)
    {
        if (misconception.Looks is not null)
        {
            return outcomes.Zip(expected!).All(pair => pair.First.Reading?.Shape == pair.Second.Reading!.Shape) && misconception.Looks([.. outcomes.Select(outcome => outcome.Reading!.Numbers)]);
        }

        var mistaken = Outcomes(misconception.Answer);
        return outcomes.Any(outcome => outcome.Error is null)
            && outcomes.Zip(mistaken).All(pair => pair.First.Agrees(pair.Second, misconception.Tolerance ?? Tolerance));
    }

    private string Observe(int i, Outcome outcome)
    {
        string tried = $"`{FormattableString.Invariant(Tried(Inputs[i]))}`";
        if (outcome.IsEndless)
        {
            return $"{tried} had not come back after {Reading.Write(Trial.Limit.TotalSeconds, 3)} s.";
        }

        if (outcome.Reading is null)
        {
            return $"{tried} threw {outcome.Error!.GetType().Name}: {outcome.Error.Message.ReplaceLineEndings(" ")}";
        }

        if (Objection is not null && outcome.Reading.Shape == expected![i].Reading!.Shape)
        {
            return $"{tried} {Objection(Inputs[i], outcome.Reading.Numbers)}";
        }

        var (place, gave, wanted) = Reading.Apart(outcome.Reading, expected![i].Reading!, Tolerance);
        return place.Length > 0
            ? $"{tried} has {gave} at {place}; expected {wanted} there."
            : $"{tried} gave {gave}; expected {wanted}.";
    }
}
