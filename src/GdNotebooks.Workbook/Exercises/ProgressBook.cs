using System.Diagnostics;
using System.Text.Json;

namespace GdNotebooks.Exercises;

/// <summary>
/// How far the learner is, kept in a small JSON file outside the repository. Several kernels may write at
/// once: each reads, merges and replaces the file while it holds the lock beside it, and an exercise once
/// passed stays passed. Nothing here throws: what goes wrong comes back as a sentence.
/// </summary>
/// <param name="file">The file to keep it in, or null to keep it in memory.</param>
internal sealed class ProgressBook(string? file)
{
    /// <summary>Names the file, or keeps progress in memory only with the value <see cref="Off"/>.</summary>
    public const string Variable = "GDNOTEBOOKS_PROGRESS";

    /// <summary>The value of <see cref="Variable"/> that keeps every file untouched.</summary>
    public const string Off = "off";

    /// <summary>Set by the headless runner: then no file is touched either.</summary>
    private const string Headless = "GDNOTEBOOKS_HEADLESS";

    private const int Format = 1;
    private const string PassedWord = "passed";
    private const string SeenWord = "seen";
    private const string NotYetWord = "not yet";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.5);
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly Lazy<ProgressBook> Kept = new(() => new(FileName(
        Environment.GetEnvironmentVariable(Variable),
        Environment.GetEnvironmentVariable(Headless),

        // Not verified: in a new home the folder is not there yet.
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify))));

    private readonly Lock _turn = new();

    // What the file does not hold yet; without a file, everything.
    private readonly SortedDictionary<string, string> _unsaved = new(StringComparer.Ordinal);

    // The last answer to an answer, until somebody has been shown it.
    private Feedback? _last;

    /// <summary>The book of this process.</summary>
    public static ProgressBook Current => Kept.Value;

    /// <summary>Whether what is right from now on was only read: it counts as seen.</summary>
    public bool IsReadingSolutions { get; set; }

    /// <summary>The file that the environment asks for, or null for none.</summary>
    internal static string? FileName(string? asked, string? headless, string applicationData) =>
        !string.IsNullOrEmpty(headless) || string.Equals(asked, Off, StringComparison.OrdinalIgnoreCase) ? null
        : !string.IsNullOrWhiteSpace(asked) ? asked
        : applicationData.Length == 0 ? null
        : Path.Combine(applicationData, "GdNotebooks", "progress.json");

    /// <summary>Writes down how far an exercise is, unless the book already knows better.</summary>
    /// <returns>A sentence if something is worth knowing, else nothing.</returns>
    public string Record(string number, ExerciseState state)
    {
        if (state == ExerciseState.NotStarted)
        {
            return "";
        }

        lock (_turn)
        {
            Enter(_unsaved, number, IsReadingSolutions ? SeenWord : state == ExerciseState.Passed ? PassedWord : NotYetWord);
            return Save(forgetting: false);
        }
    }

    /// <summary>Remembers an answer to an answer, for the case that its cell shows nothing.</summary>
    public void Answered(Feedback feedback)
    {
        if (file is not null)
        {
            (_last, var before) = (feedback, _last);
            feedback.Before = before is { IsShown: false } ? before : null;
        }
    }

    /// <summary>What the last answer was, if nobody has been shown it; a sentence or nothing.</summary>
    public string Unshown() => Sentence(_last);

    /// <inheritdoc cref="Unshown()"/>
    /// <param name="next">The answer that is shown now.</param>
    public static string Unshown(Feedback next) => Sentence(next.Before);

    private static string Sentence(Feedback? feedback) => feedback is null or { IsShown: true } ? ""
        : $"Before this, {feedback.Number} was answered and nobody saw it: {Feedback.Word(feedback.State).ToLowerInvariant()}. {feedback.Observed} {(feedback.State == ExerciseState.Passed ? "" : feedback.Idea)} A cell shows its last line if that has no semicolon: `Check(…)`, not `Check(…);`.".Replace("  ", " ", StringComparison.Ordinal);

    /// <summary>Forgets everything.</summary>
    /// <returns>A sentence if something is worth knowing, else nothing.</returns>
    public string Reset()
    {
        lock (_turn)
        {
            _unsaved.Clear();
            _last = null;
            return Save(forgetting: true);
        }
    }

    /// <summary>The board of these exercises.</summary>
    public ProgressBoard Board(IReadOnlyList<Exercise> exercises, string note = "")
    {
        lock (_turn)
        {
            var known = new SortedDictionary<string, string>(StringComparer.Ordinal);
            string trouble = Attempt(() => Read(known));
            Merge(_unsaved, known);
            string unshown = Unshown();
            _last = null;
            return new([.. exercises.Select(exercise => (exercise, State(known, exercise.Number)))], string.Join(' ', new[] { note, trouble, unshown }.Where(sentence => sentence.Length > 0).Take(note.Length > 0 ? 1 : 2)), Predictions(known).Count(), Predictions(known).Count(entry => entry.Value == PassedWord));
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Predictions(SortedDictionary<string, string> known) =>
        known.Where(entry => entry.Key.StartsWith("prediction ", StringComparison.Ordinal));

    private static ExerciseState State(SortedDictionary<string, string> known, string number) => known.GetValueOrDefault(number) switch
    {
        PassedWord => ExerciseState.Passed,
        SeenWord => ExerciseState.Seen,
        NotYetWord => ExerciseState.NotYet,
        _ => ExerciseState.NotStarted,
    };

    private static void Enter(SortedDictionary<string, string> known, string number, string word)
    {
        // Passed is more than seen, and seen is more than not yet.
        if (Rank(word) >= Rank(known.GetValueOrDefault(number)))
        {
            known[number] = word;
        }
    }

    private static int Rank(string? word) => word switch
    {
        PassedWord => 3,
        SeenWord => 2,
        null => 0,
        _ => 1,
    };

    private static void Merge(SortedDictionary<string, string> from, SortedDictionary<string, string> into)
    {
        foreach (var (number, word) in from)
        {
            Enter(into, number, word);
        }
    }

    private static string Attempt(Func<string> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return $"Progress is kept for this session only: {error.Message}";
        }
    }

    private string Save(bool forgetting) => file is null ? "" : Attempt(() =>
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        using var held = Hold();
        var known = new SortedDictionary<string, string>(StringComparer.Ordinal);
        string note = "";
        if (!forgetting)
        {
            note = Read(known);
        }
        else if (File.Exists(file))
        {
            Retried(() => File.Copy(file, $"{file}.before-reset", overwrite: true));
        }

        Merge(_unsaved, known);

        // One name for all: who holds the lock writes over what a killed process left there.
        string beside = $"{file}.tmp";
        Retried(() => File.WriteAllText(beside, JsonSerializer.Serialize(new Page(Format, known), Indented)));
        Retried(() => File.Move(beside, file, overwrite: true));
        _unsaved.Clear();
        return note;
    });

    // The lock is a file of its own, because the progress file is replaced as a whole.
    private FileStream Hold() => Retried(() => new FileStream($"{file}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1));

    // On Windows a virus scanner, a backup or another kernel may have a file open for a moment, and then it
    // can be neither opened nor replaced.
    private static T Retried<T>(Func<T> work)
    {
        var asked = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return work();
            }
            catch (Exception error) when (IsTakenForAMoment(error) && asked.Elapsed < Patience)
            {
                Thread.Sleep(5);
            }
        }
    }

    private static void Retried(Action work) => Retried(() =>
    {
        work();
        return true;
    });

    // What will not pass by waiting is not waited for. Replacing a file that is open is "access denied" on Windows.
    private static bool IsTakenForAMoment(Exception error) =>
        error is IOException and not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException)
        || (error is UnauthorizedAccessException && OperatingSystem.IsWindows());

    private string Text()
    {
        using var stream = Retried(() => new FileStream(file!, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private string Read(SortedDictionary<string, string> known)
    {
        if (file is null || !File.Exists(file))
        {
            return "";
        }

        Page? page;
        try
        {
            page = JsonSerializer.Deserialize<Page>(Text());
        }
        catch (JsonException)
        {
            page = null;
        }

        if (page is { Format: > Format })
        {
            throw new NotSupportedException(FormattableString.Invariant($"{Path.GetFileName(file)} was written by a newer version of the workbook (format {page.Format}, this one knows {Format}) and stays as it is."));
        }

        if (page is not { Format: Format, Exercises: not null })
        {
            return SetAside();
        }

        Merge(page.Exercises, known);
        return "";
    }

    private string SetAside()
    {
        string aside = Enumerable.Range(1, int.MaxValue)
            .Select(i => FormattableString.Invariant($"{file}.damaged-{i}"))
            .First(name => !File.Exists(name));
        File.Move(file!, aside);
        return $"The progress file was damaged: it was set aside as {Path.GetFileName(aside)}, and a new one begun.";
    }

    private sealed record Page(int Format, SortedDictionary<string, string> Exercises);
}
