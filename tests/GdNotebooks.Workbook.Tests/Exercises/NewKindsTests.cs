using GdNotebooks.Exercises;
using GdNotebooks.Plotting;
using MathNet.Numerics.LinearAlgebra;
using Catalogue = GdNotebooks.Exercises.Exercises;

namespace GdNotebooks.Tests;

internal static partial class Attempts
{
    private static double Sigma(double z) => 1 / (1 + Math.Exp(-z));

    public static IEnumerable<Attempt> AtNewKinds =>
    [
        .. Attempt.At(
            Chapter1.FaultySecant,
            4,
            (f, x, h) => (f(x + h) - f(x - h)) / (2 * h),
            (f, x, h) => (f(x + h) - f(x - h)) / 2 * h,
            ("divided by h", (f, x, h) => (f(x + h) - f(x - h)) / h)),
        .. Attempt.At(
            Chapter2.FaultySchedule,
            3,
            (first, drop, every, epochs) => [.. Enumerable.Range(0, epochs).Select(t => first * Math.Pow(drop, t / every))],
            (first, drop, every, epochs) => [.. Enumerable.Range(0, epochs).Select(t => first * Math.Pow(drop, (t + 1) / every))],
            ("no stairs", (first, drop, every, epochs) => [.. Enumerable.Range(0, epochs).Select(t => first * Math.Pow(drop, 1.0 * t / every))])),
        .. Attempt.At(
            Chapter3.FaultyGradient,
            4,
            (f, v, h) => Measured(f, v, h, up => up.Clone(), (up, down, i) => down[i] = up[i] - (2 * h)),
            (f, v, h) => Measured(f, v, h, up => up, (up, down, i) => down[i] -= h),
            ("below is never moved", (f, v, h) => Vector<double>.Build.Dense(v.Count, i =>
            {
                var up = v.Clone();
                up[i] += h;
                return (f(up) - f(v)) / (2 * h);
            }))),
        .. Attempt.At(
            Chapter4.FaultyMomentum,
            2,
            (dC, w, eta, mu, steps) =>
            {
                for (double u = 0; steps > 0; steps--)
                {
                    u = (mu * u) - (eta * dC(w));
                    w += u;
                }

                return w;
            },
            (dC, w, eta, mu, steps) => GradientDescent.Minimize(_ => 0, dC, w, eta, steps).End.Position),
        .. Attempt.At(
            Chapter5.FaultyCost,
            6,
            (w, b, x, y) => 1.0 / (2 * x.Length) * x.Select((xi, i) => Math.Pow((w * xi) + b - y[i], 2)).Sum(),
            (w, b, x, y) => 1 / (2 * x.Length) * x.Select((xi, i) => Math.Pow((w * xi) + b - y[i], 2)).Sum(),
            ("brackets lost", (w, b, x, y) => 1.0 / 2 * x.Length * x.Select((xi, i) => Math.Pow((w * xi) + b - y[i], 2)).Sum())),
        .. Attempt.At(
            Chapter6.FaultyForward,
            4,
            (W1, b1, W2, b2, image) => ((W2 * ((W1 * image) + b1).Map(Sigma)) + b2).Map(Sigma),
            (W1, b1, W2, b2, image) => ((W2 * ((W1 * image) + b1)) + b2).Map(Sigma)),
        .. Attempt.At(
            Chapter7.FaultyLayer,
            4,
            (W, b, before, y) => Last(W, b, before, y, (z, a) => a.PointwiseMultiply(1 - a)),
            (W, b, before, y) => Last(W, b, before, y, (z, a) => z.PointwiseMultiply(1 - z)),
            ("the slope at σ(a)", (W, b, before, y) => Last(W, b, before, y, (z, a) => a.Map(Sigma).PointwiseMultiply(1 - a.Map(Sigma)))),
            ("no slope", (W, b, before, y) => Last(W, b, before, y, (z, a) => a / a))),
        .. Attempt.At(
            Chapter8.FaultyShuffle,
            5,
            (n, seed) => Exchanged(n, seed, (order, i, j) => (order[i], order[j]) = (order[j], order[i])),
            (n, seed) => Exchanged(n, seed, (order, i, j) =>
            {
                order[i] = order[j];
                order[j] = order[i];
            })),
        .. Attempt.At(
            Chapter9.FaultyShares,
            5,
            confusion => [.. Enumerable.Range(0, 10).Select(t => (double)confusion[t, t] / Enumerable.Range(0, 10).Sum(p => confusion[t, p]))],
            confusion => [.. Enumerable.Range(0, 10).Select(t => (double)confusion[t, t] / Enumerable.Range(0, 10).Sum(p => confusion[p, t]))],
            ("whole numbers", confusion => [.. Enumerable.Range(0, 10).Select(t => (double)(confusion[t, t] / Enumerable.Range(0, 10).Sum(p => confusion[t, p])))])),
        .. Attempt.At(
            Chapter10.FaultyShades,
            3,
            weights => [.. weights.Select(w => w / Math.Max(-weights.Min(), weights.Max()))],
            weights => [.. weights.Select(w => w / Math.Max(weights.Min(), weights.Max()))],
            ("from −1 to 1, wherever 0 is", weights => [.. weights.Select(w => (2 * (w - weights.Min()) / (weights.Max() - weights.Min())) - 1)])),
        .. Assembling(
            ("the hidden delta without its slope", (W, delta, a) => W.Transpose() * delta),
            ("the hidden delta with the slope of the inputs", (W, delta, a) => (W.Transpose() * delta).PointwiseMultiply(a)),
            ("the last layer only", (W, delta, a) => a * 0)),
        .. Attempt.At(
            Chapter9.TrainingLoop,
            (gradientOf, theta, order, m, eta) => Trained(theta, order.Chunk(m), (batch, at) => eta * Mean(gradientOf, batch, at)),
            ("the gradient where the epoch began", (gradientOf, theta, order, m, eta) => Trained(theta, order.Chunk(m), (batch, _) => eta * Mean(gradientOf, batch, theta))),
            ("the sum", (gradientOf, theta, order, m, eta) => Trained(theta, order.Chunk(m), (batch, at) => eta * batch.Length * Mean(gradientOf, batch, at))),
            ("the last mini-batch dropped", (gradientOf, theta, order, m, eta) => Trained(theta, order.Chunk(m).Where(batch => batch.Length == m), (batch, at) => eta * Mean(gradientOf, batch, at))),
            ("one step for all", (gradientOf, theta, order, m, eta) => theta - (eta * Mean(gradientOf, order, theta))),
            ("example by example", (gradientOf, theta, order, m, eta) => Trained(theta, order.Chunk(1), (batch, at) => eta * Mean(gradientOf, batch, at))),
            ("divided by m, also the last", (gradientOf, theta, order, m, eta) => Trained(theta, order.Chunk(m), (batch, at) => eta * batch.Length / m * Mean(gradientOf, batch, at))),
            ("uphill", (gradientOf, theta, order, m, eta) => Trained(theta, order.Chunk(m), (batch, at) => -eta * Mean(gradientOf, batch, at))),
            ("the order ignored", (gradientOf, theta, order, m, eta) => Trained(theta, order.Order().Chunk(m), (batch, at) => eta * Mean(gradientOf, batch, at))),
            ("only the first mini-batch", (gradientOf, theta, order, m, eta) => theta - (eta * Mean(gradientOf, [.. order.Take(m)], theta)))),
        .. Drawn(Chapter2.DrawASweep, 0.25, 0.5, Formulas.Sweep),
        .. Drawn(Chapter9.DrawSchedules, 11, 25, Formulas.Rates),
    ];

