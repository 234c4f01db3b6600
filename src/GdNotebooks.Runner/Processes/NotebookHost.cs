using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Win32.SafeHandles;

namespace GdNotebooks.Runner;

/// <summary>
/// The child process in which one notebook runs. It reads lines from standard input, first the token that begins
/// what it says and then one <see cref="JobCell"/> after the other, and writes one line for each
/// <see cref="Frame"/> to standard output; when standard input ends, its parent is gone or wants no more, and
/// so it goes too, with all that its cells started.
/// </summary>
internal static class NotebookHost
{
    /// <summary>The argument that makes this program a child.</summary>
    public const string Argument = "--notebook-process";

    private const int StandardOutput = 1;

    public static async Task<int> RunAsync()
    {
        ProcessGroup.Begin();
        using var stdin = new StreamReader(StandardInput.Take(), Encoding.UTF8);
        using var stdout = PipeToTheParent();
        string token = await stdin.ReadLineAsync().ConfigureAwait(false) ?? "";
        Console.SetIn(TextReader.Null);

        // On Windows Ctrl-C reaches this process too; what is to be done about it the parent decides.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);

        // The outputs are the same on every machine, whatever its language is.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;

        byte[] begin = Encoding.UTF8.GetBytes('\n' + token);
        var runner = new CellRunner(frame =>
        {
            byte[] line = [.. begin, .. JsonSerializer.SerializeToUtf8Bytes(frame, FrameJson.Default.Frame), (byte)'\n'];
            lock (stdout)
            {
                stdout.Write(line);
                stdout.Flush();
            }
        });
        var cells = Channel.CreateUnbounded<JobCell>();
        Listen(stdin, cells.Writer, runner, token);
        do
        {
            // A cell runs on another thread than the one that waits for the next, and begins with nothing of the one before.
            var cell = await cells.Reader.ReadAsync().ConfigureAwait(false);
            if (!await Task.Run(() => runner.RunAsync(cell)).ConfigureAwait(false))
            {
                break;
            }
        }
        while (true);

        // Threads that a cell left behind do not keep the process alive.
        Environment.Exit(0);
        return 0;
    }

    /// <summary>
    /// Standard output, past the console: the console's own stream asks for the lock of Console.Out, which a
    /// thread of a cell may hold while it waits to write.
    /// </summary>
    private static Stream PipeToTheParent() => OperatingSystem.IsWindows()
        ? Console.OpenStandardOutput()
        : new FileStream(new SafeFileHandle(StandardOutput, ownsHandle: false), FileAccess.Write, bufferSize: 0);

    /// <summary>Takes cells for as long as the parent lives, and dies with it.</summary>
    private static void Listen(StreamReader stdin, ChannelWriter<JobCell> cells, CellRunner runner, string token) => new Thread(() =>
    {
        while (stdin.ReadLine() is { } line)
        {
            cells.TryWrite(JsonSerializer.Deserialize(line, FrameJson.Default.JobCell)!);
        }

        try
        {
            // A parent that only wants this to end still listens.
            runner.TellWhatIsWritten();
        }
        catch (IOException)
        {
            // One that is gone does not.
        }

        ProcessGroup.EndOwn(token);
    })
    { IsBackground = true }.Start();
}
