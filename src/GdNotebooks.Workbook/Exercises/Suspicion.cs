using System.Globalization;

namespace GdNotebooks.Exercises;

/// <summary>What a wrong answer looks like when it is none of the known ones: how its results relate to the right ones.</summary>
internal static class Suspicion
{
    private const int MostLists = 6;

    /// <summary>One or two sentences, never empty.</summary>
    /// <param name="outcomes">What the answer came to, up to the first call that did not come back.</param>
    /// <param name="expected">What it should have come to.</param>
    /// <param name="handed">What each call was handed; null where the answer was not called.</param>
    /// <param name="shown">The wrong outcome that the learner is shown.</param>
    /// <param name="isRight">Whether the i-th outcome is right.</param>
    /// <param name="onlyOneIsRight">Whether results can be compared with the expected ones number by number.</param>
    /// <param name="variant">The right results for other arguments.</param>
    /// <param name="tried">How a sentence names the i-th call.</param>
    public static string Of(
        IReadOnlyList<Outcome> outcomes,
        IReadOnlyList<Outcome> expected,
        IReadOnlyList<Handed?> handed,
        int shown,
        Func<int, bool> isRight,
        bool onlyOneIsRight,
        Func<Func<object?[], object?[]>, IReadOnlyList<Outcome>> variant,
        Func<int, string> tried)
    {
        int right = Enumerable.Range(0, outcomes.Count).Count(isRight);
        if (outcomes[^1].IsEndless)
        {
            return "Is there a loop whose condition never becomes false, or far more work than the time allows? "
                + (Trial.StillRunning > 0 ? "It still runs in the background: restart the kernel to end it." : "It was ended.");
        }

        var outcome = outcomes[shown];
        if (outcome.Error is not null)
        {
            return Cause(outcome.Error) + (right == 0 ? "" : $" It is right for {right} of the {expected.Count} inputs tried.");
        }

        var given = outcome.Reading!;
        var wanted = expected[shown].Reading!;
        if (given.IsBlank)
        {
            return "For this input it still returns the blank.";
        }

        if (given.BlankPlaces is [var blank, ..])
        {
            return $"Number {blank + 1} of the {given.Numbers.Count} is still the blank: fill that in as well.";
        }

        if (given.Shape == "null")
        {
            return "`null` is no result: build the value and return it.";
        }

        if (given.Shape == "text" && expected.All(one => one.Reading?.Shape == "text") && !expected.Any(one => one.Reading!.Words[0] == given.Words[0]))
        {
            return $"{given} is none of the words that are asked for, which are {string.Join(", ", expected.Select(one => one.Reading!.ToString()).Distinct())}, written like that.";
        }

        bool sameShapes = outcomes.Zip(expected).All(pair => pair.First.Reading?.Shape == pair.Second.Reading?.Shape && pair.First.Reading is not null);
        if (onlyOneIsRight && sameShapes && given.Numbers.Zip(wanted.Numbers).Any(pair => double.IsNaN(pair.First) && !double.IsNaN(pair.Second)))
        {
            return "NaN means \"not a number\": 0/0, ∞ − ∞, ∞/∞, or the root or logarithm of a negative number.";
        }

        if (onlyOneIsRight && outcomes.Count == expected.Count && outcomes.All(one => one.Reading is not null) && handed.All(call => call is not null))
        {
            var evidence = new Evidence([.. outcomes.Select(one => one.Reading!)], [.. expected.Select(one => one.Reading!)], [.. handed.Select(call => call!)], variant);
            bool isList = !given.Shape.StartsWith("[[", StringComparison.Ordinal); // the same numbers in rows are no longer what was handed in
            if ((sameShapes ? Slips.Of(evidence) : isList ? Slips.HandedBack(evidence) : null) is { } slip)
            {
                return slip;
            }
        }

        if (given.Shape != wanted.Shape)
        {
            return onlyOneIsRight ? Misshapen(given, wanted) : $"A result of this kind was not expected: {Shape(given)}.";
        }

        return right == 0 ? "It is not right for any of the inputs tried."
            : right > expected.Count / 2 ? $"It is right for {right} of the {expected.Count} inputs tried; look at what makes this one different."
            : $"It is right for only {right} of the {expected.Count} inputs tried{(right == 1 ? "," : ", such as")} {tried(Enumerable.Range(0, outcomes.Count).First(isRight))}: what is special there?";
    }

