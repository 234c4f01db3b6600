namespace GdNotebooks;

/// <summary>How far a download is.</summary>
/// <param name="Name">The file in work.</param>
/// <param name="Received">Bytes of it so far, those of an earlier attempt included.</param>
/// <param name="Size">Bytes it will have; null where the server does not say.</param>
/// <param name="BytesPerSecond">The speed of this attempt.</param>
/// <param name="Note">Something to say in words: that the file was there already, or why there is another attempt.</param>
public sealed record MnistProgress(string Name, long Received, long? Size, double BytesPerSecond, string? Note = null);
