using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace GdNotebooks.Exercises;

/// <summary>
/// Watches methods that call themselves: a stack that runs full ends the kernel and everything in it, and
/// nothing in .NET can catch that. So an answer that calls itself, directly or by way of other methods, is
/// written once more, with a look at the stack at the head of each of these methods.
/// </summary>
internal static class Recursion
{
    private const int MostMethods = 64;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    private static readonly MethodInfo LookAtTheStack = typeof(RuntimeHelpers).GetMethod(nameof(RuntimeHelpers.EnsureSufficientExecutionStack))!;

    /// <summary>Whether the method calls itself before any branch it could take instead.</summary>
    public static bool IsEndless(MethodInfo method) =>
        Body(method)?.GetILAsByteArray() is { } code
        && Read(code)
            .TakeWhile(step => step.Operation.FlowControl is not (FlowControl.Cond_Branch or FlowControl.Branch or FlowControl.Return or FlowControl.Throw))
            .Any(step => Called(method, code, step) == method);

    /// <summary>
    /// The answer, with every recursion in it ending in an <see cref="InsufficientExecutionStackException"/>
    /// while there is stack left. An answer without recursion comes back as it is; so does one whose code
    /// cannot be read, such as one compiled at run time.
    /// </summary>
    /// <remarks>Calls are followed, lambdas are not: a method that calls itself inside a lambda of its own is not seen.</remarks>
    public static TAnswer Guarded<TAnswer>(TAnswer answer)
        where TAnswer : Delegate
    {
        var calls = CallsFrom(answer.Method);
        var circular = calls.Keys.Where(method => Reaches(calls, method, one => one == method)).ToHashSet();
        if (circular.Count == 0)
        {
            return answer;
        }

        // Whoever leads to a circle has to lead to its guarded form.
        var rewritten = calls.Keys.Where(method => circular.Contains(method) || Reaches(calls, method, circular.Contains)).ToDictionary(method => method, Empty);
        try
        {
            foreach (var (method, copy) in rewritten)
            {
                Fill(copy, method, rewritten);
            }

            var root = rewritten[answer.Method];
            return (TAnswer)(answer.Method.IsStatic ? root.CreateDelegate(typeof(TAnswer)) : root.CreateDelegate(typeof(TAnswer), answer.Target));
        }
        catch (Exception error) when (error is NotSupportedException or ArgumentException or InvalidOperationException or BadImageFormatException)
        {
            return answer;
        }
    }

    // Which methods of the learner's each method calls, as far as they can be reached from the first one.
    private static Dictionary<MethodInfo, HashSet<MethodInfo>> CallsFrom(MethodInfo first)
    {
        var calls = new Dictionary<MethodInfo, HashSet<MethodInfo>>();
        var open = new Queue<MethodInfo>([first]);
        while (open.TryDequeue(out var method) && calls.Count < MostMethods)
        {
            if (calls.ContainsKey(method) || Body(method)?.GetILAsByteArray() is not { } code)
            {
                continue;
            }

            calls[method] = [.. Read(code).Select(step => Called(method, code, step)).OfType<MethodInfo>().Where(called => IsTheLearners(called, first))];
            foreach (var called in calls[method])
            {
                open.Enqueue(called);
            }
        }

        return calls;
    }

    private static bool Reaches(Dictionary<MethodInfo, HashSet<MethodInfo>> calls, MethodInfo from, Func<MethodInfo, bool> isThere)
    {
        var seen = new HashSet<MethodInfo>();
        var open = new Stack<MethodInfo>([from]);
        while (open.TryPop(out var method))
        {
            foreach (var called in calls.GetValueOrDefault(method) ?? [])
            {
                if (isThere(called))
                {
                    return true;
                }

                if (seen.Add(called))
                {
                    open.Push(called);
                }
            }
        }

        return false;
    }

    // What a cell or an earlier cell holds is compiled in memory; in a test it stands beside the answer.
    private static bool IsTheLearners(MethodInfo method, MethodInfo answer) =>
        !method.IsGenericMethod && !method.IsAbstract && method.DeclaringType is { IsGenericType: false }
        && (method.Module.Assembly == answer.Module.Assembly || (method.Module.Assembly.Location.Length == 0 && !method.Module.Assembly.IsDynamic));

    private static DynamicMethod Empty(MethodInfo method)
    {
        var itself = method.IsStatic ? [] : new[] { method.DeclaringType!.IsValueType ? method.DeclaringType.MakeByRefType() : method.DeclaringType };
        return new(method.Name, method.ReturnType, [.. itself, .. method.GetParameters().Select(parameter => parameter.ParameterType)], method.Module, skipVisibility: true);
    }

