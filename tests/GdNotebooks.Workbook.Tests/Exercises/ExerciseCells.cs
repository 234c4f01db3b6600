using System.Collections.Concurrent;
using System.Text.Json;
using GdNotebooks.Exercises;

namespace GdNotebooks.Tests;

/// <summary>The code cells of the notebooks that hold an exercise: the stub, the solution, a wrong answer.</summary>
internal static class ExerciseCells
{
    private static readonly Dictionary<Exercise, string> CallsOf = typeof(Exercise).Assembly.GetTypes()
        .Where(type => type.Namespace == typeof(Exercise).Namespace && type.Name.StartsWith("Chapter", StringComparison.Ordinal))
        .SelectMany(type => type.GetProperties())
        .Where(property => property.PropertyType.IsAssignableTo(typeof(Exercise)))
        .ToDictionary(property => (Exercise)property.GetValue(null)!, property => $"{property.DeclaringType!.Name}.{property.Name}.Check(");

    private static readonly ConcurrentDictionary<int, Lazy<string>> Texts = new();

    public static string Stub(Exercise exercise) =>
        Assert.Single(CodeOf(Chapter(exercise, "notebooks")), cell => cell.Source.Contains(CallsOf[exercise], StringComparison.Ordinal)).Source;

    public static bool IsPlaced(Exercise exercise) =>
        Directory.GetFiles(Path.Combine(Checkout.Root, "notebooks"), $"{exercise.Chapter:00}-*.ipynb")
            .Any(notebook => CodeOf(notebook).Any(cell => cell.Source.Contains(CallsOf[exercise], StringComparison.Ordinal)));

    /// <summary>What stands above the stub: the heading and the task.</summary>
    public static string Text(Exercise exercise) =>
        Assert.Single(Cells(Chapter(exercise, "notebooks"), "markdown"), cell => cell.Source.StartsWith($"### Exercise {exercise.Number}:", StringComparison.Ordinal)).Source;

    /// <summary>The head of a method, however it is broken into lines; of a cell that is none, its first line.</summary>
    public static string Signature(string cell) =>
        Squeeze(!cell.StartsWith("//", StringComparison.Ordinal) && cell.Contains("\n{", StringComparison.Ordinal) ? cell[..cell.IndexOf("\n{", StringComparison.Ordinal)] : cell.Split('\n')[0]);

    public static string Solution(Exercise exercise) => Tagged(exercise, "solution");

    public static string Wrong(Exercise exercise) => Tagged(exercise, "wrong");

    /// <summary>Whatever a learner reads in the chapter, squeezed: sources and outputs of all its cells.</summary>
    public static string ChapterText(Exercise exercise) =>
        Texts.GetOrAdd(exercise.Chapter, _ => new(() => Squeeze(File.ReadAllText(Chapter(exercise, "notebooks"))))).Value;

    /// <summary>The headings of the chapter's notebook, without their marks.</summary>
    public static IEnumerable<string> Headings(Exercise exercise) =>
        Cells(Chapter(exercise, "notebooks"), "markdown")
            .SelectMany(cell => cell.Source.Split('\n'))
            .Where(line => line.StartsWith('#'))
            .Select(line => line.TrimStart('#', ' ').Replace("$", "", StringComparison.Ordinal));

    /// <summary>
    /// The lines of a solution that give it away: what is neither in the stub nor in every program
    /// (brackets, loops, a variable that begins at 0).
    /// </summary>
    public static IReadOnlyList<string> TellingLines(Exercise exercise)
    {
        var stub = Stub(exercise).Split('\n').Select(Squeeze).ToHashSet();
        return
        [
            .. Solution(exercise).Split('\n').Select(Squeeze).Where(line =>
                line.Length >= 12
                && !stub.Contains(line)
                && !line.EndsWith("=0;", StringComparison.Ordinal)
                && !line.StartsWith("for(", StringComparison.Ordinal)
                && !line.StartsWith("foreach(", StringComparison.Ordinal)
                && !line.Contains(".Check(", StringComparison.Ordinal)),
        ];
    }

    public static string Squeeze(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static string Tagged(Exercise exercise, string kind) =>
        Assert.Single(CodeOf(Chapter(exercise, "notebooks/solutions")), cell => cell.Tags.Contains($"{kind}-{exercise.Number}")).Source;

    private static string Chapter(Exercise exercise, string folder) =>
        Assert.Single(Directory.GetFiles(Path.Combine(Checkout.Root, folder), $"{exercise.Chapter:00}-*.ipynb"));

    private static List<(string Source, IReadOnlyList<string> Tags)> CodeOf(string notebook) => Cells(notebook, "code");

    private static List<(string Source, IReadOnlyList<string> Tags)> Cells(string notebook, string type)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(notebook));
        return
        [
            .. document.RootElement.GetProperty("cells").EnumerateArray()
                .Where(cell => cell.GetProperty("cell_type").GetString() == type)
                .Select(cell => (
                    string.Concat(cell.GetProperty("source").EnumerateArray().Select(line => line.GetString())),
                    (IReadOnlyList<string>)(cell.GetProperty("metadata").TryGetProperty("tags", out var tags)
                        ? [.. tags.EnumerateArray().Select(tag => tag.GetString()!)]
                        : []))),
        ];
    }
}
