using System.Text.RegularExpressions;
using GdNotebooks.Exercises;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Catalogue = GdNotebooks.Exercises.Exercises;

namespace GdNotebooks.Tests;

/// <summary>Compiles and runs the exercise cells of the notebooks as a kernel does; a real one runs them in the engine's tests.</summary>
[Collection(AnswersAlone.Name)]
public class ExerciseCellTests
{
    private static readonly ScriptOptions Kernel = ScriptOptions.Default
        .AddReferences(typeof(Exercise).Assembly, typeof(MathNet.Numerics.LinearAlgebra.Vector<>).Assembly)
        .AddImports(
            "System", "System.Text", "System.Collections.Generic", "System.Linq", "System.Threading.Tasks",
            "GdNotebooks", "GdNotebooks.Exercises", "GdNotebooks.Plotting", "MathNet.Numerics.LinearAlgebra");

    // Compiled together, which takes a hundredth of the time: each cell is a method, its last line the result.
    private static readonly Lazy<Task<Dictionary<string, Func<Feedback>>>> Cells = new(async () =>
    {
        string[] cells = [.. Catalogue.All.SelectMany(exercise => new[] { ExerciseCells.Stub(exercise), ExerciseCells.Solution(exercise), ExerciseCells.Wrong(exercise) })];
        var methods = cells.Select((cell, i) => $"Feedback Cell{i}()\n{{\n{Regex.Replace(cell, @"^(Chapter\d+\.\w+\.Check\(.*\))\s*\z", "return $1;", RegexOptions.Multiline)}\n}}\n");
        string list = string.Join(", ", cells.Select((_, i) => $"Cell{i}"));
        var compiled = await CSharpScript.EvaluateAsync<Func<Feedback>[]>($"{string.Join('\n', methods)}\nnew Func<Feedback>[] {{ {list} }}", Kernel);
        return cells.Zip(compiled).DistinctBy(pair => pair.First).ToDictionary(pair => pair.First, pair => pair.Second);
    });

    public static TheoryData<string> EveryExercise => new(Catalogue.All.Select(exercise => exercise.Number));

    [Fact]
    public void A_chapter_has_all_its_exercises() =>
        Assert.All(Catalogue.All, exercise => Assert.True(ExerciseCells.IsPlaced(exercise), exercise.Number));

    [Theory]
    [MemberData(nameof(EveryExercise))]
    public async Task The_stub_in_the_chapter_is_not_started(string number)
    {
        var feedback = await RunTogether(ExerciseCells.Stub(Of(number)));
        Assert.Equal((number, ExerciseState.NotStarted), (feedback.Number, feedback.State));
    }

    [Theory]
    [MemberData(nameof(EveryExercise))]
    public async Task The_solution_passes_and_the_wrong_answer_beside_it_is_recognised(string number)
    {
        var right = await RunTogether(ExerciseCells.Solution(Of(number)));
        Assert.Equal((number, ExerciseState.Passed), (right.Number, right.State));
        var wrong = await RunTogether(ExerciseCells.Wrong(Of(number)));
        Assert.Equal((number, ExerciseState.NotYet), (wrong.Number, wrong.State));
        Assert.NotNull(wrong.Misconception);
    }

    [Theory]
    [MemberData(nameof(EveryExercise))]
    public void The_solution_has_the_signature_of_the_stub(string number) =>
        Assert.Equal(ExerciseCells.Signature(ExerciseCells.Stub(Of(number))), ExerciseCells.Signature(ExerciseCells.Solution(Of(number))));

    [Theory]
    [MemberData(nameof(EveryExercise))]
    public void Its_cells_are_no_wider_than_a_page_and_its_text_says_nothing_twice(string number)
    {
        const int width = 92;
        var exercise = Of(number);
        Assert.All(
            new[] { ExerciseCells.Stub(exercise), ExerciseCells.Solution(exercise), ExerciseCells.Wrong(exercise) }.SelectMany(cell => cell.Split('\n')),
            line => Assert.True(line.Length <= width, line));
        foreach (string text in new[] { ExerciseCells.Text(exercise), exercise.Task })
        {
            var sentences = Regex.Split(text, @"(?<=[.?!])\s+");
            Assert.Equal(sentences.Distinct(), sentences);
        }
    }

