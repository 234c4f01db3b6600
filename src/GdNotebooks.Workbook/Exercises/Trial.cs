using System.Diagnostics;

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
    /// <summary>How long the calls of one check may take together: time of the processor, where it can be told from waiting.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(1.2);

    /// <summary>How long they may take by the clock, on a machine that is busy with other things.</summary>
    private static readonly TimeSpan LimitByTheClock = 10 * Limit;

    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(50);

    private const int StackSize = 4 << 20;

    // Answers whose time was up and that go on.
    private static readonly List<Thread> LeftBehind = [];

    /// <summary>How many earlier answers still run.</summary>
    public static int StillRunning
    {
        get
        {
            lock (LeftBehind)
            {
                LeftBehind.RemoveAll(thread => !thread.IsAlive);
                return LeftBehind.Count;
            }
        }
    }

    /// <summary>
    /// Makes the calls one after another on a thread of their own. A thread cannot be ended from outside: an
    /// answer whose time is up ends with the next call of a function it was handed, or else goes on until
    /// the kernel stops, and only its check comes back.
    /// </summary>
    public static IReadOnlyList<Outcome> Run(IReadOnlyList<Func<object?>> calls, TimeLimit limit)
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
                    if (outcomes[i].Error is InsufficientExecutionStackException)
                    {
                        // It takes a while to come back from so far down, and one such call says enough.
                        Array.Fill(outcomes, outcomes[i], i, calls.Count - i);
                        Volatile.Write(ref done, calls.Count);
                        return;
                    }
                }
            },
            StackSize)
        {
            IsBackground = true,
            Name = "an answer to an exercise",
        };
        int others = StillRunning;
        if (!Finishes(thread, others))
        {
            int finished = Volatile.Read(ref done);
            limit.End();
            if (finished < calls.Count && !thread.Join(Beat))
            {
                thread.Priority = ThreadPriority.Lowest;
                lock (LeftBehind)
                {
                    LeftBehind.Add(thread);
                }

                // While a processor is busy .NET adds no thread to its pool, and what runs in parallel in a later answer,
                // such as a norm of MathNet, would wait for one: the pool may have one more at once.
                ThreadPool.GetMinThreads(out int workers, out int ports);
                ThreadPool.SetMinThreads(workers + 1, ports);
            }

            // Up to the first call without an end, which stands there as an empty outcome.
            return finished == calls.Count ? outcomes : [.. outcomes.Take(finished), default];
        }

        return outcomes;
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

    // The processor's time is that of the whole process, shared with the answers that were left behind. Who
    // sleeps or waits has had enough time by the clock.
    private static bool Finishes(Thread thread, int others)
    {
        var clock = Stopwatch.StartNew();
        var before = ProcessorTime();
        thread.Start();
        if (thread.Join(Limit))
        {
            return true;
        }

        while (clock.Elapsed < LimitByTheClock
            && ProcessorTime() - before < Limit * (others + 1)
            && (thread.ThreadState & System.Threading.ThreadState.WaitSleepJoin) == 0)
        {
            if (thread.Join(Beat))
            {
                return true;
            }
        }

        return false;
    }

    private static TimeSpan ProcessorTime()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }
}
