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
    private readonly char[] buffer = new char[1 << 16];
    private readonly StringBuilder line = new();
    private int position;
    private int filled;
    private Task<string?>? next;

    /// <summary>The next frame's JSON; null when the output has ended.</summary>
    /// <param name="cancel">Stops the waiting; nothing is lost, and what was waited for is what comes next.</param>
    public async Task<string?> NextAsync(CancellationToken cancel)
    {
        next ??= ReadAsync();
        string? frame = await next.WaitAsync(cancel).ConfigureAwait(false);
        next = null;
        return frame;
    }

    private async Task<string?> ReadAsync()
    {
        while (true)
        {
            if (position == filled)
            {
                (position, filled) = (0, await reader.ReadAsync(buffer.AsMemory()).ConfigureAwait(false));
                if (filled == 0)
                {
                    EndStray();
                    return null;
                }
            }

            int end = Array.IndexOf(buffer, '\n', position, filled - position);
            Append(buffer.AsSpan(position, (end < 0 ? filled : end) - position));
            position = end < 0 ? filled : end + 1;
            if (end < 0)
            {
                continue;
            }

            if (IsFrame)
            {
                string json = line.ToString(token.Length, line.Length - token.Length);
                line.Clear();
                return json;
            }

            EndStray();
        }
    }

    private bool IsFrame => line.Length >= token.Length && line.ToString(0, token.Length) == token;

    private void Append(ReadOnlySpan<char> piece)
    {
        int head = Math.Min(piece.Length, Math.Max(0, token.Length - line.Length));
        line.Append(piece[..head]);
        if (line.Length < token.Length || IsFrame)
        {
            line.Append(piece[head..]);
        }
        else
        {
            int room = Math.Max(0, 1000 - line.Length);
            line.Append(piece[head..][..Math.Min(room, piece.Length - head)]);
        }
    }

    private void EndStray()
    {
        if (line.Length > 0)
        {
            onStray(line.ToString());
            line.Clear();
        }
    }
}
