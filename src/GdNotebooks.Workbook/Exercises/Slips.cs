using System.Linq.Expressions;

namespace GdNotebooks.Exercises;

/// <summary>
/// The slips that people make in any exercise, found in how the results of an answer relate to the right
/// ones and to what it was handed. A slip counts only if it explains every number of every result.
/// </summary>
internal static class Slips
{
    private static readonly Func<Evidence, string?>[] All =
    [
        Zeros, HandedBack, Constant, Exchanged, Seven, Nearly, Sign, Factor, SizeFactor, ScalarFactor, StepFrom, Offset, ScalarOffset,
        OfTheResult, Whole, CutOff, Order, HalfFilled, Scaled, TwiceDone, Parts, Where,
    ];

    /// <summary>One or two sentences, or null where it is none of them.</summary>
    public static string? Of(Evidence evidence) => All.Select(slip => slip(evidence)).FirstOrDefault(sentence => sentence is not null);

    private static string? Zeros(Evidence e) =>
        !e.Pairs.All(pair => pair.Given == 0) || e.Pairs.All(pair => pair.Wanted == 0) ? null
        : e.IsOneNumberEach ? "It is 0 whatever it is given. A division of whole numbers, such as `1 / 2`, is 0: write `0.5` or `1.0 / 2`. Or two names stand for one and the same thing, as after `var up = v;`, so that their difference is 0."
        : "Every entry is 0: it was made and never filled. (Or a division of whole numbers, such as `1 / 2`, which is 0, stands in front: write `1.0 / 2`.)";

    /// <summary>Whether it hands back what it was handed; that can be told whatever the right results look like.</summary>
    public static string? HandedBack(Evidence e)
    {
        for (int i = 0; i < e.Parameters; i++)
        {
            if (Compare(handed => handed.Argument(i)?.Numbers) is { } way)
            {
                return $"It hands back {e.Name(i)}{way}, as it was handed in: unchanged.";
            }

            if (Compare(handed => handed.Returned(i)) is { } sign)
            {
                return $"It hands back what {e.Name(i)} returned{sign}, its value there, and does nothing more with it.";
            }

            foreach (var (name, values) in e.Scalars())
            {
                if (CompareAt((handed, call) => handed.Returned(i)?.Select(x => x * values[call]).ToArray()) is { } step)
                {
                    return $"It is {name} times what {e.Name(i)} returned{step}: the length of a step, not yet the place it leads to.";
                }
            }
        }

        return null;

        string? Compare(Func<Handed, IReadOnlyList<double>?> original) => CompareAt((handed, _) => original(handed));
        string? CompareAt(Func<Handed, int, IReadOnlyList<double>?> original)
        {
            var originals = e.Handed.Select(original).ToList();
            if (originals.Any(numbers => numbers is null) || e.Given.Select(reading => string.Join(' ', reading.Numbers)).Distinct().Count() < 2)
            {
                return null;
            }

            bool Is(int sign) => e.Given.Zip(originals).All(pair =>
                pair.First.Numbers.Count == pair.Second!.Count && pair.First.Numbers.Zip(pair.Second, (a, b) => Reading.AreClose(a, sign * b, Evidence.Tolerance)).All(same => same));
            return Is(1) ? "" : Is(-1) ? " with the other sign" : null;
        }
    }

    private static string? Constant(Evidence e) =>
        e.Given.Count > 1 && e.Given.All(reading => reading.Numbers.SequenceEqual(e.Given[0].Numbers) && reading.Words.SequenceEqual(e.Given[0].Words))
            ? "It gives the same result whatever it is given: does it use its parameters?"
            : null;

