using System.Reflection;
using System.Text.Json;
using GdNotebooks.Tests.Plotting;
using MathNet.Numerics.LinearAlgebra;

namespace GdNotebooks.Tests.Playgrounds;

/// <summary>Whether everybody can use the playgrounds, in axe-core's eyes: as they come, after a real hand used them, and when they complain.</summary>
public class EverybodyTests : IClassFixture<RealHand>
{
    private const string Words = """
        const inspect = INSPECT;
        const found = {}, look = async (when) => { await turn(200); found[when] = await inspect(places()[0]); };
        const drag = async (element, ...way) => { const box = seen(element), [first, ...rest] = way.map(([x, y]) => to(box.left + x * box.width, box.top + y * box.height)); await act(first, down, pause, ...rest, pause, up); };
        // A word where a number belongs.
        const complain = async () => { await type(0, 'x'); await look('complaining'); };

        """;

    /// <summary>How each kind is made, and how a hand uses it.</summary>
    private static readonly Dictionary<string, (Func<Playground> Make, string Hand)> Kinds = new()
    {
        [nameof(Playground.LearningRate)] = (() => Playground.LearningRate(), """
            await drag(all(0, 'input[type=range]')[1], [0.3, 0.5], [0.8, 0.5]);
            await press('Step');
            await look('used');
            await complain();
            """),
        [nameof(Playground.Landscape)] = (() => Playground.Landscape(Landscape.Saddle, 0.1, starts: [(1, 0.5)]), """
            await drag(root().querySelector('svg.screen'), [0.3, 0.4]);
            await press('Step');
            await look('used');
            await complain();
            """),
        [nameof(Playground.Regression)] = (() => Playground.Regression([(0.2, 1), (0.5, 0.4), (1, 2.2), (1.6, 2), (2, 3.5)], 0.3), """
            await drag(all(0, 'svg.screen')[1], [0.5, 0.5], [0.6, 0.4]);
            await press('Step');
            await look('used');
            await complain();
            """),
        [nameof(Playground.Backpropagation)] = (() => Playground.Backpropagation(Numbers(1, 0.5), Numbers(1, 0), (Square(0.8, -0.4), Numbers(0.2, -0.3)), (Square(1.5, -1), Numbers(-0.5, 0.1))), """
            await drag(all(0, 'input[type=range]')[0], [0.5, 0.5], [0.8, 0.5]);
            await clickOn(all(0, '.neuron')[4]);
            await press('Step downhill');
            await look('used');
            await complain();
            """),
        [nameof(Playground.DigitPad)] = (() => Playground.DigitPad(Network.Create([784, 16, 16, 10], seed: 1)), """
            await drag(root().querySelector('.pad'), [0.3, 0.2], [0.7, 0.2], [0.5, 0.9]);
            await look('used');
            await press('Clear');
            await look('empty');
            """),
    };

    private static Vector<double> Numbers(params double[] numbers) => Vector<double>.Build.Dense(numbers);

    private static Matrix<double> Square(double diagonal, double beside) => Matrix<double>.Build.DenseOfArray(new[,] { { diagonal, beside }, { beside, diagonal } });

    public static TheoryData<string, string> All
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (string kind in typeof(Playground).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(made => made.ReturnType == typeof(Playground)).Select(made => made.Name).Distinct())
            {
                all.Add(kind, "light");
                all.Add(kind, "dark");
            }

            return all;
        }
    }

    [AxeTheory]
    [MemberData(nameof(All))]
    public void Each_kind_is_for_everybody_before_and_after_it_is_used(string kind, string page)
    {
        var (make, hand) = Kinds[kind];
        string body = page == "dark" ? "background: #1f1f1f; color: #cccccc" : "background: #ffffff; color: #333333";

        var found = PlaygroundPage.Use(
            Browsers.Chromium, make().ToHtml(), Words.Replace("INSPECT", Axe.Inspect, StringComparison.Ordinal) + "await look('new');\nawait unfold();\n" + hand + "return { ...found, isDark: places()[0].lastElementChild.classList.contains('dark') };",
            head: $"<title>{kind}</title>{Axe.Element}<style>body {{ {body} }}</style>");

        Assert.Equal(page == "dark", found.GetProperty("isDark").GetBoolean());
        var seen = found.EnumerateObject().Where(one => one.Name != "isDark").ToDictionary(one => one.Name, one => one.Value.Deserialize<string[]>()!);
        Assert.Equal(3, seen.Count);
        Assert.All(seen, one =>
        {
            Assert.True(int.Parse(one.Value[0].Split(' ')[1]) > 5, $"{one.Key}: {one.Value[0]}");
            Assert.True(one.Value.Length == 1, $"{kind}, {page}, {one.Key}: {string.Join('\n', one.Value)}");
        });
    }
}
