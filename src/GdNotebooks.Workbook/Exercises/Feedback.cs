using GdNotebooks.Plotting;

namespace GdNotebooks.Exercises;

/// <summary>How far an exercise is.</summary>
public enum ExerciseState
{
    /// <summary>The stub is untouched.</summary>
    NotStarted,

    /// <summary>Something was tried, and it is not right yet.</summary>
    NotYet,

    /// <summary>Right on every input.</summary>
    Passed,

    /// <summary>Its solution was run, and it was not solved.</summary>
    Seen,
}

/// <summary>The answer to an answer: one of three states, and a sentence or two that help.</summary>
/// <param name="number">The exercise's number, "1.3".</param>
/// <param name="title">Its title.</param>
/// <param name="state">How far it is.</param>
/// <param name="observed">What was tried, what came out, what was expected; empty if there is nothing to say.</param>
/// <param name="idea">Which idea it looks like, or what it shows.</param>
[TypeFormatterSource(typeof(DisplayFormatterSource))]
public sealed class Feedback(string number, string title, ExerciseState state, string observed, string idea) : Displayable
{
    /// <summary>The exercise's number, "1.3".</summary>
    public string Number { get; } = number;

    /// <summary>The exercise's title.</summary>
    public string Title { get; } = title;

    /// <summary>How far the exercise is.</summary>
    public ExerciseState State { get; } = state;

    /// <summary>What was tried, what came out and what was expected.</summary>
    public string Observed { get; } = observed;

    /// <summary>Which idea the answer looks like; for a passed exercise, what it shows.</summary>
    public string Idea { get; } = idea;

    /// <summary>The name of the misconception that was recognised, or null.</summary>
    public string? Misconception { get; init; }

    /// <summary>What happened to the progress file, or what else goes on, if that is worth a sentence.</summary>
    internal string Note { get; set; } = "";

    /// <summary>Whether the answer had not come back and goes on.</summary>
    internal bool StillRuns { get; init; }

    /// <summary>The answer before this one, if nobody was shown it.</summary>
    internal Feedback? Before { get; set; }

    /// <summary>Whether anybody has been shown this.</summary>
    internal bool IsShown { get; private set; }

    // A teacher's own exercise is in no catalogue, and gives its hints itself.
    private string Help => State == ExerciseState.NotYet && Exercises.All.Any(exercise => exercise.Number == Number) ? $"Stuck? `Exercises.Hint(\"{Number}\")` gives a hint, and more each time." : "";

    // What an earlier check said to nobody, because its cell ended in a semicolon.
    private string Unshown => ProgressBook.Unshown(this);

    /// <inheritdoc/>
    public override string ToHtml()
    {
        IsShown = true;
        return Box.Of(
            Colour(State),
            $"{Box.Strong($"{Sign(State)} {Word(State)}")} · {Box.Text($"{Number} {Title}")}",
            Box.Text(Observed),
            Box.Text(Idea),
            Help.Length > 0 ? $"<small>{Box.Text(Help)}</small>" : "",
            Box.Text(Note),
            Box.Text(Unshown));
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        IsShown = true;
        return string.Join(
            '\n',
            new[] { $"{Sign(State)} {Word(State)} · {Number} {Title}", Observed, Idea, Help, Note, Unshown }.Where(line => line.Length > 0));
    }

    internal static string Sign(ExerciseState state) => state switch
    {
        ExerciseState.Passed => "✓",
        ExerciseState.NotYet => "◐",
        ExerciseState.Seen => "◇",
        _ => "○",
    };

    internal static string Word(ExerciseState state) => state switch
    {
        ExerciseState.Passed => "Passed",
        ExerciseState.NotYet => "Not yet",
        ExerciseState.Seen => "Solution seen",
        _ => "Not started",
    };

    internal static string Colour(ExerciseState state) => state switch
    {
        ExerciseState.Passed => Box.Green,
        ExerciseState.NotYet => Box.Orange,
        ExerciseState.Seen => Box.Blue,
        _ => Box.Grey,
    };
}
