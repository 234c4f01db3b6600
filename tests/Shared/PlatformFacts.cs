using GdNotebooks.Tests.Packaging;

namespace GdNotebooks.Tests;

/// <summary>A test of what Windows has not, or has in another way.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixFactAttribute : FactAttribute
{
    /// <param name="why">What is otherwise on Windows.</param>
    public UnixFactAttribute(string why) => Skip = OperatingSystem.IsWindows() ? why : null;
}

/// <summary>A test of two names that differ in their case only, which on Windows and mostly on macOS are names of one file.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CaseFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> IsOneFile = new(() =>
    {
        using var scratch = new ScratchFolder();
        scratch.Write("", "a");
        return File.Exists(scratch.File("A"));
    });

    public CaseFactAttribute() => Skip = IsOneFile.Value ? "names that differ in their case only are names of one file here" : null;
}

/// <summary>A test that makes a symbolic link, which on Windows administrators and developers alone may do.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinkFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> WhyNot = new(() =>
    {
        using var scratch = new ScratchFolder();
        try
        {
            File.CreateSymbolicLink(scratch.File("link"), scratch.File("target"));
            return new FileInfo(scratch.File("link")).LinkTarget is null ? "a symbolic link is something else here" : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"nobody may make a symbolic link here: {e.Message}";
        }
    });

    public LinkFactAttribute() => Skip = WhyNot.Value;
}

/// <summary>Names of files that are as odd as the system takes them.</summary>
internal static class FileNames
{
    /// <summary>The name, on Windows without the characters that it keeps for itself.</summary>
    public static string Here(string name) => OperatingSystem.IsWindows() ? string.Concat(name.Where(c => !"\"<>|:*?".Contains(c, StringComparison.Ordinal))) : name;
}
