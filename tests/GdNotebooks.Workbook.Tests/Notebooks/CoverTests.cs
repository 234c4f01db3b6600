namespace GdNotebooks.Tests.Notebooks;

public sealed class CoverTests
{
    [Fact]
    public void The_readmes_figure_is_the_one_that_chapter_4_shows()
    {
        string cover = Convert.ToBase64String(File.ReadAllBytes(Checkout.Folder("notebooks", "cover.svg")));

        Assert.Contains(cover, File.ReadAllText(Checkout.Folder("notebooks", "04-landscapes.ipynb")), StringComparison.Ordinal);
        Assert.Contains("](notebooks/cover.svg)", File.ReadAllText(Checkout.Folder("README.md")), StringComparison.Ordinal);
    }
}
