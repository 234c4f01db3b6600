using GdNotebooks.Exercises;

namespace GdNotebooks.Tests;

internal static partial class Attempts
{
    public static IEnumerable<Attempt> AtChapter2 =>
    [
        .. Attempt.At(
            Chapter2.LargestRate,
            a => 2 / (2 * a),
            ("the fastest rate, not the largest", a => 0.5 / a),
            ("forgot the 2 of the derivative", a => 2 / a),
            ("kept the chapter's bound", a => 1),
            ("grows with the steepness", a => a),
            ("the curvature itself", a => a + a),
            ("the factor reaches 0, not −1, and the 2 is forgotten twice", a => 0.25 / a),
            ("the square of a", a => 1 / (a * a)),
            (null, a => -1 / a)),
        .. Attempt.At(
            Chapter2.StepsUntilClose,
            (w, eta, epsilon) =>
            {
                var walk = GradientDescent.Minimize(v => (v - 3) * (v - 3), v => 2 * (v - 3), w, eta, 10_000, tolerance: 1e-12);
                return walk.Steps.First(step => Math.Abs(step.Position - 3) <= epsilon).Index;
            },
            ("off by one: one too many", (w, eta, epsilon) =>
            {
                int positions = 1;
                for (; Math.Abs(w - 3) > epsilon; positions++)
                {
                    w -= eta * 2 * (w - 3);
                }

                return positions;
            }),
            ("off by one: one too few", (w, eta, epsilon) =>
            {
                int steps = 0;
                while (Math.Abs(w - 3) > epsilon && Math.Abs(w - (eta * 2 * (w - 3)) - 3) > epsilon)
                {
                    w -= eta * 2 * (w - 3);
                    steps++;
                }

                return steps;
            }),
            ("steps before it looks", (w, eta, epsilon) =>
            {
                int steps = 0;
                do
                {
                    w -= eta * 2 * (w - 3);
                    steps++;
                }
                while (Math.Abs(w - 3) > epsilon);
                return steps;
            }),
            ("forgot the absolute value", (w, eta, epsilon) =>
            {
                int steps = 0;
                for (; w - 3 > epsilon; steps++)
                {
                    w -= eta * 2 * (w - 3);
                }

                return steps;
            }),
            ("compared the cost", (w, eta, epsilon) =>
            {
                int steps = 0;
                for (; (w - 3) * (w - 3) > epsilon; steps++)
                {
                    w -= eta * 2 * (w - 3);
                }

                return steps;
            }),
            ("compared the gradient", (w, eta, epsilon) =>
            {
                int steps = 0;
                for (; Math.Abs(2 * (w - 3)) > epsilon; steps++)
                {
                    w -= eta * 2 * (w - 3);
                }

                return steps;
            }),
            ("forgot the factor 2", (w, eta, epsilon) =>
            {
                int steps = 0;
                for (; Math.Abs(w - 3) > epsilon; steps++)
                {
                    w -= eta * (w - 3);
                }

                return steps;
            }),
            (null, (w, eta, epsilon) => (int)(Math.Abs(w - 3) / epsilon))),
        .. Attempt.At(
            Chapter2.ExponentialSchedule,
            (first, decay, epochs) =>
            {
                var schedule = LearningRate.Exponential(first, decay);
                return [.. Enumerable.Range(0, epochs).Select(schedule.At)];
            },
            ("decays from the previous instead of the first rate", (first, decay, epochs) =>
            {
                var rates = new double[epochs];
                rates[0] = first;
                for (int t = 1; t < epochs; t++)
                {
                    rates[t] = rates[t - 1] * Math.Pow(decay, t);
                }

                return rates;
            }),
            ("decays before the first epoch", (first, decay, epochs) => [.. Enumerable.Range(1, epochs).Select(t => first * Math.Pow(decay, t))]),
            ("a step decay of one stair", (first, decay, epochs) => [first, .. Enumerable.Repeat(first * decay, epochs - 1)]),
            ("falls along a line", (first, decay, epochs) => [.. Enumerable.Range(0, epochs).Select(t => t * first * decay)]),
            ("1/t", (first, decay, epochs) => [.. Enumerable.Range(0, epochs).Select(LearningRate.InverseTime(first, decay).At)]),
            ("with e to the −decay t", (first, decay, epochs) => [.. Enumerable.Range(0, epochs).Select(t => first / Math.Exp(decay * t))]),
            ("one rate too many", (first, decay, epochs) => [.. Enumerable.Range(0, epochs + 1).Select(t => first * Math.Pow(decay, t))]),
            ("never decays", (first, decay, epochs) => [.. Enumerable.Repeat(first, epochs)]),
            (null, (first, decay, epochs) => [first]),
            (null, (first, decay, epochs) => new double[epochs]),
            (null, (first, decay, epochs) => [.. Enumerable.Range(0, epochs).Reverse().Select(t => first * Math.Pow(decay, t))])),
    ];
}
