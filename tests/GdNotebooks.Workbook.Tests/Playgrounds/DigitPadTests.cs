using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using GdNotebooks.Tests.Plotting;
using MathNet.Numerics.LinearAlgebra;
using static System.FormattableString;

namespace GdNotebooks.Tests.Playgrounds;

public class DigitPadTests : IClassFixture<RealHand>
{
    private static readonly double[][][] Seven = [[[80, 60], [140, 60], [200, 56], [180, 112], [152, 172], [128, 232]], [[112, 152], [192, 144]]];

    // Draws strokes with the mouse, and reads what the page tells of itself.
    private const string Hand = """
        const pad = (i) => root(i).querySelector('.pad');
        const spot = (i, [x, y]) => { const box = seen(pad(i)); return to(Math.round(box.left + x / 280 * box.width), Math.round(box.top + y / 280 * box.height)); };
        const draw = async (strokes, i = 0) => { for (const s of strokes) { await act(spot(i, s[0]), down, pause, ...s.slice(1).map((p) => spot(i, p)), pause, up); } };
        const read = (i = 0) => ({ Said: status(i), Rows: all(i, 'tr').slice(1).map((row) => [...row.children].map((cell) => cell.textContent)) });

        """;

    /// <summary>What a pad says, and its numbers: pixels, contributions, and the activations of the layers after the inputs.</summary>
    private sealed class Reading
    {
        public Reading(JsonElement found)
        {
            Said = Regex.Replace(found.GetProperty(nameof(Said)).GetString()!, @"\s+", " ");
            var rows = found.GetProperty("Rows").Deserialize<string[][]>()!;
            foreach (var row in rows.Where(r => r[0] == "inputs"))
            {
                Intensities[int.Parse(row[1])] = Number(row[2]);
                Shares[int.Parse(row[1])] = Number(row[3]);
            }

            Layers = [.. rows.Where(r => r[0] != "inputs").GroupBy(r => r[0]).Reverse().Select(g => g.Select(r => Number(r[2])).ToArray())];
        }

        public string Said { get; }

        public double[] Intensities { get; } = new double[784];

        public double[] Shares { get; } = new double[784];

        public double[][] Layers { get; }

        public int Winner => Array.IndexOf(Layers[^1], Layers[^1].Max());

        private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }

    private static Reading[] Use(Browsers browser, IEnumerable<Playground> pads, string hand) =>
        [.. PlaygroundPage.Use(browser, string.Concat(pads.Select(p => p.ToHtml())), Hand + "for (const i of places().keys()) { await unfold(i); }\n" + hand).EnumerateArray().Select(found => new Reading(found))];

    private static string EachDraws(double[][][] strokes) => $"const found = []; for (const i of places().keys()) {{ await draw({JsonSerializer.Serialize(strokes)}, i); found.push(read(i)); }} return found;";

    private static Reading[] Drawn(Browsers browser, params double[][][][] drawings) => Use(browser, [Playground.DigitPad(Network.Create([784, 10]))], $$"""
        const found = [];
        for (const strokes of {{JsonSerializer.Serialize(drawings)}}) { await press('Clear'); await draw(strokes); found.push(read()); }
        return found;
        """);

    private static Network[] Networks() =>
    [
        Network.Create([784, 16, 16, 10], seed: 2, initialization: Initialization.Normal),
        Network.Create([784, 16, 16, 10], seed: 3, Activation.ReLU, CostFunction.CrossEntropy, Initialization.He),
        Network.Create([784, 20, 10], seed: 4, Activation.Tanh, CostFunction.CrossEntropy),
        Network.Create([784, 12, 9, 7, 10], seed: 5, Activation.Sigmoid, CostFunction.CrossEntropy, Initialization.Normal),
        Network.Create([784, 14, 12, 11, 10], seed: 6, Activation.Tanh, CostFunction.Quadratic, Initialization.Normal),
        Network.Create([784, 18, 10], seed: 7, Activation.ReLU, CostFunction.Quadratic, Initialization.He),
        Network.Create([784, 10], seed: 8),
    ];