    internal static double RelativeError(double[] a, double[] n) =>
        MathNet.Numerics.Distance.Euclidean(a, n) / (a.Select(x => x * x).Sum() is var s ? Math.Sqrt(s) + Math.Sqrt(n.Sum(x => x * x)) : 1);

    internal static (Matrix<double> W1, Vector<double> B1, Matrix<double> W2, Vector<double> B2) Backpropagated(
        Matrix<double> W1, Vector<double> b1, Matrix<double> W2, Vector<double> b2, Vector<double> x, Vector<double> y, Func<Matrix<double>, Vector<double>, Vector<double>, Vector<double>> back)
    {
        var hidden = ((W1 * x) + b1).Map(Sigma);
        var a = ((W2 * hidden) + b2).Map(Sigma);
        var last = (a - y).PointwiseMultiply(a).PointwiseMultiply(1 - a);
        var first = back(W2, last, hidden);
        return (first.OuterProduct(x), first, last.OuterProduct(hidden), last);
    }

    private static IEnumerable<Attempt> Assembling(params (string Name, Func<Matrix<double>, Vector<double>, Vector<double>, Vector<double>> Back)[] wrong)
    {
        var exercise = Chapter7.Backpropagation;
        Feedback Check(Func<Matrix<double>, Vector<double>, Vector<double>, Vector<double>> back, Func<double[], double[], double> error) =>
            exercise.Check((W1, b1, W2, b2, x, y) => Backpropagated(W1, b1, W2, b2, x, y, back), error);
        Vector<double> Back(Matrix<double> W, Vector<double> delta, Vector<double> a) => (W.Transpose() * delta).PointwiseMultiply(a).PointwiseMultiply(1 - a);
        return
        [
            new(exercise, "solution", ExerciseState.Passed, null, () => Check(Back, RelativeError)),
            .. wrong.Select(answer => new Attempt(exercise, answer.Name, ExerciseState.NotYet, answer.Name, () => Check(answer.Back, RelativeError))),
            new(exercise, "right, with a check that is always content", ExerciseState.NotYet, null, () => Check(Back, (_, _) => 0)) { IsGeneral = true },
            new(exercise, "right, with a check that is never content", ExerciseState.NotYet, null, () => Check(Back, (_, _) => 1)) { IsGeneral = true },
            new(exercise, "right, with the check left blank", ExerciseState.NotYet, null, () => Check(Back, (_, _) => Blank.Number)) { IsGeneral = true },
            new(exercise, Attempt.EndlessLoop, ExerciseState.NotYet, null, () => Check((_, _, _) => Attempt.Wait<Vector<double>>(), RelativeError)) { IsGeneral = true },
        ];
    }

