using GdNotebooks.Plotting;

namespace GdNotebooks.Exercises;

/// <summary>A number that was predicted, and, once it is there, the one that came out.</summary>
/// <param name="section">The section of the chapter, "2.1".</param>
/// <param name="guess">What was predicted, or null.</param>
/// <param name="measured">What came out, or null before that.</param>
[TypeFormatterSource(typeof(DisplayFormatterSource))]
public sealed class Prediction(string section, double? guess, double? measured) : Displayable
{
    /// <summary>The relative difference up to which a prediction is close.</summary>
    private const double Close = 0.1;

    /// <summary>The section of the chapter, "2.1".</summary>
    public string Section { get; } = section;

    /// <summary>What was predicted, or null.</summary>
    public double? Guess { get; } = guess;

    /// <summary>What came out, or null before that.</summary>
    public double? Measured { get; } = measured;

    /// <summary>Whether the prediction is within a tenth of what came out.</summary>
    public bool IsClose => Guess is { } g && Measured is { } m && Reading.AreClose(g, m, Close);

    private string Sentence => (Guess, Measured) switch
    {
        (null, null) => "Your prediction? Put a number in place of the blank and run this cell, before you run the next one.",
        ({ } g, null) => $"Noted: {Reading.Write(g)}. Now run the next cell.",
        (null, { } m) => $"It is {Reading.Write(m)}. (Next time predict first: a number you have bet on stays in the mind.)",
        ({ } g, { } m) => $"You predicted {Reading.Write(g)}; it is {Reading.Write(m)}: {Apart(g, m)}",
    };

    /// <inheritdoc/>
    public override string ToHtml() => Box.Of(
        Measured is null || Guess is null ? Box.Grey : IsClose ? Box.Green : Box.Orange,
        $"{Box.Strong($"◆ Prediction {Section}")} · {Box.Text(Sentence)}");

    /// <inheritdoc/>
    public override string ToString() => $"◆ Prediction {Section} · {Sentence}";

    private string Apart(double g, double m) =>
        IsClose ? "close."
        : m == 0 || g == 0 || Math.Sign(g) != Math.Sign(m) ? $"{Reading.Write(Math.Abs(g - m), 3)} apart. What did you not expect?"
        : Math.Max(g / m, m / g) is var ratio && ratio >= 2 ? $"{Reading.Write(ratio, 3)} times too {(Math.Abs(g) > Math.Abs(m) ? "much" : "little")}. What did you not expect?"
        : $"{Reading.Write(100 * (g - m) / m, 2)} % off. What did you not expect?";
}