    private static void AssertReads(Network network, Reading reading)
    {
        var expected = network.Forward(reading.Intensities);
        Assert.Equal(network.Layers.Count - 1, reading.Layers.Length);
        for (int l = 1; l < expected.Count; l++)
        {
            Assert.Equal(expected[l].Count, reading.Layers[l - 1].Length);
            Assert.All(expected[l].Zip(reading.Layers[l - 1]), pair => Assert.Equal(pair.First, pair.Second, 1e-5 * Math.Max(1, Math.Abs(pair.First))));
        }
    }

    [Theory, InChromium, InFirefox]
    public void The_page_computes_the_activations_of_every_layer_as_the_library_does(Browsers browser)
    {
        var networks = Networks();
        var readings = Use(browser, networks.Select(n => Playground.DigitPad(n)), EachDraws(Seven));
        foreach (var (network, reading) in networks.Zip(readings))
        {
            // The same drawing, but for the fraction of a pixel by which each pad stands off the screen's.
            Assert.Equal(readings[0].Intensities.Sum(), reading.Intensities.Sum(), 1.5);
            Assert.InRange(reading.Intensities.Count(v => v > 0), 80, 200);
            AssertReads(network, reading);
            var outputs = network.Forward(reading.Intensities)[^1].ToArray();
            int[] order = [.. Enumerable.Range(0, 10).OrderByDescending(j => outputs[j])];
            Assert.StartsWith(Invariant($"The network says {order[0]}, {reading.Layers[^1][order[0]]:F2}; next {order[1]}, {reading.Layers[^1][order[1]]:F2}."), reading.Said, StringComparison.Ordinal);
        }
    }

    [Theory, InChromium, InFirefox]
    public void The_pixels_for_and_against_share_out_what_the_ink_does_to_the_winner(Browsers browser)
    {
        var networks = Networks();
        var readings = Use(browser, networks.Select(n => Playground.DigitPad(n)), EachDraws(Seven));
        foreach (var (network, reading) in networks.Zip(readings))
        {
            int last = network.Layers.Count - 1;
            var row = network.Weights(last).Row(reading.Winner);
            double bias = network.Biases(last)[reading.Winner];
            double Z(IEnumerable<double> pixels) => (row * network.Forward([.. pixels])[last - 1]) + bias;

            double[] x = reading.Intensities;
            double most = reading.Shares.Max(Math.Abs), whole = Z(x) - Z(new double[784]);
            Assert.Equal(whole, reading.Shares.Sum(), 0.02 * (most + Math.Abs(whole)));
            Assert.All(Playground.Contributions(network, x, reading.Winner).Zip(reading.Shares), pair => Assert.Equal(pair.First, pair.Second, 1e-4 * most));

            // The slopes once more, by differences, as the digit fades in.
            const double H = 0.02;
            foreach (int i in Enumerable.Range(0, 784).Where(i => x[i] > 0).Where((_, n) => n % 11 == 5))
            {
                double Nudged(double share, double h) => Z(x.Select((v, at) => (v * share) + (at == i ? h : 0)));
                double mean = Enumerable.Range(0, 100).Average(k => (Nudged((k + 0.5) / 100, H) - Nudged((k + 0.5) / 100, -H)) / (2 * H));
                Assert.Equal(x[i] * mean, reading.Shares[i], (network.Activation == Activation.ReLU ? 0.02 : 0.004) * most);
            }
        }
    }

    [Theory, InChromium, InFirefox]
    public void Ink_is_scaled_and_centred_as_in_MNIST(Browsers browser)
    {
        (double[][][] Strokes, bool FillsTheBox, bool IsCentred)[] drawings =
        [
            (Seven, true, true),
            ([[[200, 30], [196, 250]]], true, true),
            ([[[20, 200], [100, 204], [250, 190]]], true, true),
            ([[[240, 240], [270, 236], [262, 274], [231, 268], [240, 240]]], true, true),

            // A dot stays a dot, and a speck a speck.
            ([[[140, 140]]], false, true),
            ([[[100, 100], [106, 103]]], false, true),

            // Nearly all the ink in one corner: centred, some of the rest would leave the image.
            ([[[60, 40], [60, 200], [220, 200]]], true, false),
            ([[[10, 10], [10, 60], [60, 60], [60, 10], [10, 10]], [[150, 260]]], true, false),
        ];
        foreach (var ((strokes, fillsTheBox, isCentred), reading) in drawings.Zip(Drawn(browser, [.. drawings.Select(d => d.Strokes)])))
        {
            double[] expected = Centred(strokes), pixels = [.. reading.Intensities.Select(v => v * 255)];
            Assert.All(pixels, v => Assert.Equal(Math.Round(v), v, 1e-9));

            // One of the hundred points of a pixel may lie on the very rim.
            Assert.All(expected.Zip(pixels), pair => Assert.Equal(pair.First, pair.Second, 3.1));

            int[] inked = [.. Enumerable.Range(0, 784).Where(i => pixels[i] > 0)];
            int width = inked.Max(i => i % 28) - inked.Min(i => i % 28) + 1, height = inked.Max(i => i / 28) - inked.Min(i => i / 28) + 1;
            Assert.Equal(fillsTheBox, Math.Max(width, height) == 20);
            double Middle(Func<int, int> place) => inked.Sum(i => pixels[i] * place(i)) / pixels.Sum();
            Assert.Equal(isCentred, Math.Abs(Middle(i => i % 28) - 14) <= 0.51 && Math.Abs(Middle(i => i / 28) - 14) <= 0.51);
        }
    }

