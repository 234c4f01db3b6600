using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using GdNotebooks.Tests.Packaging;

namespace GdNotebooks.Tests.Digits;

[Collection("Alone: the limits of a download are real times, and a busy machine would reach them")]
public sealed class MnistDownloadTests : IDisposable
{
    private const string WhatToDo =
        ". Check the network and its proxy, or name a mirror or a folder that has it; until then everything works on the synthetic digits.";

    private const string WhichFolder =
        ". Name a folder or a mirror that has the four files, or neither for the public mirrors; until then everything works on the synthetic digits.";

    private static readonly byte[] Plain = Bytes(300_000);
    private static readonly byte[] Packed = Pack(Plain);
    private static readonly MnistFile Images = new("images", Plain.Length, Convert.ToHexStringLower(SHA256.HashData(Plain)));

    private static readonly DownloadLimits Quick = new()
    {
        Pause = TimeSpan.FromMilliseconds(1),
        Silence = TimeSpan.FromSeconds(1.5),
        Connect = TimeSpan.FromSeconds(5),
    };

    private readonly ScratchFolder _temporary = new();

    private string Folder => Path.Combine(_temporary.Path, "mnist");

    private string Final => Path.Combine(Folder, "images.gz");

    private string Part => Final + ".part";

    // ---- what ends well ----

    [Fact]
    public async Task A_file_comes_whole_and_leaves_nothing_beside()
    {
        using var server = new FaultyServer(FaultyServer.Whole(Packed));
        var heard = await Download(server);
        AssertWhole();
        Assert.StartsWith("GET /mnist/images.gz HTTP/1.1", Assert.Single(server.Requests), StringComparison.Ordinal);
        Assert.Equal((Packed.Length, Packed.Length), (heard[^1].Received, heard[^1].Size));
        Assert.All(heard, progress => Assert.Equal("images", progress.Name));
    }

    public static TheoryData<string> PassingFaults => [.. Passing.Keys];

    private static readonly Dictionary<string, Answer[]> Passing = new()
    {
        ["the connection breaks off once"] = [FaultyServer.CutOff(Packed, 100_000)],
        ["it breaks off again and again, each time a little further"] = [.. Enumerable.Repeat(FaultyServer.CutOff(Packed, 70_000), 4)],
        ["it breaks off before a byte comes"] = [FaultyServer.CutOff(Packed, 0), FaultyServer.CutOff(Packed, 0)],
        ["the connection is reset before the answer"] = [FaultyServer.Reset, FaultyServer.Reset],
        ["it is reset within the body"] = [async call => { await FaultyServer.CutOff(Packed, 90_000)(call); await FaultyServer.Reset(call); }],
        ["the server hangs before the answer"] = [FaultyServer.Silence],
        ["it hangs within the body"] = [async call => { await FaultyServer.CutOff(Packed, 90_000)(call); await FaultyServer.Silence(call); }],
        ["500"] = [FaultyServer.Status("500 Internal Server Error")],
        ["502 and 504"] = [FaultyServer.Status("502 Bad Gateway"), FaultyServer.Status("504 Gateway Timeout")],
        ["503 with a pause"] = [FaultyServer.Status("503 Service Unavailable", "Retry-After: 1")],
        ["429 with a date gone by"] = [FaultyServer.Status("429 Too Many Requests", "Retry-After: Wed, 21 Oct 2015 07:28:00 GMT")],
        ["a redirect"] = [FaultyServer.Status("302 Found", "Location: /elsewhere/images.gz")],
        ["an answer with no length that ends early"] = [async call => { await call.Raw("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"); await call.Stream.WriteAsync(Packed.AsMemory(0, 100)); }],
        ["an empty answer"] = [_ => Task.CompletedTask],
    };

    [Theory]
    [MemberData(nameof(PassingFaults))]
    public async Task A_fault_that_passes_is_survived(string fault)
    {
        using var server = new FaultyServer([.. Passing[fault], FaultyServer.Whole(Packed)]);
        await Download(server);
        AssertWhole();
        Assert.Equal(Passing[fault].Length + 1, server.Requests.Count);
    }

    [Fact]
    public async Task What_came_before_a_break_is_not_fetched_again()
    {
        using var server = new FaultyServer(FaultyServer.CutOff(Packed, 100_000), FaultyServer.Whole(Packed));
        var heard = await Download(server);
        Assert.Contains("Range: bytes=100000-", server.Requests[1], StringComparison.Ordinal);
        Assert.Contains(heard, progress => progress.Note == "is tried again in 0 s: the connection broke off");
        AssertWhole();
    }