    private static IEnumerable<Attempt> Drawn(Drawing drawing, double first, double second, Plot titled)
    {
        var bare = Chart.Line([(0.0, 1.0), (1.0, 2.0)]);
        Attempt Of(string label, ExerciseState state, Figure? figure, double one, double two) => new(drawing, label, state, null, () => drawing.Check(figure, one, two)) { IsGeneral = true };
        return
        [
            Of("solution", ExerciseState.Passed, titled, first, second),
            Of("no figure", ExerciseState.NotYet, null, first, second),
            Of("no title", ExerciseState.NotYet, bare, first, second),
            Of("no names of axes", ExerciseState.NotYet, Chart.Line([(0.0, 1.0), (1.0, 2.0)]).WithTitle("A line"), first, second),
            Of("another figure", ExerciseState.NotYet, bare.WithTitle("A line").WithXTitle("x").WithYTitle("y"), first, second),
            Of("exchanged answers", ExerciseState.NotYet, titled, second, first),
            Of("the second blank", ExerciseState.NotYet, titled, first, Blank.Number),
            Of("not a number", ExerciseState.NotYet, titled, first, double.NaN),
        ];
    }

    private static Vector<double> Measured(Func<Vector<double>, double> f, Vector<double> v, double h, Func<Vector<double>, Vector<double>> second, Action<Vector<double>, Vector<double>, int> move) =>
        Vector<double>.Build.Dense(v.Count, i =>
        {
            var up = v.Clone();
            var down = second(up);
            up[i] += h;
            move(up, down, i);
            return (f(up) - f(down)) / (2 * h);
        });

