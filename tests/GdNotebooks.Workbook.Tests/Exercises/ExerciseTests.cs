using GdNotebooks.Exercises;
using Catalogue = GdNotebooks.Exercises.Exercises;

namespace GdNotebooks.Tests;

internal static partial class Attempts
{
    public static IReadOnlyList<Attempt> All { get; } =
    [
        .. AtChapter1, .. AtChapter2, .. AtChapter3, .. AtChapter4, .. AtChapter5,
        .. AtChapter6, .. AtChapter7, .. AtChapter8, .. AtChapter9, .. AtChapter10, .. AtNewKinds,
    ];

    public static IReadOnlyDictionary<string, Attempt> ByName { get; } = All.ToDictionary(attempt => attempt.ToString());
}

[Collection(AnswersAlone.Name)]
public class ExerciseTests
{
    public static TheoryData<string> EveryAttempt => new(Attempts.All.Where(attempt => attempt.Label != Attempt.EndlessLoop).Select(attempt => attempt.ToString()));

    [Theory]
    [MemberData(nameof(EveryAttempt))]
    public void Every_answer_gets_the_answer_it_needs(string name)
    {
        var attempt = Attempts.ByName[name];
        var feedback = attempt.Told;
        Assert.Equal(attempt.State, feedback.State);
        if (!attempt.IsGeneral)
        {
            Assert.Equal(attempt.Misconception, feedback.Misconception);
        }

        Assert.False(string.IsNullOrWhiteSpace(feedback.Idea));
        Assert.Equal(attempt.State == ExerciseState.NotYet, feedback.Observed.Length > 0);
    }

    [Fact]
    public async Task An_endless_loop_is_left_behind_in_every_exercise()
    {
        Assert.InRange(Trial.Limit.TotalSeconds, 1, 1.9);
        var endless = Attempts.All.Where(attempt => attempt.Label == Attempt.EndlessLoop).ToList();
        Assert.Equal(Catalogue.All.Count(exercise => exercise is not Drawing), endless.Count);
        var feedback = await Task.WhenAll(endless.Select(attempt => Task.Factory.StartNew(attempt.Check, TaskCreationOptions.LongRunning)));
        Assert.All(feedback, answer => Assert.Equal(ExerciseState.NotYet, answer.State));
        Assert.All(feedback, answer => Assert.Contains("loop", answer.Idea, StringComparison.Ordinal));
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
        Assert.Equal(Catalogue.All.Select(exercise => exercise.Number).Order(), Attempts.All.Select(attempt => attempt.Exercise.Number).Distinct().Order());
    }

    [Fact]
    public void Every_misconception_is_tried_and_has_a_name_of_its_own()
    {
        foreach (var exercise in Catalogue.All)
        {
            Assert.Equal(exercise.MisconceptionNames.Count, exercise.MisconceptionNames.Distinct().Count());
            var tried = Attempts.All.Where(attempt => attempt.Exercise == exercise).Select(attempt => attempt.Misconception).OfType<string>().ToList();
            Assert.Equal(tried.Count, tried.Distinct().Count());
            var given = Corpus.All.Concat(Paths.All.Values.SelectMany(path => path)).Where(given => given.Exercise == exercise && given.Kind != GivenKind.Right).Select(given => given.Told.Misconception).OfType<string>().Where(name => name is not ("another line" or "misread"));
            Assert.Equal(exercise.MisconceptionNames.Order(), tried.Concat(given).Distinct().Order());
        }

        Assert.True(Attempts.All.Count(attempt => attempt.State == ExerciseState.NotYet && !attempt.IsGeneral) >= 70);
    }

    [Fact]
    public void No_constant_rate_and_mini_batch_serve_all_budgets()
    {
        foreach (int m in new[] { 1, 5, 10, 30, 100 })
        {
            for (double eta = 0.001; eta < 2; eta *= 1.6)
            {
                Assert.Equal(ExerciseState.NotYet, Chapter8.SpendTheBudget.Check(_ => (eta, m)).State);
            }
        }
    }
}
