using System.Text.RegularExpressions;
using GdNotebooks.Exercises;
using Catalogue = GdNotebooks.Exercises.Exercises;

namespace GdNotebooks.Tests.Packaging;

public partial class ReadmeTests
{
    private static readonly string Text = File.ReadAllText(Checkout.Folder("README.md"));

    [Fact]
    public void Every_project_and_program_the_readme_runs_is_there()
    {
        string[] named = [.. Runs.Matches(Text).Select(match => match.Groups["path"].Value).Distinct()];

        Assert.NotEmpty(named);
        Assert.All(named, path => Assert.True(Path.Exists(Checkout.Folder(path)), $"The README runs {path}, and it is not there."));
    }

    [Fact]
    public void The_readme_quotes_the_build_warning_and_the_missing_digits_as_they_are_written()
    {
        string flowing = Text.ReplaceLineEndings(" ");

        Assert.Contains("could not be removed: restart the notebook kernel that has it open", flowing, StringComparison.Ordinal);
        Assert.Contains("could not be removed: restart the notebook kernel that has it open", File.ReadAllText(Checkout.Folder("src", "Directory.Build.targets")), StringComparison.Ordinal);
        Assert.Contains("MNIST is not here", flowing, StringComparison.Ordinal);
        Assert.Contains("MNIST is not here", File.ReadAllText(Checkout.Folder("src", "GdNotebooks", "Digits", "DigitSet.cs")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_readme_counts_the_exercises_and_the_wrong_answers_they_know()
    {
        string flowing = Text.ReplaceLineEndings(" ");

        Assert.Contains($" {Catalogue.All.Count} exercises ", flowing, StringComparison.Ordinal);
        Assert.Contains($" {Catalogue.All.Sum(exercise => exercise.MisconceptionNames.Count)} wrong answers ", flowing, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_file_and_variable_the_readme_names_is_there()
    {
        string[] named = [.. Paths.Matches(Text).Select(match => match.Groups["path"].Value).Distinct()];

        Assert.InRange(named.Length, 10, 1000);
        Assert.All(named, path => Assert.True(Path.Exists(Checkout.Folder(path)), $"The README names {path}, and it is not there."));
        Assert.Contains($"`{ProgressBook.Variable}`", Text, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"[`(](?<path>(src|tests|notebooks|data)/[A-Za-z0-9./_-]+)[`)]")]
    private static partial Regex Paths { get; }

    [GeneratedRegex(@"(--project |dotnet run )(?<path>[a-z][A-Za-z./-]+)")]
    private static partial Regex Runs { get; }
}
