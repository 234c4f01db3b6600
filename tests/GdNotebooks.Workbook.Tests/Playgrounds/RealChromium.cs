using System.Text.Json.Nodes;

namespace GdNotebooks.Tests.Playgrounds;

/// <summary>Chromium and its kin, by the input domain of their developer tools.</summary>
internal sealed class RealChromium : RealBrowser
{
    private readonly SortedDictionary<int, (double X, double Y)> _fingers = [];
    private (double X, double Y) _mouse;
    private string _held = "none";
    private int _modifiers;

    public RealChromium(string program)
    {
        var listening = Start(
            program, "DevTools listening on", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--window-size=1000,900", "--user-data-dir=PROFILE", "--remote-debugging-port=0", "about:blank");
        using var client = new HttpClient();
        var pages = JsonNode.Parse(client.GetStringAsync(new Uri($"http://{listening.Authority}/json/list")).GetAwaiter().GetResult())!.AsArray();
        Connect(new((string)pages.First(page => (string?)page!["type"] == "page")!["webSocketDebuggerUrl"]!));
        Send("Emulation.setTouchEmulationEnabled", new() { ["enabled"] = true, ["maxTouchPoints"] = 5 });
    }

    public override void Open(Uri page)
    {
        Mouse("up", new JsonObject());
        Send("Page.navigate", new() { ["url"] = page.AbsoluteUri });
        while (Evaluate($"document.readyState + ' ' + (location.href === {JsonValue.Create(page.AbsoluteUri).ToJsonString()})") != "complete true")
        {
            Thread.Sleep(20);
        }
    }

    public override string Evaluate(string expression) => (string)Send("Runtime.evaluate", new() { ["expression"] = expression, ["awaitPromise"] = true })["result"]!["value"]!;

    public override void Act(JsonArray actions)
    {
        foreach (var action in actions)
        {
            string what = (string)action!["do"]!;
            switch (what, (int?)action["finger"])
            {
                case ("pause", _):
                    Thread.Sleep(60);
                    break;
                case ("press" or "release", _):
                    Key(what == "press", (string)action["key"]!);
                    break;
                case (_, { } finger):
                    Touch(what, finger, action);
                    break;
                default:
                    Mouse(what, action);
                    break;
            }
        }
    }

    private void Mouse(string what, JsonNode action)
    {
        string button = (int?)action["button"] == 2 ? "right" : "left";
        (_mouse, _held) = what == "move" ? (((double)action["x"]!, (double)action["y"]!), _held) : (_mouse, what == "down" ? button : "none");
        Send("Input.dispatchMouseEvent", new()
        {
            ["type"] = what switch { "move" => "mouseMoved", "down" => "mousePressed", _ => "mouseReleased" },
            ["x"] = _mouse.X, ["y"] = _mouse.Y, ["clickCount"] = what == "move" ? 0 : 1,
            ["button"] = what == "move" ? _held : button, ["buttons"] = _held switch { "left" => 1, "right" => 2, _ => 0 },
        });
    }

    private void Touch(string what, int finger, JsonNode action)
    {
        if (what == "up")
        {
            _fingers.Remove(finger);
        }
        else
        {
            _fingers[finger] = ((double)action["x"]!, (double)action["y"]!);
        }

        Send("Input.dispatchTouchEvent", new()
        {
            ["type"] = what switch { "down" => "touchStart", "move" => "touchMove", _ => "touchEnd" },
            ["touchPoints"] = new JsonArray([.. _fingers.Select(f => new JsonObject { ["id"] = f.Key, ["x"] = f.Value.X, ["y"] = f.Value.Y })]),
        });
    }

    private void Key(bool isPressed, string key)
    {
        int code = key switch
        {
            "Backspace" => 8, "Tab" => 9, "Enter" => 13, "Shift" => 16, "Control" => 17, "End" => 35, "Home" => 36,
            "ArrowLeft" => 37, "ArrowUp" => 38, "ArrowRight" => 39, "ArrowDown" => 40, "Delete" => 46, _ => char.ToUpperInvariant(key[0]),
        };
        int modifier = key switch { "Control" => 2, "Shift" => 8, _ => 0 };
        _modifiers = isPressed ? _modifiers | modifier : _modifiers & ~modifier;
        string? text = !isPressed || (_modifiers & 2) != 0 ? null : key == "Enter" ? "\r" : key.Length == 1 ? key : null;
        var struck = new JsonObject
        {
            ["type"] = !isPressed ? "keyUp" : text is null ? "rawKeyDown" : "keyDown", ["key"] = key, ["code"] = key.Length > 1 ? key : "",
            ["windowsVirtualKeyCode"] = key.Length > 1 || char.IsAsciiLetterOrDigit(key[0]) || key == " " ? code : 0, ["modifiers"] = _modifiers,
        };
        if (text is not null)
        {
            struck["text"] = text;
        }

        Send("Input.dispatchKeyEvent", struck);
    }
}
