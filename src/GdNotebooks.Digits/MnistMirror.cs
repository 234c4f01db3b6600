using System.Net;
using System.Net.Http.Headers;
using System.Text;
using static System.FormattableString;

namespace GdNotebooks;

/// <summary>A server that has the files, packed, under one address.</summary>
internal sealed class MnistMirror : MnistSource, IDisposable
{
    private readonly Uri _address;
    private readonly DownloadLimits _limits;
    private readonly HttpClient _http;

    /// <param name="address">The folder on the server, with https:// or http://.</param>
    /// <param name="limits">How long to wait.</param>
    /// <param name="handler">For tests: how connections are made.</param>
    public MnistMirror(Uri address, DownloadLimits? limits = null, SocketsHttpHandler? handler = null)
    {
        _address = address.AbsolutePath.EndsWith('/') ? address : new UriBuilder(address) { Path = address.AbsolutePath + "/" }.Uri;
        _limits = limits ?? DownloadLimits.Default;

        // Redirects are followed here and not there, so that none leads from https to http. The proxy is
        // the one that the machine's settings or environment name.
        handler ??= new SocketsHttpHandler();
        handler.AllowAutoRedirect = false;
        handler.ConnectTimeout = _limits.Connect;
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.Add(new("GdNotebooks", "1.0"));
        _http.DefaultRequestHeaders.AcceptEncoding.Add(new("identity"));
    }

    public override string Name => Shown(_address);

    public override async Task FetchAsync(MnistFile file, Stream part, MnistAttempt attempt, CancellationToken stop)
    {
        using var answer = await AskAsync(new Uri(_address, file.PackedName), part.Length, attempt, stop).ConfigureAwait(false);
        var range = answer.Content.Headers.ContentRange;
        if (answer.StatusCode == HttpStatusCode.PartialContent && range?.From == part.Length)
        {
            attempt.Answered(range.Length ?? part.Length + answer.Content.Headers.ContentLength, part.Length);
        }
        else if (answer.StatusCode == HttpStatusCode.OK)
        {
            part.SetLength(0);
            attempt.Answered(answer.Content.Headers.ContentLength);
        }
        else
        {
            // What is there already is not the beginning of what this server has.
            part.SetLength(0);
            throw new MnistSourceException(Invariant($"the server cannot go on where it stopped (status {(int)answer.StatusCode})")) { MayPass = true };
        }

        part.Position = part.Length;
        var body = await answer.Content.ReadAsStreamAsync(stop).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            await attempt.CopyAsync(body, part, stop).ConfigureAwait(false);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> AskAsync(Uri file, long there, MnistAttempt attempt, CancellationToken stop)
    {
        for (var redirects = 0; redirects <= _limits.Redirects; redirects++)
        {
            var answer = await SendAsync(file, there, stop).ConfigureAwait(false);
            attempt.Heard();
            if (answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable)
            {
                return answer;
            }

            using (answer)
            {
                file = Redirected(file, answer) ?? throw Refusal(answer);
            }
        }

        throw new MnistSourceException(Invariant($"the server redirects more than {_limits.Redirects} times"));
    }

    private async Task<HttpResponseMessage> SendAsync(Uri file, long there, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, file);
        if (there > 0)
        {
            request.Headers.Range = new(there, null);
        }

        // A name and password in the address are for its server alone, not for one it redirects to.
        if (_address.UserInfo.Length > 0 && SameServer(file, _address))
        {
            var user = Encoding.UTF8.GetBytes(Uri.UnescapeDataString(_address.UserInfo));
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(user));
        }

        using var silence = CancellationTokenSource.CreateLinkedTokenSource(stop);
        silence.CancelAfter(_limits.Silence);
        try
        {
            return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, silence.Token).ConfigureAwait(false);
        }
        catch (HttpRequestException fault)
        {
            throw new MnistSourceException(Reason(fault, file), fault)
            {
                MayPass = fault.HttpRequestError is not (HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError),
                NoConnection = fault.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError,
            };
        }
        catch (OperationCanceledException fault) when (!stop.IsCancellationRequested)
        {
            throw new MnistSourceException($"{file.Host} does not answer", fault) { MayPass = true, NoConnection = true };
        }
    }

    private static Uri? Redirected(Uri from, HttpResponseMessage answer)
    {
        if (answer.Headers.Location is not { } location || (int)answer.StatusCode is not (301 or 302 or 303 or 307 or 308))
        {
            return null;
        }

        var to = new Uri(from, location);
        return to.Scheme == "https" || (to.Scheme == "http" && from.Scheme == "http")
            ? to
            : throw new MnistSourceException($"the server redirects from {from.Scheme} to {to.Scheme}, which is not followed");
    }

    private static MnistSourceException Refusal(HttpResponseMessage answer)
    {
        var code = (int)answer.StatusCode;
        var after = answer.Headers.RetryAfter is not { } wait ? null : wait.Delta ?? wait.Date - DateTimeOffset.UtcNow;
        return new(Invariant($"the server answers with status {code}")) { MayPass = code is 408 or 429 or >= 500, After = after };
    }

    private static string Reason(HttpRequestException fault, Uri file) => fault.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => $"the name {file.Host} cannot be looked up",
        HttpRequestError.ConnectionError => $"there is no connection to {file.Host}",
        HttpRequestError.SecureConnectionError => $"there is no secure connection to {file.Host}",
        HttpRequestError.ProxyTunnelError => $"the proxy gives no connection to {file.Host}",
        HttpRequestError.InvalidResponse => $"{file.Host} does not answer as a web server does",
        _ => "the connection broke off",
    };

    private static bool SameServer(Uri a, Uri b) =>
        Uri.Compare(a, b, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static string Shown(Uri address) =>
        address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
}
