namespace GdNotebooks.Tests.Engine;

/// <summary>The notebooks in the real engine, two at a time; once for all tests of the class.</summary>
public sealed class EngineRuns
{
    private readonly Dictionary<string, Task<IReadOnlyList<string>>> _runs = [];

    public EngineRuns()
    {
        // As in VS Code: the kernel of a notebook is started in its folder, below nuget.config. What is done here counts for no reader.
        Directory.SetCurrentDirectory(Checkout.Folder("notebooks"));
        Environment.SetEnvironmentVariable("GDNOTEBOOKS_PROGRESS", "off");
        MnistIsHere = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("GDNOTEBOOKS_DATA"));

        // The first one alone: it unpacks the packages that all of them import.
        Task<IReadOnlyList<string>>? first = null;
        var places = new SemaphoreSlim(Math.Max(1, Environment.ProcessorCount));
        foreach (string name in Notebooks)
        {
            var before = first;
            _runs[name] = Task.Run(async () =>
            {
                await (before ?? Task.FromResult<IReadOnlyList<string>>([]));
                await places.WaitAsync();
                try
                {
                    return await EngineRun.Faults(Checkout.Folder("notebooks", name), MnistIsHere);
                }
                finally
                {
                    places.Release();
                }
            });
            first ??= _runs[name];
        }
    }

    /// <summary>
    /// Chapters, solutions and the appendix; where not everything is asked for, the first chapter, the one of tables and
    /// the appendix with packages of its own.
    /// </summary>
    public static IEnumerable<string> Notebooks { get; } =
        [.. All.Where(name => Thorough.IsAskedFor || ((string[])["01", "05", "appendix"]).Any(start => name.StartsWith(start, StringComparison.Ordinal)))];

    private static IEnumerable<string> All => new[] { "", "solutions" }
        .SelectMany(folder => Directory.EnumerateFiles(Checkout.Folder("notebooks", folder), "*.ipynb").Select(file => Path.Combine(folder, Path.GetFileName(file))))
        .Order(StringComparer.Ordinal);

    public bool MnistIsHere { get; }

    public Task<IReadOnlyList<string>> Of(string notebook) => _runs[notebook];
}

public class EngineTests(EngineRuns runs) : IClassFixture<EngineRuns>
{
    public static TheoryData<string> Notebooks => [.. EngineRuns.Notebooks];

    [Theory]
    [MemberData(nameof(Notebooks))]
    public async Task Every_cell_runs_without_a_word_of_warning_and_shows_what_is_committed(string notebook)
    {
        var faults = await runs.Of(notebook);

        Assert.True(faults.Count == 0, $"{notebook}{(runs.MnistIsHere ? "" : " (outputs made with MNIST not compared: GDNOTEBOOKS_DATA names no folder)")}:\n{string.Join('\n', faults)}");
    }
}
