using System.Buffers.Binary;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;

namespace GdNotebooks.Runner;

/// <summary><c>gd train</c>: trains the digit network outside any notebook, one run or a whole sweep of rates, mini-batches and seeds.</summary>
internal static class TrainCommand
{
    private const int MostEpochs = 1_000_000;

    private static readonly Dictionary<string, Func<int, double?, double, Recipe>> Recipes = new()
    {
        ["plain"] = (epochs, rate, decay) => Recipe.Plain(epochs, decay == 1 ? rate ?? 3 : LearningRate.Exponential(rate ?? 3, decay)),
        ["best"] = (epochs, rate, decay) => decay != 1 ? throw new ArgumentException("--decay is for the plain recipe: the best one has a rate that falls by itself.")
            : rate is double first ? Recipe.Best(epochs, first) : Recipe.Best(epochs),
    };

    public static Command Create()
    {
        var data = new Option<string?>("--data") { HelpName = "DIR", Description = "The folder with MNIST" };
        var recipe = CommonOptions.OneOf("--recipe", [.. Recipes.Keys], "plain: sigmoids, quadratic cost, 30 epochs; best: all that helps, 200 epochs", "plain");
        var layers = List("--layers", "N,N,...", "Neurons per layer, the inputs first [default: 784,16,16,10]", WholeNumber, "whole numbers");
        var epochs = CommonOptions.Number("--epochs", "N", "How often all training images are gone through [default: that of the recipe]", 1, MostEpochs);
        var batch = List("--batch", "M[,M...]", "Examples in a mini-batch; several make a sweep [default: that of the recipe]", Count, "whole numbers from 1 on");
        var rate = List("--rate", "H[,H...]", "The learning rate; several make a sweep [default: that of the recipe]", Rate, "numbers above 0");
        var decay = new Option<double>("--decay")
        {
            HelpName = "F",
            Description = "What is left of the plain recipe's rate after each epoch, for instance 0.95",
            DefaultValueFactory = _ => 1,
            CustomParser = argument =>
            {
                string text = argument.Tokens[0].Value;
                if (Number(text) is not (> 0 and <= 1 and double factor))
                {
                    argument.AddError($"--decay {text}: expected a number above 0 and at most 1, with a point.");
                    return 1;
                }

                return factor;
            },
        };
        var seed = List("--seed", "S[,S...]", "Decides start and order; several make a sweep [default: 1]", WholeNumber, "whole numbers");
        var measure = CommonOptions.Number("--measure", "K", "Measure cost and accuracy every K epochs [default: 1, or 10 by the best recipe]", 1, MostEpochs);
        var save = new Option<string?>("--save") { HelpName = "FILE.npz", Description = "Write the weights as NumPy reads them; for a single run" };
        save.Validators.Add(result =>
        {
            // Not a device: a file takes its place.
            if (result.GetValueOrDefault<string?>() is { } path && (string.IsNullOrWhiteSpace(path) || Path.EndsInDirectorySeparator(path) || Directory.Exists(path) || path.StartsWith("/dev/", StringComparison.Ordinal)))
            {
                result.AddError($"--save {path}: expected the name of a file.");
            }
        });
        var json = new Option<bool>("--json") { Description = "Write one JSON object and nothing else" };
        var command = new Command("train", "Train the digit network and say how it goes; with several rates, mini-batches or seeds, all of them side by side")
        {
            data, recipe, layers, epochs, batch, rate, decay, seed, measure, save, json,
        };
        command.SetAction((parsed, cancel) => Task.Run(
            () =>
            {
                string name = parsed.GetValue(recipe)!;
                int rounds = parsed.GetValue(epochs) is > 0 and int given ? given : (name == "best" ? Recipe.Best() : Recipe.Plain()).Options.Epochs;
                Job[] jobs;
                DigitSet digits;
                try
                {
                    jobs = [..
                        from s in Given(parsed, seed) ?? [1]
                        from h in Given(parsed, rate)?.Select(h => (double?)h) ?? [null]
                        from m in Given(parsed, batch)?.Select(m => (int?)m) ?? [null]
                        let chosen = Recipes[name](rounds, h, parsed.GetValue(decay))
                        select new Job(chosen.Create(Given(parsed, layers), s), chosen.Options with
                        {
                            Seed = s,
                            MiniBatch = m ?? chosen.Options.MiniBatch,
                            MeasureEvery = parsed.GetValue(measure) is > 0 and int every ? every : name == "best" ? 10 : 1,
                        })];
                    digits = DigitSet.Find(parsed.GetValue(data));
                    foreach (var job in jobs)
                    {
                        _ = Sgd.Train(job.Network, digits, job.Options, cancel);
                    }
                }
                catch (ArgumentException e)
                {
                    throw new UserException(e.Message.Split(" (Parameter")[0], e, exitCode: 2);
                }

                string? file = parsed.GetValue(save);
                if (jobs.Length > 1 && file is not null)
                {
                    throw new UserException($"--save writes the weights of one run, and these are {jobs.Length}.", exitCode: 2);
                }

                if (file is not null)
                {
                    string folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
                    WholeFile.CheckFolder(folder, "name a file elsewhere with --save");
                    Directory.CreateDirectory(folder);
                }

                var console = CommandLine.ConsoleOn(parsed.InvocationConfiguration.Output);
                bool quiet = parsed.GetValue(json);
                if (!quiet)
                {
                    console.Profile.Out.Writer.WriteLine(digits);
                    console.Profile.Out.Writer.WriteLine(jobs.Length == 1 ? jobs[0].Network.ToString() : string.Create(CultureInfo.InvariantCulture, $"{jobs[0].Network}; {jobs.Length} runs"));
                }

                long began = Stopwatch.GetTimestamp();
                var results = Train(console, jobs, digits, quiet, cancel);
                double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
                string? unsaved = null;
                if (file is not null)
                {
                    try
                    {
                        jobs[0].Network.SaveNpz(file);
                    }
                    catch (Exception e) when (e is InvalidOperationException or IOException or UnauthorizedAccessException)
                    {
                        unsaved = $"--save {file}: {(e is InvalidOperationException ? e.Message : $"it cannot be written: {WholeFile.Reason(e, file)}.")}";
                    }
                }

                if (quiet)
                {
                    console.Profile.Out.Writer.WriteLine(Json(digits, jobs, results, seconds));
                }
                else
                {
                    Report(console, jobs, results, seconds);
                }

                if (unsaved is not null)
                {
                    parsed.InvocationConfiguration.Error.WriteLine(unsaved);
                }

                return unsaved is not null || results.Any(run => run[^1].Divergence is not null) ? 1 : 0;
            },
            CancellationToken.None));
        return command;
    }

