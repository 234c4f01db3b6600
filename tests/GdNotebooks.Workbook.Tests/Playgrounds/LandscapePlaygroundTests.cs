using System.Globalization;
using System.Linq.Expressions;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using GdNotebooks.Tests.Plotting;
using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks.Tests.Playgrounds;

public class LandscapePlaygroundTests : IClassFixture<RealHand>
{
    private static readonly Expression<Func<double, double, double>> Bowl = (v1, v2) => (v1 * v1) + (v1 * v2) + (2 * v2 * v2);

    // `at(x, y)` is a place in the numbers of the axes: [x from, x to, y from, y to] is where the i-th picture ends.
    private const string Hand = """
        const ends = [];
        const screen = (i = 0) => root(i).querySelector('svg.screen');
        const at = (x, y, i = 0) => {
          const [px, py, width, height] = ['x', 'y', 'width', 'height'].map((name) => Number(screen(i).querySelector('svg').getAttribute(name)));
          const frame = seen(screen(i)), [left, right, low, high] = ends[i];
          return to(frame.left + px + (x - left) / (right - left) * width, frame.top + py + (high - y) / (high - low) * height);
        };
        const move = (x, y, i = 0) => act(at(x, y, i));
        const click = (x, y, i = 0) => act(at(x, y, i), down, pause, up);
        const tap = (x, y, i = 0) => act({ ...at(x, y, i), do: 'down', finger: 1 }, pause, { ...up, finger: 1 });
        const here = (i = 0) => root(i).querySelector('.here').textContent;
        const said = (i = 0) => root(i).querySelector('.side [role=status] p').textContent;
        const balls = (i = 0) => all(i, 'li').map((row) => row.textContent);

        """;

    // In the numbers of the axes; Himmelblau's landscape, ten units wide, is the coarsest.
    private const double Pixel = 0.03;

    private static JsonElement Use(Browsers browser, string body, string hand) => PlaygroundPage.Use(browser, body, Hand + hand);

    private static Vector<double> V(double x, double y) => Vector<double>.Build.Dense([x, y]);

    private static double BowlCost(Vector<double> v) => (v[0] * v[0]) + (v[0] * v[1]) + (2 * v[1] * v[1]);

    private static Vector<double> BowlGradient(Vector<double> v) => V((2 * v[0]) + v[1], v[0] + (4 * v[1]));

    // The table has one line a step: ball, step, x, y, C, ∂C/∂x, ∂C/∂y.
    private static double[][][] Walks(JsonElement rows) =>
        [.. rows.Deserialize<double[][]>()!.GroupBy(row => row[0]).OrderBy(ball => ball.Key).Select(ball => ball.ToArray())];

    private static void AssertWalk(Walk<Vector<double>> expected, double[][] rows)
    {
        Assert.Equal(expected.Steps.Count, rows.Length);
        foreach (var (step, row) in expected.Steps.Zip(rows))
        {
            Assert.Equal(step.Index, row[1]);
            double[] exact = [step.Position[0], step.Position[1], step.Cost, step.Gradient[0], step.Gradient[1]];
            Assert.All(exact.Zip(row[2..]), pair => Assert.Equal(pair.First, pair.Second, 1e-12 * (1 + Math.Abs(pair.First))));
        }
    }

    private static void AssertWalks(
        (Func<Vector<double>, double> Cost, Func<Vector<double>, Vector<double>> Gradient) landscape, double rate, double momentum, int steps, (double X, double Y)[] starts, JsonElement rows)
    {
        var walks = Walks(rows);
        Assert.Equal(starts.Length, walks.Length);
        foreach (var (start, walk) in starts.Zip(walks))
        {
            // A hand drops a ball on the nearest pixel; the walk is exact from where it was dropped.
            Assert.Equal(start.X, walk[0][2], Pixel);
            Assert.Equal(start.Y, walk[0][3], Pixel);
            AssertWalk(GradientDescent.Minimize(landscape.Cost, landscape.Gradient, V(walk[0][2], walk[0][3]), rate, steps, momentum), walk);
        }
    }

