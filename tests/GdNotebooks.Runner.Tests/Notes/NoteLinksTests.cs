namespace GdNotebooks.Runner.Tests.Notes;

/// <summary>The notations in which people name a picture, and what looks like one and is none.</summary>
public sealed class NoteLinksTests
{
    [Theory]
    [InlineData("a.md", "![A bowl](figures/03-surface.svg)", "figures/03-surface.svg")]
    [InlineData("a.md", "![](<my figures/03-surface.svg> \"A title\")", "my figures/03-surface.svg")]
    [InlineData("a.md", "![](my%20figures/%C3%BCber/03-surface.svg 'title')", "my figures/über/03-surface.svg")]
    [InlineData("a.md", "![x](03-surface.svg?raw=true#top)", "03-surface.svg")]
    [InlineData("a.md", "![a [b] c](03-surface.svg) \\![](04-saddle.svg) [![x](01-fog.svg)](01-fog.svg) ![s](02-schedules.svg =300x200)", "03-surface.svg,01-fog.svg,02-schedules.svg")]
    [InlineData("a.md", "| ![[03-surface.svg\\|200]] | ![[04-saddle.svg\\|x]] |", "03-surface.svg,04-saddle.svg")]
    [InlineData("a.md", "- x\n\n    ```\n    ![](03-surface.svg)\n    ```\n\n    ![](04-saddle.svg)\n\n> ```\n> ![](01-fog.svg)\n![](02-schedules.svg)", "04-saddle.svg,02-schedules.svg")]
    [InlineData("a.md", "````\n```x\n![](03-surface.svg)\n```\n````\n```md\n```csharp\n![](01-fog.svg)\n```\n```x``` ![](04-saddle.svg)", "04-saddle.svg")]
    [InlineData("a.md", "```\n> ```\n- ```\n![](03-surface.svg)\n```\n> > ~~~\n> > > x\n> > ![](01-fog.svg)\n> > ~~~\n> ![](04-saddle.svg)", "04-saddle.svg")]
    [InlineData("a.md", "Text\n\n    ![](03-surface.svg)\n\n\t![](01-fog.svg)\n\n1. an item\n\n    ![](04-saddle.svg)\n", "04-saddle.svg")]
    [InlineData("a.md", "%% ![[03-surface.svg]]\n![](01-fog.svg) %% ![[04-saddle.svg]] 5%% of", "04-saddle.svg")]
    [InlineData("a.md", "<img alt=\"y > 0, C < 1\" data-width='1' src=\"03-surface.svg\"> <img src=\"{{ '/a/01-fog.svg' | relative_url }}\">", "03-surface.svg")]
    [InlineData("a.html", "<object data='03-surface.svg'></object><picture><source srcset='04-saddle.webp 1x, b/04-saddle.webp 2x'><img src=04-saddle.png alt=\"it's\"></picture><a href='03-surface.csv'>n</a><a href='01-fog.svg'>f</a>", "03-surface.svg,04-saddle.webp,b/04-saddle.webp,04-saddle.png,03-surface.csv")]
    [InlineData("a.tex", "\\includesvg[width=3cm]{figures/03-surface}", "figures/03-surface")]
    [InlineData("a.md", "![bowl][1]\n\n[1]: figures/03-surface.svg \"Title\"", "figures/03-surface.svg")]
    [InlineData("a.md", "![[03-surface.svg|400]]", "03-surface.svg")]
    [InlineData("a.md", "![[sub/03-surface.svg]] and ![[04-saddle.png#right|200x100]]", "sub/03-surface.svg,04-saddle.png")]
    [InlineData("a.md", "<img width=\"400\" src=\"figures/03-surface.svg\" alt=\"a > b\">", "figures/03-surface.svg")]
    [InlineData("a.md", "<IMG\n  SRC='a&amp;b/03-surface.png'/>", "a&b/03-surface.png")]
    [InlineData("a.md", "```\n![](03-surface.svg)\n```\n~~~ text\n![](04-saddle.svg)\n~~~\nand `![](02-schedules.svg)`, ``a ` ![](x.svg)``", "")]
    [InlineData("a.md", "<!-- ![](03-surface.svg) --> ![](04-saddle.svg)", "04-saddle.svg")]
    [InlineData("a.md", "```\n![](03-surface.svg) and no closing fence", "")]
    [InlineData("a.md", "![](https://example.org/03-surface.svg) ![](data:image/png;base64,AA) ![](//host/03-surface.svg)", "")]
    [InlineData("a.md", "[a link](03-surface.svg) is no picture", "")]
    [InlineData("a.html", "<p><img src=03-surface.svg><!-- <img src=04-saddle.svg> --><pre><img src='02-schedules.svg'></pre>", "03-surface.svg")]
    [InlineData("a.tex", "\\includegraphics[width=0.8\\textwidth]{figures/03-surface}", "figures/03-surface")]
    [InlineData("a.tex", "\\includegraphics*{03-surface.pdf} % \\includegraphics{04-saddle}", "03-surface.pdf")]
    [InlineData("a.tex", "100\\% \\includegraphics{03-surface}\n\\begin{verbatim}\n\\includegraphics{04-saddle}\n\\end{verbatim}", "03-surface")]
    [InlineData("a.tex", "\\graphicspath{{figures/}{other/}}\n\\includegraphics{03-surface}", "03-surface")]
    [InlineData("a.typ", "#image(\"figures/03-surface.svg\", width: 80%) // image(\"04-saddle.svg\")", "figures/03-surface.svg")]
    [InlineData("a.typ", "#figure(image( \"03-surface.svg\"))\n```typ\n#image(\"04-saddle.svg\")\n```", "03-surface.svg")]
    [InlineData("a.md", "[the numbers](data/03-surface.csv) and [[04-saddle.csv|these]] and [more](<my data/02-schedules.csv>)", "data/03-surface.csv,04-saddle.csv,my data/02-schedules.csv")]
    [InlineData("a.tex", "\\addplot table[col sep=comma] {data/03-surface.csv}; % {04-saddle.csv}", "data/03-surface.csv")]
    [InlineData("a.typ", "#let data = csv(\"03-surface.csv\")", "03-surface.csv")]
    public void The_pictures_of_a_note(string note, string text, string expected) =>
        Assert.Equal(expected, string.Join(',', Targets(note, text)));

    internal static IEnumerable<string> Targets(string note, string text) => NoteLinks.Of(note, text).Select(link => link.Target);

    [Fact]
    public void A_picture_named_twice_is_one() => Assert.Single(NoteLinks.Of("a.md", "![](a.svg) ![again](a.svg)"));

    [Theory]
    [InlineData("![")]
    [InlineData("![[")]
    [InlineData("<img ")]
    [InlineData("<img \"' ")]
    [InlineData("%% ")]
    [InlineData("> - ```\n")]
    [InlineData("`")]
    [InlineData("<!--")]
    [InlineData("```\n")]
    public void Ten_megabytes_of_beginnings_take_no_time_that_grows_faster_than_they_do(string beginning)
    {
        string text = string.Concat(Enumerable.Repeat(beginning, 10_000_000 / beginning.Length));

        Assert.Empty(NoteLinks.Of("a.md", text));
    }
}
