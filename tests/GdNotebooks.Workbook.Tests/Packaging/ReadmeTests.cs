using System.Text.RegularExpressions;
using GdNotebooks.Exercises;
using Catalogue = GdNotebooks.Exercises.Exercises;

namespace GdNotebooks.Tests.Packaging;

public class ReadmeTests
{
    private static readonly Regex Cases = new(@"(\{ |InlineData\()(?<origin>Found|MadeUp), """);

    // On a line of its own, or between backticks.
    private static readonly Regex Commands = new(@"(^ {4,}|`)(?<command>([A-Z_]+=\S+ )?(dotnet|gd|mkdir|echo|code) [^`\r\n]*)", RegexOptions.Multiline);

    private static readonly Regex ForOneShell = new(@"'|^[A-Z_]+=|[$;|<>]|&&|\\");

    private static readonly Regex Paths = new(@"[`(](?<path>(src|tests|notebooks|data)/[A-Za-z0-9./_-]+)[`)]");

    private static readonly Regex Links = new(@"\]\((?<path>[^)#\s]+)(#[^)]*)?\)");

    private static readonly Regex Runs = new(@"(--project |dotnet run )(?<path>[a-z][A-Za-z./-]+)");

    private static readonly string First = File.ReadAllText(Checkout.Folder("README.md"));

    // The README, and the two it sends its readers to.
    private static readonly string Text = First + File.ReadAllText(Checkout.Folder("notebooks", "README.md")) + File.ReadAllText(Checkout.Folder("src", "GdNotebooks.Runner", "README.md"));

