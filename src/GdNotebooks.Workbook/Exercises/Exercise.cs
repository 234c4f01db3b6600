using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace GdNotebooks.Exercises;

/// <summary>What every exercise has, whatever its answer looks like: a number, a title, a task, three hints and a solution.</summary>
/// <param name="number">Chapter, dot, place in the chapter: "1.3".</param>
/// <param name="title">A few words.</param>
public abstract class Exercise(string number, string title)
{
    private int _hintsAsked;

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

    /// <summary>The second hint: where the chapter shows it.</summary>
    public required string Place { get; init; }

    /// <summary>The third hint: a formula.</summary>
    public required string Formula { get; init; }

    /// <summary>What it shows, once it is passed.</summary>
    public required string Shows { get; init; }

    /// <summary>About how long it takes: 3, 10 or 20 minutes.</summary>
    public int Minutes { get; init; } = 3;

    /// <summary>How hard it is, and how long it takes: "●● 10 min".</summary>
    public string Effort => string.Create(CultureInfo.InvariantCulture, $"{(Minutes <= 3 ? "●" : Minutes <= 10 ? "●●" : "●●●")} {Minutes} min");

    /// <summary>The names of the wrong answers that are recognised.</summary>
    public abstract IReadOnlyList<string> MisconceptionNames { get; }

    /// <summary>One hint more each time it is asked: the idea, the place, the formula, and then where the solution is.</summary>
    public Hint Hint() => new(this, Interlocked.Increment(ref _hintsAsked));

    /// <summary>Whether there are other inputs to be drawn, so that it is worth doing again.</summary>
    internal virtual bool CanBeFresh => false;

    /// <summary>Draws other inputs from now on, where an exercise has drawn ones.</summary>
    internal void Refresh(int seed) => Freshness = seed;

    /// <summary>Decides the drawn inputs: 0 at first, another number after <c>Exercises.Again()</c>.</summary>
    private protected int Freshness { get; private set; }

    /// <summary>Writes a feedback down and notes what is worth knowing beside it.</summary>
    private protected Feedback Recorded(Feedback feedback)
    {
        feedback.Note = ProgressBook.Current.Record(Number, feedback.State);
        int running = Trial.StillRunning - (feedback.StillRuns ? 1 : 0);
        if (running > 0)
        {
            feedback.Note = string.Create(CultureInfo.InvariantCulture, $"{running} earlier {(running == 1 ? "answer still runs and slows" : "answers still run and slow")} down what comes next: restart the kernel to end {(running == 1 ? "it" : "them")}. {feedback.Note}").TrimEnd();
        }

        ProgressBook.Current.Answered(feedback);
        return feedback;
    }
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
    /// <summary>Of more numbers in another shape than expected only the shape is shown.</summary>
    private const int MostShown = 12;

    private Prepared? _prepared;

    /// <summary>What the answer is called with: at least one input it is easy to think about.</summary>
    public required IReadOnlyList<TInput> Inputs { get; init; }

    /// <summary>More inputs, drawn from a seed: 0 at first, another one when the exercise comes again.</summary>
    public Func<int, IEnumerable<TInput>>? Drawn { get; init; }

    /// <inheritdoc/>
    internal override bool CanBeFresh => Drawn is not null;

    /// <summary>Calls an answer with an input. Arrays are handed out as copies: an answer may change what it gets, and is told so.</summary>
    public required Func<TAnswer, TInput, object?> Call { get; init; }

    /// <summary>How a sentence names that call: <c>CostAt(2)</c>.</summary>
    public required Func<TInput, FormattableString> Tried { get; init; }

    /// <summary>The right answer.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public required TAnswer Reference { internal get; init; }

    /// <summary>The wrong answers that have a hint of their own.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public required IReadOnlyList<Misconception<TAnswer>> Misconceptions { internal get; init; }

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
    /// Calls the answer with every input and says how far it is. It never throws, and takes less than two
    /// seconds of the processor, whatever the answer does, short of exhausting the memory, or the stack in a way
    /// that <see cref="Recursion"/> does not see.
    /// </summary>
    /// <param name="answer">A method or a lambda of this type.</param>
    public Feedback Check(TAnswer answer) => Recorded(Judge(answer));

    /// <summary>
    /// Where an answer of any other type ends: at compile time, with this sentence in place of the
    /// compiler's remark about method groups.
    /// </summary>
    /// <param name="answer">A method with other parameters or another result than the stub's.</param>
    [Obsolete("This exercise asks for another signature. Take the first line of the stub as it stood: its parameters, their types and their order, and the type of the result.", error: true)]
    public Feedback Check(Delegate answer) => Check((TAnswer)answer);

