using System.Globalization;
using AngleSharp.Html.Parser;
using GdNotebooks.Exercises;

namespace GdNotebooks.Tests;

[Collection(AnswersAlone.Name)]
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
        Assert.Equal("○ Not started · 1.1 The cost at a point\nWrite your answer in place of the blank and run the cell again.", Alone(Open.ToString()));
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
            Assert.Equal(Alone(Wrong.ToString()), Alone(feedback.ToString()));
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
        Assert.Equal("`CostAt(5)` gave 10⁻⁸; expected 0.", feedback.Observed);
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
        Assert.Matches(@"^It is right for \d of the 9 inputs tried", Idea(c => (int)c % 2 == 1 ? 40 + Math.Sin(c) : c));
        Assert.Equal("It is not right for any of the inputs tried.", Idea(c => Math.Cos(c) + 2 + c));
        Assert.StartsWith("It is 0 whatever it is given. A division of whole numbers", Idea(c => 1 / 2 * c), StringComparison.Ordinal);
        Assert.StartsWith("It is right to about seven digits and no further. That is a `float`", Idea(c => (float)c * 1.0000001f), StringComparison.Ordinal);
        Assert.StartsWith("It is the square of the right result", Idea(c => c * c), StringComparison.Ordinal);
        Assert.StartsWith("It comes out in whole numbers", Idea(c => Math.Floor(c)), StringComparison.Ordinal);
        Assert.StartsWith("It is right up to 40, and stops there", Idea(c => Math.Min(c, 40)), StringComparison.Ordinal);
        Assert.StartsWith("The right numbers are there, in reverse order", Chapter2.ExponentialSchedule.Check((first, decay, epochs) => [.. Enumerable.Range(0, epochs).Select(t => first * Math.Pow(decay, t)).Reverse()]).Idea, StringComparison.Ordinal);
        Assert.StartsWith("The shape is not right: 3 numbers, `[3]` where 2 numbers, `[2]` was expected", Chapter3.GradientVector.Check(v => MathNet.Numerics.LinearAlgebra.CreateVector.Dense<double>(3)).Idea, StringComparison.Ordinal);
        Assert.StartsWith("It hands back `a`", Chapter6.LayerForward.Check((W, a, b) => a).Idea, StringComparison.Ordinal);
        Assert.StartsWith("The shape is not right: 3 × 2 numbers as number 1 of the 2 where 2 × 3 numbers was expected. Rows and columns are exchanged.", Chapter7.FaultyLayer.Check(Blank.Count, (W, b, before, y) => (W.Transpose(), b)).Idea["The program does something else now, and not yet what it should. ".Length..], StringComparison.Ordinal);
        Assert.StartsWith("\"a hill\" is none of the words that are asked for, which are \"minimum\", ", Chapter4.StationaryPoint.Check((C, point) => C(point) > 100 ? "a pass" : "a hill").Idea, StringComparison.Ordinal);
        Assert.EndsWith("`CostAt(5)`: what is special there?", Idea(c => c == 0 ? 0 : Math.Cos(c) + 2 + c), StringComparison.Ordinal);
        int calls = 0;
        Assert.Contains("It keeps something from call to call", Idea(c => c + calls++), StringComparison.Ordinal);
        Assert.StartsWith("`null` is no result", Chapter2.ExponentialSchedule.Check((first, decay, epochs) => null!).Idea, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_is_followed_by_its_usual_cause_and_a_half_right_result_by_its_right_half()
    {
        Assert.StartsWith("Something is asked for that lies outside", Chapter8.CutIntoMiniBatches.Check((order, m) => [order[..100]]).Idea, StringComparison.Ordinal);
        Assert.StartsWith("The sizes do not fit.", Chapter6.LayerForward.Check((W, a, b) => W * MathNet.Numerics.LinearAlgebra.CreateVector.Dense<double>(9)).Idea, StringComparison.Ordinal);
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
    public void An_answer_that_changes_its_inputs_is_told_so_and_harms_nobody()
    {
        var spoiling = Chapter6.CostOfOneExample.Check((output, digit) =>
        {
            output[digit] -= 1;
            return output.Sum(a => a * a) / 2;
        });
        Assert.Equal(ExerciseState.NotYet, spoiling.State);
        Assert.Contains(" changed `output`, which it was handed: it was [0, 0, 0, 1, 0, 0, 0, 0, … (10 in all)]", spoiling.Observed, StringComparison.Ordinal);
        Assert.Contains("`output.ToArray()`", spoiling.Idea, StringComparison.Ordinal);
        var right = Chapter6.CostOfOneExample.Check((output, digit) => output.Select((a, j) => Math.Pow(a - (j == digit ? 1 : 0), 2)).Sum() / 2);
        Assert.Equal(ExerciseState.Passed, right.State);
    }

    [Fact]
    public void A_loop_around_a_function_that_was_handed_in_is_ended()
    {
        int before = Trial.StillRunning;
        var feedback = Chapter4.DescentFromAStart.Check((dC, start, eta, steps) =>
        {
            while (true)
            {
                start -= eta * dC(start) * 0;
            }
        });

        // On a busy machine the sentence may come before the end; the end comes.
        Assert.Matches("(It was ended|to end it)\\.$", feedback.Idea);
        Assert.True(SpinWait.SpinUntil(() => Trial.StillRunning <= before, TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void An_answer_that_calls_itself_without_end_is_not_called()
    {
        static double CostAt(double w) => CostAt(w - 1);
        static double Count(double w) => w <= 0 ? 0 : 1 + Count(w - 1);
        Assert.StartsWith("It calls itself whatever it is given", Chapter1.CostAtAPoint.Check(CostAt).Idea, StringComparison.Ordinal);
        Assert.DoesNotContain("It calls itself", Chapter1.CostAtAPoint.Check(Count).Idea, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recursion_that_never_meets_its_end_is_told_so_and_the_process_lives()
    {
        // It stops at 0, and from 0.5 or −2.5 it never comes there.
        static double Whole(double w) => w == 0 ? 25 : Whole(w - 1) + 1;
        static double Even(double w) => w == 0 ? 25 : Odd(w - 1);
        static double Odd(double w) => w == 0 ? 16 : Even(w - 1);
        static double InTry(double w)
        {
            try
            {
                return w == 0 ? 25 : InTry(w - 1);
            }
            finally
            {
                w++;
            }
        }

        double stop = 0;
        double Closure(double w) => w == stop ? 25 : Closure(w - 1);
        double Summed(double w)
        {
            double sum = 0;
            foreach (double step in Enumerable.Repeat(0.5, w == stop ? 0 : 2))
            {
                sum += Summed(w - step);
            }

            return sum;
        }

        foreach (var answer in new Func<double, double>[] { Whole, Even, InTry, Closure, Summed, w => Whole(w) })
        {
            var feedback = Chapter1.CostAtAPoint.Check(answer);
            Assert.Equal(ExerciseState.NotYet, feedback.State);
            Assert.Matches("^(A method calls itself too often, or without end|Is there a loop)", feedback.Idea);
        }
    }

    [Fact]
    public void A_recursion_that_ends_is_as_right_as_a_loop()
    {
        double factor = 2;
        double Descend(Func<double, double> dC, double w, double eta, int steps) => steps == 0 ? w : Descend(dC, w - (factor / 2 * eta * dC(w)), eta, steps - 1);
        static int Steps(double w, double eta, double epsilon) => Math.Abs(w - 3) <= epsilon ? 0 : 1 + Steps(w - (eta * 2 * (w - 3)), eta, epsilon);
        static int[][] Cut(int[] order, int m)
        {
            try
            {
                return order.Length == 0 ? [] : [.. new[] { order[..m] }, .. Cut(order[m..], m)];
            }
            catch (ArgumentOutOfRangeException)
            {
                return [order];
            }
        }

        Assert.Equal(ExerciseState.Passed, Chapter4.DescentFromAStart.Check(Descend).State);
        Assert.Equal(ExerciseState.Passed, Chapter2.StepsUntilClose.Check(Steps).State);
        Assert.Equal(ExerciseState.Passed, Chapter8.CutIntoMiniBatches.Check(Cut).State);
        Assert.NotSame((Delegate)Cut, Recursion.Guarded<Func<int[], int, int[][]>>(Cut));
        Func<double, double> plain = w => w;
        Assert.Same(plain, Recursion.Guarded(plain));
    }

    [Fact]
    public void A_recursion_through_a_function_that_was_handed_in_leaves_the_process_alive()
    {
        static double Descend(Func<double, double> dC, double start, double eta, int steps) => dC(start) > 1e300 ? 0 : Descend(dC, start, eta, steps) + 1;

        // On a busy machine the time may be up before the way back from so far down has ended.
        Assert.Matches("^(A method calls itself too often|Is there a loop)", Chapter4.DescentFromAStart.Check(Descend).Idea);
    }

    [Theory]
    [InlineData(0.5, "0.5")]
    [InlineData(200704, "200,704")]
    [InlineData(2007040, "2,007,040")]
    [InlineData(-13002, "-13,002")]
    [InlineData(1234, "1234")]
    [InlineData(2007040.25, "2,007,040")]
    [InlineData(1e-8, "10⁻⁸")]
    [InlineData(-1.5e-7, "-1.5×10⁻⁷")]
    [InlineData(1e20, "10²⁰")]
    public void Numbers_are_written_as_people_write_them(double number, string written) => Assert.Equal(written, Reading.Write(number));

    [Fact]
    public void No_ratio_that_rounds_to_one_is_called_a_missing_factor()
    {
        foreach (double factor in new[] { 1 + 1e-5, 1 - 1e-5, 1 + 3e-6, 1 + 1e-7 })
        {
            Assert.DoesNotContain("times the right result", Chapter1.CostAtAPoint.Check(w => factor * (w - 5) * (w - 5)).Idea, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_input_that_is_shown_is_the_clearest_that_fails()
    {
        // Wrong by a ten-millionth at first, and by a half further on.
        var feedback = Chapter1.CostAtAPoint.Check(w => w == 5 ? 0 : w == 6 ? 1.0000001 : 1.5 * (w - 5) * (w - 5));
        Assert.Equal("`CostAt(1)` gave 24; expected 16.", feedback.Observed);
    }

    [Fact]
    public void The_number_of_an_exercise_cannot_smuggle_markup_into_a_page() =>
        Assert.DoesNotContain("<script>", new Feedback("<script>", "<script>", ExerciseState.Passed, "<script>", "<script>").ToHtml(), StringComparison.Ordinal);

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

    /// <summary>Without what is said of answers that other tests left running.</summary>
    internal static string Alone(string feedback) => System.Text.RegularExpressions.Regex.Replace(feedback, @"\n\d+ earlier answers? [^\n]*$", "");
}
