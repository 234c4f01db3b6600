using System.Globalization;
using System.Text;

namespace GdNotebooks.Runner;

/// <summary>
/// The console of the cell that is running: hands text on line by line, so that what a cell wrote before it
/// ended its process is kept; in larger pieces where there is much of it; and not without end.
/// </summary>
/// <param name="write">Takes the text.</param>
internal sealed class CellConsole(Action<string> write) : TextWriter(CultureInfo.InvariantCulture)
{
    /// <summary>As many characters of one cell are kept.</summary>
    public const int MostCharacters = 1_000_000;

    private const int LongestPiece = 1 << 14;
    private const int MostSingleLines = 1000;

    private readonly StringBuilder piece = new();
    private long written;
    private int linesSent;
    private volatile bool open;

    public override Encoding Encoding => Encoding.UTF8;

    public override string NewLine => "\n";

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        // Threads that a cell left behind write to the cells after it; between cells they write to nobody.
        if (!open)
        {
            return;
        }

        // A thread that writes without end would hardly let another one have the lock.
        if (Interlocked.Read(ref written) >= MostCharacters)
        {
            Interlocked.Add(ref written, buffer.Length);
            return;
        }

        lock (piece)
        {
            int fits = (int)Math.Clamp(MostCharacters - written, 0, buffer.Length);
            Interlocked.Add(ref written, buffer.Length);
            piece.Append(buffer[..fits]);
            if (piece.Length >= LongestPiece || (linesSent < MostSingleLines && fits > 0 && buffer[..fits].Contains('\n')))
            {
                Send();
            }
        }
    }

    /// <summary>A text without what a cell may not write.</summary>
    public static string Shorten(string text) => text.Length > MostCharacters ? text[..MostCharacters] + LeftOut(text.Length) : text;

    /// <summary>Takes what is written from now on.</summary>
    public void BeginCell() => (written, linesSent, open) = (0, 0, true);

    /// <summary>Sends what is left.</summary>
    public void EndCell()
    {
        open = false;
        lock (piece)
        {
            if (written > MostCharacters)
            {
                piece.Append(LeftOut(written));
            }

            Send();
        }
    }

    public override void Flush()
    {
        lock (piece)
        {
            Send();
        }
    }

    private static string LeftOut(long length) =>
        string.Create(CultureInfo.InvariantCulture, $"\n[{length - MostCharacters:N0} more characters are left out]\n");

    private void Send()
    {
        if (piece.Length > 0)
        {
            linesSent++;
            write(piece.ToString());
            piece.Clear();
        }
    }
}
