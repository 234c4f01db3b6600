namespace GdNotebooks.Tests;

/// <summary>Where a case of something as people met it comes from.</summary>
internal static class Origin
{
    /// <summary>A public thread, page or question tells of it; the case is named by its topic.</summary>
    public const string Found = "found";

    /// <summary>A neighbour of such a case, of our own.</summary>
    public const string MadeUp = "made up";
}
