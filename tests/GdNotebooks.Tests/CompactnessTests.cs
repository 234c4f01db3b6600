using System.Text.RegularExpressions;

namespace GdNotebooks.Tests;

/// <summary>The library is the reader's textbook: these hold how long it may get, and keep the machine out of its pages.</summary>
public class CompactnessTests
{
    private static readonly Regex Machine = new(@"\bunsafe\b|\bstackalloc\b|System\.Runtime\.Intrinsics|Vector(128|256|512)|\bAvx|\bpadd(ing|ed)\b|\bnint\b");

    private static string Library => Checkout.Folder("src", "GdNotebooks");

    private static string Engine => Path.Combine(Library, "Networks", "Engine");

    [Fact]
    public void The_package_has_at_most_3800_lines() => Assert.InRange(Lines(Sources()), 1_000, 3_800);

    [Fact]
    public void What_a_learner_reads_has_at_most_2000_lines() =>
        Assert.InRange(Lines(Textbook().Where(file => !file.StartsWith(Path.Combine(Library, "Images"), StringComparison.Ordinal))), 1_000, 2_000);

    [Fact]
    public void The_plain_network_has_at_most_150_lines() =>
        Assert.InRange(Lines([Path.Combine(Library, "Networks", "PlainNetwork.cs")]), 50, 150);

    [Fact]
    public void What_a_learner_reads_shows_no_pointer_no_register_and_no_padding() =>
        Assert.All(Textbook(), file => Assert.DoesNotMatch(Machine, File.ReadAllText(file)));

    private static List<string> Sources() =>
        [.. Directory.EnumerateFiles(Library, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Library, file).StartsWith("obj", StringComparison.Ordinal))
            .Where(file => !Path.GetRelativePath(Library, file).StartsWith("bin", StringComparison.Ordinal))];

    // Net8.cs holds what .NET 8 lacks; nothing in it is about gradients. Images only carry pixels and a label.
    private static List<string> Textbook() =>
        [.. Sources().Where(file => !file.StartsWith(Engine, StringComparison.Ordinal) && Path.GetFileName(file) != "Net8.cs")];

    private static int Lines(IEnumerable<string> files) => files.Sum(file => File.ReadAllLines(file).Length);
}