    /// <summary>What <see cref="Check(TAnswer)"/> says, without writing it down.</summary>
    internal Feedback Judge(TAnswer? answer)
    {
        if (answer is null)
        {
            return NotStarted();
        }

        if (Recursion.IsEndless(answer.Method))
        {
            return NotYet($"`{answer.Method.Name}` was not called.", "It calls itself whatever it is given, without end. That would fill the stack and end the kernel with everything in it. Where should it stop?");
        }

        // First, so that whatever the inputs prepare is ready before the clock of the answer runs.
        var prepared = Prepare();
        var (inputs, expected) = (prepared.Inputs, prepared.Expected);
        var guarded = Recursion.Guarded(answer);
        var limit = new TimeLimit();

        // Of a call that never begins, because the time was up before, nothing was handed in.
        List<Handed>[] handed = [.. inputs.Select(_ => new List<Handed>())];
        var clock = Stopwatch.StartNew();
        var outcomes = Trial.Run([.. inputs.Select((input, i) => (Func<object?>)(() => Call(Watched(guarded, Names(answer), handed[i], limit), input)))], limit);
        bool isQuick = clock.Elapsed < Trial.Limit / 4;
        if (outcomes.All(outcome => outcome.Reading is { IsBlank: true }))
        {
            return NotStarted();
        }

        bool IsRight(int i) => this.IsRight(inputs[i], expected[i], outcomes[i]);
        var wrong = Enumerable.Range(0, outcomes.Count).Where(i => !IsRight(i)).ToList();
        if (wrong.Count == 0)
        {
            return Spoiled(inputs, handed) ?? new(Number, Title, ExerciseState.Passed, "", Shows);
        }

        int shown = wrong.FirstOrDefault(i => IsClear(outcomes[i], expected[i]), wrong[0]);

        // A stack that runs full says more than a wrong number beside it.
        shown = wrong.FirstOrDefault(i => outcomes[i].Error is InsufficientExecutionStackException, shown);

        // What is said about a call without an end is said of that call.
        shown = outcomes[^1].IsEndless ? outcomes.Count - 1 : shown;
        string observed = Observe(inputs[shown], expected[shown], outcomes[shown]);
        bool isNoKnownMistake = outcomes[^1].IsEndless || outcomes.Any(outcome => outcome.Reading?.BlankPlaces.Count > 0) || IsNearlyRight(outcomes, expected);
        var recognised = isNoKnownMistake ? null : Misconceptions.FirstOrDefault(misconception => Matches(misconception, outcomes, prepared));
        if (recognised is null && Spoiled(inputs, handed) is { } spoiled)
        {
            return spoiled;
        }

        string idea = recognised?.Hint
            ?? (isQuick ? Remembers(outcomes[shown], () => Call(Watched(guarded, Names(answer), [], new()), inputs[shown])) : null)
            ?? Suspicion.Of(outcomes, expected, [.. handed.Take(outcomes.Count).Select(calls => calls.FirstOrDefault())], shown, IsRight, onlyOneIsRight: Objection is null, rearrange => Variant(inputs, rearrange), i => $"`{FormattableString.Invariant(Tried(inputs[i]))}`");
        return new(Number, Title, ExerciseState.NotYet, observed, idea) { Misconception = recognised?.Name, StillRuns = outcomes[^1].IsEndless && Trial.StillRunning > 0 };
    }

    // The same input twice, and two results: what stands outside a method outlives its call.
    private string? Remembers(Outcome first, Func<object?> call) =>
        Objection is null && first.Reading is { IsBlank: false } one && Trial.Run([call], new())[0].Reading is { } other && !one.Agrees(other, Evidence.Tolerance)
            ? $"Called once more with the same input it gives {Reading.Apart(one, other, Evidence.Tolerance).Other}. It keeps something from call to call, such as a variable that stands outside the method, or it draws random numbers. Make what it needs inside the method, so that each call begins anew."
            : null;

    private static string[] Names(TAnswer answer) =>
        [.. answer.Method.GetParameters().Where(parameter => parameter.ParameterType.FullName != "System.Runtime.CompilerServices.Closure").Select(parameter => parameter.Name ?? "")];

    private static TAnswer Watched(TAnswer answer, string[] names, List<Handed> calls, TimeLimit limit) =>
        Shell.Around(answer, new(
            arguments =>
            {
                limit.Ask();
                var handed = new Handed(names, arguments);
                calls.Add(handed);
                return handed.Guarded(limit);
            },
            Shell.Hooks.Nothing));

    // A difference in the seventh digit looks like rounding; a clearer one may be found further on.
    private static bool IsClear(Outcome outcome, Outcome expected) =>
        outcome.Reading is not { } given || expected.Reading is not { } wanted || given.Shape != wanted.Shape || !given.Words.SequenceEqual(wanted.Words)
        || given.Numbers.Zip(wanted.Numbers).Any(pair => !Reading.AreClose(pair.First, pair.Second, 0.05));

    private static bool IsNearlyRight(IReadOnlyList<Outcome> outcomes, IReadOnlyList<Outcome> expected) =>
        outcomes.Zip(expected).All(pair => pair.First.Reading is { } given && pair.Second.Reading is { } wanted && given.Shape == wanted.Shape && given.Words.SequenceEqual(wanted.Words))
        && Slips.IsRightToSevenDigits(outcomes.Zip(expected).SelectMany(pair => pair.First.Reading!.Numbers.Zip(pair.Second.Reading!.Numbers)));

