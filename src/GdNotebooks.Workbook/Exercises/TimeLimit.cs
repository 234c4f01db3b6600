using System.Runtime.CompilerServices;

namespace GdNotebooks.Exercises;

/// <summary>
/// The time that the calls of one check have together. A thread cannot be ended from outside, so the
/// functions that an answer is handed end it: each of their calls asks here first.
/// </summary>
internal sealed class TimeLimit
{
    private volatile bool _isOver;

    public void End() => _isOver = true;

    /// <exception cref="TimeoutException">The time is up.</exception>
    /// <exception cref="InsufficientExecutionStackException">A recursion has come near the end of the stack, which no process survives.</exception>
    public void Ask()
    {
        if (_isOver)
        {
            throw new TimeoutException("The time for this answer is up.");
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
    }
}
