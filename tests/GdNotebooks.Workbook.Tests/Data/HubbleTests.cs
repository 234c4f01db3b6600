using System.Globalization;
using GdNotebooks.Plotting;
using MathNet.Numerics;
using Microsoft.Data.Analysis;

namespace GdNotebooks.Tests.Data;

public class HubbleTests
{
    [Fact]
    public void The_24_galaxies_give_the_line_that_MathNet_fits_through_them()
    {
        var (intercept, slope) = Fit.Line(Hubble.Galaxies.Numbers("distance_mpc"), Hubble.Galaxies.Numbers("velocity_km_s"));
        Assert.Equal(24, Hubble.Galaxies.Rows.Count);
        Assert.Equal(454.16, slope, tolerance: 0.005);
        Assert.Equal(-40.78, intercept, tolerance: 0.005);
        Assert.Equal(["S. Mag.", 0.032, 170.0], Hubble.Galaxies.Rows[0]);
        Assert.Equal(["NGC 4649", 2.0, 1090.0], Hubble.Galaxies.Rows[23]);
    }

    [Fact]
    public void The_numbers_are_doubles_under_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("fr-FR");
            Assert.Equal([typeof(string), typeof(double), typeof(double)], Hubble.Galaxies.Columns.Select(c => c.DataType));
            Assert.Equal(0.032, Hubble.Galaxies["distance_mpc"][0]);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_file_in_the_data_folder_is_the_one_inside_the_library() =>
        Assert.Equal(
            Hubble.Galaxies.Numbers("distance_mpc"),
            File.ReadAllLines(Checkout.Folder("data", "hubble-1929.csv")).Skip(1).Select(line => double.Parse(line.Split(',')[1], CultureInfo.InvariantCulture)));

    [Fact]
    public void Each_call_gives_a_frame_of_its_own()
    {
        var mine = Hubble.Galaxies;
        mine["distance_mpc"][0] = 99.0;
        Assert.Equal(0.032, Hubble.Galaxies["distance_mpc"][0]);
    }

    [Fact]
    public void The_frame_can_be_worked_with_as_people_do()
    {
        DataFrame galaxies = Hubble.Galaxies, nearer = galaxies.Filter(galaxies["velocity_km_s"].ElementwiseLessThan(0));
        Assert.Equal(["NGC 6822", "NGC 598", "NGC 221", "NGC 224", "NGC 3031"], nearer["object"].Cast<string>());
        Assert.Equal("NGC 4649", galaxies.OrderByDescending("velocity_km_s")["object"][0]);
        Assert.Contains("… and 18 more rows", Table.Of(galaxies).WithLimit(6).ToString(), StringComparison.Ordinal);
    }
}
