using System.Text.Json;
using GdNotebooks.Plotting;

namespace GdNotebooks.Tests.Playgrounds;

public class PictureThemeTests : IClassFixture<RealHand>
{
    [Theory, InChromium, InFirefox]
    public void A_still_picture_is_dark_where_the_text_of_the_page_is_light_and_white_on_paper(Browsers browser)
    {
        string picture = Chart.Line([1.0, 4, 9]).WithTitle("Squares").ToHtml();
        var found = PlaygroundPage.Use(browser, picture + $"<div id=\"dark\" style=\"color: #cccccc\">{picture}</div>", """
            const schemes = () => [...document.querySelectorAll('img')].map((i) => i.style.colorScheme), found = [schemes()];
            document.body.style.color = 'white';
            await turn();
            found.push(schemes());
            dispatchEvent(new Event('beforeprint'));
            found.push(schemes());
            dispatchEvent(new Event('afterprint'));
            found.push(schemes());
            return found;
            """).Deserialize<string[][]>()!;
        Assert.Equal([["light", "dark"], ["dark", "dark"], ["light", "light"], ["dark", "dark"]], found);
    }

    [Theory, InChromium]
    public void The_browser_draws_the_picture_in_the_colours_of_that_scheme(Browsers browser)
    {
        string picture = Chart.Line([1.0, 4, 9]).WithTitle("Squares").ToHtml();
        var found = PlaygroundPage.Use(browser, picture + $"<div style=\"color: white\">{picture}</div>", """
            const found = [];
            for (const image of document.querySelectorAll('img')) {
              // What is drawn, not what is asked for: a canvas draws an image with its own scheme.
              const canvas = document.createElement('canvas'), brush = canvas.getContext('2d');
              await image.decode();
              brush.drawImage(image, 0, 0);
              found.push([...brush.getImageData(20, 5, 1, 1).data]);
            }
            return found;
            """).Deserialize<int[][]>()!;
        Assert.True(found[0].Take(3).Min() > 200, JsonSerializer.Serialize(found));
        Assert.True(found[1].Take(3).Max() < 80, JsonSerializer.Serialize(found));
    }
}
