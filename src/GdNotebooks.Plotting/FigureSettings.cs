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

    internal static T With<T>(this T figure, Action<T> change)
        where T : Figure
    {
        var copy = (T)figure.Copy();
        change(copy);
        return copy;
    }
}