    private static string? Exchanged(Evidence e)
    {
        var types = e.Handed.Count == 0 ? [] : e.Handed[0].Types;
        for (int i = 0; i < types.Count; i++)
        {
            for (int j = i + 1; j < types.Count; j++)
            {
                int one = i, other = j;
                if (types[i] == types[j] && e.Is(arguments => With(With(arguments, one, arguments[other]), other, arguments[one])))
                {
                    return $"This is what comes out with {e.Name(i)} and {e.Name(j)} exchanged.";
                }
            }

            int place = i;
            if (types[i].IsAssignableTo(typeof(Delegate)) && types[i].GetMethod("Invoke")!.GetParameters() is [var first, var second] && first.ParameterType == second.ParameterType
                && e.Is(arguments => Enumerable.Range(0, arguments.Length).Select(k => types[k] == types[place] ? Turned((Delegate)arguments[k]!) : arguments[k]).ToArray()))
            {
                return $"This is what comes out when the arguments of {e.Name(i)} are exchanged: mind their order.";
            }

            if (types[i] == typeof(MathNet.Numerics.LinearAlgebra.Matrix<double>)
                && e.Is(arguments => With(arguments, place, ((MathNet.Numerics.LinearAlgebra.Matrix<double>)arguments[place]!).Transpose())))
            {
                return $"This is what comes out with {e.Name(i)} transposed: rows are taken for columns.";
            }
        }

        return null;

        static object?[] With(object?[] arguments, int place, object? value)
        {
            object?[] changed = [.. arguments];
            changed[place] = value;
            return changed;
        }

        static Delegate Turned(Delegate function)
        {
            var parameters = function.GetType().GetMethod("Invoke")!.GetParameters().Select(parameter => Expression.Parameter(parameter.ParameterType)).ToArray();
            return Expression.Lambda(function.GetType(), Expression.Invoke(Expression.Constant(function), parameters[1], parameters[0]), parameters).Compile();
        }
    }

    // A float carries 24 bits, about seven digits.
    private static string? Seven(Evidence e) =>
        IsRightToSevenDigits(e.Pairs.Select(pair => (pair.Given, pair.Wanted)))
            ? "It is right to about seven digits and no further. That is a `float`: use `double` (`1.0`, not `1.0f`; `Math`, not `MathF`). Or a number was rounded on the way."
            : null;

    /// <summary>Whether what is wrong is no more than a <c>float</c> cannot hold.</summary>
    public static bool IsRightToSevenDigits(IEnumerable<(double Given, double Wanted)> pairs)
    {
        var all = pairs.ToList();
        double scale = all.Select(pair => Math.Abs(pair.Wanted)).DefaultIfEmpty().Max();
        return all.Count > 0 && all.All(pair => Math.Abs(pair.Given - pair.Wanted) <= (2e-6 * Math.Abs(pair.Wanted)) + (2e-7 * scale));
    }

    // A derivative that was measured, where one was asked for that is exact.
    private static string? Nearly(Evidence e)
    {
        double scale = e.Pairs.Select(pair => Math.Abs(pair.Wanted)).DefaultIfEmpty().Max();
        return scale > 0 && !e.AreWhole && e.Pairs.All(pair => Math.Abs(pair.Given - pair.Wanted) <= 1e-4 * scale)
            ? "It is nearly right for every input, and not exactly: was something measured or approximated that has an exact formula, or a number rounded on the way?"
            : null;
    }

    private static string? Sign(Evidence e) => e.Everywhere(x => -x) ? "It has the right size and the opposite sign." : null;

    private static string? Factor(Evidence e)
    {
        var ratios = e.Pairs.Where(pair => pair.Wanted != 0).Select(pair => pair.Given / pair.Wanted).ToList();
        if (ratios.Count < 2 || Math.Abs(ratios[0] - 1) < 1e-4 || !e.Everywhere(x => ratios[0] * x))
        {
            return null;
        }

        string often = Reading.Write(ratios[0], 4);
        return Common.FirstOrDefault(common => Reading.AreClose(common.Ratio, ratios[0], 1e-9)) is { Says: { } says }
            ? $"It is {often} times the right result, for every input: {says}{(Math.Round(ratios[0]) == 2 && e.Handed[0].Names.Contains("h") ? "; or divided by h where it is 2h" : "")}."
            : $"It is {often} times the right result, for every input: a factor is missing, or one too many.";
    }

