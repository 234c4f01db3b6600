using GdNotebooks.Tests.Packaging;

namespace GdNotebooks.Runner.Tests.Packaging;

/// <summary>The dotnet command, where a test goes on only after it has succeeded.</summary>
internal static class Sdk
{
    public static readonly IReadOnlyDictionary<string, string?> SameEnvironment = new Dictionary<string, string?>();

    /// <summary>What the command wrote; when it fails, so does the test, with what it wrote.</summary>
    public static string Do(string folder, IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        var (exitCode, output) = Dotnet.Run(folder, environment, arguments);
        Assert.True(exitCode == 0, $"dotnet {string.Join(' ', arguments)}\n{output}");
        return output;
    }
}
