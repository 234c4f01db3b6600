using System.Globalization;
using System.Net;
using GdNotebooks.Plotting;

namespace GdNotebooks.Exercises;

/// <summary>All exercises, chapter by chapter, each with its state as a sign, a word and a colour.</summary>
[TypeFormatterSource(typeof(DisplayFormatterSource))]
public sealed class ProgressBoard : Displayable
{
    private readonly IReadOnlyList<(Exercise Exercise, ExerciseState State)> _entries;
    private readonly string _note;

    internal ProgressBoard(IReadOnlyList<(Exercise Exercise, ExerciseState State)> entries, string note, int predicted = 0, int close = 0)
    {
        _entries = entries;
        _note = note;
        (Predicted, Close) = (predicted, close);
    }

    /// <summary>How many numbers were predicted before they came out.</summary>
    public int Predicted { get; }

    /// <summary>How many of these predictions were close.</summary>
    public int Close { get; }

    /// <summary>How many exercises there are.</summary>
    public int Total => _entries.Count;

    /// <summary>How many are passed.</summary>
    public int Passed => Count(ExerciseState.Passed);

    /// <summary>How many were tried and are not right yet.</summary>
    public int NotYet => Count(ExerciseState.NotYet);

    /// <summary>How many were not solved, while their solution was run.</summary>
    public int Seen => Count(ExerciseState.Seen);

    private static string Legend => string.Join(" · ", new[] { ExerciseState.Passed, ExerciseState.NotYet, ExerciseState.Seen, ExerciseState.NotStarted }.Select(state => $"{Feedback.Sign(state)} {Word(state)}"));

    private string Summary => string.Create(
        CultureInfo.InvariantCulture,
        $"{Passed} of {Total} passed, {NotYet} not yet, {(Seen > 0 ? $"{Seen} seen in the solutions, " : "")}{Total - Passed - NotYet - Seen} open{(Predicted > 0 ? $" · {Predicted} predicted, {Close} of them close" : "")}");

    private IEnumerable<IGrouping<int, (Exercise Exercise, ExerciseState State)>> Chapters =>
        _entries.GroupBy(entry => entry.Exercise.Chapter);

    /// <inheritdoc/>
    public override string ToHtml() => Box.Of(
        Passed == Total ? Box.Green : Box.Blue,
        Box.Strong(Summary),
        $"<table style=\"border-collapse:collapse;background:transparent;color:inherit;font:inherit;margin:.3em 0\">{string.Concat(Chapters.Select(Row))}</table>",
        $"<small>{Legend}</small>",
        Box.Text(_note));

    /// <inheritdoc/>
    public override string ToString()
    {
        int width = Exercises.ChapterTitles.Max(title => title.Length);
        return string.Join(
            '\n',
            Chapters
                .Select(chapter => $"{chapter.Key,2} {Title(chapter.Key).PadRight(width)}  {string.Join("  ", chapter.Select(entry => $"{Feedback.Sign(entry.State)} {entry.Exercise.Number}"))}")
                .Prepend(Summary)
                .Append(Legend)
                .Append(_note)
                .Where(line => line.Length > 0));
    }

    private static string Title(int chapter) => chapter <= Exercises.ChapterTitles.Count ? Exercises.ChapterTitles[chapter - 1] : "";

    private static string Row(IGrouping<int, (Exercise Exercise, ExerciseState State)> chapter) =>
        $"<tr style=\"background:transparent\"><td style=\"padding:.15em 1.2em .15em 0;text-align:left\">{chapter.Key} {WebUtility.HtmlEncode(Title(chapter.Key))}</td>"
        + string.Concat(chapter.Select(entry =>
            $"<td style=\"padding:.15em .3em;text-align:left\"><span style=\"background:rgba({Feedback.Colour(entry.State)},.22);padding:.1em .5em;border-radius:3px;white-space:nowrap\" title=\"{WebUtility.HtmlEncode($"{entry.Exercise.Title}, {entry.Exercise.Effort}: {Word(entry.State)}")}\">{Feedback.Sign(entry.State)} {entry.Exercise.Number}</span></td>"))
        + "</tr>";

    // On the board it makes no difference whether an untouched stub was run.
    private static string Word(ExerciseState state) => state == ExerciseState.NotStarted ? "open" : Feedback.Word(state).ToLowerInvariant();

    internal ExerciseState StateOf(Exercise exercise) => _entries.FirstOrDefault(entry => entry.Exercise == exercise).State;

    private int Count(ExerciseState state) => _entries.Count(entry => entry.State == state);
}
