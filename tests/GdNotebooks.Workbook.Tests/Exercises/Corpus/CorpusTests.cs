using System.Globalization;
using System.Text.RegularExpressions;
using GdNotebooks.Exercises;
using Xunit.Abstractions;
using Catalogue = GdNotebooks.Exercises.Exercises;

namespace GdNotebooks.Tests;

/// <summary>
/// Answers to every exercise, written from the task texts before the definitions were read: right ones in many
/// styles pass, wrong and lazy ones do not, and the sentence about a wrong one names the idea that is missing.
/// </summary>
[Collection(AnswersAlone.Name)]
public class CorpusTests(ITestOutputHelper output)
{
    private const double ShareThatNamesTheIdea = 0.8;

    public static TheoryData<string> EveryExercise => new(Corpus.All.Select(given => given.Exercise.Number).Distinct());

    public static TheoryData<int> EveryChapter => new(Corpus.All.Select(given => given.Exercise.Chapter).Distinct());

    [Theory]
    [MemberData(nameof(EveryExercise))]
    public void Right_answers_pass_in_every_style(string number)
    {
        var refused = Of(number, GivenKind.Right).Select(given => (given, told: given.Told)).Where(pair => pair.told.State != ExerciseState.Passed).ToList();
        Assert.True(refused.Count == 0, string.Join("\n\n", refused.Select(pair => $"{pair.given}\n{pair.told}")));
    }

    [Theory]
    [MemberData(nameof(EveryExercise))]
    public void Wrong_and_lazy_answers_do_not_pass(string number)
    {
        var passed = Of(number, GivenKind.Wrong).Concat(Of(number, GivenKind.Lazy)).Where(given => given.Told.State != ExerciseState.NotYet).ToList();
        Assert.True(passed.Count == 0, string.Join('\n', passed));
    }

    [Theory]
    [MemberData(nameof(EveryChapter))]
    public void The_sentence_about_a_wrong_answer_names_the_idea(int chapter)
    {
        var told = Corpus.All.Where(given => given.Exercise.Chapter == chapter && given.Kind == GivenKind.Wrong).Select(given => (given, feedback: given.Told)).ToList();
        var silent = told.Where(pair => !Regex.IsMatch(pair.feedback.Idea, pair.given.Idea!, RegexOptions.IgnoreCase)).ToList();
        double share = 1 - ((double)silent.Count / told.Count);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Chapter {chapter}: {told.Count - silent.Count} of {told.Count} sentences name the idea, {share:P0}."));
        foreach (var (given, feedback) in silent)
        {
            output.WriteLine($"{given}, expected to speak of {given.Idea}\n  {feedback.Observed}\n  {feedback.Idea}");
        }

        Assert.True(share >= ShareThatNamesTheIdea, string.Join('\n', silent.Select(pair => pair.given)));
    }

    [Fact]
    public void Every_exercise_has_its_answers()
    {
        foreach (var exercise in Catalogue.All)
        {
            Assert.True(Of(exercise.Number, GivenKind.Right).Count() >= 8, exercise.Number);
            Assert.True(Of(exercise.Number, GivenKind.Wrong).Count() >= 12, exercise.Number);
            Assert.True(Of(exercise.Number, GivenKind.Lazy).Any(), exercise.Number);
        }
    }

    private static IEnumerable<Given> Of(string number, GivenKind kind) =>
        Corpus.All.Where(given => given.Exercise.Number == number && given.Kind == kind);
}
