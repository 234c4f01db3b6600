using System.Globalization;
using Microsoft.Data.Analysis;

namespace GdNotebooks;

/// <summary>
/// The data of chapter 5: the 24 galaxies of table 1 in E. Hubble, "A relation between distance and radial
/// velocity among extra-galactic nebulae", Proceedings of the National Academy of Sciences 15 (1929), 168-173.
/// </summary>
public static class Hubble
{
    /// <summary>
    /// The galaxies, the nearest first, in a frame of their own at each call. <c>object</c> is the name (NGC is the New General
    /// Catalogue, and the first two are the Magellanic Clouds), <c>distance_mpc</c> the distance in megaparsecs as it was then
    /// believed to be, about six times too short on the whole, <c>velocity_km_s</c> the velocity away from us in km/s; below zero it comes nearer.
    /// </summary>
    public static DataFrame Galaxies => Read(typeof(Hubble).Assembly.GetManifestResourceStream("hubble-1929.csv")!);

    // The types are named: guessed, the numbers would be floats. The file travels inside the library, so that a notebook has it wherever it runs.
    internal static DataFrame Read(Stream csv)
    {
        using (csv)
        {
            return DataFrame.LoadCsv(csv, dataTypes: [typeof(string), typeof(double), typeof(double)], cultureInfo: CultureInfo.InvariantCulture);
        }
    }
}
