namespace GdNotebooks.Plotting;

/// <summary>
/// Found by its name, and by the names of its properties, in .NET Interactive: whoever carries it is
/// shown by the formatters of <see cref="FormatterSourceType"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    public Type FormatterSourceType { get; } = formatterSourceType;

    // A preferred MIME type without a formatter ends the kernel: these two are the ones below.
    public string[] PreferredMimeTypes { get; set; } = ["text/html", "text/plain"];
}

/// <summary>The formatters of every <see cref="Displayable"/>: one for each preferred MIME type.</summary>
internal sealed class DisplayFormatterSource
{
#pragma warning disable CA1822 // the convention asks for an instance method
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new DisplayFormatter("text/html", shown => shown.ToHtml()),
        new DisplayFormatter("text/plain", shown => shown.ToString()),
    ];
#pragma warning restore CA1822
}

/// <summary>Writes one form of a <see cref="Displayable"/>; the members are those the convention names.</summary>
internal sealed class DisplayFormatter(string mimeType, Func<Displayable, string> form)
{
    public string MimeType { get; } = mimeType;

    public bool Format(object instance, TextWriter writer)
    {
        if (instance is not Displayable shown)
        {
            return false;
        }

        writer.Write(form(shown));
        return true;
    }
}
