using System.Text.RegularExpressions;

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
        Assert.Contains("could not be removed: restart the notebook kernel that has it open", File.ReadAllText(Checkout.Folder("src", "GdNotebooks", "GdNotebooks.csproj")), StringComparison.Ordinal);
        Assert.Contains("MNIST is not here", flowing, StringComparison.Ordinal);
        Assert.Contains("MNIST is not here", File.ReadAllText(Checkout.Folder("src", "GdNotebooks", "Digits", "DigitSet.cs")), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"(--project |dotnet run )(?<path>[a-z][A-Za-z./-]+)")]
    private static partial Regex Runs { get; }
}