    [Fact]
    public async Task A_server_that_knows_no_ranges_sends_it_all_again()
    {
        using var server = new FaultyServer(FaultyServer.CutOff(Packed, 100_000), call => call.Send("200 OK", Packed));
        await Download(server);
        AssertWhole();
    }

    [Theory]
    [InlineData("416 Range Not Satisfiable", "Content-Range: bytes */5")]
    [InlineData("206 Partial Content", "Content-Range: bytes 5-9/10")]
    [InlineData("206 Partial Content", "X: no range")]
    public async Task A_range_that_does_not_fit_starts_the_file_anew(string status, string header)
    {
        _temporary.Write(Packed[..1000], "mnist/images.gz.part");
        using var server = new FaultyServer(FaultyServer.Status(status, header), FaultyServer.Whole(Packed));
        await Download(server);
        Assert.DoesNotContain("Range", server.Requests[1], StringComparison.Ordinal);
        AssertWhole();
    }

    [Fact]
    public async Task An_ended_download_goes_on_where_it_stopped()
    {
        _temporary.Write(Packed[..200_000], "mnist/images.gz.part");
        using var server = new FaultyServer(FaultyServer.Whole(Packed));
        await Download(server);
        Assert.Contains("Range: bytes=200000-", Assert.Single(server.Requests), StringComparison.Ordinal);
        AssertWhole();
    }

    [Fact]
    public async Task A_download_that_was_ended_before_the_renaming_asks_nobody()
    {
        _temporary.Write(Packed, "mnist/images.gz.part");
        using var server = new FaultyServer(FaultyServer.Reset);
        await Download(server);
        Assert.Empty(server.Requests);
        AssertWhole();
    }

    [Fact]
    public async Task A_beginning_from_another_mirror_is_noticed_and_thrown_away()
    {
        _temporary.Write(Bytes(1000), "mnist/images.gz.part");
        using var server = new FaultyServer(FaultyServer.Whole(Packed));
        await Download(server);
        Assert.Equal(2, server.Requests.Count);
        AssertWhole();
    }

    [Fact]
    public async Task A_file_that_is_there_and_right_is_left_alone()
    {
        _temporary.Write(Plain, "mnist/images");
        using var server = new FaultyServer(FaultyServer.Reset);
        var heard = await Download(server);
        Assert.Empty(server.Requests);
        Assert.Equal("is there already", Assert.Single(heard).Note);
    }

    [Fact]
    public async Task A_file_that_is_there_and_wrong_is_replaced()
    {
        _temporary.Write(Packed[..1000], "mnist/images.gz");
        using var server = new FaultyServer(FaultyServer.Whole(Packed));
        await Download(server);
        AssertWhole();
    }

    [Fact]
    public async Task The_next_mirror_is_asked_when_one_fails()
    {
        using var first = new FaultyServer(FaultyServer.Status("403 Forbidden"));
        using var second = new FaultyServer(FaultyServer.Whole(Packed));
        await Download(Mirror(first), Mirror(second));
        Assert.Single(first.Requests);
        AssertWhole();
    }

    [Fact]
    public async Task The_next_mirror_goes_on_where_the_first_one_stopped()
    {
        using var first = new FaultyServer(FaultyServer.CutOff(Packed, 90_000), FaultyServer.Reset);
        using var second = new FaultyServer(FaultyServer.Whole(Packed));
        await Download(Mirror(first), Mirror(second));
        Assert.Contains("Range: bytes=90000-", Assert.Single(second.Requests), StringComparison.Ordinal);
        AssertWhole();
    }

    [Fact]
    public async Task Chunks_without_a_length_are_read()
    {
        using var server = new FaultyServer(async call =>
        {
            await call.Raw($"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{Packed.Length:x}\r\n");
            await call.Stream.WriteAsync(Packed);
            await call.Raw("\r\n0\r\n\r\n");
        });
        await Download(server);
        AssertWhole();
    }

    [Fact]
    public async Task Over_a_secure_connection_too()
    {
        using var server = new FaultyServer(tls: true, FaultyServer.Status("301 Moved Permanently", "Location: ./b"), FaultyServer.Whole(Packed));
        await Download(Trusting(server));
        AssertWhole();
    }

    // ---- what ends in a sentence ----

    public static TheoryData<string> LastingFaults => [.. Lasting.Keys];

