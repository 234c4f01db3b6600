using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace GdNotebooks.Tests.Plotting;

/// <summary>
/// Runs a page in an installed Chrome, Chromium or Edge and reads what its script wrote into the element
/// with the id "result". The environment variable GDNOTEBOOKS_BROWSER names another one.
/// </summary>
internal static class Browser
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge.exe", "chrome.exe"];

    private static readonly string[] Folders =
    [
        .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator),
        "/Applications/Google Chrome.app/Contents/MacOS",
        @"C:\Program Files\Google\Chrome\Application",
        @"C:\Program Files (x86)\Microsoft\Edge\Application",
    ];

    public static string? Executable { get; } = Environment.GetEnvironmentVariable("GDNOTEBOOKS_BROWSER") ??
        Folders.SelectMany(folder => Names.Append("Google Chrome").Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    public static string Run(string html)
    {
        string folder = Directory.CreateTempSubdirectory("gd-browser-").FullName;
        try
        {
            string page = Path.Combine(folder, "page.html");
            File.WriteAllText(page, html.Replace("<pre id=\"result\"></pre>", "<pre id=\"result\"></pre><script>onerror = message => { document.getElementById('result').textContent = message; };</script>", StringComparison.Ordinal));
            string dom = Dom(page);
            var result = Regex.Match(dom, "<pre id=\"result\">(.*?)</pre>", RegexOptions.Singleline);
            Assert.True(result.Success && result.Groups[1].Length > 0, "the page's script wrote no result");
            return WebUtility.HtmlDecode(result.Groups[1].Value);
        }
        finally
        {
            TryDelete(folder);
        }
    }

    /// <summary>The page of a file as it stands after its scripts ran.</summary>
    public static string Dom(string page, params string[] more)
    {
        string profile = Directory.CreateTempSubdirectory("gd-browser-").FullName;
        try
        {
            var start = new ProcessStartInfo(Executable!) { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8, UseShellExecute = false };
            foreach (string argument in (string[])
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--disable-quic", "--allow-file-access-from-files", "--user-data-dir=" + profile,
                "--virtual-time-budget=10000", "--dump-dom", .. more, new Uri(page).AbsoluteUri,
            ])
            {
                start.ArgumentList.Add(argument);
            }

            using var browser = Process.Start(start)!;
            browser.ErrorDataReceived += (_, _) => { };
            browser.BeginErrorReadLine();
            string dom = browser.StandardOutput.ReadToEnd();
            browser.WaitForExit();
            return dom;
        }
        finally
        {
            TryDelete(profile);
        }
    }

    private static void TryDelete(string folder)
    {
        try
        {
            Directory.Delete(folder, true);
        }
        catch (IOException)
        {
            // The browser's last process may still be closing its profile; the system cleans its temporary folder.
        }
    }
}

/// <summary>A test that looks at figures in a browser, and says so where none is installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public const string Missing = "No Chrome, Chromium or Edge is installed: nothing can be measured in a browser.";

    public BrowserFactAttribute() => Skip = Browser.Executable is null ? Missing : null;
}

/// <inheritdoc cref="BrowserFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Browser.Executable is null ? BrowserFactAttribute.Missing : null;
}

/// <summary>
/// A test that needs plotly.js too: GDNOTEBOOKS_PLOTLY is the path of plotly.min.js from the npm package
/// plotly.js-dist-min in the pinned version.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PlotlyFactAttribute : FactAttribute
{
    public PlotlyFactAttribute()
    {
        if (Script is null || !File.Exists(Script))
        {
            Skip = "GDNOTEBOOKS_PLOTLY does not name plotly.min.js (npm pack plotly.js-dist-min@2.35.3): the figures cannot be validated.";
        }
        else if (Browser.Executable is null)
        {
            Skip = "No Chrome, Chromium or Edge is installed: plotly.js cannot run.";
        }
    }

    public static string? Script { get; } = Environment.GetEnvironmentVariable("GDNOTEBOOKS_PLOTLY");

    public static string Hash() => "sha384-" + Convert.ToBase64String(SHA384.HashData(File.ReadAllBytes(Script!)));
}
