namespace GdNotebooks;

/// <summary>Something that has the files of MNIST: a server, or a folder.</summary>
internal abstract class MnistSource
{
    /// <summary>Where MNIST is offered to the public.</summary>
    private static readonly string[] PublicMirrors =
    [
        "https://ossci-datasets.s3.amazonaws.com/mnist/",
        "https://storage.googleapis.com/cvdf-datasets/mnist/",
    ];

    /// <summary>What to call it in a message: without the name and password an address may carry.</summary>
    public abstract string Name { get; }

    /// <summary>The sources that a user's words mean; null means the public ones.</summary>
    /// <exception cref="ArgumentException">They are neither an address nor a folder.</exception>
    public static IReadOnlyList<MnistSource> Of(string? from)
    {
        if (from is null)
        {
            return [.. PublicMirrors.Select(mirror => new MnistMirror(new Uri(mirror)))];
        }

        return Uri.TryCreate(from, UriKind.Absolute, out var address) && !address.IsFile
            ? address.Scheme is "http" or "https"
                ? [new MnistMirror(address)]
                : throw new ArgumentException($"MNIST can come from a folder or from an address with https:// or http://, not from '{from}'.")
            : [new MnistFolder(address?.LocalPath ?? from)];
    }

    /// <summary>
    /// Brings a file, packed with gzip, into <paramref name="part"/>: what is missing behind what is there,
    /// or everything anew. Whether the bytes are right is for the caller to find out.
    /// </summary>
    /// <exception cref="MnistSourceException">It does not come.</exception>
    public abstract Task FetchAsync(MnistFile file, Stream part, MnistAttempt attempt, CancellationToken stop);
}