    private static string Cause(Exception error) => error switch
    {
        TimeoutException => "The time was up.",
        InsufficientExecutionStackException => "A method calls itself too often, or without end: the stack is nearly full. Where should it stop?",
        IndexOutOfRangeException or ArgumentOutOfRangeException => "Something is asked for that lies outside an array or a list. Counting begins at 0, and the last place is the length minus 1: look at the first and the last turn of the loop, and at both ends of a range.",
        NullReferenceException or ArgumentNullException => "Something is null that should be a value: was it ever made, was every entry filled in?",
        DivideByZeroException => "Whole numbers cannot be divided by 0.",
        ArgumentException when error.Message.Contains("same dimensionality", StringComparison.Ordinal) =>
            "Two vectors of different lengths meet, in a sum, a difference or a product entry by entry. How many entries has each, and to which layer or list does it belong?",
        ArgumentException when error.Message.Contains("dimension", StringComparison.OrdinalIgnoreCase) || error.Message.Contains("length", StringComparison.OrdinalIgnoreCase) =>
            "The sizes do not fit. In `W * a` the matrix has as many columns as the vector has entries; if it is the other way round, it is `W.Transpose()` that fits, or the order of the factors.",
        ArgumentException => "A method got something that does not fit: the message says what.",
        InvalidOperationException when error.Message.Contains("no elements", StringComparison.Ordinal) => "An empty list has no largest, no first and no mean.",
        InvalidOperationException when error.Message.Contains("was asked for more than", StringComparison.Ordinal) => "Is there a loop that never ends, such as one that waits for a slope of exactly 0? Count the steps, or stop below a small number.",
        InvalidCastException => "A value is taken for one of another type.",
        _ => "Your code stops with this exception.",
    };

    private static string Misshapen(Reading given, Reading wanted)
    {
        string sentence = Shapes(given, wanted) is var (one, other) ? $"The shape is not right: {one} where {other} was expected." : "The shape is not right.";
        var (first, second) = Part(given, wanted) is { } part ? (given.Parts[part], wanted.Parts[part]) : (given, wanted);
        sentence += Sides(first) is var (rows, columns) && Sides(second) == (columns, rows) ? " Rows and columns are exchanged." : "";
        int more = given.Numbers.Count - wanted.Numbers.Count;
        bool Same(IEnumerable<double> one, IEnumerable<double> other) => one.Zip(other, (a, b) => Reading.AreClose(a, b, Evidence.Tolerance)).All(same => same);
        return more == 0 && wanted.Numbers.Count > 1 && Same(given.Numbers, wanted.Numbers) ? $"{sentence} The right numbers are there, in the right order, but cut in other places."
            : more > 0 && wanted.Numbers.Count > 0 && Same(given.Numbers.Take(wanted.Numbers.Count), wanted.Numbers) ? $"{sentence} It begins right, and goes on too long: {more} too many."
            : more < 0 && given.Numbers.Count > 0 && Same(given.Numbers, wanted.Numbers.Take(given.Numbers.Count)) ? $"{sentence} It begins right, and ends too early: the last {Often(-more)} missing."
            : more < 0 && given.Numbers.Count > 0 && Same(given.Numbers, wanted.Numbers.Skip(-more)) ? $"{sentence} The first {Often(-more)} missing: counting begins at 0."
            : sentence;
    }

    private static string Often(int count) => count == 1 ? "one is" : string.Create(CultureInfo.InvariantCulture, $"{count} are");

    /// <summary>Two shapes as a sentence names them, of results of several parts those of the first part that differs; null where they are the same.</summary>
    public static (string Given, string Wanted)? Shapes(Reading given, Reading wanted)
    {
        if (given.Shape == wanted.Shape)
        {
            return null;
        }

        return Part(given, wanted) is { } part
            ? (string.Create(CultureInfo.InvariantCulture, $"{Shape(given.Parts[part])} as number {part + 1} of the {wanted.Parts.Count}"), Shape(wanted.Parts[part]))
            : (Shape(given), Shape(wanted));
    }

    // The first part whose shape differs; null of results that have no parts, or not as many.
    private static int? Part(Reading given, Reading wanted) =>
        wanted.Parts.Count > 1 && given.Parts.Count == wanted.Parts.Count
            ? Enumerable.Range(0, wanted.Parts.Count).Cast<int?>().FirstOrDefault(i => given.Parts[i!.Value].Shape != wanted.Parts[i.Value].Shape)
            : null;

    private static string Shape(Reading reading) => reading.Shape switch
    {
        "" => "a number",
        "text" => "a text",
        "truth" => "true or false",
        "null" => "null",
        _ when Sides(reading) is var (rows, columns) => string.Create(CultureInfo.InvariantCulture, $"{rows} × {columns} numbers"),
        _ when Lengths(reading) is { } lengths => string.Create(CultureInfo.InvariantCulture, $"{lengths.Count} lists of {(lengths.Count <= MostLists ? string.Join(", ", lengths) : $"{lengths.Min()} to {lengths.Max()}")} numbers"),
        _ => reading.Numbers.Count == 1 ? $"one number, `{reading.Shape}`" : $"{reading.Numbers.Count} numbers, `{reading.Shape}`",
    };

    private static (int Rows, int Columns)? Sides(Reading reading) =>
        reading.Parts.Count <= 1 && Lengths(reading) is { } lengths && lengths.Distinct().Count() == 1 ? (lengths.Count, lengths[0]) : null;

    // How many numbers each list of a list of lists has; null of anything else.
    private static List<int>? Lengths(Reading reading)
    {
        string[] lists = reading.Shape.Length > 4 && reading.Shape.StartsWith("[[", StringComparison.Ordinal) ? reading.Shape[1..^1].Split(',') : [];
        var lengths = lists.Select(list => list is ['[', .. var inner, ']'] && int.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out int length) ? length : -1).ToList();
        return lengths.Count > 0 && !lengths.Contains(-1) ? lengths : null;
    }
}
