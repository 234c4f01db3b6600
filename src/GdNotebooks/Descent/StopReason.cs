namespace GdNotebooks;

/// <summary>Why a descent ended.</summary>
public enum StopReason
{
    /// <summary>The gradient's length fell to the tolerance: the ground is flat here.</summary>
    Converged,

    /// <summary>All steps were taken and the gradient is not yet flat.</summary>
    StepsUsedUp,

    /// <summary>
    /// The cost rose out of all bounds, stopped being a number, or ended above where it began.
    /// </summary>
    Diverged,
}
