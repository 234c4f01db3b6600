using System.Text.Json.Nodes;
using NuGet.Versioning;

namespace GdNotebooks.Runner;

/// <summary>
/// The packages that this program was built with, as its own list of dependencies names them: the workbook's
/// libraries, and what these bring along. A notebook that asks for one of them is given the very files that
/// this program has loaded, for a process has one copy of each.
/// </summary>
internal sealed class HostPackages
{
    /// <summary>What the workbook's own libraries are called, or begin with.</summary>
    private const string OwnName = "GdNotebooks";

    private readonly Dictionary<string, Package> _packages = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="dependencies">The text of a <c>.deps.json</c>.</param>
    /// <param name="folder">Where the files are.</param>
    public HostPackages(string dependencies, string folder)
    {
        var json = JsonNode.Parse(dependencies)!;
        foreach (var (id, entry) in json["targets"]![json["runtimeTarget"]!["name"]!.GetValue<string>()]!.AsObject())
        {
            string[] parts = id.Split('/');
            string kind = json["libraries"]![id]!["type"]!.GetValue<string>();
            if (kind is "package" or "project" && NuGetVersion.TryParse(parts[1], out var version))
            {
                _packages[parts[0]] = new Package(
                    parts[0],
                    version,
                    IsOwn: kind == "project" && (parts[0] == OwnName || parts[0].StartsWith(OwnName + ".", StringComparison.Ordinal)),
                    [.. Names(entry!["runtime"]).Where(file => file.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)).Select(file => Path.Combine(folder, Path.GetFileName(file)))],
                    [.. Names(entry["dependencies"])]);
            }
        }

        static IEnumerable<string> Names(JsonNode? node) => node?.AsObject().Select(member => member.Key) ?? [];
    }

    /// <summary>Those of this program.</summary>
    public static HostPackages OfThisProgram { get; } = new(
        File.ReadAllText(Path.ChangeExtension(typeof(HostPackages).Assembly.Location, ".deps.json")), Path.GetDirectoryName(typeof(HostPackages).Assembly.Location)!);

    /// <summary>The assemblies of all of them, which are none of the platform's.</summary>
    public IEnumerable<string> Files => _packages.Values.SelectMany(package => package.Files);

    /// <summary>The package of that name; null when this program has none.</summary>
    public Package? Find(string name) => _packages.GetValueOrDefault(name);

    /// <summary>A package and all that it needs.</summary>
    public IReadOnlyList<Package> With(Package package)
    {
        var all = new List<Package> { package };
        for (int i = 0; i < all.Count; i++)
        {
            all.AddRange(all[i].Dependencies.Select(Find).OfType<Package>().Where(needed => !all.Contains(needed)).DistinctBy(p => p.Name));
        }

        return [.. all.Distinct()];
    }

    /// <summary>Whether a notebook that asks for this package gets the host's: for the workbook's own, any version that suffices; for others, the one that NuGet would take.</summary>
    public bool Serves(PackageReference asked) => Find(asked.Name) is { } package &&
        (package.IsOwn ? asked.Range.Satisfies(package.Version) : !asked.Range.IsFloating && asked.Range is { HasLowerBound: true, IsMinInclusive: true } && asked.Range.MinVersion == package.Version);

    /// <param name="Name">Its name.</param>
    /// <param name="Version">The version that is here.</param>
    /// <param name="IsOwn">Whether it is one of the workbook's libraries.</param>
    /// <param name="Files">Its assemblies.</param>
    /// <param name="Dependencies">The names of the packages that it needs.</param>
    public sealed record Package(string Name, NuGetVersion Version, bool IsOwn, IReadOnlyList<string> Files, IReadOnlyList<string> Dependencies);
}
