using System.Text;

namespace GdNotebooks.Runner;

/// <summary>
/// Reads the lines of a child process that begin with the token of its frames. Of everything else that
/// arrives, however long, only the beginning is kept.
/// </summary>
/// <param name="reader">The child's standard output.</param>
/// <param name="token">What the frames begin with.</param>
/// <param name="onStray">Takes the beginning of each other line.</param>
internal sealed class FrameReader(TextReader reader, string token, Action<string> onStray)
{
    private readonly char[] _buffer = new char[1 << 16];
    private readonly StringBuilder _line = new();
    private int _position;
    private int _filled;
    private Task<string?>? _next;

    /// <summary>The next frame's JSON; null when the output has ended.</summary>
    /// <param name="cancel">Stops the waiting; nothing is lost, and what was waited for is what comes next.</param>
    public async Task<string?> NextAsync(CancellationToken cancel)
    {
        _next ??= ReadAsync();
        string? frame = await _next.WaitAsync(cancel).ConfigureAwait(false);
        _next = null;
        return frame;
    }

    private async Task<string?> ReadAsync()
    {
        while (true)
        {
            if (_position == _filled)
            {
                (_position, _filled) = (0, await reader.ReadAsync(_buffer.AsMemory()).ConfigureAwait(false));
                if (_filled == 0)
                {
                    EndStray();
                    return null;
                }
            }

            int end = Array.IndexOf(_buffer, '\n', _position, _filled - _position);
            Append(_buffer.AsSpan(_position, (end < 0 ? _filled : end) - _position));
            _position = end < 0 ? _filled : end + 1;
            if (end < 0)
            {
                continue;
            }

            if (IsFrame)
            {
                string json = _line.ToString(token.Length, _line.Length - token.Length);
                _line.Clear();
                return json;
            }

            EndStray();
        }
    }

    private bool IsFrame => _line.Length >= token.Length && _line.ToString(0, token.Length) == token;

    private void Append(ReadOnlySpan<char> piece)
    {
        int head = Math.Min(piece.Length, Math.Max(0, token.Length - _line.Length));
        _line.Append(piece[..head]);
        if (_line.Length < token.Length || IsFrame)
        {
            _line.Append(piece[head..]);
        }
        else
        {
            int room = Math.Max(0, 1000 - _line.Length);
            _line.Append(piece[head..][..Math.Min(room, piece.Length - head)]);
        }
    }

    private void EndStray()
    {
        if (_line.Length > 0)
        {
            onStray(_line.ToString());
            _line.Clear();
        }
    }
}
