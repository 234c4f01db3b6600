using System.Buffers.Binary;
using System.Text;

namespace GdNotebooks.Runner;

/// <summary>Joins WebP pictures of one size to one that moves: a container (RIFF) around what a browser has compressed.</summary>
internal static class Webp
{
    private const int MostMilliseconds = (1 << 24) - 1;

    // What a frame may hold: the picture, and the opacity of one that is compressed with loss.
    private static readonly string[] OfAFrame = ["ALPH", "VP8 ", "VP8L"];

    /// <summary>The film, which begins again for ever. Pictures that follow each other and are the same are one frame that lasts longer.</summary>
    /// <param name="pictures">WebP files.</param>
    /// <param name="width">Their width in pixels.</param>
    /// <param name="height">Their height.</param>
    /// <param name="milliseconds">How long each is seen.</param>
    public static byte[] Film(IReadOnlyList<byte[]> pictures, int width, int height, int milliseconds)
    {
        var frames = new List<(byte[] Picture, int Milliseconds)>();
        foreach (byte[] picture in pictures)
        {
            if (frames.Count > 0 && frames[^1].Picture.AsSpan().SequenceEqual(picture) && frames[^1].Milliseconds + milliseconds <= MostMilliseconds)
            {
                frames[^1] = (picture, frames[^1].Milliseconds + milliseconds);
            }
            else
            {
                frames.Add((picture, milliseconds));
            }
        }

        // Flags: it moves, and may be seen through; then: no background, for ever; of a frame: it replaces what was there.
        byte[] size = [.. Three(width - 1), .. Three(height - 1)];
        byte[] body = [
            .. "WEBP"u8, .. Chunk("VP8X", [0x12, 0, 0, 0, .. size]), .. Chunk("ANIM", new byte[6]),
            .. frames.SelectMany(frame => Chunk("ANMF", [.. new byte[6], .. size, .. Three(frame.Milliseconds), 0x02, .. PictureIn(frame.Picture)])),
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
