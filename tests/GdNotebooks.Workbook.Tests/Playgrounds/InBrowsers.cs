using System.Reflection;
using GdNotebooks.Tests.Plotting;
using Xunit.Sdk;

namespace GdNotebooks.Tests.Playgrounds;

/// <summary>The browsers that playgrounds are used in, with a real hand.</summary>
public enum Browsers
{
    /// <summary>Chromium, Chrome or Edge: what VS Code is made of.</summary>
    Chromium,

    /// <summary>Firefox.</summary>
    Firefox,
}

/// <summary>A test that uses a playground in Chromium, and says so where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class InChromiumAttribute : DataAttribute
{
    /// <param name="needsMnist">That the real digits are wanted too, in the folder that GDNOTEBOOKS_DATA names.</param>
    public InChromiumAttribute(bool needsMnist = false) => Skip =
        Browser.Executable is null ? "No Chrome, Chromium or Edge is installed: nobody can use the playgrounds in one."
        : needsMnist && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("GDNOTEBOOKS_DATA")) ? "needs MNIST: set GDNOTEBOOKS_DATA to the folder with its four files"
        : null;

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[Browsers.Chromium]];
}

/// <summary>
/// A test that uses a playground in Firefox too: where everything is asked for, or there is no other browser. It says so
/// where there is none. GDNOTEBOOKS_FIREFOX names another one.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class InFirefoxAttribute : DataAttribute
{
    public static readonly string? Executable = Environment.GetEnvironmentVariable("GDNOTEBOOKS_FIREFOX") ??
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/Applications/Firefox.app/Contents/MacOS").Append(@"C:\Program Files\Mozilla Firefox")
            .SelectMany(folder => new[] { "firefox-esr", "firefox", "firefox.exe" }.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    public InFirefoxAttribute() => Skip =
        Executable is null ? "No Firefox is installed: nobody can use the playgrounds in it."
        : !Thorough.IsAskedFor && Browser.Executable is not null ? "used in Chromium; in Firefox too with GDNOTEBOOKS_THOROUGH=1"
        : null;

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[Browsers.Firefox]];
}