    // The same a second time, as plainly as it can be said: every one of the 100 points of every pixel is black
    // where some stroke is nearer than the pen reaches.
    private static double[] Centred(double[][][] strokes)
    {
        const double Pen = 1.2;
        var points = strokes.SelectMany(s => s).ToArray();
        double left = points.Min(p => p[0]), top = points.Min(p => p[1]), width = points.Max(p => p[0]) - left, height = points.Max(p => p[1]) - top;
        double scale = (20 - (2 * Pen)) / Math.Max(20, Math.Max(width, height));
        double[,] box = new double[20, 20];
        for (int y = 0; y < 200; y++)
        {
            for (int x = 0; x < 200; x++)
            {
                double px = (((x + 0.5) / 10) - Pen) / scale + left, py = (((y + 0.5) / 10) - Pen) / scale + top;
                bool isBlack = strokes.Any(s => Enumerable.Range(0, s.Length).Any(i => Distance(px, py, s[Math.Max(i - 1, 0)], s[i]) * scale <= Pen));
                box[y / 10, x / 10] += isBlack ? 0.01 : 0;
            }
        }

        double mass = 0, massX = 0, massY = 0;
        for (int y = 0; y < 20; y++)
        {
            for (int x = 0; x < 20; x++)
            {
                (mass, massX, massY) = (mass + box[y, x], massX + (box[y, x] * x), massY + (box[y, x] * y));
            }
        }

        int right = (int)Math.Clamp(Math.Round(14 - (massX / mass)), 0, 28 - Math.Ceiling((width * scale) + (2 * Pen)));
        int down = (int)Math.Clamp(Math.Round(14 - (massY / mass)), 0, 28 - Math.Ceiling((height * scale) + (2 * Pen)));
        return [.. Enumerable.Range(0, 784).Select(i => (X: (i % 28) - right, Y: (i / 28) - down)).Select(p => p.X is >= 0 and < 20 && p.Y is >= 0 and < 20 ? 255 * box[p.Y, p.X] : 0)];
    }

    private static double Distance(double x, double y, double[] a, double[] b)
    {
        double length = Math.Sqrt(Math.Pow(b[0] - a[0], 2) + Math.Pow(b[1] - a[1], 2));
        double along = length == 0 ? 0 : Math.Clamp((((x - a[0]) * (b[0] - a[0])) + ((y - a[1]) * (b[1] - a[1]))) / length, 0, length);
        return Math.Sqrt(Math.Pow(x - a[0] - (length == 0 ? 0 : along * (b[0] - a[0]) / length), 2) + Math.Pow(y - a[1] - (length == 0 ? 0 : along * (b[1] - a[1]) / length), 2));
    }

    [Theory, InChromium, InFirefox]
    public void A_digit_drawn_small_or_elsewhere_is_the_same_digit(Browsers browser)
    {
        double[][][] Changed(double scale, double right, double down) => [.. Seven.Select(s => s.Select(p => new[] { (p[0] * scale) + right, (p[1] * scale) + down }).ToArray())];
        var readings = Drawn(browser, Seven, Changed(0.5, 0, 0), Changed(0.25, 200, 180), Changed(1, -50, 30));
        Assert.All(readings, reading => Assert.All(readings[0].Intensities.Zip(reading.Intensities), pair => Assert.Equal(pair.First, pair.Second, 0.011)));
    }

