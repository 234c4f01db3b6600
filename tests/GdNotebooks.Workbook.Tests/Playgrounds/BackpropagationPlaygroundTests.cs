using System.Globalization;
using System.Text.Json;
using GdNotebooks.Tests.Plotting;
using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks.Tests.Playgrounds;

public class BackpropagationPlaygroundTests : IClassFixture<RealHand>
{
    private static readonly Vector<double> Input = Numbers(1, 0.5), Target = Numbers(1, 0);
    private static readonly (Matrix<double> W, Vector<double> B) Hidden = (Rows(new[,] { { 0.8, -0.4 }, { -0.6, 1.2 } }), Numbers(0.2, -0.3));
    private static readonly (Matrix<double> W, Vector<double> B) Output = (Rows(new[,] { { 1.5, -1.0 }, { 2.0, 0.5 } }), Numbers(-0.5, 0.1));

    // The hand's words: a neuron, a line, the numbers of the table by their names, and what is lit.
    private const string Hand = """
        const screen = root().querySelector('svg');
        const at = (layer, j) => { const box = seen(screen), circle = all(0, '.neuron')[2 * layer + j]; return [box.left + Number(circle.getAttribute('cx')), box.top + Number(circle.getAttribute('cy'))]; };
        const on = (layer, from, to, share) => { const [x1, y1] = at(layer - 1, from), [x2, y2] = at(layer, to); return [x1 + share * (x2 - x1), y1 + share * (y2 - y1)]; };
        const rows = () => all(0, 'tr').slice(1).map((row) => [...row.children].map((cell) => cell.textContent));
        const lit = () => all(0, '.edge').map((edge) => (edge.classList.contains('on') ? 1 : 0)).join('');
        const choice = () => { const select = root().querySelector('select'); return select.options[select.selectedIndex].textContent; };
        const slider = () => all(0, 'input[type=range]')[0];

        """;

    private static Vector<double> Numbers(params double[] numbers) => Vector<double>.Build.Dense(numbers);

    private static Matrix<double> Rows(double[,] rows) => Matrix<double>.Build.DenseOfArray(rows);

    private static Playground Make(double rate = 3) => Playground.Backpropagation(Input, Target, Hidden, Output, rate);

    private static JsonElement Use(Browsers browser, string hand) => PlaygroundPage.Use(browser, Make().ToHtml(), Hand + hand);

    private static PlainNetwork Textbook()
    {
        PlainNetwork network = new(Network.Create([2, 2, 2]));
        foreach (var (layer, (w, b)) in new[] { (0, Hidden), (1, Output) })
        {
            w.CopyTo(network.Weights[layer]);
            b.CopyTo(network.Biases[layer]);
        }

        return network;
    }

