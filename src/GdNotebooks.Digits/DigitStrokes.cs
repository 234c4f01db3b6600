using System.Globalization;

namespace GdNotebooks;

/// <summary>
/// The skeletons of the ten digits, each in several styles of writing, as points the pen passes through on
/// a sheet of 100 x 100 (x to the right, y down).
/// </summary>
internal static class DigitStrokes
{
    /// <summary>
    /// One line for each style: points "x,y"; a "/" makes a corner at the point before it, a "|" lifts the pen.
    /// </summary>
    private static readonly string[][] Skeletons =
    [
        [ // 0: from the top, from the right with an overlap, with a flick at the end, round, left open
            "50,0 22,12 8,50 22,88 50,100 78,88 92,50 78,12 50,0",
            "64,4 36,8 12,40 18,80 45,98 75,88 90,55 80,20 58,3 42,10",
            "70,2 40,10 15,45 20,85 50,99 80,80 88,45 72,14 48,6 36,16",
            "52,6 20,14 2,50 20,90 52,98 88,84 100,46 84,12 50,5",
            "60,0 28,14 10,54 24,92 52,98 78,80 86,44 74,14 66,6",
            "30,10 14,44 22,86 50,99 78,86 88,50 74,14 46,2 22,20 16,36",
        ],
        [ // 1: a bar, a bent bar, with a flag, with flag and base, a bar the other way, with a small flag
            "50,0 50,50 50,100",
            "57,0 50,35 46,70 48,100",
            "32,22 52,0 / 52,50 50,100",
            "30,22 52,0 / 52,50 52,100 | 27,100 78,99",
            "50,0 50,50 50,100",
            "40,12 50,0 / 50,55 48,100",
        ],
        [ // 2: with a corner, with a loop, rounded, like a swan, like a Z, with a large loop, without a foot
            "15,22 35,3 65,3 82,25 70,52 40,78 12,98 / 50,96 90,97",
            "18,25 38,4 66,5 80,28 66,58 40,84 18,96 8,86 22,78 48,90 72,98 94,90",
            "12,30 30,6 60,0 78,18 72,45 45,72 18,97 / 40,92 68,97 92,93",
            "22,18 50,0 76,14 72,44 46,76 16,94 14,80 34,80 60,96 92,98",
            "12,10 40,4 80,6 74,24 42,62 10,96 / 46,90 92,94",
            "28,22 50,2 74,10 72,42 52,74 24,96 2,88 4,70 26,68 52,86 98,82",
            "14,24 34,2 64,4 74,28 58,62 28,94 / 44,100 70,92",
        ],
        [ // 3: pointed in the middle, smooth, flat on top, a loop in the middle, a large belly, a large head
            "18,14 45,0 76,10 76,34 46,48 / 80,58 84,84 50,100 14,86",
            "20,12 50,0 78,18 62,42 44,48 68,54 84,74 62,98 14,92",
            "18,4 80,2 / 46,42 / 76,50 86,76 58,99 16,90",
            "18,14 48,0 78,16 66,40 42,50 38,44 48,42 76,56 84,80 55,100 14,88",
            "30,8 56,0 74,12 64,32 40,40 / 76,46 92,72 66,98 28,98 2,84",
            "8,22 34,2 78,4 86,28 60,50 36,56 / 66,60 72,82 50,98 18,96",
            "24,16 50,4 72,14 66,36 48,46 60,50 76,66 66,90 40,100 10,98",
        ],
        [ // 4: open and round, closed, in one stroke, open and angular, narrow, with a low bar, in one stroke and closed, small
            "22,2 14,40 16,58 50,60 88,56 | 74,4 70,50 68,100",
            "64,0 36,34 8,66 / 50,66 95,64 | 64,2 63,50 62,100",
            "20,0 14,30 18,50 44,52 74,36 84,4 / 74,52 68,100",
            "25,0 20,45 / 85,45 | 75,0 75,100",
            "34,4 26,34 30,50 64,46 / 72,8 | 72,8 66,54 58,100",
            "20,8 12,56 24,72 58,66 98,60 | 68,18 62,60 60,98",
            "68,0 20,44 12,58 / 74,60 / 69,0 / 66,50 66,100",
            "58,2 32,32 4,58 / 46,56 90,50 | 66,30 58,66 52,100",
        ],
        [ // 5: with a roof, in one stroke, like an S, with a long roof, with a small belly, slanting roof
            "30,2 24,44 / 50,36 80,50 84,76 56,99 14,90 | 30,2 84,0",
            "84,2 30,4 / 24,44 / 52,36 82,54 82,80 52,100 12,88",
            "82,4 48,2 28,20 40,42 70,56 78,80 50,99 14,90",
            "32,14 26,48 / 54,44 72,62 62,88 34,100 4,94 | 32,14 66,10 100,2",
            "76,4 34,8 / 30,38 / 56,36 70,54 58,80 28,96 8,90",
            "44,10 30,46 / 58,44 76,62 60,90 30,99 10,90 | 46,10 92,0",
            "88,6 58,0 36,8 30,30 50,46 74,60 72,86 44,100 20,94 18,80",
        ],
        [ // 6: round, straight, a large loop, a small loop, closed from inside, a loop that reaches far up
            "70,0 40,18 16,56 22,88 50,100 80,86 78,62 52,52 22,68",
            "44,0 22,40 14,76 36,99 68,92 76,70 58,56 30,62 18,78",
            "78,6 50,4 20,36 12,72 34,98 70,94 86,68 66,48 34,52 16,70",
            "62,0 38,30 24,66 30,92 52,98 68,84 62,70 44,72 32,86",
            "40,0 26,34 18,70 32,98 66,98 90,80 78,62 50,66 30,86",
            "60,2 30,22 12,60 24,94 58,98 82,74 76,46 50,38 26,54 16,74",
        ],
        [ // 7: plain, with a bar, with a serif, rounded, a hooked roof, a short roof
            "10,8 84,4 / 58,45 40,100",
            "10,8 84,4 / 60,45 40,100 | 32,50 76,46",
            "12,22 14,4 / 86,4 / 62,42 50,100",
            "10,14 40,4 84,6 84,18 60,50 48,100",
            "8,30 22,8 50,12 88,2 / 66,44 54,100",
            "24,10 50,8 74,4 / 66,44 60,100",
            "4,16 40,8 90,8 76,30 46,62 34,98 | 34,56 80,50",
        ],
        [ // 8: from the right, two circles, an S and back, a small head, a small foot, left open at the top
            "74,14 48,0 22,16 36,40 68,58 78,82 50,100 20,82 32,58 64,38 78,16",
            "50,0 24,12 26,36 50,46 74,36 76,12 50,0 | 50,46 18,62 20,90 50,100 82,90 80,62 50,46",
            "80,8 50,0 26,18 48,44 74,70 56,98 28,88 34,62 60,38 82,8",
            "66,10 46,2 32,16 42,34 74,54 88,80 54,100 14,86 22,60 56,36 68,14",
            "84,12 50,0 14,18 26,44 56,60 66,82 46,98 28,84 42,58 78,38 86,16",
            "82,2 56,6 24,16 32,40 62,60 68,86 42,100 22,84 38,60 66,36 92,0",
        ],
        [ // 9: a straight stem, round, with a hook, a small head, open at the top, a stem that leans
            "78,14 46,2 18,22 26,48 58,46 78,16 / 76,55 68,100",
            "74,30 58,4 28,8 18,34 42,50 70,32 80,6 / 78,50 76,100",
            "80,22 54,0 22,14 22,42 52,50 80,24 / 84,60 66,96 28,98",
            "70,10 46,4 30,20 40,38 62,32 70,10 / 66,54 54,100",
            "66,2 34,6 16,32 34,52 62,42 78,12 / 70,54 56,100",
            "82,20 60,2 26,8 10,32 26,48 58,40 82,18 / 62,58 34,100",
            "76,24 56,2 28,12 20,38 44,48 70,30 78,18 82,52 72,86 46,100 22,90",
        ],
    ];

