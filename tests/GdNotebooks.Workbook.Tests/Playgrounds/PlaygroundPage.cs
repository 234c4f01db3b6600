using System.Text.Json;
using GdNotebooks.Tests.Plotting;

namespace GdNotebooks.Tests.Playgrounds;

/// <summary>A page with playgrounds on it, and a hand that uses them.</summary>
internal static class PlaygroundPage
{
    /// <summary>
    /// Opens a page with this body and runs a script in it that uses <c>root(i)</c>, the i-th playground, and
    /// <c>await turn()</c>, which lets the page draw; what it returns comes back.
    /// </summary>
    public static JsonElement Use(string body, string hand, string head = "")
    {
        string json = Browser.Run($$"""
            <!doctype html><html><head><meta charset="utf-8">{{head}}</head><body>{{body}}<pre id="result"></pre><script>
            const places = () => [...document.querySelectorAll('[data-gd-playground]')];
            const root = (i = 0) => places()[i].lastElementChild.shadowRoot;
            const turn = (ms = 60) => new Promise((done) => setTimeout(done, ms));
            const all = (i, name) => [...root(i).querySelectorAll(name)];
            const press = (text, i = 0) => all(i, 'button').find((b) => b.textContent === text).click();
            const type = (field, text, i = 0) => { const input = all(i, 'input[type=text]')[field]; input.value = text; input.dispatchEvent(new Event('change', { bubbles: true })); };
            const status = (i = 0) => root(i).querySelector('[role=status]').textContent;
            const table = (i = 0) => all(i, 'tr').slice(1).map((row) => [...row.children].map((cell) => Number(cell.textContent)));
            const unfold = async (i = 0) => { root(i).querySelector('details').open = true; await turn(); };
            const point = (element, kind, x, y, more = {}) => element.dispatchEvent(new PointerEvent(kind, { bubbles: true, cancelable: true, pointerId: 1, isPrimary: true, clientX: x, clientY: y, ...more }));
            (async () => {
              await turn(200);
              {{hand}}
            })().then((found) => { document.getElementById('result').textContent = JSON.stringify(found); }, (fault) => { document.getElementById('result').textContent = JSON.stringify(String(fault.stack)); });
            </script></body></html>
            """);
        var found = JsonDocument.Parse(json).RootElement;
        Assert.False(found.ValueKind == JsonValueKind.String, found.ToString());
        return found;
    }
}
