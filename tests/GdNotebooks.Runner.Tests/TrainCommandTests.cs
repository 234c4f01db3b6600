using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;

namespace GdNotebooks.Runner.Tests;

/// <summary><c>gd train</c>, and the promise that its weights are the same bits everywhere.</summary>
public sealed class TrainCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gdnotebooks-").FullName;

    public TrainCommandTests()
    {
        var digits = DigitSet.Synthetic(430, 100, seed: 4);
        WriteIdx(digits.Training, "train");
        WriteIdx(digits.Test, "t10k");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("plain", "784,16,16,10")]
    [InlineData("best", "784,37,20,10")]
    public async Task The_weights_are_the_same_bits_with_every_instruction_set_and_culture_and_without_the_optimizer(string recipe, string layers)
    {
        string[] arguments = ["train", "--data", _folder, "--recipe", recipe, "--layers", layers, "--epochs", "2", "--json"];
        var here = await Json(arguments);
        string sha = here.GetProperty("weights_sha256").GetString()!;
        string costs = string.Join(' ', here.GetProperty("epochs").EnumerateArray().Select(epoch => epoch.GetProperty("cost").GetRawText()));

        (string, string)[][] machines =
        [
            [("DOTNET_EnableAVX512", "0")],
            [("DOTNET_EnableAVX512F", "0"), ("DOTNET_EnableAVX2", "0")],
            [("DOTNET_EnableAVX2", "0")],
            [("DOTNET_EnableHWIntrinsic", "0")],
            [("DOTNET_PreferredVectorBitWidth", "128")],
            [("DOTNET_PreferredVectorBitWidth", "512")],
            [("DOTNET_TieredCompilation", "0")],
            [("DOTNET_JITMinOpts", "1")],
            [("DOTNET_PROCESSOR_COUNT", "1")],
            [("LANG", "de_DE.UTF-8"), ("LC_ALL", "de_DE.UTF-8")],
        ];
        foreach (var machine in machines)
        {
            var there = await Json(arguments, machine);
            Assert.Equal((machine, sha), (machine, there.GetProperty("weights_sha256").GetString()));
            Assert.Equal(costs, string.Join(' ', there.GetProperty("epochs").EnumerateArray().Select(epoch => epoch.GetProperty("cost").GetRawText())));
        }
    }

    [Theory]
    [InlineData("plain", "f4518ba865cf760d")]
    [InlineData("best", "fa97830662ac0f3e")]
    public async Task The_weights_are_those_that_every_machine_has_got_so_far(string recipe, string sha)
    {
        var result = await Json(["train", "--data", _folder, "--recipe", recipe, "--epochs", "2", "--json"]);

        Assert.Equal(sha, result.GetProperty("weights_sha256").GetString()![..16]);
    }

    [Fact]
    public async Task Json_says_data_layers_epochs_and_hash_and_nothing_stands_beside_it()
    {
        var result = await Json(["train", "--data", _folder, "--epochs", "3", "--json"]);

        Assert.Equal("idx", result.GetProperty("dataset").GetString());
        Assert.Equal([784, 16, 16, 10], result.GetProperty("layers").EnumerateArray().Select(n => n.GetInt32()));
        var epochs = result.GetProperty("epochs").EnumerateArray().ToList();
        Assert.Equal([1, 2, 3], epochs.Select(epoch => epoch.GetProperty("epoch").GetInt32()));
        Assert.All(epochs, epoch =>
        {
            Assert.InRange(epoch.GetProperty("test_accuracy").GetDouble(), 0, 1);
            Assert.InRange(epoch.GetProperty("cost").GetDouble(), 0, 5);
            Assert.True(epoch.GetProperty("seconds").GetDouble() > 0);
        });
        Assert.Matches("^[0-9a-f]{64}$", result.GetProperty("weights_sha256").GetString());
    }

    [Fact]
    public async Task A_sweep_gives_each_run_what_it_has_alone()
    {
        var alone = await Json(["train", "--data", _folder, "--rate", "1", "--batch", "7", "--seed", "5", "--epochs", "1", "--json"]);
        var sweep = await Json(["train", "--data", _folder, "--rate", "3,1", "--batch", "7,10", "--seed", "4,5", "--epochs", "1", "--json"]);
        var runs = sweep.GetProperty("runs").EnumerateArray().ToList();

        Assert.Equal(8, runs.Count);
        var same = runs.Single(run => run.GetProperty("rate").GetDouble() == 1 && run.GetProperty("batch").GetInt32() == 7 && run.GetProperty("seed").GetInt32() == 5);
        Assert.Equal(alone.GetProperty("weights_sha256").GetString(), same.GetProperty("weights_sha256").GetString());

        var (exit, output, _) = await Gd.RunAsync(["train", "--data", _folder, "--rate", "3,1", "--epochs", "1"]);
        Assert.Equal(0, exit);
        Assert.Contains("2 runs", output, StringComparison.Ordinal);
        Assert.Contains("Test accuracy (median)", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Saved_weights_are_those_of_the_hash()
    {
        string file = Path.Combine(_folder, "network.npz");
        var result = await Json(["train", "--data", _folder, "--epochs", "1", "--save", file, "--json"]);
        var network = NetworkFiles.LoadNpz(file);
        byte[] bytes = [.. network.Parameters.SelectMany(parameter => BitConverter.GetBytes((float)parameter))];

        Assert.Equal(result.GetProperty("weights_sha256").GetString(), Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)));
    }

    [Fact]
    public async Task Without_json_there_is_a_line_for_each_epoch_and_a_summary()
    {
        var (exit, output, error) = await Gd.RunAsync(["train", "--data", _folder, "--epochs", "2"]);
        string[] lines = output.TrimEnd().Split('\n');

        Assert.Equal((0, ""), (exit, error));
        Assert.Equal("784-16-16-10, 13,002 parameters", lines[1]);
        Assert.StartsWith("Epoch  1: cost ", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("Epoch  2: cost ", lines[3], StringComparison.Ordinal);
        Assert.Matches(@"^Test accuracy [\d.]+ %; an epoch of training took [\d.]+ s at first, [\d.]+ s \(median\) and [\d.]+ s at last; [\d.]+ s in all with measuring\.$", lines[4]);
        Assert.StartsWith("Weights: sha256 ", lines[5], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rate_that_diverges_ends_with_exit_code_1_and_says_so()
    {
        var (exit, output, _) = await Gd.RunAsync(["train", "--data", _folder, "--recipe", "best", "--rate", "1e12", "--epochs", "3"]);
        Assert.Equal(1, exit);
        Assert.Contains("diverged at mini-batch", output, StringComparison.Ordinal);

        var (jsonExit, json, _) = await Gd.RunAsync(["train", "--data", _folder, "--recipe", "best", "--rate", "1e12", "--epochs", "3", "--json"]);
        Assert.Equal(1, jsonExit);
        Assert.Contains("try a tenth", JsonDocument.Parse(json).RootElement.GetProperty("diverged").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_diverges_saves_no_weights_and_leaves_those_of_an_earlier_run()
    {
        string file = Path.Combine(_folder, "network.npz");
        string[] diverging = ["train", "--data", _folder, "--recipe", "best", "--rate", "1e12", "--epochs", "3", "--save", file];
        var (exit, output, error) = await Gd.RunAsync(diverging);
        Assert.Equal(1, exit);
        Assert.Contains("diverged at mini-batch", output + error, StringComparison.Ordinal);
        Assert.False(File.Exists(file), output + error);

        await Gd.RunAsync(["train", "--data", _folder, "--epochs", "1", "--save", file]);
        byte[] before = File.ReadAllBytes(file);
        Assert.Equal(1, (await Gd.RunAsync(diverging)).ExitCode);
        Assert.Equal(before, File.ReadAllBytes(file));
    }

    [Theory]
    [InlineData("--rate nine", "--rate nine: expected numbers above 0 with commas")]
    [InlineData("--rate -1", "--rate -1: expected numbers above 0")]
    [InlineData("--batch 1.5", "expected whole numbers")]
    [InlineData("--batch 0", "--batch 0: expected whole numbers from 1 on")]
    [InlineData("--batch 431", "and 431 were asked for")]
    [InlineData("--epochs 0", "--epochs 0: expected a whole number from 1")]
    [InlineData("--layers 784", "at least two layers")]
    [InlineData("--layers 784,-1,10", "layer 1 has -1")]
    [InlineData("--layers 100,10", "784 inputs and 10 outputs, and this one is 100-10")]
    [InlineData("--decay 1.5", "--decay 1.5: expected a number above 0 and at most 1, with a point")]
    [InlineData("--recipe best --decay 0.9", "--decay is for the plain recipe")]
    [InlineData("--measure 0", "--measure 0: expected a whole number from 1")]
    [InlineData("--recipe good", "--recipe good: expected plain or best.")]
    [InlineData("--epochs 1e3", "--epochs 1e3: expected a whole number from 1")]
    [InlineData("--decay 0,9", "--decay 0,9: expected a number above 0 and at most 1, with a point")]
    [InlineData("--save .", "--save .: expected the name of a file")]
    [InlineData("--save /dev/null", "--save /dev/null: expected the name of a file")]
    [InlineData("--rate 1,2 --save x.npz", "one run")]
    public async Task A_wrong_command_line_is_told_in_a_sentence(string arguments, string part)
    {
        var (exit, output, error) = await Gd.RunAsync(["train", "--data", _folder, .. arguments.Split(' ')]);

        Assert.Equal((2, ""), (exit, output));
        Assert.Contains(part, error, StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter '", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_have_a_point_in_every_country_and_a_folder_for_the_weights_is_made()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fa-IR");
        try
        {
            string file = Path.Combine(_folder, "new", "weights.npz");
            var (exit, _, error) = await Gd.RunAsync(["train", "--data", _folder, "--epochs", "1", "--decay", "0.95", "--rate", "0.5", "--save", file]);

            Assert.Equal((0, ""), (exit, error));
            Assert.True(File.Exists(file));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static async Task<JsonElement> Json(string[] arguments, params (string, string)[] environment)
    {
        using var gd = GdProcess.Start(arguments, environment);
        var (exitCode, output, error) = await gd.EndAsync();
        Assert.Equal((0, ""), (exitCode, error));
        return JsonDocument.Parse(output).RootElement;
    }

    private void WriteIdx(DigitImages images, string name)
    {
        byte[] head = new byte[16];
        BinaryPrimitives.WriteInt32BigEndian(head, 0x803);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), images.Count);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(8), 28);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(12), 28);
        File.WriteAllBytes(Path.Combine(_folder, name + "-images-idx3-ubyte"), [.. head, .. images.Pixels.Span]);
        BinaryPrimitives.WriteInt32BigEndian(head, 0x801);
        File.WriteAllBytes(Path.Combine(_folder, name + "-labels-idx1-ubyte"), [.. head[..8], .. images.Labels.Select(label => (byte)label)]);
    }
}