    private static (Matrix<double> W, Vector<double> B) Last(Matrix<double> W, Vector<double> b, Vector<double> before, Vector<double> y, Func<Vector<double>, Vector<double>, Vector<double>> slope)
    {
        var z = (W * before) + b;
        var a = z.Map(Sigma);
        var delta = (a - y).PointwiseMultiply(slope(z, a));
        return (delta.OuterProduct(before), delta);
    }

    private static int[] Exchanged(int n, int seed, Action<int[], int, int> exchange)
    {
        var random = new Random(seed);
        var order = Enumerable.Range(0, n).ToArray();
        for (int i = n - 1; i > 0; i--)
        {
            exchange(order, i, random.Next(i + 1));
        }

        return order;
    }

    private static Vector<double> Trained(Vector<double> theta, IEnumerable<int[]> batches, Func<int[], Vector<double>, Vector<double>> step) =>
        batches.Aggregate(theta, (at, batch) => at - step(batch, at));

    private static Vector<double> Mean(Func<int, Vector<double>, Vector<double>> gradientOf, int[] batch, Vector<double> at) =>
        batch.Select(i => gradientOf(i, at)).Aggregate((one, other) => one + other) / batch.Length;
}

[Collection(AnswersAlone.Name)]
public class NewKindsTests
{
    [Fact]
    public void A_fault_that_nobody_touched_is_not_started_and_shows_what_goes_wrong()
    {
        var feedback = Chapter1.FaultySecant.Check(Blank.Count, (f, x, h) => (f(x + h) - f(x - h)) / 2 * h);
        Assert.Equal(ExerciseState.NotStarted, feedback.State);
        Assert.Equal("`MeasuredSlope(f, 3, 0.5) for f = x²` gave 1.5; expected 6.", feedback.Observed);
    }

    [Fact]
    public void The_right_line_alone_and_the_right_program_alone_are_each_half_of_it()
    {
        Assert.StartsWith("Line 4 it is. Now mend it. That is what it did before: ", Chapter1.FaultySecant.Check(4, (f, x, h) => (f(x + h) - f(x - h)) / 2 * h).Idea, StringComparison.Ordinal);
        Assert.StartsWith("Line 2 is right as it stands.", Chapter1.FaultySecant.Check(2, (f, x, h) => (f(x + h) - f(x - h)) / 2 * h).Idea, StringComparison.Ordinal);
        Assert.Equal("Line 2 is not where the fault was: it was right as it stood. Which line is to blame?", Chapter1.FaultySecant.Check(2, (f, x, h) => (f(x + h) - f(x - h)) / (2 * h)).Idea);
    }

    [Fact]
    public void Every_chapter_has_a_fault_and_each_half_of_the_workbook_a_drawing()
    {
        var faults = Catalogue.All.Where(exercise => exercise.GetType().Name.StartsWith("Fault", StringComparison.Ordinal)).Select(exercise => exercise.Chapter);
        Assert.Equal(Enumerable.Range(1, 10), faults);
        Assert.Equal([true, false], Catalogue.All.OfType<Drawing>().Select(drawing => drawing.Chapter <= 5));
    }

    [Fact]
    public void The_gradient_that_is_assembled_is_held_against_a_measured_one()
    {
        var feedback = Chapter7.Backpropagation.Check(
            (W1, b1, W2, b2, x, y) => Attempts.Backpropagated(W1, b1, W2, b2, x, y, (W, delta, a) => (W.Transpose() * delta).PointwiseMultiply(a).PointwiseMultiply(1 - a)),
            Attempts.RelativeError);
        Assert.Matches(@"^Your own gradient check says less than 10⁻[⁰¹²³⁴-⁹]+, which is as good as equal\. ", feedback.Idea);
    }