    [Theory, InChromium, InFirefox]
    public void Balls_dropped_on_every_landscape_walk_as_the_library_does(Browsers browser)
    {
        var found = Use(
            browser,
            Playground.Landscape(Landscape.Saddle, 0.1, starts: [(1, 0.5)]).ToHtml() +
            Playground.Landscape(Landscape.Rosenbrock, 0.0008, 0.9, [(-1.2, 1)]).ToHtml() +
            Playground.Landscape(Landscape.Himmelblau, 0.005, starts: []).ToHtml() +
            Playground.Landscape(Bowl, -2.5, 2.5, -2.5, 2.5, 0.12, starts: [(2, 2)]).ToHtml(),
            """
            ends.push([-1.5, 1.5, -1.5, 1.5], [-2, 2, -1, 3], [-5, 5, -5, 5], [-2.5, 2.5, -2.5, 2.5]);
            const found = [];
            for (const [i, x, y] of [[0, -1.25, 0], [1, 0.5, 2.5], [2, -1, -2], [3, -2, 1]]) {
              await unfold(i);
              await click(x, y, i);
              found.push(table(i));
            }
            for (const [i, rate, momentum] of [[0, '0.3', '0.8'], [1, '0,001', '0'], [2, '0.012', '0.6'], [3, '0.4', '0.35']]) {
              await type(0, rate, i);
              await type(1, momentum, i);
              for (let n = 0; n < 12; n++) { await press('Step', i); }
              found.push(table(i));
            }
            return found;
            """);
        var (saddle, rosenbrock, himmelblau) = (Landscape.Saddle, Landscape.Rosenbrock, Landscape.Himmelblau);
        AssertWalks((saddle.Cost, saddle.Gradient), 0.1, 0, 25, [(1, 0.5), (-1.25, 0)], found[0]);
        AssertWalks((rosenbrock.Cost, rosenbrock.Gradient), 0.0008, 0.9, 25, [(-1.2, 1), (0.5, 2.5)], found[1]);
        AssertWalks((himmelblau.Cost, himmelblau.Gradient), 0.005, 0, 25, [(-1, -2)], found[2]);
        AssertWalks((BowlCost, BowlGradient), 0.12, 0, 25, [(2, 2), (-2, 1)], found[3]);
        AssertWalks((saddle.Cost, saddle.Gradient), 0.3, 0.8, 37, [(1, 0.5), (-1.25, 0)], found[4]);
        AssertWalks((rosenbrock.Cost, rosenbrock.Gradient), 0.001, 0, 37, [(-1.2, 1), (0.5, 2.5)], found[5]);
        AssertWalks((himmelblau.Cost, himmelblau.Gradient), 0.012, 0.6, 37, [(-1, -2)], found[6]);
        AssertWalks((BowlCost, BowlGradient), 0.4, 0.35, 37, [(2, 2), (-2, 1)], found[7]);
    }

    [Theory, InChromium, InFirefox]
    public void A_rate_too_large_leads_as_far_out_as_in_the_library_and_the_ball_is_shown_at_the_edge(Browsers browser)
    {
        var found = Use(
            browser,
            Playground.Landscape(Bowl, -2.5, 2.5, -2.5, 2.5, 0.12, starts: [(2, 2)]).ToHtml() + Playground.Landscape(Landscape.Rosenbrock, 0.0008, starts: [(-1.2, 1)]).ToHtml(),
            """
            const found = [];
            for (const [i, rate] of [[0, '1.5'], [1, '0.05']]) {
              await unfold(i);
              await type(0, rate, i);
              const screen = root(i).querySelector('svg.screen > svg'), out = screen.querySelector('.out');
              const inside = (ball) => { const x = Number(ball.getAttribute('cx')), y = Number(ball.getAttribute('cy')); return x >= 0 && y >= 0 && x <= Number(screen.getAttribute('width')) && y <= Number(screen.getAttribute('height')); };
              found.push({ rows: table(i), balls: balls(i), out: inside(out), broken: screen.innerHTML.includes('NaN') || screen.innerHTML.includes('Infinity') });
            }
            return found;
            """);
        AssertWalks((BowlCost, BowlGradient), 1.5, 0, 25, [(2, 2)], found[0].GetProperty("rows"));
        AssertWalks((Landscape.Rosenbrock.Cost, Landscape.Rosenbrock.Gradient), 0.05, 0, 25, [(-1.2, 1)], found[1].GetProperty("rows"));
        foreach (var one in found.EnumerateArray())
        {
            Assert.Equal("1diverges: the cost grows without bound", one.GetProperty("balls")[0].GetString());
            Assert.True(one.GetProperty("out").GetBoolean());
            Assert.False(one.GetProperty("broken").GetBoolean());
        }
    }