    private Prepared Prepare()
    {
        if (_prepared is { } ready && ready.Seed == Freshness)
        {
            return ready;
        }

        int seed = Freshness;
        IReadOnlyList<TInput> inputs = [.. Inputs, .. Drawn?.Invoke(seed) ?? []];
        return _prepared = new(seed, inputs, Outcomes(Reference, inputs));
    }

    private Feedback NotStarted() =>
        new(Number, Title, ExerciseState.NotStarted, "", "Write your answer in place of the blank and run the cell again.");

    private Feedback NotYet(string observed, string idea) => new(Number, Title, ExerciseState.NotYet, observed, idea);

    private Feedback? Spoiled(IReadOnlyList<TInput> inputs, List<Handed>[] handed)
    {
        for (int i = 0; i < handed.Length; i++)
        {
            foreach (var call in handed[i] ?? [])
            {
                if (call.Changed() is var (place, was, now))
                {
                    string name = call.Names[place];
                    return NotYet(
                        $"`{FormattableString.Invariant(Tried(inputs[i]))}` changed `{name}`, which it was handed: it was {was} and is {now} now.",
                        $"Whoever called still needs `{name}` as it was. Work on a copy: `{name}.Clone()` of a vector or a matrix, `{name}.ToArray()` of a list. `var copy = {name};` makes no copy, only a second name.");
                }
            }
        }

        return null;
    }

    private IReadOnlyList<Outcome> Outcomes(TAnswer answer, IReadOnlyList<TInput> inputs) =>
        [.. inputs.Select(input => Trial.Call(() => Call(answer, input)))];

    private IReadOnlyList<Outcome> Variant(IReadOnlyList<TInput> inputs, Func<object?[], object?[]> rearrange)
    {
        var limit = new TimeLimit();
        var variant = Shell.Around(Reference, new(rearrange, Shell.Hooks.Nothing));
        return Trial.Run([.. inputs.Select(input => (Func<object?>)(() => Call(variant, input)))], limit);
    }

    private bool IsRight(TInput input, Outcome expected, Outcome outcome) =>
        outcome.Reading is not null
        && (Objection is null
            ? outcome.Agrees(expected, Tolerance)
            : outcome.Reading.Shape == expected.Reading!.Shape && Objection(input, outcome.Reading.Numbers) is null);

    // On every input the same result; two exceptions are the same result, but not on all inputs.
    private bool Matches(Misconception<TAnswer> misconception, IReadOnlyList<Outcome> outcomes, Prepared prepared)
    {
        if (misconception.Looks is not null)
        {
            return outcomes.Zip(prepared.Expected).All(pair => pair.First.Reading?.Shape == pair.Second.Reading!.Shape) && misconception.Looks([.. outcomes.Select(outcome => outcome.Reading!.Numbers)]);
        }

        var mistakes = prepared.Mistaken.GetOrAdd(misconception, _ => Outcomes(misconception.Answer, prepared.Inputs));
        return outcomes.Any(outcome => outcome.Error is null)
            && outcomes.Zip(mistakes).All(pair => pair.First.Agrees(pair.Second, misconception.Tolerance ?? Tolerance));
    }

    private string Observe(TInput input, Outcome expected, Outcome outcome)
    {
        string tried = $"`{FormattableString.Invariant(Tried(input))}`";
        if (outcome.IsEndless)
        {
            return $"{tried} had not come back after {Reading.Write(Trial.Limit.TotalSeconds, 3)} s.";
        }

        if (outcome.Reading is null)
        {
            return $"{tried} threw {outcome.Error!.GetType().Name}: {outcome.Error.Message.ReplaceLineEndings(" ")}";
        }

        if (Objection is not null)
        {
            // What the result is measured by is no result that anybody could return.
            return outcome.Reading.Shape == expected.Reading!.Shape
                ? $"{tried} {Objection(input, outcome.Reading.Numbers)}"
                : $"{tried} gave {outcome.Reading}.";
        }

        if (outcome.Reading.Numbers.Count > MostShown && Suspicion.Shapes(outcome.Reading, expected.Reading!) is var (given, asked))
        {
            return $"{tried} gave {given}; expected {asked}.";
        }

        var (place, gave, wanted) = Reading.Apart(outcome.Reading, expected.Reading!, Tolerance);
        return place.Length > 0
            ? $"{tried} has {gave} at {place}; expected {wanted} there."
            : $"{tried} gave {gave}; expected {wanted}.";
    }

    // One consistent set, so that inputs drawn anew never meet what came of the old ones.
    private sealed record Prepared(int Seed, IReadOnlyList<TInput> Inputs, IReadOnlyList<Outcome> Expected)
    {
        public ConcurrentDictionary<Misconception<TAnswer>, IReadOnlyList<Outcome>> Mistaken { get; } = new();
    }
}
