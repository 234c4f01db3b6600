using System.Globalization;
using System.Text;

namespace GdNotebooks.Runner;

/// <summary>
/// The console of the cell that is running: hands text on line by line, so that what a cell wrote before it
/// ended its process is kept; in larger pieces where there is much of it; in the order in which it was
/// written, whichever of the two streams it went to; and not without end.
/// </summary>
#pragma warning disable CA1001 // its streams lead to nothing that would have to be closed
internal sealed class CellConsole
#pragma warning restore CA1001
{
    /// <summary>As many characters of one cell are kept, on each stream.</summary>
    public const int MostCharacters = 1_000_000;

    private const int LongestPiece = 1 << 14;
    private const int MostSingleLines = 1000;

    // One lock for both streams. It is held while text is handed on, so whoever takes the text must ask for
    // no lock that a writing thread may hold: above all not for that of Console.Out.
    private readonly Lock _gate = new();
    private readonly StringBuilder _piece = new();
    private readonly Action<string, bool> _write;
    private readonly Stream _output;
    private readonly Stream _error;
    private Stream _owner;
    private int _linesSent;
    private volatile bool _open;

    /// <param name="write">Takes text, and whether it was written to the error stream.</param>
    public CellConsole(Action<string, bool> write)
    {
        _write = write;
        _owner = _output = new Stream(this, isError: false);
        _error = new Stream(this, isError: true);
    }

    public TextWriter Output => _output;

    public TextWriter Error => _error;

    /// <summary>A text without what a cell may not write.</summary>
    public static string Shorten(string text) => text.Length > MostCharacters ? text[..MostCharacters] + LeftOut(text.Length) : text;

    /// <summary>Takes what is written from now on.</summary>
    public void BeginCell()
    {
        _output.Forget();
        _error.Forget();
        _linesSent = 0;
        _open = true;
    }

    /// <summary>Sends what is left.</summary>
    public void EndCell()
    {
        _open = false;
        lock (_gate)
        {
            foreach (var stream in (Stream[])[_output, _error])
            {
                if (stream.Written > MostCharacters)
                {
                    Append(stream, LeftOut(stream.Written));
                }
            }

            Send();
        }
    }

    /// <summary>Sends what has been written so far, unless a thread holds on to the console for longer than that.</summary>
    public void Flush(TimeSpan patience)
    {
        if (_gate.TryEnter(patience))
        {
            try
            {
                Send();
            }
            finally
            {
                _gate.Exit();
            }
        }
    }

    private static string LeftOut(long length) =>
        string.Create(CultureInfo.InvariantCulture, $"\n[{length - MostCharacters:N0} more characters are left out]\n");

    private void Take(Stream stream, ReadOnlySpan<char> text)
    {
        // Threads that a cell left behind write to the cells after it; between cells they write to nobody.
        if (!_open)
        {
            return;
        }

        // A thread that writes without end would hardly let another one have the lock.
        if (stream.Written >= MostCharacters)
        {
            stream.Count(text.Length);
            return;
        }

        lock (_gate)
        {
            int fits = (int)Math.Clamp(MostCharacters - stream.Written, 0, text.Length);
            stream.Count(text.Length);
            Append(stream, text[..fits]);
            if (_piece.Length >= LongestPiece || (_linesSent < MostSingleLines && fits > 0 && text[..fits].Contains('\n')))
            {
                Send();
            }
        }
    }

    private void Append(Stream stream, ReadOnlySpan<char> text)
    {
        if (stream != _owner)
        {
            Send();
            _owner = stream;
        }

        _piece.Append(text);
    }

    private void Send()
    {
        if (_piece.Length > 0)
        {
            _linesSent++;
            _write(_piece.ToString(), _owner.IsError);
            _piece.Clear();
        }
    }

    /// <summary>One of the two streams.</summary>
    private sealed class Stream : TextWriter
    {
        private readonly CellConsole _console;
        private long _written;

        public Stream(CellConsole console, bool isError)
            : base(CultureInfo.InvariantCulture)
        {
            (_console, IsError) = (console, isError);

            // By the setter: it is both of TextWriter's fields that WriteLine writes, and the one that can be seen is but one of them.
            NewLine = "\n";
        }

        public bool IsError { get; }

        /// <summary>How many characters the cell has written to it.</summary>
        public long Written => Interlocked.Read(ref _written);

        public override Encoding Encoding => Encoding.UTF8;

        public void Count(int characters) => Interlocked.Add(ref _written, characters);

        public void Forget() => Interlocked.Exchange(ref _written, 0);

        public override void Write(char value) => Write([value]);

        public override void Write(string? value) => Write(value.AsSpan());

        public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

        public override void Write(ReadOnlySpan<char> buffer) => _console.Take(this, buffer);

        public override void Flush() => _console.Flush(Timeout.InfiniteTimeSpan);
    }
}
