namespace GdNotebooks.Exercises;

/// <summary>The exercises of chapter 1, one parameter: <c>Chapter1.CostAtAPoint.Check(CostAt)</c>.</summary>
public static partial class Chapter1
{
    /// <summary>1.1: the cost (w − 5)² as code.</summary>
    public static Exercise<double, Func<double, double>> CostAtAPoint { get; } = new("1.1", "The cost at a point")
    {
        Task = "The best w is 5. Write the cost C(w) = (w − 5)²: how far w is from 5, squared.",
        Idea = "First the distance from w to 5, then that distance times itself.",
        Formula = "C(w) = (w − 5)² = (w − 5) · (w − 5).",
        Place = "Section 1.1, How wrong is this w?: the same cost with its minimum at 3.",
        Inputs = [5, 6, 1, 0, -2.5],
        Drawn = again => Draw.Numbers(seed: 11 + (1000 * again), count: 4, from: -9, to: 9),
        Call = (answer, w) => answer(w),
        Tried = w => $"CostAt({w})",
        Reference = w => (w - 5) * (w - 5),
        Misconceptions =
        [
            new("forgot the square", w => w - 5, "This is the distance with its sign, without the square. Below 5 it is negative, and a cost that can go below its best value has no best value."),
            new("took the absolute value", w => Math.Abs(w - 5), "This is the distance |w − 5|. It has its minimum at the right place, but the square punishes large distances more, and has no corner at 5."),
            new("squared each term", w => (w * w) - 25, "This squares w and 5 separately. The difference comes first and is squared as a whole: (a − b)² is not a² − b²."),
            new("doubled instead of squared", w => 2 * (w - 5), "This is twice the distance: x² is x · x, not 2 · x. (It is the slope of this cost, which comes next.)"),
            new("the minimum on the wrong side", w => (w + 5) * (w + 5), "This cost is 0 at −5. For the minimum to be at +5, the 5 is subtracted."),
            new("kept the chapter's 3", w => (w - 3) * (w - 3), "This is the chapter's cost, with its minimum at 3. Here the best w is 5."),
            new("squared w alone", w => (w * w) - 5, "This squares w and subtracts 5 then. The brackets come first: the whole difference w − 5 is squared."),
            new("multiplied out without the middle", w => (w * w) + 25, "The middle term is missing: (w − 5)² multiplied out is w² − 10w + 25. Multiplying the bracket with itself is shorter."),
            new("the third power", w => Math.Pow(w - 5, 3), "This is the third power, the cube: below 5 it is negative. The square is asked for."),
            new("the distance the other way round", w => 5 - w, "This is the distance from w to 5, with its sign, not squared yet."),
            new("squared the 5 alone", w => w - 25, "Only the 5 is squared. The whole difference is: put brackets around w − 5, and multiply the bracket with itself."),
            new("no brackets", w => w - (5 * w) - 5, "Without brackets `w - 5 * w - 5` multiplies 5 by w first. Put brackets around each w − 5."),
            new("^ for a power", w => (int)(w - 5) ^ 2, "In C#, `^` is no power (it compares the bits of whole numbers). Write `Math.Pow(x, 2)`, or `x * x`."),
            new("base and exponent exchanged", w => Math.Pow(2, w - 5), "`Math.Pow(2, x)` is 2 to the power x. The square of x is `Math.Pow(x, 2)`, or `x * x`."),
        ],
        Shows = "The cost is 0 at w = 5, positive everywhere else, and the same at equal distances on both sides.",
    };

