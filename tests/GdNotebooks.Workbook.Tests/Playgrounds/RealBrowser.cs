using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GdNotebooks.Tests.Playgrounds;

/// <summary>
/// A browser whose mouse, fingers and keys are moved from outside the page, as a person's are: what the browser makes of
/// them, it makes for people too. It shows one page at a time and ends with the tests.
/// </summary>
internal abstract class RealBrowser : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[1 << 16];
    private readonly string _profile = Directory.CreateTempSubdirectory("gd-hand-").FullName;
    private Process? _process;
    private int _asked;

    /// <summary>Opens the page of a file and waits until it is there.</summary>
    public abstract void Open(Uri page);

    /// <summary>The text that this expression, or the promise it is, comes to in the page.</summary>
    public abstract string Evaluate(string expression);

    /// <summary>
    /// Does what a hand does, one after the other: <c>{ do: 'move', x, y }</c>, <c>{ do: 'down' }</c>, <c>{ do: 'up' }</c> with the mouse or,
    /// where <c>finger</c> is a number, with that finger; <c>{ do: 'press', key }</c> and <c>{ do: 'release', key }</c>; <c>{ do: 'pause' }</c>.
    /// </summary>
    public abstract void Act(JsonArray actions);

    /// <summary>Starts a program with a profile of its own, and finds in what it says where it listens.</summary>
    protected Uri Start(string program, string says, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument.Replace("PROFILE", _profile, StringComparison.Ordinal));
        }

        var process = _process = Process.Start(start)!;
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.ErrorDataReceived += (_, line) =>
        {
            if (Regex.Match(line.Data ?? "", says + " (ws://\\S+)") is { Success: true } found)
            {
                address.TrySetResult(new(found.Groups[1].Value));
            }
        };
        process.OutputDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return address.Task.Wait(TimeSpan.FromMinutes(1)) ? address.Task.Result : throw new InvalidOperationException($"{program} did not say \"{says}\" within a minute.");
    }

    /// <summary>Ends the program and all it started.</summary>
    public void Dispose()
    {
        _socket.Dispose();
        _process?.Kill(entireProcessTree: true);
        _process?.WaitForExit(5000);
        try
        {
            Directory.Delete(_profile, true);
        }
        catch (IOException)
        {
            // A last process may still be closing it; the system cleans its temporary folder.
        }
    }

    protected void Connect(Uri address) => _socket.ConnectAsync(address, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>Sends one command and waits for its answer; what the browser tells meanwhile is not asked for.</summary>
    protected JsonNode Send(string method, JsonObject parameters)
    {
        int id = ++_asked;
        byte[] text = JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters });
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        _socket.SendAsync(text, WebSocketMessageType.Text, true, patience.Token).GetAwaiter().GetResult();
        while (true)
        {
            var message = Receive(patience.Token);
            if ((int?)message["id"] == id)
            {
                return message["result"] ?? throw new InvalidOperationException($"{method}: {message.ToJsonString()}");
            }
        }
    }

    private JsonNode Receive(CancellationToken patience)
    {
        using var whole = new MemoryStream();
        while (true)
        {
            var part = _socket.ReceiveAsync(_buffer, patience).GetAwaiter().GetResult();
            whole.Write(_buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                return JsonNode.Parse(whole.ToArray())!;
            }
        }
    }
}
