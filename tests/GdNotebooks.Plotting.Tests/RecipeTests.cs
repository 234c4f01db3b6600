using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace GdNotebooks.Tests.Plotting;

public class RecipeTests
{
    public static TheoryData<string> Names => [.. Recipes.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_recipe_is_a_self_contained_picture(string name)
    {
        string svg = Recipes.All[name].ToSvg();
        string folder = Path.Combine(AppContext.BaseDirectory, "recipes");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, name + ".svg"), svg);

        var picture = XDocument.Parse(svg);
        Assert.Equal("img", picture.Root!.Attribute("role")!.Value);
        Assert.False(string.IsNullOrWhiteSpace(picture.Root.Elements().First(e => e.Name.LocalName == "title").Value));
        Assert.False(string.IsNullOrWhiteSpace(picture.Root.Elements().First(e => e.Name.LocalName == "desc").Value));
        Assert.True(svg.Length < 200_000, $"{name} has {svg.Length} bytes");
        foreach (var element in picture.Descendants())
        {
            Assert.DoesNotContain(element.Name.LocalName, new[] { "script", "foreignObject", "use", "a", "iframe" });
            foreach (var attribute in element.Attributes().Where(a => !a.IsNamespaceDeclaration))
            {
                Assert.False(attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase), attribute.ToString());
                if (attribute.Name.LocalName == "href")
                {
                    Assert.Matches("^data:image/png;base64,[A-Za-z0-9+/=]+$", attribute.Value);
                    continue;
                }

                Assert.DoesNotMatch("NaN|Infinity|∞|url\\(|https?:", attribute.Value);
                if (attribute.Name.LocalName is not ("class" or "style" or "font-family"))
                {
                    Assert.DoesNotMatch(new Regex(@"\d,\d"), attribute.Value);
                }
            }
        }
    }
}
