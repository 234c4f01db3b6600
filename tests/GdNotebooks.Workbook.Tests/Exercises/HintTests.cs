using GdNotebooks.Exercises;
using Catalogue = GdNotebooks.Exercises.Exercises;

namespace GdNotebooks.Tests;

[Collection(AnswersAlone.Name)]
public class HintTests
{
    [Fact]
    public void A_hint_gives_an_idea_then_the_place_then_the_formula()
    {
        var exercise = new Exercise<double, Func<double, double>>("0.1", "Twice")
        {
            Task = "Return twice x.",
            Idea = "Add it to itself.",
            Formula = "2x.",
            Place = "Nowhere.",
            Inputs = [1, 2, 3],
            Call = (answer, x) => answer(x),
            Tried = x => $"Twice({x})",
            Reference = x => 2 * x,
            Misconceptions = [],
            Shows = "x + x = 2x.",
        };
        Assert.Equal("? Hint for 0.1 Twice\nIdea: Add it to itself.\nRun this again for the place in the chapter that shows it.", exercise.Hint().ToString());
        Assert.Equal("? Hint for 0.1 Twice\nIdea: Add it to itself.\nWhere: Nowhere.\nRun this again for the formula.", exercise.Hint().ToString());
        Assert.Equal("? Hint for 0.1 Twice\nIdea: Add it to itself.\nWhere: Nowhere.\nFormula: 2x.", exercise.Hint().ToString());
        Assert.Equal(3, exercise.Hint().Steps);
    }

    [Fact]
    public void Asked_a_fourth_time_it_links_the_solution()
    {
        var exercise = Catalogue.All.Single(exercise => exercise.Number == "4.3");
        for (int asked = 1; asked <= 3; asked++)
        {
            Assert.DoesNotContain("solutions/", exercise.Hint().ToString(), StringComparison.Ordinal);
        }

        var fourth = exercise.Hint();
        Assert.Contains("Do you want to see the solution?", fourth.ToString(), StringComparison.Ordinal);
        Assert.Contains("<a href=\"solutions/04-landscapes.ipynb\">", fourth.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_link_to_a_solution_leads_somewhere() =>
        Assert.All(Enumerable.Range(1, 10), chapter => Assert.True(File.Exists(Path.Combine(Checkout.Root, "notebooks", Catalogue.Solutions(chapter)))));

    [Fact]
    public void A_number_that_is_no_exercise_is_answered_with_those_that_are()
    {
        string text = Catalogue.Hint("1.12").ToString();
        Assert.Contains("There is no exercise \"1.12\"", text, StringComparison.Ordinal);
        Assert.Contains("1.1, 1.2", text, StringComparison.Ordinal);
        Assert.Contains("10.3", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_exercise_has_a_task_three_hints_and_a_lesson()
    {
        Assert.True(Catalogue.All.Count >= 32);
        foreach (var exercise in Catalogue.All)
        {
            string[] texts = [exercise.Title, exercise.Task, exercise.Idea, exercise.Formula, exercise.Place, exercise.Shows];
            Assert.All(texts, text => Assert.False(string.IsNullOrWhiteSpace(text)));
            Assert.Equal(texts.Length, texts.Distinct().Count());
        }
    }

    [Fact]
    public void Every_chapter_has_at_least_three_exercises_numbered_in_order()
    {
        var chapters = Catalogue.All.GroupBy(exercise => exercise.Number.Split('.')[0]).ToList();
        Assert.Equal(Enumerable.Range(1, 10).Select(n => $"{n}"), chapters.Select(chapter => chapter.Key));
        Assert.All(chapters, chapter =>
        {
            Assert.True(chapter.Count() >= 3);
            Assert.Equal(Enumerable.Range(1, chapter.Count()).Select(n => $"{chapter.Key}.{n}"), chapter.Select(exercise => exercise.Number));
        });
    }
}
