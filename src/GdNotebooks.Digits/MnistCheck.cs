namespace GdNotebooks;

/// <summary>How one file of MNIST is.</summary>
/// <param name="Name">What it is called, without <c>.gz</c>.</param>
/// <param name="Path">Where it is; null if it is not there.</param>
/// <param name="Fault">What is wrong with it, to follow its name in a sentence; null if every byte is right.</param>
public sealed record MnistCheck(string Name, string? Path, string? Fault)
{
    /// <summary>Whether every byte is right.</summary>
    public bool IsRight => Fault is null;

    /// <summary>Whether it is a whole file of other data, Fashion-MNIST for instance: not damaged, but not MNIST either. No download replaces it unasked.</summary>
    public bool IsOther { get; init; }

    /// <summary>Says how the file is.</summary>
    public override string ToString() => $"{System.IO.Path.GetFileName(Path) ?? Name} {Fault ?? "is right"}";
}