    /// <summary>1.2: the derivative of (5 − w)².</summary>
    public static Exercise<double, Func<double, double>> DerivativeByHand { get; } = new("1.2", "A derivative by hand")
    {
        Task = "Find the derivative of C(w) = (5 − w)² with pencil and paper, and write it as code.",
        Idea = "The power rule brings the exponent to the front; what stands inside the square has a slope of its own.",
        Formula = "d/dw (u)² = 2 · u · du/dw, here with u = 5 − w and du/dw = −1.",
        Place = "Section 1.3, The slope without measuring: the power rule, done for (w − 3)².",
        Inputs = [5, 6, 4, 0, 12],
        Drawn = again => Draw.Numbers(seed: 12 + (1000 * again), count: 4, from: -9, to: 9),
        Call = (answer, w) => answer(w),
        Tried = w => $"Slope({w})",
        Reference = w => 2 * (w - 5),
        Misconceptions =
        [
            new("forgot the factor 2", w => w - 5, "Half of what it should be: the exponent 2 comes to the front as a factor."),
            new("sign", w => 2 * (5 - w), "The right size and the opposite sign. Inside the square stands 5 − w, and its own derivative is −1: multiply by it."),
            new("forgot the factor 2 and the sign", w => 5 - w, "Two things are missing: the exponent 2 as a factor, and the inner derivative of 5 − w, which is −1."),
            new("the cost instead of its derivative", w => (5 - w) * (5 - w), "This is the cost itself: how high the curve is. The derivative says how steep it is."),
            new("dropped the 5", w => 2 * w, "This is the derivative of w². The 5 moves the curve, and the place where it is flat moves along: the slope has to be 0 at w = 5."),
            new("the exponent stayed", w => 2 * (w - 5) * (w - 5), "The 2 came to the front, but it has to leave the exponent as well: the power falls by one."),
            new("multiplied the first term only", w => (2 * w) - 5, "The 2 multiplies the whole bracket: 2(w − 5) is 2w − 10."),
            new("dropped the 5, with the sign", w => -2 * w, "The 5 inside the bracket is missing, and the inner derivative −1 came in once too often. The slope has to be 0 at w = 5."),
            new("kept the chapter's 3", w => 2 * (w - 3), "This is the chapter's derivative, with its minimum at 3. Here the curve is flat at w = 5."),
            new("w + 5", w => 2 * (w + 5), "This is 0 at −5. A sign is wrong: the curve is flat at w = 5, where w − 5 is 0."),
        ],
        Shows = "The slope is negative left of 5, positive right of it, and 0 at the minimum.",
    };

