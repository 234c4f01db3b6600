using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks.Tests.Playgrounds;

public class RegressionPlaygroundTests : IClassFixture<RealHand>
{
    private static readonly (double X, double Y)[] Points = [(0.2, 1), (0.5, 0.4), (1, 2.2), (1.6, 2), (2, 3.5)];

    // `spot` is where a point of the axes of the first or second picture lies on the screen.
    private const string Hand = """
        const screen = (k) => all(0, 'svg.screen')[k];
        const spot = (k, x, y) => {
          const plane = screen(k).querySelector('svg'), frame = screen(k).getBoundingClientRect(), [px, py, width, height] = ['x', 'y', 'width', 'height'].map((name) => Number(plane.getAttribute(name)));
          const [x1, x2, y1, y2] = ranges[k];
          return [frame.left + px + (x - x1) / (x2 - x1) * width, frame.top + py + (y2 - y) / (y2 - y1) * height];
        };
        const drag = (k, from, over, finger) => {
          const hold = finger ? { finger: 1 } : {}, there = (p, what) => ({ ...to(...spot(k, ...p)), ...hold, do: what }), middle = from.map((v, i) => (v + over[i]) / 2);
          return act(...finger ? [] : [to(...spot(k, ...from))], there(from, 'down'), pause, there(middle, 'move'), there(over, 'move'), pause, { ...up, ...hold });
        };
        const said = () => all(0, '[role=status] p').map((p) => p.textContent);
        const fields = () => all(0, 'input[type=text]').map((f) => Number(f.value));

        """;

    private static JsonElement Use(Browsers browser, Playground playground, string hand)
    {
        double[] Range(string name) => JsonDocument.Parse(Regex.Match(playground.Script, $"\"{name}\":(\\[[^\\]]*\\])").Groups[1].Value).RootElement.Deserialize<double[]>()!;
        string ranges = JsonSerializer.Serialize(new[] { [.. Range("x"), .. Range("y")], new[] { Range("w"), Range("b") }.SelectMany(r => r).ToArray() });
        return PlaygroundPage.Use(browser, playground.ToHtml(), $"const ranges = {ranges};\n{Hand}{hand}");
    }

    private static Walk<Vector<double>> Walk(IReadOnlyList<(double X, double Y)> points, double w, double b, double rate, int steps) => GradientDescent.Minimize(
        v => points.Average(p => Math.Pow((v[0] * p.X) + v[1] - p.Y, 2)) / 2,
        v => Vector<double>.Build.Dense([points.Average(p => ((v[0] * p.X) + v[1] - p.Y) * p.X), points.Average(p => (v[0] * p.X) + v[1] - p.Y)]),
        Vector<double>.Build.Dense([w, b]), rate, steps);

    private static void AssertWalk(Walk<Vector<double>> expected, JsonElement rows)
    {
        var table = rows.Deserialize<double[][]>()!;
        Assert.Equal(expected.Steps.Count, table.Length);
        foreach (var (step, row) in expected.Steps.Zip(table))
        {
            double[] exact = [step.Index, step.Position[0], step.Position[1], step.Cost, step.Gradient[0], step.Gradient[1]];
            Assert.All(exact.Zip(row), pair => Assert.Equal(pair.First, pair.Second, 1e-12 * (1 + Math.Abs(pair.First))));
        }
    }

    [Theory, InChromium, InFirefox]
    public void Typing_and_stepping_walks_as_the_library_does(Browsers browser)
    {
        var found = Use(browser, Playground.Regression(Points, 0.3), """
            await unfold();
            const first = table();
            await type(0, '0.7');
            await type(1, '-0,4');
            await type(2, '0.25');
            for (let n = 0; n < 6; n++) { await press('Step'); }
            return { first, rows: table(), said: said() };
            """);
        AssertWalk(Walk(Points, 0, 0, 0.3, 25), found.GetProperty("first"));
        AssertWalk(Walk(Points, 0.7, -0.4, 0.25, 6), found.GetProperty("rows"));
        double square = Points.Average(p => p.X * p.X), mean = Points.Average(p => p.X), half = Math.Sqrt(((square - 1) * (square - 1) / 4) + (mean * mean));
        Assert.Contains(FormattableString.Invariant($"Largest rate {2 / (((square + 1) / 2) + half):G4}"), found.GetProperty("said")[1].GetString(), StringComparison.Ordinal);
    }

    [Theory, InChromium, InFirefox]
    public void The_line_moves_its_place_and_the_place_its_line(Browsers browser) => Move(browser, finger: false);

    [Theory, InChromium, InFirefox]
    public void A_finger_moves_them_too(Browsers browser) => Move(browser, finger: true);

