using System.Reflection;
using System.Reflection.Emit;

namespace GdNotebooks.Exercises;

/// <summary>
/// Sees a method that calls itself whatever it is given, before it is called: a stack that runs full ends
/// the kernel and everything in it, and nothing in .NET can catch that.
/// </summary>
internal static class Recursion
{
    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    /// <summary>Whether the method calls itself before any branch it could take instead.</summary>
    public static bool IsEndless(MethodInfo method)
    {
        byte[]? code;
        try
        {
            code = method.GetMethodBody()?.GetILAsByteArray();
        }
        catch (InvalidOperationException)
        {
            return false; // compiled at run time: it has no code to read
        }

        for (int at = 0; at < code?.Length;)
        {
            short value = code[at] == 0xFE ? (short)(0xFE00 | code[at + 1]) : code[at];
            if (!OpCodesByValue.TryGetValue(value, out var operation))
            {
                return false;
            }

            at += operation.Size;
            if (operation.FlowControl is FlowControl.Cond_Branch or FlowControl.Branch or FlowControl.Return or FlowControl.Throw)
            {
                return false;
            }

            if ((operation == OpCodes.Call || operation == OpCodes.Callvirt) && Calls(method, BitConverter.ToInt32(code, at)))
            {
                return true;
            }

            at += SizeOf(operation.OperandType);
        }

        return false;
    }

    private static bool Calls(MethodInfo method, int token)
    {
        try
        {
            return method.Module.ResolveMethod(token, method.DeclaringType?.GetGenericArguments(), null) is { } called
                && called.MetadataToken == method.MetadataToken && called.Module == method.Module;
        }
        catch (ArgumentException)
        {
            return false;
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
}
