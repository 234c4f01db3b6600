using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace GdNotebooks.Tests.Digits;

/// <summary>What a server does with one request.</summary>
internal delegate Task Answer(FaultyServer.Call call);

/// <summary>
/// A web server on 127.0.0.1 that does to each request what the next answer says; the last answer holds for
/// all that follow.
/// </summary>
internal sealed class FaultyServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Queue<Answer> _answers;
    private readonly X509Certificate2? _certificate;

    public FaultyServer(bool tls, params Answer[] answers)
    {
        _answers = new(answers);
        _certificate = tls ? SelfSigned() : null;
        _listener.Start();
        _ = AcceptAsync();
    }

    public FaultyServer(params Answer[] answers)
        : this(tls: false, answers)
    {
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Address => new($"{(_certificate is null ? "http" : "https")}://127.0.0.1:{Port}/mnist");

    /// <summary>The requests so far, each its first line and its headers.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>All is well: the whole body, or the rest of it where a range is asked for.</summary>
    public static Answer Whole(byte[] body) => call => call.From is 0
        ? call.Send("200 OK", body)
        : call.Send("206 Partial Content", body[call.From..], $"Content-Range: bytes {call.From}-{body.Length - 1}/{body.Length}");

    /// <summary>Promises the whole body, or the rest where a range is asked for, and hangs up after a part of it.</summary>
    public static Answer CutOff(byte[] body, int after) => call => call.From is 0
        ? call.Send("200 OK", body[..after], said: body.Length)
        : call.Send("206 Partial Content", body[call.From..][..after], $"Content-Range: bytes {call.From}-{body.Length - 1}/{body.Length}", body.Length - call.From);

    public static Answer Status(string status, params string[] headers) => call => call.Send(status, "no"u8.ToArray(), string.Join("\r\n", headers));

    public static Answer Reset { get; } = call =>
    {
        call.Socket.LingerState = new LingerOption(true, 0);
        call.Socket.Close();
        return Task.CompletedTask;
    };

    public static Answer Silence { get; } = call => Task.Delay(Timeout.Infinite, call.End);

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _certificate?.Dispose();
        _end.Dispose();
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptSocketAsync(_end.Token));
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            using var network = new NetworkStream(socket, ownsSocket: true);
            Stream stream = network;
            if (_certificate is not null)
            {
                var secure = new SslStream(network);
                await secure.AuthenticateAsServerAsync(_certificate);
                stream = secure;
            }

            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            var request = new StringBuilder();
            while (await reader.ReadLineAsync(_end.Token) is { Length: > 0 } line)
            {
                request.Append(line).Append('\n');
            }

            Answer answer;
            lock (Requests)
            {
                Requests.Add(request.ToString());
                answer = _answers.Count > 1 ? _answers.Dequeue() : _answers.Peek();
            }

            await answer(new Call(request.ToString(), stream, socket, _end.Token));
            await stream.FlushAsync(_end.Token);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException or SocketException or System.Security.Authentication.AuthenticationException)
        {
        }
    }

    internal sealed record Call(string Request, Stream Stream, Socket Socket, CancellationToken End)
    {
        /// <summary>The byte that the range asked for begins with.</summary>
        public int From
        {
            get
            {
                var at = Request.IndexOf("Range: bytes=", StringComparison.Ordinal);
                return at < 0 ? 0 : int.Parse(Request[(at + 13)..].Split('-')[0], CultureInfo.InvariantCulture);
            }
        }

        public async Task Send(string status, byte[] body, string headers = "", long? said = null)
        {
            headers = headers.Length > 0 ? headers + "\r\n" : "";
            await Raw($"HTTP/1.1 {status}\r\nContent-Length: {said ?? body.Length}\r\nConnection: close\r\n{headers}\r\n");
            await Stream.WriteAsync(body, End);
        }

        public async Task Raw(string text) => await Stream.WriteAsync(Encoding.ASCII.GetBytes(text), End);
    }
}
