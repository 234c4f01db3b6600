using System.Globalization;
using Spectre.Console;

namespace GdNotebooks.Runner;

/// <summary>Shows a download while it goes on: bars with size and speed on a terminal, lines elsewhere.</summary>
internal static class DownloadProgress
{
    public static Task ShowAsync(IAnsiConsole console, Func<IProgress<MnistProgress>, Task> download) =>
        !console.Profile.Out.IsTerminal
            ? download(new Lines(console.Profile.Out.Writer))
            : console.Progress().HideCompleted(false)
                .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new DownloadedColumn(), new TransferSpeedColumn())
                .StartAsync(context => download(new Bars(console, context)));

    /// <summary>A number of bytes as people say it.</summary>
    public static string Size(double bytes) => bytes < 1e3
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes:0} bytes")
        : bytes < 1e6 ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.0} kB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB");

    /// <summary>A line when a file is complete, and one for everything that is said in words.</summary>
    private sealed class Lines(TextWriter output) : IProgress<MnistProgress>
    {
        public void Report(MnistProgress value)
        {
            if (value.Note is { } note)
            {
                output.WriteLine($"{value.Name} {note}");
            }
            else if (value.Received == value.Size)
            {
                output.WriteLine($"{value.Name}: {Size(value.Received)}, {Size(value.BytesPerSecond)}/s");
            }
        }
    }

    private sealed class Bars(IAnsiConsole console, ProgressContext context) : IProgress<MnistProgress>
    {
        private readonly Dictionary<string, ProgressTask> _tasks = [];

        public void Report(MnistProgress value)
        {
            if (!_tasks.TryGetValue(value.Name, out var task))
            {
                _tasks[value.Name] = task = context.AddTask(Markup.Escape(value.Name));
            }

            if (value.Note is { } note)
            {
                console.WriteLine($"{value.Name} {note}");
            }

            task.MaxValue = value.Size ?? Math.Max(task.MaxValue, 2 * value.Received);
            task.Value = value.Received;
        }
    }
}
