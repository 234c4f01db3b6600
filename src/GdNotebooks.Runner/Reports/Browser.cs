using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace GdNotebooks.Runner;

/// <summary>An installed Chrome, Edge or Chromium, which turns SVG into PNG and PDF.</summary>
/// <param name="executable">The browser's program.</param>
internal sealed partial class Browser(string executable)
{
    private const int Scale = 2;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly string[] Names = ["google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "chrome", "microsoft-edge", "microsoft-edge-stable", "msedge"];
    private static readonly XName[] Animations = [.. new[] { "animate", "animateMotion", "animateTransform", "set" }.Select(name => XNamespace.Get("http://www.w3.org/2000/svg") + name)];

    /// <summary>The browser's program.</summary>
    public string Executable => executable;

    /// <summary>The first browser found.</summary>
    /// <exception cref="UserException">There is none.</exception>
    public static Browser Find() =>
        Places().FirstOrDefault(File.Exists) is { } found ? new Browser(found) : throw new UserException(
            "PNG and PDF are drawn with a browser, and no Chrome, Edge or Chromium was found on this machine. Install one, or take the SVG files.");

    /// <summary>Draws an SVG at twice its size: in light colours, and as it stands before any animation begins.</summary>
    /// <exception cref="UserException">The browser made no picture.</exception>
    public Task<byte[]> DrawAsync(NamedFigure figure, CancellationToken cancel) => MakeAsync(
        figure,
        "html{margin:0;background:#fff;overflow:hidden}",
        file =>
        [
            string.Create(CultureInfo.InvariantCulture, $"--force-device-scale-factor={Scale}"),
            string.Create(CultureInfo.InvariantCulture, $"--window-size={figure.Width},{figure.Height}"),
            $"--screenshot={file}",
        ],
        "picture.png",
        cancel);

    /// <summary>
    /// Prints an SVG as a PDF of one page that is just as large as the figure, with lines as lines and its fonts
    /// inside. The date of the print is left out: the same figure gives the same bytes.
    /// </summary>
    /// <exception cref="UserException">The browser made no picture.</exception>
    public async Task<byte[]> PrintAsync(NamedFigure figure, CancellationToken cancel)
    {
        byte[] pdf = await MakeAsync(
            figure,
            string.Create(CultureInfo.InvariantCulture, $"@page{{size:{figure.Width}px {figure.Height}px;margin:0}}html{{margin:0}}"),
            file => ["--no-pdf-header-footer", $"--print-to-pdf={file}"],
            "picture.pdf",
            cancel).ConfigureAwait(false);

        // Digits for digits: the places of what follows stay true.
        string text = Encoding.Latin1.GetString(pdf);
        return Encoding.Latin1.GetBytes(PdfDate.Replace(text, date => $"{date.Groups["name"].Value}(D:{new string('0', date.Groups["digits"].Length)}"));
    }

    [GeneratedRegex(@"(?<name>/(CreationDate|ModDate) ?)\(D:(?<digits>\d+)", RegexOptions.ExplicitCapture)]
    private static partial Regex PdfDate { get; }

    private async Task<byte[]> MakeAsync(NamedFigure figure, string style, Func<string, string[]> orders, string fileName, CancellationToken cancel)
    {
        using var scratch = new TemporaryFolder("gd-browser-");
        var svg = XDocument.Parse(figure.Svg);
        svg.Descendants().Where(e => Animations.Contains(e.Name)).Remove();
        string data = Convert.ToBase64String(Encoding.UTF8.GetBytes(svg.ToString(SaveOptions.DisableFormatting)));
        string page = scratch.File("figure.html");
        string picture = scratch.File(fileName);
        await File.WriteAllTextAsync(
            page, $"<!DOCTYPE html><meta charset=\"utf-8\"><style>{style}body{{margin:0}}img{{display:block}}</style><img src=\"data:image/svg+xml;base64,{data}\">", cancel).ConfigureAwait(false);
        await RunAsync(
            [
                "--headless", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-extensions", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--disable-quic", "--force-color-profile=srgb",
                .. Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows() ? ["--no-sandbox"] : Array.Empty<string>(),
                $"--user-data-dir={scratch.File("profile")}",
                .. orders(picture), new Uri(page).AbsoluteUri,
            ],
            cancel).ConfigureAwait(false);
        return File.Exists(picture) ? await File.ReadAllBytesAsync(picture, cancel).ConfigureAwait(false)
            : throw new UserException($"{executable} made no picture of {figure.Name}.");
    }

    private async Task RunAsync(string[] arguments, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(executable, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new UserException($"{executable} cannot be started: {e.Message}", e);
        }

        using (process)
        using (var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel))
        {
            limit.CancelAfter(Limit);
            try
            {
                process.OutputDataReceived += (_, _) => { };
                process.ErrorDataReceived += (_, _) => { };
                process.BeginOutputReadLine();
                process.BeginErrorReadLine();
                await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                throw new UserException(string.Create(CultureInfo.InvariantCulture, $"{executable} did not draw a figure within {Limit.TotalSeconds:0} s."));
            }
            finally
            {
                DotNet.End(process);
            }
        }
    }

    private static IEnumerable<string> Places()
    {
        string ending = OperatingSystem.IsWindows() ? ".exe" : "";
        foreach (string folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (string name in Names)
            {
                yield return Path.Combine(folder, name + ending);
            }
        }

        foreach (var root in (Environment.SpecialFolder[])[Environment.SpecialFolder.ProgramFiles, Environment.SpecialFolder.ProgramFilesX86, Environment.SpecialFolder.LocalApplicationData])
        {
            if (OperatingSystem.IsWindows() && Environment.GetFolderPath(root) is { Length: > 0 } programs)
            {
                yield return Path.Combine(programs, "Google", "Chrome", "Application", "chrome.exe");
                yield return Path.Combine(programs, "Microsoft", "Edge", "Application", "msedge.exe");
            }
        }

        foreach (string name in (string[])["Google Chrome", "Microsoft Edge", "Chromium"])
        {
            yield return $"/Applications/{name}.app/Contents/MacOS/{name}";
        }
    }
}
