using System.Collections;
using System.Globalization;
using System.Reflection;
using GdNotebooks.Plotting;

namespace GdNotebooks.Runner;

/// <summary>
/// Turns an object that a cell shows into text, by MIME type, as the kernels do: through the formatters that
/// its class names with an attribute. The attribute and its members are found by name, for there is no
/// assembly that all kernels share.
/// </summary>
internal static class DisplayForms
{
    private const string AttributeName = "TypeFormatterSourceAttribute";
    private const int MostItems = 20;
    private const int MostCharacters = 30_000_000;

    private static readonly Dictionary<Type, IReadOnlyList<(string MimeType, object Formatter)>> Known = [];

    /// <summary>What to show of <paramref name="shown"/>.</summary>
    /// <exception cref="InvalidOperationException">The class breaks the convention in a way that would end a kernel.</exception>
    public static ObjectShown Of(object shown, int cell, bool isResult, FigureForm? form = null)
    {
        var formatters = FormattersOf(shown.GetType());
        if (formatters.Count == 0)
        {
            var plain = new Dictionary<string, string> { ["text/plain"] = CellConsole.Shorten(Plain(shown)) };
            return new ObjectShown(cell, isResult, plain, null, LooksAlikeEverywhere(shown) ? null : shown.GetType().ToString());
        }

        var forms = new Dictionary<string, string>();
        foreach (var (mimeType, formatter) in formatters)
        {
            var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
            Call(formatter, "Format", shown, writer);
            forms[mimeType] = writer.GetStringBuilder().Length <= MostCharacters ? writer.ToString() : throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"{shown.GetType()} is more than {MostCharacters:N0} characters long as {mimeType}."));
        }

        var figure = ((shown as InteractiveFigure)?.Still ?? shown) is Figure { Name: { } name } picture ? (form ?? new()).Of(picture, name) : null;
        return new ObjectShown(cell, isResult, forms, figure, null);
    }

    private static IReadOnlyList<(string MimeType, object Formatter)> FormattersOf(Type type)
    {
        lock (Known)
        {
            if (!Known.TryGetValue(type, out var formatters))
            {
                Known[type] = formatters = FindFormatters(type);
            }

            return formatters;
        }
    }

    private static List<(string, object)> FindFormatters(Type type)
    {
        if (type.GetCustomAttributes(inherit: true).FirstOrDefault(a => a.GetType().Name == AttributeName) is not { } attribute)
        {
            return [];
        }

        var sourceType = Property<Type>(attribute, "FormatterSourceType");
        object source = Activator.CreateInstance(sourceType, nonPublic: true)!;
        var formatters = ((IEnumerable)Call(source, "CreateTypeFormatters")!).Cast<object>().ToList();
        return [.. Property<string[]>(attribute, "PreferredMimeTypes").Select(mimeType => (mimeType,
            formatters.Find(f => Property<string>(f, "MimeType") == mimeType) ??
                throw new InvalidOperationException($"{type} prefers to be shown as {mimeType}, and {sourceType.Name} has no formatter for it.")))];
    }

    private static T Property<T>(object owner, string name) =>
        owner.GetType().GetProperty(name)?.GetValue(owner) is T value ? value
            : throw new InvalidOperationException($"{owner.GetType()} has no {name}, which the convention for shown objects asks for.");

    private static object? Call(object owner, string name, params object[] arguments)
    {
        var method = owner.GetType().GetMethod(name) ??
            throw new InvalidOperationException($"{owner.GetType()} has no method {name}, which the convention for shown objects asks for.");
        return method.Invoke(owner, BindingFlags.DoNotWrapExceptions, null, arguments, CultureInfo.InvariantCulture);
    }

    private static bool LooksAlikeEverywhere(object shown) => shown is string or decimal || shown.GetType().IsPrimitive;

    private static string Plain(object shown) => new PlainText().Of(shown);

    /// <summary>An object as plain text; of a list within a list that holds it, or without end, no more than can be read.</summary>
    private sealed class PlainText
    {
        private const int Deepest = 20;

        private readonly HashSet<object> _around = new(ReferenceEqualityComparer.Instance);
        private int _left = 10_000;

        public string Of(object? shown) => shown switch
        {
            null => "null",
            string text => text,
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            IEnumerable items => Items(items),
            _ => shown.ToString() ?? "",
        };

        private string Items(IEnumerable items)
        {
            if (_around.Count == Deepest || _left <= 0 || !_around.Add(items))
            {
                return "[ ... ]";
            }

            var first = items.Cast<object?>().Take(MostItems + 1).Select(Item).ToList();
            _around.Remove(items);
            return first.Count > MostItems ? $"[ {string.Join(", ", first.Take(MostItems))}, ... ]" : $"[ {string.Join(", ", first)} ]";
        }

        private string Item(object? item)
        {
            _left--;
            return Of(item);
        }
    }
}
