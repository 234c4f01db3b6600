using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace GdNotebooks.Tests.Packaging;

/// <summary>
/// The public API of each library, one line for each member, held against the PublicApi.txt of its tests.
/// Notebooks that people keep elsewhere depend on it. Where a change is meant, accept it and commit the file:
/// <c>GDNOTEBOOKS_ACCEPT_API=1 dotnet test tests/GdNotebooks.Workbook.Tests --filter PublicApi</c>.
/// </summary>
public class PublicApiTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static TheoryData<string> Names => [.. Libraries.All.Select(library => library.GetName().Name!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_public_api_is_the_one_that_was_accepted(string library)
    {
        string file = Checkout.Folder("tests", library + ".Tests", "PublicApi.txt");
        string[] now = [.. Lines(Libraries.All.Single(assembly => assembly.GetName().Name == library))];
        if (Environment.GetEnvironmentVariable("GDNOTEBOOKS_ACCEPT_API") == "1")
        {
            File.WriteAllText(file, string.Join('\n', now) + "\n");
        }

        string[] accepted = File.ReadAllLines(file);

        Assert.True(
            accepted.SequenceEqual(now),
            "The public API has changed. If that is meant, run with GDNOTEBOOKS_ACCEPT_API=1 and commit PublicApi.txt.\n" +
            string.Join('\n', accepted.Except(now).Select(line => "- " + line).Concat(now.Except(accepted).Select(line => "+ " + line))));
    }

    [Fact]
    public void What_a_signature_says_is_written_as_it_is_in_a_program()
    {
        string[] lines = [.. Lines(typeof(Network).Assembly)];

        Assert.Contains("GdNotebooks.GradientDescent: static Walk<double> Minimize(Func<double, double> cost, Func<double, double> derivative, double start, LearningRate learningRate, int steps, double momentum = 0, double tolerance = 1E-09)", lines);
        Assert.Contains("GdNotebooks.EpochResult: int Epoch { get; init; }", lines);
    }

    internal static IEnumerable<string> Lines(Assembly library) => library.GetExportedTypes()
        .SelectMany(type => Members(type).Order(StringComparer.Ordinal).Prepend(Heading(type)).Select(line => $"{Name(type, full: true)}: {line}"))
        .Order(StringComparer.Ordinal);

    private static string Heading(Type type)
    {
        string kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct" : type.IsSubclassOf(typeof(Delegate)) ? "delegate" : "class";
        string shape = type.IsAbstract && type.IsSealed ? "static " : type.IsAbstract && type.IsClass ? "abstract " : type.IsSealed && type.IsClass ? "sealed " : "";
        string[] bases = [.. new[] { type.BaseType }.Where(b => b is not null && b != typeof(object) && b != typeof(ValueType) && b != typeof(Enum)).Select(b => Name(b!))];
        return $"{shape}{kind}{(bases.Length > 0 ? " : " + string.Join(", ", bases) : "")}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)}");
        }

        return type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily)
            .Select(field => $"{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{Name(field.FieldType)} {field.Name}")
            .Concat(type.GetConstructors(Declared).Where(IsVisible).Select(constructor => $"new({Parameters(constructor)})"))
            .Concat(type.GetProperties(Declared).Where(property => property.GetAccessors(nonPublic: true).Any(IsVisible)).Select(Property))
            .Concat(type.GetMethods(Declared).Where(method => IsVisible(method) && !IsWrittenByTheCompiler(method)).Select(Method));
    }

    private static string Property(PropertyInfo property)
    {
        string accessors = (property.GetMethod is { } get && IsVisible(get) ? "get; " : "") + (property.SetMethod is { } set && IsVisible(set) ? (IsInit(set) ? "init; " : "set; ") : "");
        string index = property.GetIndexParameters() is { Length: > 0 } keys ? $"[{string.Join(", ", keys.Select(Parameter))}]" : "";
        return $"{(property.GetAccessors(nonPublic: true)[0].IsStatic ? "static " : "")}{Name(property.PropertyType)} {property.Name}{index} {{ {accessors}}}";
    }

    private static string Method(MethodInfo method)
    {
        string generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";
        string extends = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return $"{(method.IsStatic ? "static " : method.IsAbstract ? "abstract " : "")}{Name(method.ReturnType)} {method.Name}{generic}({extends}{Parameters(method)})";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        string way = parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.GetCustomAttributesData().Any(data => data.AttributeType.FullName == typeof(ParamCollectionAttribute).FullName) ? "params " : parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? "ref " : "";
        string value = !parameter.HasDefaultValue ? "" : " = " + parameter.DefaultValue switch
        {
            null => parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null ? "default" : "null",
            string text => $"\"{text}\"",
            bool flag => flag ? "true" : "false",
            var other => Convert.ToString(other, CultureInfo.InvariantCulture),
        };
        return $"{way}{Name(parameter.ParameterType)} {parameter.Name}{value}";
    }

    // Of a record these follow from its properties.
    private static bool IsWrittenByTheCompiler(MethodInfo method) => method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal) ||
        method.IsDefined(typeof(CompilerGeneratedAttribute)) || method.Name == "<Clone>$";

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsInit(MethodInfo set) => set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static string Name(Type type, bool full = false)
    {
        if (type.IsByRef)
        {
            return Name(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return $"{Name(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Name(value) + "?";
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (Aliases.TryGetValue(type, out string? alias))
        {
            return alias;
        }

        var name = new StringBuilder(type.Name.Split('`')[0]);
        if (type.DeclaringType is { } outer)
        {
            name.Insert(0, Name(outer) + ".");
        }

        if (type.IsGenericType)
        {
            name.Append('<').AppendJoin(", ", type.GetGenericArguments().Select(argument => Name(argument))).Append('>');
        }

        return full ? $"{type.Namespace}.{name}" : name.ToString();
    }

    private static readonly Dictionary<Type, string> Aliases = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(byte)] = "byte",
        [typeof(char)] = "char", [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong",
        [typeof(float)] = "float", [typeof(double)] = "double", [typeof(decimal)] = "decimal",
    };
}