    // A bar on a terminal; elsewhere a line for each result, or, of a sweep, nothing until its table.
    private static IReadOnlyList<IReadOnlyList<EpochResult>> Train(IAnsiConsole console, Job[] jobs, DigitSet digits, bool quiet, CancellationToken cancel)
    {
        var runs = jobs.Select(job => (job.Network, job.Options));
        if (quiet || !console.Profile.Out.IsTerminal)
        {
            var lines = quiet || jobs.Length > 1 ? null : new Reporter(result => console.Profile.Out.Writer.WriteLine(Line(result)));
            return Sgd.TrainAll(runs, digits, lines, cancel);
        }

        return console.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                int results = jobs.Sum(job => (job.Options.Epochs + job.Options.MeasureEvery - 1) / job.Options.MeasureEvery);
                var bar = context.AddTask("Training", maxValue: results);
                return Sgd.TrainAll(runs, digits, new Reporter(result =>
                {
                    bar.Description = jobs.Length == 1 ? Markup.Escape(result.ToString()) : "Training";
                    bar.Increment(1);
                }), cancel);
            });
    }

    private static string Line(EpochResult result) => result.Divergence is not null
        ? result.ToString()
        : string.Create(CultureInfo.InvariantCulture, $"{result}, {result.Seconds:0.000} s");

    private static void Report(IAnsiConsole console, Job[] jobs, IReadOnlyList<IReadOnlyList<EpochResult>> results, double seconds)
    {
        var output = console.Profile.Out.Writer;
        if (jobs.Length > 1)
        {
            var table = new Table().Border(TableBorder.Rounded).AddColumns("seed", "learning rate", "mini-batch");
            table.AddColumn(new TableColumn("cost").RightAligned());
            table.AddColumn(new TableColumn("test").RightAligned());
            table.AddColumn(new TableColumn("s an epoch").RightAligned());
            foreach (var (job, run) in jobs.Zip(results))
            {
                var last = run[^1];
                table.AddRow(
                    job.Options.Seed.ToString(CultureInfo.InvariantCulture),
                    Markup.Escape(job.Options.LearningRate.ToString()),
                    job.Options.MiniBatch.ToString(CultureInfo.InvariantCulture),
                    last.Divergence is null ? last.Cost.ToString("0.0000", CultureInfo.InvariantCulture) : "diverged",
                    (100 * last.TestAccuracy).ToString("0.00", CultureInfo.InvariantCulture) + " %",
                    Median(PerEpoch(run)).ToString("0.000", CultureInfo.InvariantCulture));
            }

            console.Write(table);
            foreach (var (job, run) in jobs.Zip(results).Where(pair => pair.Second[^1].Divergence is not null))
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Seed {job.Options.Seed}, mini-batch {job.Options.MiniBatch}: {run[^1]}"));
            }
        }
        else if (console.Profile.Out.IsTerminal)
        {
            output.WriteLine(results[0][^1]);
        }

        double[] accuracies = [.. results.Select(run => run[^1].TestAccuracy)];
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Test accuracy {(jobs.Length > 1 ? "(median) " : "")}{100 * Median(accuracies):0.00} %; an epoch of training took {Median([.. results.Select(run => PerEpoch(run)[0])]):0.0000} s at first, {Median([.. results.Select(run => Median(PerEpoch(run)))]):0.0000} s (median) and {Median([.. results.Select(run => PerEpoch(run)[^1])]):0.0000} s at last; {seconds:0.0} s in all with measuring."));
        if (jobs.Length == 1)
        {
            output.WriteLine($"Weights: sha256 {Sha256(jobs[0].Network)}");
        }
    }

    private static string Json(DigitSet digits, Job[] jobs, IReadOnlyList<IReadOnlyList<EpochResult>> results, double seconds)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("dataset", digits.IsMnist ? "mnist" : digits.Name.StartsWith("synthetic", StringComparison.Ordinal) ? "synthetic" : "idx");
            json.WriteStartArray("layers");
            foreach (int neurons in jobs[0].Network.Layers)
            {
                json.WriteNumberValue(neurons);
            }

            json.WriteEndArray();
            if (jobs.Length == 1)
            {
                WriteRun(json, jobs[0], results[0]);
            }
            else
            {
                json.WriteStartArray("runs");
                foreach (var (job, run) in jobs.Zip(results))
                {
                    json.WriteStartObject();
                    json.WriteNumber("seed", job.Options.Seed);
                    json.WriteNumber("rate", job.Options.LearningRate.At(0));
                    json.WriteNumber("batch", job.Options.MiniBatch);
                    WriteRun(json, job, run);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            json.WriteNumber("seconds", seconds);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteRun(Utf8JsonWriter json, Job job, IReadOnlyList<EpochResult> run)
    {
        json.WriteStartArray("epochs");
        foreach (var result in run)
        {
            json.WriteStartObject();
            json.WriteNumber("epoch", result.Epoch);
            WriteFinite(json, "cost", result.Cost);
            WriteFinite(json, "test_accuracy", result.TestAccuracy);
            json.WriteNumber("seconds", result.Seconds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (run[^1].Divergence is { } divergence)
        {
            json.WriteString("diverged", divergence.ToString());
        }

        json.WriteString("weights_sha256", Sha256(job.Network));
    }

    // JSON has no word for what is not a number.
    private static void WriteFinite(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>The hash of all parameters in their flat order, as little-endian float32: W1 row by row, b1, W2, b2 and so on.</summary>
    private static string Sha256(Network network)
    {
        byte[] bytes = new byte[sizeof(float) * network.ParameterCount];
        int at = 0;
        foreach (double parameter in network.Parameters)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(at), (float)parameter);
            at += sizeof(float);
        }

        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    // What an epoch took, from the first to the last of the whole run; where several are measured together, their mean.
    private static double[] PerEpoch(IReadOnlyList<EpochResult> run) =>
        [.. run.Select((result, k) => result.Seconds / (result.Epoch - (k == 0 ? 0 : run[k - 1].Epoch)))];

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }

    private static int? WholeNumber(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static int? Count(string text) => WholeNumber(text) is > 0 and int count ? count : null;

    private static double? Rate(string text) => Number(text) is > 0 and double rate ? rate : null;

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;

    // What is not given comes as an empty list.
    private static T[]? Given<T>(ParseResult parsed, Option<T[]?> list) => parsed.GetValue(list) is { Length: > 0 } given ? given : null;

    private static Option<T[]?> List<T>(string name, string helpName, string description, Func<string, T?> parse, string expected)
        where T : struct => new(name)
        {
            HelpName = helpName,
            Description = description,
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = argument =>
            {
                string text = argument.Tokens[0].Value;
                T?[] numbers = [.. text.Split(',', StringSplitOptions.TrimEntries).Select(parse)];
                if (numbers.Contains(null))
                {
                    argument.AddError($"{name} {text}: expected {expected} with commas between them.");
                    return null;
                }

                return [.. numbers.Select(number => number!.Value)];
            },
        };

    private sealed record Job(Network Network, SgdOptions Options);

    // Progress<T> would report later, on a thread of its own; this reports at once, one result at a time.
    private sealed class Reporter(Action<EpochResult> report) : IProgress<EpochResult>
    {
        private readonly Lock _oneAtATime = new();

        public void Report(EpochResult value)
        {
            lock (_oneAtATime)
            {
                report(value);
            }
        }
    }
}
