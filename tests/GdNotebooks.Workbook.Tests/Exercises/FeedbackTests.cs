using System.Globalization;
using AngleSharp.Html.Parser;
using GdNotebooks.Exercises;

namespace GdNotebooks.Tests;

public class FeedbackTests
{
    private static readonly Feedback Wrong = Chapter1.OneUpdate.Check((cost, slope, w, eta) => w + (eta * slope(w)));
    private static readonly Feedback Open = Chapter1.CostAtAPoint.Check(w => Blank.Number);
    private static readonly Feedback Right = Chapter1.CostAtAPoint.Check(w => (w - 5) * (w - 5));

    [Fact]
    public void A_wrong_answer_is_told_what_was_tried_what_came_out_and_what_was_expected()
    {
        Assert.Equal(ExerciseState.NotYet, Wrong.State);
        Assert.Equal("`OneUpdate(C, dC, 1, 0.1) for C = (w−3)²` gave 0.6; expected 1.4.", Wrong.Observed);
        Assert.Contains("uphill", Wrong.Idea, StringComparison.Ordinal);
    }

    [Fact]
    public void An_untouched_stub_is_not_started()
    {
        Assert.Equal(ExerciseState.NotStarted, Open.State);
        Assert.Equal("○ Not started · 1.1 The cost at a point\nWrite your answer in place of the blank and run the cell again.", Open.ToString());
    }

    [Fact]
    public void The_three_states_differ_in_sign_word_and_colour()
    {
        string[] texts = [Open.ToString(), Wrong.ToString(), Right.ToString()];
        Assert.Equal(["○ Not started", "◐ Not yet", "✓ Passed"], texts.Select(text => text.Split(" · ")[0]));
        Assert.Equal(3, new[] { Open, Wrong, Right }.Select(feedback => Parse(feedback.ToHtml()).QuerySelector("div")!.GetAttribute("style")).Distinct().Count());
    }

