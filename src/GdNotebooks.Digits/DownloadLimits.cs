namespace GdNotebooks;

/// <summary>How long and how often a download tries.</summary>
internal sealed record DownloadLimits
{
    public static DownloadLimits Default { get; } = new();

    /// <summary>Attempts at a file, one after the other, that bring nothing new, before the next mirror is asked.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>The pause before the second attempt; it doubles from one to the next.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>A server that asks for a longer pause than this is left alone.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For a connection, the name's address included.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Without any answer from any server this is a machine without a network.</summary>
    public TimeSpan FirstAnswer { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>Without a byte for so long an attempt is over.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>For everything.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromMinutes(30);

    public int Redirects { get; init; } = 5;
}
