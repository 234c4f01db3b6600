using GdNotebooks.Plotting;

namespace GdNotebooks.Exercises;

/// <summary>The hints asked for so far: an idea, then a formula, then where the chapter shows it.</summary>
[TypeFormatterSource(typeof(DisplayFormatterSource))]
public sealed class Hint : Displayable
{
    private static readonly string[] Names = ["Idea", "Formula", "Where"];
    private readonly string heading;
    private readonly IReadOnlyList<string> steps;
    private readonly string more;

    internal Hint(Exercise exercise, int asked)
    {
        string[] all = [exercise.Idea, exercise.Formula, exercise.Place];
        heading = $"Hint for {exercise.Number} {exercise.Title}";
        steps = [.. all.Take(Math.Clamp(asked, 1, all.Length)).Select((step, i) => $"{Names[i]}: {step}")];
        more = steps.Count == all.Length ? "" : $"Run this again for {(steps.Count == 1 ? "the formula" : "the place in the chapter that shows it")}.";
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
        [Box.Strong($"? {heading}"), .. steps.Select(Box.Text), more.Length > 0 ? $"<small>{Box.Text(more)}</small>" : ""]);

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join('\n', new[] { $"? {heading}" }.Concat(steps).Append(more).Where(line => line.Length > 0));
}
