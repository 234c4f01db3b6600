using System.Text.RegularExpressions;

namespace GdNotebooks.Tests;

/// <summary>Inside the library the arrows point one way; these tests read its sources to hold that.</summary>
public sealed partial class LayeringTests
{
    // folder -> the folders whose types it may name
    private static readonly Dictionary<string, string[]> MayKnow = new()
    {
        ["Calculus"] = [],
        ["Costs"] = ["Calculus"],
        ["Descent"] = ["Calculus", "Costs"],
        ["Data"] = [],
        ["Digits"] = ["Files"],
        ["Files"] = [],
        ["Plotting"] = [],
        ["Networks"] = ["Calculus", "Costs", "Descent", "Digits", "Files"],
        ["Playgrounds"] = ["Calculus", "Costs", "Descent", "Digits", "Networks", "Plotting"],
        ["Exercises"] = ["Calculus", "Costs", "Data", "Descent", "Digits", "Networks", "Plotting"],
    };

    public static TheoryData<string> Folders => [.. Directory.GetDirectories(Library).Select(f => Path.GetFileName(f)!).Where(f => f is not ("bin" or "obj"))];

    private static string Library => Checkout.Folder("src", "GdNotebooks");

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_of_the_library_names_only_types_it_may_know(string folder)
    {
        Assert.True(MayKnow.ContainsKey(folder), $"The folder {folder} has no place among the layers yet: give it one here.");
        var forbidden = MayKnow.Keys
            .Where(other => other != folder && !MayKnow[folder].Contains(other))
            .SelectMany(other => NamesOf(other).Select(type => (type, other)))
            .DistinctBy(pair => pair.type)
            .ToDictionary(pair => pair.type, pair => pair.other);
        var own = Sources(folder).SelectMany(source => DeclaredTypes(source.Code)).ToHashSet();

        var faults =
            from source in Sources(folder)
            from Match word in Word().Matches(source.Code)
            where forbidden.ContainsKey(word.Value) && !own.Contains(word.Value)
            select $"{folder}/{source.Name} names {word.Value} of {forbidden[word.Value]}";

        Assert.Empty(faults.Distinct());
    }

    [Fact]
    public void The_scan_sees_the_types_it_is_meant_to_see() =>
        Assert.Contains("GradientDescent", Sources("Descent").SelectMany(source => DeclaredTypes(source.Code)));

    [Theory]
    [InlineData("Network network = x;", true)]
    [InlineData("var n = new Network(3);", true)]
    [InlineData("IEnumerable<Network> all;", true)]
    [InlineData("GdNotebooks.Network.Create([1])", true)]
    [InlineData("Chart.Network(sizes)", false)]
    [InlineData("public static Plot Network(int[] sizes)", false)]
    public void The_scan_tells_a_type_from_a_member_of_the_same_name(string code, bool isType) =>
        Assert.Equal(isType, Word().Matches(code).Any(word => word.Value == "Network"));

    [Fact]
    public void The_library_knows_nothing_of_the_runner() =>
        Assert.DoesNotContain(MayKnow.Keys.SelectMany(Sources), source => source.Code.Contains("GdNotebooks.Runner", StringComparison.Ordinal));

    /// <summary>What a source must write to use a folder: its types, or where it has a namespace of its own, that.</summary>
    private static IEnumerable<string> NamesOf(string folder) => Sources(folder).ToArray() switch
    {
        [var first, ..] when first.Code.Contains($"namespace GdNotebooks.{folder}", StringComparison.Ordinal) => [folder],
        var sources => sources.SelectMany(source => DeclaredTypes(source.Code)),
    };

    private static IEnumerable<(string Name, string Code)> Sources(string folder)
    {
        string path = Path.Combine(Library, folder);
        return Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*.cs", SearchOption.AllDirectories).Select(file => (Path.GetFileName(file), WithoutProse(File.ReadAllText(file))))
            : [];
    }

    private static string WithoutProse(string source) => StringLiteral().Replace(Comment().Replace(source, ""), "");

    private static IEnumerable<string> DeclaredTypes(string code) => Declaration().Matches(code).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex("""
        "([^"\\\n]|\\.)*"
        """)]
    private static partial Regex StringLiteral();

    // Not indented: a type inside another is named through that one.
    [GeneratedRegex(@"^(?:[a-z]+ )*(?:class|struct|interface|enum|record(?:\s+struct|\s+class)?|delegate\s+[\w<>\[\],]+)\s+([A-Z]\w*)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    // Not behind a dot, nor before a parenthesis: those are members, unless something new is made.
    [GeneratedRegex(@"(?:(?<![\w.])|(?<=\bGdNotebooks\.))[A-Z]\w*\b(?!\()|(?<=\bnew )[A-Z]\w*")]
    private static partial Regex Word();
}