    // Each row of the page's table against the textbook: values, and the slopes of the cost in them.
    private static void AssertTells(PlainNetwork network, Vector<double> input, JsonElement rows)
    {
        string[] layers = ["input", "hidden", "output"];
        var a = network.Forward(input);
        var (dw, db) = network.Backpropagate(input, Target);
        Dictionary<string, (double Value, double? Slope)> expected = [];
        for (int j = 0; j < 2; j++)
        {
            expected[$"x of input {j + 1}"] = (input[j], null);
            for (int layer = 1; layer <= 2; layer++)
            {
                string own = $"{layers[layer]} {j + 1}";
                for (int i = 0; i < 2; i++)
                {
                    expected[$"w from {layers[layer - 1]} {i + 1} to {own}"] = (network.Weights[layer - 1][j, i], dw[layer - 1][j, i]);
                }

                var back = layer == 2 ? a[2] - Target : network.Weights[1].Transpose() * db[1];
                expected[$"b of {own}"] = (network.Biases[layer - 1][j], db[layer - 1][j]);
                expected[$"z of {own}"] = (((network.Weights[layer - 1] * a[layer - 1]) + network.Biases[layer - 1])[j], db[layer - 1][j]);
                expected[$"a of {own}"] = (a[layer][j], back[j]);
            }
        }

        expected["cost C"] = (network.Cost(input, Target), null);
        var told = rows.Deserialize<string[][]>()!;
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), told.Select(row => row[0]).Order(StringComparer.Ordinal));
        Assert.All(told, row =>
        {
            var (value, slope) = expected[row[0]];
            Assert.Equal(value, double.Parse(row[1], CultureInfo.InvariantCulture), 1e-12);
            Assert.Equal(slope is null, row[2].Length == 0);
            Assert.Equal(slope ?? 0, row[2].Length == 0 ? 0 : double.Parse(row[2], CultureInfo.InvariantCulture), 1e-12);
        });
    }

    [Theory, InChromium, InFirefox]
    public void Activations_deltas_and_slopes_are_the_textbooks_at_first_after_typing_and_after_steps_downhill(Browsers browser)
    {
        var found = Use(browser, """
            await unfold();
            const first = rows();
            await act(to(...on(2, 0, 1, 0.3)), down, pause, up);        // the weight from hidden 1 to output 2
            await type(0, '-1,25');
            const typed = rows();
            await type(1, '0.7');
            for (let n = 0; n < 5; n++) { await press('Step downhill'); }
            return { first, typed, stepped: rows(), said: status() };
            """);
        var network = Textbook();
        AssertTells(network, Input, found.GetProperty("first"));
        network.Weights[1][1, 0] = -1.25;
        AssertTells(network, Input, found.GetProperty("typed"));
        for (int n = 0; n < 5; n++)
        {
            network.Step([(Input, Target)], 0.7);
        }

        AssertTells(network, Input, found.GetProperty("stepped"));
        Assert.StartsWith("5 steps downhill: cost C = ", found.GetProperty("said").GetString(), StringComparison.Ordinal);
    }

    [Theory, InChromium, InFirefox]
    public void The_paths_of_a_number_light_up_under_the_mouse_and_stay_where_it_is_pressed(Browsers browser)
    {
        // Lines in order: input 1 and 2 to hidden 1, to hidden 2; hidden 1 and 2 to output 1, to output 2.
        var found = Use(browser, """
            const first = [lit(), choice()];
            await act(to(...on(1, 1, 1, 0.4)), pause);
            const over = [lit(), choice()];
            await act(to(...at(0, 0)), pause);
            const neuron = lit();
            await act(to(2, 2), pause);
            const away = lit();
            await act(to(...on(2, 1, 0, 0.25)), down, pause, up, to(2, 2), pause);
            const pressed = [lit(), choice()];
            await act({ ...to(...at(1, 1)), finger: 1, do: 'down' }, pause, { ...up, finger: 1 });
            return { first, over, neuron, away, pressed, touched: [lit(), choice()] };
            """);
        string[] Of(string name) => found.GetProperty(name).Deserialize<string[]>()!;
        Assert.Equal(["10001010", "w from input 1 to hidden 1"], Of("first"));
        Assert.Equal(["00010101", "w from input 1 to hidden 1"], Of("over"));
        Assert.Equal("10101111", found.GetProperty("neuron").GetString());
        Assert.Equal("10001010", found.GetProperty("away").GetString());
        Assert.Equal(["00000100", "w from hidden 2 to output 1"], Of("pressed"));
        Assert.Equal(["00000101", "b of hidden 2"], Of("touched"));
    }

    [Theory, InChromium, InFirefox]
    public void The_keyboard_alone_chooses_changes_steps_and_puts_back(Browsers browser)
    {
        var found = Use(browser, """
            await unfold();
            screen.focus();
            await keys('PageDown', 'ArrowUp', 'Shift+ArrowLeft');
            const turned = rows(), chosen = choice(), label = slider().getAttribute('aria-label'), said = status();
            await keys('Home', 'PageUp', 'PageUp', 'PageUp', 'ArrowDown');
            const input = rows(), where = [choice(), status()];
            await keys('Home', 'Tab');
            const focused = root().activeElement.tagName;
            await keys('ArrowDown', 'Tab', 'ArrowRight');
            return { turned, chosen, label, said, input, where, focused, next: choice(), slid: rows(), named: screen.getAttribute('role') + screen.getAttribute('aria-label') };
            """);
        var network = Textbook();
        network.Weights[0][0, 1] = -1.3;
        AssertTells(network, Input, found.GetProperty("turned"));
        Assert.Equal("w from input 2 to hidden 1", found.GetProperty("chosen").GetString());
        Assert.Equal("value of w from input 2 to hidden 1", found.GetProperty("label").GetString());
        Assert.Contains("w from input 2 to hidden 1 is −1.3. Back to hidden 1 come ", found.GetProperty("said").GetString(), StringComparison.Ordinal);

        AssertTells(Textbook(), Numbers(0.9, 0.5), found.GetProperty("input"));
        Assert.Equal("x of input 1", found.GetProperty("where")[0].GetString());
        Assert.EndsWith("An input does not learn, so nothing has to come back to it.", found.GetProperty("where")[1].GetString(), StringComparison.Ordinal);

        Assert.Equal("SELECT", found.GetProperty("focused").GetString());
        Assert.Equal("x of input 2", found.GetProperty("next").GetString());
        double slid = double.Parse(found.GetProperty("slid").Deserialize<string[][]>()!.First(row => row[0] == "x of input 2")[1], CultureInfo.InvariantCulture);
        Assert.InRange(slid, 0.5, 0.52);
        AssertTells(Textbook(), Numbers(1, slid), found.GetProperty("slid"));
        Assert.StartsWith("applicationThe network. ", found.GetProperty("named").GetString(), StringComparison.Ordinal);
    }

    [Theory, InChromium, InFirefox]
    public void A_line_is_red_where_the_cost_rises_blue_where_it_falls_and_the_wider_the_steeper(Browsers browser)
    {
        var lines = Use(browser, """
            return all(0, '.edge').map((edge) => [edge.classList[1], getComputedStyle(edge).stroke, edge.getAttribute('stroke-width')]);
            """).Deserialize<string[][]>()!;
        var (dw, _) = Textbook().Backpropagate(Input, Target);
        double[] slopes = [.. dw.SelectMany(w => w.ToRowMajorArray())];
        Assert.Equal(slopes.Select(s => s > 0 ? "rises" : "falls"), lines.Select(line => line[0]));
        Assert.Equal(2, lines.Select(line => (line[0], line[1])).Distinct().Count());
        Assert.Equal(2, lines.Select(line => line[1]).Distinct().Count());
        double[] widths = [.. lines.Select(line => double.Parse(line[2], CultureInfo.InvariantCulture))];
        Assert.Equal(Enumerable.Range(0, 8).OrderBy(k => Math.Abs(slopes[k])), Enumerable.Range(0, 8).OrderBy(k => widths[k]));
    }

    [Theory, InChromium, InFirefox]
    public void What_is_no_number_is_refused_in_a_sentence_and_changes_nothing(Browsers browser)
    {
        var found = Use(browser, """
            await unfold();
            const before = JSON.stringify(rows()), said = [];
            for (const text of ['abc', '1e9', '']) { await type(0, text); said.push(status(), String(JSON.stringify(rows()) === before)); }
            return said;
            """).Deserialize<string[]>()!;
        Assert.StartsWith("value is a number from −1000 to 1000, and \"abc\" is not.", found[0], StringComparison.Ordinal);
        Assert.All(new[] { 1, 3, 5 }, k => Assert.Equal("true", found[k]));
    }

    [BrowserFact]
    public void It_works_in_a_page_that_allows_scripts_by_their_hash_alone()
    {
        var playground = Make();
        const string Driver = "setTimeout(() => { const root = document.querySelector('[data-gd-live]').lastElementChild.shadowRoot; "
            + "document.getElementById('result').textContent = [root.querySelector('[role=status] p').textContent, getComputedStyle(root.querySelector('.edge.rises')).stroke !== getComputedStyle(root.querySelector('.edge.falls')).stroke].join('|'); }, 200);";
        string said = Browser.Run($"<!doctype html><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src 'self' data:; script-src {PlaygroundPage.Hash(playground.Script)} {PlaygroundPage.Hash(Driver)}\">{playground.ToHtml()}<pre id=\"result\"></pre><script>{Driver}</script>");
        Assert.Equal("0 steps downhill: cost C = 0.4684.|true", said);
    }

    [Fact]
    public void The_static_picture_has_the_activations_the_deltas_and_all_slopes()
    {
        string svg = Make().ToSvg();
        var (dw, db) = Textbook().Backpropagate(Input, Target);
        string Shown(double v) => v.ToString("0.0000", CultureInfo.InvariantCulture).Replace('-', '−');
        Assert.All(dw.SelectMany(w => w.ToRowMajorArray()), slope => Assert.Contains($">{Shown(slope)}</text>", svg, StringComparison.Ordinal));
        Assert.All(db.SelectMany(b => b), delta => Assert.Contains($">δ = {Shown(delta)}</text>", svg, StringComparison.Ordinal));
        Assert.Contains("a cost of 0.4684", Make().Description, StringComparison.Ordinal);
        Assert.Equal(Make().ToHtml(), Make().ToHtml());
        Assert.InRange(Make().ToHtml().Length, 1, 60_000);
    }

    [Fact]
    public void What_does_not_fit_the_picture_is_refused_in_one_sentence()
    {
        Assert.Contains("two finite numbers each, not of 1, 2, 3", Assert.Throws<ArgumentException>(() => Playground.Backpropagation(Numbers(1, 2, 3), Target, Hidden, Output)).Message, StringComparison.Ordinal);
        Assert.Contains("two finite numbers each, not of 1, NaN", Assert.Throws<ArgumentException>(() => Playground.Backpropagation(Input, Target, (Hidden.W, Numbers(1, double.NaN)), Output)).Message, StringComparison.Ordinal);
        Assert.All(new[] { Rows(new double[3, 2]), Rows(new double[2, 3]), Rows(new double[1, 2]) }, w =>
            Assert.Throws<ArgumentException>(() => Playground.Backpropagation(Input, Target, (w, Hidden.B), Output)));
        Assert.Contains("from 0 to 1, and 2 does not", Assert.Throws<ArgumentException>(() => Playground.Backpropagation(Input, Numbers(0, 2), Hidden, Output)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Playground.Backpropagation(Input, Target, Hidden, Output, 0));
        Assert.Throws<ArgumentNullException>(() => Playground.Backpropagation(null!, Target, Hidden, Output));
        Assert.Throws<ArgumentNullException>(() => Playground.Backpropagation(Input, Target, (null!, Hidden.B), Output));
    }

    [Fact]
    public void Its_own_script_is_short_enough_to_be_read() =>
        Assert.InRange(File.ReadAllText(Path.Combine(Checkout.Root, "src", "GdNotebooks.Workbook", "Playgrounds", "backpropagation.js")).Length, 1, 12 * 1024);
}
