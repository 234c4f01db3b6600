namespace GdNotebooks.Plotting;

/// <summary>In which colours a figure is drawn, and what else sets its lines apart.</summary>
public enum Theme
{
    /// <summary>Light or dark as the page or the system of the reader is.</summary>
    Auto,

    /// <summary>Light everywhere.</summary>
    Light,

    /// <summary>Dark everywhere.</summary>
    Dark,

    /// <summary>
    /// For paper: no card around the picture and nothing that moves. Lines are told apart by dash and marker as well as by
    /// colour, and the colours by their lightness too, so that a grey print can be read.
    /// </summary>
    Print,
}