    [Theory, InChromium, InFirefox]
    public void The_keyboard_alone_moves_a_cross_hair_drops_balls_and_takes_them_away(Browsers browser)
    {
        var found = Use(browser, Playground.Landscape(Landscape.Himmelblau, 0.01, starts: []).ToHtml(), """
            await unfold();
            const heard = [], struck = [];
            document.body.addEventListener('keydown', (event) => heard.push(event.key));
            addEventListener('keydown', (event) => struck.push(event), true);
            const found = { role: screen().getAttribute('role'), label: screen().getAttribute('aria-label') };
            await clickOn(root().querySelector('h3'));
            for (let n = 0; root().activeElement !== screen() && n < 20; n++) { await keys('Tab'); }
            found.first = here();
            struck.length = heard.length = 0;
            await keys('ArrowLeft', 'ArrowLeft', 'Shift+ArrowUp', 'ArrowDown', 'Shift+ArrowRight', 'x', 'Control+ArrowLeft');
            found.kept = struck.filter((event) => !['Shift', 'Control'].includes(event.key)).map((event) => event.defaultPrevented);
            found.moved = here();
            found.live = root().querySelector('.here').getAttribute('role');
            await keys('Enter');
            await keys('Shift+ArrowLeft', 'Shift+ArrowLeft', ' ');
            found.rows = table();
            found.dropped = balls().length;
            await keys('Delete');
            found.left = table();
            for (let n = 0; n < 20; n++) { await keys('Shift+ArrowRight'); }
            found.edge = here();
            for (let n = 0; n < 9; n++) { await keys('Enter'); }
            found.full = said();
            found.most = balls().length;
            for (let n = 0; n < 9; n++) { await keys('Backspace'); }
            found.empty = said() + balls().length + table().length;
            found.heard = [...heard];
            await keys('Tab');
            found.arrows = root().querySelectorAll('.arrow').length;
            return found;
            """);
        string Said(string name) => found.GetProperty(name).GetString()!;
        var himmelblau = Landscape.Himmelblau;
        Assert.Equal("application", Said("role"));
        Assert.Contains("Arrow keys move a cross-hair", Said("label"), StringComparison.Ordinal);
        Assert.StartsWith("At (0, 0): C = 170, ∂C/∂x = −14, ∂C/∂y = −22", Said("first"), StringComparison.Ordinal);
        Assert.Equal([true, true, true, true, true, false, false], found.GetProperty("kept").Deserialize<bool[]>()!);

        var at = V(0.6, 0.8);
        var gradient = himmelblau.Gradient(at);
        Assert.StartsWith(
            string.Create(CultureInfo.InvariantCulture, $"At (0.6, 0.8): C = {himmelblau.Cost(at):0.#}, ∂C/∂x = {gradient[0]:0.##}, ∂C/∂y = {gradient[1]:0.##};").Replace('-', '−'),
            Said("moved"),
            StringComparison.Ordinal);
        Assert.Equal("status", Said("live"));
        Assert.Equal(2, found.GetProperty("dropped").GetInt32());
        AssertWalks((himmelblau.Cost, himmelblau.Gradient), 0.01, 0, 25, [(0.6, 0.8), (-1.4, 0.8)], found.GetProperty("rows"));
        AssertWalks((himmelblau.Cost, himmelblau.Gradient), 0.01, 0, 25, [(0.6, 0.8)], found.GetProperty("left"));
        Assert.StartsWith("At (5, 0.8): ", Said("edge"), StringComparison.Ordinal);
        Assert.Equal("There are 8 balls already: remove one first.", Said("full"));
        Assert.Equal(8, found.GetProperty("most").GetInt32());
        Assert.Equal("No ball: click the picture to drop one.00", Said("empty"));
        Assert.Empty(found.GetProperty("heard").Deserialize<string[]>()!);
        Assert.Equal(0, found.GetProperty("arrows").GetInt32());
    }

