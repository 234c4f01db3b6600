using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdNotebooks.Runner;

/// <summary>
/// Whether a notebook keeps to what every C# notebook kernel understands. What is looked for either failed in
/// one of the kernels or looked different in each.
/// </summary>
internal static class Portability
{
    private static readonly CSharpParseOptions Script = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    private static readonly Dictionary<string, string> OneKernelOnly = new()
    {
        ["display"] = "x.Display()",
        ["HTML"] = "one of the library's display types",
        ["DisplayTable"] = "Table.Of(rows)",
        ["DisplayAs"] = "x.Display()",
    };

    private static readonly (string Path, string Expected)[] Metadata =
    [
        ("kernelspec/name", ".net-csharp"),
        ("kernelspec/language", "C#"),
        ("language_info/name", "polyglot-notebook"),
        ("polyglot_notebook/kernelInfo/defaultKernelName", "csharp"),
    ];

    /// <summary>Everything in the notebook that some kernel does not understand.</summary>
    public static IEnumerable<Finding> Check(Notebook notebook)
    {
        foreach (var (path, expected) in Metadata)
        {
            string? found = notebook.MetadataText(path.Split('/'));
            if (found != expected)
            {
                yield return new Finding(null, $"the metadata {path} is {found ?? "missing"} and should be {expected}");
            }
        }

        if (!notebook.IsFormat45)
        {
            yield return new Finding(null, "it is not in notebook format 4.5, where every cell has an id");
        }

        foreach (var cell in notebook.Cells)
        {
            foreach (string message in Check(cell))
            {
                yield return new Finding(cell.Number, message);
            }
        }
    }

    private static IEnumerable<string> Check(NotebookCell cell)
    {
        string[] lines = cell.Source.Split('\n');
        if (lines.Any(line => line.StartsWith("#!", StringComparison.Ordinal)))
        {
            yield return "magic commands (#!) are not the same in every kernel";
        }

        var root = CSharpSyntaxTree.ParseText(cell.Source, Script).GetRoot();
        foreach (var directive in root.DescendantTrivia().Select(t => t.GetStructure()).OfType<DirectiveTriviaSyntax>())
        {
            string line = lines[directive.GetLocation().GetLineSpan().StartLinePosition.Line];
            if (directive is LoadDirectiveTriviaSyntax || line.StartsWith("#i", StringComparison.Ordinal) && !line.StartsWith("#if", StringComparison.Ordinal))
            {
                yield return $"{line}: only #r \"nuget: Name, 1.2.3\" brings something in everywhere";
            }
            else if (directive is ReferenceDirectiveTriviaSyntax && (cell.Number != 1 || !PackageReference.Directive.IsMatch(line)))
            {
                yield return $"{line}: the one form that works everywhere is #r \"nuget: Name, 1.2.3\", at the beginning of a line in the first code cell";
            }
        }

        if (root.GetDiagnostics().Any(d => d.Id == "CS1529"))
        {
            yield return "the using directives have to come first in the cell";
        }

        foreach (var node in root.DescendantNodes())
        {
            if (Complaint(node) is { } complaint)
            {
                yield return complaint;
            }
        }
    }

    private static string? Complaint(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax call when NameOf(call.Expression) is { } name && OneKernelOnly.TryGetValue(name, out string? instead) =>
            $"{name}(...) is known to one kernel only: use {instead}",
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "Console" }, Name.Identifier.Text: "Error" } =>
            "Console.Error makes the cell fail in one kernel: use Console.WriteLine",
        BaseNamespaceDeclarationSyntax => "a cell cannot declare a namespace",
        ParameterSyntax { Modifiers: var modifiers } when modifiers.Any(SyntaxKind.ThisKeyword) => "a cell cannot declare extension methods",
        LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0, Parent: GlobalStatementSyntax } => "a using variable has to be inside a method or a block",
        FieldDeclarationSyntax { Parent: CompilationUnitSyntax, Declaration.Type: var type } when IsRefLike(type) => $"{type} cannot be a variable of a cell: put it inside a method",
        IdentifierNameSyntax { Identifier.Text: "dynamic", Parent: VariableDeclarationSyntax or ParameterSyntax or CastExpressionSyntax } => "dynamic is not known to every kernel",
        TypeDeclarationSyntax { Modifiers: var modifiers } when modifiers.Any(SyntaxKind.FileKeyword) => "a cell cannot declare file types",
        _ => null,
    };

    private static bool IsRefLike(TypeSyntax type) =>
        type is RefTypeSyntax or GenericNameSyntax { Identifier.Text: "Span" or "ReadOnlySpan" };

    private static string? NameOf(ExpressionSyntax called) => called switch
    {
        IdentifierNameSyntax name => name.Identifier.Text,
        MemberAccessExpressionSyntax { Name.Identifier.Text: var name } when name != "display" => name,
        _ => null,
    };
}
