using MathNet.Numerics;

namespace GdNotebooks.Tests.Data;

public class HubbleTests
{
    [Fact]
    public void The_24_galaxies_give_the_line_that_MathNet_fits_through_them()
    {
        var (intercept, slope) = Fit.Line(
            [.. Hubble.Galaxies.Select(galaxy => galaxy.DistanceMpc)],
            [.. Hubble.Galaxies.Select(galaxy => galaxy.VelocityKmPerS)]);
        Assert.Equal(24, Hubble.Galaxies.Count);
        Assert.Equal(454.16, slope, tolerance: 0.005);
        Assert.Equal(-40.78, intercept, tolerance: 0.005);
        Assert.Equal(new Galaxy("S. Mag.", 0.032, 170), Hubble.Galaxies[0]);
        Assert.Equal(new Galaxy("NGC 4649", 2.0, 1090), Hubble.Galaxies[^1]);
    }

    [Fact]
    public void The_file_in_the_data_folder_is_the_one_inside_the_library() =>
        Assert.Equal(
            Hubble.Galaxies.Select(galaxy => galaxy.DistanceMpc),
            CsvTable.Read(Checkout.Folder("data", "hubble-1929.csv")).Numbers("distance_mpc"));
}
