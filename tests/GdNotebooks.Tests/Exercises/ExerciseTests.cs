using GdNotebooks.Exercises;
using Catalogue = GdNotebooks.Exercises.Exercises;

namespace GdNotebooks.Tests;

internal static partial class Attempts
{
    public static IReadOnlyList<Attempt> All { get; } = [.. AtChapter1];
}

public class ExerciseTests
{
    public static TheoryData<string> EveryAttempt => new(Attempts.All.Select(attempt => attempt.ToString()));

    [Theory]
    [MemberData(nameof(EveryAttempt))]
    public void Every_answer_gets_the_answer_it_needs(string name)
    {
        var attempt = Attempts.All.Single(attempt => attempt.ToString() == name);
        var feedback = attempt.Run();
        Assert.Equal(attempt.State, feedback.State);
        Assert.Equal(attempt.Misconception, feedback.Misconception);
        Assert.False(string.IsNullOrWhiteSpace(feedback.Idea));
        Assert.Equal(attempt.State == ExerciseState.NotYet, feedback.Observed.Length > 0);
    }

    [Fact]
    public void Every_exercise_is_in_the_catalogue_and_every_one_there_is_tried()
    {
        var written = typeof(Exercise).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(Exercise).Namespace && type.Name.StartsWith("Chapter", StringComparison.Ordinal))
            .SelectMany(type => type.GetProperties())
            .Where(property => property.PropertyType.IsAssignableTo(typeof(Exercise)))
            .Select(property => ((Exercise)property.GetValue(null)!).Number);
        Assert.Equal(written.Order(), Catalogue.All.Select(exercise => exercise.Number).Order());
        Assert.Equal(Catalogue.All.Select(exercise => exercise.Number), Attempts.All.Select(attempt => attempt.Exercise.Number).Distinct());
    }

    [Fact]
    public void Every_misconception_is_tried()
    {
        Assert.True(Attempts.All.Count(attempt => attempt.State == ExerciseState.NotYet) >= 70);
    }
}