    [Theory, InChromium, InFirefox]
    public void The_gradient_at_the_pointer_is_an_arrow_with_its_two_components(Browsers browser)
    {
        var found = Use(browser, Playground.Landscape(Bowl, -2.5, 2.5, -2, 2, 0.12).ToHtml(), """
            ends.push([-2.5, 2.5, -2, 2]);
            await unfold();
            const before = JSON.stringify(table()), found = [];
            for (const [x, y] of [[1, 0.5], [-2, 1.5], [0.5, -1]]) {
              await move(x, y);
              const ways = ['.part', '.arrow'].flatMap((name) => [...screen().querySelectorAll(name)].map((arrow) => arrow.getAttribute('d').match(/l(\S+) (\S+)m/).slice(1).map(Number)));
              found.push({ here: here(), ways });
            }
            await move(3, 0);
            found.push({ here: '', ways: screen().querySelectorAll('.arrow').length, same: JSON.stringify(table()) === before });
            await move(1, 1);
            await act(to(3, 3));
            found.push({ here: '', ways: screen().querySelectorAll('.arrow').length, same: JSON.stringify(table()) === before });
            return found;
            """);
        (double X, double Y)[] places = [(1, 0.5), (-2, 1.5), (0.5, -1)];
        foreach (var ((x, y), one) in places.Zip(found.EnumerateArray()))
        {
            // The numbers are those of the place that is said, which is the pixel's.
            double[] said = [.. Regex.Matches(one.GetProperty("here").GetString()!.Replace('−', '-'), @"(?<=[(= ])-?\d+(\.\d+)?").Select(n => double.Parse(n.Value, CultureInfo.InvariantCulture))];
            Assert.Equal(5, said.Length);
            Assert.Equal(x, said[0], Pixel);
            Assert.Equal(y, said[1], Pixel);
            var place = V(said[0], said[1]);
            var gradient = BowlGradient(place);
            Assert.Equal(BowlCost(place), said[2], 0.001);
            Assert.Equal(gradient[0], said[3], 0.001);
            Assert.Equal(gradient[1], said[4], 0.001);
            var ways = one.GetProperty("ways").Deserialize<double[][]>()!;
            Assert.Equal(3, ways.Length);
            Assert.Equal((ways[2][0], 0), (ways[0][0], ways[0][1]));
            Assert.Equal((0, ways[2][1]), (ways[1][0], ways[1][1]));
            double length = V(ways[2][0], ways[2][1]).L2Norm(), scale = length / gradient.L2Norm();
            Assert.InRange(length, 10, 110);
            Assert.Equal(scale * gradient[0], ways[2][0], 1e-9);
            Assert.Equal(-scale * gradient[1], ways[2][1], 1e-9);
        }

        Assert.All(found.EnumerateArray().Skip(3), gone => Assert.Equal((0, true), (gone.GetProperty("ways").GetInt32(), gone.GetProperty("same").GetBoolean())));
    }

    [Theory, InChromium, InFirefox]
    public void A_tap_of_a_finger_drops_a_ball(Browsers browser)
    {
        var found = Use(browser, Playground.Landscape(Bowl, -2.5, 2.5, -2, 2, 0.12, starts: []).ToHtml(), """
            ends.push([-2.5, 2.5, -2, 2]);
            await unfold();
            await tap(-1, 1.5);
            await tap(2, -1);
            await tap(1, -2.2);
            return table();
            """);
        AssertWalks((BowlCost, BowlGradient), 0.12, 0, 25, [(-1, 1.5), (2, -1)], found);
    }

    // Firefox scrolls for people's fingers, and not for those moved from outside.
    [Theory, InChromium]
    public void A_finger_that_swipes_over_the_picture_scrolls_the_page_and_drops_no_ball(Browsers browser)
    {
        var found = Use(browser, Playground.Landscape(Bowl, -2.5, 2.5, -2, 2, 0.12, starts: []).ToHtml() + "<p style=\"height: 2000px\">", """
            ends.push([-2.5, 2.5, -2, 2]);
            await unfold();
            const from = scrollY, start = at(0, -1.5), finger = (y, what) => ({ ...to(start.x, start.y + y), do: what, finger: 1 });
            await act(finger(0, 'down'), pause, ...Array.from({ length: 12 }, (_, n) => finger(-15 * (n + 1), 'move')), pause, { ...up, finger: 1 });
            await until(() => scrollY > from + 50);
            return balls().length;
            """);
        Assert.Equal(0, found.GetInt32());
    }

    [Theory, InChromium, InFirefox]
    public void It_says_of_every_ball_what_becomes_of_it(Browsers browser)
    {
        Expression<Func<double, double, double>> round = (x, y) => (x * x) + (y * y), pass = (x, y) => (x * x) - (y * y);
        var found = Use(
            browser,
            Playground.Landscape(round, -2, 2, -2, 2, 0.1, starts: [(1, 1), (0, 0)]).ToHtml() + Playground.Landscape(pass, -2, 2, -2, 2, 0.1, starts: [(1, 0), (1, 1)]).ToHtml() +
            Playground.Landscape(Landscape.Himmelblau, 0.01, starts: [(2.9, 2)]).ToHtml(),
            """
            const found = [balls(), balls(1)];
            for (const rate of ['0.9', '1', '0.000001', '1.1']) { await type(0, rate); found.push(balls()); }
            await type(0, '0.025', 2);
            found.push(balls(2));
            return found;
            """).Deserialize<string[][]>()!;
        int Steps(double rate) => GradientDescent.Minimize(v => v.DotProduct(v), v => 2 * v, V(1, 1), rate, 5000).Steps.Count - 1;
        Assert.Equal(["1converges to (0, 0) after " + Steps(0.1) + " steps", "2converges: flat ground"], found[0]);
        int along = GradientDescent.Minimize(v => (v[0] * v[0]) - (v[1] * v[1]), v => V(2 * v[0], -2 * v[1]), V(1, 0), 0.1, 5000).Steps.Count - 1;
        Assert.Equal([$"1converges to (0, 0) after {along} steps, but this is no minimum", "2diverges: the cost falls without bound"], found[1]);
        Assert.Equal($"1converges, oscillating, to (0, 0) after {Steps(0.9)} steps", found[2][0]);
        Assert.Equal("1oscillates: not at rest after 5000 steps", found[3][0]);
        Assert.Equal("1still on its way after 5000 steps, at (0.99, 0.99)", found[4][0]);
        Assert.Equal("1diverges: the cost grows without bound", found[5][0]);
        Assert.Equal(StopReason.Diverged, GradientDescent.Minimize(Landscape.Himmelblau.Cost, Landscape.Himmelblau.Gradient, V(2.9, 2), 0.025, 5000).StopReason);
        Assert.Equal("1diverges: after 5000 steps above its start", found[6][0]);
    }

