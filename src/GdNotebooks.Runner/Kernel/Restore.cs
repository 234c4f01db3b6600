using System.Diagnostics;
using System.Security;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GdNotebooks.Runner;

/// <summary>An assembly that a restore brought, and the package it belongs to.</summary>
internal sealed record RestoredFile(string Package, string Version, string Path);

/// <summary>
/// Restores packages with the SDK, in a folder of its own among the temporary files, by the NuGet
/// configuration that holds in the notebook's folder.
/// </summary>
internal static class Restore
{
    /// <summary>What NuGet says when there is no such package, no such version, or no source to ask.</summary>
    private static readonly Regex Error = new(@"error (?<code>NU\d+): (?<text>[^\r\n]*)", RegexOptions.CultureInvariant);

    private static readonly Regex Downgrade = new(@"downgrade: (?<name>\S+) from (?<needed>\S+) to (?<asked>\S+?)\.? ", RegexOptions.CultureInvariant);

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    // What MSBuild and the SDK look for in every folder above a project. The temporary folder may be shared,
    // and what others put there is none of this restore's business: it finds these first.
    private static readonly (string Name, string Text)[] Closed =
    [
        ("Directory.Build.props", "<Project />"),
        ("Directory.Build.targets", "<Project />"),
        ("Directory.Packages.props", "<Project />"),
        ("Directory.Build.rsp", ""),
        ("global.json", "{}"),
    ];

    // What is restored into it is used until the last notebook has ended.
    private static readonly Lazy<TemporaryFolder> HomeOfThisRun = new(() =>
    {
        var home = new TemporaryFolder("gd-home-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => home.Dispose();
        return home;
    });

    /// <summary>The project that asks for the packages; when it is the same, so is what a restore brings.</summary>
    public static string Project(IEnumerable<PackageReference> packages, string folder, string? library) =>
        $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net{Environment.Version.ToString(2)}</TargetFramework>
            <RestoreRootConfigDirectory>{SecurityElement.Escape(folder)}</RestoreRootConfigDirectory>
            <ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>
            <NuGetAudit>false</NuGetAudit>
          </PropertyGroup>
          <ItemGroup>
        {string.Join('\n', packages.Select(p => $"""    <PackageReference Include="{p.Name}" Version="{SecurityElement.Escape(p.Version)}" />"""))}
        {(library is null ? "" : $"""    <ProjectReference Include="../{library}/{library}.csproj" />""")}
          </ItemGroup>
        </Project>
        """;

    /// <summary>Restores.</summary>
    /// <param name="packages">What the notebook asks for.</param>
    /// <param name="project">The <see cref="Project"/> of it.</param>
    /// <param name="library">A project beside it that stands for the workbook's libraries, its name and text, so that what they need is part of the bargain; null without.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="PackageException">A package cannot be had.</exception>
    /// <exception cref="UserException">What is asked for contradicts itself.</exception>
    public static async Task<IReadOnlyList<RestoredFile>> RunAsync(
        IReadOnlyList<PackageReference> packages, string project, (string Name, string Text)? library, CancellationToken cancel)
    {
        using var scratch = new TemporaryFolder("gd-restore-");
        foreach (var (name, text) in Closed)
        {
            await File.WriteAllTextAsync(scratch.File(name), text, cancel).ConfigureAwait(false);
        }

        string file = scratch.File("notebook", "notebook.csproj");
        await File.WriteAllTextAsync(file, project, cancel).ConfigureAwait(false);
        if (library is { } needed)
        {
            await File.WriteAllTextAsync(scratch.File(needed.Name, needed.Name + ".csproj"), needed.Text, cancel).ConfigureAwait(false);
        }

        string assetsFile = scratch.File("notebook", "obj", "project.assets.json");
        var (exitCode, said) = await RunAsync(file, packages, home: null, cancel).ConfigureAwait(false);
        if (exitCode != 0 && !File.Exists(assetsFile) && !Error.IsMatch(said))
        {
            // The SDK itself failed, mostly for want of a home folder that it can write to.
            (exitCode, said) = await RunAsync(file, packages, HomeOfThisRun.Value.Path, cancel).ConfigureAwait(false);
        }

        if (exitCode != 0 || !File.Exists(assetsFile))
        {
            throw Failure(packages, said);
        }

        return FilesIn(JsonNode.Parse(await File.ReadAllBytesAsync(assetsFile, cancel).ConfigureAwait(false))!);
    }

    private static Exception Failure(IReadOnlyList<PackageReference> packages, string said)
    {
        if (Error.Match(said) is not { Success: true } error)
        {
            return new PackageException(packages[0], "dotnet restore failed" + (said.Trim() is { Length: > 0 } text ? $": {text.Split('\n')[0].TrimEnd('.', '\r')}" : ""));
        }

        string answer = error.Groups["text"].Value;
        var culprit = packages.FirstOrDefault(p => answer.Contains(p.Name, StringComparison.OrdinalIgnoreCase)) ?? packages[0];
        return error.Groups["code"].Value switch
        {
            "NU1101" => new PackageException(culprit, "no package source of this machine has it"),
            "NU1102" or "NU1103" => new PackageException(culprit, "the package sources of this machine have other versions of it only"),
            "NU1301" => new PackageException(culprit, "a package source did not answer"),
            "NU1605" when Downgrade.Match(answer) is { Success: true } lower => new UserException(
                $"The notebook asks for {lower.Groups["name"].Value} {lower.Groups["asked"].Value}, and another package that it asks for needs at least {lower.Groups["needed"].Value}: ask for that version, or leave the line out."),
            var code => new UserException($"The packages that the notebook asks for do not go together or are not for it; NuGet answers {code}: {answer}"),
        };
    }

    private static async Task<(int ExitCode, string Said)> RunAsync(string project, IReadOnlyList<PackageReference> packages, string? home, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(DotNet.Executable, ["restore", project, "--verbosity", "quiet", "--nologo", "-noAutoResponse"])
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

        if (!File.Exists(start.FileName))
        {
            throw new PackageException(packages[0], "restoring packages takes the .NET SDK, and there is none beside this program");
        }

        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Limit);
        try
        {
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            string said = await process.StandardOutput.ReadToEndAsync(limit.Token).ConfigureAwait(false) + await error.ConfigureAwait(false);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            return (process.ExitCode, said);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new PackageException(packages[0], FormattableString.Invariant($"its restore took longer than {Limit.TotalSeconds:0} s"));
        }
        finally
        {
            DotNet.End(process);
        }
    }

    private static List<RestoredFile> FilesIn(JsonNode assets)
    {
        var folders = assets["packageFolders"]!.AsObject().Select(f => f.Key).ToList();
        return [.. from library in assets["targets"]!.AsObject().First().Value!.AsObject()
                   let name = library.Key.Split('/')
                   from file in library.Value!["runtime"]?.AsObject().Select(f => f.Key) ?? []
                   where library.Value!["type"]!.GetValue<string>() == "package" && file.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)
                   let place = assets["libraries"]![library.Key]!["path"]!.GetValue<string>()
                   select new RestoredFile(name[0], name[1], folders.Select(folder => Path.Combine(folder, place, file)).First(File.Exists))];
    }
}
