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
    // The oldest compiler among the kernels reads C# 13.
    private static readonly CSharpParseOptions Script = new(LanguageVersion.CSharp13, kind: SourceCodeKind.Script);

    private static readonly Dictionary<string, string> OneKernelOnly = new()
    {
        ["display"] = "x.Display()",
        ["HTML"] = "one of the library's display types",
        ["DisplayTable"] = "Table.Of(rows)",
        ["DisplayAs"] = "x.Display()",
    };

    private static readonly HashSet<string> OneKernelsTypes = ["Kernel", "KernelInvocationContext", "Formatter", "PocketView", "Variables"];

    /// <summary>Everything in the notebook that some kernel does not understand.</summary>
    public static IEnumerable<Finding> Check(Notebook notebook)
    {
        foreach (var (path, expected) in NotebookMetadata.Expected)
        {
            string? found = notebook.MetadataText(path.Split('/'));
            if (found != expected)
            {
                yield return new Finding(null, $"the metadata {path} is {found ?? "missing"} and should be {expected}: gd run --save puts it right");
            }
        }

        if (!notebook.IsFormat45)
        {
            yield return new Finding(null, "it is not in notebook format 4.5, where every cell has an id");
        }

        foreach (var cell in notebook.Cells)
        {
            foreach (string message in Check(cell.Source, isFirst: cell.Number == 1))
            {
                yield return new Finding(cell.Number, message);
            }
        }
    }

    /// <summary>Everything in a cell that some kernel does not understand.</summary>
    /// <param name="source">The C# in it, with line feeds only.</param>
    /// <param name="isFirst">Whether it is the notebook's first code cell, where packages are asked for.</param>
    public static IEnumerable<string> Check(string source, bool isFirst)
    {
        string[] lines = source.Split('\n');
        if (lines.Any(line => line.StartsWith("#!", StringComparison.Ordinal)))
        {
            yield return "magic commands (#!) are not the same in every kernel";
        }

        var root = CSharpSyntaxTree.ParseText(source, Script).GetRoot();
        foreach (var directive in root.DescendantTrivia().Select(t => t.GetStructure()).OfType<DirectiveTriviaSyntax>())
        {
            string line = lines[directive.GetLocation().GetLineSpan().StartLinePosition.Line];
            if (directive is LoadDirectiveTriviaSyntax || line.StartsWith("#i", StringComparison.Ordinal) && !line.StartsWith("#if", StringComparison.Ordinal))
            {
                yield return $"{line}: only #r \"nuget: Name, 1.2.3\" brings something in everywhere";
            }
            else if (directive is ReferenceDirectiveTriviaSyntax && (!isFirst || PackageReference.Parse(PackageReference.Directive.Match(line).Groups["package"].Value) is null or { Version: "*" }))
            {
                yield return $"{line}: the one form that works everywhere is #r \"nuget: Name, 1.2.3\", at the beginning of a line in the first code cell";
            }
        }

        foreach (var error in root.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error && !IsOfDirective(d)))
        {
            yield return error.Id == "CS1529" ? "the using directives have to come first in the cell"
                : FormattableString.Invariant($"line {error.Location.GetLineSpan().StartLinePosition.Line + 1}: {error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}");
        }

        bool IsOfDirective(Diagnostic error) => lines[error.Location.GetLineSpan().StartLinePosition.Line].TrimStart().StartsWith('#');

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
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "Console" }, Name.Identifier.Text: var member } => member switch
        {
            "Error" => "Console.Error makes the cell fail in one kernel: use Console.WriteLine",
            "ReadLine" or "ReadKey" or "Clear" => $"Console.{member} needs a terminal, and a notebook has none",
            _ => null,
        },
        QualifiedNameSyntax name when name.ToString() == "Microsoft.DotNet.Interactive" => $"{name} is known to one kernel only",
        IdentifierNameSyntax { Identifier.Text: var type } name when OneKernelsTypes.Contains(type) && IsLeftmost(name) => $"{type} is known to one kernel only",
        BaseNamespaceDeclarationSyntax => "a cell cannot declare a namespace",
        ParameterSyntax { Modifiers: var modifiers } when modifiers.Any(SyntaxKind.ThisKeyword) => "a cell cannot declare extension methods",
        LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0, Parent: GlobalStatementSyntax } => "a using variable has to be inside a method or a block",
        FieldDeclarationSyntax { Parent: CompilationUnitSyntax, Declaration: var variable } when IsRefLike(variable) => $"{variable} cannot be a variable of a cell: put it inside a method",
        IdentifierNameSyntax { Identifier.Text: "dynamic", Parent: VariableDeclarationSyntax or ParameterSyntax or CastExpressionSyntax } => "dynamic is not known to every kernel",
        BaseTypeDeclarationSyntax { Modifiers: var modifiers } when modifiers.Any(SyntaxKind.FileKeyword) => "a cell cannot declare file types",
        _ => null,
    };

    private static bool IsRefLike(VariableDeclarationSyntax variable) =>
        variable.Type is RefTypeSyntax or GenericNameSyntax { Identifier.Text: "Span" or "ReadOnlySpan" } ||
        variable.Variables.Any(v => v.Initializer?.Value is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "AsSpan" } });

    private static bool IsLeftmost(IdentifierNameSyntax name) => name.Parent is MemberAccessExpressionSyntax access && access.Expression == name;

    private static string? NameOf(ExpressionSyntax called) => called switch
    {
        IdentifierNameSyntax name => name.Identifier.Text,
        MemberAccessExpressionSyntax { Name.Identifier.Text: var name } when name != "display" => name,
        _ => null,
    };
}