    [Theory, InChromium, InFirefox]
    public void The_example_is_there_at_first_and_again_at_a_press(Browsers browser)
    {
        var network = Networks()[1];
        var example = DigitSet.Synthetic(3, 3, seed: 9).Test[1];
        var readings = Use(browser, [Playground.DigitPad(network, example)], $"const first = read(); await draw({JsonSerializer.Serialize(Seven)}); const drawn = read(); await press('Example'); return [first, drawn, read()];");
        Assert.Equal(example.Intensities, readings[0].Intensities);
        Assert.NotEqual(example.Intensities, readings[1].Intensities);
        Assert.Equal(example.Intensities, readings[2].Intensities);
        Assert.Equal(readings[0].Layers, readings[2].Layers);
        AssertReads(network, readings[0]);
        Assert.EndsWith("This is the example: draw your own.", readings[0].Said, StringComparison.Ordinal);
    }

    [Theory, InChromium, InFirefox]
    public void Undo_takes_back_the_last_stroke_and_clear_all_of_them(Browsers browser)
    {
        var readings = Use(browser, [Playground.DigitPad(Networks()[0])], $$"""
            const found = [], strokes = {{JsonSerializer.Serialize(Seven)}}, then = async (deed) => { await deed(); found.push(read()); };
            await then(() => draw(strokes.slice(0, 1)));
            await then(() => draw(strokes.slice(1)));
            for (let n = 0; n < 3; n++) { await then(() => press('Undo')); }
            await then(() => draw(strokes));
            await then(() => press('Clear'));
            await press('Example');
            await then(() => press('Undo'));
            return found;
            """);
        Assert.NotEqual(readings[0].Intensities, readings[1].Intensities);
        Assert.Equal(readings[0].Intensities, readings[2].Intensities);
        Assert.Equal(readings[0].Layers, readings[2].Layers);
        Assert.Equal(readings[1].Intensities, readings[5].Intensities);
        Assert.All(new[] { readings[3], readings[4], readings[6], readings[7] }, reading => Assert.Empty(reading.Layers));
        Assert.All(new[] { readings[3], readings[6], readings[7] }, reading => Assert.Equal("There is no ink, so no answer. Draw a digit from 0 to 9.", reading.Said));
        Assert.Equal("There is nothing to undo.", readings[4].Said);
    }

    [Theory, InChromium, InFirefox]
    public void The_keyboard_draws_as_the_pointer_does_and_is_told_where_the_pen_is(Browsers browser)
    {
        var readings = Use(browser, [Playground.DigitPad(Networks()[0])], """
            const found = [], then = async (...struck) => { await keys(...struck); found.push(read()); };
            const reach = async () => { await clickOn(root().querySelector('h3')); for (let n = 0; root().activeElement !== pad(0) && n < 20; n++) { await keys('Tab'); } };
            await reach();
            await then('ArrowUp', 'ArrowUp', 'ArrowLeft');
            await then(' ');
            await then('ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowDown', 'ArrowDown');
            await then(' ');
            await then('ArrowDown');
            await draw([[[10, 10], [20, 20]]]);
            await press('Clear');
            await draw([[[130, 120], [140, 120], [150, 120], [150, 130], [150, 140], [150, 150]]]);
            found.push(read());
            await reach();
            await then('Delete');
            await then(' ', ...Array(20).fill('ArrowRight'));
            return found;
            """);
        Assert.Equal("Pen up at 13 across and 12 down.", readings[0].Said);
        Assert.Equal("Pen down at 13 across and 12 down.", readings[1].Said);
        Assert.Equal("Pen down at 15 across and 15 down.", readings[2].Said);
        Assert.Matches(@"^The network says \d, \d\.\d\d; next \d, \d\.\d\d\.$", readings[3].Said);
        Assert.Equal("Pen up at 15 across and 16 down.", readings[4].Said);
        Assert.NotEqual(readings[0].Intensities, readings[1].Intensities);
        Assert.Equal(readings[5].Intensities, readings[2].Intensities);
        Assert.Equal(readings[5].Intensities, readings[4].Intensities);
        Assert.StartsWith("There is no ink", readings[6].Said, StringComparison.Ordinal);
        Assert.Equal("Pen down at 28 across and 14 down.", readings[7].Said);
    }

