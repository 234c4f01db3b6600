using System.Globalization;
using System.Text.RegularExpressions;
using GdNotebooks.Exercises;
using Xunit.Abstractions;
using Catalogue = GdNotebooks.Exercises.Exercises;

namespace GdNotebooks.Tests;

/// <summary>Each of three people comes through all chapters, and is told the idea at each slip.</summary>
[Collection(AnswersAlone.Name)]
public class PathTests(ITestOutputHelper output)
{
    private const double ShareThatNamesTheIdea = 0.8;

    public static TheoryData<string> EveryPerson => new(Paths.All.Keys);

    [Theory]
    [MemberData(nameof(EveryPerson))]
    public void Somebody_comes_through_all_chapters_and_is_told_the_idea_at_each_slip(string person)
    {
        var path = Paths.All[person];
        Assert.Equal(Catalogue.All.Select(exercise => exercise.Number), path.Select(given => given.Exercise.Number).Distinct());
        var told = path.Select(given => (given, feedback: given.Told)).ToList();
        foreach (var (given, feedback) in told)
        {
            output.WriteLine($"{given}\n  {feedback.State} {feedback.Misconception}\n  {feedback.Observed}\n  {feedback.Idea}");
        }

        var slips = told.Where(pair => pair.given.Kind == GivenKind.Wrong).ToList();
        var silent = slips.Where(pair => !Regex.IsMatch(pair.feedback.Idea, pair.given.Idea!, RegexOptions.IgnoreCase)).ToList();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{person}: {slips.Count - silent.Count} of {slips.Count} sentences name the idea."));
        foreach (var (given, _) in silent)
        {
            output.WriteLine($"SILENT {given}, expected to speak of {given.Idea}");
        }

        Assert.All(told, pair => Assert.True(pair.feedback.State == (pair.given.Kind == GivenKind.Right ? ExerciseState.Passed : ExerciseState.NotYet), $"{pair.given}\n{pair.feedback}"));
        Assert.True(1 - ((double)silent.Count / slips.Count) >= ShareThatNamesTheIdea);
    }
}
