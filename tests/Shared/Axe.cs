namespace GdNotebooks.Tests.Plotting;

/// <summary>
/// A test that lets axe-core look whether everybody can use a page: GDNOTEBOOKS_AXE is the path of axe.min.js from the npm
/// package axe-core. It says why it skips.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AxeTheoryAttribute : TheoryAttribute
{
    public AxeTheoryAttribute()
    {
        if (Axe.File is null || !System.IO.File.Exists(Axe.File))
        {
            Skip = "GDNOTEBOOKS_AXE does not name axe.min.js (npm pack axe-core): nothing can be inspected.";
        }
        else if (Browser.Executable is null)
        {
            Skip = "No Chrome, Chromium or Edge is installed: axe-core cannot run.";
        }
    }
}

/// <summary>The inspector and what it says.</summary>
internal static class Axe
{
    public static string? File { get; } = Environment.GetEnvironmentVariable("GDNOTEBOOKS_AXE");

    /// <summary>The element that brings it into a page.</summary>
    public static string Element => $"<script src=\"{new Uri(File!).AbsoluteUri}\"></script>";

    /// <summary>
    /// A function of JavaScript: what everybody cannot use within an element, or in the page where none is given, one line for each
    /// rule; after <c>passed N</c>, the number of rules that were kept.
    /// </summary>
    public const string Inspect =
        "async (within) => { const found = await axe.run(within ?? document); return [`passed ${found.passes.length}`, " +
        "...found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 200) + ' ' + (n.any[0]?.message ?? '')).join('; ')}`)]; }";
}
