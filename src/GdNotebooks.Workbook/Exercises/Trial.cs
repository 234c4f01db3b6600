namespace GdNotebooks.Exercises;

/// <summary>What one call of an answer came to: a result, an exception, or no end.</summary>
internal readonly record struct Outcome(Reading? Reading, Exception? Error)
{
    public bool IsEndless => Reading is null && Error is null;

    public bool Agrees(Outcome other, double tolerance) =>
        Reading is null || other.Reading is null
            ? Error is not null && other.Error is not null
            : Reading.Agrees(other.Reading, tolerance);
}

/// <summary>Runs somebody's code without being at its mercy.</summary>
internal static class Trial
{
    /// <summary>How long the calls of one check may take together.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(1.2);

    private const int StackSize = 16 << 20;

    /// <summary>
    /// Makes the calls one after another on a thread of their own. A thread cannot be ended from outside:
    /// a loop without end goes on with the lowest priority until the kernel stops, and only its check
    /// comes back. A recursion without end cannot be survived in .NET at all.
    /// </summary>
    public static IReadOnlyList<Outcome> Run(IReadOnlyList<Func<object?>> calls)
    {
        var outcomes = new Outcome[calls.Count];
        int done = 0;
        var thread = new Thread(
            () =>
            {
                for (int i = 0; i < calls.Count; i++)
                {
                    outcomes[i] = Call(calls[i]);
                    Volatile.Write(ref done, i + 1);
                }
            },
            StackSize)
        {
            IsBackground = true,
            Name = "an answer to an exercise",
        };
        thread.Start();
        if (!thread.Join(Limit))
        {
            thread.Priority = ThreadPriority.Lowest;
        }

        // Up to the first call without an end, which stands there as an empty outcome.
        int finished = Volatile.Read(ref done);
        return finished == calls.Count ? outcomes : [.. outcomes.Take(finished), default];
    }

    public static Outcome Call(Func<object?> call)
    {
#pragma warning disable CA1031 // whatever the learner's code throws is its result
        try
        {
            return new(Reading.Of(call()), null);
        }
        catch (Exception error)
        {
            return new(null, error);
        }
#pragma warning restore CA1031
    }
}
