using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdNotebooks.Tests.Notebooks;

/// <summary>
/// What a cell must not contain if it is to run in .NET Interactive, in Verso and without a kernel alike.
/// Each rule is something that was seen to fail in one of them.
/// </summary>
internal static partial class PortableCSharp
{
    // The oldest compiler among the kernels reads C# 13.
    private static readonly CSharpParseOptions Options = new(LanguageVersion.CSharp13, kind: SourceCodeKind.Script);

    [GeneratedRegex("""^#r "nuget: [A-Za-z0-9_.]+, [0-9][^\s",]*"$""")]
    private static partial Regex PackageLine { get; }

    private static readonly Dictionary<string, string> OneKernelOnly = new(StringComparer.Ordinal)
    {
        ["display"] = "x.Display() is what all of them have",
        ["HTML"] = "only .NET Interactive has it",
        ["DisplayAs"] = "only .NET Interactive has it",
        ["DisplayTable"] = "only .NET Interactive has it",
        ["Kernel"] = "only .NET Interactive has it",
        ["Formatter"] = "only .NET Interactive has it",
        ["PocketView"] = "only .NET Interactive has it",
        ["KernelInvocationContext"] = "only .NET Interactive has it",
        ["Variables"] = "only Verso has it",
        ["dynamic"] = "Verso cannot compile it",
    };

    /// <summary>What is not portable in a cell, one sentence each.</summary>
    public static IEnumerable<string> FaultsIn(string cell)
    {
        string[] lines = cell.ReplaceLineEndings("\n").Split('\n');
        foreach (string line in lines.Where(line => line.TrimStart().StartsWith('#') && !PackageLine.IsMatch(line) && !IsPreprocessor(line)))
        {
            yield return $"{line}: the only directive that all kernels take is #r \"nuget: Name, 1.2.3\" at the beginning of a line";
        }

        // The directive lines go, the line numbers stay.
        var root = CSharpSyntaxTree.ParseText(string.Join('\n', lines.Select(line => line.TrimStart().StartsWith("#r", StringComparison.Ordinal) ||
            line.TrimStart().StartsWith("#!", StringComparison.Ordinal) || line.TrimStart().StartsWith("#i", StringComparison.Ordinal) ||
            line.TrimStart().StartsWith("#load", StringComparison.Ordinal) ? "" : line)), Options).GetCompilationUnitRoot();

        foreach (var fault in root.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
        {
            yield return FormattableString.Invariant($"line {fault.Location.GetLineSpan().StartLinePosition.Line + 1}: {fault.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}");
        }

        foreach (var node in root.DescendantNodes())
        {
            string? fault = node switch
            {
                BaseNamespaceDeclarationSyntax => "a cell cannot hold a namespace (CS7021)",
                ParameterSyntax { Modifiers: var modifiers } when modifiers.Any(SyntaxKind.ThisKeyword) => "a cell cannot hold an extension method (CS1109)",
                BaseTypeDeclarationSyntax { Modifiers: var modifiers } when modifiers.Any(SyntaxKind.FileKeyword) => "a type in a cell cannot be file-local",
                LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0, Parent: GlobalStatementSyntax } => "using var needs a block around it",
                FieldDeclarationSyntax { Parent: CompilationUnitSyntax, Declaration: var field } when IsByReference(field) =>
                    "a span or a reference cannot live from one cell to the next (CS8345)",
                MemberAccessExpressionSyntax { Name.Identifier.Text: "Error", Expression: IdentifierNameSyntax { Identifier.Text: "Console" } } =>
                    "Verso takes text on Console.Error for a failed cell",
                MemberAccessExpressionSyntax { Name.Identifier.Text: "ReadLine" or "ReadKey" or "Clear", Expression: IdentifierNameSyntax { Identifier.Text: "Console" } } =>
                    "a notebook has no terminal",
                QualifiedNameSyntax name when name.ToString().StartsWith("Microsoft.DotNet.Interactive", StringComparison.Ordinal) => "only .NET Interactive has it",
                SimpleNameSyntax { Parent: not NameColonSyntax and not NameEqualsSyntax } name
                    when !(name.Parent is MemberAccessExpressionSyntax member && member.Name == name) && OneKernelOnly.TryGetValue(name.Identifier.Text, out string? reason) => reason,
                MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax, Name.Identifier.Text: "DisplayAs" or "DisplayTable" } => "only .NET Interactive has it",
                _ => null,
            };
            if (fault is not null)
            {
                yield return FormattableString.Invariant($"line {node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}, {node.ToString().Split('\n')[0]}: {fault}");
            }
        }
    }

    private static bool IsByReference(VariableDeclarationSyntax field) =>
        field.Type is RefTypeSyntax ||
        field.Type is GenericNameSyntax { Identifier.Text: "Span" or "ReadOnlySpan" } ||
        field.Variables.Any(variable => variable.Initializer?.Value is InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "AsSpan" },
        });

    private static bool IsPreprocessor(string line) =>
        line.TrimStart() is var directive && (directive.StartsWith("#region", StringComparison.Ordinal) || directive.StartsWith("#endregion", StringComparison.Ordinal) ||
            directive.StartsWith("#nullable", StringComparison.Ordinal) || directive.StartsWith("#pragma", StringComparison.Ordinal));
}