    [Fact]
    public void The_readme_goes_in_the_order_of_the_uses_and_is_short()
    {
        string[] headings = [.. First.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..])];

        Assert.Equal(["Open it in VS Code", "The chapters", "Exercises", "Figures for your notes", "The real digits"], headings[..5]);
        Assert.InRange(First.Split('\n').Length, 60, 150);
    }

    [Fact]
    public void Every_link_from_one_page_to_another_leads_somewhere()
    {
        foreach (string page in new[] { "README.md", "notebooks/README.md", "src/GdNotebooks.Runner/README.md" })
        {
            string folder = Path.GetDirectoryName(Checkout.Folder(page))!;
            string[] targets = [.. File.ReadLines(Checkout.Folder(page)).Where(line => !line.StartsWith("    ", StringComparison.Ordinal)).SelectMany(line => Links.Matches(line)).Select(match => match.Groups["path"].Value).Where(path => !path.Contains("://", StringComparison.Ordinal))];

            Assert.All(targets, target => Assert.True(Path.Exists(Path.Combine(folder, target)), $"{page} links to {target}, and it is not there."));
        }
    }

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
        Assert.Contains("MNIST is not here", File.ReadAllText(Checkout.Folder("src", "GdNotebooks.Digits", "DigitSet.cs")), StringComparison.Ordinal);
    }

    // Each shell has its own quotes, variables and patterns; what all of them take is double quotes and options.
    [Fact]
    public void Every_command_of_the_pages_is_the_same_in_cmd_PowerShell_and_sh()
    {
        string[] commands = [.. Pages.SelectMany(page => Commands.Matches(File.ReadAllText(page)).Select(match => match.Groups["command"].Value))];

        Assert.InRange(commands.Length, 30, 1000);
        Assert.All(commands, command => Assert.DoesNotMatch(ForOneShell, command));
    }

    [Theory]
    [InlineData("gd figures --only '03-*'", true)]
    [InlineData("GDNOTEBOOKS_ACCEPT_API=1 dotnet test", true)]
    [InlineData("dotnet run --project $HOME/src", true)]
    [InlineData("mkdir notes && dotnet build", true)]
    [InlineData("dotnet test tests/A --filter B -e NAME=1", false)]
    [InlineData("gd figures --only \"03-*\" --set eta=0.05", false)]
    public void A_command_for_one_shell_is_noticed(string command, bool isForOne) => Assert.Equal(isForOne, ForOneShell.IsMatch(command));

    private static IEnumerable<string> Pages =>
    [
        .. ((string[])["README.md", "notebooks/README.md", "data/README.md", ".github/CONTRIBUTING.md"]).Select(page => Checkout.Folder(page)),
        .. Directory.EnumerateDirectories(Checkout.Folder("src")).Select(project => Path.Combine(project, "README.md")).Where(File.Exists),
    ];

    [Fact]
    public void The_readme_counts_the_exercises_and_the_wrong_answers_they_know()
    {
        string flowing = Text.ReplaceLineEndings(" ");

        Assert.Contains($" {Catalogue.All.Count} exercises ", flowing, StringComparison.Ordinal);
        Assert.Contains($" {Catalogue.All.Sum(exercise => exercise.MisconceptionNames.Count)} wrong answers ", flowing, StringComparison.Ordinal);
    }

    // What a test breaks, and how often: the number of its constant times the number of its kinds.
    [Theory]
    [InlineData("damaged IDX files, read or refused", "GdNotebooks.Digits.Tests/IdxMutationTests.cs", @"Mutations = Thorough\.Times\(([\d_]+)\);", @"Files => \[(?:(""[^""]+"")(?:, )?)+\]")]
    [InlineData("damaged `.npz` files of weights", "GdNotebooks.Digits.Tests/Weights/NpzMutationTests.cs", @"Mutations = Thorough\.Times\(([\d_]+)\);", @"(?:\s+\[(InlineData)\([a-z]+\)\])+")]
    [InlineData("damaged notebooks", "GdNotebooks.Runner.Tests/Notebooks/NotebookReadingTests.cs", @"i < (20_000);", "")]
    [InlineData("slopes of the kinds that measuring programs get wrong", "GdNotebooks.Tests/Calculus/FoundSlopesTests.cs", "", @"(?:\s+(\{) (?:Found|MadeUp), ""[^\n]+\},)+")]
    public void The_readme_counts_what_the_tests_break(string row, string test, string times, string kinds)
    {
        string source = File.ReadAllText(Checkout.Folder("tests", test)).ReplaceLineEndings("\n");
        int Times() => int.Parse(Regex.Match(source, times).Groups[1].Value.Replace("_", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);
        int count = (times.Length > 0 ? Times() : 1) * (kinds.Length > 0 ? Regex.Match(source, kinds).Groups[1].Captures.Count : 1);
        Assert.Contains(FormattableString.Invariant($"| {row} | {count:N0} |"), Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_readme_counts_the_cases_that_were_found_and_those_made_up_beside_them()
    {
        string[] tests = ["GdNotebooks.Digits.Tests/FoundDataTests.cs", "GdNotebooks.Digits.Tests/Weights/FoundWeightsTests.cs", "GdNotebooks.Tests/Networks/FoundTrainingsTests.cs", "GdNotebooks.Runner.Tests/Notebooks/FoundNotebooksTests.cs", "GdNotebooks.Runner.Tests/Processes/FoundCellsTests.cs"];
        string[] origins = [.. tests.SelectMany(test => Cases.Matches(File.ReadAllText(Checkout.Folder("tests", test)))).Select(match => match.Groups["origin"].Value)];
        Assert.Contains(FormattableString.Invariant($" made up beside those | {origins.Length}, of which {origins.Count(origin => origin == "Found")} found |"), Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_file_and_variable_the_readme_names_is_there()
    {
        string[] named = [.. Paths.Matches(Text).Select(match => match.Groups["path"].Value).Distinct()];

        Assert.InRange(named.Length, 10, 1000);
        Assert.All(named, path => Assert.True(Path.Exists(Checkout.Folder(path)), $"The README names {path}, and it is not there."));
        Assert.Contains($"`{ProgressBook.Variable}`", Text, StringComparison.Ordinal);
    }
}
