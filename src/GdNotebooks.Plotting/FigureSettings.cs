namespace GdNotebooks.Plotting;

/// <summary>What every kind of figure can be given.</summary>
public static class FigureSettings
{
    /// <summary>Names the figure: the runner writes it as <c>NN-name.svg</c>.</summary>
    /// <exception cref="ArgumentException">The name is not made of lower-case letters, digits and single hyphens.</exception>
    public static T Named<T>(this T figure, string name)
        where T : Figure
    {
        ArgumentNullException.ThrowIfNull(name);
        bool good = name.Length is > 0 and <= 60 && name[0] != '-' && name[^1] != '-' && !name.Contains("--", StringComparison.Ordinal) &&
            name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');
        return good
            ? With(figure, f => f.Name = name)
            : throw new ArgumentException($"The figure name \"{name}\" cannot be a file name everywhere: use lower-case letters, digits and single hyphens, such as descent-on-a-parabola.", nameof(name));
    }

    /// <summary>The heading inside the picture.</summary>
    public static T WithTitle<T>(this T figure, string title)
        where T : Figure => With(figure, f => f.Title = title);

    /// <summary>What there is to see, in one or two sentences: the caption of the gallery and the alternative text.</summary>
    public static T WithDescription<T>(this T figure, string description)
        where T : Figure => With(figure, f => f.Description = description);

    /// <summary>The size in CSS pixels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A side is under 120 or over 4000.</exception>
    public static T WithSize<T>(this T figure, int width, int height)
        where T : Figure
    {
        foreach (int side in (ReadOnlySpan<int>)[width, height])
        {
            if (side is < 120 or > 4000)
            {
                throw new ArgumentOutOfRangeException(nameof(width), $"A figure of {width} by {height} cannot be drawn: each side is 120 to 4000.");
            }
        }

        return With(figure, f => (f.Width, f.Height) = (width, height));
    }

    /// <summary>The width in CSS pixels; what is in the picture is arranged anew, and the height follows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is under 120 or over 4000.</exception>
    public static T WithWidth<T>(this T figure, int width)
        where T : Figure => width is >= 120 and <= 4000
        ? Arranged(figure, width, figure.FontSize)
        : throw new ArgumentOutOfRangeException(nameof(width), $"A figure of width {width} cannot be drawn: 120 to 4000 can.");

    /// <summary>How large the names of the axes are, in CSS pixels: 12 unless told. Lines and all other letters grow with them, and the height follows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is under 6 or over 36.</exception>
    public static T WithFontSize<T>(this T figure, double size)
        where T : Figure => size is >= 6 and <= 36
        ? Arranged(figure, figure.Width, size)
        : throw new ArgumentOutOfRangeException(nameof(size), $"Letters of size {Numbers.Short(size)} are not for a figure: 6 to 36 are.");

    /// <summary>Dark or light, or for paper, whatever the reader's page is.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such theme.</exception>
    public static T WithTheme<T>(this T figure, Theme theme)
        where T : Figure => Enum.IsDefined(theme)
        ? With(figure, f => f.Theme = theme)
        : throw new ArgumentOutOfRangeException(nameof(theme), $"There is no theme {theme}.");

    /// <summary>No paper behind the picture: what lies behind is seen through it.</summary>
    public static T WithTransparentPaper<T>(this T figure)
        where T : Figure => With(figure, f => f.IsTransparent = true);

    private static T Arranged<T>(T figure, int width, double fontSize)
        where T : Figure
    {
        double magnification = fontSize / Figure.NormalFontSize, height = magnification * figure.HeightAt(width / magnification);
        return With(figure, f => (f.Width, f.Height, f.FontSize) = (width, (int)Math.Clamp(Math.Round(height), 120, 4000), fontSize));
    }

    internal static T With<T>(this T figure, Action<T> change)
        where T : Figure
    {
        var copy = (T)figure.Copy();
        change(copy);
        return copy;
    }
}
