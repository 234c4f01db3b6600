using GdNotebooks.Plotting;

namespace GdNotebooks.Exercises;

/// <summary>The hints asked for so far: an idea, then where the chapter shows it, then a formula, and last the solution's address.</summary>
[TypeFormatterSource(typeof(DisplayFormatterSource))]
public sealed class Hint : Displayable
{
    private static readonly string[] Names = ["Idea", "Where", "Formula"];
    private static readonly string[] Next = ["the place in the chapter that shows it", "the formula", "the solution"];
    private readonly string _heading;
    private readonly IReadOnlyList<string> _steps;
    private readonly string _more;
    private readonly string? _solution;

    internal Hint(Exercise exercise, int asked)
    {
        string[] all = [exercise.Idea, exercise.Place, exercise.Formula];
        _heading = $"Hint for {exercise.Number} {exercise.Title}";
        _steps = [.. all.Take(Math.Clamp(asked, 1, all.Length)).Select((step, i) => $"{Names[i]}: {step}")];
        bool isInTheWorkbook = Exercises.All.Contains(exercise);
        _solution = asked > all.Length && isInTheWorkbook ? Exercises.Solutions(exercise.Chapter) : null;
        _more = _solution is not null ? "Do you want to see the solution? It is explained, beside a wrong answer that people give. A night's sleep is worth a try first: " + _solution
            : _steps.Count == all.Length && !isInTheWorkbook ? ""
            : $"Run this again for {Next[_steps.Count - 1]}.";
    }

    internal Hint(string unknown, IEnumerable<string> known)
    {
        _heading = $"There is no exercise \"{unknown}\"";
        _steps = [$"The exercises are {string.Join(", ", known)}."];
        _more = "";
    }

    /// <summary>How many steps it shows, 1 to 3.</summary>
    public int Steps => _steps.Count;

    /// <inheritdoc/>
    public override string ToHtml() => Box.Of(
        Box.Blue,
        [Box.Strong($"? {_heading}"), .. _steps.Select(Box.Text), _more.Length > 0 ? $"<small>{Linked(Box.Text(_more))}</small>" : ""]);

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join('\n', new[] { $"? {_heading}" }.Concat(_steps).Append(_more).Where(line => line.Length > 0));

    private string Linked(string html) =>
        _solution is null ? html : html.Replace(_solution, $"<a href=\"{_solution}\">{_solution}</a>", StringComparison.Ordinal);
}
