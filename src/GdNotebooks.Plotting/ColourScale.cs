namespace GdNotebooks.Plotting;

/// <summary>A colour by its red, green and blue parts, 0 to 255.</summary>
internal readonly record struct Rgb(byte R, byte G, byte B)
{
    public string Hex => $"#{R:x2}{G:x2}{B:x2}";

    /// <summary>Relative luminance as the web's accessibility guidelines define it, 0 black to 1 white.</summary>
    public double Luminance => (0.2126 * Linear(R)) + (0.7152 * Linear(G)) + (0.0722 * Linear(B));

    public static Rgb Parse(string hex) => new(
        Convert.ToByte(hex.Substring(1, 2), 16), Convert.ToByte(hex.Substring(3, 2), 16), Convert.ToByte(hex.Substring(5, 2), 16));

    private static double Linear(byte part) =>
        part / 255.0 <= 0.04045 ? part / 255.0 / 12.92 : Math.Pow(((part / 255.0) + 0.055) / 1.055, 2.4);
}

/// <summary>How numbers become colours.</summary>
public enum Scale
{
    /// <summary>From dark violet through green to yellow: more is brighter.</summary>
    Sequential,

    /// <summary>From blue through nearly white at zero to red: the sign is the hue.</summary>
    Diverging,

    /// <summary>From white to black, as ink on paper: digits.</summary>
    Grey,
}

/// <summary>A <see cref="Scale"/> over the values from <paramref name="low"/> to <paramref name="high"/>.</summary>
internal sealed class ColourScale(Scale scale, double low, double high, bool printed = false)
{
    // Steps of even lightness; in between, colours are mixed linearly.
    private static readonly Rgb[] SequentialStops = Stops("#440154 #472d7b #3b528b #2c728e #21918c #28ae80 #5ec962 #addc30 #fde725");
    private static readonly Rgb[] DivergingStops = Stops("#0b4a8f #2f79b8 #72aed4 #b9d7e9 #f4f2f0 #f3c3ae #e0876d #bf4840 #8c1627");
    private static readonly Rgb[] PrintedStops = Stops("#08306b #2c4f86 #55709a #868a90 #b39e8c #dcbfa0 #fde3c8");
    private static readonly Rgb[] GreyStops = Stops("#ffffff #000000");

    public Scale Scale => scale;

    /// <summary>On paper a sign is a lightness as well as a hue: dark below zero and pale above.</summary>
    public ColourScale In(Theme theme) => theme == Theme.Print && scale == Scale.Diverging ? new(scale, low, high, printed: true) : this;

    public double Low => low;

    public double High => high;

    /// <summary>The colour of a value; values beyond the ends take the ends' colours.</summary>
    public Rgb this[double value] => At(high > low ? ((value / 2) - (low / 2)) / ((high / 2) - (low / 2)) : 0.5);

    /// <summary>The colour at a fraction of the way, 0 to 1.</summary>
    public Rgb At(double fraction)
    {
        Rgb[] stops = scale switch { Scale.Sequential => SequentialStops, Scale.Diverging => printed ? PrintedStops : DivergingStops, _ => GreyStops };
        double place = Math.Clamp(fraction, 0, 1) * (stops.Length - 1);
        int i = Math.Min((int)place, stops.Length - 2);
        double t = place - i;
        return new(Mix(stops[i].R, stops[i + 1].R), Mix(stops[i].G, stops[i + 1].G), Mix(stops[i].B, stops[i + 1].B));
        byte Mix(byte a, byte b) => (byte)Math.Round(a + (t * (b - a)), MidpointRounding.AwayFromZero);
    }

    /// <summary>A scale that covers the finite values; a diverging one is symmetric about zero. A limit stands in for the largest.</summary>
    public static ColourScale Over(Scale scale, IEnumerable<double> values, double? limit = null)
    {
        if (limit is { } chosen)
        {
            return chosen > 0 && double.IsFinite(chosen)
                ? new(scale, scale == Scale.Diverging ? -chosen : 0, chosen)
                : throw new ArgumentException($"Colours cannot be full at {Numbers.Short(chosen)}: the limit is a positive number.", nameof(limit));
        }

        var range = new Extent();
        foreach (double value in values)
        {
            range.Include(value);
        }

        var (low, high) = range.IsEmpty ? (0, 1) : (range.Min, range.Max);
        double far = Math.Max(Math.Abs(low), Math.Abs(high));
        return scale == Scale.Diverging ? new(scale, far == 0 ? -1 : -far, far == 0 ? 1 : far)
            : new(scale, low, scale == Scale.Grey && far == 0 ? 1 : high);
    }

    private static Rgb[] Stops(string hexes) => [.. hexes.Split(' ').Select(Rgb.Parse)];
}
