using System.Text.RegularExpressions;
using NuGet.Versioning;

namespace GdNotebooks.Runner;

/// <summary>A package that a cell asks for with <c>#r "nuget: Name, 1.2.3"</c>.</summary>
/// <param name="Name">The package.</param>
/// <param name="Version">
/// As NuGet understands it: <c>1.2.3</c> is that version or the next one there is, <c>13.*</c> the newest that
/// begins so, <c>[1.2.3]</c> that one alone, <c>*</c> the newest.
/// </param>
internal sealed record PackageReference(string Name, string Version)
{
    /// <summary>The whole line of such a request, at the beginning of a line as every kernel wants it.</summary>
    public static readonly Regex Directive = new("""^\#r[ \t]+"nuget:(?<package>[^"\n]*)"[ \t]*;?""", RegexOptions.Multiline | RegexOptions.CultureInvariant);

    private static readonly Regex NameAndVersion = new(@"^\s*(?<name>[A-Za-z0-9_][A-Za-z0-9_.-]*)\s*(,\s*(?<version>\S(.*\S)?)\s*)?$", RegexOptions.CultureInvariant);

    /// <summary>The versions that will do.</summary>
    public VersionRange Range => VersionRange.Parse(Version);

    /// <summary>Reads <c>Name, 1.2.3</c>, or <c>Name</c> for the newest version; null when it is not of this form.</summary>
    public static PackageReference? Parse(string text) =>
        NameAndVersion.Match(text) is { Success: true } match &&
        new PackageReference(match.Groups["name"].Value, match.Groups["version"] is { Success: true } version ? version.Value : "*") is var package &&
        VersionRange.TryParse(package.Version, out _) ? package : null;

    /// <summary>Every package that a notebook asks for, once each.</summary>
    public static IEnumerable<PackageReference> In(Notebook notebook) => notebook.Cells
        .SelectMany(cell => Directive.Matches(cell.Source))
        .Select(match => Parse(match.Groups["package"].Value))
        .OfType<PackageReference>()
        .Distinct();

    public override string ToString() => $"{Name}, {Version}";
}
