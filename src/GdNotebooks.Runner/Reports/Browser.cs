using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace GdNotebooks.Runner;

/// <summary>An installed Chrome, Edge or Chromium, which turns SVG into PNG and PDF.</summary>
/// <param name="executable">The browser's program.</param>
internal sealed class Browser(string executable)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly string[] Names = ["google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "chrome", "microsoft-edge", "microsoft-edge-stable", "msedge"];
    private static readonly XName[] Animations = [.. new[] { "animate", "animateMotion", "animateTransform", "set" }.Select(name => XNamespace.Get("http://www.w3.org/2000/svg") + name)];

    private static readonly Regex PdfDate = new(@"(?<name>/(CreationDate|ModDate) ?)\(D:(?<digits>\d+)", RegexOptions.ExplicitCapture);

    private static readonly Regex Frames = new("<pre id=\"frames\">(?<lines>[^<]+)</pre>", RegexOptions.ExplicitCapture);

    /// <summary>The browser's program.</summary>
    public string Executable => executable;

    /// <summary>The first browser found.</summary>
    /// <exception cref="UserException">There is none.</exception>
    public static Browser Find() =>
        Places().FirstOrDefault(File.Exists) is { } found ? new Browser(found) : throw new UserException(
            "PNG, PDF and WebP are drawn with a browser, and no Chrome, Edge or Chromium was found on this machine. Install one, or take the SVG files.");

    /// <summary>Draws an SVG at some times its size: in light colours where it may be either, and as it stands before any animation begins.</summary>
    /// <exception cref="UserException">The browser made no picture.</exception>
    public Task<byte[]> DrawAsync(NamedFigure figure, int scale, CancellationToken cancel) => MakeAsync(
        figure,
        $"html{{margin:0;overflow:hidden{(figure.IsTransparent ? "" : ";background:#fff")}}}",
        file =>
        [
            string.Create(CultureInfo.InvariantCulture, $"--force-device-scale-factor={scale}"),
            .. figure.IsTransparent ? ["--default-background-color=00000000"] : Array.Empty<string>(),
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

    /// <summary>
    /// Draws an SVG as WebP; one that moves as a film, every frame a picture of its own that the browser compresses without
    /// loss. A script in the page sets what the animations would have set by then.
    /// </summary>
    /// <exception cref="UserException">The browser made no picture.</exception>
    public async Task<byte[]> FilmAsync(NamedFigure figure, int scale, CancellationToken cancel)
    {
        const int Milliseconds = 60;
        var svg = XDocument.Parse(figure.Svg);
        double seconds = svg.Descendants(Animations[0]).Select(e => double.Parse(e.Attribute("dur")!.Value.TrimEnd('s'), CultureInfo.InvariantCulture)).DefaultIfEmpty().Max();
        int count = Math.Max(1, (int)(seconds * 1000 / Milliseconds));
        using var script = new StreamReader(typeof(Browser).Assembly.GetManifestResourceStream("film.js")!);
        string makeFrames = await script.ReadToEndAsync(cancel).ConfigureAwait(false);
        string page = string.Create(CultureInfo.InvariantCulture, $"""
            <!DOCTYPE html><meta charset="utf-8"><pre id="frames"></pre><script>
            const source = {JsonSerializer.Serialize(figure.Svg)}, width = {figure.Width * scale}, height = {figure.Height * scale}, count = {count}, step = {Milliseconds / 1000.0};
            {makeFrames}
            </script>
            """);
        using var scratch = new TemporaryFolder("gd-browser-");
        string dom = await OpenAsync(scratch, page, ["--virtual-time-budget=60000", "--dump-dom"], figure, cancel).ConfigureAwait(false);
        string[] lines = Frames.Match(dom) is { Success: true } frames ? frames.Groups["lines"].Value.Split('\n') : [];
        WebpFrame?[] film = [.. lines.Select(WebpFrame.Parse)];
        return film.Length != count || film[0] is not { } first ? throw new UserException($"{executable} made no picture of {figure.Name}.")
            : count == 1 ? first.Picture : Webp.Film(film, figure.Width * scale, figure.Height * scale, Milliseconds);
    }

    private async Task<byte[]> MakeAsync(NamedFigure figure, string style, Func<string, string[]> orders, string fileName, CancellationToken cancel)
    {
        using var scratch = new TemporaryFolder("gd-browser-");
        var svg = XDocument.Parse(figure.Svg);
        svg.Descendants().Where(e => Animations.Contains(e.Name)).Remove();
        string data = Convert.ToBase64String(Encoding.UTF8.GetBytes(svg.ToString(SaveOptions.DisableFormatting)));
        string picture = scratch.File(fileName);
        await OpenAsync(
            scratch,
            $"<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>{WebUtility.HtmlEncode(figure.Name)}</title><style>{style}body{{margin:0}}img{{display:block}}</style><img alt=\"{WebUtility.HtmlEncode(figure.Caption)}\" src=\"data:image/svg+xml;base64,{data}\">",
            orders(picture),
            figure,
            cancel).ConfigureAwait(false);
        return File.Exists(picture) ? await File.ReadAllBytesAsync(picture, cancel).ConfigureAwait(false)
            : throw new UserException($"{executable} made no picture of {figure.Name}.");
    }

    /// <summary>Opens a page, and gives what the browser writes to its standard output.</summary>
    private async Task<string> OpenAsync(TemporaryFolder scratch, string html, string[] orders, NamedFigure figure, CancellationToken cancel)
    {
        string page = scratch.File("figure.html");
        await File.WriteAllTextAsync(page, html, cancel).ConfigureAwait(false);
        return await RunAsync(
            [
                "--headless", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-extensions", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--disable-quic", "--force-color-profile=srgb",
                .. Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows() ? ["--no-sandbox"] : Array.Empty<string>(),
                $"--user-data-dir={scratch.File("profile")}",
                .. orders, new Uri(page).AbsoluteUri,
            ],
            figure,
            cancel).ConfigureAwait(false);
    }

    private async Task<string> RunAsync(string[] arguments, NamedFigure figure, CancellationToken cancel)
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
                process.ErrorDataReceived += (_, _) => { };
                process.BeginErrorReadLine();
                string output = await process.StandardOutput.ReadToEndAsync(limit.Token).ConfigureAwait(false);
                await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
                return output;
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                throw new UserException(string.Create(CultureInfo.InvariantCulture, $"{executable} did not draw {figure.Name} within {Limit.TotalSeconds:0} s: one that is smaller, by --scale or --width, is drawn sooner."));
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