    [Theory, InChromium, InFirefox]
    public void Only_the_pointer_that_began_a_stroke_draws_it_with_all_the_moves_the_browser_kept_back(Browsers browser)
    {
        var readings = Use(browser, [Playground.DigitPad(Networks()[0])], """
            const found = [], right = { button: 2 }, finger = { finger: 1 };
            addEventListener('contextmenu', (event) => event.preventDefault());
            await press('Clear');
            await act(spot(0, [50, 50]), { ...down, ...right }, pause, spot(0, [150, 150]), { ...up, ...right });
            found.push(read());
            await act(spot(0, [60, 50]), down, pause, { ...spot(0, [250, 250]), ...finger, do: 'down' }, { ...spot(0, [10, 250]), ...finger }, { ...up, ...finger },
              ...[[100, 90], [150, 40], [200, 60], [600, 0]].map((p) => spot(0, p)), up, spot(0, [100, 270]));
            found.push(read());
            await press('Clear');
            await draw([[[60, 50], [100, 90], [150, 40], [200, 60], [280, 0]]]);
            found.push(read());
            await press('Clear');
            await act({ ...spot(0, [60, 50]), ...finger, do: 'down' }, pause, ...[[100, 90], [150, 40], [200, 60], [280, 0]].map((p) => ({ ...spot(0, p), ...finger })), { ...up, ...finger });
            found.push(read());
            // Moves that the browser kept back, made up: no hand can be sure to be too fast.
            const box = seen(pad(0)), place = ([x, y]) => ({ pointerId: 77, clientX: box.left + x, clientY: box.top + y }), event = (kind, p, more) => new PointerEvent(kind, { ...place(p), ...more });
            pad(0).setPointerCapture = () => {};
            await press('Clear');
            pad(0).dispatchEvent(event('pointerdown', [60, 50]));
            pad(0).dispatchEvent(event('pointermove', [200, 60], { coalescedEvents: [[100, 90], [150, 40], [200, 60]].map((p) => event('pointermove', p)) }));
            pad(0).dispatchEvent(event('pointermove', [280, 0]));
            pad(0).dispatchEvent(event('pointerup', [280, 0]));
            found.push(read());
            return found;
            """);
        Assert.Empty(readings[0].Layers);
        Assert.NotEmpty(readings[1].Layers);
        Assert.All(new[] { readings[1], readings[3], readings[4] }, reading => Assert.Equal(readings[2].Intensities, reading.Intensities));
    }

    [Theory, InChromium, InFirefox]
    public void Several_pads_in_one_page_do_not_disturb_each_other(Browsers browser)
    {
        var networks = Networks();
        var one = Playground.DigitPad(networks[0]);
        var readings = Use(browser, [one, Playground.DigitPad(networks[1]), one], $"const before = places().map((_, i) => read(i)); await draw({JsonSerializer.Serialize(Seven)}, 2); await press('Clear', 1); return [...before, ...places().map((_, i) => read(i))];");
        Assert.Equal(readings[0].Layers, readings[3].Layers);
        Assert.Empty(readings[4].Layers);
        Assert.NotEqual(readings[0].Layers, readings[5].Layers);
        AssertReads(networks[0], readings[5]);
    }

    [BrowserFact]
    public void The_pad_works_in_a_page_that_allows_scripts_by_their_hash_alone()
    {
        var pad = Playground.DigitPad(Networks()[0]);
        const string Driver = "setTimeout(() => { const root = document.querySelector('[data-gd-live]').lastElementChild.shadowRoot; "
            + "document.getElementById('result').textContent = [root.querySelector('[role=status]').textContent, getComputedStyle(root.querySelector('.pad')).touchAction, root.querySelector('.winner .bar i').getBoundingClientRect().width > 5].join('|'); }, 200);";
        string said = Browser.Run($"<!doctype html><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src 'self' data:; script-src {PlaygroundPage.Hash(pad.Script)} {PlaygroundPage.Hash(Driver)}\">{pad.ToHtml()}<pre id=\"result\"></pre><script>{Driver}</script>");
        Assert.Matches(@"^The network says \d, \d\.\d\d;\s+next \d, \d\.\d\d\.\s+This is the example: draw your own\.\|none\|true$", said);
    }

