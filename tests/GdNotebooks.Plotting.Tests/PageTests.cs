using AngleSharp.Html.Parser;
using GdNotebooks.Plotting;

namespace GdNotebooks.Tests.Plotting;

public class PageTests
{
    private const string Html = "<html><body id=\"a\"><script>var b = \"<&>\" + 'c';</script></body></html>";

    [Fact]
    public void The_page_arrives_whole_in_a_frame_that_keeps_its_scripts_to_itself()
    {
        var frame = new HtmlParser().ParseDocument(new Page(Html, "two lines") { Width = 300, Height = 200 }.ToHtml()).QuerySelector("iframe")!;

        Assert.Equal(Html, frame.GetAttribute("srcdoc"));
        Assert.Equal("allow-scripts", frame.GetAttribute("sandbox"));
        Assert.Equal("300", frame.GetAttribute("width"));
        Assert.Equal("200", frame.GetAttribute("height"));
    }

    [Fact]
    public void Its_words_stand_for_it_and_cannot_end_their_attribute()
    {
        var page = new Page(Html, "cost \"C\" <falls>");

        Assert.Equal("cost \"C\" <falls>", page.ToString());
        Assert.Equal("cost \"C\" <falls>", new HtmlParser().ParseDocument(page.ToHtml()).QuerySelector("iframe")!.GetAttribute("title"));
    }

    [Fact]
    public void A_page_without_words_is_refused() => Assert.Throws<ArgumentException>(() => new Page(Html, " "));
}
