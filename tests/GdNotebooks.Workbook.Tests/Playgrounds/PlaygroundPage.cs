using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GdNotebooks.Tests.Plotting;

namespace GdNotebooks.Tests.Playgrounds;

/// <summary>A page with playgrounds on it, and a hand that uses them: a real one, that moves the browser's mouse, fingers and keys.</summary>
internal static class PlaygroundPage
{
    private static readonly Dictionary<Browsers, Place> Places = new()
    {
        [Browsers.Chromium] = new(() => new RealChromium(Browser.Executable!)),
        [Browsers.Firefox] = new(() => new RealFirefox(InFirefoxAttribute.Executable!)),
    };

    /// <summary>Where a browser stands while tests use it.</summary>
    private sealed class Place(Func<RealBrowser> start)
    {
        private RealBrowser? _browser;

        public RealBrowser Browser => _browser ??= start();

        public void End()
        {
            _browser?.Dispose();
            _browser = null;
        }
    }

    /// <summary>A script by its hash, as a page's policy names those that it allows.</summary>
    public static string Hash(string script) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'";

    /// <summary>
    /// Opens a page with this body and runs a script in it that uses <c>root(i)</c>, the i-th playground, and the hand's
    /// words below, each awaited; what the script returns comes back. A browser has one page, and one test at a time.
    /// </summary>
    public static JsonElement Use(Browsers kind, string body, string hand, string head = "")
    {
        lock (Places[kind])
        {
            var browser = Places[kind].Browser;
            string folder = Directory.CreateTempSubdirectory("gd-page-").FullName;
            try
            {
                string page = Path.Combine(folder, "page.html");
                File.WriteAllText(page, $$"""
                    <!doctype html><html><head><meta charset="utf-8">{{head}}</head><body>{{body}}<script>{{Words}}</script><script>
                    (async () => {
                      await turn(100);
                      {{hand}}
                    })().then((found) => tellTester({ found }), (fault) => tellTester({ fault: `${fault} ${fault.stack}` }));
                    </script></body></html>
                    """);
                browser.Open(new(page));
                while (true)
                {
                    var said = JsonNode.Parse(browser.Evaluate("window.nextForTester()"))!;
                    if (said["actions"] is not JsonArray actions)
                    {
                        Assert.True(said["fault"] is null, said.ToJsonString());
                        return said["found"].Deserialize<JsonElement>();
                    }

                    browser.Act(actions);
                    browser.Evaluate("window.doneByTester()");
                }
            }
            finally
            {
                Directory.Delete(folder, true);
            }
        }
    }

    /// <summary>Ends the browsers that were started.</summary>
    public static void End()
    {
        foreach (var place in Places.Values)
        {
            lock (place)
            {
                place.End();
            }
        }
    }

    private const string Words = """
        {
          const said = [], waiting = [];
          let wake = null, done = null;
          window.tellTester = (message) => { said.push(JSON.stringify(message)); if (wake) { wake(said.shift()); wake = null; } };
          window.nextForTester = () => (said.length ? said.shift() : new Promise((next) => { wake = next; }));
          window.doneByTester = () => { setTimeout(done); return 'done'; };
          window.act = (...actions) => new Promise((next) => { done = next; tellTester({ actions }); }).then(() => turn(0));
        }
        const turn = (ms = 60) => new Promise((done) => setTimeout(done, ms));
        const places = () => [...document.querySelectorAll('[data-gd-playground]')];
        const root = (i = 0) => places()[i].lastElementChild.shadowRoot;
        const all = (i, name) => [...root(i).querySelectorAll(name)];
        const status = (i = 0) => root(i).querySelector('[role=status]').textContent;
        const table = (i = 0) => all(i, 'tr').slice(1).map((row) => [...row.children].map((cell) => Number(cell.textContent)));

        // The hand. A person's button stays down for a while, and the page draws meanwhile.
        const down = { do: 'down' }, up = { do: 'up' }, pause = { do: 'pause' }, to = (x, y) => ({ do: 'move', x, y });
        const seen = (element) => { element.scrollIntoView({ block: 'nearest', behavior: 'instant' }); return element.getBoundingClientRect(); };
        const clickOn = (element) => { const box = seen(element); return act(to(box.left + box.width / 2, box.top + box.height / 2), down, pause, up); };
        const press = (text, i = 0) => clickOn(all(i, 'button').find((b) => b.textContent === text));
        const strokes = (key) => { const [name, ...held] = key.split('+').reverse(); return [...held.map((k) => ({ do: 'press', key: k })), { do: 'press', key: name }, { do: 'release', key: name }, ...held.map((k) => ({ do: 'release', key: k }))]; };
        const keys = (...pressed) => act(...pressed.flatMap(strokes));
        const type = async (field, text, i = 0) => { await clickOn(all(i, 'input[type=text]')[field]); await keys('Control+a', 'Delete', ...text, 'Enter'); };
        const unfold = async (i = 0) => { await clickOn(root(i).querySelector('summary')); await turn(); };
        // Drags the knob of a slider, from where it is to p thousandths of the way.
        const slide = (slider, p) => { const box = seen(slider), x = (v) => box.left + 8 + v / 1000 * (box.width - 16), y = box.top + box.height / 2; return act(to(x(slider.valueAsNumber), y), down, to(x((slider.valueAsNumber + p) / 2), y + 2), to(x(p), y + 1), pause, up); };
        const until = async (what) => { for (let n = 0; !what(); n++) { if (n > 600) { throw new Error('waited in vain for ' + what); } await turn(50); } };

        """;
}
