using GdNotebooks.Plotting;

namespace GdNotebooks.Exercises;

/// <summary>Draw it: a figure of the learner's own, and two questions whose answers are read off it.</summary>
/// <param name="number">Chapter, dot, place in the chapter: "2.5".</param>
/// <param name="title">A few words.</param>
public sealed class Drawing(string number, string title) : Exercise(number, title)
{
    /// <summary>The two questions, each with its answer and how far off a reading may be.</summary>
    public required IReadOnlyList<(string Question, double Answer, double Within, string Hint)> Questions { internal get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> MisconceptionNames => [];

    /// <summary>Says whether the answers can have been read off the figure, and whether the figure can be read.</summary>
    /// <param name="figure">The figure: a title, and a name for both axes.</param>
    /// <param name="first">The answer to the first question.</param>
    /// <param name="second">The answer to the second question.</param>
    public Feedback Check(Figure? figure, double first, double second) => Recorded(Judge(figure, first, second));

    private Feedback Judge(Figure? figure, double first, double second)
    {
        if (figure is null && Blank.Is(first) && Blank.Is(second))
        {
            return new(Number, Title, ExerciseState.NotStarted, "", "Draw the figure, read both answers off it, and run the cell again.");
        }

        if (figure is null)
        {
            return Say("There is no figure yet.", "Draw it first: what the questions ask for can be seen in it.");
        }

        string? missing = string.IsNullOrWhiteSpace(figure.Title) ? "a title, `.WithTitle(…)`"
            : figure is Plot { XTitle: null } or Plot { YTitle: null } ? "names for its axes, `.WithXTitle(…)` and `.WithYTitle(…)`"
            : null;
        if (missing is not null)
        {
            return Say("Something is missing in the figure.", $"Whoever sees it alone, in half a year, needs {missing}.");
        }

        foreach (var ((question, answer, within, hint), given) in Questions.Zip([first, second]))
        {
            if (Blank.Is(given))
            {
                return Say(question, "This answer is still the blank: read it off the figure.");
            }

            if (!(Math.Abs(given - answer) <= within))
            {
                return Say($"{question} You read {Reading.Write(given)}.", hint);
            }
        }

        return new(Number, Title, ExerciseState.Passed, "", Shows);

        Feedback Say(string observed, string idea) => new(Number, Title, ExerciseState.NotYet, observed, idea) { Misconception = "misread" };
    }
}
