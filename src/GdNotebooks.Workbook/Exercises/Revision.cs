using GdNotebooks.Plotting;

namespace GdNotebooks.Exercises;

/// <summary>Passed exercises that come again, with fresh inputs.</summary>
[TypeFormatterSource(typeof(DisplayFormatterSource))]
public sealed class Revision : Displayable
{
    private readonly IReadOnlyList<(Exercise Exercise, string Call)> _picked;

    internal Revision(IReadOnlyList<(Exercise Exercise, string Call)> picked) => _picked = picked;

    /// <summary>The exercises that were picked.</summary>
    public IReadOnlyList<Exercise> Picked => [.. _picked.Select(pick => pick.Exercise)];

    /// <inheritdoc/>
    public override string ToHtml() => Box.Of(
        Box.Blue,
        [Box.Strong($"↻ {Heading}"), .. _picked.SelectMany(pick => new[] { Box.Strong($"{pick.Exercise.Number} {pick.Exercise.Title} · {pick.Exercise.Effort}"), Box.Text($"{pick.Exercise.Task} End the cell with `{pick.Call}`.") })]);

    /// <inheritdoc/>
    public override string ToString() => string.Join(
        '\n',
        _picked.Select(pick => $"{pick.Exercise.Number} {pick.Exercise.Title} · {pick.Exercise.Effort}\n{pick.Exercise.Task} End the cell with `{pick.Call}`.").Prepend($"↻ {Heading}"));

    private string Heading => _picked.Count == 0
        ? "Nothing to do again yet: an exercise comes again once it is passed."
        : "Once more, from memory: write each in a new cell. The inputs are fresh.";
}
