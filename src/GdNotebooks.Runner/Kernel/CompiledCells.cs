using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace GdNotebooks.Runner;

/// <summary>
/// What the cells of one notebook compiled to when they were run before. To start the compiler takes longer than
/// most cells, and what comes out depends on nothing but this program and .NET, the cells so far and the assemblies
/// they use: all that is in the key.
/// </summary>
internal sealed class CompiledCells
{
    /// <summary>A cell that reads a file of the notebook's own: what it compiles to hangs on that file too.</summary>
    private static readonly Regex ReadsFiles = new(@"^\s*\#(r|load)\b", RegexOptions.Multiline | RegexOptions.CultureInvariant);

    private static readonly string ThisProgram = UserCache.KeyOf(
        typeof(CompiledCells).Module.ModuleVersionId.ToString(),
        RuntimeInformation.FrameworkDescription,
        HostPackages.OfThisProgram.Find("Microsoft.CodeAnalysis.CSharp")!.Version.ToString());

    private static readonly Lazy<UserCache> Cache = new(() =>
    {
        var cache = new UserCache("cells", ThisProgram[..16]);
        cache.DropSiblingsOlderThan(TimeSpan.FromDays(7));
        return cache;
    });

    private static readonly ConcurrentDictionary<string, string> Versions = new();

    private string? _soFar = ThisProgram;

    /// <summary>The key of a cell after those that were taken; null when it, or one before it, reads files.</summary>
    /// <param name="number">Which code cell it is.</param>
    /// <param name="code">Its C#, without the packages that it asks for.</param>
    /// <param name="assemblies">The assemblies of those packages.</param>
    public string? KeyOf(int number, string code, IReadOnlyCollection<string> assemblies) =>
        _soFar is null || ReadsFiles.IsMatch(code) ? null : UserCache.KeyOf([_soFar, number.ToString(CultureInfo.InvariantCulture), code, .. assemblies, .. assemblies.Select(VersionOf)]);

    /// <summary>Takes a cell: the next one comes after it.</summary>
    public void Take(string? key) => _soFar = key;

    /// <summary>What a cell compiled to; null when it has to be compiled.</summary>
    public static CompiledCell? Find(string? key) => key is null ? null : Cache.Value.Find(key, FrameJson.Default.CompiledCell) is { Job.Assembly: not null } known ? known : null;

    /// <summary>Remembers what a cell compiled to.</summary>
    public static void Keep(string? key, CompiledCell compiled)
    {
        if (key is not null)
        {
            Cache.Value.Keep(key, compiled, FrameJson.Default.CompiledCell);
        }
    }

    // Most notebooks ask for the same assemblies.
    private static string VersionOf(string assembly) => Versions.GetOrAdd(assembly, path =>
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return metadata.GetGuid(metadata.GetModuleDefinition().Mvid).ToString();
    });
}
