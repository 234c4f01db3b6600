using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdNotebooks.Runner;

/// <summary>
/// The numbers of a notebook that may be set from outside: the variables of its cell tagged <c>parameters</c>.
/// As papermill has it, a cell that sets them is put behind that one, and seen in what is written.
/// </summary>
internal static class Parameters
{
    private const string Declares = "parameters";
    private const string Sets = "injected-parameters";

    /// <summary>The notebooks, each with the values that it has a parameter for.</summary>
    /// <param name="notebooks">The notebooks that are to be run.</param>
    /// <param name="values">What the user says, as NAME=VALUE.</param>
    /// <exception cref="UserException">A text is no NAME=VALUE, no notebook has such a parameter, or its value is of another type.</exception>
    public static List<Notebook> Set(IReadOnlyList<Notebook> notebooks, IReadOnlyList<string> values)
    {
        if (values.Count == 0)
        {
            return [.. notebooks];
        }

        var all = notebooks.Select(notebook => (Notebook: notebook, Known: Of(notebook))).ToList();
        var wanted = values.Select(text => text.Split('=', 2) is [{ Length: > 0 } name, var value]
            ? (Name: name.Trim(), Value: value.Trim()) : throw new UserException($"--set {text}: expected NAME=VALUE, such as eta=0.05.", exitCode: 2)).ToList();
        foreach (var (name, value) in wanted.Where(one => all.TrueForAll(notebook => !notebook.Known.ContainsKey(one.Name))))
        {
            var there = all.Where(notebook => notebook.Known.Count > 0).Select(notebook => $"{notebook.Notebook.Label} has {string.Join(", ", notebook.Known.Select(known => $"{known.Key} ({known.Value})"))}").ToList();
            throw new UserException($"--set {name}={value}: there is no such parameter; {(there.Count > 0 ? string.Join("; ", there) : "these notebooks have none")}.", exitCode: 2);
        }

        return [.. all.Select(notebook => wanted.Where(one => notebook.Known.ContainsKey(one.Name)).ToList() is { Count: > 0 } its
            ? Inject(notebook.Notebook, its.Select(one => $"{one.Name} = {Literal(one.Name, one.Value, notebook.Known[one.Name])};")) : notebook.Notebook)];
    }

    /// <summary>The parameters of a notebook with their types, in the order of their declaration.</summary>
    public static IReadOnlyDictionary<string, string> Of(Notebook notebook)
    {
        var script = new CSharpParseOptions(kind: SourceCodeKind.Script);
        return new OrderedDictionary<string, string>(notebook.Cells.Where(cell => cell.Tags.Contains(Declares))
            .SelectMany(cell => CSharpSyntaxTree.ParseText(cell.Source, script).GetRoot().DescendantNodes().OfType<VariableDeclarationSyntax>())
            .SelectMany(declaration => declaration.Variables, (declaration, variable) => (Name: variable.Identifier.ValueText, Type: TypeOf(declaration, variable)))
            .Where(found => found.Type is not null)
            .DistinctBy(found => found.Name)
            .Select(found => KeyValuePair.Create(found.Name, found.Type!)));
    }

    private static string? TypeOf(VariableDeclarationSyntax declaration, VariableDeclaratorSyntax variable)
    {
        if (declaration.Type is PredefinedTypeSyntax { Keyword.ValueText: "int" or "double" or "bool" or "string" } type)
        {
            return type.Keyword.ValueText;
        }

        var value = variable.Initializer?.Value is PrefixUnaryExpressionSyntax sign ? sign.Operand : variable.Initializer?.Value;
        return declaration.Type.IsVar && value is LiteralExpressionSyntax literal
            ? literal.Token.Value switch { int => "int", double => "double", bool => "bool", string => "string", _ => null } : null;
    }

    private static string Literal(string name, string value, string type) => type switch
    {
        "int" when int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int whole) => whole.ToString(CultureInfo.InvariantCulture),
        "double" when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) =>
            SymbolDisplay.FormatLiteral(number.ToString("R", CultureInfo.InvariantCulture), quote: false),
        "bool" when bool.TryParse(value, out bool flag) => flag ? "true" : "false",
        "string" => SymbolDisplay.FormatLiteral(value, quote: true),
        _ => throw new UserException($"--set {name}={value}: expected {(type switch { "int" => "a whole number", "double" => "a number, with a point", _ => "true or false" })}.", exitCode: 2),
    };

    private static Notebook Inject(Notebook notebook, IEnumerable<string> lines)
    {
        var json = JsonNode.Parse(notebook.WithOutputs(new Dictionary<int, JsonArray>()))!;
        var cells = (JsonArray)json["cells"]!;
        foreach (var old in cells.Where(cell => HasTag(cell!, Sets)).ToList())
        {
            cells.Remove(old);
        }

        string[] source = [.. lines.Prepend("// Set from outside, in place of the values above.")];
        cells.Insert(cells.IndexOf(cells.First(cell => HasTag(cell!, Declares))) + 1, new JsonObject
        {
            ["cell_type"] = "code",
            ["execution_count"] = null,
            ["id"] = Sets,
            ["metadata"] = new JsonObject { ["tags"] = new JsonArray(Sets) },
            ["outputs"] = new JsonArray(),
            ["source"] = new JsonArray([.. source.Select((line, i) => JsonValue.Create(i < source.Length - 1 ? line + "\n" : line))]),
        });
        return Notebook.Parse(notebook.Path, Encoding.UTF8.GetBytes(JupyterJson.Write(json)), notebook.Path);
    }

    private static bool HasTag(JsonNode cell, string tag) => cell["metadata"]?["tags"] is JsonArray tags && tags.Any(one => one?.ToString() == tag);
}
