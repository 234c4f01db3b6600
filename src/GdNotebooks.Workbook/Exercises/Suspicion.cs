namespace GdNotebooks.Exercises;

/// <summary>What a wrong answer looks like when it is none of the known ones: how its results relate to the right ones.</summary>
internal static class Suspicion
{
    private const double Tolerance = 1e-6;

    /// <summary>One sentence, never empty.</summary>
    /// <param name="outcomes">What the answer came to, up to the first call that did not come back.</param>
    /// <param name="expected">What it should have come to.</param>
    /// <param name="isRight">Whether the i-th outcome is right.</param>
    /// <param name="onlyOneIsRight">Whether results can be compared with the expected ones number by number.</param>
    public static string Of(IReadOnlyList<Outcome> outcomes, IReadOnlyList<Outcome> expected, Func<int, bool> isRight, bool onlyOneIsRight)
    {
        int right = Enumerable.Range(0, outcomes.Count).Count(isRight);
        int wrong = Enumerable.Range(0, outcomes.Count).First(i => !isRight(i));
        var outcome = outcomes[wrong];
        if (outcome.IsEndless)
        {
            return "Is there a loop whose condition never becomes false? It still runs in the background: restart the kernel to end it.";
        }

        if (outcome.Error is not null)
        {
            return Cause(outcome.Error) + (right == 0 ? "" : $" It is right for {right} of the {expected.Count} inputs tried.");
        }

        var given = outcome.Reading!;
        var wanted = expected[wrong].Reading!;
        if (given.IsBlank)
        {
            return "For this input it still returns the blank.";
        }

        if (given.Shape == "null")
        {
            return "`null` is no result: build the value and return it.";
        }

        if (given.Shape != wanted.Shape)
        {
            return $"The shape is not right: {Shape(given)} where {Shape(wanted)} was expected.";
        }

        if (onlyOneIsRight && given.Numbers.Zip(wanted.Numbers).Any(pair => double.IsNaN(pair.First) && !double.IsNaN(pair.Second)))
        {
            return "NaN means \"not a number\": 0/0, ∞ − ∞, ∞/∞, or the root or logarithm of a negative number.";
        }

        return (onlyOneIsRight ? Relation(outcomes, expected) : null)
            ?? (right == 0
                ? "It is not right for any of the inputs tried."
                : $"It is right for {right} of the {expected.Count} inputs tried; look at what makes this one different.");
    }

    private static string Cause(Exception error) => error switch
    {
        IndexOutOfRangeException or ArgumentOutOfRangeException => "Something is asked for that lies outside an array or a list: look at the first and the last turn of the loop, and at both ends of a range.",
        NullReferenceException or ArgumentNullException => "Something is null that should be a value: was it ever made?",
        DivideByZeroException => "Whole numbers cannot be divided by 0.",
        ArgumentException => "A method got something that does not fit, such as vectors or matrices of different sizes.",
        _ => "Your code stops with this exception.",
    };

    // A relation counts only if it holds for every number of every result.
    private static string? Relation(IReadOnlyList<Outcome> outcomes, IReadOnlyList<Outcome> expected)
    {
        if (outcomes.Count != expected.Count || outcomes.Zip(expected).Any(pair => pair.First.Reading?.Shape != pair.Second.Reading?.Shape))
        {
            return null;
        }

        var given = outcomes.Select(outcome => outcome.Reading!.Numbers).ToList();
        var wanted = expected.Select(outcome => outcome.Reading!.Numbers).ToList();
        var pairs = given.Zip(wanted).SelectMany(pair => pair.First.Zip(pair.Second)).ToList();
        bool Everywhere(Func<double, double> relation) =>
            pairs.Count > 0 && pairs.All(pair => Reading.AreClose(pair.First, relation(pair.Second), Tolerance));

        if (given.All(numbers => numbers.SequenceEqual(given[0])) && given.Count > 1 && outcomes.All(outcome => outcome.Reading!.Words.SequenceEqual(outcomes[0].Reading!.Words)))
        {
            return "It gives the same result whatever it is given: does it use its parameters?";
        }

        if (Everywhere(x => -x))
        {
            return "It has the right size and the opposite sign.";
        }

        var ratios = pairs.Where(pair => pair.Second != 0).Select(pair => pair.First / pair.Second).ToList();
        if (ratios.Count > 1 && Everywhere(x => ratios[0] * x))
        {
            return $"It is {Reading.Write(ratios[0], 4)} times the right result, for every input: a factor is missing, or one too many.";
        }

        double offset = pairs.Count > 0 ? pairs[0].First - pairs[0].Second : 0;
        if (pairs.Count > 1 && Everywhere(x => x + offset))
        {
            return $"It is off by {Reading.Write(offset, 4)} for every input: a term is missing, or one too many.";
        }

        if (given.Zip(wanted).All(pair => pair.First.Zip(pair.Second.Reverse()).All(both => Reading.AreClose(both.First, both.Second, Tolerance)))
            && wanted.Any(numbers => numbers.Count > 1))
        {
            return "The right numbers are there, in reverse order.";
        }

        // Results of several parts, such as (w, b): which of them are always right?
        int parts = wanted[0].Count;
        if (parts is > 1 and <= 4 && wanted.All(numbers => numbers.Count == parts))
        {
            var good = Enumerable.Range(0, parts).Where(part => given.Zip(wanted).All(pair => Reading.AreClose(pair.First[part], pair.Second[part], Tolerance))).ToList();
            if (good.Count > 0)
            {
                return $"Number {string.Join(" and ", good.Select(part => part + 1))} of the {parts} is right for every input; look at the rest.";
            }
        }

        return null;
    }

    private static string Shape(Reading reading) => reading.Shape switch
    {
        "" => "a number",
        "text" => "a text",
        "truth" => "true or false",
        "null" => "null",
        _ => reading.Numbers.Count == 1 ? $"one number, `{reading.Shape}`" : $"{reading.Numbers.Count} numbers, `{reading.Shape}`",
    };
}
