using System.Linq.Expressions;
using System.Text.Json;
using AngleSharp.Html.Parser;
using GdNotebooks.Plotting;
using GdNotebooks.Tests.Plotting;
using static System.FormattableString;

namespace GdNotebooks.Tests.Playgrounds;

public class LearningRatePlaygroundTests : IClassFixture<RealHand>
{
    private static double[][] Rows(JsonElement rows) => rows.Deserialize<double[][]>()!;

    private static void AssertWalks(Walk<double> expected, double[][] rows)
    {
        Assert.Equal(expected.Steps.Count, rows.Length);
        foreach (var (step, row) in expected.Steps.Zip(rows))
        {
            Assert.Equal(step.Index, row[0]);
            Assert.Equal(step.Position, row[1], 1e-12 * (1 + Math.Abs(step.Position)));
            Assert.Equal(step.Cost, row[2], 1e-12 * (1 + Math.Abs(step.Cost)));
            Assert.Equal(step.Gradient, row[3], 1e-12 * (1 + Math.Abs(step.Gradient)));
        }
    }

    [Theory, InChromium, InFirefox]
    public void Typing_and_stepping_walks_as_the_library_does(Browsers browser)
    {
        Expression<Func<double, double>> waves = w => Math.Sin(3 * w) + (w * w / 4);
        var found = PlaygroundPage.Use(
            browser,
            Playground.LearningRate().ToHtml() + Playground.LearningRate(Landscape.TiltedDoubleWell, 2.5, 0.05).ToHtml() + Playground.LearningRate(waves, -3, 3, 2, 0.1).ToHtml(),
            """
            const found = [];
            for (const [i, start, rate] of [[0, '-0.5', '0.93'], [1, '-1.9', '0,31'], [2, '2.75', '0.05']]) {
              await unfold(i);
              await type(0, start, i);
              await type(1, rate, i);
              for (let n = 0; n < 7; n++) { await press('Step', i); }
              found.push(table(i));
            }
            return found;
            """);
        AssertWalks(GradientDescent.Minimize(w => (w - 3) * (w - 3), w => 2 * (w - 3), -0.5, 0.93, 15), Rows(found[0]));
        AssertWalks(GradientDescent.Minimize(Landscape.TiltedDoubleWell.Cost, Landscape.TiltedDoubleWell.Gradient, -1.9, 0.31, 15), Rows(found[1]));
        AssertWalks(GradientDescent.Minimize(waves.Compile(), w => (3 * Math.Cos(3 * w)) + (w / 2), 2.75, 0.05, 15), Rows(found[2]));
    }

    [Theory, InChromium, InFirefox]
    public void The_start_follows_the_mouse_and_the_rate_its_slider(Browsers browser) => Drag(browser, touching: false);

    [Theory, InChromium, InFirefox]
    public void The_start_follows_a_finger(Browsers browser) => Drag(browser, touching: true);

    private static void Drag(Browsers browser, bool touching)
    {
        var found = PlaygroundPage.Use(browser, Playground.LearningRate(0, 0.2).ToHtml(), $"const touching = {(touching ? "true" : "false")};" + """
            await unfold();
            const svg = root().querySelector('svg');
            seen(svg);
            const ball = svg.querySelector('.start').getBoundingClientRect(), y = (ball.top + ball.bottom) / 2;
            const grid = [...svg.querySelectorAll('.tick.middle')].map((t) => [Number(t.textContent), t.getBoundingClientRect()]);
            const x = (w) => { const box = grid.find(([v]) => v === w)[1]; return (box.left + box.right) / 2; };
            const hold = touching ? { finger: 1 } : {}, there = (w, what) => ({ ...to(x(w), y), ...hold, do: what });
            await act(...touching ? [] : [to(x(0), y)], there(0, 'down'), pause);
            const before = Number(root().querySelector('input[type=text]').value);
            await act(there(2, 'move'), there(4, 'move'), there(6, 'move'), pause, { ...up, ...hold });
            const slider = all(0, 'input[type=range]')[1];
            await slide(slider, 700);
            return { before, start: Number(all(0, 'input[type=text]')[0].value), rate: Number(all(0, 'input[type=text]')[1].value), rows: table(), spoken: slider.getAttribute('aria-valuetext') };
            """);
        double start = found.GetProperty("start").GetDouble(), rate = found.GetProperty("rate").GetDouble();
        Assert.Equal(0, found.GetProperty("before").GetDouble(), 0.05);
        Assert.Equal(6, start, 0.05);
        Assert.InRange(rate, 0.05, 0.5);
        Assert.Equal(Invariant($"{rate}"), found.GetProperty("spoken").GetString());
        AssertWalks(GradientDescent.Minimize(w => (w - 3) * (w - 3), w => 2 * (w - 3), start, rate, 8), Rows(found.GetProperty("rows")));
    }