    [Fact]
    public void The_html_says_in_words_what_the_text_says()
    {
        foreach (var feedback in new[] { Open, Wrong, Right })
        {
            string words = Parse(feedback.ToHtml()).Body!.TextContent;
            Assert.All(feedback.ToString().Split('\n'), line => Assert.Contains(line.Replace("`", "", StringComparison.Ordinal), words, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_html_has_neither_script_nor_style_sheet_nor_anything_to_fetch()
    {
        string[] shown = [Open.ToHtml(), Wrong.ToHtml(), Right.ToHtml(), Chapter1.OneUpdate.Hint().ToHtml(), Exercises.Exercises.Progress().ToHtml()];
        foreach (string html in shown)
        {
            Assert.Empty(Parse(html).QuerySelectorAll("script, style, link, img, [id], [class], [onclick]"));
            Assert.DoesNotContain("http", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_an_exception_says_is_escaped()
    {
        var feedback = Chapter1.CostAtAPoint.Check(w => throw new InvalidOperationException("<script>alert(1)</script>\nsecond line"));
        Assert.Equal("`CostAt(5)` threw InvalidOperationException: <script>alert(1)</script> second line", feedback.Observed);
        Assert.Empty(Parse(feedback.ToHtml()).QuerySelectorAll("script"));
    }

    [Fact]
    public void Numbers_are_written_the_same_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            var feedback = Chapter1.OneUpdate.Check((cost, slope, w, eta) => w + (eta * slope(w)));
            Assert.Equal(Wrong.ToString(), feedback.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_small_difference_is_shown_with_the_digits_it_takes()
    {
        var feedback = Chapter1.CostAtAPoint.Check(w => ((w - 5) * (w - 5)) + 1e-8);
        Assert.Equal("`CostAt(5)` gave 1E-08; expected 0.", feedback.Observed);
        feedback = Chapter1.CostAtAPoint.Check(w => w == 5 ? 0 : ((w - 5) * (w - 5)) + 1e-7);
        Assert.Equal("`CostAt(6)` gave 1.0000001; expected 1.", feedback.Observed);
    }

    [Fact]
    public void Of_a_large_result_the_first_difference_is_shown_with_its_place()
    {
        var feedback = Chapter9.ConfusionMatrix.Check((truth, predicted) =>
        {
            var matrix = new int[10, 10];
            foreach (var (t, p) in truth.Zip(predicted))
            {
                matrix[t, p]++;
            }

            matrix[9, 9] += 3;
            return matrix;
        });
        Assert.Matches(@" has \d+ at \[9, 9\]; expected \d+ there\.$", feedback.Observed);
    }

    [Fact]
    public void An_unknown_mistake_is_described_by_how_it_relates_to_the_right_result()
    {
        string Idea(Func<double, double> answer) => Chapter1.CostAtAPoint.Check(w => answer((w - 5) * (w - 5))).Idea;
        Assert.Equal("It has the right size and the opposite sign.", Idea(c => -c));
        Assert.StartsWith("It is 0.25 times the right result", Idea(c => c / 4), StringComparison.Ordinal);
        Assert.StartsWith("It is off by 2 for every input", Idea(c => c + 2), StringComparison.Ordinal);
        Assert.StartsWith("It gives the same result whatever it is given", Idea(_ => 7), StringComparison.Ordinal);
        Assert.StartsWith("NaN means", Idea(c => Math.Log(-1 - c)), StringComparison.Ordinal);
        Assert.Matches(@"^It is right for \d of the 9 inputs tried", Idea(c => c > 40 ? 40 : c));
        Assert.Equal("It is not right for any of the inputs tried.", Idea(c => Math.Cos(c) + 2 + c));
        Assert.StartsWith("The right numbers are there, in reverse order", Chapter2.ExponentialSchedule.Check((first, decay, epochs) => [.. Enumerable.Range(0, epochs).Select(t => first * Math.Pow(decay, t)).Reverse()]).Idea, StringComparison.Ordinal);
        Assert.StartsWith("The shape is not right: 3 numbers, `[3]` where 2 numbers, `[2]` was expected", Chapter3.GradientVector.Check(v => MathNet.Numerics.LinearAlgebra.CreateVector.Dense<double>(3)).Idea, StringComparison.Ordinal);
        Assert.StartsWith("`null` is no result", Chapter2.ExponentialSchedule.Check((first, decay, epochs) => null!).Idea, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_is_followed_by_its_usual_cause_and_a_half_right_result_by_its_right_half()
    {
        Assert.StartsWith("Something is asked for that lies outside", Chapter8.CutIntoMiniBatches.Check((order, m) => [order[..100]]).Idea, StringComparison.Ordinal);
        Assert.StartsWith("A method got something that does not fit", Chapter6.LayerForward.Check((W, a, b) => W * MathNet.Numerics.LinearAlgebra.CreateVector.Dense<double>(9)).Idea, StringComparison.Ordinal);
        Assert.Equal("Number 2 of the 2 is right for every input; look at the rest.", Chapter4.MomentumStep.Check((w, v, gradient, eta, mu) => (w * w, (mu * v) - (eta * gradient))).Idea);
    }

    [Fact]
    public void An_answer_left_blank_for_some_inputs_is_not_yet_right()
    {
        var feedback = Chapter1.CostAtAPoint.Check(w => w > 5 ? Blank.Number : (w - 5) * (w - 5));
        Assert.Equal(ExerciseState.NotYet, feedback.State);
        Assert.Contains("blank", feedback.Idea, StringComparison.Ordinal);
    }

    [Fact]
    public void A_null_in_place_of_an_answer_is_not_started() =>
        Assert.Equal(ExerciseState.NotStarted, Chapter1.CostAtAPoint.Check((Func<double, double>)null!).State);

    [Fact]
    public void A_loop_that_really_spins_is_left_behind()
    {
        bool stop = false;
        var feedback = Chapter1.CostAtAPoint.Check(w =>
        {
            while (!Volatile.Read(ref stop))
            {
                w++;
            }

            return w;
        });
        Volatile.Write(ref stop, true);
        Assert.Equal("`CostAt(5)` had not come back after 1.2 s.", feedback.Observed);
        Assert.Contains("restart the kernel", feedback.Idea, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_that_changes_its_inputs_harms_nobody()
    {
        var spoiling = Chapter6.CostOfOneExample.Check((output, digit) =>
        {
            Array.Clear(output);
            return 0;
        });
        Assert.Equal(ExerciseState.NotYet, spoiling.State);
        var right = Chapter6.CostOfOneExample.Check((output, digit) => output.Select((a, j) => Math.Pow(a - (j == digit ? 1 : 0), 2)).Sum() / 2);
        Assert.Equal(ExerciseState.Passed, right.State);
    }

    [Fact]
    public void The_blank_number_is_nan_and_no_other_nan_is_blank()
    {
        Assert.True(double.IsNaN(Blank.Number));
        Assert.True(Blank.Is(Blank.Number));
        Assert.False(Blank.Is(double.NaN));
        Assert.False(Blank.Is(-double.NaN));
        Assert.False(Blank.Is(Math.Sqrt(-1)));
        Assert.False(Blank.Is(Array.Empty<double>()));
        Assert.True(Blank.Is((Blank.Number, Blank.Count)));
        Assert.False(Blank.Is((1.0, Blank.Count)));
    }

    private static AngleSharp.Html.Dom.IHtmlDocument Parse(string html) => new HtmlParser().ParseDocument(html);
}
