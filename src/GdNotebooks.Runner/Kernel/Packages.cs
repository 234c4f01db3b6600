using System.Diagnostics;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GdNotebooks.Runner;

/// <summary>
/// Finds the assemblies of the packages that cells ask for. The workbook's library is the one this program
/// was built with; every other package is restored by the SDK with the NuGet configuration that holds in
/// the notebook's folder, and remembered in the user's cache.
/// </summary>
internal static partial class Packages
{
    private static readonly TimeSpan RestoreLimit = TimeSpan.FromMinutes(3);
    private static readonly SemaphoreSlim OneAtATime = new(1);

    // What is restored into it is used until the last notebook has ended.
    private static readonly Lazy<string> HomeOfThisRun = new(() =>
    {
        var home = Directory.CreateTempSubdirectory("gd-home-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            try
            {
                home.Delete(recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It lies among the temporary files, and a run does not end with a failure over it.
            }
        };
        return home.FullName;
    });

    // What the workbook's packages hold: its own assemblies, and those that come along with them.
    private static readonly Assembly[] Libraries =
        [typeof(Network).Assembly, typeof(DigitSet).Assembly, typeof(Plotting.Figure).Assembly, typeof(Playground).Assembly];

    private static readonly string[] LibraryFiles =
        [.. Libraries.Append(typeof(MathNet.Numerics.Constants).Assembly).Select(assembly => assembly.Location)];

    /// <summary>What NuGet says when there is no such package, no such version, or no source to ask.</summary>
    [GeneratedRegex(@"error (?<code>NU\d+): (?<text>[^\r\n]*)", RegexOptions.CultureInvariant)]
    private static partial Regex RestoreError { get; }

    /// <summary>The assemblies behind each package that a notebook asks for, with those that these need.</summary>
    /// <exception cref="PackageException">A package cannot be had.</exception>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> OfAsync(Notebook notebook, CancellationToken cancel)
    {
        var found = new Dictionary<string, IReadOnlyList<string>>();
        var others = new List<PackageReference>();
        foreach (var package in PackageReference.In(notebook))
        {
            if (!IsLibrary(package))
            {
                others.Add(package);
            }
            else if (package.Version == "*" || package.Version == LibraryVersion)
            {
                found[package.ToString()] = LibraryFiles;
            }
            else
            {
                throw new UserException($"The notebook asks for {package.Name} {package.Version}, and this program comes with version {LibraryVersion}.");
            }
        }

        if (others.Count > 0)
        {
            await OneAtATime.WaitAsync(cancel).ConfigureAwait(false);
            try
            {
                var assemblies = await RestoreAsync(others, notebook.Folder, cancel).ConfigureAwait(false);
                foreach (var package in others)
                {
                    found[package.ToString()] = assemblies;
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

    private static string LibraryVersion => Libraries[0].GetName().Version!.ToString(3);

    private static bool IsLibrary(PackageReference package) =>
        Array.Exists(Libraries, library => package.Name.Equals(library.GetName().Name, StringComparison.OrdinalIgnoreCase));

    private static async Task<IReadOnlyList<string>> RestoreAsync(List<PackageReference> packages, string folder, CancellationToken cancel)
    {
        string project = Project(packages, folder);
        string key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(project)))[..16];
        string remembered = Path.Combine(CacheFolder(), key + ".json");
        if (Remembered(remembered) is { } known)
        {
            return known;
        }

        var scratch = Directory.CreateTempSubdirectory("gd-restore-");
        try
        {
            string file = Path.Combine(scratch.FullName, "packages.csproj");
            await File.WriteAllTextAsync(file, project, cancel).ConfigureAwait(false);
            string said = await RunRestoreAsync(file, packages, home: null, cancel).ConfigureAwait(false);
            string assetsFile = Path.Combine(scratch.FullName, "obj", "project.assets.json");
            if (!File.Exists(assetsFile) && !RestoreError.IsMatch(said))
            {
                // The SDK itself failed, mostly for want of a home folder that it can write to.
                said = await RunRestoreAsync(file, packages, HomeOfThisRun.Value, cancel).ConfigureAwait(false);
            }

            if (RestoreError.Match(said) is { Success: true } error)
            {
                var culprit = packages.Find(p => error.Groups["text"].Value.Contains(p.Name, StringComparison.OrdinalIgnoreCase)) ?? packages[0];
                throw new PackageException(culprit, error.Groups["code"].Value switch
                {
                    "NU1101" => "no package source of this machine has it",
                    "NU1102" => "the package sources of this machine have other versions of it only",
                    "NU1301" => "a package source did not answer",
                    var code => $"NuGet answers {code}: {error.Groups["text"].Value}",
                });
            }

            if (!File.Exists(assetsFile))
            {
                throw new PackageException(packages[0], "dotnet restore failed" + (said.Trim() is { Length: > 0 } text ? $": {text.Split('\n')[0].TrimEnd('.', '\r')}" : ""));
            }

            var assemblies = AssembliesIn(JsonNode.Parse(await File.ReadAllBytesAsync(assetsFile, cancel).ConfigureAwait(false))!);
            try
            {
                WholeFile.Write(remembered, JsonSerializer.Serialize(assemblies));
            }
            catch (UserException)
            {
                // Without a cache the next run restores again.
            }

            return assemblies;
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private static async Task<string> RunRestoreAsync(string project, List<PackageReference> packages, string? home, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(DotNet.Executable, ["restore", project, "--verbosity", "quiet", "--nologo"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(project),
        };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        if (home is not null)
        {
            start.Environment["DOTNET_CLI_HOME"] = home;
        }

        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(RestoreLimit);
        try
        {
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            string said = await process.StandardOutput.ReadToEndAsync(limit.Token).ConfigureAwait(false) + await error.ConfigureAwait(false);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            return said;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new PackageException(packages[0], FormattableString.Invariant($"its restore took longer than {RestoreLimit.TotalSeconds:0} s"));
        }
        finally
        {
            DotNet.End(process);
        }
    }

    /// <summary>A project that does nothing but ask for the packages, with the NuGet configuration of the notebook's folder.</summary>
    private static string Project(List<PackageReference> packages, string folder) =>
        $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net{Environment.Version.ToString(2)}</TargetFramework>
            <RestoreRootConfigDirectory>{System.Security.SecurityElement.Escape(folder)}</RestoreRootConfigDirectory>
            <ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>
          </PropertyGroup>
          <ItemGroup>
        {string.Join('\n', packages.Select(p => $"""    <PackageReference Include="{p.Name}" Version="{(p.Version == "*" ? "*" : $"[{p.Version}]")}" />"""))}
          </ItemGroup>
        </Project>
        """;

    private static List<string> AssembliesIn(JsonNode assets)
    {
        var folders = assets["packageFolders"]!.AsObject().Select(f => f.Key).ToList();
        var own = Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll").Concat(LibraryFiles)
            .Select(Path.GetFileName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. from library in assets["targets"]!.AsObject().First().Value!.AsObject()
                   from file in library.Value!["runtime"]?.AsObject().Select(f => f.Key) ?? []
                   where file.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) && !own.Contains(Path.GetFileName(file))
                   let place = assets["libraries"]![library.Key]!["path"]!.GetValue<string>()
                   select folders.Select(folder => Path.Combine(folder, place, file)).First(File.Exists)];
    }

    private static List<string>? Remembered(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<List<string>>(File.ReadAllBytes(file)) is { } known && known.TrueForAll(File.Exists) ? known : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private static string CacheFolder() => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "GdNotebooks", "packages");
}

/// <summary>A package that a notebook needs cannot be had: the notebook is skipped.</summary>
internal sealed class PackageException(PackageReference package, string why)
    : Exception($"It needs the package {package.Name} {package.Version}: {why}.");
