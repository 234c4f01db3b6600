namespace GdNotebooks;

/// <summary>A galaxy as Edwin Hubble knew it in 1929.</summary>
/// <param name="Name">Its name; NGC is the New General Catalogue, and the first two are the Magellanic Clouds.</param>
/// <param name="DistanceMpc">Distance in megaparsecs, as it was then believed to be (about seven times too short).</param>
/// <param name="VelocityKmPerS">Velocity away from us in km/s; below zero it comes nearer.</param>
public sealed record Galaxy(string Name, double DistanceMpc, double VelocityKmPerS);

/// <summary>
/// The data of chapter 5: the 24 galaxies of table 1 in E. Hubble, "A relation between distance and radial
/// velocity among extra-galactic nebulae", Proceedings of the National Academy of Sciences 15 (1929), 168-173.
/// </summary>
public static class Hubble
{
    /// <summary>The galaxies, the nearest first.</summary>
    public static IReadOnlyList<Galaxy> Galaxies { get; } = Read();

    private static Galaxy[] Read()
    {
        // The file travels inside the library, so that a notebook has it wherever it runs.
        const string file = "hubble-1929.csv";
        using var text = new StreamReader(typeof(Hubble).Assembly.GetManifestResourceStream(file)!);
        var table = CsvTable.Read(text, file);
        return [.. table.Texts("object")
            .Zip(table.Numbers("distance_mpc"), table.Numbers("velocity_km_s"))
            .Select(galaxy => new Galaxy(galaxy.First, galaxy.Second, galaxy.Third))];
    }
}