    private static readonly Dictionary<string, (Answer Answer, string Sentence, int Requests)> Lasting = new()
    {
        ["404"] = (FaultyServer.Status("404 Not Found"), "the server answers with status 404", 1),
        ["403"] = (FaultyServer.Status("403 Forbidden"), "the server answers with status 403", 1),
        ["500"] = (FaultyServer.Status("500 Internal Server Error"), "the server answers with status 500", 4),
        ["503 for an hour"] = (FaultyServer.Status("503 Service Unavailable", "Retry-After: 3600"), "the server answers with status 503", 1),
        ["a redirect in a loop"] = (FaultyServer.Status("302 Found", "Location: /mnist/images.gz"), "the server redirects more than 5 times", 6),
        ["a redirect to another kind of address"] = (FaultyServer.Status("302 Found", "Location: file:///etc/passwd"), "the server redirects from http to file, which is not followed", 1),
        ["a redirect to nowhere"] = (FaultyServer.Status("302 Found"), "the server answers with status 302", 1),
        ["wrong bytes"] = (FaultyServer.Whole(Pack(Bytes(300_000, seed: 2))), "what came has other bytes than this file of MNIST (its SHA-256 is another)", 1),
        ["a web page"] = (FaultyServer.Whole("\r\n<!DOCTYPE html><script>alert(1)</script>"u8.ToArray()), "what came is a web page", 1),
        ["no gzip"] = (FaultyServer.Whole(Bytes(5000)), "what came holds 5,000 bytes, not the 300,000 of this file", 1),
        ["nothing"] = (FaultyServer.Whole([]), "what came is empty", 1),
        ["a file too short"] = (FaultyServer.Whole(Pack(Plain[..^1])), "what came holds 299,999 bytes, not the 300,000 of this file", 1),
        ["a gzip bomb"] = (FaultyServer.Whole(Pack(Filled(100_000_000))), "what came holds more than the 300,000 bytes of this file", 1),
        ["a length too short"] = (call => call.Send("200 OK", Packed, said: Packed.Length - 10), "what came ", 1),
        ["an absurd length"] = (call => call.Send("200 OK", Packed, said: 1L << 40), "it sends 1,099,511,627,776 bytes or more, and the file has less than 1,348,576", 1),
        ["bytes without end"] = (Endless, "it sends 1,", 1),
        ["a break at the same place"] = (call => call.Send("200 OK", Packed[..100_000], said: Packed.Length), "the connection broke off", 4),
        ["always reset"] = (FaultyServer.Reset, "the connection broke off", 4),
        ["no web server"] = (call => call.Raw("SSH-2.0-OpenSSH\r\n"), "127.0.0.1 does not answer as a web server does", 4),
    };

    [Theory]
    [MemberData(nameof(LastingFaults))]
    public async Task A_fault_that_lasts_ends_in_a_sentence_and_leaves_what_was_there(string fault)
    {
        var (answer, sentence, requests) = Lasting[fault];
        using var server = new FaultyServer(answer);
        var old = _temporary.Write([1, 2, 3], "mnist/images.gz");

        var failure = await Assert.ThrowsAsync<IOException>(() => Download(server));

        Assert.StartsWith($"MNIST could not be downloaded: images.gz could not be had from {server.Address}/: {sentence}", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith(WhatToDo, failure.Message, StringComparison.Ordinal);
        Assert.Equal(requests, server.Requests.Count);
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(old));

        // What the next download can go on from is kept, all else is thrown away.
        Assert.Equal(fault == "a break at the same place" ? 100_000 : null, File.Exists(Part) ? new FileInfo(Part).Length : (long?)null);
    }

    [Fact]
    public async Task A_redirect_from_https_to_http_is_not_followed()
    {
        using var plain = new FaultyServer(FaultyServer.Whole(Packed));
        using var server = new FaultyServer(tls: true, FaultyServer.Status("302 Found", $"Location: {plain.Address}/images.gz"));
        var failure = await Assert.ThrowsAsync<IOException>(() => Download(Trusting(server)));
        Assert.Contains("the server redirects from https to http, which is not followed", failure.Message, StringComparison.Ordinal);
        Assert.Empty(plain.Requests);
    }

    [Fact]
    public async Task A_server_that_cannot_prove_who_it_is_gets_no_request()
    {
        using var server = new FaultyServer(tls: true, FaultyServer.Whole(Packed));
        var failure = await Assert.ThrowsAsync<IOException>(() => Download(server));
        Assert.Contains("there is no secure connection to 127.0.0.1", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Requests, request => request.Length > 0);
    }

