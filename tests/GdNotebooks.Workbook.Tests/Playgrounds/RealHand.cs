namespace GdNotebooks.Tests.Playgrounds;

/// <summary>The tests that share the browsers, which end with the last of them.</summary>
[CollectionDefinition(Name)]
public sealed class RealHand : ICollectionFixture<RealHand>, IDisposable
{
    public const string Name = "a real hand";

    public void Dispose() => PlaygroundPage.End();
}