    private static void Fill(DynamicMethod copy, MethodInfo method, Dictionary<MethodInfo, DynamicMethod> rewritten)
    {
        var body = Body(method)!;
        var info = copy.GetDynamicILInfo();
        byte[] code = body.GetILAsByteArray()!;
        foreach (var step in Read(code))
        {
            switch (step.Operation.OperandType)
            {
                case OperandType.InlineString:
                    Write(code, step.Operand, info.GetTokenFor(method.Module.ResolveString(BitConverter.ToInt32(code, step.Operand))));
                    break;
                case OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok:
                    var member = method.Module.ResolveMember(BitConverter.ToInt32(code, step.Operand), method.DeclaringType?.GetGenericArguments(), null)!;
                    if (IsCall(step.Operation) && member is MethodInfo called && rewritten.TryGetValue(called, out var replacement))
                    {
                        code[step.At] = (byte)OpCodes.Call.Value;
                        Write(code, step.Operand, info.GetTokenFor(replacement));
                    }
                    else
                    {
                        Write(code, step.Operand, TokenFor(info, member));
                    }

                    break;
                case OperandType.InlineSig:
                    throw new NotSupportedException("A call through a pointer.");
            }
        }

        byte[] look = [(byte)OpCodes.Call.Value, .. BitConverter.GetBytes(info.GetTokenFor(LookAtTheStack.MethodHandle))];
        info.SetCode([.. look, .. code], body.MaxStackSize);
        var locals = SignatureHelper.GetLocalVarSigHelper();
        foreach (var local in body.LocalVariables)
        {
            locals.AddArgument(local.LocalType, local.IsPinned);
        }

        info.SetLocalSignature(locals.GetSignature());
        copy.InitLocals = body.InitLocals;
        if (body.ExceptionHandlingClauses.Count > 0)
        {
            info.SetExceptions(Clauses(body.ExceptionHandlingClauses, look.Length, info));
        }
    }

    private static int TokenFor(DynamicILInfo info, MemberInfo member) => member switch
    {
        Type type => info.GetTokenFor(type.TypeHandle),
        FieldInfo field => info.GetTokenFor(field.FieldHandle, field.DeclaringType!.TypeHandle),
        MethodBase method => info.GetTokenFor(method.MethodHandle, method.DeclaringType!.TypeHandle),
        _ => throw new NotSupportedException(member.Name),
    };

    // ECMA-335, II.25.4.6: a table of exception clauses in its long form.
    private static byte[] Clauses(IList<ExceptionHandlingClause> clauses, int shift, DynamicILInfo info)
    {
        const int head = 4, each = 24, longTable = 0x41;
        return
        [
            .. BitConverter.GetBytes(longTable | ((head + (each * clauses.Count)) << 8)),
            .. clauses.SelectMany(clause => new[]
            {
                (int)clause.Flags, clause.TryOffset + shift, clause.TryLength, clause.HandlerOffset + shift, clause.HandlerLength,
                clause.Flags == ExceptionHandlingClauseOptions.Clause ? info.GetTokenFor(clause.CatchType!.TypeHandle)
                    : clause.Flags == ExceptionHandlingClauseOptions.Filter ? clause.FilterOffset + shift
                    : 0,
            }).SelectMany(BitConverter.GetBytes),
        ];
    }

    private static void Write(byte[] code, int at, int token) => BitConverter.TryWriteBytes(code.AsSpan(at), token);

    private static bool IsCall(OpCode operation) => operation == OpCodes.Call || operation == OpCodes.Callvirt;

    private static MethodInfo? Called(MethodInfo method, byte[] code, Step step)
    {
        if (!IsCall(step.Operation))
        {
            return null;
        }

        try
        {
            return method.Module.ResolveMethod(BitConverter.ToInt32(code, step.Operand), method.DeclaringType?.GetGenericArguments(), null) as MethodInfo;
        }
        catch (Exception error) when (error is ArgumentException or BadImageFormatException or TypeLoadException or IOException)
        {
            return null;
        }
    }

    private static MethodBody? Body(MethodInfo method)
    {
        try
        {
            return method.GetMethodBody();
        }
        catch (InvalidOperationException)
        {
            return null; // compiled at run time: it has no code to read
        }
    }

    private static IEnumerable<Step> Read(byte[] code)
    {
        for (int at = 0; at < code.Length;)
        {
            short value = code[at] == 0xFE ? (short)(0xFE00 | code[at + 1]) : code[at];
            if (!OpCodesByValue.TryGetValue(value, out var operation))
            {
                yield break;
            }

            int operand = at + operation.Size;
            yield return new(at, operand, operation);
            at = operand + (operation.OperandType == OperandType.InlineSwitch ? 4 + (4 * BitConverter.ToInt32(code, operand)) : SizeOf(operation.OperandType));
        }
    }

    private static int SizeOf(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };

    /// <summary>One instruction: where it stands, where its operand does, and what it is.</summary>
    private readonly record struct Step(int At, int Operand, OpCode Operation);
}
