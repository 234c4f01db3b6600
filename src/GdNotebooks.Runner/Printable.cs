using System.Text;

namespace GdNotebooks.Runner;

/// <summary>
/// Text of other people's for a terminal or a page: what would move the cursor, change the colours or ring the
/// bell stands there as the picture that Unicode has of it.
/// </summary>
internal static class Printable
{
    private const char Delete = '\u007f';
    private const char LastControl = '\u009f';

    /// <summary>The text, with its lines and tabs as they are.</summary>
    public static string Of(string text) => text.Any(char.IsControl) ? string.Concat(text.Select((c, i) => c switch
    {
        '\n' or '\t' => c,
        '\r' when i + 1 < text.Length && text[i + 1] == '\n' => c,
        < ' ' => (char)('\u2400' + c),
        Delete => '\u2421',
        > Delete and <= LastControl => '\ufffd',
        _ => c,
    })) : text;

    /// <summary>A writer that passes on what can be printed.</summary>
    public static TextWriter To(TextWriter writer) => new Writer(writer);

    private sealed class Writer : TextWriter
    {
        private readonly TextWriter _writer;

        public Writer(TextWriter writer)
            : base(writer.FormatProvider) => (_writer, NewLine) = (writer, writer.NewLine);

        public override Encoding Encoding => _writer.Encoding;

        public override void Write(char value) => _writer.Write(Of(value.ToString()));

        public override void Write(string? value) => _writer.Write(Of(value ?? ""));

        public override void Write(char[] buffer, int index, int count) => _writer.Write(Of(new string(buffer, index, count)));

        public override void Write(ReadOnlySpan<char> buffer) => _writer.Write(Of(buffer.ToString()));

        public override void Flush() => _writer.Flush();
    }
}
