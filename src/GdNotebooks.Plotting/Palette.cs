namespace GdNotebooks.Plotting;

/// <summary>The colours of curves, markers and bars; where none is chosen a chart takes the next unused one.</summary>
public enum Colour
{
    /// <summary>The first curve of a chart.</summary>
    Blue,

    /// <summary>Paths and whatever should be seen first.</summary>
    Vermillion,

    /// <summary>A bluish green.</summary>
    Green,

    /// <summary>A reddish purple.</summary>
    Purple,

    /// <summary>Dark brown on white paper, sand on dark paper.</summary>
    Brown,

    /// <summary>A light blue.</summary>
    Sky,

    /// <summary>For what stands in the background.</summary>
    Grey,

    /// <summary>Black on white paper, white on black.</summary>
    Ink,
}

/// <summary>
/// One colour of the picture in its forms. Where the theme is the reader's the light one is written on the shape itself,
/// the dark one in a style sheet that only a reader with a dark colour scheme applies.
/// </summary>
internal sealed record Ink(string Name, string Light, string Dark, string Print)
{
    /// <summary>How a printed line is dashed: colour does not survive every printer.</summary>
    public string? Dash { get; init; }

    /// <summary>The marker of a printed line or dot: how many corners, and by how many degrees it is turned. No corners are a circle.</summary>
    public (int Corners, double Turn) Shape { get; init; }

    /// <summary>A colour that means a value and so is the same on any paper.</summary>
    public static Ink Of(Rgb colour) => new("", colour.Hex, colour.Hex, colour.Hex);

    public string In(Theme theme) => theme switch { Theme.Dark => Dark, Theme.Print => Print, _ => Light };
}

/// <summary>
/// Every figure stands on its own opaque paper: an image cannot know the page behind it, and the
/// system's colour scheme may disagree with that page. The series colours start
/// from Okabe and Ito's; where one's contrast with the paper was below 3 to 1 it was exchanged for one
/// that can still be told from the others with any kind of colour vision. The printed ones have the same hues,
/// and differ in lightness too.
/// </summary>
internal static class Palette
{
    public static readonly Ink Paper = new("paper", "#ffffff", "#171a1f", "#ffffff");
    public static readonly Ink Edge = new("edge", "#e3e7eb", "#2f353d", "#c9ced4");
    public static readonly Ink Text = new("text", "#1d2730", "#e8ecf0", "#000000");
    public static readonly Ink Muted = new("muted", "#52606d", "#a7b2bd", "#333333");
    public static readonly Ink Axis = new("axis", "#8c98a4", "#66717d", "#777777");
    public static readonly Ink Grid = new("grid", "#e8ebef", "#2a3038", "#e4e4e4");

    private static readonly Ink[] Series =
    [
        new("blue", "#0072b2", "#4ea6df", "#003c61"),
        new("vermillion", "#d55e00", "#f07a30", "#a94900") { Dash = "11 6", Shape = (3, -90) },
        new("green", "#009e73", "#25bd92", "#008d67") { Dash = "1 5", Shape = (4, 45) },
        new("purple", "#b65a92", "#dd95c0", "#7a3a61") { Dash = "11 5 1 5", Shape = (4, 0) },
        new("brown", "#6b4a00", "#e8d28a", "#322000") { Dash = "18 6", Shape = (3, 90) },
        new("sky", "#4a9bd0", "#a5d8f7", "#4a9bcf") { Dash = "1 5 1 5 8 5", Shape = (5, -90) },
        new("grey", "#7b8794", "#8d99a5", "#7c8895") { Dash = "1 7" },
        new("ink", "#1d2730", "#e8ecf0", "#000000"),
    ];

    /// <summary>How many colours are handed out before they repeat.</summary>
    public const int Cycle = 6;

    public static Ink Of(Colour colour) => Enum.IsDefined(colour) ? Series[(int)colour]
        : throw new ArgumentOutOfRangeException(nameof(colour), $"There is no colour {colour}: there are {string.Join(", ", Enum.GetNames<Colour>())}.");

    /// <summary>All colours as CSS variables, for what is drawn in the page itself; dark ones where the host has the class of that name.</summary>
    public static string StyleSheet { get; } =
        $":host {{ {Variables(ink => ink.Light)} color-scheme: light; }}\n:host(.dark) {{ {Variables(ink => ink.Dark)} color-scheme: dark; }}\n";

    private static string Variables(Func<Ink, string> form) =>
        string.Concat(new[] { Paper, Edge, Text, Muted, Axis, Grid }.Concat(Series).Select(ink => $"--{ink.Name}: {form(ink)}; "));
}
