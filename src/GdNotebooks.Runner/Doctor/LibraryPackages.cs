using System.Security.Cryptography;
using System.Text.Json.Nodes;
using NuGet.Configuration;

namespace GdNotebooks.Runner;

/// <summary>
/// The packages that the first cell of every notebook asks for: whether they have been made from the sources
/// as they are now, whether kernels have an older copy, and whether somebody else offers packages of these names.
/// </summary>
internal sealed class LibraryPackages(Workbook workbook, Machine machine)
{
    /// <summary>What the checkout's nuget.config calls the folder in which they are.</summary>
    private const string OwnSource = "GdNotebooks";

    private readonly string _folder = Path.Combine(workbook.NotebookFolder, ".packages");

    /// <summary>The packages of the workbook that its notebooks ask for, with those that these need.</summary>
    public IReadOnlyList<PackageReference> Asked { get; } =
        [.. from package in NotebooksOf(workbook).SelectMany(PackageReference.In).Select(p => HostPackages.OfThisProgram.Find(p.Name)).OfType<HostPackages.Package>()
                .Where(p => p.IsOwn).SelectMany(HostPackages.OfThisProgram.With).Where(p => p.IsOwn).Distinct()
            orderby package.Name
            select new PackageReference(package.Name, package.Version.ToNormalizedString())];

    /// <summary>What is wrong with them, with what to do; null when they are as they should be.</summary>
    public string? Trouble()
    {
        if (Asked.Where(package => !File.Exists(FileOf(package))).Select(package => package.Name).ToList() is { Count: > 0 } missing)
        {
            return $"{string.Join(" and ", missing)} {(missing.Count > 1 ? "are" : "is")} not built: run dotnet build";
        }

        var oldest = Asked.Select(package => File.GetLastWriteTimeUtc(FileOf(package))).DefaultIfEmpty(DateTime.MaxValue).Min();
        return NewestSource() is { } source && File.GetLastWriteTimeUtc(source) > oldest
            ? $"older than {Path.GetRelativePath(workbook.Root ?? "", source)}: run dotnet build, then restart the kernel"
            : Asked.FirstOrDefault(HasAnotherCopy) is { } stale
            ? $"kernels still have another {stale.Name} {stale.Version} in {CopyOf(stale)}: run dotnet build, then restart the kernel"
            : MisledTo();
    }

    /// <summary>What the package sources that hold in the notebooks' folder offer under the same names, and are not the local one; null when the sources did not answer.</summary>
    public async Task<IReadOnlyList<(string Package, string Source)>?> ElsewhereAsync()
    {
        var elsewhere = new List<(string, string)>();
        foreach (string name in Asked.Select(package => package.Name))
        {
            string? said = await machine.RunAsync(DotNet.Executable, ["package", "search", name, "--exact-match", "--prerelease", "--format", "json"], workbook.NotebookFolder).ConfigureAwait(false);
            if (said is null || said.IndexOf('{', StringComparison.Ordinal) is var begin && begin < 0)
            {
                return null;
            }

            elsewhere.AddRange(from source in JsonNode.Parse(said[begin..])!["searchResult"]!.AsArray()
                               where source!["packages"] is JsonArray { Count: > 0 }
                               let sourceName = source["sourceName"]!.GetValue<string>()
                               where sourceName != OwnSource
                               select (name, sourceName));
        }

        return elsewhere;
    }

    /// <summary>
    /// Where a mapping of package names to sources, which a user's own configuration may have, leads the names of these
    /// packages, with what to do; null where it leads them to the checkout's own source, or there is none.
    /// </summary>
    private string? MisledTo()
    {
        try
        {
            var mapping = PackageSourceMapping.GetPackageSourceMapping(Settings.LoadDefaultSettings(workbook.NotebookFolder));
            return !mapping.IsEnabled ? null : Asked.Select(package => (package.Name, Sources: mapping.GetConfiguredPackageSources(package.Name)))
                .Where(mapped => mapped.Sources is not [OwnSource]).Select(mapped =>
                    $"NuGet looks for {mapped.Name} in {(mapped.Sources.Count == 0 ? "no source" : string.Join(" and ", mapped.Sources))}, for so a nuget.config of yours maps the names of packages: " +
                    $"add <packageSource key=\"{OwnSource}\"><package pattern=\"{OwnSource}\" /><package pattern=\"{OwnSource}.*\" /></packageSource> to its packageSourceMapping").FirstOrDefault();
        }
        catch (NuGetConfigurationException e)
        {
            return $"NuGet cannot read its configuration: {e.Message.TrimEnd('.')}";
        }
    }

    private static IEnumerable<Notebook> NotebooksOf(Workbook workbook) => !Directory.Exists(workbook.NotebookFolder) ? []
        : Directory.EnumerateFiles(workbook.NotebookFolder, "*.ipynb").SelectMany(path =>
        {
            try
            {
                return (Notebook[])[Notebook.Read(path)];
            }
            catch (UserException)
            {
                // What is wrong with it a run will say.
                return [];
            }
        });

    private string FileOf(PackageReference package) => Path.Combine(_folder, $"{package.Name}.{package.Version}.nupkg");

    private string CopyOf(PackageReference package) => Path.Combine(
        machine.Variable("NUGET_PACKAGES") is { Length: > 0 } named ? named : Path.Combine(machine.Home, ".nuget", "packages"), package.Name.ToLowerInvariant(), package.Version);

    /// <summary>Whether the copy that was unpacked for kernels, if there is one, came out of another file than the one that is here.</summary>
    private bool HasAnotherCopy(PackageReference package)
    {
        string hash = Path.Combine(CopyOf(package), $"{package.Name.ToLowerInvariant()}.{package.Version}.nupkg.sha512");
        return File.Exists(hash) && File.ReadAllText(hash).Trim() != Convert.ToBase64String(SHA512.HashData(WholeFile.Read(FileOf(package))));
    }

    private string? NewestSource()
    {
        string sources = Path.Combine(workbook.Root ?? "", "src");
        return !Directory.Exists(sources) ? null : (
            from project in Directory.EnumerateDirectories(sources, "GdNotebooks*")
            where HostPackages.OfThisProgram.Find(Path.GetFileName(project)) is { IsOwn: true }
            from file in Directory.EnumerateFiles(project, "*", SearchOption.AllDirectories)
            let inside = Path.GetRelativePath(project, file)
            where !inside.StartsWith("bin" + Path.DirectorySeparatorChar, StringComparison.Ordinal) && !inside.StartsWith("obj" + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            select file).MaxBy(File.GetLastWriteTimeUtc);
    }
}
