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
        [ // 0: from the top, from the right with an overlap, with a flick at the end
            "50,0 22,12 8,50 22,88 50,100 78,88 92,50 78,12 50,0",
            "64,4 36,8 12,40 18,80 45,98 75,88 90,55 80,20 58,3 42,10",
            "70,2 40,10 15,45 20,85 50,99 80,80 88,45 72,14 48,6 36,16",
        ],
        [ // 1: a bar, a bent bar, with a flag, with flag and base
            "50,0 50,50 50,100",
            "57,0 50,35 46,70 48,100",
            "32,22 52,0 / 52,50 50,100",
            "30,22 52,0 / 52,50 52,100 | 27,100 78,99",
        ],
        [ // 2: with a corner, with a loop, rounded, like a swan
            "15,22 35,3 65,3 82,25 70,52 40,78 12,98 / 50,96 90,97",
            "18,25 38,4 66,5 80,28 66,58 40,84 18,96 8,86 22,78 48,90 72,98 94,90",
            "12,30 30,6 60,0 78,18 72,45 45,72 18,97 / 40,92 68,97 92,93",
            "22,18 50,0 76,14 72,44 46,76 16,94 14,80 34,80 60,96 92,98",
        ],
        [ // 3: pointed in the middle, smooth, flat on top, with a loop in the middle
            "18,14 45,0 76,10 76,34 46,48 / 80,58 84,84 50,100 14,86",
            "20,12 50,0 78,18 62,42 44,48 68,54 84,74 62,98 14,92",
            "18,4 80,2 / 46,42 / 76,50 86,76 58,99 16,90",
            "18,14 48,0 78,16 66,40 42,50 38,44 48,42 76,56 84,80 55,100 14,88",
        ],
        [ // 4: open and round, closed, in one stroke, open and angular
            "22,2 14,40 16,58 50,60 88,56 | 74,4 70,50 68,100",
            "64,0 36,34 8,66 / 50,66 95,64 | 64,2 63,50 62,100",
            "20,0 14,30 18,50 44,52 74,36 84,4 / 74,52 68,100",
            "25,0 20,45 / 85,45 | 75,0 75,100",
        ],
        [ // 5: with a roof, in one stroke, like an S
            "30,2 24,44 / 50,36 80,50 84,76 56,99 14,90 | 30,2 84,0",
            "84,2 30,4 / 24,44 / 52,36 82,54 82,80 52,100 12,88",
            "82,4 48,2 28,20 40,42 70,56 78,80 50,99 14,90",
        ],
        [ // 6: round, straight, with a large loop
            "70,0 40,18 16,56 22,88 50,100 80,86 78,62 52,52 22,68",
            "44,0 22,40 14,76 36,99 68,92 76,70 58,56 30,62 18,78",
            "78,6 50,4 20,36 12,72 34,98 70,94 86,68 66,48 34,52 16,70",
        ],
        [ // 7: plain, with a bar, with a serif, rounded
            "10,8 84,4 / 58,45 40,100",
            "10,8 84,4 / 60,45 40,100 | 32,50 76,46",
            "12,22 14,4 / 86,4 / 62,42 50,100",
            "10,14 40,4 84,6 84,18 60,50 48,100",
        ],
        [ // 8: from the right, two circles, an S and back
            "74,14 48,0 22,16 36,40 68,58 78,82 50,100 20,82 32,58 64,38 78,16",
            "50,0 24,12 26,36 50,46 74,36 76,12 50,0 | 50,46 18,62 20,90 50,100 82,90 80,62 50,46",
            "80,8 50,0 26,18 48,44 74,70 56,98 28,88 34,62 60,38 82,8",
        ],
        [ // 9: with a straight stem, round, with a hook
            "78,14 46,2 18,22 26,48 58,46 78,16 / 76,55 68,100",
            "74,30 58,4 28,8 18,34 42,50 70,32 80,6 / 78,50 76,100",
            "80,22 54,0 22,14 22,42 52,50 80,24 / 84,60 66,96 28,98",
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
