using System.Globalization;
using GdNotebooks.Plotting;

namespace GdNotebooks.Exercises;

/// <summary>Draw it: a figure of the learner's own, and two questions whose answers are read off it.</summary>
/// <param name="number">Chapter, dot, place in the chapter: "2.5".</param>
/// <param name="title">A few words.</param>
public sealed class Drawing(string number, string title) : Exercise(number, title)
{
    private const int FewPoints = 6;
    private const double Near = 1e-3;
    private const double Slack = 1e-9;
    private const double Tiny = 1e-6;

    /// <summary>The two questions, each with its answer and how far off a reading may be.</summary>
    public required IReadOnlyList<(string Question, double Answer, double Within, string Hint)> Questions { internal get; init; }

    /// <summary>What the figure has to show: a height for each x, so many points of it at least, and its name.</summary>
    internal IReadOnlyList<(string Name, Func<double, double> Height)> Curves { get; init; } = [];

    /// <summary>From where to where x goes, and what it is called.</summary>
    internal (string Name, double From, double To) Across { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> MisconceptionNames => [];

    /// <summary>Says whether the answers can have been read off the figure, and whether the figure can be read.</summary>
    /// <param name="figure">The figure: a title, and a name for both axes.</param>
    /// <param name="first">The answer to the first question.</param>
    /// <param name="second">The answer to the second question.</param>
    public Feedback Check(Figure? figure, double first, double second) => Recorded(Judge(figure, first, second));

    private Feedback Judge(Figure? figure, double first, double second)
    {
        if (figure is null && Blank.Is(first) && Blank.Is(second))
        {
            return new(Number, Title, ExerciseState.NotStarted, "", "Draw the figure, read both answers off it, and run the cell again.");
        }

        if (figure is null)
        {
            return Say("There is no figure yet.", "Draw it first: what the questions ask for can be seen in it.");
        }

        string? missing = string.IsNullOrWhiteSpace(figure.Title) ? "a title, `.WithTitle(…)`"
            : figure is Plot { XTitle: null } or Plot { YTitle: null } ? "names for its axes, `.WithXTitle(…)` and `.WithYTitle(…)`"
            : null;
        if (missing is not null)
        {
            return Say("Something is missing in the figure.", $"Whoever sees it alone, in half a year, needs {missing}.");
        }

        if (Differs(figure) is { } difference)
        {
            return Say("That is not yet the figure that is asked for.", difference);
        }

        foreach (var ((question, answer, within, hint), given) in Questions.Zip([first, second]))
        {
            if (Blank.Is(given))
            {
                return Say(question, "This answer is still the blank: read it off the figure.");
            }

            if (!(Math.Abs(given - answer) <= within))
            {
                return Say($"{question} You read {Reading.Write(given)}.", hint);
            }
        }

        return new(Number, Title, ExerciseState.Passed, "", Shows);

        Feedback Say(string observed, string idea) => new(Number, Title, ExerciseState.NotYet, observed, idea) { Misconception = "misread" };
    }

    // What is smaller than rounding tells nothing. Whatever else is drawn, such as a line at the start, is the learner's own business.
    private string? Differs(Figure figure)
    {
        var points = figure.Data()
            .Select(row => (X: Cell(row, "x"), Y: Cell(row, "y")))
            .Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y)).ToList();
        bool IsInside((double X, double Y) point) => point.X >= Across.From - Slack && point.X <= Across.To + Slack;
        int Shown(Func<double, double> height) => points.Where(point => IsInside(point) && Math.Abs(height(point.X)) >= Tiny && IsOn(point.Y, height(point.X))).Select(point => point.X).Distinct().Count();
        var missing = Curves.Where(curve => Shown(curve.Height) < FewPoints).ToList();
        if (missing.Count == 0)
        {
            return null;
        }

        string across = FormattableString.Invariant($"{Across.Name} goes from {Across.From} to {Across.To}");
        if (points.Count == 0)
        {
            return $"There are no points in the figure: {across}.";
        }

        if (points.Count(point => point.Y >= Across.From - Slack && point.Y <= Across.To + Slack && IsOn(point.X, missing[0].Height(point.Y))) >= FewPoints)
        {
            return $"The axes are exchanged: {across}, and belongs to the horizontal one.";
        }

        if (points.Count(IsInside) < Math.Min(points.Count, FewPoints))
        {
            return $"In the figure x goes from {Reading.Write(points.Min(point => point.X))} to {Reading.Write(points.Max(point => point.X))}; {across}.";
        }

        var other = points.Where(point => IsInside(point) && !Curves.Any(curve => IsOn(point.Y, curve.Height(point.X)))).ToList();
        return other.Count > 0
            ? $"At {Across.Name} = {Reading.Write(other[0].X)} the figure shows {Reading.Write(other[0].Y)}; {string.Join(", ", missing.Select(curve => $"{curve.Name} is {Reading.Write(curve.Height(other[0].X))}"))} there."
            : points.Select(point => point.X).Distinct().Count() is var places && places >= FewPoints && Shown(missing[0].Height) < 3 ? $"It is not in the figure yet: {missing[0].Name}."
            : string.Create(CultureInfo.InvariantCulture, $"There {(places == 1 ? "is only 1 place" : $"are only {places} places")} in the figure: {across}, in small steps.");
    }

    // The heights themselves, or their logarithms; of what is smaller than rounding any will do.
    private static bool IsOn(double y, double height) =>
        Reading.AreClose(y, height, Near) || Reading.AreClose(y, Math.Log10(height), Near) || Reading.AreClose(y, Math.Log(height), Near)
        || (Math.Abs(height) < Tiny && (Math.Abs(y) < Tiny || y < Math.Log10(Tiny)));

    private static double Cell(Row row, string column) =>
        row.Cells.FirstOrDefault(cell => cell.Column == column).Value is double number ? number : double.NaN;
}
