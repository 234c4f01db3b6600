using System.IO.Compression;
using System.Reflection;
using GdNotebooks.Plotting;

namespace GdNotebooks.Tests.Packaging;

/// <summary>The four libraries that notebooks import, and the packages that the build made of them.</summary>
internal static class Libraries
{
    /// <summary>Each after those it needs.</summary>
    public static IReadOnlyList<Assembly> All { get; } =
        [typeof(Network).Assembly, typeof(DigitSet).Assembly, typeof(Figure).Assembly, typeof(Playground).Assembly];

    public static IEnumerable<string> Names => All.Select(library => library.GetName().Name!);

    /// <summary>The package of a library.</summary>
    public static string Package(string library) => Checkout.Folder("notebooks", ".packages", $"{library}.1.0.0.nupkg");

    /// <summary>The assembly in a package, for kernels of one framework.</summary>
    public static MemoryStream Packed(string library, string framework)
    {
        using var package = ZipFile.OpenRead(Package(library));
        using var packed = package.GetEntry($"lib/{framework}/{library}.dll")!.Open();
        var assembly = new MemoryStream();
        packed.CopyTo(assembly);
        assembly.Position = 0;
        return assembly;
    }
}