    [Theory, InChromium, InFirefox]
    public void Buttons_and_sliders_step_run_reset_and_redraw_while_they_move(Browsers browser)
    {
        var found = Use(browser, Playground.Landscape(Bowl, -2.5, 2.5, -2.5, 2.5, 0.2, starts: [(2, 1)]).ToHtml(), """
            ends.push([-2.5, 2.5, -2.5, 2.5]);
            await unfold();
            const names = () => all(0, 'button').map((b) => b.textContent).join(' '), found = { first: said() };
            await press('Reset');
            found.reset = said() + table().length;
            await press('Step'); await press('Step');
            found.stepped = said() + table().length;
            await press('Run');
            found.running = names();
            await press('Pause');
            found.paused = names();
            found.walked = table().length;
            await press('Run');
            await until(() => names().includes('Run'));
            found.ran = names() + table().length;
            await click(-1, -1);
            await press('Remove ball'); await press('Remove ball'); await press('Remove ball');
            found.removed = balls().length + ' ' + screen().querySelectorAll('.ball').length;
            await press('Run');
            await until(() => names().includes('Run'));
            found.none = said();
            await click(-1.5, 0.5);
            await press('Step');
            const path = () => screen().querySelector('.way').getAttribute('d'), before = path();
            for (const [n, place] of [[0, 600], [1, 500]]) {
              await slide(all(0, 'input[type=range]')[n], place);
            }
            found.redrawn = path() !== before;
            for (let n = 0; n < 4; n++) { await press('Step'); }
            found.values = all(0, 'input[type=text]').map((field) => Number(field.value));
            found.rows = table();
            await press('Reset');
            found.again = all(0, 'input[type=text]').map((field) => field.value).join(' ') + ' ' + balls().length + ' ' + table().length;
            return found;
            """);
        string Said(string name) => found.GetProperty(name).GetString()!;
        var walk = GradientDescent.Minimize(BowlCost, BowlGradient, V(2, 1), 0.2, 1000);
        int last = walk.Steps.Count - 1;
        Assert.Equal($"η = 0.2, μ = 0. Shown: step 25 of {last}.", Said("first"));
        Assert.Equal($"η = 0.2, μ = 0. Shown: step 0 of {last}.1", Said("reset"));
        Assert.Equal($"η = 0.2, μ = 0. Shown: step 2 of {last}.3", Said("stepped"));
        Assert.Equal("Step Pause Reset Remove ball", Said("running"));
        Assert.Equal("Step Run Reset Remove ball", Said("paused"));
        Assert.InRange(found.GetProperty("walked").GetInt32(), 3, walk.Steps.Count - 1);
        Assert.Equal($"Step Run Reset Remove ball{walk.Steps.Count}", Said("ran"));
        Assert.Equal("0 0", Said("removed"));
        Assert.Equal("No ball: click the picture to drop one.", Said("none"));
        Assert.True(found.GetProperty("redrawn").GetBoolean());
        var values = found.GetProperty("values").Deserialize<double[]>()!;
        Assert.InRange(values[0], 0.3, 0.5);
        Assert.Equal(0.495, values[1], 0.02);
        AssertWalks((BowlCost, BowlGradient), values[0], values[1], 5, [(-1.5, 0.5)], found.GetProperty("rows"));
        Assert.Equal("0.2 0 1 1", Said("again"));
    }

