using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GdNotebooks.Tests;
using GdNotebooks.Tests.Digits;

namespace GdNotebooks.Runner.Tests;

/// <summary>
/// Kills the download at random moments. Afterwards every file is the old one or the new one, whole, and the
/// download that is not killed succeeds.
/// </summary>
public sealed class DownloadKillTests : IDisposable
{
    private static readonly int Kills = Thorough.Times(30);
    private static readonly byte[] Old = [1, 2, 3];
    private readonly string _folder = Directory.CreateTempSubdirectory("gdnotebooks-").FullName;

    [MnistFact]
    public async Task Killed_at_any_moment_it_leaves_every_file_old_or_new_and_whole()
    {
        var random = new Random(1);
        using var server = new Server(Environment.GetEnvironmentVariable("GDNOTEBOOKS_DATA")!);
        var withinAFile = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            if (Mnist.FilesIn(_folder).Values.All(path => path is null || IsRight(path)))
            {
                // All there, or nothing: begin again, with an old file in the place of each.
                foreach (var name in Mnist.FilesIn(_folder).Keys)
                {
                    await File.WriteAllBytesAsync(Path.Combine(_folder, name + ".gz"), Old);
                    File.Delete(Path.Combine(_folder, name + ".gz.part"));
                }
            }

            // Most of a download is the first 10 MB of it; a moment later come the check and the renaming.
            server.Notify(after: random.Next(2) == 0 ? random.Next(11_000_000) : random.Next(100) * 1_000);
            using var gd = Start(server);
            await Task.WhenAny(server.Reached, gd.WaitForExitAsync());
            Thread.SpinWait(random.Next(1_000_000));
            gd.Kill();
            await gd.WaitForExitAsync();
            withinAFile += Directory.EnumerateFiles(_folder, "*.part").Any() ? 1 : 0;
            foreach (var file in await Mnist.VerifyAsync(_folder))
            {
                Assert.True(file.IsRight || Enumerable.SequenceEqual(Old, await File.ReadAllBytesAsync(file.Path!)), $"kill {kill}: {file}");
            }
        }

        Assert.True(withinAFile > Kills / 4, $"Only {withinAFile} of {Kills} kills hit a file on its way: they prove little.");
        using var whole = Start(server);
        await whole.WaitForExitAsync();
        Assert.True(whole.ExitCode == 0, await whole.StandardError.ReadToEndAsync());
        Assert.All(await Mnist.VerifyAsync(_folder), file => Assert.True(file.IsRight, file.ToString()));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static bool IsRight(string path) => new FileInfo(path).Length != Old.Length;

    private Process Start(Server server) => GdProcess.Start(["data", "download", "--data", _folder, "--from", server.Address]);

    /// <summary>Serves the files of a folder, ranges included, and tells when it has sent so and so many bytes.</summary>
    private sealed class Server : IDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly string _files;
        private TaskCompletionSource _reached = new();
        private long _toSend;

        public Server(string files)
        {
            _files = files;
            using var free = new TcpListener(IPAddress.Loopback, 0);
            free.Start();
            Address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/");
            free.Stop();
            _listener.Prefixes.Add(Address);
            _listener.Start();
            _ = ServeAsync();
        }

        public string Address { get; }

        public Task Reached => _reached.Task;

        public void Notify(int after)
        {
            _reached = new();
            Interlocked.Exchange(ref _toSend, after);
        }

        public void Dispose() => _listener.Close();

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    _ = SendAsync(await _listener.GetContextAsync());
                }
            }
            catch (Exception over) when (over is HttpListenerException or ObjectDisposedException)
            {
            }
        }

        private async Task SendAsync(HttpListenerContext call)
        {
            try
            {
                var body = await File.ReadAllBytesAsync(Path.Combine(_files, Path.GetFileName(call.Request.Url!.AbsolutePath)));
                var from = call.Request.Headers["Range"] is { } range ? int.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture) : 0;
                if (from > 0)
                {
                    call.Response.StatusCode = from < body.Length ? 206 : 416;
                    call.Response.Headers["Content-Range"] = $"bytes {from}-{body.Length - 1}/{body.Length}";
                }

                call.Response.ContentLength64 = Math.Max(0, body.Length - from);
                for (var at = from; at < body.Length; at += 1 << 14)
                {
                    var chunk = body.AsMemory(at, Math.Min(1 << 14, body.Length - at));
                    await call.Response.OutputStream.WriteAsync(chunk);
                    if (Interlocked.Add(ref _toSend, -chunk.Length) <= 0)
                    {
                        _reached.TrySetResult();
                    }
                }

                call.Response.Close();
            }
            catch (Exception gone) when (gone is HttpListenerException or IOException or ObjectDisposedException)
            {
            }
        }
    }
}
