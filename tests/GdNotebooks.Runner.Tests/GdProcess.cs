using System.Diagnostics;
using System.Text;

namespace GdNotebooks.Runner.Tests;

/// <summary>gd as a process of its own.</summary>
internal static class GdProcess
{
    public static Process Start(IEnumerable<string> arguments, params (string Name, string Value)[] environment) =>
        Process.Start(HowToStart(typeof(CommandLine), arguments, environment))!;

    /// <summary>The program that a type belongs to.</summary>
    public static ProcessStartInfo HowToStart(Type program, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [program.Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        if (Path.GetFileNameWithoutExtension(start.FileName) != "dotnet")
        {
            start.FileName = "dotnet";
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    /// <summary>Waits until a process has ended, and takes what it said.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> EndAsync(this Process process)
    {
        var error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await error);
    }
}