    private static readonly (double Ratio, string? Says)[] Common =
    [
        (2, "a 2 too many, or a ½ forgotten"),
        (0.5, "a factor 2 is missing, or a ½ too many"),
        (4, "a 2 is there twice, or a ½ is missing twice"),
        (0.25, "a factor 4 is missing, or a ½ is there twice"),
        (100, "it is in per cent, and asked for is a share from 0 to 1"),
        (0.01, "asked for is the number itself, not a hundredth of it"),
        (-2, "a 2 too many, and the opposite sign"),
        (-0.5, "a factor 2 is missing, and the sign is the opposite one"),
    ];

    private static string? SizeFactor(Evidence e)
    {
        var sizes = e.Sizes().Where(size => size.Values.Distinct().Count() > 1).ToList();
        foreach (var (name, m) in sizes)
        {
            string? sentence =
                e.Everywhere((call, x) => m[call] * x) ? $"It is the right result times {name}: this is a sum, and the mean was asked for."
                : e.Everywhere((call, x) => x / m[call]) ? $"It is the right result divided by {name}: this is a mean, and the sum was asked for."
                : e.Everywhere((call, x) => 2 * m[call] * x) ? $"It is the right result times twice {name}: it is neither a mean nor halved."
                : e.Everywhere((call, x) => m[call] * m[call] * x) ? $"It is the right result times the square of {name}: it is multiplied where it should be divided. `/ 2 * m` multiplies by m; brackets, `/ (2 * m)`, divide by it."
                : e.Everywhere((call, x) => m[call] / (m[call] - 1) * x) ? $"It is divided by one less than {name}: m, not m − 1."
                : e.Everywhere((call, x) => m[call] / (m[call] + 1) * x) ? $"It is divided by one more than {name}: m, not m + 1."
                : null;
            if (sentence is not null)
            {
                return sentence;
            }

            var divisors = e.Pairs.Where(pair => pair.Given != 0).Select(pair => m[pair.Call] * pair.Wanted / pair.Given).ToList();
            if (divisors.Count > 1 && Math.Abs(divisors[0]) > Evidence.Tolerance && e.Everywhere((call, x) => m[call] / divisors[0] * x))
            {
                return $"It is divided by {Reading.Write(divisors[0], 4)}, whatever {name} is: divide by that.";
            }

            foreach (var (other, n) in sizes)
            {
                if (e.Everywhere((call, x) => m[call] / n[call] * x))
                {
                    return $"It is divided by {other}, where it should be divided by {name}.";
                }
            }
        }

        return null;
    }

    private static string? ScalarFactor(Evidence e)
    {
        foreach (var (name, s) in e.Scalars().Where(scalar => scalar.Values.Distinct().Count() > 1))
        {
            string? sentence =
                e.Everywhere((call, x) => s[call] * x) ? $"It is the right result times {name}: there is a factor {name} too many, or it was not divided by it."
                : e.Everywhere((call, x) => x / s[call]) ? $"It is the right result divided by {name}: the factor {name} is missing, or it is divided by it once too often."
                : e.Everywhere((call, x) => s[call] * s[call] * x) ? $"It is the right result times the square of {name}: it is multiplied by {name} where it should be divided. Brackets below the line?"
                : e.Everywhere((call, x) => 2 * s[call] * x) ? $"It is the right result times 2 times {name}: it was not divided."
                : null;
            if (sentence is not null)
            {
                return sentence;
            }
        }

        return null;
    }

