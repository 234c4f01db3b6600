using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace GdNotebooks.Runner;

/// <summary>
/// The child process in which one notebook runs. It reads its <see cref="Job"/> from standard input and
/// writes one line for each <see cref="Frame"/> to standard output; when standard input ends, its parent is
/// gone or wants no more, and so it goes too, with all that its cells started.
/// </summary>
internal static class NotebookHost
{
    /// <summary>The argument that makes this program a child.</summary>
    public const string Argument = "--notebook-process";

    private const int StandardOutput = 1;

    public static async Task<int> RunAsync()
    {
        ProcessGroup.Begin();
        using var stdin = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
        using var stdout = PipeToTheParent();
        var job = JsonSerializer.Deserialize(await stdin.ReadLineAsync().ConfigureAwait(false) ?? "", FrameJson.Default.Job)!;
        Console.SetIn(TextReader.Null);

        // On Windows Ctrl-C reaches this process too; what is to be done about it the parent decides.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);

        // The outputs are the same on every machine, whatever its language is.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;

        byte[] token = Encoding.UTF8.GetBytes('\n' + job.Token);
        using var kernel = new ScriptKernel(job.Packages, frame =>
        {
            byte[] line = [.. token, .. JsonSerializer.SerializeToUtf8Bytes(frame, FrameJson.Default.Frame), (byte)'\n'];
            lock (stdout)
            {
                stdout.Write(line);
                stdout.Flush();
            }
        });
        DieWithTheParent(stdin, kernel, job.Token);
        await kernel.StartAsync().ConfigureAwait(false);
        foreach (var cell in job.Cells)
        {
            if (!await Task.Run(() => kernel.RunAsync(cell)).ConfigureAwait(false))
            {
                break;
            }
        }

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

    private static void DieWithTheParent(StreamReader stdin, ScriptKernel kernel, string token) => new Thread(() =>
    {
        while (stdin.Read() >= 0)
        {
        }

        try
        {
            // A parent that only wants this to end still listens.
            kernel.TellWhatIsWritten();
        }
        catch (IOException)
        {
            // One that is gone does not.
        }

        ProcessGroup.EndOwn(token);
    })
    { IsBackground = true }.Start();
}
