namespace GdNotebooks.Exercises;

/// <summary>What one check has found out about an answer: what it was handed, what came of it, and what should have.</summary>
/// <param name="Given">The answer's results, one for each call.</param>
/// <param name="Wanted">The right results, of the same shapes.</param>
/// <param name="Handed">What each call was handed.</param>
/// <param name="Variant">The right results for other arguments: how to rearrange those of each call.</param>
internal sealed record Evidence(
    IReadOnlyList<Reading> Given,
    IReadOnlyList<Reading> Wanted,
    IReadOnlyList<Handed> Handed,
    Func<Func<object?[], object?[]>, IReadOnlyList<Outcome>> Variant)
{
    /// <summary>The relative difference up to which a relation holds.</summary>
    public const double Tolerance = 1e-6;

    private List<(int Call, double Given, double Wanted)>? _pairs;

    /// <summary>Every number beside the right one, with the call it belongs to.</summary>
    public IReadOnlyList<(int Call, double Given, double Wanted)> Pairs => _pairs ??=
    [
        .. Enumerable.Range(0, Given.Count).SelectMany(call => Given[call].Numbers.Zip(Wanted[call].Numbers, (given, wanted) => (call, given, wanted))),
    ];

    public bool IsOneNumberEach => Wanted.All(reading => reading.Shape.Length == 0);

    public bool AreWhole => Pairs.All(pair => double.IsFinite(pair.Wanted) && pair.Wanted % 1 == 0 && pair.Given % 1 == 0);

    /// <summary>How many parameters the answer has.</summary>
    public int Parameters => Handed.Count == 0 ? 0 : Handed[0].Count;

    public string Name(int parameter) => $"`{Handed[0].Names[parameter]}`";

    /// <summary>Whether every number is this function of the right one.</summary>
    public bool Everywhere(Func<double, double> relation) => Everywhere((_, wanted) => relation(wanted));

    /// <summary>Whether every number is this function of its call and the right one.</summary>
    public bool Everywhere(Func<int, double, double> relation) =>
        Pairs.Count > 0 && Pairs.All(pair => Reading.AreClose(pair.Given, relation(pair.Call, pair.Wanted), Tolerance));

    /// <summary>Whether the results of every call, as a list, are this function of the right ones.</summary>
    public bool EveryList(Func<IReadOnlyList<double>, IEnumerable<double>> relation) =>
        Wanted.Any(reading => reading.Numbers.Count > 1)
        && Given.Zip(Wanted).All(pair => relation(pair.Second.Numbers).Zip(pair.First.Numbers).All(both => Reading.AreClose(both.First, both.Second, Tolerance)));

    /// <summary>Whether the answer came to the same results as this variant of the right one.</summary>
    public bool Is(Func<object?[], object?[]> rearrange) =>
        Variant(rearrange) is var outcomes
        && outcomes.Count == Given.Count
        && outcomes.Zip(Given).All(pair => pair.First.Reading?.Agrees(pair.Second, Tolerance) == true);

    /// <summary>The parameters that are one number in every call, each with its values.</summary>
    public IEnumerable<(string Name, double[] Values)> Scalars() =>
        from i in Enumerable.Range(0, Parameters)
        let readings = Handed.Select(handed => handed.Argument(i)).ToList()
        where readings.All(reading => reading is { Shape: "" })
        select (Name(i), readings.Select(reading => reading!.Numbers[0]).ToArray());

    /// <summary>How many of something there are: the entries of a list, the rows and columns of a table.</summary>
    public IEnumerable<(string Name, double[] Values)> Sizes() =>
        from i in Enumerable.Range(0, Parameters)
        from dimension in Handed[0].Sizes(i).Select((size, place) => (size.What, Place: place))
        where Handed.All(handed => handed.Sizes(i).Count > dimension.Place)
        let values = Handed.Select(handed => (double)handed.Sizes(i)[dimension.Place].Count).ToArray()
        where values.All(value => value > 0)
        select (string.Format(null, dimension.What, Name(i)), values);

    /// <summary>The same about one part of a result of several parts, such as (w, b).</summary>
    public Evidence OfPart(int part) => this with
    {
        _pairs = null,
        Given = [.. Given.Select(reading => reading.Parts[part])],
        Wanted = [.. Wanted.Select(reading => reading.Parts[part])],
        Variant = rearrange => [.. Variant(rearrange).Select(outcome => outcome.Reading is { } reading && part < reading.Parts.Count ? new Outcome(reading.Parts[part], null) : outcome)],
    };
}
