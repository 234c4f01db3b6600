namespace GdNotebooks.Exercises;

/// <summary>
/// A wrong answer people give, as code that gives it: whoever's answer comes to the same results on every
/// input gets this hint.
/// </summary>
/// <param name="Name">In a few words: "forgot the square".</param>
/// <param name="Answer">The wrong answer itself.</param>
/// <param name="Hint">One or two sentences to the learner: what it looks like, and which idea is missing.</param>
public sealed record Misconception<TAnswer>(string Name, TAnswer Answer, string Hint)
    where TAnswer : Delegate
{
    /// <summary>The relative difference up to which a result still counts as this one's; the exercise's own where it is null.</summary>
    public double? Tolerance { get; init; }

    /// <summary>
    /// For exercises with more than one right answer: whether the numbers of all results look like this
    /// mistake, where comparing them with those of <see cref="Answer"/> would miss most who make it.
    /// </summary>
    public Func<IReadOnlyList<IReadOnlyList<double>>, bool>? Looks { get; init; }
}
