using GdNotebooks.Plotting;

namespace GdNotebooks.Exercises;

/// <summary>The hints asked for so far: an idea, then where the chapter shows it, then a formula, and last the solution's address.</summary>
[TypeFormatterSource(typeof(DisplayFormatterSource))]
public sealed class Hint : Displayable
{
    private static readonly string[] Names = ["Idea", "Where", "Formula"];
    private static readonly string[] Next = ["the place in the chapter that shows it", "the formula", "the solution"];
    private readonly string heading;
    private readonly IReadOnlyList<string> steps;
    private readonly string more;
    private readonly string? solution;

    internal Hint(Exercise exercise, int asked)
    {
        string[] all = [exercise.Idea, exercise.Place, exercise.Formula];
        heading = $"Hint for {exercise.Number} {exercise.Title}";
        steps = [.. all.Take(Math.Clamp(asked, 1, all.Length)).Select((step, i) => $"{Names[i]}: {step}")];
        bool isInTheWorkbook = Exercises.All.Contains(exercise);
        solution = asked > all.Length && isInTheWorkbook ? Exercises.Solutions(exercise.Chapter) : null;
        more = solution is not null ? "Do you want to see the solution? It is explained, beside a wrong answer that people give. A night's sleep is worth a try first: " + solution
            : steps.Count == all.Length && !isInTheWorkbook ? ""
            : $"Run this again for {Next[steps.Count - 1]}.";
    }

    internal Hint(string unknown, IEnumerable<string> known)
    {
        heading = $"There is no exercise \"{unknown}\"";
        steps = [$"The exercises are {string.Join(", ", known)}."];
        more = "";
    }

    /// <summary>How many steps it shows, 1 to 3.</summary>
    public int Steps => steps.Count;

    /// <inheritdoc/>
    public override string ToHtml() => Box.Of(
        Box.Blue,
        [Box.Strong($"? {heading}"), .. steps.Select(Box.Text), more.Length > 0 ? $"<small>{Linked(Box.Text(more))}</small>" : ""]);

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join('\n', new[] { $"? {heading}" }.Concat(steps).Append(more).Where(line => line.Length > 0));

    private string Linked(string html) =>
        solution is null ? html : html.Replace(solution, $"<a href=\"{solution}\">{solution}</a>", StringComparison.Ordinal);
}