    // The results of an update rule are a place plus a step: it is the step that tells the slip.
    private static string? StepFrom(Evidence e)
    {
        if (!e.IsOneNumberEach)
        {
            return null;
        }

        foreach (var (from, at) in e.Scalars().Where(scalar => scalar.Values.Distinct().Count() > 1))
        {
            bool Steps(Func<int, double> factor) => e.Everywhere((call, wanted) => at[call] + (factor(call) * (wanted - at[call])));
            if (Steps(_ => -1))
            {
                return $"The step from {from} has the right length and goes the opposite way: it climbs. Mind the minus.";
            }

            var ratios = e.Pairs.Where(pair => pair.Wanted != at[pair.Call]).Select(pair => (pair.Given - at[pair.Call]) / (pair.Wanted - at[pair.Call])).ToList();
            if (ratios.Count > 1 && Math.Abs(ratios[0] - 1) > 1e-4 && ratios[0] != 0 && Steps(_ => ratios[0]))
            {
                return $"The step from {from} is {Reading.Write(ratios[0], 4)} times as long as it should be.";
            }

            foreach (var (name, s) in e.Scalars().Where(scalar => scalar.Name != from && scalar.Values.Distinct().Count() > 1))
            {
                if (Steps(call => 1 / s[call]))
                {
                    return $"The step from {from} lacks the factor {name}.";
                }

                if (Steps(call => s[call]))
                {
                    return $"The step from {from} has the factor {name} once too often.";
                }

                if (Steps(call => 1 / (s[call] * s[call])))
                {
                    return $"The step from {from} is divided by {name}, which should multiply it.";
                }
            }
        }

        return null;
    }

    private static string? Offset(Evidence e)
    {
        if (e.Pairs.Count < 2)
        {
            return null;
        }

        double offset = e.Pairs[0].Given - e.Pairs[0].Wanted;
        if (Math.Abs(offset) < 1e-9 || !e.Everywhere(x => x + offset))
        {
            return null;
        }

        return e.AreWhole && Math.Abs(offset) == 1
            ? $"It is one too {(offset > 0 ? "many" : "few")} for every input: where does the counting begin, and where does it end?"
            : $"It is off by {Reading.Write(offset, 4)} for every input: a term is missing, or one too many.";
    }

    private static string? ScalarOffset(Evidence e)
    {
        foreach (var (name, s) in e.Scalars().Where(scalar => scalar.Values.Distinct().Count() > 1))
        {
            if (e.Everywhere((call, x) => x + s[call]))
            {
                return $"It is the right result plus {name}: {name} is added once too often, or not subtracted.";
            }

            if (e.Everywhere((call, x) => x - s[call]))
            {
                return $"It is the right result minus {name}: this is how far it went. {name} is missing, from where it starts.";
            }

            if (e.Everywhere((call, x) => x + (2 * s[call])) || e.Everywhere((call, x) => x - (2 * s[call])))
            {
                return $"{name} is there with the wrong sign.";
            }
        }

        return null;
    }

    private static string? OfTheResult(Evidence e)
    {
        if (e.Pairs.Select(pair => pair.Wanted).Distinct().Count() < 2)
        {
            return null;
        }

        return e.Everywhere(Math.Abs) ? "It is right where the result is positive, and has lost the sign where it is negative: is there an absolute value, or a square?"
            : e.Everywhere(x => -Math.Abs(x)) ? "It has the right size and is never positive: look at the sign."
            : e.Everywhere(x => x * x) ? "It is the square of the right result: a root is missing, or a square too many."
            : e.Everywhere(x => Math.Sqrt(x)) || e.Everywhere(x => Math.Sqrt(Math.Abs(x))) ? "It is the root of the right result: a root too many, or a square is missing."
            : e.Everywhere(x => Math.Sqrt(x / 2)) || e.Everywhere(x => Math.Sqrt(2 * x)) || e.Everywhere(x => Math.Sqrt(2 * x) / 2) ? "There is a root in it that does not belong there: the squared length was asked for, not the length."
            : e.Everywhere(x => 1 / x) ? "It is 1 divided by the right result: what stands above the line belongs below it."
            : e.Everywhere(x => -1 / x) ? "It is −1 divided by the right result."
            : e.Everywhere(x => 1 - x) ? "It is 1 minus the right result: the other share was asked for."
            : e.Everywhere(x => Math.Pow(x, 3)) ? "It is the third power of the right result."
            : e.Everywhere(x => x * x * Math.Sign(x)) ? "It is the square of the right result, with its sign."
            : e.Everywhere(x => Math.Sign(x)) ? "This is only the sign of the right result: its size is missing."
            : e.Everywhere(x => Math.Log10(x)) || e.Everywhere(x => Math.Log(x)) ? "It is a logarithm of the right result."
            : e.Everywhere(x => Math.Exp(x)) ? "It is e to the power of the right result."
            : e.Everywhere(x => Math.Log(10) * x) || e.Everywhere(x => x / Math.Log(10)) ? "A logarithm of the wrong base: `Math.Log` is the natural one, `Math.Log10` that of base 10."
            : null;
    }

