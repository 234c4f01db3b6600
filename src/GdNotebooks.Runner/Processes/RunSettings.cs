namespace GdNotebooks.Runner;

/// <summary>How notebooks are run.</summary>
internal sealed record RunSettings
{
    /// <summary>Where MNIST is; null to let the library look for it.</summary>
    public string? DataFolder { get; init; }

    /// <summary>A cell that takes longer is stopped.</summary>
    public TimeSpan CellLimit { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How much managed memory one notebook may have, in MiB.</summary>
    public int MemoryLimit { get; init; } = 4096;

    /// <summary>How many notebooks run at the same time.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <summary>What the files of figures are to be like.</summary>
    public FigureForm Form { get; init; } = new();

    /// <summary>Whether the figures that a notebook has shown so far, by their names, are all that is wanted of it: then its other cells are not run.</summary>
    public Func<Notebook, IEnumerable<string>, bool> IsEnough { get; init; } = (_, _) => false;

    /// <summary>What the user sets in place of the notebooks' own parameters, as NAME=VALUE.</summary>
    public IReadOnlyList<string> Parameters { get; init; } = [];
}