    [Theory]
    [MemberData(nameof(EveryExercise))]
    public void Nothing_of_the_solution_is_found_in_the_chapter(string number)
    {
        var telling = ExerciseCells.TellingLines(Of(number));
        Assert.NotEmpty(telling);
        string chapter = ExerciseCells.ChapterText(Of(number));
        Assert.All(telling, line => Assert.DoesNotContain(line, chapter, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(EveryExercise))]
    public void Nothing_of_the_solution_is_found_in_what_a_wrong_answer_is_told(string number)
    {
        var telling = ExerciseCells.TellingLines(Of(number));
        foreach (var attempt in Attempts.All.Where(attempt => attempt.Exercise.Number == number && attempt.Label != Attempt.EndlessLoop))
        {
            string told = ExerciseCells.Squeeze(attempt.Told.ToString());
            Assert.All(telling, line => Assert.DoesNotContain(line, told, StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(EveryExercise))]
    public void The_last_hint_names_a_section_that_the_chapter_has(string number)
    {
        string place = Of(number).Place;
        Assert.Contains(ExerciseCells.Headings(Of(number)), heading =>
            place.StartsWith($"Section {string.Join(", ", heading.Split(' ', 2))}:", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(EveryExercise))]
    public void The_board_calls_the_chapter_by_its_title(string number) =>
        Assert.Equal($"{Of(number).Chapter} · {Catalogue.ChapterTitles[Of(number).Chapter - 1]}", ExerciseCells.Headings(Of(number)).First());

    [Theory]
    [InlineData("int CostAt(int w) => 1; Chapter1.CostAtAPoint.Check(CostAt)")]
    [InlineData("double CostAt(double w, double v) => 1; Chapter1.CostAtAPoint.Check(CostAt)")]
    [InlineData("string CostAt(double w) => null; Chapter1.CostAtAPoint.Check(CostAt)")]
    [InlineData("double OneUpdate(Func<double, double> C, double w, double eta) => w; Chapter1.OneUpdate.Check(OneUpdate)")]
    [InlineData("Vector<double> Delta(Vector<double> a) => a; Chapter7.OutputDelta.Check(Delta)")]
    public async Task A_wrong_signature_does_not_compile_and_says_so(string cell)
    {
        var refused = await Assert.ThrowsAsync<CompilationErrorException>(() => Run(cell));
        Assert.Contains("This exercise asks for another signature. Take the first line of the stub as it stood", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_teacher_writes_an_exercise_in_twenty_lines_of_a_cell()
    {
        const string cell = """
            var third = new Exercise<double, Func<double, double>>("0.2", "A third")
            {
                Task = "Return a third of x.",
                Idea = "Share it among three.",
                Formula = "x / 3.",
                Place = "Section 0.",
                Inputs = [0, 1, 3, -6.5],
                Call = (answer, x) => answer(x),
                Tried = x => $"Third({x})",
                Reference = x => x / 3,
                Misconceptions =
                [
                    new("thrice", x => 3 * x, "This is three times as much."),
                ],
                Shows = "Sharing is dividing.",
            };
            third.Check(x => x + x + x)
            """;
        Assert.True(cell.Split('\n').Length <= 20);
        var feedback = await Run(cell);
        Assert.Equal("◐ Not yet · 0.2 A third\n`Third(1)` gave 3; expected 0.333333.\nThis is three times as much.", FeedbackTests.Alone(feedback.ToString()!));
    }

    private static Exercise Of(string number) => Catalogue.All.Single(exercise => exercise.Number == number);

    private static async Task<Feedback> RunTogether(string cell) => (await Cells.Value)[cell]();

    private static async Task<Feedback> Run(string cell) => Assert.IsType<Feedback>(await CSharpScript.EvaluateAsync(cell, Kernel));
}
