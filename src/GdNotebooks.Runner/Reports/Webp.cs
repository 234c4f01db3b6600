using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace GdNotebooks.Runner;

/// <summary>What a frame of a film changes.</summary>
/// <param name="X">Where it begins, an even number of pixels from the left.</param>
/// <param name="Y">And from the top, even too.</param>
/// <param name="Width">How wide it is.</param>
/// <param name="Height">How high.</param>
/// <param name="Picture">A WebP file.</param>
internal sealed record WebpFrame(int X, int Y, int Width, int Height, byte[] Picture)
{
    private const string Data = "data:image/webp;base64,";

    /// <summary>Reads <c>x y width height data:image/webp;base64,...</c>; null from an empty line: it changes nothing.</summary>
    public static WebpFrame? Parse(string line)
    {
        if (line.Length == 0)
        {
            return null;
        }

        string[] parts = line.Split(' ');
        int[] place = [.. parts[..4].Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
        return new(place[0], place[1], place[2], place[3], Convert.FromBase64String(parts[4][Data.Length..]));
    }
}

/// <summary>Joins WebP pictures to one that moves: a container (RIFF) around what a browser has compressed.</summary>
internal static class Webp
{
    private const int MostMilliseconds = (1 << 24) - 1;

    // What a frame may hold: the picture, and the opacity of one that is compressed with loss.
    private static readonly string[] OfAFrame = ["ALPH", "VP8 ", "VP8L"];

    /// <summary>The film, which begins again for ever.</summary>
    /// <param name="changes">What each frame changes, the first one everything; null for nothing: the one before it lasts longer.</param>
    /// <param name="width">The film's width in pixels.</param>
    /// <param name="height">Its height.</param>
    /// <param name="milliseconds">How long each is seen.</param>
    public static byte[] Film(IReadOnlyList<WebpFrame?> changes, int width, int height, int milliseconds)
    {
        var frames = new List<(WebpFrame Frame, int Milliseconds)>();
        foreach (var change in changes)
        {
            if (change is not null)
            {
                frames.Add((change, milliseconds));
            }
            else
            {
                frames[^1] = (frames[^1].Frame, Math.Min(frames[^1].Milliseconds + milliseconds, MostMilliseconds));
            }
        }

        // Flags: it moves, and may be seen through; then: no background, for ever; of a frame: it replaces what was there.
        byte[] size = [.. Three(width - 1), .. Three(height - 1)];
        byte[] body = [
            .. "WEBP"u8, .. Chunk("VP8X", [0x12, 0, 0, 0, .. size]), .. Chunk("ANIM", new byte[6]),
            .. frames.SelectMany(frame => Chunk("ANMF", [
                .. Three(frame.Frame.X / 2), .. Three(frame.Frame.Y / 2), .. Three(frame.Frame.Width - 1), .. Three(frame.Frame.Height - 1),
                .. Three(frame.Milliseconds), 0x02, .. PictureIn(frame.Frame.Picture)])),
        ];
        return Chunk("RIFF", body);
    }

    /// <summary>The chunks of a file that are the picture itself.</summary>
    private static List<byte> PictureIn(byte[] file)
    {
        const int Header = 8;
        var kept = new List<byte>();
        for (int at = "RIFF____WEBP".Length; at + Header <= file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at + 4)), whole = Header + length + (length % 2);
            if (OfAFrame.Contains(Encoding.ASCII.GetString(file, at, 4)))
            {
                kept.AddRange(file.AsSpan(at, whole));
            }

            at += whole;
        }

        return kept;
    }

    private static byte[] Chunk(string name, byte[] data)
    {
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, data.Length);
        return [.. Encoding.ASCII.GetBytes(name), .. length, .. data, .. new byte[data.Length % 2]];
    }

    private static byte[] Three(int number) => [(byte)number, (byte)(number >> 8), (byte)(number >> 16)];
}
