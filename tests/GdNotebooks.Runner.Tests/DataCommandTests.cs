using System.Net;
using System.Net.Sockets;
using System.Text;
using GdNotebooks.Tests.Digits;

namespace GdNotebooks.Runner.Tests;

public sealed class DataCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gdnotebooks-").FullName;

    [Fact]
    public async Task Status_names_the_missing_files_and_the_way_to_get_them()
    {
        await File.WriteAllBytesAsync(Path.Combine(_folder, "t10k-labels-idx1-ubyte.gz"), new byte[4542]);
        var (exit, output, error) = await Gd.RunAsync("data", "status", "--data", _folder);
        Assert.Equal((0, ""), (exit, error));
        Assert.Equal(
            $"""
            MNIST in {_folder}:
              train-images-idx3-ubyte: not there
              train-labels-idx1-ubyte: not there
              t10k-images-idx3-ubyte: not there
              t10k-labels-idx1-ubyte.gz: 4.5 kB
            Notebooks cannot take their digits from there. gd data download --data {_folder} gets MNIST.

            """,
            output);
    }

    [Fact]
    public async Task Verify_says_of_each_file_what_is_wrong_with_it()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "train-labels-idx1-ubyte.gz"), "<html>");
        await File.WriteAllBytesAsync(Path.Combine(_folder, "t10k-labels-idx1-ubyte"), new byte[10_008]);
        var (exit, output, error) = await Gd.RunAsync("data", "verify", "--data", _folder);
        Assert.Equal((1, ""), (exit, output));
        Assert.Equal(
            $"""
            train-images-idx3-ubyte is not there
            train-labels-idx1-ubyte.gz is a web page
            t10k-images-idx3-ubyte is not there
            t10k-labels-idx1-ubyte is filled with zero bytes, as a file that was never written to the end
            MNIST in {_folder} is not complete and right: gd data download --data {_folder} puts it right.

            """,
            error);
    }

    public static TheoryData<string, byte[], string> Foreign => new()
    {
        { "a web page", "<!DOCTYPE html>"u8.ToArray(), "is a web page" },
        { "a pointer of Git LFS", "version https://git-lfs.github.com/spec/v1\n"u8.ToArray(), "is a pointer of Git LFS and not the file itself, which \"git lfs pull\" fetches" },
        { "an empty file", [], "is empty" },
        { "gzip in gzip", IdxBytes.Gzip(IdxBytes.Gzip(IdxBytes.Labels([1]))), "is packed with gzip twice: unpack it once" },
        { "a text", "404: Not Found"u8.ToArray(), "is a text: \"404: Not Found\"" },
    };

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task All_commands_say_the_same_of_a_file_that_is_something_else(string topic, byte[] bytes, string what)
    {
        WriteSet(IdxBytes.Images(2), IdxBytes.Labels([7, 3]), IdxBytes.Images(1), bytes);
        string name = "t10k-labels-idx1-ubyte";
        var status = await Gd.RunAsync("data", "status", "--data", _folder);
        var verify = await Gd.RunAsync("data", "verify", "--data", _folder);
        var train = await Gd.RunAsync("train", "--data", _folder, "--epochs", "1");

        Assert.True(status.Output.EndsWith($"Notebooks cannot read this: {name} {what}; an IDX file of labels is expected. gd data verify --data {_folder} looks at every file.\n", StringComparison.Ordinal), $"{topic}: {status.Output}");
        Assert.Contains($"{name} {what}\n", verify.Error, StringComparison.Ordinal);
        Assert.Equal((1, $"{name} {what}; an IDX file of labels is expected.\n"), (train.ExitCode, train.Error));
    }

    [Fact]
    public async Task A_whole_set_that_is_not_MNIST_is_named_and_kept_and_the_advice_repeats_the_folder()
    {
        string own = Directory.CreateDirectory(Path.Combine(_folder, "my digits")).FullName;
        WriteSet(IdxBytes.Images(2), IdxBytes.Labels([7, 3]), IdxBytes.Images(1), IdxBytes.Labels([8]), "my digits");
        const string read = "Read as notebooks read it: Digits: digits from IDX files, 2 to learn from and 1 held out. It is not MNIST.";
        string again = own.All(c => char.IsLetterOrDigit(c) || "/-_.:\\".Contains(c, StringComparison.Ordinal)) ? own : $"\"{own}\"";

        var status = await Gd.RunAsync("data", "status", "--data", own);
        Assert.EndsWith($"  t10k-labels-idx1-ubyte: 9 bytes\n{read}\n", status.Output, StringComparison.Ordinal);

        var verify = await Gd.RunAsync("data", "verify", "--data", own);
        Assert.Equal(1, verify.ExitCode);
        Assert.StartsWith("train-images-idx3-ubyte is a whole IDX file of 2 images of 28 x 28, but not this one of MNIST\n", verify.Error, StringComparison.Ordinal);
        Assert.EndsWith($"{own} holds other data than MNIST. Keep it and get MNIST with gd data download --data ANOTHER-FOLDER, or replace it with gd data download --data {again} --replace.\n", verify.Error, StringComparison.Ordinal);

        var download = await Gd.RunAsync("data", "download", "--data", own);
        Assert.Equal(1, download.ExitCode);
        Assert.StartsWith($"MNIST was not put into {own}, for that holds other data: train-images-idx3-ubyte is a whole IDX file of 2 images", download.Error, StringComparison.Ordinal);
        Assert.Equal(IdxBytes.Labels([8]), await File.ReadAllBytesAsync(Path.Combine(own, "t10k-labels-idx1-ubyte")));
    }

    [MnistFact]
    public async Task With_replace_the_four_files_are_those_of_MNIST_and_status_knows_it()
    {
        string real = Environment.GetEnvironmentVariable("GDNOTEBOOKS_DATA")!;
        WriteSet(IdxBytes.Images(2), IdxBytes.Labels([7, 3]), IdxBytes.Images(1), IdxBytes.Labels([8]));
        var (exit, output, error) = await Gd.RunAsync("data", "download", "--data", _folder, "--from", real, "--replace");
        Assert.Equal((0, ""), (exit, error));
        Assert.EndsWith($"MNIST is in {_folder}, every byte right.\n", output, StringComparison.Ordinal);
        Assert.Equal(0, (await Gd.RunAsync("data", "verify", "--data", _folder)).ExitCode);
        Assert.EndsWith($"Read as notebooks read it, this is MNIST by its labels. gd data verify --data {_folder} compares every byte.\n", (await Gd.RunAsync("data", "status", "--data", _folder)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_with_another_form_of_the_digits_is_told_so()
    {
        await File.WriteAllBytesAsync(Path.Combine(_folder, "mnist.pkl.gz"), [1]);
        var status = await Gd.RunAsync("data", "status", "--data", _folder);
        Assert.Contains("Its mnist.pkl.gz is a pickle of Python", status.Output, StringComparison.Ordinal);
        var train = await Gd.RunAsync("train", "--data", _folder);
        Assert.Equal(1, train.ExitCode);
        Assert.EndsWith("neither plain nor with .gz. Its mnist.pkl.gz is a pickle of Python, as Nielsen's book has it, which is a program and is not run here; gd data download gets the same digits.\n", train.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_none_is_a_wrong_command_line()
    {
        var (exit, _, error) = await Gd.RunAsync("data", "download", "--data", _folder, "--from", "ftp://example.org");
        Assert.Equal(2, exit);
        Assert.Equal("MNIST can come from a folder or from an address with https:// or http://, not from 'ftp://example.org'.\n", error);
    }

    [Fact]
    public async Task A_download_that_fails_says_so_in_one_line_and_leaves_nothing()
    {
        var empty = Directory.CreateDirectory(Path.Combine(_folder, "empty")).FullName;
        var target = Path.Combine(_folder, "mnist");
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
            ["data", "download", "--data", _folder, "--from", "http://mirror.invalid/mnist"],
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

    private void WriteSet(byte[] trainImages, byte[] trainLabels, byte[] testImages, byte[] testLabels, string below = "")
    {
        foreach (var (name, bytes) in Mnist.FilesIn(_folder).Keys.Zip([trainImages, trainLabels, testImages, testLabels]))
        {
            File.WriteAllBytes(Path.Combine(_folder, below, name), bytes);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
