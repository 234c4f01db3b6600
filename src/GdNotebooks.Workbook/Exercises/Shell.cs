using System.Collections.Concurrent;
using System.Linq.Expressions;

namespace GdNotebooks.Exercises;

/// <summary>
/// Delegates of any signature with a hook before and after each call. That is how a check can see what an
/// answer was handed and what it did to it, without knowing the exercise.
/// </summary>
internal static class Shell
{
    private static readonly ConcurrentDictionary<Type, Func<Delegate, Hooks, Delegate>> Makers = new();

    /// <summary>The delegate, called with what <see cref="Hooks.Before"/> makes of its arguments.</summary>
    public static TDelegate Around<TDelegate>(TDelegate inner, Hooks hooks)
        where TDelegate : Delegate => (TDelegate)Around((Delegate)inner, hooks);

    /// <inheritdoc cref="Around{TDelegate}(TDelegate, Hooks)"/>
    public static Delegate Around(Delegate inner, Hooks hooks) =>
        Makers.GetOrAdd(inner.GetType(), Maker)(inner, hooks);

    // (inner, hooks) => (a, b) => { var arguments = hooks.Before([a, b]); var result = inner(arguments…); hooks.After(arguments, result); return result; }
    private static Func<Delegate, Hooks, Delegate> Maker(Type type)
    {
        var invoke = type.GetMethod("Invoke")!;
        var inner = Expression.Parameter(typeof(Delegate));
        var hooks = Expression.Parameter(typeof(Hooks));
        var parameters = invoke.GetParameters().Select(parameter => Expression.Parameter(parameter.ParameterType)).ToList();
        var arguments = Expression.Variable(typeof(object[]));
        var result = Expression.Variable(invoke.ReturnType);
        var body = Expression.Block(
            [arguments, result],
            Expression.Assign(arguments, Expression.Invoke(
                Expression.Property(hooks, nameof(Hooks.Before)),
                Expression.NewArrayInit(typeof(object), parameters.Select(parameter => Expression.Convert(parameter, typeof(object)))))),
            Expression.Assign(result, Expression.Invoke(
                Expression.Convert(inner, type),
                parameters.Select((parameter, i) => Expression.Convert(Expression.ArrayIndex(arguments, Expression.Constant(i)), parameter.Type)))),
            Expression.Invoke(Expression.Property(hooks, nameof(Hooks.After)), arguments, Expression.Convert(result, typeof(object))),
            result);
        return Expression.Lambda<Func<Delegate, Hooks, Delegate>>(
            Expression.Convert(Expression.Lambda(type, body, parameters), typeof(Delegate)), inner, hooks).Compile();
    }

    /// <param name="Before">Given the arguments of a call, says with which ones to go on.</param>
    /// <param name="After">Given those, and the result.</param>
    public sealed record Hooks(Func<object?[], object?[]> Before, Action<object?[], object?> After)
    {
        public static Action<object?[], object?> Nothing { get; } = (_, _) => { };
    }
}
