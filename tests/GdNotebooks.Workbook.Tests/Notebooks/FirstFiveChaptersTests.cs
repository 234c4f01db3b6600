using System.Text.Json;
using System.Text.RegularExpressions;

namespace GdNotebooks.Tests.Notebooks;

/// <summary>How chapters 1 to 5 are built: what a reader may rely on in each of them.</summary>
public sealed class FirstFiveChaptersTests
{
    private static readonly Regex NumberedSection = new(@"^\d\.\d ");

    private static readonly Regex Place = new(@"Place = ""Section (\d\.\d)");

    private static readonly Regex Link = new(@"\]\((\S+?)\)");

    private static readonly string[] AllChapters =
    [
        "01-one-parameter", "02-learning-rate", "03-partial-derivatives", "04-landscapes", "05-linear-regression",
        "06-digit-network", "07-backpropagation", "08-stochastic-gradient-descent", "09-training-the-digit-network",
        "10-inside-the-network",
    ];

    private static readonly Dictionary<string, string[]> Figures = new()
    {
        ["01-one-parameter"] = ["cost-curve", "fog", "secant-to-tangent", "update-steps", "both-sides", "rolling-ball", "playground"],
        ["02-learning-rate"] = ["rate-triptych", "rolling-rates", "rate-bound", "schedules", "error-factor", "playground", "playground-quartic"],
        ["03-partial-derivatives"] =
            ["surface", "contour-with-gradients", "one-component-at-a-time", "directional-derivative", "which-knob", "curvature-in-every-direction", "simultaneous-update", "playground"],
        ["04-landscapes"] = ["two-valleys", "start-decides", "saddle", "step-vs-sigmoid", "momentum", "momentum-bowl", "steps-against-momentum", "himmelblau-basins", "playground"],
        ["05-linear-regression"] = ["hubble-fit", "regression-path", "closed-form-gap", "error-split", "pace-of-two-directions", "scaled-features", "playground"],
    };

    public static TheoryData<string> Chapters => [.. Figures.Keys];

    [Theory]
    [MemberData(nameof(Chapters))]
    public void The_first_cell_is_the_one_of_every_chapter_and_the_build_command_stands_above_it(string name)
    {
        var chapter = new CommittedNotebook(name);

        // Where a reader begins it goes on with a comment, for those to whom VS Code shows nothing else yet.
        Assert.Equal(
            """
            #r "nuget: GdNotebooks, 1.0.0"
            #r "nuget: GdNotebooks.Workbook, 1.0.0"
            using GdNotebooks;
            using GdNotebooks.Exercises;
            using GdNotebooks.Plotting;
            using MathNet.Numerics.LinearAlgebra;
            """.ReplaceLineEndings("\n"),
            chapter.Code[0].Split("\n\n// ")[0]);
        Assert.Contains("`dotnet build`", chapter.Prose.Split("\n## ")[chapter.Prose.Contains("How this workbook works", StringComparison.Ordinal) ? 1 : 0], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Chapters))]
    public void Each_section_asks_lets_predict_and_says_what_to_take_away(string name)
    {
        var sections = new CommittedNotebook(name).Prose.Split("\n## ").Where(section => NumberedSection.IsMatch(section)).ToList();

        Assert.InRange(sections.Count, 5, 8);
        Assert.All(sections, section =>
            Assert.All(["**Question.**", "**Predict.**", "**Take away.**"], part => Assert.Contains(part, section, StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Chapters))]
    public void The_figures_of_the_chapter_are_there_each_with_a_title_and_a_description(string name)
    {
        var drawn = new CommittedNotebook(name).Code.Where(code => code.Contains(".Named(", StringComparison.Ordinal)).ToList();

        Assert.All(Figures[name], figure => Assert.Contains(drawn, code => code.Contains($".Named(\"{figure}\")", StringComparison.Ordinal)));
        Assert.All(drawn, code =>
            Assert.All([".WithTitle(", ".WithDescription("], part => Assert.Contains(part, code, StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Chapters))]
    public void What_can_be_set_from_outside_stands_in_one_cell_near_the_top(string name)
    {
        var cells = JsonDocument.Parse(File.ReadAllText(Checkout.Folder("notebooks", name + ".ipynb"))).RootElement.GetProperty("cells").EnumerateArray().ToList();
        var tagged = cells.Index().Where(cell => cell.Item.GetProperty("metadata").TryGetProperty("tags", out var tags) && tags.EnumerateArray().Any(tag => tag.GetString() == "parameters")).ToList();

        var (index, parameters) = Assert.Single(tagged);
        Assert.InRange(index, 1, 8);
        Assert.All(parameters.GetProperty("source").EnumerateArray(), line => Assert.Matches(@"^(double|int) [a-z]+ = [\d.]+; ", line.GetString()!));
    }

    [Theory]
    [MemberData(nameof(Chapters))]
    public void Cells_are_short_and_the_notebook_is_small(string name)
    {
        Assert.All(new CommittedNotebook(name).Code, code => Assert.InRange(code.Split('\n').Length, 1, 22));
        Assert.InRange(new FileInfo(Checkout.Folder("notebooks", name + ".ipynb")).Length, 1, 1_500_000);
    }

    [Theory]
    [MemberData(nameof(Chapters))]
    public void Links_lead_to_the_chapters_before_and_after_and_to_nothing_that_is_not_there(string name)
    {
        var links = Link.Matches(new CommittedNotebook(name).Prose).Select(match => match.Groups[1].Value).ToHashSet();
        int at = Array.IndexOf(AllChapters, name);

        Assert.Contains(AllChapters[at + 1] + ".ipynb", links);
        Assert.True(at == 0 || links.Contains(AllChapters[at - 1] + ".ipynb"));
        Assert.Contains($"solutions/{name}.ipynb", links);
        Assert.All(links.Except([$"solutions/{name}.ipynb"]), link =>
            Assert.True(AllChapters.Contains(link.Replace(".ipynb", "", StringComparison.Ordinal)), link));
    }

    [Theory]
    [MemberData(nameof(Chapters))]
    public void The_sections_that_hints_send_a_learner_to_are_there(string name)
    {
        string prose = new CommittedNotebook(name).Prose;
        string exercises = File.ReadAllText(Checkout.Folder("src", "GdNotebooks.Workbook", "Exercises", $"Chapter{name[1]}.cs"));
        var places = Place.Matches(exercises).Select(match => match.Groups[1].Value).ToList();

        Assert.InRange(places.Count, 3, 6);
        Assert.All(places, section => Assert.Contains($"\n## {section} ", prose, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Chapters))]
    public void The_exercises_stand_at_the_end_each_once_and_then_the_progress(string name)
    {
        var chapter = new CommittedNotebook(name);
        var checks = chapter.Code.Where(code => code.Contains(".Check(", StringComparison.Ordinal)).ToList();

        Assert.InRange(checks.Count, 3, 6);
        Assert.Equal([.. checks, "Exercises.Progress()"], chapter.Code.TakeLast(checks.Count + 1));
        Assert.Equal(checks.Count, Regex.Count(chapter.Prose, @"(?m)^### Exercise \d\.\d"));
    }
}