    [Theory, InChromium, InFirefox]
    public void It_says_what_becomes_of_the_walk_and_runs_there(Browsers browser)
    {
        var found = PlaygroundPage.Use(browser, Playground.LearningRate().ToHtml(), """
            const said = {};
            for (const rate of ['0.1', '0.9', '1', '1.05', '0.0001']) { await type(1, rate); said[rate] = status(); }
            await type(1, '0.3');
            await unfold();
            await press('Run');
            const running = [...all(0, 'button')].map((b) => b.textContent);
            await until(() => all(0, 'button')[1].textContent === 'Run');
            said.running = running.join(' ');
            said.after = table().length + ' ' + [...all(0, 'button')].map((b) => b.textContent).join(' ');
            await press('Reset');
            said.reset = status();
            said.rows = table().length + ' ' + all(0, 'input[type=text]').map((f) => f.value).join(' ');
            return said;
            """);
        string Said(string key) => found.GetProperty(key).GetString()!;
        Assert.Contains("η = 0.1 converges to w = 3 after", Said("0.1"), StringComparison.Ordinal);
        Assert.Contains("converges, oscillating, to w = 3", Said("0.9"), StringComparison.Ordinal);
        Assert.Contains("η = 1 oscillates", Said("1"), StringComparison.Ordinal);
        Assert.Contains("diverges", Said("1.05"), StringComparison.Ordinal);
        Assert.Contains("still on its way", Said("0.0001"), StringComparison.Ordinal);
        Assert.Equal("Step Pause Reset", Said("running"));
        int steps = GradientDescent.Minimize(w => (w - 3) * (w - 3), w => 2 * (w - 3), 0, 0.3, 200).Steps.Count;
        Assert.Equal(Invariant($"{steps} Step Run Reset"), Said("after"));
        Assert.Contains("Shown: step 0, w = 0, C = 9.", Said("reset"), StringComparison.Ordinal);
        Assert.Equal("1 0 0.1", Said("rows"));
    }

    [Theory, InChromium, InFirefox]
    public void What_is_no_number_is_refused_in_a_sentence_and_changes_nothing(Browsers browser)
    {
        var found = PlaygroundPage.Use(browser, Playground.LearningRate().ToHtml(), """
            await unfold();
            const before = JSON.stringify(table()), said = [];
            for (const [field, text] of [[0, 'abc'], [0, ''], [0, '99'], [1, '0'], [1, '-0.1'], [1, '1e999'], [1, '<b>']]) {
              await type(field, text);
              said.push([status(), String(JSON.stringify(table()) === before), all(0, 'input[type=text]')[field].getAttribute('aria-invalid')]);
            }
            await type(1, '0.2');
            said.push([status(), 'true', String(all(0, 'input[type=text]')[1].getAttribute('aria-invalid'))]);
            return said;
            """).Deserialize<string[][]>()!;
        Assert.All(found[..^1], said => Assert.Equal(("true", "true"), (said[1], said[2])));
        Assert.Equal("start w is a number from −1 to 7, and \"abc\" is not.", found[0][0]);
        Assert.Equal("rate η is a number from 1.00e−9 to 1.00e9, and \"<b>\" is not.", found[6][0]);
        Assert.Equal("null", found[^1][2]);
    }

    [Theory, InChromium, InFirefox]
    public void Several_in_one_page_do_not_disturb_each_other_and_leave_no_name_behind(Browsers browser)
    {
        string one = Playground.LearningRate().ToHtml(), other = Playground.LearningRate(4, 0.4).ToHtml();
        var found = PlaygroundPage.Use(browser, $"<style>svg {{ display: none }} h3 {{ color: red }}</style><script>const known = new Set(Object.getOwnPropertyNames(window));</script>{one}{other}{one}", """
            await type(1, '0.7', 1);
            const fresh = Object.getOwnPropertyNames(window).filter((name) => !known.has(name) && !['known', 'act', 'tellTester', 'nextForTester', 'doneByTester'].includes(name));
            return { said: places().map((_, i) => status(i)), hosts: places().map((place) => place.children.length), shown: places().map((place) => getComputedStyle(place.querySelector('img')).display),
              svg: getComputedStyle(root().querySelector('svg')).display, leaked: document.querySelectorAll('button').length, fresh };
            """);
        var said = found.GetProperty("said").Deserialize<string[]>()!;
        Assert.StartsWith("η = 0.1 ", said[0], StringComparison.Ordinal);
        Assert.StartsWith("η = 0.7 ", said[1], StringComparison.Ordinal);
        Assert.StartsWith("η = 0.1 ", said[2], StringComparison.Ordinal);
        Assert.Equal([2, 2, 2], found.GetProperty("hosts").Deserialize<int[]>()!);
        Assert.Equal(["none", "none", "none"], found.GetProperty("shown").Deserialize<string[]>()!);
        Assert.Equal("block", found.GetProperty("svg").GetString());
        Assert.Equal(0, found.GetProperty("leaked").GetInt32());
        Assert.Empty(found.GetProperty("fresh").Deserialize<string[]>()!);
    }

