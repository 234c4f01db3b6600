using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;

namespace GdNotebooks;

/// <summary>
/// A cost as written, <c>w => (w - 3) * (w - 3)</c>, taken apart: it can be evaluated, differentiated by the
/// rules of chapters 1 and 3, and written out in JavaScript for a page where no .NET runs. The operations and
/// their order stay those of the lambda, so both languages round alike.
/// </summary>
internal abstract record CostFormula
{
    private static readonly string[] Functions = ["Exp", "Log", "Sin", "Cos", "Sqrt", "Tanh"];

    /// <summary>The formula of a lambda in one or several numbers, or in the entries of a vector.</summary>
    /// <exception cref="ArgumentException">The lambda does more than arithmetic and the functions of <see cref="Math"/> listed here.</exception>
    public static CostFormula Of(LambdaExpression lambda)
    {
        ArgumentNullException.ThrowIfNull(lambda);
        return Read(lambda.Body, lambda.Parameters);
    }

    /// <summary>The value where the variables have these values.</summary>
    public abstract double At(params ReadOnlySpan<double> variables);

    /// <summary>The partial derivative ∂/∂ of one variable.</summary>
    public abstract CostFormula Derivative(int variable);

    /// <summary>The formula in JavaScript, its variables called by the given names.</summary>
    public abstract string ToJavaScript(params ReadOnlySpan<string> names);

    private static CostFormula Read(Expression e, IReadOnlyList<ParameterExpression> variables)
    {
        CostFormula Part(Expression part) => Read(part, variables);
        return e switch
        {
            ParameterExpression p when p.Type == typeof(double) => new Variable(variables.ToList().IndexOf(p)),
            MethodCallExpression { Object: ParameterExpression, Method.Name: "get_Item", Arguments: [ConstantExpression { Value: int i }] } => new Variable(i),
            UnaryExpression { NodeType: ExpressionType.Negate } u => -Part(u.Operand),
            UnaryExpression { NodeType: ExpressionType.Convert } u when u.Operand.Type == typeof(int) => new Number(Constant(u.Operand)),
            BinaryExpression { NodeType: ExpressionType.Add } b => Part(b.Left) + Part(b.Right),
            BinaryExpression { NodeType: ExpressionType.Subtract } b => Part(b.Left) - Part(b.Right),
            BinaryExpression { NodeType: ExpressionType.Multiply } b => Part(b.Left) * Part(b.Right),
            BinaryExpression { NodeType: ExpressionType.Divide } b => Part(b.Left) / Part(b.Right),
            MethodCallExpression { Method: { Name: var name, DeclaringType: var type }, Arguments: [var of] } when type == typeof(Math) && Functions.Contains(name) =>
                new Function(name, Part(of)),
            ConstantExpression or MemberExpression => new Number(Constant(e)),
            _ => throw new ArgumentException(
                $"A playground runs in a page without .NET, so its cost is written with + - * /, numbers and {string.Join(", ", Functions.Select(f => "Math." + f))}, and this one has {e}."),
        };
    }

    // A number, or a variable of the cell that holds one: its value now.
    private static double Constant(Expression e)
    {
        object? value = e switch
        {
            ConstantExpression constant => constant.Value,
            MemberExpression { Member: FieldInfo field } member => field.GetValue(Owner(member)),
            MemberExpression { Member: PropertyInfo property } member => property.GetValue(Owner(member)),
            _ => null,
        };
        double number = value is double or int ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : double.NaN;
        return double.IsFinite(number) ? number : throw new ArgumentException($"The cost of a playground is made of finite numbers, and {e} is none.");

        static object? Owner(MemberExpression member) => member.Expression switch
        {
            null => null,
            ConstantExpression owner => owner.Value,
            MemberExpression { Member: FieldInfo field } outer => field.GetValue(Owner(outer)),
            _ => throw new ArgumentException($"The cost of a playground is made of numbers and its own variables, and this one has {member}."),
        };
    }

    // Terms that vanish are left out, so that a derivative stays readable.
    public static CostFormula operator +(CostFormula a, CostFormula b) => a is Number(0) ? b : b is Number(0) ? a : new Operation('+', a, b);

    public static CostFormula operator -(CostFormula a, CostFormula b) => b is Number(0) ? a : a is Number(0) ? -b : new Operation('-', a, b);

    public static CostFormula operator *(CostFormula a, CostFormula b) =>
        a is Number(0) || b is Number(0) ? new Number(0) : a is Number(1) ? b : b is Number(1) ? a : new Operation('*', a, b);

    public static CostFormula operator /(CostFormula a, CostFormula b) => a is Number(0) || b is Number(1) ? a : new Operation('/', a, b);

    public static CostFormula operator -(CostFormula a) => a is Number(var value) ? new Number(-value) : new Operation('*', new Number(-1), a);

    private sealed record Number(double Value) : CostFormula
    {
        public override double At(params ReadOnlySpan<double> variables) => Value;

        public override CostFormula Derivative(int variable) => new Number(0);

        public override string ToJavaScript(params ReadOnlySpan<string> names) =>
            Value < 0 ? FormattableString.Invariant($"({Value:R})") : FormattableString.Invariant($"{Value:R}");
    }

    private sealed record Variable(int Index) : CostFormula
    {
        public override double At(params ReadOnlySpan<double> variables) => variables[Index];

        public override CostFormula Derivative(int variable) => new Number(variable == Index ? 1 : 0);

        public override string ToJavaScript(params ReadOnlySpan<string> names) => names[Index];
    }

    private sealed record Operation(char Sign, CostFormula A, CostFormula B) : CostFormula
    {
        public override double At(params ReadOnlySpan<double> variables)
        {
            double a = A.At(variables), b = B.At(variables);
            return Sign switch { '+' => a + b, '-' => a - b, '*' => a * b, _ => a / b };
        }

        public override CostFormula Derivative(int variable)
        {
            CostFormula da = A.Derivative(variable), db = B.Derivative(variable);
            return Sign switch
            {
                '+' => da + db,
                '-' => da - db,
                '*' => (da * B) + (A * db),
                _ => ((da * B) - (A * db)) / (B * B),
            };
        }

        public override string ToJavaScript(params ReadOnlySpan<string> names) =>
            $"({A.ToJavaScript(names)} {Sign} {B.ToJavaScript(names)})";
    }

    private sealed record Function(string Name, CostFormula Inner) : CostFormula
    {
        public override double At(params ReadOnlySpan<double> variables)
        {
            double u = Inner.At(variables);
            return Name switch
            {
                "Exp" => Math.Exp(u),
                "Log" => Math.Log(u),
                "Sin" => Math.Sin(u),
                "Cos" => Math.Cos(u),
                "Sqrt" => Math.Sqrt(u),
                _ => Math.Tanh(u),
            };
        }

        // The chain rule: f'(u) u'.
        public override CostFormula Derivative(int variable)
        {
            CostFormula slope = Name switch
            {
                "Exp" => this,
                "Log" => new Number(1) / Inner,
                "Sin" => new Function("Cos", Inner),
                "Cos" => -new Function("Sin", Inner),
                "Sqrt" => new Number(0.5) / this,
                _ => new Number(1) - (this * this),
            };
            return slope * Inner.Derivative(variable);
        }

        public override string ToJavaScript(params ReadOnlySpan<string> names) => $"Math.{Name.ToLowerInvariant()}({Inner.ToJavaScript(names)})";
    }
}