    [Theory, InChromium(needsMnist: true)]
    public void A_trained_network_reads_real_digits_and_drawn_ones_in_the_page_as_in_the_library(Browsers browser)
    {
        var digits = DigitSet.Load();
        var recipe = Recipe.Plain(epochs: 4);
        var network = recipe.Create();
        Assert.True(Sgd.Train(network, digits, recipe.Options).Last().TestAccuracy > 0.9);

        var examples = digits.Test.Take(20);
        var readings = Use(browser, examples.Select(image => Playground.DigitPad(network, image)), "return places().map((_, i) => read(i));");
        Assert.Equal(network.Predict(examples), readings.Select(r => r.Winner));
        foreach (var (image, reading) in examples.Zip(readings))
        {
            Assert.Equal(image.Intensities, reading.Intensities);
            AssertReads(network, reading);
        }

        // And digits drawn with straight lines through the points of their first skeletons.
        var drawings = DigitStrokes.OfDigit.Select(styles => styles[0]).Select(style => style.Curves
            .Select(c => style.Points[c.First..(c.Last + 1)].Select(p => new[] { 70 + (130 * p.X), 40 + (200 * p.Y) })));
        var drawn = Use(browser, [Playground.DigitPad(network)], $"const found = []; for (const strokes of {JsonSerializer.Serialize(drawings)}) {{ await press('Clear'); await draw(strokes); found.push(read()); }} return found;");
        Assert.InRange(drawn.Where((reading, digit) => reading.Winner == digit).Count(), 9, 10);
    }

    [Fact]
    public void The_page_carries_the_parameters_and_stays_below_150_KB()
    {
        var network = Network.Create([784, 16, 16, 10], seed: 5, initialization: Initialization.Normal);
        var pad = Playground.DigitPad(network);
        string html = pad.ToHtml(), base64 = Regex.Match(pad.Script, "const parameters = '([^']*)'").Groups[1].Value;
        Assert.Equal(69_344, base64.Length);
        byte[] bytes = Convert.FromBase64String(base64);
        Assert.Equal(network.Parameters, Vector<double>.Build.Dense(13_002, i => BitConverter.ToSingle(bytes, 4 * i)));
        Assert.InRange(Encoding.UTF8.GetByteCount(html), 90_000, 150_000);

        // What is left of the script is to be read.
        Assert.InRange(pad.Script.Length - base64.Length, 1, 25_000);

        var page = new HtmlParser().ParseDocument(html);
        Assert.Equal(pad.Script, page.Scripts.Single().Text);
        Assert.Contains("784-16-16-10 with 13,002 parameters reads a", page.Images[0].AlternativeText, StringComparison.Ordinal);
        Assert.Equal(html, Playground.DigitPad(network.Clone()).ToHtml());
        Assert.NotEqual(html, Playground.DigitPad(Network.Create([784, 16, 16, 10], seed: 6)).ToHtml());
    }

    [Fact]
    public void A_network_that_does_not_fit_is_refused_in_a_sentence()
    {
        static string Refusal(Network network) => Assert.Throws<ArgumentException>(() => Playground.DigitPad(network)).Message;
        Assert.Throws<ArgumentNullException>(() => Playground.DigitPad(null!));
        Assert.Contains("784 inputs and 10 outputs, and this one is 784-16-9", Refusal(Network.Create([784, 16, 9])), StringComparison.Ordinal);
        Assert.Contains("784 inputs and 10 outputs, and this one is 100-10", Refusal(Network.Create([100, 10])), StringComparison.Ordinal);
        Assert.Contains("at most 150 KB, and with 784-128-10, 101,770 parameters it would have over 542 KB", Refusal(Network.Create([784, 128, 10])), StringComparison.Ordinal);

        // The parameters of this one alone would fit: the whole page does not.
        Assert.Matches(@"784-30-10, 23,860 parameters it would have over 1[5-7]\d KB", Refusal(Network.Create([784, 30, 10])));
        // Numbers that are not finite never get into a network; finite ones may still overflow in it.
        var huge = Network.Create([784, 16, 16, 10], activation: Activation.ReLU);
        huge.Parameters *= 1e30;
        Assert.Contains("it diverged", Refusal(huge), StringComparison.Ordinal);
    }
}
