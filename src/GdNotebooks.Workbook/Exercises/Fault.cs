using System.Diagnostics.CodeAnalysis;

namespace GdNotebooks.Exercises;

/// <summary>
/// Find the fault: a short program with one wrong line. The learner names the line and mends it; both have
/// to be right.
/// </summary>
/// <typeparam name="TInput">What one call is given.</typeparam>
/// <typeparam name="TAnswer">The type of the program.</typeparam>
public sealed class Fault<TInput, TAnswer> : Exercise
    where TAnswer : Delegate
{
    /// <summary>The name that the misconception has which is the program as it stood.</summary>
    public const string AsItStood = "as it stood";

    private readonly Exercise<TInput, TAnswer> _program;

    /// <param name="program">What the mended program has to do. One of its misconceptions is the program <see cref="AsItStood"/>.</param>
    [SetsRequiredMembers]
    public Fault(Exercise<TInput, TAnswer> program)
        : base(program.Number, program.Title)
    {
        _program = program;
        (Task, Idea, Place, Formula, Shows, Minutes) = (program.Task, program.Idea, program.Place, program.Formula, program.Shows, program.Minutes);
    }

    /// <summary>The lines that a mended program may differ in.</summary>
    public IReadOnlyList<int> Lines { internal get; init; } = [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> MisconceptionNames => _program.MisconceptionNames;

    /// <summary>Says whether the line is the wrong one, and whether the program is right now.</summary>
    /// <param name="line">The number of the line that was wrong.</param>
    /// <param name="mended">The program.</param>
    public Feedback Check(int line, TAnswer mended) => Recorded(Judge(line, mended));

    /// <inheritdoc cref="Exercise{TInput, TAnswer}.Check(Delegate)"/>
    [Obsolete("This exercise asks for another signature. Take the first line of the program as it stood: its parameters, their types and their order, and the type of the result.", error: true)]
    public Feedback Check(int line, Delegate mended) => Check(line, (TAnswer)mended);

    private Feedback Judge(int line, TAnswer mended)
    {
        var judged = _program.Judge(mended);
        bool named = Lines.Contains(line), asItStood = judged.Misconception == AsItStood;
        return (judged.State, named) switch
        {
            (ExerciseState.Passed, true) => judged,
            (ExerciseState.NotYet, _) when Blank.Is(line) && asItStood =>
                Say(ExerciseState.NotStarted, judged.Observed, "Put the number of the wrong line in place of the blank, mend the line, and run the cell again."),
            (ExerciseState.Passed, false) => Say(ExerciseState.NotYet, "The program does what it should.", Blank.Is(line)
                ? "Which line was wrong? Put its number in place of the blank."
                : $"Line {Text(line)} is not where the fault was: it was right as it stood. Which line is to blame?"),
            (ExerciseState.NotYet, true) => Say(ExerciseState.NotYet, judged.Observed, asItStood
                ? $"Line {Text(line)} it is. Now mend it. {judged.Idea}"
                : $"Line {Text(line)} it is, and the program is not right yet. {judged.Idea}"),
            (ExerciseState.NotYet, false) => Say(ExerciseState.NotYet, judged.Observed, asItStood
                ? $"Line {Text(line)} is right as it stands. What does each line hold for an input that you can do in your head?"
                : $"The program does something else now, and not yet what it should. {judged.Idea}"),
            _ => judged,
        };

        Feedback Say(ExerciseState state, string observed, string idea) =>
            new(Number, Title, state, observed, idea) { Misconception = state == ExerciseState.NotYet ? judged.Misconception ?? "another line" : null };
    }

    private static string Text(int line) => line.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