    [Fact]
    public async Task A_name_and_password_are_sent_to_their_server_alone_and_never_shown()
    {
        using var other = new FaultyServer(FaultyServer.Status("404 Not Found"));
        using var server = new FaultyServer(FaultyServer.Status("302 Found", $"Location: {other.Address}/images.gz"));
        var address = new UriBuilder(server.Address) { UserName = "ann", Password = "s%20cret" }.Uri;
        var failure = await Assert.ThrowsAsync<IOException>(() => Download(new MnistMirror(address, Quick)));
        Assert.Contains("Authorization: Basic " + Convert.ToBase64String("ann:s cret"u8), server.Requests[0], StringComparison.Ordinal);
        Assert.DoesNotContain("Authorization", other.Requests[0], StringComparison.Ordinal);
        Assert.DoesNotContain("cret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_network_it_says_so_within_ten_seconds()
    {
        using var unused = new TcpListener(IPAddress.Loopback, 0);
        unused.Start();
        var port = ((IPEndPoint)unused.LocalEndpoint).Port;
        unused.Stop();
        var failure = await Assert.ThrowsAsync<IOException>(() =>
            Download(DownloadLimits.Default, new MnistMirror(new($"http://127.0.0.1:{port}")), new MnistMirror(new("https://mirror.invalid/mnist")))
                .WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.Equal(
            $"MNIST could not be downloaded: images.gz could not be had from http://127.0.0.1:{port}/: there is no connection to 127.0.0.1; " +
            $"nor from https://mirror.invalid/mnist/: the name mirror.invalid cannot be looked up{WhatToDo}",
            failure.Message);
    }

    [Fact]
    public async Task A_network_that_swallows_everything_is_given_up_too()
    {
        using var handler = new SocketsHttpHandler();
        handler.ConnectCallback = async (_, stop) =>
        {
            await Task.Delay(Timeout.Infinite, stop);
            return Stream.Null;
        };
        var limits = Quick with { Connect = TimeSpan.FromMinutes(1), Silence = TimeSpan.FromMinutes(1), FirstAnswer = TimeSpan.FromSeconds(0.3) };
        var failure = await Assert.ThrowsAsync<IOException>(() => Download(limits, new MnistMirror(new("http://127.0.0.1:9"), limits, handler)));
        Assert.Equal("MNIST could not be downloaded: no server answered within 0.3 seconds" + WhatToDo, failure.Message);
    }

    [Fact]
    public async Task A_server_that_drips_is_given_up_when_the_time_is_over()
    {
        using var server = new FaultyServer(async call =>
        {
            await call.Send("200 OK", [], said: Packed.Length);
            while (true)
            {
                await call.Stream.WriteAsync(new byte[1], call.End);
                await Task.Delay(5, call.End);
            }
        });
        var limits = Quick with { Total = TimeSpan.FromSeconds(0.6) };
        var failure = await Assert.ThrowsAsync<IOException>(() => Download(limits, new MnistMirror(server.Address, limits)));
        Assert.Contains("it took longer than 0 minutes; the next download goes on where this one stopped", failure.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Final));
    }

    [Fact]
    public async Task Stopped_by_the_user_it_leaves_nothing_under_the_final_name_and_goes_on_the_next_time()
    {
        using var server = new FaultyServer(
            async call => { await FaultyServer.CutOff(Packed, 150_000)(call); await FaultyServer.Silence(call); },
            FaultyServer.Whole(Packed));
        using var stop = new CancellationTokenSource();
        var progress = new Heard(progress =>
        {
            if (progress.Received >= 150_000)
            {
                stop.Cancel();
            }
        });
        using (var download = new MnistDownload([Images], Folder, [new MnistMirror(server.Address)], DownloadLimits.Default, progress))
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => download.RunAsync(stop.Token));
        }

        Assert.False(File.Exists(Final));
        await Download(server);
        Assert.Contains("Range: bytes=150000-", server.Requests[1], StringComparison.Ordinal);
        AssertWhole();
    }