    /// <summary>The styles of every digit.</summary>
    public static Style[][] OfDigit { get; } = [.. Skeletons.Select(styles => styles.Select(Style.Parse).ToArray())];

    /// <summary>
    /// One way of writing a digit: the points, between 0 and 1, and the smooth curves through them, each from
    /// one point to another. Two curves that meet in a corner share its point.
    /// </summary>
    internal sealed record Style((double X, double Y)[] Points, (int First, int Last)[] Curves)
    {
        /// <summary>Whether the pen is set down here: no curve before it ends in this point.</summary>
        public bool Starts(int point) => !Curves.Any(curve => curve.Last == point);

        /// <summary>Whether the pen is lifted here: no curve goes on from this point.</summary>
        public bool Ends(int point) => !Curves.Any(curve => curve.First == point);

        public static Style Parse(string skeleton)
        {
            var points = new List<(double, double)>();
            var curves = new List<(int, int)>();
            foreach (var stroke in skeleton.Split('|'))
            {
                var first = points.Count;
                foreach (var curve in stroke.Split('/'))
                {
                    points.AddRange(curve.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Point));
                    curves.Add((first, points.Count - 1));
                    first = points.Count - 1;
                }
            }

            return new([.. points], [.. curves]);
        }

        private static (double, double) Point(string text)
        {
            var numbers = text.Split(',').Select(number => int.Parse(number, CultureInfo.InvariantCulture) / 100.0);
            return (numbers.First(), numbers.Last());
        }
    }
}