    [Theory, InChromium, InFirefox]
    public void What_is_no_number_is_refused_in_a_sentence_and_changes_nothing(Browsers browser)
    {
        var found = Use(browser, Playground.Landscape(Landscape.Saddle, 0.1, 0.5).ToHtml(), """
            await unfold();
            const before = JSON.stringify([table(), balls()]), found = [];
            for (const [field, text] of [[0, 'abc'], [0, ''], [0, '0'], [0, '-1'], [0, '1e999'], [1, '1'], [1, '-0.1'], [1, '0.5.5'], [1, '<i>']]) {
              await type(field, text);
              found.push([said(), String(JSON.stringify([table(), balls()]) === before), all(0, 'input[type=text]')[field].getAttribute('aria-invalid')]);
            }
            await type(1, '0.25');
            found.push([said(), String(JSON.stringify([table(), balls()]) === before), String(all(0, 'input[type=text]')[1].getAttribute('aria-invalid'))]);
            return found;
            """).Deserialize<string[][]>()!;
        Assert.All(found[..^1], one => Assert.Equal(("true", "true"), (one[1], one[2])));
        Assert.Equal("rate η is a number from 1.00e−9 to 1.00e9, and \"abc\" is not.", found[0][0]);
        Assert.Equal("momentum μ is a number from 0 to 0.99, and \"<i>\" is not.", found[8][0]);
        Assert.StartsWith("η = 0.1, μ = 0.25.", found[^1][0], StringComparison.Ordinal);
        Assert.Equal(("false", "null"), (found[^1][1], found[^1][2]));
    }

    [Theory, InChromium, InFirefox]
    public void Several_in_one_page_do_not_disturb_each_other(Browsers browser)
    {
        string one = Playground.Landscape(Landscape.Saddle, 0.1, starts: [(1, 1)]).ToHtml(), other = Playground.Landscape(Landscape.Himmelblau, 0.01, starts: [(1, 1)]).ToHtml();
        var found = Use(browser, $"<style>svg {{ display: none }} li {{ color: red }}</style><script>const known = new Set(Object.getOwnPropertyNames(window));</script>{one}{other}{one}", """
            ends.push(null, [-5, 5, -5, 5]);
            const before = places().map((_, i) => balls(i).join() + said(i));
            await click(-2, -2, 1);
            await type(1, '0.7', 1);
            const after = places().map((_, i) => balls(i).join() + said(i));
            return { after, same: before.map((text, i) => text === after[i]), count: places().map((_, i) => balls(i).length), twins: before[0] === before[2], shown: getComputedStyle(screen()).display,
              fresh: Object.getOwnPropertyNames(window).filter((name) => !known.has(name) && /^(cost|gradient|descend|data|axes|mount|walk|balls)$/.test(name)) };
            """);
        var after = found.GetProperty("after").Deserialize<string[]>()!;
        Assert.Contains("η = 0.1, μ = 0.", after[0], StringComparison.Ordinal);
        Assert.Contains("η = 0.01, μ = 0.7.", after[1], StringComparison.Ordinal);
        Assert.Equal([true, false, true], found.GetProperty("same").Deserialize<bool[]>()!);
        Assert.Equal([1, 2, 1], found.GetProperty("count").Deserialize<int[]>()!);
        Assert.True(found.GetProperty("twins").GetBoolean());
        Assert.Equal("block", found.GetProperty("shown").GetString());
        Assert.Empty(found.GetProperty("fresh").Deserialize<string[]>()!);
    }

    [BrowserFact]
    public void It_lives_under_a_policy_that_allows_its_script_alone()
    {
        const string Driver = "const broken = []; addEventListener('securitypolicyviolation', (e) => { if (!e.effectiveDirective.startsWith('script')) { broken.push(e.effectiveDirective); } });" +
            "setTimeout(() => { const root = document.querySelector('[data-gd-live]').lastElementChild.shadowRoot; document.getElementById('result').textContent = " +
            "[broken.length, root.querySelectorAll('.level').length, getComputedStyle(root.querySelector('.bands i')).backgroundColor, getComputedStyle(root.querySelector('.badge')).borderTopWidth].join(' '); }, 500);";
        var playground = Playground.Landscape(Landscape.Saddle, 0.1);
        var picture = new HtmlParser().ParseDocument(playground.ToHtml()).QuerySelector("img")!;
        picture.RemoveAttribute("style");
        string state = Browser.Run(
            $"<!doctype html><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; script-src {PlaygroundPage.Hash(Driver)} {PlaygroundPage.Hash(playground.Script)}\">" +
            $"<pre id=\"result\"></pre><script>{Driver}</script><div data-gd-playground=\"{playground.Key}\">{picture.OuterHtml}</div><script>{playground.Script}</script>");
        var colour = Regex.Match(playground.Script, "\"colour\":\"#(..)(..)(..)\"").Groups.Values.Skip(1).Select(part => Convert.ToInt32(part.Value, 16));
        Assert.Equal($"0 8 rgb({string.Join(", ", colour)}) 2px", state);
    }

