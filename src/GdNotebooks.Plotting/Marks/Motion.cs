using System.Globalization;
using System.Text;

namespace GdNotebooks.Plotting;

/// <summary>
/// Movement without a script: SMIL elements inside the shape they move. All motions of one duration run
/// together. At the end they rest for a fifth of the time before they begin again; a reader that does not
/// animate shows the shape where it was drawn, which is the end.
/// </summary>
internal static class Motion
{
    private const double Moving = 0.8;

    /// <summary>Moves a circle through points, each after the same time.</summary>
    public static string Through(IReadOnlyList<Pixel> points, double seconds) =>
        Animate("cx", points.Select(p => p.X), points.Count, seconds) + Animate("cy", points.Select(p => p.Y), points.Count, seconds);

    /// <summary>Draws a line (with a dash as long as itself) from its start, so that each point is reached after the same time.</summary>
    public static string Growing(IReadOnlyList<Pixel> points, double seconds)
    {
        var reached = new double[points.Count];
        for (int i = 1; i < points.Count; i++)
        {
            reached[i] = reached[i - 1] + points[i - 1].DistanceTo(points[i]);
        }

        double whole = Math.Max(reached[^1], 1e-9);
        return Animate("stroke-dashoffset", reached.Select(r => 1000 * (1 - (r / whole))), points.Count, seconds);
    }

    private static string Animate(string attribute, IEnumerable<double> values, int count, double seconds)
    {
        var text = new StringBuilder("<animate attributeName=\"").Append(attribute).Append("\" dur=\"");
        text.Append(seconds.ToString("0.##", CultureInfo.InvariantCulture)).Append("s\" repeatCount=\"indefinite\" keyTimes=\"");
        for (int i = 0; i < count; i++)
        {
            text.Append((count == 1 ? 0 : Moving * i / (count - 1)).ToString("0.####", CultureInfo.InvariantCulture)).Append(';');
        }

        text.Append("1\" values=\"");
        double last = 0;
        foreach (double value in values)
        {
            Canvas.AppendNumber(text, value);
            text.Append(';');
            last = value;
        }

        Canvas.AppendNumber(text, last);
        return text.Append("\"/>").ToString();
    }
}