    [Fact]
    public void A_prediction_is_noted_and_answered()
    {
        Assert.Contains("Put a number in place of the blank", Predict.Number("0.1", Blank.Number).ToString(), StringComparison.Ordinal);
        Assert.Contains("It is 0.73.", Predict.Answer("0.1", 0.73).ToString(), StringComparison.Ordinal);
        Assert.Equal("◆ Prediction 0.1 · Noted: 0.9. Now run the next cell.", Predict.Number("0.1", 0.9).ToString());
        Assert.Equal("◆ Prediction 0.1 · You predicted 0.9; it is 0.73: 23 % off. What did you not expect?", Predict.Answer("0.1", 0.73).ToString());
        Assert.True(Predict.Answer("0.1", 0.95).IsClose);
        Assert.EndsWith("4 times too little. What did you not expect?", Predict.Answer("0.1", 3.6).ToString(), StringComparison.Ordinal);
        Assert.EndsWith("1.9 apart. What did you not expect?", Predict.Answer("0.1", -1).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Predictions_are_counted_on_the_board()
    {
        string folder = Directory.CreateTempSubdirectory("gdnotebooks-predictions-").FullName;
        var book = new ProgressBook(Path.Combine(folder, "progress.json"));
        book.Record("prediction 2.1", ExerciseState.Passed);
        book.Record("prediction 2.2", ExerciseState.NotYet);
        var board = new ProgressBook(Path.Combine(folder, "progress.json")).Board(Catalogue.All);
        Directory.Delete(folder, recursive: true);
        Assert.Equal((2, 1), (board.Predicted, board.Close));
        Assert.Contains("open · 2 predicted, 1 of them close\n", board.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Again_picks_passed_exercises_of_different_chapters_with_fresh_inputs()
    {
        var book = new ProgressBook(null);
        Assert.Contains("Nothing to do again yet", Catalogue.Again(book.Board(Catalogue.All), new Random(1)).ToString(), StringComparison.Ordinal);
        foreach (string number in new[] { "1.3", "1.4", "2.4", "3.2", "5.1" })
        {
            book.Record(number, ExerciseState.Passed);
        }

        var revision = Catalogue.Again(book.Board(Catalogue.All), new Random(1));
        Assert.Equal([1, 3, 5], revision.Picked.Select(exercise => exercise.Chapter));
        Assert.Contains("End the cell with `Chapter3.GradientVector.Check(…)`", revision.ToString(), StringComparison.Ordinal);

        // The right answer is right for whatever inputs are drawn, and the named mistakes keep their names.
        var seen = new HashSet<string>();
        for (int seed = 0; seed < 20; seed++)
        {
            Chapter2.LargestRate.Refresh(seed);
            Assert.Equal(ExerciseState.Passed, Chapter2.LargestRate.Check(a =>
            {
                lock (seen)
                {
                    seen.Add($"{a}");
                }

                return 1 / a;
            }).State);
            Assert.Equal("forgot the 2 of the derivative", Chapter2.LargestRate.Check(a => 2 / a).Misconception);
        }

        Chapter2.LargestRate.Refresh(0);
        Assert.True(seen.Count > 40);
    }

    [Theory]
    [MemberData(nameof(CorpusTests.EveryExercise), MemberType = typeof(CorpusTests))]
    public void An_exercise_comes_again_with_other_inputs_or_not_at_all(string number)
    {
        var exercise = Catalogue.All.Single(exercise => exercise.Number == number);
        var answers = Corpus.All.Where(given => given.Exercise == exercise).GroupBy(given => given.Kind).SelectMany(kind => kind.Take(4)).ToList();
        if (!exercise.CanBeFresh)
        {
            var board = new ProgressBook(null);
            board.Record(number, ExerciseState.Passed);
            Assert.Empty(Catalogue.Again(board.Board(Catalogue.All), new Random(1)).Picked);
            return;
        }

        try
        {
            exercise.Refresh(3);
            Assert.All(answers, given => Assert.Equal((given.ToString(), given.Kind == GivenKind.Right ? ExerciseState.Passed : ExerciseState.NotYet), (given.ToString(), given.Check().State)));
        }
        finally
        {
            exercise.Refresh(0);
        }
    }
}
