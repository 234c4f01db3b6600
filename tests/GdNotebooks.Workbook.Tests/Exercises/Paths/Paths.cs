namespace GdNotebooks.Tests;

/// <summary>
/// Three people on their way through all chapters: what each would write from the task text alone, slips
/// and all, until it is right.
/// </summary>
internal static partial class Paths
{
    public static IReadOnlyDictionary<string, IReadOnlyList<Given>> All { get; } = new Dictionary<string, IReadOnlyList<Given>>
    {
        ["a beginner"] = [.. Beginner()],
        ["a C# programmer"] = [.. CSharpProgrammer()],
        ["a NumPy user"] = [.. NumPyUser()],
    };
}
