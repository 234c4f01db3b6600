using System.Security.Cryptography;
using System.Text;

namespace GdNotebooks.Plotting;

/// <summary>
/// Something a notebook shows: a chart, a table, the answer to an exercise. Every front end finds one
/// of its two forms without a reference to that front end's packages: .NET Interactive through
/// <see cref="TypeFormatterSourceAttribute"/>, which each class that can be shown carries, and Verso
/// through <see cref="ToHtml"/>.
/// </summary>
public abstract class Displayable
{
    /// <summary>The <c>text/html</c> form, complete without a script and without the page's styles.</summary>
    public abstract string ToHtml();

    /// <summary>The <c>text/plain</c> form: says in words what the HTML form shows.</summary>
    public abstract override string ToString();

    /// <summary>Sixteen letters and digits that stand for a content: by them a script finds the places in a page that are its own.</summary>
    internal static string KeyOf(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..16];
}