    [Fact]
    public void The_static_picture_shows_the_paths_and_the_numbers()
    {
        var playground = Playground.Landscape(Landscape.Rosenbrock, 0.0008, 0.9, [(-1.2, 1), (1.5, 2.5)]);
        Assert.Equal("Walk on a landscape: Rosenbrock's valley", playground.Title);
        Assert.Equal("The first 25 steps of gradient descent with the learning rate 0.0008 and the momentum 0.9, from (-1.2, 1), (1.5, 2.5); the cost goes from 0 to 2509.", playground.Description);
        Assert.Contains(">ball 2</text>", playground.ToSvg(), StringComparison.Ordinal);
        Assert.Equal(playground.ToHtml(), Playground.Landscape(Landscape.Rosenbrock, 0.0008, 0.9, [(-1.2, 1), (1.5, 2.5)]).ToHtml());
        Assert.Contains("no ball yet", Playground.Landscape(Landscape.Saddle, 0.1, starts: []).Description, StringComparison.Ordinal);
    }

    [Fact]
    public void The_axes_are_called_as_the_parameters_of_the_lambda_are()
    {
        Expression<Func<double, double, double>> named = (w, b12) => (w * w) + (b12 * b12);
        Assert.Contains("\"names\":[\"w\",\"b\\u2081\\u2082\"]", Playground.Landscape(named, -1, 1, -1, 1, 0.1).Script, StringComparison.Ordinal);
        Assert.Contains(">b₁₂</text>", Playground.Landscape(named, -1, 1, -1, 1, 0.1).ToSvg(), StringComparison.Ordinal);
        var (x, y) = (Expression.Parameter(typeof(double)), Expression.Parameter(typeof(double)));
        var unnamed = Expression.Lambda<Func<double, double, double>>(Expression.Add(Expression.Multiply(x, x), y), x, y);
        Assert.Contains("\"names\":[\"x\",\"y\"]", Playground.Landscape(unnamed, -1, 1, -1, 1, 0.1).Script, StringComparison.Ordinal);
    }

    [Fact]
    public void The_regions_of_the_contours_are_whole_numbers_within_their_square_and_the_page_stays_small()
    {
        foreach (var landscape in new[] { Landscape.Saddle, Landscape.Rosenbrock, Landscape.Himmelblau })
        {
            var playground = Playground.Landscape(landscape, 0.001);
            var data = JsonDocument.Parse(Regex.Match(playground.Script, "const data = (.*);\n").Groups[1].Value).RootElement;
            string[] paths = [.. data.GetProperty("regions").EnumerateArray().Select(region => region.GetProperty("path").GetString()!)];
            Assert.InRange(paths.Length, 7, 16);
            Assert.All(paths, path => Assert.Matches("^(M[^Mz]+z)+$", path));
            var regions = paths.Select(path => Regex.Matches(path, "M[^z]+").Select(ring => Ring(ring.Value)).ToArray()).ToArray();
            Assert.All(regions.SelectMany(rings => rings).SelectMany(ring => ring), p => Assert.True(p is { X: >= 0 and <= 1000, Y: >= 0 and <= 1000 }));

            // The higher a place, the more regions it lies in; one more or less is the rounding at their borders.
            var places = (from i in Enumerable.Range(0, 25) from j in Enumerable.Range(0, 25) select (X: (40 * i) + 20.5, Y: (40 * j) + 20.5)).Select(p => (
                Cost: landscape.Cost(V(landscape.From[0] + (p.X / 1000 * (landscape.To[0] - landscape.From[0])), landscape.To[1] - (p.Y / 1000 * (landscape.To[1] - landscape.From[1])))),
                Depth: regions.Count(rings => rings.Count(ring => Holds(ring, p)) % 2 == 1))).OrderBy(p => p.Cost).ToArray();
            Assert.All(places.Zip(places.Skip(1)), pair => Assert.True(pair.Second.Depth >= pair.First.Depth - 1));
            Assert.Equal((1, true, true), (places.Min(p => p.Depth), places[0].Depth <= 2, places[^1].Depth >= paths.Length - 1));
            Assert.InRange(playground.ToHtml().Length, 1, 85_000);
        }
    }

    // Whole numbers, each pair but the first the way from the place before.
    private static (int X, int Y)[] Ring(string path)
    {
        int x = 0, y = 0;
        return [.. Regex.Matches(path, "-?\\d+").Select(n => int.Parse(n.Value, CultureInfo.InvariantCulture)).Chunk(2).Select(step => (x += step[0], y += step[1]))];
    }