    [Theory, InChromium, InFirefox]
    public void It_is_dark_where_the_text_of_the_page_is_light_whatever_the_system_is(Browsers browser)
    {
        var found = PlaygroundPage.Use(browser, Playground.LearningRate().ToHtml(), """
            const paper = () => getComputedStyle(root().querySelector('section')).backgroundColor, found = [paper()];
            for (const [name, colour] of [['vscode-dark', '#cccccc'], ['vscode-light', '#3b3b3b'], ['vscode-high-contrast', 'white']]) {
              document.body.style.color = colour;
              document.body.className = name;
              await turn();
              found.push(paper());
            }
            dispatchEvent(new Event('beforeprint'));
            found.push(paper());
            return found;
            """).Deserialize<string[]>()!;
        string light = found[0], dark = found[1];
        Assert.NotEqual(light, dark);
        Assert.Equal([light, dark, light, dark, light], found);
    }

    [Theory, InChromium, InFirefox]
    public void A_key_pressed_in_it_is_no_command_of_the_notebook_around_it(Browsers browser)
    {
        var found = PlaygroundPage.Use(browser, Playground.LearningRate().ToHtml(), """
            const heard = [];
            document.addEventListener('keydown', (event) => heard.push(event.key));
            await clickOn(root().querySelector('input'));
            await keys('ArrowDown', 'b');
            await act(to(3, 3), down, pause, up);
            await keys('b');
            return { heard, told: places()[0].lastElementChild.getAttribute('data-lm-suppress-shortcuts') };
            """);
        Assert.Equal(["b"], found.GetProperty("heard").Deserialize<string[]>()!);
        Assert.Equal("true", found.GetProperty("told").GetString());
    }

    [BrowserFact]
    public void Where_the_page_forbids_scripts_the_picture_stays()
    {
        const string Driver = "document.getElementById('result').textContent = document.querySelectorAll('[data-gd-live]').length + ' ' + document.querySelector('img').width;";
        string html = Playground.LearningRate().ToHtml();
        string state = Browser.Run($"<!doctype html><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; script-src {PlaygroundPage.Hash(Driver)}\"><pre id=\"result\"></pre>{html}<script>{Driver}</script>");
        Assert.Equal("0 760", state);
    }

    [Fact]
    public void The_static_picture_stands_before_the_script_and_says_what_there_is_to_see()
    {
        var playground = Playground.LearningRate(-1, 0.25).WithTitle("</script><script>alert(1)</script>");
        var page = new HtmlParser().ParseDocument(playground.ToHtml());
        var place = page.Body!.Children[0];
        Assert.Equal(2, page.Body.Children.Length);
        Assert.Equal("IMG", place.Children.Single().TagName);
        Assert.Contains("from w = -1 with the learning rate 0.25", place.Children[0].GetAttribute("alt"), StringComparison.Ordinal);
        Assert.StartsWith("data:image/svg+xml;base64,", place.Children[0].GetAttribute("src"), StringComparison.Ordinal);
        Assert.Equal(playground.Script, page.Scripts.Single().Text);
        Assert.Contains(place.GetAttribute("data-gd-playground")!, playground.Script, StringComparison.Ordinal);
        Assert.Equal(playground.ToHtml(), Playground.LearningRate(-1, 0.25).WithTitle(playground.Title!).ToHtml());
    }

    [Fact]
    public void A_number_outside_its_range_is_refused()
    {
        Expression<Func<double, double>> parabola = w => w * w, log = w => Math.Log(w);
        Assert.Contains("within the picture, from -1 to 7", Assert.Throws<ArgumentOutOfRangeException>(() => Playground.LearningRate(8)).Message, StringComparison.Ordinal);
        Assert.All(new[] { 0, -0.1, double.NaN, double.PositiveInfinity }, rate => Assert.Throws<ArgumentOutOfRangeException>(() => Playground.LearningRate(0, rate)));
        Assert.All(new[] { (1.0, 1.0), (2, 1), (double.NaN, 1), (0, double.PositiveInfinity) }, range =>
            Assert.Throws<ArgumentException>(() => Playground.LearningRate(parabola, range.Item1, range.Item2, 1, 0.1)));
        Assert.Contains("not everywhere there is it a finite number", Assert.Throws<ArgumentException>(() => Playground.LearningRate(log, -1, 1, 0.5, 0.1)).Message, StringComparison.Ordinal);
        Assert.Contains("give its cost as a formula", Assert.Throws<ArgumentException>(() =>
            Playground.LearningRate(new Landscape<double>("mine", w => w, w => 1, 0, 1, []), 0.5, 0.1)).Message, StringComparison.Ordinal);
    }

    // With what all playgrounds share: their styles, axes and controls.
    [Fact]
    public void The_script_is_short_enough_to_be_read() => Assert.InRange(Playground.LearningRate().Script.Length, 1, 21_500);
}
