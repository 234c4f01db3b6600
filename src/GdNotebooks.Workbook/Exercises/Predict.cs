using System.Collections.Concurrent;

namespace GdNotebooks.Exercises;

/// <summary>
/// Predict, then run: a number said before a cell, <c>Predict.Number("2.1", 0.9)</c>, and answered after it,
/// <c>Predict.Answer("2.1", measured)</c>. Nothing is lost by being wrong: what surprises is remembered.
/// </summary>
public static class Predict
{
    private static readonly ConcurrentDictionary<string, double> Guesses = new(StringComparer.Ordinal);

    /// <summary>Notes a prediction. The last one before the answer counts.</summary>
    /// <param name="section">The section of the chapter, "2.1".</param>
    /// <param name="guess">The number you expect; <see cref="Blank.Number"/> stands for none.</param>
    public static Prediction Number(string section, double guess)
    {
        if (Blank.Is(guess))
        {
            Guesses.TryRemove(section, out _);
            return new(section, null, null);
        }

        Guesses[section] = guess;
        return new(section, guess, null);
    }

    /// <summary>Sets the measured number beside the prediction, and counts it on the board.</summary>
    /// <param name="section">The section of the chapter, "2.1".</param>
    /// <param name="measured">What came out.</param>
    public static Prediction Answer(string section, double measured)
    {
        var prediction = new Prediction(section, Guesses.TryGetValue(section, out double guess) ? guess : null, measured);
        if (prediction.Guess is not null)
        {
            ProgressBook.Current.Record($"prediction {section}", prediction.IsClose ? ExerciseState.Passed : ExerciseState.NotYet);
        }

        return prediction;
    }
}