    private static bool Holds((int X, int Y)[] ring, (double X, double Y) p) => ring.Zip([.. ring[1..], ring[0]])
        .Count(side => (side.First.Y > p.Y) != (side.Second.Y > p.Y) &&
            p.X < side.First.X + ((p.Y - side.First.Y) / (side.Second.Y - side.First.Y) * (side.Second.X - side.First.X))) % 2 == 1;

    [Fact]
    public void The_first_ball_goes_far_and_stays_in_the_picture()
    {
        foreach (var (landscape, rate) in new[] { (Landscape.Saddle, 0.1), (Landscape.Rosenbrock, 0.0008), (Landscape.Rosenbrock, 0.003), (Landscape.Himmelblau, 0.01), (Landscape.Himmelblau, 0.03) })
        {
            var found = Regex.Match(Playground.Landscape(landscape, rate).Script, "\"starts\":\\[\\[([^,]+),([^\\]]+)\\]\\]").Groups;
            var start = V(double.Parse(found[1].Value, CultureInfo.InvariantCulture), double.Parse(found[2].Value, CultureInfo.InvariantCulture));
            var walk = GradientDescent.Minimize(landscape.Cost, landscape.Gradient, start, rate, 25);
            Assert.All(walk.Steps, step => Assert.All(Enumerable.Range(0, 2), k => Assert.InRange(step.Position[k], landscape.From[k], landscape.To[k])));
            Assert.True((walk.End.Position - start).L2Norm() > 0.25 * (landscape.To[0] - landscape.From[0]));
        }
    }

    [Fact]
    public void What_is_outside_its_range_is_refused()
    {
        Expression<Func<double, double, double>> log = (x, y) => Math.Log(x) + y, rounded = (x, y) => Math.Round(x) + y;
        var saddle = Landscape.Saddle;
        static string Refusal<T>(Func<Playground> make)
            where T : Exception => Assert.Throws<T>(make).Message;
        Assert.All(new[] { 0, -0.1, double.NaN, double.PositiveInfinity }, rate =>
            Assert.Contains("finite number above 0", Refusal<ArgumentOutOfRangeException>(() => Playground.Landscape(saddle, rate)), StringComparison.Ordinal));
        Assert.All(new[] { -0.1, 1, double.NaN }, momentum =>
            Assert.Contains("from 0 to below 1", Refusal<ArgumentOutOfRangeException>(() => Playground.Landscape(saddle, 0.1, momentum)), StringComparison.Ordinal));
        Assert.All(new[] { (1.0, 1.0), (2, 1), (double.NaN, 1), (0, double.PositiveInfinity) }, range =>
        {
            Refusal<ArgumentException>(() => Playground.Landscape(Bowl, range.Item1, range.Item2, 0, 1, 0.1));
            Refusal<ArgumentException>(() => Playground.Landscape(Bowl, 0, 1, range.Item1, range.Item2, 0.1));
        });
        Assert.Contains("(0, -1.6) is outside", Refusal<ArgumentOutOfRangeException>(() => Playground.Landscape(saddle, 0.1, starts: [(0, 1), (0, -1.6)])), StringComparison.Ordinal);
        Assert.Contains("is outside", Refusal<ArgumentOutOfRangeException>(() => Playground.Landscape(saddle, 0.1, starts: [(double.NaN, 0)])), StringComparison.Ordinal);
        Assert.Contains("room for 8 balls, not for 9", Refusal<ArgumentException>(() => Playground.Landscape(saddle, 0.1, starts: Enumerable.Repeat((0.5, 0.5), 9))), StringComparison.Ordinal);
        Assert.Contains("not everywhere there is it a finite number", Refusal<ArgumentException>(() => Playground.Landscape(log, -1, 1, 0, 1, 0.1)), StringComparison.Ordinal);
        Assert.Contains("Math.Round", Refusal<ArgumentException>(() => Playground.Landscape(rounded, -1, 1, 0, 1, 0.1)).Replace("Round(", "Math.Round(", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("give its cost as a formula", Refusal<ArgumentException>(() =>
            Playground.Landscape(new Landscape<Vector<double>>("mine", v => v[0], v => v, V(0, 0), V(1, 1), []), 0.1)), StringComparison.Ordinal);
        Refusal<ArgumentNullException>(() => Playground.Landscape((Landscape<Vector<double>>)null!, 0.1));
        Refusal<ArgumentNullException>(() => Playground.Landscape((Expression<Func<double, double, double>>)null!, 0, 1, 0, 1, 0.1));
    }

    [Fact]
    public void The_script_is_short_enough_to_be_read() => Assert.InRange(
        new[] { "descent", "landscape" }.Sum(name => File.ReadAllText(Checkout.Folder("src", "GdNotebooks.Workbook", "Playgrounds", name + ".js")).Length), 1, 13_000);
}
