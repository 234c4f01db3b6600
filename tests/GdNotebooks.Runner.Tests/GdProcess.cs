using System.Diagnostics;

namespace GdNotebooks.Runner.Tests;

/// <summary>gd as a process of its own.</summary>
internal static class GdProcess
{
    public static Process Start(IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [typeof(CommandLine).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (Path.GetFileNameWithoutExtension(start.FileName) != "dotnet")
        {
            start.FileName = "dotnet";
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
