using System.Globalization;

namespace GdNotebooks.Exercises;

/// <summary>All exercises of the workbook, their hints, and how far the learner is.</summary>
public static class Exercises
{
    /// <summary>Every exercise, in order.</summary>
    public static IReadOnlyList<Exercise> All { get; } =
    [
        Chapter1.CostAtAPoint, Chapter1.DerivativeByHand, Chapter1.OneUpdate, Chapter1.NumericDerivative, Chapter1.FaultySecant,
        Chapter2.LargestRate, Chapter2.StepsUntilClose, Chapter2.ExponentialSchedule, Chapter2.FaultySchedule, Chapter2.DrawASweep,
        Chapter3.PartialDerivative, Chapter3.GradientVector, Chapter3.DirectionalDerivative, Chapter3.SimultaneousUpdate, Chapter3.FaultyGradient,
        Chapter4.DescentFromAStart, Chapter4.StationaryPoint, Chapter4.MomentumStep, Chapter4.FaultyMomentum,
        Chapter5.RegressionCost, Chapter5.RegressionPartials, Chapter5.ReachTheClosedForm, Chapter5.FaultyCost,
        Chapter6.CountParameters, Chapter6.Sigmoid, Chapter6.LayerForward, Chapter6.CostOfOneExample, Chapter6.FaultyForward,
        Chapter7.OutputDelta, Chapter7.HiddenDelta, Chapter7.GradientCheck, Chapter7.FaultyLayer, Chapter7.Backpropagation,
        Chapter8.CutIntoMiniBatches, Chapter8.MiniBatchGradient, Chapter8.SpendTheBudget, Chapter8.FaultyShuffle,
        Chapter9.AccuracyFromOutputs, Chapter9.ConfusionMatrix, Chapter9.BeatTheBaseline, Chapter9.FaultyShares, Chapter9.TrainingLoop, Chapter9.DrawSchedules,
        Chapter10.WeightsAsImage, Chapter10.SureOfNoise, Chapter10.ShuffleLabels, Chapter10.FaultyShades,
    ];

    /// <summary>The titles of the chapters, 1 to 10.</summary>
    internal static IReadOnlyList<string> ChapterTitles { get; } =
    [
        "One parameter", "The learning rate", "Partial derivatives", "Landscapes", "Linear regression",
        "The digit network", "Backpropagation", "Stochastic gradient descent", "Training the digit network", "Inside the network",
    ];

    /// <summary>The notebook of a chapter, 1 to 10, without its ending.</summary>
    internal static string Notebook(int chapter) => string.Create(CultureInfo.InvariantCulture, $"{chapter:00}-{NotebookNames[chapter - 1]}");

    /// <summary>The notebook with the solutions of a chapter, seen from the chapters.</summary>
    internal static string Solutions(int chapter) => $"solutions/{Notebook(chapter)}.ipynb";

    private static readonly string[] NotebookNames =
    [
        "one-parameter", "learning-rate", "partial-derivatives", "landscapes", "linear-regression",
        "digit-network", "backpropagation", "stochastic-gradient-descent", "training-the-digit-network", "inside-the-network",
    ];

    /// <summary>
    /// A hint: the first time an idea, the second time where the chapter shows it, the third time a formula,
    /// the fourth time the address of the solution.
    /// </summary>
    /// <param name="number">The exercise, "1.3". For a number that is none, the answer names those there are.</param>
    public static Hint Hint(string number) =>
        All.FirstOrDefault(exercise => exercise.Number == number?.Trim())?.Hint()
        ?? new Hint(number ?? "", All.Select(exercise => exercise.Number));

    /// <summary>The board of all chapters: what is passed, what is not yet right, what is open.</summary>
    /// <remarks>
    /// It is kept in a file in the user's application data, or in the file that the environment variable
    /// <c>GDNOTEBOOKS_PROGRESS</c> names; with the value <c>off</c> it is kept in memory only.
    /// </remarks>
    public static ProgressBoard Progress() => ProgressBook.Current.Board(All);

    /// <summary>
    /// Three exercises that were passed, to do again from memory, with fresh inputs: of three different
    /// chapters where there are so many. Others each time; of those whose inputs are always the same, none.
    /// </summary>
    public static Revision Again() => Again(Progress(), Random.Shared);

    internal static Revision Again(ProgressBoard board, Random random)
    {
        const int many = 3;
        var passed = All.Where(exercise => board.StateOf(exercise) == ExerciseState.Passed && exercise.CanBeFresh && CallOf(exercise) is not null).ToArray();
        random.Shuffle(passed);
        var picked = passed.DistinctBy(exercise => exercise.Chapter).Concat(passed).Distinct().Take(many).OrderBy(exercise => exercise.Chapter).ToList();
        foreach (var exercise in picked)
        {
            exercise.Refresh(random.Next(1, 1_000));
        }

        return new([.. picked.Select(exercise => (exercise, CallOf(exercise)!))]);
    }

    // Chapter1.OneUpdate.Check(…), for those that a method alone answers.
    private static string? CallOf(Exercise exercise) => typeof(Chapter1).Assembly.GetTypes()
        .Where(type => type.Namespace == typeof(Chapter1).Namespace && type.Name == $"Chapter{exercise.Chapter.ToString(CultureInfo.InvariantCulture)}")
        .SelectMany(type => type.GetProperties())
        .Where(property => property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(Exercise<,>) && ReferenceEquals(property.GetValue(null), exercise))
        .Select(property => $"{property.DeclaringType!.Name}.{property.Name}.Check(…)")
        .FirstOrDefault();

    /// <summary>
    /// Asks before it forgets: the board, and the call that does it. So a <c>Reset()</c> that was left in a cell
    /// wipes nothing when all cells are run.
    /// </summary>
    public static ProgressBoard Reset()
    {
        int passed = Progress().Passed;
        return ProgressBook.Current.Board(All, string.Create(CultureInfo.InvariantCulture, $"Nothing is forgotten yet. To forget all this, and the {passed} passed, run `Exercises.Reset(passed: {passed})`."));
    }

    /// <summary>Forgets all progress, and shows the empty board. The file as it was stays beside it, as <c>progress.json.before-reset</c>.</summary>
    /// <param name="passed">How many exercises are passed: it has to be right, or nothing is forgotten.</param>
    public static ProgressBoard Reset(int passed)
    {
        if (passed != Progress().Passed)
        {
            return Reset();
        }

        string note = ProgressBook.Current.Reset();
        return ProgressBook.Current.Board(All, note);
    }

    /// <summary>
    /// Said at the top of a notebook of solutions: from here on a right answer counts as <em>seen</em>, not as
    /// passed, until the kernel is restarted.
    /// </summary>
    public static void ReadingSolutions() => ProgressBook.Current.IsReadingSolutions = true;
}