    private static string? Whole(Evidence e)
    {
        if (e.AreWhole || e.Pairs.Any(pair => pair.Given % 1 != 0))
        {
            return null;
        }

        const string division = "It comes out in whole numbers: a whole number divided by a whole number drops what is behind the point. Make one of them a `double`, or take away the `(int)`.";
        return e.Everywhere(Math.Truncate) || e.Everywhere(Math.Floor) ? division
            : e.Everywhere(x => Math.Round(x)) ? "It is rounded to whole numbers: return it as it is."
            : e.Everywhere(Math.Ceiling) ? "It is rounded up to whole numbers: return it as it is."
            : null;
    }

    private static string? CutOff(Evidence e)
    {
        double most = e.Pairs.Select(pair => pair.Given).DefaultIfEmpty().Max(), least = e.Pairs.Select(pair => pair.Given).DefaultIfEmpty().Min();
        int Wrong(Func<double, double> cut) => e.Everywhere(cut) ? e.Pairs.Count(pair => cut(pair.Wanted) != pair.Wanted) : 0;
        return Wrong(x => Math.Min(x, most)) >= 1 && e.Pairs.Any(pair => pair.Wanted < most) ? $"It is right up to {Reading.Write(most)}, and stops there: something cuts it off, such as a limit on a loop."
            : Wrong(x => Math.Max(x, least)) >= 1 && e.Pairs.Any(pair => pair.Wanted > least) ? $"It is right from {Reading.Write(least)} on, and never less than that. What if it is there from the start?"
            : null;
    }

    private static string? Order(Evidence e) =>
        e.EveryList(list => list.Reverse()) ? "The right numbers are there, in reverse order."
        : e.EveryList(list => list.Order()) ? "The right numbers are there, sorted: their order is lost."
        : e.EveryList(list => list.OrderDescending()) ? "The right numbers are there, sorted downwards: their order is lost."
        : e.EveryList(list => [.. list.Skip(1), list[0]]) ? "The right numbers are there, one place too early: the first one stands last. Counting begins at 0."
        : e.EveryList(list => [list[^1], .. list.SkipLast(1)]) ? "The right numbers are there, one place too late: the last one stands first. Counting begins at 0."
        : e.Given.Zip(e.Wanted).All(pair => pair.First.Numbers.Order().Zip(pair.Second.Numbers.Order()).All(both => Reading.AreClose(both.First, both.Second, Evidence.Tolerance)))
            && e.Wanted.Any(reading => reading.Numbers.Distinct().Count() > 2)
            ? "The right numbers are there, in another order: rows and columns exchanged, or places counted another way?"
        : null;

    private static string? HalfFilled(Evidence e)
    {
        static IEnumerable<double> Only(IReadOnlyList<double> list, Func<int, bool> kept) => list.Select((x, i) => kept(i) ? x : 0);
        return e.EveryList(list => Only(list, i => i == 0)) ? "Only the first entry is filled in, the others are 0: does the loop end after its first turn?"
            : e.EveryList(list => Only(list, i => i > 0)) ? "The first entry is 0, never filled in: counting begins at 0, so the first place is [0], not [1]."
            : e.EveryList(list => Only(list, i => i < list.Count - 1)) ? "The last entry is 0, never filled in: the loop ends one turn too early."
            : e.Pairs.All(pair => pair.Given == 0 || Reading.AreClose(pair.Given, pair.Wanted, Evidence.Tolerance)) && e.Pairs.Any(pair => pair.Given == 0 && pair.Wanted != 0) && e.Pairs.Any(pair => pair.Given != 0) && !e.IsOneNumberEach
                ? "What is filled in is right, and the rest is still 0: not every entry is filled in."
            : null;
    }

