namespace GdNotebooks.Runner;

/// <summary>Finds the assemblies of the packages that cells ask for.</summary>
internal static class Packages
{
    private static readonly System.Reflection.Assembly Library = typeof(Plotting.Figure).Assembly;

    /// <summary>The assemblies behind a package: this program's own copy when it is the workbook's library.</summary>
    public static IReadOnlyList<string> AssembliesOf(PackageReference package) =>
        package.Name.Equals(Library.GetName().Name, StringComparison.OrdinalIgnoreCase)
            ? [Library.Location, typeof(MathNet.Numerics.Constants).Assembly.Location]
            : throw new UserException($"The package {package.Name} {package.Version} cannot be had.");
}
