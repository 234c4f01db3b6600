namespace GdNotebooks.Tests;

/// <summary>The checkout these tests were built from, for the tests that read its sources and notebooks.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find();

    public static string Folder(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "GdNotebooks.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds GdNotebooks.sln.");
    }
}
