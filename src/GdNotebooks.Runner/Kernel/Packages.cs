using System.Reflection;
using System.Text.Json.Serialization;

namespace GdNotebooks.Runner;

/// <summary>
/// Finds the assemblies of the packages that cells ask for. The workbook's libraries, and what they bring, are
/// those this program was built with and need no restore; every other package is restored by the rules of
/// NuGet, and remembered in the user's cache.
/// </summary>
internal static class Packages
{
    private static readonly SemaphoreSlim OneAtATime = new(1);
    private static readonly UserCache Remembered = new("packages");

    private static readonly HashSet<string> OfThePlatform = Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll")
        .Select(file => Path.GetFileName(file)).Except(HostPackages.OfThisProgram.Files.Select(file => Path.GetFileName(file))).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The assemblies behind each package that a notebook asks for, with those that these need.</summary>
    /// <exception cref="PackageException">A package cannot be had.</exception>
    /// <exception cref="UserException">Two packages contradict each other.</exception>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> OfAsync(Notebook notebook, CancellationToken cancel)
    {
        var host = HostPackages.OfThisProgram;
        var asked = PackageReference.In(notebook).ToList();
        if (asked.Find(p => host.Find(p.Name) is { IsOwn: true } && !host.Serves(p)) is { } other)
        {
            throw new UserException($"The notebook asks for {other.Name} {other.Version}, and this program comes with version {host.Find(other.Name)!.Version}.");
        }

        // Where one package has to be restored, all of them are part of the bargain.
        var own = asked.Where(p => host.Find(p.Name) is { IsOwn: true }).ToList();
        var others = asked.TrueForAll(host.Serves) ? [] : asked.Except(own).ToList();
        var found = asked.Except(others).ToDictionary(p => p.ToString(), p => FilesOf(host.With(host.Find(p.Name)!)));
        if (others.Count > 0)
        {
            await OneAtATime.WaitAsync(cancel).ConfigureAwait(false);
            try
            {
                var needed = own.SelectMany(p => host.With(host.Find(p.Name)!)).ToList();
                var files = Beside(needed, await RestoreAsync(others, needed, notebook.Folder, cancel).ConfigureAwait(false));
                foreach (var package in others)
                {
                    found[package.ToString()] = files;
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new PackageException(others[0], $"its restore in {Path.GetTempPath()} failed: {e.Message.TrimEnd('.')}");
            }
            finally
            {
                OneAtATime.Release();
            }
        }

        return found;
    }

    private static IReadOnlyList<string> FilesOf(IEnumerable<HostPackages.Package> packages) => [.. packages.SelectMany(package => package.Files).Where(File.Exists)];

    /// <summary>
    /// The restored assemblies as they can be loaded beside this program's own. A process has one copy of
    /// each: where this program has one that is as new, it is the notebook's too.
    /// </summary>
    private static List<string> Beside(List<HostPackages.Package> needed, IReadOnlyList<RestoredFile> restored)
    {
        var loaded = HostPackages.OfThisProgram.Files.Where(File.Exists).DistinctBy(Path.GetFileName).ToDictionary(file => Path.GetFileName(file), StringComparer.OrdinalIgnoreCase);
        return [.. restored.Where(file => !OfThePlatform.Contains(Path.GetFileName(file.Path))).Select(file =>
        {
            if (!loaded.TryGetValue(Path.GetFileName(file.Path), out string? here))
            {
                return file.Path;
            }

            if (AssemblyName.GetAssemblyName(file.Path).Version <= AssemblyName.GetAssemblyName(here).Version)
            {
                return here;
            }

            return needed.Find(p => p.Name.Equals(file.Package, StringComparison.OrdinalIgnoreCase)) is not { } conflict ? file.Path : throw new UserException(
                $"The notebook asks for {file.Package} {file.Version}, and the workbook's library, which it asks for too, comes here with {conflict.Version}: ask for that version, or leave the line out.");
        }).Distinct()];
    }

    private static async Task<IReadOnlyList<RestoredFile>> RestoreAsync(
        List<PackageReference> packages, List<HostPackages.Package> needed, string folder, CancellationToken cancel)
    {
        // What the workbook's libraries need of others, as the project that they are.
        var brings = needed.Where(p => p.IsOwn).SelectMany(p => p.Dependencies).Select(HostPackages.OfThisProgram.Find).OfType<HostPackages.Package>().Where(p => !p.IsOwn).Distinct()
            .Select(p => new PackageReference(p.Name, p.Version.ToNormalizedString())).ToList();
        (string Name, string Text)? library = brings.Count > 0 ? ("GdNotebooks", Restore.Project(brings, folder, library: null)) : null;
        string project = Restore.Project(packages, folder, library?.Name);
        string key = UserCache.KeyOf(project, library?.Text ?? "");
        bool floats = packages.Exists(p => p.Range.IsFloating);
        if (!floats && Remembered.Find(key, RestoredJson.Default.ListRestoredFile) is { } known && known.TrueForAll(file => File.Exists(file?.Path)))
        {
            return known;
        }

        var files = await Restore.RunAsync(packages, project, library, cancel).ConfigureAwait(false);
        if (!floats)
        {
            Remembered.Keep(key, [.. files], RestoredJson.Default.ListRestoredFile);
        }

        return files;
    }
}

/// <summary>A package that a notebook needs cannot be had: the notebook is skipped.</summary>
internal sealed class PackageException(PackageReference package, string why)
    : Exception($"It needs the package {package.Name} {package.Version}: {why}.");

[JsonSerializable(typeof(List<RestoredFile>))]
internal sealed partial class RestoredJson : JsonSerializerContext;
