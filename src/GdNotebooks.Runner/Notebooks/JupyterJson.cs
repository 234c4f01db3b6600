using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GdNotebooks.Runner;

/// <summary>
/// Writes JSON byte for byte as Jupyter writes notebooks: one space of indentation, keys in order of their
/// code points, characters outside ASCII as they are, a line break at the end.
/// </summary>
internal static class JupyterJson
{
    public static string Write(JsonNode? node)
    {
        var text = new StringBuilder();
        Write(node, 0, text);
        return text.Append('\n').ToString();
    }

    private static void Write(JsonNode? node, int depth, StringBuilder text)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } members:
                Open('{', '}', depth, text, members.OrderBy(m => m.Key, StringComparer.Ordinal), member =>
                {
                    WriteString(member.Key, text);
                    text.Append(": ");
                    Write(member.Value, depth + 1, text);
                });
                break;
            case JsonObject:
                text.Append("{}");
                break;
            case JsonArray { Count: > 0 } items:
                Open('[', ']', depth, text, items, item => Write(item, depth + 1, text));
                break;
            case JsonArray:
                text.Append("[]");
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                WriteString(value.GetValue<string>(), text);
                break;
            default:
                text.Append(node?.ToJsonString() ?? "null");
                break;
        }
    }

    private static void Open<T>(char open, char close, int depth, StringBuilder text, IEnumerable<T> parts, Action<T> write)
    {
        text.Append(open);
        char before = '\n';
        foreach (var part in parts)
        {
            if (before == ',')
            {
                text.Append(",\n");
            }
            else
            {
                text.Append(before);
            }

            before = ',';
            text.Append(' ', depth + 1);
            write(part);
        }

        text.Append('\n').Append(' ', depth).Append(close);
    }

    private static void WriteString(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (char c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }
}