    [Fact]
    public async Task Two_downloads_into_one_folder_do_not_mix()
    {
        using var server = new FaultyServer(FaultyServer.Silence);
        using var stop = new CancellationTokenSource();
        using var first = new MnistDownload([Images], Folder, [new MnistMirror(server.Address)], DownloadLimits.Default);
        var running = first.RunAsync(stop.Token);
        while (server.Requests.Count == 0)
        {
            await Task.Delay(5);
        }

        var failure = await Assert.ThrowsAsync<IOException>(() => Download(server));
        Assert.Equal($"Another download into {Folder} is running: let it finish.", failure.Message);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task A_file_where_the_folder_should_be_is_named()
    {
        _temporary.Write([1], "mnist");
        using var server = new FaultyServer(FaultyServer.Whole(Packed));
        var failure = await Assert.ThrowsAsync<IOException>(() => Download(server));
        Assert.StartsWith($"MNIST cannot be put into {Folder}: ", failure.Message, StringComparison.Ordinal);
    }

    // ---- from a folder ----

    [Theory]
    [InlineData("images.gz")]
    [InlineData("images")]
    public async Task A_folder_that_has_the_file_does_as_well_as_a_server(string name)
    {
        _temporary.Write(name == "images" ? Plain : Packed, "usb stick/" + name);
        await Download(Assert.Single(MnistSource.Of(Path.Combine(_temporary.Path, "usb stick"))));
        Assert.Equal(Plain, Unpack(await File.ReadAllBytesAsync(Final)));
        Assert.False(File.Exists(Part));
    }

    [Fact]
    public async Task A_slow_folder_is_no_missing_network()
    {
        _temporary.Write(Plain, "usb/images");
        var limits = Quick with { FirstAnswer = TimeSpan.FromMilliseconds(20) };
        using var download = new MnistDownload([Images], Folder, MnistSource.Of(Path.Combine(_temporary.Path, "usb")), limits, new Heard(_ => Thread.Sleep(20)));
        await download.RunAsync(CancellationToken.None);
        Assert.True(File.Exists(Final));
    }

    [Theory]
    [InlineData(null, "it is not there, neither plain nor with .gz")]
    [InlineData("<html>", "what came is a web page")]
    public async Task A_folder_that_lacks_the_file_or_has_a_wrong_one_is_named(string? content, string sentence)
    {
        if (content is not null)
        {
            _temporary.Write(Encoding.ASCII.GetBytes(content), "usb/images.gz");
        }

        var from = Directory.CreateDirectory(Path.Combine(_temporary.Path, "usb")).FullName;
        var failure = await Assert.ThrowsAsync<IOException>(() => Download(Assert.Single(MnistSource.Of(from))));
        Assert.Equal($"MNIST could not be downloaded: images.gz could not be had from the folder {from}: {sentence}{WhichFolder}", failure.Message);
    }

    [Theory]
    [InlineData("nowhere", "there is no such folder")]
    [InlineData("mnist.npz", "it is no folder: the file is a zip archive")]
    [InlineData("begun", "it is not there, neither plain nor with .gz")]
    [InlineData("pickle", "it is not there, neither plain nor with .gz. Its mnist.pkl.gz is a pickle of Python, as Nielsen's book has it, which is a program and is not run here; gd data download gets the same digits")]
    public async Task A_source_that_is_no_folder_of_the_files_is_told_as_what_it_is(string name, string sentence)
    {
        _temporary.Write("PK\x03\x04"u8.ToArray(), "mnist.npz");
        _temporary.Write([1], "pickle/mnist.pkl.gz");
        _temporary.Write([1], "begun/d/train-images-idx3-ubyte.gz.part");
        var from = Path.Combine(_temporary.Path, name);
        var failure = await Assert.ThrowsAsync<IOException>(() => Download(Assert.Single(MnistSource.Of(from))));
        Assert.Equal($"MNIST could not be downloaded: images.gz could not be had from the folder {from}: {sentence}{WhichFolder}", failure.Message);
    }

    [Theory]
    [InlineData("images.gz", true)]
    [InlineData("images.gz", false)]
    [InlineData("images", false)]
    [InlineData("images", true)]
    public async Task A_folder_s_file_is_packed_or_not_by_its_bytes_whatever_its_name(string name, bool packed)
    {
        _temporary.Write(packed ? Packed : Plain, "usb/" + name);
        await Download(Assert.Single(MnistSource.Of(Path.Combine(_temporary.Path, "usb"))));
        Assert.Equal(Plain, Unpack(await File.ReadAllBytesAsync(Final)));
    }

    // ---- other data under the same names ----

    [Theory]
    [InlineData("images.gz")]
    [InlineData("images")]
    public async Task Whole_files_of_other_data_are_left_alone_unless_they_may_be_replaced(string name)
    {
        var other = name.EndsWith(".gz", StringComparison.Ordinal) ? IdxBytes.Gzip(IdxBytes.Images(3)) : IdxBytes.Images(3);
        var path = _temporary.Write(other, "mnist", name);
        using var server = new FaultyServer(FaultyServer.Whole(Packed));
        var failure = await Assert.ThrowsAsync<IOException>(() => Download(server));
        Assert.Equal(
            $"MNIST was not put into {Folder}, for that holds other data: {Path.GetFileName(name)} is a whole IDX file of 3 images of 28 x 28, but not this one of MNIST. " +
            "Name another folder for MNIST, or say that this data may be replaced (--replace; in a notebook replace: true).",
            failure.Message);
        Assert.Empty(server.Requests);
        Assert.Equal(other, await File.ReadAllBytesAsync(path));

        using var replacing = new MnistDownload([Images], Folder, [Mirror(server)], Quick, replace: true);
        await replacing.RunAsync(CancellationToken.None);
        Assert.Equal(Packed, await File.ReadAllBytesAsync(Final));
        Assert.True(path == Final || Enumerable.SequenceEqual(other, await File.ReadAllBytesAsync(path)), "what stands under another name is not touched");
    }

    [Fact]
    public void What_is_neither_an_address_nor_a_folder_is_said_so() =>
        Assert.Equal(
            "MNIST can come from a folder or from an address with https:// or http://, not from 'ftp://example.org/mnist'.",
            Assert.Throws<ArgumentException>(() => MnistSource.Of("ftp://example.org/mnist")).Message);

    [Fact]
    public void The_public_mirrors_are_asked_over_https() =>
        Assert.All(MnistSource.Of(null), mirror => Assert.StartsWith("https://", mirror.Name, StringComparison.Ordinal));

    [MnistFact]
    public async Task The_real_MNIST_comes_from_a_server_and_every_byte_of_it_is_right()
    {
        var real = Environment.GetEnvironmentVariable("GDNOTEBOOKS_DATA")!;
        using var server = new FaultyServer(call =>
        {
            var name = call.Request.Split(' ')[1].Split('/')[^1];
            return FaultyServer.Whole(File.ReadAllBytes(Path.Combine(real, name)))(call);
        });
        var files = await Mnist.DownloadAsync(Folder, server.Address.ToString());
        Assert.All(files, file => Assert.True(file.IsRight));
        Assert.All(await Mnist.VerifyAsync(Folder), file => Assert.True(file.IsRight, file.ToString()));
        Assert.Equal(Folder, Mnist.Folder(Folder));
        Assert.Equal(4, server.Requests.Count);
    }

    public void Dispose() => _temporary.Dispose();

    private static async Task Endless(FaultyServer.Call call)
    {
        await call.Raw("HTTP/1.1 200 OK\r\n\r\n");
        while (true)
        {
            await call.Stream.WriteAsync(new byte[1 << 16], call.End);
        }
    }

    private static MnistMirror Mirror(FaultyServer server) => new(server.Address, Quick);

    private static MnistMirror Trusting(FaultyServer server)
    {
        var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.Subject == "CN=127.0.0.1";
        return new(server.Address, Quick, handler);
    }

    private Task<List<MnistProgress>> Download(FaultyServer server) => Download(Mirror(server));

    private Task<List<MnistProgress>> Download(params MnistSource[] sources) => Download(Quick, sources);

    private async Task<List<MnistProgress>> Download(DownloadLimits limits, params MnistSource[] sources)
    {
        var all = new List<MnistProgress>();
        using var download = new MnistDownload([Images], Folder, sources, limits, new Heard(all.Add));
        await download.RunAsync(CancellationToken.None);
        return all;
    }

    private void AssertWhole()
    {
        Assert.Equal(Packed, File.ReadAllBytes(Final));
        Assert.Equal([".download", "images.gz"], Directory.GetFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private static byte[] Filled(int length)
    {
        var bytes = new byte[length];
        bytes.AsSpan().Fill(7);
        return bytes;
    }

    private static byte[] Bytes(int length, ulong seed = 1)
    {
        var random = new SplitMix(seed);
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
        {
            bytes[i] = (byte)random.Below(256);
        }

        return bytes;
    }

    private static byte[] Pack(byte[] bytes) => IdxBytes.Gzip(bytes);

    private static byte[] Unpack(byte[] bytes)
    {
        using var plain = new MemoryStream();
        using var packed = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        packed.CopyTo(plain);
        return plain.ToArray();
    }

    private sealed class Heard(Action<MnistProgress> hear) : IProgress<MnistProgress>
    {
        public void Report(MnistProgress value) => hear(value);
    }
}
