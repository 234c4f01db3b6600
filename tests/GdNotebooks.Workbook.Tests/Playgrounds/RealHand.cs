namespace GdNotebooks.Tests.Playgrounds;

/// <summary>The browsers, for a class of tests: classes share them, and they end with the last that uses them.</summary>
public sealed class RealHand : IDisposable
{
    private static readonly Lock Counting = new();
    private static int _users;

    public RealHand()
    {
        lock (Counting)
        {
            _users++;
        }
    }

    public void Dispose()
    {
        lock (Counting)
        {
            if (--_users == 0)
            {
                PlaygroundPage.End();
            }
        }
    }
}
