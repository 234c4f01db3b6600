using System.Text;

namespace GdNotebooks.Runner;

/// <summary>A standard stream of this process. Where it cannot be written, a full disk behind it for instance, that is said as such, or let be.</summary>
internal sealed class StandardWriter : TextWriter
{
    private readonly TextWriter _writer;
    private readonly bool _isNeeded;

    /// <summary>Wraps a stream.</summary>
    /// <param name="writer">The stream.</param>
    /// <param name="isNeeded">Whether what is written must arrive; false for the stream of errors, whose failure nobody could be told.</param>
    public StandardWriter(TextWriter writer, bool isNeeded)
        : base(writer.FormatProvider) => (_writer, _isNeeded, NewLine) = (writer, isNeeded, writer.NewLine);

    public override Encoding Encoding => _writer.Encoding;

    public override void Write(char value) => Try(() => _writer.Write(value));

    public override void Write(string? value) => Try(() => _writer.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => _writer.Write(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    // In one piece: what several threads say stays line by line.
    public override void WriteLine(string? value) => Try(() => _writer.WriteLine(value));

    public override void Flush() => Try(_writer.Flush);

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (_isNeeded)
            {
                throw new UserException($"The standard output cannot be written: {(e is IOException ? e.Message.TrimEnd('.') : "it is closed")}.", e);
            }
        }
    }
}
