using System.Text.Json.Nodes;

namespace GdNotebooks.Tests.Playgrounds;

/// <summary>Firefox, by WebDriver BiDi.</summary>
internal sealed class RealFirefox : RealBrowser
{
    private static readonly Dictionary<string, string> Keys = new(StringComparer.Ordinal)
    {
        ["Backspace"] = "\uE003", ["Tab"] = "\uE004", ["Enter"] = "\uE007", ["Shift"] = "\uE008", ["Control"] = "\uE009", ["End"] = "\uE010", ["Home"] = "\uE011",
        ["ArrowLeft"] = "\uE012", ["ArrowUp"] = "\uE013", ["ArrowRight"] = "\uE014", ["ArrowDown"] = "\uE015", ["Delete"] = "\uE017", ["PageUp"] = "\uE00E", ["PageDown"] = "\uE00F",
    };

    private readonly string _context;

    public RealFirefox(string program)
    {
        var listening = Start(program, "WebDriver BiDi listening on", "--headless", "--width", "1000", "--height", "900", "--profile", "PROFILE", "--no-remote", "--remote-debugging-port", "0", "about:blank");
        Connect(new($"{listening}session"));
        Send("session.new", new() { ["capabilities"] = new JsonObject() });
        // The tab of the start never has the focus; a new one has.
        _context = (string)Send("browsingContext.create", new() { ["type"] = "tab" })["context"]!;
        Send("browsingContext.activate", new() { ["context"] = _context });
    }

    public override void Open(Uri page)
    {
        Send("input.releaseActions", new() { ["context"] = _context });
        Send("browsingContext.navigate", new() { ["context"] = _context, ["url"] = page.AbsoluteUri, ["wait"] = "complete" });
    }

    public override string Evaluate(string expression)
    {
        var answer = Send("script.evaluate", new() { ["expression"] = expression, ["awaitPromise"] = true, ["target"] = new JsonObject { ["context"] = _context } });
        return (string?)answer["result"]?["value"] ?? throw new InvalidOperationException(answer.ToJsonString());
    }

    // One after the other: each action alone, that no two sources move in one tick.
    public override void Act(JsonArray actions)
    {
        foreach (var action in actions)
        {
            Send("input.performActions", new() { ["context"] = _context, ["actions"] = new JsonArray(Source(action!)) });
        }
    }

    private static JsonObject Source(JsonNode action)
    {
        string what = (string)action["do"]!;
        switch (what)
        {
            case "pause":
                return new() { ["type"] = "none", ["id"] = "clock", ["actions"] = new JsonArray(new JsonObject { ["type"] = "pause", ["duration"] = 60 }) };
            case "press" or "release":
                string key = (string)action["key"]!;
                return new() { ["type"] = "key", ["id"] = "keyboard", ["actions"] = new JsonArray(new JsonObject { ["type"] = what == "press" ? "keyDown" : "keyUp", ["value"] = Keys.GetValueOrDefault(key, key) }) };
        }

        int? finger = (int?)action["finger"];
        JsonObject move() => new() { ["type"] = "pointerMove", ["x"] = (double)action["x"]!, ["y"] = (double)action["y"]!, ["duration"] = 0 };
        JsonNode[] acts = what switch
        {
            "move" => [move()],
            "down" when finger is not null => [move(), new JsonObject { ["type"] = "pointerDown", ["button"] = 0 }],
            _ => [new JsonObject { ["type"] = what == "down" ? "pointerDown" : "pointerUp", ["button"] = (int?)action["button"] ?? 0 }],
        };
        return new()
        {
            ["type"] = "pointer", ["id"] = finger is null ? "mouse" : $"finger {finger}",
            ["parameters"] = new JsonObject { ["pointerType"] = finger is null ? "mouse" : "touch" }, ["actions"] = new JsonArray(acts),
        };
    }
}
