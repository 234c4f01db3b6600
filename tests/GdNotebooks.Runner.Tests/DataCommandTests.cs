using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GdNotebooks.Runner.Tests;

public sealed class DataCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gdnotebooks-").FullName;

    [Fact]
    public async Task Status_names_the_missing_files_and_the_way_to_get_them()
    {
        await File.WriteAllBytesAsync(Path.Combine(folder, "t10k-labels-idx1-ubyte.gz"), new byte[4542]);
        var (exit, output, error) = await Gd.RunAsync("data", "status", "--data", folder);
        Assert.Equal((0, ""), (exit, error));
        Assert.Equal(
            $"""
            MNIST in {folder}:
              train-images-idx3-ubyte: not there
              train-labels-idx1-ubyte: not there
              t10k-images-idx3-ubyte: not there
              t10k-labels-idx1-ubyte.gz: 4.5 kB
            Notebooks work on the synthetic digits. gd data download gets MNIST.

            """,
            output);
    }

    [Fact]
    public async Task Verify_says_of_each_file_what_is_wrong_with_it()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "train-labels-idx1-ubyte.gz"), "<html>");
        await File.WriteAllBytesAsync(Path.Combine(folder, "t10k-labels-idx1-ubyte"), new byte[10_008]);
        var (exit, output, error) = await Gd.RunAsync("data", "verify", "--data", folder);
        Assert.Equal((1, ""), (exit, output));
        Assert.Equal(
            $"""
            train-images-idx3-ubyte is not there
            train-labels-idx1-ubyte.gz is a web page
            t10k-images-idx3-ubyte is not there
            t10k-labels-idx1-ubyte has other bytes than this file of MNIST (its SHA-256 is another)
            MNIST in {folder} is not complete and right: gd data download puts it right.

            """,
            error);
    }

    [Fact]
    public async Task An_address_that_is_none_is_a_wrong_command_line()
    {
        var (exit, _, error) = await Gd.RunAsync("data", "download", "--data", folder, "--from", "ftp://example.org");
        Assert.Equal(2, exit);
        Assert.Equal("MNIST can come from a folder or from an address with https:// or http://, not from 'ftp://example.org'.\n", error);
    }

    [Fact]
    public async Task A_download_that_fails_says_so_in_one_line_and_leaves_nothing()
    {
        var empty = Directory.CreateDirectory(Path.Combine(folder, "empty")).FullName;
        var target = Path.Combine(folder, "mnist");
        var (exit, _, error) = await Gd.RunAsync("data", "download", "--data", target, "--from", empty);
        Assert.Equal(1, exit);
        Assert.StartsWith($"MNIST could not be downloaded: train-images-idx3-ubyte.gz could not be had from the folder {empty}: it is not there", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.Equal([".download"], Directory.GetFiles(target).Select(Path.GetFileName));
    }

    [Fact]
    public async Task The_proxy_that_the_environment_names_is_asked()
    {
        using var proxy = new TcpListener(IPAddress.Loopback, 0);
        proxy.Start();
        using var gd = GdProcess.Start(
            ["data", "download", "--data", folder, "--from", "http://mirror.invalid/mnist"],
            ("http_proxy", $"http://127.0.0.1:{((IPEndPoint)proxy.LocalEndpoint).Port}"),
            ("no_proxy", ""));
        using var client = await proxy.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII);
        Assert.Equal("GET http://mirror.invalid/mnist/train-images-idx3-ubyte.gz HTTP/1.1", await reader.ReadLineAsync());
        await stream.WriteAsync("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
        await gd.WaitForExitAsync();
        Assert.Equal(1, gd.ExitCode);
        Assert.Contains("the server answers with status 404", await gd.StandardError.ReadToEndAsync(), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