    private static string? Scaled(Evidence e)
    {
        static double Length(IReadOnlyList<double> list) => Math.Sqrt(list.Sum(x => x * x));
        return e.EveryList(list => list.Select(x => x / Length(list))) ? "It is the right result brought to length 1: normalised. Its length counts too, so leave it."
            : e.EveryList(list => list.Select(x => x / list.Max(Math.Abs))) ? "It is the right result divided by its largest entry: scaled. Return the numbers as they are."
            : e.EveryList(list => list.Select(x => x / list.Sum())) ? "It is the right result divided by its own sum, so that it adds up to 1. Return the numbers as they are."
            : e.EveryList(list => list.Select(x => x - list.Average())) ? "The mean was taken off. Return the numbers as they are."
            : null;
    }

    private static string? TwiceDone(Evidence e) =>
        e.Everywhere(x => 1 / (1 + Math.Exp(-x))) ? "A sigmoid is applied once too often: it is σ of the right result."
        : e.Everywhere(x => -Math.Log((1 / x) - 1)) ? "The sigmoid is missing at the end: this is what goes into it."
        : e.Everywhere(x => x * (1 - x)) ? "It is x (1 − x) of the right result x: the derivative of the sigmoid, not the sigmoid."
        : null;

    private static string? Parts(Evidence e)
    {
        int parts = e.Wanted[0].Parts.Count;
        if (parts < 2 || e.Given.Concat(e.Wanted).Any(reading => reading.Parts.Count != parts))
        {
            return null;
        }

        var good = Enumerable.Range(0, parts).Where(part => e.Given.Zip(e.Wanted).All(pair => pair.First.Parts[part].Agrees(pair.Second.Parts[part], Evidence.Tolerance))).ToList();
        if (good.Count == 0)
        {
            return null;
        }

        string right = $"Number{(good.Count > 1 ? "s" : "")} {string.Join(" and ", good.Select(part => part + 1))} of the {parts} {(good.Count > 1 ? "are" : "is")} right for every input";
        return parts - good.Count == 1 && Of(e.OfPart(Enumerable.Range(0, parts).Except(good).Single())) is { } slip
            ? $"{right}. The other: {char.ToLowerInvariant(slip[0])}{slip[1..]}"
            : $"{right}; look at the rest.";
    }

    // Right on one side of a number, wrong on the other: that number is worth saying.
    private static string? Where(Evidence e)
    {
        var right = Enumerable.Range(0, e.Given.Count).Where(call => e.Given[call].Agrees(e.Wanted[call], Evidence.Tolerance)).ToHashSet();
        if (right.Count < 2 || e.Given.Count - right.Count < 2)
        {
            return null;
        }

        // With several numbers handed in, one of them separates right from wrong by chance.
        foreach (var (name, values) in e.Scalars().ToList() is [var only] ? [only] : Array.Empty<(string Name, double[] Values)>())
        {
            double[] good = [.. right.Select(call => values[call])], bad = [.. Enumerable.Range(0, values.Length).Where(call => !right.Contains(call)).Select(call => values[call])];
            if (good.Max() < bad.Min() || bad.Max() < good.Min())
            {
                bool above = good.Max() < bad.Min();
                return $"It is right where {name} is {(above ? $"{Reading.Write(good.Max())} or less, and wrong where it is {Reading.Write(bad.Min())} or more" : $"{Reading.Write(good.Min())} or more, and wrong where it is {Reading.Write(bad.Max())} or less")}.";
            }
        }

        return null;
    }
}