    /// <summary>1.3: one step of gradient descent.</summary>
    public static Exercise<Descent, Func<Func<double, double>, Func<double, double>, double, double, double>> OneUpdate { get; } = new("1.3", "One update")
    {
        Task = "Make one step of gradient descent: from w to the next w, for any cost C with derivative dC and a learning rate eta.",
        Idea = "Ask for the slope where you stand, and go the other way, a little.",
        Formula = "w ← w − η · dC/dw.",
        Place = "Section 1.4, The step downhill: from w = 0 to 0.6 to 1.08.",
        Inputs =
        [
            new("(w−3)²", w => (w - 3) * (w - 3), w => 2 * (w - 3), 1, 0.1),
            new("(w−3)²", w => (w - 3) * (w - 3), w => 2 * (w - 3), 7.5, 0.25),
            new("w⁴", w => w * w * w * w, w => 4 * w * w * w, 1.5, 0.05),
            new("w⁴", w => w * w * w * w, w => 4 * w * w * w, -0.5, 0.3),
        ],
        Drawn = again => Draw.Numbers(seed: 13 + (1000 * again), count: 3, from: -4, to: 4).Select(w => new Descent("w²+w", v => (v * v) + v, v => (2 * v) + 1, w, 0.2)),
        Call = (answer, input) => answer(input.Cost, input.Derivative, input.W, input.Eta),
        Tried = input => $"OneUpdate(C, dC, {input.W}, {input.Eta}) for C = {input.Name}",
        Reference = (C, dC, w, eta) => w - (eta * dC(w)),
        Misconceptions =
        [
            new("added instead of subtracted", (C, dC, w, eta) => w + (eta * dC(w)), "This goes uphill: the derivative points to where the cost grows, and you added it. Descent subtracts."),
            new("used the cost for the gradient", (C, dC, w, eta) => w - (eta * C(w)), "This subtracts the cost. The cost says how bad this w is; which way to go, and how steep it is, says the derivative dC(w)."),
            new("forgot the learning rate", (C, dC, w, eta) => w - dC(w), "This takes the whole derivative as its step. The learning rate eta scales it down."),
            new("only the step", (C, dC, w, eta) => -eta * dC(w), "This is the step alone. The new w is the old w plus this step."),
            new("the step without its sign", (C, dC, w, eta) => eta * dC(w), "This is eta times the derivative. It has to be subtracted from the w you start at."),
            new("scaled the whole", (C, dC, w, eta) => eta * (w - dC(w)), "The learning rate multiplies the derivative only, not w: mind the brackets."),
            new("divided by the learning rate", (C, dC, w, eta) => w - (dC(w) / eta), "This divides by the learning rate, so that a smaller rate makes a larger step. It is a factor."),
            new("multiplied by w", (C, dC, w, eta) => w - (eta * dC(w) * w), "There is a factor w too many: the step is eta times the derivative, wherever you stand."),
            new("forgot the slope", (C, dC, w, eta) => w - eta, "This goes eta to the left, whatever the slope is. The step is eta times the slope dC(w)."),
            new("the chapter's cost only", (C, dC, w, eta) => w - (eta * 2 * (w - 3)), "This is right for (w − 3)² and no other cost. Ask `dC(w)` for the slope, whatever the cost is."),
            new("the slope at eta", (C, dC, w, eta) => w - (eta * dC(eta)), "The slope is asked for at eta. It belongs to the place where you stand: dC(w)."),
            new("the sign of the slope only", (C, dC, w, eta) => w - (eta * Math.Sign(dC(w))), "Only the sign of the slope is used, so every step has the same size eta. The step is eta times the slope itself."),
            new("always to the left", (C, dC, w, eta) => w - (eta * Math.Abs(dC(w))), "This goes to the left even where the slope is negative: there is an absolute value too many. The sign of the slope decides the direction."),
            new("subtracted before multiplying", (C, dC, w, eta) => (w - eta) * dC(w), "The brackets make it (w − eta) times the slope. First the product eta · dC(w), then subtract that from w."),
            new("two steps", (C, dC, w, eta) => Next(dC, Next(dC, w, eta), eta), "These are two steps, one after the other. One step was asked for."),
            new("exchanged w and eta", (C, dC, w, eta) => eta - (w * dC(w)), "w and eta are exchanged: it is w that moves, and eta that scales the slope."),
            new("the cost in place of w", (C, dC, w, eta) => C(w) - (eta * dC(w)), "The step is right, but it starts from the cost. It is w that moves: take eta times the slope off w."),
            new("the slope at the cost", (C, dC, w, eta) => w - (eta * dC(C(w))), "The slope is asked for at C(w), which is a height. It belongs to the place where you stand: dC(w)."),
            new("a sum for the product", (C, dC, w, eta) => w - eta + dC(w), "There eta and the slope stand side by side. The step is their product, eta times dC(w), and the whole of it is subtracted."),
            new("all the way to the bottom", (C, dC, w, eta) => Enumerable.Range(0, 100).Aggregate(w, (at, _) => Next(dC, at, eta)), "This goes all the way down, step after step. One step was asked for: no loop.")
            {
                Looks = ends => Math.Abs(ends[0][0] - 3) < 0.01 && Math.Abs(ends[1][0] - 3) < 0.01,
            },
        ],
        Shows = "The same rule goes right where the slope is negative and left where it is positive: always downhill.",
    };