    private static void Move(Browsers browser, bool finger)
    {
        var found = Use(browser, Playground.Regression(Points, 0.3, (0, 1)), $"const finger = {(finger ? "true" : "false")};" + """
            await unfold();
            await press('Reset');
            seen(screen(0));
            const end = ranges[0][0] + 0.96 * (ranges[0][1] - ranges[0][0]), near = ranges[0][0] + 0.04 * (ranges[0][1] - ranges[0][0]);
            await drag(0, [end, 1], [end, 3], finger);
            const turned = fields();
            const [w, b] = turned, middle = 1.3;          // where no point is near
            await drag(0, [middle, w * middle + b], [middle, w * middle + b - 0.5], finger);
            const lowered = fields();
            seen(screen(1));
            await drag(1, turned.slice(0, 2).map((v, k) => (k ? lowered[1] : v)), [1, 0.6], finger);
            const placed = fields();
            for (let n = 0; n < 4; n++) { await press('Step'); }
            return { end, near, turned, lowered, placed, rows: table() };
            """);
        double Get(string name, int i) => found.GetProperty(name)[i].GetDouble();
        double end = found.GetProperty("end").GetDouble(), near = found.GetProperty("near").GetDouble();
        Assert.Equal(2 / (end - near), Get("turned", 0), 0.05);
        Assert.Equal(1, (Get("turned", 0) * near) + Get("turned", 1), 0.05);
        Assert.Equal(Get("turned", 0), Get("lowered", 0));
        Assert.Equal(Get("turned", 1) - 0.5, Get("lowered", 1), 0.05);
        Assert.Equal(1, Get("placed", 0), 0.05);
        Assert.Equal(0.6, Get("placed", 1), 0.05);
        AssertWalk(Walk(Points, Get("placed", 0), Get("placed", 1), 0.3, 4), found.GetProperty("rows"));
    }

    [Theory, InChromium, InFirefox]
    public void A_point_pulled_by_hand_or_by_keys_changes_the_bowl(Browsers browser)
    {
        var found = Use(browser, Playground.Regression(Points, 0.3, (0, 3)), """
            await unfold();
            await press('Reset');
            seen(screen(0));
            await drag(0, [0.5, 0.4], [1.8, 0.9]);
            const pulled = said()[1];
            for (let n = 0; n < 5; n++) { await press('Step'); }
            const rows = table();
            await press('Reset');
            screen(0).focus();
            await keys('PageDown', 'ArrowUp', 'Shift+ArrowLeft');
            const keyed = said()[1];
            await keys('Home');
            screen(1).focus();
            await keys('ArrowRight', 'Shift+ArrowDown');
            await press('Step');
            return { pulled, rows, keyed, back: table(), labels: [screen(0), screen(1)].map((s) => s.getAttribute('role') + s.tabIndex + s.getAttribute('aria-label')) };
            """);
        (double X, double Y) Place(string text)
        {
            var numbers = Regex.Match(text, @"Point (\d+) at \(([^,]+), ([^)]+)\)").Groups.Values.Skip(2).Select(v => double.Parse(v.Value.Replace('−', '-'), CultureInfo.InvariantCulture)).ToArray();
            return (numbers[0], numbers[1]);
        }

        string pulled = found.GetProperty("pulled").GetString()!, keyed = found.GetProperty("keyed").GetString()!;
        Assert.StartsWith("Point 2 at ", pulled, StringComparison.Ordinal);
        var place = Place(pulled);
        Assert.Equal(1.8, place.X, 0.03);
        Assert.Equal(0.9, place.Y, 0.05);
        AssertWalk(Walk([Points[0], place, .. Points[2..]], 0, 3, 0.3, 5), found.GetProperty("rows"));
        Assert.StartsWith("Point 3 at ", keyed, StringComparison.Ordinal);
        Assert.True(Place(keyed).X < Points[2].X && Place(keyed).Y > Points[2].Y);

        var back = found.GetProperty("back").Deserialize<double[][]>()!;
        Assert.True(back[0][1] > 0 && back[0][2] < 3, "the arrow keys moved the place on the bowl");
        AssertWalk(Walk(Points, back[0][1], back[0][2], 0.3, 1), found.GetProperty("back"));
        Assert.All(found.GetProperty("labels").Deserialize<string[]>()!, label => Assert.StartsWith("application0", label, StringComparison.Ordinal));
    }

    [Fact]
    public void The_static_picture_shows_the_points_two_lines_and_the_way_down()
    {
        var playground = Playground.Regression(Points, 0.3, xName: "distance", yName: "velocity");
        string svg = playground.ToSvg();

        Assert.All(["the first line", "after 25 steps", "slope w", "height b", "distance", "velocity"], text => Assert.Contains($">{text}</text>", svg, StringComparison.Ordinal));
        Assert.Contains("among 5 points, from w = 0, b = 0 with the learning rate 0.3", playground.Description, StringComparison.Ordinal);
        Assert.Equal(playground.ToHtml(), Playground.Regression(Points, 0.3, xName: "distance", yName: "velocity").ToHtml());
        Assert.InRange(playground.ToHtml().Length, 1, 100_000);
    }

    [Fact]
    public void What_makes_no_bowl_is_refused_in_one_sentence()
    {
        Assert.Contains("at least two different xs", Assert.Throws<ArgumentException>(() => Playground.Regression([(1, 2), (1, 3)], 0.1)).Message, StringComparison.Ordinal);
        Assert.Contains("at least two different xs", Assert.Throws<ArgumentException>(() => Playground.Regression([], 0.1)).Message, StringComparison.Ordinal);
        Assert.Contains("finite numbers, and NaN is none", Assert.Throws<ArgumentException>(() => Playground.Regression([(1, 2), (2, double.NaN)], 0.1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Playground.Regression(Points, 0));
        Assert.Throws<ArgumentNullException>(() => Playground.Regression(null!, 0.1));
    }
}