    /// <summary>1.4: the central difference.</summary>
    public static Exercise<Secant, Func<Func<double, double>, double, double, double>> NumericDerivative { get; } = new("1.4", "A derivative from numbers alone")
    {
        Minutes = 10,
        Task = "Measure the slope of any function f at x: the central difference, from x − h to x + h, with the h that is given.",
        Idea = "The slope of a line through two points: how far it rises, over how far it runs. Put x in the middle.",
        Formula = "f′(x) ≈ (f(x + h) − f(x − h)) / (2h).",
        Place = "Section 1.2, Which way is down?: the secant becomes the tangent.",
        Inputs =
        [
            new("x²", x => x * x, 3, 0.5),
            new("x³", x => x * x * x, 2, 0.5),
            new("x³", x => x * x * x, -1, 0.1),
            new("x⁴−2x", x => (x * x * x * x) - (2 * x), 0.5, 0.25),
        ],
        Drawn = again => Draw.Numbers(seed: 14 + (1000 * again), count: 3, from: -2, to: 2).Select(x => new Secant("x⁴−2x", t => (t * t * t * t) - (2 * t), x, 0.3)),
        Call = (answer, input) => answer(input.Function, input.X, input.H),
        Tried = input => $"NumericSlope(f, {input.X}, {input.H}) for f = {input.Name}",
        Tolerance = 1e-7,
        Reference = (f, x, h) => (f(x + h) - f(x - h)) / (2 * h),
        Misconceptions =
        [
            new("one-sided", (f, x, h) => (f(x + h) - f(x)) / h, "This is the one-sided difference, from x to x + h. The central one looks to both sides, and its error shrinks with h² instead of h."),
            new("one-sided to the left", (f, x, h) => (f(x) - f(x - h)) / h, "This is the one-sided difference, from x − h to x. The central one looks to both sides, and its error shrinks with h² instead of h."),
            new("divided by h instead of 2h", (f, x, h) => (f(x + h) - f(x - h)) / h, "Twice the slope: from x − h to x + h the run is 2h, not h."),
            new("brackets around 2h", (f, x, h) => (f(x + h) - f(x - h)) / 2 * h, "`/ 2 * h` divides by 2 and then multiplies by h. The run 2h needs brackets: `/ (2 * h)`."),
            new("did not divide", (f, x, h) => f(x + h) - f(x - h), "This is the rise alone. The slope is the rise over the run, and the run is 2h."),
            new("divided by 2 only", (f, x, h) => (f(x + h) - f(x - h)) / 2, "The rise is divided by 2, but the run is 2h: h is missing below the line."),
            new("sign", (f, x, h) => (f(x - h) - f(x + h)) / (2 * h), "The right size and the opposite sign: the rise is right minus left."),
            new("an h of its own", (f, x, h) => (f(x + 1e-5) - f(x - 1e-5)) / 2e-5, "This is very nearly the exact slope, for a tiny h or by a better formula. Asked for is the secant from x − h to x + h with the h that was handed in, its error included.") { Tolerance = 1e-5 },
            new("a plus between the values", (f, x, h) => (f(x + h) + f(x - h)) / (2 * h), "The two values are added. The rise is their difference, right minus left."),
            new("brackets around the difference", (f, x, h) => f(x + h) - (f(x - h) / (2 * h)), "Only f(x − h) is divided: `a - b / c` divides first. Put brackets around the difference."),
            new("half as wide", (f, x, h) => (f(x + (h / 2)) - f(x - (h / 2))) / h, "A good slope, from x − h/2 to x + h/2. Asked for is the secant from x − h to x + h, twice as wide."),
            new("one side, divided by 2h", (f, x, h) => (f(x + h) - f(x)) / (2 * h), "From x to x + h is one side only, and its run is h. Look to both sides: f(x + h) − f(x − h)."),
            new("the second derivative", (f, x, h) => (f(x + h) - (2 * f(x)) + f(x - h)) / (h * h), "This is the second derivative, how the slope changes. The slope needs the two outer values only."),
            new("h outside the bracket", (f, x, h) => (f(x) + h - (f(x) - h)) / (2 * h), "f(x) + h is not f(x + h): the h belongs inside the bracket, so that f is asked at another place. As it stands, the result is always 1."),
            new("no brackets at all", (f, x, h) => f(x + h) - (f(x - h) / 2 * h), "Two pairs of brackets are missing: `a - b / 2 * h` divides b alone, and then multiplies by h. One pair goes around the difference, one around the run 2h."),
            new("divided by x", (f, x, h) => (f(x + h) - f(x - h)) / (2 * x), "The rise is right. The run from x − h to x + h is 2h, wherever x is."),
            new("from h to x", (f, x, h) => (f(x) - f(h)) / (x - h), "This is the secant from the place h to the place x. h is a distance: the two places are x − h and x + h."),
            new("half the points, the whole run", (f, x, h) => (f(x + (h / 2)) - f(x - (h / 2))) / (2 * h), "The two places are half of h away from x, but the run is 2h. Go a whole h to each side."),
        ],
        Shows = "For x² the central difference is exact whatever h is; for x³ it is off by h².",
    };

    private static double Next(Func<double, double> dC, double w, double eta) => w - (eta * dC(w));

    /// <summary>A place to descend from: the cost C, its derivative, w and η.</summary>
    public sealed record Descent(string Name, Func<double, double> Cost, Func<double, double> Derivative, double W, double Eta);

    /// <summary>A function, a place x and a distance h to both sides.</summary>
    public sealed record Secant(string Name, Func<double, double> Function, double X, double H);
}
